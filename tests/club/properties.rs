//! The library against the oracle.

use crate::both::Both;
use crate::oracle::Assignment;
use crate::town::town;
use sekiwari::exact::Options;
use sekiwari::market::{Allocation, Market, Status};
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::programme::PlacementKind;
use sekiwari::verify::{Submission, Verdict, certify, check_certificate, judge};
use sekiwari::{Request, solve};

/// Assignments tried in one town; towns with more are passed over.
const MOST: usize = 700;

fn verdict(market: &Market, allocation: &Allocation) -> Verdict {
    judge(market, &Submission::from_allocation(market, allocation))
}

fn blocking(verdict: &Verdict) -> Vec<usize> {
    (0..).zip(&verdict.per_household).filter(|(_, f)| f.blocks).map(|(h, _)| h).collect()
}

/// What is best over all assignments: fewest blocking families and then most children seated, and most seated whoever blocks.
struct Best {
    strict: (usize, u32),
    weak: (usize, u32),
    seated: u32,
}

/// The market has the same feasible assignments as the round, and in each the same families block.
fn same_everywhere(both: &Both, all: &[Assignment]) -> Result<Best, String> {
    let mut best = Best { strict: (usize::MAX, 0), weak: (usize::MAX, 0), seated: 0 };
    for assignment in all {
        let allocation = both.allocation(assignment);
        let (weak, strict) =
            (verdict(&both.compiled.market, &allocation), verdict(&both.strict, &allocation));
        let feasible = both.oracle.is_feasible(assignment);
        if (weak.is_clean(), strict.is_clean()) != (feasible, feasible) {
            return Err(format!("feasible: {feasible}, {assignment:?} {:?}", weak.violations));
        }
        if !feasible {
            continue;
        }
        let seated = both.oracle.seated(assignment);
        if seated != strict.tally.seated() {
            return Err(format!("seated: {seated} against {:?}", strict.tally));
        }
        best.seated = best.seated.max(seated);
        for (verdict, value, is_strict) in [(&weak, &mut best.weak, false), (&strict, &mut best.strict, true)]
        {
            let theirs = both.oracle.blocking(assignment, is_strict);
            let ours = blocking(verdict);
            if ours != theirs {
                return Err(format!(
                    "blocking (strict {is_strict}): {ours:?} not {theirs:?} in {assignment:?}"
                ));
            }
            if (theirs.len(), u32::MAX - seated) < (value.0, u32::MAX - value.1) {
                *value = (theirs.len(), seated);
            }
        }
    }
    Ok(best)
}

/// Decisions say what the allocation gives.
fn read_back(both: &Both, allocation: &Allocation) -> Result<(), String> {
    let Some(assignment) = both.assignment(allocation) else {
        return Err("a wish that cannot be given".into());
    };
    let decisions = both.compiled.decisions(&both.round, allocation);
    for (at, (family, has)) in both.oracle.families.iter().zip(&assignment).enumerate() {
        for (i, &row) in family.children.iter().enumerate() {
            let child = (0..decisions.len()).find(|&c| both.row_of(c as u32) == row).expect("a child");
            let decision = decisions[child];
            let outcome = has.map(|o| &family.outcomes[o]);
            let line = outcome.and_then(|o| Some(&both.oracle.lines[row][o.given[i]?]));
            let kind = match line {
                None => PlacementKind::Unplaced,
                Some(line) if both.oracle.keeps(row, line) => PlacementKind::Kept,
                Some(_) => PlacementKind::Placed,
            };
            let place = outcome.filter(|_| line.is_some()).map(|o| o.place);
            let given = has.map(|o| both.given_by_outcome(at, o)).and_then(|g| g[i].clone());
            let read = decision.entry.map(|e| both.entry(both.round.entry(e)));
            if (decision.kind, decision.wish_rank, read.clone()) != (kind, place, given.clone()) {
                return Err(format!("{decision:?} {read:?} against {kind:?} {place:?} {given:?}"));
            }
        }
    }
    Ok(())
}

