//! The course of the year: what the entries in force lead to, one after the other.

use crate::read::{contents, entries_in_force};
use crate::{AfterDecline, Entry, Event, Fault, Ledger, LedgerError, Need, Role, RoundRecord};
use jiff::civil::Date;
use rayon::prelude::*;
use rusqlite::Connection;
use sekiwari::Lang;
use sekiwari::programme::nursery::RoundData;
use sekiwari::programme::nursery::year::{self, What, Year, YearError, YearOpened};
use sekiwari_files::normalise::parse_classes;
use sekiwari_files::round::{LoadedRound, RoundFiles, read_round_files};
use std::collections::BTreeMap;

/// Why there is no course.
pub(crate) enum Broken {
    /// An entry does not follow from those before it.
    Entry(i64, YearError),
    /// The ledger cannot be read.
    Error(LedgerError),
}

impl From<LedgerError> for Broken {
    fn from(error: LedgerError) -> Self {
        Broken::Error(error)
    }
}

/// The state of a year with the rounds that led to it.
#[derive(Debug)]
pub struct Course {
    /// How things stand.
    pub year: Year,
    /// The rounds in force with their entries, in the order of [`Year::rounds`].
    pub rounds: Vec<(i64, LoadedRound)>,
}

impl Ledger {
    /// How the year stands after all entries in force; nothing of before the first round.
    ///
    /// Cost: reading every round; in parallel.
    ///
    /// # Errors
    /// [`LedgerError::Damaged`] if an entry does not follow from those before it, which recording does not let happen.
    pub fn course(&self) -> Result<Course, LedgerError> {
        course(&self.db).map_err(|broken| match broken {
            Broken::Entry(entry, error) => LedgerError::damaged(format!("entry {entry}: {error}")),
            Broken::Error(error) => error,
        })
    }
}

/// The course of the entries in force.
pub(crate) fn course(db: &Connection) -> Result<Course, Broken> {
    follow(db, &entries_in_force(db)?)
}

fn follow(db: &Connection, entries: &[Entry]) -> Result<Course, Broken> {
    let mut loaded = load_rounds(db, entries)?;
    let mut course: Option<Course> = None;
    for entry in entries {
        let seq = entry.seq;
        let Some(course) = &mut course else {
            let Event::Open(opening) = &entry.event else {
                return Err(Broken::Entry(seq, YearError::NotOpened));
            };
            let opened = YearOpened {
                fiscal_year: opening.fiscal_year,
                name: opening.name.clone(),
                ..YearOpened::default()
            };
            let event = year::Event { date: entry.on, what: What::Opened(opened) };
            let year = Year::open(&event).map_err(|e| Broken::Entry(seq, e))?;
            course = Some(Course { year, rounds: Vec::new() });
            continue;
        };
        let what = match (&entry.event, loaded.remove(&seq)) {
            (Event::Round(round), Some((round_files, rows))) => {
                let data = round_files.round.data();
                let what = held(&course.year, round, data, rows);
                if round.again.is_none() {
                    course.rounds.push((seq, round_files));
                }
                Some(what)
            }
            (event, _) => what(event),
        };
        if let Some(what) = what {
            apply(&mut course.year, entry.on, what).map_err(|e| Broken::Entry(seq, e))?;
        }
    }
    course.ok_or_else(|| Broken::Error(LedgerError::damaged("the first entry is missing")))
}

/// Applies an event, on its day or on that of the event before it, whichever is later: the order of recording counts.
fn apply(year: &mut Year, on: Date, what: What) -> Result<(), YearError> {
    let date = on.max(year.last());
    year.apply(&year::Event { date, what })
}

type Loaded = BTreeMap<i64, (LoadedRound, Vec<year::Outcome>)>;

fn load_rounds(db: &Connection, entries: &[Entry]) -> Result<Loaded, LedgerError> {
    let rounds = entries.iter().filter(|e| matches!(e.event, Event::Round(_)));
    let mut files = Vec::new();
    for entry in rounds {
        files.push((entry.seq, contents(db, entry.seq, Role::Input)?, outcomes(db, entry.seq)?));
    }
    let load = |(seq, files, outcomes): (i64, Vec<(String, Vec<u8>)>, _)| {
        let (loaded, _) = read_round_files(RoundFiles::from_memory(files));
        let unreadable = || LedgerError::damaged(format!("entry {seq}: its input cannot be read as a round"));
        Ok((seq, (loaded.ok_or_else(unreadable)?, outcomes)))
    };
    files.into_par_iter().map(load).collect()
}

