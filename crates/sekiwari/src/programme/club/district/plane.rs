//! A plane in metres, laid on the earth at one latitude.

use super::area::Bounds;
use crate::programme::nursery::Position;

/// Mean radius of the earth in metres (IUGG 1980).
const RADIUS_M: f64 = 6_371_008.8;

/// Radians of a millionth of a degree.
const RADIANS_E6: f64 = std::f64::consts::PI / 180e6;

/// The cosine of a latitude, by its power series.
///
/// The mathematical functions of the standard library may differ in the last bit from machine to machine; sums and products
/// may not. Sixteen terms leave an error below 1e-15 up to the poles.
pub(super) fn cosine(lat_e6: f64) -> f64 {
    let x = lat_e6 * RADIANS_E6;
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 1..=16 {
        let k = f64::from(2 * k);
        term *= -x * x / (k * (k - 1.0));
        sum += term;
    }
    sum
}

/// A point of the plane, or the way between two of them, in metres.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Xy {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Xy {
    pub(super) fn minus(self, o: Xy) -> Xy {
        Xy { x: self.x - o.x, y: self.y - o.y }
    }

    /// The point a share `t` of the way to another.
    pub(super) fn towards(self, o: Xy, t: f64) -> Xy {
        Xy { x: self.x + t * (o.x - self.x), y: self.y + t * (o.y - self.y) }
    }

    pub(super) fn dot(self, o: Xy) -> f64 {
        self.x * o.x + self.y * o.y
    }

    pub(super) fn cross(self, o: Xy) -> f64 {
        self.x * o.y - self.y * o.x
    }

    pub(super) fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// Distance to the stretch from `a` to `b`.
    pub(super) fn to_segment(self, a: Xy, b: Xy) -> f64 {
        let (way, here) = (b.minus(a), self.minus(a));
        let square = way.dot(way);
        let t = if square > 0.0 { (here.dot(way) / square).clamp(0.0, 1.0) } else { 0.0 };
        self.minus(a.towards(b, t)).length()
    }
}

/// The equirectangular projection that keeps lengths at one latitude. Over a city of 50 km, lengths are right to 0.5 %.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Plane {
    lat_e6: f64,
    lon_e6: f64,
    north_m: f64,
    east_m: f64,
}

impl Plane {
    /// The plane that fits best in the middle between two places.
    pub(super) fn between(a: Position, b: Position) -> Self {
        let lat_e6 = (f64::from(a.lat_e6) + f64::from(b.lat_e6)) / 2.0;
        let lon_e6 = (f64::from(a.lon_e6) + f64::from(b.lon_e6)) / 2.0;
        let north_m = RADIUS_M * RADIANS_E6;
        Self { lat_e6, lon_e6, north_m, east_m: north_m * cosine(lat_e6) }
    }

    /// The plane that fits best in the middle of a rectangle.
    pub(super) fn amid(b: Bounds) -> Self {
        Self::between(
            Position { lat_e6: b.south, lon_e6: b.west },
            Position { lat_e6: b.north, lon_e6: b.east },
        )
    }

    pub(super) fn xy(&self, p: Position) -> Xy {
        Xy {
            x: (f64::from(p.lon_e6) - self.lon_e6) * self.east_m,
            y: (f64::from(p.lat_e6) - self.lat_e6) * self.north_m,
        }
    }

    /// The place of a point, to the nearest micro-degree.
    pub(super) fn position(&self, p: Xy) -> Position {
        // Casts from floats saturate; the poles, where a metre to the east has no width, need no answer.
        Position {
            lat_e6: (self.lat_e6 + p.y / self.north_m).round() as i32,
            lon_e6: (self.lon_e6 + p.x / self.east_m).round() as i32,
        }
    }

    /// Whether two rectangles are less than so many metres apart.
    pub(super) fn are_near(&self, a: Bounds, b: Bounds, metres: f64) -> bool {
        let gap = |low: i32, high: i32| (f64::from(low) - f64::from(high)).max(0.0);
        let north = gap(b.south, a.north).max(gap(a.south, b.north)) * self.north_m;
        let east = gap(b.west, a.east).max(gap(a.west, b.east)) * self.east_m;
        north <= metres && east <= metres
    }
}
