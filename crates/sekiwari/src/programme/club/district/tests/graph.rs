//! Steps between districts and the order of clubs, against naive versions.

use super::super::{ClubSite, DistrictGraph, NearClub, NoSuchDistrict, clubs_in_order, metres};
use super::at;
use proptest::prelude::*;

proptest! {
    #[test]
    fn hops_are_shortest_ways(n in 1..14usize, pairs in prop::collection::vec((0..14usize, 0..14usize), 0..30)) {
        let pairs: Vec<(usize, usize)> = pairs.into_iter().map(|(a, b)| (a % n, b % n)).collect();
        let graph = DistrictGraph::new(n, pairs.iter().copied()).unwrap();
        // Floyd and Warshall.
        let mut far = vec![vec![u32::MAX / 2; n]; n];
        for (d, row) in far.iter_mut().enumerate() {
            row[d] = 0;
        }
        for &(a, b) in pairs.iter().filter(|(a, b)| a != b) {
            (far[a][b], far[b][a]) = (1, 1);
        }
        for k in 0..n {
            for i in 0..n {
                for j in 0..n {
                    far[i][j] = far[i][j].min(far[i][k] + far[k][j]);
                }
            }
        }
        let islands = graph.islands();
        prop_assert_eq!(islands.iter().map(Vec::len).sum::<usize>(), n);
        for (home, far) in far.iter().enumerate() {
            let expected: Vec<Option<u32>> = far.iter().map(|&f| (f < n as u32).then_some(f)).collect();
            prop_assert_eq!(&graph.hops(home), &expected);
            let island = islands.iter().find(|i| i.contains(&home)).unwrap();
            prop_assert!((0..n).all(|d| island.contains(&d) == expected[d].is_some()));
            let next: Vec<usize> = (0..n).filter(|&d| far[d] == 1).collect();
            prop_assert_eq!(graph.neighbours(home), next);
        }
        prop_assert!(islands.windows(2).all(|w| w[0][0] < w[1][0]));
    }

    #[test]
    fn clubs_come_by_hops_then_distance_then_id(
        hops in prop::collection::vec(prop::option::of(0..4u32), 6),
        clubs in prop::collection::vec((prop::collection::vec(0..8usize, 0..3), prop::option::of(0..40i32)), 0..12),
        most in 0..4u32, home_known: bool,
    ) {
        let ids: Vec<String> = (0..clubs.len()).map(|i| format!("C{:02}", (i * 7) % 12)).collect();
        let sites: Vec<ClubSite<'_>> = clubs.iter().zip(&ids).map(|((districts, east), id)| ClubSite {
            id, districts, position: east.map(|e| at(35_000_000, 133_000_000 + e * 1_000)),
        }).collect();
        let from = home_known.then(|| at(35_000_000, 133_010_000));
        let order = clubs_in_order(&hops, from, &sites, most);
        // One by one: the least of what is left.
        let mut left: Vec<NearClub> = Vec::new();
        for (club, site) in sites.iter().enumerate() {
            let mut least = None;
            for &d in site.districts {
                if let Some(&Some(h)) = hops.get(d) {
                    least = Some(least.map_or(h, |l: u32| l.min(h)));
                }
            }
            if let Some(hops) = least.filter(|&h| h <= most) {
                let metres = site.position.and_then(|p| from.map(|f| metres(f, p)));
                left.push(NearClub { club, hops, metres });
            }
        }
        for taken in order {
            let before = |a: &NearClub, b: &NearClub| {
                let (m, n) = (a.metres.unwrap_or(u32::MAX), b.metres.unwrap_or(u32::MAX));
                a.hops < b.hops || a.hops == b.hops && (m < n || m == n && sites[a.club].id < sites[b.club].id)
            };
            let at = left.iter().position(|x| left.iter().all(|y| x == y || before(x, y))).unwrap();
            prop_assert_eq!(left.remove(at), taken);
        }
        prop_assert!(left.is_empty());
    }
}

#[test]
fn what_does_not_exist_is_refused_or_not_reached() {
    let refused = DistrictGraph::new(3, [(0, 1), (1, 3)]).unwrap_err();
    assert_eq!(refused, NoSuchDistrict { number: 3, districts: 3 });
    let graph = DistrictGraph::new(3, [(1, 0), (0, 1), (2, 2)]).unwrap();
    assert_eq!(graph.pairs(), [(0, 1)]);
    assert_eq!(graph.hops(7), [None, None, None]);
    assert!(graph.neighbours(7).is_empty());
    assert!(DistrictGraph::new(0, []).unwrap().islands().is_empty());
}
