//! Every objective by trying every set of sites, as the documentation says it.

use sekiwari::siting::location::{Instance, Openings, PointId, SiteId, Standing};

/// All sets of sites that contain what must be open, nothing that must not, and keep the limit.
pub fn choices(instance: &Instance, openings: Openings) -> Vec<Vec<SiteId>> {
    let sites: Vec<SiteId> = instance.sites().collect();
    let sets = (0..1u32 << sites.len())
        .map(|mask| sites.iter().copied().filter(|s| mask >> s.index() & 1 == 1).collect::<Vec<_>>());
    sets.filter(|open| allowed(instance, openings, open)).collect()
}

pub fn allowed(instance: &Instance, openings: Openings, open: &[SiteId]) -> bool {
    let right = instance.sites().all(|s| match instance.site(s).standing {
        Standing::Candidate => true,
        Standing::Existing | Standing::Required => open.contains(&s),
        Standing::Forbidden => !open.contains(&s),
    });
    let new = || open.iter().filter(|s| instance.site(**s).standing != Standing::Existing);
    right
        && match openings {
            Openings::Any => true,
            Openings::Exactly(k) => new().count() == k as usize,
            Openings::AtMost(k) => new().count() <= k as usize,
            Openings::Budget(b) => new().map(|s| instance.site(*s).cost).sum::<u64>() <= b,
        }
}

/// Points that count, with their weight.
pub fn demand(instance: &Instance) -> impl Iterator<Item = (PointId, u64)> {
    instance.points().map(|p| (p, u64::from(instance.weight(p)))).filter(|(_, w)| *w > 0)
}

pub fn nearest(instance: &Instance, point: PointId, open: &[SiteId]) -> Option<u32> {
    open.iter().filter_map(|&s| instance.distance(point, s)).min()
}

/// Weight that reaches nothing, and weight times distance of the rest.
pub fn ways(instance: &Instance, open: &[SiteId]) -> (u64, u64) {
    let (mut lost, mut cost) = (0, 0);
    for (p, w) in demand(instance) {
        match nearest(instance, p, open) {
            Some(d) => cost += w * u64::from(d),
            None => lost += w,
        }
    }
    (lost, cost)
}

/// The cost of the new sites.
pub fn paid(instance: &Instance, open: &[SiteId]) -> u64 {
    let new = open.iter().filter(|s| instance.site(**s).standing != Standing::Existing);
    new.map(|s| instance.site(*s).cost).sum()
}

pub fn new_sites(instance: &Instance, open: &[SiteId]) -> u64 {
    open.iter().filter(|s| instance.site(**s).standing != Standing::Existing).count() as u64
}

/// Weight that reaches nothing, and the longest way of the rest.
pub fn farthest(instance: &Instance, open: &[SiteId]) -> (u64, u32) {
    let (mut lost, mut far) = (0, 0);
    for (p, w) in demand(instance) {
        match nearest(instance, p, open) {
            Some(d) => far = far.max(d),
            None => lost += w,
        }
    }
    (lost, far)
}

pub fn covers(instance: &Instance, radius: u32, point: PointId, open: &[SiteId]) -> bool {
    nearest(instance, point, open).is_some_and(|d| d <= radius)
}

pub fn covered(instance: &Instance, radius: u32, open: &[SiteId]) -> u64 {
    demand(instance).filter(|(p, _)| covers(instance, radius, *p, open)).map(|(_, w)| w).sum()
}

/// Covered and whole weight of each district that has any.
pub fn shares(instance: &Instance, radius: u32, open: &[SiteId]) -> Vec<(u64, u64)> {
    let mut shares = vec![(0, 0); instance.district_count()];
    for (p, w) in demand(instance) {
        let share = &mut shares[instance.district(p) as usize];
        share.1 += w;
        if covers(instance, radius, p, open) {
            share.0 += w;
        }
    }
    shares.retain(|s| s.1 > 0);
    shares
}

/// Weight that cannot be served, and what serving the rest costs at least: unit by unit along shortest ways that may take others' places
/// (Busacker and Gowen 1960), with the ways found by Bellman and Ford's rule.
pub fn served(instance: &Instance, open: &[SiteId]) -> (u64, u64) {
    const FAR: i64 = 1_000_000;
    let points: Vec<(PointId, u64)> = demand(instance).collect();
    // Site `open.len()` takes whoever is not served.
    let sites = open.len() + 1;
    let unit = |i: usize, j: usize| match open.get(j) {
        Some(&s) => instance.distance(points[i].0, s).map(i64::from),
        None => Some(FAR),
    };
    let room = |j: usize| open.get(j).map_or(u64::MAX, |s| instance.site(*s).capacity.unwrap_or(u64::MAX));
    let mut flow = vec![vec![0u64; sites]; points.len()];
    for i in 0..points.len() {
        for _ in 0..points[i].1 {
            let mut way: Vec<Option<i64>> = (0..sites).map(|j| unit(i, j)).collect();
            let mut from: Vec<Option<(usize, usize)>> = vec![None; sites];
            for _ in 0..=sites {
                for a in 0..sites {
                    for (k, units) in flow.iter().enumerate() {
                        for b in 0..sites {
                            let (Some(at), Some(here), Some(there)) = (way[a], unit(k, a), unit(k, b)) else {
                                continue;
                            };
                            let longer = way[b].is_none_or(|w| at + there - here < w);
                            if units[a] > 0 && a != b && longer {
                                (way[b], from[b]) = (Some(at + there - here), Some((a, k)));
                            }
                        }
                    }
                }
            }
            let load = |j: usize| flow.iter().map(|f| f[j]).sum::<u64>();
            let open_sites = (0..sites).filter(|&j| load(j) < room(j) && way[j].is_some());
            let mut at = open_sites.min_by_key(|&j| way[j]).unwrap();
            while let Some((a, k)) = from[at] {
                flow[k][a] -= 1;
                flow[k][at] += 1;
                at = a;
            }
            flow[i][at] += 1;
        }
    }
    let (mut lost, mut cost) = (0, 0);
    for (i, row) in flow.iter().enumerate() {
        lost += row[sites - 1];
        for (j, &f) in row[..sites - 1].iter().enumerate() {
            cost += f * unit(i, j).map_or(0, |d| d as u64);
        }
    }
    (lost, cost)
}
