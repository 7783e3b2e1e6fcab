//! `sekiwari seats ROUND`: the seats as they follow from teachers, rooms and declared numbers.

mod flexible;

use clap::Args;
use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use sekiwari::Lang;
use sekiwari_files::finding::Findings;
use sekiwari_files::finding::catalogue::files;
use sekiwari_files::round::read_capacity;
use sekiwari_files::write::{ClassSeatsJson, DerivedSeatsJson, FacilitySeatsJson, OutputFolder, write_seats};
use std::fmt::Write as _;
use std::path::PathBuf;

use super::allocate::cannot_write;
use super::planned::SearchArgs;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input;

/// Arguments of `seats`.
#[derive(Debug, Args)]
pub(crate) struct Seats {
    /// The round: a folder of tables, or a workbook. Children, wishes and points need not be there yet.
    /// 募集のフォルダまたはブック(児童・希望・点数の表はまだなくてもかまいません)。
    round: PathBuf,
    /// The folder to write seats_derived.csv, seats_facilities.csv and seats.json into.
    /// 出力フォルダ。
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// A what-if: every facility divides its seats over its classes within its teachers and rooms so that the most children are seated.
    /// Needs the whole round; writes flexible.csv and flexible.json too. Nothing is changed.
    /// 各施設が保育士と室の範囲でクラスへの枠の分け方を変えたとき、入所できる児童がどこまで増えるかを試算します。
    #[arg(long)]
    flexible: bool,
    #[command(flatten)]
    search: SearchArgs,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Seats {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        if self.flexible {
            return self.flexible(lang);
        }
        let json = self.messages.json;
        std::fs::metadata(&self.round).map_err(|e| Failure::io(&self.round, &e))?;
        let (loaded, findings) = read_capacity(&self.round);
        let unreadable = findings.iter().find(|f| f.code() == files::FILE_UNREADABLE.code);
        if let Some(finding) = unreadable {
            return Err(Failure::new(finding.cause(Lang::Ja), finding.cause(Lang::En)));
        }
        let Some(loaded) = loaded else { return input::refuse(&findings, lang, json) };
        let document = DerivedSeatsJson::new(env!("CARGO_PKG_VERSION"), &loaded);
        if let Some(out) = &self.out {
            let folder = OutputFolder::create(out).map_err(|e| cannot_write(&e))?;
            write_seats(&folder, &document, self.search.bom()).map_err(|e| cannot_write(&e))?;
            folder.commit().map_err(|e| cannot_write(&e))?;
        }
        if json {
            let mut value = input::findings_json(&findings);
            if let Some(object) = value.as_object_mut() {
                object.insert("seats".to_owned(), serde_json::to_value(&document).unwrap_or_default());
            }
            console::say_json(&value)?;
            return Ok(Exit::Clean);
        }
        let mut text = text(&document, &findings, lang);
        if let Some(out) = &self.out {
            let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
        }
        console::say(&text)?;
        Ok(Exit::Clean)
    }
}

fn text(document: &DerivedSeatsJson, findings: &Findings, lang: Lang) -> String {
    let (standards, date) = (&document.standards, &document.date);
    let rules = format!("{}, {}, {}", document.rounding, document.mode, document.ratios);
    let mut text = lang.pick(
        format!("{} (基準: {standards}、{date} 現在、{rules})\n\n", document.name),
        format!("{} (standards: {standards}, on {date}; {rules})\n\n", document.name),
    );
    for facility in &document.facilities {
        text += &facility_text(facility, document.seats_given, lang);
    }
    text += &lang.pick(
        format!("算定した枠は合わせて {} 席\n", document.open),
        format!("{} seats can be offered in all\n", document.open),
    );
    if let (Some(offered), Some(missing)) = (document.offered, document.missing) {
        text += &lang.pick(
            format!("受入枠の表は {offered} 席、さらに加えられるのは {missing} 席\n"),
            format!("the table of seats offers {offered}; {missing} more could be added to it\n"),
        );
    }
    if !findings.is_empty() {
        let _ = write!(text, "\n{}", input::render(findings, lang));
        let _ = writeln!(text, "{}", input::counts(findings, lang));
    }
    text
}

/// One facility: its name, its teachers, and a line per class.
fn facility_text(f: &FacilitySeatsJson, seats_given: bool, lang: Lang) -> String {
    let name = if f.name.is_empty() { String::new() } else { format!(" {}", f.name) };
    let mut head = format!("{}{name}", f.facility_id);
    if let Some(teachers) = f.teachers() {
        let (now, full) = (f.teachers_needed, f.teachers_needed_full);
        head += &lang.pick(
            format!("  保育士 {teachers} 人 (継続児に {now} 人、枠が埋まると {full} 人必要)"),
            format!(
                "  {teachers} teachers ({now} needed for continuing children, {full} with all seats taken)"
            ),
        );
    }
    if let (Some(quota), Some(percent)) = (f.quota, f.quota_percent()) {
        let children = f.children;
        head += &lang.pick(
            format!("  利用定員 {quota} 人に {children} 人 ({percent}%)"),
            format!("  {children} children for a quota of {quota} ({percent}%)"),
        );
    }
    let rule = LineStyle::none().fill('-').junction('-');
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(rule));
    table.set_content_arrangement(ContentArrangement::Disabled);
    let mut headings = lang
        .pick(
            ["クラス", "申告", "保育士", "面積", "園庭", "継続", "取置", "枠", "決め手"],
            ["class", "declared", "staff", "area", "yard", "continuing", "reserved", "open", "binding"],
        )
        .to_vec();
    if seats_given {
        headings.extend(lang.pick(["募集", "追加可"], ["offered", "missing"]));
    }
    table.set_header(headings.iter().map(right));
    for c in &f.classes {
        table.add_row(class_row(c, seats_given, lang));
    }
    let lines: String = table.to_string().lines().map(|l| format!("  {}\n", l.trim_end())).collect();
    format!("{head}\n{lines}\n")
}

fn right(text: impl ToString) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

fn class_row(c: &ClassSeatsJson, seats_given: bool, lang: Lang) -> Vec<Cell> {
    let optional = |n: Option<u32>| n.map_or_else(|| right("-"), right);
    let binding: Vec<&str> = c.binding.iter().map(|b| binding(b, lang)).collect();
    let mut row = vec![right(c.class)];
    row.extend([c.declared, c.staff, c.area, c.yard].map(optional));
    row.extend([c.continuing, c.reserved, c.open].map(right));
    row.push(right(binding.join(lang.pick("・", ", "))));
    if seats_given {
        row.extend([c.offered, c.missing].map(optional));
    }
    row
}

fn binding(name: &str, lang: Lang) -> &str {
    match name {
        "declared" => lang.pick("申告", "declared"),
        "staff" => lang.pick("保育士", "staff"),
        "area" => lang.pick("面積", "area"),
        "yard" => lang.pick("園庭", "yard"),
        other => other,
    }
}
