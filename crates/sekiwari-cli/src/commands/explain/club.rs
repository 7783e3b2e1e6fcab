//! `explain` for a club round.

use sekiwari::Lang;
use sekiwari::explain::club::{Decided, decision_text};
use sekiwari::explain::conflict::{ClubNaming, Words};
use sekiwari_files::club::LoadedClub;
use sekiwari_files::write::{ALLOCATION, ClubTables, ResultJson, ScoreLines};
use std::fmt::Write as _;
use std::path::Path;

use super::blocking::blocking_text;
use crate::commands::score::lines::child_text;
use crate::failure::{Exit, Failure};
use crate::given::{self, GivenClub};

/// The decision of a child in a sentence, then why not each wish above it, and what would have sufficed if asked; an exit if the table beside the result is no
/// possible allocation of the round, which has been told.
///
/// # Errors
/// [`Failure`] if the table or the child is not there.
pub(super) fn explanation(
    loaded: &LoadedClub,
    (dir, result): (&Path, &ResultJson),
    (child_id, sufficed): (&str, bool),
    lang: Lang,
) -> Result<Result<String, Exit>, Failure> {
    let round = &loaded.round;
    let child = super::find(child_id, round.children().iter().map(|c| c.id.as_str()))?;
    let given = match given::read_club(loaded, &dir.join(ALLOCATION.file), Some(result), lang, false)? {
        Ok(given) => given,
        Err(exit) => return Ok(Err(exit)),
    };
    let GivenClub { compiled, market, verdict, ties } = &given;
    let decided = Decided::new(round, compiled, market, &verdict.allocation, &verdict.blocking, *ties);
    let tables = ClubTables::new(&decided, *ties);
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
    if sufficed {
        text += &super::sufficed::club_text(&decided, child, result, lang)?;
    }
    let naming = ClubNaming { round, compiled };
    text += &blocking_text(Words { names: &naming, market, lang }, child, verdict, (dir, result));
    if let Some(scoring) = &loaded.scoring {
        text += lang.pick("点数の内訳:\n", "points line by line:\n");
        text += &child_text(&ScoreLines::new(round, scoring), child, lang);
    }
    Ok(Ok(text))
}
