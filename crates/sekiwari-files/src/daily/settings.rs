//! The settings of a round of day services: `[daily]` beside what every round has.

use jiff::civil::{Date, Time};
use sekiwari::exact::day::DayRule;
use sekiwari::market::day::{KeyPart, Keys};
use sekiwari::programme::daily::round::Rules;

use crate::finding::catalogue::daily as kinds;
use crate::finding::{Finding, Findings, Place};
use crate::normalise::{fold_width, normal_title, time};
use crate::round::Programme;
use crate::round::settings::{KeyReader, Value, open, split_goals};
use crate::round::source::Tables;

/// What `round.toml` says about how to decide a round of day services.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DailySettings {
    /// `allocate.mechanism`; none leaves the choice to the program.
    pub mechanism: Option<DayRule>,
    /// `allocate.time_limit_s`, in seconds.
    pub time_limit_s: u32,
    /// `priority.lottery_seed`.
    pub lottery_seed: u64,
    /// `priority.lottery_nonce`, empty if there is none.
    pub lottery_nonce: String,
    /// `priority.lottery_commitment` in lower case: what was published before the draw.
    pub lottery_commitment: Option<String>,
}

/// Everything in `round.toml`.
pub(super) struct Read {
    pub(super) name: String,
    /// First and last day, if both could be read and are in order.
    pub(super) period: Option<(Date, Date)>,
    /// Where the period is set.
    pub(super) period_place: Place,
    /// The rules, without caps.
    pub(super) rules: Rules,
    pub(super) settings: DailySettings,
    /// Whether everything could be read, so that what is not among the slots or reasons is wrong.
    pub(super) sound: bool,
}

/// Most days of a period: a year and a day.
const MOST_DAYS: i32 = 366;
/// Most slots of a day are 32.
const MOST_BOUNDS: usize = 33;
/// Reasons are numbered in a byte.
const MOST_REASONS: usize = 250;

const USES: &[(&str, bool)] = &[("service", true), ("all", false)];
const ALTERNATIVES: &[(&str, bool)] = &[("date-first", false), ("site-first", true)];
const REASONS: [&str; 3] = ["urgent", "regular", "private"];

/// Reads the settings. Nothing where no settings could be read at all.
pub(super) fn read(tables: &Tables, findings: &mut Findings) -> Option<Read> {
    let mut own = Findings::new();
    let read = open(tables, Programme::Daily, &mut own).and_then(|mut reader| all(&mut reader));
    let sound = !own.has_errors();
    findings.append(own);
    Some(Read { sound, ..read? })
}

fn all(r: &mut KeyReader<'_>) -> Option<Read> {
    let programme = r.programme();
    let name = r.text("name").unwrap_or_default();
    let period = period(r);
    let period_place = r.place_of("daily.from");
    let bounds = bounds(r);
    let half = half(r, &bounds);
    let settings = settings(r);
    let rules = Rules {
        half,
        bounds,
        reasons: reasons(r),
        order: order(r).unwrap_or_else(|| Keys::default().0),
        uses_by_service: r.named("daily.uses", USES).unwrap_or(true),
        site_first: r.named("daily.alternatives", ALTERNATIVES).unwrap_or(false),
        caps: Vec::new(),
    };
    programme?;
    Some(Read { name, period, period_place, rules, settings, sound: true })
}

fn settings(r: &mut KeyReader<'_>) -> DailySettings {
    let mechanism = r.named("allocate.mechanism", DayRule::NAMES);
    let time_limit_s = r.whole("allocate.time_limit_s", 1, 604_800, 60);
    let lottery_seed = r.seed();
    let (lottery_nonce, lottery_commitment) = r.commitment(lottery_seed);
    DailySettings { mechanism, time_limit_s, lottery_seed, lottery_nonce, lottery_commitment }
}

