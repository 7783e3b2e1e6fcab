//! What a freed seat sets in motion (玉突き): two decisions of the same children, told as chains.
//!
//! A *chain* follows a seat: it comes free, a child moves to it, the seat that child leaves is taken by the next, and so on,
//! until a child comes from the waiting list or a seat is left empty. Children who only change places among themselves form
//! a *cycle*. Every child whose outcome changes is in exactly one chain or cycle; no chain comes to one place twice. Chains
//! that siblings tie together are told together.
//!
//! Seats of a place (a facility with the classes that share its seats) are alike, so which of several children follows which
//! is a matter of telling: the smaller child id comes first.

use crate::Lang;
use crate::programme::nursery::{AgeClass, ChildIndex, ClassSet, FacilityIndex, Round};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Seats that are alike: a facility and the classes that share them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// The facility.
    pub facility: FacilityIndex,
    /// The classes.
    pub classes: ClassSet,
}

/// A child that goes from one place to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Move {
    /// The child.
    pub child: ChildIndex,
    /// Where it was; `None`: on the waiting list.
    pub from: Option<Spot>,
    /// Where it goes; `None`: back to the waiting list.
    pub to: Option<Spot>,
}

/// What a chain begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Start {
    /// A seat that was given up.
    Freed(Spot),
    /// A seat that was open already.
    Open(Spot),
    /// A child that loses its seat: the first move.
    Lost,
    /// Nothing: children change places in a ring.
    Ring,
}

/// Moves that follow each other: each child goes to the seat that the one before it has left.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chain {
    /// What it begins with.
    pub start: Start,
    /// The moves in order; empty for a freed seat that nobody takes.
    pub moves: Vec<Move>,
}

impl Chain {
    /// The seat that is left empty at its end, if one is.
    pub fn left_empty(&self) -> Option<Spot> {
        match (self.start, self.moves.last()) {
            (Start::Ring, _) => None,
            (Start::Freed(spot), None) => Some(spot),
            (_, last) => last.and_then(|m| m.from),
        }
    }
}

/// All changes between two decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cascade {
    /// Chains and rings in bundles: what siblings tie together is in one. First those that begin with a freed seat.
    pub bundles: Vec<Vec<Chain>>,
}

/// Where a child sits at a facility.
pub fn spot(round: &Round, facility: FacilityIndex, class: AgeClass) -> Spot {
    let row = round.seat_row(facility, class).map(|row| round.seats()[row as usize].classes);
    Spot { facility, classes: row.unwrap_or_else(|| ClassSet::one(class)) }
}

impl Cascade {
    /// The changes from `before` to `after`, both by child in the order of the round; `freed` are seats that children outside
    /// of both decisions gave up. Cost: sorting the changes.
    ///
    /// # Panics
    /// Never; children without an entry in one of the two count as without a seat there.
    pub fn between(
        round: &Round,
        before: &[Option<FacilityIndex>],
        after: &[Option<FacilityIndex>],
        freed: &[Spot],
    ) -> Self {
        let mut moves = Vec::new();
        for (i, child) in round.children().iter().enumerate() {
            let at = |decision: &[Option<FacilityIndex>]| {
                decision.get(i).copied().flatten().map(|f| spot(round, f, child.class))
            };
            let (from, to) = (at(before), at(after));
            if from != to {
                moves.push(Move { child: i as ChildIndex, from, to });
            }
        }
        let chains = follow(&moves, freed, |c| &round.children()[c as usize].id);
        Self { bundles: bundle(chains, |c| round.household_of(c)) }
    }

    /// All chains and rings.
    pub fn chains(&self) -> impl Iterator<Item = &Chain> {
        self.bundles.iter().flatten()
    }

    /// The number of children whose outcome changes.
    pub fn changes(&self) -> usize {
        self.chains().map(|c| c.moves.len()).sum()
    }

    /// The cascade in words, one line a chain; bundles are set apart by an empty line.
    pub fn text(&self, round: &Round, lang: Lang) -> String {
        let bundles: Vec<String> = self.bundles.iter().map(|b| bundle_text(round, b, lang)).collect();
        bundles.join("\n")
    }
}

/// The moves that are not told yet, by the place they go to; the smallest child last, to be taken off the end.
struct Left {
    into: BTreeMap<Option<Spot>, Vec<Move>>,
    // How many more moves go into a place than out of it.
    excess: BTreeMap<Spot, i64>,
}

fn follow<'a>(moves: &[Move], freed: &[Spot], id: impl Fn(ChildIndex) -> &'a str) -> Vec<Chain> {
    let mut left = Left { into: BTreeMap::new(), excess: BTreeMap::new() };
    for m in moves {
        left.into.entry(m.to).or_default().push(*m);
        m.to.into_iter().for_each(|spot| *left.excess.entry(spot).or_default() += 1);
        m.from.into_iter().for_each(|spot| *left.excess.entry(spot).or_default() -= 1);
    }
    left.into.values_mut().for_each(|list| list.sort_by(|a, b| id(b.child).cmp(id(a.child))));
    let mut chains = Vec::new();
    let mut freed = freed.to_vec();
    freed.sort();
    for spot in freed {
        let taken = left.excess.get(&spot).is_some_and(|&n| n > 0);
        if taken {
            left.begin(Start::Freed(spot), Some(spot), &mut chains);
        } else {
            chains.push(Chain { start: Start::Freed(spot), moves: Vec::new() });
        }
    }
    while left.into.get(&None).is_some_and(|list| !list.is_empty()) {
        left.begin(Start::Lost, None, &mut chains);
    }
    while let Some(spot) = left.excess.iter().find(|(_, n)| **n > 0).map(|(&spot, _)| spot) {
        left.begin(Start::Open(spot), Some(spot), &mut chains);
    }
    // What is left goes out wherever it comes in: rings.
    while let Some(to) = left.into.iter().find(|(_, list)| !list.is_empty()).map(|(&to, _)| to) {
        left.begin(Start::Ring, to, &mut chains);
    }
    chains
}

