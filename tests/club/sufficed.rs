//! What would have sufficed, confirmed by deciding changed rounds from the start.

use crate::both::SEED;
use crate::small::{Small, days};
use crate::town::town;
use sekiwari::exact::Options;
use sekiwari::explain::club::counterfactual::{Counterfactuals, Desk, LineCounterfactual, Room};
use sekiwari::explain::club::{Decided, SeatsOn};
use sekiwari::explain::counterfactual::{Refusal, Tried};
use sekiwari::market::{Allocation, ChildId, Market};
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::priority::{Lottery, Thousandths};
use sekiwari::programme::club::{ChildIndex, Compiled, Entry, OrderKey, Round, RoundData, compile};
use sekiwari::programme::siblings::{Joint, JointOptions, Prefer, SiblingTerms, SingleFallback};
use sekiwari::verify::{Submission, judge};
use sekiwari::{Request, solve};

#[derive(Clone, Copy)]
struct Rule {
    mechanism: Mechanism,
    ties: Ties,
}

const STABLE: Rule = Rule { mechanism: Mechanism::StableOptimal, ties: Ties::Strict };

impl Rule {
    fn request(self) -> Request<'static> {
        let options = Options { together: true, ..Options::default() };
        Request { mechanism: self.mechanism, ties: self.ties, options, ..Request::default() }
    }
}

/// A round decided from the start.
struct Anew {
    round: Round,
    compiled: Compiled,
    market: Market,
    allocation: Allocation,
}

fn decide(round: Round, rule: Rule) -> Anew {
    let compiled = compile(&round, Lottery::new(SEED), JointOptions::default()).expect("a market");
    let strict = compiled.strict();
    let allocation = solve(&rule.request(), &compiled.market, &strict).expect("it runs").outcome.allocation;
    let market = if rule.ties == Ties::Strict { strict } else { compiled.market.clone() };
    Anew { round, compiled, market, allocation }
}

impl Anew {
    /// What a child has, and the rank of that in the list of its household.
    fn got(&self, child: ChildIndex) -> (Option<Entry>, u32) {
        let household = self.market.household_of(ChildId::new(child));
        let Some(wish) = self.allocation.wish(&self.market, household) else { return (None, u32::MAX) };
        let entry = self.compiled.given_to(wish, child).map(|e| self.round.entry(e));
        (entry, self.market.rank_of(wish))
    }

    /// What a child has, if its family got the best of its wishes with a line, or one that it ranks higher.
    fn gives(&self, child: ChildIndex, line: Entry) -> Option<Entry> {
        let household = self.market.household_of(ChildId::new(child));
        let given = |w| self.compiled.given_to(w, child).map(|e| self.round.entry(e));
        let best = self.market.wishes(household).find(|&w| given(w) == Some(line))?;
        let (got, rank) = self.got(child);
        got.filter(|_| rank <= self.market.rank_of(best))
    }
}

/// How many claims of each kind were confirmed: that something suffices, and that it does not.
#[derive(Clone, Copy, Debug, Default)]
struct Confirmed {
    points: [u32; 2],
    seats: [u32; 2],
    days: [u32; 2],
    terms: [u32; 2],
    clubs: [u32; 2],
}

struct Case<'a> {
    data: &'a RoundData,
    today: &'a Anew,
    rule: Rule,
    child: ChildIndex,
    step: i64,
    confirmed: &'a mut Confirmed,
}

fn confirm(data: &RoundData, rule: Rule, confirmed: &mut Confirmed) {
    let Ok(round) = Round::new(data.clone()) else { return };
    let today = decide(round, rule);
    let verdict = judge(&today.market, &Submission::from_allocation(&today.market, &today.allocation));
    let decided = Decided::new(
        &today.round,
        &today.compiled,
        &today.market,
        &today.allocation,
        &verdict.blocking,
        rule.ties,
    );
    let room = Room::of(&decided, rule.ties);
    let desk = Desk::new(&decided, &room, rule.request()).expect("the same allocation");
    for child in 0..today.round.children().len() as ChildIndex {
        let found = desk.counterfactuals(child).expect("it can be decided");
        let step = room.step().0;
        let mut case = Case { data, today: &today, rule, child, step, confirmed };
        found.lines.iter().for_each(|line| case.line(line));
        case.terms(&found);
        case.clubs(&found);
    }
}

