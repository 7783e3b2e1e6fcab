//! `sekiwari verify ROUND ALLOCATION`: the judge, for anybody's allocation.

mod daily;

use clap::Args;
use sekiwari::Lang;
use sekiwari::market::{Goal, Goals, Market, Stage};
use sekiwari::mechanism::Ties;
use sekiwari::verify::{Names, Verdict, stage_values};
use sekiwari_files::AnyRound;
use sekiwari_files::finding::Findings;
use sekiwari_files::review::{
    Case, ClubNames, Review, RoundNames, StatedAllocation, StatedProof, StatedResult, Subject,
    read_allocation, read_proof, read_result, review,
};
use sekiwari_files::round::Settings;
use sekiwari_files::write::{EARLIER, stage_name};
use serde_json::json;
use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::allocate::near;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input::{self, ReadAny};
use crate::rule;
use crate::summary::{proven_json, proven_text, values_text};

/// Blocking wishes listed for people; JSON has them all.
const SHOWN: usize = 20;

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The round: a folder of tables, or a workbook.
    /// 募集のフォルダまたはブック。
    round: PathBuf,
    /// The allocation: a CSV, xlsx or ods table with at least child_id and facility_id. A result.json and a proof.json
    /// beside it are checked too.
    /// 配分の表(隣に result.json や proof.json があれば、その主張と証明も検証します)。
    allocation: PathBuf,
    /// Take every blocking wish for a violation.
    /// 優先順位に反する希望も違反とします。
    #[arg(long)]
    require_stable: bool,
    /// The objective that is to be held to, instead of the one that result.json or round.toml names: seated, rank-sum,
    /// first-wishes, together, rank-maximal, unchanged (with the earlier.csv beside the allocation).
    /// 目的の順序。
    #[arg(long, value_name = "NAME,...", value_parser = rule::parse_objective)]
    objective: Option<Goals>,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Verify {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        let loaded = match input::read_any_usable(&self.round, lang, json)? {
            ReadAny::Usable(loaded, _) => loaded,
            ReadAny::Refused(exit) => return Ok(exit),
        };
        let mut findings = Findings::new();
        let settings = match &loaded {
            AnyRound::Nursery(loaded) => &loaded.settings,
            AnyRound::Club(loaded) => &loaded.settings,
            AnyRound::Daily(loaded) => return self.daily(loaded, lang),
        };
        let Some(tables) = self.read(settings, &mut findings)? else {
            findings.sort();
            return input::refuse(&findings, lang, json);
        };
        match &loaded {
            AnyRound::Nursery(loaded) => {
                let mut compiled = input::compile_round(loaded, tables.seed, &mut findings)?;
                let market = compiled.market.clone();
                let names = RoundNames { round: &loaded.round, compiled: &compiled };
                compiled.market = self.beside_earlier(market, &names, &tables.goals, &mut findings)?;
                let names = RoundNames { round: &loaded.round, compiled: &compiled };
                let market = input::judged_market(&compiled, tables.ties);
                self.judge(&names, &market, &loaded.input_sha256, &tables, &findings, lang)
            }
            AnyRound::Club(loaded) => {
                let mut compiled = input::compile_club(loaded, tables.seed, &mut findings)?;
                let market = compiled.market.clone();
                let names = ClubNames { round: &loaded.round, compiled: &compiled };
                compiled.market = self.beside_earlier(market, &names, &tables.goals, &mut findings)?;
                let names = ClubNames { round: &loaded.round, compiled: &compiled };
                let market = input::judged_club(&compiled, tables.ties);
                self.judge(&names, &market, &loaded.input_sha256, &tables, &findings, lang)
            }
            AnyRound::Daily(loaded) => self.daily(loaded, lang),
        }
    }

    /// The allocation and what stands beside it; `None` if it cannot be judged, which is in the findings.
    fn read(&self, settings: &Settings, findings: &mut Findings) -> Result<Option<Tables>, Failure> {
        let bytes = std::fs::read(&self.allocation).map_err(|e| Failure::io(&self.allocation, &e))?;
        let stated = read_allocation(bytes, &file_name(&self.allocation), findings);
        let result = self.beside("result.json", findings, read_result)?;
        let proof = self.beside("proof.json", findings, read_proof)?;
        let (Some(stated), false) = (stated, findings.has_errors()) else { return Ok(None) };
        let goals = self.objective.clone().or_else(|| result.as_ref().and_then(StatedResult::goals));
        Ok(Some(Tables {
            ties: result.as_ref().and_then(StatedResult::ties).unwrap_or(settings.ties),
            seed: result.as_ref().and_then(StatedResult::seed).unwrap_or(settings.lottery_seed),
            goals: goals.unwrap_or_else(|| settings.objective.clone()),
            stated,
            result,
            proof,
        }))
    }

    /// The market with the earlier decision beside the allocation, where changes to it count.
    fn beside_earlier(
        &self,
        market: Market,
        names: &dyn Subject,
        goals: &Goals,
        findings: &mut Findings,
    ) -> Result<Market, Failure> {
        if !goals.as_slice().contains(&Goal::Unchanged) {
            return Ok(market);
        }
        near::beside(market, &self.allocation.with_file_name(EARLIER.file), names, findings)
    }

    fn judge(
        &self,
        names: &dyn Subject,
        market: &Market,
        input_sha256: &str,
        tables: &Tables,
        findings: &Findings,
        lang: Lang,
    ) -> Result<Exit, Failure> {
        let json = self.messages.json;
        if findings.has_errors() {
            return input::refuse(findings, lang, json);
        }
        let Tables { stated, result, proof, ties, seed, goals } = tables;
        let (ties, seed) = (*ties, *seed);
        let case = Case { subject: names, market, input_sha256, ties, seed, goals };
        let review = review(case, stated, result.as_ref(), proof.as_ref(), self.require_stable);
        let stages = goals.stages(market);
        let values = stage_values(market, &review.verdict.allocation, &stages);
        let said = Said {
            review: &review,
            names,
            result: result.as_ref(),
            with_proof: proof.is_some(),
            ties: ties.as_str(),
            seed,
            goals,
            values: stages.iter().copied().zip(values).collect(),
        };
        if json {
            console::say_json(&said.json())?;
        } else {
            console::say(&said.text(lang))?;
        }
        Ok(Exit::clean_if(review.is_clean()))
    }

    /// Reads a file that may stand beside the allocation.
    fn beside<T>(
        &self,
        name: &str,
        findings: &mut Findings,
        read: impl Fn(&[u8], &str, &mut Findings) -> Option<T>,
    ) -> Result<Option<T>, Failure> {
        let path = self.allocation.with_file_name(name);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(read(&bytes, name, findings)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(Failure::io(&path, &e)),
        }
    }
}