impl Left {
    /// Follows the seats from a place on until a child comes from the waiting list or nobody is left to come; where the way
    /// comes back to a place, the ring is told on its own.
    fn begin(&mut self, start: Start, place: Option<Spot>, chains: &mut Vec<Chain>) {
        let mut path: Vec<Move> = Vec::new();
        let mut at = place;
        let mut rings = Vec::new();
        while let Some(m) = self.into.get_mut(&at).and_then(Vec::pop) {
            m.to.into_iter().for_each(|spot| *self.excess.entry(spot).or_default() -= 1);
            m.from.into_iter().for_each(|spot| *self.excess.entry(spot).or_default() += 1);
            path.push(m);
            at = m.from;
            if at.is_none() {
                break;
            }
            if let Some(since) = path.iter().position(|m| m.to == at) {
                rings.push(Chain { start: Start::Ring, moves: path.split_off(since) });
            }
        }
        if !path.is_empty() {
            chains.push(Chain { start, moves: path });
        }
        chains.append(&mut rings);
    }
}

/// Puts chains together that have children of one household.
fn bundle(chains: Vec<Chain>, household: impl Fn(ChildIndex) -> u32) -> Vec<Vec<Chain>> {
    let mut group: Vec<usize> = (0..chains.len()).collect();
    let mut first: BTreeMap<u32, usize> = BTreeMap::new();
    for (i, chain) in chains.iter().enumerate() {
        for m in &chain.moves {
            let j = *first.entry(household(m.child)).or_insert(i);
            let (a, b) = (root(&mut group, i), root(&mut group, j));
            // The earlier one stands for both, so that the order of chains is kept.
            group[a.max(b)] = a.min(b);
        }
    }
    let mut bundles: BTreeMap<usize, Vec<Chain>> = BTreeMap::new();
    for (i, chain) in chains.into_iter().enumerate() {
        bundles.entry(root(&mut group, i)).or_default().push(chain);
    }
    bundles.into_values().collect()
}

fn root(group: &mut [usize], mut i: usize) -> usize {
    while group[i] != i {
        group[i] = group[group[i]];
        i = group[i];
    }
    i
}

fn bundle_text(round: &Round, chains: &[Chain], lang: Lang) -> String {
    let mut text = String::new();
    for chain in chains {
        let _ = writeln!(text, "{}", chain.text(round, lang));
    }
    let mut families: BTreeMap<u32, BTreeSet<ChildIndex>> = BTreeMap::new();
    for m in chains.iter().flat_map(|c| &c.moves) {
        families.entry(round.household_of(m.child)).or_default().insert(m.child);
    }
    for (household, children) in families.into_iter().filter(|(_, children)| children.len() > 1) {
        let ids: Vec<&str> = children.iter().map(|&c| round.children()[c as usize].id.as_str()).collect();
        let (home, ids) = (&round.households()[household as usize].id, ids.join(lang.pick("、", ", ")));
        let line = lang.pick(
            format!("（{ids} は世帯 {home} のきょうだいで、あわせて変わります）"),
            format!("({ids} are siblings of household {home} and change together)"),
        );
        let _ = writeln!(text, "{line}");
    }
    text
}

impl Chain {
    /// The chain in one line.
    pub fn text(&self, round: &Round, lang: Lang) -> String {
        let place = |spot: Spot| {
            let facility = &round.facilities()[spot.facility as usize].id;
            lang.pick(
                format!("施設 {facility}（{}歳児クラス）", spot.classes),
                format!("facility {facility} (class {})", spot.classes),
            )
        };
        let child = |c: ChildIndex| &round.children()[c as usize].id;
        let step = |m: &Move| match (m.from, m.to) {
            (Some(from), Some(to)) => lang.pick(
                format!("児童 {} が{}から{}へ", child(m.child), place(from), place(to)),
                format!("child {} moves from {} to {}", child(m.child), place(from), place(to)),
            ),
            (None, Some(to)) => lang.pick(
                format!("児童 {} が保留から{}へ", child(m.child), place(to)),
                format!("child {} comes from the waiting list to {}", child(m.child), place(to)),
            ),
            (from, None) => lang.pick(
                format!("児童 {} が{}の席を失い保留に", child(m.child), from.map_or_else(String::new, place)),
                format!(
                    "child {} loses its seat at {}",
                    child(m.child),
                    from.map_or_else(String::new, place)
                ),
            ),
        };
        let begin = match self.start {
            Start::Freed(spot) => lang
                .pick(format!("{}の席が空く", place(spot)), format!("a seat comes free at {}", place(spot))),
            Start::Open(spot) => lang
                .pick(format!("{}に空席がある", place(spot)), format!("a seat is open at {}", place(spot))),
            Start::Lost => String::new(),
            Start::Ring => lang.pick("席の入れ替わり", "children change places").to_owned(),
        };
        let mut parts: Vec<String> = (!begin.is_empty()).then_some(begin).into_iter().collect();
        parts.extend(self.moves.iter().map(step));
        if let Some(spot) = self.left_empty() {
            parts.push(lang.pick(
                format!("{}の席は空いたまま", place(spot)),
                format!("the seat at {} stays empty", place(spot)),
            ));
        }
        let mut line = parts.join(lang.pick(" → ", "; "));
        line.push_str(lang.pick("。", "."));
        line
    }
}
