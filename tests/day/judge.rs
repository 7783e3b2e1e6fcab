//! The judge against the naive reading of what is feasible.

use crate::naive::{self, Stays};
use crate::oracle::Oracle;
use crate::spec::{SMALL, Spec, market};
use crate::support::config;
use proptest::collection::vec;
use proptest::prelude::*;
use sekiwari::Lang;
use sekiwari::market::day::{DayAnswer, DayMarket, Given, KeyPart};
use sekiwari::verify::day::{certify, judge};

/// Any answer, mostly of the right form.
fn any_answer(requests: usize) -> impl Strategy<Value = DayAnswer> {
    let room = prop_oneof![2 => Just(None), 3 => (0..3u32).prop_map(Some), 1 => any::<u32>().prop_map(Some)];
    let stay = prop_oneof![20 => 0..3u32, 1 => any::<u32>()];
    let given = (stay, vec(room, 0..4)).prop_map(|(stay, rooms)| Given { stay, rooms });
    vec(proptest::option::weighted(0.6, given), requests..=requests + 1).prop_map(move |mut given| {
        if given.len() > requests && given[0].as_ref().is_none_or(|g| g.stay != 1) {
            given.pop();
        }
        DayAnswer { given }
    })
}

/// Gives rooms to those who need them and to nobody else, as far as there are any, so that many answers are of the right
/// form.
fn tidy(market: &DayMarket, answer: &mut DayAnswer) {
    for (request, given) in market.requests().zip(&mut answer.given) {
        let Some(given) = given else { continue };
        if given.rooms.len() > 2 {
            continue;
        }
        given.stay %= request.stays_len().max(1) as u32;
        if request.fixed() {
            given.stay = 0;
        }
        let Some(stay) = request.stays().nth(given.stay as usize) else { continue };
        let rooms = market.openings()[stay.opening as usize].limits.rooms.as_ref();
        given.rooms.resize(request.members().len(), Some(0));
        for (member, room) in request.members().iter().zip(&mut given.rooms) {
            let count = rooms.map_or(0, |r| r.rooms.len() as u32);
            *room = (member.illness.is_some() && count > 0).then(|| room.unwrap_or(0) % count.max(1));
        }
    }
}

proptest! {
    #![proptest_config(config(20_000))]

    /// Clean exactly where the naive reading says feasible; every violation has a text; nothing panics.
    #[test]
    fn answers_are_clean_exactly_where_they_are_feasible(
        (spec, answer, neat) in market(SMALL).prop_flat_map(|spec| {
            let answer = any_answer(spec.requests.len());
            (Just(spec), answer, any::<bool>())
        })
    ) {
        let market = spec.build();
        let mut answer = answer;
        if neat {
            tidy(&market, &mut answer);
        }
        let verdict = judge(&market, &answer);
        prop_assert_eq!(
            verdict.is_clean(), naive::answer_is_feasible(&market, &answer), "{:?}", verdict.violations
        );
        for violation in &verdict.violations {
            for lang in Lang::ALL {
                let text = violation.describe(lang);
                prop_assert!(!text.contains(['{', '}']) && !text.contains("  "), "{}", text);
            }
        }
        prop_assert_eq!(certify(&market, answer).is_ok(), verdict.is_clean());
    }
}

