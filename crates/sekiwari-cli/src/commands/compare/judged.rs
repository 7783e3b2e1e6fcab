//! `compare --round`: both decisions judged anew, so that every difference has its reason, whoever made them.

use sekiwari::Lang;
use sekiwari::explain::{
    Change, ChangeKind, Comparison, Decided, Reason, ReversalRule, Side, compare, main_reasons, reasons,
    reversals,
};
use sekiwari::programme::nursery::Round;
use sekiwari_files::results::read_result;
use sekiwari_files::write::ResultJson;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{to_json, to_text};
use crate::failure::{Exit, Failure};
use crate::given::{self, Given};
use crate::input;

/// Two decisions of a round that was read anew.
pub(super) struct Judged {
    comparison: Comparison,
    sides: [JudgedSide; 2],
}

/// One of them.
struct JudgedSide {
    rule: Option<String>,
    blocking: u32,
    reversals: Vec<Passed>,
    /// The reason against (child, facility) in words.
    words: BTreeMap<(String, String), String>,
}

/// Somebody with fewer points sits where a child would rather be.
struct Passed {
    child: String,
    facility: String,
    over: String,
    rule: ReversalRule,
}

/// Reads the round and both decisions; what is wrong with them has been told where there is only an exit.
///
/// # Errors
/// [`Failure`] if something cannot be read, or the round is none of nurseries.
pub(super) fn judge(
    round: &Path,
    decisions: [&PathBuf; 2],
    lang: Lang,
    json: bool,
) -> Result<Result<Judged, Exit>, Failure> {
    let others = ("--round は保育所等の募集だけで使えます", "--round is for nursery rounds only");
    let loaded = match input::read_nursery(round, others, lang, json)? {
        Ok(loaded) => loaded,
        Err(exit) => return Ok(Err(exit)),
    };
    let mut sides = Vec::with_capacity(2);
    for decision in decisions {
        // A table by itself, or the folder it stands in.
        let (table, result) = match decision.is_dir() {
            true => (decision.join("allocation.csv"), read_result(decision).ok()),
            false => (decision.clone(), None),
        };
        match given::read(&loaded, &table, result.as_ref(), lang, json)? {
            Ok(given) => sides.push(side(&loaded.round, &given, result.as_ref(), lang)),
            Err(exit) => return Ok(Err(exit)),
        }
    }
    let [(before, first), (after, second)]: [(Side, JudgedSide); 2] =
        sides.try_into().map_err(|_| Failure::new("比較できません", "cannot compare"))?;
    Ok(Ok(Judged { comparison: compare(&before, &after), sides: [first, second] }))
}

fn side(round: &Round, given: &Given, result: Option<&ResultJson>, lang: Lang) -> (Side, JudgedSide) {
    let Given { compiled, market, verdict } = given;
    let decided = Decided::new(round, compiled, market, &verdict.allocation);
    let decisions = compiled.decisions(round, &verdict.allocation);
    let all = reasons(&decided);
    let mains = main_reasons(&decided, &decisions, &all);
    let rule = result.map_or(lang.pick("手作業など", "by hand"), |r| &r.mechanism);
    let ids = |r: &Reason| {
        let child = round.children()[r.child as usize].id.clone();
        (child, round.facilities()[r.facility as usize].id.clone())
    };
    let words = all.iter().map(|r| (ids(r), r.text(&decided, rule, lang))).collect();
    let passed = reversals(&decided, &all).into_iter().map(|found| {
        let (child, facility) = ids(&found.reason);
        let over = round.children()[found.over_child(&decided) as usize].id.clone();
        Passed { child, facility, over, rule: found.rule }
    });
    let judged = JudgedSide {
        rule: result.map(|r| format!("{} ({})", r.mechanism, r.ties)),
        blocking: verdict.blocking_households(),
        reversals: passed.collect(),
        words,
    };
    (Side::of(&decided, &decisions, &all, &mains), judged)
}

impl JudgedSide {
    fn count(&self, rule: ReversalRule) -> usize {
        self.reversals.iter().filter(|r| r.rule == rule).count()
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
        let (side, seat) = match change.kind {
            ChangeKind::GainedSeat | ChangeKind::BetterWish => (0, &change.after.facility),
            ChangeKind::OtherSeat | ChangeKind::WorseWish | ChangeKind::LostSeat => {
                (1, &change.before.facility)
            }
        };
        let key = (change.child.clone(), seat.clone()?);
        self.sides[side].words.get(&key).map(String::as_str)
    }

    pub(super) fn text(&self, lang: Lang) -> String {
        let mut text = to_text(&self.comparison, &self.rules(), lang, |change| self.why(change));
        let (whole, part) = (self.agreement() / 10, self.agreement() % 10);
        let head = lang.pick(
            format!("一致率 {whole}.{part} %（施設が同じ、またはどちらも席なし）\n"),
            format!("agreement {whole}.{part} % (the same facility, or no seat in both)\n"),
        );
        for (side, name) in self.sides.iter().zip(["A", "B"]) {
            let (blocking, all) = (side.blocking, side.reversals.len());
            text += &lang.pick(
                format!("{name}: 優先順位に反する世帯 {blocking}、点数の低い児童が先に入所している希望 {all}\n"),
                format!("{name}: {blocking} households block; {all} wishes where somebody with fewer points sits\n"),
            );
            for rule in ReversalRule::ALL.into_iter().filter(|&r| side.count(r) > 0) {
                let _ = writeln!(text, "  {}: {}", rule.label(lang), side.count(rule));
            }
        }
        head + &text
    }

    pub(super) fn json(&self) -> Value {
        let mut value = to_json(&self.comparison, &self.rules());
        value["agreement_permille"] = self.agreement().into();
        if let Some(changes) = value["changes"].as_array_mut() {
            for (row, change) in changes.iter_mut().zip(&self.comparison.changes) {
                row["why"] = self.why(change).into();
            }
        }
        let side = |s: &JudgedSide| {
            let list: Vec<Value> = s
                .reversals
                .iter()
                .map(|r| {
                    json!({
                        "child": r.child,
                        "facility": r.facility,
                        "over_child": r.over,
                        "rule": r.rule.as_str(),
                    })
                })
                .collect();
            json!({"blocking_households": s.blocking, "reversals": list})
        };
        value["sides"] = self.sides.iter().map(side).collect();
        value
    }
}
