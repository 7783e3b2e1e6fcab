//! `sekiwari letters ROUND DIR --out FOLDER`: a letter to every family, from templates an office may edit.

mod make;

use clap::Args;
use jiff::civil::Date;
use sekiwari::Lang;
use sekiwari::programme::PlacementKind;
use sekiwari_files::AnyRound;
use sekiwari_files::finding::Findings;
use sekiwari_files::letters::{
    Language, LetterSet, LettersError, LettersJson, OwnLanguages, Templates, read_languages,
};
use sekiwari_files::normalise::parse_date;
use sekiwari_files::write::OutputFolder;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::allocate::cannot_write;
use super::explain::find;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input::{self, ReadAny};
use crate::interrupt::Interrupt;
use crate::papers::{self, Place};
use crate::progress::Progress;
use make::Desk;

/// Arguments of `letters`.
#[derive(Debug, Args)]
pub(crate) struct Letters {
    /// The round: a folder of tables, or a workbook.
    /// 募集のフォルダまたはブック。
    #[arg(required_unless_present = "export_templates")]
    round: Option<PathBuf>,
    /// The output folder of `allocate`.
    /// allocate の出力フォルダ。
    #[arg(required_unless_present = "export_templates")]
    dir: Option<PathBuf>,
    /// The folder to write into.
    /// 出力フォルダ。
    #[arg(long, value_name = "FOLDER", required_unless_present = "export_templates")]
    out: Option<PathBuf>,
    /// The languages of every letter, with commas: ja, ja-easy, en, zh, pt, vi, ko.
    /// 手紙の言語(コンマ区切り)。
    #[arg(long, value_name = "LANG,...", value_delimiter = ',', default_value = "ja")]
    langs: Vec<Language>,
    /// A table of child_id and language: whose letters are in other languages.
    /// 児童ごとの言語の表。
    #[arg(long, value_name = "FILE")]
    languages: Option<PathBuf>,
    /// Templates of the office, in the place of those compiled in.
    /// 様式のフォルダ(なければ組み込みの様式)。
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// All letters in one page to be printed (this is how they are written without it too).
    /// 印刷用に一つのページにまとめます(既定)。
    #[arg(long, conflicts_with = "per_child")]
    print: bool,
    /// A file for every child.
    /// 児童ごとに一つのファイルにします。
    #[arg(long)]
    per_child: bool,
    /// Only letters of these children, with commas.
    /// これらの児童だけ(コンマ区切り)。
    #[arg(long, value_name = "CHILD,...", value_delimiter = ',')]
    only: Vec<String>,
    /// Only letters of these outcomes, with commas: placed, kept, unplaced.
    /// これらの結果だけ(コンマ区切り)。
    #[arg(long, value_name = "OUTCOME,...", value_delimiter = ',', value_parser = outcome)]
    outcome: Vec<PlacementKind>,
    /// The date of the letters.
    /// 手紙の日付。
    #[arg(long, value_name = "DAY", value_parser = date)]
    date: Option<Date>,
    /// Who sends them.
    /// 差出人。
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    office: String,
    /// Leave points out.
    /// 指数を示しません。
    #[arg(long)]
    no_points: bool,
    /// Say in refusals, to those who stay, and to those who come on fewer days, what would have sufficed (points, seats, fewer days, another
    /// sibling condition, another wish); each is found by deciding the round anew.
    /// 何があれば足りたかも書きます(それぞれ全体を決め直して確かめます)。
    #[arg(long)]
    sufficed: bool,
    /// Write the templates compiled in into a new or empty folder, to be edited, and nothing else.
    /// 組み込みの様式を新しいフォルダに書き出します。
    #[arg(long, value_name = "DIR", exclusive = true)]
    export_templates: Option<PathBuf>,
    /// Write letters.csv without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

fn outcome(name: &str) -> Result<PlacementKind, String> {
    let all = [PlacementKind::Placed, PlacementKind::Kept, PlacementKind::Unplaced];
    let found = all.into_iter().find(|k| k.as_str() == name);
    found.ok_or_else(|| "placed, kept or unplaced / placed、kept、unplaced のいずれか".to_owned())
}

fn date(text: &str) -> Result<Date, String> {
    parse_date(text, false).map(|(date, _)| date).map_err(|_| "not a date (2026-02-01)".to_owned())
}

fn cannot_make(error: &LettersError) -> Failure {
    Failure::new(error.message(Lang::Ja), error.message(Lang::En))
}

/// The letters of a round, and the ids of its children.
fn of_round(round: &AnyRound) -> Result<(LetterSet, Vec<&str>), Failure> {
    match round {
        AnyRound::Nursery(loaded) => {
            Ok((LetterSet::Nurseries, loaded.round.children().iter().map(|c| c.id.as_str()).collect()))
        }
        AnyRound::Club(loaded) => {
            Ok((LetterSet::Clubs, loaded.round.children().iter().map(|c| c.id.as_str()).collect()))
        }
        AnyRound::Daily(_) => Err(Failure::new(
            "手紙は保育所等と放課後児童クラブの募集のものです。",
            "letters are for rounds of nurseries and of after-school clubs",
        )),
    }
}

impl Letters {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        if let Some(folder) = &self.export_templates {
            return export(folder, lang);
        }
        let (Some(round), Some(dir), Some(out)) = (&self.round, &self.dir, &self.out) else {
            return Ok(Exit::CouldNotRun);
        };
        let json = self.messages.json;
        let loaded = match input::read_any_usable(round, lang, json)? {
            ReadAny::Usable(loaded, _) => loaded,
            ReadAny::Refused(exit) => return Ok(exit),
        };
        let (set, ids) = of_round(&loaded)?;
        let mut findings = Findings::new();
        let templates = match &self.templates {
            None => Templates::default(),
            Some(folder) => Templates::read(folder, set, &mut findings).map_err(|e| cannot_make(&e))?,
        };
        let own = self.own_languages(&ids, &mut findings)?;
        if findings.has_errors() {
            findings.sort();
            return input::refuse(&findings, lang, json);
        }
        papers::apart(out, dir)?;
        let place = |id: &String| find(id, ids.iter().copied());
        let only = self.only.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        let mut progress = Progress::new(json);
        // There is nothing to give before all letters are written.
        let interrupt = Interrupt::listen(lang, json, || ())?;
        let folder = OutputFolder::create(out).map_err(|e| cannot_write(&e))?;
        interrupt.begun(&folder);
        progress.step("letters", lang.pick("手紙の作成", "making letters"));
        let at = Place { dir, lang, json };
        let show = progress.message();
        let desk = Desk { templates, own, only, folder: &folder, findings: &mut findings, show: &show };
        let made = match &loaded {
            AnyRound::Nursery(loaded) => {
                papers::nursery(loaded, at, |tables, result| self.of_nurseries(tables, result, desk))?
            }
            AnyRound::Club(loaded) => {
                papers::clubs(loaded, at, |tables, result| self.of_clubs(tables, result, desk))?
            }
            AnyRound::Daily(_) => return Ok(Exit::CouldNotRun),
        };
        progress.finish();
        let made = match made {
            Ok(made) => made,
            Err(exit) => return Ok(exit),
        };
        findings.sort();
        if findings.has_errors() {
            return input::refuse(&findings, lang, json);
        }
        interrupt.commit(folder).map_err(|e| cannot_write(&e))?;
        if json {
            let mut value = input::findings_json(&findings);
            value["letters"] = serde_json::to_value(&made).unwrap_or_default();
            value["out"] = out.display().to_string().into();
            console::say_json(&value)?;
            return Ok(Exit::Clean);
        }
        if !findings.is_empty() {
            console::complain(input::render(&findings, lang).trim_end());
        }
        console::say(&told(&made, set, out, lang))?;
        if !made.unconfirmed.is_empty() {
            let languages = made.unconfirmed.join(", ");
            console::complain(&lang.pick(
                format!("注意: 教示文 (審査請求・取消訴訟) が未確認の例文のままです: {languages}。--export-templates で書き出して確認してください。"),
                format!("note: the text about appeals is still an example that nobody confirmed: {languages}; write it out with --export-templates and confirm it"),
            ));
        }
        Ok(Exit::Clean)
    }

