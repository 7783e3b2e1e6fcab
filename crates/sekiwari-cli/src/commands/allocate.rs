//! `sekiwari allocate ROUND --out DIR`: read, check, compile, solve, verify, explain, write.

use clap::Args;
use sekiwari::Lang;
use sekiwari::Solution;
use sekiwari::certificate::{Certificate, Witnesses};
use sekiwari::explain::Decided;
use sekiwari::market::{Allocation, Market, Outcome, Stage};
use sekiwari::mechanism::{Mechanism, MechanismError, Ties};
use sekiwari::programme::nursery::Compiled;
use sekiwari::verify::{
    Claims, Verified, Violation, certify, check_borne_out, check_certificate, check_claims, find_witnesses,
    shown_bounds,
};
use sekiwari_files::finding::Findings;
use sekiwari_files::review::RoundNames;
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{
    OutputError, OutputFolder, OutputTables, ProofFacts, ResultFacts, ResultJson, TimingsJson, write_proof,
    write_tables,
};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::cli::Messages;
use crate::console;
use crate::deadline::{Ended, within};
use crate::failure::{Exit, Failure};
use crate::input::{self, Read};
use crate::progress::Progress;
use crate::rule;
use crate::summary::{Summary, summary_text};

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
    /// Seconds for the search of stable-optimal; after that the result of deferred-acceptance is given, and said so.
    /// 探索の時間の上限(秒)。過ぎたときは deferred-acceptance の結果を示します。
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u32).range(1..))]
    time_limit: Option<u32>,
    /// The seed of the lottery, instead of the one in round.toml.
    /// 抽選の種。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    seed: Option<u64>,
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

