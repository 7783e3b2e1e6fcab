//! A month of day services as a market, for benchmarks.

use crate::draw::{Draw, Stream};
use sekiwari::market::day::{
    Band, DayMarket, DayMarketBuilder, DayMarketError, Handling, Illness, Limits, Member, NewRequest,
    NewStay, Nurses, Rooms, Rounding, Slots, Staff,
};

/// How large the market is.
#[derive(Clone, Copy, Debug)]
pub struct DayOptions {
    /// Sites: three in four for temporary care, one in four for sick children.
    pub sites: u32,
    /// Dates on which all are open.
    pub dates: u32,
    /// Requests; about one child to four of them.
    pub requests: u32,
    /// Of a thousand temporary sites, how many are bound by teachers for the mix of ages rather than by seats.
    pub staffed_permille: u32,
    /// The seed.
    pub seed: u64,
}

impl DayOptions {
    /// A month of a city of 200,000: 30 sites, 22 dates.
    pub const fn month(requests: u32, seed: u64) -> Self {
        Self { sites: 30, dates: 22, requests, staffed_permille: 300, seed }
    }
}

const AM: Slots = Slots::one(0);
const PM: Slots = Slots::one(1);
const DAY: Slots = Slots::first(2);

/// Days of the week differ: of a hundred requests so many ask for a Monday, a Tuesday, ...
const WEEK: [u32; 5] = [24, 18, 18, 18, 22];

/// Makes a month: half days and whole days, one to four sites near each other, other dates that would do, siblings, at most
/// three days a week and thirteen a month with a half day counted as a day, and sick children with diseases that must be kept
/// apart in a few rooms.
///
/// # Errors
/// Those of [`DayMarketBuilder::build`]; none for sizes that fit 32 bits.
///
/// ```
/// use sekiwari_synth::{DayOptions, day_market};
/// let market = day_market(&DayOptions::month(500, 1)).expect("fits");
/// assert_eq!(market.requests().len(), 500);
/// ```
pub fn day_market(options: &DayOptions) -> Result<DayMarket, Vec<DayMarketError>> {
    let mut draw = Draw::new(options.seed, Stream::DayMarket);
    let mut b = DayMarketBuilder::new(2);
    let sick_sites = options.sites.div_ceil(4);
    let temporary = options.sites - sick_sites;
    let mut openings = Vec::new();
    for site in 0..options.sites {
        let limits =
            if site < temporary { temporary_limits(&mut draw, options) } else { sick_limits(&mut draw) };
        openings.push(
            (0..options.dates).map(|date| b.add_opening(site, date, limits.clone())).collect::<Vec<_>>(),
        );
    }
    let children = (options.requests / 4).max(1);
    let weeks = options.dates.div_ceil(5);
    let ages: Vec<u8> = (0..children).map(|_| draw.weighted(&[14, 24, 24, 14, 12, 12]) as u8).collect();
    let mut week_quota = Vec::new();
    let mut month_quota = Vec::new();
    for child in 0..children {
        b.set_uses(child, draw.weighted(&[50, 25, 15, 10]) as u32);
        week_quota.push((0..weeks).map(|_| b.add_quota(3)).collect::<Vec<_>>());
        month_quota.push(b.add_quota(13));
    }
    let mut turns: Vec<u32> = (0..options.requests).collect();
    draw.shuffle(&mut turns);
    for turn in turns {
        let child = draw.below(children);
        let sick = draw.chance(60);
        let (low, count) = if sick { (temporary, sick_sites) } else { (0, temporary) };
        // Neighbours on a ring of sites.
        let home = draw.below(count.max(1));
        let sites: Vec<u32> = (0..=draw.weighted(&[40, 30, 20, 10]) as u32)
            .filter(|&i| i < count)
            .map(|i| low + (home + i) % count)
            .collect();
        let mut dates = vec![date(&mut draw, options.dates)];
        while !sick && dates.len() < 3 && draw.chance(120) {
            let other = date(&mut draw, options.dates);
            if !dates.contains(&other) {
                dates.push(other);
            }
        }
        let slots = [DAY, AM, PM][draw.weighted(&[60, 25, 15])];
        let illness = sick.then(|| illness(&mut draw));
        let mut members = vec![Member { illness, ..Member::new(child, ages[child as usize]) }];
        if !sick && draw.chance(80) && child + 1 < children {
            members.push(Member::new(child + 1, ages[child as usize + 1]));
        }
        let mut stays = Vec::new();
        for &d in &dates {
            for &site in &sites {
                let quotas = |m: &Member| {
                    let week = week_quota[m.child as usize][(d / 5) as usize];
                    [(week, 1), (month_quota[m.child as usize], 1)]
                };
                stays.push(NewStay {
                    opening: openings[site as usize][d as usize],
                    slots,
                    rank: stays.len() as u32 + 1,
                    takes: members.iter().flat_map(quotas).collect(),
                });
            }
        }
        let need = draw.weighted(&[15, 45, 40]) as u8;
        b.add_request(NewRequest {
            need,
            time: i64::from(turn / 40),
            turn,
            members,
            stays,
            ..NewRequest::default()
        });
    }
    b.build()
}

fn date(draw: &mut Draw, dates: u32) -> u32 {
    let week = draw.below(dates.div_ceil(5));
    (week * 5 + draw.weighted(&WEEK) as u32).min(dates.saturating_sub(1))
}

fn temporary_limits(draw: &mut Draw, options: &DayOptions) -> Limits {
    let seats = 10 + 5 * draw.below(6);
    if !draw.chance(options.staffed_permille) {
        return Limits::seats(&[seats, seats]);
    }
    let bands = [(0b1, 3), (0b110, 6), (0b1000, 15), (0b11_0000, 25)];
    let bands = bands.map(|(classes, per_teacher)| Band { classes, per_teacher }).to_vec();
    let teachers = seats / 6;
    let staff = Staff { teachers: vec![teachers.max(2); 2], bands, rounding: Rounding::Cut, minimum: 2 };
    Limits { seats: Some(vec![seats + 5; 2]), staff: Some(staff), ..Limits::default() }
}

fn sick_limits(draw: &mut Draw) -> Limits {
    let seats = 3 + draw.below(5);
    let bands = vec![Band { classes: u16::MAX, per_teacher: 3 }];
    let staff =
        Staff { teachers: vec![seats.div_ceil(3); 2], bands, rounding: Rounding::PerBand, minimum: 1 };
    let rooms = Rooms::any([1, 2, seats], draw.chance(500));
    Limits {
        seats: Some(vec![seats; 2]),
        staff: Some(staff),
        nurses: Some(Nurses { nurses: vec![1; 2], per_nurse: 10 }),
        rooms: Some(rooms),
        ..Limits::default()
    }
}

/// Colds most often; influenza and stomach flu apart; now and then something for which a child stays alone.
fn illness(draw: &mut Draw) -> Illness {
    let disease = draw.weighted(&[60, 18, 12, 5, 5]) as u16;
    let handling = match disease {
        0 => Handling::Mix,
        4 => Handling::Alone,
        _ => Handling::Separate,
    };
    Illness { disease, handling }
}
