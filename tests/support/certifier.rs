//! A naive producer of certificates for tiny markets: the rules applied by scanning everything, cases split to the end,
//! cores by trying all sets of households, hitting trees by trying all sets. Slow, simple, and of its own making: it shares
//! nothing with the solver or the checker.

mod bounding;

use super::dice::Dice;
use bounding::{Bounding, Decided};
use sekiwari::certificate::{Case, Certificate, Core, CoreGroup, End, HittingTree, Part, Step};
use sekiwari::market::{HouseholdId, Market, PoolId, Stage, WishId};
use std::collections::BTreeSet;

/// What the producer gets wrong about the rules, to see that no checker gets it wrong as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// Nothing.
    None,
    /// Guarantee holds for households that may block.
    SoftGuarantee,
    /// Guarantee counts only claimants ranked strictly better.
    BetterOnly,
    /// Guarantee looks at one of the pools only.
    OnePool,
    /// Guarantee forgets that the wish itself takes seats.
    NoSeatNeeded,
    /// A claimant is forced though its household need not be seated.
    ForcedUnseated,
    /// A claimant is forced if the best wish uses it.
    ForcedByBest,
    /// A claimant is conditional though its household may block.
    SoftConditional,
    /// A claimant is conditional though it is ranked equally.
    EqualConditional,
    /// Two claimants of one wish in a pool are conditional.
    TwinsConditional,
    /// The other pools of the best wish do not matter.
    ElsewhereConditional,
    /// A claimant is conditional by any alive wish.
    AnyWishConditional,
}

impl Flaw {
    pub const ALL: [Flaw; 11] = [
        Flaw::SoftGuarantee,
        Flaw::BetterOnly,
        Flaw::OnePool,
        Flaw::NoSeatNeeded,
        Flaw::ForcedUnseated,
        Flaw::ForcedByBest,
        Flaw::SoftConditional,
        Flaw::EqualConditional,
        Flaw::TwinsConditional,
        Flaw::ElsewhereConditional,
        Flaw::AnyWishConditional,
    ];
}

/// What a branch leaves open.
#[derive(Clone)]
struct Branch {
    flaw: Flaw,
    alive: Vec<bool>,
    must: Vec<bool>,
    hard: Vec<bool>,
}

impl Branch {
    fn new(market: &Market, flaw: Flaw) -> Self {
        Self {
            flaw,
            alive: vec![true; market.wish_count()],
            must: market.households().map(|h| market.holds_seat(h)).collect(),
            hard: vec![false; market.households().len()],
        }
    }

    fn with_hard(&self, market: &Market, hard: impl Fn(HouseholdId) -> bool) -> Self {
        Self { hard: market.households().map(hard).collect(), ..self.clone() }
    }

    fn alive(&self, market: &Market, h: HouseholdId) -> Vec<WishId> {
        market.wishes(h).filter(|w| self.alive[w.index()]).collect()
    }

    fn outcomes(&self, market: &Market, h: HouseholdId) -> Vec<Option<WishId>> {
        let mut all: Vec<_> = self.alive(market, h).into_iter().map(Some).collect();
        if !self.must[h.index()] {
            all.push(None);
        }
        all
    }

    fn dead_end(&self, market: &Market) -> Option<HouseholdId> {
        market.households().find(|&h| self.outcomes(market, h).is_empty())
    }

    fn give(&mut self, market: &Market, h: HouseholdId, outcome: Option<WishId>) {
        market.wishes(h).filter(|w| Some(*w) != outcome).for_each(|w| self.alive[w.index()] = false);
        self.must[h.index()] |= outcome.is_some();
    }

    /// Claimants of a pool that belong to others, as (household, claimant, rank).
    fn others(&self, market: &Market, h: HouseholdId, pool: PoolId) -> Vec<(HouseholdId, usize, u32)> {
        let all = market.claimants().iter().enumerate().filter(|(_, c)| c.pool == pool);
        let all = all.map(|(i, c)| (market.household_of(c.child), i, c.rank.get()));
        all.filter(|&(other, _, _)| other != h).collect()
    }

