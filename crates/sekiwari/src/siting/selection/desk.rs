//! What was decided of a city is kept, so that several searches share it.

use super::bound::Bound;
use super::city::{City, SelectionError, Worth};
use super::limits::{Limits, Takes};
use super::objective::{Key, Objective};
use super::site::Choice;
use crate::exact::Control;
use crate::mechanism::Mechanism;
use crate::siting::location::Standing;
use std::collections::BTreeMap;

/// What was decided of a city, and the searches over it.
pub struct Desk<'a> {
    pub(super) city: City<'a>,
    districts: Vec<Option<String>>,
    pub(super) bound: Bound,
    pub(super) known: BTreeMap<Choice, Worth>,
}

impl<'a> Desk<'a> {
    /// Begins. Cost: every draw with all sites open is compiled, and a matching of its children found.
    ///
    /// # Errors
    /// [`SelectionError`] if the round refuses the sites.
    pub fn new(city: City<'a>) -> Result<Self, SelectionError> {
        if city.cases.is_empty() {
            return Err(SelectionError::NoRound);
        }
        let city = City { draws: city.draws.max(1), ..city };
        let mut bound = Bound::new(&city)?;
        bound.add(city.sites, &Choice::nothing(city.sites.len()));
        Ok(Self { city, districts: city.districts(), bound, known: BTreeMap::new() })
    }

    /// The districts of [`Worth::districts`].
    pub fn districts(&self) -> &[Option<String>] {
        &self.districts
    }

    /// The choice of nothing.
    pub fn nothing(&self) -> Choice {
        Choice::nothing(self.city.sites.len())
    }

    /// What may be built.
    pub fn sites(&self) -> &'a [super::Site] {
        self.city.sites
    }

    /// The best choices within limits that were decided so far, best first, `most` of them.
    pub fn ranked(&self, limits: &Limits, objective: Objective, most: usize) -> Vec<(Choice, Worth)> {
        let own = |choice: &Choice| limits.complete(Takes::of(self.city.sites, choice));
        let mut all: Vec<(Key, &Choice)> = self
            .known
            .keys()
            .filter(|c| own(c) && self.opens_what_must(c))
            .filter_map(|c| Some((self.key(objective, c)?, c)))
            .collect();
        all.sort_unstable_by(|a, b| b.0.cmp(&a.0));
        all.into_iter().take(most).map(|(_, c)| (c.clone(), self.known[c].clone())).collect()
    }

    fn opens_what_must(&self, choice: &Choice) -> bool {
        (0..self.city.sites.len()).all(|s| !self.city.sites[s].is_fixed() || choice.size(s).is_some())
    }

    /// By site and size what it comes to by itself, beside what is decided already (in its cheapest size); `None` for forbidden sites.
    ///
    /// # Errors
    /// [`SelectionError`].
    pub fn alone(&mut self) -> Result<Vec<Vec<Option<Worth>>>, SelectionError> {
        let sites = self.city.sites;
        let decided = (0..sites.len()).filter(|&s| !sites[s].is_counted());
        let base = decided.fold(self.nothing(), |c, s| c.with(s, self.cheapest(s)));
        let sizes = |s: usize| match sites[s].standing {
            Standing::Forbidden => 0,
            _ => sites[s].sizes.len() as u16,
        };
        let of = |s: usize| (0..sizes(s)).map(|z| base.with(s, Some(z))).collect::<Vec<_>>();
        let all: Vec<Choice> = (0..sites.len()).flat_map(of).collect();
        self.decide(&all)?;
        let worth = |s: usize| {
            let own = (0..sites[s].sizes.len() as u16).map(|z| base.with(s, Some(z)));
            own.map(|c| (sizes(s) > 0).then(|| self.known[&c].clone())).collect()
        };
        Ok((0..sites.len()).map(worth).collect())
    }

    /// The cheapest size of a site.
    pub(super) fn cheapest(&self, site: usize) -> Option<u16> {
        let sizes = &self.city.sites[site].sizes;
        (0..sizes.len() as u16).min_by_key(|&z| sizes[usize::from(z)].cost)
    }

    /// All choices decided so far.
    pub fn known(&self) -> impl Iterator<Item = (&Choice, &Worth)> {
        self.known.iter()
    }

    /// No rule seats more children than this with a choice, over all draws: as many as fit in whatever the priorities. Cost: one
    /// matching a draw.
    pub fn seated_max(&self, choice: &Choice) -> u64 {
        self.bound.exactly(self.city.sites, choice)
    }

    /// What a choice comes to; decided if it was not before.
    ///
    /// # Errors
    /// [`SelectionError`].
    pub fn worth(&mut self, choice: &Choice) -> Result<Worth, SelectionError> {
        self.decide(std::slice::from_ref(choice))?;
        Ok(self.known[choice].clone())
    }

    /// Decides those of some choices that were not; says how many.
    pub(super) fn decide(&mut self, choices: &[Choice]) -> Result<u64, SelectionError> {
        let mut new: Vec<Choice> = choices.iter().filter(|c| !self.known.contains_key(c)).cloned().collect();
        new.sort_unstable();
        new.dedup();
        let worth = self.city.worth(&new, &self.districts, Control::default())?;
        let count = new.len() as u64;
        self.known.extend(new.into_iter().zip(worth));
        Ok(count)
    }

    pub(super) fn key(&self, objective: Objective, choice: &Choice) -> Option<Key> {
        let takes = Takes::of(self.city.sites, choice);
        Some(objective.key(choice, takes, self.known.get(choice)?))
    }

    /// The best of some decided choices.
    pub(super) fn best_of<'c>(
        &self,
        objective: Objective,
        choices: impl IntoIterator<Item = &'c Choice>,
    ) -> Option<&'c Choice> {
        choices.into_iter().filter_map(|c| Some((self.key(objective, c)?, c))).max().map(|(_, c)| c)
    }

    /// Whether every value is what the rule gives and no less: a search that was given up may have seated fewer.
    pub(super) fn settled(&self) -> bool {
        let searched = self.city.rule.mechanism == Mechanism::StableOptimal;
        !searched || self.known.values().all(|w| w.proven() == self.city.draws)
    }
}
