//! `limits`: what a facility has only so much of, whatever the class.

use std::collections::BTreeMap;

use sekiwari::programme::nursery::{AgeClass, FacilityLimit, LimitRow};

use super::children::Children;
use super::facilities::Facilities;
use super::seats::Seats;
use super::{ids, tables};
use crate::finding::{Findings, catalogue::cells, catalogue::consistency, catalogue::references};
use crate::table::{CellReader, Col, Table};

/// Most children that may share one unit.
const MAX_PER: u32 = 1_000;

/// The rows that can be used, with their table rows.
pub(super) struct Limits {
    pub(super) rows: Vec<(LimitRow, usize)>,
    capacity_col: Col,
}

pub(super) fn read(
    table: &Table,
    mut facilities: Option<&mut Facilities>,
    findings: &mut Findings,
) -> Option<Limits> {
    let mut r = CellReader::new(table, &tables::LIMITS, findings)?;
    let (facility, limit, class) = (r.col("facility_id"), r.col("limit"), r.col("class"));
    let (weight, per, capacity) = (r.col("weight"), r.col("per"), r.col("capacity"));
    let mut rows: Vec<(LimitRow, usize)> = Vec::new();
    let mut first: BTreeMap<(u32, String), (u64, usize)> = BTreeMap::new();
    let mut stated: BTreeMap<(u32, String, AgeClass), usize> = BTreeMap::new();
    for row in 0..table.rows() {
        let ids = facilities.as_mut().map(|f| &mut f.ids);
        let f = ids::need(&mut r, row, facility, ids, &references::FACILITY_UNKNOWN);
        let name = r.need_id(row, limit);
        let classes = r.need_classes(row, class);
        let weight = amount(&mut r, row, weight, Some(1_000));
        let per = r.count(row, per, 1, MAX_PER);
        let amount = amount(&mut r, row, capacity, None);
        let (Ok(f), Ok(name), Ok(classes), Some(weight), Ok(per), Some(amount)) =
            (f, name, classes, weight, per, amount)
        else {
            continue;
        };
        let name = name.into_owned();
        let id = facilities.as_ref().map_or("", |x| x.ids.name(f)).to_owned();
        let (known, first_row) = *first.entry((f, name.clone())).or_insert((amount, row));
        if known != amount {
            let finding = r.finding(&references::LIMIT_CAPACITY_DIFFERS, row, capacity);
            let finding = finding.arg("facility", &id).arg("limit", &name);
            r.push(row, finding.arg("first_line", table.line(first_row)));
            continue;
        }
        let clash = classes.classes().find_map(|c| Some((c, *stated.get(&(f, name.clone(), c))?)));
        if let Some((c, first_row)) = clash {
            let finding = r.finding(&references::LIMIT_CLASS_DUPLICATE, row, class);
            let finding = finding.arg("facility", &id).arg("limit", &name).arg("class", c);
            r.push(row, finding.arg("first_line", table.line(first_row)));
            continue;
        }
        stated.extend(classes.classes().map(|c| ((f, name.clone(), c), row)));
        let per = per.unwrap_or(1);
        rows.push((LimitRow { facility: f, name, classes, weight, per, capacity: amount }, row));
    }
    let capacity_col = capacity;
    r.finish(findings);
    Some(Limits { rows, capacity_col })
}

/// A decimal from 0 in thousandths; `blank` where the cell is empty, or a finding if that is none.
fn amount(r: &mut CellReader<'_>, row: usize, col: Col, blank: Option<u64>) -> Option<u64> {
    let finding = match r.thousandths(row, col).ok()? {
        Some(value) => match u64::try_from(value) {
            Ok(value) => return Some(value),
            Err(_) => {
                r.finding(&cells::NUMBER_RANGE, row, col).arg("min", 0).arg("max", "9223372036854775.806")
            }
        },
        None if blank.is_some() => return blank,
        None => r.finding(&cells::CELL_EMPTY, row, col),
    };
    r.push(row, finding);
    None
}

impl Limits {
    /// The limits, each with all its rows, by facility and name.
    pub(super) fn grouped(&self) -> impl Iterator<Item = FacilityLimit> + '_ {
        let mut by_limit: BTreeMap<(u32, &str), Vec<&LimitRow>> = BTreeMap::new();
        for (row, _) in &self.rows {
            by_limit.entry((row.facility, &row.name)).or_default().push(row);
        }
        by_limit.into_iter().map(|((facility, name), rows)| FacilityLimit {
            facility,
            name: name.to_owned(),
            capacity: rows[0].capacity,
            weights: rows.iter().map(|r| (r.classes, r.weight, r.per)).collect(),
        })
    }

    /// The table row of a limit's first row.
    fn first_row(&self, limit: &FacilityLimit) -> usize {
        let is_of = |r: &LimitRow| r.facility == limit.facility && r.name == limit.name;
        self.rows.iter().find(|(r, _)| is_of(r)).map_or(0, |&(_, row)| row)
    }
}

/// What only seats and held seats can tell about limits.
pub(super) fn check(
    limits: &Limits,
    table: &Table,
    facilities: &Facilities,
    seats: &Seats,
    children: &Children,
    findings: &mut Findings,
) {
    let mut used: BTreeMap<u32, [bool; AgeClass::COUNT]> = BTreeMap::new();
    let offered = seats.shared().flat_map(|(f, classes)| classes.classes().map(move |c| (f, c)));
    let held = children.rows.iter().filter_map(|(_, c)| Some((c.current?, c.class)));
    offered.chain(held).for_each(|(f, c)| used.entry(f).or_default()[c.index()] = true);
    for limit in limits.grouped() {
        let (facility, name) = (limit.facility, limit.name.as_str());
        let told = |kind| {
            let place = table.place_at(limits.first_row(&limit), limits.capacity_col);
            let finding = crate::finding::Finding::new(kind, place);
            finding.arg("facility", facilities.ids.name(facility)).arg("limit", name)
        };
        let Some(scaled) = limit.scaled() else {
            findings.push(told(&consistency::LIMIT_TOO_FINE));
            continue;
        };
        let weight = |c: AgeClass| scaled.weight[c.index()];
        for (_, shared) in seats.shared().filter(|(f, _)| *f == facility) {
            let mut weights = shared.classes().map(weight);
            let first = weights.next();
            if weights.any(|w| Some(w) != first) {
                findings.push(told(&consistency::LIMIT_SHARED_SEATS).arg("class", shared));
            }
        }
        let classes = used.get(&facility).copied().unwrap_or_default();
        let unsure = seats.unsure.contains(&facility) || seats.incomplete;
        if !unsure && !AgeClass::all().any(|c| classes[c.index()] && weight(c) > 0) {
            findings.push(told(&consistency::LIMIT_WEIGHS_NOTHING));
        }
    }
}
