//! Every division, where there are few.

use super::{Division, Found, Look, Sites, distance, is_solved};
use rayon::prelude::*;

/// Divisions looked at side by side. Not the number of threads, or stopping would change more than it must.
const BATCH: usize = 64;

/// All numbers of seats that a site may have, as far as they are no more than `most`.
fn of_site(sites: &Sites<'_>, site: usize, held: &[u32], most: u64) -> Option<Vec<Vec<u32>>> {
    let least: Vec<u32> = sites.pools[site].iter().map(|p| held[p.index()]).collect();
    let mut all = Vec::new();
    let mut at = least.clone();
    // Counts up pool by pool; where a number is too large, so are all larger ones.
    loop {
        if (sites.allows)(site, &at) {
            all.push(at.clone());
            if all.len() as u64 > most {
                return None;
            }
            match at.first_mut() {
                Some(first) => *first += 1,
                None => return Some(all),
            }
        } else {
            let Some(i) = (0..at.len()).find(|&i| at[i] > least[i]) else { return Some(all) };
            at[i] = least[i];
            match at.get_mut(i + 1) {
                Some(next) => *next += 1,
                None => return Some(all),
            }
        }
    }
}

/// How many divisions there are, if no more than `most`.
pub(super) fn count(sites: &Sites<'_>, open: &[usize], held: &[u32], most: u64) -> Option<u64> {
    let mut product = 1u64;
    for &site in open {
        product = product.checked_mul(of_site(sites, site, held, most)?.len() as u64)?;
        if product > most {
            return None;
        }
    }
    Some(product)
}

/// Looks at all of them.
pub(super) fn try_all(
    look: &Look<'_>,
    sites: &Sites<'_>,
    open: &[usize],
    held: &[u32],
    today: &Division,
    count: u64,
) -> Found {
    let choices: Vec<Vec<Vec<u32>>> =
        open.iter().map(|&s| of_site(sites, s, held, count).unwrap_or_default()).collect();
    let seats_of = |number: u64| {
        let (mut seats, mut rest) = (today.seats.clone(), number);
        for (&site, of) in open.iter().zip(&choices) {
            let chosen = &of[(rest % of.len() as u64) as usize];
            rest /= of.len() as u64;
            for (pool, n) in sites.pools[site].iter().zip(chosen) {
                seats[pool.index()] = *n;
            }
        }
        seats
    };
    let mut found = Found { best: today.clone(), all: is_solved(today), looked_at: 0, cut: false };
    let numbers: Vec<u64> = (0..count).collect();
    for batch in numbers.chunks(BATCH) {
        let looked: Vec<Option<Division>> = batch.par_iter().map(|&n| look.at(seats_of(n))).collect();
        for division in looked {
            let Some(division) = division else {
                found.all = false;
                continue;
            };
            found.looked_at += 1;
            found.all &= is_solved(&division);
            let order = |d: &Division| (d.judged.key(), distance(&d.seats, &today.seats));
            if order(&division) < order(&found.best) {
                found.best = division;
            }
        }
        if look.control.stopped() {
            found.cut = true;
            found.all = false;
            break;
        }
    }
    found
}
