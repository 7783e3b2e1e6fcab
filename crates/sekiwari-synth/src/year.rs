//! A made-up fiscal year: two rounds for April, one a month after that, and what happens between them.
//!
//! The year is kept by the library ([`Year`]); this only makes up families and what they do. Deciding is left to the caller:
//! [`SimulatedYear::next_round`] gives a round, [`SimulatedYear::hold`] takes its decision.

use crate::calibration::year as figures;
use crate::draw::{Draw, Stream, permille};
use crate::generate::{applicants, generate};
use crate::options::Options;
use crate::town::Town;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use sekiwari::programme::nursery::year::{
    AfterDecline, Applicant, Application, Declined, Event, JointWish, ManualDecision, Movers, Need,
    NeedChecked, NextRound, Place, Registered, RoundHeld, ScoreLine, SeatedBy, UnnamedLeft, What,
    WishesChanged, Withdrawn, Year, YearError, YearOpened,
};
use sekiwari::programme::nursery::{AgeClass, Decision, Round, RoundData, RoundError};
use std::collections::{BTreeMap, BTreeSet};

/// The shape of a made-up year. Numbers per thousand are moved to the nearest possible value.
///
/// ```
/// let options = sekiwari_synth::YearOptions::new(300, 1);
/// assert_eq!(options.declines_permille, 50);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearOptions {
    /// The applications of the first round, and the town. Its seed is that of the whole year.
    pub april: Options,
    /// Children per thousand placed who decline, after every round. Default 50.
    pub declines_permille: u32,
    /// Who goes on waiting for a better place. Default: nobody.
    pub movers: Movers,
}

impl YearOptions {
    /// A year that begins with the calibrated round of so many children.
    pub fn new(children: u32, seed: u64) -> Self {
        Self { april: Options::new(children, seed), declines_permille: 50, movers: Movers::None }
    }
}

/// A year in the making. Same options and same decisions, same year.
///
/// ```
/// use sekiwari::priority::Lottery;
/// use sekiwari::programme::nursery::{compile, siblings::JointOptions};
/// use sekiwari_synth::{SimulatedYear, YearOptions};
///
/// let mut simulated = SimulatedYear::new(&YearOptions::new(100, 1)).unwrap();
/// let mut rounds = 0;
/// while let Some(round) = simulated.next_round().unwrap() {
///     let compiled = compile(&round, Lottery::new(1), JointOptions::default()).unwrap();
///     let allocation = sekiwari::market::Allocation::as_today(&compiled.market);
///     simulated.hold(&round, &compiled.decisions(&round, &allocation)).unwrap();
///     simulated.decline();
///     rounds += 1;
/// }
/// assert_eq!(rounds, 13);
/// ```
pub struct SimulatedYear {
    options: YearOptions,
    town: Town,
    draw: Draw,
    first: Option<RoundData>,
    year: Year,
    events: Vec<Event>,
}

impl SimulatedYear {
    /// Rounds of a year: two for April, one for every other month.
    pub const ROUNDS: usize = 13;

    /// Opens the year with the seats and facilities of its first round.
    ///
    /// # Errors
    /// None that generated rounds raise; [`YearError`] is what opening a year may say.
    pub fn new(options: &YearOptions) -> Result<Self, YearError> {
        let options = YearOptions {
            april: options.april.clamped(),
            declines_permille: options.declines_permille.min(1000),
            ..options.clone()
        };
        let first = generate(&options.april);
        let opened = YearOpened { name: first.name.clone(), ..YearOpened::with_rows(&first) };
        let opening = date(options.april.fiscal_year - 1, 10, 24);
        let event = Event { date: opening, what: What::Opened(opened) };
        let year = Year::open(&event)?;
        let town = Town::new(&options.april);
        let draw = Draw::new(options.april.seed, Stream::Year);
        Ok(Self { options, town, draw, first: Some(first), year, events: vec![event] })
    }

    /// The year so far.
    pub fn year(&self) -> &Year {
        &self.year
    }

    /// All its events so far.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The day on which the next round is held, and its entry date; `None` after the last.
    fn calendar(&self) -> Option<(Date, Date)> {
        let (n, fiscal) = (self.year.rounds().len(), self.options.april.fiscal_year);
        let month = |n: usize| {
            let since = 4 + n as i16;
            date(fiscal + (since - 1) / 12, ((since - 1) % 12 + 1) as i8, 1)
        };
        match n {
            0 => Some((date(fiscal, 1, 15), month(0))),
            1 => Some((date(fiscal, 2, 20), month(0))),
            2..Self::ROUNDS => Some((month(n - 2).saturating_add(9.days()), month(n - 1))),
            _ => None,
        }
    }

