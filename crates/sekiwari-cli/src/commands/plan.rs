//! `sekiwari plan ROUND...`: demand, supply and what is missing, by district and year.

use clap::Args;
use sekiwari::Lang;
use sekiwari::programme::nursery::plan::{
    Category, DemandRow, Plan as Table, SupplyRow, demand_of, supply_of,
};
use sekiwari_files::finding::Findings;
use sekiwari_files::plan::{read_demand, read_supply};
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{OutputFolder, PlanJson, PlanRowJson, PlanYearJson, write_plan};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::allocate::cannot_write;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input::{self, Read};

/// Arguments of `plan`.
#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// Rounds, one a fiscal year: what a year has no table for is counted from its round.
    /// 募集(年度ごとに一つ)。表のない年度は、その募集から数えます。
    #[arg(required_unless_present_any = ["demand", "supply"])]
    rounds: Vec<PathBuf>,
    /// The table of demand: year, district_id, category, children.
    /// 量の見込みの表。
    #[arg(long, value_name = "FILE")]
    demand: Option<PathBuf>,
    /// The table of supply: year, district_id, category, kind, seats, added.
    /// 確保方策の表。
    #[arg(long, value_name = "FILE")]
    supply: Option<PathBuf>,
    /// The folder to write plan.csv, plan_supply.csv and plan.json into.
    /// 出力フォルダ。
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write CSV files without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Plan {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        let mut rounds: BTreeMap<i16, Box<LoadedRound>> = BTreeMap::new();
        for path in &self.rounds {
            let loaded = match input::read_usable(path, lang, json)? {
                Read::Usable(loaded, _) => loaded,
                Read::Refused(exit) => return Ok(exit),
            };
            let year = loaded.round.fiscal_year();
            if let Some(first) = rounds.insert(year, loaded) {
                let (first, path) = (first.round.name().to_owned(), path.display());
                return Err(Failure::new(
                    format!(
                        "{path}: {year} 年度の募集は二つ目です (一つ目は {first})。一年度に一つだけ指定してください。"
                    ),
                    format!(
                        "{path}: a second round of fiscal {year} (the first is {first}); name one a year"
                    ),
                ));
            }
        }
        let mut findings = Findings::new();
        let demand = table(self.demand.as_deref(), read_demand, &mut findings)?;
        let supply = table(self.supply.as_deref(), read_supply, &mut findings)?;
        findings.sort();
        if findings.has_errors() {
            return input::refuse(&findings, lang, json);
        }
        let (plan, years) = put_together(demand, supply, &rounds);
        let document = PlanJson::new(env!("CARGO_PKG_VERSION"), &plan, years);
        if let Some(out) = &self.out {
            let folder = OutputFolder::create(out).map_err(|e| cannot_write(&e))?;
            write_plan(&folder, &document, !self.no_bom).map_err(|e| cannot_write(&e))?;
            folder.commit().map_err(|e| cannot_write(&e))?;
        }
        if json {
            console::say_json(&serde_json::to_value(&document).unwrap_or_default())?;
            return Ok(Exit::Clean);
        }
        console::say(&text(&document, self.out.as_deref(), lang))?;
        Ok(Exit::Clean)
    }
}

/// Districts and categories short of seats that are shown, the largest gaps first; the tables have all.
const SHORT_SHOWN: usize = 10;

type Reader<T> = fn(Vec<u8>, &str, &mut Findings) -> Option<Vec<T>>;

fn table<T>(path: Option<&Path>, read: Reader<T>, findings: &mut Findings) -> Result<Vec<T>, Failure> {
    let Some(path) = path else { return Ok(Vec::new()) };
    let bytes = std::fs::read(path).map_err(|e| Failure::io(path, &e))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(read(bytes, &name, findings).unwrap_or_default())
}

/// Tables first; a year that a table says nothing of is counted from its round.
fn put_together(
    mut demand: Vec<DemandRow>,
    mut supply: Vec<SupplyRow>,
    rounds: &BTreeMap<i16, Box<LoadedRound>>,
) -> (Table, Vec<PlanYearJson>) {
    let stated = |years: BTreeSet<i16>| move |year: i16| years.contains(&year);
    let demanded = stated(demand.iter().map(|r| r.year).collect());
    let supplied = stated(supply.iter().map(|r| r.year).collect());
    for (&year, loaded) in rounds {
        let enrolled = loaded.survey.enrolled.as_deref();
        if !demanded(year) {
            demand.extend(demand_of(&loaded.round, enrolled));
        }
        if !supplied(year) {
            supply.extend(supply_of(&loaded.round, enrolled));
        }
    }
    let plan = Table::new(&demand, &supply);
    let source = |table: bool, year: i16| match (table, rounds.contains_key(&year)) {
        (true, _) => "table",
        (false, true) => "round",
        (false, false) => "none",
    };
    let year = |year: i16| {
        let (demand, supply) = (source(demanded(year), year), source(supplied(year), year));
        let round = rounds.get(&year).filter(|_| demand == "round" || supply == "round");
        PlanYearJson {
            year,
            demand: demand.to_owned(),
            supply: supply.to_owned(),
            round: round.map(|r| r.round.name().to_owned()),
            enrolled_known: round.map(|r| r.survey.enrolled.is_some()),
        }
    };
    let years = plan.years().map(year).collect();
    (plan, years)
}

