//! The plan table: demand, supply and what is missing, from rows and from rounds.

use crate::waiting::made::{Kid, Made, enrolled};
use proptest::prelude::*;
use sekiwari::programme::nursery::plan::{Category, DemandRow, Plan, Seats, SupplyRow, demand_of, supply_of};

fn demand(year: i16, district: Option<&str>, category: Category, children: u64) -> DemandRow {
    DemandRow { year, district: district.map(str::to_owned), category, children }
}

fn supply(
    year: i16,
    district: Option<&str>,
    category: Category,
    kind: &str,
    seats: u64,
    added: u64,
) -> SupplyRow {
    SupplyRow { year, district: district.map(str::to_owned), category, kind: kind.to_owned(), seats, added }
}

#[test]
fn what_has_no_rows_is_not_known_and_what_has_some_elsewhere_is_none() {
    let plan = Plan::new(
        &[demand(2026, Some("N"), Category::Two, 50), demand(2026, Some("S"), Category::Infants, 9)],
        &[
            supply(2026, Some("N"), Category::Two, "nursery", 30, 5),
            supply(2026, Some("N"), Category::Two, "kodomoen", 10, 0),
            supply(2026, None, Category::Two, "", 4, 0),
        ],
    );
    let north = plan.line(2026, &Some("N".into()), Category::Two);
    assert_eq!((north.seats(), north.difference()), (Some(Seats { seats: 40, added: 5 }), Some(-5)));
    // The south has no demand of category 2, for the year has rows of it; of category 1 nothing is known.
    let south = |category| plan.line(2026, &Some("S".into()), category);
    assert_eq!((south(Category::Two).demand, south(Category::Two).difference()), (Some(0), Some(0)));
    assert_eq!((south(Category::One).demand, south(Category::One).seats()), (None, None));
    assert_eq!((south(Category::Infants).demand, south(Category::Infants).difference()), (Some(9), None));
    assert_eq!(plan.total(2026, Category::Two).difference(), Some(-1));
    assert_eq!(plan.districts(2026), [Some("N".to_owned()), Some("S".to_owned()), None]);
    assert_eq!((plan.years().collect::<Vec<_>>(), plan.districts(2027).len()), (vec![2026], 0));
}

#[test]
fn shared_seats_are_split_over_their_classes() {
    let mut made = Made::seats(1, &[]);
    made.seats = vec![(0, vec![0, 1, 2], 8), (0, vec![3, 4, 5], 4)];
    let rows = supply_of(&made.round(), None);
    let of = |category| rows.iter().find(|r| r.category == category).map(|r| r.seats);
    // Three seats for class 0, three for class 1, two for class 2.
    assert_eq!(
        (of(Category::Infants), of(Category::Toddlers), of(Category::Two)),
        (Some(3), Some(5), Some(4))
    );
    assert_eq!(of(Category::One), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn nobody_and_no_seat_is_lost(
        kids in prop::collection::vec((0u8..6, 0usize..3, prop::option::of(0u32..3)), 0..20),
        seats in prop::collection::btree_map((0u32..3, 0u8..6), 0u32..9, 0..12),
        stay in prop::option::of([0u32..30, 0..30, 0..30, 0..30, 0..30, 0..30]),
    ) {
        let mut made = Made::seats(3, &[]);
        made.seats = seats.iter().map(|(&(f, c), &n)| (f, vec![c], n)).collect();
        for (i, (class, district, holds)) in kids.iter().enumerate() {
            let district = (*district > 0).then(|| format!("D{district}"));
            made.kids.push(Kid { district, holds: *holds, ..Kid::new(&format!("K{i:02}"), *class) });
        }
        let round = made.round();
        let enrolled = stay.map(enrolled);
        let plan = Plan::new(&demand_of(&round, enrolled.as_deref()), &supply_of(&round, enrolled.as_deref()));
        let of_classes = |category: Category, classes: &[u8]| {
            let stays: u64 = classes.iter().map(|&c| stay.map_or(0, |s| u64::from(s[usize::from(c)]))).sum();
            let applied = kids.iter().filter(|k| classes.contains(&k.0)).count() as u64;
            let held = kids.iter().filter(|k| classes.contains(&k.0) && k.2.is_some()).count() as u64;
            let open: u64 = seats.iter().filter(|(p, _)| classes.contains(&p.1)).map(|(_, n)| u64::from(*n)).sum();
            let total = plan.total(2026, category);
            (total.demand, applied + stays, total.seats().map_or(0, |s| s.seats), open + held + stays)
        };
        for (category, classes) in
            [(Category::Infants, &[0][..]), (Category::Toddlers, &[1, 2]), (Category::Two, &[3, 4, 5])]
        {
            let (demand, expected, seats, there) = of_classes(category, classes);
            prop_assert_eq!((demand, seats), (Some(expected), there));
            let sum: u64 = plan.districts(2026).iter().filter_map(|d| plan.line(2026, d, category).demand).sum();
            prop_assert_eq!(sum, expected);
        }
        prop_assert_eq!(plan.total(2026, Category::One).demand, None);
    }
}
