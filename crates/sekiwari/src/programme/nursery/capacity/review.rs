//! Numbers held against each other before a round is run.
//!
//! Each check would have caught a mistake that happened: 8 of 66 sites that reported 119 seats too few, so that 57 children lost an
//! offer (found only because one site said so); head counts from staff and area so wrong that 15 of 30 waiting children could have been
//! placed, for years. Going above the quota is no mistake: cities run at 114 %, single facilities at 142 %.

use super::{Doubt, FacilitySeats, FacilityTable, Offered, PerClass};
use crate::programme::nursery::{AgeClass, ClassSet};

/// Fewer seats apart are not worth a warning.
const FAR_SEATS: u32 = 3;
/// A facility that could offer this much more (per mille of what it could offer in all) offers far too few.
const SHORT_PERMILLE: u64 = 100;
/// The same for all facilities together.
const SHORT_IN_ALL_PERMILLE: u64 = 30;
/// A class that differs by more than this from last year (per mille of the larger number) is far from it.
const CLASS_PERMILLE: u64 = 500;
/// The same for the sum.
const SUM_PERMILLE: u64 = 100;
/// Twice in a row at this much of the quota, per mille, has consequences.
const TWICE_PERMILLE: u64 = 1_200;

/// What is known of last year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastYear {
    /// Seats offered, by classes.
    pub seats: Vec<(ClassSet, u32)>,
    /// Children enrolled in the facility.
    pub enrolled: Option<u32>,
    /// Its quota.
    pub quota: Option<u32>,
}

/// One facility under review.
#[derive(Clone, Copy, Debug)]
pub struct FacilityReview<'a> {
    /// What is known about it.
    pub table: &'a FacilityTable,
    /// Its seats as worked out.
    pub seats: &'a FacilitySeats,
    /// The seats that are offered, where that is written down; otherwise the seats worked out are offered.
    pub offered: Option<&'a Offered>,
    /// Last year.
    pub last_year: Option<&'a LastYear>,
}

/// What a review finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// Doubts with the position of the facility (`None` = all together), by facility.
    pub doubts: Vec<(Option<usize>, Doubt)>,
    /// Per facility and class the seats that could be offered on top of those offered; 0 where nothing is written down.
    pub missing: Vec<PerClass<u32>>,
}

