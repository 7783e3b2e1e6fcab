//! The only way to a market of day services.

use super::frozen::{RequestRow, StayRow};
use super::{
    Band, DayMarket, DayMarketError, Freed, Keys, Limits, Member, Opening, Quota, Request, Slots, Staff, Stay,
};

/// A request to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewRequest {
    /// See [`super::Request::stage`].
    pub stage: u8,
    /// See [`super::Request::fixed`].
    pub fixed: bool,
    /// See [`super::Request::need`].
    pub need: u8,
    /// See [`super::Request::home`].
    pub home: u8,
    /// See [`super::Request::time`].
    pub time: i64,
    /// See [`super::Request::turn`].
    pub turn: u32,
    /// Its children, each once.
    pub members: Vec<Member>,
    /// What it would accept, best first. Empty for a request that nothing can be given to.
    pub stays: Vec<NewStay>,
}

impl From<Request<'_>> for NewRequest {
    /// The request as it stands, to be added to a market with the same openings, quotas and children.
    fn from(request: Request<'_>) -> Self {
        let stay = |s: Stay<'_>| NewStay {
            opening: s.opening,
            slots: s.slots,
            rank: s.rank,
            takes: s.takes.to_vec(),
        };
        Self {
            stage: request.stage(),
            fixed: request.fixed(),
            need: request.need(),
            home: request.home(),
            time: request.time(),
            turn: request.turn(),
            members: request.members().to_vec(),
            stays: request.stays().map(stay).collect(),
        }
    }
}

/// A stay to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewStay {
    /// An opening added before.
    pub opening: u32,
    /// At least one slot, and none missing between the first and the last.
    pub slots: Slots,
    /// 1 or more; never falls along the list.
    pub rank: u32,
    /// Quotas added before, and how much of each is taken.
    pub takes: Vec<(u32, u32)>,
}

/// Collects a market of day services, then checks and freezes it. Ids are positions in the order of the calls.
#[derive(Clone, Debug)]
pub struct DayMarketBuilder {
    market: DayMarket,
    errors: Vec<DayMarketError>,
}

impl DayMarketBuilder {
    /// An empty market whose days have so many slots, with the default order of keys.
    pub fn new(slots: usize) -> Self {
        let market = DayMarket {
            slots,
            keys: Keys::default(),
            openings: Vec::new(),
            quotas: Vec::new(),
            uses: Vec::new(),
            rows: Vec::new(),
            members: Vec::new(),
            stays: Vec::new(),
            takes: Vec::new(),
            freed: Vec::new(),
        };
        let errors =
            if slots == 0 || slots > Slots::MOST { vec![DayMarketError::Slots(slots)] } else { vec![] };
        Self { market, errors }
    }

    /// A market that was built before, with other limits of its openings: those that `limits` gives. Linear in the openings.
    pub fn with_limits(mut market: DayMarket, mut limits: impl FnMut(&Opening) -> Limits) -> Self {
        let openings = std::mem::take(&mut market.openings);
        let mut builder = Self { market, errors: Vec::new() };
        for opening in openings {
            builder.add_opening(opening.site, opening.date, limits(&opening));
        }
        builder
    }

    /// Sets the order of keys.
    pub fn set_keys(&mut self, keys: Keys) {
        let Keys(parts) = &keys;
        if parts.iter().enumerate().any(|(i, part)| parts[..i].contains(part)) {
            self.errors.push(DayMarketError::Keys);
        }
        self.market.keys = keys;
    }

    /// Adds an opening.
    pub fn add_opening(&mut self, site: u32, date: u32, limits: Limits) -> u32 {
        let opening = self.market.openings.len() as u32;
        self.check_limits(opening, &limits);
        self.market.openings.push(Opening { site, date, limits });
        opening
    }

    /// Adds a quota.
    pub fn add_quota(&mut self, most: u32) -> u32 {
        self.market.quotas.push(Quota { most });
        self.market.quotas.len() as u32 - 1
    }

    /// Says how often a child used the service before; 0 where nothing is said.
    pub fn set_uses(&mut self, child: u32, uses: u32) {
        self.know(child);
        self.market.uses[child as usize] = uses;
    }

    /// Adds a request.
    pub fn add_request(&mut self, new: NewRequest) -> u32 {
        let request = self.market.rows.len() as u32;
        self.check_request(request, &new);
        for member in &new.members {
            self.know(member.child);
        }
        let m = &mut self.market;
        let members = m.members.len() as u32;
        m.members.extend(&new.members);
        let stays = m.stays.len() as u32;
        for stay in new.stays {
            let takes = m.takes.len() as u32;
            m.takes.extend(stay.takes);
            m.stays.push(StayRow {
                opening: stay.opening,
                slots: stay.slots,
                rank: stay.rank,
                takes: (takes, m.takes.len() as u32),
            });
        }
        m.rows.push(RequestRow {
            stage: new.stage,
            fixed: new.fixed,
            need: new.need,
            home: new.home,
            time: new.time,
            turn: new.turn,
            members: (members, m.members.len() as u32),
            stays: (stays, m.stays.len() as u32),
        });
        request
    }

