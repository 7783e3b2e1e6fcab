//! Floating catchment areas of points from standard input, as a line of JSON.
//!
//! ```text
//! cargo run --release -p sekiwari-synth --example measure_access -- REACH [REPEAT] < POINTS
//! ```
//!
//! POINTS: one a line, `child LAT LON` or `facility LAT LON SEATS`, in micro-degrees. What is printed: seats per child within
//! REACH metres in a straight line, plain and with weights, by child and exactly as they are summed up; and the median seconds of
//! REPEAT runs (1) in memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sekiwari::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Facility, Position, Round, RoundData, SeatRow,
};
use sekiwari::siting::access::{Access, Bands, Grain, Options, Travel, access};
use std::io::Read;
use std::time::Instant;

fn main() {
    let arguments: Vec<u32> = std::env::args().skip(1).map(|a| a.parse().unwrap()).collect();
    let &[reach, ref rest @ ..] = arguments.as_slice() else { panic!("REACH is needed") };
    let repeat = rest.first().copied().unwrap_or(1).max(1);
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    let round = Round::new(read(&text)).unwrap();
    let options = Options {
        grain: Grain::District(None),
        travel: Travel::Straight { percent: 100 },
        bands: Bands::equal(reach, &Bands::SLOW).unwrap(),
        within: Vec::new(),
        held: false,
    };
    let mut seconds = Vec::new();
    let mut found: Option<Access> = None;
    for _ in 0..repeat {
        let start = Instant::now();
        found = Some(access(&round, &options));
        seconds.push(start.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    let found = found.unwrap();
    // Every child is a district of its own, named by its number.
    let mut plain = vec![0.0; round.children().len()];
    let mut weighted = plain.clone();
    for f in found.figures.iter().filter(|f| f.class.is_none()) {
        let Some(area) = f.area else { continue };
        let child: usize = found.areas[area as usize].parse().unwrap();
        (plain[child], weighted[child]) = (f.figures.seats_per_child, f.figures.weighted_seats_per_child);
    }
    println!(
        "{}",
        serde_json::json!({ "plain": plain, "weighted": weighted, "seconds": seconds[seconds.len() / 2] })
    );
}

fn read(text: &str) -> RoundData {
    let class = AgeClass::new(1).unwrap();
    let (mut facilities, mut seats, mut children) = (Vec::new(), Vec::new(), Vec::new());
    for line in text.lines() {
        let (kind, numbers) = line.split_once(' ').unwrap();
        let numbers: Vec<i32> = numbers.split(' ').map(|n| n.parse().unwrap()).collect();
        let position = Some(Position { lat_e6: numbers[0], lon_e6: numbers[1] });
        if kind == "facility" {
            let facility = facilities.len() as u32;
            facilities.push(Facility {
                id: format!("F{facility:06}"),
                name: String::new(),
                kind: None,
                district: None,
                position,
                min_age_days: None,
                partners: Vec::new(),
                care_kinds: Vec::new(),
            });
            let classes = ClassSet::one(class);
            seats.push(SeatRow { facility, classes, seats: numbers[2].unsigned_abs() });
        } else {
            let n = children.len();
            children.push((
                format!("H{n:06}"),
                Child {
                    id: format!("C{n:06}"),
                    class,
                    birth_date: None,
                    current: None,
                    district: Some(n.to_string()),
                    position,
                    affiliation: Affiliation::default(),
                },
            ));
        }
    }
    RoundData {
        name: "points".to_owned(),
        fiscal_year: 2026,
        entry_date: jiff::civil::date(2026, 4, 1),
        facilities,
        seats,
        reserves: Vec::new(),
        limits: Vec::new(),
        children,
        wishes: Vec::new(),
        terms: Vec::new(),
        joint_wishes: Vec::new(),
        decisions: Vec::new(),
        tie_names: Vec::new(),
        scores: Vec::new(),
    }
}
