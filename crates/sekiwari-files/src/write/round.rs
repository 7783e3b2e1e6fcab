//! A round as a folder of tables, the way [`crate::round`] reads it.

mod families;
mod reserves;
mod settings;

use families::{facts, guardians, reason_columns};
use settings::round_toml;

use super::folder::{OutputError, OutputFolder};
use super::table::TableWriter;
use crate::finding::Findings;
use crate::round::{CapacityKeys, CountSettings};
use crate::rulebook::read_rulebook;
use sekiwari::market::Goals;
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::priority::rulebook::Schema;
use sekiwari::priority::{ScoreTable, Thousandths};
use sekiwari::programme::nursery::waiting::SurveyRow;
use sekiwari::programme::nursery::{AgeClass, Circumstances, Position, RoundData};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// What `round.toml` says beyond the round itself. What is `None` is left out, so that the defaults of the reader hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoundSettings {
    /// `[allocate] mechanism`.
    pub mechanism: Option<Mechanism>,
    /// `[allocate] ties`.
    pub ties: Option<Ties>,
    /// `[allocate] objective`.
    pub objective: Option<Goals>,
    /// `[allocate] time_limit_s`.
    pub time_limit_s: Option<u32>,
    /// `[priority] lottery_seed`; TOML numbers end at 2^63 - 1.
    pub lottery_seed: Option<u64>,
    /// The commitment of the lottery: nonce and commitment.
    pub commitment: Option<(String, String)>,
    /// The rulebook that computes the scores, and the circumstances of the families; then no scores are written.
    pub rulebook: Option<RuledBy>,
    /// `[count]`; what is as by default is left out.
    pub count: CountSettings,
    /// `[capacity]`; what is as by default is left out.
    pub capacity: CapacityKeys,
    /// The text of the file that `[capacity] standards` names; without it the key is left out.
    pub standards: Option<String>,
    /// What is known of the children on the survey day; without lines no table is written.
    pub survey: Vec<SurveyRow>,
    /// Write CSV files without the byte order mark that makes Excel see UTF-8.
    pub no_bom: bool,
}

/// A rulebook beside a round, and what it is applied to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuledBy {
    /// The name of its file in the folder.
    pub file: String,
    /// The text of the file.
    pub text: String,
    /// The circumstances; their attributes are those of the rulebook: the built-in ones and after them what it declares.
    pub circumstances: Circumstances,
}

/// Why a round folder was not written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteRoundError {
    /// The folder exists and holds something.
    #[error("{} exists and is not empty", .0.display())]
    NotEmpty(PathBuf),
    /// A row of the data points at a facility or child that does not exist.
    #[error("a row of {table} points at {what} number {index}, which does not exist")]
    BadIndex {
        /// The table of the row.
        table: &'static str,
        /// `facility` or `child`.
        what: &'static str,
        /// The position.
        index: u32,
    },
    /// A lottery seed that TOML cannot hold.
    #[error("lottery seed {0} is larger than 2^63 - 1")]
    SeedTooLarge(u64),
    /// The folder cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
}

type Result<T> = std::result::Result<T, WriteRoundError>;
type Out<'a> = TableWriter<&'a mut BufWriter<File>>;

