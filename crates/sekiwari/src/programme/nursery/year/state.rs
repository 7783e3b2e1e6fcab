//! How a year stands: every child in exactly one place, every seat open or taken.

use super::{JointWish, Need, ScoreLine, SeatKey, YearLimit};
use crate::programme::nursery::{AgeClass, Child, ClassSet, Facility, ReserveKind, SiblingTerms};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A fiscal year as its events have left it.
///
/// A value that exists is consistent: it comes from [`Year::open`], and an event that does not fit is refused and changes
/// nothing. Two years with the same events are equal, and so are two in which events of one day that have nothing to do
/// with each other came in another order.
///
/// Memory: linear in the children with their lists and scores.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    pub(super) fiscal_year: i16,
    pub(super) name: String,
    pub(super) tie_names: Vec<String>,
    pub(super) last: Date,
    pub(super) facilities: BTreeMap<String, Site>,
    pub(super) seats: BTreeMap<SeatKey, Seats>,
    pub(super) children: BTreeMap<String, Registered>,
    pub(super) families: BTreeMap<String, Family>,
    pub(super) rounds: Vec<Held>,
    // How reserved seats are reserved; guarantees have no seats of their own.
    pub(super) rules: BTreeMap<SeatKey, ReserveRule>,
}

/// How seats are reserved for a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ReserveRule {
    pub(super) kind: ReserveKind,
    pub(super) min_age_days: Option<u32>,
}

/// A facility in the year.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Site {
    // Its partners by id: positions mean nothing outside of a round.
    pub(super) facility: Facility,
    pub(super) partners: Vec<String>,
    // Its seats, in order.
    pub(super) keys: Vec<SeatKey>,
    // Children who stay and are known only as a number, by class.
    pub(super) unnamed: [Option<u32>; AgeClass::COUNT],
    // Children seated since the year was opened less those who left, by class.
    pub(super) net: [i64; AgeClass::COUNT],
    pub(super) limits: Vec<YearLimit>,
}

/// Seats of one kind, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// Free to be given.
    pub open: u32,
    /// Taken by children whom the year knows by id: enrolled, or offered the seat.
    pub taken: u32,
    /// Taken by children whom it knows only as a number.
    pub unnamed: u32,
}

impl Seats {
    /// All seats.
    pub fn capacity(self) -> u32 {
        self.open + self.taken + self.unnamed
    }
}

/// A child of the year.
#[derive(Clone, Debug, PartialEq)]
pub struct Registered {
    /// Its household.
    pub household: String,
    /// What the table of children says about it, without a held seat: see `place`.
    pub record: Child,
    /// The facilities it has to do with otherwise; positions in `record` mean nothing.
    pub related: Related,
    /// Where it stands.
    pub place: Place,
    /// The facilities it wishes for, best first.
    pub list: Vec<String>,
    /// Its scores; empty where a rulebook makes them.
    pub scores: Vec<ScoreLine>,
    /// How long its need for care lasts.
    pub need: Need,
    /// Why it was decided by hand, if it was: rounds leave it as it is.
    pub pinned: Option<String>,
    /// Whether it has asked to move from the seat it has.
    pub moves: bool,
    /// How it took part in the last round it was in.
    pub part: Option<Part>,
}

/// Facilities that a child has to do with otherwise than by wishing for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Related {
    /// The small-scale facility that it leaves because of its age.
    pub leaver_of: Option<String>,
    /// The facility that employs one of its parents.
    pub employee_of: Option<String>,
}

/// Where a child stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Without a seat, on the list.
    Waiting,
    /// With a seat.
    Seated(Seated),
    /// Its application was withdrawn, or it declined and left.
    Withdrawn,
    /// It had entered, and left.
    Left,
    /// It went to school.
    School,
}

/// A child's seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seated {
    /// The seat.
    pub key: SeatKey,
    /// The day it enters; `None` if it was there when the year opened.
    pub from: Option<Date>,
    /// How it came to it.
    pub by: SeatedBy,
    /// Whether it comes from a seat that it had entered.
    pub moved: bool,
}

impl Seated {
    /// Whether its child is there on a day, in this seat or the one before.
    pub fn has_entered(&self, day: Date) -> bool {
        self.moved || self.from.is_none_or(|from| from <= day)
    }

    pub(super) fn gone(&self, day: Date) -> Place {
        if self.has_entered(day) { Place::Left } else { Place::Withdrawn }
    }
}

/// How a child came to its seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatedBy {
    /// It was there before.
    Before,
    /// By a round: its place in [`Year::rounds`].
    Round(u32),
    /// By hand.
    Hand,
}

/// How a child took part in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The round, as a place in [`Year::rounds`].
    pub round: u32,
    /// The seat it held.
    pub held: Option<Seated>,
    /// Whether it asked for another; a child without a seat always does.
    pub asked: bool,
    /// Whether its family has had a say since: its wishes changed, its need ended, or it or a sibling it is tied to declined,
    /// left, or was decided by hand. Then a new decision of the round leaves it as it is.
    pub settled: bool,
}

/// Where a child stands on a day, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// On the list (待機).
    Waiting,
    /// With a seat it has not entered yet (内定).
    Offered,
    /// There (在園).
    Enrolled,
    /// Application withdrawn (取下げ).
    Withdrawn,
    /// Gone (退園).
    Left,
    /// At school (就学).
    School,
}

