//! What happens in a fiscal year, as plain data: one [`Event`] an entry of the office's book.
//!
//! Children, households and facilities are named by their ids, so that an event means the same wherever it is stored.

use super::state::ReserveRule;
use crate::priority::Thousandths;
use crate::programme::nursery::{
    AgeClass, Child, ClassSet, Decision, Facility, ReserveKind, Round, RoundData, SiblingTerms,
};
use jiff::civil::Date;

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The day it happened, or was entered for. Never before that of the event before it.
    pub date: Date,
    /// What happened.
    pub what: What,
}

/// The kinds of events.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum What {
    /// The year is opened (年度の開始). The first event, and only that.
    Opened(YearOpened),
    /// A round was held and decided (利用調整).
    RoundHeld(RoundHeld),
    /// The round held last was decided anew for some of its children, before they entered (再調整).
    Redecided(Redecided),
    /// A family applies (新規申込).
    Applied(Application),
    /// A child that was offered a seat does not take it (辞退).
    Declined(Declined),
    /// An application is withdrawn (取下げ), or an enrolled child leaves (退園).
    Withdrawn(Withdrawn),
    /// An enrolled child that the year knows only as a number leaves (退園).
    UnnamedLeft(UnnamedLeft),
    /// A child is decided by hand and pinned from then on (個別決定).
    Decided(ManualDecision),
    /// A decision by hand is lifted: rounds may decide the child again (個別決定の解除).
    Released(Released),
    /// The need for care was checked again (保育の必要性の再確認).
    NeedChecked(NeedChecked),
    /// A child has a new list (希望変更).
    WishesChanged(WishesChanged),
    /// A family has new sibling conditions or a new list of joint outcomes (希望変更).
    FamilyWishesChanged(FamilyWishesChanged),
    /// A facility takes more or fewer children (受入可能数の変更).
    CapacityChanged(CapacityChanged),
    /// A facility opens during the year (開園); its seats follow as changes of capacity.
    FacilityOpened(Facility),
}

/// Seats that share one limit, by facility, classes, and whom they are kept for. Ordered by facility, then classes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeatKey {
    /// The facility.
    pub facility: String,
    /// The classes that share the seats.
    pub classes: ClassSet,
    /// The group they are reserved for; `None` for open seats.
    pub reserve: Option<String>,
}

/// The year is opened.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct YearOpened {
    /// The fiscal year, April to March.
    pub fiscal_year: i16,
    /// Its name, shown to people.
    pub name: String,
    /// All facilities.
    pub facilities: Vec<Facility>,
    /// Seats open at the start: what the facilities can take besides the children who are there and stay.
    pub seats: Vec<SeatsOpen>,
    /// What facilities have only so much of over several classes (teachers, floor area); mostly none.
    pub limits: Vec<YearLimit>,
    /// Children who are there and stay, and are not among `children`, by facility and class. What is not listed is not
    /// known, and then a child that turns out to hold a seat is believed.
    pub continuing: Vec<Continuing>,
    /// Children known from the start.
    pub children: Vec<OpeningChild>,
    /// Conditions of households that were known before, and their lists of joint outcomes.
    pub families: Vec<FamilyWishes>,
    /// Names of the tie keys of all scores of the year.
    pub tie_names: Vec<String>,
}

/// Seats open at the start of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatsOpen {
    /// Which seats.
    pub key: SeatKey,
    /// How many are open.
    pub seats: u32,
}

/// Something a facility has only so much of. Facility and name are unique in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearLimit {
    /// The facility.
    pub facility: String,
    /// What is limited.
    pub name: String,
    /// How much there is in thousandths when the year opens, besides what the children who are there take.
    pub capacity: u64,
    /// Per group of classes, what so many children take together in thousandths: (classes, weight, per).
    pub weights: Vec<(ClassSet, u64, u32)>,
}

/// Children who stay, known only as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continuing {
    /// The facility.
    pub facility: String,
    /// Their class in the year that opens.
    pub class: AgeClass,
    /// How many.
    pub children: u32,
}

/// A child known when the year opens.
#[derive(Clone, Debug, PartialEq)]
pub struct OpeningChild {
    /// Its household.
    pub household: String,
    /// What it applied for; for an enrolled child mostly an empty list.
    pub applicant: Applicant,
    /// Where it stands.
    pub place: OpeningPlace,
}

/// Where a child stands when the year opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningPlace {
    /// At [`Applicant::current`] (在園).
    Enrolled,
    /// Without a seat, on the list (待機).
    Waiting,
    /// Its nursery years are over (就学).
    School,
}

