//! How far two places are apart.

use super::plane::Plane;
use crate::programme::nursery::Position;

/// The straight line between two places in metres, rounded.
///
/// Guarantees: symmetric; the same on every machine; right to 0.01 % up to 100 km outside the polar regions (against the
/// great circle; the earth is taken as a sphere, which is right to 0.3 %). Cost: constant. Source: the equirectangular
/// approximation at the middle latitude.
///
/// ```
/// use sekiwari::programme::{club::district::metres, nursery::Position};
/// let soja = Position { lat_e6: 34_678_407, lon_e6: 133_755_953 };
/// let tokiwa = Position { lat_e6: 34_666_515, lon_e6: 133_738_148 };
/// assert_eq!(metres(soja, tokiwa), 2_098);
/// ```
pub fn metres(a: Position, b: Position) -> u32 {
    let plane = Plane::between(a, b);
    plane.xy(a).minus(plane.xy(b)).length().round() as u32
}