/// What is counted, by trying every single move.
fn counts(oracle: &Oracle<'_>, stays: &Stays) -> [Vec<usize>; 3] {
    let market = oracle.market;
    let freeing: Vec<bool> = stays.iter().map(Option::is_some).collect();
    let order = asked(oracle, stays);
    let by_wish = market.keys().0.contains(&KeyPart::Wish);
    let mut found = [vec![], vec![], vec![]];
    for (r, row) in market.requests().enumerate().filter(|(_, row)| !row.fixed()) {
        let has = stays[r].map_or(u32::MAX, |s| row.stay(s).rank);
        let better: Vec<usize> = (0..row.stays_len()).filter(|&s| row.stay(s).rank < has).collect();
        let fits = |stay: usize, without: Option<usize>| {
            let mut with = stays.clone();
            with[r] = Some(stay);
            without.into_iter().for_each(|g| with[g] = None);
            naive::fits(market, &with, &freeing)
        };
        if better.iter().any(|&s| fits(s, None)) {
            found[if stays[r].is_none() { 1 } else { 2 }].push(r);
        } else if stays[r].is_none() || by_wish {
            let passed_over = |&s: &usize| {
                let rank = row.stay(s).rank;
                let at = order.iter().position(|&(x, within, _)| x == r && within >= rank).unwrap();
                order[at + 1..].iter().any(|&(g, _, granted)| granted && g != r && fits(s, Some(g)))
            };
            if better.iter().any(passed_over) {
                found[0].push(r);
            }
        }
    }
    found
}

/// The queue replayed: request, rank within which it is asked, whether granted.
fn asked(oracle: &Oracle<'_>, stays: &Stays) -> Vec<(usize, u32, bool)> {
    let market = oracle.market;
    let keys = &market.keys().0;
    let by_wish = keys.contains(&KeyPart::Wish);
    let mut order = Vec::new();
    let mut granted: Vec<bool> =
        market.requests().zip(stays).map(|(r, s)| r.fixed() && s.is_some()).collect();
    for stage in oracle.stages() {
        let mut waiting: Vec<(usize, u32)> = Vec::new();
        for (r, row) in market.requests().enumerate().filter(|(_, row)| row.stage() == stage && !row.fixed())
        {
            match row.stays().map(|s| s.rank).min() {
                Some(first) => waiting.push((r, if by_wish { first } else { u32::MAX })),
                None if by_wish => {}
                None => waiting.push((r, u32::MAX)),
            }
        }
        while !waiting.is_empty() {
            let next =
                (0..waiting.len()).min_by_key(|&i| oracle.key(keys, waiting[i].0, waiting[i].1, &granted));
            let (r, within) = waiting.remove(next.unwrap());
            let row = market.request(r);
            granted[r] = stays[r].is_some_and(|s| row.stay(s).rank <= within);
            order.push((r, within, granted[r]));
            if !granted[r] {
                waiting.extend(row.stays().map(|s| s.rank).filter(|&k| k > within).min().map(|k| (r, k)));
            }
        }
    }
    order
}

fn check_counts(spec: &Spec, choice: prop::sample::Index) -> Result<(), TestCaseError> {
    let market = spec.build();
    let oracle = Oracle::new(&market);
    let fixed = oracle.fixed().expect("fixed requests that fit");
    let whole: Vec<&Stays> =
        oracle.all.iter().filter(|s| s.iter().zip(&fixed).all(|(s, f)| f.is_none() || s == f)).collect();
    let stays = choice.get(&whole);
    let verdict = judge(&market, &naive::answer(&market, stays));
    let requests = |list: &[u32]| list.iter().map(|&r| r as usize).collect::<Vec<_>>();
    let found = [
        requests(&verdict.breaches.iter().map(|b| b.request).collect::<Vec<_>>()),
        requests(&verdict.wasted.iter().map(|w| w.request).collect::<Vec<_>>()),
        requests(&verdict.idle.iter().map(|i| i.request).collect::<Vec<_>>()),
    ];
    prop_assert!(verdict.is_clean());
    prop_assert_eq!(found, counts(&oracle, stays), "{:?}", stays);
    prop_assert_eq!(verdict.tally.granted as usize, stays.iter().flatten().count());
    Ok(())
}

proptest! {
    #![proptest_config(config(1500))]

    /// Those passed over, places wasted and idle wishes are those found by trying every single move.
    #[test]
    fn counts_are_those_of_single_moves(spec in market(SMALL), choice in any::<prop::sample::Index>()) {
        check_counts(&spec, choice)?;
    }
}
