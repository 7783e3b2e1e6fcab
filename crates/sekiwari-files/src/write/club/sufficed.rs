//! `sufficed.csv` and `sufficed.json` of a club round: what would have sufficed, for every child with a line above its outcome.

use super::decisions::joined;
use super::figures::counted;
use super::{CLUB_SUFFICED, ClubTables};
use crate::write::folder::{OutputError, OutputFolder};
use crate::write::result_json::{ENGINE, ResultJson};
use crate::write::sufficed::{SufficedCountsJson, SufficedFiguresJson, TriedJson};
use crate::write::summary::thousandths;
use crate::write::table::TableWriter;
use schemars::JsonSchema;
use sekiwari::Lang;
use sekiwari::explain::club::counterfactual::{Counterfactuals, LooserTerms};
use sekiwari::explain::club::{SeatsOn, place_text};
use sekiwari::programme::club::{Entry, Round};
use serde::{Deserialize, Serialize};
use std::io;

/// What a child gets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClubLineJson {
    /// The club.
    pub facility_id: String,
    /// The days.
    pub weekdays: String,
    /// The route that takes it there; `null` for none.
    pub route_id: Option<String>,
}

/// Points with which a line, or a better one, is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClubMorePointsJson {
    /// So many more, at every club.
    pub more: f64,
    /// What the child would then have at the club of the line.
    pub points: f64,
    /// What it gets.
    pub given: ClubLineJson,
}

/// Seats at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClubSeatsJson {
    /// The season, at a club.
    pub season: Option<String>,
    /// The weekday, at a club. On a route there are as many more on each of its days.
    pub weekday: Option<String>,
    /// The route.
    pub route_id: Option<String>,
    /// So many more.
    pub seats: u32,
}

/// Seats with which a line, or a better one, is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClubMoreSeatsJson {
    /// Where, of the club of the line and its route.
    pub seats: Vec<ClubSeatsJson>,
    /// What the child gets.
    pub given: ClubLineJson,
}

/// A sibling condition with which the child gets something better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClubLooserTermsJson {
    /// As in `households.csv`.
    pub sibling_joint: String,
    /// As in `households.csv`.
    pub sibling_single: String,
    /// What each child of the household gets, the elder first; `null` for none.
    pub given: Vec<Option<ClubLineJson>>,
}

/// What would have sufficed for the first line of a club in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClubSufficedLineJson {
    /// The place of the line in the list.
    pub wish_rank: u32,
    /// What it asks for.
    pub line: ClubLineJson,
    /// Why it was not given; a code of `reasons.csv`.
    pub reason_code: String,
    /// More points.
    pub points: TriedJson<ClubMorePointsJson>,
    /// More seats.
    pub seats: TriedJson<ClubMoreSeatsJson>,
    /// Fewer days.
    pub days: TriedJson<ClubLineJson>,
}

/// What would have sufficed for one child.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClubSufficedChildJson {
    /// The child.
    pub child_id: String,
    /// Its grade.
    pub grade: u8,
    /// What it gets; `null` for none.
    pub given: Option<ClubLineJson>,
    /// For every club that stands above its outcome, in the order of its list.
    pub lines: Vec<ClubSufficedLineJson>,
    /// The least loose sibling condition with which it gets something better.
    pub terms: TriedJson<ClubLooserTermsJson>,
    /// For a child without a seat: clubs not on its list at which it would have one, the nearest first.
    pub added: TriedJson<Vec<String>>,
}

/// `sufficed.json` of a club round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ClubSufficedJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: String,
    /// Always `club`.
    pub programme: String,
    /// The round's name.
    pub name: String,
    /// The rule that decided, and by which everything was decided anew.
    pub mechanism: String,
    /// What equal priority meant.
    pub ties: String,
    /// The seed of the lottery.
    pub seed: u64,
    /// In all.
    pub counts: SufficedCountsJson,
    /// In counts alone, nobody named: what `report` shows.
    pub figures: SufficedFiguresJson,
    /// By child, in the order of their ids.
    pub children: Vec<ClubSufficedChildJson>,
}

impl ClubSufficedJson {
    /// The document on some children of a decided round, who come in the order of their ids.
    pub fn new(tables: &ClubTables<'_>, result: &ResultJson, all: &[Counterfactuals]) -> Self {
        let (counts, figures) = counted(tables, all);
        Self {
            engine: ENGINE.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            input_sha256: result.input_sha256.clone(),
            programme: "club".to_owned(),
            name: result.name.clone(),
            mechanism: result.mechanism.clone(),
            ties: result.ties.clone(),
            seed: result.seed,
            counts,
            figures,
            children: all.iter().map(|found| child(tables, found)).collect(),
        }
    }
}

