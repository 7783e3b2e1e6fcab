//! The table of candidate sites: a row per site and size.

use std::collections::BTreeMap;

use sekiwari::programme::nursery::{AgeClass, Round};
use sekiwari::siting::location::Standing;
use sekiwari::siting::scenario::Open;
use sekiwari::siting::selection::{Place as SitePlace, SelectionError, Site, Size};

use crate::finding::catalogue::{candidates as kinds, cells};
use crate::finding::{Finding, Findings, Place, did_you_mean_id};
use crate::normalise::Word;
use crate::round::facilities::{MAX_AGE_DAYS, position};
use crate::round::tables::CANDIDATES;
use crate::scenario::fault_finding;
use crate::table::{CellReader, Col, read_named};

/// Most seats of one class at one site; a larger number is a slip of the keyboard.
const MOST_SEATS: u32 = 10_000;

/// What a site is before the search, as offices write it.
pub(crate) static STANDINGS: &[Word<Standing>] = &[
    Word { name: "candidate", aliases: &["候補", "任意"], value: Standing::Candidate },
    Word { name: "required", aliases: &["必須", "必置"], value: Standing::Required },
    Word { name: "forbidden", aliases: &["除外", "不可"], value: Standing::Forbidden },
    Word { name: "decided", aliases: &["決定", "決定済", "整備決定"], value: Standing::Existing },
];

/// The candidate sites of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadCandidates {
    /// The sites, in the order of their first rows.
    pub sites: Vec<Site>,
    /// By site its id.
    pub ids: Vec<String>,
    /// By site the first fiscal year in which it can open.
    pub earliest: Vec<Option<i16>>,
    // Where each site stands first.
    places: Vec<Place>,
}

/// Columns that say where a site is and what it is like; the same in all rows of a site.
const SAME: [&str; 11] = [
    "expands",
    "name",
    "kind",
    "district_id",
    "lat",
    "lon",
    "min_age_days",
    "care_kinds",
    "popularity",
    "standing",
    "earliest_year",
];

/// Reads candidate sites for a round from a CSV file or workbook. They are there exactly if none of the findings added is an error.
pub fn read_candidates(
    bytes: Vec<u8>,
    file: &str,
    round: &Round,
    findings: &mut Findings,
) -> Option<ReadCandidates> {
    let mut own = Findings::new();
    let read = read(bytes, file, round, &mut own);
    let sound = !own.has_errors();
    findings.append(own);
    read.filter(|_| sound)
}

fn read(bytes: Vec<u8>, file: &str, round: &Round, findings: &mut Findings) -> Option<ReadCandidates> {
    let table = read_named(bytes, file, &CANDIDATES, findings)?;
    let mut rows = Rows {
        r: CellReader::new(&table, &CANDIDATES, findings)?,
        round,
        out: ReadCandidates { sites: Vec::new(), ids: Vec::new(), earliest: Vec::new(), places: Vec::new() },
        first: BTreeMap::new(),
        sizes: BTreeMap::new(),
        expanded: BTreeMap::new(),
    };
    rows.r.need_rows();
    for row in 0..table.rows() {
        rows.one(row);
    }
    let Rows { r, out, .. } = rows;
    r.finish(findings);
    Some(out)
}

struct Rows<'t> {
    r: CellReader<'t>,
    round: &'t Round,
    out: ReadCandidates,
    // The site of an id and its first row.
    first: BTreeMap<String, (usize, usize)>,
    sizes: BTreeMap<(String, String), usize>,
    expanded: BTreeMap<String, usize>,
}

