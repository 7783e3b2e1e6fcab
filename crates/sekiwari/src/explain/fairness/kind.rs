//! What children are told apart by, and the words for it.

use crate::Lang;
use crate::programme::nursery::AgeClass;

/// What the children are told apart by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// Whether siblings apply together.
    Siblings,
    /// Whether the household is a single parent's.
    SingleParent,
    /// Whether the child holds a seat and wishes to move.
    Holder,
    /// How many facilities the child lists.
    Wishes,
    /// Its age class.
    Class,
    /// The district it lives in.
    District,
}

impl Kind {
    /// All kinds, in the order they are shown.
    pub const ALL: [Kind; 6] =
        [Kind::Siblings, Kind::SingleParent, Kind::Holder, Kind::Wishes, Kind::Class, Kind::District];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Siblings => "siblings",
            Kind::SingleParent => "single-parent",
            Kind::Holder => "holder",
            Kind::Wishes => "wishes",
            Kind::Class => "class",
            Kind::District => "district",
        }
    }

    /// The name for people.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Kind::Siblings => lang.pick("きょうだいの同時申込", "siblings applying together"),
            Kind::SingleParent => lang.pick("ひとり親", "single parent"),
            Kind::Holder => lang.pick("転園の申込", "transfer"),
            Kind::Wishes => lang.pick("希望施設の数", "number of wishes"),
            Kind::Class => lang.pick("歳児クラス", "age class"),
            Kind::District => lang.pick("地区", "district"),
        }
    }
}

/// How many facilities a child lists besides the seat it holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum WishCount {
    /// None: only a child that holds a seat.
    Zero,
    /// One.
    One,
    /// Two.
    Two,
    /// Three.
    Three,
    /// Four or five.
    FourFive,
    /// Six and more.
    SixMore,
}

impl WishCount {
    /// The band of a number.
    pub fn of(wishes: usize) -> Self {
        match wishes {
            0 => Self::Zero,
            1 => Self::One,
            2 => Self::Two,
            3 => Self::Three,
            4 | 5 => Self::FourFive,
            _ => Self::SixMore,
        }
    }

    /// As it is written: `1`, `4-5`, `6+`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Zero => "0",
            Self::One => "1",
            Self::Two => "2",
            Self::Three => "3",
            Self::FourFive => "4-5",
            Self::SixMore => "6+",
        }
    }
}

/// A group of children.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Group {
    /// Siblings apply together, or the child is the only one of its household.
    Siblings(bool),
    /// Its household is a single parent's or not.
    SingleParent(bool),
    /// It holds a seat or not.
    Holder(bool),
    /// Its number of wishes.
    Wishes(WishCount),
    /// Its age class.
    Class(AgeClass),
    /// Its district; `None` if that is not stated.
    District(Option<String>),
}

impl Group {
    /// What it is a group of.
    pub fn kind(&self) -> Kind {
        match self {
            Group::Siblings(_) => Kind::Siblings,
            Group::SingleParent(_) => Kind::SingleParent,
            Group::Holder(_) => Kind::Holder,
            Group::Wishes(_) => Kind::Wishes,
            Group::Class(_) => Kind::Class,
            Group::District(_) => Kind::District,
        }
    }

    /// The name used in files: `yes`, `no`, a number of wishes, a class, the id of a district (empty if not stated).
    pub fn name(&self) -> String {
        match self {
            Group::Siblings(yes) | Group::SingleParent(yes) | Group::Holder(yes) => {
                if *yes { "yes" } else { "no" }.to_owned()
            }
            Group::Wishes(count) => count.as_str().to_owned(),
            Group::Class(class) => class.get().to_string(),
            Group::District(district) => district.clone().unwrap_or_default(),
        }
    }
}

/// Why children cannot be told apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhyUnknown {
    /// The scores came computed: nothing is known about the households.
    NoCircumstances,
    /// No household is stated to be a single parent's.
    NobodyStated,
    /// No child has a district.
    NoDistricts,
}

impl WhyUnknown {
    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            WhyUnknown::NoCircumstances => "no-circumstances",
            WhyUnknown::NobodyStated => "nobody-stated",
            WhyUnknown::NoDistricts => "no-districts",
        }
    }

    /// In words.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            WhyUnknown::NoCircumstances => lang.pick(
                "不明 (計算済みの点数の募集には世帯の事情がない)",
                "not known (a round with computed scores has no circumstances)",
            ),
            WhyUnknown::NobodyStated => lang.pick(
                "不明 (ひとり親と記された世帯がない)",
                "not known (no household is stated to be a single parent's)",
            ),
            WhyUnknown::NoDistricts => {
                lang.pick("不明 (地区の記入がない)", "not known (no child has a district)")
            }
        }
    }
}
