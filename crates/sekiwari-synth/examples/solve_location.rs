//! Solves one problem of location from standard input and prints a line of JSON.
//!
//! ```text
//! cargo run --release -p sekiwari-synth --example solve_location -- PROBLEM NUMBER RADIUS [REPEAT] < INSTANCE
//! ```
//!
//! PROBLEM is `p_median`, `p_center`, `max_covering` (NUMBER new sites each) or `set_covering` (fewest). INSTANCE: points and sites, the
//! weights of the points, then a row of distances a point, all whole numbers with blanks between. The time is the median of REPEAT runs
//! (1), of solving in memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sekiwari::siting::location::{
    Answer, InstanceBuilder, Least, Openings, Search, Site, max_covering, p_center, p_median, set_covering,
};
use std::io::Read;
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [problem, number, radius, ..] = arguments.as_slice() else {
        panic!("PROBLEM NUMBER RADIUS [REPEAT] are needed");
    };
    let (number, radius): (u32, u32) = (number.parse().unwrap(), radius.parse().unwrap());
    let repeat: usize = arguments.get(3).map_or(1, |n| n.parse().unwrap());
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    let mut numbers = text.split_ascii_whitespace().map(|n| n.parse::<u32>().unwrap());
    let (points, sites) = (numbers.next().unwrap() as usize, numbers.next().unwrap() as usize);
    let weights: Vec<u32> = numbers.by_ref().take(points).collect();
    let mut b = InstanceBuilder::new();
    (0..sites).for_each(|_| {
        b.add_site(Site::candidate());
    });
    for weight in weights {
        let row: Vec<Option<u32>> = numbers.by_ref().take(sites).map(Some).collect();
        b.add_point(weight, &row);
    }
    let instance = b.build().expect("a valid instance");
    let (openings, search) = (Openings::Exactly(number), Search::default());
    match problem.as_str() {
        "p_median" => run(repeat, || {
            p_median(&instance, openings, &search)
                .found()
                .map(|a| map(a, |v| (v.unreached == 0).then_some(v.cost)))
        }),
        "p_center" => run(repeat, || {
            let reached =
                |v: sekiwari::siting::location::Reach| (v.unreached == 0).then_some(u64::from(v.farthest));
            p_center(&instance, openings, &search).found().map(|a| map(a, reached))
        }),
        "max_covering" => {
            run(repeat, || max_covering(&instance, radius, openings, &search).found().map(|a| map(a, Some)))
        }
        "set_covering" => run(repeat, || {
            set_covering(&instance, radius, Least::Sites, &search).found().map(|a| map(a, Some))
        }),
        other => panic!("no problem is called {other}"),
    }
}

/// The same answer with other values.
fn map<V>(answer: Answer<V>, value: impl Fn(V) -> Option<u64>) -> Answer<Option<u64>> {
    Answer {
        value: value(answer.value),
        bound: value(answer.bound),
        open: answer.open,
        status: answer.status,
        statistics: answer.statistics,
    }
}

fn run(repeat: usize, solve: impl Fn() -> Option<Answer<Option<u64>>>) {
    let mut times = Vec::new();
    let mut answer = None;
    for _ in 0..repeat.max(1) {
        let start = Instant::now();
        answer = solve();
        times.push(start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    let seconds = times[times.len() / 2];
    let line = match answer {
        Some(a) => serde_json::json!({
            "status": a.status.as_str(),
            "value": a.value,
            "bound": a.bound,
            "open": a.open.iter().map(|s| s.index()).collect::<Vec<_>>(),
            "nodes": a.statistics.nodes,
            "seconds": seconds,
        }),
        None => serde_json::json!({ "status": "infeasible", "seconds": seconds }),
    };
    println!("{line}");
}
