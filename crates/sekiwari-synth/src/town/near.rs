//! Which facilities families of a district think of, and how often.

use super::{Town, metres_squared};
use crate::draw::Draw;
use sekiwari::programme::nursery::Position;

/// Facilities a search radius must find before it stops growing.
const ENOUGH: usize = 18;

/// For every district and class the facilities in reach, with running sums of their weights.
pub(crate) struct Near {
    start: Vec<u32>,
    sites: Vec<u32>,
    sums: Vec<u64>,
}

impl Near {
    /// Collects own and neighbouring districts (more where facilities are few). Linear in the facilities, since
    /// districts are about equally dense.
    pub(crate) fn new(town: &Town) -> Self {
        let mut by_district: Vec<Vec<u32>> = vec![Vec::new(); town.centres.len()];
        for (i, s) in town.sites.iter().enumerate() {
            by_district[s.district as usize].push(i as u32);
        }
        let mut near = Self { start: vec![0], sites: Vec::new(), sums: Vec::new() };
        for (d, &centre) in town.centres.iter().enumerate() {
            for class in 0..6 {
                let mut sum = 0;
                for site in in_reach(town, &by_district, d as u32, class) {
                    let s = &town.sites[site as usize];
                    // Half the weight at 1 km, a fifth at 2 km.
                    let distance = 1_000_000 + metres_squared(s.position, centre);
                    sum += 1 + u64::from(s.popularity) * 1_000_000 / distance;
                    near.sites.push(site);
                    near.sums.push(sum);
                }
                near.start.push(near.sites.len() as u32);
            }
        }
        near
    }

    /// The facilities in reach of a district that take a class; never empty.
    pub(crate) fn sites(&self, district: u32, class: usize) -> &[u32] {
        let i = district as usize * 6 + class;
        &self.sites[self.start[i] as usize..self.start[i + 1] as usize]
    }

    /// One of them, the well-known and near ones more often: two are drawn by weight and mostly the one nearer to the
    /// home is taken.
    pub(crate) fn draw(
        &self,
        town: &Town,
        draw: &mut Draw,
        district: u32,
        class: usize,
        home: Position,
    ) -> u32 {
        let i = district as usize * 6 + class;
        let range = self.start[i] as usize..self.start[i + 1] as usize;
        let mut one = || self.sites[range.start + draw.by_sums(&self.sums[range.clone()])];
        let (a, b) = (one(), one());
        let far = |site: u32| metres_squared(town.sites[site as usize].position, home);
        if far(b) < far(a) && draw.chance(600) { b } else { a }
    }
}

fn in_reach(town: &Town, by_district: &[Vec<u32>], district: u32, class: usize) -> Vec<u32> {
    let columns = town.columns as i64;
    let rows = (town.centres.len() as i64 + columns - 1) / columns;
    let (row, column) = (i64::from(district) / columns, i64::from(district) % columns);
    let mut found = Vec::new();
    for radius in 1.. {
        found.clear();
        for r in (row - radius).max(0)..=(row + radius).min(rows - 1) {
            for c in (column - radius).max(0)..=(column + radius).min(columns - 1) {
                let sites = by_district.get((r * columns + c) as usize).map_or(&[][..], |v| v);
                found.extend(sites.iter().filter(|&&s| town.sites[s as usize].classes & 1 << class != 0));
            }
        }
        if found.len() >= ENOUGH || radius >= rows.max(columns) {
            break;
        }
    }
    found
}
