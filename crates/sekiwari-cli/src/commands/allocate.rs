//! `sekiwari allocate ROUND --out DIR`: read, check, compile, solve, verify, explain, write.

mod claimed;
pub(crate) mod near;

use clap::Args;
use sekiwari::certificate::{Certificate, Witnesses};
use sekiwari::exact::Options;
use sekiwari::explain::Decided;
use sekiwari::explain::conflict::blockers;
use sekiwari::market::{Allocation, Goals, Market, Outcome, Status};
use sekiwari::mechanism::{Mechanism, MechanismError, Ties};
use sekiwari::verify::{Verified, find_witnesses, shown_bounds};
use sekiwari::{Lang, Request, Solution};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{
    ConflictFacts, ConflictJson, OutputError, OutputFolder, OutputTables, ProofFacts, ResultFacts,
    ResultJson, Stopped, write_earlier, write_proof, write_tables,
};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input::{self, Read};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::rule;
use crate::search::Watch;
use crate::summary::{Summary, summary_text};
use claimed::{told, vouch};

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
    /// wish-order, cutoff or max-placement.
    /// 決定方式。
    #[arg(long, value_name = "NAME", value_parser = rule::parse)]
    mechanism: Option<Mechanism>,
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
        mechanism,
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
        if let Some(threads) = self.threads {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
            pool.map_err(|e| Failure::new(format!("スレッドを作れません: {e}"), format!("no threads: {e}")))?;
        }
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
        let (loaded, mut findings) = match input::read_usable(&self.round, lang, self.messages.json)? {
            Read::Usable(loaded, findings) => (loaded, findings),
            Read::Refused(exit) => return Ok((exit, Said::Nothing)),
        };
        let run = Run {
            mechanism: self.mechanism.or(loaded.settings.mechanism).unwrap_or_default(),
            ties: self.ties.unwrap_or(loaded.settings.ties),
            goals: self.objective.clone().unwrap_or_else(|| loaded.settings.objective.clone()),
            seed: self.seed.unwrap_or(loaded.settings.lottery_seed),
            time_limit_s: self.time_limit.unwrap_or(loaded.settings.time_limit_s),
        };
        let run = match self.near {
            Some(_) => Run { goals: near::objective(run.goals), ..run },
            None => run,
        };
        if let Some(refusal) = near::refusal(&run.goals, self.near.is_some(), run.mechanism, run.ties) {
            return Err(refusal);
        }
        // The place is claimed first: nobody should wait for a result that cannot be written.
        let folder = OutputFolder::create(&self.out).map_err(|e| cannot_write(&e))?;
        interrupt.begun(&folder);

        progress.step("compile", lang.pick("準備", "compiling"));
        let mut compiled = input::compile_round(&loaded, run.seed, &mut findings)?;
        if let Some(table) = &self.near {
            compiled.market = near::beside(compiled.market, table, &loaded, &mut findings)?;
        }
        findings.sort();
        if findings.has_errors() {
            drop(folder);
            return Ok((input::refuse(&findings, lang, self.messages.json)?, Said::Nothing));
        }
        let strict = compiled.strict();
        progress.step("solve", lang.pick("配分", "allocating"));
        // Rules that do not search have nothing to give before they are through.
        if run.mechanism == Mechanism::StableOptimal {
            interrupt.searching();
        }
        let (Solution { mut outcome, certificate }, stopped) =
            run.solve(&compiled.market, &strict, interrupt, &*progress, lang)?;

        interrupt.searching();
        progress.step("verify", lang.pick("検証", "verifying"));
        let market = match run.ties {
            Ties::Strict => &strict,
            Ties::Weak => &compiled.market,
        };
        if let Some(certificate) = &certificate {
            // A search that was cut may know more than it can show; what is published is what is shown.
            let (known, shown) = (&mut outcome.bounds, shown_bounds(market, certificate));
            known.blocking_households_min = known.blocking_households_min.min(shown.blocking_households_min);
            known.seated_max = known.seated_max.max(shown.seated_max);
        }
        let verified = vouch(&loaded, &compiled, market, &run.goals, &outcome, certificate.as_ref())?;
        let witnesses = certificate.as_ref().map(|_| find_witnesses(market, &verified));

        progress.step("explain", lang.pick("理由の作成", "explaining"));
        let decided = Decided::new(&loaded.round, &compiled, market, &verified);
        let tables = OutputTables::new(&decided);
        let result = run.result(&loaded, &decided, &outcome, &verified, stopped);

        let conflict = run.conflict(&loaded, &decided, &outcome, &verified, certificate.as_ref());

        progress.step("write", lang.pick("書き出し", "writing"));
        let proof = certificate.as_ref().zip(witnesses.as_ref());
        let proof = proof.map(|(c, w)| run.proof(&loaded, &decided, c, w));
        let documents = Documents { result: &result, proof: proof.as_ref(), conflict: conflict.as_ref() };
        let written = self.write(&folder, &tables, &run, &documents, progress);
        written.and_then(|()| interrupt.commit(folder)).map_err(|e| cannot_write(&e))?;

        let mut summary = Summary::new(
            &tables,
            verified.verdict(),
            (stopped == Some(Stopped::TimeLimit)).then_some(run.time_limit_s),
        );
        summary.with_proof = certificate.is_some();
        summary.conflict = conflict;
        Ok((Exit::Clean, self.say(lang, &findings, &summary, &result, &tables)))
    }

    fn write(
        &self,
        folder: &OutputFolder,
        tables: &OutputTables<'_>,
        run: &Run,
        documents: &Documents<'_>,
        progress: &mut Progress,
    ) -> Result<(), OutputError> {
        write_tables(folder, tables, run.mechanism.as_str(), !self.no_bom)?;
        if self.near.is_some() {
            write_earlier(folder, tables, !self.no_bom)?;
        }
        folder.write_json("result.json", documents.result)?;
        if let Some(proof) = documents.proof {
            folder.write("proof.json", |out| write_proof(proof, out))?;
        }
        if let Some(conflict) = documents.conflict {
            folder.write_json("conflict.json", conflict)?;
        }
        folder.write_json("timings.json", &progress.timings())
    }

    fn say(
        &self,
        lang: Lang,
        findings: &Findings,
        summary: &Summary,
        result: &ResultJson,
        tables: &OutputTables<'_>,
    ) -> Said {
        if self.messages.json {
            let mut value = input::findings_json(findings);
            value["result"] = serde_json::to_value(result).unwrap_or_default();
            value["summary"] = summary.json();
            value["out"] = self.out.display().to_string().into();
            return Said::Json(value);
        }
        let mut text = summary_text(summary, result, &self.out, lang);
        if let Some(commitment) = &result.lottery_commitment {
            text += &lang.pick(
                format!("抽選の種は、あらかじめ公表した値 {commitment} と一致しました。\n"),
                format!("the lottery seed is the one committed to: {commitment}\n"),
            );
        }
        if let Some(near) = &result.near {
            text += &near::told(near.compared, near.unchanged, lang);
            text += &near::cascade(tables, lang);
        }
        if !findings.is_empty() {
            let (counts, round) = (input::counts(findings, lang), self.round.display());
            text += &lang.pick(
                format!("入力の指摘: {counts} (詳しくは sekiwari check {round})\n"),
                format!("input: {counts} (see sekiwari check {round})\n"),
            );
        }
        Said::Text(text)
    }
}

