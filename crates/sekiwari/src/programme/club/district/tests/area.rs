//! Places in areas: against winding numbers, half planes, and the literal meaning of the rule for borders.

use super::super::{Area, DistrictMap, Found, ShapeFault};
use super::{area_of, at, rectangle};
use crate::programme::nursery::Position;
use proptest::prelude::*;

type Point = (i128, i128);

fn side(a: Point, b: Point, p: Point) -> i128 {
    (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0)
}

/// How often a ring winds around a place that is not on it.
fn winding(ring: &[Point], p: Point) -> i32 {
    let next = ring.iter().skip(1).chain(ring.first());
    let mut turns = 0;
    for (&a, &b) in ring.iter().zip(next) {
        if a.1 <= p.1 && b.1 > p.1 && side(a, b, p) > 0 {
            turns += 1;
        } else if a.1 > p.1 && b.1 <= p.1 && side(a, b, p) < 0 {
            turns -= 1;
        }
    }
    turns
}

/// The rule for borders taken at its word: everything far enlarged, the place moved east by a lot less than one, and north by a
/// lot less than that. With coordinates below 100, edges that a place is not on keep clear of such steps.
fn moved(p: Position) -> Point {
    (i128::from(p.lon_e6) * 1_000_000_000_000 + 1_000_000, i128::from(p.lat_e6) * 1_000_000_000_000 + 1)
}

fn enlarged(ring: &[Position]) -> Vec<Point> {
    let large = |v: i32| i128::from(v) * 1_000_000_000_000;
    ring.iter().map(|p| (large(p.lon_e6), large(p.lat_e6))).collect()
}

