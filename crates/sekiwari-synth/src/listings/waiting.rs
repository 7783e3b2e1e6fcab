//! Who waits: every published listing gets a child.

use super::cells::Cells;
use super::families::{Household, Seeker};
use super::report::{Contradiction, ListingReport};
use crate::conditions::draw_terms;
use crate::draw::{Draw, permille};
use sekiwari::programme::nursery::{Joint, Prefer, SiblingTerms, SingleFallback};

/// The longest list made here.
const LONGEST: u32 = 15;

/// Listings at classes with free seats: one child of a pair that enters together in this round or not at all, whose sibling
/// lists only closed classes.
pub(super) fn open_classes(
    cells: &mut Cells,
    draw: &mut Draw,
    families: &mut Vec<Household>,
    report: &mut ListingReport,
) {
    let waits_open = |cells: &Cells, c: u32| cells.left[c as usize] > 0 && !cells.cells[c as usize].closed();
    let all: Vec<u32> = (0..cells.cells.len() as u32).filter(|&c| waits_open(cells, c)).collect();
    for &c in &all {
        let cell = &cells.cells[c as usize];
        report.contradictions.push(Contradiction {
            facility: cells.facilities[cell.facility as usize].id.clone(),
            class: cell.class as u8,
            vacant: cell.seats - cell.admitted,
            waiting: cells.left[c as usize],
            dropped: 0,
        });
    }
    for (place, &start) in all.iter().enumerate() {
        while cells.left[start as usize] > 0 {
            let class = cells.cells[start as usize].class;
            let Some(partner) = partner(cells, draw, start, class) else {
                // No closed class with a listing is left anywhere: nothing can explain this one.
                report.contradictions[place].dropped = cells.left[start as usize];
                cells.left[start as usize] = 0;
                break;
            };
            let mut list = vec![start];
            let near: Vec<u32> =
                cells.near(start).iter().copied().filter(|&c| waits_open(cells, c)).collect();
            list.extend(near.into_iter().take(12).filter(|_| draw.chance(300)).take(2));
            let closed = nearest(cells, draw, start, 1, |cells, c| cells.waits_closed(c));
            list.extend(closed);
            let terms = SiblingTerms {
                joint: Joint::SameRound,
                single_fallback: SingleFallback::None,
                prefer: if draw.chance(650) { Prefer::TogetherFirst } else { Prefer::WishOrder },
            };
            let seekers = vec![waiting(cells, list), partner];
            families.push(Household::new(cells, seekers, Some(terms)));
        }
    }
}

/// A sibling who waits at one or two closed cells near `start`, in another class if there are any.
fn partner(cells: &mut Cells, draw: &mut Draw, start: u32, class: usize) -> Option<Seeker> {
    let mut classes: Vec<usize> = (0..6).filter(|&c| c != class).collect();
    draw.shuffle(&mut classes);
    // Near by in some other class; else anywhere in any class.
    let reach = 15;
    let mut found: Option<Vec<u32>> = None;
    for &c in &classes {
        let near = cells.near_in_class(start, c, |x| cells.cells[x as usize].closed());
        let near: Vec<u32> = near.into_iter().take(reach).filter(|&x| cells.waits_closed(x)).collect();
        if !near.is_empty() {
            found = Some(near);
            break;
        }
    }
    classes.push(class);
    let found = found.or_else(|| {
        classes
            .iter()
            .map(|&c| cells.near_in_class(start, c, |x| cells.waits_closed(x)))
            .find(|near| !near.is_empty())
    })?;
    let length = 1 + usize::from(draw.chance(500));
    let list: Vec<u32> = found.into_iter().take(length).collect();
    Some(waiting(cells, list))
}

/// Listings of children who are admitted at a lower wish. Returns the admitted children per cell that are left.
pub(super) fn admitted_elsewhere(
    cells: &mut Cells,
    draw: &mut Draw,
    families: &mut Vec<Household>,
    mut listings: u32,
) -> Vec<u32> {
    let mut admitted: Vec<u32> = cells.cells.iter().map(|c| c.admitted).collect();
    let mut order: Vec<u32> = (0..cells.cells.len() as u32).filter(|&c| cells.waits_closed(c)).collect();
    let mut found = true;
    while listings > 0 && found {
        found = false;
        draw.shuffle(&mut order);
        for &x in &order {
            if listings == 0 || !cells.waits_closed(x) {
                continue;
            }
            let cutoff = |c: u32| cells.cells[c as usize].cutoff;
            let places: Vec<u32> = cells
                .near(x)
                .iter()
                .copied()
                .filter(|&y| admitted[y as usize] > 0 && cutoff(y) < cutoff(x))
                .take(6)
                .collect();
            if places.is_empty() {
                continue;
            }
            let y = places[draw.below(places.len() as u32) as usize];
            let floor = cutoff(y);
            let extra = draw_extra(draw);
            let more = nearest(cells, draw, y, extra, |cells, c| {
                c != x && cells.waits_closed(c) && cells.cells[c as usize].cutoff > floor
            });
            let mut list = vec![x];
            list.extend(more);
            list.truncate(listings as usize);
            let mut seeker = waiting(cells, list);
            draw.shuffle(&mut seeker.waits_at);
            seeker.placed = Some(y);
            listings -= seeker.waits_at.len() as u32;
            admitted[y as usize] -= 1;
            families.push(Household::new(cells, vec![seeker], None));
            found = true;
        }
    }
    admitted
}

fn draw_extra(draw: &mut Draw) -> usize {
    draw.weighted(&[600, 280, 120])
}

