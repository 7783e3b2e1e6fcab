//! What a family can reach: minutes from a table, else from the straight line.

use crate::programme::nursery::Position;

/// Hours of a day, in minutes after midnight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Hours {
    /// When it begins.
    pub from: u16,
    /// When it ends.
    pub to: u16,
}

impl Hours {
    /// Hours that begin before they end, within a day; `None` for others.
    pub fn new(from: u16, to: u16) -> Option<Self> {
        (from < to && to <= 24 * 60).then_some(Self { from, to })
    }

    /// Whether care in these hours is possible in the other ones.
    pub fn fits_in(self, open: Hours) -> bool {
        open.from <= self.from && self.to <= open.to
    }
}

/// The time a child needs to a facility, as somebody measured it. By ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Travel {
    /// The child.
    pub child: String,
    /// The facility.
    pub facility: String,
    /// Minutes by the means this family uses.
    pub minutes: u32,
}

/// How far a place may be, and how minutes are estimated where no travel time is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reach {
    /// Minutes that are within reach, if the survey does not say otherwise for a child.
    pub minutes: u32,
    /// Kilometres an hour on the way.
    pub speed_kmh: u32,
    /// How much longer the way is than the straight line, in percent of it.
    pub detour_percent: u32,
}

impl Default for Reach {
    /// 30 minutes at 20 km/h on a way 1.3 times the straight line: 7.7 km as the crow flies.
    fn default() -> Self {
        Self { minutes: 30, speed_kmh: 20, detour_percent: 130 }
    }
}

impl Reach {
    /// Minutes for a straight line of so many metres, rounded up.
    ///
    /// ```
    /// use sekiwari::programme::nursery::waiting::Reach;
    /// assert_eq!(Reach::default().minutes_for(2_000), 8); // 2.6 km at 20 km/h is 7.8 minutes
    /// ```
    pub fn minutes_for(&self, metres: u32) -> u32 {
        let way = u128::from(metres) * u128::from(self.detour_percent) * 60;
        let speed = u128::from(self.speed_kmh.max(1)) * 1000 * 100;
        u32::try_from(way.div_ceil(speed)).unwrap_or(u32::MAX)
    }
}

/// Cosines of whole degrees, in hundred-thousandths.
#[rustfmt::skip]
const COSINE: [i64; 91] = [
    100_000, 99_985, 99_939, 99_863, 99_756, 99_619, 99_452, 99_255, 99_027, 98_769,
    98_481, 98_163, 97_815, 97_437, 97_030, 96_593, 96_126, 95_630, 95_106, 94_552,
    93_969, 93_358, 92_718, 92_050, 91_355, 90_631, 89_879, 89_101, 88_295, 87_462,
    86_603, 85_717, 84_805, 83_867, 82_904, 81_915, 80_902, 79_864, 78_801, 77_715,
    76_604, 75_471, 74_314, 73_135, 71_934, 70_711, 69_466, 68_200, 66_913, 65_606,
    64_279, 62_932, 61_566, 60_182, 58_779, 57_358, 55_919, 54_464, 52_992, 51_504,
    50_000, 48_481, 46_947, 45_399, 43_837, 42_262, 40_674, 39_073, 37_461, 35_837,
    34_202, 32_557, 30_902, 29_237, 27_564, 25_882, 24_192, 22_495, 20_791, 19_081,
    17_365, 15_643, 13_917, 12_187, 10_453, 8_716, 6_976, 5_234, 3_490, 1_745,
    0,
];

/// The cosine of a latitude, in hundred-thousandths, by straight lines between whole degrees (4 too few at most).
fn cosine(lat_e6: i64) -> i64 {
    let lat = lat_e6.abs().min(90_000_000);
    let (degree, part) = ((lat / 1_000_000) as usize, lat % 1_000_000);
    let next = COSINE.get(degree + 1).copied().unwrap_or(0);
    COSINE[degree] + (next - COSINE[degree]) * part / 1_000_000
}

/// The straight line between two places in metres, on a sphere unrolled at their middle latitude. Whole numbers only, so that
/// every machine says the same; within a city the error is below a metre a kilometre.
pub fn metres(a: Position, b: Position) -> u32 {
    let (lat, lon) = (i64::from(a.lat_e6) - i64::from(b.lat_e6), i64::from(a.lon_e6) - i64::from(b.lon_e6));
    // The short way round.
    let lon = (lon.abs()).min(360_000_000 - lon.abs());
    let middle = (i64::from(a.lat_e6) + i64::from(b.lat_e6)) / 2;
    // A degree of a meridian is 111,195 m on a sphere of 6,371 km.
    let north = lat.abs() * 111_195 / 1_000_000;
    let east = lon * 111_195 / 1_000_000 * cosine(middle) / 100_000;
    let squared = (north * north + east * east) as u64;
    u32::try_from(squared.isqrt()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Hours, Reach, cosine, metres};
    use crate::programme::nursery::Position;

    #[test]
    fn the_cosine_is_that_of_the_mathematicians() {
        for lat in (-90_000_000..=90_000_000i64).step_by(12_345) {
            let exact = (lat as f64 / 1e6).to_radians().cos() * 1e5;
            assert!((cosine(lat) as f64 - exact).abs() < 5.0, "{lat}: {} against {exact}", cosine(lat));
        }
    }

    #[test]
    fn straight_lines_are_those_of_the_sphere() {
        // Two facilities of Soja, by the haversine formula.
        let a = Position { lat_e6: 34_668_084, lon_e6: 133_740_089 };
        let b = Position { lat_e6: 34_684_295, lon_e6: 133_779_255 };
        let (la, lb) = (f64::to_radians(34.668084), f64::to_radians(34.684295));
        let (dl, dp) = (f64::to_radians(133.779255 - 133.740089), lb - la);
        let h = (dp / 2.0).sin().powi(2) + la.cos() * lb.cos() * (dl / 2.0).sin().powi(2);
        let exact = 2.0 * 6_371_000.0 * h.sqrt().asin();
        assert!((f64::from(metres(a, b)) - exact).abs() < 5.0, "{} against {exact}", metres(a, b));
        assert_eq!(metres(a, a), 0);
        let east = Position { lat_e6: 0, lon_e6: 179_999_000 };
        let west = Position { lat_e6: 0, lon_e6: -179_999_000 };
        assert!(metres(east, west) < 230);
    }

    #[test]
    fn minutes_grow_with_the_way_and_never_round_down() {
        let reach = Reach { minutes: 30, speed_kmh: 4, detour_percent: 100 };
        assert_eq!((reach.minutes_for(0), reach.minutes_for(1), reach.minutes_for(2_000)), (0, 1, 30));
        assert_eq!(reach.minutes_for(2_001), 31);
        assert_eq!(
            Reach { minutes: 1, speed_kmh: 0, detour_percent: u32::MAX }.minutes_for(u32::MAX),
            u32::MAX
        );
    }

    #[test]
    fn care_fits_into_opening_hours() {
        let hours = |from, to| Hours::new(from, to).unwrap();
        assert!(hours(480, 1080).fits_in(hours(480, 1080)));
        assert!(!hours(479, 1080).fits_in(hours(480, 1080)));
        assert!(!hours(480, 1081).fits_in(hours(480, 1080)));
        assert_eq!((Hours::new(600, 600), Hours::new(0, 1441)), (None, None));
    }
}
