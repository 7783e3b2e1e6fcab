//! The edits of a scenario, list by list.

use sekiwari::programme::nursery::{AgeClass, ClassSet, Position};
use sekiwari::siting::scenario::{
    Amount, Close, Demand, Edit, Growth, LimitChange, Move, NewLimit, Open, Resize, StatedWish,
    TeachersChange,
};

use crate::finding::catalogue::{cells, rulebook as keys, scenario as kinds};
use crate::finding::{Finding, Findings, Place};
use crate::normalise::parse_classes;
use crate::rulebook::text::Keys;

/// Most seats, children or teachers; a larger number is a slip of the keyboard.
const MOST: i64 = 100_000;
const MOST_AGE_DAYS: i64 = 2_557;

type Reader = fn(&mut Keys<'_, '_>, &mut Findings) -> Option<Edit>;

const LISTS: [(&str, Reader); 7] = [
    ("open", open),
    ("close", close),
    ("resize", resize),
    ("limit", limit),
    ("teachers", teachers),
    ("move", moves),
    ("demand", demand),
];

pub(crate) fn read(root: &mut Keys<'_, '_>, findings: &mut Findings) -> Vec<(Edit, Place)> {
    let mut edits = Vec::new();
    for (list, one) in LISTS {
        for mut t in root.tables(list, findings) {
            let edit = one(&mut t, findings);
            t.finish(findings);
            edits.extend(edit.map(|edit| (edit, t.own_place())));
        }
    }
    edits
}

