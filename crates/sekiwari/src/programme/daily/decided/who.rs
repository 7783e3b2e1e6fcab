//! One request and its place: was it asked for, is it open then, may the child come?

use super::RoundViolation;
use super::places::stands;
use crate::market::day::Slots;
use crate::programme::daily::round::{Age, DiseaseRule, Enrolled, OfferIndex, RequestIndex, Round, State};
use crate::programme::daily::{Impossible, Place, Service};
use crate::programme::nursery::age_in_days;
use jiff::civil::Date;

/// Days of a year, for children of whom only the class is known.
const YEAR: u32 = 365;

/// What is wrong with the place of a request, apart from other children.
pub(super) fn check(
    round: &Round,
    request: RequestIndex,
    place: Option<Place>,
    found: &mut Vec<RoundViolation>,
) {
    let row = &round.requests()[request as usize];
    let confirmed = row.state == State::Confirmed;
    let Some(place) = place else {
        if confirmed {
            found.push(RoundViolation::ConfirmedMoved { request });
        }
        return;
    };
    if !stands(round, request) {
        found.push(RoundViolation::Withdrawn { request });
        return;
    }
    let offer = &round.offers()[place.offer as usize];
    let date = round.date_of(place.day);
    if confirmed && (offer.site, date) != (row.sites[0], row.dates[0]) {
        found.push(RoundViolation::ConfirmedMoved { request });
        return;
    }
    let rank = round.combinations(request).position(|wish| wish == (offer.site, date));
    let Some(rank) = rank.filter(|_| offer.service == row.service || offer.also.contains(&row.service))
    else {
        found.push(RoundViolation::NotAsked { request });
        return;
    };
    if place.wish_rank as usize != rank + 1 {
        found.push(RoundViolation::WrongRank { request, said: place.wish_rank, rank: rank as u32 + 1 });
    }
    match time(round, request, place.offer, date) {
        Ok(slots) if slots == place.slots => {}
        Ok(_) => found.push(RoundViolation::WrongTime { request }),
        Err(cause) => found.push(RoundViolation::Impossible { request, cause }),
    }
    // Who may come where it is confirmed was for those to say who confirmed it.
    if !confirmed {
        let causes = entitlement(round, request, place.offer, date).into_iter();
        found.extend(causes.map(|cause| RoundViolation::Impossible { request, cause }));
    }
}

/// When the child is there.
pub(super) fn time(
    round: &Round,
    request: RequestIndex,
    offer: OfferIndex,
    date: Date,
) -> Result<Slots, Impossible> {
    let row = &round.requests()[request as usize];
    let o = &round.offers()[offer as usize];
    let closed = round.closures().iter().any(|c| {
        c.site.is_none_or(|s| s == o.site)
            && c.service.is_none_or(|s| s == o.service)
            && (c.from..=c.to).contains(&date)
    });
    if closed {
        return Err(Impossible::Closed);
    }
    let day = round.day_of(date).ok_or(Impossible::OutsidePeriod)?;
    let open = round.calendar().at(offer, day).map_err(|_| Impossible::Closed)?;
    open.slots_for(round.rules(), row.session).ok_or(Impossible::Hours)
}

/// Everything that stands against the child at a service.
pub(super) fn entitlement(
    round: &Round,
    request: RequestIndex,
    offer: OfferIndex,
    date: Date,
) -> Vec<Impossible> {
    let row = &round.requests()[request as usize];
    let child = &round.children()[row.child as usize];
    let offer = &round.offers()[offer as usize];
    let who = &offer.entitlement;
    let class = round.class_on(row.child, date);
    let mut causes = Vec::new();
    let mut unless = |holds: bool, cause| {
        if !holds {
            causes.push(cause);
        }
    };
    let least = who.min_age_days.unwrap_or(0);
    unless(
        match child.age {
            Age::Born(birth) => birth <= date && i64::from(age_in_days(birth, date)) >= i64::from(least),
            Age::Class(class) => u32::from(class) >= least / YEAR,
        },
        Impossible::TooYoung,
    );
    unless(class.is_some_and(|c| who.classes == 0 || who.classes >> c & 1 == 1), Impossible::Class);
    unless(
        who.enrolled.is_none_or(|wanted| wanted == (child.enrolled != Enrolled::No)),
        Impossible::Enrolment,
    );
    unless(!who.own_only || child.enrolled == Enrolled::At(offer.site), Impossible::OtherSite);
    let registered = child.registered.iter().any(|&s| s == offer.service || s == row.service);
    unless(!who.registered || registered, Impossible::NotRegistered);
    unless(!who.resident || child.resident, Impossible::NotResident);
    unless(!who.both_work || row.both_work, Impossible::NoWorkThatDay);
    unless(!who.rest_day || row.rest_day.is_some(), Impossible::NoRestDay);
    unless(!who.note || row.note, Impossible::NoNote);
    let disease = row.disease.map(|d| round.diseases()[d as usize].rule);
    unless(disease != Some(DiseaseRule::Excluded), Impossible::DiseaseExcluded);
    let for_the_sick = matches!(offer.service, Service::Sick | Service::Convalescent);
    unless(disease.is_none() || for_the_sick, Impossible::Ill);
    causes
}
