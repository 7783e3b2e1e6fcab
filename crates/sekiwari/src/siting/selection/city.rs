//! A round with the sites that may be built: what each choice comes to, by the rule itself.

use super::site::{Choice, Site};
use crate::exact::Control;
use crate::market::Status;
use crate::programme::nursery::{AgeClass, Round};
use crate::siting::Draw;
use crate::siting::behaviour::Behaviour;
use crate::siting::location::Standing;
use crate::siting::rule::{Judged, Rule, Undecided};
use crate::siting::scenario::{Applied, Case, Edit, Families, Fault, Scenario, apply};
use rayon::prelude::*;

/// A round, what may be built, and how it is decided.
#[derive(Clone, Copy, Debug)]
pub struct City<'a> {
    /// The round: one for all draws, or one for each; at least one.
    pub cases: &'a [Case<'a>],
    /// What may be built.
    pub sites: &'a [Site],
    /// What families list then.
    pub behaviour: Behaviour<'a>,
    /// The seed of the draws.
    pub seed: u64,
    /// How many draws, at least 1.
    pub draws: u32,
    /// How rounds are decided.
    pub rule: &'a Rule,
}

/// One draw of one choice, decided and judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DrawWorth {
    /// Children with a seat, new or kept.
    pub seated: u32,
    /// Children without.
    pub waiting: u32,
    /// Households that block.
    pub blocking: u32,
    /// Whether it is proven best by the rule.
    pub proven: bool,
}

/// A draw, and by district its children and those with a seat.
type Counted = (DrawWorth, Vec<(u64, u64)>);

/// What a choice comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worth {
    /// By draw.
    pub draws: Box<[DrawWorth]>,
    /// By district of [`City::districts`], over all draws: children and those with a seat.
    pub districts: Box<[(u64, u64)]>,
}

impl Worth {
    /// Children with a seat, over all draws.
    pub fn seated(&self) -> u64 {
        self.draws.iter().map(|d| u64::from(d.seated)).sum()
    }

    /// Children without a seat, over all draws.
    pub fn waiting(&self) -> u64 {
        self.draws.iter().map(|d| u64::from(d.waiting)).sum()
    }

    /// Blocking households, over all draws.
    pub fn blocking(&self) -> u64 {
        self.draws.iter().map(|d| u64::from(d.blocking)).sum()
    }

    /// Draws that are proven best.
    pub fn proven(&self) -> u32 {
        self.draws.iter().map(|d| u32::from(d.proven)).sum()
    }
}

/// Why a choice could not be decided.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectionError {
    /// The round refuses the sites; with the position of the site where one is to blame.
    #[error("the round refuses the sites")]
    Sites(Vec<(Option<usize>, Fault)>),
    /// There is no round to choose for.
    #[error("there is no round")]
    NoRound,
    /// The rule cannot decide the round.
    #[error(transparent)]
    Undecided(#[from] Undecided),
}

impl<'a> City<'a> {
    /// The districts of all children, in order; the first is for those without one.
    pub fn districts(&self) -> Vec<Option<String>> {
        let of = |case: &Case<'_>| case.round.children().iter().map(|c| c.district.clone()).collect();
        let all: std::collections::BTreeSet<Option<String>> =
            self.cases.iter().flat_map(|case| -> Vec<Option<String>> { of(case) }).collect();
        std::iter::once(None).chain(all.into_iter().filter(Option::is_some)).collect()
    }

    fn case(&self, draw: u32) -> &'a Case<'a> {
        &self.cases[draw as usize % self.cases.len()]
    }

