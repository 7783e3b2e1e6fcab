//! `sekiwari ledger check FILE`.

use super::{File, failure};
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use clap::Args;
use sekiwari::Lang;
use sekiwari_ledger::{Hash, Ledger as Book, LedgerError};
use serde_json::json;

/// Arguments of `ledger check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    file: File,
    /// A seal that was written down earlier: everything up to it has to be as it was then.
    /// 以前に控えた封印。そこまでが当時のままかも確かめます。
    #[arg(long, value_name = "HASH", value_parser = |text: &str| text.parse::<Hash>())]
    seal: Option<Hash>,
    #[command(flatten)]
    pub(super) messages: Messages,
}

/// What was found.
struct Found {
    faults: Vec<(&'static str, Option<i64>, [String; 2])>,
    last: Option<(i64, Hash)>,
    sealed: Option<i64>,
}

impl Check {
    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let path = &self.file.file;
        let found = match self.find() {
            Ok(found) => found,
            // That it is damaged is what was asked for.
            Err(error @ LedgerError::Damaged(_)) => Found {
                faults: vec![("K01", None, [error.message(Lang::Ja), error.message(Lang::En)])],
                last: None,
                sealed: None,
            },
            Err(error) => return Err(failure(path, &error)),
        };
        let clean = found.faults.is_empty();
        if self.messages.json {
            let faults: Vec<_> = found
                .faults
                .iter()
                .map(|(code, entry, [ja, en])| json!({ "code": code, "entry": entry, "ja": ja, "en": en }))
                .collect();
            console::say_json(&json!({
                "clean": clean,
                "entries": found.last.map(|(seq, _)| seq),
                "seal": found.last.map(|(_, hash)| hash.to_string()),
                "sealed_entry": found.sealed,
                "faults": faults,
            }))?;
            return Ok(Exit::clean_if(clean));
        }
        let mut text = String::new();
        for (code, _, [ja, en]) in &found.faults {
            text += &format!("{code} {}\n", lang.pick(ja, en));
        }
        if let (Some(entry), Some(_)) = (found.sealed, self.seal) {
            text += &lang.pick(
                format!("記録 {entry} までは、控えた封印のときのままです。\n"),
                format!("up to entry {entry} all is as it was when that seal was written down\n"),
            );
        }
        if let Some((entries, seal)) = found.last {
            text += &match (clean, found.faults.len()) {
                (true, _) => lang.pick(
                    format!("記録 {entries} 件、すべて記録時のままです。\n  封印: {seal}\n"),
                    format!("{entries} entries, all as recorded\n  seal: {seal}\n"),
                ),
                (false, count) => lang.pick(
                    format!("記録 {entries} 件、異状 {count} 件。\n"),
                    format!("{entries} entries, {count} faults\n"),
                ),
            };
        }
        console::say(&text)?;
        Ok(Exit::clean_if(clean))
    }

    fn find(&self) -> Result<Found, LedgerError> {
        let book = Book::open(&self.file.file)?;
        let faults = book.check()?;
        let mut faults: Vec<_> = faults
            .iter()
            .map(|f| (f.code, f.entry, [Lang::Ja, Lang::En].map(|lang| f.message(lang).to_owned())))
            .collect();
        let sealed = match self.seal {
            Some(seal) => book.sealed_by(seal)?,
            None => None,
        };
        if let (Some(seal), None) = (self.seal, sealed) {
            let ja = format!("控えた封印 {seal} の記録がありません。書き換えられたか、別の台帳です");
            let en = format!(
                "no entry has the seal {seal}: entries were changed or removed, or it is another ledger"
            );
            faults.push(("K18", None, [ja, en]));
        }
        Ok(Found { faults, last: Some(book.seal()?), sealed })
    }
}
