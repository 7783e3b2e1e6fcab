//! `services`: what the sites offer.

use std::collections::BTreeMap;

use sekiwari::market::day::Rounding;
use sekiwari::programme::daily::round::{Entitlement, Offer, TeacherRule};
use sekiwari::programme::daily::{Service, Weekdays};

use super::notation::{self, ByClasses, MOST};
use super::words::ROUNDING;
use super::{Known, Sites, hours};
use crate::finding::Findings;
use crate::finding::catalogue::{daily as kinds, references};
use crate::round::ids;
use crate::round::tables::daily as tables;
use crate::round::words::YES_NO;
use crate::table::{CellReader, Col, Invalid, Table};

/// Oldest age in days on which a service may insist: a hundred years.
const MOST_AGE_DAYS: u32 = 36_525;

/// What is offered, in row order, first rows of a site and service only.
#[derive(Default)]
pub(super) struct Offers {
    pub(super) rows: Vec<Offer>,
    /// The table row of each; `None` where the offer follows from the sessions.
    pub(super) row_of: Vec<Option<usize>>,
    // By site and service.
    at: BTreeMap<(u32, Service), u32>,
    /// Whether all rows could be used, so that what is not there is not offered.
    pub(super) complete: bool,
    /// Whether the table is there: sessions then speak of its services only.
    pub(super) stated: bool,
}

impl Offers {
    /// Before any session is read, where there is no table of services.
    pub(super) fn unstated() -> Self {
        Self { complete: true, ..Self::default() }
    }

    /// The offer of a site and service.
    pub(super) fn get(&self, site: u32, service: Service) -> Option<u32> {
        self.at.get(&(site, service)).copied()
    }

    /// Adds an offer; the one that is there already if there is one.
    pub(super) fn add(&mut self, offer: Offer, row: Option<usize>) -> Result<u32, u32> {
        let key = (offer.site, offer.service);
        if let Some(&first) = self.at.get(&key) {
            return Err(first);
        }
        let position = self.rows.len() as u32;
        self.at.insert(key, position);
        self.rows.push(offer);
        self.row_of.push(row);
        Ok(position)
    }
}

/// Whether a service takes ill children.
pub(super) const fn is_sick_care(service: Service) -> bool {
    matches!(service, Service::Sick | Service::Convalescent)
}

/// The weekdays of a service where nothing is said.
fn usual_days(service: Service) -> Weekdays {
    let sunday = || "U".parse().unwrap_or(Weekdays::NONE);
    if service == Service::Holiday { sunday() } else { Weekdays::WORKING }
}

/// An offer about which nothing is said beyond site and service.
pub(super) fn usual(site: u32, service: Service) -> Offer {
    let sick = is_sick_care(service);
    Offer {
        site,
        service,
        also: Vec::new(),
        days: usual_days(service),
        on_holidays: None,
        hours: None,
        short: None,
        entitlement: Entitlement::default(),
        seats: None,
        groups: Vec::new(),
        teachers: None,
        teacher_rule: TeacherRule {
            bands: if sick { vec![(notation::ALL, 3)] } else { notation::NATIONAL.to_vec() },
            rounding: Rounding::Cut,
            minimum: if sick { 1 } else { 2 },
        },
        nurses: None,
        per_nurse: 10,
        rooms: Vec::new(),
        same_may_share: true,
        spare: false,
    }
}

pub(super) fn read(
    table: &Table,
    mut sites: Option<&mut Sites>,
    known: &Known<'_>,
    findings: &mut Findings,
) -> Option<Offers> {
    let mut r = CellReader::new(table, &tables::SERVICES, findings)?;
    let columns = Columns::of(&r);
    let mut out = Offers { complete: true, stated: true, ..Offers::default() };
    r.need_rows();
    for row in 0..table.rows() {
        let of = sites.as_mut().map(|s| &mut s.ids);
        let site = ids::need(&mut r, row, columns.site, of, &references::FACILITY_UNKNOWN);
        let service = r.service(row, columns.service);
        let shape = service.unwrap_or(Service::Temporary);
        let mut offer = usual(site.unwrap_or(0), shape);
        let sound = columns.fill(&mut r, row, known, &mut offer);
        let (Ok(site), Ok(service), Ok(())) = (site, service, sound) else {
            out.complete = false;
            continue;
        };
        if let Err(first) = out.add(offer, Some(row)) {
            let first = out.row_of[first as usize].unwrap_or(row);
            let facility = sites.as_ref().map_or("", |s| s.ids.name(site));
            let finding = r.finding(&kinds::SERVICE_DUPLICATE, row, columns.service);
            let finding = finding.value(service.as_str()).arg("facility", facility);
            let finding = finding.arg("first_line", table.line(first));
            r.push(row, finding);
        }
    }
    r.finish(findings);
    Some(out)
}

struct Columns {
    site: Col,
    service: Col,
    also: Col,
    days: Col,
    on_holidays: Col,
    open: (Col, Col),
    short: (Col, Col),
    seats: Col,
    teachers: Col,
    nurses: Col,
    per_nurse: Col,
    ratio: Col,
    rounding: Col,
    minimum: Col,
    min_age: Col,
    classes: Col,
    /// `enrolled`, then the flags of the entitlement in order.
    flags: [Col; 7],
    share: Col,
    spare: Col,
}

