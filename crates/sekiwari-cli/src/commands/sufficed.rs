//! `sekiwari sufficed ROUND DIR --out DIR`: what would have sufficed, for all children or some, as a table and a document.

use clap::Args;
use sekiwari::Lang;
use sekiwari::explain::counterfactual::Counterfactuals;
use sekiwari::programme::nursery::ChildIndex;
use sekiwari_files::write::{OutputFolder, OutputTables, ResultJson, SufficedJson, write_sufficed};
use std::path::{Path, PathBuf};

use super::allocate::cannot_write;
use super::explain::find_child;
use super::explain::sufficed::of_children_by;
use super::planned;
use crate::cli::Messages;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::interrupt::Interrupt;
use crate::papers::{self, Place};
use crate::progress::Progress;

/// Arguments of `sufficed`.
#[derive(Debug, Args)]
pub(crate) struct Sufficed {
    /// The round: a folder of tables, or a workbook.
    /// 募集のフォルダまたはブック。
    round: PathBuf,
    /// The output folder of `allocate`.
    /// allocate の出力フォルダ。
    dir: PathBuf,
    /// The folder to write; it appears whole or not at all, and replaces earlier outputs of this program.
    /// 出力フォルダ(すべて書けたときだけ現れます)。
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Only these children.
    /// この児童だけ。
    #[arg(long = "child", value_name = "ID")]
    only: Vec<String>,
    /// Write the CSV file without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Sufficed {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        planned::run(
            lang,
            self.messages.json,
            |progress, interrupt| self.answer(lang, progress, interrupt),
            |json| told(json, &self.out, lang),
        )
    }

    fn answer(
        &self,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Result<SufficedJson, Exit>, Failure> {
        let json = self.messages.json;
        progress.step("read", lang.pick("読み込み", "reading"));
        let others = (
            "何があれば足りたかは保育所等の募集で示せます。",
            "what would have sufficed is for rounds of nurseries",
        );
        let loaded = match input::read_nursery(&self.round, others, lang, json)? {
            Ok(loaded) => loaded,
            Err(exit) => return Ok(Err(exit)),
        };
        let only = self.only.iter().map(|id| find_child(&loaded.round, id)).collect::<Result<Vec<_>, _>>()?;
        papers::apart(&self.out, &self.dir)?;
        let folder = OutputFolder::create(&self.out).map_err(|e| cannot_write(&e))?;
        interrupt.begun(&folder);
        let at = Place { dir: &self.dir, lang, json };
        let made = papers::nursery(&loaded, at, |tables, result| {
            progress.step("solve", lang.pick("決め直し", "deciding anew"));
            let found = asked(tables, result, &only, progress)?;
            let document = SufficedJson::new(tables, result, &found);
            progress.step("write", lang.pick("書き出し", "writing"));
            let bom = !self.no_bom;
            planned::commit(folder, progress, interrupt, |folder| {
                write_sufficed(folder, tables, &document, &found, bom)
            })?;
            Ok(document)
        })?;
        Ok(made)
    }
}

/// What would have sufficed for those asked for; without any for all who have a wish above their outcome. In the order of their ids.
fn asked(
    tables: &OutputTables<'_>,
    result: &ResultJson,
    only: &[ChildIndex],
    progress: &Progress,
) -> Result<Vec<Counterfactuals>, Failure> {
    let round = tables.decided.round();
    let wanted = |c: &ChildIndex| match only.is_empty() {
        true => !tables.reasons_of(*c).is_empty(),
        false => only.contains(c),
    };
    let mut children: Vec<ChildIndex> = (0..round.children().len() as ChildIndex).filter(wanted).collect();
    children.sort_by(|&a, &b| round.children()[a as usize].id.cmp(&round.children()[b as usize].id));
    let show = progress.message();
    let all = children.len();
    of_children_by(tables.decided, result, &children, |done| show(format!("{done} / {all}")))
}

/// How much was found, for people.
fn told(json: &SufficedJson, out: &Path, lang: Lang) -> String {
    let c = json.counts;
    lang.pick(
        format!(
            "{} 人の児童について、何があれば足りたかを決め直して確かめました。\n  指数 {} 人、席 {} 人、きょうだいの条件 {} 人、ほかの希望 {} 人、何があっても足りない {} 人\n出力: {}\n",
            c.children, c.points, c.seats, c.terms, c.wish, c.nothing, out.display()
        ),
        format!(
            "what would have sufficed for {} children, each decided anew:\n  points {}, seats {}, sibling condition {}, another wish {}, nothing {}\noutput: {}\n",
            c.children, c.points, c.seats, c.terms, c.wish, c.nothing, out.display()
        ),
    )
}
