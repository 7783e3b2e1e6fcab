//! `sekiwari ledger export FILE --out DIR`.

use super::{File, failure, open};
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use clap::Args;
use sekiwari::Lang;
use serde_json::json;
use std::path::PathBuf;

/// Arguments of `ledger export`.
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    file: File,
    /// The folder to write: new or empty; it appears whole or not at all.
    /// 出力フォルダ(新しいか空のもの)。
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    pub(super) messages: Messages,
}

impl Export {
    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let book = open(&self.file.file)?;
        book.export(&self.out).map_err(|e| failure(&self.file.file, &e))?;
        let (entries, seal) = book.seal().map_err(|e| failure(&self.file.file, &e))?;
        let out = self.out.display();
        if self.messages.json {
            console::say_json(
                &json!({ "out": out.to_string(), "entries": entries, "seal": seal.to_string() }),
            )?;
        } else {
            console::say(&lang.pick(
                format!("記録 {entries} 件を {out} に書き出しました。\n"),
                format!("wrote {entries} entries to {out}\n"),
            ))?;
        }
        Ok(Exit::Clean)
    }
}
