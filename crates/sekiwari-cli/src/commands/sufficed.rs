//! `sekiwari sufficed ROUND DIR --out DIR`: what would have sufficed, for all children or some, as a table and a document.

use clap::Args;
use sekiwari::Lang;
use sekiwari::explain::club::counterfactual as of_clubs;
use sekiwari::explain::counterfactual::Counterfactuals;
use sekiwari::programme::nursery::ChildIndex;
use sekiwari_files::AnyRound;
use sekiwari_files::club::LoadedClub;
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{
    ClubSufficedJson, ClubTables, OutputError, OutputFolder, OutputTables, ResultJson, SufficedJson,
    write_club_sufficed, write_sufficed,
};
use serde::Serialize;
use std::path::PathBuf;

use super::allocate::cannot_write;
use super::explain::find;
use super::explain::sufficed::{of_children_by, of_club_children_by};
use super::planned;
use crate::cli::Messages;
use crate::failure::{Exit, Failure};
use crate::input::{self, ReadAny};
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

/// What was found.
#[derive(Serialize)]
#[serde(untagged)]
enum Document {
    Nursery(Box<SufficedJson>),
    Club(Box<ClubSufficedJson>),
}

/// How far it is, and whether to stop.
struct Work<'w> {
    progress: &'w mut Progress,
    interrupt: &'w Interrupt,
    lang: Lang,
}

impl Sufficed {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        planned::run(
            lang,
            self.messages.json,
            |progress, interrupt| self.answer(Work { progress, interrupt, lang }),
            |document| document.told(lang) + &self.written(lang),
        )
    }

    fn written(&self, lang: Lang) -> String {
        format!("{}{}\n", lang.pick("出力: ", "output: "), self.out.display())
    }

    fn answer(&self, work: Work<'_>) -> Result<Result<Document, Exit>, Failure> {
        let (lang, json) = (work.lang, self.messages.json);
        work.progress.step("read", lang.pick("読み込み", "reading"));
        let loaded = match input::read_any_usable(&self.round, lang, json)? {
            ReadAny::Usable(loaded, _) => loaded,
            ReadAny::Refused(exit) => return Ok(Err(exit)),
        };
        papers::apart(&self.out, &self.dir)?;
        match &loaded {
            AnyRound::Nursery(loaded) => self.of_nurseries(loaded, work),
            AnyRound::Club(loaded) => self.of_clubs(loaded, work),
            AnyRound::Daily(_) => Err(Failure::new(
                "何があれば足りたかは保育所等と児童クラブの募集で示せます。日単位の保育では explain が申込みごとに示します。",
                "what would have sufficed is for rounds of nurseries and clubs; of day services explain says it request by request",
            )),
        }
    }

    fn of_nurseries(
        &self,
        loaded: &LoadedRound,
        mut work: Work<'_>,
    ) -> Result<Result<Document, Exit>, Failure> {
        let ids: Vec<&str> = loaded.round.children().iter().map(|c| c.id.as_str()).collect();
        let named = self.named(&ids)?;
        let folder = self.folder(&work)?;
        papers::nursery(loaded, self.place(work.lang), |tables: &OutputTables<'_>, result: &ResultJson| {
            let asked = asked(&ids, &named, |c| !tables.reasons_of(c).is_empty());
            let done = work.begin(asked.len());
            let found: Vec<Counterfactuals> = of_children_by(tables.decided, result, &asked, done)?;
            let document = SufficedJson::new(tables, result, &found);
            work.write(folder, |folder| write_sufficed(folder, tables, &document, &found, !self.no_bom))?;
            Ok(Document::Nursery(document.into()))
        })
    }

    fn of_clubs(&self, loaded: &LoadedClub, mut work: Work<'_>) -> Result<Result<Document, Exit>, Failure> {
        let ids: Vec<&str> = loaded.round.children().iter().map(|c| c.id.as_str()).collect();
        let named = self.named(&ids)?;
        let folder = self.folder(&work)?;
        papers::clubs(loaded, self.place(work.lang), |tables: &ClubTables<'_>, result: &ResultJson| {
            let asked = asked(&ids, &named, |c| !tables.reasons_of(c).is_empty());
            let done = work.begin(asked.len());
            let found: Vec<of_clubs::Counterfactuals> =
                of_club_children_by(tables.decided, result, &asked, done)?;
            let document = ClubSufficedJson::new(tables, result, &found);
            work.write(folder, |folder| {
                write_club_sufficed(folder, tables, &document, &found, !self.no_bom)
            })?;
            Ok(Document::Club(document.into()))
        })
    }

    fn named(&self, ids: &[&str]) -> Result<Vec<ChildIndex>, Failure> {
        self.only.iter().map(|id| find(id, ids.iter().copied())).collect()
    }

    fn folder(&self, work: &Work<'_>) -> Result<OutputFolder, Failure> {
        let folder = OutputFolder::create(&self.out).map_err(|e| cannot_write(&e))?;
        work.interrupt.begun(&folder);
        Ok(folder)
    }

    fn place(&self, lang: Lang) -> Place<'_> {
        Place { dir: &self.dir, lang, json: self.messages.json }
    }
}

impl Work<'_> {
    /// Begins to decide anew; what comes of it hears how many children are done.
    fn begin(&mut self, all: usize) -> impl Fn(usize) + use<> {
        self.progress.step("solve", self.lang.pick("決め直し", "deciding anew"));
        let show = self.progress.message();
        move |done| show(format!("{done} / {all}"))
    }

    fn write(
        &mut self,
        folder: OutputFolder,
        write: impl FnOnce(&OutputFolder) -> Result<(), OutputError>,
    ) -> Result<(), Failure> {
        self.progress.step("write", self.lang.pick("書き出し", "writing"));
        planned::commit(folder, self.progress, self.interrupt, write)
    }
}

/// The children named; without any all who have a wish above their outcome. In the order of their ids.
fn asked(ids: &[&str], named: &[ChildIndex], has_wish: impl Fn(ChildIndex) -> bool) -> Vec<ChildIndex> {
    let wanted = |c: &ChildIndex| if named.is_empty() { has_wish(*c) } else { named.contains(c) };
    let mut children: Vec<ChildIndex> = (0..ids.len() as ChildIndex).filter(wanted).collect();
    children.sort_by_key(|&c| ids[c as usize]);
    children
}

impl Document {
    /// How much was found, for people.
    fn told(&self, lang: Lang) -> String {
        let (c, wish) = match self {
            Document::Nursery(json) => (json.counts, lang.pick("ほかの希望", "another wish")),
            Document::Club(json) => (json.counts, lang.pick("ほかのクラブ", "another club")),
        };
        let kinds = [
            Some((lang.pick("指数", "points"), c.points)),
            Some((lang.pick("席", "seats"), c.seats)),
            c.days.map(|days| (lang.pick("曜日を減らす", "fewer days"), days)),
            Some((lang.pick("きょうだいの条件", "sibling condition"), c.terms)),
            Some((wish, c.wish)),
            Some((lang.pick("何があっても足りない", "nothing"), c.nothing)),
        ];
        let each = |(name, n): &(&str, u32)| lang.pick(format!("{name} {n} 人"), format!("{name} {n}"));
        let kinds: Vec<String> = kinds.iter().flatten().map(each).collect();
        let kinds = kinds.join(lang.pick("、", ", "));
        let children = c.children;
        lang.pick(
            format!("{children} 人の児童について、何があれば足りたかを決め直して確かめました。\n  {kinds}\n"),
            format!("what would have sufficed for {children} children, each decided anew:\n  {kinds}\n"),
        )
    }
}
