//! Open places that deferred children could be offered.

use super::made::{APRIL, Kid, Made, decisions, says};
use jiff::civil::date;
use proptest::prelude::*;
use sekiwari::programme::nursery::waiting::{
    Benefit, Candidate, Hours, Reach, Rules, Situation, SpecificTest, Survey, SurveyRow, Travel, count,
};
use sekiwari::programme::nursery::{AgeClass, ClassSet, LimitRow, Position, Round};

fn offers(made: &Made, seated: &[(&str, u32)], survey: &Survey) -> (Round, Vec<Candidate>) {
    let round = made.round();
    let counted = count(&round, &decisions(&round, seated), survey, &Rules::on(APRIL)).unwrap();
    (round, counted.offers)
}

/// (child, facility, proposed) by id.
fn told(round: &Round, offers: &[Candidate]) -> Vec<(String, String, bool)> {
    let child = |o: &Candidate| round.children()[o.child as usize].id.clone();
    offers
        .iter()
        .map(|o| (child(o), round.facilities()[o.facility as usize].id.clone(), o.proposed))
        .collect()
}

fn way(child: &str, facility: u32, minutes: u32) -> Travel {
    Travel { child: child.into(), facility: format!("F{facility}"), minutes }
}

#[test]
fn places_that_are_full_wished_too_far_or_of_another_class_are_none() {
    let made = Made::seats(5, &[(0, 1, 1), (1, 1, 1), (2, 1, 1), (3, 1, 1), (4, 2, 1)])
        .kids([Kid::new("A", 1).lists(&[3]), Kid::new("B", 1).lists(&[0])]);
    let travel = vec![way("A", 0, 5), way("A", 1, 10), way("A", 2, 31), way("A", 3, 5), way("A", 4, 5)];
    let survey = Survey { travel, ..Survey::default() };
    let (round, found) = offers(&made, &[("B", 0)], &survey);
    assert_eq!(told(&round, &found), [("A".to_owned(), "F1".to_owned(), true)]);
    assert_eq!((found[0].minutes, found[0].metres, found[0].left), (10, None, 1));
}

#[test]
fn a_seat_that_a_holder_leaves_is_open_to_others_of_its_class() {
    // No seats of class 3 are part of the round; H holds one at F0 and moves to F1.
    let mut holder = Kid::new("H", 3).lists(&[1]);
    holder.holds = Some(0);
    let made = Made::seats(2, &[(1, 3, 1)]).kids([holder, Kid::new("A", 3).lists(&[1])]);
    let survey = Survey { travel: vec![way("A", 0, 9)], ..Survey::default() };
    let (round, found) = offers(&made, &[("H", 1)], &survey);
    assert_eq!(told(&round, &found), [("A".to_owned(), "F0".to_owned(), true)]);
    assert!(offers(&made, &[], &survey).1.is_empty(), "while it is held nobody can have it");
}

#[test]
fn distances_are_estimated_where_nobody_measured_them() {
    let mut made = Made::seats(2, &[(0, 1, 1), (1, 1, 1)]);
    let north = |lat_e6: i32| Some(Position { lat_e6, lon_e6: 133_740_000 });
    // About 5.6 km and 11.1 km: 22 and 44 minutes.
    made.facilities = vec![(north(34_650_000), None), (north(34_700_000), None)];
    let made = made.kids([Kid::new("A", 1).at(34_600_000, 133_740_000), Kid::new("B", 1)]);
    let (round, found) = offers(&made, &[], &Survey::default());
    assert_eq!(told(&round, &found), [("A".to_owned(), "F0".to_owned(), true)]);
    assert_eq!((found[0].metres, found[0].minutes), (Some(5559), 22));
    // What was measured counts more, and a family may reach farther.
    let rows = vec![SurveyRow { child: "A".into(), reach_minutes: Some(45), ..SurveyRow::default() }];
    let survey = Survey { rows, travel: vec![way("A", 0, 46)], ..Survey::default() };
    let (round, found) = offers(&made, &[], &survey);
    assert_eq!(told(&round, &found), [("A".to_owned(), "F1".to_owned(), true)]);
}

#[test]
fn age_and_opening_hours_have_to_fit() {
    let mut made = Made::seats(3, &[(0, 0, 1), (1, 0, 1), (2, 0, 1)]);
    made.facilities[0].1 = Some(180);
    let mut baby = Kid::new("A", 0);
    baby.born = Some(date(2025, 12, 1));
    let made = made.kids([baby]);
    let hours = |from, to| Hours::new(from, to).unwrap();
    let rows = vec![SurveyRow { child: "A".into(), care: Some(hours(450, 1140)), ..SurveyRow::default() }];
    let survey = Survey {
        rows,
        travel: (0..3).map(|f| way("A", f, 5)).collect(),
        hours: vec![("F1".into(), hours(480, 1080)), ("F2".into(), hours(420, 1140))],
        ..Survey::default()
    };
    let (round, found) = offers(&made, &[], &survey);
    // 121 days old; F1 opens at 8.
    assert_eq!(told(&round, &found), [("A".to_owned(), "F2".to_owned(), true)]);
    // In summer it is old enough.
    let rules = Rules::on(date(2026, 6, 1));
    let later = count(&round, &decisions(&round, &[]), &survey, &rules).unwrap();
    assert_eq!(told(&round, &later.offers).len(), 2);
}