/// An applying family.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Application {
    /// The household.
    pub household: String,
    /// The children who apply; none of them waits or holds a seat yet.
    pub children: Vec<Applicant>,
    /// Their sibling condition, if one is stated; it then holds for the whole household.
    pub terms: Option<SiblingTerms>,
    /// Their ranked list of joint outcomes, best first, if they gave one; it stands in place of their own lists.
    pub joint: Vec<JointWish>,
}

/// One acceptable outcome of a household: per child a facility or none. A child left out gets none.
pub type JointWish = Vec<(String, Option<String>)>;

/// A child that applies.
#[derive(Clone, Debug, PartialEq)]
pub struct Applicant {
    /// What the table of children says about it. Its `current` is not read: a position means nothing outside of a round.
    pub record: Child,
    /// The facility whose seat it holds, for a child that is enrolled.
    pub current: Option<String>,
    /// The facilities it wishes for, best first.
    pub list: Vec<String>,
    /// Its scores; empty where a rulebook makes them.
    pub scores: Vec<ScoreLine>,
    /// How long its need for care lasts.
    pub need: Need,
}

/// A score, at one facility or everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreLine {
    /// The facility; `None` for every facility without a line of its own.
    pub facility: Option<String>,
    /// Points; more is better.
    pub points: Thousandths,
    /// Tie keys in the order of [`YearOpened::tie_names`]; less is better.
    pub ties: Box<[Thousandths]>,
}

/// How long a child needs care (保育の必要性).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Need {
    /// Until further notice.
    #[default]
    Lasts,
    /// Up to and including a day.
    Until(Date),
    /// Not any more.
    Ended,
}

impl Need {
    /// Whether there is need on a day.
    pub fn holds_on(self, day: Date) -> bool {
        match self {
            Need::Lasts => true,
            Need::Until(last) => day <= last,
            Need::Ended => false,
        }
    }
}

/// A round and what was decided in it.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundHeld {
    /// What the office calls it: `2026-04 first`. No two rounds of a year have one label.
    pub label: String,
    /// The round as its tables say, entry date and seats included. Children who are not known yet apply with it, and
    /// facilities that are not known yet open with it and have the seats they offer; what it says about the wishes and
    /// scores of others holds from then on.
    pub data: RoundData,
    /// What every child of the round got, each once, in any order.
    pub outcomes: Vec<Outcome>,
    /// Which of them were decided by hand in the round; these are pinned.
    pub by_hand: Vec<ManualDecision>,
}

/// What a child got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The child.
    pub child: String,
    /// Its facility, if it has a seat.
    pub facility: Option<String>,
    /// The group whose reserved seat it has; `None` for an open one.
    pub reserve: Option<String>,
    /// The 1-based place of the wish it was given, in the list it was decided by.
    pub wish_rank: Option<u32>,
}

/// The round held last, decided anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redecided {
    /// The label of the round held last.
    pub label: String,
    /// Why.
    pub reason: String,
    /// What children of the round get now; those who are not named keep what they have.
    pub outcomes: Vec<Outcome>,
}

/// A seat is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declined {
    /// The child.
    pub child: String,
    /// Why.
    pub reason: String,
    /// What becomes of the child.
    pub then: AfterDecline,
}

/// What becomes of a child that declines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterDecline {
    /// It stays on the list, without the facility it declined, and without a seat it may have held before. It is offered
    /// another from the next round on.
    Waits,
    /// It leaves altogether.
    Leaves,
    /// It goes back to the seat it held before the round, which must still be free.
    Stays,
}

/// An application is withdrawn, or a seat given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    /// The child.
    pub child: String,
    /// Why.
    pub reason: String,
}

/// An enrolled child without a name here leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnnamedLeft {
    /// The facility.
    pub facility: String,
    /// Its class.
    pub class: AgeClass,
    /// Why.
    pub reason: String,
}

/// A decision by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManualDecision {
    /// The child.
    pub child: String,
    /// The facility it goes to, or none: it gets no seat.
    pub facility: Option<String>,
    /// Whose reserved seat it takes; `None` for an open one.
    pub reserve: Option<String>,
    /// The day it enters; `None` for the day of the event. In a round it is the entry date of the round.
    pub from: Option<Date>,
    /// Why.
    pub reason: String,
}

/// A decision by hand is lifted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// The child.
    pub child: String,
    /// Why.
    pub reason: String,
}

/// The need of a child was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedChecked {
    /// The child.
    pub child: String,
    /// What was found.
    pub need: Need,
}

/// A new list of one child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WishesChanged {
    /// The child. If it has a seat, it asks with this to move to a facility of the list; with an empty list it is content.
    pub child: String,
    /// Its whole new list, best first.
    pub list: Vec<String>,
    /// Its whole new scores; `None` if they stay as they are.
    pub scores: Option<Vec<ScoreLine>>,
}