    /// Lets the time pass up to the next round: families apply, withdraw and change their minds, children leave. Then the
    /// round; `None` after the last.
    ///
    /// # Errors
    /// None that generated families raise; [`RoundError`]s are what freezing a round may say.
    pub fn next_round(&mut self) -> Result<Option<Round>, Vec<RoundError>> {
        let Some((held, entry_date)) = self.calendar() else { return Ok(None) };
        let number = self.year.rounds().len();
        if let Some(first) = self.first.take() {
            return Round::new(first).map(Some);
        }
        self.between(held, entry_date, number);
        let name = format!("{} {}", self.options.april.fiscal_year, label(number, entry_date));
        let ask = NextRound { name, entry_date, movers: self.options.movers };
        self.year.next_round(&ask).round().map(Some)
    }

    /// Enters a decided round.
    ///
    /// # Errors
    /// [`YearError`] if the decisions do not fit.
    pub fn hold(&mut self, round: &Round, decisions: &[Decision]) -> Result<(), YearError> {
        let date = self.calendar().map_or(self.year.last(), |(held, _)| held);
        let label = label(self.year.rounds().len(), round.entry_date());
        self.enter(date, What::RoundHeld(RoundHeld::of(label, round, decisions)))
    }

    /// Enters an event.
    ///
    /// # Errors
    /// [`YearError`] if it does not fit.
    pub fn enter(&mut self, date: Date, what: What) -> Result<(), YearError> {
        let event = Event { date, what };
        self.year.apply(&event)?;
        self.events.push(event);
        Ok(())
    }

    /// The children whom the last round placed, by id.
    pub fn placed(&self) -> Vec<String> {
        let Some(last) = self.year.rounds().len().checked_sub(1) else { return Vec::new() };
        let by = SeatedBy::Round(last as u32);
        let placed = self.year.children().filter(|(_, c)| c.seat().is_some_and(|s| s.by == by));
        placed.map(|(id, _)| id.to_owned()).collect()
    }

    /// One of the children placed by the last round declines and leaves; the event, not entered yet.
    pub fn one_declines(&mut self) -> Option<Event> {
        let placed = self.placed();
        let child = placed.get(self.draw.below(placed.len() as u32) as usize)?.clone();
        let declined = Declined { child, reason: "転居".to_owned(), then: AfterDecline::Leaves };
        Some(Event { date: self.year.last(), what: What::Declined(declined) })
    }

    /// A share of the children placed by the last round declines; two in five go on waiting, a child that would have moved
    /// stays where it was. How many declined.
    pub fn decline(&mut self) -> u32 {
        let mut placed = self.placed();
        self.draw.shuffle(&mut placed);
        placed.truncate(permille(placed.len() as u32, self.options.declines_permille) as usize);
        let date = self.year.last().saturating_add(7.days());
        let mut count = 0;
        for child in placed {
            let held =
                self.year.child(&child).and_then(|c| c.part.as_ref()).is_some_and(|p| p.held.is_some());
            let then = match (held, self.draw.chance(figures::DECLINED_AND_WAITING)) {
                (true, _) => AfterDecline::Stays,
                (false, true) => AfterDecline::Waits,
                (false, false) => AfterDecline::Leaves,
            };
            let declined = Declined { child, reason: "希望変更".to_owned(), then };
            count += u32::from(self.enter(date, What::Declined(declined)).is_ok());
        }
        count
    }

    /// What happens up to the day a round is held. What does not fit is left undone.
    fn between(&mut self, held: Date, entry: Date, number: usize) {
        let ids: Vec<(String, Place)> =
            self.year.children().map(|(id, c)| (id.to_owned(), c.place.clone())).collect();
        for (child, place) in ids {
            if let Some(what) = self.mind(child, &place) {
                let _ = self.enter(held, what);
            }
        }
        let seats: Vec<(String, AgeClass, u32)> = self
            .year
            .seats()
            .filter_map(|(key, seats)| {
                let class = key.classes.classes().last()?;
                Some((key.facility.clone(), class, seats.capacity()))
            })
            .collect();
        for (facility, class, capacity) in seats {
            for _ in 0..capacity {
                if self.draw.chance(figures::UNNAMED_LEAVE) {
                    let left = UnnamedLeft { facility: facility.clone(), class, reason: "転出".to_owned() };
                    let _ = self.enter(held, What::UnnamedLeft(left));
                }
            }
        }
        let share = if number == 1 { figures::NEW_FOR_SECOND } else { figures::NEW_A_MONTH };
        let batch = permille(self.options.april.children, share).max(1);
        for application in self.newcomers(batch, number, entry) {
            let _ = self.enter(held, What::Applied(application));
        }
        self.by_hand(held, entry);
    }

