//! Who applies in a year.

use super::assume::Assumptions;
use crate::programme::nursery::{AgeClass, Child, JointRow, Round, RoundData, ScoreRow, SeatRow, WishRow};
use crate::siting::chance::{Draw, Of};
use jiff::{Span, civil::Date};
use std::collections::BTreeMap;

/// A child that applies, made like one of the round.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// The child of the round that it is, or is like.
    pub(super) like: u32,
    pub(super) id: String,
    pub(super) household: String,
    /// Years after the round in which it is of the class of `like`.
    pub(super) since: u32,
    /// The facility of the round whose seat it holds.
    pub(super) holds: Option<u32>,
}

/// The households of this round that new ones are made like, and how many come a year.
pub(super) struct Templates<'a> {
    round: &'a Round,
    /// By class, new applicants for one of this round.
    share: [f64; AgeClass::COUNT],
    /// What stands between an id of the round and the year; in no id of the round.
    mark: String,
}

impl<'a> Templates<'a> {
    /// `waiting`: children without a seat in this round, by class.
    pub(super) fn new(round: &'a Round, waiting: [u32; AgeClass::COUNT], assume: &Assumptions) -> Self {
        let mut all = [0u32; AgeClass::COUNT];
        for child in round.children().iter().filter(|c| c.current.is_none()) {
            all[child.class.index()] += 1;
        }
        let again = |class: usize| match class {
            0 => 0.0,
            _ => f64::from(waiting[class - 1]) * f64::from(assume.reapply) / 1000.0,
        };
        let share = |class: usize| match all[class] {
            0 => 0.0,
            n => (1.0 - again(class) / f64::from(n)).max(0.0),
        };
        let ids = || round.children().iter().map(|c| &c.id).chain(round.households().iter().map(|h| &h.id));
        let mut mark = "~".to_owned();
        while ids().any(|id| id.contains(&mark)) {
            mark.push('~');
        }
        Self { round, share: std::array::from_fn(share), mark }
    }

    /// The new families of a year. Households are taken in a drawn order and counted up by what each stands for, so that as many come as are
    /// expected, but for one at most.
    pub(super) fn come(&self, assume: &Assumptions, years: u32, draw: Draw) -> Vec<Person> {
        let round = self.round;
        let base = round.fiscal_year();
        let year = base + years as i16;
        // By youngest class: the sum of what was counted up, beginning anywhere.
        let start = |class: u8| draw.unit(Of::New, &class.to_string(), &year.to_string(), 0);
        let mut sums: Vec<f64> = (0..AgeClass::COUNT as u8).map(start).collect();
        let name = |h: u32| &round.households()[h as usize].id;
        let mut order: Vec<u32> = (0..round.households().len() as u32).collect();
        order.sort_by_cached_key(|&h| (draw.bits(Of::New, name(h), &year.to_string(), 1), h));
        let mut people = Vec::new();
        for h in order {
            let own = round.households()[h as usize].children.clone();
            let may = |c: &u32| round.children()[*c as usize].current.is_none() && round.pin(*c).is_none();
            let kids: Vec<u32> = own.filter(may).collect();
            let Some(youngest) = kids.iter().map(|&c| round.children()[c as usize].class).min() else {
                continue;
            };
            let district = round.children()[kids[0] as usize].district.as_deref();
            let stands = self.share[youngest.index()] * assume.factor(district, youngest, base, year);
            let sum = &mut sums[youngest.index()];
            let before = sum.floor();
            *sum += stands;
            for copy in 0..(sum.floor() - before) as u32 {
                let id = |old: &str| match copy {
                    0 => format!("{old}{}{year}", self.mark),
                    n => format!("{old}{}{year}+{n}", self.mark),
                };
                people.extend(kids.iter().map(|&c| Person {
                    like: c,
                    id: id(&round.children()[c as usize].id),
                    household: id(name(h)),
                    since: years,
                    holds: None,
                }));
            }
        }
        people
    }
}

impl Person {
    /// Its class in a year; `None` once it goes to school.
    pub(super) fn class(&self, round: &Round, years: u32) -> Option<AgeClass> {
        let first = u32::from(round.children()[self.like as usize].class.get());
        AgeClass::new(u8::try_from(first + years - self.since).ok()?)
    }
}

fn later(date: Date, years: u32) -> Option<Date> {
    date.checked_add(Span::new().try_years(years).ok()?).ok()
}

/// The rows of a year's round, without its sites. Points and lists are those of the children that they are like.
pub(super) fn rows(round: &Round, people: &[Person], seats: Vec<SeatRow>, years: u32) -> Option<RoundData> {
    let base = round.data();
    let mut out = RoundData {
        fiscal_year: base.fiscal_year + years as i16,
        entry_date: later(base.entry_date, years)?,
        seats,
        children: Vec::with_capacity(people.len()),
        wishes: Vec::new(),
        terms: Vec::new(),
        joint_wishes: Vec::new(),
        decisions: Vec::new(),
        scores: Vec::new(),
        ..base
    };
    let mut households: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (at, person) in people.iter().enumerate() {
        households.entry(&person.household).or_default().push(at as u32);
    }
    let scores = by_child(base.scores.iter().map(|s| s.child), round.children().len());
    let joint = by_child(base.joint_wishes.iter().map(|r| r.child), round.children().len());
    for (household, members) in households {
        let like = |m: u32| people[m as usize].like;
        let h = &round.households()[round.household_of(like(members[0])) as usize];
        let whole = members.len() == h.children.len();
        if members.len() > 1 && h.terms.binds() {
            out.terms.push((household.to_owned(), h.terms));
        }
        let together =
            whole && h.joint_wishes.is_some() && members.iter().all(|&m| people[m as usize].holds.is_none());
        for m in members {
            let person = &people[m as usize];
            let from = like(m);
            let child = out.children.len() as u32;
            let record = &round.children()[from as usize];
            out.children.push((
                household.to_owned(),
                Child {
                    id: person.id.clone(),
                    class: person.class(round, years)?,
                    birth_date: record.birth_date.and_then(|b| later(b, person.since)),
                    current: person.holds,
                    ..record.clone()
                },
            ));
            if together {
                let own = joint[from as usize].iter().map(|&i| base.joint_wishes[i as usize]);
                out.joint_wishes.extend(own.map(|row| JointRow { child, ..row }));
            } else {
                let list = round.list(from).iter().filter(|f| {
                    record.current.is_none() || person.holds.is_some() || Some(**f) != record.current
                });
                out.wishes.extend(list.zip(1..).map(|(&facility, rank)| WishRow { child, rank, facility }));
            }
            let own = scores[from as usize].iter().map(|&i| base.scores[i as usize].clone());
            out.scores.extend(own.map(|row| ScoreRow { child, ..row }));
        }
    }
    Some(out)
}

fn by_child(rows: impl Iterator<Item = u32>, children: usize) -> Vec<Vec<u32>> {
    let mut by = vec![Vec::new(); children];
    for (row, child) in rows.enumerate() {
        by[child as usize].push(row as u32);
    }
    by
}
