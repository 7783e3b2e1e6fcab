//! Age classes of a fiscal year.

use jiff::civil::Date;
use std::fmt;

/// An age class, 0 to 5: the age on April 1 of the fiscal year, by the school year of birth. A child stays in its
/// class until March.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct AgeClass(u8);

/// Why a birth date gives no age class.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AgeError {
    /// Six or older on April 1: a school child.
    #[error("of school age in this fiscal year")]
    SchoolAge,
    /// Born after the last day of the fiscal year.
    #[error("born after the fiscal year")]
    NotYetBorn,
}

impl AgeClass {
    /// The number of age classes.
    pub const COUNT: usize = 6;

    /// Class `n`, if it is one.
    pub fn new(n: u8) -> Option<Self> {
        (n < 6).then_some(Self(n))
    }

    /// All classes, youngest first.
    pub fn all() -> impl Iterator<Item = AgeClass> {
        (0..6).map(AgeClass)
    }

    /// The class in `fiscal_year` (April to March) of a child born on `birth`. The school year of birth runs from
    /// April 2 to April 1, so children born on April 1 belong to the older year.
    ///
    /// # Errors
    /// [`AgeError`] for school children and for births after the fiscal year.
    ///
    /// ```
    /// use sekiwari::programme::nursery::AgeClass;
    /// let class = |y, m, d| AgeClass::of(jiff::civil::date(y, m, d), 2026).map(AgeClass::get);
    /// assert_eq!(class(2025, 4, 2), Ok(0));
    /// assert_eq!(class(2025, 4, 1), Ok(1));
    /// assert_eq!(class(2026, 5, 10), Ok(0));
    /// ```
    pub fn of(birth: Date, fiscal_year: i16) -> Result<Self, AgeError> {
        let school_year = if (birth.month(), birth.day()) >= (4, 2) {
            birth.year()
        } else {
            birth.year().saturating_sub(1)
        };
        let age = i32::from(fiscal_year) - i32::from(school_year) - 1;
        match age {
            ..-1 => Err(AgeError::NotYetBorn),
            -1 | 0 => Ok(Self(0)),
            1..=5 => Ok(Self(age as u8)),
            _ => Err(AgeError::SchoolAge),
        }
    }

    /// The class as a number, 0 to 5.
    pub fn get(self) -> u8 {
        self.0
    }

    /// The class as an index, 0 to 5.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl fmt::Display for AgeClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A non-empty set of age classes that share seats.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ClassSet(u8);

impl ClassSet {
    /// The set of one class.
    pub fn one(class: AgeClass) -> Self {
        Self(1 << class.0)
    }

    /// The set of some classes; `None` if there are none.
    pub fn of(classes: impl IntoIterator<Item = AgeClass>) -> Option<Self> {
        let bits = classes.into_iter().fold(0, |b, c| b | 1 << c.0);
        (bits != 0).then_some(Self(bits))
    }

    /// Whether it holds a class.
    pub fn contains(self, class: AgeClass) -> bool {
        self.0 & 1 << class.0 != 0
    }

    /// Whether the two sets have a class in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Its classes, youngest first.
    pub fn classes(self) -> impl Iterator<Item = AgeClass> {
        AgeClass::all().filter(move |&c| self.contains(c))
    }
}

impl fmt::Display for ClassSet {
    /// As in the tables: `3`, `0-1`, `1;3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let classes: Vec<u8> = self.classes().map(AgeClass::get).collect();
        let (first, last) = (classes[0], classes[classes.len() - 1]);
        if classes.len() > 1 && usize::from(last - first) + 1 == classes.len() {
            return write!(f, "{first}-{last}");
        }
        let parts: Vec<String> = classes.iter().map(u8::to_string).collect();
        f.write_str(&parts.join(";"))
    }
}

/// Days lived on `date` by a child born on `birth`; negative before birth.
pub fn age_in_days(birth: Date, date: Date) -> i32 {
    birth.duration_until(date).as_hours() as i32 / 24
}
