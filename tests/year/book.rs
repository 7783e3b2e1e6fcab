//! A book of events with everything checked after every entry.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use sekiwari::exact::Options;
use sekiwari::market::{Goals, Market};
use sekiwari::mechanism::Mechanism;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::year::cascade::{Cascade, spot};
use sekiwari::programme::nursery::year::*;
use sekiwari::programme::nursery::*;
use sekiwari::verify::certify;
use std::collections::{BTreeMap, BTreeSet};

pub struct Decided {
    pub round: Round,
    pub decisions: Vec<Decision>,
    pub blocking: u32,
}

/// Decides a round, judged; near to what the year has given so far if asked.
pub fn decide(year: &Year, round: Round, near: bool) -> Decided {
    let compiled = compile(&round, Lottery::new(7), JointOptions::default()).unwrap();
    let mut strict: Market = compiled.strict();
    let mut goals = Goals::default();
    if near {
        strict = strict.with_earlier(year.earlier(&round));
        goals = goals.near();
    }
    let options = Options { stages: goals.stages(&strict), ..Options::default() };
    // Only rules without a proof keep limits.
    let limited = !strict.limits().is_empty();
    let mechanism = if limited { Mechanism::PointsOrder } else { Mechanism::StableOptimal };
    let request = sekiwari::Request { options, ..mechanism.into() };
    let outcome = sekiwari::solve(&request, &compiled.market, &strict).unwrap().outcome;
    let verified = certify(&strict, outcome.allocation).expect("feasible");
    let blocking = verified.verdict().blocking_households();
    if !limited {
        assert_eq!(blocking, outcome.bounds.blocking_households_min, "small rounds are solved to the end");
    }
    let decisions = compiled.decisions(&round, &verified);
    Decided { round, decisions, blocking }
}

/// Whether two rounds are the same but for rows without seats: a held seat may have got one.
fn same(a: &Round, b: &Round) -> bool {
    let rows = |round: &Round| {
        let mut data = round.data();
        data.seats.retain(|s| s.seats > 0);
        data
    };
    rows(a) == rows(b)
}

pub struct Book {
    pub events: Vec<Event>,
    pub year: Year,
    pub date: Date,
    /// Kept on its own: seats by kind.
    capacity: BTreeMap<SeatKey, i64>,
    /// Children found out to have been there all along, by facility and class.
    found: BTreeMap<(String, AgeClass), i64>,
    limits: Vec<YearLimit>,
    /// Offers that a new decision might have taken away and did not.
    pub kept: u32,
    /// Decided by hand and not since then released, declined or gone.
    pinned: BTreeMap<String, Option<String>>,
    ever: BTreeSet<String>,
}

impl Book {
    pub fn open(opened: YearOpened) -> Self {
        Self::open_on(date(2025, 10, 24), opened)
    }

    pub fn open_on(date: Date, opened: YearOpened) -> Self {
        let limits = opened.limits.clone();
        let event = Event { date, what: What::Opened(opened) };
        let year = Year::open(&event).unwrap();
        let capacity = year.seats().map(|(k, s)| (k.clone(), i64::from(s.capacity()))).collect();
        let mut found: BTreeMap<_, i64> = BTreeMap::new();
        for (_, child) in year.children() {
            if let Some(facility) = child.facility() {
                *found.entry((facility.to_owned(), child.record.class)).or_default() += 1;
            }
        }
        let ever = year.children().map(|(id, _)| id.to_owned()).collect();
        let book = Self {
            events: vec![event],
            year,
            date,
            capacity,
            found,
            limits,
            kept: 0,
            pinned: BTreeMap::new(),
            ever,
        };
        book.check();
        book
    }

    pub fn later(&mut self, days: usize) {
        self.date = self.date.checked_add((days as i64).days()).unwrap();
    }

