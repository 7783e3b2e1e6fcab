//! Rounds made by hand, and what is said about them.

mod against_definition;
mod comparison;
mod lists;
mod single;
mod together;

use super::*;
use crate::market::{Allocation, Market};
use crate::priority::{Lottery, Thousandths};
use crate::programme::nursery::siblings::JointOptions;
use crate::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Compiled, Decision, Facility, Joint, JointRow, Prefer, Round,
    RoundData, ScoreRow, SeatRow, SiblingTerms, SingleFallback, WishRow, compile,
};

/// A round being written down. Ids are looked up, so rows may come in any order after facilities and children.
#[derive(Debug)]
pub(super) struct Draft(pub(super) RoundData);

impl Draft {
    pub(super) fn new(facilities: &[&str]) -> Self {
        let facility = |id: &&str| Facility {
            id: (*id).to_owned(),
            name: format!("Name of {id}"),
            kind: None,
            district: None,
            position: None,
            min_age_days: None,
            partners: Vec::new(),
            care_kinds: Vec::new(),
        };
        Self(RoundData {
            name: "by hand".to_owned(),
            fiscal_year: 2026,
            entry_date: jiff::civil::date(2026, 4, 1),
            facilities: facilities.iter().map(facility).collect(),
            seats: Vec::new(),
            limits: Vec::new(),
            reserves: Vec::new(),
            children: Vec::new(),
            wishes: Vec::new(),
            terms: Vec::new(),
            joint_wishes: Vec::new(),
            decisions: Vec::new(),
            tie_names: vec!["income".to_owned()],
            scores: Vec::new(),
        })
    }

    fn facility_at(&self, id: &str) -> u32 {
        self.0.facilities.iter().position(|f| f.id == id).unwrap() as u32
    }

    fn child_at(&self, id: &str) -> u32 {
        self.0.children.iter().position(|(_, c)| c.id == id).unwrap() as u32
    }

    pub(super) fn seats(mut self, facility: &str, classes: &[u8], seats: u32) -> Self {
        let classes = ClassSet::of(classes.iter().map(|&c| AgeClass::new(c).unwrap())).unwrap();
        self.0.seats.push(SeatRow { facility: self.facility_at(facility), classes, seats });
        self
    }

    /// A child of class 1 with points, a tie key and a list.
    pub(super) fn child(self, id: &str, household: &str, points: i64, tie: i64, list: &[&str]) -> Self {
        self.child_of_class(1, id, household, points, tie, list)
    }

    pub(super) fn child_of_class(
        mut self,
        class: u8,
        id: &str,
        household: &str,
        points: i64,
        tie: i64,
        list: &[&str],
    ) -> Self {
        let child = Child {
            id: id.to_owned(),
            class: AgeClass::new(class).unwrap(),
            birth_date: None,
            current: None,
            district: None,
            position: None,
            affiliation: Affiliation::default(),
        };
        self.0.children.push((household.to_owned(), child));
        let child = self.child_at(id);
        for (i, f) in list.iter().enumerate() {
            let facility = self.facility_at(f);
            self.0.wishes.push(WishRow { child, rank: i as u32 + 1, facility });
        }
        let ties = Box::new([Thousandths(tie * 1000)]);
        self.0.scores.push(ScoreRow { child, facility: None, points: Thousandths(points * 1000), ties });
        self
    }

    pub(super) fn holds(mut self, child: &str, facility: &str) -> Self {
        let (c, f) = (self.child_at(child), self.facility_at(facility));
        self.0.children[c as usize].1.current = Some(f);
        self
    }

    pub(super) fn terms(
        mut self,
        household: &str,
        joint: Joint,
        fallback: SingleFallback,
        prefer: Prefer,
    ) -> Self {
        let terms = SiblingTerms { joint, single_fallback: fallback, prefer };
        self.0.terms.push((household.to_owned(), terms));
        self
    }

    pub(super) fn joint_wish(mut self, rank: u32, row: &[(&str, &str)]) -> Self {
        for (child, facility) in row {
            let facility = (!facility.is_empty()).then(|| self.facility_at(facility));
            self.0.joint_wishes.push(JointRow { child: self.child_at(child), rank, facility });
        }
        self
    }

    pub(super) fn freeze(self) -> Frozen {
        self.freeze_with(JointOptions::default())
    }

    pub(super) fn freeze_with(self, options: JointOptions) -> Frozen {
        let round = Round::new(self.0).unwrap();
        let compiled = compile(&round, Lottery::new(1), options).unwrap();
        let strict = compiled.strict();
        Frozen { round, compiled, strict }
    }
}

