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
    /// Isolation rooms with their seats.
    pub(super) rooms: Vec<(&'static str, u32)>,
}

/// All sites.
pub(super) struct City {
    pub(super) sites: Vec<Site>,
}

impl Site {
    /// The rows of `services`, without the site.
    pub(super) fn services(&self) -> Vec<[String; 19]> {
        let (seats, teachers) = (self.seats.to_string(), self.teachers.to_string());
        match self.kind {
            Kind::Temporary => {
                vec![row([
                    "temporary",
                    "MTWHF",
                    "8:30",
                    "17:30",
                    "",
                    "",
                    &seats,
                    &teachers,
                    "",
                    "national",
                    "2",
                    "180",
                    "0-5",
                    "no",
                    "",
                    "",
                    "",
                    "",
                    "",
                ])]
            }
            Kind::Nursery { holiday } => {
                // Only what others leave free: nobody comes on a day on which everybody is there.
                let mut rows = vec![row([
                    "temporary",
                    "MTWHF",
                    "8:30",
                    "17:30",
                    "",
                    "",
                    "0",
                    &teachers,
                    "",
                    "national",
                    "2",
                    "365",
                    "1-5",
                    "no",
                    "",
                    "",
                    "",
                    "",
                    "yes",
                ])];
                if holiday {
                    rows.push(row([
                        "holiday", "U", "8:30", "17:30", "", "", &seats, &teachers, "", "national", "2",
                        "365", "1-5", "yes", "", "yes", "yes", "", "",
                    ]));
                }
                rows
            }
            Kind::Sick if self.published => {
                vec![row([
                    "sick",
                    "MTWHFS",
                    "8:30",
                    "17:30",
                    "WS",
                    "12:30",
                    &seats,
                    &teachers,
                    "1",
                    "3",
                    "1",
                    "",
                    "0-5;grade 1-6",
                    "",
                    "yes",
                    "",
                    "",
                    "yes",
                    "",
                ])]
            }
            Kind::Sick => {
                vec![row([
                    "sick",
                    "MTWHF",
                    "8:30",
                    "17:30",
                    "",
                    "",
                    &seats,
                    &teachers,
                    "1",
                    "3",
                    "1",
                    "180",
                    "0-5;grade 1-3",
                    "",
                    "yes",
                    "",
                    "",
                    "yes",
                    "",
                ])]
            }
            Kind::Convalescent => {
                vec![row([
                    "convalescent",
                    "MTWHF",
                    "8:30",
                    "17:30",
                    "",
                    "",
                    &seats,
                    &teachers,
                    "1",
                    "3",
                    "1",
                    "180",
                    "0-5;grade 1-3",
                    "",
                    "yes",
                    "",
                    "",
                    "yes",
                    "",
                ])]
            }
        }
    }
}

fn row(cells: [&str; 19]) -> [String; 19] {
    cells.map(str::to_owned)
}

impl City {
    /// Sites of a kind, as positions.
    pub(super) fn of(&self, is: impl Fn(Kind) -> bool) -> Vec<usize> {
        (0..self.sites.len()).filter(|&s| is(self.sites[s].kind)).collect()
    }

    pub(super) fn made_up(sites: u32, draw: &mut Draw) -> Self {
        let (nurseries, sick) = ((sites / 10).max(1), (sites / 5).max(1));
        let convalescent = (sites / 10).max(1);
        let width = digits(sites as usize);
        let site = |n: u32| {
            let (kind, what) = match n {
                n if n < nurseries => (Kind::Nursery { holiday: true }, "保育園"),
                n if n < nurseries + sick => (Kind::Sick, "病児保育室"),
                n if n < nurseries + sick + convalescent => (Kind::Convalescent, "病後児保育室"),
                _ => (Kind::Temporary, "一時預かり"),
            };
            let seats = match kind {
                Kind::Temporary => 8 + 4 * draw.below(5),
                Kind::Nursery { .. } => 5 + draw.below(6),
                Kind::Sick => 3 + 3 * draw.below(3),
                Kind::Convalescent => 2 + draw.below(3),
            };
            let teachers = match kind {
                Kind::Temporary => (seats / 4).max(2),
                Kind::Nursery { .. } => 2,
                Kind::Sick | Kind::Convalescent => seats.div_ceil(3),
            };
            let rooms = match kind {
                Kind::Sick => vec![("R1", seats), ("R2", 2), ("R3", 1)],
                _ => Vec::new(),
            };
            let number = n + 1;
            let id = format!("F{number:0width$}");
            Site { id, name: format!("第{number}{what}"), kind, seats, teachers, published: false, rooms }
        };
        Self { sites: (0..sites).map(site).collect() }
    }
}