impl Case<'_> {
    fn with_points(&self, more: i64) -> Anew {
        let mut data = self.data.clone();
        let id = &self.today.round.children()[self.child as usize].id;
        for score in &mut data.scores {
            if data.children[score.child as usize].1.id == *id {
                score.points.0 += more;
            }
        }
        decide(Round::new(data).expect("a round"), self.rule)
    }

    fn line(&mut self, found: &LineCounterfactual) {
        let round = &self.today.round;
        let line = round.entry(found.reason.entry);
        match found.points {
            Tried::NotAsked => {}
            Tried::InVain => {
                self.confirmed.points[1] += 1;
                assert_eq!(self.with_points(1_000_000_000).gives(self.child, line), None, "{found:?}");
            }
            Tried::Sufficed(more) => {
                self.confirmed.points[0] += 1;
                let given = self.with_points(more.more.0).gives(self.child, line);
                assert_eq!(given, Some(more.line), "{found:?}");
                assert_eq!(
                    self.with_points(more.more.0 - self.step).gives(self.child, line),
                    None,
                    "{found:?}"
                );
            }
        }
        let missing = |with: &dyn Fn(u32) -> u32| {
            let (mut slots, mut routes) = (Vec::new(), Vec::<(u32, u32)>::new());
            let takes = round.children()[self.child as usize].seats;
            for day in &found.reason.full {
                let n = with((day.ahead + takes).saturating_sub(day.seats).min(takes));
                match day.on {
                    SeatsOn::Slot(slot) => slots.push((slot, n)),
                    SeatsOn::Route(route, _) => match routes.iter_mut().find(|r| r.0 == route) {
                        Some(known) => known.1 = known.1.max(n),
                        None => routes.push((route, n)),
                    },
                }
            }
            decide(round.with_seats(&slots, &routes), self.rule)
        };
        match &found.seats {
            Tried::NotAsked => {}
            Tried::InVain => {
                self.confirmed.seats[1] += 1;
                assert_eq!(missing(&|n| n).gives(self.child, line), None, "{found:?}");
            }
            Tried::Sufficed(more) => {
                self.confirmed.seats[0] += 1;
                assert_eq!(missing(&|n| n).gives(self.child, line), Some(more.line), "{found:?}");
            }
        }
        let full: sekiwari::programme::club::Days = found
            .reason
            .full
            .iter()
            .map(|d| match d.on {
                SeatsOn::Slot(slot) => slot.day,
                SeatsOn::Route(_, day) => day,
            })
            .collect();
        let fewer = round.line(self.child, line.club, line.days.without(full));
        let after = round.list(self.child).iter().rposition(|e| e.club == line.club && !e.stay);
        let with = || decide(round.with_line(self.child, after.unwrap() + 1, fewer), self.rule);
        match found.days {
            Tried::NotAsked => {}
            Tried::InVain => {
                self.confirmed.days[1] += 1;
                assert_ne!(with().got(self.child).0, Some(fewer), "{found:?}");
            }
            Tried::Sufficed(days) => {
                self.confirmed.days[0] += 1;
                assert_eq!(days, fewer);
                assert_eq!(with().got(self.child).0, Some(fewer), "{found:?}");
            }
        }
    }

    fn terms(&mut self, found: &Counterfactuals) {
        let round = &self.today.round;
        let household = &round.households()[round.household_of(self.child) as usize];
        let with = |terms| {
            let mut data = self.data.clone();
            data.terms.retain(|t| t.0 != household.id);
            data.terms.push((household.id.clone(), terms));
            decide(Round::new(data).expect("a round"), self.rule)
        };
        let place = |line: Option<Entry>| {
            let list = round.list(self.child);
            line.map_or(list.len(), |line| list.iter().position(|&e| e == line).unwrap())
        };
        let today = place(self.today.got(self.child).0);
        match &found.terms {
            Tried::NotAsked => {}
            Tried::InVain => {
                self.confirmed.terms[1] += 1;
                let got = with(SiblingTerms::SEPARATE).got(self.child).0;
                assert!(place(got) >= today, "{found:?}");
            }
            Tried::Sufficed(looser) => {
                self.confirmed.terms[0] += 1;
                let anew = with(looser.terms);
                let got: Vec<_> = household.children.clone().map(|c| anew.got(c).0).collect();
                assert_eq!(got, looser.lines, "{found:?}");
                assert!(place(anew.got(self.child).0) < today, "{found:?}");
            }
        }
    }

    fn clubs(&mut self, found: &Counterfactuals) {
        let round = &self.today.round;
        let wanted = round.children()[self.child as usize].days;
        let gets = |club| {
            let line = round.line(self.child, club, wanted);
            let with = round.with_line(self.child, round.list(self.child).len(), line);
            decide(with, self.rule).got(self.child).0 == Some(line)
        };
        match &found.added {
            Tried::NotAsked => {}
            Tried::InVain => {
                self.confirmed.clubs[1] += 1;
                let alone = round.households()[round.household_of(self.child) as usize].children.len() == 1;
                let others = (0..round.clubs().len() as u32)
                    .filter(|&c| round.list(self.child).iter().all(|e| e.club != c))
                    .filter(|&c| !round.counts_points() || round.score_anywhere(self.child, c).is_some());
                let stable =
                    self.rule.mechanism == Mechanism::StableOptimal && self.rule.ties == Ties::Strict;
                // With siblings and other rules a club may come within reach by others moving.
                if alone && stable && self.is_simple() {
                    others.for_each(|club| assert!(!gets(club), "club {club}: {found:?}"));
                }
            }
            Tried::Sufficed(clubs) => {
                self.confirmed.clubs[0] += 1;
                assert!(!clubs.is_empty() && clubs.iter().all(|&club| gets(club)), "{found:?}");
            }
        }
    }

    /// Whether everybody claims one seat of one pool: then all stable allocations seat the same children.
    fn is_simple(&self) -> bool {
        let market = &self.today.market;
        market.households().all(|h| market.children(h).len() == 1)
            && market.households().flat_map(|h| market.wishes(h)).all(|w| market.claims(w).len() == 1)
    }
}