/// Writes `data` as a round folder: `round.toml`, `facilities.csv`, `seats.csv`, `children.csv`, `wishes.csv`, and
/// `limits.csv`, `households.csv`, `joint_wishes.csv`, `decisions.csv`, `scores.csv`, `survey.csv` where there are such rows. Rows keep the order of `data`; texts are written as
/// they are, so that the round comes back the same.
///
/// The folder is made beside `dir` and put there at the end, so `dir` appears whole or not at all. `dir` may exist only if it is
/// empty. Cost: linear in the rows, one buffer of memory.
///
/// # Errors
/// [`WriteRoundError`]; nothing is left behind.
pub fn write_round(dir: &Path, data: &RoundData, settings: &RoundSettings) -> Result<()> {
    check_indices(data)?;
    let toml = round_toml(data, settings)?;
    if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(WriteRoundError::NotEmpty(dir.to_owned()));
    }
    let folder = OutputFolder::create(dir)?;
    folder.write("round.toml", |out| out.write_all(toml.as_bytes()))?;
    let table = |name: &str, header: &[&str], rows: &dyn Fn(&mut Out<'_>) -> io::Result<()>| {
        folder.write(name, |out| {
            if !settings.no_bom {
                out.write_all("\u{feff}".as_bytes())?;
            }
            let mut table = TableWriter::rows(out);
            header.iter().try_for_each(|h| table.value(h).map(drop))?;
            table.end_row()?;
            rows(&mut table)?;
            table.finish()
        })
    };
    let mut header = vec!["facility_id", "name", "kind", "district_id", "lat", "lon", "min_age_days"];
    header.extend(reserves::facility_columns(data));
    table("facilities.csv", &header, &|t| facilities(t, data))?;
    let mut header = vec!["facility_id", "class", "seats"];
    header.extend(reserves::seat_columns(data));
    table("seats.csv", &header, &|t| seats(t, data))?;
    let mut header = vec![
        "child_id",
        "household_id",
        "birth_date",
        "class",
        "current_facility_id",
        "district_id",
        "lat",
        "lon",
    ];
    header.extend(reserves::child_columns(data));
    table("children.csv", &header, &|t| children(t, data))?;
    if !data.limits.is_empty() {
        let header = ["facility_id", "limit", "class", "weight", "per", "capacity"];
        table("limits.csv", &header, &|t| limits(t, data))?;
    }
    table("wishes.csv", &["child_id", "rank", "facility_id"], &|t| wishes(t, data))?;
    if !data.terms.is_empty() {
        let header = ["household_id", "joint", "single_fallback", "prefer"];
        table("households.csv", &header, &|t| households(t, data))?;
    }
    if !data.joint_wishes.is_empty() {
        let header = ["household_id", "rank", "child_id", "facility_id"];
        table("joint_wishes.csv", &header, &|t| joint_wishes(t, data))?;
    }
    if !data.decisions.is_empty() {
        table("decisions.csv", &["child_id", "facility_id", "reason"], &|t| decisions(t, data))?;
    }
    if let (Some(file), Some(text)) = (&settings.capacity.standards, &settings.standards) {
        folder.write(file, |out| out.write_all(text.as_bytes()))?;
    }
    if let Some(ruled) = &settings.rulebook {
        folder.write(&ruled.file, |out| out.write_all(ruled.text.as_bytes()))?;
        let schema = schema_of(ruled, data);
        let columns = reason_columns(&schema);
        let mut header = vec!["household_id", "guardian_id"];
        header.extend(columns.iter().map(|&a| schema.attributes()[a as usize].bare_name()));
        header.extend(["valid_from", "valid_to"]);
        table("guardians.csv", &header, &|t| guardians(t, &ruled.circumstances, &columns))?;
        let header = ["household_id", "child_id", "facility_id", "fact", "value", "valid_from", "valid_to"];
        table("circumstances.csv", &header, &|t| facts(t, &ruled.circumstances, &schema))?;
    } else if !data.scores.is_empty() {
        let ties: Vec<String> = (1..=data.tie_names.len()).map(|i| format!("tie_{i}")).collect();
        let mut header = vec!["child_id", "facility_id", "score"];
        header.extend(ties.iter().map(String::as_str));
        table("scores.csv", &header, &|t| scores(t, data))?;
    }
    if !settings.survey.is_empty() {
        let header = [
            "child_id",
            "situation",
            "return_confirmed",
            "offer_refused",
            "residence",
            "entry_wished",
            "reach_minutes",
            "care_from",
            "care_to",
            "class",
            "district_id",
            "valid_from",
            "valid_to",
        ];
        table("survey.csv", &header, &|t| survey(t, &settings.survey))?;
    }
    Ok(folder.commit()?)
}

