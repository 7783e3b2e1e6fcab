//! The figures of one job, in one flat row.
//!
//! They are those of [`crate::siting::effect::Snapshot`] without anything by child, by facility, or by district and class
//! together: a row has the same columns whatever the scenario, so a thousand of them make a table.

use crate::market::Status;
use crate::programme::PlacementKind;
use crate::programme::nursery::waiting::metres;
use crate::programme::nursery::{AgeClass, Round};
use crate::siting::effect::{Figure, Outcome, Scope};

/// Of whom figures are counted: everybody, then by class, then by district. Those of the round as it is; a scenario brings no class and no
/// home district that is not there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scopes {
    classes: Vec<AgeClass>,
    districts: Vec<String>,
}

impl Scopes {
    /// The figures of everybody.
    pub const OF_ALL: [Figure; 10] = [
        Figure::Children,
        Figure::Seated,
        Figure::Placed,
        Figure::Waiting,
        Figure::FirstWishes,
        Figure::Empty,
        Figure::MeanMetres,
        Figure::Blocking,
        Figure::BlockingMin,
        Figure::SeatedMax,
    ];

    /// The figures of a class or district.
    pub const OF_GROUPS: [Figure; 6] = [
        Figure::Children,
        Figure::Seated,
        Figure::Placed,
        Figure::Waiting,
        Figure::FirstWishes,
        Figure::MeanMetres,
    ];

    /// The classes and districts with children in a round.
    pub fn of(round: &Round) -> Self {
        let mut classes: Vec<AgeClass> = round.children().iter().map(|c| c.class).collect();
        classes.sort_unstable();
        classes.dedup();
        let mut districts: Vec<String> =
            round.children().iter().map(|c| c.district.clone().unwrap_or_default()).collect();
        districts.sort_unstable();
        districts.dedup();
        Self::new(classes, districts)
    }

    /// From classes and districts, each once and in order; the district of children whose home is not known is empty.
    pub fn new(classes: Vec<AgeClass>, districts: Vec<String>) -> Self {
        Self { classes, districts }
    }

    /// The classes, in order.
    pub fn classes(&self) -> &[AgeClass] {
        &self.classes
    }

    /// The districts, by id.
    pub fn districts(&self) -> &[String] {
        &self.districts
    }

    /// The classes and districts in the order of the columns.
    pub fn groups(&self) -> impl Iterator<Item = Scope> {
        let classes = self.classes.iter().map(|&c| Scope { class: Some(c), district: None });
        let districts = self.districts.iter().map(|d| Scope { class: None, district: Some(d.clone()) });
        classes.chain(districts)
    }

    /// Numbers of a row.
    pub fn width(&self) -> usize {
        Self::OF_ALL.len() + Self::OF_GROUPS.len() * (self.classes.len() + self.districts.len())
    }

    /// Where the figures of a group begin in a row; groups are counted as [`Scopes::groups`] gives them.
    pub fn group_at(&self, group: usize) -> usize {
        Self::OF_ALL.len() + Self::OF_GROUPS.len() * group
    }
}

/// The figures of one job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Whether it is proven best.
    pub status: Status,
    /// The figures of everybody ([`Scopes::OF_ALL`]), then of every group ([`Scopes::OF_GROUPS`]); `None` where there is none (the mean way of
    /// nobody).
    pub values: Box<[Option<i64>]>,
}

#[derive(Clone, Copy, Default)]
struct Group {
    children: i64,
    seated: i64,
    placed: i64,
    first: i64,
    ways: i64,
    metres: i64,
}

impl Group {
    fn mean(&self) -> Option<i64> {
        (self.ways > 0).then(|| (2 * self.metres + self.ways) / (2 * self.ways))
    }
}

impl Tally {
    /// Counts a decided round. Children of a class or district that the scopes do not have count in the others.
    pub fn count(outcome: &Outcome<'_>, scopes: &Scopes) -> Self {
        let Outcome { round, compiled, market, allocation, .. } = *outcome;
        let mut all = Group::default();
        let mut groups = vec![Group::default(); scopes.classes.len() + scopes.districts.len()];
        let decisions = compiled.decisions(round, allocation);
        let mut taken = 0i64;
        for ((child, decision), i) in round.children().iter().zip(&decisions).zip(0..) {
            let class = scopes.classes.binary_search(&child.class).ok();
            let home = child.district.as_deref().unwrap_or_default();
            let district = scopes.districts.binary_search_by(|d| d.as_str().cmp(home)).ok();
            let way = decision
                .facility
                .and_then(|f| Some(metres(child.position?, round.facilities()[f as usize].position?)));
            let first = decision.facility.is_some() && round.list(i).first().copied() == decision.facility;
            let own = Group {
                children: 1,
                seated: decision.facility.is_some().into(),
                placed: (decision.kind == PlacementKind::Placed).into(),
                first: first.into(),
                ways: way.is_some().into(),
                metres: way.unwrap_or_default().into(),
            };
            taken += own.seated * i64::from(child.affiliation.seat_weight);
            all.add(&own);
            class.into_iter().for_each(|c| groups[c].add(&own));
            district.into_iter().for_each(|d| groups[scopes.classes.len() + d].add(&own));
        }
        let real = compiled.pools.iter().zip(market.pools()).filter(|(label, _)| label.classes.is_some());
        let seats: i64 = real.map(|(_, pool)| i64::from(pool.seats)).sum();
        let mut values = Vec::with_capacity(scopes.width());
        values.extend(Scopes::OF_ALL.map(|figure| match figure {
            Figure::Empty => Some(seats - taken),
            Figure::Blocking => Some(outcome.verdict.blocking_households().into()),
            Figure::BlockingMin => Some(outcome.bounds.blocking_households_min.into()),
            Figure::SeatedMax => Some(outcome.bounds.seated_max.into()),
            figure => all.figure(figure),
        }));
        groups.iter().for_each(|g| values.extend(Scopes::OF_GROUPS.map(|figure| g.figure(figure))));
        Self { status: outcome.status, values: values.into() }
    }
}

impl Group {
    fn add(&mut self, other: &Group) {
        self.children += other.children;
        self.seated += other.seated;
        self.placed += other.placed;
        self.first += other.first;
        self.ways += other.ways;
        self.metres += other.metres;
    }

    fn figure(&self, figure: Figure) -> Option<i64> {
        match figure {
            Figure::Children => Some(self.children),
            Figure::Seated => Some(self.seated),
            Figure::Placed => Some(self.placed),
            Figure::Waiting => Some(self.children - self.seated),
            Figure::FirstWishes => Some(self.first),
            Figure::MeanMetres => self.mean(),
            _ => None,
        }
    }
}