/// Listings of transfer applicants who stay: they hold a seat of their class near by (none in class 0). Nobody made so far
/// waits at such a seat, so that no ring of children could move up together.
pub(super) fn kept(cells: &mut Cells, draw: &mut Draw, families: &mut Vec<Household>, mut listings: u32) {
    let mut seats: Vec<u32> = cells.cells.iter().map(|c| c.continuing).collect();
    let mut waited = vec![false; cells.cells.len()];
    let mut home_of_some = vec![false; cells.cells.len()];
    for c in families.iter().flat_map(|h| &h.seekers).flat_map(|s| &s.waits_at) {
        waited[*c as usize] = true;
    }
    let mut order: Vec<u32> =
        (0..cells.cells.len() as u32).filter(|&c| cells.cells[c as usize].class > 0).collect();
    draw.shuffle(&mut order);
    for x in order {
        if listings == 0 || !cells.waits_closed(x) || home_of_some[x as usize] {
            continue;
        }
        let more = draw_extra(draw);
        let mut list = vec![x];
        list.extend(nearest(cells, draw, x, more, |cells, c| {
            cells.waits_closed(c) && !home_of_some[c as usize]
        }));
        list.truncate(listings as usize);
        let free = |c: u32| seats[c as usize] > 0 && !waited[c as usize] && !list.contains(&c);
        let homes: Vec<u32> = cells.near(x).iter().copied().filter(|&c| free(c)).take(5).collect();
        if homes.is_empty() {
            continue;
        }
        let home = homes[draw.below(homes.len() as u32) as usize];
        seats[home as usize] -= 1;
        home_of_some[home as usize] = true;
        list.iter().for_each(|&c| waited[c as usize] = true);
        listings -= list.len() as u32;
        let mut seeker = waiting(cells, list);
        draw.shuffle(&mut seeker.waits_at);
        seeker.held = Some(home);
        families.push(Household::new(cells, vec![seeker], None));
    }
}

/// Pairs of siblings who both get nothing: two classes, near by, the same facilities where possible.
pub(super) fn unplaced_siblings(
    cells: &mut Cells,
    draw: &mut Draw,
    families: &mut Vec<Household>,
    pairs: u32,
) {
    let mut order: Vec<u32> = (0..cells.cells.len() as u32).filter(|&c| cells.waits_closed(c)).collect();
    draw.shuffle(&mut order);
    let mut made = 0;
    for x in order {
        if made == pairs {
            break;
        }
        if !cells.waits_closed(x) {
            continue;
        }
        let class = cells.cells[x as usize].class;
        let mut others: Vec<usize> = (0..6).filter(|&c| c != class).collect();
        draw.shuffle(&mut others);
        let partner = others.into_iter().find_map(|c| {
            let near = cells.near_in_class(x, c, |y| cells.waits_closed(y));
            (!near.is_empty()).then_some(near)
        });
        let Some(partner) = partner else { continue };
        let more = 1 + draw_extra(draw);
        let mut list = vec![x];
        list.extend(nearest(cells, draw, x, more, |cells, c| cells.waits_closed(c)));
        let other = partner.into_iter().take(2 + draw_extra(draw)).collect();
        let seekers = vec![waiting(cells, list), waiting(cells, other)];
        families.push(Household::new(cells, seekers, draw_terms(draw)));
        made += 1;
    }
}

/// Everybody else: single children without a seat, about `children` of them, until no listing is left.
pub(super) fn unplaced(cells: &mut Cells, draw: &mut Draw, families: &mut Vec<Household>, children: u32) {
    let total: u32 = cells.left.iter().sum();
    for class in 0..6 {
        let own: Vec<u32> = cells.of_class[class].clone();
        let mut listings: u32 = own.iter().map(|&c| cells.left[c as usize]).sum();
        let share = if total == 0 { 0 } else { u64::from(listings) * 1000 / u64::from(total) };
        let mut wanted = permille(children, share as u32);
        // The most crowded cell first: every child lists a cell once, so its listings need the most children.
        while let Some(&x) = own.iter().max_by_key(|&&c| (cells.left[c as usize], std::cmp::Reverse(c)))
            && cells.left[x as usize] > 0
        {
            let mean = listings.div_ceil(wanted.max(1));
            let length = (1 + draw.below(2 * mean.max(1) - 1)).min(LONGEST) as usize;
            let mut list = vec![x];
            list.extend(nearest(cells, draw, x, length - 1, |cells, c| cells.waits_closed(c)));
            let mut seeker = waiting(cells, list);
            draw.shuffle(&mut seeker.waits_at);
            listings -= seeker.waits_at.len() as u32;
            wanted = wanted.saturating_sub(1);
            families.push(Household::new(cells, vec![seeker], None));
        }
    }
}

/// Up to `n` neighbours of a cell, near ones more often.
fn nearest(
    cells: &Cells,
    draw: &mut Draw,
    cell: u32,
    n: usize,
    wanted: impl Fn(&Cells, u32) -> bool,
) -> Vec<u32> {
    let mut near: Vec<u32> = cells.near(cell).iter().copied().filter(|&c| wanted(cells, c)).collect();
    let mut list = Vec::with_capacity(n);
    while list.len() < n && !near.is_empty() {
        let place = draw.below(near.len().min(5) as u32) as usize;
        list.push(near.remove(place));
    }
    list
}

/// A child that waits at the cells of its list, one listing of each.
fn waiting(cells: &mut Cells, list: Vec<u32>) -> Seeker {
    list.iter().for_each(|&c| cells.left[c as usize] -= 1);
    let class = list.first().map_or(0, |&c| cells.cells[c as usize].class);
    Seeker { class, waits_at: list, ..Seeker::default() }
}
