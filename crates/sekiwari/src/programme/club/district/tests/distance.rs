//! Distances held against the haversine formula.

use super::super::metres;
use super::super::plane::cosine;
use super::at;
use crate::programme::nursery::Position;
use proptest::prelude::*;

fn haversine(a: Position, b: Position) -> f64 {
    let rad = |v: i32| (f64::from(v) / 1e6).to_radians();
    let (half_lat, half_lon) = ((rad(a.lat_e6) - rad(b.lat_e6)) / 2.0, (rad(a.lon_e6) - rad(b.lon_e6)) / 2.0);
    let h = half_lat.sin().powi(2) + rad(a.lat_e6).cos() * rad(b.lat_e6).cos() * half_lon.sin().powi(2);
    2.0 * 6_371_008.8 * h.sqrt().asin()
}

proptest! {
    #[test]
    fn the_straight_line_is_the_great_circle(
        lat in -60_000_000..60_000_000i32, lon in -170_000_000..170_000_000i32,
        north in -600_000..600_000i32, east in -600_000..600_000i32,
    ) {
        let (a, b) = (at(lat, lon), at(lat + north, lon + east));
        let exact = haversine(a, b);
        prop_assert!((f64::from(metres(a, b)) - exact).abs() <= 0.5 + exact * 1e-4, "{} {exact}", metres(a, b));
        prop_assert_eq!(metres(a, b), metres(b, a));
    }
}

#[test]
fn the_cosine_is_the_cosine() {
    for lat in -90..=90 {
        let exact = f64::from(lat).to_radians().cos();
        assert!((cosine(f64::from(lat) * 1e6) - exact).abs() < 1e-15, "{lat}");
    }
    assert_eq!(metres(at(0, 0), at(0, 0)), 0);
    assert!(metres(at(-90_000_000, -180_000_000), at(90_000_000, 180_000_000)) > 40_000_000);
}
