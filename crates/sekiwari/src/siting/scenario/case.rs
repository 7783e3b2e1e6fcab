//! A round with what belongs to it when it is changed.

use crate::priority::rulebook::Rulebook;
use crate::programme::nursery::capacity::FacilityTable;
use crate::programme::nursery::{Circumstances, Round, RoundData, RoundError, facts_of, score_rows};
use std::borrow::Cow;

/// A round, what its points are worked out from, and what its seats are worked out from.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// The round.
    pub round: Cow<'a, Round>,
    /// The rulebook and the families' circumstances; `None` where the round gives points.
    pub scoring: Option<(&'a Rulebook, Cow<'a, Circumstances>)>,
    /// What is known of teachers and rooms, by facility id, in id order; mostly empty.
    pub capacity: Cow<'a, [(String, FacilityTable)]>,
}

impl<'a> Case<'a> {
    /// A round that gives points, of whose teachers nothing is known.
    pub fn of(round: &'a Round) -> Self {
        Self { round: Cow::Borrowed(round), scoring: None, capacity: Cow::Borrowed(&[]) }
    }

    /// With points from a rulebook.
    #[must_use]
    pub fn scored(mut self, rulebook: &'a Rulebook, circumstances: &'a Circumstances) -> Self {
        self.scoring = Some((rulebook, Cow::Borrowed(circumstances)));
        self
    }

    /// With what is known of teachers and rooms, by facility id.
    #[must_use]
    pub fn staffed(mut self, capacity: &'a [(String, FacilityTable)]) -> Self {
        self.capacity = Cow::Borrowed(capacity);
        self
    }

    pub(super) fn frozen(
        data: RoundData,
        scoring: Option<&(&'a Rulebook, Cow<'a, Circumstances>)>,
    ) -> Result<Round, Vec<RoundError>> {
        match scoring {
            None => Round::new(data),
            Some((book, circumstances)) => Round::new_scored(data, |round| {
                score_rows(round, &book.score(&facts_of(round, book, circumstances)))
            }),
        }
    }

    pub(super) fn table(&self, facility: &str) -> Option<&FacilityTable> {
        let at = self.capacity.binary_search_by(|(id, _)| id.as_str().cmp(facility)).ok()?;
        Some(&self.capacity[at].1)
    }
}
