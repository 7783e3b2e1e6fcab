//! One year after the other.

use super::assume::Assumptions;
use super::outlook::{Outlook, YearCount};
use super::people::{Person, Templates, rows};
use super::places::{Enrolled, Having, Places};
use super::schedule::Schedule;
use crate::exact::Control;
use crate::market::Status;
use crate::programme::PlacementKind;
use crate::programme::nursery::{AgeClass, Round, SeatRow};
use crate::siting::behaviour::Behaviour;
use crate::siting::chance::{Draw, Of};
use crate::siting::rule::{Judged, Rule};
use crate::siting::scenario::{Case, Edit, Families, Fault, FaultKind, Scenario, apply};
use crate::siting::selection::{Place, SelectionError, Site};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// A round, what may be built in the years after it, and what is assumed of them.
#[derive(Clone, Copy, Debug)]
pub struct Horizon<'a> {
    /// The round of the first year.
    pub round: &'a Round,
    /// Children who go on without applying; `None` where that is not known: then as many seats come free every year as in this round.
    pub enrolled: Option<&'a [Enrolled]>,
    /// What may be built.
    pub sites: &'a [Site],
    /// What families list when sites open.
    pub behaviour: Behaviour<'a>,
    /// What is assumed.
    pub assume: &'a Assumptions,
    /// Years after the round's; at most 100.
    pub years: u32,
    /// The seed of the draws.
    pub seed: u64,
    /// How many draws.
    pub draws: u32,
    /// How rounds are decided.
    pub rule: &'a Rule,
}

/// What no schedule changes.
pub(super) struct Prepared<'a> {
    horizon: Horizon<'a>,
    pub(super) districts: Vec<Option<String>>,
    places: Places,
    first: YearCount,
    // After the round's year: who has a seat, and who may apply again.
    having: Having,
    again: Vec<Person>,
    // By draw and year who is new.
    come: Vec<Vec<Vec<Person>>>,
}

/// A year decided, in the words of this room.
struct Decided {
    count: YearCount,
    // By person the facility of the round or the site, and whether it was kept.
    outcomes: Vec<Option<(Where, bool)>>,
}

#[derive(Clone, Copy)]
enum Where {
    Facility(u32),
    Site(u32),
}

impl<'a> Prepared<'a> {
    pub(super) fn new(horizon: Horizon<'a>) -> Result<Self, SelectionError> {
        let Horizon { round, assume, .. } = horizon;
        let districts: std::collections::BTreeSet<Option<String>> =
            round.children().iter().map(|c| c.district.clone()).collect();
        let districts = districts.into_iter().collect();
        let places = Places::new(round, horizon.enrolled, horizon.sites.len());
        let judged = horizon.rule.decide(round, Control::default())?;
        let people: Vec<Person> = round
            .children()
            .iter()
            .zip(0..)
            .map(|(c, like)| Person {
                like,
                id: c.id.clone(),
                household: round.households()[round.household_of(like) as usize].id.clone(),
                since: 0,
                holds: c.current,
            })
            .collect();
        let mut prepared = Self {
            horizon,
            districts,
            having: places.first.clone(),
            places,
            first: YearCount::default(),
            again: Vec::new(),
            come: Vec::new(),
        };
        let open = prepared.places.rows.iter().map(|r| r.seats).sum();
        let decided = prepared.read(round, &judged, &people, open);
        let mut waiting = [0; AgeClass::COUNT];
        for (child, outcome) in round.children().iter().zip(&decided.outcomes) {
            waiting[child.class.index()] += u32::from(outcome.is_none());
        }
        // Decided by hand and left out: it is not known that they come again.
        let pinned: Vec<bool> = (0..people.len() as u32).map(|c| round.pin(c).is_some()).collect();
        prepared.having = prepared.places.first.clone();
        let mut having = prepared.having.clone();
        let stays = |at: usize| decided.outcomes[at].is_some() || !pinned[at];
        let kept: Vec<usize> = (0..people.len()).filter(|&i| stays(i)).collect();
        let (people, outcomes): (Vec<Person>, Vec<_>) =
            kept.into_iter().map(|i| (people[i].clone(), decided.outcomes[i])).unzip();
        prepared.again = prepared.settle(&mut having, people, &outcomes, 0);
        prepared.having = having;
        prepared.first = YearCount { fresh: decided.count.children, ..decided.count };
        let templates = Templates::new(round, waiting, assume);
        let of = |number| {
            let draw = Draw { seed: horizon.seed, number };
            (1..=horizon.years).map(|year| templates.come(assume, year, draw)).collect()
        };
        prepared.come = (0..horizon.draws).map(of).collect();
        Ok(prepared)
    }

