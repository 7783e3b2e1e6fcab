//! Whom seats are reserved for, and how strictly.

use std::fmt;

/// Whom seats are reserved for.
///
/// The order of the variants is the order in which the reserves of one class are filled, after hard before soft: the
/// narrower group first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReserveGroup {
    /// `special-care`: children with care needs (障害児・医療的ケア児).
    SpecialCare,
    /// `leavers`: children who leave a small-scale facility that has this one as its partner (連携施設の卒園児).
    Leavers,
    /// `staff`: children of this facility's own staff (従業員枠).
    Staff,
    /// `local`: all but children of this facility's own staff (地域枠).
    Local,
    /// `district:ID;ID`: children who live in one of these districts; ascending, without doubles.
    District(Vec<String>),
    /// Any other name: children whose groups name it.
    Named(String),
}

impl ReserveGroup {
    /// The groups with a name of their own.
    pub const NAMES: &'static [(&'static str, ReserveGroup)] = &[
        ("special-care", ReserveGroup::SpecialCare),
        ("leavers", ReserveGroup::Leavers),
        ("staff", ReserveGroup::Staff),
        ("local", ReserveGroup::Local),
    ];
    /// What stands before the ids of districts.
    pub const DISTRICT: &'static str = "district:";
    /// The word for seats that are reserved for nobody; no group may be called so.
    pub const OPEN: &'static str = "open";

    /// The group of a text as it stands in files; `None` for an empty text, `open`, and districts without any id.
    ///
    /// ```
    /// use sekiwari::programme::nursery::ReserveGroup;
    /// assert_eq!(ReserveGroup::from_name("leavers"), Some(ReserveGroup::Leavers));
    /// assert_eq!(ReserveGroup::from_name("district:D2;D1;D2").unwrap().to_string(), "district:D1;D2");
    /// assert_eq!(ReserveGroup::from_name("twins").unwrap().to_string(), "twins");
    /// assert_eq!(ReserveGroup::from_name("open"), None);
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim();
        if let Some((_, group)) = Self::NAMES.iter().find(|(n, _)| *n == name) {
            return Some(group.clone());
        }
        if let Some(ids) = name.strip_prefix(Self::DISTRICT) {
            return Self::districts(ids.split(';').map(str::trim));
        }
        (!name.is_empty() && name != Self::OPEN).then(|| Self::Named(name.to_owned()))
    }

    /// The group of children who live in one of these districts; `None` without any.
    pub fn districts<'a>(ids: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut ids: Vec<String> = ids.into_iter().filter(|id| !id.is_empty()).map(str::to_owned).collect();
        ids.sort();
        ids.dedup();
        (!ids.is_empty()).then_some(Self::District(ids))
    }
}

impl fmt::Display for ReserveGroup {
    /// As in the tables.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReserveGroup::SpecialCare => f.write_str("special-care"),
            ReserveGroup::Leavers => f.write_str("leavers"),
            ReserveGroup::Staff => f.write_str("staff"),
            ReserveGroup::Local => f.write_str("local"),
            ReserveGroup::District(ids) => write!(f, "{}{}", Self::DISTRICT, ids.join(";")),
            ReserveGroup::Named(name) => f.write_str(name),
        }
    }
}

/// How strictly seats are reserved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReserveKind {
    /// `hard`: for members only; what they do not use stays empty.
    Hard,
    /// `soft`: members first; what they do not use goes to everybody.
    #[default]
    Soft,
    /// `guarantee`: members come before everybody else at all seats of the class there, in the order of their points.
    Guarantee,
}

impl ReserveKind {
    /// All kinds with the names used in files.
    pub const NAMES: &'static [(&'static str, ReserveKind)] =
        &[("soft", ReserveKind::Soft), ("hard", ReserveKind::Hard), ("guarantee", ReserveKind::Guarantee)];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            ReserveKind::Hard => "hard",
            ReserveKind::Soft => "soft",
            ReserveKind::Guarantee => "guarantee",
        }
    }

    /// The kind of a name used in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|&(_, kind)| kind)
    }
}