    /// The round of a draw with a choice built.
    ///
    /// # Errors
    /// [`SelectionError::Sites`] if the round refuses it.
    pub fn built(&self, choice: &Choice, draw: u32) -> Result<Applied<'a>, SelectionError> {
        let seats =
            choice.opened().map(|(site, size)| (site, self.sites[site].sizes[usize::from(size)].seats));
        self.apply(seats, self.behaviour, draw)
    }

    /// The round of a draw with everything built that may be, each class in its largest size.
    pub(super) fn largest(&self, behaviour: Behaviour<'a>, draw: u32) -> Result<Applied<'a>, SelectionError> {
        let all = self.sites.iter().enumerate().filter(|(_, s)| s.standing != Standing::Forbidden);
        self.apply(all.map(|(i, site)| (i, largest(site))), behaviour, draw)
    }

    fn apply(
        &self,
        seats: impl Iterator<Item = (usize, [u32; AgeClass::COUNT])>,
        behaviour: Behaviour<'a>,
        draw: u32,
    ) -> Result<Applied<'a>, SelectionError> {
        let case = self.case(draw);
        let mut edits: Vec<Edit> = Vec::new();
        let mut site_of: Vec<usize> = Vec::new();
        for (i, seats) in seats {
            let site = &self.sites[i];
            let facility = case.round.facility_by_id(site.place.facility());
            let offers = |class| facility.is_some_and(|f| case.round.seat_row(f, class).is_some());
            let own = site.edits(seats, offers);
            site_of.extend(std::iter::repeat_n(i, own.len()));
            edits.extend(own);
        }
        let scenario = Scenario { edits, ..Scenario::default() };
        let families = Families { behaviour, draw: Draw { seed: self.seed, number: draw } };
        apply(case, &scenario, &families).map_err(|faults| {
            let of = |f: &Fault| f.edit.and_then(|e| site_of.get(e).copied());
            SelectionError::Sites(faults.into_iter().map(|f| (of(&f), f)).collect())
        })
    }

    /// A draw of a choice decided by the rule.
    ///
    /// # Errors
    /// [`SelectionError`].
    pub fn decided(
        &self,
        choice: &Choice,
        draw: u32,
        control: Control<'_>,
    ) -> Result<(Applied<'a>, Judged), SelectionError> {
        let applied = self.built(choice, draw)?;
        let judged = self.rule.decide(&applied.case.round, control)?;
        Ok((applied, judged))
    }

    /// What choices come to, in their order, whatever the number of threads. Cost: all draws of each are applied, compiled, decided and judged.
    pub(super) fn worth(
        &self,
        choices: &[Choice],
        districts: &[Option<String>],
        control: Control<'_>,
    ) -> Result<Vec<Worth>, SelectionError> {
        let draws = self.draws as usize;
        let jobs: Vec<(usize, u32)> =
            (0..choices.len()).flat_map(|c| (0..self.draws).map(move |d| (c, d))).collect();
        let one = |&(choice, draw): &(usize, u32)| {
            let (applied, judged) = self.decided(&choices[choice], draw, control)?;
            Ok(count(&applied.case.round, &judged, districts))
        };
        let done: Result<Vec<Counted>, SelectionError> = jobs.par_iter().map(one).collect();
        let worth = |draws: &[Counted]| {
            let mut sums = vec![(0, 0); districts.len()];
            for (sum, own) in draws.iter().flat_map(|d| sums_of(&d.1)) {
                let (all, seated): &mut (u64, u64) = &mut sums[sum];
                *all += own.0;
                *seated += own.1;
            }
            Worth { draws: draws.iter().map(|d| d.0).collect(), districts: sums.into() }
        };
        Ok(done?.chunks(draws.max(1)).map(worth).collect())
    }
}

fn sums_of(districts: &[(u64, u64)]) -> impl Iterator<Item = (usize, (u64, u64))> + '_ {
    districts.iter().copied().enumerate()
}

fn count(round: &Round, judged: &Judged, districts: &[Option<String>]) -> Counted {
    let mut by_district = vec![(0, 0); districts.len()];
    let decisions = judged.compiled.decisions(round, &judged.verified);
    let mut seated = 0;
    for (child, decision) in round.children().iter().zip(&decisions) {
        let sits = decision.facility.is_some();
        seated += u32::from(sits);
        if let Ok(at) = districts.binary_search(&child.district) {
            let (all, with): &mut (u64, u64) = &mut by_district[at];
            *all += 1;
            *with += u64::from(sits);
        }
    }
    let worth = DrawWorth {
        seated,
        waiting: round.children().len() as u32 - seated,
        blocking: judged.verified.verdict().blocking_households(),
        proven: judged.status == Status::Optimal,
    };
    (worth, by_district)
}

/// The most seats of every class over the sizes of a site.
pub(super) fn largest(site: &Site) -> [u32; AgeClass::COUNT] {
    let most = |class: usize| site.sizes.iter().map(|s| s.seats[class]).max().unwrap_or(0);
    std::array::from_fn(most)
}
