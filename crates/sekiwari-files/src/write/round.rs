//! A round as a folder of tables, the way [`crate`] reads it.

use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::priority::{ScoreTable, Thousandths};
use sekiwari::programme::nursery::{AgeClass, Child, Facility, Position, RoundData, ScoreRow};
use std::fmt::Write as _;
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
    /// `[allocate] time_limit_s`.
    pub time_limit_s: Option<u32>,
    /// `[priority] lottery_seed`; TOML numbers end at 2^63 - 1.
    pub lottery_seed: Option<u64>,
    /// Write CSV files without the byte order mark that makes Excel see UTF-8.
    pub no_bom: bool,
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
    /// The system refused.
    #[error("cannot write {}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

type Result<T> = std::result::Result<T, WriteRoundError>;

/// Writes `data` as a round folder: `round.toml`, `facilities.csv`, `seats.csv`, `children.csv`, `wishes.csv`, and
/// `households.csv`, `joint_wishes.csv`, `scores.csv` where there are such rows. Rows keep the order of `data`.
///
/// The folder is made beside `dir` and renamed at the end, so `dir` appears whole or not at all. `dir` may exist only if it is
/// empty. Cost: linear in the rows, one buffer of memory.
///
/// # Errors
/// [`WriteRoundError`]; nothing is left behind.
pub fn write_round(dir: &Path, data: &RoundData, settings: &RoundSettings) -> Result<()> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source| WriteRoundError::Io { path, source }
    };
    if fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(WriteRoundError::NotEmpty(dir.to_owned()));
    }
    let parent = dir.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(at(parent))?;
    let beside = tempfile::Builder::new().prefix(".round-").tempdir_in(parent).map_err(at(parent))?;
    // A folder inside the temporary one, since that one is closed to other users and the round shall not be.
    let folder = beside.path().join("round");
    fs::create_dir(&folder).map_err(at(&folder))?;

    let toml = folder.join("round.toml");
    fs::write(&toml, round_toml(data, settings)?).map_err(at(&toml))?;
    let tables = Tables { data, folder: &folder, bom: !settings.no_bom };
    tables.facilities()?;
    tables.seats()?;
    tables.children()?;
    tables.wishes()?;
    tables.households()?;
    tables.joint_wishes()?;
    tables.scores()?;

    if dir.exists() {
        fs::remove_dir(dir).map_err(at(dir))?;
    }
    fs::rename(&folder, dir).map_err(at(dir))
}

fn round_toml(data: &RoundData, settings: &RoundSettings) -> Result<String> {
    let mut text = String::new();
    let name = toml::Value::from(data.name.as_str());
    // Writing to a String cannot fail.
    let _ = writeln!(text, "programme = \"nursery\"\nname = {name}");
    let _ = writeln!(text, "fiscal_year = {}\nentry_date = {}", data.fiscal_year, data.entry_date);
    if settings.mechanism.is_some() || settings.ties.is_some() || settings.time_limit_s.is_some() {
        text.push_str("\n[allocate]\n");
    }
    if let Some(mechanism) = settings.mechanism {
        let _ = writeln!(text, "mechanism = \"{}\"", mechanism.as_str());
    }
    if let Some(ties) = settings.ties {
        let _ = writeln!(text, "ties = \"{}\"", ties.as_str());
    }
    if let Some(seconds) = settings.time_limit_s {
        let _ = writeln!(text, "time_limit_s = {seconds}");
    }
    if let Some(seed) = settings.lottery_seed {
        let seed = i64::try_from(seed).map_err(|_| WriteRoundError::SeedTooLarge(seed))?;
        let _ = writeln!(text, "\n[priority]\nlottery_seed = {seed}");
    }
    Ok(text)
}

struct Tables<'a> {
    data: &'a RoundData,
    folder: &'a Path,
    bom: bool,
}

impl<'a> Tables<'a> {
    fn facilities(&self) -> Result<()> {
        let header = ["facility_id", "name", "kind", "district_id", "lat", "lon", "min_age_days"];
        let mut table = Table::create(self.folder, "facilities.csv", self.bom, &header)?;
        for f in &self.data.facilities {
            let Facility { id, name, kind, district, position, min_age_days } = f;
            table.text(id)?.text(name)?.maybe_text(kind)?.maybe_text(district)?;
            table.position(*position)?.maybe(*min_age_days)?.end()?;
        }
        table.close()
    }

    fn seats(&self) -> Result<()> {
        let mut table =
            Table::create(self.folder, "seats.csv", self.bom, &["facility_id", "class", "seats"])?;
        for row in &self.data.seats {
            table.text(self.facility("seats", row.facility)?)?.maybe(Some(row.classes))?;
            table.maybe(Some(row.seats))?.end()?;
        }
        table.close()
    }

    fn children(&self) -> Result<()> {
        let header = [
            "child_id",
            "household_id",
            "birth_date",
            "class",
            "current_facility_id",
            "district_id",
            "lat",
            "lon",
        ];
        let mut table = Table::create(self.folder, "children.csv", self.bom, &header)?;
        for (household, c) in &self.data.children {
            let Child { id, class, birth_date, current, district, position } = c;
            // The class is left to the birth date where that gives the same.
            let derived = birth_date.and_then(|b| AgeClass::of(b, self.data.fiscal_year).ok());
            let class = (derived != Some(*class)).then_some(class);
            table.text(id)?.text(household)?.maybe(*birth_date)?.maybe(class)?;
            let current = current.map(|f| self.facility("children", f)).transpose()?;
            table.text(current.unwrap_or(""))?.maybe_text(district)?.position(*position)?.end()?;
        }
        table.close()
    }

