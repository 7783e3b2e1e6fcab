//! What the builder refuses: everything at once.

use sekiwari::siting::location::{InstanceBuilder, LocationError, PointId, Site, SiteId};

#[test]
fn every_error_is_told_at_once() {
    let mut b = InstanceBuilder::new();
    b.add_site(Site::candidate());
    b.add_site(Site::candidate());
    b.add_point(1, &[Some(1)]);
    b.add_point(1, &[Some(1), Some(u32::MAX)]);
    b.add_point_in(u32::MAX, 1, &[None, None]);
    b.add_point(1, &[None, None, None]);
    assert_eq!(
        b.build().unwrap_err(),
        [
            LocationError::DistanceTooLarge { point: PointId::new(1), site: SiteId::new(1) },
            LocationError::DistrictTooLarge { point: PointId::new(2), district: u32::MAX, most: 1 << 20 },
            LocationError::RowLength { point: PointId::new(0), given: 1, sites: 2 },
            LocationError::RowLength { point: PointId::new(3), given: 3, sites: 2 },
        ]
    );
}

#[test]
fn sums_that_would_not_fit_are_refused() {
    let with = |weight: u32, distance: u32, cost: u64| {
        let mut b = InstanceBuilder::new();
        b.add_site(Site::candidate().costing(cost));
        b.add_point(weight, &[Some(distance)]);
        b.build()
    };
    // (D + 1) (W + 1) < 2⁶⁰.
    assert!(with(1, (1 << 30) - 1, 0).is_ok());
    assert!(with(1, 0, (1 << 59) - 2).is_ok());
    assert_eq!(with(1, 0, (1 << 59) - 1), Err(vec![LocationError::TooLarge]));
    assert_eq!(with(u32::MAX, 1, 0), Err(vec![LocationError::TooLarge]));
    assert_eq!(with(1 << 24, 1 << 20, 0), Err(vec![LocationError::TooLarge]));
    assert!(with(1, 1, u64::MAX).is_err());
}

#[test]
fn what_lies_beyond_the_cut_off_cannot_be_reached() {
    let mut b = InstanceBuilder::new();
    let site = b.add_site(Site::candidate());
    let near = b.add_point(1, &[Some(500)]);
    b.cut_off(500);
    let far = b.add_point(1, &[Some(501)]);
    let instance = b.build().unwrap();
    assert_eq!(instance.distance(near, site), Some(500));
    assert_eq!(instance.distance(far, site), None);
    assert_eq!(instance.nearest(&[site]), [Some(site), None]);
}