    /// The entry date of a round held today: April, or the month after next.
    pub fn entry_date(&self) -> Date {
        let first = self.date.first_of_month().checked_add(2.months()).unwrap();
        first.max(date(self.year.fiscal_year(), 4, 1))
    }

    /// Enters an event; a refused one must change nothing.
    pub fn enter(&mut self, what: What) -> Result<(), YearError> {
        let before = self.year.clone();
        let event = Event { date: self.date, what };
        if let Err(error) = self.year.apply(&event) {
            assert!(self.year == before, "{error}: but something has changed");
            for lang in sekiwari::Lang::ALL {
                assert!(!error.text(lang).is_empty());
            }
            return Err(error);
        }
        self.note(&before, &event);
        self.events.push(event);
        self.check();
        Ok(())
    }

    /// What an event does to the seats in all and to the pins, by its own words.
    fn note(&mut self, before: &Year, event: &Event) {
        // A child found out to be there was there before, in a seat nobody had counted unless the number was known.
        let (year, capacity, there) = (&self.year, &mut self.capacity, &mut self.found);
        let mut found = |facility: &str, class: AgeClass| {
            *there.entry((facility.to_owned(), class)).or_default() += 1;
            let key = year.key_for(facility, class, None).unwrap().clone();
            let seats = capacity.entry(key).or_default();
            if before.unnamed(facility, class).is_none() {
                *seats += 1;
            }
        };
        match &event.what {
            What::Applied(a) => {
                for c in &a.children {
                    self.ever.insert(c.record.id.clone());
                    if let Some(f) = &c.current {
                        found(f, c.record.class);
                    }
                }
            }
            What::UnnamedLeft(left) => found(&left.facility, left.class),
            What::CapacityChanged(c) => {
                *self.capacity.entry(c.key.clone()).or_default() += i64::from(c.seats);
            }
            What::RoundHeld(held) => {
                for (_, c) in &held.data.children {
                    self.ever.insert(c.id.clone());
                    let seated = before.child(&c.id).is_some_and(|c| c.seat().is_some());
                    if let (Some(f), false) = (c.current, seated) {
                        found(&held.data.facilities[f as usize].id, c.class);
                    }
                }
                for row in &held.data.seats {
                    let facility = held.data.facilities[row.facility as usize].id.clone();
                    if before.facilities().all(|f| f.id != facility) {
                        let key = SeatKey { facility, classes: row.classes, reserve: None };
                        *self.capacity.entry(key).or_default() += i64::from(row.seats);
                    }
                }
                for d in &held.by_hand {
                    self.pinned.insert(d.child.clone(), d.facility.clone());
                }
            }
            What::Decided(d) => drop(self.pinned.insert(d.child.clone(), d.facility.clone())),
            What::Released(r) => drop(self.pinned.remove(&r.child)),
            What::Declined(d) => drop(self.pinned.remove(&d.child)),
            What::Withdrawn(w) => drop(self.pinned.remove(&w.child)),
            _ => {}
        }
    }

    /// Everything that must hold at any time.
    pub fn check(&self) {
        let year = &self.year;
        let mut taken: BTreeMap<&SeatKey, u32> = BTreeMap::new();
        for (id, child) in year.children() {
            assert!(year.family(&child.household).unwrap().children.contains(id));
            if let Some(seat) = child.seat() {
                *taken.entry(&seat.key).or_default() += 1;
                assert!(seat.key.classes.contains(child.record.class), "{id} sits in another class");
            }
        }
        for (key, seats) in year.seats() {
            assert_eq!(seats.taken, taken.remove(key).unwrap_or(0), "taken at {key:?}");
            assert_eq!(i64::from(seats.capacity()), self.capacity[key], "capacity of {key:?}");
        }
        assert!(taken.is_empty(), "seats that do not exist: {taken:?}");
        self.check_limits();
        let known: BTreeSet<&str> = year.children().map(|(id, _)| id).collect();
        let ever: BTreeSet<&str> = self.ever.iter().map(String::as_str).collect();
        assert!(known.is_superset(&ever), "a child was lost");
        assert_eq!(year.tally(self.date).iter().sum::<u32>() as usize, known.len());
        for (id, facility) in &self.pinned {
            let child = year.child(id).unwrap();
            assert_eq!(child.facility(), facility.as_deref(), "{id} is pinned");
            assert!(child.pinned.is_some());
        }
    }

