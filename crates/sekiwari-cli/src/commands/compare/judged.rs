//! `compare --round`: both decisions judged anew, so that every difference has its reason, whoever made them.

mod club;
mod nursery;

use sekiwari::Lang;
use sekiwari::explain::{Change, Comparison, ReversalRule, Seat, Side, compare};
use sekiwari_files::AnyRound;
use sekiwari_files::results::read_result;
use sekiwari_files::write::{ALLOCATION, ResultJson};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{to_json, to_text};
use crate::failure::{Exit, Failure};
use crate::input::{self, ReadAny};

/// Two decisions of a round that was read anew.
pub(super) struct Judged {
    comparison: Comparison,
    sides: [JudgedSide; 2],
    /// Of clubs, where days are part of the decision and the order of priority has keys of its own.
    of_clubs: bool,
}

/// One of them.
struct JudgedSide {
    rule: Option<String>,
    blocking: u32,
    reversals: Vec<Passed>,
    /// The reason against a seat for a child in words.
    words: BTreeMap<(String, Seat), String>,
}

/// Somebody who stands lower sits where a child would rather be.
struct Passed {
    child: String,
    seat: Seat,
    over: String,
    rule: ReversalRule,
    /// What tells the two apart, where it is not points alone.
    key: Option<Key>,
}

/// A key of an order of priority.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// Its place in the order.
    place: usize,
    /// The word used in files.
    name: String,
    /// A few words for people.
    label: String,
}

/// Reads the round and both decisions; what is wrong with them has been told where there is only an exit.
///
/// # Errors
/// [`Failure`] if something cannot be read, or the round is one of day services.
pub(super) fn judge(
    round: &Path,
    decisions: [&PathBuf; 2],
    lang: Lang,
    json: bool,
) -> Result<Result<Judged, Exit>, Failure> {
    let loaded = match input::read_any_usable(round, lang, json)? {
        ReadAny::Usable(loaded, _) => loaded,
        ReadAny::Refused(exit) => return Ok(Err(exit)),
    };
    let mut sides = Vec::with_capacity(2);
    for decision in decisions {
        // A table by itself, or the folder it stands in.
        let (table, result) = match decision.is_dir() {
            true => (decision.join(ALLOCATION.file), read_result(decision).ok()),
            false => (decision.clone(), None),
        };
        let stated = (table.as_path(), result.as_ref());
        let side = match &loaded {
            AnyRound::Nursery(loaded) => nursery::side(loaded, stated, lang, json)?,
            AnyRound::Club(loaded) => club::side(loaded, stated, lang, json)?,
            AnyRound::Daily(_) => return Err(of_days()),
        };
        match side {
            Ok(side) => sides.push(side),
            Err(exit) => return Ok(Err(exit)),
        }
    }
    let [(before, first), (after, second)]: [(Side, JudgedSide); 2] =
        sides.try_into().map_err(|_| Failure::new("比較できません", "cannot compare"))?;
    let of_clubs = matches!(loaded, AnyRound::Club(_));
    Ok(Ok(Judged { comparison: compare(&before, &after), sides: [first, second], of_clubs }))
}

/// What to do instead in a round of day services.
fn of_days() -> Failure {
    Failure::new(
        "日単位の保育の募集では --round は使えません。--round を付けずに二つの出力フォルダを比べてください (申込みごとの違いと理由のコードが出ます)。手作業の表は verify で検証し、個々の理由は explain で示せます。",
        "--round is not for day services: leave it out to compare two output folders, request by request with the codes of their reasons; verify judges a table made by hand, and explain tells the reasons of a request",
    )
}

/// The rule as it is named beside the other one, and in sentences.
fn by_rule(result: Option<&ResultJson>, lang: Lang) -> (Option<String>, &str) {
    let name = result.map_or(lang.pick("手作業など", "by hand"), |r| &r.mechanism);
    (result.map(|r| format!("{} ({})", r.mechanism, r.ties)), name)
}

impl JudgedSide {
    fn of(&self, rule: ReversalRule) -> impl Iterator<Item = &Passed> {
        self.reversals.iter().filter(move |r| r.rule == rule)
    }

