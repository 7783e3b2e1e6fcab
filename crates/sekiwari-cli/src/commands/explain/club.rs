//! `explain` for a club round.

use sekiwari::Lang;
use sekiwari::explain::club::{Decided, decision_text};
use sekiwari::explain::conflict::{ClubNaming, Words};
use sekiwari::mechanism::Ties;
use sekiwari_files::club::LoadedClub;
use sekiwari_files::finding::Findings;
use sekiwari_files::review::{Case, ClubNames, read_allocation, review};
use sekiwari_files::write::{ClubTables, ResultJson, ScoreLines};
use std::fmt::Write as _;
use std::path::Path;

use super::blocking::blocking_text;
use crate::commands::score::lines::child_text;
use crate::failure::{Exit, Failure};
use crate::input;

/// The decision of a child in a sentence, then why not each wish above it; an exit if the table beside the result is no
/// possible allocation of the round, which has been told.
///
/// # Errors
/// [`Failure`] if the table or the child is not there.
pub(super) fn explanation(
    loaded: &LoadedClub,
    (dir, result): (&Path, &ResultJson),
    child_id: &str,
    lang: Lang,
) -> Result<Result<String, Exit>, Failure> {
    let (round, settings) = (&loaded.round, &loaded.settings);
    let child = super::find(child_id, round.children().iter().map(|c| c.id.as_str()))?;
    let ties = Ties::from_name(&result.ties).unwrap_or(settings.ties);
    let table = dir.join("allocation.csv");
    let bytes = std::fs::read(&table).map_err(|e| Failure::io(&table, &e))?;
    let mut findings = Findings::new();
    let stated = read_allocation(bytes, "allocation.csv", &mut findings);
    let compiled = input::compile_club(loaded, result.seed, &mut findings)?;
    let (Some(stated), false) = (stated, findings.has_errors()) else {
        return Ok(Err(input::refuse(&findings, lang, false)?));
    };
    let market = input::judged_club(&compiled, ties);
    let names = ClubNames { round, compiled: &compiled };
    let (input_sha256, seed, goals) = (&loaded.input_sha256, result.seed, &settings.objective);
    let case = Case { subject: &names, market: &market, input_sha256, ties, seed, goals };
    let review = review(case, &stated, None, None, false);
    if !review.is_clean() {
        return Ok(Err(input::refuse(&review.violations, lang, false)?));
    }
    let verdict = &review.verdict;
    let decided = Decided::new(round, &compiled, &market, &verdict.allocation, &verdict.blocking, ties);
    let tables = ClubTables::new(&decided, ties);
    let mut text = decision_text(&decided, child, tables.main_reasons[child as usize], lang);
    text.push('\n');
    if round.is_list_made(child) {
        text += lang.pick(
            "  希望の記載がないため、学区のクラブと近隣のクラブを順に希望したものとして扱いました。\n",
            "  No wishes were given, so its home clubs and those nearby count as its list.\n",
        );
    }
    let mut told: Vec<u32> = Vec::new();
    let mut fewer = 0;
    for reason in tables.reasons_of(child) {
        let club = round.entry(reason.entry).club;
        if told.contains(&club) {
            fewer += 1;
            continue;
        }
        told.push(club);
        let sentence = reason.text(&decided, &result.mechanism, tables.place(reason), lang);
        let _ = writeln!(text, "  {sentence} [{}]", reason.code.as_str());
    }
    if fewer > 0 {
        text += &lang.pick(
            format!("  ほかに、同じクラブで曜日を減らした希望 {fewer} 件があります (reasons.csv)。\n"),
            format!("  {fewer} more wishes for fewer days at these clubs stand in reasons.csv.\n"),
        );
    }
    let naming = ClubNaming { round, compiled: &compiled };
    text += &blocking_text(Words { names: &naming, market: &market, lang }, child, verdict, (dir, result));
    if let Some(scoring) = &loaded.scoring {
        text += lang.pick("点数の内訳:\n", "points line by line:\n");
        text += &child_text(&ScoreLines::new(round, scoring), child, lang);
    }
    Ok(Ok(text))
}
