//! The shipped sample: the licensed facilities of Soja (Okayama) with made-up applicants.
//!
//! Facts are the facilities (name, kind, quota, enrolment, position) and the school districts. Everything about classes and
//! applicants is made up; `data/soja/PROVENANCE.md` says so file by file.

mod capacity;
mod facts;
mod survey;

pub use survey::survey;

pub use capacity::capacity_tables;

use crate::generate::applicants;
use crate::options::Options;
use crate::town::{Site, Town, metres_squared};
pub(crate) use facts::DISTRICTS;
use facts::{FACILITIES, Fact};
use sekiwari::priority::rulebook::Rulebook;
use sekiwari::programme::nursery::{
    AgeClass, Circumstances, ClassSet, Position, Round, RoundData, RoundError, SeatRow, facts_of, score_rows,
};

/// The lottery seed of the sample.
pub const LOTTERY_SEED: u64 = 20_260_401;

/// The rulebook that makes the points of the sample, in `data/rulebooks`: that of Kurashiki next door, since the table of Soja is
/// not published.
pub const RULEBOOK: &str = "kurashiki-r8.toml";

/// The name by which the city counts.
pub const MUNICIPALITY: &str = "総社市";

/// Applications in the city in fiscal 2022 (published).
pub const APPLICANTS: u32 = 503;

/// The seed of the sample's families, chosen so that every printed sibling condition occurs, a stable allocation exists and
/// about as many children miss their wishes as in fiscal 2022 (226 of 503).
const SEED: u64 = 879;

/// How enrolment splits over the classes 0-5 in facilities for all ages, in thousandths. Made up: small classes for the
/// youngest, as staff ratios make likely.
const ENROLLED_MIX: [u32; 6] = [70, 140, 170, 200, 210, 210];
/// The same where only classes 0-2 are taken.
const SMALL_MIX: [u32; 6] = [220, 360, 420, 0, 0, 0];
/// How far enrolment above the quota is kept next year, in thousandths. Made up; it sets how tight the sample is.
const KEPT_ABOVE_QUOTA: u32 = 220;

/// The sample round of fiscal 2026: 19 facilities, 15 school districts, 503 made-up applicants. The same every time.
///
/// Open seats: enrolment is split over classes, every class moves up by a year in April, and a facility fills up to a size
/// between its quota and its enrolment. So seats are open mostly in classes 0 and 1.
pub fn round() -> RoundData {
    let options = Options {
        facilities: Some(FACILITIES.len() as u32),
        joint_wishes_permille: 150,
        ..Options::new(APPLICANTS, SEED)
    };
    let town = town();
    let (data, _) = applicants(&options, &town);
    let facilities = town.facilities().into_iter().zip(&FACILITIES);
    RoundData {
        limits: Vec::new(),
        reserves: Vec::new(),
        name: "総社市（見本） 令和8年4月入園 一次選考".to_owned(),
        facilities: facilities
            .map(|(mut facility, fact)| {
                fact.id.clone_into(&mut facility.id);
                fact.name.clone_into(&mut facility.name);
                facility.kind = Some(fact.kind.to_owned());
                facility
            })
            .collect(),
        seats: seats(),
        ..data
    }
}

/// Guardians and circumstances of the sample's families, made up. The same every time.
pub fn families() -> Circumstances {
    crate::circumstances(&round(), SEED)
}

/// The sample with the points that a rulebook makes of [`families`]; the shipped folder has those of [`RULEBOOK`].
///
/// # Errors
/// Every reason at once, as [`Round::new_scored`]; none with a rulebook of built-in attributes.
pub fn scored(book: &Rulebook) -> Result<Round, Vec<RoundError>> {
    let families = families();
    let data = RoundData { tie_names: book.tie_names(), ..round() };
    Round::new_scored(data, |round| score_rows(round, &book.score(&facts_of(round, book, &families))))
}

fn whole_range(fact: &Fact) -> bool {
    matches!(fact.kind, "nursery" | "kodomoen")
}

fn town() -> Town {
    let place = |lat_e6, lon_e6| Position { lat_e6, lon_e6 };
    let centres: Vec<Position> = DISTRICTS.iter().map(|d| place(d.lat_e6, d.lon_e6)).collect();
    let sites = FACILITIES.iter().map(|f| {
        let position = place(f.lat_e6, f.lon_e6);
        let nearest = (0..centres.len()).min_by_key(|&d| (metres_squared(centres[d], position), d));
        Site {
            district: nearest.unwrap_or(0) as u32,
            position,
            classes: if whole_range(f) { 0b111_111 } else { 0b000_111 },
            size: f.quota,
            // The fuller, the more sought after; small facilities are known to fewer families.
            popularity: 3_000 * f.enrolled / f.quota * f.quota.min(90) / 90,
            // Made up.
            min_age_days: 57,
        }
    });
    let mut sum = 0;
    let population = DISTRICTS.iter().map(|d| {
        sum += u64::from(d.weight);
        sum
    });
    Town {
        districts: DISTRICTS.iter().map(|d| d.id.to_owned()).collect(),
        population: population.collect(),
        columns: DISTRICTS.len() as u32,
        sites: sites.collect(),
        centres,
    }
}

/// Open seats per facility and class.
fn seats() -> Vec<SeatRow> {
    let mut rows = Vec::new();
    for (facility, fact) in (0..).zip(&FACILITIES) {
        let mix = if whole_range(fact) { ENROLLED_MIX } else { SMALL_MIX };
        let today = crate::draw::share_out(u64::from(fact.enrolled), mix);
        let above = fact.enrolled.saturating_sub(fact.quota) * KEPT_ABOVE_QUOTA / 1000;
        let next = crate::draw::share_out(u64::from(fact.enrolled.min(fact.quota) + above), mix);
        for class in AgeClass::all().filter(|c| mix[c.index()] > 0) {
            let moving_up = class.index().checked_sub(1).map_or(0, |younger| today[younger]);
            let seats = next[class.index()].saturating_sub(moving_up);
            rows.push(SeatRow { facility, classes: ClassSet::one(class), seats });
        }
    }
    rows
}
