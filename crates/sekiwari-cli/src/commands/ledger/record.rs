//! `sekiwari ledger record FILE ROUND [DIR]`: a round with its decision, judged before it is recorded.

use super::{File, When, failure, not_recorded, open, tell};
use crate::cli::Messages;
use crate::commands::allocate::{Rule, decide_into};
use crate::failure::{Exit, Failure};
use crate::input;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use clap::Args;
use sekiwari::Lang;
use sekiwari::programme::nursery::Compiled;
use sekiwari_files::finding::Findings;
use sekiwari_files::finding::catalogue::files;
use sekiwari_files::round::{LoadedRound, RoundFiles, read_round_files};
use sekiwari_ledger::{
    Course, Event, Given, JudgedRound, Ledger as Book, LedgerError, NotPassed, Outputs, Refusal,
    earlier_table,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Arguments of `ledger record`.
#[derive(Debug, Args)]
pub(super) struct Record {
    #[command(flatten)]
    file: File,
    /// The round: a folder of tables, or a workbook.
    /// 募集のフォルダまたはブック。
    round: PathBuf,
    /// The outputs of the decision: an output folder of `allocate`, or one with an allocation.csv made elsewhere. Without
    /// it the round is decided now, as its settings say.
    /// 決定の出力フォルダ(なければ、ここで利用調整を行います)。
    dir: Option<PathBuf>,
    /// What the round is called in the ledger; its name if not given.
    /// 台帳での名前(既定は募集の名前)。
    #[arg(long, value_name = "TEXT")]
    label: Option<String>,
    /// It is the last round decided anew for some of its children (a folder of `ledger next --again`), for this reason. Without
    /// DIR as few children as can be are changed.
    /// 最後の利用調整のやり直しとして、この理由で記録します。
    #[arg(long, value_name = "REASON")]
    again: Option<String>,
    #[command(flatten)]
    when: When,
    /// This round stands in the place of that entry, which holds no longer.
    /// 訂正する記録の番号。
    #[arg(long, value_name = "ENTRY")]
    corrects: Option<i64>,
    #[command(flatten)]
    pub(super) messages: Messages,
}

impl Record {
    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        let mut progress = Progress::new(json);
        let show = progress.message();
        let stopping = lang.pick("探索を打ち切ります", "stopping the search");
        let interrupt = Interrupt::listen(lang, json, move || show(stopping.to_owned()))?;
        let recorded = self.judge_and_record(lang, &mut progress, &interrupt);
        progress.finish();
        match recorded? {
            Done::Recorded(recorded, cascade) => {
                tell(&recorded, cascade.as_ref(), self.when.day(), self.corrects, json, lang)
            }
            Done::Refused(error) => not_recorded(&self.file.file, &error, json, lang),
            Done::Told(exit) => Ok(exit),
        }
    }

    fn judge_and_record(
        &self,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Done, Failure> {
        let json = self.messages.json;
        let mut book = open(&self.file.file)?;
        // Nobody should wait for a decision that cannot be recorded.
        book.ready().map_err(|e| failure(&self.file.file, &e))?;
        progress.step("read", lang.pick("読み込み", "reading"));
        let (files, loaded) = match read(&self.round, lang, json)? {
            Ok(read) => read,
            Err(exit) => return Ok(Done::Told(exit)),
        };
        let (ledger, round) = (book.fiscal_year(), loaded.round.fiscal_year());
        if ledger != round {
            return Ok(Done::Refused(Refusal::OtherYear { ledger, round }.into()));
        }
        // How things stand before it is decided anew: what it is to stay near to, and what it is told against.
        let course = match &self.again {
            Some(_) => Some(book.course().map_err(|e| failure(&self.file.file, &e))?),
            None => None,
        };
        let outputs = match &self.dir {
            Some(dir) => Outputs::read(dir).map_err(|e| Failure::io(&dir.join("allocation.csv"), &e))?,
            None => match self.decide(course.as_ref(), &loaded, lang, progress, interrupt)? {
                Ok(outputs) => outputs,
                Err(exit) => return Ok(Done::Told(exit)),
            },
        };
        progress.step("judge", lang.pick("検証", "judging"));
        let label = match (&self.label, &self.again) {
            (Some(label), _) => label.clone(),
            // The round it decides anew has the name already.
            (None, Some(_)) => {
                let label = format!("{} {}", loaded.round.name(), self.when.day());
                self.free_label(&book, label)?
            }
            (None, None) => loaded.round.name().to_owned(),
        };
        let judged = match judged(&label, &files, &loaded, &outputs)? {
            Ok(judged) => match &self.again {
                Some(reason) => judged.again(reason),
                None => judged,
            },
            Err(violations) => return refuse(&violations, lang, json).map(Done::Told),
        };
        let cascade = match &course {
            Some(course) => {
                let cascade = book.cascade(course, &loaded.round, &judged);
                let cascade = cascade.map_err(|e| failure(&self.file.file, &e))?;
                Some([Lang::Ja, Lang::En].map(|lang| cascade.text(&loaded.round, lang)))
            }
            None => None,
        };
        progress.step("record", lang.pick("記録", "recording"));
        match book.record_round(self.when.day(), judged, self.corrects) {
            Ok(recorded) => {
                interrupt.written();
                Ok(Done::Recorded(Box::new(recorded), cascade))
            }
            Err(error @ LedgerError::Refused(_)) => Ok(Done::Refused(error)),
            Err(error) => Err(failure(&self.file.file, &error)),
        }
    }
}

impl Record {
    /// A label, with a number behind it if a round has it already that was decided anew on the same day.
    fn free_label(&self, book: &Book, label: String) -> Result<String, Failure> {
        let entries = book.entries().map_err(|e| failure(&self.file.file, &e))?;
        let taken: BTreeSet<&str> = entries
            .iter()
            .filter(|entry| entry.in_force() && Some(entry.seq) != self.corrects)
            .filter_map(|entry| match &entry.event {
                Event::Round(round) => Some(round.label.as_str()),
                _ => None,
            })
            .collect();
        let numbered = (2_u32..).map(|n| format!("{label} ({n})"));
        let mut labels = std::iter::once(label.clone()).chain(numbered);
        Ok(labels.find(|label| !taken.contains(label.as_str())).unwrap_or(label))
    }

    /// Decides the round as its settings say; one that is decided anew, as near as can be to what was decided.
    fn decide(
        &self,
        course: Option<&Course>,
        loaded: &LoadedRound,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Result<Outputs, Exit>, Failure> {
        let work = work_folder()?;
        let (out, near) = (work.path().join("out"), work.path().join("near.csv"));
        let mut rule = Rule::default();
        if let Some(course) = course {
            std::fs::write(&near, earlier_table(&course.year, &loaded.round))
                .map_err(|e| Failure::io(&near, &e))?;
            rule.near = Some(near);
        }
        let exit = decide_into(&out, &self.round, rule, self.messages, lang, progress, interrupt)?;
        if exit != Exit::Clean {
            return Ok(Err(exit));
        }
        Outputs::read(&out).map(Ok).map_err(|e| Failure::io(&out, &e))
    }
}

/// How recording ended.
enum Done {
    /// With who moves where, in both languages, if the last round was decided anew.
    Recorded(Box<sekiwari_ledger::Recorded>, Option<[String; 2]>),
    Refused(LedgerError),
    /// It has been told why nothing was recorded.
    Told(Exit),
}

/// A round that has been read, with its files; or how the command ends after its errors were told.
type Loaded = Result<(RoundFiles, Box<LoadedRound>), Exit>;

/// Reads a round and keeps its files.
fn read(path: &Path, lang: Lang, json: bool) -> Result<Loaded, Failure> {
    std::fs::metadata(path).map_err(|e| Failure::io(path, &e))?;
    let mut findings = Findings::new();
    let opened = RoundFiles::open(path, &mut findings);
    if let Some(finding) = findings.iter().find(|f| f.code() == files::FILE_UNREADABLE.code) {
        return Err(Failure::new(finding.cause(Lang::Ja), finding.cause(Lang::En)));
    }
    let Some(files) = opened else {
        return input::refuse(&findings, lang, json).map(Err);
    };
    match read_round_files(files.clone()) {
        (Some(loaded), _) => Ok(Ok((files, Box::new(loaded)))),
        (None, findings) => input::refuse(&findings, lang, json).map(Err),
    }
}

/// A folder that only this user can read, and that is gone afterwards.
pub(super) fn work_folder() -> Result<tempfile::TempDir, Failure> {
    tempfile::Builder::new()
        .prefix("sekiwari-ledger-")
        .tempdir()
        .map_err(|e| Failure::io(&std::env::temp_dir(), &e))
}

/// The round and its outputs, passed by the judge; or the violations.
pub(super) fn judged(
    label: &str,
    files: &RoundFiles,
    loaded: &LoadedRound,
    outputs: &Outputs,
) -> Result<Result<JudgedRound, Findings>, Failure> {
    let seed = outputs.result().map_or(loaded.settings.lottery_seed, |result| result.seed);
    let mut findings = Findings::new();
    let compiled: Compiled = input::compile_round(loaded, seed, &mut findings)?;
    if findings.has_errors() {
        return Ok(Err(findings));
    }
    let given = Given { files, loaded, compiled: &compiled };
    match JudgedRound::new(label, given, outputs) {
        Ok(judged) => Ok(Ok(judged)),
        Err(NotPassed::Violations(violations)) => Ok(Err(violations)),
        Err(NotPassed::Error(e)) => Err(Failure::new(e.message(Lang::Ja), e.message(Lang::En))),
    }
}

fn refuse(violations: &Findings, lang: Lang, json: bool) -> Result<Exit, Failure> {
    let exit = input::refuse(violations, lang, json)?;
    if !json {
        crate::console::complain(
            lang.pick(
                "検証を通らない決定は記録しません。",
                "a decision that the judge refuses is not recorded",
            ),
        );
    }
    Ok(exit)
}