    fn wishes(&self) -> Result<()> {
        let mut table =
            Table::create(self.folder, "wishes.csv", self.bom, &["child_id", "rank", "facility_id"])?;
        for w in &self.data.wishes {
            table.text(self.child("wishes", w.child)?)?.maybe(Some(w.rank))?;
            table.text(self.facility("wishes", w.facility)?)?.end()?;
        }
        table.close()
    }

    fn households(&self) -> Result<()> {
        if self.data.terms.is_empty() {
            return Ok(());
        }
        let header = ["household_id", "joint", "single_fallback", "prefer"];
        let mut table = Table::create(self.folder, "households.csv", self.bom, &header)?;
        for (id, terms) in &self.data.terms {
            table.text(id)?.text(terms.joint.as_str())?.text(terms.single_fallback.as_str())?;
            table.text(terms.prefer.as_str())?.end()?;
        }
        table.close()
    }

    fn joint_wishes(&self) -> Result<()> {
        if self.data.joint_wishes.is_empty() {
            return Ok(());
        }
        let header = ["household_id", "rank", "child_id", "facility_id"];
        let mut table = Table::create(self.folder, "joint_wishes.csv", self.bom, &header)?;
        for row in &self.data.joint_wishes {
            let child = self.child("joint_wishes", row.child)?;
            let household = self.data.children.get(row.child as usize).map_or("", |(h, _)| h);
            let facility = row.facility.map(|f| self.facility("joint_wishes", f)).transpose()?;
            table.text(household)?.maybe(Some(row.rank))?.text(child)?.text(facility.unwrap_or(""))?.end()?;
        }
        table.close()
    }

    fn scores(&self) -> Result<()> {
        if self.data.scores.is_empty() {
            return Ok(());
        }
        let width = self.data.tie_names.len();
        let ties: Vec<String> = (1..=width).map(|i| format!("tie_{i}")).collect();
        let mut header = vec!["child_id", "facility_id", "score"];
        header.extend(ties.iter().map(String::as_str));
        let mut table = Table::create(self.folder, "scores.csv", self.bom, &header)?;
        for row in &self.data.scores {
            let ScoreRow { child, facility, points, ties } = row;
            let facility = facility.map(|f| self.facility("scores", f)).transpose()?;
            table.text(self.child("scores", *child)?)?.text(facility.unwrap_or(""))?.maybe(Some(*points))?;
            for i in 0..width {
                let key = ties.get(i).copied().filter(|&k: &Thousandths| k != ScoreTable::BLANK);
                table.maybe(key)?;
            }
            table.end()?;
        }
        table.close()
    }

    fn facility(&self, table: &'static str, index: u32) -> Result<&'a str> {
        let row = self.data.facilities.get(index as usize);
        row.map(|f| f.id.as_str()).ok_or(WriteRoundError::BadIndex { table, what: "facility", index })
    }

    fn child(&self, table: &'static str, index: u32) -> Result<&'a str> {
        let row = self.data.children.get(index as usize);
        row.map(|(_, c)| c.id.as_str()).ok_or(WriteRoundError::BadIndex { table, what: "child", index })
    }
}

/// One CSV file, written cell by cell.
struct Table {
    path: PathBuf,
    csv: csv::Writer<BufWriter<File>>,
    cell: String,
}

impl Table {
    fn create(folder: &Path, name: &str, bom: bool, header: &[&str]) -> Result<Self> {
        let path = folder.join(name);
        let failed = |source| WriteRoundError::Io { path: path.clone(), source };
        let mut file = BufWriter::new(File::create(&path).map_err(failed)?);
        if bom {
            file.write_all("\u{feff}".as_bytes()).map_err(failed)?;
        }
        let mut table = Self { csv: csv::Writer::from_writer(file), path, cell: String::new() };
        header.iter().try_for_each(|h| table.text(h).map(drop))?;
        table.end()?;
        Ok(table)
    }

    fn done(&self, result: std::result::Result<(), csv::Error>) -> Result<()> {
        result.map_err(|e| WriteRoundError::Io { path: self.path.clone(), source: e.into() })
    }

    fn text(&mut self, text: &str) -> Result<&mut Self> {
        let result = self.csv.write_field(text);
        self.done(result)?;
        Ok(self)
    }

    fn maybe_text(&mut self, text: &Option<String>) -> Result<&mut Self> {
        self.text(text.as_deref().unwrap_or(""))
    }

    fn maybe(&mut self, value: Option<impl std::fmt::Display>) -> Result<&mut Self> {
        let mut cell = std::mem::take(&mut self.cell);
        cell.clear();
        if let Some(value) = value {
            let _ = write!(cell, "{value}");
        }
        self.text(&cell)?;
        self.cell = cell;
        Ok(self)
    }

    fn position(&mut self, position: Option<Position>) -> Result<&mut Self> {
        self.maybe(position.map(|p| Degrees(p.lat_e6)))?.maybe(position.map(|p| Degrees(p.lon_e6)))
    }

    fn end(&mut self) -> Result<()> {
        let result = self.csv.write_record(None::<&[u8]>);
        self.done(result)
    }

    fn close(mut self) -> Result<()> {
        let result = self.csv.flush();
        self.done(result.map_err(csv::Error::from))
    }
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