/// Every mechanism gives a feasible outcome, and those that promise something keep it.
fn mechanisms(both: &Both, best: &Best) -> Result<(), String> {
    for mechanism in [
        Mechanism::StableOptimal,
        Mechanism::PointsOrder,
        Mechanism::WishOrder,
        Mechanism::FirstChoice,
        Mechanism::DeferredAcceptance,
        Mechanism::MaxPlacement,
    ] {
        // Club rounds are decided with wishes looked at together; half of the towns without.
        let together = both.round.children().len().is_multiple_of(2);
        let options = Options { together, ..Options::default() };
        let request = Request { options, ..mechanism.into() };
        let Ok(solution) = solve(&request, &both.compiled.market, &both.strict) else {
            return Err(format!("{mechanism:?} does not run"));
        };
        if let Some(certificate) = &solution.certificate {
            let faults = check_certificate(&both.strict, certificate);
            if !faults.is_empty() {
                return Err(format!("{mechanism:?}: {faults:?}"));
            }
        } else if mechanism == Mechanism::StableOptimal {
            return Err("no certificate".into());
        }
        let outcome = solution.outcome;
        let verified = certify(&both.strict, outcome.allocation.clone())
            .map_err(|v| format!("{mechanism:?}: {:?}", v.violations))?;
        let verdict = verified.verdict();
        let (blocking, seated) = (verdict.blocking_households() as usize, verdict.tally.seated());
        let best_is = (best.strict.0, best.strict.1, Status::Optimal);
        let wrong = match mechanism {
            Mechanism::StableOptimal => (blocking, seated, outcome.status) != best_is,
            Mechanism::MaxPlacement => seated != best.seated,
            _ => false,
        };
        if wrong {
            return Err(format!(
                "{mechanism:?}: {blocking} {seated} {:?} not {best_is:?}, {}",
                outcome.status, best.seated
            ));
        }
        read_back(both, &outcome.allocation)?;
    }
    let weak = Request { ties: Ties::Weak, options: Options::default(), ..Mechanism::StableOptimal.into() };
    let Ok(solution) = solve(&weak, &both.compiled.market, &both.strict) else {
        return Err("weak ties do not run".into());
    };
    let verdict = verdict(&both.compiled.market, &solution.outcome.allocation);
    let value = (blocking(&verdict).len(), verdict.tally.seated());
    let proven = solution.outcome.status == Status::Optimal;
    if !verdict.is_clean() || (best.weak.0 == 0 && value.0 > 0) || (proven && value != best.weak) {
        return Err(format!("weak: {value:?} not {:?}", best.weak));
    }
    Ok(())
}

/// Holds the two against each other; the number of assignments tried, `None` if there are too many.
pub(crate) fn compare(both: &Both, mechanisms_too: bool) -> Result<Option<usize>, String> {
    let Some(all) = both.oracle.assignments(MOST) else { return Ok(None) };
    let best = same_everywhere(both, &all)?;
    if mechanisms_too {
        mechanisms(both, &best)?;
    }
    Ok(Some(all.len()))
}

/// Many towns; most of them must be small enough to try everything.
fn over(seeds: std::ops::Range<u64>, mechanisms_too: bool) {
    let (mut tried, total) = (0, seeds.end - seeds.start);
    for seed in seeds {
        match Both::new(town(seed)).and_then(|both| compare(&both, mechanisms_too)) {
            Ok(all) => tried += u64::from(all.is_some()),
            Err(e) => panic!("town {seed}: {e}\n{:#?}", town(seed)),
        }
    }
    assert!(tried * 10 > total * 8, "{tried} of {total}");
}

#[test]
fn lists_seats_and_blocking_are_those_of_the_definitions() {
    over(0..14_000, false);
}

#[test]
fn mechanisms_keep_what_they_promise() {
    over(100_000..104_000, true);
}