/// Year by year the table of all districts, where figures come from, and the districts that are short of seats.
fn text(json: &PlanJson, out: Option<&Path>, lang: Lang) -> String {
    let mut text = String::new();
    for year in &json.years {
        let of_year = |district: &'static str| {
            json.rows.iter().filter(move |r| r.year == year.year && r.district_id == district)
        };
        let _ =
            writeln!(text, "{}", lang.pick(format!("{} 年度", year.year), format!("fiscal {}", year.year)));
        let mut table = crate::summary::table();
        let labels = Category::ALL.map(|c| crate::summary::heading(c.label(lang)));
        table.set_header(std::iter::once(comfy_table::Cell::new("")).chain(labels));
        let total: Vec<&PlanRowJson> = of_year("*").collect();
        let figure = |label: &str, of: &dyn Fn(&PlanRowJson) -> Option<String>| {
            let cells =
                total.iter().map(|r| crate::summary::heading(&of(r).unwrap_or_else(|| "?".to_owned())));
            std::iter::once(comfy_table::Cell::new(label)).chain(cells).collect::<Vec<_>>()
        };
        table.add_row(figure(lang.pick("量の見込み", "demand"), &|r| r.demand.map(|n| n.to_string())));
        table.add_row(figure(lang.pick("年度当初の定員", "seats"), &|r| {
            r.seats.map(|n| n.to_string())
        }));
        table.add_row(figure(lang.pick("確保する定員", "to be added"), &|r| {
            r.added.map(|n| n.to_string())
        }));
        table.add_row(figure(lang.pick("過不足", "difference"), &|r| {
            r.difference.map(|n| format!("{n:+}"))
        }));
        for line in table.to_string().lines() {
            let _ = writeln!(text, "{}", line.trim_end());
        }
        text += &sources(year, lang);
        let districts = json.rows.iter().filter(|r| r.year == year.year && r.district_id != "*");
        let mut short: Vec<&PlanRowJson> =
            districts.filter(|r| r.difference.is_some_and(|d| d < 0)).collect();
        short.sort_by_key(|r| r.difference);
        let more = short.len().saturating_sub(SHORT_SHOWN);
        let mut list: Vec<String> = short
            .iter()
            .take(SHORT_SHOWN)
            .map(|r| {
                let label =
                    Category::ALL.iter().find(|c| c.as_str() == r.category).map_or("", |c| c.label(lang));
                let district = match r.district_id.as_str() {
                    "" => lang.pick("地区の記入なし", "no district"),
                    id => id,
                };
                format!("{district} {label} {}", r.difference.unwrap_or_default())
            })
            .collect();
        if more > 0 {
            list.push(lang.pick(format!("ほか {more} 件"), format!("and {more} more")));
        }
        if !list.is_empty() {
            let _ = writeln!(
                text,
                "{}: {}",
                lang.pick("不足する地区", "short of seats"),
                list.join(lang.pick("、", ", "))
            );
        }
        text.push('\n');
    }
    if let Some(out) = out {
        let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
    }
    text
}

/// Which figures are no forecast.
fn sources(year: &PlanYearJson, lang: Lang) -> String {
    let mut text = String::new();
    if year.demand == "round" {
        text += lang.pick(
            "量の見込みは表がないため、募集の申込児童と在籍を続ける児童を数えたものです (見込みではありません。1号は不明)。\n",
            "Demand is counted from the applicants of the round and the children who stay: no forecast, and category 1 is not known.\n",
        );
    }
    if year.supply == "round" {
        text += lang.pick(
            "定員は、募集の枠と在籍児童が使う席の和です。\n",
            "Seats are those of the round and those that enrolled children use.\n",
        );
    }
    if year.enrolled_known == Some(false) {
        text += lang.pick(
            "在籍の表 (enrolled) がないため、申し込まずに在籍を続ける児童は、見込みにも定員にも入っていません。\n",
            "Children who stay without applying are in neither, since there is no table enrolled.\n",
        );
    }
    text
}