    /// What is left of every limit is what there was less who has come since then.
    fn check_limits(&self) {
        if self.limits.is_empty() {
            return;
        }
        let ask = NextRound { name: String::new(), entry_date: self.entry_date(), movers: Movers::None };
        let data = self.year.next_round(&ask).data;
        let round = Round::new(RoundData {
            children: vec![],
            wishes: vec![],
            joint_wishes: vec![],
            terms: vec![],
            scores: vec![],
            ..data
        })
        .unwrap();
        for limit in &self.limits {
            let id = round.facility_by_id(&limit.facility).unwrap();
            let told = round.limits().iter().find(|l| l.facility == id && l.name == limit.name).unwrap();
            let all = FacilityLimit { capacity: limit.capacity, ..told.clone() }.scaled().unwrap();
            let mut left = all.capacity as i64;
            for class in AgeClass::all() {
                let there = |c: &Registered| c.facility() == Some(&limit.facility) && c.record.class == class;
                let now = self.year.children().filter(|(_, c)| there(c)).count() as i64;
                let found = self.found.get(&(limit.facility.clone(), class)).copied().unwrap_or(0);
                left -= (now - found) * i64::from(all.weight[class.index()]);
            }
            assert!(left >= 0, "limit {} of {} is exceeded", limit.name, limit.facility);
            assert_eq!(told.scaled().unwrap().capacity as i64, left);
        }
    }

    /// The next round is what it should be.
    pub fn check_next(&self, ask: &NextRound, next: &Next) {
        let year = &self.year;
        let names: Vec<&str> = next.data.children.iter().map(|(_, c)| c.id.as_str()).collect();
        assert_eq!(names, next.entrants.iter().map(|e| e.child.as_str()).collect::<Vec<_>>());
        let mut all: Vec<&str> = names.clone();
        all.extend(next.left_out.iter().map(|(id, _)| id.as_str()));
        all.sort_unstable();
        assert_eq!(all, year.children().map(|(id, _)| id).collect::<Vec<_>>(), "in or out, each once");
        let rows: BTreeMap<SeatKey, u32> = next
            .data
            .seats
            .iter()
            .map(|r| {
                let facility = next.data.facilities[r.facility as usize].id.clone();
                (SeatKey { facility, classes: r.classes, reserve: None }, r.seats)
            })
            .collect();
        assert_eq!(rows, year.seats().map(|(k, s)| (k.clone(), s.open)).collect::<BTreeMap<_, _>>());
        for (place, entrant) in next.entrants.iter().enumerate() {
            let child = year.child(&entrant.child).unwrap();
            let current = next.data.children[place].1.current;
            let current = current.map(|f| next.data.facilities[f as usize].id.as_str());
            assert_eq!(current, child.facility(), "holders hold what they have");
            assert_eq!(entrant.role == Role::Waits, current.is_none());
            if entrant.role != Role::Stands {
                assert!(child.need.holds_on(ask.entry_date) && child.pinned.is_none());
            } else {
                let own = |w: &&WishRow| w.child as usize == place;
                assert_eq!(next.data.wishes.iter().filter(own).count(), 0);
            }
        }
        for (id, why) in &next.left_out {
            let child = year.child(id).unwrap();
            let waits = child.place == Place::Waiting && child.pinned.is_none();
            let joint = !year.family(&child.household).unwrap().joint.is_empty();
            match why {
                LeftOut::Content => assert!(child.seat().is_some()),
                LeftOut::NeedEnded => assert!(waits && !child.need.holds_on(ask.entry_date)),
                LeftOut::ByHand => assert!(child.pinned.is_some() && child.seat().is_none()),
                LeftOut::NoWishes => assert!(waits && (joint || child.list.is_empty())),
                LeftOut::Gone => assert!(!matches!(child.place, Place::Waiting | Place::Seated(_))),
                LeftOut::NotInRound | LeftOut::Later => panic!("only for a round decided anew"),
            }
            if waits && child.need.holds_on(ask.entry_date) && !joint {
                assert!(child.list.is_empty(), "{id} was left out");
            }
        }
    }

