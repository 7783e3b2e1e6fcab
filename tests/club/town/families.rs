//! Children, their lists and their points.

use super::{days, ids, overflow, position, seasons, some, week};
use crate::dice::Dice;
use sekiwari::priority::Thousandths;
use sekiwari::programme::club::{Child, Grade, RoundData, ScoreRow, WishRow};
use sekiwari::programme::siblings::{Joint, Prefer, SiblingTerms, SingleFallback};

pub(super) fn families(d: &mut Dice, data: &mut RoundData) {
    let households = 1 + d.below(6);
    let names = ids(d, "H", households);
    let count = (households + d.below(3)).min(7);
    for (at, id) in ids(d, "C", count).into_iter().enumerate() {
        let household = if at < households { at } else { d.below(households) };
        let child = child(d, id, count, data);
        data.children.push((names[household].clone(), child));
    }
    for name in names {
        let size = data.children.iter().filter(|(h, _)| *h == name).count();
        if size > 1 && !d.one_in(4) || d.one_in(6) {
            data.terms.push((
                name,
                SiblingTerms {
                    joint: Joint::NAMES[d.below(3)].1,
                    single_fallback: SingleFallback::NAMES[d.below(5)].1,
                    prefer: Prefer::NAMES[d.below(2)].1,
                },
            ));
        }
    }
}

fn child(d: &mut Dice, id: String, count: usize, data: &RoundData) -> Child {
    let wanted = days(d, week());
    let fewer =
        if d.one_in(if count > 4 { 5 } else { 2 }) { d.below(wanted.len() as usize) as u32 } else { 0 };
    let club = |d: &mut Dice| d.below(data.clubs.len()) as u32;
    // Often all or some of what it wants, at times something else.
    let held = |d: &mut Dice| match d.below(4) {
        0 => days(d, week()),
        1 => wanted,
        _ => days(d, wanted),
    };
    Child {
        id,
        grade: Grade::new(1 + d.below(6) as u8).expect("a grade"),
        days: wanted,
        min_days: wanted.len() - fewer,
        seasons: seasons(d),
        district: (!d.one_in(8)).then(|| d.below(data.districts.len()) as u32),
        position: position(d),
        current: d.one_in(4).then(|| (club(d), held(d))),
        last_year: d.one_in(3).then(|| club(d)),
        always: d.one_in(6),
        disabled: d.one_in(5),
        seats: if d.one_in(5) { 2 } else { 1 },
        overflow: d.one_in(3).then(|| overflow(d)),
    }
}

pub(super) fn wishes(d: &mut Dice, child: u32, data: &mut RoundData) {
    let wanted = data.children[child as usize].1.days;
    let mut rank = 0;
    let mut clubs = some(d, data.clubs.len(), 2);
    // Many who hold a seat ask for other days at their club first.
    if let Some((club, _)) = data.children[child as usize].1.current
        && d.one_in(2)
    {
        clubs.retain(|&c| c != club);
        clubs.insert(0, club);
    }
    for club in clubs {
        let mut lines = vec![(!d.one_in(2)).then(|| days(d, wanted))];
        if d.one_in(4) {
            lines.push(Some(days(d, wanted)));
        }
        lines.dedup();
        if lines.len() == 2 && lines[0].unwrap_or(wanted) == lines[1].unwrap_or(wanted) {
            lines.pop();
        }
        // The seat that it holds may be on days that it does not want any more.
        let held = data.children[child as usize].1.current.filter(|held| held.0 == club).map(|held| held.1);
        if held.is_some_and(|days| lines.iter().all(|l| l.unwrap_or(wanted) != days)) && d.one_in(2) {
            lines.insert(d.below(lines.len() + 1), held);
        }
        for days in lines {
            rank += 1 + d.below(2) as u32;
            data.wishes.push(WishRow { child, rank, club, days });
        }
    }
}

pub(super) fn scores(d: &mut Dice, data: &mut RoundData) {
    let width = d.below(3);
    data.tie_names = (1..=width).map(|i| format!("tie_{i}")).collect();
    let mut row = |d: &mut Dice, child: usize, club: Option<u32>| {
        let points = Thousandths(500 * d.below(3) as i64);
        let ties = (0..width).map(|_| Thousandths(1000 * d.below(2) as i64)).collect();
        data.scores.push(ScoreRow { child: child as u32, club, points, ties });
    };
    for child in 0..data.children.len() {
        let general = d.one_in(2);
        if general {
            row(d, child, None);
        }
        for club in 0..data.clubs.len() as u32 {
            if !general || d.one_in(4) {
                row(d, child, Some(club));
            }
        }
    }
}