    fn own_languages(&self, children: &[&str], findings: &mut Findings) -> Result<OwnLanguages, Failure> {
        let Some(path) = &self.languages else { return Ok(OwnLanguages::new()) };
        let bytes = std::fs::read(path).map_err(|e| Failure::io(path, &e))?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        Ok(read_languages(bytes, &name, children.iter().copied(), findings))
    }
}

/// What was made, for people.
fn told(made: &LettersJson, set: LetterSet, out: &Path, lang: Lang) -> String {
    let kind = |name: &str| made.by_kind.get(name).copied().unwrap_or(0);
    let (offers, refusals, kept) = (kind("offer"), kind("refusal"), kind("kept"));
    let (all, out) = (made.letters, out.display());
    let [offer, refusal, stay] = match set {
        LetterSet::Nurseries => ["内定", "保留", "在園継続"],
        LetterSet::Clubs => ["利用承認", "不承認・待機", "継続利用"],
    };
    lang.pick(
        format!(
            "{out} に手紙 {all} 通を書き出しました ({offer} {offers}、{refusal} {refusals}、{stay} {kept})。\n"
        ),
        format!("{all} letters written to {out} ({offers} offers, {refusals} refusals, {kept} who stay)\n"),
    )
}

/// Writes the templates compiled in.
fn export(folder: &Path, lang: Lang) -> Result<Exit, Failure> {
    let io = |e: std::io::Error| Failure::io(folder, &e);
    match std::fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                let dir = folder.display();
                return Err(Failure::new(
                    format!("{dir} は空ではありません。新しいフォルダを指定してください。"),
                    format!("{dir} is not empty: name a new folder"),
                ));
            }
        }
        Err(e) if e.kind() == ErrorKind::NotFound => std::fs::create_dir_all(folder).map_err(io)?,
        Err(e) => return Err(io(e)),
    }
    for (name, source) in Templates::defaults() {
        let path = folder.join(name);
        std::fs::write(&path, source).map_err(|e| Failure::io(&path, &e))?;
    }
    let (dir, count) = (folder.display(), Templates::defaults().len());
    console::say(&lang.pick(
        format!("{dir} に様式 {count} 個を書き出しました。編集したものは --templates {dir} で使います。\n"),
        format!("{count} templates written to {dir}; use them edited with --templates {dir}\n"),
    ))?;
    Ok(Exit::Clean)
}