    /// What schedules come to, in their order, whatever the number of threads. Cost: all years of all draws are decided and judged.
    pub(super) fn outlooks(&self, schedules: &[Schedule]) -> Result<Vec<Outlook>, SelectionError> {
        let draws = self.horizon.draws;
        let jobs: Vec<(&Schedule, u32)> =
            schedules.iter().flat_map(|s| (0..draws).map(move |d| (s, d))).collect();
        let done: Result<Vec<Vec<YearCount>>, SelectionError> =
            jobs.par_iter().map(|&(schedule, draw)| self.run(schedule, draw)).collect();
        let mut done = done?.into_iter();
        Ok(schedules.iter().map(|_| Outlook(done.by_ref().take(draws as usize).collect())).collect())
    }

    fn run(&self, schedule: &Schedule, number: u32) -> Result<Vec<YearCount>, SelectionError> {
        let Horizon { round, assume, behaviour, seed, .. } = self.horizon;
        let mut counts = vec![self.first.clone()];
        let (mut having, mut again) = (self.having.clone(), self.again.clone());
        let draw = Draw { seed, number };
        for year in 1..=self.horizon.years {
            having.older(assume.stay);
            let comes_again = |p: &Person| {
                let lucky =
                    draw.unit(Of::Again, &p.id, &year.to_string(), 0) * 1000.0 < f64::from(assume.reapply);
                p.class(round, year).is_some() && lucky
            };
            let mut people = Vec::with_capacity(again.len());
            for person in again {
                if comes_again(&person) {
                    people.push(person);
                } else if let (Some(f), Some(class)) = (person.holds, person.class(round, year)) {
                    // It keeps the seat it has and asks for no other.
                    having.facilities[f as usize][class.index()] += 1;
                }
            }
            let fresh = &self.come[number as usize][year as usize - 1];
            people.extend(fresh.iter().cloned());
            let (rows_of, edits, open) = self.seats(schedule, &having, &people, year);
            let too_late =
                || fault(FaultKind::OutOfRange { facility: String::new(), about: "year".to_owned() });
            let data = rows(round, &people, rows_of, year).ok_or_else(too_late)?;
            let base = Round::new(data).map_err(|errors| {
                SelectionError::Sites(
                    errors
                        .into_iter()
                        .map(|e| (None, Fault { edit: None, kind: FaultKind::Round(e) }))
                        .collect(),
                )
            })?;
            let case = Case::of(&base);
            let scenario = Scenario { edits, ..Scenario::default() };
            let built = apply(&case, &scenario, &Families { behaviour, draw })
                .map_err(|faults| SelectionError::Sites(faults.into_iter().map(|f| (None, f)).collect()))?;
            let judged = self.horizon.rule.decide(&built.case.round, Control::default())?;
            let decided = self.read(&built.case.round, &judged, &people, open);
            counts.push(YearCount { fresh: fresh.len() as u32, ..decided.count });
            again = self.settle(&mut having, people, &decided.outcomes, year);
        }
        Ok(counts)
    }

