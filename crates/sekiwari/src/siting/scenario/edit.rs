//! What a scenario says.

use crate::market::Goals;
use crate::mechanism::{Mechanism, Ties};
use crate::programme::nursery::{AgeClass, ClassSet, Position};

/// A number that is set or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// It becomes this.
    To(i64),
    /// It grows by this; negative to shrink.
    By(i64),
}

impl Amount {
    /// The number after it was `now`; `None` below zero or beyond 32 bits.
    pub(super) fn after(self, now: u32) -> Option<u32> {
        u32::try_from(self.of(i64::from(now))?).ok()
    }

    /// The same for 64 bits.
    pub(super) fn after_long(self, now: u64) -> Option<u64> {
        u64::try_from(self.of(i64::try_from(now).ok()?)?).ok()
    }

    fn of(self, now: i64) -> Option<i64> {
        match self {
            Amount::To(n) => Some(n),
            Amount::By(n) => now.checked_add(n),
        }
    }
}

/// What is limited at a new facility, as in [`crate::programme::nursery::LimitRow`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLimit {
    /// What is limited (teachers, area, ...).
    pub name: String,
    /// The classes.
    pub classes: ClassSet,
    /// What `per` children take together, in thousandths.
    pub weight: u64,
    /// How many children take `weight`; at least 1.
    pub per: u32,
    /// How much there is, in thousandths.
    pub capacity: u64,
}

/// A child that lists a new facility for sure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatedWish {
    /// The child's id.
    pub child: String,
    /// The 1-based place in its list; behind the last wish if the list is shorter.
    pub rank: u32,
}

/// A facility opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Its id; new.
    pub id: String,
    /// Its name; may be empty.
    pub name: String,
    /// Its kind as written.
    pub kind: Option<String>,
    /// The district it lies in.
    pub district: Option<String>,
    /// Where it is; without a place only stated children list it.
    pub position: Option<Position>,
    /// The age in days on the entry date from which it takes children.
    pub min_age_days: Option<u32>,
    /// The care needs that it can meet.
    pub care_kinds: Vec<String>,
    /// Seats by classes that share them.
    pub seats: Vec<(ClassSet, u32)>,
    /// Its limits over several classes; mostly none.
    pub limits: Vec<NewLimit>,
    /// Children who list it for sure, whatever the behaviour.
    pub wishes: Vec<StatedWish>,
    /// How popular it is, in thousandths of a facility in the middle of the others; 1000 if nothing is known.
    pub popularity: u32,
}

/// A facility closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Close {
    /// Its id.
    pub facility: String,
    /// Applicants who hold a seat there go on applying without it, and decisions by hand to put somebody there do not hold.
    pub release: bool,
}

/// Seats of a class, or of classes that share seats, change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resize {
    /// The facility's id.
    pub facility: String,
    /// The classes, as the round has them in one row.
    pub classes: ClassSet,
    /// Open seats; those held by applicants come on top.
    pub seats: Amount,
    /// Whether these are classes that the facility does not offer so far.
    pub new: bool,
}

/// The capacity of a limit over several classes changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitChange {
    /// The facility's id.
    pub facility: String,
    /// The limit's name.
    pub limit: String,
    /// The capacity in thousandths, without what applicants who hold a seat take.
    pub capacity: Amount,
}

/// The teachers of a facility change. Seats of every class become what teachers and rooms allow then, less what they allow now, more or fewer
/// than today; a row never goes below zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeachersChange {
    /// The facility's id.
    pub facility: String,
    /// Teachers of the whole facility in tenths (full-time equivalents).
    pub teachers10: Amount,
}

/// A facility moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The facility's id.
    pub facility: String,
    /// Where it will be.
    pub position: Position,
    /// The district it will lie in; `None` if that stays.
    pub district: Option<String>,
}

/// How many applicants more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// In thousandths of a percent of the applicants that can be drawn, rounded to whole children, halves away from zero.
    Percent(i64),
    /// So many children.
    Children(i64),
}

/// More or fewer applicants. Only applicants without a seat and without a decision by hand are drawn; siblings decided together
/// are copied or left out together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// The district they live in; `None` for all.
    pub district: Option<String>,
    /// Their class; `None` for all.
    pub class: Option<AgeClass>,
    /// How many more; negative for fewer.
    pub growth: Growth,
}

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// A facility opens.
    Open(Open),
    /// A facility closes.
    Close(Close),
    /// Seats change.
    Resize(Resize),
    /// A limit changes.
    Limit(LimitChange),
    /// Teachers change.
    Teachers(TeachersChange),
    /// A facility moves.
    Move(Move),
    /// Applicants change.
    Demand(Demand),
}

/// Another rule; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleChanges {
    /// The mechanism.
    pub mechanism: Option<Mechanism>,
    /// What equal points mean.
    pub ties: Option<Ties>,
    /// The objective.
    pub objective: Option<Goals>,
    /// The file of another point table.
    pub rulebook: Option<String>,
}

impl RuleChanges {
    /// These changes, and `later` over them.
    #[must_use]
    pub fn then(self, later: RuleChanges) -> Self {
        Self {
            mechanism: later.mechanism.or(self.mechanism),
            ties: later.ties.or(self.ties),
            objective: later.objective.or(self.objective),
            rulebook: later.rulebook.or(self.rulebook),
        }
    }
}

/// Edits that take effect together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scenario {
    /// What it is called.
    pub name: String,
    /// The edits.
    pub edits: Vec<Edit>,
    /// Another rule.
    pub rules: RuleChanges,
}

impl Scenario {
    /// Whether what comes of it is drawn whatever families do: applicants become more or fewer.
    pub fn is_drawn(&self) -> bool {
        self.edits.iter().any(|e| matches!(e, Edit::Demand(_)))
    }

    /// Whether it may change what families list.
    pub fn changes_lists(&self) -> bool {
        self.edits.iter().any(|e| matches!(e, Edit::Open(_) | Edit::Close(_) | Edit::Move(_)))
    }
}
