//! What the lists of a round say, in flat tables.

use super::model::band_of;
use crate::programme::nursery::waiting::metres;
use crate::programme::nursery::{Offer, Round};

/// One facility within reach of a child.
#[derive(Clone, Copy)]
pub(super) struct Near {
    pub(super) facility: u32,
    pub(super) band: u32,
}

/// The facilities within reach of each child: those it listed first, in the order of its list.
pub(super) struct Sample {
    pub(super) options: Vec<Near>,
    pub(super) lists: Vec<List>,
}

/// One child: its options, how many of them it listed, and whether it is known that the list ended by itself.
pub(super) struct List {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) listed: u32,
    pub(super) ended: bool,
}

impl Sample {
    /// Of the children whose place is known, who are not decided by hand and gave a list of their own.
    pub(super) fn of(round: &Round, edges: &[u32], most: Option<u32>) -> Self {
        let mut sample = Self { options: Vec::new(), lists: Vec::new() };
        let mut seen = vec![u32::MAX; round.facilities().len()];
        for (i, child) in round.children().iter().enumerate() {
            let i = i as u32;
            let household = &round.households()[round.household_of(i) as usize];
            let (Some(home), None, None) = (child.position, &household.joint_wishes, round.pin(i)) else {
                continue;
            };
            let from = sample.options.len() as u32;
            let list = round.list(i);
            let free = list.iter().filter(|&&f| child.current != Some(f));
            let near_by = |f: u32| {
                let position = round.facilities()[f as usize].position?;
                Some(Near { facility: f, band: band_of(edges, metres(home, position))? as u32 })
            };
            for &f in free.clone() {
                seen[f as usize] = i;
                sample.options.extend(near_by(f));
            }
            let listed = sample.options.len() as u32 - from;
            if listed == 0 {
                continue;
            }
            for f in 0..round.facilities().len() as u32 {
                let other = seen[f as usize] != i && child.current != Some(f);
                if other && matches!(round.offer(i, f), Offer::Seats(_)) {
                    sample.options.extend(near_by(f));
                }
            }
            // Nobody who holds a seat lists what is below it, and a full form ends every list.
            let full = most.is_some_and(|most| free.count() as u32 >= most);
            let to = sample.options.len() as u32;
            sample.lists.push(List { from, to, listed, ended: child.current.is_none() && !full });
        }
        sample
    }

    pub(super) fn of_list(&self, list: &List) -> (&[Near], &[Near]) {
        self.options[list.from as usize..list.to as usize].split_at(list.listed as usize)
    }
}