fn facility(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<String> {
    let id = t.need_text("facility_id", findings)?.text.trim().to_owned();
    if id.is_empty() {
        findings.push(Finding::new(&keys::KEY_MISSING, t.place("facility_id")).arg("key", "facility_id"));
        return None;
    }
    Some(id)
}

/// A set of classes, as a number or a text.
fn classes(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<ClassSet> {
    if !t.has("class") {
        findings.push(Finding::new(&keys::KEY_MISSING, t.own_place()).arg("key", "class"));
    }
    some_classes(t, findings)
}

fn some_classes(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<ClassSet> {
    let written = match t.number_or_text("class", findings)? {
        Ok(thousandths) => sekiwari::priority::Thousandths(thousandths).to_string(),
        Err(text) => text,
    };
    let found = parse_classes(&written).ok();
    if found.is_none() {
        findings.push(Finding::new(&cells::CLASSES_INVALID, t.place("class")).value(&written));
    }
    found
}

/// Exactly one of a number that is set and one that is added.
fn one_of<T>(
    t: &Keys<'_, '_>,
    names: (&'static str, &'static str),
    (to, by): (Option<T>, Option<T>),
    findings: &mut Findings,
) -> Option<(bool, T)> {
    if t.has(names.0) == t.has(names.1) {
        let finding = Finding::new(&kinds::ONE_OF_TWO, t.own_place());
        findings.push(finding.arg("first", names.0).arg("second", names.1));
        return None;
    }
    to.map(|to| (true, to)).or(by.map(|by| (false, by)))
}

fn amount((set, n): (bool, i64)) -> Amount {
    if set { Amount::To(n) } else { Amount::By(n) }
}

fn open(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<Edit> {
    let id = facility(t, findings);
    let text = |t: &mut Keys<'_, '_>, key, findings: &mut Findings| {
        t.text(key, findings).map(|w| w.text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let name = text(t, "name", findings).unwrap_or_default();
    let (kind, district) = (text(t, "kind", findings), text(t, "district_id", findings));
    let position = position(t, findings);
    let min_age_days =
        t.count("min_age_days", 0..=MOST_AGE_DAYS, findings).and_then(|n| u32::try_from(n).ok());
    let care_kinds = t.texts("care_kinds", findings).unwrap_or_default();
    let popularity = t.decimal("popularity", findings).map_or(Some(1000), |p| u32::try_from(p).ok());
    if popularity.is_none() {
        let finding = Finding::new(&keys::NUMBER_RANGE, t.place("popularity")).arg("what", "popularity");
        findings.push(finding.arg("min", 0).arg("max", u32::MAX / 1000));
    }
    let mut seats = Vec::new();
    if !t.has("seats") {
        findings.push(Finding::new(&keys::KEY_MISSING, t.own_place()).arg("key", "seats"));
    }
    for mut row in t.tables("seats", findings) {
        let classes = classes(&mut row, findings);
        let count = need_count(&mut row, "seats", findings);
        row.finish(findings);
        seats.extend(classes.zip(count));
    }
    let mut limits = Vec::new();
    for mut row in t.tables("limits", findings) {
        let (name, classes) = (row.need_text("limit", findings), classes(&mut row, findings));
        let weight = row.decimal("weight", findings).map_or(Some(1000), |w| u64::try_from(w).ok());
        let per = row.count("per", 1..=MOST, findings).unwrap_or(1);
        if !row.has("capacity") {
            findings.push(Finding::new(&keys::KEY_MISSING, row.own_place()).arg("key", "capacity"));
        }
        let capacity = row.decimal("capacity", findings).and_then(|c| u64::try_from(c).ok());
        row.finish(findings);
        if weight.is_none() || (row.has("capacity") && capacity.is_none()) {
            let finding = Finding::new(&keys::NUMBER_RANGE, row.own_place()).arg("what", "weight, capacity");
            findings.push(finding.arg("min", 0).arg("max", MOST));
        }
        if let (Some(name), Some(classes), Some(weight), Some(capacity)) = (name, classes, weight, capacity) {
            let per = u32::try_from(per).unwrap_or(1);
            limits.push(NewLimit { name: name.text, classes, weight, per, capacity });
        }
    }
    let mut wishes = Vec::new();
    for mut row in t.tables("wishes", findings) {
        let child = row.need_text("child_id", findings);
        let rank = need_count(&mut row, "rank", findings);
        row.finish(findings);
        wishes.extend(child.zip(rank).map(|(child, rank)| StatedWish { child: child.text, rank }));
    }
    Some(Edit::Open(Open {
        id: id?,
        name,
        kind,
        district,
        position,
        min_age_days,
        care_kinds,
        seats,
        limits,
        wishes,
        popularity: popularity?,
    }))
}

fn need_count(t: &mut Keys<'_, '_>, key: &'static str, findings: &mut Findings) -> Option<u32> {
    if !t.has(key) {
        findings.push(Finding::new(&keys::KEY_MISSING, t.own_place()).arg("key", key));
    }
    t.count(key, 0..=MOST, findings).and_then(|n| u32::try_from(n).ok())
}

fn position(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<Position> {
    let (lat, lon) = (t.micro_degrees("lat", 90, findings), t.micro_degrees("lon", 180, findings));
    if t.has("lat") != t.has("lon") {
        let missing = if t.has("lat") { "lon" } else { "lat" };
        findings.push(Finding::new(&keys::KEY_MISSING, t.own_place()).arg("key", missing));
    }
    lat.zip(lon).map(|(lat_e6, lon_e6)| Position { lat_e6, lon_e6 })
}

fn close(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<Edit> {
    let facility = facility(t, findings);
    let release = t.flag("release", findings).unwrap_or(false);
    Some(Edit::Close(Close { facility: facility?, release }))
}

fn resize(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<Edit> {
    let (facility, classes) = (facility(t, findings), classes(t, findings));
    let numbers = (t.count("seats", 0..=MOST, findings), t.count("change", -MOST..=MOST, findings));
    let seats = one_of(t, ("seats", "change"), numbers, findings).map(amount);
    let new = t.flag("new", findings).unwrap_or(false);
    Some(Edit::Resize(Resize { facility: facility?, classes: classes?, seats: seats?, new }))
}

fn limit(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<Edit> {
    let (facility, limit) = (facility(t, findings), t.need_text("limit", findings));
    let numbers = (t.decimal("capacity", findings), t.decimal("change", findings));
    let capacity = one_of(t, ("capacity", "change"), numbers, findings).map(amount);
    Some(Edit::Limit(LimitChange { facility: facility?, limit: limit?.text, capacity: capacity? }))
}

fn teachers(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<Edit> {
    let facility = facility(t, findings);
    let numbers = (tenths(t, "teachers", findings), tenths(t, "change", findings));
    let teachers10 = one_of(t, ("teachers", "change"), numbers, findings).map(amount);
    Some(Edit::Teachers(TeachersChange { facility: facility?, teachers10: teachers10? }))
}

fn tenths(t: &mut Keys<'_, '_>, key: &'static str, findings: &mut Findings) -> Option<i64> {
    let thousandths = t.decimal(key, findings)?;
    if thousandths % 100 != 0 || thousandths.abs() > MOST * 1000 {
        findings.push(Finding::new(&kinds::TENTHS, t.place(key)));
        return None;
    }
    Some(thousandths / 100)
}

fn moves(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<Edit> {
    let facility = facility(t, findings);
    let place = position(t, findings);
    if !t.has("lat") && !t.has("lon") {
        findings.push(Finding::new(&keys::KEY_MISSING, t.own_place()).arg("key", "lat"));
    }
    let district = t.text("district_id", findings).map(|w| w.text);
    Some(Edit::Move(Move { facility: facility?, position: place?, district }))
}

fn demand(t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<Edit> {
    let district = t.text("district_id", findings).map(|w| w.text);
    let numbers = (t.decimal("percent", findings), t.count("children", -MOST..=MOST, findings));
    let class: Option<AgeClass> = match t.has("class").then(|| some_classes(t, findings)) {
        None => {
            t.number_or_text("class", findings);
            None
        }
        Some(classes) => {
            let classes = classes?;
            let mut all = classes.classes();
            let first = all.next();
            if all.next().is_some() {
                let finding = Finding::new(&kinds::ONE_CLASS, t.place("class"));
                findings.push(finding.value(&classes.to_string()));
                return None;
            }
            first
        }
    };
    let (percent, n) = one_of(t, ("percent", "children"), numbers, findings)?;
    let growth = if percent { Growth::Percent(n) } else { Growth::Children(n) };
    Some(Edit::Demand(Demand { district, class, growth }))
}
