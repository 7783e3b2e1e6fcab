//! Which site opens when.

use crate::siting::location::Standing;
use crate::siting::selection::Site;

/// A site that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Opening {
    /// Years after the round's, at least 1.
    pub after: u16,
    /// The position of its size.
    pub size: u16,
}

/// For every site when it opens and in which size, or never.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Schedule(pub(super) Box<[Option<Opening>]>);

impl Schedule {
    /// Nothing of so many sites ever opens.
    pub fn nothing(sites: usize) -> Self {
        Self(vec![None; sites].into())
    }

    /// The same with a site that opens, or never does.
    #[must_use]
    pub fn with(&self, site: usize, opening: Option<Opening>) -> Self {
        let mut other = self.clone();
        other.0[site] = opening;
        other
    }

    /// When a site opens.
    pub fn of(&self, site: usize) -> Option<Opening> {
        self.0[site]
    }

    /// The sites that open, with when, by site.
    pub fn openings(&self) -> impl Iterator<Item = (usize, Opening)> + '_ {
        self.0.iter().enumerate().filter_map(|(site, o)| Some((site, (*o)?)))
    }

    /// What it costs, without what is decided already.
    pub fn cost(&self, sites: &[Site]) -> u64 {
        self.counted(sites).map(|(site, o)| sites[site].sizes[usize::from(o.size)].cost).sum()
    }

    fn counted<'a>(&'a self, sites: &'a [Site]) -> impl Iterator<Item = (usize, Opening)> + 'a {
        self.openings().filter(|(site, _)| sites[*site].is_counted())
    }
}

/// What limits a schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearLimits {
    /// Sites that open in one year.
    pub sites_a_year: Option<u32>,
    /// What those of one year cost.
    pub cost_a_year: Option<u64>,
    /// What all of them cost.
    pub cost: Option<u64>,
    /// Teachers for those of one year, in tenths.
    pub teachers10_a_year: Option<u32>,
    /// By site the first year in which it can open, in years after the round's; 1 where it is not said.
    pub earliest: Vec<u16>,
    /// By site when it opens and in which size, where that is settled.
    pub stated: Vec<Option<Opening>>,
}

impl YearLimits {
    /// The first year of a site.
    pub(super) fn first(&self, site: usize) -> u16 {
        self.earliest.get(site).copied().unwrap_or(1).max(1)
    }

    /// What is settled of a site.
    pub(super) fn settled(&self, site: usize) -> Option<Opening> {
        self.stated.get(site).copied().flatten()
    }

    /// Whether a schedule keeps them; parts of one that does do so, too.
    pub fn allow(&self, sites: &[Site], years: u32, schedule: &Schedule) -> bool {
        let size = |(site, o): (usize, Opening)| &sites[site].sizes[usize::from(o.size)];
        let in_time = |(site, o): (usize, Opening)| {
            sites[site].standing != Standing::Forbidden
                && (o.after >= self.first(site) || self.settled(site) == Some(o))
                && u32::from(o.after) <= years
        };
        if !schedule.openings().all(in_time) || self.cost.is_some_and(|most| schedule.cost(sites) > most) {
            return false;
        }
        (1..=years).all(|year| {
            let own: Vec<_> =
                schedule.counted(sites).filter(|(_, o)| u32::from(o.after) == year).map(size).collect();
            self.sites_a_year.is_none_or(|most| own.len() as u32 <= most)
                && self.cost_a_year.is_none_or(|most| own.iter().map(|s| s.cost).sum::<u64>() <= most)
                && self.teachers10_a_year.is_none_or(|most| {
                    own.iter().map(|s| u64::from(s.teachers10)).sum::<u64>() <= u64::from(most)
                })
        })
    }
}
