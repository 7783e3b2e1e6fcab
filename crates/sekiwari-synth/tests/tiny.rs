//! The hand-made round `data/tiny`: the expected answer is stable, and nothing else is (every allocation is tried).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::civil::Date;
use sekiwari::market::{Allocation, Market};
use sekiwari::mechanism::deferred_acceptance;
use sekiwari::priority::{Lottery, Thousandths};
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Compiled, Facility, Joint, JointRow, Prefer, Round, RoundData,
    ScoreRow, SeatRow, SiblingTerms, SingleFallback, WishRow, compile,
};
use sekiwari::verify;
use std::fs;
use std::path::PathBuf;

fn rows(file: &str) -> Vec<Vec<String>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/tiny").join(file);
    let text = fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|l| l.split(',').map(str::to_owned).collect()).collect()
}

/// Reads the tables without the reader of the files crate: they are plain.
fn tiny() -> RoundData {
    let facilities = rows("facilities.csv");
    let children = rows("children.csv");
    let facility = |id: &str| facilities.iter().position(|r| r[0] == id).map(|i| i as u32);
    let child = |id: &str| children.iter().position(|r| r[0] == id).unwrap() as u32;
    let class = |s: &str| AgeClass::new(s.parse().unwrap()).unwrap();
    let classes = |s: &str| {
        let (first, last) = s.split_once('-').unwrap_or((s, s));
        ClassSet::of([class(first), class(last)]).unwrap()
    };
    let thousandths = |s: &str| Thousandths(s.parse::<i64>().unwrap() * 1000);
    RoundData {
        limits: Vec::new(),
        reserves: Vec::new(),
        name: "tiny".to_owned(),
        fiscal_year: 2026,
        entry_date: jiff::civil::date(2026, 4, 1),
        facilities: facilities
            .iter()
            .map(|r| Facility {
                id: r[0].clone(),
                name: r[1].clone(),
                kind: Some(r[2].clone()),
                district: None,
                position: None,
                min_age_days: r[3].parse().ok(),
                partners: Vec::new(),
                care_kinds: Vec::new(),
            })
            .collect(),
        seats: rows("seats.csv")
            .iter()
            .map(|r| SeatRow {
                facility: facility(&r[0]).unwrap(),
                classes: classes(&r[1]),
                seats: r[2].parse().unwrap(),
            })
            .collect(),
        children: children
            .iter()
            .map(|r| {
                let born: Date = r[2].parse().unwrap();
                let child = Child {
                    id: r[0].clone(),
                    class: AgeClass::of(born, 2026).unwrap(),
                    birth_date: Some(born),
                    current: facility(&r[3]),
                    district: None,
                    position: None,
                    affiliation: Affiliation::default(),
                };
                (r[1].clone(), child)
            })
            .collect(),
        wishes: rows("wishes.csv")
            .iter()
            .map(|r| WishRow {
                child: child(&r[0]),
                rank: r[1].parse().unwrap(),
                facility: facility(&r[2]).unwrap(),
            })
            .collect(),
        terms: rows("households.csv")
            .iter()
            .map(|r| {
                let terms = SiblingTerms {
                    joint: Joint::from_name(&r[1]).unwrap(),
                    single_fallback: SingleFallback::from_name(&r[2]).unwrap(),
                    prefer: Prefer::from_name(&r[3]).unwrap(),
                };
                (r[0].clone(), terms)
            })
            .collect(),
        joint_wishes: rows("joint_wishes.csv")
            .iter()
            .map(|r| JointRow { child: child(&r[2]), rank: r[1].parse().unwrap(), facility: facility(&r[3]) })
            .collect(),
        decisions: Vec::new(),
        tie_names: vec!["tie_1".to_owned()],
        scores: rows("scores.csv")
            .iter()
            .map(|r| ScoreRow {
                child: child(&r[0]),
                facility: None,
                points: thousandths(&r[2]),
                ties: [thousandths(&r[3])].into(),
            })
            .collect(),
    }
}

fn compiled() -> (Round, Compiled) {
    let round = Round::new(tiny()).unwrap();
    let compiled = compile(&round, Lottery::new(7), JointOptions::default()).unwrap();
    (round, compiled)
}

/// The rows of `allocation.csv`, without reasons.
fn table(round: &Round, compiled: &Compiled, allocation: &Allocation) -> Vec<Vec<String>> {
    let decisions = compiled.decisions(round, allocation);
    let row = |(i, d): (usize, &sekiwari::programme::nursery::Decision)| {
        let child = &round.children()[i];
        vec![
            child.id.clone(),
            round.households()[round.household_of(i as u32) as usize].id.clone(),
            child.class.to_string(),
            d.facility.map_or(String::new(), |f| round.facilities()[f as usize].id.clone()),
            d.kind.as_str().to_owned(),
            d.wish_rank.map_or(String::new(), |r| r.to_string()),
        ]
    };
    decisions.iter().enumerate().map(row).collect()
}

#[test]
fn the_expected_answer_is_found() {
    let (round, compiled) = compiled();
    let strict = compiled.strict();
    let allocation = deferred_acceptance::run(&strict).unwrap().allocation;
    let expected: Vec<Vec<String>> =
        rows("expected/allocation.csv").into_iter().map(|r| r[..6].to_vec()).collect();
    assert_eq!(table(&round, &compiled, &allocation), expected);
    assert!(verify::certify(&strict, allocation).unwrap().verdict().is_stable());
}

/// Every combination of wishes, tried one by one.
fn every_allocation(market: &Market, mut seen: impl FnMut(Allocation)) {
    let choices: Vec<u32> = market.households().map(|h| market.wish_range(h).len() as u32 + 1).collect();
    let total: u64 = choices.iter().map(|&c| u64::from(c)).product();
    for mut code in 0..total {
        let ranks = choices.iter().map(|&c| {
            let rank = (code % u64::from(c)) as u32;
            code /= u64::from(c);
            (rank > 0).then_some(rank)
        });
        seen(Allocation::from_ranks(ranks.collect::<Vec<_>>()));
    }
}

#[test]
fn no_other_allocation_is_stable() {
    let (round, compiled) = compiled();
    let strict = compiled.strict();
    let (mut tried, mut stable) = (0, Vec::new());
    every_allocation(&strict, |allocation| {
        tried += 1;
        if let Ok(verified) = verify::certify(&strict, allocation)
            && verified.verdict().is_stable()
        {
            stable.push(verified.into_inner());
        }
    });
    assert!(tried > 10_000, "{tried} allocations tried");
    assert_eq!(stable.len(), 1);
    let expected = rows("expected/allocation.csv");
    let found = table(&round, &compiled, &stable[0]);
    assert!(found.iter().zip(&expected).all(|(f, e)| f[..] == e[..6]));
}

#[test]
fn the_lottery_decides_between_the_equal_children() {
    let lottery = Lottery::new(7);
    assert_eq!(lottery.draw("C03") >> 48, 0x408e);
    assert_eq!(lottery.draw("C04") >> 48, 0x3da5);
}
