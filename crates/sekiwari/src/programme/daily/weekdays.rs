//! Days of the week.

use jiff::civil::{Date, Weekday};

/// A set of days of the week, Sunday included; may be empty. In files `MTWHFSU` (H = Thursday, U = Sunday) or 月火水木金土日.
///
/// ```
/// use sekiwari::programme::daily::Weekdays;
/// let days: Weekdays = "MTHF".parse().unwrap();
/// assert_eq!("月火木金".parse(), Ok(days));
/// assert!(!days.contains(jiff::civil::date(2026, 5, 6))); // a Wednesday
/// assert_eq!(days.to_string(), "MTHF");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Weekdays(u8);

/// What is no set of weekdays: a letter that names none, or one twice.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{0:?} is no weekday, or stands there twice")]
pub struct NoWeekdays(pub char);

const LETTERS: [(char, char); 7] =
    [('M', '月'), ('T', '火'), ('W', '水'), ('H', '木'), ('F', '金'), ('S', '土'), ('U', '日')];

impl Weekdays {
    /// No day.
    pub const NONE: Weekdays = Weekdays(0);
    /// Monday to Friday.
    pub const WORKING: Weekdays = Weekdays(0b001_1111);
    /// Monday to Sunday.
    pub const ALL: Weekdays = Weekdays(0b111_1111);

    /// Whether no day is in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a date falls on one of the days.
    pub fn contains(self, date: Date) -> bool {
        self.has(date.weekday())
    }

    /// Whether a day is in the set.
    pub fn has(self, day: Weekday) -> bool {
        self.0 & (1 << day.to_monday_zero_offset()) != 0
    }
}

impl std::str::FromStr for Weekdays {
    type Err = NoWeekdays;

    fn from_str(text: &str) -> Result<Self, NoWeekdays> {
        let mut days = 0;
        for letter in text.chars().filter(|c| !c.is_whitespace() && !"・、,;".contains(*c)) {
            let upper = letter.to_ascii_uppercase();
            let found = LETTERS.iter().position(|&(latin, kanji)| upper == latin || letter == kanji);
            let bit = 1 << found.ok_or(NoWeekdays(letter))?;
            if days & bit != 0 {
                return Err(NoWeekdays(letter));
            }
            days |= bit;
        }
        Ok(Self(days))
    }
}

impl std::fmt::Display for Weekdays {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let named = LETTERS.iter().enumerate().filter(|(i, _)| self.0 & (1 << i) != 0);
        named.map(|(_, (latin, _))| latin).try_for_each(|letter| write!(f, "{letter}"))
    }
}