fn period(r: &mut KeyReader<'_>) -> Option<(Date, Date)> {
    let (from, to) = (r.date("daily.from"), r.date("daily.to"));
    let (from, to) = (from?, to?);
    let place = r.place_of("daily.to");
    let days = from.until(to).map_or(0, |span| span.get_days()) + 1;
    let finding = |kind| Finding::new(kind, place.clone()).value(&to.to_string()).arg("from", from);
    if to < from {
        r.findings.push(finding(&kinds::DATES_REVERSED));
        return None;
    }
    if days > MOST_DAYS {
        r.findings.push(finding(&kinds::PERIOD_LONG).arg("days", days).arg("most", MOST_DAYS));
        return None;
    }
    Some((from, to))
}

/// The texts of a list, or of one text with commas.
fn texts(r: &mut KeyReader<'_>, key: &'static str) -> Option<Vec<String>> {
    match &r.find(key)?.value {
        Value::List(list) => Some(list.clone()),
        Value::Text(text) => Some(split_goals(text).map(str::to_owned).collect()),
        _ => {
            r.wrong_type(key, "list of texts");
            None
        }
    }
}

fn bounds(r: &mut KeyReader<'_>) -> Vec<Time> {
    const KEY: &str = "daily.slots";
    let default = || [(8, 0), (12, 30), (17, 0)].map(|(h, m)| Time::constant(h, m, 0, 0)).to_vec();
    let Some(written) = texts(r, KEY) else { return default() };
    let bounds: Option<Vec<Time>> = written.iter().map(|t| time(&fold_width(t))).collect();
    match bounds {
        Some(bounds) if (2..=MOST_BOUNDS).contains(&bounds.len()) && bounds.is_sorted_by(|a, b| a < b) => {
            bounds
        }
        _ => {
            let place = r.place_of(KEY);
            r.findings.push(Finding::new(&kinds::SLOTS_INVALID, place).value(&written.join(", ")));
            default()
        }
    }
}

/// Where the half days meet: as said, else half past twelve, else the bound in the middle. A day in one slot has no half
/// days; its end stands for the half then.
fn half(r: &mut KeyReader<'_>, bounds: &[Time]) -> Time {
    const KEY: &str = "daily.half";
    let inside = &bounds[1..bounds.len() - 1];
    let noon = Time::constant(12, 30, 0, 0);
    let default = if inside.contains(&noon) { noon } else { bounds[bounds.len() / 2] };
    let Some(written) = r.text(KEY) else { return default };
    match time(&fold_width(&written)).filter(|half| inside.contains(half)) {
        Some(half) => half,
        None => {
            let allowed: Vec<String> = inside.iter().map(shown).collect();
            let finding = Finding::new(&kinds::HALF_INVALID, r.place_of(KEY)).value(&written);
            r.findings.push(finding.arg("allowed", allowed.join(", ")));
            default
        }
    }
}

/// A time of day as in tables.
pub(super) fn shown(time: &Time) -> String {
    time.strftime("%H:%M").to_string()
}

fn reasons(r: &mut KeyReader<'_>) -> Vec<String> {
    const KEY: &str = "daily.reasons";
    let default = || REASONS.map(str::to_owned).to_vec();
    let Some(written) = texts(r, KEY) else { return default() };
    let trimmed: Vec<String> = written.iter().map(|t| t.trim().to_owned()).collect();
    let twice = |(i, t): &(usize, &String)| {
        t.is_empty() || trimmed[..*i].iter().any(|other| normal_title(other) == normal_title(t))
    };
    let wrong = trimmed.iter().enumerate().find(twice).map(|(_, t)| t.clone());
    let wrong = wrong
        .or_else(|| (trimmed.is_empty() || trimmed.len() > MOST_REASONS).then(|| trimmed.len().to_string()));
    match wrong {
        None => trimmed,
        Some(wrong) => {
            let place = r.place_of(KEY);
            r.findings.push(Finding::new(&kinds::REASONS_INVALID, place).value(&wrong));
            default()
        }
    }
}

fn order(r: &mut KeyReader<'_>) -> Option<Vec<KeyPart>> {
    let (keys, names, place) = r.names("daily.order", KeyPart::NAMES)?;
    let twice = (0..keys.len()).find(|&i| keys[..i].contains(&keys[i]));
    if let Some(i) = twice {
        r.findings.push(Finding::new(&kinds::ORDER_TWICE, place).value(&names[i]));
        return None;
    }
    Some(keys)
}