/// The attributes that a rulebook knows.
fn schema_of(ruled: &RuledBy, data: &RoundData) -> Schema {
    let text = ruled.text.as_bytes();
    let book = read_rulebook(text, &ruled.file, Some(data.entry_date), &mut Findings::new());
    // A rulebook with errors is written as it is, so that its reader tells them.
    book.map_or_else(Schema::default, |book| book.schema().clone())
}

fn check_indices(data: &RoundData) -> Result<()> {
    let (facilities, children) = (data.facilities.len(), data.children.len());
    let facility = |table: &'static str, index: Option<u32>| match index {
        Some(index) if index as usize >= facilities => {
            Err(WriteRoundError::BadIndex { table, what: "facility", index })
        }
        _ => Ok(()),
    };
    let child = |table: &'static str, index: u32| {
        if index as usize >= children {
            return Err(WriteRoundError::BadIndex { table, what: "child", index });
        }
        Ok(())
    };
    data.seats.iter().try_for_each(|r| facility("seats", Some(r.facility)))?;
    data.reserves.iter().try_for_each(|r| facility("seats", Some(r.facility)))?;
    data.facilities.iter().flat_map(|f| &f.partners).try_for_each(|&f| facility("facilities", Some(f)))?;
    data.limits.iter().try_for_each(|r| facility("limits", Some(r.facility)))?;
    for (_, c) in &data.children {
        facility("children", c.current)?;
        facility("children", c.affiliation.leaver_of)?;
        facility("children", c.affiliation.employee_of)?;
    }
    for w in &data.wishes {
        child("wishes", w.child)?;
        facility("wishes", Some(w.facility))?;
    }
    for w in &data.joint_wishes {
        child("joint_wishes", w.child)?;
        facility("joint_wishes", w.facility)?;
    }
    for d in &data.decisions {
        child("decisions", d.child)?;
        facility("decisions", d.facility)?;
    }
    for s in &data.scores {
        child("scores", s.child)?;
        facility("scores", s.facility)?;
    }
    Ok(())
}

// Positions are checked before anything is written.
fn facility_id(data: &RoundData, index: Option<u32>) -> &str {
    index.map_or("", |f| &data.facilities[f as usize].id)
}

fn child_id(data: &RoundData, index: u32) -> &str {
    &data.children[index as usize].1.id
}

fn facilities(table: &mut Out<'_>, data: &RoundData) -> io::Result<()> {
    let reserves = reserves::facilities_have(data);
    for f in &data.facilities {
        table.value(&f.id)?.value(&f.name)?.optional(f.kind.as_ref())?.optional(f.district.as_ref())?;
        position(table, f.position)?.optional(f.min_age_days)?;
        if reserves {
            reserves::facility(table, data, f)?;
        }
        table.end_row()?;
    }
    Ok(())
}

fn seats(table: &mut Out<'_>, data: &RoundData) -> io::Result<()> {
    for row in &data.seats {
        table.value(facility_id(data, Some(row.facility)))?.value(row.classes)?.value(row.seats)?;
        reserves::open(table, data)?;
        table.end_row()?;
    }
    reserves::seats(table, data)
}

fn limits(table: &mut Out<'_>, data: &RoundData) -> io::Result<()> {
    for row in &data.limits {
        table.value(facility_id(data, Some(row.facility)))?.value(&row.name)?.value(row.classes)?;
        table.value(Decimal(row.weight))?.value(row.per)?.value(Decimal(row.capacity))?.end_row()?;
    }
    Ok(())
}

/// Thousandths as a decimal.
struct Decimal(u64);

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, part) = (self.0 / 1000, self.0 % 1000);
        if part == 0 {
            return write!(f, "{whole}");
        }
        write!(f, "{whole}.{}", format!("{part:03}").trim_end_matches('0'))
    }
}

