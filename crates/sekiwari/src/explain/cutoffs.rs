//! How far down each pool admitted.

use super::Decided;
use super::decided::pools;
use crate::market::{ClaimantId, PoolId};

/// What a pool admitted.
///
/// `applicants` and `first_wishes` leave out children at the seat they hold; they are in `kept` if they stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutOff {
    /// The pool.
    pub pool: PoolId,
    /// Seats, open and held.
    pub seats: u32,
    /// Seats open in this round.
    pub open: u32,
    /// Seats held by applicants when the round began.
    pub held: u32,
    /// Children who list it first. Where a class has reserved seats: who would sit on these before any others of it.
    pub first_wishes: u32,
    /// Children who list it at all. For a soft reserve that is everybody who may have what is left of it.
    pub applicants: u32,
    /// Seats taken now.
    pub taken: u32,
    /// Those of them that were held before by the same child.
    pub kept: u32,
    /// Seats left empty.
    pub left: u32,
    /// The lowest in the order of priority among those admitted anew.
    pub lowest: Option<ClaimantId>,
    /// The place of `lowest` among the applicants, whether they still want the seat or not: 1 for the first; equals
    /// share a place.
    pub lowest_place: Option<u32>,
    /// Children who wait for a seat here and are at most one place below `lowest`: the same score with every tie key
    /// (the lottery decided), or the very next score. 0 if nobody was admitted anew.
    pub near: u32,
}

/// The cut-off of every pool that can have seats, by facility and classes, reserves after open seats. Cost: linear in the claimants.
pub fn cut_offs(decided: &Decided<'_>) -> Vec<CutOff> {
    let (round, market, compiled) = (decided.round, decided.market, decided.compiled);
    let mut first_wishes = vec![0u32; market.pools().len()];
    for (i, child) in round.children().iter().enumerate() {
        if round.pin(i as u32).is_none()
            && round.list(i as u32).first().is_some_and(|&f| child.current != Some(f))
        {
            let first = compiled.claimants_of(round.list_offset(i as u32)).next();
            first.into_iter().for_each(|c| first_wishes[market.claimant(c).pool.index()] += 1);
        }
    }
    let mut list: Vec<CutOff> = real_pools(decided)
        .map(|pool| {
            let label = &compiled.pools[pool.index()];
            let seats = market.pool(pool).seats;
            let taken = decided.sitting(pool).len() as u32;
            let lowest = decided.lowest_sitting(pool).filter(|&c| !decided.rank(c).is_held());
            // Places are counted in classes of equal scores, whatever the lottery made of them.
            let class = |c: ClaimantId| compiled.market.claimant(c).rank.get();
            let near = lowest.map_or(0, |lowest| {
                let waiting = market.pool_claimants(pool).iter();
                waiting
                    .filter(|&&c| decided.waiting_place(c).is_some() && class(c) <= class(lowest) + 1)
                    .count() as u32
            });
            let place = |lowest| {
                let order = market.pool_claimants(pool);
                let better = order.iter().take_while(|&&c| decided.rank(c) < decided.rank(lowest));
                let applies = |c: &&ClaimantId| !decided.rank(**c).is_held() && decided.is_first(**c);
                better.filter(applies).count() as u32 + 1
            };
            CutOff {
                pool,
                seats,
                open: label.open,
                held: label.held,
                first_wishes: first_wishes[pool.index()],
                applicants: decided.applicants(pool),
                taken,
                kept: decided.kept(pool),
                left: seats.saturating_sub(taken),
                lowest,
                lowest_place: lowest.map(place),
                near,
            }
        })
        .collect();
    list.sort_by_key(|c| pool_order(decided, c.pool));
    list
}

/// Pools that stand for seats, not for wishes that can never be given.
pub(super) fn real_pools<'d>(decided: &'d Decided<'_>) -> impl Iterator<Item = PoolId> + use<'d> {
    let labels = &decided.compiled.pools;
    pools(decided.market).filter(|p| labels[p.index()].classes.is_some())
}

pub(super) fn pool_order(decided: &Decided<'_>, pool: PoolId) -> impl Ord + use<> {
    let label = &decided.compiled.pools[pool.index()];
    (label.facility, label.classes, label.reserve)
}