fn line(round: &Round, entry: Entry) -> ClubLineJson {
    ClubLineJson {
        facility_id: round.clubs()[entry.club as usize].id.clone(),
        weekdays: entry.days.to_string(),
        route_id: entry.route.map(|r| round.routes()[r as usize].id.clone()),
    }
}

fn seats(round: &Round, &(on, seats): &(SeatsOn, u32)) -> ClubSeatsJson {
    let slot = on.slot();
    ClubSeatsJson {
        season: slot.map(|s| s.season.as_str().to_owned()),
        weekday: slot.map(|s| s.day.letter().to_string()),
        route_id: on.route().map(|r| round.routes()[r as usize].id.clone()),
        seats,
    }
}

fn child(tables: &ClubTables<'_>, found: &Counterfactuals) -> ClubSufficedChildJson {
    let round = tables.decided.round();
    let own = &round.children()[found.child as usize];
    let terms = |t: &LooserTerms| ClubLooserTermsJson {
        sibling_joint: t.terms.joint.as_str().to_owned(),
        sibling_single: t.terms.single_fallback.as_str().to_owned(),
        given: t.lines.iter().map(|l| l.map(|l| line(round, l))).collect(),
    };
    let lines = found.lines.iter().map(|l| ClubSufficedLineJson {
        wish_rank: l.reason.wish_rank,
        line: line(round, round.entry(l.reason.entry)),
        reason_code: l.reason.code.as_str().to_owned(),
        points: TriedJson::of(&l.points, |p| ClubMorePointsJson {
            more: thousandths(p.more),
            points: thousandths(p.points),
            given: line(round, p.line),
        }),
        seats: TriedJson::of(&l.seats, |s| ClubMoreSeatsJson {
            seats: s.seats.iter().map(|s| seats(round, s)).collect(),
            given: line(round, s.line),
        }),
        days: TriedJson::of(&l.days, |&d| line(round, d)),
    });
    ClubSufficedChildJson {
        child_id: own.id.clone(),
        grade: own.grade.get(),
        given: tables.decided.decisions()[found.child as usize].entry.map(|e| line(round, round.entry(e))),
        lines: lines.collect(),
        terms: TriedJson::of(&found.terms, terms),
        added: TriedJson::of(&found.added, |all| {
            all.iter().map(|&c| round.clubs()[c as usize].id.clone()).collect()
        }),
    }
}

/// Writes `sufficed.csv` and `sufficed.json` of a club round into a folder; `bom` as in [`crate::write::write_tables`].
///
/// # Errors
/// What the file system refuses.
pub fn write_club_sufficed(
    folder: &OutputFolder,
    tables: &ClubTables<'_>,
    json: &ClubSufficedJson,
    all: &[Counterfactuals],
    bom: bool,
) -> Result<(), OutputError> {
    let round = tables.decided.round();
    folder.write(CLUB_SUFFICED.file, |out| -> io::Result<()> {
        let mut table = TableWriter::new(out, &CLUB_SUFFICED, 0, bom)?;
        for found in all {
            let ja = found.told(tables.decided, Lang::Ja);
            for (told, en) in ja.iter().zip(found.told(tables.decided, Lang::En)) {
                let ids = told.clubs.iter().map(|&c| round.clubs()[c as usize].id.as_str());
                table.text(&round.children()[found.child as usize].id)?;
                table.optional(told.wish_rank)?.value(told.topic.as_str())?.value(told.suffices)?;
                table.optional(told.points)?.text(&seats_cell(round, &told.seats))?;
                table.text(&ids.collect::<Vec<_>>().join(" "))?.optional(told.days)?;
                table.text(&told.text)?.text(&en.text)?.end_row()?;
            }
        }
        table.finish()
    })?;
    folder.write_json("sufficed.json", json)
}

/// Seats as in `term WF 1; summer M 2; bus-1 1`.
fn seats_cell(round: &Round, seats: &[(SeatsOn, u32)]) -> String {
    let at_clubs: Vec<(String, u32)> = seats
        .iter()
        .filter(|s| s.0.slot().is_some())
        .map(|&(on, n)| (place_text(round, on, Lang::En), n))
        .collect();
    let places = |same: &[(String, u32)]| -> Vec<String> { same.iter().map(|s| s.0.clone()).collect() };
    let with_as_many = at_clubs.chunk_by(|a, b| a.1 == b.1);
    let mut parts: Vec<String> =
        with_as_many.map(|same| format!("{} {}", joined(&places(same)), same[0].1)).collect();
    let routes = seats.iter().filter_map(|s| Some((s.0.route()?, s.1)));
    parts.extend(routes.map(|(route, n)| format!("{} {n}", round.routes()[route as usize].id)));
    parts.join("; ")
}