    /// How many there are by each key, in the order of the keys; empty where there are none.
    fn by_key(&self, rule: ReversalRule, lang: Lang) -> String {
        let mut keys: BTreeMap<&Key, u32> = BTreeMap::new();
        self.of(rule).filter_map(|r| r.key.as_ref()).for_each(|key| *keys.entry(key).or_default() += 1);
        let told: Vec<String> = keys.iter().map(|(key, n)| format!("{} {n}", key.label)).collect();
        match told.is_empty() {
            true => String::new(),
            false => lang.pick(
                format!("（順位の決め手: {}）", told.join("、")),
                format!(" (told apart by {})", told.join(", ")),
            ),
        }
    }

    fn text(&self, name: &str, of_clubs: bool, lang: Lang) -> String {
        let (blocking, all) = (self.blocking, self.reversals.len());
        let (ja, en) = match of_clubs {
            true => ("順位の低い児童が利用する希望", "wishes where somebody who stands lower comes"),
            false => ("点数の低い児童が先に入所している希望", "wishes where somebody with fewer points sits"),
        };
        let mut text = lang.pick(
            format!("{name}: 優先順位に反する世帯 {blocking}、{ja} {all}\n"),
            format!("{name}: {blocking} households block; {all} {en}\n"),
        );
        for rule in ReversalRule::ALL {
            let count = self.of(rule).count();
            if count > 0 {
                let _ = writeln!(text, "  {}: {count}{}", rule.label(lang), self.by_key(rule, lang));
            }
        }
        text
    }

    fn json(&self) -> Value {
        let list = self.reversals.iter().map(|r| {
            let mut row = json!({
                "child": r.child,
                "facility": r.seat.facility,
                "over_child": r.over,
                "rule": r.rule.as_str(),
            });
            if let Some(key) = &r.key {
                row["weekdays"] = r.seat.days.as_str().into();
                row["decided_by"] = key.name.as_str().into();
            }
            row
        });
        json!({"blocking_households": self.blocking, "reversals": list.collect::<Vec<_>>()})
    }
}

impl Judged {
    fn rules(&self) -> [Option<String>; 2] {
        self.sides.each_ref().map(|s| s.rule.clone())
    }

    /// Children with the same outcome among all that both decisions know, in thousandths.
    fn agreement(&self) -> u32 {
        let all = self.comparison.same as usize + self.comparison.changes.len();
        (u64::from(self.comparison.same) * 1000).checked_div(all as u64).map_or(1000, |p| p as u32)
    }

    /// Why the better of the two seats is not given in the decision without it, in words.
    fn why(&self, change: &Change) -> Option<&str> {
        let key = (change.child.clone(), change.withheld()?);
        self.sides[change.kind.without()].words.get(&key).map(String::as_str)
    }

    pub(super) fn text(&self, lang: Lang) -> String {
        let (whole, part) = (self.agreement() / 10, self.agreement() % 10);
        let (ja, en) = match self.of_clubs {
            true => ("クラブと曜日が同じ", "the same club on the same days"),
            false => ("施設が同じ", "the same facility"),
        };
        let mut text = lang.pick(
            format!("一致率 {whole}.{part} %（{ja}、またはどちらも席なし）\n"),
            format!("agreement {whole}.{part} % ({en}, or no seat in both)\n"),
        );
        text += &to_text(&self.comparison, &self.rules(), lang, |change| self.why(change));
        for (side, name) in self.sides.iter().zip(["A", "B"]) {
            text += &side.text(name, self.of_clubs, lang);
        }
        text
    }

    pub(super) fn json(&self) -> Value {
        let mut value = to_json(&self.comparison, &self.rules());
        value["agreement_permille"] = self.agreement().into();
        if let Some(changes) = value["changes"].as_array_mut() {
            for (row, change) in changes.iter_mut().zip(&self.comparison.changes) {
                row["why"] = self.why(change).into();
            }
        }
        value["sides"] = self.sides.iter().map(JudgedSide::json).collect();
        value
    }
}
