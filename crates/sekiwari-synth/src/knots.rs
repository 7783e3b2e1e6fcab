//! Small markets where often nothing is stable: several regions, each with its own reason.
//!
//! City rounds of a hundred children are nearly always stable. These are not: many pairs of siblings share few pools whose
//! priorities clash, and some regions hold a *knot*, a cycle of displacements that never ends (see [`Region::plant`]). Each
//! knot costs a blocking household of its own, so the fewest blocking households range from none to several.

use crate::draw::{Draw, Stream, permille};
use sekiwari::market::{
    ChildId, ClaimantId, FacilityId, HouseholdId, Market, MarketBuilder, MarketError, PoolId, RankClass,
};

/// The wanted shape of a knotted market. Every field may hold any value: what is impossible is moved to the nearest
/// possible value. Shares are in thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnotOptions {
    /// Applying children, 1 to 1,000,000. The last household is cut to fit.
    pub children: u32,
    /// The seed: same options, same market, on any machine.
    pub seed: u64,
    /// Regions, 1 to one per six children: families list pools of their region, a few also of the next.
    pub regions: u32,
    /// Pools of a region, 2 to 100.
    pub pools: u32,
    /// Seats per thousand children, up to 3,000; those held today come on top.
    pub seats_permille: u32,
    /// Children per thousand who apply together with a sibling.
    pub sibling_permille: u32,
    /// How often a pool has its own opinion of a child, instead of the order all pools share.
    pub clash_permille: u32,
    /// Regions per thousand that hold a knot.
    pub knot_permille: u32,
    /// Households per thousand who also list pools of the next region.
    pub link_permille: u32,
    /// Households per thousand of which one child holds a seat and wishes to move.
    pub holder_permille: u32,
    /// Ranks a class holds in a pool: 1 for strict priorities, more for ties. 1 to 1,000.
    pub class_size: u32,
}

impl KnotOptions {
    /// Options that differ from seed to seed, for tests over many markets: 60 to 200 children, 1 to 8 regions of 3 to 6
    /// pools, 40 % to 80 % siblings, clashes from few to many, a third of the regions with a knot, strict priorities.
    pub fn drawn(seed: u64) -> Self {
        let mut draw = Draw::new(!seed, Stream::Knots);
        let mut between = |low: i32, high: i32| draw.between(low, high) as u32;
        Self {
            children: between(60, 200),
            seed,
            regions: between(1, 8),
            pools: between(3, 6),
            seats_permille: between(500, 900),
            sibling_permille: between(400, 800),
            clash_permille: between(100, 900),
            knot_permille: between(0, 600),
            link_permille: between(0, 150),
            holder_permille: between(0, 150),
            class_size: 1,
        }
    }

    fn clamped(&self) -> Self {
        let children = self.children.clamp(1, 1_000_000);
        let share = |permille: u32| permille.min(1000);
        Self {
            children,
            seed: self.seed,
            regions: self.regions.clamp(1, (children / 6).max(1)),
            pools: self.pools.clamp(2, 100),
            seats_permille: self.seats_permille.min(3_000),
            sibling_permille: share(self.sibling_permille),
            clash_permille: share(self.clash_permille),
            knot_permille: share(self.knot_permille),
            link_permille: share(self.link_permille),
            holder_permille: share(self.holder_permille),
            class_size: self.class_size.clamp(1, 1000),
        }
    }
}

/// A household on its way into the market: its children, what they list, and how the pools see them.
struct Family {
    children: u32,
    /// Joint outcomes, best first: per child a pool or none.
    outcomes: Vec<Vec<Option<u32>>>,
    /// The pool its first child holds a seat of.
    held: Option<u32>,
    /// The child's place in the order that all pools share, smaller first.
    common: Vec<u64>,
    /// Places that pools give a child regardless of everything else: (child, pool, place).
    fixed: Vec<(u32, u32, u64)>,
}

/// Makes a market of households over few pools, with knots. Time and memory are linear in the children, times the pools
/// a region has.
///
/// # Errors
/// Those of [`MarketBuilder::build`]; none are expected for options inside their ranges.
///
/// ```
/// use sekiwari_synth::{KnotOptions, knotted_market};
/// let market = knotted_market(&KnotOptions::drawn(3)).expect("fits");
/// assert!((60..=200).contains(&market.child_count()));
/// assert!(!market.has_ties());
/// ```
pub fn knotted_market(options: &KnotOptions) -> Result<Market, Vec<MarketError>> {
    let options = options.clamped();
    let mut draw = Draw::new(options.seed, Stream::Knots);
    let mut seats = vec![0; (options.regions * options.pools) as usize];
    let mut families = Vec::new();
    let mut made = 0;
    for number in 0..options.regions {
        let upto = (u64::from(options.children) * u64::from(number + 1) / u64::from(options.regions)) as u32;
        let region = Region { options: &options, first: number * options.pools, children: upto - made };
        region.fill(&mut draw, &mut seats, &mut families);
        made = upto;
    }
    draw.shuffle(&mut families);
    freeze(&options, &mut draw, &seats, &families)
}

