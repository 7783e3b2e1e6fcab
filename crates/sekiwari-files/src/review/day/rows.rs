//! From the rows of an allocation to a decision on every request.

use sekiwari::market::day::Slots;
use sekiwari::programme::PlacementKind;
use sekiwari::programme::daily::round::{OfferIndex, RequestIndex, Round, SiteIndex, State};
use sekiwari::programme::daily::{Compiled, Decision, Place};

use super::codes;
use super::table::{Field, StatedDay, StatedDays};
use crate::finding::{Finding, Findings, did_you_mean};
use crate::write::unguard;

/// The decisions, and where they come from.
pub(super) struct Read {
    pub(super) decisions: Vec<Decision>,
    /// The row of each request.
    pub(super) row_of: Vec<Option<usize>>,
    /// Requests with a row that could not be understood, which has been told.
    pub(super) faulty: Vec<bool>,
}

impl Read {
    /// Whether the row of a request could not be understood, which has been told.
    pub(super) fn is_faulty(&self, request: RequestIndex) -> bool {
        self.faulty.get(request as usize).copied().unwrap_or(false)
    }
}

/// A place and whether the request lists it.
struct Found {
    offer: OfferIndex,
    slots: Slots,
    rank: Option<u32>,
}

struct Reading<'a> {
    round: &'a Round,
    compiled: &'a Compiled,
    stated: &'a StatedDays,
    violations: &'a mut Findings,
}

pub(super) fn read(
    round: &Round,
    compiled: &Compiled,
    stated: &StatedDays,
    violations: &mut Findings,
) -> Read {
    let requests = round.requests();
    let decisions = requests.iter().map(|q| Decision {
        kind: (q.state != State::Cancelled).then_some(PlacementKind::Unplaced),
        place: None,
    });
    let mut out = Read {
        decisions: decisions.collect(),
        row_of: vec![None; requests.len()],
        faulty: vec![false; requests.len()],
    };
    let mut reading = Reading { round, compiled, stated, violations };
    for (at, row) in stated.rows.iter().enumerate() {
        let Some(request) = reading.request(row) else { continue };
        let seen = &mut out.row_of[request as usize];
        if let Some(first) = *seen {
            let line = stated.rows[first].line;
            let finding = Finding::new(&codes::REQUEST_TWICE, stated.place(row, Field::Request));
            reading.violations.push(finding.value(&row.request).arg("first_line", line));
            out.faulty[request as usize] = true;
            continue;
        }
        *seen = Some(at);
        match reading.decision(row, request) {
            Some(decision) => {
                reading.check(row, request, &decision);
                out.decisions[request as usize] = decision;
            }
            None => out.faulty[request as usize] = true,
        }
    }
    for (request, row) in requests.iter().zip(&out.row_of) {
        // Who withdrew need not be told of.
        if row.is_none() && request.state != State::Cancelled {
            let finding = Finding::new(&codes::REQUEST_MISSING, stated.whole());
            violations.push(finding.value(&request.id));
        }
    }
    out
}

