//! `sekiwari ledger reproduce FILE ENTRY --out DIR`: decides a recorded round again and compares byte for byte.

mod compare;

use super::record::{judged, work_folder};
use super::{File, failure, not_recorded, open};
use crate::cli::Messages;
use crate::commands::allocate::{Rule, cannot_write, decide_into};
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use clap::Args;
use compare::{Comparison, compare};
use sekiwari::Lang;
use sekiwari::market::{Goal, Goals};
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::{RoundFiles, read_round_files};
use sekiwari_files::write::{OutputError, OutputFolder};
use sekiwari_ledger::{
    Decided, Event, Ledger as Book, LedgerError, Outputs, Refusal, Role, RoundRecord, write_files,
};
use serde_json::json;
use std::fs;
use std::path::PathBuf;

/// The version that runs now.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Seconds that a search may take: a week.
const LONGEST: u32 = 604_800;

/// Arguments of `ledger reproduce`.
#[derive(Debug, Args)]
pub(super) struct Reproduce {
    #[command(flatten)]
    file: File,
    /// The number of the entry of a round.
    /// 利用調整の記録の番号。
    entry: i64,
    /// The folder to write, new or empty: what went in (`input`), what was recorded (`recorded`), what came out now
    /// (`again`).
    /// 出力フォルダ(新しいか空のもの)。
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    pub(super) messages: Messages,
}

/// What became of it.
enum Outcome {
    /// Decided again.
    Again(Comparison),
    /// Not to be decided again, for that reason; the recorded decision was judged instead.
    Judged(NotAgain, Findings),
    /// Its errors were told.
    Told(Exit),
}

/// Why a round cannot be decided again.
#[derive(Clone, Copy)]
enum NotAgain {
    /// The search was stopped: how far it came depended on the machine.
    Stopped,
    /// Another system or a hand decided.
    Elsewhere,
}

impl Reproduce {
    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let path = &self.file.file;
        let json = self.messages.json;
        let book = open(path)?;
        let entry = book.entry(self.entry).map_err(|e| failure(path, &e))?;
        let Some(Event::Round(round)) = entry.map(|entry| entry.event) else {
            return not_recorded(path, &LedgerError::Refused(Refusal::NotARound(self.entry)), json, lang);
        };
        if fs::read_dir(&self.out).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(cannot_write(&OutputError::NotOurs(self.out.clone())));
        }
        let mut progress = Progress::new(json);
        let interrupt = Interrupt::listen(lang, json, || {})?;
        let outcome = self.reproduce(&book, &round, lang, &mut progress, &interrupt);
        progress.finish();
        let outcome = outcome?;
        let exit = match &outcome {
            Outcome::Again(comparison) => Exit::clean_if(comparison.same()),
            Outcome::Judged(_, violations) => Exit::clean_if(violations.is_empty()),
            Outcome::Told(exit) => return Ok(*exit),
        };
        if json {
            console::say_json(&self.json(&round, &outcome, exit == Exit::Clean))?;
        } else {
            console::say(&self.text(&round, &outcome, lang))?;
        }
        Ok(exit)
    }

    fn reproduce(
        &self,
        book: &Book,
        round: &RoundRecord,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Outcome, Failure> {
        let fail = |e: &LedgerError| failure(&self.file.file, e);
        let inputs = book.contents(self.entry, Role::Input).map_err(|e| fail(&e))?;
        let recorded = book.contents(self.entry, Role::Output).map_err(|e| fail(&e))?;
        let why = match &round.decided {
            None => Some(NotAgain::Elsewhere),
            Some(Decided { stopped: Some(_), .. }) => Some(NotAgain::Stopped),
            Some(_) => None,
        };
        let (outcome, again) = match (why, &round.decided) {
            (None, Some(decided)) => {
                let work = work_folder()?;
                let (input, out) = (work.path().join("input"), work.path().join("again"));
                fs::create_dir(&input).map_err(|e| Failure::io(&input, &e))?;
                write_files(&input, &inputs).map_err(|e| fail(&e))?;
                let mut rule = rule(round, decided)?;
                if let Some(earlier) = Outputs::from_memory(recorded.iter().cloned()).earlier() {
                    let near = work.path().join("earlier.csv");
                    fs::write(&near, earlier).map_err(|e| Failure::io(&near, &e))?;
                    rule.near = Some(near);
                }
                let exit = decide_into(&out, &input, rule, self.messages, lang, progress, interrupt)?;
                if exit != Exit::Clean {
                    return Ok(Outcome::Told(exit));
                }
                let again = Outputs::read(&out).map_err(|e| Failure::io(&out, &e))?;
                let again: Vec<_> = again.iter().map(|(n, c)| (n.to_owned(), c.to_owned())).collect();
                let other_version = decided.version != VERSION;
                (Outcome::Again(compare(round, &recorded, &again, other_version)), again)
            }
            (why, _) => {
                let violations = judge(round, &inputs, &recorded)?;
                (Outcome::Judged(why.unwrap_or(NotAgain::Elsewhere), violations), Vec::new())
            }
        };
        progress.step("write", lang.pick("書き出し", "writing"));
        let folder = OutputFolder::create(&self.out).map_err(|e| cannot_write(&e))?;
        interrupt.begun(&folder);
        for (name, files) in [("input", &inputs), ("recorded", &recorded), ("again", &again)] {
            if !files.is_empty() {
                let dir = folder.path().join(name);
                fs::create_dir(&dir).map_err(|e| Failure::io(&self.out, &e))?;
                write_files(&dir, files).map_err(|e| fail(&e))?;
            }
        }
        interrupt.commit(folder).map_err(|e| cannot_write(&e))?;
        Ok(outcome)
    }

    fn json(&self, round: &RoundRecord, outcome: &Outcome, clean: bool) -> serde_json::Value {
        let version = round.decided.as_ref().map(|d| d.version.as_str());
        let mut value = json!({
            "entry": self.entry,
            "label": round.label,
            "clean": clean,
            "recorded_version": version,
            "version": VERSION,
            "out": self.out.display().to_string(),
        });
        match outcome {
            Outcome::Again(comparison) => {
                value["reproduced"] = comparison.same().into();
                value["files"] = comparison.files_json();
                value["differences"] = comparison.lines(Lang::En).into();
            }
            Outcome::Judged(why, violations) => {
                value["reproduced"] = serde_json::Value::Null;
                value["why_not"] = why.name().into();
                value["violations"] = serde_json::to_value(violations).unwrap_or_default();
            }
            Outcome::Told(_) => {}
        }
        value
    }

    fn text(&self, round: &RoundRecord, outcome: &Outcome, lang: Lang) -> String {
        let mut text = String::new();
        if let Some(version) = round.decided.as_ref().map(|d| &d.version).filter(|v| *v != VERSION) {
            text += &lang.pick(
                format!(
                    "記録は版 {version}、このプログラムは版 {VERSION} です。版による違いがありえます。\n"
                ),
                format!(
                    "recorded by version {version}, this is version {VERSION}: results may differ for that\n"
                ),
            );
        }
        let (entry, label) = (self.entry, sekiwari_files::finding::visible(&round.label));
        match outcome {
            Outcome::Again(comparison) => {
                text += &comparison.files_text(lang);
                for line in comparison.lines(lang) {
                    text += &format!("  {line}\n");
                }
                text += &match comparison.same() {
                    true => lang.pick(
                        format!("記録 {entry}「{label}」を再現しました。すべて一致します。\n"),
                        format!("entry {entry} ({label}) reproduced: everything is the same\n"),
                    ),
                    false => lang.pick(
                        format!("記録 {entry}「{label}」は再現できません。上の違いがあります。\n"),
                        format!("entry {entry} ({label}) is not reproduced: see the differences above\n"),
                    ),
                };
            }
            Outcome::Judged(why, violations) => {
                text += &format!("{}\n", why.text(lang));
                text += &input::render(violations, lang);
                text += lang.pick(
                    match violations.is_empty() {
                        true => "記録した決定を検証しました。違反はありません。\n",
                        false => "記録した決定は検証を通りません。\n",
                    },
                    match violations.is_empty() {
                        true => "the recorded decision was judged instead: no violations\n",
                        false => "the recorded decision does not pass the judge\n",
                    },
                );
            }
            Outcome::Told(_) => {}
        }
        text
    }
}

