//! Deciding changed rounds, without anything of what the answers came from.

use sekiwari::exact::{Control, Options};
use sekiwari::explain::Decided;
use sekiwari::explain::counterfactual::{Counterfactuals, Desk, Refusal, Room, Tried};
use sekiwari::market::{Allocation, ChildId, Goals, WishId};
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::priority::{Lottery, Thousandths};
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{ChildIndex, Compiled, FacilityIndex, Round, RoundData, WishRow, compile};
use sekiwari::verify::certify;
use sekiwari::{Request, solve};

/// How rounds are decided.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    pub mechanism: Mechanism,
    pub ties: Ties,
    pub lottery: u64,
}

impl Default for Rule {
    fn default() -> Self {
        Self { mechanism: Mechanism::StableOptimal, ties: Ties::Strict, lottery: 7 }
    }
}

/// Whether somebody blocks in every allocation of a round.
pub fn somebody_blocks(data: &RoundData) -> bool {
    let round = Round::new(data.clone()).unwrap();
    let compiled = compile(&round, Lottery::new(Rule::default().lottery), JointOptions::default()).unwrap();
    let strict = compiled.strict();
    let outcome = solve(&Request::default(), &compiled.market, &strict).unwrap().outcome;
    outcome.bounds.blocking_households_min > 0
}

/// A round decided and judged from the start.
pub struct Anew {
    round: Round,
    compiled: Compiled,
    allocation: Allocation,
    /// What every child gets.
    got: Vec<Option<FacilityIndex>>,
}

/// `None` if the rows make no round.
pub fn decide(data: RoundData, rule: Rule) -> Option<Anew> {
    let round = Round::new(data).ok()?;
    let compiled = compile(&round, Lottery::new(rule.lottery), JointOptions::default()).unwrap();
    let strict = compiled.strict();
    let options = Options { stages: Goals::default().stages(&strict), ..Options::default() };
    let request =
        Request { mechanism: rule.mechanism, ties: rule.ties, options, control: Control::default() };
    let outcome = solve(&request, &compiled.market, &strict).unwrap().outcome;
    let market = if rule.ties == Ties::Strict { &strict } else { &compiled.market };
    let verified = certify(market, outcome.allocation).unwrap();
    let got = compiled.decisions(&round, &verified).into_iter().map(|d| d.facility).collect();
    let allocation = Allocation::clone(&verified);
    Some(Anew { round, compiled, allocation, got })
}

impl Anew {
    fn at(&self, wish: WishId, child: ChildId) -> Option<FacilityIndex> {
        let claim = self.compiled.market.claims(wish).iter().find(|c| c.child == child);
        claim.map(|c| self.compiled.pools[c.pool.index()].facility)
    }

    /// Whether the family of a child got the best of its wishes in which the child is at a facility, or one that it ranks higher,
    /// and the child has a seat.
    fn gives(&self, child: ChildIndex, facility: FacilityIndex) -> bool {
        let (market, child) = (&self.compiled.market, ChildId::new(child));
        let household = market.household_of(child);
        let best = market.wishes(household).find(|&w| self.at(w, child) == Some(facility));
        let got = self.allocation.wish(market, household);
        best.zip(got).is_some_and(|(best, got)| {
            market.rank_of(got) <= market.rank_of(best) && self.at(got, child).is_some()
        })
    }
}

/// How many claims of each kind were confirmed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    pub points: u32,
    pub no_points: u32,
    pub seats: u32,
    pub no_seats: u32,
    pub terms: u32,
    pub no_terms: u32,
    pub wishes: u32,
    pub no_wish: u32,
}

impl Confirmed {
    pub fn all(&self) -> u32 {
        self.points
            + self.no_points
            + self.seats
            + self.no_seats
            + self.terms
            + self.no_terms
            + self.wishes
            + self.no_wish
    }