impl Rows<'_> {
    fn col(&self, name: &str) -> Col {
        self.r.col(name)
    }

    fn one(&mut self, row: usize) {
        let Ok(id) = self.r.need_id(row, self.col("site_id")) else { return };
        let id = id.into_owned();
        let size = self.size(row, &id);
        let named = (id.clone(), size.name.clone());
        if let Some(&first) = self.sizes.get(&named) {
            let finding = self.r.finding(&kinds::SIZE_DUPLICATE, row, self.col("size")).value(&id);
            let line = self.r.table().line(first);
            self.r.push(row, finding.arg("size", &size.name).arg("first_line", line));
        }
        self.sizes.entry(named).or_insert(row);
        match self.first.get(&id) {
            Some(&(site, first)) => {
                self.same(row, first, &id);
                self.out.sites[site].sizes.push(size);
            }
            None => {
                self.first.insert(id.clone(), (self.out.sites.len(), row));
                let (site, earliest) = self.site(row, &id, size);
                self.out.places.push(self.r.table().place_at(row, self.col("site_id")));
                self.out.sites.push(site);
                self.out.ids.push(id);
                self.out.earliest.push(earliest);
            }
        }
    }

    fn size(&mut self, row: usize, id: &str) -> Size {
        let (cost, teachers) = (self.col("cost"), self.col("teachers"));
        let mut sound = true;
        let mut seats = [0; AgeClass::COUNT];
        for class in AgeClass::all() {
            let column = self.col(&format!("seats_{class}"));
            match self.r.count(row, column, 0, MOST_SEATS) {
                Ok(n) => seats[class.index()] = n.unwrap_or(0),
                Err(_) => sound = false,
            }
        }
        if sound && seats == [0; AgeClass::COUNT] {
            let finding = self.r.finding(&kinds::NO_SEATS, row, self.col("seats_0")).value(id);
            self.r.push(row, finding);
        }
        Size {
            name: self.r.text(row, self.col("size")).to_owned(),
            seats,
            cost: self.r.count(row, cost, 0, u32::MAX).ok().flatten().unwrap_or(0).into(),
            teachers10: self.r.tenths(row, teachers, 0, 1_000_000).ok().flatten().unwrap_or(0),
        }
    }

    /// A site from its first row.
    fn site(&mut self, row: usize, id: &str, size: Size) -> (Site, Option<i16>) {
        let (district, kind) = (self.col("district_id"), self.col("kind"));
        let (min, care, popularity) =
            (self.col("min_age_days"), self.col("care_kinds"), self.col("popularity"));
        let (lat, lon) = (self.col("lat"), self.col("lon"));
        let (standing, earliest) = (self.col("standing"), self.col("earliest_year"));
        let place = position(&mut self.r, row, lat, lon);
        let kind = self.r.text(row, kind).to_owned();
        let open = Open {
            id: id.to_owned(),
            name: self.r.text(row, self.col("name")).to_owned(),
            kind: (!kind.is_empty()).then_some(kind),
            district: self.r.id(row, district).ok().flatten().map(Into::into),
            position: place,
            min_age_days: self.r.count(row, min, 0, MAX_AGE_DAYS).ok().flatten(),
            care_kinds: self.r.list(row, care).unwrap_or_default(),
            seats: Vec::new(),
            limits: Vec::new(),
            wishes: Vec::new(),
            popularity: self.popularity(row, popularity),
        };
        let standing = self.r.word(row, standing, STANDINGS).ok().flatten().unwrap_or_default();
        let earliest = self.r.count(row, earliest, 1950, 2900).ok().flatten();
        let place = self.place(row, id, open);
        let earliest = earliest.and_then(|y| i16::try_from(y).ok());
        (Site { place, standing, sizes: vec![size] }, earliest)
    }

    fn popularity(&mut self, row: usize, column: Col) -> u32 {
        let Ok(Some(given)) = self.r.thousandths(row, column) else { return 1000 };
        u32::try_from(given).ok().filter(|p| *p <= 1_000_000).unwrap_or_else(|| {
            let finding = self.r.finding(&cells::NUMBER_RANGE, row, column);
            self.r.push(row, finding.arg("min", 0).arg("max", 1000));
            1000
        })
    }

    fn place(&mut self, row: usize, id: &str, open: Open) -> SitePlace {
        let column = self.col("expands");
        let expands = self.r.id(row, column).ok().flatten().map(std::borrow::Cow::into_owned);
        let Some(facility) = expands else {
            if self.round.facility_by_id(id).is_some() {
                let finding = self.r.finding(&kinds::SITE_EXISTS, row, self.col("site_id")).value(id);
                self.r.push(row, finding);
            }
            if open.position.is_none() {
                let finding = self.r.finding(&kinds::SITE_UNPLACED, row, self.col("lat")).value(id);
                self.r.push(row, finding);
            }
            return SitePlace::New(Box::new(open));
        };
        if self.round.facility_by_id(&facility).is_none() {
            let near = did_you_mean_id(&facility, self.round.facilities().iter().map(|f| f.id.as_str()));
            let finding = self.r.finding(&kinds::EXPANDED_UNKNOWN, row, column).value(&facility).hint(near);
            self.r.push(row, finding);
        }
        if let Some(&first) = self.expanded.get(&facility) {
            let line = self.r.table().line(first);
            let finding = self.r.finding(&kinds::EXPANDED_TWICE, row, column).value(&facility);
            self.r.push(row, finding.arg("first_line", line));
        }
        self.expanded.entry(facility.clone()).or_insert(row);
        SitePlace::Existing(facility)
    }

    /// Whether a later row of a site says the same of it as the first, or nothing.
    fn same(&mut self, row: usize, first: usize, id: &str) {
        for name in SAME {
            let column = self.col(name);
            let (here, there) = (self.r.text(row, column), self.r.text(first, column));
            if !here.is_empty() && here != there {
                let line = self.r.table().line(first);
                let finding = self.r.finding(&kinds::SITE_DIFFERS, row, column).value(id);
                self.r.push(row, finding.arg("column", name).arg("first_line", line));
            }
        }
    }
}

impl ReadCandidates {
    /// Tells why a round refuses the sites, each reason at the row of its site; other errors are not about the file.
    pub fn tell(&self, round: &Round, error: &SelectionError, findings: &mut Findings) {
        let SelectionError::Sites(faults) = error else { return };
        for (site, fault) in faults {
            let place = site.and_then(|s| self.places.get(s)).cloned();
            let place =
                place.unwrap_or_else(|| self.places.first().cloned().unwrap_or_else(|| Place::file("")));
            findings.push(fault_finding(round, &fault.kind, place, &[]));
        }
    }

    /// That no choice is within the limits.
    pub fn no_choice(&self, findings: &mut Findings) {
        let count = |standing| self.sites.iter().filter(|s| s.standing == standing).count();
        let file = self.places.first().map_or_else(|| Place::file(""), |p| Place::file(p.file.clone()));
        let finding = Finding::new(&kinds::NO_CHOICE, file).arg("candidates", count(Standing::Candidate));
        findings.push(finding.arg("required", count(Standing::Required)));
    }
}
