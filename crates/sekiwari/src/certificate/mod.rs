//! Certificates: what is claimed about all allocations of a market, with the steps that show it. Plain data, no logic.
//!
//! Whoever solves writes one; [`crate::verify`] replays it with code of its own. Nothing in a certificate is trusted.
//! Why the rules prove what they claim stands with the checker, in [`crate::verify::check_certificate`].
//!
//! Beside it stand [`Witnesses`]: per wish that an allocation does not give, the full pool that is the reason.
//!
//! Certificates are about markets without facility-wide limits: where a limit may keep a wish from blocking, nothing here
//! holds.
//!
//! # The argument
//!
//! Everywhere, a set of households is **hard**: their blocking is ruled out by assumption. All others may block. A
//! branch of the argument keeps, per household, the wishes that are still *alive* and whether it *must* be seated
//! (households with a held seat must from the start); a claimant is *possible* while an alive wish of its household uses
//! it. Each [`Step`] may be taken only when its condition holds in the state reached, and then narrows it:
//!
//! * **Guarantee** (of a hard household *h* at its wish *w*, alive or not): at every pool that *w* uses, the possible
//!   claimants of other households ranked no worse than the worst claim of *w* there, plus the claims of *w* there, are
//!   at most the seats. Then *h* ends at *w* or better, since otherwise *w* would block: every wish below *w* dies, and *h*
//!   must be seated.
//! * **Hopeless** (wish *w* of any household, at a pool *k*): the forced claimants of other households, plus their
//!   conditional claimants ranked strictly better than the worst claim of *w* there, plus the claims of *w* there, exceed
//!   the seats. Then *w* dies. A claimant is *forced* if its household must be seated, has an alive wish, and all alive
//!   wishes of it use the claimant. It is *conditional* if its household is hard, its best alive wish *u* uses it and no other claimant of *k*,
//!   and at every other pool of *u* either the condition of Guarantee holds, or *u* has one claim there and *w* a worse
//!   one: whoever does not get *u* although it does not block finds *k*, or such a pool, full of claims ranked no worse.
//!   *w* dies as well, whatever the count, if some claimant of *k* ranked strictly better than the worst claim of *w* there casts a **shadow**: its
//!   household is hard and has a dead wish *u* that uses the claimant, with no alive wish above, and at every pool of *u* either the condition of Guarantee holds, or *u* has one claim there and *w* a worse one.
//!
//! A household that must be seated and has no alive wish is a **contradiction**: no allocation is left in this branch.
//! A step about a wish that is dead already may be taken too; it changes nothing that was not so before.
//!
//! # What a certificate shows
//!
//! 0. The steps of [`Certificate::always`] are taken with nobody hard, so they hold in every feasible allocation; every
//!    argument below starts from them.
//! 1. Each [`Core`] is a set of households of whom one blocks in every feasible allocation.
//! 2. Cores of a [`CoreGroup`] together need at least `at_least` blocking households, shown by its hitting tree; groups
//!    share no household, so the numbers add up to a lower bound, `blocking_min`.
//! 3. In an allocation with exactly that many blocking households, they are all among the **suspects**: per group, the
//!    households in all its cores if one is enough; if two are, the households beside whom one other is in all the cores
//!    that they are not in; and the households in any of its cores otherwise.
//! 4. With all households hard except the suspects, the steps of [`Certificate::shared`] hold for every such allocation.
//!    Each [`Part`] then bounds what its own households can reach, by cases; households in no part reach at most their
//!    best alive outcome. The sum is a bound on the objective. A group is **at home** in a part if all its suspects belong
//!    to it; then exactly `at_least` of them block, whoever it is. [`Part::cores`] say more about who that can be.
//!
//! Outcomes are compared by the [`Certificate::stages`], in order.

mod nesting;
mod witnesses;

pub use witnesses::Witnesses;

use crate::market::{HouseholdId, PoolId, Stage, WishId};

/// One narrowing step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The household of the wish ends there or better.
    Guarantee {
        /// The wish.
        wish: WishId,
    },
    /// The wish cannot be given, because of one of its pools.
    Hopeless {
        /// The wish.
        wish: WishId,
        /// The pool.
        pool: PoolId,
    },
}

/// A case of an argument: steps, then how it ends. Cases may nest thousands deep; dropping one uses no deep stack, and
/// so fields are taken out of it with [`std::mem::take`] and [`std::mem::replace`], not by pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Steps, in order.
    pub steps: Vec<Step>,
    /// What they lead to.
    pub end: End,
}

