//! `sekiwari allocate ROUND --out DIR`: read, check, compile, solve, verify, explain, write.

mod claimed;
mod club;
mod daily;
mod documents;
pub(crate) mod near;
mod nursery;
pub(super) mod run;

use clap::Args;
use sekiwari::Lang;
use sekiwari::market::Goals;
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari_files::AnyRound;
use sekiwari_files::finding::Findings;
use sekiwari_files::round::Settings;
use sekiwari_files::write::{OutputError, OutputFolder, ResultJson};
use std::path::{Path, PathBuf};

use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input::{self, ReadAny};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::rule::{self, RuleName};
use run::Run;

/// Arguments of `allocate`.
#[derive(Debug, Args)]
pub(crate) struct Allocate {
    /// The round: a folder of tables, or a workbook.
    /// 募集のフォルダまたはブック。
    round: PathBuf,
    /// The folder to write; it appears whole or not at all, and replaces earlier outputs of this program.
    /// 出力フォルダ(すべて書けたときだけ現れます)。
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The rule that decides, instead of the one in round.toml: stable-optimal, deferred-acceptance, points-order,
    /// wish-order, first-choice, cutoff or max-placement; for day services priority, first-come or points-order.
    /// 決定方式。
    #[arg(long, value_name = "NAME", value_parser = rule::parse)]
    mechanism: Option<RuleName>,
    /// What equal scores mean: strict (the lottery decides) or weak (equals never displace each other).
    /// 同順位の扱い。
    #[arg(long, value_name = "strict|weak", value_parser = rule::parse_ties)]
    ties: Option<Ties>,
    /// What stable-optimal searches for after the fewest blocking households, in order: seated, rank-sum, first-wishes,
    /// together, rank-maximal, unchanged (with --near).
    /// 目的の順序。
    #[arg(long, value_name = "NAME,...", value_parser = rule::parse_objective)]
    objective: Option<Goals>,
    /// Seconds for the search of stable-optimal; after that the best found so far is given, with the bounds reached.
    /// 探索の時間の上限(秒)。過ぎたときは、それまでの最善の結果と限界を示します。
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u32).range(1..))]
    time_limit: Option<u32>,
    /// The seed of the lottery, instead of the one in round.toml.
    /// 抽選の種。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    seed: Option<u64>,
    /// An earlier decision (its allocation.csv) to stay near to: after the fewest blocking households, as few children as
    /// can be are changed.
    /// 前の決定の allocation.csv。変更される児童が最少になるように決めます。
    #[arg(long, value_name = "FILE")]
    near: Option<PathBuf>,
    /// Write CSV files without a byte order mark (Excel then takes them for Shift_JIS).
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
    /// Threads to use; the result is the same for any number.
    /// スレッド数(結果は変わりません)。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

/// How a round is to be decided, for commands that decide one on the way. What is `None` is as the round says.
#[derive(Clone, Debug, Default)]
pub(super) struct Rule {
    pub(super) mechanism: Option<Mechanism>,
    pub(super) ties: Option<Ties>,
    pub(super) objective: Option<Goals>,
    pub(super) time_limit: Option<u32>,
    pub(super) seed: Option<u64>,
    pub(super) near: Option<PathBuf>,
    pub(super) no_bom: bool,
}

/// Decides a round into a folder, as `allocate` would; only errors of the input are told.
///
/// # Errors
/// As `allocate`.
pub(super) fn decide_into(
    out: &Path,
    round: &Path,
    rule: Rule,
    messages: Messages,
    lang: Lang,
    progress: &mut Progress,
    interrupt: &Interrupt,
) -> Result<Exit, Failure> {
    let Rule { mechanism, ties, objective, time_limit, seed, near, no_bom } = rule;
    let (round, out) = (round.to_owned(), out.to_owned());
    let allocate = Allocate {
        round,
        out,
        mechanism: mechanism.map(RuleName::from),
        ties,
        objective,
        time_limit,
        seed,
        near,
        no_bom,
        threads: None,
        messages,
    };
    let (exit, _) = allocate.decide(lang, progress, interrupt)?;
    interrupt.restart();
    Ok(exit)
}