fn children(table: &mut Out<'_>, data: &RoundData) -> io::Result<()> {
    let reserves = reserves::children_have(data);
    for (household, c) in &data.children {
        // The class is left to the birth date where that gives the same.
        let derived = c.birth_date.and_then(|b| AgeClass::of(b, data.fiscal_year).ok());
        let class = (derived != Some(c.class)).then_some(c.class);
        table.value(&c.id)?.value(household)?.optional(c.birth_date)?.optional(class)?;
        table.value(facility_id(data, c.current))?.optional(c.district.as_ref())?;
        position(table, c.position)?;
        if reserves {
            reserves::child(table, data, c)?;
        }
        table.end_row()?;
    }
    Ok(())
}

fn wishes(table: &mut Out<'_>, data: &RoundData) -> io::Result<()> {
    for w in &data.wishes {
        table.value(child_id(data, w.child))?.value(w.rank)?.value(facility_id(data, Some(w.facility)))?;
        table.end_row()?;
    }
    Ok(())
}

fn households(table: &mut Out<'_>, data: &RoundData) -> io::Result<()> {
    for (id, terms) in &data.terms {
        table.value(id)?.value(terms.joint.as_str())?.value(terms.single_fallback.as_str())?;
        table.value(terms.prefer.as_str())?.end_row()?;
    }
    Ok(())
}

fn joint_wishes(table: &mut Out<'_>, data: &RoundData) -> io::Result<()> {
    for w in &data.joint_wishes {
        table.value(&data.children[w.child as usize].0)?.value(w.rank)?.value(child_id(data, w.child))?;
        table.value(facility_id(data, w.facility))?.end_row()?;
    }
    Ok(())
}

fn decisions(table: &mut Out<'_>, data: &RoundData) -> io::Result<()> {
    for d in &data.decisions {
        table.value(child_id(data, d.child))?.value(facility_id(data, d.facility))?;
        table.value(&d.reason)?.end_row()?;
    }
    Ok(())
}

fn survey(table: &mut Out<'_>, rows: &[SurveyRow]) -> io::Result<()> {
    let time = |minutes: u16| format!("{}:{:02}", minutes / 60, minutes % 60);
    for r in rows {
        table.value(&r.child)?.optional(r.situation.map(|s| s.as_str()))?;
        table.optional(r.return_confirmed.map(|yes| if yes { "yes" } else { "no" }))?;
        table.optional(r.offer_refused.as_ref())?.optional(r.residence.as_ref())?;
        table.optional(r.entry_wished)?.optional(r.reach_minutes)?;
        table.optional(r.care.map(|c| time(c.from)))?.optional(r.care.map(|c| time(c.to)))?;
        table.optional(r.class)?.optional(r.district.as_ref())?;
        table.optional(r.validity.from)?.optional(r.validity.to)?.end_row()?;
    }
    Ok(())
}

fn scores(table: &mut Out<'_>, data: &RoundData) -> io::Result<()> {
    for s in &data.scores {
        table.value(child_id(data, s.child))?.value(facility_id(data, s.facility))?.value(s.points)?;
        for i in 0..data.tie_names.len() {
            table.optional(s.ties.get(i).filter(|&&key: &&Thousandths| key != ScoreTable::BLANK))?;
        }
        table.end_row()?;
    }
    Ok(())
}

fn position<'t, 'a>(table: &'t mut Out<'a>, position: Option<Position>) -> io::Result<&'t mut Out<'a>> {
    table.optional(position.map(|p| Degrees(p.lat_e6)))?.optional(position.map(|p| Degrees(p.lon_e6)))
}

/// Micro-degrees as a decimal number of degrees.
struct Degrees(i32);

impl std::fmt::Display for Degrees {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 1_000_000, self.0.unsigned_abs() % 1_000_000);
        write!(f, "{sign}{whole}.{part:06}")
    }
}
