//! Why a service can never be given on a date at a site, whoever else comes.

use crate::Lang;

/// A cause that has nothing to do with other children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Impossible {
    /// The site does not offer the service.
    NotOffered,
    /// The date is not in the period of the round.
    OutsidePeriod,
    /// Closed on the date.
    Closed,
    /// Open on the date, but not for the whole time asked for.
    Hours,
    /// Too young on the date.
    TooYoung,
    /// Not for children of this class.
    Class,
    /// Only for children who are enrolled in a licensed place, or only for those who are not.
    Enrolment,
    /// Only for children who are enrolled at this very site.
    OtherSite,
    /// Not registered for the service.
    NotRegistered,
    /// Not a resident.
    NotResident,
    /// Not both parents work on the day.
    NoWorkThatDay,
    /// No weekday off in return is named.
    NoRestDay,
    /// There is no doctor's note.
    NoNote,
    /// The disease is not taken.
    DiseaseExcluded,
    /// A child that is ill, at a service that takes no sick children.
    Ill,
}

impl Impossible {
    /// All, in the order in which they are told.
    pub const ALL: [Impossible; 15] = [
        Impossible::NotOffered,
        Impossible::OutsidePeriod,
        Impossible::Closed,
        Impossible::Hours,
        Impossible::TooYoung,
        Impossible::Class,
        Impossible::Enrolment,
        Impossible::OtherSite,
        Impossible::NotRegistered,
        Impossible::NotResident,
        Impossible::NoWorkThatDay,
        Impossible::NoRestDay,
        Impossible::NoNote,
        Impossible::DiseaseExcluded,
        Impossible::Ill,
    ];

    /// The code used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Impossible::NotOffered => "NOT_OFFERED",
            Impossible::OutsidePeriod => "OUTSIDE_PERIOD",
            Impossible::Closed => "CLOSED",
            Impossible::Hours => "HOURS",
            Impossible::TooYoung => "TOO_YOUNG",
            Impossible::Class => "CLASS",
            Impossible::Enrolment => "ENROLMENT",
            Impossible::OtherSite => "OTHER_SITE",
            Impossible::NotRegistered => "NOT_REGISTERED",
            Impossible::NotResident => "NOT_RESIDENT",
            Impossible::NoWorkThatDay => "NO_WORK_THAT_DAY",
            Impossible::NoRestDay => "NO_REST_DAY",
            Impossible::NoNote => "NO_NOTE",
            Impossible::DiseaseExcluded => "DISEASE_EXCLUDED",
            Impossible::Ill => "ILL",
        }
    }

    /// A few words for people.
    pub fn label(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Impossible::NotOffered => ("この事業を行っていない施設", "the service is not offered there"),
            Impossible::OutsidePeriod => ("対象期間外の日", "a date outside the period"),
            Impossible::Closed => ("休業日", "closed on the date"),
            Impossible::Hours => ("開設時間外", "outside the opening hours"),
            Impossible::TooYoung => ("対象月齢に未達", "below the least age"),
            Impossible::Class => ("対象外の年齢", "not for children of this class"),
            Impossible::Enrolment => ("在園の要件を満たさない", "enrolment is not as required"),
            Impossible::OtherSite => ("在園児のみが対象", "only for children enrolled there"),
            Impossible::NotRegistered => ("利用登録なし", "not registered"),
            Impossible::NotResident => ("市外在住", "not a resident"),
            Impossible::NoWorkThatDay => ("当日の就労要件を満たさない", "not both parents work on the day"),
            Impossible::NoRestDay => ("代替休の記載なし", "no day off in return"),
            Impossible::NoNote => ("医師連絡票なし", "no doctor's note"),
            Impossible::DiseaseExcluded => ("受け入れできない疾病", "a disease that is not taken"),
            Impossible::Ill => ("病気の児童は対象外", "not for sick children"),
        };
        lang.pick(ja, en)
    }
}

/// A set of causes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Impossibles(u16);

impl Impossibles {
    /// No cause.
    pub const NONE: Impossibles = Impossibles(0);

    /// The set with one cause.
    pub const fn one(cause: Impossible) -> Self {
        Self(1 << cause as u16)
    }

    /// Whether nothing stands against it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a cause is in the set.
    pub const fn contains(self, cause: Impossible) -> bool {
        self.0 & (1 << cause as u16) != 0
    }

    /// Adds a cause if a condition holds.
    pub(super) fn add_if(&mut self, holds: bool, cause: Impossible) {
        self.0 |= u16::from(holds) << cause as u16;
    }

    /// The causes in the order in which they are told.
    pub fn iter(self) -> impl Iterator<Item = Impossible> {
        Impossible::ALL.into_iter().filter(move |&cause| self.contains(cause))
    }

    /// The first cause.
    pub fn first(self) -> Option<Impossible> {
        self.iter().next()
    }

    /// Causes of either set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
