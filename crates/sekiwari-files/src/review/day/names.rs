//! How a round of day services names what its market numbers.

use sekiwari::programme::daily::round::{Per, Session};
use sekiwari::programme::daily::{Compiled, QuotaOf, Round, Service};
use sekiwari::verify::day::DayNames;

use crate::normalise::show_all_classes;

/// Names requests, children, sites and rooms by the ids of the round.
#[derive(Clone, Copy, Debug)]
pub struct DayRoundNames<'a> {
    /// The round.
    pub round: &'a Round,
    /// The round, compiled.
    pub compiled: &'a Compiled,
}

/// Whatever does not exist is named by its number: what is judged may be wrong about anything.
impl DayNames for DayRoundNames<'_> {
    fn opening(&self, opening: u32) -> String {
        let Some(at) = self.compiled.openings.get(opening as usize) else { return opening.to_string() };
        let offer = &self.round.offers()[at.offer as usize];
        let site = &self.round.sites()[offer.site as usize].id;
        format!("{site} {} {}", offer.service.as_str(), self.round.date_of(at.day))
    }

    /// Those that come together with `+` between them.
    fn request(&self, request: u32) -> String {
        let Some(group) = self.round.groups().get(request as usize) else { return request.to_string() };
        let ids: Vec<&str> = group.iter().map(|&r| self.round.requests()[r as usize].id.as_str()).collect();
        ids.join("+")
    }

    /// The market counts a child once for each kind of service, where uses are counted apart.
    fn child(&self, child: u32) -> String {
        let of = if self.round.rules().uses_by_service { Service::FAMILIES as u32 } else { 1 };
        let known = self.round.children().get((child / of) as usize);
        known.map_or_else(|| child.to_string(), |c| c.id.clone())
    }

    fn slot(&self, _opening: u32, slot: usize) -> String {
        match self.round.rules().slot_time(slot) {
            Some((from, to)) => format!("{}-{}", from.strftime("%H:%M"), to.strftime("%H:%M")),
            None => slot.to_string(),
        }
    }

    fn room(&self, opening: u32, room: u32) -> String {
        let at = self.compiled.openings.get(opening as usize);
        let rooms = at.map(|at| &self.round.offers()[at.offer as usize].rooms);
        let known = rooms.and_then(|rooms| rooms.get(room as usize));
        known.map_or_else(|| room.to_string(), |r| r.id.clone())
    }

    fn group(&self, opening: u32, group: usize) -> String {
        let openings = self.compiled.market.openings();
        let groups = openings.get(opening as usize).map(|o| &o.limits.groups);
        let known = groups.and_then(|groups| groups.get(group));
        known.map_or_else(|| group.to_string(), |g| show_all_classes(g.classes))
    }

    fn class(&self, class: u8) -> String {
        1u16.checked_shl(u32::from(class)).map_or_else(|| class.to_string(), show_all_classes)
    }

    fn quota(&self, quota: u32) -> String {
        match self.compiled.quotas.get(quota as usize) {
            None => quota.to_string(),
            Some(&QuotaOf::Cap { cap, child, bucket }) => {
                let cap = &self.round.rules().caps[cap as usize];
                let child = &self.round.children()[child as usize].id;
                format!("{} {child} {}", cap.name, bucket_name(cap.per, bucket)).trim_end().to_owned()
            }
            Some(&QuotaOf::Elsewhere { child, day, slot }) => {
                let child = &self.round.children()[child as usize].id;
                format!("{child} {} {}", self.round.date_of(day), self.slot(0, slot as usize))
            }
        }
    }
}

/// The week (by its Monday) or month of a cap as people write it; empty for the whole period.
pub fn bucket_name(per: Per, bucket: i32) -> String {
    match per {
        Per::Week => {
            let monday = jiff::civil::date(1970, 1, 5);
            monday.saturating_add(jiff::Span::new().days(i64::from(bucket) * 7)).to_string()
        }
        Per::Month => {
            let (year, month) = ((bucket - 1).div_euclid(12), (bucket - 1).rem_euclid(12) + 1);
            format!("{year}-{month:02}")
        }
        Per::Period => String::new(),
    }
}

/// A session as tables write it.
pub fn session_name(session: Session) -> String {
    match session {
        Session::Am => "am".to_owned(),
        Session::Pm => "pm".to_owned(),
        Session::Day => "day".to_owned(),
        Session::Hours(from, to) => format!("{}-{}", from.strftime("%H:%M"), to.strftime("%H:%M")),
    }
}
