//! The standards as data: ratios, extra teachers and areas with the dates between which they hold.

use super::area::{ROOM_KINDS, RoomKind};
use super::{Mode, PerClass, Rounding, StaffRule, members};
use crate::programme::nursery::{AgeClass, ClassSet};
use jiff::civil::Date;

/// Whether ratios that are no longer in force but still tolerated count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ratios {
    /// Only those in force (the default).
    #[default]
    Current,
    /// The most children that a tolerated row still allows (経過措置).
    Tolerated,
}

impl Ratios {
    /// Names in settings.
    pub const NAMES: &'static [(&'static str, Ratios)] =
        &[("current", Ratios::Current), ("tolerated", Ratios::Tolerated)];
}

/// The dates between which a row holds, both included; open where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

impl Period {
    fn holds(self, date: Date) -> bool {
        self.from.is_none_or(|f| f <= date) && self.until.is_none_or(|u| date <= u)
    }

    fn is_past(self, date: Date) -> bool {
        self.until.is_some_and(|u| u < date)
    }
}

/// Children per teacher. The classes of one row are counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatioRow {
    /// The classes.
    pub classes: ClassSet,
    /// So many children to one teacher; at least 1.
    pub children: u32,
    /// Kinds of facility it is for; empty = all that no other row names.
    pub kinds: Vec<String>,
    /// When it holds.
    pub period: Period,
    /// Whether offices still tolerate it when it no longer holds.
    pub tolerated: bool,
}

/// Teachers beyond the ratios.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeacherRow {
    /// Kinds of facility; empty = all that no other row names.
    pub kinds: Vec<String>,
    /// Added to what the ratios ask for.
    pub extra: u32,
    /// Never fewer than these as long as there is a child.
    pub minimum: u32,
    /// When it holds.
    pub period: Period,
}

/// Floor area per child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaRow {
    /// The kind of room.
    pub room: RoomKind,
    /// Hundredths of a square metre per child; at least 1.
    pub unit: u32,
    /// The classes that such a room may be for.
    pub classes: ClassSet,
    /// Kinds of facility; empty = all that no other row names.
    pub kinds: Vec<String>,
    /// When it holds.
    pub period: Period,
}

/// A table of standards: national, or a city's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standards {
    /// Its id.
    pub id: String,
    /// Its name, for people.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// Nurses that may be counted as teachers, at most.
    pub nurses: u32,
    /// Ratios.
    pub ratios: Vec<RatioRow>,
    /// Extra teachers.
    pub teachers: Vec<TeacherRow>,
    /// Areas.
    pub areas: Vec<AreaRow>,
}

/// Why a table of standards cannot be used on a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StandardError {
    /// No ratio for a class.
    #[error("no ratio holds for class {0}")]
    RatioMissing(AgeClass),
    /// Two ratios for a class.
    #[error("two ratios hold for class {class} (kind {kind})")]
    RatioTwice {
        /// The class.
        class: AgeClass,
        /// The kind of facility; empty for the general rows.
        kind: String,
    },
    /// Two rows of extra teachers for one kind.
    #[error("two rows of teachers hold for kind {0}")]
    TeachersTwice(String),
    /// Two areas for a kind of room.
    #[error("two areas hold for rooms of the kind {room} (kind of facility: {kind})")]
    AreaTwice {
        /// The kind of room.
        room: &'static str,
        /// The kind of facility; empty for the general rows.
        kind: String,
    },
}

/// What holds for one kind of facility on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// The rule for teachers.
    pub staff: StaffRule,
    /// Nurses that may be counted as teachers, at most.
    pub nurses: u32,
    /// Per kind of room, in the order of [`RoomKind::ALL`], the area per child in hundredths of a square metre and the
    /// classes it may be for; `None` where the table does not speak of it.
    pub units: [Option<(u32, ClassSet)>; ROOM_KINDS],
}

