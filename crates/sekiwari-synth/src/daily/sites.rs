//! The sites of a city and what they offer.

use crate::draw::Draw;
use crate::town::digits;

/// What a site offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Temporary care.
    Temporary,
    /// A nursery whose regular seats take children on days on which they are free, and with holiday care or without.
    Nursery {
        /// Whether it has holiday care.
        holiday: bool,
    },
    /// Care of sick children.
    Sick,
    /// Care of children who are getting better.
    Convalescent,
}

/// A site.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) seats: u32,
    pub(super) teachers: u32,
    /// Closing times and ages as published; otherwise the usual ones.
    pub(super) published: bool,
    /// Rooms with their seats and kinds.
    pub(super) rooms: Vec<(&'static str, u32, &'static str)>,
}

/// All sites.
pub(super) struct City {
    pub(super) sites: Vec<Site>,
}

impl Site {
    /// The rows of `services`, without the site.
    pub(super) fn services(&self) -> Vec<Vec<String>> {
        let (seats, teachers, nurses) = (self.seats, self.teachers, self.seats.div_ceil(10));
        let sick = |service, days, short, ages| {
            row(&format!(
                "{service},{days},8:30,17:30,{short},{seats},{teachers},{nurses},3,1,{ages},,yes,,,yes,"
            ))
        };
        match self.kind {
            Kind::Temporary => {
                vec![row(&format!(
                    "temporary,MTWHF,8:30,17:30,,,{seats},{teachers},,national,2,180,0-5,no,,,,,"
                ))]
            }
            Kind::Nursery { holiday } => {
                // Only what others leave free: nobody comes on a day on which everybody is there.
                let spare =
                    format!("temporary,MTWHF,8:30,17:30,,,0,{teachers},,national,2,365,1-5,no,,,,,yes");
                let sundays =
                    format!("holiday,U,8:30,17:30,,,{seats},{teachers},,national,2,365,1-5,yes,,yes,yes,,");
                std::iter::once(row(&spare)).chain(holiday.then(|| row(&sundays))).collect()
            }
            Kind::Sick if self.published => vec![sick("sick", "MTWHFS", "WS,12:30", ",0-5;grade 1-6")],
            Kind::Sick => vec![sick("sick", "MTWHF", ",", "180,0-5;grade 1-3")],
            Kind::Convalescent => vec![sick("convalescent", "MTWHF", ",", "180,0-5;grade 1-3")],
        }
    }
}

fn row(cells: &str) -> Vec<String> {
    cells.split(',').map(str::to_owned).collect()
}

/// Working days of the month, and Sundays with national holidays.
const WORKING: u32 = 18;
const CLOSED: u32 = 8;

impl City {
    /// Sites of a kind, as positions.
    pub(super) fn of(&self, is: impl Fn(Kind) -> bool) -> Vec<usize> {
        (0..self.sites.len()).filter(|&s| is(self.sites[s].kind)).collect()
    }

    /// Sites of which those for temporary and holiday care have seats for about nine in ten of so many requests; rooms for
    /// sick children are small, whatever is asked for.
    pub(super) fn made_up(sites: u32, requests: u32, draw: &mut Draw) -> Self {
        let (nurseries, sick) = ((sites / 10).max(1), (sites / 5).max(1));
        let convalescent = (sites / 10).max(1);
        let width = digits(sites as usize);
        let temporary = sites.saturating_sub(nurseries + sick + convalescent).max(1);
        // Shares of the requests, over the sites and the days of the month.
        let daily = |share: u32, sites: u32, days: u32| requests * share / 100 / (sites * days);
        let around = |mean: u32, draw: &mut Draw| mean * (70 + draw.below(41)) / 100;
        let site = |n: u32| {
            let (kind, what) = match n {
                n if n < nurseries => (Kind::Nursery { holiday: true }, "保育園"),
                n if n < nurseries + sick => (Kind::Sick, "病児保育室"),
                n if n < nurseries + sick + convalescent => (Kind::Convalescent, "病後児保育室"),
                _ => (Kind::Temporary, "一時預かり"),
            };
            let seats = match kind {
                Kind::Temporary => around(daily(70, temporary, WORKING), draw).max(6),
                Kind::Nursery { .. } => around(daily(8, nurseries, CLOSED), draw).max(5),
                Kind::Sick => 3 + 3 * draw.below(4),
                Kind::Convalescent => 2 + draw.below(3),
            };
            let teachers = match kind {
                Kind::Temporary => (seats / 4).max(2),
                Kind::Nursery { .. } => (seats / 6).max(2),
                Kind::Sick | Kind::Convalescent => seats.div_ceil(3),
            };
            let rooms = match kind {
                Kind::Sick => vec![("R1", seats, "common"), ("R2", 2, "isolation"), ("R3", 1, "isolation")],
                _ => Vec::new(),
            };
            let number = n + 1;
            let id = format!("F{number:0width$}");
            Site { id, name: format!("第{number}{what}"), kind, seats, teachers, published: false, rooms }
        };
        Self { sites: (0..sites).map(site).collect() }
    }
}
