//! What a family with several applying children will accept, as printed on application forms.

/// Whether the children must enter together.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Joint {
    /// `same-facility`: the children who get a seat are all at one facility (form: 同時に同じ保育園).
    SameFacility,
    /// `same-round`: all in this round, facilities may differ (form: 同時に入園できれば異なる保育園でもかまわない).
    SameRound,
    /// `independent`: any combination (form: 1人だけの入園でも可).
    #[default]
    Independent,
}

/// Which children may enter when not all can.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum SingleFallback {
    /// `none`: all or nobody.
    None,
    /// `elder`: only from the eldest downwards.
    Elder,
    /// `younger`: only from the youngest upwards.
    Younger,
    /// `either`: any of them.
    #[default]
    Either,
    /// `elder-else-younger`: any of them, the elder preferred.
    ElderElseYounger,
}

/// What comes first where "together" and "a better wish" differ.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Prefer {
    /// `together-first`: any common facility before any separate ones.
    #[default]
    TogetherFirst,
    /// `wish-order`: smaller wish ranks first, common facility or not.
    WishOrder,
}

/// The sibling condition of one household.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct SiblingTerms {
    /// Whether they must enter together.
    pub joint: Joint,
    /// Who may enter alone.
    pub single_fallback: SingleFallback,
    /// What comes first.
    pub prefer: Prefer,
}

impl SiblingTerms {
    /// The terms of a household that states none: every child decided on its own.
    pub const SEPARATE: Self = Self {
        joint: Joint::Independent,
        single_fallback: SingleFallback::Either,
        prefer: Prefer::WishOrder,
    };

    /// Whether these terms tie the children together at all. `independent` with `either` in wish order does not:
    /// such children are decided separately, which is the same to the family and keeps the market simple.
    pub fn binds(self) -> bool {
        self != Self::SEPARATE
    }
}

macro_rules! names {
    ($type:ty { $($variant:path => $name:literal),+ $(,)? }) => {
        impl $type {
            /// All values with the names used in files.
            pub const NAMES: &'static [(&'static str, $type)] = &[$(($name, $variant)),+];

            /// The name used in files.
            pub fn as_str(self) -> &'static str {
                match self { $($variant => $name),+ }
            }

            /// The value of a name used in files.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::NAMES.iter().find(|(n, _)| *n == name).map(|&(_, v)| v)
            }
        }
    };
}

names!(Joint {
    Joint::SameFacility => "same-facility",
    Joint::SameRound => "same-round",
    Joint::Independent => "independent",
});
names!(SingleFallback {
    SingleFallback::None => "none",
    SingleFallback::Elder => "elder",
    SingleFallback::Younger => "younger",
    SingleFallback::Either => "either",
    SingleFallback::ElderElseYounger => "elder-else-younger",
});
names!(Prefer {
    Prefer::TogetherFirst => "together-first",
    Prefer::WishOrder => "wish-order",
});
