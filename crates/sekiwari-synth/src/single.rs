//! A large market of single children without strings, for benchmarks.

use crate::calibration::{CLASS_MIX, LIST_LENGTH, SIBLING_ENROLLED};
use crate::draw::{Draw, Stream};
use crate::options::Options;
use crate::town::{Near, Town, open_seats};
use sekiwari::market::{ClaimantId, FacilityId, Market, MarketBuilder, MarketError, RankClass};

/// A strict market of `children` single children who claim seats of one class each: lists, classes, seats and distances as in
/// [`crate::generate`], one pool per facility and class, one random order of all children, and one child in eight put before the
/// others at its first wish (a sibling is there). No holders. A million children take about a second (release).
///
/// # Errors
/// Those of [`MarketBuilder::build`], if the market is too large for 32-bit ids.
///
/// ```
/// let market = sekiwari_synth::single_market(1_000, 5).expect("fits");
/// assert_eq!(market.child_count(), 1_000);
/// ```
pub fn single_market(children: u32, seed: u64) -> Result<Market, Vec<MarketError>> {
    let options = Options::new(children, seed).clamped();
    let town = Town::new(&options);
    let near = Near::new(&town);
    let total = u64::from(options.children) * u64::from(options.seats_permille) / 1000;
    let mut builder = MarketBuilder::new();
    let mut pools = Vec::with_capacity(town.sites.len());
    for (site, seats) in open_seats(&town, total).into_iter().enumerate() {
        pools.push(seats.map(|n| builder.add_pool(FacilityId::new(site as u32), n)));
    }
    let mut draw = Draw::new(seed, Stream::Market);
    let mut order: Vec<u32> = (1..=options.children).collect();
    draw.shuffle(&mut order);
    let mut list: Vec<u32> = Vec::new();
    for place in order {
        let class = draw.weighted(&CLASS_MIX);
        let (district, home) = town.home(&mut draw);
        let length = draw.weighted(&LIST_LENGTH) + 1;
        list.clear();
        for _ in 0..length * 3 {
            let site = near.draw(&town, &mut draw, district, class, home);
            if !list.contains(&site) {
                list.push(site);
                if list.len() == length {
                    break;
                }
            }
        }
        let first = draw.chance(SIBLING_ENROLLED);
        let household = builder.add_household(place);
        let child = builder.add_child(household);
        for (i, &site) in list.iter().enumerate() {
            let rank = if first && i == 0 { place } else { options.children + place };
            let claimant: ClaimantId =
                builder.add_claimant(child, pools[site as usize][class], RankClass::new(rank));
            builder.add_wish(household, &[claimant]);
        }
    }
    builder.build()
}