/// What is said at the end.
enum Said {
    Text(String),
    Json(serde_json::Value),
    Nothing,
}

/// What is written beside the tables.
struct Documents<'a> {
    result: &'a ResultJson,
    proof: Option<&'a ProofFacts<'a>>,
    conflict: Option<&'a ConflictJson>,
}

/// How this run decides.
struct Run {
    mechanism: Mechanism,
    ties: Ties,
    goals: Goals,
    seed: u64,
    time_limit_s: u32,
}

impl Run {
    /// What the rule finds, and what ended its search before its own end. Only `stable-optimal` searches.
    fn solve(
        &self,
        market: &Market,
        strict: &Market,
        interrupt: &Interrupt,
        progress: &Progress,
        lang: Lang,
    ) -> Result<(Solution, Option<Stopped>), Failure> {
        let options = Options { stages: self.goals.stages(strict), ..Options::default() };
        let watch = Watch::new(interrupt, Duration::from_secs(u64::from(self.time_limit_s)));
        let (solved, stopped) = watch.over(&progress.standings(lang), |control| {
            let request = Request { mechanism: self.mechanism, ties: self.ties, options, control };
            sekiwari::solve(&request, market, strict)
        });
        let fail = |e: MechanismError| {
            Failure::new(format!("この方式では決められません: {}", rule::refusal_ja(e)), e.to_string())
        };
        let solution = solved.map_err(fail)?;
        // What was told to stop when all was proven already has not been cut short.
        let stopped = stopped.filter(|_| solution.outcome.status != Status::Optimal);
        Ok((solution, stopped))
    }

    fn result(
        &self,
        loaded: &LoadedRound,
        decided: &Decided<'_>,
        outcome: &Outcome,
        verified: &Verified<Allocation>,
        stopped: Option<Stopped>,
    ) -> ResultJson {
        let facts = ResultFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            mechanism: self.mechanism.as_str(),
            ties: self.ties.as_str(),
            seed: self.seed,
            goals: &self.goals,
            stopped,
            outcome,
            blocking_households: verified.verdict().blocking_households(),
            blocking_wishes: verified.verdict().blocking_wishes(),
        };
        let settings = &loaded.settings;
        let commitment = settings.lottery_commitment.as_deref();
        ResultJson::new(decided, &facts).with_commitment(commitment, &settings.lottery_nonce)
    }

    /// Why nothing is stable, if so.
    fn conflict(
        &self,
        loaded: &LoadedRound,
        decided: &Decided<'_>,
        outcome: &Outcome,
        verified: &Verified<Allocation>,
        certificate: Option<&Certificate>,
    ) -> Option<ConflictJson> {
        let blocking_min = outcome.bounds.blocking_households_min;
        if blocking_min == 0 {
            return None;
        }
        let market = decided.market();
        Some(ConflictJson::new(
            decided,
            &ConflictFacts {
                version: env!("CARGO_PKG_VERSION"),
                input_sha256: &loaded.input_sha256,
                seed: self.seed,
                blocking_min,
                blockers: &blockers(market, verified.verdict()),
                groups: &certificate.map_or_else(Vec::new, |certificate| told(market, certificate)),
            },
        ))
    }

    fn proof<'a>(
        &self,
        loaded: &'a LoadedRound,
        decided: &Decided<'a>,
        certificate: &'a Certificate,
        witnesses: &'a Witnesses,
    ) -> ProofFacts<'a> {
        ProofFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            ties: self.ties.as_str(),
            seed: self.seed,
            round: decided.round(),
            compiled: decided.compiled(),
            market: decided.market(),
            allocation: decided.allocation(),
            witnesses,
            certificate,
        }
    }
}

/// Why an output folder could not be written.
pub(super) fn cannot_write(error: &OutputError) -> Failure {
    Failure::new(error.message(Lang::Ja), error.message(Lang::En))
}
