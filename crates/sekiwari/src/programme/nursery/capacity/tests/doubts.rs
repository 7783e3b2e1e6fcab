//! The mistakes that happened, and what must not be called one.

use super::made::{class, classes, teachers, usual};
use crate::programme::nursery::capacity::{
    Doubt, FacilityReview, FacilityTable, LastYear, Offered, Overrun, Review, derive, review,
};

fn of(rows: &[(u8, u32)]) -> Offered {
    Offered { seats: rows.iter().map(|&(c, n)| (classes(&[c]), n)).collect() }
}

fn reviewed(tables: &[(FacilityTable, Option<Offered>, Option<LastYear>)]) -> Review {
    let seats: Vec<_> = tables.iter().map(|t| derive(&t.0)).collect();
    let all: Vec<FacilityReview<'_>> = tables
        .iter()
        .zip(&seats)
        .map(|((table, offered, last), seats)| FacilityReview {
            table,
            seats,
            offered: offered.as_ref(),
            last_year: last.as_ref(),
        })
        .collect();
    review(&all)
}

fn declared(numbers: &[(u8, u32, u32)]) -> FacilityTable {
    let mut table = usual();
    for &(c, declared, enrolled) in numbers {
        table.classes[usize::from(c)].declared = Some(declared);
        table.classes[usize::from(c)].enrolled.children = enrolled;
    }
    table
}

#[test]
fn eight_of_66_sites_report_119_seats_too_few() {
    let table = || declared(&[(0, 9, 0), (1, 15, 9), (2, 18, 15), (3, 20, 18), (4, 20, 20), (5, 20, 20)]);
    let full = [(0, 9), (1, 6), (2, 3), (3, 2), (4, 0), (5, 0)];
    let mut sites = Vec::new();
    for site in 0..66 {
        // Seven sites leave out 15 seats each and one 14.
        let offered = match site {
            0..=6 => vec![(0, 2), (1, 1), (2, 0), (3, 2), (4, 0), (5, 0)],
            7 => vec![(0, 3), (1, 1), (2, 0), (3, 2), (4, 0), (5, 0)],
            _ => full.to_vec(),
        };
        sites.push((table(), Some(of(&offered)), None));
    }
    let found = reviewed(&sites);
    let short: Vec<(usize, u32)> = found
        .doubts
        .iter()
        .filter_map(|(site, d)| match d {
            Doubt::OfferedShort { missing, .. } => Some((site.unwrap(), *missing)),
            _ => None,
        })
        .collect();
    assert_eq!(short, [(0, 15), (1, 15), (2, 15), (3, 15), (4, 15), (5, 15), (6, 15), (7, 14)]);
    let offered = 66 * 20 - 119;
    let sum = (None, Doubt::ShortInAll { facilities: 8, offered, missing: 119 });
    assert_eq!(found.doubts.last(), Some(&sum));
    // Class 2 offers nothing at all eight.
    let nothing = found.doubts.iter().filter(|(_, d)| matches!(d, Doubt::OfferedNothing { .. })).count();
    assert_eq!(nothing, 8);
}

#[test]
fn head_counts_from_the_wrong_staff() {
    // Sites said 1, 2, 1, 7 and 4 where staff and area allowed 5, 8, 4, 9 and 4: fifteen children too few.
    let sites: Vec<_> = [(1, 5), (2, 8), (1, 4), (7, 9), (4, 4)]
        .into_iter()
        .map(|(said, possible)| {
            let mut table = declared(&[(1, possible, 0)]);
            table.staff = teachers(2);
            (table, Some(of(&[(1, said)])), None)
        })
        .collect();
    let found = reviewed(&sites);
    let missing: Vec<u32> = found.missing.iter().map(|m| m[1]).collect();
    assert_eq!(missing, [4, 6, 3, 2, 0]);
    let sum = (None, Doubt::ShortInAll { facilities: 4, offered: 15, missing: 15 });
    assert_eq!(found.doubts.last(), Some(&sum));
}