impl Reading<'_> {
    fn tell(
        &mut self,
        kind: &'static crate::finding::Kind,
        row: &StatedDay,
        field: Field,
        value: &str,
    ) -> Finding {
        Finding::new(kind, self.stated.place(row, field)).value(value).arg("request", &row.request)
    }

    fn request(&mut self, row: &StatedDay) -> Option<RequestIndex> {
        let known = [row.request.as_str(), unguard(&row.request)];
        let found = known.into_iter().find_map(|id| self.round.request_by_id(id));
        if found.is_none() {
            let near = did_you_mean(&row.request, self.round.requests().iter().map(|q| q.id.as_str()));
            let finding = self.tell(&codes::REQUEST_UNKNOWN, row, Field::Request, &row.request);
            self.violations.push(finding.hint(near));
        }
        found
    }

    /// What a row gives; `None` where that cannot be understood.
    fn decision(&mut self, row: &StatedDay, request: RequestIndex) -> Option<Decision> {
        let asked = &self.round.requests()[request as usize];
        if row.damaged {
            return None;
        }
        let Some(site) = row.site.as_deref() else {
            let date = row.date.map(|d| d.to_string());
            if let Some(value) = date.or_else(|| row.room.clone()) {
                let finding = self.tell(&codes::PLACE_WITHOUT_SITE, row, Field::Site, &value);
                self.violations.push(finding);
                return None;
            }
            let open = asked.state != State::Cancelled;
            return Some(Decision { kind: open.then_some(PlacementKind::Unplaced), place: None });
        };
        let known = [site, unguard(site)].into_iter().find_map(|id| self.round.site_by_id(id));
        let Some(at) = known else {
            let near = did_you_mean(site, self.round.sites().iter().map(|s| s.id.as_str()));
            let finding = self.tell(&codes::SITE_UNKNOWN, row, Field::Site, site);
            self.violations.push(finding.hint(near));
            return None;
        };
        let date = row.date.or(asked.dates.first().copied())?;
        let Some(day) = self.round.day_of(date) else {
            let finding = self.tell(&codes::DATE_OUTSIDE, row, Field::Date, &date.to_string());
            self.violations.push(finding);
            return None;
        };
        let Some(found) = self.find(row, request, at, day) else {
            let service = row.service.unwrap_or(asked.service).as_str();
            let finding = self.tell(&codes::SERVICE_NOT_OFFERED, row, Field::Site, service);
            self.violations.push(finding.arg("facility", site));
            return None;
        };
        let room = match row.room.as_deref() {
            None => None,
            Some(room) => Some(self.room(row, found.offer, room)?),
        };
        let kind = match asked.state {
            State::Confirmed => PlacementKind::Kept,
            _ => PlacementKind::Placed,
        };
        let place = Place {
            offer: found.offer,
            day,
            slots: found.slots,
            room,
            wish_rank: row.wish_rank.or(found.rank).unwrap_or_default(),
        };
        Some(Decision { kind: Some(kind), place: Some(place) })
    }

    /// The service of the site that takes the request: as it lists it, else whatever would be meant.
    fn find(&self, row: &StatedDay, request: RequestIndex, site: SiteIndex, day: u32) -> Option<Found> {
        let (round, compiled) = (self.round, self.compiled);
        let fits = |offer: OfferIndex| {
            let offer = &round.offers()[offer as usize];
            offer.site == site && row.service.is_none_or(|service| service == offer.service)
        };
        let listed = round.group_of(request).and_then(|group| {
            compiled.market.request(group as usize).stays().find_map(|stay| {
                let at = compiled.openings[stay.opening as usize];
                let here = at.day == day && fits(at.offer);
                here.then_some(Found { offer: at.offer, slots: stay.slots, rank: Some(stay.rank) })
            })
        });
        listed.or_else(|| {
            let asked = &round.requests()[request as usize];
            let takes = |offer: OfferIndex| {
                let own = &round.offers()[offer as usize];
                fits(offer) && (own.service == asked.service || own.also.contains(&asked.service))
            };
            let offer = round.offers_at(site).find(|&offer| takes(offer))?;
            Some(Found { offer, slots: round.rules().slots_of(asked.session), rank: None })
        })
    }

    fn room(&mut self, row: &StatedDay, offer: OfferIndex, room: &str) -> Option<u32> {
        let rooms = &self.round.offers()[offer as usize].rooms;
        let found = [room, unguard(room)].into_iter().find_map(|id| rooms.iter().position(|r| r.id == id));
        if found.is_none() {
            let finding = self.tell(&codes::ROOM_UNKNOWN, row, Field::Room, room);
            self.violations.push(finding.arg("facility", row.site.as_deref().unwrap_or_default()));
        }
        found.map(|room| room as u32)
    }

    /// What else the row states.
    fn check(&mut self, row: &StatedDay, request: RequestIndex, decision: &Decision) {
        let asked = &self.round.requests()[request as usize];
        let outcome = |kind: Option<PlacementKind>| kind.map_or("withdrawn", PlacementKind::as_str);
        if let Some(stated) = row.outcome.filter(|stated| *stated != decision.kind) {
            let finding = self.tell(&codes::STATED_WRONG, row, Field::Outcome, outcome(stated));
            self.violations.push(finding.arg("expected", outcome(decision.kind)));
        }
        if let Some(stated) = row.wish_rank.filter(|_| decision.place.is_none()) {
            let finding = self.tell(&codes::STATED_WRONG, row, Field::WishRank, &stated.to_string());
            self.violations.push(finding.arg("expected", "-"));
        }
        let child = &self.round.children()[asked.child as usize].id;
        if let Some(stated) =
            row.child.as_deref().filter(|stated| *stated != child && unguard(stated) != child)
        {
            let finding = self.tell(&codes::STATED_WRONG, row, Field::Child, stated);
            self.violations.push(finding.arg("expected", child));
        }
    }
}
