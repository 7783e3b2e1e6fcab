//! `children`: who applies, for which days and seasons, and where it lives.

use sekiwari::programme::club::{Child, Days, Grade, MAX_SEATS, Overflow, Seasons};

use super::clubs::Clubs;
use super::districts::Districts;
use super::grade;
use super::home::Homes;
use super::map::Map;
use crate::finding::Findings;
use crate::finding::catalogue::{clubs as kinds, references};
use crate::normalise::Word;
use crate::round::facilities::position;
use crate::round::family_ids::FamilyIds;
use crate::round::ids::{self, Ids, Reference};
use crate::round::settings::Year;
use crate::round::tables::club as tables;
use crate::round::words::YES_NO;
use crate::table::{CellReader, Col, Invalid, Table};

/// The children in row order, first rows of an id only.
pub(super) struct Children {
    /// Household id and child.
    pub(super) rows: Vec<(String, Child)>,
    pub(super) ids: Ids,
    /// Table row of each child.
    pub(super) row_of: Vec<usize>,
    /// Its households.
    pub(super) families: FamilyIds,
    /// Whether all cells that its list follows from could be read; where not, nothing is concluded about it.
    pub(super) sound: Vec<bool>,
    /// Whether its days could be read.
    pub(super) days_known: Vec<bool>,
}

/// What children refer to.
pub(super) struct Beside<'a> {
    pub(super) clubs: Option<&'a mut Clubs>,
    pub(super) districts: Option<&'a mut Districts>,
    pub(super) map: Option<&'a Map>,
    pub(super) year: Option<Year>,
}

const fn word(name: &'static str, aliases: &'static [&'static str], value: Overflow) -> Word<Overflow> {
    Word { name, aliases, value }
}

/// Words of `accepts_neighbour`.
pub(crate) static OVERFLOW: &[Word<Overflow>] = &[
    word("any", &["yes", "はい", "可", "よい", "○", "〇", "1", "true"], Overflow::Any),
    word("transport", &["送迎", "送迎があれば可", "送迎があれば", "送迎必要"], Overflow::Transport),
    word("own", &["家庭で送迎", "自分で", "自力", "保護者送迎", "送迎不要"], Overflow::Own),
    word("no", &["いいえ", "不可", "×", "0", "false"], Overflow::No),
];

pub(super) fn read(table: &Table, beside: Beside<'_>, findings: &mut Findings) -> Option<Children> {
    let mut r = CellReader::new(table, &tables::CHILDREN, findings)?;
    let mut out = Children {
        rows: Vec::new(),
        ids: Ids::default(),
        row_of: Vec::new(),
        families: FamilyIds::default(),
        sound: Vec::new(),
        days_known: Vec::new(),
    };
    let (id, household) = (r.col("child_id"), r.col("household_id"));
    let columns = Columns::of(&r);
    let mut rest = Rest {
        homes: Homes {
            districts: beside.districts,
            map: beside.map,
            district: r.col("district_id"),
            school: r.col("school_id"),
        },
        clubs: beside.clubs,
        year: beside.year,
    };
    r.need_rows();
    for row in 0..table.rows() {
        let twice = &references::CHILD_DUPLICATE;
        let Some(id) = ids::enlist(&mut r, row, id, &mut out.ids, &mut out.row_of, twice) else { continue };
        let household = out.families.read(&mut r, row, household, &id);
        // What could not be read is filled in with something; there is an error then, and no round.
        let mut child = Child {
            id,
            grade: Grade::new(1)?,
            days: Days::WEEKDAYS,
            min_days: 1,
            seasons: Seasons::YEAR,
            district: None,
            position: None,
            current: None,
            last_year: None,
            always: false,
            disabled: false,
            seats: 1,
            overflow: None,
        };
        let days_known = columns.days(&mut r, row, &mut child);
        let sound = columns.rest(&mut r, row, &mut rest, &mut child);
        out.days_known.push(days_known.is_ok());
        out.sound.push(days_known.is_ok() && sound.is_ok());
        out.rows.push((household, child));
    }
    r.finish(findings);
    let rows = out.rows.iter_mut().map(|(household, child)| (household, child.id.as_str()));
    out.families.settle(rows, &out.row_of, table, findings);
    Some(out)
}

/// What children refer to, with the columns of their homes.
struct Rest<'a> {
    homes: Homes<'a>,
    clubs: Option<&'a mut Clubs>,
    year: Option<Year>,
}

