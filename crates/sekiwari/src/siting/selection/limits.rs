//! What a choice may be: how many sites, for how much money and with how many teachers.

use super::site::{Choice, Site};
use crate::siting::location::Standing;

/// How many sites open, without those decided already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Count {
    /// As many as the money and the teachers allow.
    #[default]
    Any,
    /// So many.
    Exactly(u32),
    /// So many or fewer.
    AtMost(u32),
}

/// What there is to build with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// How many sites.
    pub count: Count,
    /// How much all of it may cost.
    pub budget: Option<u64>,
    /// How many teachers all of it may take, in tenths.
    pub teachers10: Option<u32>,
}

/// What a choice takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Takes {
    /// Sites that count.
    pub sites: u32,
    /// Money.
    pub cost: u64,
    /// Teachers in tenths.
    pub teachers10: u64,
}

impl Takes {
    /// With a size of a site more.
    pub(super) fn and(self, site: &Site, size: u16) -> Self {
        if !site.is_counted() {
            return self;
        }
        let size = &site.sizes[usize::from(size)];
        Self {
            sites: self.sites + 1,
            cost: self.cost.saturating_add(size.cost),
            teachers10: self.teachers10 + u64::from(size.teachers10),
        }
    }

    /// What a choice takes.
    pub fn of(sites: &[Site], choice: &Choice) -> Self {
        choice.opened().fold(Self::default(), |takes, (site, size)| takes.and(&sites[site], size))
    }
}

impl Limits {
    /// Whether so much may be taken, be it that more sites follow.
    pub(super) fn allow(&self, takes: Takes) -> bool {
        let within = match self.count {
            Count::Any => true,
            Count::Exactly(k) | Count::AtMost(k) => takes.sites <= k,
        };
        within
            && self.budget.is_none_or(|b| takes.cost <= b)
            && self.teachers10.is_none_or(|t| takes.teachers10 <= u64::from(t))
    }

    /// Whether so much is a whole choice.
    pub(super) fn complete(&self, takes: Takes) -> bool {
        self.allow(takes) && !matches!(self.count, Count::Exactly(k) if takes.sites < k)
    }

    /// Sites that may still follow.
    pub(super) fn left(&self, takes: Takes) -> u32 {
        match self.count {
            Count::Any => u32::MAX,
            Count::Exactly(k) | Count::AtMost(k) => k.saturating_sub(takes.sites),
        }
    }
}

/// Goes through all whole choices in order, as long as `each` says so. Cost: the number of choices within the limits, parts included.
pub(super) fn each_choice(sites: &[Site], limits: &Limits, each: &mut dyn FnMut(&Choice, Takes) -> bool) {
    let mut walk = Walk { sites, limits, each, choice: Choice::nothing(sites.len()), goes: true };
    walk.from(0, Takes::default());
}

struct Walk<'a> {
    sites: &'a [Site],
    limits: &'a Limits,
    each: &'a mut dyn FnMut(&Choice, Takes) -> bool,
    choice: Choice,
    goes: bool,
}

impl Walk<'_> {
    fn from(&mut self, at: usize, takes: Takes) {
        if !self.goes || !self.limits.allow(takes) || self.falls_short(at, takes) {
            return;
        }
        let Some(site) = self.sites.get(at) else {
            if self.limits.complete(takes) {
                self.goes = (self.each)(&self.choice, takes);
            }
            return;
        };
        let sizes = if site.standing == Standing::Forbidden { 0 } else { site.sizes.len() as u16 };
        for size in 0..sizes {
            self.choice.0[at] = Some(size);
            self.from(at + 1, takes.and(site, size));
        }
        self.choice.0[at] = None;
        if !site.is_fixed() {
            self.from(at + 1, takes);
        }
    }

    /// Whether too few sites are left for the number asked for.
    fn falls_short(&self, at: usize, takes: Takes) -> bool {
        let Count::Exactly(k) = self.limits.count else { return false };
        let may = |s: &&Site| matches!(s.standing, Standing::Candidate | Standing::Required);
        let left = self.sites[at..].iter().filter(may).count() as u32;
        takes.sites + left < k
    }
}
