//! Random rulebooks and facts.

use super::super::*;
use jiff::civil::date;
use proptest::prelude::*;

pub(super) fn node(expr: Expr) -> Node {
    Node { at: 0, expr }
}

fn boxed(expr: Expr) -> Box<Node> {
    Box::new(node(expr))
}

fn attribute(name: &str) -> Expr {
    Expr::Attribute(name.to_owned())
}

/// Attributes of each level that conditions use; numbers, then flags.
pub(super) const NUMBERS: &[(Level, &str)] = &[
    (Level::Reason, "reason.hours_month"),
    (Level::Guardian, "guardian.reasons"),
    (Level::Household, "household.children_under_18"),
    (Level::Child, "child.class"),
    (Level::Facility, "at.wish_rank"),
];
pub(super) const FLAGS: &[(Level, &str)] = &[
    (Level::Reason, "reason.proof"),
    (Level::Household, "household.single_parent"),
    (Level::Child, "child.handbook"),
    (Level::Facility, "at.sibling_here"),
];
pub(super) const KINDS: &[&str] = &["work", "care", "illness"];

fn seen(level: Level, all: &'static [(Level, &'static str)]) -> Vec<&'static str> {
    all.iter().filter(|(l, _)| level.sees(*l)).map(|(_, n)| *n).collect()
}

/// Numbers 0 to 4 in thousandths.
fn small() -> impl Strategy<Value = i64> {
    (0i64..5).prop_map(|n| n * 1000)
}

fn number(level: Level) -> BoxedStrategy<Expr> {
    let leaf = prop_oneof![
        small().prop_map(Expr::Number),
        prop::sample::select(seen(level, NUMBERS)).prop_map(attribute),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Expr::Plus(boxed(a), boxed(b))),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Expr::Minus(boxed(a), boxed(b))),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Expr::Least(boxed(a), boxed(b))),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Expr::Greatest(boxed(a), boxed(b))),
            (inner, 0i64..4).prop_map(|(a, k)| Expr::Times(boxed(a), boxed(Expr::Number(k * 1000)))),
        ]
    })
    .boxed()
}

fn comparison() -> impl Strategy<Value = Comparison> {
    use Comparison::{AtLeast, AtMost, Equal, Greater, Less, NotEqual};
    prop::sample::select(vec![Equal, NotEqual, Less, AtMost, Greater, AtLeast])
}

pub(super) fn condition(level: Level) -> BoxedStrategy<Expr> {
    let mut leaves = vec![
        (comparison(), number(level), number(level))
            .prop_map(|(c, a, b)| Expr::Compare(c, boxed(a), boxed(b)))
            .boxed(),
        prop::sample::select(seen(level, NUMBERS)).prop_map(|n| Expr::Has(n.to_owned())).boxed(),
        (number(level), prop::collection::vec(small(), 0..3))
            .prop_map(|(v, list)| {
                Expr::OneOf(boxed(v), list.into_iter().map(|n| node(Expr::Number(n))).collect())
            })
            .boxed(),
    ];
    let flags = seen(level, FLAGS);
    if !flags.is_empty() {
        leaves.push(prop::sample::select(flags).prop_map(attribute).boxed());
    }
    if level == Level::Reason {
        let kind = prop::sample::select(KINDS.to_vec());
        let is = |k: &str| {
            Expr::Compare(Comparison::Equal, boxed(attribute("reason.kind")), boxed(Expr::Word(k.to_owned())))
        };
        leaves.push(kind.prop_map(is).boxed());
    }
    if matches!(level, Level::Household | Level::Child | Level::Facility) {
        let about_reason = (any::<bool>(), condition(Level::Reason));
        leaves.push(
            about_reason
                .prop_map(
                    |(all, inner)| if all { Expr::All(boxed(inner)) } else { Expr::Exists(boxed(inner)) },
                )
                .boxed(),
        );
    }
    prop::strategy::Union::new(leaves)
        .prop_recursive(3, 12, 2, |inner| {
            prop_oneof![
                (inner.clone(), inner.clone()).prop_map(|(a, b)| Expr::And(boxed(a), boxed(b))),
                (inner.clone(), inner.clone()).prop_map(|(a, b)| Expr::Or(boxed(a), boxed(b))),
                inner.clone().prop_map(|a| Expr::Not(boxed(a))),
                (inner.clone(), inner.clone(), inner).prop_map(|(c, a, b)| Expr::If(
                    boxed(c),
                    boxed(a),
                    boxed(b)
                )),
            ]
        })
        .boxed()
}

