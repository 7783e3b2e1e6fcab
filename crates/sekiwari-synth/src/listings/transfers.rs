//! Transfer applicants who move: the seats they leave are among those offered at their old facilities.

use super::cells::Cells;
use super::families::Household;
use crate::draw::Draw;
use std::cmp::Reverse;

/// Makes up to `wanted` of the admitted single children transfer applicants. Returns the seats they leave, per cell.
///
/// With `freed` seats of a cell left by its movers, `seats - freed` are open from the start. Every mover must stand above
/// all but that many of the children admitted to its old cell: then each of those finds either an open seat or one whose
/// holder was decided before.
pub(super) fn movers(cells: &Cells, draw: &mut Draw, families: &mut [Household], wanted: u32) -> Vec<u32> {
    // Standing and receipt of the children admitted to each cell, best first.
    let mut admitted: Vec<Vec<(Reverse<i32>, u32)>> = vec![Vec::new(); cells.cells.len()];
    for h in families.iter() {
        for c in h.seekers.iter().filter_map(|s| s.placed) {
            admitted[c as usize].push((Reverse(h.standing), h.receipt));
        }
    }
    admitted.iter_mut().for_each(|list| list.sort_unstable());
    let mut freed = vec![0u32; cells.cells.len()];
    // The most children that stand above a mover of the cell.
    let mut above_mover = vec![0u32; cells.cells.len()];
    let mut made = 0;
    let mut order: Vec<u32> = (0..families.len() as u32).collect();
    draw.shuffle(&mut order);
    for i in order {
        if made == wanted {
            break;
        }
        let h = &mut families[i as usize];
        let key = (Reverse(h.standing), h.receipt);
        let [seeker] = &mut h.seekers[..] else { continue };
        let Some(placed) = seeker.placed.filter(|_| seeker.class > 0 && seeker.held.is_none()) else {
            continue;
        };
        let old = cells.near(placed).iter().copied().take(20).find(|&c| {
            let above = admitted[c as usize].partition_point(|&k| k < key) as u32;
            let above = above.max(above_mover[c as usize]);
            let open = cells.cells[c as usize].seats.checked_sub(freed[c as usize] + 1);
            open.is_some_and(|open| above <= open) && !seeker.waits_at.contains(&c)
        });
        if let Some(c) = old {
            let above = admitted[c as usize].partition_point(|&k| k < key) as u32;
            above_mover[c as usize] = above_mover[c as usize].max(above);
            freed[c as usize] += 1;
            seeker.held = Some(c);
            made += 1;
        }
    }
    freed
}
