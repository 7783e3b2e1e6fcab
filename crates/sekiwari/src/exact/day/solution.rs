//! What was decided, and what is proven of it.

use super::board::{Board, OUT};
use super::rooms::{Patient, share_out};
use super::witness::Witness;
use crate::market::day::{DayAnswer, DayMarket, Given};

/// Why nothing was decided.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// Fixed requests for which there is no place beside the fixed ones before them.
    #[error("what is fixed breaks a limit at {} requests, the first being {}", .0.len(), .0[0])]
    FixedDoNotFit(Vec<u32>),
}

/// Why a request was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It lists nothing that it could ever be given.
    Never,
    /// Limits are too small for those granted before and it: the witnesses of these numbers, which together rule out all its
    /// stays.
    Limits(Vec<u32>),
    /// All ways to place those granted before and it were gone through.
    Exhausted,
    /// No place was found before the search ended.
    Unknown,
    /// Nothing was free when it came; the rule moves nobody.
    Full,
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was fixed before.
    Fixed,
    /// Granted.
    Granted {
        /// Whether it is proven that no better wish was to be had.
        wish_proven: bool,
    },
    /// Refused.
    Refused(Refusal),
}

impl Fate {
    /// Whether nothing is left open about it.
    pub fn is_proven(&self) -> bool {
        match self {
            Fate::Fixed => true,
            Fate::Granted { wish_proven } => *wish_proven,
            Fate::Refused(refusal) => !matches!(refusal, Refusal::Unknown),
        }
    }
}

/// How far the answer is proven.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayStatistics {
    /// Dates for which there is a request.
    pub dates: u32,
    /// Dates on which every request that could come then is proven to be rightly decided.
    pub dates_proven: u32,
    /// Requests refused.
    pub refused: u32,
    /// Refusals that are proven.
    pub refused_proven: u32,
    /// Requests granted that were not fixed.
    pub granted: u32,
    /// Those whose wish is proven to be the best to be had.
    pub wishes_proven: u32,
}

/// A decision about a market of day services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySolution {
    /// Who is where.
    pub answer: DayAnswer,
    /// Per request what became of it.
    pub fates: Vec<Fate>,
    /// Requests in the order in which they were decided; the fixed ones are not among them.
    pub order: Vec<u32>,
    /// Why requests were refused, shared by those that it refuses.
    pub witnesses: Vec<Witness>,
    /// How far it is proven.
    pub statistics: DayStatistics,
}

impl DaySolution {
    /// Whether every refusal and every wish is proven.
    pub fn is_proven(&self) -> bool {
        self.fates.iter().all(Fate::is_proven)
    }
}

/// A decision in the making.
pub(super) struct Record {
    pub(super) fates: Vec<Fate>,
    pub(super) order: Vec<u32>,
}

impl Record {
    pub(super) fn new(market: &DayMarket) -> Self {
        Self { fates: vec![Fate::Fixed; market.requests().len()], order: Vec::new() }
    }

    pub(super) fn decide(&mut self, request: u32, fate: Fate) {
        self.fates[request as usize] = fate;
        self.order.push(request);
    }

    pub(super) fn finish(self, board: &Board<'_>, witnesses: Vec<Witness>) -> DaySolution {
        let given = (0..board.at.len()).map(|r| {
            let at = board.at[r];
            let members = board.market.request(r).members().len();
            (at != OUT).then(|| Given { stay: at - board.first[r], rooms: vec![None; members] })
        });
        let mut answer = DayAnswer { given: given.collect() };
        for opening in 0..board.here.len() {
            give_rooms(board, opening, &mut answer);
        }
        let statistics = self.statistics(board);
        DaySolution { answer, fates: self.fates, order: self.order, witnesses, statistics }
    }

    fn statistics(&self, board: &Board<'_>) -> DayStatistics {
        let mut s = DayStatistics::default();
        let mut dates: Vec<(u32, bool)> = Vec::new();
        for (request, fate) in board.market.requests().zip(&self.fates) {
            let proven = fate.is_proven();
            match fate {
                Fate::Fixed => {}
                Fate::Granted { .. } => {
                    s.granted += 1;
                    s.wishes_proven += u32::from(proven);
                }
                Fate::Refused(_) => {
                    s.refused += 1;
                    s.refused_proven += u32::from(proven);
                }
            }
            let openings = board.market.openings();
            dates.extend(request.stays().map(|stay| (openings[stay.opening as usize].date, proven)));
        }
        dates.sort_unstable();
        dates.dedup();
        // A date with something unproven stands first with `false`.
        dates.dedup_by_key(|d| d.0);
        s.dates = dates.len() as u32;
        s.dates_proven = dates.iter().filter(|d| d.1).count() as u32;
        s
    }
}

/// Gives a room to everybody who is ill in an opening that has rooms.
fn give_rooms(board: &Board<'_>, opening: usize, answer: &mut DayAnswer) {
    let Some(rooms) = &board.market.openings()[opening].limits.rooms else { return };
    let mut here = board.here[opening].clone();
    here.sort_unstable();
    let mut who = Vec::new();
    let mut patients = Vec::new();
    for &r in &here {
        let slots = board.slots_of(board.at[r as usize]);
        for (m, member) in board.market.request(r as usize).members().iter().enumerate() {
            if let Some(illness) = member.illness {
                who.push((r, m));
                patients.push(Patient { illness, slots });
            }
        }
    }
    for (&(r, m), room) in who.iter().zip(share_out(rooms, &patients).unwrap_or_default()) {
        if let Some(given) = &mut answer.given[r as usize] {
            given.rooms[m] = Some(room);
        }
    }
}