#[test]
fn everything_is_confirmed_by_deciding_anew() {
    let mut all = Confirmed::default();
    (0..900).for_each(|seed| confirm(&town(seed), STABLE, &mut all));
    for kind in [all.points, all.seats, all.days, all.terms, all.clubs] {
        assert!(kind.iter().all(|&n| n >= 10), "{all:?}");
    }
}

#[test]
fn also_under_other_rules() {
    let mut all = Confirmed::default();
    for mechanism in [Mechanism::PointsOrder, Mechanism::FirstChoice, Mechanism::WishOrder] {
        let rule = Rule { mechanism, ties: Ties::Strict };
        (0..150).for_each(|seed| confirm(&town(seed), rule, &mut all));
    }
    let weak = Rule { mechanism: Mechanism::StableOptimal, ties: Ties::Weak };
    (0..150).for_each(|seed| confirm(&town(seed), weak, &mut all));
    assert!(all.points[0] > 10 && all.seats[0] > 10, "{all:?}");
}

#[test]
fn an_allocation_of_another_rule_is_refused() {
    let small =
        Small::new().club(1).club(1).child("A", "M", |_| {}).wish(0, "").child("B", "M", |_| {}).wish(0, "");
    let today = decide(Round::new(small.0).unwrap(), STABLE);
    let mut other = today.allocation.clone();
    for h in today.market.households() {
        other.set(h, None);
    }
    let decided = Decided::new(&today.round, &today.compiled, &today.market, &other, &[], Ties::Strict);
    let room = Room::of(&decided, Ties::Strict);
    let refused = Desk::new(&decided, &room, STABLE.request());
    assert!(matches!(refused, Err(Refusal::AnotherAllocation)));
}

