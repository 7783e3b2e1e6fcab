//! The review of an allocation table against its round: is what it says possible, fair, and told truly?
//!
//! The table may be ours, typed by hand, or made by another system: it needs only `child_id` and `facility_id`. What
//! else it states (household, class, outcome, wish rank) is held against the round where it is stated, and so is a
//! `result.json` beside it. A `proof.json` beside it is replayed.
//!
//! | who looks | codes | at what |
//! |---|---|---|
//! | the reader | `E01..`, `E02..`, `E03..` | whether the table can be read |
//! | this room | `R01` to `R25` | whether its rows are about the children and facilities of the round, and say the truth |
//! | the judge of the library | `V01` to `V44` | seats, wishes, siblings, held seats, stability, claimed figures, proofs |
//!
//! One fault gives one violation: what only follows from a faulty row (a child in two rows, an unknown facility) is not
//! reported again by the judge.

mod cells;
mod claims;
mod club;
mod codes;
mod day;
mod earlier;
mod markdown;
mod names;
mod proof;
mod rows;
mod seated;
mod subject;
mod table;

pub use claims::{StatedResult, read_result};
pub use club::ClubNames;
pub use codes::KINDS;
pub use day::{
    DAY_KINDS, DayReview, DayRoundNames, StatedDay, StatedDays, bucket_name, check_day_claims, read_days,
    review_days, session_name,
};
pub use earlier::earlier_decision;
pub use markdown::violations_markdown;
pub use names::RoundNames;
pub use proof::{Proven, StatedProof, read_proof};
pub use seated::Seated;
pub use subject::Subject;
pub use table::{StatedAllocation, StatedRow, StatedSeat, read_allocation};

use sekiwari::market::{Goals, Market};
use sekiwari::mechanism::Ties;
use sekiwari::verify::{Names, Verdict, Violation, judge};

use crate::finding::Findings;

/// The round that an allocation is held against.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The round.
    pub subject: &'a dyn Subject,
    /// The priorities that count: the compiled market, or the strict one.
    pub market: &'a Market,
    /// The digest of the round's input, as `result.json` states it.
    pub input_sha256: &'a str,
    /// What equal scores mean in `market`.
    pub ties: Ties,
    /// The seed of the lottery behind it.
    pub seed: u64,
    /// By what allocations are compared: what `optimal` speaks of, and what a `result.json` and a proof have to name.
    pub goals: &'a Goals,
}

/// What a review found.
#[derive(Clone, Debug)]
pub struct Review {
    /// Every violation, in the order of the table, then the claims. Empty if there is nothing to object to.
    pub violations: Findings,
    /// The verdict of the judge on the rows as they could be understood.
    pub verdict: Verdict,
    /// Children whose rows could not be understood; the verdict takes them as having no seat.
    pub faulty_children: u32,
    /// What the proof confirms about all allocations, if there is one and its argument is in order.
    pub proven: Option<Proven>,
}

impl Review {
    /// Whether nothing was found.
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty()
    }
}

/// Reviews an allocation and, if given, what its `result.json` claims and its `proof.json` proves.
///
/// With `require_stable` every blocking wish is a violation too; without it they are only in the verdict. Blocking
/// wishes and figures are not held against a table whose rows are faulty: they would differ as a mere consequence.
/// Cost: that of the judge, and linear in the rows.
pub fn review(
    case: Case<'_>,
    stated: &StatedAllocation,
    result: Option<&StatedResult>,
    proof: Option<&StatedProof>,
    require_stable: bool,
) -> Review {
    let mut violations = Findings::new();
    let seated = case.subject.seat(case.market, stated, &mut violations);
    let verdict = judge(case.market, &seated.submission);
    let names: &dyn Names = case.subject;
    let place = |violation: &Violation| seated.place_of(case, stated, violation);
    let told = |v: &Violation| {
        let recounted = matches!(v, Violation::PoolOverfull { pool, .. } if case.subject.recounts(*pool));
        !recounted && !seated.is_consequence(case, v)
    };
    for violation in verdict.violations.iter().filter(|v| told(v)) {
        let finding = codes::finding(violation, place(violation), names);
        violations.push(match violation {
            Violation::PoolOverfull { pool, .. } => finding.arg("who", seated.who_sits(stated, *pool)),
            _ => finding,
        });
    }
    seated::check_ranks(case, stated, &seated, &verdict, &mut violations);
    let sound = seated.faulty_count() == 0;
    if require_stable && sound {
        for violation in verdict.require_stable() {
            violations.push(codes::finding(&violation, place(&violation), names));
        }
    }
    violations.sort();
    if let Some(result) = result {
        let mut claims = Findings::new();
        result.check(case, sound.then_some(&verdict), names, &mut claims);
        violations.append(claims);
    }
    let proven = proof.and_then(|proof| {
        let mut faults = Findings::new();
        let trusted = Some(&verdict).filter(|v| sound && v.is_clean());
        let proven = proof.check(case, trusted, result, names, &mut faults);
        violations.append(faults);
        proven
    });
    Review { violations, faulty_children: seated.faulty_count(), verdict, proven }
}
