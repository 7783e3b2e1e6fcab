//! National holidays of Japan.
//!
//! By the act on national holidays (国民の祝日に関する法律, Act No. 178 of 1948, as in force since 2020): the days of article 2;
//! the substitute holiday of article 3 (2), the next day that is no national holiday after one that falls on a Sunday; the
//! day between two national holidays of article 3 (3). The equinoxes are those that the National Astronomical Observatory
//! announces in the February before; those of 2028 are computed, not announced yet.

use jiff::civil::{Date, Weekday, date};

/// A national holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NationalHoliday {
    /// The day.
    pub date: Date,
    /// Its name in the act; `振替休日` and `国民の休日` for days that the act makes holidays without a name.
    pub name: &'static str,
}

/// First and last year for which the days are known.
pub const YEARS: (i16, i16) = (2024, 2028);

const FIXED: [(i8, i8, &str); 10] = [
    (1, 1, "元日"),
    (2, 11, "建国記念の日"),
    (2, 23, "天皇誕生日"),
    (4, 29, "昭和の日"),
    (5, 3, "憲法記念日"),
    (5, 4, "みどりの日"),
    (5, 5, "こどもの日"),
    (8, 11, "山の日"),
    (11, 3, "文化の日"),
    (11, 23, "勤労感謝の日"),
];

/// Holidays on a Monday: the month and which Monday of it.
const MONDAYS: [(i8, i8, &str); 4] =
    [(1, 2, "成人の日"), (7, 3, "海の日"), (9, 3, "敬老の日"), (10, 2, "スポーツの日")];

/// The year, the day of March and the day of September.
const EQUINOXES: [(i16, i8, i8); 5] =
    [(2024, 20, 22), (2025, 20, 23), (2026, 20, 23), (2027, 21, 23), (2028, 20, 22)];

/// The national holidays of a year in order; `None` outside [`YEARS`].
///
/// ```
/// use sekiwari::programme::daily::holidays;
/// let days = holidays::of_year(2026).unwrap();
/// let autumn: Vec<_> = days.iter().filter(|h| h.date.month() == 9).map(|h| (h.date.day(), h.name)).collect();
/// assert_eq!(autumn, [(21, "敬老の日"), (22, "国民の休日"), (23, "秋分の日")]);
/// ```
pub fn of_year(year: i16) -> Option<Vec<NationalHoliday>> {
    let (_, spring, autumn) = EQUINOXES.into_iter().find(|e| e.0 == year)?;
    let day = |month, day, name| NationalHoliday { date: date(year, month, day), name };
    let mut days: Vec<NationalHoliday> = FIXED.iter().map(|&(m, d, name)| day(m, d, name)).collect();
    days.extend(MONDAYS.iter().map(|&(m, nth, name)| day(m, nth_monday(year, m, nth), name)));
    days.extend([day(3, spring, "春分の日"), day(9, autumn, "秋分の日")]);
    days.sort_unstable_by_key(|h| h.date);
    let named: Vec<Date> = days.iter().map(|h| h.date).collect();
    let is_named = |d: &Date| named.contains(d);
    // No substitute or day between two holidays falls into another year: there are no holidays around the turn but January 1,
    // which on a Sunday gives January 2.
    let next = |d: &Date| d.tomorrow().unwrap_or(*d);
    for sunday in named.iter().filter(|d| d.weekday() == Weekday::Sunday) {
        let mut substitute = next(sunday);
        while is_named(&substitute) {
            substitute = next(&substitute);
        }
        days.push(NationalHoliday { date: substitute, name: "振替休日" });
    }
    for pair in named.windows(2) {
        let between = next(&pair[0]);
        if next(&between) == pair[1] && days.iter().all(|h| h.date != between) {
            days.push(NationalHoliday { date: between, name: "国民の休日" });
        }
    }
    days.sort_unstable_by_key(|h| h.date);
    Some(days)
}

/// The national holidays from one day to another; `None` if one of the years is not known.
pub fn between(from: Date, to: Date) -> Option<Vec<NationalHoliday>> {
    let years: Option<Vec<_>> = (from.year()..=to.year()).map(of_year).collect();
    let days = years?.into_iter().flatten();
    Some(days.filter(|h| from <= h.date && h.date <= to).collect())
}

fn nth_monday(year: i16, month: i8, nth: i8) -> i8 {
    let first = date(year, month, 1).weekday().to_monday_zero_offset();
    1 + (7 - first) % 7 + 7 * (nth - 1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{between, of_year};
    use jiff::civil::date;

    /// The lists that the Cabinet Office prints (国民の祝日について), as month and day.
    const PRINTED: [(i16, &str); 5] = [
        (
            2024,
            "1/1 1/8 2/11 2/12 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/22 9/23 10/14 11/3 11/4 11/23",
        ),
        (
            2025,
            "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/21 8/11 9/15 9/23 10/13 11/3 11/23 11/24",
        ),
        (2026, "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23"),
        (2027, "1/1 1/11 2/11 2/23 3/21 3/22 4/29 5/3 5/4 5/5 7/19 8/11 9/20 9/23 10/11 11/3 11/23"),
        (2028, "1/1 1/10 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/22 10/9 11/3 11/23"),
    ];

    #[test]
    fn every_year_is_as_printed() {
        for (year, printed) in PRINTED {
            let days = of_year(year).unwrap();
            let days: Vec<_> = days.iter().map(|h| format!("{}/{}", h.date.month(), h.date.day())).collect();
            assert_eq!(days.join(" "), printed, "{year}");
        }
    }

    #[test]
    fn a_substitute_passes_over_holidays_that_follow() {
        // May 3, 2026 is a Sunday; May 4 and 5 are holidays themselves.
        let days = between(date(2026, 5, 3), date(2026, 5, 7)).unwrap();
        let names: Vec<_> = days.iter().map(|h| h.name).collect();
        assert_eq!(names, ["憲法記念日", "みどりの日", "こどもの日", "振替休日"]);
    }

    #[test]
    fn years_that_are_not_known_give_none() {
        assert_eq!(between(date(2028, 12, 1), date(2029, 1, 1)), None);
        assert_eq!(between(date(2027, 12, 1), date(2028, 1, 1)).unwrap().len(), 1);
    }
}
