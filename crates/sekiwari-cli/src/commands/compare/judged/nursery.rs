//! One decision of a nursery round, judged anew.

use sekiwari::Lang;
use sekiwari::explain::{Decided, Reason, Seat, Side, main_reasons, reasons, reversals};
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::ResultJson;
use std::path::Path;

use super::{JudgedSide, Passed, by_rule};
use crate::failure::{Exit, Failure};
use crate::given::{self, Given};

/// Reads and judges a table; what is wrong with it has been told where there is only an exit.
pub(super) fn side(
    loaded: &LoadedRound,
    (table, result): (&Path, Option<&ResultJson>),
    lang: Lang,
    json: bool,
) -> Result<Result<(Side, JudgedSide), Exit>, Failure> {
    let given = given::read(loaded, table, result, lang, json)?;
    Ok(given.map(|given| told(loaded, &given, result, lang)))
}

fn told(loaded: &LoadedRound, given: &Given, result: Option<&ResultJson>, lang: Lang) -> (Side, JudgedSide) {
    let (Given { compiled, market, verdict, .. }, round) = (given, &loaded.round);
    let decided = Decided::new(round, compiled, market, &verdict.allocation);
    let decisions = compiled.decisions(round, &verdict.allocation);
    let all = reasons(&decided);
    let mains = main_reasons(&decided, &decisions, &all);
    let (rule, name) = by_rule(result, lang);
    let key = |r: &Reason| {
        let facility = round.facilities()[r.facility as usize].id.clone();
        (round.children()[r.child as usize].id.clone(), Seat { facility, days: String::new() })
    };
    let passed = reversals(&decided, &all).into_iter().map(|found| {
        let (child, seat) = key(&found.reason);
        let over = round.children()[found.over_child(&decided) as usize].id.clone();
        Passed { child, seat, over, rule: found.rule, key: None }
    });
    let judged = JudgedSide {
        rule,
        blocking: verdict.blocking_households(),
        reversals: passed.collect(),
        words: all.iter().map(|r| (key(r), r.text(&decided, name, lang))).collect(),
    };
    (Side::of(&decided, &decisions, &all, &mains), judged)
}
