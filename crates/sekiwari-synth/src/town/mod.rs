//! The made-up city: districts on a grid, facilities around their centres, seats by class.

mod near;
mod seats;

pub(crate) use near::Near;
pub(crate) use seats::{open_seats, seat_rows};

use crate::calibration::{MIN_AGE_DAYS, SMALL_SCALE, TAKES_INFANTS};
use crate::draw::{Draw, Stream};
use crate::options::Options;
use sekiwari::programme::nursery::{Facility, Position};

/// Facilities per district.
const PER_DISTRICT: u32 = 12;
/// Distance between the centres of neighbouring districts, in micro-degrees (about 2 km).
const SPACING: i32 = 20_000;
/// The south-western corner of every made-up city.
const ORIGIN: Position = Position { lat_e6: 33_500_000, lon_e6: 132_500_000 };

/// Distance between two places squared, in square metres, for places a few hundred kilometres apart at most in the
/// latitudes of Japan (a degree of longitude counts as 91 km).
pub(crate) fn metres_squared(a: Position, b: Position) -> u64 {
    let north = (i64::from(a.lat_e6) - i64::from(b.lat_e6)) * 111 / 1000;
    let east = (i64::from(a.lon_e6) - i64::from(b.lon_e6)) * 91 / 1000;
    (north * north + east * east) as u64
}

/// One facility as the generator sees it.
pub(crate) struct Site {
    pub(crate) district: u32,
    pub(crate) position: Position,
    /// Classes it takes, by bits.
    pub(crate) classes: u8,
    /// Relative size.
    pub(crate) size: u32,
    /// Relative popularity.
    pub(crate) popularity: u32,
    pub(crate) min_age_days: u32,
}

/// Districts and sites.
pub(crate) struct Town {
    /// Ids of the districts.
    pub(crate) districts: Vec<String>,
    pub(crate) centres: Vec<Position>,
    /// Running sums of the district populations.
    pub(crate) population: Vec<u64>,
    pub(crate) columns: u32,
    pub(crate) sites: Vec<Site>,
}

impl Town {
    /// Lays out a town. Linear in the facilities.
    pub(crate) fn new(options: &Options) -> Self {
        let mut draw = Draw::new(options.seed, Stream::Town);
        let facilities = options.facilities.unwrap_or(1);
        let districts = facilities.div_ceil(PER_DISTRICT);
        let columns = districts.isqrt().max(1);
        let mut centres = Vec::with_capacity(districts as usize);
        let mut weights = Vec::with_capacity(districts as usize);
        for d in 0..districts {
            let jitter = SPACING / 5;
            centres.push(Position {
                lat_e6: ORIGIN.lat_e6 + (d / columns) as i32 * SPACING + draw.between(-jitter, jitter),
                lon_e6: ORIGIN.lon_e6 + (d % columns) as i32 * SPACING + draw.between(-jitter, jitter),
            });
            // Districts differ by a factor of up to three.
            weights.push(100 + draw.below(200));
        }
        let mut sum = 0;
        let population = weights
            .iter()
            .map(|&w| {
                sum += u64::from(w);
                sum
            })
            .collect();
        let mut sites = Vec::with_capacity(facilities as usize);
        let counts = crate::draw::share_out(u64::from(facilities), weights);
        for (d, &count) in counts.iter().enumerate() {
            let mut ranks: Vec<u32> = (0..count).collect();
            draw.shuffle(&mut ranks);
            for rank in ranks {
                // The first site takes every class, so that no child is without a facility.
                let full = sites.is_empty();
                sites.push(site(&mut draw, d as u32, centres[d], rank, full));
            }
        }
        let width = digits(centres.len());
        let districts = (1..=centres.len()).map(|d| format!("D{d:0width$}")).collect();
        Self { districts, centres, population, columns, sites }
    }

    /// The id of the facility at a site.
    pub(crate) fn facility_id(&self, site: usize) -> String {
        format!("F{:0width$}", site + 1, width = digits(self.sites.len()))
    }

    /// The rows of the facilities table.
    pub(crate) fn facilities(&self) -> Vec<Facility> {
        let row = |(i, s): (usize, &Site)| Facility {
            id: self.facility_id(i),
            name: format!("第{}{}", i + 1, if s.classes & 1 << 3 == 0 { "小規模保育室" } else { "保育園" }),
            kind: Some(if s.classes & 1 << 3 == 0 { "small_a" } else { "nursery" }.to_owned()),
            district: Some(self.districts[s.district as usize].clone()),
            position: Some(s.position),
            min_age_days: Some(s.min_age_days),
            partners: Vec::new(),
            care_kinds: Vec::new(),
        };
        self.sites.iter().enumerate().map(row).collect()
    }

    /// A home: a district by its population, and a place in it.
    pub(crate) fn home(&self, draw: &mut Draw) -> (u32, Position) {
        let district = draw.by_sums(&self.population);
        (district as u32, scatter(draw, self.centres[district], SPACING / 2))
    }
}

/// A place around a centre: the sum of two draws, so that the middle is denser.
fn scatter(draw: &mut Draw, centre: Position, reach: i32) -> Position {
    let mut offset = || draw.between(-reach / 2, reach / 2) + draw.between(-reach / 2, reach / 2);
    Position { lat_e6: centre.lat_e6 + offset(), lon_e6: centre.lon_e6 + offset() }
}

fn site(draw: &mut Draw, district: u32, centre: Position, rank: u32, full: bool) -> Site {
    let small = draw.chance(SMALL_SCALE) && !full;
    let infants = draw.chance(TAKES_INFANTS) || full;
    let classes = if small { 0b000_111 } else { 0b111_111 } & if infants { !0 } else { !1 };
    let shares: Vec<u32> = MIN_AGE_DAYS.iter().map(|&(_, share)| share).collect();
    Site {
        district,
        position: scatter(draw, centre, SPACING * 2 / 5),
        classes,
        size: if small { 12 + draw.below(8) } else { 60 + draw.below(90) },
        // Zipf and Mandelbrot: the best known facility of a district draws about six times as many as the twelfth.
        popularity: 12_000 / (rank + 2),
        min_age_days: MIN_AGE_DAYS[draw.weighted(&shares)].0,
    }
}

/// The digits needed for numbers up to `n`, at least three.
pub(crate) fn digits(n: usize) -> usize {
    n.max(100).ilog10() as usize + 1
}
