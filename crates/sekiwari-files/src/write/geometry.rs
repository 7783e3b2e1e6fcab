//! Places and areas as GeoJSON (RFC 7946).

use sekiwari::programme::club::district::Area;
use sekiwari::programme::nursery::Position;
use serde_json::{Value, json};

/// A position: longitude and latitude in degrees.
pub(super) fn corner(p: Position) -> Value {
    json!([f64::from(p.lon_e6) / 1e6, f64::from(p.lat_e6) / 1e6])
}

/// Twice the area that a ring goes around, positive against the clock. Exact.
fn turn(ring: &[Position]) -> i128 {
    let next = ring.iter().skip(1).chain(ring.first());
    let x = |p: &Position| i128::from(p.lon_e6);
    let y = |p: &Position| i128::from(p.lat_e6);
    ring.iter().zip(next).map(|(a, b)| x(a) * y(b) - x(b) * y(a)).sum()
}

/// A multipolygon, each ring closed, outer rings against the clock and holes with it.
pub(super) fn area(area: &Area) -> Value {
    let polygons = area.polygons().map(|rings| {
        let ring = |(i, ring): (usize, &[Position])| {
            let mut corners: Vec<Value> = ring.iter().copied().map(corner).collect();
            if (turn(ring) > 0) != (i == 0) {
                corners.reverse();
            }
            corners.extend(corners.first().cloned());
            Value::Array(corners)
        };
        Value::Array(rings.into_iter().enumerate().map(ring).collect())
    });
    json!({ "type": "MultiPolygon", "coordinates": polygons.collect::<Vec<Value>>() })
}
