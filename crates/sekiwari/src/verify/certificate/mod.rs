//! The checker of certificates: replays every step on a state of its own, and solves nothing.

mod apart;
mod argument;
mod borne_out;
mod fault;
mod groups;
mod parts;
mod sets;
mod state;
mod step;
mod witnesses;

pub use borne_out::{check_borne_out, shown_bounds};
pub use fault::{ProofFault, ProofPlace, ProofSection, ProofTable};
pub use sets::stand_ins;
pub use witnesses::{check_witnesses, find_witnesses};

use super::Violation;
use crate::certificate::Certificate;
#[cfg(doc)]
use crate::certificate::CoreGroup;
use crate::market::Market;

/// Checks a certificate. If nothing is returned, what it claims is true of every allocation of the market:
///
/// 1. none has fewer than `blocking_min` blocking households;
/// 2. if `best` is given, none with exactly `blocking_min` of them is better by the stages, compared in order.
///
/// # Why acceptance implies the claim
///
/// Fix any feasible allocation *A* and let *B* be its blocking households. A branch of an argument *speaks of A* if the
/// hard households are none of *B*, and *A* has the outcomes that the cases on the way assume.
///
/// **Invariant.** In a branch that speaks of *A*, every household's outcome in *A* is an alive wish, or nothing and then
/// it need not be seated. At the start all wishes are alive, and whoever must be seated holds a seat, so the invariant
/// holds. By it, whoever sits in a pool is a possible claimant of it, and a forced claimant sits there.
///
/// **Guarantee.** Let *h* be hard and end below *w* in *A*. Seats taken by others ranked no worse than the worst claim of
/// *w* are among the possible claimants counted, so *w* fits everywhere and blocks. But *h* is not in *B*. So *h* ends at *w*
/// or better: killing what is below and asking for a seat keeps the invariant. That *w* be alive is not needed.
///
/// **Hopeless.** Let *A* give *w* to *h*. Forced claimants sit in the pool *k*. If the conditional ones counted do, too,
/// *k* has more than its seats. So one of them, *c* of *g*, does not sit there. Then *A* does not give *g* its best alive
/// wish *u*, so by the invariant something *g* likes less; *g* is hard, so *u* does not block. At pools of *u* where the
/// condition of Guarantee holds it fits; hence it does not fit in *k* or at another pool where it has one claim and *w* a
/// worse one: as many others as that pool has seats sit there ranked no worse than the claim of *u*. All of them are better than
/// the worst claim of *w*, which sits there as well: again more than the seats. So *A* does not give *w*. Equal ranks do no
/// harm: the claim of *u* is strictly better. Where *u* and all above it are dead, *g* does not get *u* in any case, so no
/// count is needed.
///
/// **Cases.** A choice has a case for each outcome the invariant leaves, so one of them speaks of *A*; likewise one case of
/// a suspect does. A case that ends in a contradiction speaks of no allocation at all.
///
/// **Always.** With nobody hard every branch speaks of *A*, so the steps taken first hold for all of them.
///
/// **Cores.** If no household of a core were in *B*, its argument would speak of *A*. All its cases end in contradictions, so
/// some household of it is in *B*.
///
/// **Groups.** *B* meets each core. A hitting tree of depth *n* shows that no *n* households do: its root is a core, so some
/// household of it is in the set; below that branch *n* - 1 more must meet a core that it does not; and so on, until no
/// more may be chosen and a core is left unmet. So at least *n* + 1 = `at_least` households of the group's cores are in *B*.
/// Groups share no household, so the numbers add up: claim 1.
///
/// **Suspects.** Let *B* have `blocking_min` households. Then each group has exactly `at_least` of them and there are no
/// others. These meet all cores of the group. So everyone in *B* is in a set of as many households that does, and such are the
/// suspects (with more than [`CoreGroup::TOLD_APART`], everyone in a core is one). So the shared steps speak of *A*.
///
/// **Suspects in parts.** Let all suspects of a group belong to a part. Exactly `at_least` of them are in *B*. Where as many
/// were declared blocking on the way, no other is in *B*, and so these may be hard. Where *k* fewer were, just *k* of the suspects
/// not decided yet are in *B*, and they meet every core that none of those declared is in. Who is in no set of *k* that does may be
/// hard (for *k* up to [`CoreGroup::TOLD_APART`]). Where *k* is one, it is one of those named by a split, and then the rest may be hard, or
/// none of them is in *B*.
///
/// **Further cores.** After the shared steps, a further core of a part is refuted with its households hard beside all who are no
/// suspects. So one of them is in *B*, and it counts as a core of its group wherever that part's case speaks of who can block. As just `at_least` of the group's suspects
/// are in *B*, those in no set of as many that meets its cores, these included, may be hard from the start.
///
/// **Parts.** For each part some case speaks of *A*. It is bounded (or impossible): the suspects declared blocking on the
/// way are blocking households of the part in *A*, each counted once, and of a group at home in the part exactly `at_least`
/// block, declared or not; a case that leaves it fewer who are not hard, or none in one of its cores, speaks of no such *A*. So (minus its blocking households, its values) is at most
/// (minus those counted, the greatest values alive), and that is at most what the part claims. Any other suspect that was
/// not decided may block uncounted; that only makes *A* worse. Vectors are compared in order, and adding keeps that order, so
/// the greatest sum is the sum of the greatest, and the parts' claims may be added, with the best alive outcome of each
/// household in no part. No household is in two parts, so nothing is counted twice. The sum's first entry is minus
/// `blocking_min`, just as for *A*; the others are `best`: claim 2.
///
/// **Set apart.** Let households be split off in a branch that speaks of *A*. One of the cases about them speaks of *A* as well; so
/// either it shows what is claimed of the whole part, by a count of blocking households, or their values in *A* are at most
/// the value named. So in the cases about the rest that value may be counted for them in place of their greatest ones. They are
/// households that count there, and are set apart once on the way, so nothing is counted twice or left out.
///
/// **Limits.** With facility-wide limits a wish that fits its pools need not block, so nothing above holds; a market that
/// has them is refused.
///
/// # What is returned
///
/// All faults of structure, and the first fault of each argument: after an unfounded line the rest means nothing. A fault
/// in the steps that all start from is the only one. Where the groups are faulty, suspects are not known, and the parts are not looked at.
///
/// # Cost
///
/// Linear in claims and, per step, in the claimants of the pools it speaks of; per bounded case, in the wishes of its
/// part. Who may block in a group that needs two or three costs the number of kinds of its households (by the cores that each is in) to
/// the power of that. Memory: linear in the market. No recursion.
pub fn check_certificate(market: &Market, certificate: &Certificate) -> Vec<Violation> {
    if !market.limits().is_empty() {
        return vec![ProofFault::LimitsNotCovered.at(ProofSection::Whole)];
    }
    let mut violations = Vec::new();
    let mut state = state::State::new(market);
    let mut line = 0;
    if let Err((line, fault)) = argument::take_all(&mut state, &certificate.always, &mut line) {
        let section = ProofSection::Always;
        return vec![fault.at(ProofPlace { section, line: Some(line) })];
    }
    let suspects = groups::check(&mut state, certificate, &mut violations);
    if violations.is_empty() {
        parts::check(&mut state, certificate, &suspects, &mut violations);
    }
    violations
}
