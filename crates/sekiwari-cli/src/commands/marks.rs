//! `sekiwari marks ROUND DIR --out FILE.csv`: the public list of what is left.

use clap::Args;
use sekiwari::Lang;
use sekiwari_files::AnyRound;
use sekiwari_files::marks::{FEW, MarkTable};
use sekiwari_files::write::{check_place, write_file};
use std::path::PathBuf;

use super::allocate::cannot_write;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input::{self, ReadAny};
use crate::papers::{self, Place};

/// Arguments of `marks`.
#[derive(Debug, Args)]
pub(crate) struct Marks {
    /// The round: a folder of tables, or a workbook.
    /// 募集のフォルダまたはブック。
    round: PathBuf,
    /// The output folder of `allocate`.
    /// allocate の出力フォルダ。
    dir: PathBuf,
    /// The table to write.
    /// 書き出す表。
    #[arg(long, value_name = "FILE.csv")]
    out: PathBuf,
    /// Also a page.
    /// ページも書き出します。
    #[arg(long, value_name = "FILE.html")]
    html: Option<PathBuf>,
    /// The most seats that count as few.
    /// 「△」とする席の上限。
    #[arg(long, value_name = "N", default_value_t = FEW)]
    few: u32,
    /// Replace files that are there.
    /// すでにあるファイルを上書きします。
    #[arg(long)]
    replace: bool,
    /// Write the table without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Marks {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        for path in std::iter::once(&self.out).chain(&self.html) {
            check_place(path, self.replace).map_err(|e| cannot_write(&e))?;
        }
        let loaded = match input::read_any_usable(&self.round, lang, json)? {
            ReadAny::Usable(loaded, _) => loaded,
            ReadAny::Refused(exit) => return Ok(exit),
        };
        let at = Place { dir: &self.dir, lang, json };
        let made = match &loaded {
            AnyRound::Nursery(loaded) => {
                papers::nursery(loaded, at, |tables, _| Ok(MarkTable::of_nurseries(tables, self.few)))?
            }
            AnyRound::Club(loaded) => {
                papers::clubs(loaded, at, |tables, _| Ok(MarkTable::of_clubs(tables, self.few)))?
            }
            AnyRound::Daily(_) => {
                return Err(Failure::new(
                    "日単位の保育の空き状況は openings.csv にあります。",
                    "what day services have left is in openings.csv",
                ));
            }
        };
        let table = match made {
            Ok(table) => table,
            Err(exit) => return Ok(exit),
        };
        write_file(&self.out, self.replace, &table.csv(!self.no_bom)).map_err(|e| cannot_write(&e))?;
        if let Some(page) = &self.html {
            write_file(page, self.replace, table.html(lang).as_bytes()).map_err(|e| cannot_write(&e))?;
        }
        let out = self.out.display().to_string();
        let html = self.html.as_ref().map(|p| p.display().to_string());
        if json {
            console::say_json(&serde_json::json!({ "out": out, "html": html }))?;
        } else {
            let all = html.map_or(out.clone(), |html| {
                lang.pick(format!("{out} と {html}"), format!("{out} and {html}"))
            });
            console::say(&lang.pick(format!("{all} に書き出しました。\n"), format!("written to {all}\n")))?;
        }
        Ok(Exit::Clean)
    }
}
