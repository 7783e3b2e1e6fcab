//! `sekiwari report DIR...`: the page a planner opens.

use clap::Args;
use sekiwari::Lang;
use sekiwari_files::report::{REPORT, ReportError, ReportOptions, read_report, write_report};
use serde_json::json;
use std::path::PathBuf;

use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input;

/// Arguments of `report`.
#[derive(Debug, Args)]
pub(crate) struct Report {
    /// An output folder of allocate, then folders of frontier, whatif, site, years, ... that become sections.
    /// allocate の出力フォルダ。続けて、節として加える出力フォルダ。
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Areas of districts (GeoJSON) to draw on the map.
    /// 地図に描く地区の区域 (GeoJSON)。
    #[arg(long, value_name = "FILE")]
    districts: Option<PathBuf>,
    /// Keep back counts of 1 to N-1, and what would give them away; 0 shows everything.
    /// N 未満の数と、逆算できる数を秘匿します。
    #[arg(long, value_name = "N", default_value_t = 0)]
    suppress: u32,
    /// The page to write, instead of report.html in the first folder.
    /// 書き出すファイル。
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Report {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let options = ReportOptions { districts: self.districts, suppress: self.suppress };
        let report = match read_report(&self.folders, &options) {
            Err(ReportError::Districts { findings, .. }) => {
                return input::refuse(&findings, lang, self.messages.json);
            }
            read => read.map_err(|e| failed(&e))?,
        };
        let out = self.out.or_else(|| self.folders.first().map(|f| f.join(REPORT)));
        let out = out.unwrap_or_else(|| PathBuf::from(REPORT));
        let page = report.page(lang);
        write_report(&out, &page).map_err(|e| failed(&e))?;
        let shown = out.display().to_string();
        if self.messages.json {
            console::say_json(&json!({ "out": shown, "bytes": page.len() }))?;
        } else {
            console::say(&lang.pick(
                format!("{shown} を書き出しました。ブラウザで開いてください。\n"),
                format!("wrote {shown}; open it in a browser\n"),
            ))?;
        }
        Ok(Exit::Clean)
    }
}

fn failed(error: &ReportError) -> Failure {
    Failure::new(error.message(Lang::Ja), error.message(Lang::En))
}
