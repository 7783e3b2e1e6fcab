//! Sibling conditions against their definition: every tuple tried, kept or not, and put in order.

use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use sekiwari::programme::nursery::siblings::{ChildOptions, Choice, JointOptions, MAX_CHILDREN, expand};
use sekiwari::programme::nursery::{Joint, Prefer, SiblingTerms, SingleFallback};
use std::collections::BTreeSet;

type Row = Vec<Option<u32>>;

/// Whether the family accepts a tuple, read off the form.
fn accepts(terms: SiblingTerms, row: &Row) -> bool {
    let seated: Vec<usize> = (0..row.len()).filter(|&i| row[i].is_some()).collect();
    let together = seated.iter().all(|&i| row[i] == row[seated[0]]);
    let all = seated.len() == row.len();
    let allowed_alone = match terms.single_fallback {
        SingleFallback::None => false,
        SingleFallback::Elder => seated.iter().enumerate().all(|(place, &i)| place == i),
        SingleFallback::Younger => {
            seated.iter().rev().enumerate().all(|(place, &i)| row.len() - 1 - place == i)
        }
        SingleFallback::Either | SingleFallback::ElderElseYounger => true,
    };
    !seated.is_empty() && (all || allowed_alone) && (terms.joint != Joint::SameFacility || together)
}

/// Smaller is better.
fn value(terms: SiblingTerms, lists: &[Vec<u32>], row: &Row) -> impl Ord + use<> {
    let seated: Vec<usize> = (0..row.len()).filter(|&i| row[i].is_some()).collect();
    let rank = |i: usize| lists[i].iter().position(|&f| Some(f) == row[i]).unwrap() as u32 + 1;
    let ranks: Vec<u32> = seated.iter().map(|&i| rank(i)).collect();
    let apart = seated.iter().any(|&i| row[i] != row[seated[0]]);
    (
        row.len() - seated.len(),
        terms.prefer == Prefer::TogetherFirst && apart,
        (terms.single_fallback == SingleFallback::ElderElseYounger).then(|| seated.clone()),
        ranks.iter().sum::<u32>(),
        ranks.iter().copied().max().unwrap(),
        ranks,
        seated,
    )
}

fn by_definition(terms: SiblingTerms, lists: &[Vec<u32>]) -> Vec<Row> {
    let mut rows: Vec<Row> = vec![vec![]];
    for list in lists {
        let outcomes: Vec<Option<u32>> = list.iter().copied().map(Some).chain([None]).collect();
        rows = rows.iter().flat_map(|r| outcomes.iter().map(|&o| [r.clone(), vec![o]].concat())).collect();
    }
    rows.retain(|r| accepts(terms, r));
    rows.sort_by_cached_key(|r| value(terms, lists, r));
    rows
}

fn terms() -> impl Strategy<Value = SiblingTerms> {
    let pick = |names: &'static [(&'static str, Joint)]| select(names).prop_map(|(_, v)| v);
    (pick(Joint::NAMES), select(SingleFallback::NAMES), select(Prefer::NAMES)).prop_map(
        |(joint, (_, single_fallback), (_, prefer))| SiblingTerms { joint, single_fallback, prefer },
    )
}

fn list() -> impl Strategy<Value = Vec<u32>> {
    subsequence((0..5u32).collect::<Vec<_>>(), 0..=4).prop_shuffle()
}

