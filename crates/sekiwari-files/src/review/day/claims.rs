//! What a `result.json` beside an allocation of day services claims, held against the round.

use sekiwari::programme::PlacementKind;
use sekiwari::programme::daily::{Compiled, Round};
use serde_json::Value;

use super::{DayReview, codes};
use crate::finding::{Finding, Findings};
use crate::review::StatedResult;
use crate::review::codes::OTHER_INPUT;

/// Holds the figures of a `result.json` against a review without violations: how many requests came out how, and what the
/// judge counts. What is wrong is given, in the order of the keys.
pub fn check_day_claims(
    round: &Round,
    compiled: &Compiled,
    review: &DayReview,
    input_sha256: &str,
    result: &StatedResult,
) -> Findings {
    let mut findings = Findings::new();
    let count =
        |kind: Option<PlacementKind>| review.decisions.iter().filter(|d| d.kind == kind).count() as u64;
    let judge = |of: fn(&sekiwari::verify::day::DayVerdict) -> usize| {
        review.judged.as_ref().map_or(0, |(_, verdict)| of(verdict) as u64)
    };
    let mut claims = vec![
        ("requests", round.requests().len() as u64),
        ("placed", count(Some(PlacementKind::Placed))),
        ("kept", count(Some(PlacementKind::Kept))),
        ("unplaced", count(Some(PlacementKind::Unplaced))),
        ("withdrawn", count(None)),
        ("decided_together", compiled.market.requests().len() as u64),
    ];
    // Other rules follow another order, of which the judge knows nothing.
    if result.mechanism() == Some("priority") {
        claims.extend([
            ("checks.passed_over", judge(|v| v.breaches.len())),
            ("checks.free_places", judge(|v| v.wasted.len())),
            ("checks.free_wishes", judge(|v| v.idle.len())),
        ]);
    }
    for (key, expected) in claims {
        match result.at(key).and_then(Value::as_u64) {
            Some(stated) if stated == expected => {}
            stated => {
                let stated = stated.map_or_else(|| "-".to_owned(), |n| n.to_string());
                let finding = Finding::new(&codes::CLAIM_WRONG, result.place(key)).value(&stated);
                findings.push(finding.arg("expected", expected));
            }
        }
    }
    if let Some(said) = result.at("input_sha256").and_then(Value::as_str).filter(|&said| said != input_sha256)
    {
        let finding = Finding::new(&OTHER_INPUT, result.place("input_sha256"));
        findings.push(finding.value(said).arg("expected", input_sha256));
    }
    findings
}
