//! Counts against a naive recount, and what is kept back against everybody who can add and subtract.

use super::suppress::can_be;
use super::*;
use crate::explain::tests::Draft;
use crate::programme::nursery::{Affiliation, AgeClass, Child, Decision, PlacementKind, WishRow};
use proptest::prelude::*;

/// A child of a random round: household, class, district (0 = none), list, held seat (0 = none), outcome (a place of its list).
type Applicant = (u8, u8, u8, Vec<u32>, u32, Option<usize>);

fn applicants() -> impl Strategy<Value = Vec<Applicant>> {
    let list = prop::sample::subsequence((0..8).collect::<Vec<u32>>(), 1..8).prop_shuffle();
    let one = (0..12u8, 0..6u8, 0..4u8, list, 0..6u32, prop::option::of(0..8usize));
    prop::collection::vec(one, 0..30)
}

/// A round of these children, and the decisions that they name.
fn round(applicants: &[Applicant]) -> (Round, Vec<Decision>) {
    let mut draft = Draft::new(&["f0", "f1", "f2", "f3", "f4", "f5", "f6", "f7"]).0;
    let id = |i: usize| format!("c{i:02}");
    for (i, (household, class, district, list, held, _)) in applicants.iter().enumerate() {
        let child = Child {
            id: id(i),
            class: AgeClass::new(*class).unwrap(),
            birth_date: None,
            current: held.checked_sub(1),
            district: (*district > 0).then(|| format!("d{district}")),
            position: None,
            affiliation: Affiliation::default(),
        };
        draft.children.push((format!("h{household:02}"), child));
        for (rank, &facility) in (1..).zip(list) {
            draft.wishes.push(WishRow { child: i as u32, rank, facility });
        }
    }
    let round = Round::new_scored(draft, |round| {
        let row = |child| crate::programme::nursery::ScoreRow {
            child,
            facility: None,
            points: Default::default(),
            ties: Box::new([Default::default()]),
        };
        (0..round.children().len() as u32).map(row).collect()
    })
    .unwrap();
    let decide = |(i, child): (usize, &Child)| {
        let of: usize = child.id[1..].parse().unwrap();
        let list = round.list(i as u32);
        let place = applicants[of].5.map(|p| p % list.len()).or(child.current.map(|_| list.len() - 1));
        let facility = place.map(|p| list[p]);
        let kind = match facility {
            None => PlacementKind::Unplaced,
            _ if facility == child.current => PlacementKind::Kept,
            _ => PlacementKind::Placed,
        };
        Decision { facility, kind, wish_rank: place.map(|p| p as u32 + 1), reserve: None }
    };
    let decisions = round.children().iter().enumerate().map(decide).collect();
    (round, decisions)
}

proptest! {
    /// Each figure is that of a count over the definition, group by group.
    #[test]
    fn counts_are_those_of_a_naive_recount(applicants in applicants(), newly in any::<bool>()) {
        let (round, decisions) = round(&applicants);
        let single: Vec<bool> = round.households().iter().map(|h| h.id.ends_with(['1', '4'])).collect();
        let population = if newly { Population::WithoutSeat } else { Population::Everyone };
        let found = fairness(&round, &decisions, Ok(&single), population);
        let counted = |keep: &dyn Fn(usize) -> bool| {
            let mut counts = Counts::default();
            for (i, child) in round.children().iter().enumerate() {
                if newly && child.current.is_some() || !keep(i) {
                    continue;
                }
                counts.children += 1;
                counts.seated += u32::from(decisions[i].kind != PlacementKind::Unplaced);
                counts.first += u32::from(decisions[i].wish_rank == Some(1));
            }
            counts
        };
        let child = |i: usize| &round.children()[i];
        let household = |i: usize| &round.households()[round.household_of(i as u32) as usize];
        prop_assert_eq!(found.total, counted(&|_| true));
        let expect = |group: Group, keep: &dyn Fn(usize) -> bool| {
            (group.clone(), found.of(&group).unwrap_or_default(), counted(keep))
        };
        let mut all = Vec::new();
        for yes in [false, true] {
            all.push(expect(Group::Siblings(yes), &|i| {
                let others = (0..round.children().len()).filter(|&j| j != i && household(j).id == household(i).id);
                (others.count() > 0) == yes
            }));
            all.push(expect(Group::SingleParent(yes), &|i| household(i).id.ends_with(['1', '4']) == yes));
            all.push(expect(Group::Holder(yes), &|i| child(i).current.is_some() == yes));
        }
        for (count, range) in [
            (WishCount::Zero, 0..=0), (WishCount::One, 1..=1), (WishCount::Two, 2..=2), (WishCount::Three, 3..=3),
            (WishCount::FourFive, 4..=5), (WishCount::SixMore, 6..=99),
        ] {
            all.push(expect(Group::Wishes(count), &|i| {
                let held = usize::from(child(i).current.is_some());
                range.contains(&(round.list(i as u32).len() - held))
            }));
        }
        for class in 0..6 {
            let class = AgeClass::new(class).unwrap();
            all.push(expect(Group::Class(class), &|i| child(i).class == class));
        }
        if round.children().iter().any(|c| c.district.is_some()) {
            for district in [None, Some("d1"), Some("d2"), Some("d3")] {
                all.push(expect(Group::District(district.map(str::to_owned)), &|i| {
                    child(i).district.as_deref() == district
                }));
            }
        }
        let listed = found.kinds.iter().filter_map(|k| k.rows.as_ref().ok()).map(Vec::len).sum::<usize>();
        prop_assert_eq!(listed, all.iter().filter(|(_, _, counts)| counts.children > 0).count());
        for (group, got, expected) in all {
            prop_assert_eq!(got, expected, "{:?}", group);
        }
        for kind in &found.kinds {
            let Ok(rows) = &kind.rows else { continue };
            let mut sum = Counts::default();
            rows.iter().for_each(|(_, c)| sum.add(*c));
            prop_assert_eq!(sum, found.total, "{:?}", kind.kind);
        }
    }
}

