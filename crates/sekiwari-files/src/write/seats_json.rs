//! `seats.json`, `seats_derived.csv` and `seats_facilities.csv`: the seats as they are worked out.

use super::columns::{SEATS_DERIVED, SEATS_FACILITIES};
use super::folder::{OutputError, OutputFolder};
use super::result_json::ENGINE;
use super::table::TableWriter;
use crate::round::{FacilityCapacity, LoadedCapacity};
use schemars::JsonSchema;
use sekiwari::programme::nursery::capacity::{Binding, Mode, Ratios, Rounding};
use serde::{Deserialize, Serialize};
use std::io;

/// One class of a facility. A limit of which nothing is known is `null`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClassSeatsJson {
    /// The age class.
    pub class: u8,
    /// Seats that the facility declares, continuing children included.
    pub declared: Option<u32>,
    /// The most seats that the teachers allow beside what the other classes are given.
    pub staff: Option<u32>,
    /// The most seats that the rooms allow.
    pub area: Option<u32>,
    /// The most seats that the outdoor play area allows.
    pub yard: Option<u32>,
    /// Continuing children, those who apply to move included.
    pub continuing: u32,
    /// Seats they take.
    pub taken: u32,
    /// Seats kept back from the round.
    pub reserved: u32,
    /// The smallest of the four limits.
    pub capacity: u32,
    /// Seats that can be offered.
    pub open: u32,
    /// The limits that are as small: `declared`, `staff`, `area`, `yard`.
    pub binding: Vec<String>,
    /// Seats in the table of seats; seats that classes share are given to the youngest first.
    pub offered: Option<u32>,
    /// Seats that could be offered on top of it.
    pub missing: Option<u32>,
}

/// One facility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FacilitySeatsJson {
    /// Its id.
    pub facility_id: String,
    /// Its name; empty if none is given.
    pub name: String,
    /// Teachers in tenths, nurses included as far as they count.
    pub teachers_tenths: Option<u64>,
    /// Teachers needed for the continuing children.
    pub teachers_needed: u64,
    /// Teachers needed once every seat that is worked out is taken.
    pub teachers_needed_full: u64,
    /// Continuing children, those who apply to move included.
    pub continuing: u32,
    /// Seats that can be offered.
    pub open: u32,
    /// The most seats that the teachers allow, however they are divided over the classes.
    pub most: Option<u32>,
    /// Seats in the table of seats.
    pub offered: Option<u32>,
    /// Seats that could be offered on top of it.
    pub missing: Option<u32>,
    /// The quota.
    pub quota: Option<u32>,
    /// Children once every seat of the round is taken.
    pub children: u32,
    /// The continuing children alone are more than some limit allows.
    pub broken: bool,
    /// Its classes, youngest first.
    pub classes: Vec<ClassSeatsJson>,
}

/// `seats.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DerivedSeatsJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: String,
    /// The round's name.
    pub name: String,
    /// Name of the standards.
    pub standards: String,
    /// The day for which they were looked up.
    pub date: String,
    /// `cut` or `round`.
    pub rounding: String,
    /// `facility` or `per-group`.
    pub mode: String,
    /// `current` or `tolerated`.
    pub ratios: String,
    /// Whether there is a table of seats; otherwise the round offers the seats worked out.
    pub seats_given: bool,
    /// Seats that can be offered in all.
    pub open: u32,
    /// Seats in the table of seats.
    pub offered: Option<u32>,
    /// Seats that could be offered on top of it.
    pub missing: Option<u32>,
    /// The facilities by id.
    pub facilities: Vec<FacilitySeatsJson>,
}

