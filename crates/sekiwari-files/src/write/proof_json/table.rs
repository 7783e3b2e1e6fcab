//! Streaming a proof: nothing is built beside the market and the certificate.

use super::argument::{lines_of, step_line};
use super::lines::OneEntryALine;
use super::model::{ClaimJson, HouseholdJson, PoolJson, Seats, Standing};
use super::{ProofFacts, stage_name};
use crate::write::{ENGINE, Labels, PoolName};
use sekiwari::certificate::{CoreGroup, HittingTree};
use sekiwari::market::{ChildId, ClaimantId, HouseholdId, Market, PoolId, WishId};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Writes `proof.json`. The bytes depend on nothing but the facts. Cost: linear in the proof.
///
/// # Errors
/// What `out` refuses.
pub fn write_proof(facts: &ProofFacts<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, OneEntryALine::default());
    Proof(facts).serialize(&mut serializer)?;
    out.write_all(b"\n")
}

/// A list written from an iterator that is made when it is needed.
struct List<F>(F);

impl<F, I> Serialize for List<F>
where
    F: Fn() -> I,
    I: IntoIterator,
    I::Item: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

fn numbers(households: &[HouseholdId]) -> impl Iterator<Item = u32> + '_ {
    households.iter().map(|h| h.index() as u32)
}

struct Proof<'a>(&'a ProofFacts<'a>);

impl Serialize for Proof<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let facts = self.0;
        let (market, certificate) = (facts.market, facts.certificate);
        let mut s = serializer.serialize_struct("ProofJson", 14)?;
        s.serialize_field("engine", ENGINE)?;
        s.serialize_field("version", facts.version)?;
        s.serialize_field("input_sha256", facts.input_sha256)?;
        s.serialize_field("ties", facts.ties)?;
        s.serialize_field("seed", &facts.seed)?;
        let claim = ClaimJson {
            blocking_min: certificate.blocking_min,
            stages: certificate.stages.iter().map(|&stage| stage_name(stage)).collect(),
            best: certificate.best.clone(),
        };
        s.serialize_field("claim", &claim)?;
        let pools = || (0..market.pools().len() as u32).map(|p| pool(facts.round, market, PoolId::new(p)));
        s.serialize_field("pools", &List(pools))?;
        s.serialize_field(
            "households",
            &List(|| market.households().map(|h| household(facts.round, market, h))),
        )?;
        let outcomes = || market.households().map(|h| facts.allocation.rank(h).unwrap_or(0));
        s.serialize_field("outcomes", &List(outcomes))?;
        let witnesses = || {
            let number = |pool: &Option<PoolId>| pool.map(|p| p.index() as u32);
            market.households().map(move |h| List(move || facts.witnesses.of(h).iter().map(number)))
        };
        s.serialize_field("witnesses", &List(witnesses))?;
        let always = || certificate.always.iter().map(|&step| step_line(market, step));
        s.serialize_field("always", &List(always))?;
        s.serialize_field("groups", &List(|| certificate.groups.iter().map(|group| Group(facts, group))))?;
        let shared = || certificate.shared.iter().map(|&step| step_line(market, step));
        s.serialize_field("shared", &List(shared))?;
        s.serialize_field("parts", &List(|| certificate.parts.iter().map(|part| Part(facts, part))))?;
        s.end()
    }
}

struct Group<'a>(&'a ProofFacts<'a>, &'a CoreGroup);

impl Serialize for Group<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Group(facts, group) = self;
        let mut s = serializer.serialize_struct("GroupJson", 3)?;
        s.serialize_field("at_least", &group.at_least)?;
        s.serialize_field("cores", &List(|| group.cores.iter().map(|core| Core(facts, core))))?;
        s.serialize_field("tree", &List(|| cores_of(&group.why)))?;
        s.end()
    }
}

/// The cores of a tree, each before its branches.
fn cores_of(tree: &HittingTree) -> impl Iterator<Item = u32> + '_ {
    let mut pending = vec![tree];
    std::iter::from_fn(move || {
        let tree = pending.pop()?;
        pending.extend(tree.branches.iter().rev());
        Some(tree.core)
    })
}

struct Core<'a>(&'a ProofFacts<'a>, &'a sekiwari::certificate::Core);

impl Serialize for Core<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Core(facts, core) = self;
        let mut s = serializer.serialize_struct("CoreJson", 2)?;
        s.serialize_field("households", &List(|| numbers(&core.households)))?;
        s.serialize_field("argument", &List(|| lines_of(facts.market, &core.case)))?;
        s.end()
    }
}

struct Part<'a>(&'a ProofFacts<'a>, &'a sekiwari::certificate::Part);

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Part(facts, part) = self;
        let more = !part.cores.is_empty();
        let mut s = serializer.serialize_struct("PartJson", 4 + usize::from(more))?;
        s.serialize_field("households", &List(|| numbers(&part.households)))?;
        s.serialize_field("blocking", &part.blocking)?;
        s.serialize_field("value", &part.value)?;
        if more {
            s.serialize_field("cores", &List(|| part.cores.iter().map(|core| Core(facts, core))))?;
        }
        s.serialize_field("argument", &List(|| lines_of(facts.market, &part.case)))?;
        s.end()
    }
}

/// A pool as it stands in the file.
pub(crate) fn pool<L: Labels + ?Sized>(round: &L, market: &Market, pool: PoolId) -> PoolJson {
    let PoolName { facility, classes, reserved_for } = round.pool_name(pool);
    let equals =
        market.pool_claimants(pool).chunk_by(|&a, &b| market.claimant(a).rank == market.claimant(b).rank);
    let child = |&c: &ClaimantId| market.claimant(c).child.index() as u32;
    let standing = |equals: &[ClaimantId]| match equals {
        [one] => Standing::One(child(one)),
        several => Standing::Equal(several.iter().map(child).collect()),
    };
    PoolJson {
        facility,
        classes,
        reserved_for,
        seats: market.pool(pool).seats,
        order: equals.map(standing).collect(),
    }
}

/// A household as it stands in the file.
pub(crate) fn household<L: Labels + ?Sized>(
    round: &L,
    market: &Market,
    household: HouseholdId,
) -> HouseholdJson {
    let id = |child: ChildId| round.child_id(child).to_owned();
    let seats = |wish: WishId, child: ChildId| {
        let mut pools =
            market.claims(wish).iter().filter(|c| c.child == child).map(|c| c.pool.index() as u32);
        match (pools.next(), pools.next()) {
            (None, _) => Seats::None,
            (Some(one), None) => Seats::One(one),
            (Some(first), Some(second)) => Seats::Several([first, second].into_iter().chain(pools).collect()),
        }
    };
    let wishes = market.wishes(household);
    HouseholdJson {
        children: market.children(household).map(id).collect(),
        holds: market.holds_seat(household),
        wishes: wishes.flat_map(|w| market.children(household).map(move |c| seats(w, c))).collect(),
        ranks: ranks(market, household),
    }
}

/// The ranks of a household's wishes, unless they are its places.
fn ranks(market: &Market, household: HouseholdId) -> Option<Vec<u32>> {
    let ranks: Vec<u32> = market.wishes(household).map(|w| market.rank_of(w)).collect();
    (!ranks.iter().zip(1..).all(|(&rank, place)| rank == place)).then_some(ranks)
}