/// A table of one kind, as if it were the only one.
fn table(kind: Kind, rows: &[(Group, [u32; 3])]) -> Fairness {
    let counts = |[first, other, none]: [u32; 3]| Counts {
        children: first + other + none,
        seated: first + other,
        first,
    };
    let rows: Vec<_> = rows.iter().map(|(g, cells)| (g.clone(), counts(*cells))).collect();
    let mut total = Counts::default();
    rows.iter().for_each(|(_, c)| total.add(*c));
    Fairness { population: Population::Everyone, total, kinds: vec![KindCounts { kind, rows: Ok(rows) }] }
}

/// Goes through every way to fill the rows with the rest, each row with a child or more and nothing where nothing can be.
fn fill(groups: &[&Group], rest: [u32; 3], rows: &mut Vec<[u32; 3]>, see: &mut impl FnMut(&[[u32; 3]])) {
    let Some((group, others)) = groups.split_first() else {
        if rest == [0; 3] {
            see(rows);
        }
        return;
    };
    let can = can_be(group);
    let most = |part: usize| if can[part] { rest[part] } else { 0 };
    for first in 0..=most(0) {
        for other in 0..=most(1) {
            for none in 0..=most(2) {
                if first + other + none == 0 {
                    continue;
                }
                rows.push([first, other, none]);
                fill(others, [rest[0] - first, rest[1] - other, rest[2] - none], rows, see);
                rows.pop();
            }
        }
    }
}

/// What somebody can work out who knows what is published: whether every figure kept back has two values or more.
fn nothing_can_be_worked_out(fairness: &Fairness, published: &Published) -> Result<(), TestCaseError> {
    let (_, PublishedKind::Rows(rows)) = &published.kinds[0] else { return Ok(()) };
    let total = published.total.expect("rows are published beside the total only");
    let mut rest = total.cells();
    for row in rows.iter().filter_map(|r| r.counts) {
        rest.iter_mut().zip(row.cells()).for_each(|(sum, c)| *sum -= c);
    }
    let hidden: Vec<&Group> = rows.iter().filter(|r| r.counts.is_none()).map(|r| &r.group).collect();
    if hidden.is_empty() {
        return Ok(());
    }
    // Per row and figure (the three parts, the seated, the children) the least and the most that fit.
    let mut range = vec![[(u32::MAX, 0); 5]; hidden.len()];
    fill(&hidden, rest, &mut Vec::new(), &mut |rows| {
        for (range, &[a, b, c]) in range.iter_mut().zip(rows) {
            for (range, value) in range.iter_mut().zip([a, b, c, a + b, a + b + c]) {
                *range = (range.0.min(value), range.1.max(value));
            }
        }
    });
    for (group, range) in hidden.iter().zip(&range) {
        let can = can_be(group);
        for (figure, &(least, most)) in range.iter().enumerate() {
            // What nobody has at all, or nobody of this group can have, is no secret.
            let open = match figure {
                0..=2 => total.cells()[figure] > 0 && can[figure],
                3 => total.seated > 0,
                _ => true,
            };
            prop_assert!(
                least < most || !open,
                "figure {} of {:?} is {}: {:?} {:?}",
                figure,
                group,
                least,
                fairness,
                published
            );
        }
    }
    Ok(())
}

