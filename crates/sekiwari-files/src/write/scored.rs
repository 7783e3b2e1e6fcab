//! A round of any programme as tables of points look at it.

use sekiwari::programme::{club, nursery};

/// A round whose points are shown: children, and the lines of their lists.
#[derive(Clone, Copy)]
pub enum ScoredRound<'a> {
    /// Of nursery schools.
    Nursery(&'a nursery::Round),
    /// Of after-school clubs.
    Club(&'a club::Round),
}

impl<'a> From<&'a nursery::Round> for ScoredRound<'a> {
    fn from(round: &'a nursery::Round) -> Self {
        Self::Nursery(round)
    }
}

impl<'a> From<&'a club::Round> for ScoredRound<'a> {
    fn from(round: &'a club::Round) -> Self {
        Self::Club(round)
    }
}

impl<'a> ScoredRound<'a> {
    /// Its name.
    pub fn name(self) -> &'a str {
        match self {
            Self::Nursery(round) => round.name(),
            Self::Club(round) => round.name(),
        }
    }

    /// The number of children.
    pub fn children(self) -> u32 {
        match self {
            Self::Nursery(round) => round.children().len() as u32,
            Self::Club(round) => round.children().len() as u32,
        }
    }

    /// The id of a child.
    pub fn child_id(self, child: u32) -> &'a str {
        match self {
            Self::Nursery(round) => &round.children()[child as usize].id,
            Self::Club(round) => &round.children()[child as usize].id,
        }
    }

    /// The household of a child.
    pub fn household_of(self, child: u32) -> u32 {
        match self {
            Self::Nursery(round) => round.household_of(child),
            Self::Club(round) => round.household_of(child),
        }
    }

    /// The id of a child's household.
    pub fn household_id(self, child: u32) -> &'a str {
        let household = self.household_of(child) as usize;
        match self {
            Self::Nursery(round) => &round.households()[household].id,
            Self::Club(round) => &round.households()[household].id,
        }
    }

    /// The position of a child's first list entry among those of all children.
    pub fn list_offset(self, child: u32) -> usize {
        match self {
            Self::Nursery(round) => round.list_offset(child),
            Self::Club(round) => round.list_offset(child),
        }
    }

    /// The places of a child's list at which a facility stands for the first time. In club rounds further lines hold it with
    /// other days, and the same points.
    pub fn places(self, child: u32) -> Vec<u32> {
        match self {
            Self::Nursery(round) => (0..round.list(child).len() as u32).collect(),
            Self::Club(round) => {
                let list = round.list(child);
                let first = |&at: &u32| {
                    let (before, rest) = list.split_at(at as usize);
                    rest.first().is_some_and(|e| before.iter().all(|b| b.club != e.club))
                };
                (0..list.len() as u32).filter(first).collect()
            }
        }
    }

    /// The id of the facility at a place of a child's list.
    pub fn facility_at(self, child: u32, place: u32) -> &'a str {
        match self {
            Self::Nursery(round) => &round.facilities()[round.list(child)[place as usize] as usize].id,
            Self::Club(round) => &round.clubs()[round.list(child)[place as usize].club as usize].id,
        }
    }
}
