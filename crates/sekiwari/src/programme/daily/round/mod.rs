//! A round of day services: what was asked for, checked and in canonical order.

mod check;
mod data;
mod error;
mod freeze;
mod requests;
#[cfg(test)]
mod tests;
mod time;

pub use data::{
    Age, Cap, Child, Closure, Disease, DiseaseRule, Enrolled, Entitlement, Offer, Per, RequestRow, RoomRow,
    RoundData, Rules, Session, SessionRow, Site, State, TeacherRule, UsageRow,
};
pub use error::{ChildFault, OfferFault, RequestFault, RoundError, RulesFault, SessionFault, TogetherFault};

pub(super) use requests::fiscal_year;

use super::calendar::Calendar;
use jiff::civil::Date;
use std::ops::Range;

const NONE: u32 = u32::MAX;

/// A site's place in [`Round::sites`], in id order.
pub type SiteIndex = u32;

/// A service's place in [`Round::offers`]: by site, then service.
pub type OfferIndex = u32;

/// A child's place in [`Round::children`], in id order.
pub type ChildIndex = u32;

/// A request's place in [`Round::requests`], in id order.
pub type RequestIndex = u32;

/// A checked round of day services, frozen, in canonical order: the order of rows in the tables leaves no trace.
///
/// Sites, diseases, children and requests are sorted by id, offers by site and service, session rows by offer and date,
/// rooms by id. Only what the city ranks keeps its order: reasons, the keys of the order, caps; and the dates and sites of
/// each request, which the family ranks.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    data: RoundData,
    // Where the offers of each site, and the session rows of each offer, begin.
    offer_start: Vec<u32>,
    session_start: Vec<u32>,
    // Requests that are decided together, in order of the first one; withdrawn ones are in none.
    groups: Vec<Vec<RequestIndex>>,
    group_of: Vec<u32>,
    calendar: Calendar,
}

impl Round {
    /// All rows, in canonical order: to change some and freeze them again.
    pub fn data(&self) -> &RoundData {
        &self.data
    }

    /// The round's name, shown on every output.
    pub fn name(&self) -> &str {
        &self.data.name
    }

    /// First and last day.
    pub fn period(&self) -> (Date, Date) {
        self.data.period
    }

    /// How many days the period has.
    pub fn days(&self) -> u32 {
        let (from, to) = self.data.period;
        (to - from).get_days() as u32 + 1
    }

    /// A day of the period as its place, counted from 0; `None` outside it.
    pub fn day_of(&self, date: Date) -> Option<u32> {
        let (from, to) = self.data.period;
        (from <= date && date <= to).then(|| (date - from).get_days() as u32)
    }

    /// The date of a day of the period.
    pub fn date_of(&self, day: u32) -> Date {
        let (from, to) = self.data.period;
        from.checked_add(jiff::Span::new().days(day)).unwrap_or(to).min(to)
    }

    /// What is open when.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The rules of the city.
    pub fn rules(&self) -> &Rules {
        &self.data.rules
    }

    /// Whether a date is a national holiday.
    pub fn is_holiday(&self, date: Date) -> bool {
        self.data.holidays.binary_search(&date).is_ok()
    }

    /// All sites by id.
    pub fn sites(&self) -> &[Site] {
        &self.data.sites
    }

    /// The position of a site id.
    pub fn site_by_id(&self, id: &str) -> Option<SiteIndex> {
        position(&self.data.sites, |s| &s.id, id)
    }

    /// All services by site and kind.
    pub fn offers(&self) -> &[Offer] {
        &self.data.offers
    }

    /// The services of a site, as positions in [`Round::offers`].
    pub fn offers_at(&self, site: SiteIndex) -> Range<OfferIndex> {
        self.offer_start[site as usize]..self.offer_start[site as usize + 1]
    }

    /// The rows of an offer on dates that differ, by date.
    pub fn sessions_of(&self, offer: OfferIndex) -> &[SessionRow] {
        let range = self.session_start[offer as usize]..self.session_start[offer as usize + 1];
        &self.data.sessions[range.start as usize..range.end as usize]
    }

    /// Closed days.
    pub fn closures(&self) -> &[Closure] {
        &self.data.closures
    }

    /// All diseases by id.
    pub fn diseases(&self) -> &[Disease] {
        &self.data.diseases
    }

    /// All children by id.
    pub fn children(&self) -> &[Child] {
        &self.data.children
    }

    /// The position of a child id.
    pub fn child_by_id(&self, id: &str) -> Option<ChildIndex> {
        position(&self.data.children, |c| &c.id, id)
    }

    /// Uses before the round.
    pub fn usage(&self) -> &[UsageRow] {
        &self.data.usage
    }

    /// All requests by id.
    pub fn requests(&self) -> &[RequestRow] {
        &self.data.requests
    }

    /// The position of a request id.
    pub fn request_by_id(&self, id: &str) -> Option<RequestIndex> {
        position(&self.data.requests, |r| &r.id, id)
    }

    /// Requests that are decided together, one or more each, in order of the first; withdrawn ones are in none.
    pub fn groups(&self) -> &[Vec<RequestIndex>] {
        &self.groups
    }

    /// The place of a request's group in [`Round::groups`]; `None` for one that was withdrawn.
    pub fn group_of(&self, request: RequestIndex) -> Option<u32> {
        Some(self.group_of[request as usize]).filter(|&g| g != NONE)
    }

    /// What a request accepts, best first: sites and dates in the order that the rules say.
    pub fn combinations(&self, request: RequestIndex) -> impl Iterator<Item = (SiteIndex, Date)> {
        let row = &self.data.requests[request as usize];
        let (sites, dates) = (row.sites.len(), row.dates.len());
        let site_first = self.data.rules.site_first;
        (0..sites * dates).map(move |i| {
            let (site, date) = if site_first { (i / dates, i % dates) } else { (i % sites, i / sites) };
            (row.sites[site], row.dates[date])
        })
    }
}

fn position<T>(rows: &[T], id: impl Fn(&T) -> &String, wanted: &str) -> Option<u32> {
    rows.binary_search_by(|row| id(row).as_str().cmp(wanted)).ok().map(|i| i as u32)
}