    /// Says that a seat is free once a request is granted. The opening may be used by later stages only.
    pub fn add_freed(&mut self, freed: Freed) {
        self.market.freed.push(freed);
    }

    /// Checks and freezes.
    ///
    /// # Errors
    /// Everything that is wrong. What is fixed is not held against the limits here: that needs the rooms to be shared out, and is
    /// for those who solve.
    pub fn build(mut self) -> Result<DayMarket, Vec<DayMarketError>> {
        self.check_turns();
        self.market.freed.sort_by_key(|f| (f.request, f.opening, f.class, f.slots));
        self.check_freed();
        if self.errors.is_empty() { Ok(self.market) } else { Err(self.errors) }
    }

    fn know(&mut self, child: u32) {
        if self.market.uses.len() <= child as usize {
            self.market.uses.resize(child as usize + 1, 0);
        }
    }

    fn check_limits(&mut self, opening: u32, limits: &Limits) {
        let rows = limits.seats.iter().map(Vec::len);
        let rows = rows.chain(limits.groups.iter().map(|g| g.seats.len()));
        let rows = rows.chain(limits.staff.iter().map(|s| s.teachers.len()));
        let rows = rows.chain(limits.nurses.iter().map(|n| n.nurses.len()));
        let wrong: Vec<_> = rows.filter(|&got| got != self.market.slots).collect();
        self.errors.extend(wrong.into_iter().map(|got| DayMarketError::Length { opening, got }));
        let mut wrong = |what| self.errors.push(DayMarketError::Opening { opening, what });
        if overlap(limits.groups.iter().map(|g| g.classes)) {
            wrong("a class sits in two groups");
        }
        if let Some(Staff { bands, .. }) = &limits.staff {
            if overlap(bands.iter().map(|b| b.classes)) {
                wrong("a class is counted in two bands");
            }
            if bands.iter().any(|&Band { per_teacher, .. }| per_teacher == 0) {
                wrong("no children to a teacher");
            }
        }
        if limits.nurses.as_ref().is_some_and(|n| n.per_nurse == 0) {
            wrong("no children to a nurse");
        }
    }

    fn check_request(&mut self, request: u32, new: &NewRequest) {
        let mut wrong = |what| self.errors.push(DayMarketError::Request { request, what });
        if new.members.is_empty() {
            wrong("no child");
        }
        if !new.members.iter().all(Member::is_valid) {
            wrong("an age class that does not exist");
        }
        let twice = |(i, m): (usize, &Member)| new.members[..i].iter().any(|other| other.child == m.child);
        if new.members.iter().enumerate().any(twice) {
            wrong("a child twice");
        }
        if new.fixed && new.stays.is_empty() {
            wrong("fixed, but nowhere");
        }
        if new.stays.iter().any(|s| s.rank == 0) || new.stays.windows(2).any(|w| w[0].rank > w[1].rank) {
            wrong("ranks that fall, or none");
        }
        let slots = Slots::first(self.market.slots);
        if new.stays.iter().any(|s| s.slots.is_empty() || s.slots.union(slots) != slots) {
            wrong("a stay at no time, or outside the day");
        }
        if new.stays.iter().any(|s| s.slots.has_gap()) {
            wrong("a stay with a gap");
        }
        if new.stays.iter().any(|s| s.opening as usize >= self.market.openings.len()) {
            wrong("a stay in an unknown opening");
        }
        if new.stays.iter().flat_map(|s| &s.takes).any(|&(q, _)| q as usize >= self.market.quotas.len()) {
            wrong("a stay that takes of an unknown quota");
        }
    }

    fn check_turns(&mut self) {
        let mut turns: Vec<(u32, u32)> = self.market.rows.iter().map(|r| r.turn).zip(0..).collect();
        turns.sort_unstable();
        for pair in turns.windows(2).filter(|w| w[0].0 == w[1].0) {
            self.errors.push(DayMarketError::SameTurn { first: pair[0].1, second: pair[1].1 });
        }
    }

    fn check_freed(&mut self) {
        let m = &self.market;
        let mut first_use = vec![u8::MAX; m.openings.len()];
        for row in &m.rows {
            for stay in &m.stays[row.stays.0 as usize..row.stays.1 as usize] {
                if let Some(first) = first_use.get_mut(stay.opening as usize) {
                    *first = (*first).min(row.stage);
                }
            }
        }
        let slots = Slots::first(m.slots);
        let mut errors = Vec::new();
        for f in &m.freed {
            let (Some(row), Some(&used)) =
                (m.rows.get(f.request as usize), first_use.get(f.opening as usize))
            else {
                errors.push(DayMarketError::Request {
                    request: f.request,
                    what: "frees a seat that does not exist",
                });
                continue;
            };
            if f.slots.union(slots) != slots {
                errors.push(DayMarketError::Request {
                    request: f.request,
                    what: "frees a seat outside the day",
                });
            }
            if used <= row.stage {
                errors.push(DayMarketError::FreedTooLate { opening: f.opening, used, freed: row.stage });
            }
        }
        self.errors.append(&mut errors);
    }
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
