//! Rounds written down in a few lines, and what every child gets.

use crate::both::Both;
use crate::properties::compare;
use crate::town::nothing;
use sekiwari::mechanism::Mechanism;
use sekiwari::priority::Thousandths;
use sekiwari::programme::PlacementKind;
use sekiwari::programme::club::capacity::UnitRow;
use sekiwari::programme::club::{
    Child, Club, Days, District, Grade, RoundData, Route, ScoreRow, Seasons, WishRow,
};
use sekiwari::programme::siblings::SiblingTerms;
use sekiwari::{Request, solve};

pub(crate) fn days(text: &str) -> Days {
    text.parse().expect("days")
}

pub(crate) fn seasons(text: &str) -> Seasons {
    text.parse().expect("seasons")
}

/// A round under construction. Clubs are K0, K1, ..., districts D0, D1, ..., routes R0, R1, ...
pub(crate) struct Small(pub(crate) RoundData);

impl Small {
    /// The default rules; nobody has points, so all are equal in them.
    pub(crate) fn new() -> Self {
        Self(nothing())
    }

    /// A club that opens from Monday to Friday all year.
    pub(crate) fn club(self, seats: u32) -> Self {
        self.closed_club().unit("", "MTWHF", seats)
    }

    /// A club of which no row speaks yet.
    pub(crate) fn closed_club(mut self) -> Self {
        let id = format!("K{}", self.0.clubs.len());
        self.0.clubs.push(Club { id, name: String::new(), position: None });
        self
    }

    /// A row of units for the last club; without a season it speaks for all.
    pub(crate) fn unit(mut self, season: &str, open: &str, seats: u32) -> Self {
        let club = self.0.clubs.len() as u32 - 1;
        let seasons = (!season.is_empty()).then(|| seasons(season));
        let row = UnitRow { club, seasons, days: days(open), declared: Some(seats), ..UnitRow::default() };
        self.0.units.push(row);
        self
    }

    pub(crate) fn district(mut self, neighbours: &[u32], homes: &[u32]) -> Self {
        self.0.districts.push(District {
            id: format!("D{}", self.0.districts.len()),
            name: String::new(),
            schools: Vec::new(),
            neighbours: neighbours.to_vec(),
            homes: homes.to_vec(),
        });
        self
    }

    pub(crate) fn route(mut self, districts: &[u32], clubs: &[u32], on: &str, seats: u32) -> Self {
        self.0.routes.push(Route {
            id: format!("R{}", self.0.routes.len()),
            districts: districts.to_vec(),
            clubs: clubs.to_vec(),
            days: days(on),
            seats,
        });
        self
    }

    /// A first-grader of the first district with a household of its own, who wants to come all year.
    pub(crate) fn child(self, id: &str, wanted: &str, change: impl FnOnce(&mut Child)) -> Self {
        self.sibling(id, id, wanted, change)
    }

    /// A child of a named household.
    pub(crate) fn sibling(
        mut self,
        household: &str,
        id: &str,
        wanted: &str,
        change: impl FnOnce(&mut Child),
    ) -> Self {
        let wanted = days(wanted);
        let mut child = Child {
            id: id.into(),
            grade: Grade::new(1).expect("a grade"),
            days: wanted,
            min_days: wanted.len(),
            seasons: Seasons::YEAR,
            district: (!self.0.districts.is_empty()).then_some(0),
            position: None,
            current: None,
            last_year: None,
            always: false,
            disabled: false,
            seats: 1,
            overflow: None,
        };
        change(&mut child);
        self.0.children.push((household.into(), child));
        self.points(0, &[])
    }

    /// Points and tie keys of the last child, instead of none.
    pub(crate) fn points(mut self, points: i64, ties: &[i64]) -> Self {
        let child = self.0.children.len() as u32 - 1;
        self.0.scores.retain(|s| s.child != child);
        let ties = ties.iter().map(|&t| Thousandths(1000 * t)).collect();
        self.0.scores.push(ScoreRow { child, club: None, points: Thousandths(1000 * points), ties });
        self
    }

    /// The next line of the last child's list; all its days if none are named.
    pub(crate) fn wish(mut self, club: u32, on: &str) -> Self {
        let child = self.0.children.len() as u32 - 1;
        let days = (!on.is_empty()).then(|| days(on));
        self.0.wishes.push(WishRow { child, rank: self.0.wishes.len() as u32 + 1, club, days });
        self
    }

    pub(crate) fn terms(mut self, household: &str, terms: SiblingTerms) -> Self {
        self.0.terms.push((household.into(), terms));
        self
    }

    /// What every child gets by a mechanism, in the order of the rows: `K0 MT`, `K0 M by R0`, `stays K0 M` or `-`. Everything
    /// else about the round is held against the oracle.
    pub(crate) fn decide_by(&self, mechanism: Mechanism) -> Vec<String> {
        let both = Both::new(self.0.clone()).expect("the library and the oracle agree on the lists");
        compare(&both, true).expect("the library and the oracle agree");
        let request: Request<'_> = mechanism.into();
        let solution = solve(&request, &both.compiled.market, &both.strict).expect("it runs");
        let decisions = both.compiled.decisions(&both.round, &solution.outcome.allocation);
        let mut all = vec![String::new(); decisions.len()];
        for (child, decision) in (0..).zip(decisions) {
            let text = decision.entry.map(|e| {
                let (club, days, route) = both.entry(both.round.entry(e));
                let stays = if decision.kind == PlacementKind::Kept { "stays " } else { "" };
                let by = route.map(|r| format!(" by {r}")).unwrap_or_default();
                format!("{stays}{club} {days}{by}")
            });
            all[both.row_of(child)] = text.unwrap_or_else(|| "-".into());
        }
        all
    }

    /// What every child gets by `stable-optimal`.
    pub(crate) fn decide(&self) -> Vec<String> {
        self.decide_by(Mechanism::StableOptimal)
    }
}