/// Pools `first..first + options.pools` and the children who live there.
struct Region<'a> {
    options: &'a KnotOptions,
    first: u32,
    children: u32,
}

impl Region<'_> {
    fn fill(&self, draw: &mut Draw, seats: &mut [u32], families: &mut Vec<Family>) {
        let mut left = self.children;
        let mut knotted = Vec::new();
        let mut open = permille(self.children, self.options.seats_permille);
        if left >= 6 && draw.chance(self.options.knot_permille) {
            let links = 1 + draw.below(3.min(self.options.pools - 1));
            knotted = self.plant(draw, links, seats, families);
            left -= 2 + links;
            open = open.saturating_sub(links + 1);
        }
        for _ in 0..open {
            // The pools of a knot keep their one seat, so that the cycle stays.
            let pool = self.any(draw);
            if !knotted.contains(&pool) {
                seats[pool as usize] += 1;
            }
        }
        let mut siblings = permille(left, self.options.sibling_permille);
        while left > 0 {
            let size =
                if siblings >= 2 { 2 + u32::from(siblings > 2 && draw.chance(80)) } else { 1 }.min(left);
            siblings = siblings.saturating_sub(size);
            left -= size;
            let family = self.family(draw, size, seats);
            families.push(family);
        }
    }

    /// Plants a pair and `links` single children on `links + 1` pools of one seat each, P0 to Pm, ahead of everyone else.
    ///
    /// The pair wants P0 for its first child and Pm for its second, both or none. Single child *i* prefers P(i-1) to Pi. P0 ranks
    /// the pair's child before single 1; Pi ranks single *i* before single *i* + 1; Pm ranks the last single before the pair's
    /// other child. With the pair seated, single 1 moves to P1 and drives the next one on, until the last one takes the
    /// pair's seat at Pm. With the pair out, everyone moves up, Pm is left to the pair, and P0 prefers it. The case of one
    /// single child is the classic example of couples (Roth 1984). Half the pairs have a wish before, which may undo the knot.
    fn plant(&self, draw: &mut Draw, links: u32, seats: &mut [u32], families: &mut Vec<Family>) -> Vec<u32> {
        let mut pools: Vec<u32> = (self.first..self.first + self.options.pools).collect();
        draw.shuffle(&mut pools);
        pools.truncate(links as usize + 1);
        pools.iter().for_each(|&p| seats[p as usize] = 1);
        let last = pools[links as usize];
        let mut outcomes = vec![vec![Some(pools[0]), Some(last)]];
        let before = vec![Some(self.any(draw)), Some(self.any(draw))];
        if draw.chance(500) && before != outcomes[0] {
            outcomes.insert(0, before);
        }
        families.push(Family {
            children: 2,
            outcomes,
            held: None,
            common: vec![draw.below_u64(u64::MAX / 2), draw.below_u64(u64::MAX / 2)],
            fixed: vec![(0, pools[0], 1), (1, last, 2)],
        });
        for i in 1..=links as usize {
            let (up, own) = (pools[i - 1], pools[i]);
            let mut list = vec![up, own];
            let extra = self.any(draw);
            if draw.chance(400) && !list.contains(&extra) {
                list.insert(if draw.chance(300) { 0 } else { 2 }, extra);
            }
            families.push(Family {
                children: 1,
                outcomes: list.into_iter().map(|p| vec![Some(p)]).collect(),
                held: None,
                common: vec![draw.below_u64(u64::MAX / 2)],
                fixed: vec![(0, up, 2), (0, own, 1)],
            });
        }
        pools
    }

    /// A pool of the region.
    fn any(&self, draw: &mut Draw) -> u32 {
        self.first + draw.below(self.options.pools)
    }

    fn family(&self, draw: &mut Draw, children: u32, seats: &mut [u32]) -> Family {
        let all = self.options.regions * self.options.pools;
        let linked = draw.chance(self.options.link_permille);
        let held = draw.chance(self.options.holder_permille).then(|| self.any(draw));
        if let Some(pool) = held {
            seats[pool as usize] += 1;
        }
        let mut outcomes: Vec<Vec<Option<u32>>> = Vec::new();
        let wanted = 1 + draw.below(3 + children);
        for _ in 0..wanted * 3 {
            if outcomes.len() as u32 == wanted {
                break;
            }
            let together = draw.chance(400);
            let mut outcome: Vec<Option<u32>> = Vec::with_capacity(children as usize);
            for child in 0..children as usize {
                let away = if linked && draw.chance(400) { self.options.pools } else { 0 };
                let pool =
                    if together && child > 0 { outcome[0] } else { Some((self.any(draw) + away) % all) };
                outcome.push(pool);
            }
            // Now and then the younger children stay at home.
            if children > 1 && draw.chance(150) {
                outcome[1..].fill(None);
            }
            let stays = outcome[0] == held && outcome[1..].iter().all(Option::is_none);
            if !stays && !outcomes.contains(&outcome) {
                outcomes.push(outcome);
            }
        }
        if held.is_some() {
            let mut stay = vec![None; children as usize];
            stay[0] = held;
            outcomes.push(stay);
        }
        let common = (0..children).map(|_| draw.below_u64(u64::MAX / 2)).collect();
        Family { children, outcomes, held, common, fixed: Vec::new() }
    }
}

