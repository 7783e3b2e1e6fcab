//! School grades.

use std::fmt;

/// A grade of elementary school, 1 to 6.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Grade(u8);

impl Grade {
    /// The number of grades.
    pub const COUNT: usize = 6;

    /// Grade `n`, if it is one.
    pub const fn new(n: u8) -> Option<Self> {
        if n >= 1 && n <= 6 { Some(Self(n)) } else { None }
    }

    /// All grades, the youngest first.
    pub fn all() -> impl Iterator<Item = Grade> {
        (1..=6).map(Grade)
    }

    /// The grade as a number, 1 to 6.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The grade as an index, 0 to 5.
    pub const fn index(self) -> usize {
        self.0 as usize - 1
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
