//! `allocate` for a club round.

use sekiwari::Lang;
use sekiwari::explain::club::Decided;
use sekiwari::explain::conflict::ClubNaming;
use sekiwari_files::club::LoadedClub;
use sekiwari_files::finding::Findings;
use sekiwari_files::review::ClubNames;
use sekiwari_files::write::{
    ClubTables, OutputError, OutputFolder, Stopped, SummaryJson, side_by_side, write_club_tables,
};

use super::claimed::conflict;
use super::documents::Documents;
use super::run::Run;
use super::{Allocate, Said, cannot_write, near};
use crate::failure::{Exit, Failure};
use crate::input;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::summary::ClubSummary;

impl Allocate {
    pub(super) fn club(
        &self,
        loaded: LoadedClub,
        mut findings: Findings,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<(Exit, Said), Failure> {
        let run = Run { together: true, ..self.run_of(&loaded.settings)? };
        let folder = self.claim(interrupt)?;
        progress.step("compile", lang.pick("準備", "compiling"));
        let mut compiled = input::compile_club(&loaded, run.seed, &mut findings)?;
        if let Some(table) = &self.near {
            let market = compiled.market.clone();
            let names = ClubNames { round: &loaded.round, compiled: &compiled };
            compiled.market = near::beside(market, table, &names, &mut findings)?;
        }
        findings.sort();
        if findings.has_errors() {
            drop(folder);
            return Ok((input::refuse(&findings, lang, self.messages.json)?, Said::Nothing));
        }
        let strict = compiled.strict();
        let names = ClubNames { round: &loaded.round, compiled: &compiled };
        let decision = run.decide(&names, &compiled.market, &strict, interrupt, progress, lang)?;

        progress.step("explain", lang.pick("理由の作成", "explaining"));
        let blocking = &decision.verified.verdict().blocking;
        let decided =
            Decided::new(&loaded.round, &compiled, decision.market, &decision.verified, blocking, run.ties);
        let tables = ClubTables::new(&decided, run.ties);
        let result = run.result(&names, &loaded.input_sha256, &loaded.settings, &decision);
        let naming = ClubNaming { round: &loaded.round, compiled: &compiled };
        let conflict = conflict(&run, &naming, &names, &loaded.input_sha256, &decision);

        progress.step("write", lang.pick("書き出し", "writing"));
        let proof = run.proof(&names, &loaded.input_sha256, &decision);
        let documents = Documents {
            result: &result,
            proof: proof.as_ref(),
            conflict: conflict.as_ref(),
            summary: &SummaryJson::of_club(&tables, env!("CARGO_PKG_VERSION"), &loaded.input_sha256),
            areas: loaded.areas.as_ref(),
        };
        let written = self.write_club(&folder, &tables, &run, &documents, progress);
        written.and_then(|()| interrupt.commit(folder)).map_err(|e| cannot_write(&e))?;

        let timed_out = (decision.stopped == Some(Stopped::TimeLimit)).then_some(run.time_limit_s);
        let summary = ClubSummary {
            tables: &tables,
            wasted: decision.verified.verdict().wasted,
            with_proof: decision.certificate.is_some(),
            timed_out,
            conflict,
        };
        if self.messages.json {
            return Ok((Exit::Clean, self.said_json(&findings, &result, summary.json())));
        }
        let mut text = summary.text(&result, &self.out, lang);
        text += &super::committed(&result, lang);
        if let Some(near) = &result.near {
            text += &near::told(near.compared, near.unchanged, lang);
        }
        Ok((Exit::Clean, Said::Text(text + &self.findings_text(&findings, lang))))
    }

    fn write_club(
        &self,
        folder: &OutputFolder,
        tables: &ClubTables<'_>,
        run: &Run,
        documents: &Documents<'_>,
        progress: &mut Progress,
    ) -> Result<(), OutputError> {
        side_by_side(&[
            &|| write_club_tables(folder, tables, run.mechanism.as_str(), !self.no_bom),
            &|| documents.write(folder),
        ])?;
        folder.write_json("timings.json", &progress.timings())
    }
}
