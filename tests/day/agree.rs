//! An answer held against the oracle and the judge.

use crate::naive::Stays;
use crate::oracle::Oracle;
use sekiwari::market::day::{DayAnswer, DayMarket};
use sekiwari::verify::day::{Recheck, Rechecks, judge};

/// Steps that a recheck may take; far more than a tiny market needs.
pub const STEPS: u64 = 10_000_000;

/// The stays of an answer; stays that are not listed are an error.
pub fn stays(market: &DayMarket, answer: &DayAnswer) -> Result<Stays, String> {
    let verdict = judge(market, answer);
    if !verdict.is_clean() {
        return Err(format!("{:?}", verdict.violations));
    }
    Ok(answer.given.iter().map(|g| g.as_ref().map(|g| g.stay as usize)).collect())
}

/// The answer is what `priority` asks for: the same requests granted and the same ranks as the oracle's, feasible, nobody
/// passed over, nothing left empty, and every refusal and place found right by the judge itself.
pub fn is_priority(market: &DayMarket, answer: &DayAnswer) -> Result<(), String> {
    Oracle::new(market).is_priority(&stays(market, answer)?)?;
    let verdict = judge(market, answer);
    if !verdict.is_orderly() {
        return Err(format!("not in order: {verdict:?}"));
    }
    match rechecked(market, answer) {
        (0, 0) => Ok(()),
        (wrong, unknown) => Err(format!("{wrong} rechecks wrong, {unknown} unknown")),
    }
}

/// The answer is what `first-come` gives, stay by stay.
pub fn is_first_come(market: &DayMarket, answer: &DayAnswer) -> Result<(), String> {
    same(market, answer, Oracle::new(market).first_come())
}

/// The answer is what `points-order` gives, stay by stay.
pub fn is_points_order(market: &DayMarket, answer: &DayAnswer) -> Result<(), String> {
    same(market, answer, Oracle::new(market).points_order())
}

fn same(market: &DayMarket, answer: &DayAnswer, expected: Option<Stays>) -> Result<(), String> {
    let has = stays(market, answer)?;
    let verdict = judge(market, answer);
    if !verdict.wasted.is_empty() || !verdict.idle.is_empty() {
        return Err(format!("places left empty: {verdict:?}"));
    }
    if Some(&has) == expected.as_ref() { Ok(()) } else { Err(format!("{has:?} and should be {expected:?}")) }
}

/// How many refusals and places are found wrong, and how many remain unknown. What is found wrong comes with an assignment
/// that is feasible and gives the request more.
pub fn rechecked(market: &DayMarket, answer: &DayAnswer) -> (usize, usize) {
    let rechecks = Rechecks::new(market, answer).expect("a feasible answer");
    let (mut wrong, mut unknown) = (0, 0);
    for r in 0..market.requests().len() {
        let rank = |given: &DayAnswer| {
            given.given[r].as_ref().map_or(u32::MAX, |g| market.request(r).stay(g.stay as usize).rank)
        };
        for recheck in [rechecks.refusal(r as u32, STEPS), rechecks.place(r as u32, STEPS)] {
            match recheck {
                Recheck::Right => {}
                Recheck::Unknown => unknown += 1,
                Recheck::Wrong(better) => {
                    wrong += 1;
                    assert_eq!(judge(market, &better).violations, [], "{better:?}");
                    assert!(rank(&better) < rank(answer), "{better:?} gives request {r} no more");
                }
            }
        }
    }
    (wrong, unknown)
}
