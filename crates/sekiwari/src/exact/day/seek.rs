//! The one question everything rests on: can this request have a place beside all that are granted, wherever these are put?
//!
//! 1. It fits somewhere as things stand.
//! 2. Somebody makes room: a chain in which each one takes the place of the next ([`super::chain`]). Where every request takes
//!    one seat, no chain means no place.
//! 3. Several make room at once, as when two half days leave for a whole one ([`super::loose`]).
//! 4. A [`super::Witness`] shows that there is no place: limits that are too small for those who cannot do without them.
//! 5. All ways to place those who could make room are gone through ([`super::exhaust`]), up to a limit of steps.
//!
//! A witness shuts, for good, every stay that it shows to be out of reach. So each part of the market that has filled up is
//! searched once, and whoever lists only such stays is refused at once.

use super::board::{Board, OUT};
use super::chain::Chain;
use super::doubts::Doubts;
use super::loose::Loose;
use super::near::Near;
use super::witness::Regions;

/// Requests that a search reaches once only short ones are made.
const SHORT: usize = 500;

/// What was found.
#[derive(Debug)]
pub(super) enum Found {
    /// It has a place now.
    Placed,
    /// There is none; these witnesses shut its stays.
    Witnessed(Vec<u32>),
    /// There is none: its stays are closed to it for good.
    Never,
    /// There is none: all ways were gone through.
    Exhausted,
    /// None was found before the search ended.
    Unknown,
}

/// The search, with its scratch space.
pub(super) struct Seeker<'m> {
    pub(super) board: Board<'m>,
    pub(super) regions: Regions,
    chain: Chain,
    near: Near,
    loose: Loose,
    pub(super) doubts: Doubts,
    /// Steps that an exhaustive search may take, and how many are left to all together.
    pub(super) steps: u64,
    pub(super) budget: u64,
    /// Long searches that may still end without an answer; after them only short ones are made.
    searches: u32,
    /// No time is left: places are given as things stand.
    pub(super) hurry: bool,
    /// Requests for which some search ended without an answer.
    pub(super) doubted: Vec<bool>,
}

impl<'m> Seeker<'m> {
    pub(super) fn new(board: Board<'m>, steps: u64, budget: u64, searches: u32) -> Self {
        Self {
            regions: Regions::new(&board),
            chain: Chain::new(&board),
            near: Near::new(&board),
            loose: Loose::new(&board),
            doubts: Doubts::new(&board),
            steps,
            searches,
            budget,
            hurry: false,
            doubted: vec![false; board.at.len()],
            board,
        }
    }

    /// Looks for a place for a request that is nowhere, among the stays that everybody may have. `came`: it has just been lifted from
    /// a place.
    pub(super) fn seek(&mut self, request: u32, came: bool) -> Found {
        let (mut open, mut hope) = (false, false);
        for stay in self.board.stays(request) {
            open |= !self.board.is_shut(stay);
            hope |= !self.board.is_shut(stay) && !self.doubts.contains(&self.board, stay);
            if self.board.fits(request, stay) {
                self.board.place(request, stay);
                return Found::Placed;
            }
        }
        if !open {
            return self.all_shut(request);
        }
        // What one like it could not have was not to be had by it either; only its own place may make a difference.
        if self.hurry || (!hope && !came) {
            return Found::Unknown;
        }
        let most = if self.searches == 0 { SHORT } else { usize::MAX };
        if self.chain.find(&mut self.board, request, most) {
            return Found::Placed;
        }
        if !hope {
            return Found::Unknown;
        }
        self.loose.clear(&self.board);
        if self.regions.shut(&mut self.board, request, &self.loose) {
            return self.all_shut(request);
        }
        if self.searches == 0 {
            return Found::Unknown;
        }
        self.loose.settle(&self.board, self.near.of(&self.board, request));
        if self.loose.make_room(&mut self.board, request) {
            return Found::Placed;
        }
        if self.regions.shut(&mut self.board, request, &self.loose) {
            return self.all_shut(request);
        }
        let mut steps = self.steps.min(self.budget);
        let before = steps;
        let found = super::exhaust::search(&mut self.board, request, &self.loose, &mut steps);
        self.budget -= before - steps;
        match found {
            Some(true) => Found::Placed,
            Some(false) => Found::Exhausted,
            None => {
                self.searches -= 1;
                if !came {
                    self.doubts.add(&self.board, request);
                }
                Found::Unknown
            }
        }
    }

    /// What to say of a request none of whose stays is open.
    fn all_shut(&self, request: u32) -> Found {
        let mut by: Vec<u32> = self.board.stays(request).filter_map(|s| self.board.shut_by(s)).collect();
        by.sort_unstable();
        by.dedup();
        if by.is_empty() { Found::Never } else { Found::Witnessed(by) }
    }
}

/// Takes the moves of a search back: everybody listed, each at most once, is where it was.
pub(super) fn undo(board: &mut Board<'_>, moved: &[(u32, u32)]) {
    for &(r, _) in moved {
        if board.at[r as usize] != OUT {
            board.lift(r);
        }
    }
    for &(r, at) in moved.iter().filter(|m| m.1 != OUT) {
        board.place(r, at);
    }
}
