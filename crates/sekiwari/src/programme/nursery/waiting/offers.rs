//! Open places that deferred children could be offered, and the test whether a child waits for certain places only.

use super::assign::assign;
use super::open::OpenSeats;
use super::reach::metres;
use super::standing::{Entry, Standing};
use super::survey::{Held, children_by_id, find, refused};
use super::{Exclusion, Hours, Rules, Survey};
use crate::programme::nursery::{ChildIndex, FacilityIndex, Round, age_in_days};
use std::cmp::Ordering;

/// What an accepted offer would take a child out of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Benefit {
    /// The official count.
    Official,
    /// The children who are deferred and not counted.
    Hidden,
    /// Neither: the child uses a licensed place, or wishes to enter later.
    Neither,
}

impl Benefit {
    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Benefit::Official => "official",
            Benefit::Hidden => "hidden",
            Benefit::Neither => "neither",
        }
    }
}

/// An open place that could be offered to a deferred child: it has a seat of its class after the round, is within reach, and the
/// family has not wished for it, or was offered it and refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// The child.
    pub child: ChildIndex,
    /// The facility.
    pub facility: FacilityIndex,
    /// Minutes to it.
    pub minutes: u32,
    /// The straight line in metres, if both places are known.
    pub metres: Option<u32>,
    /// Seats open there for the class of the child.
    pub left: u32,
    /// It was offered and refused.
    pub refused: bool,
    /// It is in the proposal: all offers of the proposal can be accepted together.
    pub proposed: bool,
    /// What the child would be taken out of.
    pub benefit: Benefit,
}

/// What the seats left after the round say about a child that is said to wait for certain places only.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SpecificTest {
    /// A place it refused is open and within reach.
    Confirmed,
    /// Places are open and within reach, but none that it is known to have refused.
    NotConfirmed,
    /// No place is open within reach: what is said is contradicted.
    NoOpenPlace,
    /// It is not known how far the open places are.
    Untested,
}

impl SpecificTest {
    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            SpecificTest::Confirmed => "confirmed",
            SpecificTest::NotConfirmed => "not-confirmed",
            SpecificTest::NoOpenPlace => "no-open-place",
            SpecificTest::Untested => "untested",
        }
    }
}

/// What open places say about one child.
#[derive(Clone, Default)]
pub(super) struct Places {
    pub(super) candidates: Vec<Candidate>,
    // Pool of each candidate.
    pools: Vec<u32>,
    // Some open place of its class might be a candidate, but how far it is is not known.
    unknown: bool,
}

impl Places {
    pub(super) fn test(&self) -> SpecificTest {
        if self.candidates.iter().any(|c| c.refused) {
            SpecificTest::Confirmed
        } else if !self.candidates.is_empty() {
            SpecificTest::NotConfirmed
        } else if self.unknown {
            SpecificTest::Untested
        } else {
            SpecificTest::NoOpenPlace
        }
    }
}

/// Looks at all open places for children one by one.
pub(super) struct Search<'a> {
    round: &'a Round,
    rules: &'a Rules,
    open: OpenSeats,
    hours: Vec<Option<Hours>>,
    // (child, facility, minutes), sorted.
    travel: Vec<(ChildIndex, FacilityIndex, u32)>,
}

impl<'a> Search<'a> {
    pub(super) fn new(round: &'a Round, survey: &Survey, rules: &'a Rules, open: OpenSeats) -> Self {
        let by_id = children_by_id(round);
        let mut hours = vec![None; round.facilities().len()];
        for (facility, open) in &survey.hours {
            if let Some(f) = round.facility_by_id(facility) {
                hours[f as usize] = Some(*open);
            }
        }
        let mut travel: Vec<(ChildIndex, FacilityIndex, u32)> = survey
            .travel
            .iter()
            .filter_map(|t| {
                Some((find(round, &by_id, &t.child)?, round.facility_by_id(&t.facility)?, t.minutes))
            })
            .collect();
        travel.sort_unstable();
        Self { round, rules, open, hours, travel }
    }

