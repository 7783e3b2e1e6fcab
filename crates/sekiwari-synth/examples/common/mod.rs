//! Markets as lines of JSON, for programs in other languages.
//!
//! ```text
//! {"name": "knots-7", "seed": 7, "ties": false, "pools": [2, 1],
//!  "households": [{"children": 2, "precedence": 0, "held": false, "wishes": [[[0, 3, 0], [1, 2, 1]]]}]}
//! ```
//!
//! `pools`: seats. `wishes`: best first, each a list of claims `[pool, rank class, child]`; children are numbered within their
//! household, rank class 0 is a seat held today, smaller comes first. `held`: the household is never left out, its last
//! wish is to stay.

use sekiwari::market::{ChildId, ClaimantId, FacilityId, Market, MarketBuilder, PoolId, RankClass};
use serde_json::{Value, json};
use std::error::Error;

/// A market with the name and seed it goes by.
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) seed: u64,
    pub(crate) market: Market,
}

/// One line, without the line end.
#[allow(dead_code, reason = "one of two programs writes")]
pub(crate) fn write(named: &Named) -> String {
    let market = &named.market;
    let households: Vec<Value> = market
        .households()
        .map(|h| {
            let first = market.children(h).next().map_or(0, ChildId::index);
            let claims = |w| {
                let claim = |c: &sekiwari::market::Claim| {
                    json!([c.pool.index(), c.rank.get(), c.child.index() - first])
                };
                market.claims(w).iter().map(claim).collect::<Vec<_>>()
            };
            json!({
                "children": market.children(h).len(),
                "precedence": market.precedence(h),
                "held": market.holds_seat(h),
                "wishes": market.wishes(h).map(claims).collect::<Vec<_>>(),
            })
        })
        .collect();
    let pools: Vec<u32> = market.pools().iter().map(|p| p.seats).collect();
    json!({
        "name": named.name, "seed": named.seed, "ties": market.has_ties(), "pools": pools, "households": households,
    })
    .to_string()
}

/// Reads a line that [`write`] has written.
#[allow(dead_code, reason = "one of two programs reads")]
pub(crate) fn read(line: &str) -> Result<Named, Box<dyn Error>> {
    let value: Value = serde_json::from_str(line)?;
    let mut builder = MarketBuilder::new();
    let mut pools: Vec<PoolId> = Vec::new();
    for (i, seats) in (0..).zip(array(&value, "pools")?) {
        pools.push(builder.add_pool(FacilityId::new(i), number(seats)? as u32));
    }
    for household in array(&value, "households")? {
        let id = builder.add_household(number(&household["precedence"])? as u32);
        let children: Vec<ChildId> =
            (0..number(&household["children"])?).map(|_| builder.add_child(id)).collect();
        let mut known: Vec<(u64, u64, ClaimantId)> = Vec::new();
        for wish in array(household, "wishes")? {
            let mut claimants = Vec::new();
            for claim in wish.as_array().ok_or("a wish is a list of claims")? {
                let (pool, rank, child) = (number(&claim[0])?, number(&claim[1])?, number(&claim[2])?);
                let same = known.iter().find(|&&(c, p, _)| (c, p) == (child, pool));
                claimants.push(match same {
                    Some(&(_, _, claimant)) => claimant,
                    None => {
                        let kid = *children.get(child as usize).ok_or("no such child")?;
                        let at = *pools.get(pool as usize).ok_or("no such pool")?;
                        let claimant = builder.add_claimant(kid, at, RankClass::new(rank as u32));
                        known.push((child, pool, claimant));
                        claimant
                    }
                });
            }
            builder.add_wish(id, &claimants);
        }
    }
    let market = builder.build().map_err(|errors| format!("{errors:?}"))?;
    let name = value["name"].as_str().unwrap_or_default().to_owned();
    Ok(Named { name, seed: value["seed"].as_u64().unwrap_or(0), market })
}

fn array<'a>(value: &'a Value, key: &str) -> Result<&'a Vec<Value>, String> {
    value[key].as_array().ok_or_else(|| format!("`{key}` is not a list"))
}

fn number(value: &Value) -> Result<u64, String> {
    value.as_u64().filter(|&n| n <= u64::from(u32::MAX)).ok_or_else(|| format!("{value} is not a number"))
}
