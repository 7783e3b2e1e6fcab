//! The rows of `survey`.

use std::collections::{BTreeMap, BTreeSet};

use sekiwari::programme::nursery::waiting::{Hours, Situation, SurveyRow};

use super::{SITUATIONS, contradictions};
use crate::finding::catalogue::{references, survey as kinds};
use crate::finding::{Finding, Findings};
use crate::round::children::Children;
use crate::round::facilities::Facilities;
use crate::round::guardians::validity;
use crate::round::ids::{self, Reference};
use crate::round::tables;
use crate::round::wishes::Wishes;
use crate::round::words::YES_NO;
use crate::table::{CellReader, Col, Invalid, Table};

/// Longest way to a facility that anybody states, in minutes.
pub(super) const MAX_MINUTES: u32 = 1_440;

/// The tables the rows are about.
pub(super) struct About<'a> {
    pub(super) children: Option<&'a mut Children>,
    pub(super) facilities: Option<&'a mut Facilities>,
    pub(super) wishes: Option<&'a Wishes>,
}

pub(super) struct Columns {
    pub(super) child: Col,
    pub(super) situation: Col,
    pub(super) returning: Col,
    pub(super) refused: Col,
    pub(super) residence: Col,
    pub(super) entry: Col,
    pub(super) reach: Col,
    pub(super) care: (Col, Col),
    pub(super) class: Col,
    pub(super) district: Col,
    period: (Col, Col),
}

/// A row with its place, for what only several rows can tell.
pub(super) struct Read {
    pub(super) row: SurveyRow,
    pub(super) at: usize,
    /// Its place in the table of children.
    pub(super) child: Option<u32>,
}

pub(super) fn read(
    table: &Table,
    mut about: About<'_>,
    municipality: Option<&str>,
    findings: &mut Findings,
) -> Vec<SurveyRow> {
    let Some(mut r) = CellReader::new(table, &tables::SURVEY, findings) else { return Vec::new() };
    let columns = Columns {
        child: r.col("child_id"),
        situation: r.col("situation"),
        returning: r.col("return_confirmed"),
        refused: r.col("offer_refused"),
        residence: r.col("residence"),
        entry: r.col("entry_wished"),
        reach: r.col("reach_minutes"),
        care: (r.col("care_from"), r.col("care_to")),
        class: r.col("class"),
        district: r.col("district_id"),
        period: (r.col("valid_from"), r.col("valid_to")),
    };
    let mut read: Vec<Read> = Vec::with_capacity(table.rows());
    // Children of rows that could not be used: nothing is concluded from what they lack.
    let mut damaged = BTreeSet::new();
    for row in 0..table.rows() {
        let Ok(id) = r.need_id(row, columns.child) else { continue };
        match one(&mut r, row, &columns, &mut about, id.as_ref()) {
            Ok(mut one) => {
                one.child = about.children.as_ref().and_then(|c| c.ids.get(&id));
                read.push(one);
            }
            Err(Invalid) => {
                damaged.insert(id.into_owned());
            }
        }
    }
    if municipality.is_none()
        && let Some(first) = read.iter().find(|r| r.row.residence.is_some())
    {
        let place = table.place_at(first.at, columns.residence);
        r.push(first.at, Finding::new(&kinds::RESIDENCE_UNUSED, place));
    }
    let mut by_child: BTreeMap<&str, Vec<&Read>> = BTreeMap::new();
    for one in &read {
        by_child.entry(&one.row.child).or_default().push(one);
    }
    let mut strangers = BTreeSet::new();
    for (id, rows) in &by_child {
        if rows[0].child.is_none()
            && !known_elsewhere(&mut r, id, rows, &columns, &mut about, damaged.contains(*id))
        {
            strangers.insert((*id).to_owned());
        }
        contradictions::check(&mut r, id, rows, &columns, &about, damaged.contains(*id));
    }
    r.finish(findings);
    read.into_iter().filter(|one| !strangers.contains(&one.row.child)).map(|one| one.row).collect()
}

