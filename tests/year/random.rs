//! Random years on small towns: whatever is entered, in whatever order, no child and no seat is lost.

use crate::book::Book;
use crate::support::dice::Dice;
use crate::town;
use proptest::prelude::*;
use sekiwari::programme::nursery::year::*;
use sekiwari::programme::nursery::*;

/// Somebody who is in the year.
fn somebody(book: &Book, dice: &mut Dice) -> String {
    let n = book.year.children().len();
    let at = dice.below(n + 1);
    book.year.children().nth(at).map_or_else(|| "nobody".to_owned(), |(id, _)| id.to_owned())
}

fn reason(dice: &mut Dice) -> String {
    ["転居", "=1+1", "育休\n延長", ""][dice.below(4)].to_owned()
}

/// Something that may happen between rounds; it may well not fit.
fn something(book: &Book, dice: &mut Dice, kids: &mut usize) -> What {
    let child = somebody(book, dice);
    let facility = || format!("F{}", 0);
    match dice.below(16) {
        0..=3 => {
            let family = town::family(dice, *kids);
            *kids += family.children.len();
            What::Applied(family)
        }
        4..=6 => {
            let then = [AfterDecline::Waits, AfterDecline::Leaves, AfterDecline::Stays][dice.below(3)];
            What::Declined(Declined { child, reason: reason(dice), then })
        }
        7 => What::Withdrawn(Withdrawn { child, reason: reason(dice) }),
        8 => {
            let (facility, class) = (format!("F{}", dice.below(4)), town::class(1 + dice.below(3) as u8));
            What::UnnamedLeft(UnnamedLeft { facility, class, reason: reason(dice) })
        }
        9 => {
            let facility = (dice.below(3) > 0).then(|| format!("F{}", dice.below(4)));
            let from = (dice.below(2) == 0).then(|| book.entry_date());
            What::Decided(ManualDecision { child, facility, reserve: None, from, reason: reason(dice) })
        }
        10 => What::Released(Released { child, reason: reason(dice) }),
        11 => {
            let need = [Need::Lasts, Need::Ended, Need::Until(book.entry_date())][dice.below(3)];
            What::NeedChecked(NeedChecked { child, need })
        }
        12 => {
            let scores = (dice.below(2) == 0).then(|| town::score(dice));
            What::WishesChanged(WishesChanged { child, list: town::list(dice), scores })
        }
        13 => {
            let household =
                book.year.child(&child).map_or_else(|| "nowhere".to_owned(), |c| c.household.clone());
            let members: Vec<String> = book
                .year
                .family(&household)
                .map(|f| f.children.iter().cloned().collect())
                .unwrap_or_default();
            let joint = if dice.below(2) == 0 { town::joint(dice, &members) } else { Vec::new() };
            What::FamilyWishesChanged(FamilyWishes { household, terms: town::terms(dice), joint })
        }
        14 => {
            let key = town::key(dice.below(4), [&[1u8][..], &[2], &[3], &[1, 2]][dice.below(4)]);
            let seats = dice.below(4) as i32 - 2;
            What::CapacityChanged(CapacityChanged { key, seats, reason: reason(dice) })
        }
        _ => {
            if dice.below(3) == 0 {
                return What::FacilityOpened(town::facility(dice.below(6)));
            }
            let seats = 1;
            let key = SeatKey { reserve: None, ..town::key(0, &[1]) };
            let key = SeatKey { facility: facility(), ..key };
            What::CapacityChanged(CapacityChanged { key, seats, reason: reason(dice) })
        }
    }
}

/// Families who apply only in the tables of a round.
fn newcomers(data: &mut RoundData, dice: &mut Dice, kids: &mut usize, year: &Year) {
    let opening = town::facility(4 + dice.below(4));
    if dice.below(4) == 0 && data.facilities.iter().all(|f| f.id != opening.id) {
        let facility = data.facilities.len() as u32;
        let seats = dice.below(3) as u32;
        data.facilities.push(opening);
        data.seats.push(SeatRow { facility, classes: ClassSet::one(town::class(2)), seats });
    }
    for _ in 0..dice.below(3) {
        let family = town::family(dice, *kids);
        *kids += family.children.len();
        // Who says it holds a seat must be believed: only where the year does not know better.
        let known =
            |c: &Applicant| c.current.as_ref().is_some_and(|f| year.unnamed(f, c.record.class).is_some());
        // And who asks for nothing would not be there when the round is decided anew.
        let idle = |c: &Applicant| c.list.first().is_none_or(|f| Some(f) == c.current.as_ref());
        if family.children.iter().any(|c| known(c) || idle(c)) {
            continue;
        }
        let at = |f: &str| data.facilities.iter().position(|g| g.id == f).unwrap() as u32;
        let first = data.children.len() as u32;
        let mut rows: (Vec<_>, Vec<_>, Vec<_>) = Default::default();
        for (c, child) in family.children.iter().zip(first..) {
            let current = c.current.as_deref().map(at);
            rows.0.push((family.household.clone(), Child { current, ..c.record.clone() }));
            let ranked = c.list.iter().zip(1..);
            rows.1.extend(ranked.map(|(f, rank)| WishRow { child, rank, facility: at(f) }));
            rows.2.extend(c.scores.iter().map(|s| ScoreRow {
                child,
                facility: s.facility.as_deref().map(at),
                points: s.points,
                ties: s.ties.clone(),
            }));
        }
        let terms = family.terms.map(|t| (family.household.clone(), t));
        data.children.extend(rows.0);
        data.wishes.extend(rows.1);
        data.scores.extend(rows.2);
        data.terms.extend(terms);
    }
}