fn named<T: Copy + PartialEq>(names: &[(&'static str, T)], value: T) -> String {
    names.iter().find(|(_, v)| *v == value).map_or("", |(name, _)| name).to_owned()
}

impl FacilitySeatsJson {
    fn of(f: &FacilityCapacity) -> Self {
        let given = f.offered.as_ref().map(|o| o.by_class(&f.table));
        let rows = f.seats.classes.iter().map(|c| ClassSeatsJson {
            class: c.class.get(),
            declared: c.declared,
            staff: c.staff,
            area: c.area,
            yard: c.yard,
            continuing: c.continuing,
            taken: c.taken,
            reserved: c.reserved,
            capacity: c.capacity,
            open: c.open,
            binding: c.binding.iter().map(|b: &Binding| b.as_str().to_owned()).collect(),
            offered: given.map(|g| g[c.class.index()]),
            missing: given.map(|_| f.missing[c.class.index()]),
        });
        Self {
            facility_id: f.id.clone(),
            name: f.name.clone(),
            teachers_tenths: f.seats.teachers10,
            teachers_needed: f.seats.needed,
            teachers_needed_full: f.seats.needed_full,
            continuing: f.table.continuing(),
            open: f.seats.open(),
            most: f.seats.most,
            offered: f.offered.as_ref().map(|o| o.total()),
            missing: f.offered.as_ref().map(|_| f.missing.iter().sum()),
            quota: f.table.quota,
            children: f.children(),
            broken: !f.seats.broken.is_empty(),
            classes: rows.collect(),
        }
    }

    /// Teachers as a decimal: `11.5`.
    pub fn teachers(&self) -> Option<String> {
        self.teachers_tenths.map(|t| format!("{}.{}", t / 10, t % 10))
    }

    /// Children in percent of the quota, rounded down.
    pub fn quota_percent(&self) -> Option<u64> {
        let quota = self.quota.filter(|&q| q > 0)?;
        Some(u64::from(self.children) * 100 / u64::from(quota))
    }
}

impl DerivedSeatsJson {
    /// The figures of a round; `version` is the engine's.
    pub fn new(version: &str, loaded: &LoadedCapacity) -> Self {
        let capacity = &loaded.capacity;
        let facilities: Vec<FacilitySeatsJson> =
            capacity.facilities.iter().map(FacilitySeatsJson::of).collect();
        let given = |of: &dyn Fn(&FacilitySeatsJson) -> Option<u32>| {
            capacity.seats_given.then(|| facilities.iter().filter_map(of).sum())
        };
        Self {
            engine: ENGINE.to_owned(),
            version: version.to_owned(),
            input_sha256: loaded.input_sha256.clone(),
            name: loaded.name.clone(),
            standards: capacity.standards.clone(),
            date: capacity.date.to_string(),
            rounding: named(Rounding::NAMES, capacity.rounding),
            mode: named(Mode::NAMES, capacity.mode),
            ratios: named(Ratios::NAMES, capacity.ratios),
            seats_given: capacity.seats_given,
            open: facilities.iter().map(|f| f.open).sum(),
            offered: given(&|f| f.offered),
            missing: given(&|f| f.missing),
            facilities,
        }
    }
}

/// Writes `seats_derived.csv`, `seats_facilities.csv` and `seats.json` into a folder; `bom` as in [`super::write_tables`].
///
/// # Errors
/// What the file system refuses.
pub fn write_seats(folder: &OutputFolder, json: &DerivedSeatsJson, bom: bool) -> Result<(), OutputError> {
    folder.write(SEATS_DERIVED.file, |out| -> io::Result<()> {
        let mut table = TableWriter::new(out, &SEATS_DERIVED, 0, bom)?;
        for (f, c) in json.facilities.iter().flat_map(|f| f.classes.iter().map(move |c| (f, c))) {
            table.text(&f.facility_id)?.value(c.class)?.optional(c.declared)?.optional(c.staff)?;
            table.optional(c.area)?.optional(c.yard)?.value(c.continuing)?.value(c.taken)?;
            table.value(c.reserved)?.value(c.open)?.value(c.binding.join(" "))?;
            table.optional(c.offered)?.optional(c.missing)?.end_row()?;
        }
        table.finish()
    })?;
    folder.write(SEATS_FACILITIES.file, |out| -> io::Result<()> {
        let mut table = TableWriter::new(out, &SEATS_FACILITIES, 0, bom)?;
        for f in &json.facilities {
            table.text(&f.facility_id)?.optional(f.teachers())?.value(f.teachers_needed)?;
            table.value(f.teachers_needed_full)?.value(f.continuing)?.value(f.open)?;
            table.optional(f.most)?.optional(f.offered)?.optional(f.missing)?.optional(f.quota)?;
            table.value(f.children)?.optional(f.quota_percent())?.end_row()?;
        }
        table.finish()
    })?;
    folder.write_json("seats.json", json)
}
