//! `sekiwari ledger show FILE ENTRY`.

use super::{File, failure, not_recorded, open};
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use clap::Args;
use sekiwari::Lang;
use sekiwari_files::finding::visible;
use sekiwari_ledger::{Entry, Event, LedgerError, Refusal, Role, RoundRecord, entry_json};
use std::fmt::Write as _;

/// Arguments of `ledger show`.
#[derive(Debug, Args)]
pub(super) struct Show {
    #[command(flatten)]
    file: File,
    /// The number of the entry.
    /// 記録の番号。
    entry: i64,
    #[command(flatten)]
    pub(super) messages: Messages,
}

impl Show {
    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let path = &self.file.file;
        let Some(entry) = open(path)?.entry(self.entry).map_err(|e| failure(path, &e))? else {
            let missing = LedgerError::Refused(Refusal::NoEntry(self.entry));
            return not_recorded(path, &missing, self.messages.json, lang);
        };
        if self.messages.json {
            console::say_json(&entry_json(&entry))?;
        } else {
            console::say(&text(&entry, lang))?;
        }
        Ok(Exit::Clean)
    }
}

fn text(entry: &Entry, lang: Lang) -> String {
    let event = &entry.event;
    let mut text = lang.pick(
        format!("記録 {} ({}) {}\n", entry.seq, entry.on, event.label(lang)),
        format!("entry {} ({}), {}\n", entry.seq, entry.on, event.label(lang)),
    );
    let mut row = |ja: &str, en: &str, value: &str| {
        let _ = writeln!(text, "  {}: {value}", lang.pick(ja, en));
    };
    let what = event.text(lang);
    if !what.is_empty() {
        row("内容", "what", &what);
    }
    if let Some(reason) = event.reason() {
        row("理由", "reason", &visible(reason));
    }
    if let Some(corrected) = entry.corrects {
        row("訂正した記録", "in the place of entry", &corrected.to_string());
    }
    if let Some(by) = entry.corrected_by {
        row("無効 (訂正した記録)", "void, see entry", &by.to_string());
    }
    if let Event::Round(round) = event {
        describe_round(round, &mut row, lang);
    }
    row("直前の封印", "seal before", &entry.previous.to_string());
    row("封印", "seal", &entry.hash.to_string());
    text
}

fn describe_round(round: &RoundRecord, row: &mut impl FnMut(&str, &str, &str), lang: Lang) {
    row("募集の名前", "name of the round", &visible(&round.name));
    match &round.decided {
        Some(decided) => {
            let objective = decided.objective.join(", ");
            row("決定", "decided by", &format!("sekiwari {}, {}", decided.version, decided.mechanism));
            row("目的", "objective", &objective);
            let stopped = decided.stopped.as_deref().map(|s| format!(" ({s})")).unwrap_or_default();
            row("状態", "status", &format!("{}{stopped}", decided.status));
            row("探索の上限 (秒)", "time limit (s)", &decided.time_limit_s.to_string());
        }
        None => {
            row("決定", "decided by", lang.pick("他のシステムまたは手作業", "another system, or by hand"))
        }
    }
    row("同順位の扱い", "ties", &round.ties);
    row("抽選の種", "lottery seed", &round.seed.to_string());
    row("優先順位に反する世帯", "blocking households", &round.blocking_households.to_string());
    row("入力の SHA-256", "SHA-256 of the input", &round.input_sha256);
    for file in &round.files {
        let (ja, en) = match file.role {
            Role::Input => ("入力", "input"),
            Role::Output => ("出力", "output"),
        };
        let kept = if file.kept { "" } else { lang.pick(" (SHA-256 のみ)", " (SHA-256 only)") };
        row(ja, en, &format!("{} {} B {}{kept}", visible(&file.name), file.size, file.sha256));
    }
}