/// How a case ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The household must be seated and has no alive wish.
    Contradiction {
        /// The household.
        household: HouseholdId,
    },
    /// The best alive outcomes of the part's households do not beat the part's claimed best, if as many of them block as
    /// groups at home in the part need and suspects of other groups do so far; or one of its households must be seated
    /// and has no alive wish; or a group at home has fewer suspects left who are not hard than block, or a core of it has none
    /// left. Only inside a [`Part`].
    Bounded,
    /// The household has one of its alive wishes or, unless it must be seated, nothing: one case each.
    Choice {
        /// The household.
        household: HouseholdId,
        /// The cases: exactly one per alive wish (then it is the only alive one, and the household must be seated), in
        /// list order, and last, if it need not be seated, one for being left out (`None`; then no wish is alive). None
        /// at all where the household is a contradiction.
        cases: Vec<(Option<WishId>, Case)>,
    },
    /// A suspect blocks, or it does not. Only inside a [`Part`], once per suspect and branch.
    Suspect {
        /// The suspect, a household of the part.
        household: HouseholdId,
        /// It does not block: it is hard from here on.
        hard: Box<Case>,
        /// It counts as one blocking household. If its group is at home in the part, others of its suspects are hard from
        /// here on unless they were decided to block: all if as many as may block were decided to; if one more is, those
        /// who are not in every core that none of the ones decided to block is in.
        blocks: Box<Case>,
    },
    /// Some of these suspects block, or none does. Only inside a [`Part`] where their group is at home, and only where
    /// just one more of the group blocks.
    Among {
        /// Suspects of one group, ascending, none of them decided before in this branch.
        households: Vec<HouseholdId>,
        /// None of them blocks: they are hard from here on.
        none: Box<Case>,
        /// One of them does: all others of the group not decided yet are hard from here on.
        some: Box<Case>,
    },
    /// Some households are bounded apart from the others. Only inside a [`Part`].
    Apart {
        /// The households, ascending: those of the part, or of the split that this one is `within` of, but none that was
        /// set apart on the way.
        households: Vec<HouseholdId>,
        /// What they reach at most in this branch, stage by stage.
        value: Vec<i64>,
        /// Why: here a case is [`End::Bounded`] if the best alive outcomes of these households are not better than that.
        within: Box<Case>,
        /// Their `value` counts in place of their best alive outcomes from here on.
        rest: Box<Case>,
    },
}

/// Households of whom at least one blocks in every feasible allocation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Core {
    /// The households, ascending. In the argument they are hard, and nobody else.
    pub households: Vec<HouseholdId>,
    /// The argument; all its cases end in contradictions.
    pub case: Case,
}

/// Cores that may share households.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoreGroup {
    /// The cores.
    pub cores: Vec<Core>,
    /// Households that block at least, among those of the cores. At least 1.
    pub at_least: u32,
    /// Why fewer do not do.
    pub why: HittingTree,
}

impl CoreGroup {
    /// How many blocking households of a group may be open for it to be worked out who can be one of them; where more are, everybody
    /// in its cores can.
    pub const TOLD_APART: u32 = 3;
}

/// Shows that no set of `n` households meets every core of a group: some core, by index, is met by none of those chosen
/// so far; whichever of its households is added, `n - 1` more do not do. With `n = 0` there are no branches. The tree of
/// a group has `n = at_least - 1`, at most [`HittingTree::MAX_DEPTH`].
///
/// Only *stand-ins* are added: whoever is in all cores of the group that a household is in does as well in its place. Those are
/// the households of whom no other one is in all of their cores and more, and of those in the same cores the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HittingTree {
    /// The index of a core in its group that none of the households chosen on the way here belongs to.
    pub core: u32,
    /// One tree per stand-in of that core, in its order; empty where no more may be chosen.
    pub branches: Vec<HittingTree>,
}

impl HittingTree {
    /// The deepest tree that is read. A group that needs more blocking households would not fit into memory.
    pub const MAX_DEPTH: u32 = 1_000;
}

/// Households bounded together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The households, ascending. No household is in two parts.
    pub households: Vec<HouseholdId>,
    /// Blocking households among them, in the best outcome; over all parts they add up to `blocking_min`.
    pub blocking: u32,
    /// What they reach in it, stage by stage ([`Stage::value`] summed).
    pub value: Vec<i64>,
    /// Further cores of groups at home here, that hold after the shared steps: of each one blocks in every allocation that is left. In their
    /// arguments they are hard beside those who are so already. Suspects who are in no set of as many as block that meets all cores
    /// of their group, these included, are hard in `case`.
    pub cores: Vec<Core>,
    /// The argument that nothing is better: fewer blocking households first, then the stages in order.
    pub case: Case,
}

/// What is claimed, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// By what outcomes are compared, after the number of blocking households. No stage twice, and at most
    /// [`Certificate::MAX_STAGES`].
    pub stages: Vec<Stage>,
    /// No allocation has fewer blocking households: the sum of `at_least` over the groups.
    pub blocking_min: u32,
    /// Steps with nobody hard, which hold in every feasible allocation. Every other argument starts from where they lead.
    pub always: Vec<Step>,
    /// Why; empty where `blocking_min` is 0. No household is in the cores of two groups.
    pub groups: Vec<CoreGroup>,
    /// No allocation with `blocking_min` blocking households is better, stage by stage: one value per stage, the sum over
    /// the parts and over the best alive outcomes of the households in none. `None` where this is not shown; then
    /// `shared` and `parts` are empty.
    pub best: Option<Vec<i64>>,
    /// Steps with all households hard except the suspects.
    pub shared: Vec<Step>,
    /// What the steps leave open.
    pub parts: Vec<Part>,
}

impl Certificate {
    /// The most stages an objective may have.
    pub const MAX_STAGES: usize = crate::market::Goals::MAX_STAGES;
}