    /// What a child's family does in a month, if anything.
    fn mind(&mut self, child: String, place: &Place) -> Option<What> {
        let reason = || "家庭の都合".to_owned();
        match place {
            Place::Waiting if self.draw.chance(figures::WITHDRAW) => {
                Some(What::Withdrawn(Withdrawn { child, reason: reason() }))
            }
            Place::Waiting if self.draw.chance(figures::NEED_ENDS) => {
                Some(What::NeedChecked(NeedChecked { child, need: Need::Ended }))
            }
            Place::Waiting if self.draw.chance(figures::WIDEN) => {
                let known = self.year.child(&child)?;
                let (class, mut list) = (known.record.class, known.list.clone());
                let site = self.draw.below(self.town.sites.len() as u32) as usize;
                let facility = self.town.facility_id(site);
                if self.town.sites[site].classes & 1 << class.get() == 0 || list.contains(&facility) {
                    return None;
                }
                list.push(facility);
                Some(What::WishesChanged(WishesChanged { child, list, scores: None }))
            }
            Place::Seated(_) if self.draw.chance(figures::LEAVE) => {
                Some(What::Withdrawn(Withdrawn { child, reason: "転出".to_owned() }))
            }
            _ => None,
        }
    }

    /// New families, made as those of the first round are.
    fn newcomers(&mut self, children: u32, number: usize, entry: Date) -> Vec<Application> {
        let seed = self.options.april.seed ^ (number as u64 + 1) << 40;
        let options = Options {
            children,
            seed,
            transfer_permille: figures::NEW_TRANSFERS,
            ..self.options.april.clone()
        };
        let (mut data, _) = applicants(&options, &self.town);
        data.facilities = self.town.facilities();
        for (household, child) in &mut data.children {
            *household = format!("{number:02}-{household}");
            child.id = format!("{number:02}-{}", child.id);
            // In the year there are children born in it.
            if child.class.get() == 0 && number > 1 && self.draw.chance(figures::BORN_LATELY) {
                let days = i64::from(self.draw.between(60, 300));
                child.birth_date = Some(entry.saturating_sub(days.days()));
            }
        }
        for (household, _) in &mut data.terms {
            *household = format!("{number:02}-{household}");
        }
        families(&data)
    }

    /// Now and then an office decides by hand: a child that waits gets an open seat of its list.
    fn by_hand(&mut self, held: Date, entry: Date) {
        if !self.draw.chance(figures::BY_HAND) {
            return;
        }
        let open = |c: &Registered| {
            let free = |f: &&String| {
                let key = self.year.key_for(f, c.record.class, None);
                key.and_then(|k| self.year.seats_of(k)).is_some_and(|s| s.open > 0)
            };
            c.list.iter().find(free).cloned()
        };
        let waits = |c: &Registered| c.place == Place::Waiting && c.pinned.is_none();
        let found = self
            .year
            .children()
            .filter(|(_, c)| waits(c))
            .find_map(|(id, c)| Some((id.to_owned(), open(c)?)));
        if let Some((child, facility)) = found {
            let decision = ManualDecision {
                child,
                facility: Some(facility),
                reserve: None,
                from: Some(entry),
                reason: "特別な支援".to_owned(),
            };
            let _ = self.enter(held, What::Decided(decision));
        }
    }
}

/// What an office calls a round.
fn label(number: usize, entry: Date) -> String {
    let month = format!("{:04}-{:02}", entry.year(), entry.month());
    match number {
        0 => format!("{month} 1次"),
        1 => format!("{month} 2次"),
        _ => month,
    }
}

/// The applications of rounds' tables, family by family.
fn families(data: &RoundData) -> Vec<Application> {
    let facility = |f: u32| data.facilities[f as usize].id.clone();
    let mut lists: Vec<Vec<String>> = vec![Vec::new(); data.children.len()];
    for w in &data.wishes {
        lists[w.child as usize].push(facility(w.facility));
    }
    let mut scores: Vec<Vec<ScoreLine>> = vec![Vec::new(); data.children.len()];
    for s in &data.scores {
        let line = ScoreLine { facility: s.facility.map(facility), points: s.points, ties: s.ties.clone() };
        scores[s.child as usize].push(line);
    }
    let mut joint: BTreeMap<(&str, u32), JointWish> = BTreeMap::new();
    for row in &data.joint_wishes {
        let (household, child) = &data.children[row.child as usize];
        let cell = (child.id.clone(), row.facility.map(facility));
        joint.entry((household, row.rank)).or_default().push(cell);
    }
    let mut applications: Vec<Application> = Vec::new();
    let mut seen = BTreeSet::new();
    for (((household, child), list), scores) in data.children.iter().zip(lists).zip(scores) {
        if seen.insert(household.as_str()) {
            let terms = data.terms.iter().find(|(h, _)| h == household).map(|(_, t)| *t);
            let rows = joint.range((household.as_str(), 0)..=(household.as_str(), u32::MAX));
            applications.push(Application {
                household: household.clone(),
                children: Vec::new(),
                terms,
                joint: rows.map(|(_, row)| row.clone()).collect(),
            });
        }
        if let Some(application) = applications.last_mut() {
            application.children.push(Applicant {
                record: child.clone(),
                current: child.current.map(facility),
                list,
                scores,
                need: Need::Lasts,
            });
        }
    }
    applications
}