#[test]
fn another_division_of_the_same_teachers_is_no_mistake() {
    let mut table = declared(&[(0, 9, 0), (3, 30, 0)]);
    table.staff = teachers(3);
    let even = derive(&table);
    // All infants (3.0) and seven more (0.4): as full, but not what would be derived.
    let offered = of(&[(0, 9), (3, 7)]);
    assert_ne!(even.class(class(0)).unwrap().open, 9);
    assert_eq!(offered.missing(&table), [0; 6]);
    assert!(reviewed(&[(table, Some(offered), None)]).doubts.is_empty());
}

#[test]
fn a_city_at_114_percent_is_no_error_and_142_percent_only_a_note() {
    // 12 -> 17, as at the fullest site.
    let mut table = declared(&[(0, 5, 0), (1, 6, 5), (2, 6, 6)]);
    table.quota = Some(12);
    let found = reviewed(&[(table, Some(of(&[(0, 5), (1, 1), (2, 0)])), None)]);
    assert_eq!(found.doubts, [(Some(0), Doubt::AboveQuota { children: 17, quota: 12 })]);
}

#[test]
fn twice_above_120_percent_is_told_once_it_is_known() {
    let mut table = declared(&[(1, 60, 40), (2, 60, 60)]);
    table.quota = Some(100);
    let last = |enrolled, quota| Some(LastYear { seats: Vec::new(), enrolled: Some(enrolled), quota });
    let told = |last| {
        let found = reviewed(&[(table.clone(), None, last)]);
        found.doubts.into_iter().map(|d| d.1).collect::<Vec<_>>()
    };
    let above = Doubt::AboveQuota { children: 120, quota: 100 };
    assert_eq!(told(None), std::slice::from_ref(&above));
    assert_eq!(told(last(119, None)), std::slice::from_ref(&above));
    let twice = Doubt::AboveQuotaTwice { children: 120, quota: 100, last_enrolled: 120, last_quota: 100 };
    assert_eq!(told(last(120, None)), [above.clone(), twice]);
    assert_eq!(told(last(120, Some(110))), [above]);
}

#[test]
fn far_from_last_year_by_class_and_in_sum() {
    let table = declared(&[(0, 9, 0), (1, 10, 8), (2, 12, 12)]);
    let last = LastYear {
        seats: vec![(classes(&[0]), 9), (classes(&[1]), 6), (classes(&[2]), 2)],
        ..LastYear::default()
    };
    let found = reviewed(&[(table, None, Some(last))]);
    let expected = [
        // 2 instead of 6; 0 instead of 2 is a small number.
        (Some(0), Doubt::FarFromLastYear { classes: classes(&[1]), seats: 2, last: 6 }),
        (None, Doubt::FarFromLastYearInAll { seats: 11, last: 17 }),
    ];
    assert_eq!(found.doubts, expected);
}

#[test]
fn offering_more_than_teachers_allow_and_reserving_more_than_there_is() {
    let mut table = declared(&[(0, 12, 6)]);
    table.staff = teachers(3);
    table.classes[0].reserved = 5;
    let found = reviewed(&[(table, Some(of(&[(0, 5)])), None)]);
    let all = classes(&[0, 1, 2, 3, 4, 5]);
    let expected = [
        (Some(0), Doubt::ReservedBeyond { class: class(0), reserved: 5, possible: 4 }),
        // 11 infants are 3.6.
        (Some(0), Doubt::OfferedOverrun(Overrun::Staff { classes: all, needed: 4, teachers10: 30 })),
    ];
    assert_eq!(found.doubts, expected);
}

#[test]
fn shared_seats_go_to_the_youngest_as_far_as_declared() {
    let table = declared(&[(0, 6, 4), (1, 10, 9), (2, 12, 0)]);
    let offered = Offered { seats: vec![(classes(&[0, 1, 2]), 8)] };
    assert_eq!(offered.by_class(&table), [2, 1, 5, 0, 0, 0]);
    assert_eq!(offered.missing(&table), [0, 0, 7, 0, 0, 0]);
}
