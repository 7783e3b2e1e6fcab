//! `sekiwari score ROUND`: every child's points, line by line.

mod diff;
mod draws;
pub(crate) mod lines;

use clap::Args;
use jiff::civil::Date;
use sekiwari::Lang;
use sekiwari::priority::rulebook::ItemCount;
use sekiwari_files::AnyRound;
use sekiwari_files::finding::catalogue::points;
use sekiwari_files::finding::{Finding, Findings, Place};
use sekiwari_files::results::{LastYear, read_last_year};
use sekiwari_files::round::{Scoring, Settings};
use sekiwari_files::write::{ENGINE, OutputFolder, ScoreSheet, ScoredRound, write_scores};
use serde_json::json;
use std::path::PathBuf;

use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input::{self, ReadAny};

/// Arguments of `score`.
#[derive(Debug, Args)]
pub(crate) struct Score {
    /// The round: a folder of tables with a rulebook.
    /// 募集のフォルダ(点数規則のあるもの)。
    round: PathBuf,
    /// The folder to write scores.csv, score_lines.csv and criteria.csv into.
    /// 出力フォルダ。
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Show only this child (may be given several times).
    /// この児童だけを示します。
    #[arg(long, value_name = "ID")]
    child: Vec<String>,
    /// Another rulebook: whose points and whose seats would change.
    /// 別の点数規則。誰の点数と席が変わるかを示します。
    #[arg(long, value_name = "FILE", conflicts_with_all = ["child", "draws"])]
    diff: Option<PathBuf>,
    /// The criteria.csv of last year: items whose numbers moved a lot become findings.
    /// 昨年の criteria.csv。
    #[arg(long, value_name = "FILE")]
    last_year: Option<PathBuf>,
    /// Draw the lottery this many times and tell how often each child whose seat depends on it gets one.
    /// 抽選をこの回数だけ試し、席を得る割合を示します。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    draws: Option<u32>,
    /// Write CSV files without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Score {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        let (any, mut findings) = match input::read_any_usable(&self.round, lang, json)? {
            ReadAny::Usable(any, findings) => (any, findings),
            ReadAny::Refused(exit) => return Ok(exit),
        };
        let loaded = Loaded::of(&any)?;
        let Some(scoring) = loaded.scoring else {
            return Err(Failure::new(
                "この募集には点数規則 (priority.rulebook) がありません。計算済みの点数には内訳がありません。",
                "this round has no rulebook (priority.rulebook); computed scores have no derivation",
            ));
        };
        let nursery = match &any {
            AnyRound::Nursery(loaded) => Some(loaded),
            AnyRound::Club(_) if self.diff.is_some() || self.draws.is_some() => {
                return Err(Failure::new(
                    "放課後児童クラブの募集では --diff と --draws は使えません。",
                    "--diff and --draws are for nursery rounds, not for those of after-school clubs",
                ));
            }
            AnyRound::Club(_) | AnyRound::Daily(_) => None,
        };
        if let (Some(other), Some(nursery)) = (&self.diff, nursery) {
            return diff::run(&self.round, nursery, scoring, other, lang, json);
        }
        let last_year = match &self.last_year {
            Some(path) => Some(
                read_last_year(path).map_err(|e| Failure::new(e.message(Lang::Ja), e.message(Lang::En)))?,
            ),
            None => None,
        };
        let sheet = ScoreSheet::new(loaded.round, scoring);
        look(&loaded, scoring, &sheet, last_year.as_ref(), &mut findings);
        let draws = match self.draws.zip(nursery) {
            Some((number, nursery)) => Some((draws::run(nursery, number, &mut findings)?, nursery)),
            None => None,
        };
        findings.sort();
        let shown = lines::children(&sheet.lines, &self.child)?;
        let facts = json!({
            "engine": ENGINE,
            "version": env!("CARGO_PKG_VERSION"),
            "name": loaded.round.name(),
            "rulebook": {"id": sheet.lines.book.id(), "name": sheet.lines.book.name(), "source": sheet.lines.book.source()},
            "input_sha256": loaded.input_sha256,
            "lottery_commitment": loaded.settings.lottery_commitment,
            "criteria": lines::criteria_json(&sheet, last_year.as_ref()),
            "draws": draws.as_ref().map(|(draws, _)| draws.json()),
        });
        if let Some(out) = &self.out {
            let fail = |e: sekiwari_files::write::OutputError| {
                Failure::new(e.message(Lang::Ja), e.message(Lang::En))
            };
            let folder = OutputFolder::create(out).map_err(fail)?;
            write_scores(&folder, &sheet, last_year.as_ref(), !self.no_bom).map_err(fail)?;
            folder.write_json("score.json", &facts).map_err(fail)?;
            folder.commit().map_err(fail)?;
        }
        if json {
            let mut value = input::findings_json(&findings);
            value["score"] = facts;
            value["children"] = shown.iter().map(|&c| lines::child_json(&sheet.lines, c)).collect();
            console::say_json(&value)?;
            return Ok(Exit::Clean);
        }
        let mut text: String = shown.iter().map(|&c| lines::child_text(&sheet.lines, c, lang)).collect();
        if self.child.is_empty() {
            text += &lines::criteria_text(&sheet, last_year.as_ref(), lang);
        }
        if let Some((draws, nursery)) = &draws {
            text += &draws.text(&nursery.round, lang);
        }
        if let Some(out) = &self.out {
            let dir = out.display();
            text += &lang.pick(format!("{dir} に書き出しました。\n"), format!("written to {dir}\n"));
        }
        if !findings.is_empty() && self.child.is_empty() {
            text += &input::render(&findings, lang);
            text += &format!("{}\n", input::counts(&findings, lang));
        }
        console::say(&text)?;
        Ok(Exit::Clean)
    }
}

