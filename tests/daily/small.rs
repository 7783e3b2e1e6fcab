//! Rounds written down in a few lines, and what every request gets.

use jiff::civil::{Date, date, datetime, time};
use sekiwari::exact::day::{DayOptions, DaySolution, solve};
use sekiwari::explain::daily::{Decided, MainReason, Reason, main_reasons, reasons};
use sekiwari::market::day::{KeyPart, Rounding};
use sekiwari::priority::Lottery;
use sekiwari::programme::daily::decided::judge_round;
use sekiwari::programme::daily::round::{
    Age, Cap, Child, Disease, DiseaseRule, Enrolled, Entitlement, Offer, Per, RequestRow, RoundData, Rules,
    Session, Site, State, TeacherRule,
};
use sekiwari::programme::daily::{Compiled, Decision, Round, Service, compile};
use sekiwari::verify::day::judge;

pub(crate) const fn june(day: i8) -> Date {
    date(2026, 6, day)
}

/// A round under construction: June 2026 in two half days. Sites are A, B, ...; requests R00, R01, ..., each made a minute
/// after the one before.
pub(crate) struct Small(pub(crate) RoundData);

impl Small {
    pub(crate) fn new() -> Self {
        Self(RoundData {
            name: "June".to_owned(),
            period: (june(1), june(30)),
            rules: Rules {
                bounds: vec![time(8, 0, 0, 0), time(12, 30, 0, 0), time(17, 0, 0, 0)],
                half: time(12, 30, 0, 0),
                reasons: ["urgent", "regular", "private"].map(str::to_owned).to_vec(),
                order: vec![KeyPart::Need, KeyPart::Uses, KeyPart::Time],
                uses_by_service: true,
                site_first: false,
                caps: vec![],
            },
            holidays: vec![],
            sites: vec![],
            offers: vec![],
            sessions: vec![],
            closures: vec![],
            diseases: vec![],
            children: vec![],
            usage: vec![],
            requests: vec![],
        })
    }

    /// A site more.
    pub(crate) fn site(mut self) -> Self {
        let id = char::from(b'A' + self.0.sites.len() as u8).to_string();
        self.0.sites.push(Site { id, name: String::new(), position: None });
        self
    }

    /// A service of the last site: seats from Monday to Friday, nothing else.
    pub(crate) fn offer(mut self, service: Service, seats: u32, change: impl FnOnce(&mut Offer)) -> Self {
        let mut offer = Offer {
            site: self.0.sites.len() as u32 - 1,
            service,
            also: vec![],
            days: "MTWHF".parse().unwrap(),
            on_holidays: None,
            hours: None,
            short: None,
            entitlement: Entitlement::default(),
            seats: Some(seats),
            groups: vec![],
            teachers: None,
            teacher_rule: TeacherRule { bands: vec![], rounding: Rounding::Cut, minimum: 0 },
            nurses: None,
            per_nurse: 10,
            rooms: vec![],
            same_may_share: true,
            spare: false,
        };
        change(&mut offer);
        self.0.offers.push(offer);
        self
    }

    pub(crate) fn disease(mut self, id: &str, rule: DiseaseRule) -> Self {
        self.0.diseases.push(Disease { id: id.to_owned(), rule });
        self
    }

    pub(crate) fn cap(mut self, name: &str, per: Per, tenths: u32) -> Self {
        let (services, reasons) = (vec![], vec![]);
        let cap = Cap { name: name.to_owned(), services, reasons, per, most: tenths, part_day: 10 };
        self.0.rules.caps.push(cap);
        self
    }

    /// A child of a class, or a change to it.
    pub(crate) fn child(mut self, id: &str, class: u8, change: impl FnOnce(&mut Child)) -> Self {
        let mut child = Child {
            id: id.to_owned(),
            household: id.to_owned(),
            age: Age::Class(class),
            enrolled: Enrolled::No,
            registered: vec![],
            resident: true,
            load: 10,
        };
        change(&mut child);
        self.0.children.push(child);
        self
    }

    /// A request for a whole day at the first site, for private reasons; a child that is not known yet has class 3.
    pub(crate) fn ask(
        mut self,
        child: &str,
        service: Service,
        day: Date,
        change: impl FnOnce(&mut RequestRow),
    ) -> Self {
        if self.0.children.iter().all(|c| c.id != child) {
            self = self.child(child, 3, |_| {});
        }
        let n = self.0.requests.len();
        let mut request = RequestRow {
            id: format!("R{n:02}"),
            child: self.0.children.iter().position(|c| c.id == child).unwrap() as u32,
            service,
            dates: vec![day],
            session: Session::Day,
            reason: 2,
            disease: None,
            note: false,
            both_work: false,
            rest_day: None,
            sites: vec![0],
            together: None,
            requested_at: Some(datetime(2026, 5, 20, 9, n as i8, 0, 0)),
            state: State::Open,
        };
        change(&mut request);
        self.0.requests.push(request);
        self
    }

    pub(crate) fn decide(self) -> Case {
        Case::new(Round::new(self.0).unwrap())
    }
}

/// A round that is decided by priority. Both judges have looked at it.
pub(crate) struct Case {
    pub(crate) round: Round,
    pub(crate) compiled: Compiled,
    pub(crate) solution: DaySolution,
    pub(crate) decisions: Vec<Decision>,
}

impl Case {
    fn new(round: Round) -> Self {
        let compiled = compile(&round, Lottery::new(1)).unwrap();
        let solution = solve(&compiled.market, &DayOptions::default()).unwrap();
        let verdict = judge(&compiled.market, &solution.answer);
        assert!(verdict.is_orderly(), "{verdict:?}");
        let decisions = compiled.decisions(&round, &solution.answer);
        let verdict = judge_round(&round, &decisions);
        assert!(verdict.is_clean() && verdict.wasted.is_empty(), "{verdict:?}");
        assert_eq!(compiled.answer(&round, &decisions).as_ref(), Ok(&solution.answer));
        Self { round, compiled, solution, decisions }
    }

    pub(crate) fn told(&self) -> Decided<'_> {
        let keys = self.compiled.market.keys();
        Decided::new(&self.round, &self.compiled, &self.solution.answer, keys, &[])
    }

    /// What every request gets: `A 2` for site A on June 2, `A 2/room` with a room, `-` for none.
    pub(crate) fn got(&self) -> Vec<String> {
        let text = |d: &Decision| {
            let Some(place) = d.place else { return "-".to_owned() };
            let offer = &self.round.offers()[place.offer as usize];
            let at = format!("{} {}", self.round.sites()[offer.site as usize].id, place.day + 1);
            place.room.map_or(at.clone(), |room| format!("{at}/{}", offer.rooms[room as usize].id))
        };
        self.decisions.iter().map(text).collect()
    }

    pub(crate) fn reasons(&self) -> Vec<Reason> {
        reasons(&self.told())
    }

    /// The code of every request.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        let told = self.told();
        main_reasons(&told, &reasons(&told)).into_iter().map(MainReason::as_str).collect()
    }

    pub(crate) fn request(&self, id: &str) -> u32 {
        self.round.request_by_id(id).unwrap()
    }
}
