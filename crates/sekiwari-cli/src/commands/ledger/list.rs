//! `sekiwari ledger list FILE [--child ID]`.

use super::{File, failure, not_recorded, open};
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use clap::Args;
use sekiwari::Lang;
use sekiwari_files::finding::visible;
use sekiwari_ledger::{Entry, LedgerError, Refusal, Step, entry_json, standing};
use serde_json::json;

/// Arguments of `ledger list`.
#[derive(Debug, Args)]
pub(super) struct List {
    #[command(flatten)]
    file: File,
    /// Only what concerns this child: every round that it was in, and everything between.
    /// この児童の経過だけを示します。
    #[arg(long, value_name = "ID")]
    child: Option<String>,
    #[command(flatten)]
    pub(super) messages: Messages,
}

impl List {
    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let path = &self.file.file;
        let book = open(path)?;
        let fail = |e| failure(path, &e);
        let json = self.messages.json;
        let Some(child) = &self.child else {
            let entries = book.entries().map_err(fail)?;
            if json {
                let entries: Vec<_> = entries.iter().map(entry_json).collect();
                console::say_json(&json!({ "fiscal_year": book.fiscal_year(), "entries": entries }))?;
            } else {
                let lines: String =
                    entries.iter().map(|entry| line(entry, &entry.event.text(lang), lang)).collect();
                console::say(&lines)?;
            }
            return Ok(Exit::Clean);
        };
        let history = book.history(child).map_err(fail)?;
        if history.is_empty() {
            let unknown = LedgerError::Refused(Refusal::UnknownChild(child.clone()));
            return not_recorded(path, &unknown, json, lang);
        }
        let now = standing(child, &history);
        if json {
            let steps: Vec<_> = history
                .iter()
                .map(|step| json!({ "entry": entry_json(&step.entry), "decision": step.decision }))
                .collect();
            let now = now.map(|s| json!({ "is": s.as_str(), "facility_id": s.facility() }));
            console::say_json(&json!({ "child_id": child, "history": steps, "standing": now }))?;
            return Ok(Exit::Clean);
        }
        let mut text: String = history.iter().map(|step| step_line(step, lang)).collect();
        let now = now.map_or_else(|| lang.pick("なし", "nothing").to_owned(), |now| now.text(lang));
        let child = visible(child);
        text += &lang.pick(format!("児童 {child} の現在: {now}\n"), format!("child {child} now: {now}\n"));
        console::say(&text)?;
        Ok(Exit::Clean)
    }
}

/// An entry in a line.
fn line(entry: &Entry, what: &str, lang: Lang) -> String {
    let mut text = format!("{:>4}  {}  {}", entry.seq, entry.on, entry.event.label(lang));
    if !what.is_empty() {
        text += &format!(": {what}");
    }
    if let Some(reason) = entry.event.reason() {
        text += &lang.pick(format!(" 〔{}〕", visible(reason)), format!(" [{}]", visible(reason)));
    }
    if let Some(corrected) = entry.corrects {
        text += &lang.pick(format!(" ← 記録 {corrected} を訂正"), format!(" <- in the place of {corrected}"));
    }
    if let Some(by) = entry.corrected_by {
        text += &lang.pick(format!(" (無効: 記録 {by} で訂正)"), format!(" (void: see entry {by})"));
    }
    text + "\n"
}

/// What an entry means to one child.
fn step_line(step: &Step, lang: Lang) -> String {
    let what = match (&step.decision, &step.entry.event) {
        (Some(decision), sekiwari_ledger::Event::Round(round)) => {
            let label = visible(&round.label);
            lang.pick(
                format!("「{label}」{}", decision.text(lang)),
                format!("{label:?}, {}", decision.text(lang)),
            )
        }
        (_, event) => event.text(lang),
    };
    line(&step.entry, &what, lang)
}