/// What is shown of a round of any programme.
struct Loaded<'a> {
    round: ScoredRound<'a>,
    entry_date: Date,
    settings: &'a Settings,
    input_sha256: &'a str,
    scoring: Option<&'a Scoring>,
}

impl<'a> Loaded<'a> {
    /// # Errors
    /// [`Failure`] for rounds of day services, which have no points.
    fn of(any: &'a AnyRound) -> Result<Self, Failure> {
        Ok(match any {
            AnyRound::Nursery(loaded) => Self {
                round: (&loaded.round).into(),
                entry_date: loaded.round.entry_date(),
                settings: &loaded.settings,
                input_sha256: &loaded.input_sha256,
                scoring: loaded.scoring.as_ref(),
            },
            AnyRound::Club(loaded) => Self {
                round: (&loaded.round).into(),
                entry_date: loaded.round.entry_date(),
                settings: &loaded.settings,
                input_sha256: &loaded.input_sha256,
                scoring: loaded.scoring.as_ref(),
            },
            AnyRound::Daily(_) => {
                return Err(Failure::new(
                    "日単位の保育の募集には点数がありません。順序は daily.order で決まります。",
                    "rounds of day services have no points; daily.order says who comes first",
                ));
            }
        })
    }
}

/// What is odd about the numbers: items nobody gets, items that moved, children without any.
fn look(
    loaded: &Loaded<'_>,
    scoring: &Scoring,
    sheet: &ScoreSheet<'_>,
    last_year: Option<&LastYear>,
    findings: &mut Findings,
) {
    let file = loaded.settings.rulebook.clone().unwrap_or_default();
    let children = loaded.round.children();
    for (i, (item, &ItemCount { holds, .. })) in
        sheet.lines.book.items().iter().zip(&sheet.counts).enumerate()
    {
        if !scoring.rulebook.in_force(i, loaded.entry_date) {
            continue;
        }
        let about = |kind| {
            let place = Place::file(file.clone()).column(format!("item.{}", item.id));
            Finding::new(kind, place).value(&item.id).arg("text", &item.text)
        };
        match last_year.map(|l| (l.of(&item.id), l.of("*"))) {
            Some((Some(before), all)) if moved(before, all, holds, children) => {
                findings.push(about(&points::ITEM_MOVED).arg("before", before).arg("now", holds));
            }
            Some((None, _)) => findings.push(about(&points::ITEM_NEW)),
            _ if holds == 0 => findings.push(about(&points::ITEM_NOBODY)),
            _ => {}
        }
    }
    for child in sheet.lines.by_id() {
        let mut lines = sheet.lines.general(child).lines;
        lines.extend(sheet.lines.special(child).into_iter().flat_map(|(_, s)| s.lines));
        if lines.is_empty() {
            let place = Place::file(loaded.round.name());
            let id = loaded.round.child_id(child);
            findings.push(Finding::new(&points::CHILD_WITHOUT_POINTS, place).value(id));
        }
    }
}

/// Whether a count moved by more than half and by five children at least, after last year's is scaled to this year's number
/// of children.
fn moved(before: u32, all_before: Option<u32>, now: u32, all_now: u32) -> bool {
    let (before, now) = (u64::from(before), u64::from(now));
    let (scale, unit) = match all_before {
        Some(all) if all > 0 => (u64::from(all_now), u64::from(all)),
        _ => (1, 1),
    };
    // Everything times `unit`, so that nothing is rounded.
    let (expected, now) = (before * scale, now * unit);
    let change = expected.abs_diff(now);
    change >= 5 * unit && 2 * change > expected.max(now)
}

#[cfg(test)]
mod tests {
    use super::moved;

    #[test]
    fn what_moved_a_lot() {
        assert!(!moved(100, None, 120, 0) && moved(100, None, 40, 0) && moved(5, None, 0, 0));
        assert!(!moved(4, None, 0, 0), "four children are few");
        assert!(!moved(100, Some(1000), 55, 500), "half the children, half the count");
        assert!(moved(100, Some(1000), 100, 300));
    }
}
