//! `sekiwari count ROUND DIR`: the official count of waiting children.

mod findings;
mod text;

use clap::Args;
use jiff::civil::Date;
use sekiwari::Lang;
use sekiwari::programme::nursery::waiting;
use sekiwari_files::finding::Findings;
use sekiwari_files::finding::catalogue::survey;
use sekiwari_files::normalise::parse_date;
use sekiwari_files::results::read_result;
use sekiwari_files::write::{CountFacts, CountJson, OutputFolder, write_count};
use std::path::PathBuf;

use super::allocate::cannot_write;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::given::{self, Given};
use crate::input::{self, Read};

/// Arguments of `count`.
#[derive(Debug, Args)]
pub(crate) struct Count {
    /// The round, with the table `survey` of what is known of the deferred children.
    /// 募集のフォルダまたはブック(待機調査の表 survey を含むもの)。
    round: PathBuf,
    /// The allocation of the round: the output folder of `allocate`, or a table made by hand.
    /// allocate の出力フォルダ、または配分の表。
    allocation: PathBuf,
    /// The survey day; the entry date of the round if not given.
    /// 調査日(省略すると入所日)。
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<Date>,
    /// The folder to write count.csv, excluded.csv, waiting.csv, offers.csv, overlaps.csv and count.json into.
    /// 出力フォルダ。
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// For publication: keep back groups with a part of fewer than this many children, and all that is about single children.
    /// 公表用: この人数に満たない区分と、その逆算を許す区分、児童ごとの表を出しません。
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(..=1_000_000))]
    suppress: u32,
    /// Write CSV files without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

fn date(text: &str) -> Result<Date, String> {
    parse_date(text, false).map(|(date, _)| date).map_err(|_| "not a date (2026-04-01)".to_owned())
}

impl Count {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        let (loaded, read) = match input::read_usable(&self.round, lang, json)? {
            Read::Usable(loaded, read) => (loaded, read),
            Read::Refused(exit) => return Ok(exit),
        };
        // What is doubtful about the round itself is told by `check` and `allocate`.
        let mut found = Findings::new();
        read.into_iter().filter(|f| survey::is_one(f.kind)).for_each(|f| found.push(f));
        let round = &loaded.round;
        // Allocations made elsewhere have no result.json; then the round says how ties are broken.
        let (path, result) = if self.allocation.is_dir() {
            let path = self.allocation.join("allocation.csv");
            let result = match self.allocation.join("result.json").exists() {
                true => Some(
                    read_result(&self.allocation)
                        .map_err(|e| Failure::new(e.message(Lang::Ja), e.message(Lang::En)))?,
                ),
                false => None,
            };
            (path, result)
        } else {
            (self.allocation.clone(), None)
        };
        // Whoever has a seat by the table must be able to have it.
        let Given { compiled, verdict, .. } = match given::read(&loaded, &path, result.as_ref(), lang, json)?
        {
            Ok(given) => given,
            Err(exit) => return Ok(exit),
        };
        let decisions = compiled.decisions(round, &verdict.allocation);
        let rules = loaded.settings.count.rules(self.date.unwrap_or(round.entry_date()));
        let counted = waiting::count(round, &decisions, &loaded.survey, &rules).map_err(|errors| {
            let reasons: Vec<String> = errors.iter().map(ToString::to_string).collect();
            let reasons = reasons.join("; ");
            Failure::new(
                format!("調査の表が募集と合いません: {reasons}"),
                format!("the survey does not fit the round: {reasons}"),
            )
        })?;
        findings::look(&loaded, &counted, &mut found);
        found.sort();
        let document = CountJson::new(&CountFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            survey_sha256: loaded.survey_sha256.as_deref(),
            name: round.name(),
            fiscal_year: round.fiscal_year(),
            count: &counted,
            suppress: self.suppress,
        });
        if let Some(out) = &self.out {
            let folder = OutputFolder::create(out).map_err(|e| cannot_write(&e))?;
            write_count(&folder, round, &counted, &document, !self.no_bom).map_err(|e| cannot_write(&e))?;
            folder.commit().map_err(|e| cannot_write(&e))?;
        }
        let other_state = result.is_some_and(|r| r.input_sha256 != loaded.input_sha256);
        if json {
            let mut value = input::findings_json(&found);
            value["count"] = serde_json::to_value(&document).unwrap_or_default();
            value["other_state"] = other_state.into();
            console::say_json(&value)?;
            return Ok(Exit::Clean);
        }
        if !found.is_empty() && self.suppress < 2 {
            console::complain(input::render(&found, lang).trim_end());
            console::complain(&input::counts(&found, lang));
        }
        console::say(&text::shown(&document, &rules.order, self.out.as_deref(), lang))?;
        if other_state {
            console::complain(lang.pick(
                "注意: この配分は別の内容の募集から作られています。",
                "note: the allocation was made from another state of this round",
            ));
        }
        Ok(Exit::Clean)
    }
}