/// What is judged, and by which rule.
struct Tables {
    stated: StatedAllocation,
    result: Option<StatedResult>,
    proof: Option<StatedProof>,
    ties: Ties,
    seed: u64,
    goals: Goals,
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// What the command tells.
struct Said<'a> {
    review: &'a Review,
    names: &'a dyn Names,
    result: Option<&'a StatedResult>,
    with_proof: bool,
    ties: &'static str,
    seed: u64,
    goals: &'a Goals,
    values: Vec<(Stage, i64)>,
}

impl Said<'_> {
    fn verdict(&self) -> &Verdict {
        &self.review.verdict
    }

    fn json(&self) -> serde_json::Value {
        let verdict = self.verdict();
        let blocking: Vec<_> = verdict
            .blocking
            .iter()
            .map(|b| json!({"household": self.names.household(b.household), "rank": b.rank, "wasted": b.wasted}))
            .collect();
        let stages: Vec<_> =
            self.values.iter().map(|&(s, value)| json!({"stage": stage_name(s), "value": value})).collect();
        json!({
            "clean": self.review.is_clean(),
            "violations": self.review.violations,
            "faulty_children": self.review.faulty_children,
            "result_checked": self.result.is_some(),
            "proof_checked": self.with_proof,
            "proven": proven_json(self.review.proven.as_ref()),
            "ties": self.ties,
            "seed": self.seed,
            "objective_order": self.goals.names().collect::<Vec<_>>(),
            "objective": stages,
            "children": verdict.tally.children,
            "placed": verdict.tally.placed,
            "kept": verdict.tally.kept,
            "unplaced": verdict.tally.unplaced,
            "seated": verdict.tally.seated(),
            "blocking_households": verdict.blocking_households(),
            "blocking_wishes": verdict.blocking_wishes(),
            "wasted": verdict.wasted,
            "blocking": blocking,
        })
    }

    fn text(&self, lang: Lang) -> String {
        let (review, verdict) = (self.review, self.verdict());
        let mut text = input::render(&review.violations, lang);
        let t = &verdict.tally;
        let (ties, seed) = (self.ties, self.seed);
        text += &lang.pick(
            format!(
                "児童 {} 人: 内定 {}、継続 {}、保留 {} (ties {ties}、抽選の種 {seed})\n",
                t.children, t.placed, t.kept, t.unplaced
            ),
            format!(
                "{} children: {} placed, {} kept, {} unplaced (ties {ties}, seed {seed})\n",
                t.children, t.placed, t.kept, t.unplaced
            ),
        );
        let (households, wishes) = (verdict.blocking_households(), verdict.blocking_wishes());
        text += &lang.pick(
            format!(
                "優先順位に反する希望: {wishes} 件 ({households} 世帯)、うち空席で足りるもの {} 件\n",
                verdict.wasted
            ),
            format!(
                "blocking wishes: {wishes} of {households} households, {} of them for free seats\n",
                verdict.wasted
            ),
        );
        let values = values_text(self.values.iter().copied(), lang);
        text += &lang.pick(format!("目的: {values}\n"), format!("objective: {values}\n"));
        for violation in verdict.require_stable().take(SHOWN) {
            let _ = writeln!(text, "  {} {}", violation.code(), violation.describe_with(lang, self.names));
        }
        if let Some(more) = verdict.blocking.len().checked_sub(SHOWN).filter(|&m| m > 0) {
            text += &lang.pick(format!("  ほか {more} 件\n"), format!("  and {more} more\n"));
        }
        let count = review.violations.len();
        let end = match count {
            0 => lang.pick("検証: 違反なし。", "Judge: no violations.").to_owned(),
            _ => lang.pick(format!("検証: 違反 {count} 件。"), format!("Judge: {count} violations.")),
        };
        let _ = writeln!(text, "{end} {}", self.claims_text(lang));
        let wanted = self.result.is_some_and(StatedResult::wants_proof);
        text + &proven_text(review.proven.as_ref(), self.with_proof, wanted, lang)
    }

    fn claims_text(&self, lang: Lang) -> &'static str {
        match self.result {
            Some(_) => {
                lang.pick("result.json の主張も検証しました。", "The claims of result.json were checked too.")
            }
            None => lang.pick("result.json はありません。", "There is no result.json beside it."),
        }
    }
}
