//! `sekiwari sweep-merge DIR... --out DIR`: the shards of a sweep, put together.

use clap::Args;
use sekiwari::Lang;
use sekiwari_files::finding::Findings;
use sekiwari_files::sweep::shards::{Named, SHARD_RUNS, gather};
use sekiwari_files::write::{OutputFolder, write_sweep};
use std::io::ErrorKind;
use std::path::PathBuf;

use super::super::allocate::cannot_write;
use super::text;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::interrupt::Interrupt;

/// Arguments of `sweep-merge`.
#[derive(Debug, Args)]
pub(crate) struct SweepMerge {
    /// The output folders of all shards, in any order.
    /// すべての分担の出力フォルダ(順序は問いません)。
    #[arg(required = true, value_name = "DIR")]
    shards: Vec<PathBuf>,
    /// The folder to write, as sweep without shards writes it, byte for byte; it appears whole or not at all.
    /// 出力フォルダ(分担しない場合とまったく同じ内容になります)。
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write CSV files without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl SweepMerge {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        let interrupt = Interrupt::listen(lang, json, || ())?;
        let mut shards: Vec<Named> = Vec::with_capacity(self.shards.len());
        for folder in &self.shards {
            std::fs::metadata(folder).map_err(|e| Failure::io(folder, &e))?;
            let path = folder.join(SHARD_RUNS);
            let bytes = match std::fs::read(&path) {
                Ok(bytes) => Some(bytes),
                Err(e) if e.kind() == ErrorKind::NotFound => None,
                Err(e) => return Err(Failure::io(&path, &e)),
            };
            shards.push((folder.display().to_string(), bytes));
        }
        let mut findings = Findings::new();
        let Some(results) = gather(&shards, &mut findings) else {
            findings.sort();
            return input::refuse(&findings, lang, json);
        };
        drop(shards);
        let folder = OutputFolder::create(&self.out).map_err(|e| cannot_write(&e))?;
        interrupt.begun(&folder);
        let document = write_sweep(&folder, &results, !self.no_bom).map_err(|e| cannot_write(&e))?;
        interrupt.commit(folder).map_err(|e| cannot_write(&e))?;
        if json {
            let mut value = serde_json::to_value(&document).unwrap_or_default();
            value["findings"] = serde_json::to_value(&findings).unwrap_or_default();
            console::say_json(&value)?;
        } else {
            console::say(&text::of(&document, &self.out, lang))?;
        }
        Ok(Exit::Clean)
    }
}
