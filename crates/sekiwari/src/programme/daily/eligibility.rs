//! Which services, dates and sites a request can be given at all, whoever else comes.

use super::round::{Age, ChildIndex, DiseaseRule, Enrolled, OfferIndex, RequestIndex, fiscal_year};
use super::{Impossible, Impossibles, Round, Service};
use crate::market::day::{CLASSES, Slots};
use crate::programme::nursery::age_in_days;
use jiff::civil::Date;

/// Days of a year, for children of whom only the class is known.
const YEAR: u32 = 365;

impl Round {
    /// The class of a child in the fiscal year of a date: 0 to 5 before school, 6 and more in grades. `None` if it is not
    /// born in that year, or has left school.
    pub fn class_on(&self, child: ChildIndex, date: Date) -> Option<u8> {
        let birth = match self.children()[child as usize].age {
            Age::Class(class) => return Some(class),
            Age::Born(birth) => birth,
        };
        // The school year of birth runs from April 2 to April 1.
        let early = (birth.month(), birth.day()) < (4, 2);
        let class = fiscal_year(date) - birth.year() - 1 + i16::from(early);
        match class {
            ..-1 => None,
            // Born in the fiscal year itself.
            -1 | 0 => Some(0),
            _ => Some(class as u8).filter(|&c| usize::from(c) < CLASSES && class < CLASSES as i16),
        }
    }

    /// The offers of a site that take a request on a date, with the slots in which its child is there.
    ///
    /// # Errors
    /// Everything that stands against the offer that comes nearest: of the service itself, else the first that takes it too.
    pub fn offers_for(
        &self,
        request: RequestIndex,
        site: u32,
        date: Date,
    ) -> Result<Vec<(OfferIndex, Slots)>, Impossibles> {
        let row = &self.requests()[request as usize];
        let mut possible = Vec::new();
        let mut nearest: Option<(bool, Impossibles)> = None;
        for offer in self.offers_at(site) {
            let o = &self.offers()[offer as usize];
            if o.service != row.service && !o.also.contains(&row.service) {
                continue;
            }
            match self.offer_takes(request, offer, date) {
                Ok(slots) => possible.push((offer, slots)),
                Err(causes) => {
                    let own = o.service == row.service;
                    if nearest.is_none_or(|(known, _)| own && !known) {
                        nearest = Some((own, causes));
                    }
                }
            }
        }
        if possible.is_empty() {
            return Err(nearest.map_or(Impossibles::one(Impossible::NotOffered), |n| n.1));
        }
        Ok(possible)
    }

    /// Whether one service can be given to a request on a date, and in which slots.
    ///
    /// # Errors
    /// Everything that stands against it.
    pub fn offer_takes(
        &self,
        request: RequestIndex,
        offer: OfferIndex,
        date: Date,
    ) -> Result<Slots, Impossibles> {
        let mut causes = self.entitlement(request, offer, date);
        match self.opened(request, offer, date) {
            Ok(slots) if causes.is_empty() => Ok(slots),
            Ok(_) => Err(causes),
            Err(time) => {
                causes = causes.union(time);
                Err(causes)
            }
        }
    }

    /// Whether the place and time exist, and there are seats for the class.
    fn opened(&self, request: RequestIndex, offer: OfferIndex, date: Date) -> Result<Slots, Impossibles> {
        let row = &self.requests()[request as usize];
        let day = self.day_of(date).ok_or(Impossibles::one(Impossible::OutsidePeriod))?;
        let open = self.calendar().at(offer, day).map_err(|_| Impossibles::one(Impossible::Closed))?;
        let slots = open.slots_for(self.rules(), row.session).ok_or(Impossibles::one(Impossible::Hours))?;
        match self.class_on(row.child, date) {
            Some(class) if open.classes & (1 << class) != 0 => Ok(slots),
            _ => Err(Impossibles::one(Impossible::Class)),
        }
    }

    /// Who may come.
    fn entitlement(&self, request: RequestIndex, offer: OfferIndex, date: Date) -> Impossibles {
        let row = &self.requests()[request as usize];
        let child = &self.children()[row.child as usize];
        let offer = &self.offers()[offer as usize];
        let who = &offer.entitlement;
        let class = self.class_on(row.child, date);
        let too_young = match child.age {
            Age::Born(birth) => {
                birth > date
                    || who
                        .min_age_days
                        .is_some_and(|min| i64::from(age_in_days(birth, date)) < i64::from(min))
            }
            // Old enough as far as the class tells: it counts whole years.
            Age::Class(class) => who.min_age_days.is_some_and(|min| u32::from(class) < min / YEAR),
        };
        let enrolled = child.enrolled != Enrolled::No;
        let registered = child.registered.contains(&offer.service) || child.registered.contains(&row.service);
        let rule = row.disease.map(|d| self.diseases()[d as usize].rule);
        let for_the_sick = matches!(offer.service, Service::Sick | Service::Convalescent);
        let mut causes = Impossibles::NONE;
        causes.add_if(too_young, Impossible::TooYoung);
        let right = class.is_some_and(|c| who.classes == 0 || who.classes & (1 << c) != 0);
        causes.add_if(!right, Impossible::Class);
        causes.add_if(who.enrolled.is_some_and(|wanted| wanted != enrolled), Impossible::Enrolment);
        causes.add_if(who.own_only && child.enrolled != Enrolled::At(offer.site), Impossible::OtherSite);
        causes.add_if(who.registered && !registered, Impossible::NotRegistered);
        causes.add_if(who.resident && !child.resident, Impossible::NotResident);
        causes.add_if(who.both_work && !row.both_work, Impossible::NoWorkThatDay);
        causes.add_if(who.rest_day && row.rest_day.is_none(), Impossible::NoRestDay);
        causes.add_if(who.note && !row.note, Impossible::NoNote);
        causes.add_if(rule == Some(DiseaseRule::Excluded), Impossible::DiseaseExcluded);
        causes.add_if(rule.is_some() && !for_the_sick, Impossible::Ill);
        causes
    }

    /// Where a confirmed request stays: the first offer of the site that is open for it. Who may come there was for those to
    /// say who confirmed it.
    ///
    /// # Errors
    /// What stands against the place and time themselves.
    pub fn can_be_confirmed(
        &self,
        request: RequestIndex,
        site: u32,
        date: Date,
    ) -> Result<(OfferIndex, Slots), Impossibles> {
        let service = self.requests()[request as usize].service;
        let mut nearest = None;
        // The service itself before another one that takes it too.
        for own in [true, false] {
            for offer in self.offers_at(site) {
                let o = &self.offers()[offer as usize];
                if (o.service == service) == own && (own || o.also.contains(&service)) {
                    match self.opened(request, offer, date) {
                        Ok(slots) => return Ok((offer, slots)),
                        Err(causes) => nearest = nearest.or(Some(causes)),
                    }
                }
            }
        }
        Err(nearest.unwrap_or(Impossibles::one(Impossible::NotOffered)))
    }
}

#[cfg(test)]
mod tests;
