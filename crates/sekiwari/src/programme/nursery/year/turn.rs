//! Across April: from a year to the one after it.
//!
//! Everybody moves up one class. Who turns school age goes to school; who is at a facility that serves its new class stays;
//! who is not is a leaver (卒園児) and waits in the new year, as children at small-scale facilities do after class 2.

use super::state::{Place, Registered, Seats};
use super::{
    Applicant, Continuing, Family, FamilyWishes, OpeningChild, OpeningPlace, SeatKey, SeatsOpen, Year,
    YearLimit, YearOpened,
};
use crate::Lang;
use crate::programme::nursery::{AgeClass, AgeError, Child, Facility};
use std::collections::{BTreeMap, BTreeSet};

/// The year to come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NextYear {
    /// Its name.
    pub name: String,
    /// All its facilities; children at one that is not among them are leavers.
    pub facilities: Vec<Facility>,
    /// Its seats. What they count, `count` says.
    pub seats: Vec<SeatsOpen>,
    /// Whether `seats` counts those open for new children, or all of them.
    pub count: SeatCount,
    /// Its limits.
    pub limits: Vec<YearLimit>,
    /// Whether children who wait stay on the list; mostly a family applies anew for every fiscal year.
    pub carry_waiting: bool,
    /// Names of the tie keys of its scores.
    pub tie_names: Vec<String>,
}

/// What a number of seats counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SeatCount {
    /// Seats for new children (受入可能数).
    #[default]
    Open,
    /// All seats (利用定員 or what a facility takes in all); the children who stay are taken off.
    All,
}

/// The opening of the new year, and what became of everybody.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The opening event.
    pub opened: YearOpened,
    /// Children who stay where they are.
    pub staying: Vec<String>,
    /// Children whose facility does not take them any longer: they wait without wishes until they apply, and the facility
    /// they leave.
    pub leavers: Vec<(String, String)>,
    /// Children who go to school.
    pub to_school: Vec<String>,
    /// Waiting children who stay on the list.
    pub carried: Vec<String>,
    /// Waiting children whose application ends with the year.
    pub lapsed: Vec<String>,
    /// Leavers known only as a number, by facility and the class they leave.
    pub unnamed_leavers: Vec<Continuing>,
    /// Children known only as a number who go to school.
    pub unnamed_to_school: u32,
}

/// More children stay at a facility than it has seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooManyStay {
    /// Which seats.
    pub key: SeatKey,
    /// Seats in all.
    pub seats: u32,
    /// Children who stay.
    pub staying: u32,
}

impl TooManyStay {
    /// In words.
    pub fn text(&self, lang: Lang) -> String {
        let (seats, staying, key) = (self.seats, self.staying, super::error::seats_text(&self.key, lang));
        lang.pick(
            format!("{key}：定員 {seats} 人に対し、進級する児童が {staying} 人います。"),
            format!("{key}: {staying} children stay, for {seats} seats."),
        )
    }
}

impl Year {
    /// The opening of the fiscal year after this one. Children count by their seats of today, offers included; a child
    /// without a birth date moves up one class.
    ///
    /// Children known only as a number move up by their class too; those born in the fiscal year, who stay in class 0, are
    /// to be known by id.
    ///
    /// # Errors
    /// Every place where more children stay than there are seats, if `seats` counts all of them.
    /// Cost: linear in the children.
    pub fn turn(&self, next: &NextYear) -> Result<Turn, Vec<TooManyStay>> {
        let fiscal_year = self.fiscal_year.saturating_add(1);
        let mut turn = Turn {
            opened: YearOpened {
                fiscal_year,
                name: next.name.clone(),
                facilities: next.facilities.clone(),
                seats: next.seats.clone(),
                limits: next.limits.clone(),
                tie_names: next.tie_names.clone(),
                ..YearOpened::default()
            },
            staying: Vec::new(),
            leavers: Vec::new(),
            to_school: Vec::new(),
            carried: Vec::new(),
            lapsed: Vec::new(),
            unnamed_leavers: Vec::new(),
            unnamed_to_school: 0,
        };
        let known: BTreeSet<&str> = next.facilities.iter().map(|f| f.id.as_str()).collect();
        let mut keys: BTreeMap<&str, Vec<&SeatKey>> = BTreeMap::new();
        for key in next.seats.iter().map(|r| &r.key).filter(|k| k.reserve.is_none()) {
            keys.entry(&key.facility).or_default().push(key);
        }
        let serves = |facility: &str, class: AgeClass| {
            let key = keys.get(facility)?.iter().find(|k| k.classes.contains(class))?;
            known.contains(facility).then(|| (*key).clone())
        };
        let mut stay: BTreeMap<SeatKey, Seats> = BTreeMap::new();
        for (id, child) in &self.children {
            let class = class_in(child, fiscal_year);
            let at = child.facility();
            let place = match (class, &child.place) {
                (_, Place::Withdrawn | Place::Left | Place::School) => continue,
                (None, Place::Waiting) => {
                    turn.lapsed.push(id.clone());
                    continue;
                }
                (None, Place::Seated(_)) => {
                    turn.to_school.push(id.clone());
                    OpeningPlace::School
                }
                (Some(_), Place::Waiting) if next.carry_waiting => {
                    turn.carried.push(id.clone());
                    OpeningPlace::Waiting
                }
                (Some(_), Place::Waiting) => {
                    turn.lapsed.push(id.clone());
                    continue;
                }
                (Some(class), Place::Seated(seat)) => match serves(&seat.key.facility, class) {
                    Some(key) => {
                        turn.staying.push(id.clone());
                        stay.entry(key).or_default().taken += 1;
                        OpeningPlace::Enrolled
                    }
                    None => {
                        turn.leavers.push((id.clone(), seat.key.facility.clone()));
                        OpeningPlace::Waiting
                    }
                },
            };
            let current = at.filter(|_| place == OpeningPlace::Enrolled).map(str::to_owned);
            let asks = child.moves || (place == OpeningPlace::Waiting && child.seat().is_none());
            turn.opened.children.push(OpeningChild {
                household: child.household.clone(),
                applicant: applicant(child, class, current, asks, &known),
                place,
            });
        }
        self.turn_unnamed(&mut turn, &mut stay, serves);
        self.turn_families(&mut turn, &known);
        if next.count == SeatCount::All {
            open_seats(&mut turn.opened.seats, &stay)?;
        }
        Ok(turn)
    }

