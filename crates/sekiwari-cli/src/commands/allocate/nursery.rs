//! `allocate` for a nursery round.

use sekiwari::Lang;
use sekiwari::explain::Decided;
use sekiwari::explain::conflict::NurseryNaming;
use sekiwari_files::finding::Findings;
use sekiwari_files::review::RoundNames;
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{
    OutputError, OutputFolder, OutputTables, ResultJson, Stopped, SummaryJson, side_by_side, write_earlier,
    write_tables,
};

use super::claimed::conflict;
use super::documents::Documents;
use super::run::Run;
use super::{Allocate, Said, cannot_write, near};
use crate::failure::{Exit, Failure};
use crate::input;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::summary::{Summary, summary_text};

impl Allocate {
    pub(super) fn nursery(
        &self,
        loaded: LoadedRound,
        mut findings: Findings,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<(Exit, Said), Failure> {
        let run = self.run_of(&loaded.settings)?;
        let folder = self.claim(interrupt)?;
        progress.step("compile", lang.pick("準備", "compiling"));
        let mut compiled = input::compile_round(&loaded, run.seed, &mut findings)?;
        if let Some(table) = &self.near {
            let market = compiled.market.clone();
            let names = RoundNames { round: &loaded.round, compiled: &compiled };
            compiled.market = near::beside(market, table, &names, &mut findings)?;
        }
        findings.sort();
        if findings.has_errors() {
            drop(folder);
            return Ok((input::refuse(&findings, lang, self.messages.json)?, Said::Nothing));
        }
        let strict = compiled.strict();
        let names = RoundNames { round: &loaded.round, compiled: &compiled };
        let decision = run.decide(&names, &compiled.market, &strict, interrupt, progress, lang)?;

        progress.step("explain", lang.pick("理由の作成", "explaining"));
        let result = run.result(&names, &loaded.input_sha256, &loaded.settings, &decision);
        let naming = NurseryNaming { round: &loaded.round, compiled: &compiled };
        let decided = Decided::new(&loaded.round, &compiled, decision.market, &decision.verified);
        let (tables, conflict) = rayon::join(
            || OutputTables::new(&decided),
            || conflict(&run, &naming, &names, &loaded.input_sha256, &decision),
        );

        progress.step("write", lang.pick("書き出し", "writing"));
        let proof = run.proof(&names, &loaded.input_sha256, &decision);
        let documents = Documents {
            result: &result,
            proof: proof.as_ref(),
            conflict: conflict.as_ref(),
            summary: &SummaryJson::of_nursery(&tables, env!("CARGO_PKG_VERSION"), &loaded.input_sha256),
            areas: None,
        };
        let written = self.write(&folder, &tables, &run, &documents, progress);
        written.and_then(|()| interrupt.commit(folder)).map_err(|e| cannot_write(&e))?;

        let timed_out = (decision.stopped == Some(Stopped::TimeLimit)).then_some(run.time_limit_s);
        let mut summary = Summary::new(&tables, decision.verified.verdict(), timed_out);
        summary.with_proof = decision.certificate.is_some();
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
        side_by_side(&[
            &|| write_tables(folder, tables, run.mechanism.as_str(), !self.no_bom),
            &|| match self.near {
                Some(_) => write_earlier(folder, tables, !self.no_bom),
                None => Ok(()),
            },
            &|| documents.write(folder),
        ])?;
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
            return self.said_json(findings, result, summary.json());
        }
        let mut text = summary_text(summary, result, &self.out, lang);
        text += &super::committed(result, lang);
        if let Some(near) = &result.near {
            text += &near::told(near.compared, near.unchanged, lang);
            text += &near::cascade(tables, lang);
        }
        Said::Text(text + &self.findings_text(findings, lang))
    }
}
