//! The parts of a year in which clubs run.

use std::fmt;

/// A part of the year. Long vacations have their own hours, staff and children.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Season {
    /// School terms (授業期間), `term`.
    Term,
    /// Spring vacation (春休み), `spring`.
    Spring,
    /// Summer vacation (夏休み), `summer`.
    Summer,
    /// Winter vacation (冬休み), `winter`.
    Winter,
}

impl Season {
    /// All seasons, terms first.
    pub const ALL: [Season; 4] = [Season::Term, Season::Spring, Season::Summer, Season::Winter];

    /// The name used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Season::Term => "term",
            Season::Spring => "spring",
            Season::Summer => "summer",
            Season::Winter => "winter",
        }
    }

    /// What people call it in Japanese.
    pub const fn ja(self) -> &'static str {
        match self {
            Season::Term => "授業期間",
            Season::Spring => "春休み",
            Season::Summer => "夏休み",
            Season::Winter => "冬休み",
        }
    }

    /// Its place among all seasons.
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// A set of seasons.
///
/// `year` is all of them, `vacation` all but the terms.
///
/// ```
/// use sekiwari::programme::club::{Season, Seasons};
/// assert_eq!("vacation".parse(), Ok(Seasons::VACATIONS));
/// assert_eq!("summer;winter".parse::<Seasons>().unwrap().to_string(), "summer;winter");
/// assert!(Seasons::YEAR.contains(Season::Term));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Seasons(u8);

/// A word that names no season.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0:?} is no season")]
pub struct NoSeason(pub String);

impl Seasons {
    /// None.
    pub const NONE: Seasons = Seasons(0);
    /// All year.
    pub const YEAR: Seasons = Seasons(0b1111);
    /// The long vacations.
    pub const VACATIONS: Seasons = Seasons(0b1110);

    /// The set of one season.
    pub const fn one(season: Season) -> Self {
        Seasons(1 << season as u8)
    }

    /// With one more.
    #[must_use]
    pub const fn with(self, season: Season) -> Self {
        Seasons(self.0 | 1 << season as u8)
    }

    /// The seasons that both sets have.
    #[must_use]
    pub const fn intersection(self, other: Seasons) -> Self {
        Seasons(self.0 & other.0)
    }

    /// Whether a season is in it.
    pub const fn contains(self, season: Season) -> bool {
        self.0 & 1 << season as u8 != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether it is about vacations only (長期休業のみ).
    pub const fn is_vacation_only(self) -> bool {
        self.0 != 0 && !self.contains(Season::Term)
    }

    /// The seasons, terms first.
    pub fn iter(self) -> impl Iterator<Item = Season> + Clone {
        Season::ALL.into_iter().filter(move |&s| self.contains(s))
    }
}

impl FromIterator<Season> for Seasons {
    fn from_iter<I: IntoIterator<Item = Season>>(seasons: I) -> Self {
        seasons.into_iter().fold(Seasons::NONE, Seasons::with)
    }
}

impl fmt::Display for Seasons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Seasons::YEAR => f.write_str("year"),
            Seasons::VACATIONS => f.write_str("vacation"),
            some => {
                for (i, season) in some.iter().enumerate() {
                    let comma = if i == 0 { "" } else { ";" };
                    write!(f, "{comma}{}", season.as_str())?;
                }
                Ok(())
            }
        }
    }
}

impl std::str::FromStr for Seasons {
    type Err = NoSeason;

    /// Reads names with `;` between them, in English or Japanese.
    fn from_str(text: &str) -> Result<Self, NoSeason> {
        text.split([';', ',', '、', '・']).map(str::trim).filter(|w| !w.is_empty()).try_fold(
            Seasons::NONE,
            |all, word| {
                let set = match word.to_ascii_lowercase().as_str() {
                    "year" | "通年" | "年間" => Seasons::YEAR,
                    "vacation" | "長期休業" | "長期休業のみ" | "長期休み" | "長期休暇" => {
                        Seasons::VACATIONS
                    }
                    "学期中" | "平日" | "授業日" => Seasons::one(Season::Term),
                    other => {
                        let known = Season::ALL.into_iter().find(|s| {
                            s.as_str() == other || s.ja() == other || s.ja().trim_end_matches("休み") == other
                        });
                        Seasons::one(known.ok_or_else(|| NoSeason(word.to_owned()))?)
                    }
                };
                Ok(Seasons(all.0 | set.0))
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_is_read_as_it_is_written() {
        for set in (1..16).map(Seasons) {
            assert_eq!(set.to_string().parse(), Ok(set));
            assert_eq!(set.is_vacation_only(), set.0 & 1 == 0);
        }
        assert_eq!("夏休み、冬休み".parse(), Ok(Seasons::one(Season::Summer).with(Season::Winter)));
        assert_eq!("長期休業のみ".parse(), Ok(Seasons::VACATIONS));
        assert_eq!("autumn".parse::<Seasons>(), Err(NoSeason("autumn".to_owned())));
    }
}