/// Ranks the claimants of every pool and builds the market.
fn freeze(
    options: &KnotOptions,
    draw: &mut Draw,
    seats: &[u32],
    families: &[Family],
) -> Result<Market, Vec<MarketError>> {
    // Per pool: place, family, child. Knots come first by their small places, chance decides about the others.
    let mut ranked: Vec<Vec<(u64, u32, u32)>> = vec![Vec::new(); seats.len()];
    let mut listed: Vec<Vec<(u32, u32)>> = Vec::with_capacity(families.len());
    for (f, family) in (0..).zip(families) {
        let mut entries: Vec<(u32, u32)> = Vec::new();
        let pairs = family.outcomes.iter().flat_map(|o| (0..).zip(o).filter_map(|(c, p)| Some((c, (*p)?))));
        for (child, pool) in pairs {
            if entries.contains(&(child, pool)) {
                continue;
            }
            entries.push((child, pool));
            let fixed = family.fixed.iter().find(|&&(c, p, _)| (c, p) == (child, pool));
            let place = match fixed {
                Some(&(_, _, place)) => place,
                None if draw.chance(options.clash_permille) => 3 + draw.below_u64(u64::MAX / 2),
                None => 3 + family.common[child as usize],
            };
            if (child, Some(pool)) != (0, family.held) {
                ranked[pool as usize].push((place, f, child));
            }
        }
        entries.sort_unstable();
        listed.push(entries);
    }
    let mut ranks: Vec<Vec<(u32, u32, u32)>> = vec![Vec::new(); families.len()];
    for (pool, mut order) in (0..).zip(ranked) {
        order.sort_unstable();
        for (place, (_, f, child)) in (0..).zip(order) {
            ranks[f as usize].push((child, pool, 1 + place / options.class_size));
        }
    }
    let mut builder = MarketBuilder::new();
    let pools: Vec<PoolId> =
        (0..).zip(seats).map(|(i, &n)| builder.add_pool(FacilityId::new(i), n)).collect();
    let mut order: Vec<usize> = (0..families.len()).collect();
    order.sort_by_key(|&f| families[f].common.iter().min());
    let mut precedence = vec![0; families.len()];
    (0..).zip(order).for_each(|(place, f)| precedence[f] = place);
    for (f, family) in families.iter().enumerate() {
        let household: HouseholdId = builder.add_household(precedence[f]);
        let mut claimants: Vec<(u32, u32, ClaimantId)> = Vec::with_capacity(listed[f].len());
        for child in 0..family.children {
            let id: ChildId = builder.add_child(household);
            for &(_, pool) in listed[f].iter().filter(|&&(c, _)| c == child) {
                let rank = ranks[f].iter().find(|&&(c, p, _)| (c, p) == (child, pool));
                // Only the seat that the child holds has no rank.
                let rank = rank.map_or(RankClass::HELD, |&(_, _, rank)| RankClass::new(rank));
                claimants.push((child, pool, builder.add_claimant(id, pools[pool as usize], rank)));
            }
        }
        for outcome in &family.outcomes {
            let wish: Vec<ClaimantId> = claimants
                .iter()
                .filter(|&&(child, pool, _)| outcome[child as usize] == Some(pool))
                .map(|&(_, _, claimant)| claimant)
                .collect();
            builder.add_wish(household, &wish);
        }
    }
    builder.build()
}
