//! `sekiwari units ROUND DIR`: the children of every club divided into its units.

use clap::Args;
use rayon::prelude::*;
use sekiwari::Lang;
use sekiwari::mechanism::Ties;
use sekiwari::programme::club::division::{DecidedClub, Division, Effort, divide};
use sekiwari_files::AnyRound;
use sekiwari_files::finding::Findings;
use sekiwari_files::results::read_result;
use sekiwari_files::review::{Case, ClubNames, read_allocation, review};
use sekiwari_files::write::{OutputFolder, UnitsJson, write_units};
use std::fmt::Write as _;
use std::path::PathBuf;

use super::allocate::cannot_write;
use super::clubs::not_clubs;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input::{self, ReadAny};

/// Arguments of `units`.
#[derive(Debug, Args)]
pub(crate) struct Units {
    /// The club round: a folder of tables, or a workbook.
    /// 放課後児童クラブの募集のフォルダまたはブック。
    round: PathBuf,
    /// The output folder of `allocate`.
    /// allocate の出力フォルダ。
    dir: PathBuf,
    /// The folder to write units.json and units.csv into.
    /// 出力フォルダ。
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write CSV files without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Units {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        let loaded = match input::read_any_usable(&self.round, lang, json)? {
            ReadAny::Usable(AnyRound::Club(loaded), _) => loaded,
            ReadAny::Usable(AnyRound::Nursery(_) | AnyRound::Daily(_), _) => return Err(not_clubs()),
            ReadAny::Refused(exit) => return Ok(exit),
        };
        let (round, settings) = (&loaded.round, &loaded.settings);
        let result =
            read_result(&self.dir).map_err(|e| Failure::new(e.message(Lang::Ja), e.message(Lang::En)))?;
        let table = self.dir.join("allocation.csv");
        let bytes = std::fs::read(&table).map_err(|e| Failure::io(&table, &e))?;
        let mut findings = Findings::new();
        let stated = read_allocation(bytes, "allocation.csv", &mut findings);
        let compiled = input::compile_club(&loaded, result.seed, &mut findings)?;
        let (Some(stated), false) = (stated, findings.has_errors()) else {
            return input::refuse(&findings, lang, json);
        };
        let ties = Ties::from_name(&result.ties).unwrap_or(settings.ties);
        let market = input::judged_club(&compiled, ties);
        let names = ClubNames { round, compiled: &compiled };
        let (input_sha256, seed, goals) = (&loaded.input_sha256, result.seed, &settings.objective);
        let case = Case { subject: &names, market: &market, input_sha256, ties, seed, goals };
        let review = review(case, &stated, None, None, false);
        if !review.is_clean() {
            return input::refuse(&review.violations, lang, json);
        }
        let decisions = compiled.decisions(round, &review.verdict.allocation);
        let clubs: Vec<(DecidedClub, Division)> = DecidedClub::all(round, &decisions)
            .into_par_iter()
            .map(|club| {
                let division = divide(&club.members, &club.units, Effort::default());
                division.map(|d| (club, d)).map_err(|errors| {
                    let reasons: Vec<String> = errors.iter().map(ToString::to_string).collect();
                    let reasons = reasons.join("; ");
                    Failure::new(
                        format!("分けられません: {reasons}"),
                        format!("cannot be divided: {reasons}"),
                    )
                })
            })
            .collect::<Result<_, _>>()?;
        let document = UnitsJson::new(env!("CARGO_PKG_VERSION"), &loaded.input_sha256, round, &clubs);
        if let Some(out) = &self.out {
            let folder = OutputFolder::create(out).map_err(|e| cannot_write(&e))?;
            write_units(&folder, &document, round, &clubs, !self.no_bom).map_err(|e| cannot_write(&e))?;
            folder.commit().map_err(|e| cannot_write(&e))?;
        }
        if json {
            console::say_json(&serde_json::to_value(&document).unwrap_or_default())?;
        } else {
            console::say(&text(&document, lang))?;
        }
        Ok(Exit::Clean)
    }
}

fn text(json: &UnitsJson, lang: Lang) -> String {
    let mut text = format!("{}\n", json.name);
    for club in &json.clubs {
        let proven = match club.proven {
            true => lang.pick("最良 (証明済み)", "best (proven)"),
            false => lang.pick("最良とは証明していません", "not proven best"),
        };
        let split = match club.split {
            0 => String::new(),
            n => lang.pick(format!("、きょうだいの分離 {n}"), format!(", {n} siblings apart")),
        };
        let _ = writeln!(text, "{}: {proven}{split}", club.facility_id);
        for unit in &club.units {
            let grades: Vec<String> = unit.by_grade.iter().map(u32::to_string).collect();
            let grades = grades.join("/");
            let staff = match (unit.qualified_staff, unit.other_staff, unit.lacks_staff) {
                (Some(q), Some(o), Some(lacks)) => lang.pick(
                    format!(
                        "、支援員 {q}、ほか {o}{}",
                        if lacks > 0 { format!("、不足 {lacks}") } else { String::new() }
                    ),
                    format!(
                        ", staff {q} qualified, {o} others{}",
                        if lacks > 0 { format!(", {lacks} lacking") } else { String::new() }
                    ),
                ),
                _ => String::new(),
            };
            let (number, children) = (unit.unit, unit.children);
            text += &lang.pick(
                format!("  単位 {number}: {children} 人 (1-6 年生 {grades}){staff}\n"),
                format!("  unit {number}: {children} children (grades 1 to 6: {grades}){staff}\n"),
            );
        }
    }
    text
}
