//! The definition of a score, read plainly: trees are walked, numbers are options, nothing is shared with the scorer.

use super::super::*;
use super::made::{Family, KINDS};

/// What is looked at.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) family: &'a Family,
    pub(super) guardian: Option<usize>,
    pub(super) reason: Option<usize>,
    pub(super) child: Option<usize>,
    pub(super) entry: Option<usize>,
}

#[derive(Clone, PartialEq, Debug)]
enum Value {
    Flag(bool),
    Number(Option<i64>),
    Word(String),
}

fn value(node: &Node, view: View<'_>) -> Value {
    let flag = |n: &Node| value(n, view) == Value::Flag(true);
    let number = |n: &Node| match value(n, view) {
        Value::Number(n) => n,
        other => panic!("{other:?}"),
    };
    let both = |a: &Node, b: &Node, f: fn(i64, i64) -> i64| {
        Value::Number(number(a).zip(number(b)).map(|(a, b)| f(a, b)))
    };
    match &node.expr {
        Expr::Flag(f) => Value::Flag(*f),
        Expr::Number(n) => Value::Number(Some(*n)),
        Expr::Word(w) => Value::Word(w.clone()),
        Expr::Attribute(name) => attribute(name, view),
        Expr::Has(name) => Value::Flag(attribute(name, view) != Value::Number(None)),
        Expr::Compare(c, a, b) => match (value(a, view), value(b, view)) {
            (Value::Number(Some(a)), Value::Number(Some(b))) => Value::Flag(match c {
                Comparison::Equal => a == b,
                Comparison::NotEqual => a != b,
                Comparison::Less => a < b,
                Comparison::AtMost => a <= b,
                Comparison::Greater => a > b,
                Comparison::AtLeast => a >= b,
            }),
            (Value::Number(_), Value::Number(_)) => Value::Flag(false),
            (a, b) => Value::Flag((a == b) == (*c == Comparison::Equal)),
        },
        Expr::OneOf(v, list) => {
            let v = number(v);
            Value::Flag(v.is_some() && list.iter().any(|n| number(n) == v))
        }
        Expr::And(a, b) => Value::Flag(flag(a) && flag(b)),
        Expr::Or(a, b) => Value::Flag(flag(a) || flag(b)),
        Expr::Not(a) => Value::Flag(!flag(a)),
        Expr::If(c, a, b) => value(if flag(c) { a } else { b }, view),
        Expr::Plus(a, b) => both(a, b, |a, b| a + b),
        Expr::Minus(a, b) => both(a, b, |a, b| a - b),
        Expr::Times(a, b) => both(a, b, |a, b| a * b / 1000),
        Expr::Least(a, b) => both(a, b, i64::min),
        Expr::Greatest(a, b) => both(a, b, i64::max),
        Expr::Exists(inner) | Expr::All(inner) => {
            let mut answers = reasons(view.family).map(|(g, r)| {
                let view = View { guardian: Some(g), reason: Some(r), ..view };
                value(inner, view) == Value::Flag(true)
            });
            let all = matches!(node.expr, Expr::All(_));
            Value::Flag(if all { answers.all(|a| a) } else { answers.any(|a| a) })
        }
    }
}

fn reasons(family: &Family) -> impl Iterator<Item = (usize, usize)> + '_ {
    family.guardians.iter().enumerate().flat_map(|(g, list)| (0..list.len()).map(move |r| (g, r)))
}

fn attribute(name: &str, view: View<'_>) -> Value {
    let family = view.family;
    let reason = || family.guardians[view.guardian.unwrap()][view.reason.unwrap()];
    let child = || &family.children[view.child.unwrap()];
    match name {
        "reason.hours_month" => Value::Number(reason().1.map(|h| h * 1000)),
        "reason.proof" => Value::Flag(reason().2),
        "reason.kind" => Value::Word(KINDS[reason().0].to_owned()),
        "guardian.reasons" => {
            Value::Number(Some(family.guardians[view.guardian.unwrap()].len() as i64 * 1000))
        }
        "household.children_under_18" => Value::Number(family.under_18.map(|n| n * 1000)),
        "household.single_parent" => Value::Flag(family.single),
        "child.class" => Value::Number(Some(child().0 * 1000)),
        "child.handbook" => Value::Flag(child().1),
        "at.wish_rank" => Value::Number(view.entry.map(|e| (e as i64 + 1) * 1000)),
        "at.sibling_here" => Value::Flag(view.entry.is_some_and(|e| child().2[e])),
        _ => panic!("{name}"),
    }
}

/// What the groups of one level come to for a component.
#[derive(Clone, Default, Debug)]
struct Sum {
    points: i64,
    ranks: Vec<u32>,
    lift: i64,
}

