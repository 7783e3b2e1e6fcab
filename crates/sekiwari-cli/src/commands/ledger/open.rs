//! `sekiwari ledger open FILE --fiscal-year Y`.

use super::{When, not_recorded};
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use clap::Args;
use sekiwari::Lang;
use sekiwari_ledger::Ledger as Book;
use serde_json::json;
use std::path::PathBuf;

/// Arguments of `ledger open`.
#[derive(Debug, Args)]
pub(super) struct Open {
    /// The file to make; it must not exist.
    /// 作るファイル(既存のものは置き換えません)。
    file: PathBuf,
    /// The fiscal year, April to March.
    /// 年度(西暦)。
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1950..=2900))]
    fiscal_year: i16,
    /// What people call it.
    /// 台帳の名前。
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    name: String,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    pub(super) messages: Messages,
}

impl Open {
    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let book = match Book::create(&self.file, self.fiscal_year, &self.name, self.when.day()) {
            Ok(book) => book,
            Err(error) => return not_recorded(&self.file, &error, self.messages.json, lang),
        };
        let (_, seal) = book.seal().map_err(|e| super::failure(&self.file, &e))?;
        if self.messages.json {
            console::say_json(&json!({
                "file": self.file.display().to_string(),
                "fiscal_year": book.fiscal_year(),
                "name": book.name(),
                "seal": seal.to_string(),
            }))?;
        } else {
            let (file, year) = (self.file.display(), book.fiscal_year());
            console::say(&lang.pick(
                format!("{year} 年度の台帳 {file} を作りました。\n  封印: {seal}\n"),
                format!("made {file}, the ledger of fiscal year {year}\n  seal: {seal}\n"),
            ))?;
        }
        Ok(Exit::Clean)
    }
}
