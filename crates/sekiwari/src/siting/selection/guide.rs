//! What the classical objectives would choose: they know the homes of the applicants and straight lines, and nothing of the rule.

use super::limits::{Count, Limits};
use super::site::{Choice, Place, Site};
use crate::market::Status;
use crate::programme::nursery::Round;
use crate::programme::nursery::waiting::metres;
use crate::siting::location::{
    self, InstanceBuilder, Openings, Outcome, Search, SiteId, Standing, max_covering, max_min_covering,
    p_center, p_median,
};
use std::collections::BTreeMap;

/// A classical objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Classical {
    /// Shortest ways of all applicants together.
    PMedian,
    /// Shortest way of the farthest applicant.
    PCenter,
    /// Most applicants within a radius.
    MaxCovering,
    /// The district covered worst, then most applicants within a radius.
    MaxMinCovering,
}

impl Classical {
    /// All of them, in the order of tables.
    pub const ALL: [Classical; 4] =
        [Classical::PMedian, Classical::PCenter, Classical::MaxCovering, Classical::MaxMinCovering];

    /// The name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Classical::PMedian => "p-median",
            Classical::PCenter => "p-center",
            Classical::MaxCovering => "max-covering",
            Classical::MaxMinCovering => "max-min-covering",
        }
    }
}

/// What a classical objective chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guided {
    /// Each site in its largest size.
    pub choice: Choice,
    /// The objective's value: metres of all together, metres of the farthest, or applicants covered.
    pub value: u64,
    /// The covered share of the district covered worst, as covered and all, where that is the objective.
    pub worst: Option<(u64, u64)>,
    /// Whether it is proven best by the objective.
    pub status: Status,
}

/// Applicants by home, today's facilities and the sites, with straight lines in metres. Seats are not counted, and a site within a facility is that
/// facility. `None` if no applicant's home is known, or it has more distances than fit.
pub fn guide(round: &Round, sites: &[Site], limits: &Limits, radius: u32, by: Classical) -> Option<Guided> {
    let fixed = sites.iter().filter(|s| s.standing == Standing::Required).count() as u32;
    let openings = match (limits.count, limits.budget) {
        (_, Some(budget)) => Openings::Budget(budget),
        (Count::Exactly(k), None) => Openings::Exactly(k.max(fixed)),
        (Count::AtMost(k), None) => Openings::AtMost(k.max(fixed)),
        (Count::Any, None) => Openings::Any,
    };
    let mut builder = InstanceBuilder::new();
    let mut places = Vec::new();
    for facility in round.facilities() {
        if let Some(place) = facility.position {
            builder.add_site(location::Site::new(Standing::Existing));
            places.push(place);
        }
    }
    let today = places.len();
    let mut site_of = Vec::new();
    for (s, site) in sites.iter().enumerate() {
        let Place::New(open) = &site.place else { continue };
        let Some(place) = open.position else { continue };
        builder.add_site(location::Site::new(site.standing).costing(site.sizes[largest(site)].cost));
        places.push(place);
        site_of.push(s);
    }
    // Siblings, and neighbours at one point, are one point of demand.
    let districts: Vec<Option<&String>> = {
        let all: std::collections::BTreeSet<_> =
            round.children().iter().map(|c| c.district.as_ref()).collect();
        all.into_iter().collect()
    };
    let mut homes: BTreeMap<(i32, i32, u32), u32> = BTreeMap::new();
    for child in round.children() {
        let Some(home) = child.position else { continue };
        let district = districts.binary_search(&child.district.as_ref()).unwrap_or_default() as u32;
        *homes.entry((home.lat_e6, home.lon_e6, district)).or_default() += 1;
    }
    if homes.is_empty() || places.is_empty() {
        return None;
    }
    for ((lat_e6, lon_e6, district), children) in homes {
        let home = crate::programme::nursery::Position { lat_e6, lon_e6 };
        let row: Vec<Option<u32>> = places.iter().map(|&p| Some(metres(home, p))).collect();
        builder.add_point_in(district, children, &row);
    }
    let instance = builder.build().ok()?;
    let search = Search::default();
    let choice = |open: &[SiteId]| {
        let new = open.iter().filter_map(|s| site_of.get(s.index().checked_sub(today)?).copied());
        Choice::of(sites.len(), new.map(|s| (s, largest(&sites[s]) as u16)))
    };
    match by {
        Classical::PMedian => {
            let a = p_median(&instance, openings, &search).found()?;
            Some(Guided { choice: choice(&a.open)?, value: a.value.cost, worst: None, status: a.status })
        }
        Classical::PCenter => {
            let a = p_center(&instance, openings, &search).found()?;
            let value = u64::from(a.value.farthest);
            Some(Guided { choice: choice(&a.open)?, value, worst: None, status: a.status })
        }
        Classical::MaxCovering => {
            let Outcome::Found(a) = max_covering(&instance, radius, openings, &search) else { return None };
            Some(Guided { choice: choice(&a.open)?, value: a.value, worst: None, status: a.status })
        }
        Classical::MaxMinCovering => {
            let Outcome::Found(a) = max_min_covering(&instance, radius, openings, &search) else {
                return None;
            };
            let least = a.value.least;
            let worst = Some((least.covered, least.weight));
            Some(Guided { choice: choice(&a.open)?, value: a.value.covered, worst, status: a.status })
        }
    }
}

fn largest(site: &Site) -> usize {
    let by_seats = |&z: &usize| (site.sizes[z].all_seats(), std::cmp::Reverse(z));
    (0..site.sizes.len()).max_by_key(by_seats).unwrap_or(0)
}
