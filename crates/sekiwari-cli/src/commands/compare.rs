//! `sekiwari compare DIR_A DIR_B`: who gained and who lost between two decisions of one round.

mod daily;
mod judged;

use clap::Args;
use sekiwari::Lang;
use sekiwari::explain::{Change, ChangeKind, Comparison, Got, compare};
use sekiwari_files::results::{ResultsError, is_of_days, read_result, read_side};
use serde_json::json;
use std::fmt::Write as _;
use std::path::PathBuf;

use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// The output folder of the first decision.
    /// 比べる元の出力フォルダ。
    dir_a: PathBuf,
    /// The output folder of the second decision.
    /// 比べる先の出力フォルダ。
    dir_b: PathBuf,
    /// The round of both (nurseries, clubs): both are judged anew, also tables made by hand or by another system, and every
    /// difference is given its reason; tells where somebody with fewer points (who stands lower) sits, and by which rule.
    /// 募集(保育所等・放課後児童クラブ)。両方を検証し直し、違いごとの理由と、点数(順位)の低い児童が先に入っている希望を示します(手作業の表も可)。
    #[arg(long, value_name = "ROUND")]
    round: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Compare {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        if let Some(round) = &self.round {
            let judged = judged::judge(round, [&self.dir_a, &self.dir_b], lang, self.messages.json)?;
            match judged {
                Ok(judged) if self.messages.json => console::say_json(&judged.json())?,
                Ok(judged) => console::say(&judged.text(lang))?,
                Err(exit) => return Ok(exit),
            }
            return Ok(Exit::Clean);
        }
        if is_of_days(&self.dir_a) {
            let compared = daily::compare(&self.dir_a, &self.dir_b)?;
            if self.messages.json {
                console::say_json(&compared.json())?;
            } else {
                console::say(&compared.text(lang))?;
            }
            return Ok(Exit::Clean);
        }
        let fail = |e: ResultsError| Failure::new(e.message(Lang::Ja), e.message(Lang::En));
        let comparison =
            compare(&read_side(&self.dir_a).map_err(fail)?, &read_side(&self.dir_b).map_err(fail)?);
        // Allocations made elsewhere have no result.json; then there is no rule to name.
        let rule = |dir: &PathBuf| read_result(dir).ok().map(|r| format!("{} ({})", r.mechanism, r.ties));
        let rules = [rule(&self.dir_a), rule(&self.dir_b)];
        if self.messages.json {
            console::say_json(&to_json(&comparison, &rules))?;
        } else {
            console::say(&to_text(&comparison, &rules, lang, |_| None))?;
        }
        Ok(Exit::Clean)
    }
}

fn to_text<'a>(
    comparison: &Comparison,
    rules: &[Option<String>; 2],
    lang: Lang,
    why: impl Fn(&Change) -> Option<&'a str>,
) -> String {
    let mut text = String::new();
    let [a, b] = rules.each_ref().map(|r| r.as_deref().unwrap_or("?"));
    let _ = writeln!(text, "{a} -> {b}");
    let _ = writeln!(
        text,
        "  {}: {}",
        lang.pick("変わらない児童", "children with the same seat or none"),
        comparison.same
    );
    for kind in ChangeKind::ALL {
        let _ = writeln!(text, "  {}: {}", kind.label(lang), comparison.count(kind));
    }
    if comparison.other_days() > 0 {
        text += &lang.pick(
            format!("  上記のうち同じ施設で曜日だけの違い: {}\n", comparison.other_days()),
            format!("  of these at the same facility on other days: {}\n", comparison.other_days()),
        );
    }
    for (ids, side) in [(&comparison.only_before, "A"), (&comparison.only_after, "B")] {
        if !ids.is_empty() {
            let list = ids.join(", ");
            text += &lang.pick(
                format!("  {side} だけにいる児童 {} 人: {list}\n", ids.len()),
                format!("  {} children only in {side}: {list}\n", ids.len()),
            );
        }
    }
    for change in &comparison.changes {
        let _ = writeln!(text, "{}", change.text(lang));
        if let Some(why) = why(change) {
            let _ = writeln!(text, "    {why}");
        }
    }
    text
}

fn to_json(comparison: &Comparison, rules: &[Option<String>; 2]) -> serde_json::Value {
    let changes: Vec<_> = comparison
        .changes
        .iter()
        .map(|c| {
            json!({
                "child": c.child,
                "change": c.kind.as_str(),
                "before": got(&c.before),
                "after": got(&c.after),
                "reason": c.code.map(|r| r.as_str()),
            })
        })
        .collect();
    let counts: serde_json::Map<_, _> =
        ChangeKind::ALL.iter().map(|&k| (k.as_str().to_owned(), comparison.count(k).into())).collect();
    json!({
        "rules": rules,
        "same": comparison.same,
        "counts": counts,
        "other_days": comparison.other_days(),
        "only_before": comparison.only_before,
        "only_after": comparison.only_after,
        "changes": changes,
    })
}

fn got(got: &Got) -> serde_json::Value {
    let mut value = json!({"facility": got.facility, "wish_rank": got.wish_rank});
    if !got.days.is_empty() {
        value["weekdays"] = got.days.as_str().into();
    }
    value
}