fn outcomes(db: &Connection, seq: i64) -> Result<Vec<year::Outcome>, LedgerError> {
    let mut query =
        db.prepare("SELECT child_id, facility_id, reserved_for, wish_rank FROM decision WHERE seq = ?1")?;
    let rows = query.query_map([seq], |row| {
        Ok(year::Outcome {
            child: row.get(0)?,
            facility: row.get(1)?,
            reserve: row.get(2)?,
            wish_rank: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A round for the year.
fn held(year: &Year, record: &RoundRecord, data: RoundData, mut outcomes: Vec<year::Outcome>) -> What {
    if let Some(reason) = &record.again {
        // Rounds do not say which seats are held: who keeps one is compared by the facility, everybody else by the seat.
        let keeps: BTreeMap<&str, &str> = data
            .children
            .iter()
            .filter_map(|(_, c)| Some((c.id.as_str(), data.facilities.get(c.current? as usize)?.id.as_str())))
            .collect();
        outcomes.retain(|o| {
            let held = keeps.get(o.child.as_str()).copied();
            year.child(&o.child).is_none_or(|c| c.differs(o.facility.as_deref(), o.reserve.as_deref(), held))
        });
        let label = year.rounds().last().map_or_else(String::new, |round| round.label.clone());
        return What::Redecided(year::Redecided { label, reason: reason.clone(), outcomes });
    }
    What::RoundHeld(year::RoundHeld::new(&record.label, data, outcomes))
}

/// An event for the year; nothing for what does not change it, and for rounds.
fn what(event: &Event) -> Option<What> {
    match event {
        Event::Open(_) | Event::Round(_) | Event::Annul(_) => None,
        Event::Decline(e) => Some(What::Declined(year::Declined {
            child: e.child_id.clone(),
            reason: e.reason.clone(),
            then: match e.then {
                AfterDecline::Waits => year::AfterDecline::Waits,
                AfterDecline::Leaves => year::AfterDecline::Leaves,
                AfterDecline::Returns => year::AfterDecline::Stays,
            },
        })),
        Event::Withdraw(e) => {
            Some(What::Withdrawn(year::Withdrawn { child: e.child_id.clone(), reason: e.reason.clone() }))
        }
        Event::Decide(e) => Some(What::Decided(year::ManualDecision {
            child: e.child_id.clone(),
            facility: e.facility_id.clone(),
            reserve: e.reserved_for.clone(),
            from: e.from,
            reason: e.reason.clone(),
        })),
        Event::Release(e) => {
            Some(What::Released(year::Released { child: e.child_id.clone(), reason: e.reason.clone() }))
        }
        Event::Wishes(e) => Some(What::WishesChanged(year::WishesChanged {
            child: e.child_id.clone(),
            list: e.facility_ids.clone(),
            scores: None,
        })),
        Event::Need(e) => Some(What::NeedChecked(year::NeedChecked {
            child: e.child_id.clone(),
            need: match e.need {
                Need::Lasts => year::Need::Lasts,
                Need::Until(day) => year::Need::Until(day),
                Need::Ended => year::Need::Ended,
            },
        })),
        // Recording refuses classes that cannot be read.
        Event::Capacity(e) => {
            let classes = parse_classes(&e.classes).ok()?;
            let (facility, reserve) = (e.facility_id.clone(), e.reserved_for.clone());
            Some(What::CapacityChanged(year::CapacityChanged {
                key: year::SeatKey { facility, classes, reserve },
                seats: e.seats,
                reason: e.reason.clone(),
            }))
        }
    }
}

/// Whether every entry in force follows from those before it.
pub(crate) fn check(ledger: &Ledger, faults: &mut Vec<Fault>) -> Result<(), LedgerError> {
    match course(&ledger.db) {
        Ok(_) => Ok(()),
        Err(Broken::Entry(seq, error)) => {
            faults.push(Fault::new(
                "K17",
                Some(seq),
                format!("記録 {seq} はそれまでの記録と合いません: {}", error.text(Lang::Ja)),
                format!("entry {seq} does not follow from those before it: {}", error.text(Lang::En)),
            ));
            Ok(())
        }
        // It has been told already what cannot be read.
        Err(Broken::Error(LedgerError::Damaged(_))) if !faults.is_empty() => Ok(()),
        Err(Broken::Error(error)) => Err(error),
    }
}
