//! Weekdays on which a club opens and a child comes.

use std::fmt;

/// A weekday on which clubs may open. They are closed on Sundays.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Day {
    /// Monday, `M`.
    Monday,
    /// Tuesday, `T`.
    Tuesday,
    /// Wednesday, `W`.
    Wednesday,
    /// Thursday, `H`.
    Thursday,
    /// Friday, `F`.
    Friday,
    /// Saturday, `S`.
    Saturday,
}

impl Day {
    /// All days, Monday first.
    pub const ALL: [Day; 6] =
        [Day::Monday, Day::Tuesday, Day::Wednesday, Day::Thursday, Day::Friday, Day::Saturday];

    /// The letter used in files.
    pub const fn letter(self) -> char {
        match self {
            Day::Monday => 'M',
            Day::Tuesday => 'T',
            Day::Wednesday => 'W',
            Day::Thursday => 'H',
            Day::Friday => 'F',
            Day::Saturday => 'S',
        }
    }

    /// The kanji that Japanese tables print.
    pub const fn kanji(self) -> char {
        match self {
            Day::Monday => '月',
            Day::Tuesday => '火',
            Day::Wednesday => '水',
            Day::Thursday => '木',
            Day::Friday => '金',
            Day::Saturday => '土',
        }
    }

    /// Its place in the week, 0 for Monday.
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// A set of weekdays; may be empty.
///
/// ```
/// use sekiwari::programme::club::{Day, Days};
/// let days: Days = "MWF".parse().unwrap();
/// assert_eq!(days.to_string(), "MWF");
/// assert_eq!("月水金".parse(), Ok(days));
/// assert!(days.contains(Day::Friday) && days.is_subset(Days::WEEKDAYS));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Days(u8);

/// What is no set of weekdays: a letter that names none, or one twice.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0:?} is no weekday, or stands there twice")]
pub struct NoDays(pub char);

impl Days {
    /// No day.
    pub const NONE: Days = Days(0);
    /// Monday to Friday.
    pub const WEEKDAYS: Days = Days(0b01_1111);
    /// Monday to Saturday.
    pub const ALL: Days = Days(0b11_1111);

    /// The set of one day.
    pub const fn one(day: Day) -> Self {
        Days(1 << day as u8)
    }

    /// With one day more.
    #[must_use]
    pub const fn with(self, day: Day) -> Self {
        Days(self.0 | 1 << day as u8)
    }

    /// The days of both sets together.
    #[must_use]
    pub const fn union(self, other: Days) -> Self {
        Days(self.0 | other.0)
    }

    /// The days that both sets have.
    #[must_use]
    pub const fn intersection(self, other: Days) -> Self {
        Days(self.0 & other.0)
    }

    /// The days of this set that the other one does not have.
    #[must_use]
    pub const fn without(self, other: Days) -> Self {
        Days(self.0 & !other.0)
    }

    /// Whether a day is in it.
    pub const fn contains(self, day: Day) -> bool {
        self.0 & 1 << day as u8 != 0
    }

    /// Whether the other set has all its days.
    pub const fn is_subset(self, of: Days) -> bool {
        self.0 & !of.0 == 0
    }

    /// Whether there is no day.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The number of days.
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// The days, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Day> + Clone {
        Day::ALL.into_iter().filter(move |&d| self.contains(d))
    }

    /// All subsets of exactly `len` days; those with earlier days first.
    pub fn subsets(self, len: u32) -> impl Iterator<Item = Days> {
        let mut found: Vec<Days> =
            (0..=self.0).map(Days).filter(|s| s.is_subset(self) && s.len() == len).collect();
        found.sort_by_key(|s| std::cmp::Reverse(s.0.reverse_bits()));
        found.into_iter()
    }

    /// The days in kanji, as in `月水金`.
    pub fn kanji(self) -> String {
        self.iter().map(Day::kanji).collect()
    }
}

impl FromIterator<Day> for Days {
    fn from_iter<I: IntoIterator<Item = Day>>(days: I) -> Self {
        days.into_iter().fold(Days::NONE, Days::with)
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|d| write!(f, "{}", d.letter()))
    }
}

impl std::str::FromStr for Days {
    type Err = NoDays;

    /// Reads letters in any case or kanji; separators and 曜(日) are passed over.
    fn from_str(text: &str) -> Result<Self, NoDays> {
        let mut days = Days::NONE;
        let chars: Vec<char> = text.chars().collect();
        for (i, &c) in chars.iter().enumerate() {
            // The 日 of 曜日 is no Sunday.
            if matches!(c, '曜' | ' ' | ',' | ';' | '・' | '、')
                || (c == '日' && i > 0 && chars[i - 1] == '曜')
            {
                continue;
            }
            let upper = c.to_ascii_uppercase();
            let day =
                Day::ALL.into_iter().find(|d| d.letter() == upper || d.kanji() == c).ok_or(NoDays(c))?;
            if days.contains(day) {
                return Err(NoDays(c));
            }
            days = days.with(day);
        }
        Ok(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_is_read_as_it_is_written() {
        for set in (0..64).map(Days) {
            assert_eq!(set.to_string().parse(), Ok(set));
            assert_eq!(set.kanji().parse(), Ok(set));
            assert_eq!(set.iter().collect::<Days>(), set);
            let count: usize = (0..=set.len()).map(|n| set.subsets(n).count()).sum();
            assert_eq!(count, 1 << set.len(), "every subset once");
        }
    }

    #[test]
    fn fewer_days_begin_early_in_the_week() {
        let found: Vec<String> = Days::WEEKDAYS.subsets(4).map(|d| d.to_string()).collect();
        assert_eq!(found, ["MTWH", "MTWF", "MTHF", "MWHF", "TWHF"]);
    }

    #[test]
    fn what_is_no_weekday_is_named() {
        assert_eq!("月曜日・水曜日".parse(), Ok(Days::one(Day::Monday).with(Day::Wednesday)));
        assert_eq!("MXF".parse::<Days>(), Err(NoDays('X')));
        assert_eq!("MM".parse::<Days>(), Err(NoDays('M')));
        assert_eq!("土日".parse::<Days>(), Err(NoDays('日')));
    }
}
