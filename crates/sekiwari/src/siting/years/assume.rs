//! How many children come, come back and stay.

use crate::programme::nursery::AgeClass;

/// Children who come into class 0 in a fiscal year, against those of this round's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Births {
    /// The district; `None` for all that have no line of their own.
    pub district: Option<String>,
    /// The fiscal year.
    pub year: i16,
    /// In thousandths: 1000 is as many.
    pub thousandths: u32,
}

/// Families that move in and out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moves {
    /// The district; `None` for all that have no line of their own.
    pub district: Option<String>,
    /// Children more a year, of all ages, in thousandths; negative for fewer.
    pub thousandths: i32,
}

/// What is assumed of the years to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumptions {
    /// How many of those without a seat apply again, in thousandths.
    pub reapply: u32,
    /// How many of those with a seat are still there a year later, in thousandths.
    pub stay: u32,
    /// Births by year; a year without a line is as the last one before it, and years up to this round's as it.
    pub births: Vec<Births>,
    /// Moves by district.
    pub moves: Vec<Moves>,
}

impl Default for Assumptions {
    /// Everybody applies again, everybody stays, as many births, nobody moves.
    fn default() -> Self {
        Self { reapply: 1000, stay: 1000, births: Vec::new(), moves: Vec::new() }
    }
}

impl Assumptions {
    /// Children of a class and district in a fiscal year, against those of this round's.
    pub(super) fn factor(&self, district: Option<&str>, class: AgeClass, base: i16, year: i16) -> f64 {
        let born = year - i16::from(class.get());
        let births = self.births_in(district, base, born);
        let moves = self.own_or_all(&self.moves, district, |m| m.district.as_deref());
        let grows = 1.0 + moves.map_or(0.0, |m| f64::from(m.thousandths) / 1000.0);
        // Multiplied year by year: powers are not the same on every machine.
        (base..year).fold(births, |f, _| f * grows.max(0.0))
    }

    fn births_in(&self, district: Option<&str>, base: i16, born: i16) -> f64 {
        if born <= base {
            return 1.0;
        }
        let own: Vec<&Births> = match district {
            Some(d) if self.births.iter().any(|b| b.district.as_deref() == Some(d)) => {
                self.births.iter().filter(|b| b.district.as_deref() == Some(d)).collect()
            }
            _ => self.births.iter().filter(|b| b.district.is_none()).collect(),
        };
        let last = own.iter().filter(|b| b.year > base && b.year <= born).max_by_key(|b| b.year);
        last.map_or(1.0, |b| f64::from(b.thousandths) / 1000.0)
    }

    fn own_or_all<'a, T>(
        &self,
        rows: &'a [T],
        district: Option<&str>,
        of: impl Fn(&T) -> Option<&str>,
    ) -> Option<&'a T> {
        let own = district.and_then(|d| rows.iter().find(|r| of(r) == Some(d)));
        own.or_else(|| rows.iter().find(|r| of(r).is_none()))
    }
}
