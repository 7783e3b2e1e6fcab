//! The texts of the tables of a club round.

/// One table: a header and rows of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The name of its file, without ending.
    pub name: &'static str,
    /// The columns.
    pub header: &'static [&'static str],
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(name: &'static str, header: &'static [&'static str]) -> Self {
        Self { name, header, rows: Vec::new() }
    }

    pub(crate) fn push<const N: usize>(&mut self, cells: [String; N]) {
        debug_assert_eq!(N, self.header.len(), "{}", self.name);
        self.rows.push(cells.into());
    }

    /// The table as a CSV text: UTF-8 with a byte order mark, `\n` at line ends, quotes only where needed.
    pub fn csv(&self) -> String {
        let mut out = String::from('\u{feff}');
        out.push_str(&self.header.join(","));
        out.push('\n');
        for row in &self.rows {
            for (i, cell) in row.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                if cell.contains(['"', ',', '\n', '\r']) {
                    out.push('"');
                    out.push_str(&cell.replace('"', "\"\""));
                    out.push('"');
                } else {
                    out.push_str(cell);
                }
            }
            out.push('\n');
        }
        out
    }

    /// The cells of one column; nothing if there is no such column.
    pub fn column(&self, name: &str) -> impl Iterator<Item = &str> {
        let at = self.header.iter().position(|h| *h == name);
        self.rows.iter().filter_map(move |row| row.get(at?).map(String::as_str))
    }
}

/// A club round as texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClubTables {
    /// The settings, `round.toml`.
    pub settings: String,
    /// The tables.
    pub tables: Vec<Table>,
    /// The areas of the districts, `districts.geojson`, where there is a map.
    pub map: Option<String>,
}

impl ClubTables {
    /// The names and texts of all files.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = vec![("round.toml".to_owned(), self.settings.clone())];
        files.extend(self.tables.iter().map(|t| (format!("{}.csv", t.name), t.csv())));
        files.extend(self.map.iter().map(|map| ("districts.geojson".to_owned(), map.clone())));
        files
    }

    /// A table by name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|t| t.name == name)
    }
}

/// Degrees with six places.
pub(super) fn degrees(e6: i32) -> String {
    let (sign, v) = (if e6 < 0 { "-" } else { "" }, e6.unsigned_abs());
    format!("{sign}{}.{:06}", v / 1_000_000, v % 1_000_000)
}

/// `yes`, or an empty cell.
pub(super) fn yes(holds: bool) -> String {
    if holds { "yes".to_owned() } else { String::new() }
}

/// A number, or an empty cell.
pub(super) fn number(value: Option<u32>) -> String {
    value.map_or_else(String::new, |v| v.to_string())
}