fn groups(data: &RulebookData, level: Level, component: usize, view: View<'_>) -> Sum {
    let mut total = Sum::default();
    let less = data.components[component].scale == Scale::Points { less_is_better: true };
    for (g, group) in data.groups.iter().enumerate() {
        if group.level != level || group.component != component {
            continue;
        }
        if group.when.as_ref().is_some_and(|w| value(w, view) != Value::Flag(true)) {
            continue;
        }
        let mut points = Vec::new();
        let mut ranks = Vec::new();
        let mut held = 0;
        for item in data.items.iter().filter(|i| i.group == g) {
            let times = match &item.times {
                None => 1,
                Some(t) => match value(t, view) {
                    Value::Number(n) => n.map_or(0, |n| n / 1000),
                    other => panic!("{other:?}"),
                },
            };
            let holds = item.when.as_ref().is_none_or(|w| value(w, view) == Value::Flag(true));
            if !holds || times < 1 || (held > 0 && group.combine == Combine::First) {
                continue;
            }
            held += 1;
            match item.effect {
                Effect::Points(p) => points.push(p * times),
                Effect::Rank(r) => ranks.push(r),
                Effect::Lift(n) => total.lift += n,
            }
        }
        // The best points come first.
        points.sort_unstable();
        if !less {
            points.reverse();
        }
        total.points += match (group.combine, points.as_slice()) {
            (_, []) => 0,
            (Combine::Sum | Combine::First, all) => all.iter().sum(),
            (Combine::Max, [best, ..]) => *best,
            (Combine::Min, [.., worst]) => *worst,
            (Combine::MaxPlus(k), [best, rest @ ..]) => best + k * rest.len() as i64,
        };
        let of_group = if level == Level::Reason && group.combine != Combine::Min {
            ranks.iter().min()
        } else {
            ranks.iter().max()
        };
        total.ranks.extend(of_group);
    }
    total
}

fn moved(from: i64, sum: &Sum, len: usize) -> i64 {
    let start = sum.ranks.iter().max().map_or(from, |&r| i64::from(r));
    (start - sum.lift).clamp(0, len as i64 - 1)
}

/// The value of a component for a child, at an entry or wherever.
pub(super) fn component(
    data: &RulebookData,
    c: usize,
    family: &Family,
    child: usize,
    entry: Option<usize>,
) -> i64 {
    let component = &data.components[c];
    let base = View { family, guardian: None, reason: None, child: None, entry: None };
    let less = component.scale == Scale::Points { less_is_better: true };
    let each: Vec<i64> = (0..family.guardians.len())
        .map(|g| {
            let of_guardian = View { guardian: Some(g), ..base };
            let sums: Vec<Sum> = (0..family.guardians[g].len())
                .map(|r| groups(data, Level::Reason, c, View { reason: Some(r), ..of_guardian }))
                .collect();
            let own = groups(data, Level::Guardian, c, of_guardian);
            match &component.scale {
                Scale::Points { .. } => {
                    let points = sums.iter().map(|s| s.points);
                    let of_reasons = match component.reasons {
                        OfReasons::Sum => points.sum(),
                        OfReasons::Max if less => points.min().unwrap_or(0),
                        OfReasons::Max => points.max().unwrap_or(0),
                        OfReasons::Main => sums.first().map_or(0, |s| s.points),
                    };
                    of_reasons + own.points
                }
                Scale::Ranks { labels: ladder, otherwise }
                | Scale::Pairs { letters: ladder, otherwise, .. } => {
                    let best = |s: &Sum| s.ranks.iter().min().copied();
                    let rank = match component.reasons {
                        OfReasons::Main => sums.first().and_then(best),
                        _ => sums.iter().filter_map(best).min(),
                    };
                    moved(i64::from(rank.unwrap_or(*otherwise)), &own, ladder.len())
                }
            }
        })
        .collect();
    let start = across(data, component, &each);
    let view = View { child: Some(child), entry, ..base };
    let mut upper = vec![groups(data, Level::Household, c, base), groups(data, Level::Child, c, view)];
    if entry.is_some() {
        upper.push(groups(data, Level::Facility, c, view));
    }
    let sum = upper.into_iter().fold(Sum::default(), |mut a, b| {
        a.points += b.points;
        a.lift += b.lift;
        a.ranks.extend(b.ranks);
        a
    });
    match &component.scale {
        Scale::Points { .. } => start + sum.points,
        Scale::Ranks { labels, .. } => moved(start, &sum, labels.len()),
        Scale::Pairs { steps, .. } => moved(start, &sum, steps.len()),
    }
}

fn across(data: &RulebookData, component: &Component, each: &[i64]) -> i64 {
    let Some(&last) = each.last() else { return component.nobody };
    let mut each = each.to_vec();
    while each.len() < data.guardians as usize {
        match component.missing {
            Missing::Nothing => break,
            Missing::Same => each.push(last),
            Missing::Value(v) => each.push(v),
        }
    }
    let small_is_good = !matches!(component.scale, Scale::Points { less_is_better: false });
    let smallest = each.iter().min().copied().unwrap();
    let largest = each.iter().max().copied().unwrap();
    match component.across {
        Across::Sum => each.iter().sum(),
        Across::Mean => each.iter().sum::<i64>() / each.len() as i64,
        Across::Worst => {
            if small_is_good {
                largest
            } else {
                smallest
            }
        }
        Across::Best => {
            if small_is_good {
                smallest
            } else {
                largest
            }
        }
        Across::Pair => {
            let Scale::Pairs { letters, steps, .. } = &component.scale else { panic!() };
            let (a, b) = (&letters[each[0] as usize], &letters[each[1] as usize]);
            let names = [format!("{a}{b}"), format!("{b}{a}")];
            steps.iter().position(|s| s.iter().any(|l| names.contains(l))).unwrap() as i64
        }
    }
}

/// The number of a tie key, or its band.
pub(super) fn tie(tie: &TieKey, family: &Family, child: usize, entry: Option<usize>) -> Option<i64> {
    let view = View { family, guardian: None, reason: None, child: Some(child), entry };
    match value(&tie.by, view) {
        Value::Number(n) if tie.bands.is_empty() => n,
        Value::Number(n) => n.map(|n| tie.bands.iter().filter(|&&b| b <= n).count() as i64 * 1000),
        other => panic!("{other:?}"),
    }
}