struct Columns {
    birth: Col,
    grade: Col,
    weekdays: Col,
    season: Col,
    min_days: Col,
    lat: Col,
    lon: Col,
    current: Col,
    current_days: Col,
    last_year: Col,
    always: Col,
    disabled: Col,
    seats: Col,
    overflow: Col,
}

impl Columns {
    fn of(r: &CellReader<'_>) -> Self {
        Self {
            birth: r.col("birth_date"),
            grade: r.col("grade"),
            weekdays: r.col("weekdays"),
            season: r.col("season"),
            min_days: r.col("min_days"),
            lat: r.col("lat"),
            lon: r.col("lon"),
            current: r.col("current_facility_id"),
            current_days: r.col("current_weekdays"),
            last_year: r.col("last_year_facility_id"),
            always: r.col("always_admit"),
            disabled: r.col("disabled"),
            seats: r.col("seats"),
            overflow: r.col("accepts_neighbour"),
        }
    }

    /// Days and seasons.
    fn days(&self, r: &mut CellReader<'_>, row: usize, child: &mut Child) -> Result<(), Invalid> {
        let days = r.days(row, self.weekdays);
        if days == Ok(None) {
            let _ = r.need_id(row, self.weekdays);
        }
        let seasons = r.seasons(row, self.season);
        let least = r.count(row, self.min_days, 1, Days::ALL.len());
        let days = days?.ok_or(Invalid)?;
        child.days = days;
        child.min_days = days.len();
        child.seasons = seasons?.unwrap_or(Seasons::YEAR);
        match least? {
            Some(least) if least > days.len() => {
                let finding = r.finding(&kinds::MIN_DAYS_ABOVE, row, self.min_days).arg("child", &child.id);
                r.push(row, finding.arg("days", days).arg("count", days.len()));
                Err(Invalid)
            }
            least => {
                child.min_days = least.unwrap_or(days.len());
                Ok(())
            }
        }
    }

    /// Everything else. Every cell is looked at before the first that could not be read is acted upon.
    fn rest(
        &self,
        r: &mut CellReader<'_>,
        row: usize,
        rest: &mut Rest<'_>,
        child: &mut Child,
    ) -> Result<(), Invalid> {
        let grade = grade::read(r, row, &child.id, (self.birth, self.grade), rest.year);
        child.position = position(r, row, self.lat, self.lon);
        let district = rest.homes.find(r, row, &child.id, child.position);
        let mut club = |r: &mut CellReader<'_>, col| {
            let ids = rest.clubs.as_mut().map(|c| &mut c.ids);
            ids::refer(r, row, col, ids, &references::FACILITY_UNKNOWN)
        };
        let (current, last_year) = (club(r, self.current), club(r, self.last_year));
        let held_days = r.days(row, self.current_days);
        let always = r.word(row, self.always, YES_NO);
        let disabled = r.word(row, self.disabled, YES_NO);
        let seats = r.count(row, self.seats, 1, MAX_SEATS);
        let overflow = r.word(row, self.overflow, OVERFLOW);
        if let (Ok(Reference::Blank), Ok(Some(_))) = (current, held_days) {
            let finding = r.finding(&kinds::HELD_DAYS_UNUSED, row, self.current_days).arg("child", &child.id);
            r.push(row, finding);
        }
        child.grade = grade.ok_or(Invalid)?;
        child.district = district?;
        let held_days = held_days?.unwrap_or(child.days);
        child.current = reached(current?).map(|club| (club, held_days));
        child.last_year = reached(last_year?);
        child.always = always?.unwrap_or_default();
        child.disabled = disabled?.unwrap_or_default();
        child.seats = seats?.unwrap_or(1);
        child.overflow = overflow?;
        Ok(())
    }
}

fn reached(reference: Reference) -> Option<u32> {
    match reference {
        Reference::To(position) => Some(position),
        Reference::Blank => None,
    }
}
