//! A round whose stable result agrees exactly with published figures.
//!
//! A city publishes, per facility and class, the seats offered, the children admitted and the *listings* that wait. The
//! applications behind them are secret. [`from_listings`] makes up families who, once their round is allocated, leave
//! exactly these figures behind.
//!
//! # Construction
//! Every household gets one *standing* (points, then income band) and a receipt number of its own; siblings share both, and
//! standings hold at every facility alike. A class is *closed* if all its seats are taken. Every closed class with a waiting
//! list gets a *cut-off*: whoever is admitted stands at or above it, whoever waits stands below it.
//!
//! - **Admitted** children are placed where they are; above that wish they list only closed classes whose cut-off is above
//!   their standing. Admitted siblings have their common facility as first wish.
//! - **Unplaced** children list only closed classes whose cut-off is above their standing.
//! - **Transfer applicants** either stay and wait like the unplaced, at facilities where none of them holds a seat that
//!   another stays at; or they are admitted elsewhere, and the seat they leave is among those offered at their old facility,
//!   where so many of the admitted children stand below them that nobody depends on it earlier.
//! - A **contradiction** (children wait where seats are free) is explained the way it happens: by siblings who want to enter
//!   in the same round or not at all. One of them waits at the open class; the other lists only closed classes.
//! - Only unplaced children without such a condition wait where a transfer applicant stays.
//!
//! # Why the result is the only stable one
//! First the children who get or keep a seat, by standing and receipt, best first: suppose that all before household *h*
//! have in a stable allocation what was planned. A wish of *h* above its plan names a closed class whose cut-off is above its
//! standing and where nobody stays on; the children planned there all come before *h* and fill it. At its planned wish a seat
//! is free for *h* when only better claims count: those before *h* and seats still held, for which the rule about seats left
//! behind makes room; whoever waits at a closed class stands below *h*; and a sibling who waits at an open class comes with
//! one whose closed class is filled by children who stand above both. So *h* has exactly its plan, or it would block. Hence all
//! planned seats are filled as planned, and the others, every wish of whom names a closed class, get nothing. This holds
//! whatever the lottery, and with `ties = "weak"`, since no two households are equal. (Without the rule about seats that
//! somebody stays on, transfer applicants could swap them in a ring, and two stable allocations would exist.)

mod assemble;
mod cells;
mod families;
mod report;
mod transfers;
mod waiting;

pub use report::{Contradiction, ListingReport};

use crate::draw::{Draw, Stream};
use cells::Cells;
use sekiwari::programme::nursery::{Facility, ListingRow, RoundData};

/// How the families behind the listings are made up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListingOptions {
    /// The round's name.
    pub name: String,
    /// The seed: same arguments, same round, on any machine.
    pub seed: u64,
    /// The fiscal year of the figures.
    pub fiscal_year: i16,
    /// Waiting listings per child without a seat, in tenths. Published for Yokohama, April 2024: 3.6.
    pub listings_per_unplaced_tenths: u32,
    /// Listings per thousand that belong to children admitted at a lower wish. Assumed 120.
    pub placed_permille: u32,
    /// Listings per thousand that belong to transfer applicants who stay where they are. Assumed 60.
    pub kept_permille: u32,
    /// Children per thousand who apply with a sibling, as far as the figures allow. Default 160.
    pub sibling_permille: u32,
    /// Children per thousand who hold a seat, as far as the figures allow. Default 100.
    pub transfer_permille: u32,
}

impl ListingOptions {
    /// The calibrated defaults.
    pub fn new(name: &str, fiscal_year: i16, seed: u64) -> Self {
        Self {
            name: name.to_owned(),
            seed,
            fiscal_year,
            listings_per_unplaced_tenths: 36,
            placed_permille: 120,
            kept_permille: 60,
            sibling_permille: 160,
            transfer_permille: 100,
        }
    }
}

/// Why figures cannot be turned into a round.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListingError {
    /// Two rows for one class of a facility.
    DuplicateRow {
        /// The facility's id.
        facility: String,
        /// The class.
        class: u8,
    },
    /// A row points at a facility that does not exist.
    BadIndex {
        /// The position.
        index: u32,
    },
    /// There is nobody: no admitted child and no listing.
    Empty,
}

impl std::fmt::Display for ListingError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::DuplicateRow { facility, class } => {
                write!(f, "class {class} of facility {facility} is listed twice")
            }
            Self::BadIndex { index } => write!(f, "facility number {index} does not exist"),
            Self::Empty => f.write_str("the figures name no admitted child and no waiting listing"),
        }
    }
}

