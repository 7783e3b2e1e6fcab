//! What the figures said, and where they contradict themselves.

use super::families::Household;

/// A class where children wait although seats are free.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The facility's id.
    pub facility: String,
    /// The class.
    pub class: u8,
    /// Free seats after the round.
    pub vacant: u32,
    /// Waiting listings.
    pub waiting: u32,
    /// Listings that could not be explained by siblings and were left out of the round.
    pub dropped: u32,
}

/// What came of the figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListingReport {
    /// Children of the round.
    pub children: u32,
    /// Children who get a new seat.
    pub placed: u32,
    /// Children who stay at the seat they hold.
    pub kept: u32,
    /// Children without a seat.
    pub unplaced: u32,
    /// Children who apply together with a sibling.
    pub siblings: u32,
    /// Children who hold a seat and wish to move (kept ones included).
    pub transfers: u32,
    /// Waiting listings of the round.
    pub listings: u32,
    /// Classes with free seats and a waiting list, in the order of the rows. Rule: their listings belong to siblings who
    /// enter in the same round or not at all, the other of whom finds no seat; what cannot be explained so is dropped.
    pub contradictions: Vec<Contradiction>,
    /// Classes with more admitted children than seats offered (facility, class, seats added). Rule: the admitted count.
    pub seats_raised: Vec<(String, u8, u32)>,
}

impl ListingReport {
    /// Listings of the figures that are not in the round.
    pub fn dropped(&self) -> u32 {
        self.contradictions.iter().map(|c| c.dropped).sum()
    }

    pub(super) fn count(mut self, households: &[Household]) -> Self {
        for h in households {
            self.children += h.seekers.len() as u32;
            self.unplaced += h.unplaced();
            self.kept += h.kept();
            self.siblings += h.siblings();
            for s in &h.seekers {
                self.placed += u32::from(s.placed.is_some());
                self.transfers += u32::from(s.held.is_some());
                self.listings += s.waits_at.len() as u32;
            }
        }
        self
    }
}