    fn uses(&self, market: &Market, wish: WishId, claimant: usize) -> bool {
        market.claims(wish).iter().any(|c| c.claimant.index() == claimant)
    }

    /// The pools of a wish with its claims and its worst rank there.
    fn asked(&self, market: &Market, wish: WishId) -> Vec<(PoolId, usize, u32)> {
        let pools: BTreeSet<PoolId> = market.claims(wish).iter().map(|c| c.pool).collect();
        let of = |pool| market.claims(wish).iter().filter(move |c| c.pool == pool);
        pools.into_iter().map(|p| (p, of(p).count(), of(p).map(|c| c.rank.get()).max().unwrap())).collect()
    }

    fn fits_for_sure(&self, market: &Market, h: HouseholdId, asked: (PoolId, usize, u32)) -> bool {
        let (pool, count, worst) = asked;
        let possible = self.others(market, h, pool).into_iter().filter(|&(other, c, rank)| {
            let counts = if self.flaw == Flaw::BetterOnly { rank < worst } else { rank <= worst };
            counts && self.alive(market, other).iter().any(|&w| self.uses(market, w, c))
        });
        let count = if self.flaw == Flaw::NoSeatNeeded { 0 } else { count };
        possible.count() + count <= market.pool(pool).seats as usize
    }

    fn guaranteed(&self, market: &Market, h: HouseholdId, wish: WishId) -> bool {
        let mut asked = self.asked(market, wish).into_iter();
        let fits = |a| self.fits_for_sure(market, h, a);
        (self.hard[h.index()] || self.flaw == Flaw::SoftGuarantee)
            && if self.flaw == Flaw::OnePool { asked.any(fits) } else { asked.all(fits) }
    }

    fn forced(&self, market: &Market, h: HouseholdId, claimant: usize) -> bool {
        let alive = self.alive(market, h);
        let needed = if self.flaw == Flaw::ForcedByBest { &alive[..alive.len().min(1)] } else { &alive[..] };
        (self.must[h.index()] || self.flaw == Flaw::ForcedUnseated)
            && !alive.is_empty()
            && needed.iter().all(|&w| self.uses(market, w, claimant))
    }

    fn conditional(&self, market: &Market, h: HouseholdId, claimant: usize) -> bool {
        let alive = self.alive(market, h);
        let using = alive.iter().find(|&&w| self.uses(market, w, claimant));
        let best = if self.flaw == Flaw::AnyWishConditional { using } else { alive.first() };
        let Some(&best) = best else { return false };
        let pool = market.claimants()[claimant].pool;
        let here = market.claims(best).iter().filter(|c| c.pool == pool).count();
        let mut elsewhere = self.asked(market, best).into_iter().filter(|a| a.0 != pool);
        (self.hard[h.index()] || self.flaw == Flaw::SoftConditional)
            && (here == 1 || self.flaw == Flaw::TwinsConditional)
            && self.uses(market, best, claimant)
            && elsewhere.all(|a| self.flaw == Flaw::ElsewhereConditional || self.fits_for_sure(market, h, a))
    }

    fn hopeless(&self, market: &Market, h: HouseholdId, wish: WishId) -> Option<PoolId> {
        let at = |&(pool, count, worst): &(PoolId, usize, u32)| {
            let against = self.others(market, h, pool).into_iter().filter(|&(other, c, rank)| {
                let ahead = if self.flaw == Flaw::EqualConditional { rank <= worst } else { rank < worst };
                self.forced(market, other, c) || (ahead && self.conditional(market, other, c))
            });
            against.count() + count > market.pool(pool).seats as usize
        };
        self.asked(market, wish).into_iter().find(at).map(|(pool, _, _)| pool)
    }