impl Standing {
    /// All, in the order of a child's way.
    pub const ALL: [Standing; 6] = [
        Standing::Waiting,
        Standing::Offered,
        Standing::Enrolled,
        Standing::Withdrawn,
        Standing::Left,
        Standing::School,
    ];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Standing::Waiting => "waiting",
            Standing::Offered => "offered",
            Standing::Enrolled => "enrolled",
            Standing::Withdrawn => "withdrawn",
            Standing::Left => "left",
            Standing::School => "school",
        }
    }

    /// A word for people.
    pub fn label(self, lang: crate::Lang) -> &'static str {
        let (ja, en) = match self {
            Standing::Waiting => ("待機", "waiting"),
            Standing::Offered => ("内定", "offered a seat"),
            Standing::Enrolled => ("在園", "enrolled"),
            Standing::Withdrawn => ("取下げ", "withdrawn"),
            Standing::Left => ("退園", "left"),
            Standing::School => ("就学", "at school"),
        };
        lang.pick(ja, en)
    }
}

impl Registered {
    /// Where it stands on a day.
    pub fn standing(&self, day: Date) -> Standing {
        match &self.place {
            Place::Waiting => Standing::Waiting,
            Place::Seated(seat) if seat.from.is_some_and(|from| from > day) => Standing::Offered,
            Place::Seated(_) => Standing::Enrolled,
            Place::Withdrawn => Standing::Withdrawn,
            Place::Left => Standing::Left,
            Place::School => Standing::School,
        }
    }

    /// Its seat, if it has one.
    pub fn seat(&self) -> Option<&Seated> {
        match &self.place {
            Place::Seated(seat) => Some(seat),
            _ => None,
        }
    }

    /// Its facility, if it has a seat.
    pub fn facility(&self) -> Option<&str> {
        self.seat().map(|s| s.key.facility.as_str())
    }

    /// The group whose reserved seat it has, if it has one.
    pub fn reserve(&self) -> Option<&str> {
        self.seat().and_then(|s| s.key.reserve.as_deref())
    }

    /// Whether an outcome is another than what it has: the facility, and the group whose reserved seat it is. An open seat and a
    /// reserved one are different seats of a facility; of the seat that it `held` before only the facility counts, as a round does
    /// not say which seats are held.
    pub fn differs(&self, facility: Option<&str>, reserve: Option<&str>, held: Option<&str>) -> bool {
        let keeps = facility.is_some() && facility == held;
        self.facility() != facility || (!keeps && self.reserve() != reserve)
    }
}

/// What a household accepts, and who belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// Its sibling condition.
    pub terms: SiblingTerms,
    /// Its ranked list of joint outcomes; empty if it gave none.
    pub joint: Vec<JointWish>,
    /// Its children who ever applied.
    pub children: BTreeSet<String>,
}

impl Family {
    pub(super) fn new() -> Self {
        Self { terms: SiblingTerms::SEPARATE, joint: Vec::new(), children: BTreeSet::new() }
    }

    /// Whether its children are decided together.
    pub fn is_tied(&self) -> bool {
        !self.joint.is_empty() || self.terms.binds()
    }
}

/// A round that was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its label.
    pub label: String,
    /// The day it was entered.
    pub date: Date,
    /// The day on which its seats are taken up.
    pub entry_date: Date,
}

impl Year {
    /// The fiscal year.
    pub fn fiscal_year(&self) -> i16 {
        self.fiscal_year
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Names of the tie keys of its scores.
    pub fn tie_names(&self) -> &[String] {
        &self.tie_names
    }

    /// The day of the last event.
    pub fn last(&self) -> Date {
        self.last
    }

    /// All facilities by id.
    pub fn facilities(&self) -> impl Iterator<Item = &Facility> {
        self.facilities.values().map(|site| &site.facility)
    }

    /// Every child that ever appeared, by id.
    pub fn children(&self) -> impl ExactSizeIterator<Item = (&str, &Registered)> {
        self.children.iter().map(|(id, child)| (id.as_str(), child))
    }

    /// A child.
    pub fn child(&self, id: &str) -> Option<&Registered> {
        self.children.get(id)
    }

    /// A household.
    pub fn family(&self, id: &str) -> Option<&Family> {
        self.families.get(id)
    }

    /// The rounds held, in order.
    pub fn rounds(&self) -> &[Held] {
        &self.rounds
    }

    /// All seats, by facility and classes.
    pub fn seats(&self) -> impl ExactSizeIterator<Item = (&SeatKey, Seats)> {
        self.seats.iter().map(|(key, &seats)| (key, seats))
    }

    /// The seats of a kind.
    pub fn seats_of(&self, key: &SeatKey) -> Option<Seats> {
        self.seats.get(key).copied()
    }

    /// Children of a class who stay at a facility and are known only as a number; `None` if not even that is known.
    pub fn unnamed(&self, facility: &str, class: AgeClass) -> Option<u32> {
        self.facilities.get(facility)?.unnamed[class.index()]
    }

    /// The kind of seats in which a child of a class sits at a facility; `reserve` names the group whose seat it has.
    pub fn key_for(&self, facility: &str, class: AgeClass, reserve: Option<&str>) -> Option<&SeatKey> {
        let keys = &self.facilities.get(facility)?.keys;
        keys.iter().find(|k| k.classes.contains(class) && k.reserve.as_deref() == reserve)
    }

    /// How many children stand where on a day, in the order of [`Standing::ALL`]. Linear in the children.
    pub fn tally(&self, day: Date) -> [u32; 6] {
        let mut tally = [0; 6];
        for child in self.children.values() {
            tally[child.standing(day) as usize] += 1;
        }
        tally
    }
}

/// Makes sure that a class of a facility has open-reserve seats, of its own if it had none.
pub(super) fn class_key(site: &Site, facility: &str, class: AgeClass) -> SeatKey {
    let served = site.keys.iter().find(|k| k.classes.contains(class) && k.reserve.is_none());
    served.cloned().unwrap_or_else(|| SeatKey {
        facility: facility.to_owned(),
        classes: ClassSet::one(class),
        reserve: None,
    })
}
