//! Access: who can reach a seat, by small area.
//!
//! | question | answer |
//! |---|---|
//! | how far is the nearest facility? | [`Distances`], by area and class: to one that takes the class, and to one with an open seat |
//! | how many seats are there for a child? | floating catchment areas: [`Catchment`], [`Figures::seats_per_child`] |
//! | of which areas may be told? | [`withhold`]: small counts are kept back, with what would give them away |
//!
//! Only what every family could have counts: seats of the rows that [`Round::offer`] finds for a child (its class, its age on the entry
//! date, the care it needs). Reserved seats are for some only and are left out. A seat row whose classes share seats is one supply for the
//! children of all its classes. Every applicant counts once, also one that holds a seat and wishes to move.

mod area;
mod bands;
mod catchment;
mod figures;
mod mesh;
mod minutes;
mod plane;
mod ways;
mod withheld;

pub use area::Grain;
pub use bands::{Bands, BandsError};
pub use catchment::Catchment;
pub use figures::{Distances, Figures};
pub use mesh::{Cell, Mesh, NoCell};
pub use minutes::{Minutes, MinutesRow};
pub use withheld::{Withheld, withhold};

use crate::programme::nursery::{AgeClass, Position, Round};
use area::{Areas, centre};
use rayon::prelude::*;

/// How ways are measured.
#[derive(Clone, Copy, Debug)]
pub enum Travel<'a> {
    /// In metres: the straight line times a factor, rounded to whole metres. Ways on a dense grid of streets are 4/π = 1.27 times the straight line
    /// on average over all directions; measured ways are about proportional to straight lines (Koshizuka and Kobayashi 1983).
    Straight {
        /// The factor in percent, at least 100.
        percent: u32,
    },
    /// In minutes, from a table: from the finest cell of the grid in which a child lives and that the table has, else from its district.
    Minutes(&'a Minutes),
}

/// What to work out.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// The small areas.
    pub grain: Grain<'a>,
    /// How ways are measured.
    pub travel: Travel<'a>,
    /// How far is within reach, and the weights by distance.
    pub bands: Bands,
    /// Limits for which the children within are counted.
    pub within: Vec<u32>,
    /// Whether seats that applicants hold count too, in the rows of their facility and class; else only those open in this round.
    pub held: bool,
}

/// The figures of one area and class.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaFigures {
    /// The area, as a position in [`Access::areas`]; `None` for all.
    pub area: Option<u32>,
    /// The class; `None` for all.
    pub class: Option<AgeClass>,
    /// Its figures.
    pub figures: Figures,
}

/// Who can reach a seat.
#[derive(Clone, Debug, PartialEq)]
pub struct Access {
    /// Ids of the areas in which children live, in order; an empty one for children of known place and unknown district.
    pub areas: Vec<String>,
    /// About where each area lies: the mean of the middles of the third-level cells in which its children live, which tells of no single
    /// home; for few children it may still tell too much.
    pub centres: Vec<Option<Position>>,
    /// First all children, then by class, by area, by area and class, the last three where there is a child.
    pub figures: Vec<AreaFigures>,
    /// By area, the children of each class.
    pub counts: Vec<[u32; AgeClass::COUNT]>,
    /// The seats, in the order of the round's seat rows.
    pub rows: Vec<Catchment>,
    /// Children whose place is not known, or from where no way is known; they are in nothing else.
    pub unknown: u32,
    /// Facilities with seats whose place is not known: nobody reaches them. With minutes: to which the table has no way.
    pub lost_facilities: u32,
}