    /// Takes steps, in a random order of households, until nothing changes or somebody has nothing left.
    fn narrow(&mut self, market: &Market, dice: &mut Dice) -> Vec<Step> {
        let mut steps = Vec::new();
        loop {
            let before = steps.len();
            let mut order: Vec<HouseholdId> = market.households().collect();
            dice.shuffle(&mut order);
            for h in order {
                for wish in market.wishes(h) {
                    if self.dead_end(market).is_some() {
                        return steps;
                    }
                    let below: Vec<WishId> = market.wishes(h).filter(|&w| w > wish).collect();
                    let changes = !self.must[h.index()] || below.iter().any(|w| self.alive[w.index()]);
                    if changes && self.guaranteed(market, h, wish) {
                        steps.push(Step::Guarantee { wish });
                        self.must[h.index()] = true;
                        below.iter().for_each(|w| self.alive[w.index()] = false);
                    }
                    if self.alive[wish.index()]
                        && let Some(pool) = self.hopeless(market, h, wish)
                    {
                        steps.push(Step::Hopeless { wish, pool });
                        self.alive[wish.index()] = false;
                    }
                }
            }
            if steps.len() == before {
                return steps;
            }
        }
    }
}

/// An argument that no allocation is left, if there is none.
fn refute(market: &Market, mut branch: Branch, dice: &mut Dice) -> Option<Case> {
    let steps = branch.narrow(market, dice);
    if let Some(household) = branch.dead_end(market) {
        return Some(Case { steps, end: End::Contradiction { household } });
    }
    let mut open: Vec<HouseholdId> =
        market.households().filter(|&h| branch.outcomes(market, h).len() > 1).collect();
    dice.shuffle(&mut open);
    let household = *open.first()?;
    let mut cases = Vec::new();
    for outcome in branch.outcomes(market, household) {
        let mut inner = branch.clone();
        inner.give(market, household, outcome);
        cases.push((outcome, refute(market, inner, dice)?));
    }
    Some(Case { steps, end: End::Choice { household, cases } })
}

fn bits(households: usize, set: u32) -> Vec<HouseholdId> {
    (0..households as u32).filter(|h| set & (1 << h) != 0).map(HouseholdId::new).collect()
}

fn mask(households: &[HouseholdId]) -> u32 {
    households.iter().map(|h| 1 << h.index()).sum()
}

/// All smallest sets of households of whom one must block, each with its argument.
fn cores(market: &Market, start: &Branch, dice: &mut Dice) -> Vec<Core> {
    let n = market.households().len();
    // The more are hard, the less is left; so if nobody may block and something is left, there is no core.
    if refute(market, start.with_hard(market, |_| true), dice).is_none() {
        return Vec::new();
    }
    let mut sets: Vec<u32> = (1..1 << n).collect();
    sets.sort_by_key(|s| s.count_ones());
    let mut found: Vec<u32> = Vec::new();
    let mut cores = Vec::new();
    for set in sets {
        if found.iter().any(|f| f & set == *f) {
            continue;
        }
        let branch = start.with_hard(market, |h| set & (1 << h.index()) != 0);
        if let Some(case) = refute(market, branch, dice) {
            found.push(set);
            cores.push(Core { households: bits(n, set), case });
        }
    }
    cores
}

fn fewest_that_meet(households: usize, cores: &[u32]) -> u32 {
    let meets = |set: &u32| cores.iter().all(|c| c & set != 0);
    (0..1u32 << households).filter(meets).map(u32::count_ones).min().unwrap()
}

/// Whether a household is to be added in hitting trees: nobody is in all its cores and more, and nobody before it in the same.
fn stands_in(cores: &[u32], h: u32) -> bool {
    let of = |h: u32| (0..cores.len()).filter(move |&i| cores[i] >> h & 1 == 1);
    let within = |a: u32, b: u32| of(a).all(|i| cores[i] >> b & 1 == 1);
    !(0..32).any(|other| other != h && within(h, other) && (other < h || !within(other, h)))
}

