//! `requests`: what is asked for.

use jiff::civil::{Date, DateTime};
use sekiwari::programme::daily::round::{RequestRow, Rules, Session, State};

use super::diseases::Diseases;
use super::services::is_sick_care;
use super::words::{REASONS, STATES};
use super::{Children, Known, Sites};
use crate::finding::Findings;
use crate::finding::catalogue::{daily_requests as kinds, references};
use crate::finding::did_you_mean;
use crate::normalise::normal_title;
use crate::round::ids::{self, Ids};
use crate::round::tables::daily as tables;
use crate::round::words::YES_NO;
use crate::table::{CellReader, Col, Invalid, Table};

/// The requests in row order, first rows of an id only; those with a cell that could not be read are left out.
pub(super) struct Requests {
    pub(super) rows: Vec<RequestRow>,
    /// Table row of each.
    pub(super) row_of: Vec<usize>,
    /// Whether all rows could be used.
    pub(super) complete: bool,
    pub(super) columns: Columns,
}

/// What requests refer to.
pub(super) struct Beside<'a> {
    pub(super) sites: Option<&'a mut Sites>,
    pub(super) children: Option<&'a mut Children>,
    pub(super) diseases: Option<&'a Diseases>,
}

pub(super) fn read(
    table: &Table,
    mut beside: Beside<'_>,
    known: &Known<'_>,
    findings: &mut Findings,
) -> Option<Requests> {
    let mut r = CellReader::new(table, &tables::REQUESTS, findings)?;
    let id = r.col("request_id");
    let columns = Columns::of(&r);
    let mut out = Requests { rows: Vec::new(), row_of: Vec::new(), complete: true, columns };
    let (mut ids, mut all_rows) = (Ids::default(), Vec::new());
    for row in 0..table.rows() {
        let twice = &kinds::REQUEST_DUPLICATE;
        let Some(id) = ids::enlist(&mut r, row, id, &mut ids, &mut all_rows, twice) else {
            out.complete = false;
            continue;
        };
        match out.columns.request(&mut r, row, id, &mut beside, known) {
            Ok(request) => {
                out.columns.odd(&mut r, row, &request, beside.diseases);
                out.rows.push(request);
                out.row_of.push(row);
            }
            Err(Invalid) => out.complete = false,
        }
    }
    let cancelled = || out.rows.iter().filter(|q| q.state == State::Cancelled);
    if let Some(first) = cancelled().map(|q| &q.id).min() {
        let finding = crate::finding::Finding::new(&kinds::NOTHING_ASKED, table.place());
        findings.push(finding.value(first).arg("count", cancelled().count()));
    }
    r.finish(findings);
    Some(out)
}

pub(super) struct Columns {
    child: Col,
    pub(super) service: Col,
    pub(super) date: Col,
    alternatives: Col,
    pub(super) session: Col,
    reason: Col,
    disease: Col,
    note: Col,
    both_work: Col,
    rest_day: Col,
    pub(super) sites: Col,
    pub(super) together: Col,
    requested_at: Col,
    state: Col,
}

impl Columns {
    fn of(r: &CellReader<'_>) -> Self {
        Self {
            child: r.col("child_id"),
            service: r.col("service"),
            date: r.col("date"),
            alternatives: r.col("alternatives"),
            session: r.col("session"),
            reason: r.col("reason"),
            disease: r.col("disease"),
            note: r.col("doctor_note"),
            both_work: r.col("both_work"),
            rest_day: r.col("rest_day"),
            sites: r.col("facility_ids"),
            together: r.col("together"),
            requested_at: r.col("requested_at"),
            state: r.col("state"),
        }
    }

    /// One request. Every cell is looked at before the first that could not be read is acted upon.
    fn request(
        &self,
        r: &mut CellReader<'_>,
        row: usize,
        id: String,
        beside: &mut Beside<'_>,
        known: &Known<'_>,
    ) -> Result<RequestRow, Invalid> {
        let of = beside.children.as_mut().map(|c| &mut c.ids);
        let child = ids::need(r, row, self.child, of, &references::CHILD_UNKNOWN);
        let service = r.service(row, self.service);
        let state = r.word(row, self.state, STATES).map(Option::unwrap_or_default);
        let dates = self.dates(r, row, &id, known);
        let session = known.session(r, row, self.session);
        let why = reason(r, row, self.reason, known);
        let disease = self.disease(r, row, beside.diseases);
        let flags = [self.note, self.both_work].map(|col| r.word(row, col, YES_NO));
        let rest_day = r.date(row, self.rest_day);
        let sites = self.sites(r, row, &id, beside.sites.as_deref_mut());
        let together = r.id(row, self.together).map(|label| label.map(String::from));
        let requested_at = r.moment(row, self.requested_at);
        Ok(RequestRow {
            id,
            child: child?,
            service: service?,
            dates: dates?,
            session: session?.unwrap_or(Session::Day),
            reason: why?.unwrap_or_else(|| known.last_reason()),
            disease: disease?,
            note: flags[0]?.unwrap_or(false),
            both_work: flags[1]?.unwrap_or(false),
            rest_day: rest_day?,
            sites: sites?,
            together: together?,
            requested_at: requested_at?,
            state: state?,
        })
    }

