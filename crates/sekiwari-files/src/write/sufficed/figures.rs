//! Counting what would have sufficed.

use super::counts::{
    SufficedAddedJson, SufficedClassJson, SufficedCountsJson, SufficedFiguresJson, SufficedGradeJson,
    SufficedGroupJson, SufficedPoolJson, SufficedRow, SufficedStepJson, SufficedTermsJson,
};
use super::found::{Counting, Found};
use sekiwari::explain::counterfactual::Tried;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Steps of points.
const POINTS: [u32; 7] = [1, 2, 5, 10, 20, 50, 100];
const THOUSANDTHS: i64 = 1000;

/// What is counted, and how it is told.
pub(in crate::write) struct Figures<'a, P> {
    /// The programme.
    pub(in crate::write) counting: Counting,
    /// Children of the round without a seat, asked for or not.
    pub(in crate::write) unplaced: u32,
    /// What was found, child by child.
    pub(in crate::write) all: &'a [Found<P>],
    /// A place and the seats there, without the children whom they give something.
    pub(in crate::write) place: &'a dyn Fn(&P, u32) -> SufficedPoolJson,
    /// The id of a facility.
    pub(in crate::write) facility: &'a dyn Fn(u32) -> String,
}

impl<P: Ord + Clone> Figures<'_, P> {
    /// The counts of all.
    pub(in crate::write) fn counts(&self) -> SufficedCountsJson {
        self.counts_of(self.all.iter())
    }

    /// Everything in counts. Cost: a pass over the wishes, and sorting what is told.
    pub(in crate::write) fn json(&self) -> SufficedFiguresJson {
        let (without, with): (Vec<_>, Vec<_>) = self.all.iter().partition(|found| !found.has_seat);
        let rows = self.rows(&without, &with);
        let (classes, grades) = match self.counting {
            Counting::Nursery => (Some(rows.into_iter().map(of_class).collect()), None),
            Counting::Club => (None, Some(rows.into_iter().map(of_grade).collect())),
        };
        SufficedFiguresJson {
            unplaced: self.unplaced,
            without_seat: self.group(&without),
            with_seat: self.group(&with),
            classes,
            grades,
            pools: self.pools(),
            terms: self.terms(),
            added: self.added(),
        }
    }

    fn counts_of<'f>(&self, all: impl Iterator<Item = &'f Found<P>>) -> SufficedCountsJson
    where
        P: 'f,
    {
        let has_days = self.counting == Counting::Club;
        let mut counts = SufficedCountsJson { days: has_days.then_some(0), ..Default::default() };
        for found in all {
            let kinds = found.kinds();
            let [points, seats, days, terms, wish] = kinds.map(u32::from);
            counts.children += 1;
            counts.points += points;
            counts.seats += seats;
            counts.days = counts.days.map(|n| n + days);
            counts.terms += terms;
            counts.wish += wish;
            counts.nothing += u32::from(!kinds.contains(&true));
        }
        counts
    }

    fn group(&self, all: &[&Found<P>]) -> SufficedGroupJson {
        let points = all.iter().filter_map(|found| {
            // Up to a whole number of points: parts of a point count as one.
            let more = found.points?.0;
            Some(u32::try_from((more + THOUSANDTHS - 1).div_euclid(THOUSANDTHS)).unwrap_or(u32::MAX))
        });
        let seats = all.iter().filter_map(|found| found.seats.iter().map(|s| s.1).min());
        SufficedGroupJson {
            counts: self.counts_of(all.iter().copied()),
            terms_asked: all.iter().filter(|found| found.terms != Tried::NotAsked).count() as u32,
            point_steps: steps(&POINTS, points),
            seat_steps: steps(self.counting.seat_steps(), seats),
        }
    }

    fn rows(&self, without: &[&Found<P>], with: &[&Found<P>]) -> Vec<SufficedRow> {
        let mut names: Vec<u8> = without.iter().chain(with).map(|found| found.group).collect();
        names.sort_unstable();
        names.dedup();
        let counts =
            |of: &[&Found<P>], name| self.counts_of(of.iter().copied().filter(|found| found.group == name));
        names.into_iter().map(|name| (name, [counts(without, name), counts(with, name)])).collect()
    }

    fn pools(&self) -> Vec<SufficedPoolJson> {
        let mut helped: BTreeMap<(P, u32), [u32; 2]> = BTreeMap::new();
        for found in self.all {
            // A child counts once at a place, however many of its wishes lead there.
            let mut own = found.seats.clone();
            own.sort_unstable();
            own.dedup();
            let group = usize::from(found.has_seat);
            own.into_iter().for_each(|key| helped.entry(key).or_default()[group] += 1);
        }
        let row = |((place, seats), [without_seat, with_seat]): ((P, u32), [u32; 2])| SufficedPoolJson {
            without_seat,
            with_seat,
            ..(self.place)(&place, seats)
        };
        let mut rows: Vec<SufficedPoolJson> = helped.into_iter().map(row).collect();
        // What is equal stays in the order of the places.
        rows.sort_by_key(|p| (Reverse((p.without_seat, p.with_seat)), p.seats, Reverse(p.wished)));
        if self.counting == Counting::Club {
            by_club(&mut rows);
        }
        rows
    }

    fn terms(&self) -> Vec<SufficedTermsJson> {
        let found = self.all.iter().filter_map(|found| found.terms.sufficed());
        let names = found.map(|t| (t.joint.as_str().to_owned(), t.single_fallback.as_str().to_owned()));
        let row = |((sibling_joint, sibling_single), children)| SufficedTermsJson {
            sibling_joint,
            sibling_single,
            children,
        };
        counted(names).into_iter().map(row).collect()
    }

    fn added(&self) -> Vec<SufficedAddedJson> {
        let found = self.all.iter().flat_map(|found| found.added.iter().copied());
        let row =
            |(facility, children)| SufficedAddedJson { facility_id: (self.facility)(facility), children };
        counted(found).into_iter().map(row).collect()
    }
}

