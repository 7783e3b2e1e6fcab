//! `sekiwari workbook ROUND DIR --out FILE.xlsx`: a decided round as one workbook.

use clap::Args;
use sekiwari::Lang;
use sekiwari_files::AnyRound;
use sekiwari_files::finding::did_you_mean_id;
use sekiwari_files::workbook::{
    BookFacts, Facilities, WorkbookError, club_workbook, daily_workbook, nursery_workbook,
};
use sekiwari_files::write::{check_place, write_file};
use std::path::PathBuf;

use super::allocate::cannot_write;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input::{self, ReadAny};
use crate::papers::{self, Place};

/// Arguments of `workbook`.
#[derive(Debug, Args)]
pub(crate) struct Workbook {
    /// The round: a folder of tables, or a workbook.
    /// 募集のフォルダまたはブック。
    round: PathBuf,
    /// The output folder of `allocate`.
    /// allocate の出力フォルダ。
    dir: PathBuf,
    /// The file to write.
    /// 書き出すファイル。
    #[arg(long, value_name = "FILE.xlsx")]
    out: PathBuf,
    /// For which facilities there are sheets: ids with commas, all, or none. Without it all, if there are no more than 200.
    /// 施設ごとのシートを作る施設(ID をコンマ区切り、all、none)。省略すると、200 以下ならすべて。
    #[arg(long, value_name = "ID,...|all|none", value_parser = parse_facilities)]
    facilities: Option<Facilities>,
    /// Replace a file that is there.
    /// すでにあるファイルを上書きします。
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

fn parse_facilities(text: &str) -> Result<Facilities, String> {
    Ok(match text {
        "all" => Facilities::All,
        "none" => Facilities::None,
        ids => Facilities::Some(
            ids.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect(),
        ),
    })
}

impl Workbook {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        check_place(&self.out, self.replace).map_err(|e| cannot_write(&e))?;
        let loaded = match input::read_any_usable(&self.round, lang, json)? {
            ReadAny::Usable(loaded, _) => loaded,
            ReadAny::Refused(exit) => return Ok(exit),
        };
        self.check_facilities(&loaded)?;
        let facilities = self.facilities.clone().unwrap_or_default();
        let at = Place { dir: &self.dir, lang, json };
        let cannot_make = |e: WorkbookError| Failure::new(e.message(Lang::Ja), e.message(Lang::En));
        let made = match &loaded {
            AnyRound::Nursery(loaded) => papers::nursery(loaded, at, |tables, result| {
                let facts = BookFacts::of_result(result, lang, &facilities);
                nursery_workbook(tables, &facts).map_err(cannot_make)
            })?,
            AnyRound::Club(loaded) => papers::clubs(loaded, at, |tables, result| {
                let facts = BookFacts::of_result(result, lang, &facilities);
                club_workbook(tables, &facts).map_err(cannot_make)
            })?,
            AnyRound::Daily(loaded) => papers::days(loaded, at, |tables, result| {
                let facts = BookFacts::of_days(result, lang, &facilities);
                daily_workbook(tables, &facts).map_err(cannot_make)
            })?,
        };
        let bytes = match made {
            Ok(bytes) => bytes,
            Err(exit) => return Ok(exit),
        };
        write_file(&self.out, self.replace, &bytes).map_err(|e| cannot_write(&e))?;
        let out = self.out.display().to_string();
        if json {
            console::say_json(&serde_json::json!({ "out": out }))?;
        } else {
            console::say(&lang.pick(format!("{out} に書き出しました。\n"), format!("written to {out}\n")))?;
        }
        Ok(Exit::Clean)
    }

    /// Whether the facilities named are those of the round.
    fn check_facilities(&self, loaded: &AnyRound) -> Result<(), Failure> {
        let Some(Facilities::Some(wanted)) = &self.facilities else { return Ok(()) };
        let known: Vec<&str> = match loaded {
            AnyRound::Nursery(l) => l.round.facilities().iter().map(|f| f.id.as_str()).collect(),
            AnyRound::Club(l) => l.round.clubs().iter().map(|c| c.id.as_str()).collect(),
            AnyRound::Daily(l) => l.round.sites().iter().map(|s| s.id.as_str()).collect(),
        };
        let Some(unknown) = wanted.iter().find(|id| !known.contains(&id.as_str())) else { return Ok(()) };
        let near = did_you_mean_id(unknown, known.iter().copied());
        let (ja, en) = near.map_or_else(Default::default, |n| {
            (format!("「{n}」の誤りではありませんか。"), format!(" (did you mean {n}?)"))
        });
        Err(Failure::new(
            format!("施設 {unknown} は募集にありません。{ja}"),
            format!("there is no facility {unknown} in the round{en}"),
        ))
    }
}
