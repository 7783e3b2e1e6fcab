//! Published figures of a city: admitted children, free seats and waiting listings by facility and class.
//!
//! Two layouts are read:
//!
//! - *tidy*: one row per facility and class, `facility_id, age, continuing_est, admitted_est, vacancy_left, seats_offered_est,
//!   wait_listings`, and a table of facilities with town centroids;
//! - *city*: Yokohama's own tables, one for enrolled children, one for free places, one for waiting listings: a title line, a
//!   header with full-width ages (`０歳児`), one line per facility, `-` where a class is not offered (a few cells are blank), a
//!   total, and an empty last column.

use sekiwari::programme::nursery::{AgeClass, Facility, ListingRow, Position};
use std::collections::HashMap;

/// Why a table of figures cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ListingsError {
    /// Not a CSV table at all, or cells are missing.
    #[error("line {line}: {reason}")]
    Malformed {
        /// The line, from 1.
        line: u64,
        /// Why.
        reason: String,
    },
    /// A column is missing.
    #[error("line {line}: column {column} is missing")]
    MissingColumn {
        /// The line of the header, from 1.
        line: u64,
        /// The column.
        column: String,
    },
    /// A cell is not what its column holds.
    #[error("line {line}, column {column}: {value:?} is not {expected}")]
    BadValue {
        /// The line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// The cell.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A facility is not in the table of facilities.
    #[error("line {line}: facility {id} is not in the table of facilities")]
    UnknownFacility {
        /// The line, from 1.
        line: u64,
        /// The id.
        id: String,
    },
    /// A facility stands twice in a table of facilities, or twice with one class.
    #[error("line {line}: facility {id} is listed twice")]
    Duplicate {
        /// The line of the second, from 1.
        line: u64,
        /// The id.
        id: String,
    },
    /// Seats, admitted children and free seats do not add up.
    #[error("line {line}: {seats} seats are not {admitted} admitted and {vacant} left")]
    SeatsDoNotAddUp {
        /// The line, from 1.
        line: u64,
        /// Seats offered.
        seats: u32,
        /// Children admitted.
        admitted: u32,
        /// Seats left.
        vacant: u32,
    },
}

type Result<T> = std::result::Result<T, ListingsError>;

/// Reads the facilities of the tidy layout: `facility_id, name, ward, town_lat, town_lng` (others are ignored); the ward
/// becomes the district, empty coordinates leave the position open.
///
/// # Errors
/// The first [`ListingsError`].
pub fn read_facilities(text: &str) -> Result<Vec<Facility>> {
    let mut table = Table::open(text, 1)?;
    let columns = ["facility_id", "name", "ward", "town_lat", "town_lng"];
    let columns = columns.map(|c| table.column(c));
    let [id, name, ward, lat, lon] = columns;
    let (id, name, ward, lat, lon) = (id?, name?, ward?, lat?, lon?);
    let mut facilities = Vec::new();
    let mut seen = HashMap::new();
    while let Some(row) = table.next()? {
        if seen.insert(row.cell(id).to_owned(), ()).is_some() {
            return Err(ListingsError::Duplicate { line: row.line, id: row.cell(id).to_owned() });
        }
        let (lat, lon) = (row.micro_degrees(lat, "town_lat")?, row.micro_degrees(lon, "town_lng")?);
        facilities.push(Facility {
            id: row.cell(id).to_owned(),
            name: row.cell(name).to_owned(),
            kind: None,
            district: Some(row.cell(ward)).filter(|w| !w.is_empty()).map(str::to_owned),
            position: lat.zip(lon).map(|(lat_e6, lon_e6)| Position { lat_e6, lon_e6 }),
            min_age_days: None,
            partners: Vec::new(),
            care_kinds: Vec::new(),
        });
    }
    Ok(facilities)
}

/// Reads the figures of the tidy layout; facilities become positions in `facilities`.
///
/// # Errors
/// The first [`ListingsError`]; seats that are not admitted plus left are refused.
pub fn read_listings(text: &str, facilities: &[Facility]) -> Result<Vec<ListingRow>> {
    let place: HashMap<&str, u32> = facilities.iter().map(|f| f.id.as_str()).zip(0..).collect();
    let mut table = Table::open(text, 1)?;
    let names = ["continuing_est", "seats_offered_est", "admitted_est", "vacancy_left", "wait_listings"];
    let (id, age) = (table.column("facility_id")?, table.column("age")?);
    let mut columns = [0; 5];
    for (column, name) in columns.iter_mut().zip(names) {
        *column = table.column(name)?;
    }
    let mut rows = Vec::new();
    let mut seen = HashMap::new();
    while let Some(row) = table.next()? {
        let class = row.number(age, "age")?;
        let class = u8::try_from(class).ok().and_then(AgeClass::new);
        let class = class.ok_or_else(|| row.bad(age, "age", "an age from 0 to 5"))?;
        let Some(&facility) = place.get(row.cell(id)) else {
            return Err(ListingsError::UnknownFacility { line: row.line, id: row.cell(id).to_owned() });
        };
        if seen.insert((facility, class), ()).is_some() {
            return Err(ListingsError::Duplicate { line: row.line, id: row.cell(id).to_owned() });
        }
        let mut values = [0; 5];
        for ((value, &column), name) in values.iter_mut().zip(&columns).zip(names) {
            *value = row.number(column, name)?;
        }
        let [continuing, seats, admitted, vacant, waiting] = values;
        if admitted.checked_add(vacant) != Some(seats) {
            return Err(ListingsError::SeatsDoNotAddUp { line: row.line, seats, admitted, vacant });
        }
        rows.push(ListingRow { facility, class, continuing, seats, admitted, waiting });
    }
    Ok(rows)
}