fn one(
    r: &mut CellReader<'_>,
    row: usize,
    columns: &Columns,
    about: &mut About<'_>,
    id: &str,
) -> Result<Read, Invalid> {
    let situation = r.word(row, columns.situation, SITUATIONS);
    let return_confirmed = r.word(row, columns.returning, YES_NO);
    let refused = ids::refer(
        r,
        row,
        columns.refused,
        about.facilities.as_deref_mut().map(|f| &mut f.ids),
        &references::FACILITY_UNKNOWN,
    );
    let residence = r.id(row, columns.residence);
    let entry_wished = r.date(row, columns.entry);
    let reach_minutes = r.count(row, columns.reach, 0, MAX_MINUTES);
    let care = (r.time(row, columns.care.0), r.time(row, columns.care.1));
    let class = r.class(row, columns.class);
    let district = r.id(row, columns.district);
    let validity = validity(r, row, columns.period);
    let care = hours(r, row, columns, (care.0?, care.1?));
    let name = |at: u32| about.facilities.as_ref().map(|f| f.ids.name(at).to_owned());
    let survey = SurveyRow {
        child: id.to_owned(),
        situation: situation?,
        return_confirmed: return_confirmed?,
        offer_refused: match refused? {
            Reference::To(at) => name(at),
            Reference::Blank => None,
        },
        residence: residence?.map(Into::into),
        entry_wished: entry_wished?,
        reach_minutes: reach_minutes?,
        care: care?,
        class: class?,
        district: district?.map(Into::into),
        validity: validity?,
    };
    let said = SurveyRow { child: id.to_owned(), validity: survey.validity, ..SurveyRow::default() };
    if survey == said {
        let finding = r.finding(&kinds::ROW_EMPTY, row, columns.child);
        r.push(row, finding);
    }
    if survey.return_confirmed.is_some() && survey.situation != Some(Situation::OnLeave) {
        let finding = r.finding(&kinds::RETURN_WITHOUT_LEAVE, row, columns.returning);
        r.push(row, finding);
    }
    Ok(Read { row: survey, at: row, child: None })
}

fn hours(
    r: &mut CellReader<'_>,
    row: usize,
    columns: &Columns,
    (from, to): (Option<u16>, Option<u16>),
) -> Result<Option<Hours>, Invalid> {
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let care = from.zip(to).and_then(|(from, to)| Hours::new(from, to));
    if care.is_none() {
        let (from, to) = (r.text(row, columns.care.0), r.text(row, columns.care.1));
        let at = if columns.care.1.exists() { columns.care.1 } else { columns.care.0 };
        let finding = Finding::new(&kinds::TIME_REVERSED, r.table().place_at(row, at));
        r.push(row, finding.arg("from", from).arg("to", to));
        return Err(Invalid);
    }
    Ok(care)
}

/// Whether a child that is not in the table of children applied elsewhere, with a class to count it under; else that is reported.
fn known_elsewhere(
    r: &mut CellReader<'_>,
    id: &str,
    rows: &[&Read],
    columns: &Columns,
    about: &mut About<'_>,
    damaged: bool,
) -> bool {
    let Some(children) = about.children.as_deref_mut() else { return false };
    if !rows.iter().any(|one| one.row.situation.is_some_and(Situation::is_elsewhere)) {
        for one in rows.iter().filter(|_| !damaged) {
            let near = children.ids.nearest(id);
            let finding = r.finding(&references::CHILD_UNKNOWN, one.at, columns.child).hint(near.as_deref());
            r.push(one.at, finding);
        }
        return false;
    }
    let has_class = rows.iter().any(|one| one.row.class.is_some());
    if !has_class && !damaged {
        let at = if columns.class.exists() { columns.class } else { columns.child };
        let place = r.table().place_at(rows[0].at, at);
        r.push(rows[0].at, Finding::new(&kinds::ELSEWHERE_CLASS, place).value(id));
    }
    has_class
}
