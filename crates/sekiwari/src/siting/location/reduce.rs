//! Set covering made smaller: rows that others imply, sites that others can replace, sites without which a row is not covered.
//!
//! Garfinkel and Nemhauser, *Integer Programming* (1972), chapter 8.

use super::cover::{inside, ones};

/// What is left of a covering problem.
pub(super) struct Reduced {
    /// Sites that a cheapest cover can be taken to contain.
    pub(super) taken: Vec<u32>,
    /// Rows left, as lists of sites.
    pub(super) rows: Vec<Vec<u32>>,
}

/// Applies the three rules until none does anything. Rows are sets of sites as bits, `words` each, none empty; the cheapest cover of what is
/// left, with the sites taken, is a cheapest cover of all.
pub(super) fn reduce(bits: &[u64], words: usize, costs: &[u64]) -> Reduced {
    let mut rows: Vec<Vec<u64>> =
        if words == 0 { Vec::new() } else { bits.chunks(words).map(<[u64]>::to_vec).collect() };
    let mut taken = Vec::new();
    loop {
        minimal_rows(&mut rows);
        let mut changed = drop_sites(&mut rows, words, costs);
        let single: Vec<u32> = rows.iter().filter_map(|row| only(row)).collect();
        if !single.is_empty() {
            changed = true;
            rows.retain(|row| !single.iter().any(|&j| row[j as usize / 64] >> (j % 64) & 1 == 1));
            taken.extend(single);
        }
        if !changed {
            break;
        }
    }
    taken.sort_unstable();
    taken.dedup();
    Reduced { taken, rows: rows.iter().map(|row| ones(row).map(|j| j as u32).collect()).collect() }
}

fn only(row: &[u64]) -> Option<u32> {
    let mut sites = ones(row);
    let first = sites.next()?;
    sites.next().is_none().then_some(first as u32)
}

/// Drops rows that contain another: whoever covers that one covers them.
fn minimal_rows(rows: &mut Vec<Vec<u64>>) {
    let size = |row: &[u64]| row.iter().map(|w| w.count_ones()).sum::<u32>();
    rows.sort_unstable_by(|a, b| size(a).cmp(&size(b)).then_with(|| a.cmp(b)));
    rows.dedup();
    let mut kept: Vec<Vec<u64>> = Vec::new();
    for row in rows.drain(..) {
        if !kept.iter().any(|k| inside(k, &row)) {
            kept.push(row);
        }
    }
    *rows = kept;
}

/// Drops sites whose rows another covers at no higher cost. Whether there was one.
fn drop_sites(rows: &mut [Vec<u64>], words: usize, costs: &[u64]) -> bool {
    let width = rows.len().div_ceil(64);
    let mut columns = vec![vec![0u64; width]; words * 64];
    for (r, row) in rows.iter().enumerate() {
        ones(row).for_each(|j| columns[j][r / 64] |= 1 << (r % 64));
    }
    let used: Vec<usize> = (0..costs.len()).filter(|&j| columns[j].iter().any(|&w| w != 0)).collect();
    let mut gone = vec![false; costs.len()];
    for &a in &used {
        let replaces = |b: usize| {
            let equal = costs[a] == costs[b] && columns[a] == columns[b];
            b != a
                && !gone[b]
                && costs[b] <= costs[a]
                && inside(&columns[a], &columns[b])
                && (!equal || b < a)
        };
        gone[a] = used.iter().any(|&b| replaces(b));
    }
    let any = gone.contains(&true);
    if any {
        for row in rows.iter_mut() {
            (0..costs.len()).filter(|&j| gone[j]).for_each(|j| row[j / 64] &= !(1 << (j % 64)));
        }
    }
    any
}
