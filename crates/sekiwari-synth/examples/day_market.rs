//! A month of day services decided, with what is proven: `day_market REQUESTS [STAFFED_PERMILLE] [SEEDS]`.

use sekiwari::exact::day::{DayOptions, DayRule, Fate, Refusal, solve};
use std::time::Instant;

fn main() {
    let arg = |i: usize| std::env::args().nth(i).and_then(|a| a.parse::<u32>().ok());
    let requests = arg(1).unwrap_or(20_000);
    let staffed_permille = arg(2).unwrap_or(300);
    for seed in 1..=u64::from(arg(3).unwrap_or(3)) {
        let options = sekiwari_synth::DayOptions {
            staffed_permille,
            ..sekiwari_synth::DayOptions::month(requests, seed)
        };
        let Ok(market) = sekiwari_synth::day_market(&options) else { return };
        for &(name, rule) in DayRule::NAMES {
            let start = Instant::now();
            let Ok(solution) = solve(&market, &DayOptions { rule, ..DayOptions::default() }) else { return };
            let took = start.elapsed();
            let mut why = [0; 5];
            for fate in &solution.fates {
                if let Fate::Refused(refusal) = fate {
                    why[match refusal {
                        Refusal::Never => 0,
                        Refusal::Limits(_) => 1,
                        Refusal::Exhausted => 2,
                        Refusal::Unknown => 3,
                        Refusal::Full => 4,
                    }] += 1;
                }
            }
            let s = solution.statistics;
            println!(
                "seed {seed} {name:<12} {took:>9.1?}  granted {}  refused {} (never, limits, exhausted, unknown, full: {why:?})  wishes proven {}  dates {}/{}",
                s.granted, s.refused, s.wishes_proven, s.dates_proven, s.dates
            );
        }
    }
}
