//! Small rounds and surveys, made by hand.

use jiff::civil::{Date, date};
use sekiwari::priority::Thousandths;
use sekiwari::programme::nursery::waiting::{Enrolled, Situation, SurveyRow};
use sekiwari::programme::nursery::{
    AgeClass, Child, ClassSet, Decision, Facility, LimitRow, PlacementKind, Position, Round, RoundData,
    ScoreRow, SeatRow, Validity, WishRow,
};

/// The survey days of the tests.
pub const APRIL: Date = date(2026, 4, 1);
pub const OCTOBER: Date = date(2026, 10, 1);

/// A child of a made round; facilities by number.
#[derive(Clone, Debug, Default)]
pub struct Kid {
    pub id: String,
    pub class: u8,
    pub district: Option<String>,
    pub holds: Option<u32>,
    pub list: Vec<u32>,
    pub points: i64,
    pub place: Option<Position>,
    pub born: Option<Date>,
}

impl Kid {
    pub fn new(id: &str, class: u8) -> Self {
        Kid { id: id.to_owned(), class, ..Kid::default() }
    }

    pub fn lists(mut self, list: &[u32]) -> Self {
        self.list = list.to_vec();
        self
    }

    pub fn at(mut self, lat_e6: i32, lon_e6: i32) -> Self {
        self.place = Some(Position { lat_e6, lon_e6 });
        self
    }
}

/// A made round.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// Places of the facilities `F0`, `F1`, ..., and from how many days on they take children.
    pub facilities: Vec<(Option<Position>, Option<u32>)>,
    /// Facility, classes, seats.
    pub seats: Vec<(u32, Vec<u8>, u32)>,
    pub kids: Vec<Kid>,
    pub limits: Vec<LimitRow>,
}

impl Made {
    /// Facilities without places, with seats.
    pub fn seats(facilities: u32, seats: &[(u32, u8, u32)]) -> Self {
        Made {
            facilities: vec![(None, None); facilities as usize],
            seats: seats.iter().map(|&(f, c, n)| (f, vec![c], n)).collect(),
            ..Made::default()
        }
    }

    pub fn kids(mut self, kids: impl IntoIterator<Item = Kid>) -> Self {
        self.kids.extend(kids);
        self
    }

    pub fn data(&self) -> RoundData {
        let class = |n: u8| AgeClass::new(n).unwrap();
        let facility = |(i, &(position, min_age_days)): (usize, &(Option<Position>, Option<u32>))| Facility {
            partners: Vec::new(),
            care_kinds: Vec::new(),
            id: format!("F{i}"),
            name: String::new(),
            kind: None,
            district: None,
            position,
            min_age_days,
        };
        let child = |kid: &Kid| {
            let child = Child {
                affiliation: Default::default(),
                id: kid.id.clone(),
                class: class(kid.class),
                birth_date: kid.born,
                current: kid.holds,
                district: kid.district.clone(),
                position: kid.place,
            };
            (format!("H-{}", kid.id), child)
        };
        let wishes = self.kids.iter().zip(0..).flat_map(|(kid, child)| {
            kid.list.iter().zip(1..).map(move |(&facility, rank)| WishRow { child, rank, facility })
        });
        RoundData {
            limits: self.limits.clone(),
            name: "made".into(),
            fiscal_year: 2026,
            entry_date: APRIL,
            facilities: self.facilities.iter().enumerate().map(facility).collect(),
            seats: self
                .seats
                .iter()
                .map(|(f, classes, seats)| SeatRow {
                    facility: *f,
                    classes: ClassSet::of(classes.iter().map(|&c| class(c))).unwrap(),
                    seats: *seats,
                })
                .collect(),
            children: self.kids.iter().map(child).collect(),
            wishes: wishes.collect(),
            terms: Vec::new(),
            decisions: Vec::new(),
            reserves: Vec::new(),
            joint_wishes: Vec::new(),
            tie_names: Vec::new(),
            scores: (0..)
                .zip(&self.kids)
                .map(|(child, kid)| ScoreRow {
                    child,
                    facility: None,
                    points: Thousandths(kid.points),
                    ties: Box::new([]),
                })
                .collect(),
        }
    }

    pub fn round(&self) -> Round {
        Round::new(self.data()).unwrap()
    }
}

/// Decisions from seats by child id and facility number; everybody else keeps what it holds, or nothing.
pub fn decisions(round: &Round, seated: &[(&str, u32)]) -> Vec<Decision> {
    let of = |child: &Child| {
        let given = seated.iter().find(|(id, _)| *id == child.id);
        let facility = given.map(|(_, f)| round.facility_by_id(&format!("F{f}")).unwrap()).or(child.current);
        let kind = match facility {
            None => PlacementKind::Unplaced,
            Some(f) if child.current == Some(f) => PlacementKind::Kept,
            Some(_) => PlacementKind::Placed,
        };
        Decision { reserve: None, facility, kind, wish_rank: None }
    };
    round.children().iter().map(of).collect()
}

/// A line of the survey that always holds.
pub fn says(child: &str, situation: Situation) -> SurveyRow {
    SurveyRow { child: child.to_owned(), situation: Some(situation), ..SurveyRow::default() }
}

/// The same between two days.
pub fn between(row: SurveyRow, from: Option<Date>, to: Option<Date>) -> SurveyRow {
    SurveyRow { validity: Validity { from, to }, ..row }
}

/// Children of each class who stay at `F0` without applying.
pub fn enrolled(classes: [u32; 6]) -> Vec<Enrolled> {
    let row = |(class, children)| Enrolled { facility: "F0".to_owned(), class, children };
    AgeClass::all().zip(classes).map(row).collect()
}