    pub fn add(&mut self, o: Confirmed) {
        self.points += o.points;
        self.no_points += o.no_points;
        self.seats += o.seats;
        self.no_seats += o.no_seats;
        self.terms += o.terms;
        self.no_terms += o.no_terms;
        self.wishes += o.wishes;
        self.no_wish += o.no_wish;
    }
}

/// Asks for some children of a round and confirms everything that is said of them.
pub fn confirm(
    data: &RoundData,
    rule: Rule,
    children: impl Fn(&Round) -> Vec<ChildIndex>,
) -> Option<Confirmed> {
    let today = decide(data.clone(), rule)?;
    let round = today.round.clone();
    let compiled = compile(&round, Lottery::new(rule.lottery), JointOptions::default()).unwrap();
    let strict = compiled.strict();
    let options = Options { stages: Goals::default().stages(&strict), ..Options::default() };
    let request =
        Request { mechanism: rule.mechanism, ties: rule.ties, options, control: Control::default() };
    let allocation = solve(&request, &compiled.market, &strict).unwrap().outcome.allocation;
    let market = if rule.ties == Ties::Strict { &strict } else { &compiled.market };
    let decided = Decided::new(&round, &compiled, market, &allocation);
    let room = Room::of(&decided, rule.ties);
    let desk = Desk::new(&decided, &room, request).unwrap();
    let mut confirmed = Confirmed::default();
    for child in children(&round) {
        let found = desk.counterfactuals(child).unwrap();
        let case = Case { round: &round, rule, child, today: today.got[child as usize], step: room.step().0 };
        confirmed.add(case.confirm(&found, &decided));
    }
    Some(confirmed)
}

struct Case<'a> {
    round: &'a Round,
    rule: Rule,
    child: ChildIndex,
    today: Option<FacilityIndex>,
    step: i64,
}

