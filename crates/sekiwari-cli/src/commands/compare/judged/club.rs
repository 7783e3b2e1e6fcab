//! One decision of a club round, judged anew.

use sekiwari::Lang;
use sekiwari::explain::Side;
use sekiwari::explain::club::{Decided, DecidedBy, key_name, reversals, side as side_of};
use sekiwari::programme::club::{OrderKey, Round};
use sekiwari_files::club::LoadedClub;
use sekiwari_files::write::{ClubTables, ResultJson};
use std::collections::BTreeMap;
use std::path::Path;

use super::{JudgedSide, Key, Passed, by_rule};
use crate::failure::{Exit, Failure};
use crate::given::{self, GivenClub};

/// Reads and judges a table; what is wrong with it has been told where there is only an exit.
pub(super) fn side(
    loaded: &LoadedClub,
    (table, result): (&Path, Option<&ResultJson>),
    lang: Lang,
    json: bool,
) -> Result<Result<(Side, JudgedSide), Exit>, Failure> {
    let given = given::read_club(loaded, table, result, lang, json)?;
    Ok(given.map(|given| told(loaded, &given, result, lang)))
}

fn told(
    loaded: &LoadedClub,
    given: &GivenClub,
    result: Option<&ResultJson>,
    lang: Lang,
) -> (Side, JudgedSide) {
    let (GivenClub { compiled, market, verdict, ties }, round) = (given, &loaded.round);
    let decided = Decided::new(round, compiled, market, &verdict.allocation, &verdict.blocking, *ties);
    let tables = ClubTables::new(&decided, *ties);
    let (rule, name) = by_rule(result, lang);
    let id = |child: u32| round.children()[child as usize].id.clone();
    let passed = reversals(&decided, &tables.reasons).into_iter().map(|found| Passed {
        child: id(found.child),
        seat: decided.seat(found.entry),
        over: id(found.over.0),
        rule: found.rule,
        key: Some(key(found.key, round, lang)),
    });
    let mut words = BTreeMap::new();
    for reason in &tables.reasons {
        let text = || reason.text(&decided, name, tables.place(reason), lang);
        // Of the ways to one club on the same days the best speaks for it.
        words.entry((id(reason.child), decided.seat(reason.entry))).or_insert_with(text);
    }
    let judged =
        JudgedSide { rule, blocking: verdict.blocking_households(), reversals: passed.collect(), words };
    (side_of(&decided, &tables.reasons, &tables.main_reasons), judged)
}

/// A key of the order in the word of files and in a few words for people.
fn key(by: DecidedBy, round: &Round, lang: Lang) -> Key {
    let label = match by {
        DecidedBy::Key(key) => key_name(key, round, lang),
        DecidedBy::Tie(key) => {
            let name = round.tie_names().get(key).cloned().unwrap_or_else(|| by.as_str());
            lang.pick(format!("同点時の基準「{name}」"), format!("the tie key \"{name}\""))
        }
        DecidedBy::Lottery => lang.pick("抽選", "the lottery").to_owned(),
        DecidedBy::Held | DecidedBy::Equal => by.as_str(),
    };
    let place = match by {
        DecidedBy::Held => 0,
        DecidedBy::Key(key) => round.rules().order.iter().position(|k: &OrderKey| *k == key).unwrap_or(0),
        DecidedBy::Tie(key) => round.rules().order.len() + key,
        DecidedBy::Lottery | DecidedBy::Equal => usize::MAX,
    };
    Key { place, name: by.as_str(), label }
}
