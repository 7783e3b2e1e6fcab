//! `allocate` for a round of day services.

use sekiwari::Lang;
use sekiwari::exact::day::{DayError, DayOptions, DayRule, solve};
use sekiwari::explain::daily::Decided;
use sekiwari_files::daily::LoadedDaily;
use sekiwari_files::finding::Findings;
use sekiwari_files::review::DayRoundNames;
use sekiwari_files::write::{
    DailyTables, DayFacts, DayProofJson, DayResultJson, OutputError, OutputFolder, Stopped, SummaryJson,
    write_daily_tables, write_summary,
};
use std::time::Duration;

use super::{Allocate, Said, cannot_write};
use crate::days;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::search::Watch;
use crate::summary::DailySummary;

impl Allocate {
    pub(super) fn daily(
        &self,
        loaded: LoadedDaily,
        mut findings: Findings,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<(Exit, Said), Failure> {
        let settings = &loaded.settings;
        let rule = match self.mechanism {
            Some(named) => named.of_days()?,
            None => settings.mechanism.unwrap_or_default(),
        };
        self.only_for_days()?;
        let seed = self.seed.unwrap_or(settings.lottery_seed);
        let time_limit_s = self.time_limit.unwrap_or(settings.time_limit_s);
        let folder = self.claim(interrupt)?;
        progress.step("compile", lang.pick("準備", "compiling"));
        let compiled = days::compile_daily(&loaded, seed, &mut findings)?;
        let round = &loaded.round;

        progress.step("solve", lang.pick("配分", "allocating"));
        // Rules that move nobody have nothing to give before they are through.
        if rule == DayRule::Priority {
            interrupt.searching();
        }
        let watch = Watch::new(interrupt, Duration::from_secs(u64::from(time_limit_s)));
        let (solved, stopped) = watch.over(&|_| {}, |control| {
            solve(&compiled.market, &DayOptions { rule, control, ..DayOptions::default() })
        });
        if let Err(DayError::FixedDoNotFit(requests)) = &solved {
            days::tell_overfull(&loaded, requests, &mut findings);
        }
        findings.sort();
        let solution = match solved {
            Ok(solution) if !findings.has_errors() => solution,
            _ => {
                drop(folder);
                return Ok((input::refuse(&findings, lang, self.messages.json)?, Said::Nothing));
            }
        };
        let stopped = stopped.filter(|_| !solution.is_proven());

        interrupt.searching();
        progress.step("verify", lang.pick("検証", "verifying"));
        let names = DayRoundNames { round, compiled: &compiled };
        let in_order = rule == DayRule::Priority && solution.is_proven();
        let verified = days::vouch(&names, solution.answer.clone(), in_order)?;

        progress.step("explain", lang.pick("理由の作成", "explaining"));
        let breaches = days::breaches(rule, verified.verdict());
        let decided = Decided::new(round, &compiled, &verified, &rule.keys(&compiled.market), breaches);
        let tables = DailyTables::new(&decided);
        let facts = DayFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            rule,
            seed,
            committed: settings.lottery_commitment.as_deref().map(|c| (c, settings.lottery_nonce.as_str())),
            stopped,
            solution: &solution,
            verdict: verified.verdict(),
        };
        let result = DayResultJson::new(&decided, &facts);
        let proof = DayProofJson::new(&decided, &facts);

        progress.step("write", lang.pick("書き出し", "writing"));
        let written = self.write_daily(&folder, &tables, (&result, &proof), progress);
        written.and_then(|()| interrupt.commit(folder)).map_err(|e| cannot_write(&e))?;

        let timed_out = (stopped == Some(Stopped::TimeLimit)).then_some(time_limit_s);
        let summary = DailySummary { tables: &tables, result: &result, timed_out };
        if self.messages.json {
            let mut value = input::findings_json(&findings);
            value["result"] = serde_json::to_value(&result).unwrap_or_default();
            value["summary"] = summary.json();
            value["out"] = self.out.display().to_string().into();
            return Ok((Exit::Clean, Said::Json(value)));
        }
        let text = summary.text(&self.out, lang) + &self.findings_text(&findings, lang);
        Ok((Exit::Clean, Said::Text(text)))
    }

    /// Arguments that mean nothing for day services are refused, not ignored.
    fn only_for_days(&self) -> Result<(), Failure> {
        let given = [
            (self.ties.is_some(), "--ties"),
            (self.objective.is_some(), "--objective"),
            (self.near.is_some(), "--near"),
        ];
        match given.iter().find(|g| g.0) {
            None => Ok(()),
            Some((_, name)) => Err(Failure::new(
                format!("{name} は日単位の保育の募集では使えません。"),
                format!("{name} is not for rounds of day services"),
            )),
        }
    }

    fn write_daily(
        &self,
        folder: &OutputFolder,
        tables: &DailyTables<'_>,
        (result, proof): (&DayResultJson, &DayProofJson),
        progress: &mut Progress,
    ) -> Result<(), OutputError> {
        write_daily_tables(folder, tables, &result.mechanism, !self.no_bom)?;
        folder.write_json("result.json", result)?;
        let summary = SummaryJson::of_daily(tables, env!("CARGO_PKG_VERSION"), &result.input_sha256);
        write_summary(folder, &summary, None)?;
        folder.write_json("proof.json", proof)?;
        folder.write_json("timings.json", &progress.timings())
    }
}