impl NotAgain {
    fn name(self) -> &'static str {
        match self {
            NotAgain::Stopped => "search-stopped",
            NotAgain::Elsewhere => "decided-elsewhere",
        }
    }

    fn text(self, lang: Lang) -> &'static str {
        match self {
            NotAgain::Stopped => lang.pick(
                "探索が途中で打ち切られた決定なので、やり直しても同じになるとは限りません。",
                "its search was stopped, and how far it came depended on the machine: it cannot be decided again",
            ),
            NotAgain::Elsewhere => lang.pick(
                "他のシステムまたは手作業の決定なので、やり直せません。",
                "another system or a hand decided: it cannot be decided again",
            ),
        }
    }
}

/// The rule that decided.
fn rule(round: &RoundRecord, decided: &Decided) -> Result<Rule, Failure> {
    let unknown = |what: &str| {
        Failure::new(
            format!("記録の設定「{what}」をこの版は知りません"),
            format!("this version does not know the recorded setting {what:?}"),
        )
    };
    let goals: Option<Vec<Goal>> = decided.objective.iter().map(|name| Goal::from_name(name)).collect();
    let objective = goals.and_then(|goals| Goals::new(goals).ok());
    Ok(Rule {
        mechanism: Some(Mechanism::from_name(&decided.mechanism).ok_or_else(|| unknown(&decided.mechanism))?),
        ties: Some(Ties::from_name(&round.ties).ok_or_else(|| unknown(&round.ties))?),
        objective: Some(objective.ok_or_else(|| unknown(&decided.objective.join(", ")))?),
        // The recorded search came to its own end, however long it took; a slower machine may take longer.
        time_limit: Some(LONGEST),
        seed: Some(round.seed),
        near: None,
        no_bom: !decided.bom,
    })
}

/// What the judge says to the recorded decision.
fn judge(
    round: &RoundRecord,
    inputs: &[(String, Vec<u8>)],
    recorded: &[(String, Vec<u8>)],
) -> Result<Findings, Failure> {
    let files = RoundFiles::from_memory(inputs.iter().cloned());
    let (loaded, findings) = read_round_files(files.clone());
    let Some(loaded) = loaded else { return Ok(findings) };
    let outputs = Outputs::from_memory(recorded.iter().cloned());
    Ok(judged(&round.label, &files, &loaded, &outputs)?.err().unwrap_or_default())
}
