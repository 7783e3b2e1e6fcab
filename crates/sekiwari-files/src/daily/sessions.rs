//! `sessions`: dates that differ, or, without a table of services, all there is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use sekiwari::programme::daily::Weekdays;
use sekiwari::programme::daily::round::{Offer, Session, SessionRow};

use super::notation::MOST;
use super::services::{Offers, usual};
use super::{Known, Sites};
use crate::finding::Findings;
use crate::finding::catalogue::{daily as kinds, references};
use crate::round::ids;
use crate::round::tables::daily as tables;
use crate::table::{CellReader, Col, Invalid, Table};

/// The rows with the rows of the table in which they stand.
pub(super) type Sessions = Vec<(SessionRow, usize)>;

/// Rows of one offer and date: slots, and position among the rows.
type Told = BTreeMap<(u32, Date), Vec<(u32, usize)>>;

pub(super) fn read(
    table: &Table,
    mut sites: Option<&mut Sites>,
    offers: Option<&mut Offers>,
    known: &Known<'_>,
    findings: &mut Findings,
) -> Option<Sessions> {
    let mut r = CellReader::new(table, &tables::SESSIONS, findings)?;
    let columns = Columns::of(&r);
    let mut none = Offers::default();
    let lost = offers.is_none();
    let offers = offers.unwrap_or(&mut none);
    let mut out: Sessions = Vec::new();
    let mut told: Told = BTreeMap::new();
    let mut complete = true;
    for row in 0..table.rows() {
        let of = sites.as_mut().map(|s| &mut s.ids);
        let site = ids::need(&mut r, row, columns.site, of, &references::FACILITY_UNKNOWN);
        let service = r.service(row, columns.service);
        let rest = columns.rest(&mut r, row, known);
        let offer = match (site, service) {
            (Ok(site), Ok(service)) => {
                let facility = sites.as_ref().map_or("", |s| s.ids.name(site)).to_owned();
                columns.offer(&mut r, row, offers, usual(site, service), &facility)
            }
            _ => Err(Invalid),
        };
        let (Ok(offer), Ok(rest)) = (offer, rest) else {
            complete = false;
            continue;
        };
        let new = SessionRow { offer, ..rest };
        if let Some((from, to)) = known.period
            && !(from..=to).contains(&new.date)
        {
            let finding = r.finding(&kinds::SESSION_UNUSED, row, columns.date);
            r.push(row, finding.value(&new.date.to_string()));
            continue;
        }
        let slots = known.slots(new.session).unwrap_or(0);
        let before = told.entry((offer, new.date)).or_default();
        let first = before.iter().find(|(other, at)| other & slots != 0 && contradicts(&out[*at].0, &new));
        if let Some(&(_, first)) = first {
            let finding = r.finding(&kinds::SESSION_OVERLAP, row, columns.date);
            r.push(row, finding.arg("first_line", table.line(out[first].1)));
            complete = false;
            continue;
        }
        before.push((slots, out.len()));
        out.push((new, row));
    }
    offers.complete &= complete || offers.stated;
    r.finish(findings);
    (!lost).then_some(out)
}

/// Whether two rows for the same time contradict each other: the same classes, or other teachers or nurses.
fn contradicts(a: &SessionRow, b: &SessionRow) -> bool {
    let differ = |of: fn(&SessionRow) -> Option<u32>| of(a).zip(of(b)).is_some_and(|(a, b)| a != b);
    a.classes == b.classes || differ(|s| s.teachers) || differ(|s| s.nurses)
}

struct Columns {
    site: Col,
    service: Col,
    date: Col,
    session: Col,
    classes: Col,
    seats: Col,
    teachers: Col,
    nurses: Col,
}

impl Columns {
    fn of(r: &CellReader<'_>) -> Self {
        Self {
            site: r.col("facility_id"),
            service: r.col("service"),
            date: r.col("date"),
            session: r.col("session"),
            classes: r.col("classes"),
            seats: r.col("seats"),
            teachers: r.col("teachers"),
            nurses: r.col("nurses"),
        }
    }

    /// The offer that a row speaks of; made where there is no table of services.
    fn offer(
        &self,
        r: &mut CellReader<'_>,
        row: usize,
        offers: &mut Offers,
        usual: Offer,
        facility: &str,
    ) -> Result<u32, Invalid> {
        let (site, service) = (usual.site, usual.service);
        if let Some(offer) = offers.get(site, service) {
            return Ok(offer);
        }
        if !offers.stated {
            let offer = Offer { days: Weekdays::NONE, ..usual };
            return Ok(offers.add(offer, None).unwrap_or_else(|first| first));
        }
        if offers.complete {
            let finding = r.finding(&kinds::SERVICE_NOT_LISTED, row, self.service);
            r.push(row, finding.value(service.as_str()).arg("facility", facility));
        }
        Err(Invalid)
    }

    fn rest(&self, r: &mut CellReader<'_>, row: usize, known: &Known<'_>) -> Result<SessionRow, Invalid> {
        let date = r.need_date(row, self.date);
        let session = known.session(r, row, self.session);
        let classes = r.all_classes(row, self.classes);
        let seats = r.count(row, self.seats, 0, MOST);
        let teachers = r.count(row, self.teachers, 0, MOST);
        let nurses = r.count(row, self.nurses, 0, MOST);
        Ok(SessionRow {
            offer: 0,
            date: date?,
            session: session?.unwrap_or(Session::Day),
            classes: classes?.unwrap_or(0),
            seats: seats?,
            teachers: teachers?,
            nurses: nurses?,
        })
    }
}