fn options(list: &[u32], current: Option<u32>) -> ChildOptions {
    ChildOptions {
        wishes: list.iter().zip(1..).map(|(&f, rank)| Choice::facility(rank, f)).collect(),
        current,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lists_are_what_the_form_says(terms in terms(), lists in prop::collection::vec(list(), 1..=4)) {
        let children: Vec<ChildOptions> = lists.iter().map(|l| options(l, None)).collect();
        let list = expand(&children, terms, JointOptions::default());
        let rows: Vec<Row> = list.rows().map(<[_]>::to_vec).collect();
        prop_assert!(!list.truncated);
        prop_assert_eq!(rows, by_definition(terms, &lists));
    }

    #[test]
    fn holders_stay_or_move_and_the_list_ends_with_today(
        terms in terms(), lists in prop::collection::vec((list(), any::<bool>(), any::<Index>()), 2..=4)
    ) {
        let children: Vec<ChildOptions> = lists.iter().map(|(wishes, holds, seat)| {
            let current = holds.then(|| seat.index(5) as u32);
            let mut wishes = wishes.clone();
            if let Some(current) = current {
                wishes.truncate(wishes.iter().position(|&f| f == current).unwrap_or(wishes.len()));
                wishes.push(current);
            }
            options(&wishes, current)
        }).collect();
        let today: Row = children.iter().map(|c| c.current).collect();
        let rows: Vec<Row> = expand(&children, terms, JointOptions::default()).rows().map(<[_]>::to_vec).collect();
        let distinct: BTreeSet<&Row> = rows.iter().collect();
        prop_assert_eq!(distinct.len(), rows.len(), "no row twice");
        if today.iter().any(Option::is_some) {
            prop_assert_eq!(rows.last(), Some(&today));
        }
        for row in &rows {
            for (child, &facility) in children.iter().zip(row) {
                prop_assert!(facility.is_some() || child.current.is_none(), "a holder is left out");
                prop_assert!(facility.is_none_or(|f| child.wishes.iter().any(|w| w.at == f)), "not on the list");
            }
            if terms.joint == Joint::SameFacility && terms.single_fallback == SingleFallback::None && *row != today {
                prop_assert!(row.iter().all(|f| f.is_some() && *f == row[0]));
            }
        }
    }

    #[test]
    fn a_cut_list_begins_like_the_whole_one(
        terms in terms(), lists in prop::collection::vec(list(), 2..=3), per_tier in 1usize..20
    ) {
        let children: Vec<ChildOptions> = lists.iter().map(|l| options(l, None)).collect();
        let whole = expand(&children, terms, JointOptions::default());
        let cut = expand(&children, terms, JointOptions { per_tier, ..JointOptions::default() });
        let all: Vec<&[Option<u32>]> = whole.rows().collect();
        let mut places = cut.rows().map(|r| all.iter().position(|a| *a == r).expect("a row of the whole list"));
        let mut last = None;
        prop_assert!(places.all(|p| last.replace(p).is_none_or(|l| l < p)), "order kept");
        prop_assert_eq!(cut.truncated, cut.rows().len() < all.len());
        prop_assert_eq!(cut.rows().next(), all.first().copied());
    }
}

#[test]
fn a_cut_tier_of_common_facilities_keeps_the_best_rank_sum() {
    // The facility first on the elder's list is last on the younger's.
    let children = [options(&[4, 1, 3], None), options(&[3, 0, 1, 4], None)];
    let terms = SiblingTerms {
        joint: Joint::SameFacility,
        single_fallback: SingleFallback::None,
        prefer: Prefer::TogetherFirst,
    };
    let list = expand(&children, terms, JointOptions { per_tier: 1, ..JointOptions::default() });
    assert!(list.truncated);
    assert_eq!(list.rows().collect::<Vec<_>>(), [[Some(3), Some(3)]]);
}

#[test]
fn six_children_with_forty_wishes_each_are_cut_at_once() {
    // 40^6 is four billion tuples of full size alone.
    let wishes: Vec<u32> = (0..40).collect();
    let children = vec![options(&wishes, None); 6];
    let terms = SiblingTerms {
        joint: Joint::Independent,
        single_fallback: SingleFallback::Either,
        prefer: Prefer::TogetherFirst,
    };
    let list = expand(&children, terms, JointOptions { per_tier: 500, ..JointOptions::default() });
    assert!(list.truncated);
    // Tiers: six together, six apart, five together, five apart, ..., one.
    let of_size = |n: usize| list.rows().filter(|r| r.iter().flatten().count() == n).count();
    assert_eq!((of_size(6), of_size(5), of_size(1)), (540, 740, 240));
}

#[test]
fn more_children_than_can_be_tied_are_refused_not_tried() {
    let children = vec![options(&[1, 2], None); MAX_CHILDREN + 1];
    let list = expand(&children, SiblingTerms::SEPARATE, JointOptions::default());
    assert!(list.truncated);
    assert_eq!(list.rows().len(), 0);
}
