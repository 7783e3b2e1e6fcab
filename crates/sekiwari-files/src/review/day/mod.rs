//! The review of an allocation of day services against its round: is what it says possible, fair, and told truly?
//!
//! The table may be ours, typed by hand, or made by another system: it needs only `request_id` and `facility_id`.
//!
//! | who looks | codes | at what |
//! |---|---|---|
//! | the reader | `E01..`, `E02..`, `E03..` | whether the table can be read |
//! | this room | `R31` to `R41` | whether its rows are about the requests and sites of the round, and say the truth |
//! | the judge of markets | `VD01` to `VD17` | every limit, slot by slot; who was passed over |

mod claims;
mod codes;
mod names;
mod rows;
mod table;

pub use claims::check_claims as check_day_claims;
pub use codes::KINDS as DAY_KINDS;
pub use names::{DayRoundNames, bucket_name, session_name};
pub use table::{StatedDay, StatedDays, read_days};

use sekiwari::market::day::DayAnswer;
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
    /// The same as an answer of the market, with the judge's verdict; nothing where some place is on no list.
    pub judged: Option<(DayAnswer, DayVerdict)>,
}

impl DayReview {
    /// Whether nothing was found.
    pub fn is_clean(&self) -> bool {
        self.violations.is_empty()
    }
}

/// Reviews an allocation of day services. Cost: that of the judge, and linear in the rows.
pub fn review_days(round: &Round, compiled: &Compiled, stated: &StatedDays) -> DayReview {
    let mut violations = Findings::new();
    let read = rows::read(round, compiled, stated, &mut violations);
    let names = DayRoundNames { round, compiled };
    let judged = match compiled.answer(round, &read.decisions) {
        Ok(answer) => {
            let verdict = judge(&compiled.market, &answer);
            for violation in &verdict.violations {
                violations.push(codes::finding(violation, stated.whole(), &names));
            }
            Some((answer, verdict))
        }
        Err(requests) => {
            for &request in requests.iter().filter(|&&r| !read.faulty[r as usize]) {
                let Some(row) = read.row_of[request as usize].map(|row| &stated.rows[row]) else { continue };
                let place = read.decisions[request as usize].place;
                let date = place.map_or_else(String::new, |p| round.date_of(p.day).to_string());
                let finding = Finding::new(&codes::NOT_ON_LIST, stated.place(row, Field::Site));
                let finding = finding.value(row.site.as_deref().unwrap_or_default());
                violations.push(finding.arg("request", &row.request).arg("date", date));
            }
            None
        }
    };
    violations.sort();
    DayReview { violations, decisions: read.decisions, judged }
}
