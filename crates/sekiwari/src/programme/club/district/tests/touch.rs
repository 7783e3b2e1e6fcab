//! Shared borders of districts drawn well and badly.

use super::super::{Area, DistrictGraph, DistrictMap, SharedBorder, Touch};
use super::{area_of, at, rectangle};
use crate::programme::nursery::Position;
use proptest::prelude::*;

/// About 111 m to the north and, at the equator, to the east.
const STEP: i32 = 1_000;

fn map_of(rings: impl IntoIterator<Item = Vec<Position>>) -> DistrictMap {
    DistrictMap::new(rings.into_iter().enumerate().map(|(i, r)| (i.to_string(), area_of(r)))).unwrap()
}

fn pairs(map: &DistrictMap) -> Vec<(usize, usize)> {
    map.shared_borders(Touch::default()).iter().map(|s| (s.a, s.b)).collect()
}

/// A ring with additional corners on its edges, begun anywhere and run in either direction.
fn redrawn(ring: &[Position], cuts: u8, start: usize, reversed: bool) -> Vec<Position> {
    let mut corners = Vec::new();
    for (i, &a) in ring.iter().enumerate() {
        let b = ring[(i + 1) % ring.len()];
        corners.push(a);
        if cuts & 1 << i != 0 {
            corners.push(at((a.lat_e6 + b.lat_e6) / 2, (a.lon_e6 + b.lon_e6) / 2));
        }
    }
    let start = start % corners.len();
    corners.rotate_left(start);
    if reversed {
        corners.reverse();
    }
    corners
}

#[test]
fn fields_of_a_chessboard_meet_at_edges_not_at_corners() {
    let board = map_of((0..9).map(|i| {
        let (s, w) = (i / 3 * STEP, i % 3 * STEP);
        rectangle(s, w, s + STEP, w + STEP)
    }));
    let borders = board.shared_borders(Touch::default());
    let expected =
        [(0, 1), (0, 3), (1, 2), (1, 4), (2, 5), (3, 4), (3, 6), (4, 5), (4, 7), (5, 8), (6, 7), (7, 8)];
    assert_eq!(borders.iter().map(|s| (s.a, s.b)).collect::<Vec<_>>(), expected);
    // The edge itself and 5 m around either of its corners.
    assert!(borders.iter().all(|s| (111..=131).contains(&s.metres)), "{borders:?}");
    let graph = DistrictGraph::new(board.len(), expected).unwrap();
    assert_eq!(graph.hops(0)[8], Some(4));
    assert_eq!(graph.islands().len(), 1);
}

#[test]
fn a_district_in_the_hole_of_another_is_its_neighbour() {
    let hole = rectangle(STEP, STEP, 2 * STEP, 2 * STEP);
    let around = Area::new(vec![vec![rectangle(0, 0, 3 * STEP, 3 * STEP), hole.clone()]]).unwrap();
    let map =
        DistrictMap::new([("around".to_owned(), around), ("within".to_owned(), area_of(hole))]).unwrap();
    assert_eq!(map.shared_borders(Touch::default()), [SharedBorder { a: 0, b: 1, metres: 445 }]);
    assert!(map.overlaps(1).is_empty());
}

#[test]
fn short_borders_and_wide_gaps_count_as_told() {
    // A shared border of 200 micro-degrees, 22 m.
    let steps = || map_of([rectangle(0, 0, STEP, STEP), rectangle(800, STEP, 2 * STEP, 2 * STEP)]);
    assert!(pairs(&steps()).is_empty());
    let least = |metres| steps().shared_borders(Touch { within_m: 0, at_least_m: metres }).len();
    assert_eq!((least(22), least(23)), (1, 0));
    // A gap of 100 micro-degrees, 11 m.
    let gap = map_of([rectangle(0, 0, STEP, STEP), rectangle(0, STEP + 100, STEP, 2 * STEP)]);
    let within = |within_m| gap.shared_borders(Touch { within_m, at_least_m: 50 }).len();
    assert_eq!((within(11), within(12)), (0, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn neither_drawing_nor_small_slips_change_who_is_next_to_whom(
        slips in prop::collection::vec((-15..=15i32, -15..=15i32), 64),
        drawn in prop::collection::vec((any::<u8>(), 0..8usize, any::<bool>()), 16),
        lat in -60_000_000..60_000_000i32,
    ) {
        // Corners are up to 1.7 m off in both directions, so borders less than 5 m apart.
        let ring = |i: usize| {
            let (s, w) = (lat + i as i32 / 4 * STEP, i as i32 % 4 * STEP);
            rectangle(s, w, s + STEP, w + STEP)
        };
        let plain = map_of((0..16).map(ring));
        let other = map_of((0..16).map(|i| {
            let mut ring = ring(i);
            for (p, (north, east)) in ring.iter_mut().zip(&slips[i * 4..]) {
                *p = at(p.lat_e6 + north, p.lon_e6 + east);
            }
            let (cuts, start, reversed) = drawn[i];
            redrawn(&ring, cuts, start, reversed)
        }));
        prop_assert_eq!(pairs(&plain).len(), 24);
        prop_assert_eq!(pairs(&plain), pairs(&other));
        prop_assert!(other.overlaps(5).is_empty());
    }
}
