//! The frozen market: flat tables behind views.

use super::{Keys, Limits, Member, Slots};

/// One service of one site on one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The site and service, numbered by whoever made the market.
    pub site: u32,
    /// The date, numbered by whoever made the market.
    pub date: u32,
    /// What it can take.
    pub limits: Limits,
}

/// A stay of a request: one acceptable outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay<'a> {
    /// Where and on which date.
    pub opening: u32,
    /// When on that day.
    pub slots: Slots,
    /// What the family ranks it, 1 best; stays may share a rank.
    pub rank: u32,
    /// Quotas and how much of each it takes.
    pub takes: &'a [(u32, u32)],
}

/// The most that may be taken of something by the stays that count towards it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// The most.
    pub most: u32,
}

/// A seat that is free in an opening because a request is granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freed {
    /// The request of an earlier stage.
    pub request: u32,
    /// The opening that has a seat more, in all and in the group of the class.
    pub opening: u32,
    /// The class of the child that stays at home.
    pub class: u8,
    /// When.
    pub slots: Slots,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RequestRow {
    pub(super) stage: u8,
    pub(super) fixed: bool,
    pub(super) need: u8,
    pub(super) home: u8,
    pub(super) time: i64,
    pub(super) turn: u32,
    pub(super) members: (u32, u32),
    pub(super) stays: (u32, u32),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StayRow {
    pub(super) opening: u32,
    pub(super) slots: Slots,
    pub(super) rank: u32,
    pub(super) takes: (u32, u32),
}

/// A request: one child, or several who come together or not at all.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    market: &'a DayMarket,
    row: &'a RequestRow,
}

impl<'a> Request<'a> {
    /// Stages are decided one after another, smaller first; what an earlier one decides is not touched again.
    pub fn stage(self) -> u8 {
        self.row.stage
    }

    /// Whether it was confirmed before: it has its first stay, and nothing moves it.
    pub fn fixed(self) -> bool {
        self.row.fixed
    }

    /// Its class of need, smaller is greater need.
    pub fn need(self) -> u8 {
        self.row.need
    }

    /// Whose it is: smaller comes first (residents before others).
    pub fn home(self) -> u8 {
        self.row.home
    }

    /// When it was made.
    pub fn time(self) -> i64 {
        self.row.time
    }

    /// Its place where all keys are equal; unique in the market.
    pub fn turn(self) -> u32 {
        self.row.turn
    }

    /// Its children.
    pub fn members(self) -> &'a [Member] {
        range(&self.market.members, self.row.members)
    }

    /// How many stays it lists.
    pub fn stays_len(self) -> usize {
        (self.row.stays.1 - self.row.stays.0) as usize
    }

    /// One of its stays, counted from 0, best first.
    ///
    /// # Panics
    /// If there is no such stay.
    pub fn stay(self, index: usize) -> Stay<'a> {
        self.market.stay_view(&range(&self.market.stays, self.row.stays)[index])
    }

    /// Its stays, best first.
    pub fn stays(self) -> impl ExactSizeIterator<Item = Stay<'a>> {
        let market = self.market;
        range(&market.stays, self.row.stays).iter().map(move |row| market.stay_view(row))
    }
}

/// A market of day services. Made by [`super::DayMarketBuilder`] only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayMarket {
    pub(super) slots: usize,
    pub(super) keys: Keys,
    pub(super) openings: Vec<Opening>,
    pub(super) quotas: Vec<Quota>,
    pub(super) uses: Vec<u32>,
    pub(super) rows: Vec<RequestRow>,
    pub(super) members: Vec<Member>,
    pub(super) stays: Vec<StayRow>,
    pub(super) takes: Vec<(u32, u32)>,
    pub(super) freed: Vec<Freed>,
}

impl DayMarket {
    /// Slots of a day, 1 to 32.
    pub fn slots(&self) -> usize {
        self.slots
    }

    /// The order in which requests are considered.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// All openings.
    pub fn openings(&self) -> &[Opening] {
        &self.openings
    }

    /// All quotas.
    pub fn quotas(&self) -> &[Quota] {
        &self.quotas
    }

    /// How often each child used the service before this market.
    pub fn uses(&self) -> &[u32] {
        &self.uses
    }

    /// Seats that granted requests set free, by request.
    pub fn freed(&self) -> &[Freed] {
        &self.freed
    }

    /// The seats that one request sets free. Cost: a search in [`DayMarket::freed`].
    pub fn freed_by(&self, request: u32) -> &[Freed] {
        let start = self.freed.partition_point(|f| f.request < request);
        let end = self.freed.partition_point(|f| f.request <= request);
        &self.freed[start..end]
    }

    /// One request.
    ///
    /// # Panics
    /// If there is no such request.
    pub fn request(&self, index: usize) -> Request<'_> {
        Request { market: self, row: &self.rows[index] }
    }

    /// All requests.
    pub fn requests(&self) -> impl ExactSizeIterator<Item = Request<'_>> {
        self.rows.iter().map(move |row| Request { market: self, row })
    }

    fn stay_view<'a>(&'a self, row: &'a StayRow) -> Stay<'a> {
        Stay { opening: row.opening, slots: row.slots, rank: row.rank, takes: range(&self.takes, row.takes) }
    }
}

fn range<T>(table: &[T], (from, to): (u32, u32)) -> &[T] {
    &table[from as usize..to as usize]
}