impl std::error::Error for ListingError {}

/// Makes a round that leaves exactly the given figures behind once it is allocated by a stable rule: admitted children,
/// seats left and waiting listings per facility and class. The [`ListingReport`] names what contradicts itself and the
/// few figures that cannot be matched, if any. Facilities without a position are put in the middle of their district;
/// facilities without a row are left out.
///
/// `min_age_days` of the facilities is dropped, since the figures already say who entered.
///
/// Cost: for each class the square of its facilities (1,200 facilities: well below a second), and linear in the children.
///
/// # Errors
/// [`ListingError`], the first found.
pub fn from_listings(
    facilities: &[Facility],
    rows: &[ListingRow],
    options: &ListingOptions,
) -> Result<(RoundData, ListingReport), ListingError> {
    let mut draw = Draw::new(options.seed, Stream::Listings);
    let (facilities, rows) = with_figures(facilities, rows)?;
    let (mut cells, mut report) = Cells::new(&facilities, &rows, &mut draw)?;
    let mut families = Vec::new();

    let listings: u32 = cells.left.iter().sum();
    let admitted: u32 = cells.cells.iter().map(|c| c.admitted).sum();
    if listings + admitted == 0 {
        return Err(ListingError::Empty);
    }
    let unplaced =
        (u64::from(listings) * 10).div_ceil(u64::from(options.listings_per_unplaced_tenths.max(1))) as u32;
    let share = |n: u32, permille: u32| crate::draw::permille(n, permille.min(1000));
    let siblings = share(admitted + unplaced, options.sibling_permille);

    waiting::open_classes(&mut cells, &mut draw, &mut families, &mut report);
    let placed_listings = share(listings, options.placed_permille);
    let mut admitted_left =
        waiting::admitted_elsewhere(&mut cells, &mut draw, &mut families, placed_listings);
    waiting::kept(&mut cells, &mut draw, &mut families, share(listings, options.kept_permille));
    let so_far: u32 = families.iter().map(families::Household::unplaced).sum();
    let unplaced_left = unplaced.saturating_sub(so_far);
    // Siblings among the unplaced in the same share as in all.
    waiting::unplaced_siblings(
        &mut cells,
        &mut draw,
        &mut families,
        share(unplaced_left, options.sibling_permille) / 2,
    );
    let so_far: u32 = families.iter().map(families::Household::unplaced).sum();
    waiting::unplaced(&mut cells, &mut draw, &mut families, unplaced.saturating_sub(so_far));

    let so_far: u32 = families.iter().map(families::Household::siblings).sum();
    families::admitted_siblings(
        &cells,
        &mut draw,
        &mut families,
        &mut admitted_left,
        siblings.saturating_sub(so_far) / 2,
    );
    families::admitted_singles(&cells, &mut families, &admitted_left);

    draw.shuffle(&mut families);
    families::standings(&mut draw, &mut families);
    let kept: u32 = families.iter().map(families::Household::kept).sum();
    let children: u32 = families.iter().map(|h| h.seekers.len() as u32).sum();
    let movers = share(children, options.transfer_permille).saturating_sub(kept);
    let freed = transfers::movers(&cells, &mut draw, &mut families, movers);
    families::lower_wishes(&cells, &mut draw, &mut families);
    Ok((assemble::round(&cells, &families, &freed, &mut draw, options), report.count(&families)))
}

/// The facilities that have rows, and the rows pointing at them.
fn with_figures(
    facilities: &[Facility],
    rows: &[ListingRow],
) -> Result<(Vec<Facility>, Vec<ListingRow>), ListingError> {
    let mut place = vec![None; facilities.len()];
    for row in rows {
        let slot = place.get_mut(row.facility as usize);
        *slot.ok_or(ListingError::BadIndex { index: row.facility })? = Some(0);
    }
    for (slot, next) in place.iter_mut().flatten().zip(0u32..) {
        *slot = next;
    }
    let kept = facilities.iter().zip(&place).filter(|(_, p)| p.is_some()).map(|(f, _)| f.clone()).collect();
    let moved = |row: &ListingRow| {
        let facility = place[row.facility as usize].unwrap_or(row.facility);
        ListingRow { facility, ..*row }
    };
    Ok((kept, rows.iter().map(moved).collect()))
}