/// What a family with several children accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FamilyWishes {
    /// The household.
    pub household: String,
    /// Its sibling condition.
    pub terms: SiblingTerms,
    /// Its ranked list of joint outcomes, best first; empty if it has none, and then its children's own lists count.
    pub joint: Vec<JointWish>,
}

/// New sibling conditions or joint outcomes of a family, replacing the old ones.
pub type FamilyWishesChanged = FamilyWishes;

/// More or fewer seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapacityChanged {
    /// Which seats. Ones that did not exist are made, if they share no class with others of the same kind.
    pub key: SeatKey,
    /// How many more (or, negative, fewer). Only open seats can be taken away.
    pub seats: i32,
    /// Why.
    pub reason: String,
}

impl RoundHeld {
    /// A round with the decisions of all its children, in the order of [`Round::children`]; by hand those that the round has
    /// pinned.
    pub fn of(label: impl Into<String>, round: &Round, decisions: &[Decision]) -> Self {
        let outcomes = round.children().iter().zip(decisions).map(|(child, d)| Outcome {
            child: child.id.clone(),
            facility: d.facility.map(|f| round.facilities()[f as usize].id.clone()),
            reserve: round.reserved_for(d.reserve),
            wish_rank: d.wish_rank,
        });
        Self::new(label, round.data(), outcomes.collect())
    }

    /// A round with what each of its children got; by hand those whom its rows decide so.
    pub fn new(label: impl Into<String>, data: RoundData, outcomes: Vec<Outcome>) -> Self {
        let by_hand = data.decisions.iter().filter_map(|d| {
            let (_, child) = data.children.get(d.child as usize)?;
            let outcome = outcomes.iter().find(|o| o.child == child.id)?;
            Some(ManualDecision {
                child: outcome.child.clone(),
                facility: outcome.facility.clone(),
                reserve: outcome.reserve.clone(),
                from: None,
                reason: d.reason.clone(),
            })
        });
        let by_hand = by_hand.collect();
        Self { label: label.into(), data, outcomes, by_hand }
    }
}

/// The seats of a round by whom they are for. Those of a guarantee are open: its members only come first there.
pub(super) fn seats_of(round: &RoundData) -> Vec<SeatsOpen> {
    let id = |f: u32| round.facilities.get(f as usize).map_or_else(String::new, |f| f.id.clone());
    let mut seats: Vec<SeatsOpen> = Vec::with_capacity(round.seats.len() + round.reserves.len());
    let open = round.seats.iter().map(|r| (r.facility, r.classes, None, r.seats));
    let reserved = round.reserves.iter().map(|r| {
        let own = r.kind != ReserveKind::Guarantee;
        (r.facility, r.classes, own.then(|| r.group.to_string()), r.seats)
    });
    for (facility, classes, reserve, more) in open.chain(reserved) {
        let key = SeatKey { facility: id(facility), classes, reserve };
        match seats.iter_mut().find(|s| s.key == key) {
            Some(same) => same.seats = same.seats.saturating_add(more),
            None => seats.push(SeatsOpen { key, seats: more }),
        }
    }
    seats
}

/// How the reserved seats of a round are reserved, by key.
pub(super) fn rules_of(round: &RoundData) -> impl Iterator<Item = (SeatKey, ReserveRule)> + '_ {
    round.reserves.iter().map(|r| {
        let facility = round.facilities.get(r.facility as usize).map_or_else(String::new, |f| f.id.clone());
        let key = SeatKey { facility, classes: r.classes, reserve: Some(r.group.to_string()) };
        (key, ReserveRule { kind: r.kind, min_age_days: r.min_age_days })
    })
}

impl YearOpened {
    /// A year that begins with a round: its facilities, open seats and limits, nothing known of the children who stay.
    pub fn with_rows(round: &RoundData) -> Self {
        let id = |f: u32| round.facilities.get(f as usize).map_or_else(String::new, |f| f.id.clone());
        let mut limits: Vec<YearLimit> = Vec::new();
        for row in &round.limits {
            let (facility, weight) = (id(row.facility), (row.classes, row.weight, row.per));
            match limits.iter_mut().find(|l| l.facility == facility && l.name == row.name) {
                Some(limit) => limit.weights.push(weight),
                None => limits.push(YearLimit {
                    facility,
                    name: row.name.clone(),
                    capacity: row.capacity,
                    weights: vec![weight],
                }),
            }
        }
        Self {
            fiscal_year: round.fiscal_year,
            name: round.name.clone(),
            facilities: round.facilities.clone(),
            seats: seats_of(round),
            limits,
            tie_names: round.tie_names.clone(),
            ..Self::default()
        }
    }
}