impl Allocate {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        input::use_threads(self.threads)?;
        let mut progress = Progress::new(self.messages.json);
        let show = progress.message();
        let stopping = lang.pick(
            "探索を打ち切り、ここまでの結果を書きます (もう一度 Ctrl-C で中止)",
            "stopping the search, writing what there is (Ctrl-C again to end at once)",
        );
        let interrupt = Interrupt::listen(lang, self.messages.json, move || show(stopping.to_owned()))?;
        let exit = self.decide(lang, &mut progress, &interrupt);
        progress.finish();
        let (exit, text) = exit?;
        match text {
            Said::Text(text) => console::say(&text)?,
            Said::Json(value) => console::say_json(&value)?,
            Said::Nothing => {}
        }
        Ok(exit)
    }

    fn decide(
        &self,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<(Exit, Said), Failure> {
        progress.step("read", lang.pick("読み込み", "reading"));
        match input::read_any_usable(&self.round, lang, self.messages.json)? {
            ReadAny::Usable(AnyRound::Nursery(loaded), findings) => {
                self.nursery(*loaded, findings, lang, progress, interrupt)
            }
            ReadAny::Usable(AnyRound::Club(loaded), findings) => {
                self.club(*loaded, findings, lang, progress, interrupt)
            }
            ReadAny::Usable(AnyRound::Daily(loaded), findings) => {
                self.daily(*loaded, findings, lang, progress, interrupt)
            }
            ReadAny::Refused(exit) => Ok((exit, Said::Nothing)),
        }
    }

    /// How it is to be decided: as the arguments say, else as the settings do.
    ///
    /// # Errors
    /// [`Failure`] if changes are to be counted and cannot be.
    fn run_of(&self, settings: &Settings) -> Result<Run, Failure> {
        let goals = self.objective.clone().unwrap_or_else(|| settings.objective.clone());
        let run = Run {
            mechanism: match self.mechanism {
                Some(named) => named.of_seats()?,
                None => settings.mechanism.unwrap_or_default(),
            },
            ties: self.ties.unwrap_or(settings.ties),
            goals: if self.near.is_some() { near::objective(goals) } else { goals },
            seed: self.seed.unwrap_or(settings.lottery_seed),
            time_limit_s: self.time_limit.unwrap_or(settings.time_limit_s),
            together: false,
        };
        match near::refusal(&run.goals, self.near.is_some(), run.mechanism, run.ties) {
            Some(refusal) => Err(refusal),
            None => Ok(run),
        }
    }

    /// The folder to write. It is claimed first: nobody should wait for a result that cannot be written.
    fn claim(&self, interrupt: &Interrupt) -> Result<OutputFolder, Failure> {
        let folder = OutputFolder::create(&self.out).map_err(|e| cannot_write(&e))?;
        interrupt.begun(&folder);
        Ok(folder)
    }
}

impl Allocate {
    /// What is said to a program.
    fn said_json(&self, findings: &Findings, result: &ResultJson, summary: serde_json::Value) -> Said {
        let mut value = input::findings_json(findings);
        value["result"] = serde_json::to_value(result).unwrap_or_default();
        value["summary"] = summary;
        value["out"] = self.out.display().to_string().into();
        Said::Json(value)
    }

    /// How many findings there were, for people.
    fn findings_text(&self, findings: &Findings, lang: Lang) -> String {
        if findings.is_empty() {
            return String::new();
        }
        let (counts, round) = (input::counts(findings, lang), self.round.display());
        lang.pick(
            format!("入力の指摘: {counts} (詳しくは sekiwari check {round})\n"),
            format!("input: {counts} (see sekiwari check {round})\n"),
        )
    }
}

/// That the lottery seed was the one committed to, where there was a commitment.
fn committed(result: &ResultJson, lang: Lang) -> String {
    result.lottery_commitment.as_ref().map_or_else(String::new, |commitment| {
        lang.pick(
            format!("抽選の種は、あらかじめ公表した値 {commitment} と一致しました。\n"),
            format!("the lottery seed is the one committed to: {commitment}\n"),
        )
    })
}

/// What is said at the end.
enum Said {
    Text(String),
    Json(serde_json::Value),
    Nothing,
}

/// Why an output folder could not be written.
pub(super) fn cannot_write(error: &OutputError) -> Failure {
    Failure::new(error.message(Lang::Ja), error.message(Lang::En))
}