    fn turn_unnamed(
        &self,
        turn: &mut Turn,
        stay: &mut BTreeMap<SeatKey, Seats>,
        serves: impl Fn(&str, AgeClass) -> Option<SeatKey>,
    ) {
        for (id, site) in &self.facilities {
            for class in AgeClass::all() {
                let Some(children) = site.unnamed[class.index()] else { continue };
                let Some(up) = AgeClass::new(class.get() + 1) else {
                    turn.unnamed_to_school += children;
                    continue;
                };
                match serves(id, up) {
                    Some(key) => {
                        stay.entry(key).or_default().unnamed += children;
                        let facility = id.clone();
                        turn.opened.continuing.push(Continuing { facility, class: up, children });
                    }
                    None if children > 0 => {
                        turn.unnamed_leavers.push(Continuing { facility: id.clone(), class, children });
                    }
                    None => {}
                }
            }
        }
    }

    /// Conditions of the families that are still there, without facilities that are no more.
    fn turn_families(&self, turn: &mut Turn, known: &BTreeSet<&str>) {
        let there: BTreeSet<&str> =
            turn.opened.children.iter().map(|c| c.applicant.record.id.as_str()).collect();
        let fresh = Family::new();
        for (household, family) in &self.families {
            if (family.terms == fresh.terms && family.joint.is_empty())
                || !family.children.iter().any(|c| there.contains(c.as_str()))
            {
                continue;
            }
            let can_be = |row: &&super::JointWish| {
                row.iter().all(|(child, facility)| {
                    let facility = facility.as_deref();
                    facility.is_none_or(|f| known.contains(f)) && there.contains(child.as_str())
                })
            };
            turn.opened.families.push(FamilyWishes {
                household: household.clone(),
                terms: family.terms,
                joint: family.joint.iter().filter(can_be).cloned().collect(),
            });
        }
    }
}

/// The class in the new year; `None` for school age.
fn class_in(child: &Registered, fiscal_year: i16) -> Option<AgeClass> {
    match child.record.birth_date.map(|born| AgeClass::of(born, fiscal_year)) {
        Some(Ok(class)) => Some(class),
        Some(Err(AgeError::SchoolAge)) => None,
        // A birth date after the year cannot be right; the class in the tables counts.
        Some(Err(AgeError::NotYetBorn)) | None => AgeClass::new(child.record.class.get() + 1),
    }
}

fn applicant(
    child: &Registered,
    class: Option<AgeClass>,
    current: Option<String>,
    asks: bool,
    known: &BTreeSet<&str>,
) -> Applicant {
    let list = child.list.iter().filter(|f| asks && known.contains(f.as_str())).cloned().collect();
    let record = Child { class: class.unwrap_or(child.record.class), ..child.record.clone() };
    let scores = child.scores.iter().filter(|s| s.facility.as_deref().is_none_or(|f| known.contains(f)));
    Applicant { record, current, list, scores: scores.cloned().collect(), need: child.need }
}

/// From all seats to those that are open.
fn open_seats(rows: &mut [SeatsOpen], stay: &BTreeMap<SeatKey, Seats>) -> Result<(), Vec<TooManyStay>> {
    let mut wrong = Vec::new();
    for row in rows {
        let staying = stay.get(&row.key).map_or(0, |s| s.taken + s.unnamed);
        match row.seats.checked_sub(staying) {
            Some(open) => row.seats = open,
            None => wrong.push(TooManyStay { key: row.key.clone(), seats: row.seats, staying }),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}