#[test]
fn those_who_wait_officially_come_first_and_nobody_is_offered_what_it_refused() {
    let kids = ["A", "B", "C"].map(|id| Kid::new(id, 1));
    let mut made = Made::seats(1, &[(0, 1, 1)]).kids(kids);
    made.kids[2].points = 5;
    let travel = vec![way("A", 0, 1), way("B", 0, 1), way("C", 0, 20)];
    let mut refuses = says("C", Situation::SpecificPlaceOnly);
    refuses.offer_refused = Some("F0".into());
    let rows = vec![refuses, says("A", Situation::EnterpriseLed)];
    let survey = Survey { rows, travel, ..Survey::default() };
    let (round, found) = offers(&made, &[], &survey);
    let names = |n: usize| told(&round, &found)[n].0.clone();
    // B waits officially; C has more points than A, but refused.
    assert_eq!([names(0), names(1), names(2)], ["B", "C", "A"]);
    assert_eq!(
        found.iter().map(|o| o.benefit).collect::<Vec<_>>(),
        [Benefit::Official, Benefit::Hidden, Benefit::Hidden]
    );
    assert_eq!(
        found.iter().map(|o| (o.refused, o.proposed)).collect::<Vec<_>>(),
        [(false, true), (true, false), (false, false)]
    );
    let counted = count(&round, &decisions(&round, &[]), &survey, &Rules::on(APRIL)).unwrap();
    assert_eq!(counted.entries[2].specific, Some(SpecificTest::Confirmed));
}

#[test]
fn limits_bound_what_can_be_offered_at_once() {
    // Two seats of class 0 and two of class 1, but one teacher left: three of class 0, or six of class 1.
    let mut made = Made::seats(1, &[(0, 0, 2), (0, 1, 2)]);
    let class = |c| ClassSet::one(AgeClass::new(c).unwrap());
    made.limits = [(0, 3), (1, 6)]
        .map(|(c, per)| LimitRow {
            facility: 0,
            name: "teachers".into(),
            classes: class(c),
            weight: 1000,
            per,
            capacity: 500,
        })
        .to_vec();
    let kids = [("A", 0), ("B", 0), ("C", 1), ("D", 1)].map(|(id, class)| Kid::new(id, class));
    let made = made.kids(kids);
    let survey =
        Survey { travel: ["A", "B", "C", "D"].map(|id| way(id, 0, 5)).to_vec(), ..Survey::default() };
    let (round, found) = offers(&made, &[], &survey);
    assert_eq!(found.len(), 4);
    let load: u32 = found
        .iter()
        .filter(|o| o.proposed)
        .map(|o| if round.children()[o.child as usize].class.get() == 0 { 2 } else { 1 })
        .sum();
    assert_eq!(load, 3, "half a teacher: three sixths");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// The proposal can be made: no seat twice, no child twice, only open seats; and no child is left out that a free seat fits.
    #[test]
    fn the_proposal_can_be_accepted_whole(
        seats in prop::collection::btree_map((0u32..4, 0u8..3), 0u32..3, 1..9),
        kids in prop::collection::vec((0u8..3, prop::collection::btree_map(0u32..4, 0u32..40, 0..4), 0i64..4), 0..12),
        reach in 0u32..40,
    ) {
        let mut made = Made::seats(4, &[]);
        made.seats = seats.iter().map(|(&(f, c), &n)| (f, vec![c], n)).collect();
        let mut travel = Vec::new();
        for (i, (class, ways, points)) in kids.iter().enumerate() {
            let id = format!("K{i:02}");
            travel.extend(ways.iter().map(|(&f, &m)| way(&id, f, m)));
            made.kids.push(Kid { points: *points, ..Kid::new(&id, *class) });
        }
        let round = made.round();
        let survey = Survey { travel, ..Survey::default() };
        let rules = Rules { reach: Reach { minutes: reach, ..Reach::default() }, ..Rules::on(APRIL) };
        let found = count(&round, &decisions(&round, &[]), &survey, &rules).unwrap().offers;
        // The candidates are just the pairs with an open seat within reach.
        let expected: usize = kids.iter().map(|(class, ways, _)| {
            let open = |f: u32| seats.get(&(f, *class)).is_some_and(|&n| n > 0);
            ways.iter().filter(|(f, m)| open(**f) && **m <= reach).count()
        }).sum();
        prop_assert_eq!(found.len(), expected);
        let mut used = std::collections::BTreeMap::<(u32, u8), u32>::new();
        let mut given = std::collections::BTreeSet::new();
        for o in found.iter().filter(|o| o.proposed) {
            let class = round.children()[o.child as usize].class.get();
            *used.entry((o.facility, class)).or_default() += 1;
            prop_assert!(given.insert(o.child), "one offer a child");
        }
        prop_assert!(used.iter().all(|(pool, n)| *n <= seats[pool]));
        for o in found.iter().filter(|o| !given.contains(&o.child)) {
            let class = round.children()[o.child as usize].class.get();
            let pool = (o.facility, class);
            prop_assert_eq!(used.get(&pool).copied().unwrap_or(0), seats[&pool], "a seat is left for {}", o.child);
        }
        // In order: points first, then the round's order; each child's nearest place first.
        for pair in found.windows(2) {
            let points = |o: &Candidate| std::cmp::Reverse(made.kids[o.child as usize].points);
            let key = |o: &Candidate| (points(o), o.child, o.minutes, o.facility);
            prop_assert!(key(&pair[0]) < key(&pair[1]));
        }
    }
}