/// A ring that does not cross itself: corners around the middle, in the order of their directions.
fn star() -> impl Strategy<Value = Vec<Position>> {
    let corner = (-30..=30i32, -30..=30i32).prop_filter("not the middle", |&c| c != (0, 0));
    prop::collection::vec(corner, 3..14).prop_map(|mut corners| {
        let direction = |c: &(i32, i32)| f64::from(c.0).atan2(f64::from(c.1));
        corners.sort_by(|a, b| direction(a).total_cmp(&direction(b)));
        corners.dedup_by(|a, b| direction(a) == direction(b));
        corners.into_iter().map(|(lat, lon)| at(lat, lon)).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn casting_rays_agrees_with_winding_numbers(ring in star(), reversed: bool) {
        let mut corners = ring.clone();
        if reversed {
            corners.reverse();
        }
        if let Ok(area) = Area::new(vec![vec![corners]]) {
            let large = enlarged(&ring);
            for lat in -31..=31 {
                for lon in -31..=31 {
                    let p = at(lat, lon);
                    prop_assert_eq!(area.contains(p), winding(&large, moved(p)) != 0, "{:?}", p);
                }
            }
        }
    }

    #[test]
    fn a_hole_takes_away_what_it_holds(outer in star(), hole in star()) {
        // Even if the hole juts out of the outer ring.
        if let Ok(area) = Area::new(vec![vec![outer.clone(), hole.clone()]]) {
            let (outer, hole) = (enlarged(&outer), enlarged(&hole));
            for lat in -31..=31 {
                for lon in -31..=31 {
                    let p = at(lat, lon);
                    let expected = winding(&outer, moved(p)) != 0 && winding(&hole, moved(p)) == 0;
                    prop_assert_eq!(area.contains(p), expected, "{:?}", p);
                }
            }
        }
    }

    #[test]
    fn the_inside_of_a_convex_area_is_left_of_all_its_edges(corners in prop::collection::vec((-40..40i32, -40..40i32), 3..30)) {
        let hull = hull(corners);
        if let Ok(area) = Area::new(vec![vec![hull.iter().map(|&(lon, lat)| at(lat, lon)).collect()]]) {
            for lat in -41..=41 {
                for lon in -41..=41 {
                    let next = hull.iter().skip(1).chain(hull.first());
                    let p = (i128::from(lon), i128::from(lat));
                    let wide = |q: &(i32, i32)| (i128::from(q.0), i128::from(q.1));
                    let least = hull.iter().zip(next).map(|(a, b)| side(wide(a), wide(b), p)).min().unwrap();
                    // On the border it is the rule that decides.
                    if least != 0 {
                        prop_assert_eq!(area.contains(at(lat, lon)), least > 0);
                    }
                }
            }
        }
    }

    #[test]
    fn districts_that_share_their_borders_leave_no_place_to_two_or_none(
        shifts in prop::collection::vec((-2..=2i32, -2..=2i32), 25), cuts in prop::collection::vec(any::<bool>(), 16),
    ) {
        // A grid of 5 x 5 corners, the inner ones moved a little, so that fields stay convex; every field cut into two triangles along one of its diagonals.
        let corner = |i: usize, j: usize| {
            let inner = (1..4).contains(&i) && (1..4).contains(&j);
            let (di, dj) = if inner { shifts[i * 5 + j] } else { (0, 0) };
            at(i as i32 * 10 + di, j as i32 * 10 + dj)
        };
        let mut areas = Vec::new();
        for i in 0..4 {
            for j in 0..4 {
                let (a, b, c, d) = (corner(i, j), corner(i, j + 1), corner(i + 1, j + 1), corner(i + 1, j));
                let two = if cuts[i * 4 + j] { [vec![a, b, c], vec![a, c, d]] } else { [vec![a, b, d], vec![b, c, d]] };
                // A triangle bent flat has no area, and no place.
                areas.extend(two.into_iter().filter_map(|ring| Area::new(vec![vec![ring]]).ok()));
            }
        }
        let map = DistrictMap::new(areas.into_iter().enumerate().map(|(i, a)| (i.to_string(), a))).unwrap();
        for lat in 0..40 {
            for lon in 0..40 {
                prop_assert!(matches!(map.locate(at(lat, lon)), Found::One(_)), "{lat} {lon}: {:?}", map.locate(at(lat, lon)));
            }
        }
        prop_assert_eq!(map.locate(at(40, 20)), Found::Nowhere, "the northern edge belongs to whatever is north of it");
        prop_assert_eq!(map.locate(at(20, 40)), Found::Nowhere, "and the eastern one to what is east of it");
    }
}

/// The convex hull, counter-clockwise, by the gift of sorting (Andrew's monotone chain).
fn hull(mut points: Vec<(i32, i32)>) -> Vec<(i32, i32)> {
    points.sort_unstable();
    points.dedup();
    let wide = |q: (i32, i32)| (i128::from(q.0), i128::from(q.1));
    let half = |points: &mut dyn Iterator<Item = (i32, i32)>| {
        let mut chain: Vec<(i32, i32)> = Vec::new();
        for p in points {
            while chain.len() > 1
                && side(wide(chain[chain.len() - 2]), wide(chain[chain.len() - 1]), wide(p)) <= 0
            {
                chain.pop();
            }
            chain.push(p);
        }
        chain.pop();
        chain
    };
    let mut lower = half(&mut points.iter().copied());
    lower.extend(half(&mut points.iter().rev().copied()));
    lower
}

#[test]
fn a_place_on_a_border_is_in_the_eastern_or_else_the_northern_district() {
    let squares = [(0, 0), (0, 10), (10, 0), (10, 10)];
    let named = squares.map(|(s, w)| (format!("{s}-{w}"), area_of(rectangle(s, w, s + 10, w + 10))));
    let map = DistrictMap::new(named).unwrap();
    let of = |lat, lon| map.locate(at(lat, lon));
    assert_eq!(of(5, 10), Found::One(1), "east of the border between 0 and 1");
    assert_eq!(of(10, 5), Found::One(2), "north of the border between 0 and 2");
    assert_eq!(of(10, 10), Found::One(3), "north-east of the corner of all four");
    assert_eq!(of(0, 0), Found::One(0));
    assert_eq!(of(20, 20), Found::Nowhere);
}

#[test]
fn islands_holes_and_villages_in_holes() {
    let hole = rectangle(10, 10, 20, 20);
    let land = Area::new(vec![
        vec![rectangle(0, 0, 30, 30), hole.clone()],
        vec![rectangle(0, 50, 10, 60)],
        vec![rectangle(14, 14, 16, 16)],
    ]);
    let land = land.unwrap();
    assert!(land.contains(at(5, 5)) && land.contains(at(5, 55)) && land.contains(at(15, 15)));
    assert!(!land.contains(at(12, 12)) && !land.contains(at(5, 40)));
    assert_eq!(land.corners(), 16);
    // A hole and the district that fills it share their border.
    let map = DistrictMap::new([("land".to_owned(), land), ("hole".to_owned(), area_of(hole))]).unwrap();
    assert_eq!(map.locate(at(10, 12)), Found::One(1));
    assert_eq!(map.locate(at(20, 12)), Found::One(0));
    assert_eq!(map.locate(at(15, 15)), Found::Several(vec![0, 1]));
}

#[test]
fn what_is_no_area_is_named() {
    let fault = |polygons| Area::new(polygons).unwrap_err();
    assert_eq!(fault(vec![]), ShapeFault::Empty);
    assert_eq!(fault(vec![vec![]]), ShapeFault::Empty);
    let no_area = |ring| ShapeFault::NoArea { part: 0, ring };
    assert_eq!(fault(vec![vec![vec![]]]), no_area(0));
    assert_eq!(fault(vec![vec![vec![at(0, 0), at(1, 1), at(0, 0)]]]), no_area(0));
    let good = rectangle(0, 0, 9, 9);
    assert_eq!(fault(vec![vec![good.clone(), vec![at(1, 1), at(2, 2), at(3, 3), at(1, 1)]]]), no_area(1));
    let swapped = vec![at(133_700_000, 34_600_000), at(133_800_000, 34_600_000), at(133_700_000, 34_700_000)];
    assert_eq!(fault(vec![vec![swapped]]), ShapeFault::OffEarth { part: 0, ring: 0, corner: 0 });
    let extreme = vec![at(i32::MIN, i32::MIN), at(i32::MAX, i32::MAX), at(0, 0)];
    assert!(matches!(fault(vec![vec![extreme]]), ShapeFault::OffEarth { .. }));
    // The first corner may be repeated, also more than once.
    let mut closed = good.clone();
    closed.extend([good[0], good[0]]);
    assert_eq!(area_of(closed), area_of(good));
}

#[test]
fn a_place_in_a_gap_goes_to_the_nearest_district() {
    let squares =
        [("a", area_of(rectangle(0, 0, 1000, 1000))), ("b", area_of(rectangle(0, 1100, 1000, 2000)))];
    let map = DistrictMap::new(squares.map(|(n, a)| (n.to_owned(), a))).unwrap();
    assert_eq!(map.nearest(at(500, 1030), 10), Some((0, 3)));
    assert_eq!(map.nearest(at(500, 1090), 10), Some((1, 1)));
    assert_eq!(map.nearest(at(500, 1050), 5), None);
    assert!(DistrictMap::new(["x", "x"].map(|n| (n.to_owned(), area_of(rectangle(0, 0, 9, 9))))).is_err());
}