/// Works out who can reach a seat.
///
/// Guarantees: the same on any number of threads; ways are those of all pairs, no matter how they are found; the children's
/// `seats_per_child` add up to the seats that some child can reach. Cost: n log m for n children and m facilities, plus the pairs within reach.
///
/// ```
/// use sekiwari::programme::nursery::{Affiliation, AgeClass, Child, ClassSet, Facility, Position, Round, RoundData, SeatRow};
/// use sekiwari::siting::access::{Bands, Grain, Mesh, Options, Travel, access};
/// let at = |lat_e6| Some(Position { lat_e6, lon_e6: 139_700_000 });
/// let class = AgeClass::new(1).unwrap();
/// let child = |n: i32| (format!("H{n}"), Child {
///     id: format!("C{n}"), class, birth_date: None, current: None, district: None, position: at(35_700_000 + 9_000 * n),
///     affiliation: Affiliation::default(),
/// });
/// let facility = Facility {
///     id: "F".into(), name: String::new(), kind: None, district: None, position: at(35_700_000), min_age_days: None,
///     partners: Vec::new(), care_kinds: Vec::new(),
/// };
/// let round = Round::new(RoundData {
///     name: "Two of three".into(), fiscal_year: 2026, entry_date: jiff::civil::date(2026, 4, 1), facilities: vec![facility],
///     seats: vec![SeatRow { facility: 0, classes: ClassSet::one(class), seats: 1 }], reserves: Vec::new(), limits: Vec::new(),
///     children: (0..3).map(child).collect(), wishes: Vec::new(), terms: Vec::new(), joint_wishes: Vec::new(),
///     decisions: Vec::new(), tie_names: Vec::new(), scores: Vec::new(),
/// }).unwrap();
/// let options = Options {
///     grain: Grain::Mesh(Mesh::Third), travel: Travel::Straight { percent: 130 }, bands: Bands::new(vec![(1_500, 1000)]).unwrap(),
///     within: vec![1_000], held: false,
/// };
/// // The three live 0, 1,001 and 2,001 m away in a straight line; two can reach the seat.
/// let all = &access(&round, &options).figures[0].figures;
/// assert_eq!((all.open.longest, all.open.within[0], all.without), (Some(2_601), 1, 1));
/// assert!((all.seats_per_child - 1.0 / 3.0).abs() < 1e-9);
/// ```
pub fn access(round: &Round, options: &Options<'_>) -> Access {
    let seats = seats(round, options.held);
    let areas = Areas::new(round, options.grain);
    let ways = ways::find(round, options, &seats, &areas.of_child);
    let catchments = catchment::catchments(&ways, &seats, &options.bands);

    let known = (0..round.children().len() as u32).filter(|&c| ways.known[c as usize]);
    let mut order: Vec<u32> = known.collect();
    let class = |c: u32| round.children()[c as usize].class;
    let area = |c: u32| areas.of_child[c as usize];
    order.sort_by_key(|&c| (class(c), c));
    let mut groups: Vec<(Option<u32>, Option<AgeClass>, Vec<u32>)> = vec![(None, None, order.clone())];
    groups
        .extend(order.chunk_by(|&a, &b| class(a) == class(b)).map(|g| (None, Some(class(g[0])), g.to_vec())));
    order.sort_by_key(|&c| (area(c), class(c), c));
    let by_area = || order.chunk_by(|&a, &b| area(a) == area(b));
    groups.extend(by_area().map(|g| (Some(area(g[0])), None, g.to_vec())));
    groups.extend(
        order
            .chunk_by(|&a, &b| (area(a), class(a)) == (area(b), class(b)))
            .map(|g| (Some(area(g[0])), Some(class(g[0])), g.to_vec())),
    );
    let mut counts = vec![[0; AgeClass::COUNT]; areas.ids.len()];
    let mut centres = vec![None; areas.ids.len()];
    for (area, class, children) in &groups {
        match (area, class) {
            (Some(area), Some(class)) => counts[*area as usize][class.index()] = children.len() as u32,
            (Some(area), None) => {
                let places = children.iter().filter_map(|&c| round.children()[c as usize].position);
                centres[*area as usize] = centre(places);
            }
            _ => {}
        }
    }
    let figures = groups
        .into_par_iter()
        .map(|(area, class, children)| {
            let figures = figures::figures(&children, &ways, &catchments, &options.within);
            AreaFigures { area, class, figures }
        })
        .collect();
    Access {
        centres,
        figures,
        counts,
        rows: catchments.rows,
        unknown: ways.known.iter().filter(|known| !**known).count() as u32,
        lost_facilities: lost(round, options.travel),
        areas: areas.ids,
    }
}

/// The seats that count, by seat row.
fn seats(round: &Round, held: bool) -> Vec<u32> {
    let mut seats: Vec<u32> = round.seats().iter().map(|row| row.seats).collect();
    for child in round.children().iter().filter(|_| held) {
        if let Some(row) = child.current.and_then(|f| round.seat_row(f, child.class)) {
            seats[row as usize] = seats[row as usize].saturating_add(child.affiliation.seat_weight);
        }
    }
    seats
}

/// Facilities with a seat row to which no way is known.
fn lost(round: &Round, travel: Travel<'_>) -> u32 {
    let mut of: Vec<u32> = round.seats().iter().map(|row| row.facility).collect();
    of.dedup();
    let reached: Vec<&str> = match travel {
        Travel::Straight { .. } => Vec::new(),
        Travel::Minutes(table) => {
            let mut ids: Vec<&str> = table.rows().iter().map(|r| r.to.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        }
    };
    let known = |f: &&u32| {
        let facility = &round.facilities()[**f as usize];
        match travel {
            Travel::Straight { .. } => facility.position.is_some(),
            Travel::Minutes(_) => reached.binary_search(&facility.id.as_str()).is_ok(),
        }
    };
    of.iter().filter(|f| !known(f)).count() as u32
}
