//! Checks of the tables that need no calendar.

use super::{
    Age, Child, ChildFault, Enrolled, Offer, OfferFault, RoundData, RoundError, Rules, RulesFault, Session,
    SessionFault, SessionRow,
};
use crate::market::day::{CLASSES, KeyPart, Slots};
use crate::programme::daily::Service;

/// Most tenths of a child that one child may count for teachers.
const MOST_LOAD: u32 = 1000;

/// Rows that point nowhere.
pub(super) fn indices(data: &RoundData) -> Vec<RoundError> {
    let mut errors = Vec::new();
    let (sites, offers) = (data.sites.len(), data.offers.len());
    let (children, diseases, reasons) = (data.children.len(), data.diseases.len(), data.rules.reasons.len());
    let mut check = |table, what, index: u32, len: usize| {
        if index as usize >= len {
            errors.push(RoundError::BadIndex { table, what, index });
        }
    };
    data.offers.iter().for_each(|o| check("services", "facility", o.site, sites));
    data.sessions.iter().for_each(|s| check("sessions", "service", s.offer, offers));
    data.closures.iter().filter_map(|c| c.site).for_each(|s| check("closures", "facility", s, sites));
    for child in &data.children {
        if let Enrolled::At(site) = child.enrolled {
            check("children", "facility", site, sites);
        }
    }
    for row in &data.usage {
        check("usage", "child", row.child, children);
        row.reason.into_iter().for_each(|r| check("usage", "reason", u32::from(r), reasons));
    }
    for row in &data.requests {
        check("requests", "child", row.child, children);
        check("requests", "reason", u32::from(row.reason), reasons);
        row.disease.into_iter().for_each(|d| check("requests", "disease", d, diseases));
        row.sites.iter().for_each(|&s| check("requests", "facility", s, sites));
    }
    for cap in &data.rules.caps {
        cap.reasons.iter().for_each(|&r| check("caps", "reason", u32::from(r), reasons));
    }
    errors
}

/// Everything but the requests. The rows are in canonical order.
pub(super) fn rows(data: &RoundData, errors: &mut Vec<RoundError>) {
    let (from, to) = data.period;
    if to < from {
        errors.push(RoundError::PeriodReversed { from, to });
    }
    rules(&data.rules, errors);
    for pair in data.offers.windows(2).filter(|p| (p[0].site, p[0].service) == (p[1].site, p[1].service)) {
        errors.push(offer_error(data, &pair[0], OfferFault::Twice));
    }
    for offer in &data.offers {
        errors.extend(offer_faults(&data.rules, offer).into_iter().map(|f| offer_error(data, offer, f)));
    }
    for rows in data.sessions.chunk_by(|a, b| (a.offer, a.date) == (b.offer, b.date)) {
        let offer = &data.offers[rows[0].offer as usize];
        let site = &data.sites[offer.site as usize].id;
        let (service, date) = (offer.service, rows[0].date);
        let faults = session_faults(&data.rules, offer, rows).into_iter();
        errors.extend(faults.map(|fault| RoundError::Session { site: site.clone(), service, date, fault }));
    }
    let reversed = data.closures.iter().filter(|c| c.to < c.from);
    errors.extend(reversed.map(|c| RoundError::ClosureReversed { from: c.from, to: c.to }));
    for child in &data.children {
        let faults = child_faults(child).into_iter();
        errors.extend(faults.map(|fault| RoundError::Child { child: child.id.clone(), fault }));
    }
}

fn offer_error(data: &RoundData, offer: &Offer, fault: OfferFault) -> RoundError {
    let site = data.sites[offer.site as usize].id.clone();
    RoundError::Offer { site, service: offer.service, fault }
}