    fn dates(
        &self,
        r: &mut CellReader<'_>,
        row: usize,
        request: &str,
        known: &Known<'_>,
    ) -> Result<Vec<Date>, Invalid> {
        let (first, others) = (r.need_date(row, self.date), r.dates(row, self.alternatives));
        let (first, others) = (first?, others?);
        let mut dates = vec![first];
        let mut sound = true;
        let inside = |date| known.period.is_none_or(|(from, to)| (from..=to).contains(&date));
        for (i, date) in std::iter::once(first).chain(others).enumerate() {
            let at = if i == 0 { self.date } else { self.alternatives };
            if !inside(date) {
                let (from, to) = known.period.unwrap_or((date, date));
                let finding = r.finding(&kinds::DATE_OUTSIDE, row, at).value(&date.to_string());
                r.push(row, finding.arg("from", from).arg("to", to));
                sound = false;
            }
            if i > 0 && dates.contains(&date) {
                let finding = r.finding(&kinds::DATE_TWICE, row, at).value(&date.to_string());
                r.push(row, finding.arg("request", request));
                sound = false;
            } else if i > 0 {
                dates.push(date);
            }
        }
        if sound { Ok(dates) } else { Err(Invalid) }
    }

    fn disease(
        &self,
        r: &mut CellReader<'_>,
        row: usize,
        diseases: Option<&Diseases>,
    ) -> Result<Option<u32>, Invalid> {
        let Some(name) = r.id(row, self.disease)? else { return Ok(None) };
        let diseases = diseases.ok_or(Invalid)?;
        match diseases.get(&name) {
            Some(disease) => Ok(Some(disease)),
            None => {
                if diseases.is_complete() {
                    let finding = r.finding(&kinds::DISEASE_UNKNOWN, row, self.disease);
                    r.push(row, finding.hint(diseases.near(&name)));
                }
                Err(Invalid)
            }
        }
    }

    fn sites(
        &self,
        r: &mut CellReader<'_>,
        row: usize,
        request: &str,
        sites: Option<&mut Sites>,
    ) -> Result<Vec<u32>, Invalid> {
        let sites = sites.ok_or(Invalid)?;
        let listed = ids::refer_list(r, row, self.sites, &mut sites.ids, &references::FACILITY_UNKNOWN);
        let sound = listed.is_ok();
        let listed = listed.unwrap_or_else(|known| known);
        let mut once: Vec<u32> = Vec::with_capacity(listed.len());
        let mut twice = false;
        for site in listed {
            if once.contains(&site) {
                twice = true;
                let finding = r.finding(&kinds::SITE_TWICE, row, self.sites).value(sites.ids.name(site));
                r.push(row, finding.arg("request", request));
            } else {
                once.push(site);
            }
        }
        if sound && once.is_empty() {
            let finding = r.finding(&kinds::SITES_MISSING, row, self.sites).arg("request", request);
            r.push(row, finding);
            return Err(Invalid);
        }
        if sound && !twice { Ok(once) } else { Err(Invalid) }
    }

    /// What is odd about a request by itself.
    fn odd(&self, r: &mut CellReader<'_>, row: usize, request: &RequestRow, diseases: Option<&Diseases>) {
        if request.state == State::Cancelled {
            return;
        }
        match (is_sick_care(request.service), request.disease) {
            (true, None) => {
                let finding = r.finding(&kinds::DISEASE_MISSING, row, self.disease);
                r.push(row, finding.arg("request", &request.id));
            }
            (false, Some(disease)) => {
                let name = diseases.map_or("", |d| &d.rows[disease as usize].id);
                let finding = r.finding(&kinds::DISEASE_UNUSED, row, self.disease).value(name);
                let finding = finding.arg("request", &request.id);
                r.push(row, finding.arg("service", request.service.as_str()));
            }
            _ => {}
        }
        let after = |at: &DateTime| request.dates.iter().all(|d| at.date() > *d);
        if let Some(at) = request.requested_at.filter(after) {
            let finding = r.finding(&kinds::REQUESTED_LATE, row, self.requested_at).value(&at.to_string());
            r.push(row, finding.arg("request", &request.id));
        }
    }
}

/// An optional reason.
///
/// # Errors
/// [`Invalid`] where it is none of the settings.
pub(super) fn reason(
    r: &mut CellReader<'_>,
    row: usize,
    col: Col,
    known: &Known<'_>,
) -> Result<Option<u8>, Invalid> {
    let text = r.text(row, col);
    let Some(rules) = known.rules.filter(|_| !text.is_empty()) else { return Ok(None) };
    if let Some(at) = reason_of(rules, text) {
        return Ok(Some(at));
    }
    // Reasons that could not be read are told once, where they are.
    if known.sound {
        let near = did_you_mean(text, rules.reasons.iter().map(String::as_str));
        let finding = r.finding(&kinds::REASON_UNKNOWN, row, col);
        r.push(row, finding.arg("allowed", rules.reasons.join(", ")).hint(near));
    }
    Err(Invalid)
}

/// The position of a reason by its name, or by another way to write one of the default ones.
pub(super) fn reason_of(rules: &Rules, text: &str) -> Option<u8> {
    let wanted = normal_title(text);
    let is = |name: &String| {
        let others = REASONS.iter().find(|(n, _)| n == name).map_or(&[][..], |(_, others)| others);
        normal_title(name) == wanted || others.iter().any(|o| normal_title(o) == wanted)
    };
    rules.reasons.iter().position(is).and_then(|at| u8::try_from(at).ok())
}