fn groups(kind: Kind) -> Vec<Group> {
    match kind {
        Kind::Wishes => {
            [WishCount::Zero, WishCount::One, WishCount::Two, WishCount::Three, WishCount::SixMore]
                .map(Group::Wishes)
                .to_vec()
        }
        Kind::Holder => vec![Group::Holder(false), Group::Holder(true)],
        _ => (1..=4).map(|d| Group::District(Some(format!("d{d}")))).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn what_is_kept_back_cannot_be_worked_out(
        kind in prop::sample::select(vec![Kind::District, Kind::Wishes, Kind::Holder]),
        cells in prop::collection::vec(prop::array::uniform3(0..5u32), 5),
        suppress in 0..4u32,
    ) {
        let rows: Vec<(Group, [u32; 3])> = groups(kind)
            .into_iter()
            .zip(cells)
            .map(|(g, cells)| {
                let can = can_be(&g);
                (g, [0, 1, 2].map(|part| if can[part] { cells[part] } else { 0 }))
            })
            .filter(|(_, cells)| cells.iter().sum::<u32>() > 0)
            .collect();
        let fairness = table(kind, &rows);
        let published = publish(&fairness, suppress);
        nothing_can_be_worked_out(&fairness, &published)?;
        // Nothing small is shown, and what is shown is so.
        let small = |c: Counts| c.cells().iter().any(|&c| c > 0 && c < suppress);
        prop_assert!(!published.total.is_some_and(small));
        if let PublishedKind::Rows(shown) = &published.kinds[0].1 {
            prop_assert_eq!(shown.len(), rows.len());
            for row in shown {
                prop_assert!(row.counts.is_none_or(|c| !small(c) && fairness.of(&row.group) == Some(c)));
                prop_assert!(suppress >= 2 || row.counts.is_some());
            }
        } else {
            prop_assert!(suppress >= 2);
        }
    }
}

#[test]
fn a_second_group_goes_with_a_small_one_and_the_rest_stays() {
    let district = |d: u32| Group::District(Some(format!("d{d}")));
    let rows = [
        (district(1), [20, 10, 2]),
        (district(2), [30, 10, 9]),
        (district(3), [9, 8, 7]),
        (district(4), [50, 20, 30]),
    ];
    let fairness = table(Kind::District, &rows);
    let published = publish(&fairness, 5);
    let PublishedKind::Rows(shown) = &published.kinds[0].1 else { panic!("{published:?}") };
    let seen: Vec<bool> = shown.iter().map(|r| r.counts.is_some()).collect();
    assert_eq!(seen, [false, true, false, true], "the small one, and the one with the fewest children");
    assert_eq!(published.total, Some(fairness.total));
    // Two groups alone are both kept back, and not even named; a small total takes everything with it.
    assert_eq!(publish(&table(Kind::District, &rows[..2]), 5).kinds[0].1, PublishedKind::Withheld);
    let small = publish(&table(Kind::District, &rows[..2]), 12);
    assert_eq!((small.total, &small.kinds[0].1), (None, &PublishedKind::Withheld));
}

#[test]
fn what_is_not_known_is_said() {
    let (round, decisions) = round(&[(0, 1, 0, vec![1, 2], 0, Some(0)), (1, 1, 0, vec![1], 0, None)]);
    let found = fairness(&round, &decisions, Err(WhyUnknown::NoCircumstances), Population::Everyone);
    let unknown = |kind| found.kinds.iter().find(|k| k.kind == kind).unwrap().rows.clone().err();
    assert_eq!(unknown(Kind::SingleParent), Some(WhyUnknown::NoCircumstances));
    assert_eq!(unknown(Kind::District), Some(WhyUnknown::NoDistricts));
    assert_eq!(unknown(Kind::Siblings), None);
    assert_eq!(found.total.seat_rate(), Some(500));
    assert_eq!(Counts::default().seat_rate(), None);
}
