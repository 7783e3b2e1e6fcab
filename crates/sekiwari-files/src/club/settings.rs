//! The settings of a round of clubs: what every round has, and `[club]`.

use sekiwari::programme::club::capacity::{Counted, StandardError, Standards};
use sekiwari::programme::club::{FewerDays, Lists, OrderKey, Overflow, Rules};

use crate::finding::catalogue::{club_seats, clubs};
use crate::finding::{Finding, Findings};
use crate::normalise::parse_thousandths;
use crate::round::Programme;
use crate::round::settings::{Common, KeyReader, Value, open};
use crate::round::source::Tables;

/// Everything in `round.toml`.
pub(super) struct ClubSettings {
    pub(super) common: Common,
    pub(super) rules: Rules,
    pub(super) standards: Standards,
}

/// Most children, staff or districts that a setting may name; a larger number is a slip of the keyboard.
const MOST: i64 = 1_000;

/// Reads the settings. Nothing where no settings could be read at all.
pub(super) fn read(tables: &Tables, findings: &mut Findings) -> Option<ClubSettings> {
    let mut reader = open(tables, Programme::Club, findings)?;
    let common = reader.common();
    let rules = rules(&mut reader);
    let standards = standards(&mut reader);
    Some(ClubSettings { common: common?, rules, standards })
}

fn rules(r: &mut KeyReader<'_>) -> Rules {
    let default = Rules::default();
    Rules {
        order: order(r).unwrap_or(default.order),
        first_grades: r
            .int("club.first_grades", 0, 6)
            .and_then(|n| u8::try_from(n).ok())
            .unwrap_or(default.first_grades),
        lists: r.named("club.lists", Lists::NAMES).unwrap_or_default(),
        neighbours: r.whole("club.neighbours", 0, MOST, default.neighbours),
        overflow: r.named("club.overflow", Overflow::NAMES).unwrap_or_default(),
        fewer_days: r.named("club.fewer_days", FewerDays::NAMES).unwrap_or_default(),
    }
}

fn order(r: &mut KeyReader<'_>) -> Option<Vec<OrderKey>> {
    let (keys, _, place) = r.names("club.order", OrderKey::NAMES)?;
    let twice = keys.iter().enumerate().find(|(i, key)| keys[..*i].contains(key));
    if let Some((_, key)) = twice {
        r.findings.push(Finding::new(&clubs::ORDER_TWICE, place).value(key.as_str()));
        return None;
    }
    Some(keys)
}

fn standards(r: &mut KeyReader<'_>) -> Standards {
    let default = Standards::default();
    let limit = r.whole("club.limit_per_unit", 1, MOST, default.limit);
    let standards = Standards {
        area_per_child: area(r).unwrap_or(default.area_per_child),
        limit,
        hard_limit: r.whole("club.hard_limit_per_unit", 1, MOST, limit),
        counts: r.named("club.limit", Counted::NAMES).unwrap_or_default(),
        staff_per_unit: r.whole("club.staff_per_unit", 0, MOST, default.staff_per_unit),
        qualified_per_unit: r.whole("club.qualified_per_unit", 0, MOST, default.qualified_per_unit),
    };
    let mut sound = true;
    for fault in standards.faults() {
        sound = false;
        let finding = match fault {
            StandardError::HardBelowSoft { limit, hard } => {
                let place = r.place_of("club.hard_limit_per_unit");
                Finding::new(&club_seats::HARD_LIMIT_BELOW, place)
                    .value(&hard.to_string())
                    .arg("limit", limit)
            }
            StandardError::QualifiedBeyondStaff { staff, qualified } => {
                let place = r.place_of("club.qualified_per_unit");
                let finding = Finding::new(&club_seats::QUALIFIED_PER_UNIT_ABOVE, place);
                finding.value(&qualified.to_string()).arg("staff", staff)
            }
            // The ranges above leave nothing else.
            other => {
                use crate::finding::catalogue::consistency::ROUND_INCONSISTENT;
                Finding::new(&ROUND_INCONSISTENT, r.place_of("club")).arg("reason", other)
            }
        };
        r.findings.push(finding);
    }
    if sound { standards } else { default }
}

/// The area per child in hundredths of a square metre.
fn area(r: &mut KeyReader<'_>) -> Option<u32> {
    const KEY: &str = "club.area_per_child_m2";
    let thousandths = match &r.find(KEY)?.value {
        Value::Text(text) => parse_thousandths(text.trim()).ok(),
        Value::Int(whole) => whole.checked_mul(1_000),
        _ => {
            r.wrong_type(KEY, "decimal as text");
            return None;
        }
    };
    let hundredths = thousandths.filter(|t| t % 10 == 0 && (10..=100_000).contains(t)).map(|t| t / 10);
    if hundredths.is_none() {
        r.wrong_value(KEY, "0.01 - 100.00", None);
    }
    hundredths.and_then(|n| u32::try_from(n).ok())
}
