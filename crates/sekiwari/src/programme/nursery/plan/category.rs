//! The categories of certification that a plan tells apart.

use crate::Lang;
use crate::programme::nursery::AgeClass;

/// A category of the plan.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Category {
    /// 1号: 3 and older, education only.
    One,
    /// 2号: 3 and older, in need of care.
    Two,
    /// 3号, age 0.
    Infants,
    /// 3号, ages 1 and 2.
    Toddlers,
}

impl Category {
    /// All of them, in the order of the plan.
    pub const ALL: [Category; 4] = [Category::One, Category::Two, Category::Infants, Category::Toddlers];

    /// The category of a child of a class that needs care.
    pub fn of(class: AgeClass) -> Self {
        match class.get() {
            0 => Category::Infants,
            1 | 2 => Category::Toddlers,
            _ => Category::Two,
        }
    }

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Category::One => "1",
            Category::Two => "2",
            Category::Infants => "3-age-0",
            Category::Toddlers => "3-age-1-2",
        }
    }

    /// In words.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Category::One => lang.pick("1号", "1 (education)"),
            Category::Two => lang.pick("2号 (3-5歳)", "2 (3-5)"),
            Category::Infants => lang.pick("3号 (0歳)", "3 (age 0)"),
            Category::Toddlers => lang.pick("3号 (1・2歳)", "3 (ages 1-2)"),
        }
    }
}
