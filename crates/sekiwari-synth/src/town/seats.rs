//! Seats by facility and class.

use super::Town;
use crate::calibration::SEAT_MIX;
use crate::draw::{Draw, share_out};
use sekiwari::programme::nursery::{AgeClass, ClassSet, SeatRow};

/// Open seats by site and class: `total` split over classes by the published mix, then over sites by size.
pub(crate) fn open_seats(town: &Town, total: u64) -> Vec<[u32; 6]> {
    let mut seats = vec![[0; 6]; town.sites.len()];
    for (class, &in_class) in share_out(total, SEAT_MIX).iter().enumerate() {
        let sizes = town.sites.iter().map(|s| if s.classes & 1 << class != 0 { s.size } else { 0 });
        for (site, part) in share_out(u64::from(in_class), sizes).into_iter().enumerate() {
            seats[site][class] = part;
        }
    }
    seats
}

/// The rows of the seats table; a share of the facilities joins the classes 0 and 1, and 4 and 5.
pub(crate) fn seat_rows(
    town: &Town,
    seats: &[[u32; 6]],
    shared_permille: u32,
    draw: &mut Draw,
) -> Vec<SeatRow> {
    let mut rows = Vec::with_capacity(seats.len() * 6);
    for (i, site) in town.sites.iter().enumerate() {
        let groups: &[&[u8]] = if draw.chance(shared_permille) {
            &[&[0, 1], &[2], &[3], &[4, 5]]
        } else {
            &[&[0], &[1], &[2], &[3], &[4], &[5]]
        };
        for group in groups {
            let offered = || group.iter().filter(|&&c| site.classes & 1 << c != 0);
            if let Some(classes) = ClassSet::of(offered().filter_map(|&c| AgeClass::new(c))) {
                let seats = offered().map(|&c| seats[i][usize::from(c)]).sum();
                rows.push(SeatRow { facility: i as u32, classes, seats });
            }
        }
    }
    rows
}
