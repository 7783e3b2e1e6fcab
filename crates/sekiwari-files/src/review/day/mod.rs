//! The review of an allocation of day services against its round: is what it says possible, fair, and told truly?
//!
//! The table may be ours, typed by hand, or made by another system: it needs only `request_id` and `facility_id`.
//!
//! | who looks | codes | at what |
//! |---|---|---|
//! | the reader | `E01..`, `E02..`, `E03..` | whether the table can be read |
//! | this room | `R31` to `R41` | whether its rows are about the requests and sites of the round, and say the truth |
//! | the judge of rounds | `VR01` to `VR20` | every limit, slot by slot, from the rows of the round |
//! | the judge of markets | counts | who was passed over, which places and wishes are left empty |

mod claims;
mod codes;
mod names;
mod rows;
mod table;

pub use claims::check_day_claims;
pub use codes::KINDS as DAY_KINDS;
pub use names::{DayRoundNames, bucket_name, session_name};
pub use table::{StatedDay, StatedDays, read_days};

use sekiwari::Lang;
use sekiwari::market::day::DayAnswer;
use sekiwari::programme::daily::decided::judge_round;
use sekiwari::programme::daily::{Compiled, Decision, Round};
use sekiwari::verify::day::{DayVerdict, judge};

use crate::finding::{Finding, Findings};
use table::Field;

/// What a review found.
#[derive(Clone, Debug)]
pub struct DayReview {
    /// Every violation, in the order of the table. Empty if there is nothing to object to.
    pub violations: Findings,
    /// The decision on every request, as the rows could be understood.
    pub decisions: Vec<Decision>,
    /// The same as an answer of the market with the verdict on it; nothing where something is wrong with single requests.
    pub judged: Option<(DayAnswer, DayVerdict)>,
}

impl DayReview {
    /// Whether nothing was found.
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty()
    }
}

/// Reviews an allocation of day services. Cost: that of both judges, and linear in the rows.
pub fn review_days(round: &Round, compiled: &Compiled, stated: &StatedDays) -> DayReview {
    let mut violations = Findings::new();
    let read = rows::read(round, compiled, stated, &mut violations);
    for violation in &judge_round(round, &read.decisions).violations {
        let request = violation.request();
        // A row that could not be understood is not told twice.
        if request.is_some_and(|r| read.is_faulty(r)) {
            continue;
        }
        let row = request.and_then(|r| read.row_of.get(r as usize).copied().flatten());
        let place = row.and_then(|row| stated.rows.get(row)).map(|row| stated.place(row, Field::Site));
        violations.push(codes::finding(violation, place.unwrap_or_else(|| stated.whole()), round));
    }
    let answer = compiled.answer(round, &read.decisions).ok();
    let judged = answer.map(|answer| {
        let verdict = judge(&compiled.market, &answer);
        (answer, verdict)
    });
    if let Some((_, verdict)) = &judged
        && violations.is_empty()
    {
        let names = DayRoundNames { round, compiled };
        for violation in &verdict.violations {
            let finding = Finding::new(&codes::MARKET_DISAGREES, stated.whole());
            let finding = finding.arg("text_ja", violation.describe_with(Lang::Ja, &names));
            violations.push(finding.arg("text_en", violation.describe_with(Lang::En, &names)));
        }
    }
    violations.sort();
    DayReview { violations, decisions: read.decisions, judged }
}
