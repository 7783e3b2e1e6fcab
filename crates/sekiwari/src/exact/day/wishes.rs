//! Where: those granted, in the order in which they were, each get their best wish that leaves everybody a place.

use super::seek::{Found, Seeker};
use super::solution::{Fate, Record};
use crate::exact::Control;

/// Improves the wishes of the granted, in order. What one has reached, those after it cannot take away.
pub(super) fn improve(seeker: &mut Seeker<'_>, granted: &[u32], record: &mut Record, control: &Control<'_>) {
    for &r in granted {
        seeker.hurry |= control.stopped();
        let mut proven = !seeker.doubted[r as usize];
        let have = seeker.board.rank_of(seeker.board.at[r as usize]);
        let mut ranks: Vec<u32> =
            seeker.board.stays(r).map(|s| seeker.board.rank_of(s)).filter(|&w| w < have).collect();
        ranks.dedup();
        let mut out_of_reach = 0;
        for rank in ranks {
            let upto = seeker.board.within(r, rank);
            seeker.board.allowed[r as usize] = upto;
            let before = seeker.board.lift(r);
            match seeker.seek(r, true) {
                Found::Placed => break,
                Found::Unknown => proven = false,
                // As long as all is proven, stays that are not to be had now never will be.
                _ if proven => out_of_reach = upto,
                _ => {}
            }
            seeker.board.place(r, before);
            // Those tried need not be tried again together with the next ones.
            seeker.board.lowest[r as usize] = upto;
        }
        let rank = seeker.board.rank_of(seeker.board.at[r as usize]);
        seeker.board.lowest[r as usize] = out_of_reach;
        seeker.board.allowed[r as usize] = seeker.board.within(r, rank);
        record.fates[r as usize] = Fate::Granted { wish_proven: proven };
    }
}