    /// Linear in the facilities.
    pub(super) fn places(&self, child: ChildIndex, held: &Held<'_>) -> Places {
        let c = &self.round.children()[child as usize];
        let rows = &held.of_child[child as usize];
        let refused = refused(self.round, rows);
        let reach = rows.iter().filter_map(|r| r.reach_minutes).min().unwrap_or(self.rules.reach.minutes);
        let care: Vec<Hours> = rows.iter().filter_map(|r| r.care).collect();
        let mut places = Places::default();
        for f in 0..self.round.facilities().len() as u32 {
            let Some((pool, left)) = self.open.at(f, c.class) else { continue };
            let refused = refused.contains(&f);
            let facility = &self.round.facilities()[f as usize];
            let too_young = match (facility.min_age_days, c.birth_date) {
                (Some(min), Some(birth)) => {
                    age_in_days(birth, self.rules.date) < i32::try_from(min).unwrap_or(i32::MAX)
                }
                _ => false,
            };
            let fits = self.hours[f as usize].is_none_or(|open| care.iter().all(|c| c.fits_in(open)));
            let unable = self.round.unmet_needs(child, f).next().is_some();
            if too_young
                || unable
                || !fits
                || c.current == Some(f)
                || (self.round.list(child).contains(&f) && !refused)
            {
                continue;
            }
            let line = c.position.zip(facility.position).map(|(a, b)| metres(a, b));
            let at = self.travel.partition_point(|t| (t.0, t.1) < (child, f));
            let measured = self.travel.get(at).filter(|t| (t.0, t.1) == (child, f)).map(|t| t.2);
            let minutes = measured.or_else(|| line.map(|m| self.rules.reach.minutes_for(m)));
            let Some(minutes) = minutes else {
                places.unknown = true;
                continue;
            };
            if minutes <= reach {
                places.pools.push(pool);
                places.candidates.push(Candidate {
                    child,
                    facility: f,
                    minutes,
                    metres: line,
                    left,
                    refused,
                    proposed: false,
                    benefit: Benefit::Neither,
                });
            }
        }
        places
    }

    /// All candidates, the largest benefit first: children of the official count before others, then by points, then as
    /// the round has them; for each child the nearest place first. The proposal goes through the children in this order.
    pub(super) fn propose(&self, entries: &[Entry], mut places: Vec<Places>) -> Vec<Candidate> {
        for (entry, places) in entries.iter().zip(&mut places) {
            let benefit = match (entry.standing, entry.counted) {
                (Standing::Deferred, None) => Benefit::Official,
                (Standing::Deferred, Some(Exclusion::Transfer | Exclusion::FutureDate)) => Benefit::Neither,
                (Standing::Deferred, Some(_)) => Benefit::Hidden,
                _ => Benefit::Neither,
            };
            places.candidates.iter_mut().for_each(|c| c.benefit = benefit);
        }
        let mut order: Vec<usize> = (0..places.len()).filter(|&i| !places[i].candidates.is_empty()).collect();
        order.sort_by(|&a, &b| self.before((a, &places[a]), (b, &places[b])));
        let wants: Vec<Vec<(u32, u32)>> = order.iter().map(|&i| wants(&places[i])).collect();
        let given = assign(&self.open.together(), &wants);
        let mut all = Vec::new();
        for (i, given) in order.into_iter().zip(given) {
            let Places { candidates, pools, .. } = std::mem::take(&mut places[i]);
            let mut own: Vec<(Candidate, u32)> = candidates.into_iter().zip(pools).collect();
            own.sort_by_key(|(c, _)| (c.minutes, c.facility));
            if let Some((c, _)) = own.iter_mut().find(|(c, pool)| Some(*pool) == given && !c.refused) {
                c.proposed = true;
            }
            all.extend(own.into_iter().map(|(c, _)| c));
        }
        all
    }

    fn before(&self, a: (usize, &Places), b: (usize, &Places)) -> Ordering {
        let benefit = |p: &Places| p.candidates.first().map(|c| c.benefit);
        let points = |i: usize| self.round.general_score(i as u32);
        benefit(a.1)
            .cmp(&benefit(b.1))
            .then_with(|| match (points(a.0), points(b.0)) {
                (Some(a), Some(b)) => a.cmp(&b),
                (a, b) => b.is_some().cmp(&a.is_some()),
            })
            .then(a.0.cmp(&b.0))
    }
}

/// The pools a child can be sent to, each once, with the fewest minutes; not where it refused.
fn wants(places: &Places) -> Vec<(u32, u32)> {
    let open = places.candidates.iter().zip(&places.pools).filter(|(c, _)| !c.refused);
    let mut wants: Vec<(u32, u32)> = open.map(|(c, &pool)| (pool, c.minutes)).collect();
    wants.sort_unstable();
    wants.dedup_by_key(|w| w.0);
    wants
}