/// Points -3 to 5 in steps of a half; even thousandths, so that means are exact.
fn points() -> impl Strategy<Value = i64> {
    (-6i64..11).prop_map(|n| n * 500)
}

fn component(id: usize) -> impl Strategy<Value = Component> {
    let labels = |n: usize| (0..n).map(|i| ((b'A' + i as u8) as char).to_string()).collect::<Vec<_>>();
    let of_reasons = prop::sample::select(vec![OfReasons::Sum, OfReasons::Max, OfReasons::Main]);
    let across = prop::sample::select(vec![Across::Sum, Across::Mean, Across::Worst, Across::Best]);
    let missing = prop_oneof![
        Just(Missing::Nothing),
        Just(Missing::Same),
        (0i64..4).prop_map(|n| Missing::Value(n * 1000))
    ];
    (0..3usize, of_reasons, across, missing, any::<bool>(), 0i64..3).prop_map(
        move |(kind, reasons, across, missing, less, nobody)| {
            let ladder = |m: Missing, least: Missing| match m {
                Missing::Value(v) => Missing::Value(v / 1000 % 3),
                Missing::Nothing => least,
                other => other,
            };
            let single = if reasons == OfReasons::Sum { OfReasons::Max } else { reasons };
            let base = Component {
                id: format!("c{id}"),
                name: format!("c{id}"),
                scale: Scale::Points { less_is_better: less },
                reasons,
                across,
                missing,
                nobody: nobody * 1000,
            };
            match kind {
                0 => base,
                1 => Component {
                    scale: Scale::Ranks { labels: labels(3), otherwise: 2 },
                    reasons: single,
                    across: if less { Across::Worst } else { Across::Best },
                    missing: ladder(missing, Missing::Nothing),
                    nobody,
                    ..base
                },
                _ => {
                    let steps = ["top", "AA", "AB", "BB AC", "BC", "CC"];
                    let steps = steps.iter().map(|s| s.split(' ').map(str::to_owned).collect()).collect();
                    Component {
                        scale: Scale::Pairs { letters: labels(3), otherwise: 1, steps },
                        reasons: single,
                        across: Across::Pair,
                        missing: ladder(missing, Missing::Same),
                        nobody,
                        ..base
                    }
                }
            }
        },
    )
}

fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::NAMES.iter().map(|&(_, l)| l).collect::<Vec<_>>())
}

fn item(group: usize, level: Level, scale: Scale) -> BoxedStrategy<Item> {
    let is_points = matches!(scale, Scale::Points { .. });
    let ladder = match (&scale, level) {
        (Scale::Pairs { steps, .. }, Level::Household | Level::Child | Level::Facility) => steps.len() as u32,
        _ => 3,
    };
    let effect = if is_points {
        points().prop_map(Effect::Points).boxed()
    } else if level == Level::Reason {
        (0..ladder).prop_map(Effect::Rank).boxed()
    } else {
        prop_oneof![(0..ladder).prop_map(Effect::Rank), (-2i64..3).prop_map(Effect::Lift)].boxed()
    };
    let times = if is_points { prop::option::of(number(level)).boxed() } else { Just(None).boxed() };
    (prop::option::of(condition(level)), times, effect)
        .prop_map(move |(when, times, effect)| Item {
            id: String::new(),
            text: String::new(),
            legal: String::new(),
            group,
            when: when.map(node),
            times: times.map(node),
            effect,
            valid_from: None,
            valid_to: None,
        })
        .boxed()
}

fn group(id: usize, components: Vec<Component>) -> impl Strategy<Value = (Group, Vec<Item>)> {
    // Every component has a group: the first ones serve one each.
    let target = if id < components.len() { Just(id).boxed() } else { (0..components.len()).boxed() };
    (target, level()).prop_flat_map(move |(component, level)| {
        let scale = components[component].scale.clone();
        let combine = if matches!(scale, Scale::Points { .. }) {
            prop_oneof![
                Just(Combine::Sum),
                Just(Combine::First),
                Just(Combine::Max),
                Just(Combine::Min),
                (0i64..3).prop_map(|k| Combine::MaxPlus(k * 1000))
            ]
            .boxed()
        } else {
            prop::sample::select(vec![Combine::Sum, Combine::First, Combine::Max, Combine::Min]).boxed()
        };
        let items = prop::collection::vec(item(id, level, scale), 0..4);
        (combine, prop::option::of(condition(level)), items).prop_map(move |(combine, when, items)| {
            let id = format!("g{id}");
            (Group { name: id.clone(), id, level, component, combine, when: when.map(node) }, items)
        })
    })
}

