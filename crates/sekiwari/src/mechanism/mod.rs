//! Mechanisms: one rule, one file. Each takes a market and returns an [`Outcome`]; none judges itself.
//!
//! | name | stable? | strategy-proof (single children)? | wasted seats? | complexity |
//! |---|---|---|---|---|
//! | `stable-optimal` (the room `exact`) | yes, or it says that none exists | with single children | none if stable | close to linear in practice, NP-hard at worst |
//! | [`points-order`](points_order) | no (yes with one order everywhere and single children without held seats) | as stable | none | passes x wishes |
//! | [`wish-order`](wish_order) | no | no | none | steps x applicants |
//! | [`first-choice`](first_choice) | no | no | yes | wishes |
//! | [`deferred-acceptance`](deferred_acceptance) | yes for single children; with siblings if it says so | yes / no with siblings | none if stable | wishes x log seats |
//! | [`cutoff`] | without limits yes; with limits fair | yes | none without limits | claimants |
//! | [`max_placement`] | no | no | single children: none | close to linear |
//!
//! Mechanisms expect strict priorities ([`crate::market::Market::break_ties`]); inside a rank class they take the smaller
//! claimant id first.

pub mod cutoff;
pub mod deferred_acceptance;
pub mod first_choice;
pub mod max_placement;
mod occupancy;
pub mod points_order;
pub mod wish_order;

use crate::market::{Allocation, Bounds, Market, Outcome, Statistics, Status};

/// The rules to choose from. One name everywhere: configuration, command line, documents.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Mechanism {
    /// A stable allocation that seats the most children, proven (安定最適); see `exact`.
    #[default]
    StableOptimal,
    /// Households in priority order take their best feasible wish (指数順).
    PointsOrder,
    /// All first wishes before any second wish (希望順位優先).
    WishOrder,
    /// Every facility goes down the list of those who name it first (第1希望のみ).
    FirstChoice,
    /// Child-proposing deferred acceptance, households by re-insertion (受入保留方式).
    DeferredAcceptance,
    /// Every facility admits down to a cut-off, as low as its seats and limits allow (基準点方式).
    Cutoff,
    /// Most children seated, whoever comes first (最多入所).
    MaxPlacement,
}

impl Mechanism {
    /// All mechanisms with the names used in files.
    pub const NAMES: &'static [(&'static str, Mechanism)] = &[
        ("stable-optimal", Mechanism::StableOptimal),
        ("points-order", Mechanism::PointsOrder),
        ("wish-order", Mechanism::WishOrder),
        ("first-choice", Mechanism::FirstChoice),
        ("deferred-acceptance", Mechanism::DeferredAcceptance),
        ("cutoff", Mechanism::Cutoff),
        ("max-placement", Mechanism::MaxPlacement),
    ];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Mechanism::StableOptimal => "stable-optimal",
            Mechanism::PointsOrder => "points-order",
            Mechanism::WishOrder => "wish-order",
            Mechanism::FirstChoice => "first-choice",
            Mechanism::DeferredAcceptance => "deferred-acceptance",
            Mechanism::Cutoff => "cutoff",
            Mechanism::MaxPlacement => "max-placement",
        }
    }

    /// The mechanism of a name used in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|&(_, m)| m)
    }
}

/// What equal rank classes mean.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Ties {
    /// The lottery decides; its order binds like any priority.
    #[default]
    Strict,
    /// The order inside a class is free; equals never displace each other.
    Weak,
}

impl Ties {
    /// All values with the names used in files.
    pub const NAMES: &'static [(&'static str, Ties)] = &[("strict", Ties::Strict), ("weak", Ties::Weak)];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Ties::Strict => "strict",
            Ties::Weak => "weak",
        }
    }

    /// The value of a name used in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|&(_, t)| t)
    }
}

/// Why a mechanism cannot run on a market at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MechanismError {
    /// Facility-wide limits break the assumptions of the rule.
    #[error("{mechanism} cannot keep facility-wide limits")]
    LimitsNotSupported {
        /// The rule's name.
        mechanism: &'static str,
    },
    /// Some household needs several seats at once (siblings decided together, several days).
    #[error("{mechanism} decides child by child; a household here needs several seats at once")]
    SeveralClaims {
        /// The rule's name.
        mechanism: &'static str,
    },
}

/// An outcome about which nothing is proven beyond what counting shows.
fn unproven(market: &Market, allocation: Allocation, statistics: Statistics) -> Outcome {
    Outcome {
        allocation,
        status: Status::Feasible,
        bounds: trivial_bounds(market),
        placement_max: None,
        rank_sum_min: None,
        statistics,
    }
}

/// Bounds that hold for any market: children with a claim on some seat, and seats with a claimant.
pub fn trivial_bounds(market: &Market) -> Bounds {
    let mut can_be_seated = vec![false; market.child_count()];
    for c in market.claimants().iter().filter(|c| market.pool(c.pool).seats > 0) {
        can_be_seated[c.child.index()] = true;
    }
    let children = can_be_seated.iter().filter(|&&can| can).count() as u64;
    let seats: u64 = (0..market.pools().len() as u32)
        .map(crate::market::PoolId::new)
        .map(|p| u64::from(market.pool(p).seats).min(market.pool_claimants(p).len() as u64))
        .sum();
    Bounds { blocking_households_min: 0, seated_max: children.min(seats) as u32 }
}