fn hitting_tree(cores: &[u32], chosen: u32, left: u32) -> HittingTree {
    let core = cores.iter().position(|c| c & chosen == 0).unwrap();
    let mut branches = Vec::new();
    if left > 0 {
        for h in (0..32).filter(|&h| cores[core] >> h & 1 == 1 && stands_in(cores, h)) {
            branches.push(hitting_tree(cores, chosen | 1 << h, left - 1));
        }
    }
    HittingTree { core: core as u32, branches }
}

/// Groups of cores that share households; sometimes all in one.
fn groups(market: &Market, cores: Vec<Core>, dice: &mut Dice) -> Vec<CoreGroup> {
    let all_in_one = dice.one_in(3);
    let mut groups: Vec<(u32, Vec<Core>)> = Vec::new();
    for core in cores {
        let mut joined = (mask(&core.households), vec![core]);
        let (meeting, apart): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|g| all_in_one || g.0 & joined.0 != 0);
        for (set, cores) in meeting {
            joined.0 |= set;
            joined.1.extend(cores);
        }
        groups = apart;
        groups.push(joined);
    }
    let group = |(_, cores): (u32, Vec<Core>)| {
        let sets: Vec<u32> = cores.iter().map(|c| mask(&c.households)).collect();
        let at_least = fewest_that_meet(market.households().len(), &sets);
        CoreGroup { cores, at_least, why: hitting_tree(&sets, 0, at_least - 1) }
    };
    groups.into_iter().map(group).collect()
}

fn suspects(group: &CoreGroup) -> u32 {
    let sets: Vec<u32> = group.cores.iter().map(|c| mask(&c.households)).collect();
    of_some_set(sets.iter().fold(0, |a, b| a | b), &sets, group.at_least)
}

/// Those of some households who are in a set of them that meets all cores; all of them where it has more than three.
fn of_some_set(among: u32, cores: &[u32], size: u32) -> u32 {
    let meets = |chosen: u32| cores.iter().all(|core| core & chosen != 0);
    let members: Vec<u32> = (0..u32::BITS).map(|i| 1 << i).filter(|one| among & one != 0).collect();
    let is_in_one = |&&me: &&u32| match size {
        0 => false,
        1 => meets(me),
        2 => members.iter().any(|other| meets(me | other)),
        3 => members.iter().any(|one| members.iter().any(|other| meets(me | one | other))),
        _ => true,
    };
    members.iter().filter(is_in_one).sum()
}

/// The suspects of the group of one who was just decided to block, and those not decided yet who may still do.
fn set_left(homes: &[(u32, u32, Vec<u32>)], me: u32, decided: u32, blocking: u32) -> Option<(u32, u32)> {
    let (set, block, cores) = homes.iter().find(|(set, ..)| set & me != 0)?;
    let unmet: Vec<u32> = cores.iter().copied().filter(|core| core & blocking == 0).collect();
    let left = block - (set & blocking).count_ones();
    Some((*set, of_some_set(set & !decided, &unmet, left)))
}

/// Where parts are cut: everything open together, or households that share a pool somebody may use.
fn part_sets(market: &Market, branch: &Branch, suspects: u32, together: bool) -> Vec<Vec<HouseholdId>> {
    let is_open = |h: &HouseholdId| suspects & (1 << h.index()) != 0 || branch.outcomes(market, *h).len() > 1;
    let open: Vec<HouseholdId> = market.households().filter(is_open).collect();
    let pools = |h: HouseholdId| -> BTreeSet<PoolId> {
        market.wishes(h).flat_map(|w| market.claims(w)).map(|c| c.pool).collect()
    };
    let mut sets: Vec<Vec<HouseholdId>> = Vec::new();
    for h in open {
        let meets = |set: &Vec<HouseholdId>| {
            together || set.iter().any(|&other| !pools(other).is_disjoint(&pools(h)))
        };
        let (meeting, apart): (Vec<_>, Vec<_>) = sets.into_iter().partition(meets);
        let mut joined = vec![h];
        joined.extend(meeting.into_iter().flatten());
        joined.sort();
        sets = apart;
        sets.push(joined);
    }
    sets
}