impl Case<'_> {
    fn place(&self, facility: Option<FacilityIndex>) -> usize {
        let list = self.round.list(self.child);
        facility.and_then(|f| list.iter().position(|&x| x == f)).unwrap_or(list.len())
    }

    /// What the child gets after a change of the rows; `None` if they make no round.
    fn with(&self, change: impl FnOnce(&mut RoundData)) -> Option<Anew> {
        let mut data = self.round.data();
        change(&mut data);
        decide(data, self.rule)
    }

    fn own(&self, all: &Anew) -> Option<FacilityIndex> {
        all.got[self.child as usize]
    }

    fn with_points(&self, more: i64) -> Anew {
        let all = self.with(|data| {
            for row in data.scores.iter_mut().filter(|s| s.child == self.child) {
                row.points = Thousandths(row.points.0 + more);
            }
        });
        all.unwrap()
    }

    fn confirm(&self, found: &Counterfactuals, decided: &Decided<'_>) -> Confirmed {
        let mut n = Confirmed::default();
        let says = |what: &str| format!("{what}: {found:?}");
        for wish in &found.wishes {
            let gives = |all: &Anew| all.gives(self.child, wish.reason.facility);
            match wish.points {
                Tried::NotAsked => {}
                Tried::InVain => {
                    n.no_points += 1;
                    assert!(!gives(&self.with_points(1 << 40)), "{}", says("points do help"));
                }
                Tried::Sufficed(points) => {
                    n.points += 1;
                    let got = self.with_points(points.more.0);
                    assert_eq!(self.own(&got), Some(points.facility), "{}", says("other points"));
                    assert!(gives(&got), "{}", says("not enough points"));
                    let fewer = self.with_points(points.more.0 - self.step);
                    assert!(!gives(&fewer), "{}", says("fewer points do"));
                }
            }
            match wish.seats {
                Tried::NotAsked => {}
                Tried::InVain | Tried::Sufficed(_) => {
                    let (pool, seats) = match (wish.seats.sufficed(), wish.reason.obstacle) {
                        (Some(seats), _) => (seats.pool, seats.seats),
                        (None, Some(o)) => (o.pool, o.needed - o.room),
                        (None, None) => {
                            let takes = self.round.children()[self.child as usize].affiliation.seat_weight;
                            let r = &wish.reason;
                            (r.pool, (r.ahead + takes).saturating_sub(r.seats).min(takes))
                        }
                    };
                    let label = &decided.compiled().pools[pool.index()];
                    let all = self.with(|data| match label.reserve {
                        Some(reserve) => data.reserves[reserve as usize].seats += seats,
                        None => match data
                            .seats
                            .iter_mut()
                            .find(|s| s.facility == label.facility && Some(s.classes) == label.classes)
                        {
                            Some(row) => row.seats += seats,
                            None => data.seats.push(sekiwari::programme::nursery::SeatRow {
                                facility: label.facility,
                                classes: label.classes.unwrap(),
                                seats,
                            }),
                        },
                    });
                    let all = all.unwrap();
                    if let Some(told) = wish.seats.sufficed() {
                        n.seats += 1;
                        assert_eq!(self.own(&all), Some(told.facility), "{}", says("other seats"));
                        assert!(gives(&all), "{}", says("not enough seats"));
                    } else {
                        n.no_seats += 1;
                        assert!(!gives(&all), "{}", says("seats do help"));
                    }
                }
            }
        }
        let household = &self.round.households()[self.round.household_of(self.child) as usize];
        if let Some(looser) = found.terms.sufficed() {
            n.terms += 1;
            let all = self.with(|data| {
                data.terms.retain(|t| t.0 != household.id);
                data.terms.push((household.id.clone(), looser.terms));
            });
            let all = all.unwrap();
            let own: Vec<_> = household.children.clone().map(|c| all.got[c as usize]).collect();
            assert_eq!(own, looser.facilities, "{}", says("other terms"));
            assert!(self.place(self.own(&all)) < self.place(self.today), "{}", says("terms do not help"));
        } else if found.terms == Tried::InVain {
            n.no_terms += 1;
            let all = self.with(|data| data.terms.retain(|t| t.0 != household.id));
            let got = self.own(&all.unwrap());
            assert!(self.place(got) >= self.place(self.today), "{}", says("terms do help"));
        }
        let added = |facility| {
            self.with(|data| {
                let own = data.wishes.iter().filter(|w| w.child == self.child);
                let rank = own.map(|w| w.rank).max().unwrap_or(0) + 1;
                data.wishes.push(WishRow { child: self.child, rank, facility });
            })
        };
        if let Some(told) = found.added.sufficed() {
            for &facility in told {
                n.wishes += 1;
                let all = added(facility).unwrap();
                assert_eq!(self.own(&all), Some(facility), "{}", says("the wish does not help"));
            }
        } else if found.added == Tried::InVain
            && !household.is_decided_together()
            && self.rule.mechanism == Mechanism::StableOptimal
            && self.rule.ties == Ties::Strict
        {
            n.no_wish += 1;
            let others = 0..self.round.facilities().len() as u32;
            for facility in others.filter(|f| !self.round.list(self.child).contains(f)) {
                // Without a score there it would be no round.
                if let Some(all) = added(facility) {
                    assert_ne!(self.own(&all), Some(facility), "{}", says("a wish does help"));
                }
            }
        }
        n
    }
}

/// That an allocation which the rule does not give is told.
pub fn is_refused(data: &RoundData, by: Rule, asked: Rule) -> bool {
    let round = Round::new(data.clone()).unwrap();
    let compiled = compile(&round, Lottery::new(by.lottery), JointOptions::default()).unwrap();
    let strict = compiled.strict();
    let request = |rule: Rule| Request { mechanism: rule.mechanism, ties: rule.ties, ..Request::default() };
    let allocation = solve(&request(by), &compiled.market, &strict).unwrap().outcome.allocation;
    let decided = Decided::new(&round, &compiled, &strict, &allocation);
    let room = Room::of(&decided, Ties::Strict);
    matches!(Desk::new(&decided, &room, request(asked)), Err(Refusal::AnotherAllocation))
}