impl Standards {
    /// Everything that is wrong with the table on a day.
    pub fn faults(&self, date: Date) -> Vec<StandardError> {
        let mut faults = Vec::new();
        let holding: Vec<&RatioRow> = self.ratios.iter().filter(|r| r.period.holds(date)).collect();
        for class in AgeClass::all() {
            for kind in kinds_of(self.ratios.iter().map(|r| &r.kinds)) {
                let of = |r: &&&RatioRow| r.classes.contains(class) && names(&r.kinds, kind);
                match holding.iter().filter(of).count() {
                    0 if kind.is_empty() => faults.push(StandardError::RatioMissing(class)),
                    0 | 1 => {}
                    _ => faults.push(StandardError::RatioTwice { class, kind: kind.to_owned() }),
                }
            }
        }
        for kind in kinds_of(self.teachers.iter().map(|r| &r.kinds)) {
            let rows = self.teachers.iter().filter(|r| r.period.holds(date) && names(&r.kinds, kind));
            if rows.count() > 1 {
                faults.push(StandardError::TeachersTwice(kind.to_owned()));
            }
        }
        for room in RoomKind::ALL {
            for kind in kinds_of(self.areas.iter().map(|r| &r.kinds)) {
                let rows = self.areas.iter().filter(|a| a.room == room && a.period.holds(date));
                if rows.filter(|a| names(&a.kinds, kind)).count() > 1 {
                    let (room, kind) = (room.as_str(), kind.to_owned());
                    faults.push(StandardError::AreaTwice { room, kind });
                }
            }
        }
        faults
    }

    /// What holds on a day for a kind of facility (as it is written in the table of facilities). Rows that name the kind win
    /// over rows for all. With [`Ratios::Tolerated`] a tolerated row whose time is over still counts where it allows more
    /// children. A class without any ratio needs no teacher; [`Standards::faults`] reports it.
    pub fn on(
        &self,
        date: Date,
        kind: Option<&str>,
        ratios: Ratios,
        rounding: Rounding,
        mode: Mode,
    ) -> Standard {
        let kind = kind.unwrap_or("");
        let counts = |r: &RatioRow| {
            let past = ratios == Ratios::Tolerated && r.tolerated && r.period.is_past(date);
            r.period.holds(date) || past
        };
        // Per class the row that counts; classes of one row are counted together.
        let mut chosen: PerClass<Option<usize>> = [None; AgeClass::COUNT];
        for class in AgeClass::all() {
            let rows = self.ratios.iter().enumerate().filter(|(_, r)| r.classes.contains(class) && counts(r));
            chosen[class.index()] = rows
                .filter(|(_, r)| r.kinds.is_empty() || names(&r.kinds, kind))
                .max_by_key(|(i, r)| (!r.kinds.is_empty(), r.children, std::cmp::Reverse(*i)))
                .map(|(i, _)| i);
        }
        let mut groups = Vec::new();
        for (i, row) in self.ratios.iter().enumerate() {
            let bits = (0..AgeClass::COUNT).filter(|&c| chosen[c] == Some(i)).fold(0, |b, c| b | 1 << c);
            if bits != 0 {
                groups.push((bits, row.children.max(1)));
            }
        }
        groups.sort_unstable_by_key(|&(bits, _)| members(bits).next());
        let own = self.teachers.iter().filter(|r| r.period.holds(date));
        let teachers =
            own.filter(|r| r.kinds.is_empty() || names(&r.kinds, kind)).min_by_key(|r| r.kinds.is_empty());
        let units = RoomKind::ALL.map(|room| {
            let rows = self.areas.iter().filter(|a| a.room == room && a.period.holds(date));
            let row = rows
                .filter(|a| a.kinds.is_empty() || names(&a.kinds, kind))
                .min_by_key(|a| a.kinds.is_empty())?;
            Some((row.unit.max(1), row.classes))
        });
        Standard {
            staff: StaffRule {
                groups,
                extra: teachers.map_or(0, |r| r.extra),
                minimum: teachers.map_or(0, |r| r.minimum),
                rounding,
                mode,
            },
            nurses: self.nurses,
            units,
        }
    }
}

/// All kinds that rows name, once each, after the empty one for rows that name none.
fn kinds_of<'a>(rows: impl Iterator<Item = &'a Vec<String>>) -> Vec<&'a str> {
    let mut kinds: Vec<&str> = rows.flatten().map(String::as_str).collect();
    kinds.push("");
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// Whether a row is for a kind; the empty kind stands for rows that name none.
fn names(kinds: &[String], kind: &str) -> bool {
    if kind.is_empty() { kinds.is_empty() } else { kinds.iter().any(|k| k == kind) }
}
