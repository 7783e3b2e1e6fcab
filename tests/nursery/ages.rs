//! Age classes around the turn of the school year.

use jiff::civil::date;
use sekiwari::programme::nursery::{AgeClass, AgeError, ClassSet, age_in_days};

fn class(y: i16, m: i8, d: i8, fiscal_year: i16) -> Result<u8, AgeError> {
    AgeClass::of(date(y, m, d), fiscal_year).map(AgeClass::get)
}

#[test]
fn children_born_on_april_1_belong_to_the_older_year() {
    assert_eq!(class(2025, 4, 2, 2026), Ok(0));
    assert_eq!(class(2025, 4, 1, 2026), Ok(1));
    assert_eq!(class(2026, 5, 10, 2026), Ok(0));
    assert_eq!(class(2020, 4, 2, 2026), Ok(5));
    assert_eq!(class(2020, 4, 1, 2026), Err(AgeError::SchoolAge));
    assert_eq!(class(2027, 4, 1, 2026), Ok(0));
    assert_eq!(class(2027, 4, 2, 2026), Err(AgeError::NotYetBorn));
}

#[test]
fn every_birthday_of_a_class_year_gives_the_same_class_and_the_next_day_the_next() {
    for fiscal_year in [2023, 2024, 2026] {
        let mut day = date(fiscal_year - 6, 4, 2);
        for expected in (0..=5).rev() {
            let end = date(day.year() + 1, 4, 1);
            while day <= end {
                assert_eq!(AgeClass::of(day, fiscal_year).map(AgeClass::get), Ok(expected), "{day}");
                day = day.tomorrow().unwrap();
            }
        }
    }
}

#[test]
fn days_lived_count_leap_days() {
    assert_eq!(age_in_days(date(2024, 2, 28), date(2024, 3, 1)), 2);
    assert_eq!(age_in_days(date(2026, 2, 3), date(2026, 4, 1)), 57);
    assert_eq!(age_in_days(date(2026, 4, 2), date(2026, 4, 1)), -1);
}

#[test]
fn class_sets_print_as_the_tables_write_them() {
    let set =
        |classes: &[u8]| ClassSet::of(classes.iter().filter_map(|&c| AgeClass::new(c))).unwrap().to_string();
    assert_eq!(set(&[3]), "3");
    assert_eq!(set(&[0, 1]), "0-1");
    assert_eq!(set(&[5, 3, 4]), "3-5");
    assert_eq!(set(&[1, 3]), "1;3");
}