impl Columns {
    fn of(r: &CellReader<'_>) -> Self {
        let flags =
            ["enrolled", "own_only", "registered", "resident", "both_work", "rest_day", "doctor_note"];
        Self {
            site: r.col("facility_id"),
            service: r.col("service"),
            also: r.col("also"),
            days: r.col("days"),
            on_holidays: r.col("on_holidays"),
            open: (r.col("open_from"), r.col("open_to")),
            short: (r.col("short_days"), r.col("short_to")),
            seats: r.col("seats"),
            teachers: r.col("teachers"),
            nurses: r.col("nurses"),
            per_nurse: r.col("per_nurse"),
            ratio: r.col("teacher_ratio"),
            rounding: r.col("rounding"),
            minimum: r.col("minimum_teachers"),
            min_age: r.col("min_age_days"),
            classes: r.col("classes"),
            flags: flags.map(|name| r.col(name)),
            share: r.col("same_disease_may_share"),
            spare: r.col("spare"),
        }
    }

    /// Every cell is looked at before the first that could not be read is acted upon.
    fn fill(
        &self,
        r: &mut CellReader<'_>,
        row: usize,
        known: &Known<'_>,
        offer: &mut Offer,
    ) -> Result<(), Invalid> {
        let also = r.services(row, self.also);
        let days = r.all_weekdays(row, self.days);
        let on_holidays = r.word(row, self.on_holidays, YES_NO);
        let hours = hours::read(r, row, (self.open, self.short), known.rules);
        let seats = self.seats(r, row);
        let teachers = r.count(row, self.teachers, 0, MOST);
        let nurses = r.count(row, self.nurses, 0, MOST);
        let per_nurse = r.count(row, self.per_nurse, 1, MOST);
        let rule = self.teacher_rule(r, row, &offer.teacher_rule);
        let entitlement = self.entitlement(r, row);
        let share = r.word(row, self.share, YES_NO);
        let spare = r.word(row, self.spare, YES_NO);
        offer.also = also?;
        offer.also.retain(|s| *s != offer.service);
        offer.days = days?.unwrap_or(offer.days);
        offer.on_holidays = on_holidays?;
        (offer.hours, offer.short) = hours?;
        let ByClasses { all, groups } = seats?;
        (offer.seats, offer.groups) = (all, groups);
        offer.teachers = teachers?;
        offer.nurses = nurses?;
        offer.per_nurse = per_nurse?.unwrap_or(offer.per_nurse);
        offer.teacher_rule = rule?;
        offer.entitlement = entitlement?;
        offer.same_may_share = share?.unwrap_or(true);
        offer.spare = spare?.unwrap_or(false);
        if let Some(teachers) = offer.teachers.filter(|&n| n > 0 && n < offer.teacher_rule.minimum) {
            let finding =
                r.finding(&kinds::TEACHERS_TOO_FEW, row, self.teachers).value(&teachers.to_string());
            r.push(row, finding.arg("minimum", offer.teacher_rule.minimum));
        }
        Ok(())
    }

    fn seats(&self, r: &mut CellReader<'_>, row: usize) -> Result<ByClasses, Invalid> {
        let text = r.folded_text(row, self.seats);
        if text.is_empty() {
            return Ok(ByClasses::default());
        }
        match notation::by_classes(&text, 0) {
            Some(seats) => Ok(seats),
            None => r.fault(&kinds::SEATS_INVALID, row, self.seats),
        }
    }

    fn teacher_rule(
        &self,
        r: &mut CellReader<'_>,
        row: usize,
        usual: &TeacherRule,
    ) -> Result<TeacherRule, Invalid> {
        let text = r.folded_text(row, self.ratio);
        let bands = match text.is_empty() {
            true => Ok(usual.bands.clone()),
            false => {
                notation::bands(&text).map_or_else(|| r.fault(&kinds::RATIO_INVALID, row, self.ratio), Ok)
            }
        };
        let rounding = r.word(row, self.rounding, ROUNDING);
        let minimum = r.count(row, self.minimum, 0, MOST);
        Ok(TeacherRule {
            bands: bands?,
            rounding: rounding?.unwrap_or(usual.rounding),
            minimum: minimum?.unwrap_or(usual.minimum),
        })
    }

    fn entitlement(&self, r: &mut CellReader<'_>, row: usize) -> Result<Entitlement, Invalid> {
        let min_age_days = r.count(row, self.min_age, 0, MOST_AGE_DAYS);
        let classes = r.all_classes(row, self.classes);
        let flags = self.flags.map(|col| r.word(row, col, YES_NO));
        let [enrolled, rest @ ..] = flags;
        let yes = |i: usize| rest[i].map(|flag| flag.unwrap_or(false));
        Ok(Entitlement {
            min_age_days: min_age_days?,
            classes: classes?.unwrap_or(0),
            enrolled: enrolled?,
            own_only: yes(0)?,
            registered: yes(1)?,
            resident: yes(2)?,
            both_work: yes(3)?,
            rest_day: yes(4)?,
            note: yes(5)?,
        })
    }
}