    /// Holds the next round, with newcomers who apply only in its tables.
    pub fn hold(&mut self, movers: Movers, newcomers: impl FnOnce(&mut RoundData)) -> bool {
        let label = format!("round {}", self.year.rounds().len() + 1);
        let ask = NextRound { name: label.clone(), entry_date: self.entry_date(), movers };
        if ask.entry_date > date(self.year.fiscal_year() + 1, 3, 1) {
            return false;
        }
        let mut next = self.year.next_round(&ask);
        self.check_next(&ask, &next);
        newcomers(&mut next.data);
        let round = Round::new(next.data).expect("a valid round");
        assert_eq!(Round::new(round.data()).as_ref(), Ok(&round), "rows and back");
        let decided = decide(&self.year, round, false);
        let held = RoundHeld::of(label, &decided.round, &decided.decisions);
        self.enter(What::RoundHeld(held)).expect("what was decided fits");
        // The same round again is the same, and nothing is better nearby.
        let again = self.year.last_round_again().unwrap().round().unwrap();
        assert!(same(&again, &decided.round), "nothing has happened since");
        let anew = decide(&self.year, again, true);
        assert_eq!(anew.blocking, decided.blocking);
        assert_eq!(self.year.differences(&anew.round, &anew.decisions), []);
        true
    }

    /// Decides the last round anew, if it is not too late, and tells the changes.
    pub fn redecide(&mut self) -> Option<Cascade> {
        if self.date >= self.year.rounds().last()?.entry_date {
            return None;
        }
        let again = self.year.last_round_again().unwrap().round().unwrap();
        let anew = decide(&self.year, again, true);
        let round = &anew.round;
        let now = |c: &Child| self.year.child(&c.id)?.facility().and_then(|f| round.facility_by_id(f));
        let before: Vec<Option<u32>> = round.children().iter().map(now).collect();
        let after: Vec<Option<u32>> = anew.decisions.iter().map(|d| d.facility).collect();
        let tied = |h: &Household| h.joint_wishes.is_some() || (h.children.len() > 1 && h.terms.binds());
        if round.limits().is_empty() && !round.households().iter().any(tied) {
            for (child, (b, a)) in round.children().iter().zip(before.iter().zip(&after)) {
                assert!(b.is_none() || a.is_some(), "{} loses its offer", child.id);
                self.kept += u32::from(b.is_some());
            }
        }
        let cascade = Cascade::between(round, &before, &after, &[]);
        crate::cascade::check(round, &before, &after, &[], &cascade);
        for chain in cascade.chains() {
            let spot = |m: &cascade::Move| {
                m.from.map(|s| spot(round, s.facility, round.children()[m.child as usize].class))
            };
            assert!(chain.moves.iter().all(|m| spot(m) == m.from));
        }
        let changes = self.year.redecided(round, &anew.decisions, "a seat came free");
        assert_eq!(changes.outcomes.len(), cascade.changes());
        self.enter(What::Redecided(changes)).expect("what was decided anew fits");
        for (child, d) in round.children().iter().zip(&anew.decisions) {
            let facility = d.facility.map(|f| round.facilities()[f as usize].id.as_str());
            assert_eq!(self.year.child(&child.id).unwrap().facility(), facility);
        }
        Some(cascade)
    }
}