pub fn live(seed: u64, steps: usize) -> (Book, u32) {
    let mut dice = Dice::new(seed);
    let mut book = Book::open(town::opened(&mut dice));
    let told = go_on(&mut book, &mut dice, steps);
    (book, told)
}

/// Some more steps in a book; how many changes new decisions of rounds made.
pub fn go_on(book: &mut Book, dice: &mut Dice, steps: usize) -> u32 {
    let number = |(id, _): (&str, &Registered)| id[1..].parse::<usize>().unwrap();
    let mut kids = book.year.children().map(number).max().map_or(0, |n| n + 1);
    let mut told = 0;
    for _ in 0..2 + dice.below(6) {
        let family = town::family(dice, kids);
        kids += family.children.len();
        let _ = book.enter(What::Applied(family));
    }
    for _ in 0..steps {
        match dice.below(6) {
            0 => {
                let movers = [Movers::None, Movers::Better][dice.below(2)];
                let year = book.year.clone();
                book.hold(movers, |data| newcomers(data, dice, &mut kids, &year));
            }
            1 => told += book.redecide().map_or(0, |c| c.changes() as u32),
            _ => {
                let what = something(book, dice, &mut kids);
                let _ = book.enter(what);
            }
        }
        if dice.below(3) == 0 {
            book.later(dice.below(30));
        }
    }
    told
}

proptest! {
    #![proptest_config(crate::support::config(1500))]

    #[test]
    fn a_year_keeps_its_children_and_seats(seed in any::<u64>(), steps in 5..40usize) {
        let (book, _) = live(seed, steps);
        let replayed = Year::replay(&book.events).unwrap();
        prop_assert!(replayed == book.year, "the same events lead to the same year");
    }

    #[test]
    fn events_of_a_day_about_different_families_may_come_in_any_order(
        seed in any::<u64>(),
        steps in 5..20usize,
        more in any::<u64>(),
    ) {
        let (book, _) = live(seed, steps);
        let mut dice = Dice::new(more);
        let mut kids = 900;
        for _ in 0..8 {
            let (a, b) = (something(&book, &mut dice, &mut kids), something(&book, &mut dice, &mut kids));
            if about(&book.year, &a).is_some_and(|a| Some(a) == about(&book.year, &b)) || same_seats(&a, &b) {
                continue;
            }
            let [a, b] = [a, b].map(|what| Event { date: book.date, what });
            let run = |first: &Event, second: &Event| {
                let mut year = book.year.clone();
                let results = (year.apply(first).is_ok(), year.apply(second).is_ok());
                (results, year)
            };
            let ((a_first, b_second), one) = run(&a, &b);
            let ((b_first, a_second), other) = run(&b, &a);
            // A seat that one frees may be taken by the other; where both fit in both orders, the order leaves no trace.
            if a_first && b_second && b_first && a_second {
                prop_assert!(one == other, "{a:?} and {b:?}");
            }
        }
    }
}

/// The household that an event is about.
fn about(year: &Year, what: &What) -> Option<String> {
    let child = match what {
        What::Applied(a) => return Some(a.household.clone()),
        What::FamilyWishesChanged(f) => return Some(f.household.clone()),
        What::Declined(d) => &d.child,
        What::Withdrawn(w) => &w.child,
        What::Decided(d) => &d.child,
        What::Released(r) => &r.child,
        What::NeedChecked(n) => &n.child,
        What::WishesChanged(w) => &w.child,
        _ => return None,
    };
    year.child(child).map(|c| c.household.clone())
}

/// New seats of a class may be made in two ways; which of them is there decides.
fn same_seats(a: &What, b: &What) -> bool {
    let makes = |w: &What| match w {
        What::CapacityChanged(c) => vec![c.key.facility.clone()],
        What::UnnamedLeft(l) => vec![l.facility.clone()],
        What::Applied(a) => a.children.iter().filter_map(|c| c.current.clone()).collect(),
        What::FacilityOpened(f) => vec![f.id.clone()],
        _ => Vec::new(),
    };
    makes(a).iter().any(|f| makes(b).contains(f))
}

#[test]
fn random_years_are_eventful() {
    // Guards the tests above against years in which nothing happens.
    let (mut rounds, mut told, mut kept, mut kinds) =
        (0, 0, 0, std::collections::BTreeMap::<String, u32>::new());
    for seed in 0..200 {
        let (book, changes) = live(seed, 40);
        rounds += book.year.rounds().len();
        told += changes;
        kept += book.kept;
        for event in &book.events {
            let name = format!("{:?}", event.what);
            *kinds.entry(name.split('(').next().unwrap().to_owned()).or_default() += 1;
        }
    }
    assert!(rounds > 400 && told > 30, "{rounds} rounds, {told} changes in rounds decided anew, {kinds:?}");
    assert!(kept > 100, "{kept} offers in rounds of single children");
    let all =
        ["Opened", "RoundHeld", "Redecided", "Applied", "Declined", "Withdrawn", "UnnamedLeft", "Decided"];
    let more = ["Released", "NeedChecked", "WishesChanged", "FamilyWishesChanged", "CapacityChanged"];
    for kind in all.iter().chain(&more) {
        assert!(kinds.get(*kind).is_some_and(|&n| n >= 5), "{kind} in {kinds:?}");
    }
}