/// What households in no part have at best, stage by stage.
fn rest(market: &Market, branch: &Branch, stages: &[Stage], parts: &[Part]) -> Option<Vec<i64>> {
    let in_part = |h: &HouseholdId| parts.iter().any(|p| p.households.contains(h));
    let mut sum = vec![0; stages.len()];
    for h in market.households().filter(|h| !in_part(h)) {
        let values = |o: &Option<WishId>| stages.iter().map(|s| s.value(market, h, *o)).collect::<Vec<_>>();
        let best = branch.outcomes(market, h).iter().map(values).max()?;
        sum.iter_mut().zip(best).for_each(|(s, v)| *s += v);
    }
    Some(sum)
}

/// A certificate of the least number of blocking households and, as far as the cut into parts allows, of the best that
/// can then be reached. `dice` decides the order of steps and cases, the groups and the cut.
pub fn certify(market: &Market, stages: &[Stage], dice: &mut Dice) -> Certificate {
    let certificate = certify_with(Flaw::None, market, stages, dice);
    assert!(certificate.best.is_some(), "an allocation exists");
    certificate
}

/// The same with a flaw in the rules; without a best value where they leave no allocation at all.
pub fn certify_with(flaw: Flaw, market: &Market, stages: &[Stage], dice: &mut Dice) -> Certificate {
    // What holds whoever blocks may be said first, or again wherever it is needed.
    let mut start = Branch::new(market, flaw);
    let always = if dice.one_in(2) { start.narrow(market, dice) } else { Vec::new() };
    let cores = cores(market, &start, dice);
    let groups = groups(market, cores, dice);
    let blocking_min = groups.iter().map(|g| g.at_least).sum();
    let suspects = groups.iter().map(self::suspects).fold(0, |a, b| a | b);
    let mut branch = start.with_hard(market, |h| suspects & (1 << h.index()) == 0);
    let shared = branch.narrow(market, dice);
    let mut certificate = Certificate {
        stages: stages.to_vec(),
        blocking_min,
        always,
        groups,
        best: None,
        shared: Vec::new(),
        parts: Vec::new(),
    };
    for together in [dice.one_in(2), true] {
        let sets = part_sets(market, &branch, suspects, together);
        let bound = |part: Vec<HouseholdId>| {
            let inside = mask(&part);
            let homes = certificate.groups.iter().map(|g| {
                let cores = g.cores.iter().map(|core| mask(&core.households)).collect();
                (self::suspects(g), g.at_least, cores)
            });
            let homes = homes.filter(|(set, ..)| set & !inside == 0).collect();
            let apart = vec![0; stages.len()];
            let mut bounding = Bounding { market, stages, part, suspects, homes, apart, best: None };
            let case = bounding.case(branch.clone(), Decided::default(), dice);
            let best = bounding.best?;
            let (blocking, value) = ((-best[0]) as u32, best[1..].to_vec());
            Some(Part { households: bounding.part, blocking, value, cores: Vec::new(), case })
        };
        let Some(parts) = sets.into_iter().map(bound).collect::<Option<Vec<Part>>>() else {
            return certificate;
        };
        let Some(mut best) = rest(market, &branch, stages, &parts) else { return certificate };
        if !together && parts.iter().map(|p| p.blocking).sum::<u32>() != blocking_min {
            continue;
        }
        for part in &parts {
            best.iter_mut().zip(&part.value).for_each(|(b, v)| *b += v);
        }
        certificate.best = Some(best);
        certificate.parts = parts;
        break;
    }
    certificate.shared = shared;
    certificate
}