    /// The rows of seats, the new facilities with their open seats, and all open seats together.
    fn seats(
        &self,
        schedule: &Schedule,
        having: &Having,
        people: &[Person],
        year: u32,
    ) -> (Vec<SeatRow>, Vec<Edit>, u32) {
        let Horizon { round, sites, .. } = self.horizon;
        let mut held = vec![[0u32; AgeClass::COUNT]; round.facilities().len()];
        for person in people {
            if let (Some(f), Some(class)) = (person.holds, person.class(round, year)) {
                held[f as usize][class.index()] += 1;
            }
        }
        let held =
            |row: &SeatRow| row.classes.classes().map(|c| held[row.facility as usize][c.index()]).sum();
        let (mut built, mut edits, mut more) = (Vec::new(), Vec::new(), 0);
        for (site, opening) in schedule.openings().filter(|(_, o)| u32::from(o.after) <= year) {
            let seats = sites[site].sizes[usize::from(opening.size)].seats;
            match &sites[site].place {
                Place::New(_) => {
                    let taken = having.sites[site];
                    let open: [u32; AgeClass::COUNT] =
                        std::array::from_fn(|c| seats[c].saturating_sub(taken[c]));
                    more += open.iter().sum::<u32>();
                    if open.iter().any(|&n| n > 0) {
                        edits.extend(sites[site].edits(open, |_| true));
                    }
                }
                Place::Existing(id) => {
                    let new = u32::from(opening.after) == year;
                    built.extend(round.facility_by_id(id).map(|f| (f, seats, new)));
                }
            }
        }
        let rows = self.places.open(having, held, &built);
        let open = rows.iter().map(|r| r.seats).sum::<u32>() + more;
        (rows, edits, open)
    }

    /// Who got what, in the order of people.
    fn read(&self, built: &Round, judged: &Judged, people: &[Person], open: u32) -> Decided {
        let Horizon { round, sites, .. } = self.horizon;
        let site_of = |id: &str| sites.iter().position(|s| matches!(&s.place, Place::New(o) if o.id == id));
        let at: Vec<Option<Where>> = built
            .facilities()
            .iter()
            .map(|f| match round.facility_by_id(&f.id) {
                Some(f) => Some(Where::Facility(f)),
                None => site_of(&f.id).map(|s| Where::Site(s as u32)),
            })
            .collect();
        let index: BTreeMap<&str, usize> =
            people.iter().enumerate().map(|(i, p)| (p.id.as_str(), i)).collect();
        let mut outcomes = vec![None; people.len()];
        let mut count = YearCount {
            children: built.children().len() as u32,
            open,
            blocking: judged.verified.verdict().blocking_households(),
            proven: judged.status == Status::Optimal,
            cells: vec![(0, 0); self.districts.len() * AgeClass::COUNT].into(),
            ..YearCount::default()
        };
        for (child, decision) in
            built.children().iter().zip(judged.compiled.decisions(built, &judged.verified))
        {
            let kept = decision.kind == PlacementKind::Kept;
            if let Ok(district) = self.districts.binary_search(&child.district) {
                let cell = &mut count.cells[district * AgeClass::COUNT + child.class.index()];
                cell.0 += 1;
                cell.1 += u32::from(decision.facility.is_none());
            }
            count.kept += u32::from(kept);
            count.placed += u32::from(decision.facility.is_some() && !kept);
            let place = decision.facility.and_then(|f| at[f as usize]);
            if let Some(&i) = index.get(child.id.as_str()) {
                outcomes[i] = place.map(|p| (p, kept));
            }
        }
        Decided { count, outcomes }
    }

    /// Counts who has a seat now, and gives back who may apply next year: those without one, and holders who still want to move.
    fn settle(
        &self,
        having: &mut Having,
        people: Vec<Person>,
        outcomes: &[Option<(Where, bool)>],
        year: u32,
    ) -> Vec<Person> {
        let mut again = Vec::new();
        for (person, outcome) in people.into_iter().zip(outcomes) {
            let Some(class) = person.class(self.horizon.round, year) else { continue };
            match outcome {
                None => again.push(Person { holds: None, ..person }),
                Some((Where::Facility(_), true)) if person.holds.is_some() => again.push(person),
                Some((Where::Facility(f), _)) => having.facilities[*f as usize][class.index()] += 1,
                Some((Where::Site(s), _)) => having.sites[*s as usize][class.index()] += 1,
            }
        }
        again
    }
}

fn fault(kind: FaultKind) -> SelectionError {
    SelectionError::Sites(vec![(None, Fault { edit: None, kind })])
}