/// One line of a table in the city's own layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CityRow {
    /// The ward.
    pub ward: String,
    /// The facility's number.
    pub facility_id: String,
    /// Its name.
    pub name: String,
    /// The figure of each class; `None` where the class is not offered (`-`) or nothing is printed.
    pub by_class: [Option<u32>; 6],
}

/// A table in the city's own layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CityTable {
    /// The title line, for instance `【令和６年８月１日時点】入所待ち人数`.
    pub title: String,
    /// The facilities in the order of the table.
    pub rows: Vec<CityRow>,
    /// Numbers of the facilities whose printed total is not the sum of the classes. The classes count.
    pub wrong_totals: Vec<String>,
}

/// Reads one table in the city's own layout. Printed totals are compared with the sum of the classes.
///
/// # Errors
/// The first [`ListingsError`].
pub fn read_city_table(text: &str) -> Result<CityTable> {
    let text = text.trim_start_matches('\u{feff}');
    let (title, rest) = text.split_once('\n').unwrap_or((text, ""));
    let mut table = Table::open(rest, 2)?;
    let (ward, id) = (table.column("施設所在区")?, table.column("施設番号")?);
    let (name, total) = (table.column("施設・事業名")?, table.column("合計")?);
    let ages = ["０歳児", "１歳児", "２歳児", "３歳児", "４歳児", "５歳児"];
    let mut columns = [0; 6];
    for (column, age) in columns.iter_mut().zip(ages) {
        *column = table.column(age)?;
    }
    let (mut rows, mut wrong_totals) = (Vec::new(), Vec::new());
    let mut seen = HashMap::new();
    while let Some(row) = table.next()? {
        let mut by_class = [None; 6];
        for ((figure, &column), age) in by_class.iter_mut().zip(&columns).zip(ages) {
            if !matches!(row.cell(column), "-" | "") {
                *figure = Some(row.number(column, age)?);
            }
        }
        let sum: u64 = by_class.iter().flatten().map(|&n| u64::from(n)).sum();
        if !matches!(row.cell(total), "-" | "") && u64::from(row.number(total, "合計")?) != sum {
            wrong_totals.push(row.cell(id).to_owned());
        }
        let facility_id = row.cell(id).to_owned();
        if seen.insert(facility_id.clone(), ()).is_some() {
            return Err(ListingsError::Duplicate { line: row.line, id: facility_id });
        }
        let (ward, name) = (row.cell(ward).to_owned(), row.cell(name).to_owned());
        rows.push(CityRow { ward, facility_id, name, by_class });
    }
    Ok(CityTable { title: title.trim_end().trim_end_matches(',').to_owned(), rows, wrong_totals })
}

/// A CSV table with a header; lines are counted from the top of the file.
struct Table<'a> {
    header: csv::StringRecord,
    records: csv::StringRecordsIntoIter<&'a [u8]>,
    first_line: u64,
}

struct Row {
    line: u64,
    cells: csv::StringRecord,
}

impl<'a> Table<'a> {
    /// `first_line` is the line of the header in the file.
    fn open(text: &'a str, first_line: u64) -> Result<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|e| malformed(first_line, &e))?.clone();
        Ok(Self { header, records: reader.into_records(), first_line })
    }

    fn column(&self, name: &str) -> Result<usize> {
        self.header
            .iter()
            .position(|c| c == name)
            .ok_or_else(|| ListingsError::MissingColumn { line: self.first_line, column: name.to_owned() })
    }

    fn next(&mut self) -> Result<Option<Row>> {
        let Some(record) = self.records.next() else { return Ok(None) };
        let cells = record.map_err(|e| malformed(self.first_line, &e))?;
        let line = cells.position().map_or(0, csv::Position::line) + self.first_line - 1;
        Ok(Some(Row { line, cells }))
    }
}

fn malformed(first_line: u64, error: &csv::Error) -> ListingsError {
    let line = error.position().map_or(0, csv::Position::line).max(1) + first_line - 1;
    ListingsError::Malformed { line, reason: error.to_string() }
}

impl Row {
    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("")
    }

    fn bad(&self, column: usize, name: &str, expected: &'static str) -> ListingsError {
        let value = self.cell(column).to_owned();
        ListingsError::BadValue { line: self.line, column: name.to_owned(), value, expected }
    }

    fn number(&self, column: usize, name: &str) -> Result<u32> {
        self.cell(column).parse().map_err(|_| self.bad(column, name, "a whole number"))
    }

    /// Degrees with up to six places as micro-degrees, without going through floats; empty is none.
    fn micro_degrees(&self, column: usize, name: &str) -> Result<Option<i32>> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return Ok(None);
        }
        let bad = || self.bad(column, name, "degrees with up to six places");
        let (sign, digits) = cell.strip_prefix('-').map_or((1, cell), |rest| (-1, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let decimal = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 3 || part.len() > 6 || !decimal(whole) || !decimal(part) {
            return Err(bad());
        }
        let value: i32 = format!("{whole}{part:0<6}").parse().map_err(|_| bad())?;
        Ok(Some(sign * value))
    }
}