/// What would have sufficed for the child with an id.
fn found(small: Small, id: &str) -> (Round, Counterfactuals, Vec<String>) {
    let today = decide(Round::new(small.0).expect("a round"), STABLE);
    let (market, allocation) = (&today.market, &today.allocation);
    let decided = Decided::new(&today.round, &today.compiled, market, allocation, &[], Ties::Strict);
    let room = Room::of(&decided, Ties::Strict);
    let desk = Desk::new(&decided, &room, STABLE.request()).expect("the same allocation");
    let child = today.round.children().iter().position(|c| c.id == id).expect("the child") as ChildIndex;
    let found = desk.counterfactuals(child).expect("it can be decided");
    let told = found.told(&decided, sekiwari::Lang::En).into_iter().map(|t| t.text).collect();
    (today.round.clone(), found, told)
}

/// Two seats on Monday, one on Tuesday; B with fewer points wants both days.
fn full_on_tuesday() -> Small {
    let mut small = Small::new().closed_club().unit("", "M", 2).unit("", "T", 1).club(3);
    small.0.rules.order = vec![OrderKey::Score];
    small
        .child("A", "MT", |_| {})
        .points(5, &[])
        .wish(0, "")
        .child("B", "MT", |_| {})
        .points(3, &[])
        .wish(0, "")
}

#[test]
fn fewer_days_points_a_seat_and_another_club_would_each_do() {
    let (round, found, told) = found(full_on_tuesday(), "B");
    let line = &found.lines[0];
    let points = line.points.sufficed().unwrap();
    let level = (points.more, points.points);
    // Level with A the lottery decides; one more is enough whatever it says.
    assert!(
        level == (Thousandths(2000), Thousandths(5000)) || level == (Thousandths(4000), Thousandths(7000)),
        "{level:?}"
    );
    assert_eq!(line.days.sufficed().unwrap().days, days("M"));
    let seats = &line.seats.sufficed().unwrap().seats;
    assert!(
        seats.iter().all(|s| s.0.slot().unwrap().day == sekiwari::programme::club::Day::Tuesday && s.1 == 1)
    );
    assert_eq!(seats.len(), round.seats().open_seasons(0).iter().count());
    assert_eq!(found.added, Tried::Sufficed(vec![1]));
    assert_eq!(found.terms, Tried::NotAsked);
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[2].contains("had it accepted M only"), "{told:?}");
}

#[test]
fn points_are_not_asked_for_where_they_do_not_count() {
    let mut small = full_on_tuesday();
    small.0.rules.order = vec![OrderKey::Grade];
    let (_, found, _) = found(small, "B");
    assert_eq!(found.lines.first().map_or(Tried::NotAsked, |l| l.points), Tried::NotAsked);
}

#[test]
fn siblings_who_may_come_apart_would_have_had_seats() {
    let together = SiblingTerms {
        joint: Joint::SameFacility,
        single_fallback: SingleFallback::None,
        prefer: Prefer::TogetherFirst,
    };
    let small = Small::new()
        .club(1)
        .club(1)
        .sibling("H", "A", "M", |_| {})
        .wish(0, "")
        .wish(1, "")
        .sibling("H", "B", "M", |_| {})
        .wish(0, "")
        .wish(1, "")
        .terms("H", together);
    let (_, found, told) = found(small, "A");
    let looser = found.terms.sufficed().unwrap();
    assert!(looser.lines.iter().any(Option::is_some), "{told:?}");
    assert!(told.iter().any(|t| t.starts_with("With the sibling condition")), "{told:?}");
}
