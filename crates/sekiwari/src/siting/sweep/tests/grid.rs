//! Numbers of points, jobs and shards.

use super::super::{Grid, Jobs, Shard};
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #[test]
    fn points_are_counted_with_the_first_axis_slowest(sizes in vec(1u32..6, 1..5)) {
        let grid = Grid::new(sizes.clone()).unwrap();
        let all: Vec<Vec<u32>> = (0..grid.points()).map(|p| grid.places(p)).collect();
        // All there are, each once, in the order of dictionaries.
        prop_assert_eq!(all.len() as u32, sizes.iter().product::<u32>());
        prop_assert!(all.windows(2).all(|w| w[0] < w[1]));
        prop_assert!(all.iter().all(|places| places.iter().zip(&sizes).all(|(p, size)| p < size)));
    }

    #[test]
    fn every_job_has_one_place_and_every_place_one_job(draws in vec(1u32..7, 1..30)) {
        let jobs = Jobs::new(draws.iter().copied(), 1_000).unwrap();
        let mut expected = 1;
        for (point, &n) in draws.iter().enumerate() {
            prop_assert_eq!(jobs.of_point(point as u32), expected..expected + n);
            for draw in 0..n {
                prop_assert_eq!(jobs.place(expected), Some((point as u32, draw)));
                expected += 1;
            }
        }
        prop_assert_eq!((jobs.count(), jobs.place(0)), (expected, None));
        prop_assert_eq!(Jobs::new(draws.iter().copied(), expected - 1), None);
    }

    #[test]
    fn shards_part_the_jobs(of in 1u32..9, jobs in 0u32..100) {
        let shards: Vec<Shard> = (1..=of).map(|i| Shard::new(i, of).unwrap()).collect();
        for job in 0..jobs {
            prop_assert_eq!(shards.iter().filter(|s| s.has(job)).count(), 1);
        }
        prop_assert_eq!((Shard::new(0, of), Shard::new(of + 1, of)), (None, None));
    }
}

#[test]
fn a_grid_without_points_or_with_too_many_is_none() {
    assert_eq!(Grid::new(vec![]), None);
    assert_eq!(Grid::new(vec![70_000, 70_000]), None);
    assert!((0..10).all(|job| Shard::WHOLE.has(job)));
}
