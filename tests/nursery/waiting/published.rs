//! What of a count can be published without giving single children away.

use super::made::{APRIL, Kid, Made, decisions, says};
use proptest::prelude::*;
use sekiwari::explain::{CountRow, Figure, count_rows};
use sekiwari::programme::nursery::waiting::{
    Age, Area, Count, ExclusionOrder, Line, Rules, Situation, Survey, count,
};
use std::collections::BTreeMap;

/// Children by district: seated, waiting, hidden; ages in turn.
fn town(districts: &[[u32; 3]]) -> Count {
    let mut made = Made::seats(1, &[(0, 0, 0)]);
    let (mut seated, mut rows) = (Vec::new(), Vec::new());
    for (d, parts) in districts.iter().enumerate() {
        for (part, &n) in parts.iter().enumerate() {
            for i in 0..n {
                let id = format!("D{d}-{part}-{i:03}");
                let mut kid = Kid::new(&id, (i % 6) as u8).lists(&[0]);
                kid.district = Some(format!("D{d}"));
                made.kids.push(kid);
                match part {
                    0 => seated.push(id),
                    2 => rows.push(says(&id, Situation::EnterpriseLed)),
                    _ => {}
                }
            }
        }
    }
    let round = made.round();
    let seated: Vec<(&str, u32)> = seated.iter().map(|id| (id.as_str(), 0)).collect();
    let survey = Survey { rows, ..Survey::default() };
    count(&round, &decisions(&round, &seated), &survey, &Rules::on(APRIL)).unwrap()
}

fn figure(rows: &[CountRow], area: &Area, age: Age, line: Line) -> Option<Figure> {
    rows.iter().find(|r| (&r.area, r.age, r.line) == (area, age, line)).map(|r| r.figure)
}

#[test]
fn to_the_office_everything_is_shown() {
    let count = town(&[[6, 1, 2], [3, 0, 1]]);
    let rows = count_rows(&count.ledger, &ExclusionOrder::default(), 0);
    assert_eq!(rows.len(), 3 * 8 * Line::all(ExclusionOrder::default().iter()).len());
    assert_eq!(figure(&rows, &Area::District("D0".into()), Age::All, Line::Official), Some(Figure::Shown(1)));
    assert_eq!(figure(&rows, &Area::All, Age::All, Line::Applicants), Some(Figure::Unknown));
    assert_eq!(count_rows(&count.ledger, &ExclusionOrder::default(), 1), rows);
}

#[test]
fn totals_are_official_figures_whatever_their_size() {
    let count = town(&[[60, 2, 40], [60, 0, 40]]);
    let rows = count_rows(&count.ledger, &ExclusionOrder::default(), 10);
    assert_eq!(figure(&rows, &Area::All, Age::All, Line::Official), Some(Figure::Shown(2)));
    // By district they would point at somebody, so districts are not even named.
    assert!(rows.iter().all(|r| r.area == Area::All));
    assert_eq!(figure(&rows, &Area::All, Age::Zero, Line::Official), Some(Figure::KeptBack));
    assert_eq!(figure(&rows, &Area::All, Age::Under3, Line::Deferred), Some(Figure::KeptBack));
}

#[test]
fn a_small_district_takes_another_with_it() {
    let count = town(&[[60, 20, 40], [60, 1, 40], [30, 12, 12], [90, 30, 30]]);
    let rows = count_rows(&count.ledger, &ExclusionOrder::default(), 5);
    let of = |d: &str| figure(&rows, &Area::District(d.into()), Age::All, Line::Official).unwrap();
    assert_eq!((of("D1"), of("D2")), (Figure::KeptBack, Figure::KeptBack));
    assert_eq!((of("D0"), of("D3")), (Figure::Shown(20), Figure::Shown(30)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// What is kept back cannot be worked out: no shown figure is small, and the hidden groups of a table add up to enough.
    #[test]
    fn nothing_small_is_shown_or_left_over(
        districts in prop::collection::vec([0u32..30, 0u32..30, 0u32..30], 1..6),
        suppress in 2u32..9,
    ) {
        let count = town(&districts);
        let rows = count_rows(&count.ledger, &ExclusionOrder::default(), suppress);
        let total = count.ledger.total();
        let n = u64::from(suppress);
        let mut tables: BTreeMap<bool, Vec<(Area, Age)>> = BTreeMap::new();
        for row in &rows {
            let by_district = row.area != Area::All;
            if by_district || Age::PARTS.contains(&row.age) {
                let group = (row.area.clone(), row.age);
                let of = tables.entry(by_district).or_default();
                if !of.contains(&group) {
                    of.push(group);
                }
            }
        }
        for (_, groups) in tables {
            for line in [Line::Seated, Line::Official, Line::Hidden] {
                let (mut rest, mut hidden) = (0, 0);
                for (area, age) in &groups {
                    let real = count.ledger.tally(area, *age).get(line).unwrap();
                    match figure(&rows, area, *age, line).unwrap() {
                        Figure::Shown(shown) => {
                            prop_assert_eq!(shown, real);
                            prop_assert!(shown == 0 || shown >= n, "{} is small", shown);
                        }
                        _ => {
                            hidden += 1;
                            rest += real;
                        }
                    }
                }
                let all_hidden = hidden == groups.len();
                prop_assert!(hidden == 0 || all_hidden || (hidden >= 2 && (rest >= n || total.get(line) == Some(0))));
            }
        }
    }
}
