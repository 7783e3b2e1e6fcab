//! What holds for every rulebook.

use super::super::*;
use super::made::{Family, facts, family, rulebook};
use super::naive;
use crate::priority::{ScoreTable, Thousandths};
use proptest::prelude::*;

/// Every child with every place of its list, and no place.
fn places(families: &[Family]) -> Vec<(usize, usize, Option<usize>)> {
    let mut all = Vec::new();
    for (f, family) in families.iter().enumerate() {
        for (c, (_, _, entries)) in family.children.iter().enumerate() {
            all.push((f, c, None));
            all.extend((0..entries.len()).map(|e| (f, c, Some(e))));
        }
    }
    all
}

fn at(facts: &Facts, (f, c, e): (usize, usize, Option<usize>)) -> (u32, Option<u32>) {
    let child = facts.children_of(f as u32).start + c as u32;
    (child, e.map(|e| facts.entries_of(child).start + e as u32))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scores_are_what_the_definition_says(data in rulebook(), families in prop::collection::vec(family(), 1..4)) {
        let book = Rulebook::new(data.clone()).unwrap();
        let facts = facts(&book, &families);
        for place in places(&families) {
            let (child, entry) = at(&facts, place);
            let itemised = book.itemise(&facts, child, entry);
            let family = &families[place.0];
            let expected: Vec<i64> = (0..data.components.len())
                .map(|c| naive::component(&data, c, family, place.1, place.2))
                .collect();
            prop_assert_eq!(&itemised.values, &expected);
            let ties: Vec<i64> = data.ties.iter()
                .map(|t| naive::tie(t, family, place.1, place.2).unwrap_or(UNKNOWN))
                .collect();
            prop_assert_eq!(&itemised.ties, &ties);
        }
    }

    #[test]
    fn lines_add_up_to_the_score(data in rulebook(), families in prop::collection::vec(family(), 1..4)) {
        let book = Rulebook::new(data.clone()).unwrap();
        let facts = facts(&book, &families);
        for place in places(&families) {
            let (child, entry) = at(&facts, place);
            let itemised = book.itemise(&facts, child, entry);
            for (c, component) in data.components.iter().enumerate() {
                let lines = itemised.lines.iter().filter(|l| l.component == c);
                let sum: i64 = lines.clone().map(|l| l.counted).sum();
                match component.scale {
                    Scale::Points { .. } => prop_assert_eq!(sum, itemised.values[c], "{:?}", itemised.lines),
                    _ => prop_assert_eq!(sum, 0),
                }
                for line in lines {
                    prop_assert!(line.counts || line.counted == 0);
                }
            }
        }
    }

    #[test]
    fn all_scores_at_once_are_those_of_single_children(
        data in rulebook(),
        families in prop::collection::vec(family(), 1..5),
    ) {
        let book = Rulebook::new(data.clone()).unwrap();
        let facts = facts(&book, &families);
        let scores = book.score(&facts);
        for place in places(&families) {
            let (child, entry) = at(&facts, place);
            let row = entry.map_or_else(|| scores.child(child), |e| scores.entry(e));
            let itemised = book.itemise(&facts, child, entry);
            prop_assert_eq!(row.len(), data.components.len() + data.ties.len());
            for (c, component) in data.components.iter().enumerate() {
                let (value, shown) = (itemised.values[c], row[c]);
                let expected = match (&component.scale, c) {
                    (Scale::Points { less_is_better: false }, 0) => value,
                    (Scale::Points { less_is_better: true }, 0) => -value,
                    (Scale::Points { less_is_better: false }, _) => -value,
                    (Scale::Points { less_is_better: true }, _) => value,
                    (Scale::Ranks { labels, .. }, 0) => (labels.len() as i64 - value) * 1000,
                    (Scale::Pairs { steps, .. }, 0) => (steps.len() as i64 - value) * 1000,
                    _ => (value + 1) * 1000,
                };
                prop_assert_eq!(shown, Thousandths(expected));
            }
            let tie = row[data.components.len()];
            prop_assert_eq!(tie == ScoreTable::BLANK, itemised.ties[0] == UNKNOWN);
        }
    }

    /// A positive item in a sum group never lowers a score, whoever else it holds for.
    #[test]
    fn a_positive_item_never_lowers_a_score(
        data in rulebook(),
        families in prop::collection::vec(family(), 1..4),
        points in 1i64..9,
        pick in any::<prop::sample::Index>(),
        (level, when) in prop::sample::select(Level::NAMES.to_vec())
            .prop_flat_map(|(_, level)| (Just(level), super::made::condition(level))),
    ) {
        // One component of points, and a group of its own that is added up.
        let mut data = data;
        data.components[0].scale = Scale::Points { less_is_better: false };
        data.components.truncate(1);
        data.components[0].across = [Across::Sum, Across::Mean, Across::Worst, Across::Best][pick.index(4)];
        data.components[0].missing = Missing::Nothing;
        data.groups.retain(|g| g.component == 0);
        let kept: Vec<String> = data.groups.iter().map(|g| g.id.clone()).collect();
        data.groups.push(Group {
            id: "added".to_owned(),
            name: "added".to_owned(),
            level,
            component: 0,
            combine: Combine::Sum,
            when: None,
        });
        let place = |item: &Item| {
            let id = format!("g{}", item.group);
            kept.iter().position(|k| *k == id)
        };
        data.items = data.items.iter()
            .filter_map(|i| Some(Item { group: place(i)?, ..i.clone() }))
            .filter(|i| matches!(i.effect, Effect::Points(_)))
            .collect();
        let mut more = data.clone();
        more.items.push(Item {
            id: "new".to_owned(),
            text: String::new(),
            legal: String::new(),
            group: data.groups.len() - 1,
            when: Some(super::made::node(when)),
            times: None,
            effect: Effect::Points(points * 1000),
            valid_from: None,
            valid_to: None,
        });
        let (before, after) = (Rulebook::new(data.clone()).unwrap(), Rulebook::new(more).unwrap());
        let facts = [facts(&before, &families), facts(&after, &families)];
        for place in places(&families) {
            let (child, entry) = at(&facts[0], place);
            let old = before.itemise(&facts[0], child, entry);
            let new = after.itemise(&facts[1], child, entry);
            for (a, b) in old.values.iter().zip(&new.values) {
                prop_assert!(b >= a, "{a} -> {b}");
            }
        }
    }

    #[test]
    fn counts_are_those_of_the_lines(data in rulebook(), families in prop::collection::vec(family(), 1..4)) {
        let book = Rulebook::new(data.clone()).unwrap();
        let facts = facts(&book, &families);
        let counts = book.count(&facts);
        for (i, count) in counts.iter().enumerate() {
            let (mut holds, mut counted) = (0, 0);
            for child in 0..facts.children() {
                let places = std::iter::once(None).chain(facts.entries_of(child).map(Some));
                let lines: Vec<Line> = places
                    .flat_map(|e| book.itemise(&facts, child, e).lines)
                    .filter(|l| l.origin == Origin::Item(i))
                    .collect();
                holds += u32::from(!lines.is_empty());
                counted += u32::from(lines.iter().any(|l| l.counts));
            }
            prop_assert_eq!(*count, ItemCount { holds, counts: counted });
        }
    }
}