/// Reviews the facilities of a round.
pub fn review(facilities: &[FacilityReview<'_>]) -> Review {
    let mut found = Review::default();
    let (mut short, mut offered_in_all, mut missing_in_all) = (0, 0, 0);
    let (mut now, mut then) = (0, 0);
    for (i, f) in facilities.iter().enumerate() {
        let mut doubts: Vec<Doubt> = f.seats.broken.iter().copied().map(Doubt::ContinuingOverrun).collect();
        for c in &f.seats.classes {
            let possible = c.capacity.saturating_sub(c.taken);
            if c.reserved > possible {
                doubts.push(Doubt::ReservedBeyond { class: c.class, reserved: c.reserved, possible });
            }
        }
        let mut missing = [0; AgeClass::COUNT];
        if let Some(offered) = f.offered {
            let more = offered.overruns(f.table);
            // What is broken without any offer was told already.
            doubts.extend(
                more.into_iter()
                    .filter(|o| !f.seats.broken.iter().any(|b| same_limit(b, o)))
                    .map(Doubt::OfferedOverrun),
            );
            missing = offered.missing(f.table);
            let sum: u32 = missing.iter().sum();
            offered_in_all += offered.total();
            missing_in_all += sum;
            short += u32::from(sum > 0);
            shortfalls(f, offered, &missing, &mut doubts);
        }
        quota(f, &mut doubts);
        if let Some(last) = f.last_year {
            for &(classes, last) in &last.seats {
                let seats = seats_now(f, classes);
                (now, then) = (now + seats, then + last);
                if is_far(seats, last, CLASS_PERMILLE) {
                    doubts.push(Doubt::FarFromLastYear { classes, seats, last });
                }
            }
        }
        found.doubts.extend(doubts.into_iter().map(|d| (Some(i), d)));
        found.missing.push(missing);
    }
    let could = u64::from(offered_in_all) + u64::from(missing_in_all);
    if missing_in_all >= FAR_SEATS && u64::from(missing_in_all) * 1_000 >= could * SHORT_IN_ALL_PERMILLE {
        let (facilities, offered, missing) = (short, offered_in_all, missing_in_all);
        found.doubts.push((None, Doubt::ShortInAll { facilities, offered, missing }));
    }
    if is_far(now, then, SUM_PERMILLE) {
        found.doubts.push((None, Doubt::FarFromLastYearInAll { seats: now, last: then }));
    }
    found
}

fn shortfalls(f: &FacilityReview<'_>, offered: &Offered, missing: &PerClass<u32>, doubts: &mut Vec<Doubt>) {
    let sum: u32 = missing.iter().sum();
    let could = u64::from(offered.total()) + u64::from(sum);
    if sum >= FAR_SEATS && u64::from(sum) * 1_000 >= could * SHORT_PERMILLE {
        let classes =
            AgeClass::all().map(|c| (c, missing[c.index()])).filter(|(_, more)| *more > 0).collect();
        doubts.push(Doubt::OfferedShort { offered: offered.total(), missing: sum, classes });
    }
    let given = offered.by_class(f.table);
    for class in AgeClass::all() {
        let here: u32 = offered.seats.iter().filter(|s| s.0.contains(class)).map(|s| s.1).sum();
        let c = class.index();
        if here == 0 && given[c] == 0 && missing[c] > 0 {
            doubts.push(Doubt::OfferedNothing { class, missing: missing[c] });
        }
    }
}

fn quota(f: &FacilityReview<'_>, doubts: &mut Vec<Doubt>) {
    let Some(quota) = f.table.quota else { return };
    let new =
        f.offered.map_or_else(|| f.seats.classes.iter().map(|c| c.open + c.reserved).sum(), Offered::total);
    let children: u32 = f.table.continuing() + new;
    if children <= quota {
        return;
    }
    doubts.push(Doubt::AboveQuota { children, quota });
    let at_least =
        |children: u32, quota: u32| u64::from(children) * 1_000 >= u64::from(quota) * TWICE_PERMILLE;
    let last = f.last_year.and_then(|l| Some((l.enrolled?, l.quota.unwrap_or(quota))));
    if let Some((last_enrolled, last_quota)) = last
        && at_least(children, quota)
        && at_least(last_enrolled, last_quota)
    {
        doubts.push(Doubt::AboveQuotaTwice { children, quota, last_enrolled, last_quota });
    }
}

/// Seats of some classes in this round. Seats that are shared with other classes count in full.
fn seats_now(f: &FacilityReview<'_>, classes: ClassSet) -> u32 {
    match f.offered {
        Some(offered) => offered.seats.iter().filter(|s| s.0.overlaps(classes)).map(|s| s.1).sum(),
        None => {
            let of = f.seats.classes.iter().filter(|c| classes.contains(c.class));
            of.map(|c| c.open + c.reserved).sum()
        }
    }
}

fn is_far(a: u32, b: u32, permille: u64) -> bool {
    let apart = a.abs_diff(b);
    apart >= FAR_SEATS && u64::from(apart) * 1_000 > u64::from(a.max(b)) * permille
}

fn same_limit(a: &super::Overrun, b: &super::Overrun) -> bool {
    use super::Overrun::{Area, Declared, Staff, Yard};
    match (a, b) {
        (Staff { classes: x, .. }, Staff { classes: y, .. })
        | (Area { classes: x, .. }, Area { classes: y, .. })
        | (Yard { classes: x, .. }, Yard { classes: y, .. }) => x == y,
        (Declared { class: x, .. }, Declared { class: y, .. }) => x == y,
        _ => false,
    }
}