pub(super) fn rulebook() -> impl Strategy<Value = RulebookData> {
    (1..4usize)
        .prop_flat_map(|n| (0..n).map(component).collect::<Vec<_>>())
        .prop_flat_map(|components| {
            let groups: Vec<_> = (0..components.len() + 2).map(|g| group(g, components.clone())).collect();
            (Just(components), groups, number(Level::Facility), any::<bool>())
        })
        .prop_map(|(components, groups, by, less)| {
            let (groups, items): (Vec<Group>, Vec<Vec<Item>>) = groups.into_iter().unzip();
            let mut items: Vec<Item> = items.into_iter().flatten().collect();
            items.iter_mut().enumerate().for_each(|(i, item)| item.id = format!("i{i}"));
            let tie = TieKey {
                id: "t".to_owned(),
                name: "t".to_owned(),
                legal: String::new(),
                by: node(by),
                less_is_better: less,
                bands: if less { vec![1000, 3000] } else { Vec::new() },
            };
            RulebookData {
                id: "made".to_owned(),
                name: "made".to_owned(),
                source: String::new(),
                guardians: 2,
                tax_month: 9,
                declared: Vec::new(),
                components,
                groups,
                items,
                ties: vec![tie],
            }
        })
}

/// A household: guardians with reasons (kind, hours or unknown, proof, main), its facts, children with theirs and lists.
#[derive(Clone, Debug)]
pub(super) struct Family {
    pub(super) guardians: Vec<Vec<(usize, Option<i64>, bool)>>,
    pub(super) under_18: Option<i64>,
    pub(super) single: bool,
    /// Class, handbook, and per entry whether a sibling is there.
    pub(super) children: Vec<(i64, bool, Vec<bool>)>,
}

pub(super) fn family() -> impl Strategy<Value = Family> {
    let reason = (0..KINDS.len(), prop::option::of(0i64..5), any::<bool>());
    let guardian = prop::collection::vec(reason, 0..3);
    let child = (0i64..5, any::<bool>(), prop::collection::vec(any::<bool>(), 0..3));
    (
        prop::collection::vec(guardian, 0..3),
        prop::option::of(0i64..5),
        any::<bool>(),
        prop::collection::vec(child, 1..3),
    )
        .prop_map(|(guardians, under_18, single, children)| Family {
            guardians,
            under_18,
            single,
            children,
        })
}

/// The facts of some families. The first reason of every guardian is its main one.
pub(super) fn facts(book: &Rulebook, families: &[Family]) -> Facts {
    let slot = |name: &str| book.schema().slot(book.schema().find(name).unwrap());
    let mut out = FactsBuilder::new(book, date(2026, 4, 1));
    for family in families {
        out.household();
        out.set(slot("household.single_parent"), i64::from(family.single));
        if let Some(n) = family.under_18 {
            out.set(slot("household.children_under_18"), n * 1000);
        }
        for reasons in &family.guardians {
            out.guardian("g");
            out.set(slot("guardian.reasons"), reasons.len() as i64 * 1000);
            for (i, &(kind, hours, proof)) in reasons.iter().enumerate() {
                out.reason();
                out.set_word(slot("reason.kind"), KINDS[kind]);
                if let Some(hours) = hours {
                    out.set(slot("reason.hours_month"), hours * 1000);
                }
                out.set(slot("reason.proof"), i64::from(proof));
                out.set(slot("reason.main"), i64::from(i == 0));
            }
        }
        for (class, handbook, entries) in &family.children {
            out.child();
            out.set(slot("child.class"), class * 1000);
            out.set(slot("child.handbook"), i64::from(*handbook));
            for (i, &sibling) in entries.iter().enumerate() {
                out.entry();
                out.set(slot("at.wish_rank"), (i as i64 + 1) * 1000);
                out.set(slot("at.sibling_here"), i64::from(sibling));
            }
        }
    }
    out.finish()
}
