//! Who comes next at a club.

use super::Decided;
use crate::mechanism::Ties;
use crate::programme::club::{ChildIndex, ClubIndex};

/// One line of a waiting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The club.
    pub club: ClubIndex,
    /// 1 for the first; equals share a place.
    pub place: u32,
    /// The child.
    pub child: ChildIndex,
    /// The first line of its list there that it would rather have than what it got.
    pub entry: usize,
}

/// The waiting lists of all clubs, by club, each in the order of priority: children who would rather come there than where they
/// are, on more days or at all. Lines that can never be given do not wait. Cost: sorting the lines above the outcomes.
pub fn waiting_lists(decided: &Decided<'_>, ties: Ties) -> Vec<Waiting> {
    let round = decided.round;
    let mut lines: Vec<(ClubIndex, (u32, u64), ChildIndex, usize)> = Vec::new();
    for child in 0..round.children().len() as u32 {
        let from = round.list_offset(child);
        let got = decided.decisions[child as usize].entry;
        let end = got.unwrap_or(from + round.list(child).len());
        let first = lines.len();
        for entry in (from..end).filter(|&e| decided.compiled.can_be_given(e)) {
            let club = round.entry(entry).club;
            if lines[first..].iter().any(|l| l.0 == club) {
                continue;
            }
            let draw = match ties {
                Ties::Strict => decided.compiled.draws[child as usize],
                Ties::Weak => 0,
            };
            lines.push((club, (decided.compiled.standings.class(entry), draw), child, entry));
        }
    }
    lines.sort_unstable();
    let mut list: Vec<Waiting> = Vec::with_capacity(lines.len());
    for own in lines.chunk_by(|a, b| a.0 == b.0) {
        let mut place = 0;
        for equals in own.chunk_by(|a, b| a.1 == b.1) {
            list.extend(equals.iter().map(|l| Waiting {
                club: l.0,
                place: place + 1,
                child: l.2,
                entry: l.3,
            }));
            place += equals.len() as u32;
        }
    }
    list
}
