//! Ground that two districts claim, against rectangles whose common ground is known.

use super::super::{Area, DistrictMap, Overlap};
use super::{area_of, rectangle};
use crate::programme::nursery::Position;
use proptest::prelude::*;

fn of_two(one: Area, two: Area) -> Vec<Overlap> {
    DistrictMap::new([("a".to_owned(), one), ("b".to_owned(), two)]).unwrap().overlaps(1)
}

fn rings(one: Vec<Position>, two: Vec<Position>) -> Vec<Overlap> {
    of_two(area_of(one), area_of(two))
}

#[test]
fn every_way_of_overlapping_is_found() {
    let square = || rectangle(0, 0, 1_000, 1_000);
    let depth = |found: Vec<Overlap>| found.first().map(|o| o.depth_m);
    assert_eq!(depth(rings(square(), rectangle(0, 1_000, 1_000, 2_000))), None, "side by side");
    assert_eq!(depth(rings(square(), rectangle(3_000, 0, 4_000, 1_000))), None, "apart");
    assert_eq!(depth(rings(square(), rectangle(0, 995, 1_000, 2_000))), None, "half a metre is a slip");
    assert_eq!(depth(rings(square(), rectangle(500, 500, 1_500, 1_500))), Some(56), "corner in corner");
    assert_eq!(depth(rings(square(), rectangle(400, 400, 600, 600))), Some(56), "one within the other");
    assert_eq!(depth(rings(square(), square())), Some(56), "twice the same");
    assert_eq!(
        depth(rings(rectangle(400, -900, 600, 1_900), square())),
        Some(56),
        "a cross: the bar reaches to the middle of the square"
    );
    let far_island = Area::new(vec![vec![rectangle(9_000, 0, 9_500, 500)], vec![square()]]).unwrap();
    assert_eq!(depth(of_two(area_of(square()), far_island)), Some(56), "one part the same");
    let found = rings(rectangle(400, 400, 600, 600), square());
    assert!(area_of(square()).contains(found[0].at), "the place is told");
}

proptest! {
    #[test]
    fn rectangles_overlap_when_their_common_ground_is_deep_enough(
        s in 0..600i32, w in 0..600i32, high in 30..600i32, wide in 30..600i32,
    ) {
        let (n, e) = (s + high, w + wide);
        let found = rings(rectangle(200, 200, 700, 700), rectangle(s, w, n, e));
        let common = (n.min(700) - s.max(200)).min(e.min(700) - w.max(200));
        // A common ground more than 2 m wide in both directions has a place 1 m deep.
        if common <= 0 {
            prop_assert!(found.is_empty(), "{:?}", found);
        } else if common >= 20 {
            let [o] = found[..] else { return Err(TestCaseError::fail("one overlap")) };
            let (lat, lon) = (o.at.lat_e6, o.at.lon_e6);
            prop_assert!((s.max(200)..=n.min(700)).contains(&lat) && (w.max(200)..=e.min(700)).contains(&lon));
            // From the place told to the nearest side of the one or the other.
            let inside = |s: i32, w: i32, n: i32, e: i32| (lat - s).min(n - lat).min(lon - w).min(e - lon);
            let is_told = |depth: i32| (f64::from(o.depth_m) - f64::from(depth) * 0.1112).abs() <= 0.6;
            prop_assert!(is_told(inside(200, 200, 700, 700)) || is_told(inside(s, w, n, e)), "{:?}", o);
        }
    }
}