fn rules(rules: &Rules, errors: &mut Vec<RoundError>) {
    if rules.bounds.len() < 2 || rules.bounds.windows(2).any(|w| w[0] >= w[1]) {
        errors.push(RulesFault::Bounds.into());
    }
    if rules.slots() > Slots::MOST {
        errors.push(RulesFault::TooManySlots(rules.slots()).into());
    }
    if !rules.bounds.contains(&rules.half) {
        errors.push(RulesFault::Half(rules.half).into());
    }
    if !(1..=255).contains(&rules.reasons.len()) {
        errors.push(RulesFault::Reasons(rules.reasons.len()).into());
    }
    for (i, &key) in rules.order.iter().enumerate() {
        if rules.order[..i].contains(&key) {
            let name = KeyPart::NAMES.iter().find(|n| n.1 == key).map_or("", |n| n.0);
            errors.push(RulesFault::KeyTwice(name).into());
        }
    }
    let mut twice = |table, names: &[&String]| {
        for (i, &name) in names.iter().enumerate() {
            if names[..i].contains(&name) {
                errors.push(RoundError::DuplicateId { table, id: name.clone() });
            }
        }
    };
    twice("reasons", &rules.reasons.iter().collect::<Vec<_>>());
    twice("caps", &rules.caps.iter().map(|c| &c.name).collect::<Vec<_>>());
    for cap in &rules.caps {
        if cap.most == 0 {
            errors.push(RulesFault::CapWithoutAmount(cap.name.clone()).into());
        }
        if cap.part_day > 10 {
            errors.push(RulesFault::CapPart(cap.name.clone()).into());
        }
    }
}

fn offer_faults(rules: &Rules, offer: &Offer) -> Vec<OfferFault> {
    let (opens, closes) = offer.hours.unwrap_or_else(|| rules.whole_day());
    let bands = &offer.teacher_rule.bands;
    let holiday = offer.service == Service::Holiday || offer.also.contains(&Service::Holiday);
    let faults = [
        (closes <= opens, OfferFault::HoursReversed),
        (offer.short.is_some_and(|(_, to)| to <= opens), OfferFault::ShortBeforeOpen),
        (overlap(offer.groups.iter().map(|g| g.0)), OfferFault::GroupsOverlap),
        (overlap(bands.iter().map(|b| b.0)), OfferFault::BandsOverlap),
        (bands.iter().any(|b| b.1 == 0), OfferFault::NoChildrenPerTeacher),
        (offer.per_nurse == 0, OfferFault::NoChildrenPerNurse),
        (offer.rooms.windows(2).any(|p| p[0].id == p[1].id), OfferFault::RoomTwice),
        (offer.spare && holiday, OfferFault::SpareHoliday),
    ];
    faults.into_iter().filter(|f| f.0).map(|f| f.1).collect()
}

/// Whether a class is in two of the sets.
fn overlap(sets: impl Iterator<Item = u16>) -> bool {
    let mut seen = 0;
    for set in sets {
        if seen & set != 0 {
            return true;
        }
        seen |= set;
    }
    false
}

/// The rows of one service on one date.
fn session_faults(rules: &Rules, offer: &Offer, rows: &[SessionRow]) -> Vec<SessionFault> {
    let mut faults = Vec::new();
    let (opens, closes) = offer.hours.unwrap_or_else(|| rules.whole_day());
    let of_classes = rows.iter().filter(|r| r.classes != 0);
    let covered = of_classes.clone().fold(Slots::NONE, |all, r| all.union(rules.slots_of(r.session)));
    let whole = rules.slots_of(Session::Hours(opens, closes));
    let whole = whole.union(covered) == covered;
    let mut found = |holds: bool, fault| {
        if holds && !faults.contains(&fault) {
            faults.push(fault);
        }
    };
    for (i, row) in rows.iter().enumerate() {
        let slots = rules.slots_of(row.session);
        found(slots.is_empty(), SessionFault::NoTime);
        found(row.classes != 0 && row.seats.is_none(), SessionFault::ClassesWithoutSeats);
        for other in &rows[..i] {
            let both = !rules.slots_of(other.session).intersection(slots).is_empty();
            found(both && row.classes == other.classes, SessionFault::Twice);
            // Rows for several classes may each repeat who is present, but not differently.
            let differ = |a: Option<u32>, b: Option<u32>| a.zip(b).is_some_and(|(a, b)| a != b);
            let staff = differ(row.teachers, other.teachers) || differ(row.nurses, other.nurses);
            found(both && staff, SessionFault::Twice);
            let cut = row.classes != other.classes && row.classes & other.classes != 0;
            found(cut, SessionFault::ClassesOverlap);
        }
    }
    let mut differ = of_classes.map(|r| offer.groups.iter().all(|g| g.0 != r.classes));
    found(!whole && !offer.groups.is_empty() && differ.any(|d| d), SessionFault::GroupsDiffer);
    faults
}

fn child_faults(child: &Child) -> Vec<ChildFault> {
    let mut faults = Vec::new();
    if let Age::Class(class) = child.age
        && usize::from(class) >= CLASSES
    {
        faults.push(ChildFault::Class(class));
    }
    if child.load == 0 || child.load > MOST_LOAD {
        faults.push(ChildFault::Load(child.load));
    }
    faults
}