pub(super) struct Frozen {
    pub(super) round: Round,
    pub(super) compiled: Compiled,
    pub(super) strict: Market,
}

impl Frozen {
    pub(super) fn child(&self, id: &str) -> u32 {
        self.round.children().iter().position(|c| c.id == id).unwrap() as u32
    }

    /// Households in precedence order take their best feasible wish.
    pub(super) fn serial(&self) -> Allocation {
        let market = &self.strict;
        let mut free: Vec<u32> = market.pools().iter().map(|p| p.seats).collect();
        let mut allocation = Allocation::as_today(market);
        let fits = |free: &[u32], wish| market.demands(wish).all(|d| free[d.pool.index()] >= d.count);
        for h in market.households().filter(|&h| market.holds_seat(h)) {
            let stay = allocation.wish(market, h).unwrap();
            market.claims(stay).iter().for_each(|c| free[c.pool.index()] -= 1);
        }
        for h in market.by_precedence() {
            let old = allocation.wish(market, h);
            let back = old.map_or(&[][..], |w| market.claims(w));
            back.iter().for_each(|c| free[c.pool.index()] += 1);
            let rank = market.wishes(h).position(|w| fits(&free, w)).map(|r| r as u32 + 1);
            allocation.set(h, rank);
            let taken = allocation.wish(market, h);
            taken.map_or(&[][..], |w| market.claims(w)).iter().for_each(|c| free[c.pool.index()] -= 1);
        }
        allocation
    }

    /// The allocation in which children sit where the pairs say; households decided together by their whole outcome.
    pub(super) fn by_hand(&self, seats: &[(&str, &str)]) -> Allocation {
        let market = &self.strict;
        let seat_of = |child: crate::market::ChildId| {
            let id = &self.round.children()[child.index()].id;
            seats.iter().find(|(c, _)| c == id).map(|(_, f)| self.round.facility_by_id(f).unwrap())
        };
        Allocation::from_ranks(market.households().map(|h| {
            let wanted: Vec<_> = market.children(h).map(seat_of).collect();
            if wanted.iter().all(Option::is_none) {
                return None;
            }
            let matches = |w| {
                market.children(h).zip(&wanted).all(|(child, wanted)| {
                    let claim = market.claims(w).iter().find(|c| c.child == child);
                    claim.map(|c| self.compiled.pools[c.pool.index()].facility) == *wanted
                })
            };
            Some(market.wishes(h).position(matches).expect("a listed outcome") as u32 + 1)
        }))
    }

    pub(super) fn decide<'a>(&'a self, allocation: &'a Allocation) -> Decided<'a> {
        Decided::new(&self.round, &self.compiled, &self.strict, allocation)
    }

    pub(super) fn decide_weakly<'a>(&'a self, allocation: &'a Allocation) -> Decided<'a> {
        Decided::new(&self.round, &self.compiled, &self.compiled.market, allocation)
    }

    /// (facility, code) of every reason of a child.
    pub(super) fn codes(&self, decided: &Decided<'_>, child: &str) -> Vec<(String, &'static str)> {
        let facility = |r: &Reason| self.round.facilities()[r.facility as usize].id.clone();
        let reasons = reasons_of(decided, self.child(child));
        reasons.iter().map(|r| (facility(r), r.code.as_str())).collect()
    }

    pub(super) fn main(&self, decided: &Decided<'_>, child: &str) -> &'static str {
        let decisions = self.decisions(decided);
        main_reasons(decided, &decisions, &reasons(decided))[self.child(child) as usize].as_str()
    }

    pub(super) fn decisions(&self, decided: &Decided<'_>) -> Vec<Decision> {
        self.compiled.decisions(&self.round, decided.allocation())
    }

    /// (facility, place, child) of every waiting child.
    pub(super) fn waiting(&self, decided: &Decided<'_>) -> Vec<(String, u32, String)> {
        let line = |w: Waiting| {
            let facility = self.compiled.pools[w.pool.index()].facility;
            let child = self.round.children()[w.child as usize].id.clone();
            (self.round.facilities()[facility as usize].id.clone(), w.place, child)
        };
        waiting_lists(decided).into_iter().map(line).collect()
    }
}

pub(super) fn pairs(list: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    list.iter().map(|&(f, c)| (f.to_owned(), c)).collect()
}

pub(super) fn line(facility: &str, place: u32, child: &str) -> (String, u32, String) {
    (facility.to_owned(), place, child.to_owned())
}