impl Allocate {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        if let Some(threads) = self.threads {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
            pool.map_err(|e| Failure::new(format!("スレッドを作れません: {e}"), format!("no threads: {e}")))?;
        }
        let mut progress = Progress::new(self.messages.json);
        let exit = self.decide(lang, &mut progress);
        progress.finish();
        let (exit, text) = exit?;
        match text {
            Said::Text(text) => console::say(&text)?,
            Said::Json(value) => console::say_json(&value)?,
            Said::Nothing => {}
        }
        Ok(exit)
    }

    fn decide(&self, lang: Lang, progress: &mut Progress) -> Result<(Exit, Said), Failure> {
        progress.step("read", lang.pick("読み込み", "reading"));
        let (loaded, mut findings) = match input::read_usable(&self.round, lang, self.messages.json)? {
            Read::Usable(loaded, findings) => (loaded, findings),
            Read::Refused(exit) => return Ok((exit, Said::Nothing)),
        };
        let run = Run {
            mechanism: self.mechanism.or(loaded.settings.mechanism).unwrap_or_default(),
            ties: self.ties.unwrap_or(loaded.settings.ties),
            seed: self.seed.unwrap_or(loaded.settings.lottery_seed),
            time_limit_s: self.time_limit.unwrap_or(loaded.settings.time_limit_s),
        };
        // The place is claimed first: nobody should wait for a result that cannot be written.
        let folder = OutputFolder::create(&self.out).map_err(|e| cannot_write(&e))?;

        progress.step("compile", lang.pick("準備", "compiling"));
        let compiled = input::compile_round(&loaded, run.seed, &mut findings)?;
        findings.sort();
        if findings.has_errors() {
            drop(folder);
            return Ok((input::refuse(&findings, lang, self.messages.json)?, Said::Nothing));
        }
        let strict = Arc::new(compiled.strict());
        progress.step("solve", lang.pick("配分", "allocating"));
        let (Solution { mut outcome, certificate }, timed_out) = run.solve(&compiled.market, &strict)?;

        progress.step("verify", lang.pick("検証", "verifying"));
        let market = match run.ties {
            Ties::Strict => strict.as_ref(),
            Ties::Weak => &compiled.market,
        };
        if let Some(certificate) = &certificate {
            // A search that was cut may know more than it can show; what is published is what is shown.
            let (known, shown) = (&mut outcome.bounds, shown_bounds(market, certificate));
            known.blocking_households_min = known.blocking_households_min.min(shown.blocking_households_min);
            known.seated_max = known.seated_max.max(shown.seated_max);
        }
        let verified = vouch(&loaded, &compiled, market, &outcome, certificate.as_ref())?;
        let witnesses = certificate.as_ref().map(|_| find_witnesses(market, &verified));

        progress.step("explain", lang.pick("理由の作成", "explaining"));
        let decided = Decided::new(&loaded.round, &compiled, market, &verified);
        let tables = OutputTables::new(&decided);
        let result = run.result(&loaded, &decided, &outcome, &verified);

        progress.step("write", lang.pick("書き出し", "writing"));
        let proof = certificate.as_ref().zip(witnesses.as_ref());
        let proof = proof.map(|(c, w)| run.proof(&loaded, &decided, c, w));
        let written = self.write(&folder, &tables, &run, &result, proof.as_ref(), progress);
        written.and_then(|()| folder.commit()).map_err(|e| cannot_write(&e))?;

        let summary = Summary::new(&tables, verified.verdict(), timed_out.then_some(run.time_limit_s));
        Ok((Exit::Clean, self.say(lang, &findings, &summary, &result)))
    }

    fn write(
        &self,
        folder: &OutputFolder,
        tables: &OutputTables<'_>,
        run: &Run,
        result: &ResultJson,
        proof: Option<&ProofFacts<'_>>,
        progress: &mut Progress,
    ) -> Result<(), OutputError> {
        write_tables(folder, tables, run.mechanism.as_str(), !self.no_bom)?;
        folder.write_json("result.json", result)?;
        if let Some(proof) = proof {
            folder.write("proof.json", |out| write_proof(proof, out))?;
        }
        let steps = progress.timings().into_iter().map(|(step, time)| (step.to_owned(), time.as_secs_f64()));
        folder.write_json("timings.json", &TimingsJson::new(steps, rayon::current_num_threads() as u32))
    }

    fn say(&self, lang: Lang, findings: &Findings, summary: &Summary, result: &ResultJson) -> Said {
        if self.messages.json {
            let mut value = input::findings_json(findings);
            value["result"] = serde_json::to_value(result).unwrap_or_default();
            value["summary"] = summary.json();
            value["out"] = self.out.display().to_string().into();
            return Said::Json(value);
        }
        let mut text = summary_text(summary, result, &self.out, lang);
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

/// How this run decides.
struct Run {
    mechanism: Mechanism,
    ties: Ties,
    seed: u64,
    time_limit_s: u32,
}

impl Run {
    /// What the rule finds, and whether the time limit cut it short. Only `stable-optimal` searches. With `ties = weak` it
    /// gives the best it has when its time is up; otherwise, and if it gives nothing, the allocation of
    /// `deferred-acceptance` stands in, with nothing proven.
    fn solve(&self, market: &Market, strict: &Arc<Market>) -> Result<(Solution, bool), Failure> {
        let fail = |e: MechanismError| {
            Failure::new(format!("この方式では決められません: {}", rule::refusal_ja(e)), e.to_string())
        };
        let run = |mechanism| sekiwari::solve(mechanism, market, strict, self.ties, &|| false).map_err(fail);
        if self.mechanism != Mechanism::StableOptimal {
            return Ok((run(self.mechanism)?, false));
        }
        let limit = Duration::from_secs(u64::from(self.time_limit_s));
        let (ties, weak, strict) = (self.ties, self.ties == Ties::Weak, Arc::clone(strict));
        let classes = weak.then(|| market.clone());
        let deadline = Instant::now() + limit;
        let up = move || weak && Instant::now() >= deadline;
        let work = move || {
            let market = classes.as_ref().unwrap_or(&strict);
            sekiwari::solve(Mechanism::StableOptimal, market, &strict, ties, &up)
        };
        // It notices late that its time is up: an integer solver cannot be asked to stop, and may take as long again.
        let wait = if weak { limit * 2 + Duration::from_secs(2) } else { limit };
        match within(wait, work) {
            Ended::InTime(outcome) => Ok((outcome.map_err(fail)?, up())),
            Ended::TimeUp => Ok((run(Mechanism::DeferredAcceptance)?, true)),
            Ended::BrokeOff => Err(Failure::new(
                "内部の誤りです。探索が途中で終わりました。",
                "internal error: the search broke off",
            )),
        }
    }

    fn result(
        &self,
        loaded: &LoadedRound,
        decided: &Decided<'_>,
        outcome: &Outcome,
        verified: &Verified<Allocation>,
    ) -> ResultJson {
        let facts = ResultFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            mechanism: self.mechanism.as_str(),
            ties: self.ties.as_str(),
            seed: self.seed,
            outcome,
            blocking_households: verified.verdict().blocking_households(),
            blocking_wishes: verified.verdict().blocking_wishes(),
        };
        ResultJson::new(decided, &facts)
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

/// The seal of the judge on an outcome and on what it claims about itself, and on a certificate if there is one.
fn vouch(
    loaded: &LoadedRound,
    compiled: &Compiled,
    market: &Market,
    outcome: &Outcome,
    certificate: Option<&Certificate>,
) -> Result<Verified<Allocation>, Failure> {
    let wrong = |violations: &[Violation]| {
        let names = RoundNames { round: &loaded.round, compiled };
        let list = |lang| {
            let lines =
                violations.iter().map(|v| format!("  {} {}", v.code(), v.describe_with(lang, &names)));
            lines.collect::<Vec<_>>().join("\n")
        };
        Failure::new(
            format!("内部の誤りです。検証が結果を退けたため、何も書きません。\n{}", list(Lang::Ja)),
            format!(
                "internal error: the judge refused the result, so nothing is written\n{}",
                list(Lang::En)
            ),
        )
    };
    let verified =
        certify(market, outcome.allocation.clone()).map_err(|verdict| wrong(&verdict.violations))?;
    let claims = Claims::from_verdict(verified.verdict(), Some(outcome.bounds), outcome.status)
        .with_placement_max(outcome.placement_max);
    let mut untrue = check_claims(verified.verdict(), &claims);
    if let Some(certificate) = certificate {
        untrue.extend(check_certificate(market, certificate));
        untrue.extend(check_borne_out(market, verified.verdict(), &claims, Stage::DEFAULT, certificate));
    }
    if untrue.is_empty() { Ok(verified) } else { Err(wrong(&untrue)) }
}

fn cannot_write(error: &OutputError) -> Failure {
    Failure::new(error.message(Lang::Ja), error.message(Lang::En))
}