fn of_class((class, [without_seat, with_seat]): SufficedRow) -> SufficedClassJson {
    SufficedClassJson { class, without_seat, with_seat }
}

fn of_grade((grade, [without_seat, with_seat]): SufficedRow) -> SufficedGradeJson {
    SufficedGradeJson { grade, without_seat, with_seat }
}

/// The rows of a club together, the clubs first that give most. Of the days of one club a child counts once.
fn by_club(rows: &mut [SufficedPoolJson]) {
    let mut sums: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    for row in &*rows {
        let sum = sums.entry(row.facility_id.clone()).or_default();
        *sum = [sum[0] + row.without_seat, sum[1] + row.with_seat];
    }
    rows.sort_by_cached_key(|row| {
        (Reverse(sums.get(&row.facility_id).copied().unwrap_or_default()), row.facility_id.clone())
    });
}

/// How many values lie in each step.
fn steps(limits: &[u32], values: impl Iterator<Item = u32>) -> Vec<SufficedStepJson> {
    let limits = limits.iter().copied().map(Some).chain([None]);
    let mut steps: Vec<SufficedStepJson> =
        limits.map(|up_to| SufficedStepJson { up_to, children: 0 }).collect();
    for value in values {
        if let Some(step) = steps.iter_mut().find(|s| s.up_to.is_none_or(|most| value <= most)) {
            step.children += 1;
        }
    }
    steps
}

/// How often each stands there, the most frequent first.
fn counted<K: Ord + Clone>(all: impl Iterator<Item = K>) -> Vec<(K, u32)> {
    let mut counts: BTreeMap<K, u32> = BTreeMap::new();
    all.for_each(|key| *counts.entry(key).or_default() += 1);
    let mut rows: Vec<(K, u32)> = counts.into_iter().collect();
    rows.sort_by_key(|r| Reverse(r.1));
    rows
}
