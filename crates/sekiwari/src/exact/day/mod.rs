//! Day services decided exactly: who comes, where and when, and in which room.
//!
//! | rule | who | where |
//! |---|---|---|
//! | [`DayRule::Priority`] | in order; each is granted if there is *any* way to place it beside all granted before | then each in that order gets its best wish that leaves everybody granted |
//! | [`DayRule::FirstCome`] | by the time of the request, nobody is moved | the best wish that is free |
//! | [`DayRule::PointsOrder`] | in order, nobody is moved | the best wish that is free |
//!
//! **Guarantees of `priority`.** No request is refused while one behind it in the order could make room for it, however everybody is
//! rearranged. Where each request takes one seat (one child, one slot or all alike), the sets that can be placed together are
//! a matroid (Edmonds and Fulkerson 1965), so going in order also serves the most requests of every class of need and is
//! leximin fair in uses; the rule is the priority mechanism of Roth, Sönmez and Ünver (2005) for day services. Where whole days,
//! siblings, infants or separated diseases take more than others, the order still holds: nobody is passed over because two
//! smaller requests would fit in its place.
//!
//! **Why by order and not by number.** A rule that serves the most requests would turn away infants (who need more teachers),
//! whole days, siblings and separated diseases whenever two others fit in their place.
//!
//! **Cost.** Per request its stays if it fits at once; else a search over those who could make room, linear in them and their
//! stays; in the rare rest an exhaustive search with a limit of steps, after which nothing is claimed.

mod board;
mod chain;
mod desk;
mod doubts;
mod exhaust;
mod limits;
mod loose;
mod near;
mod order;
mod rooms;
mod seek;
mod simple;
mod solution;
mod standing;
mod wishes;
mod witness;

pub use desk::{Desk, DeskState};
pub use limits::LimitAt;
pub use solution::{DayError, DaySolution, DayStatistics, Fate, Refusal};
pub use standing::{Blocked, Standing};
pub use witness::Witness;

use super::Control;
use crate::market::day::{DayMarket, KeyPart, Keys};
use board::Board;
use seek::Seeker;
use solution::Record;

/// How a market of day services is decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DayRule {
    /// In order, everybody moved as is needed (優先順位方式).
    #[default]
    Priority,
    /// By the time of the request (申込順方式).
    FirstCome,
    /// In order, nobody moved (逐次方式).
    PointsOrder,
}

impl DayRule {
    /// Names in files.
    pub const NAMES: &'static [(&'static str, DayRule)] = &[
        ("priority", DayRule::Priority),
        ("first-come", DayRule::FirstCome),
        ("points-order", DayRule::PointsOrder),
    ];

    /// The name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            DayRule::Priority => "priority",
            DayRule::FirstCome => "first-come",
            DayRule::PointsOrder => "points-order",
        }
    }

    /// The rule of a name in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, rule)| *rule)
    }

    /// By what the rule puts requests in order: only `priority` asks wish by wish, and `first-come` knows nothing but the time.
    pub fn keys(self, market: &DayMarket) -> Keys {
        let Keys(all) = market.keys();
        match self {
            DayRule::Priority => Keys(all.clone()),
            DayRule::PointsOrder => Keys(all.iter().copied().filter(|k| *k != KeyPart::Wish).collect()),
            DayRule::FirstCome => Keys(vec![KeyPart::Time]),
        }
    }
}

/// What is asked.
#[derive(Clone)]
pub struct DayOptions<'a> {
    /// The rule.
    pub rule: DayRule,
    /// Steps that the exhaustive search for one request may take.
    pub steps: u64,
    /// Steps that all these searches may take together.
    pub budget: u64,
    /// Long searches for one request that may end without an answer; after them only short ones are made.
    pub searches: u32,
    /// Stops the search. What is not decided then is decided as things stand, and said to be unproven.
    pub control: Control<'a>,
}

impl Default for DayOptions<'_> {
    fn default() -> Self {
        Self {
            rule: DayRule::default(),
            steps: 2_000,
            budget: 5_000_000,
            searches: 500,
            control: Control::default(),
        }
    }
}

/// Decides a market.
///
/// # Errors
/// [`DayError`] if what is fixed already breaks a limit.
///
/// ```
/// use sekiwari::exact::day::{DayOptions, solve};
/// use sekiwari::market::day::{DayMarketBuilder, Limits, Member, NewRequest, NewStay, Slots};
///
/// // The first child would do with either site, the second only with the one that the first likes better.
/// let mut b = DayMarketBuilder::new(1);
/// let sites = [0, 1].map(|site| b.add_opening(site, 0, Limits::seats(&[1])));
/// for (child, list) in [(0, &sites[..]), (1, &sites[..1])] {
///     let stay = |(i, &opening)| NewStay { opening, slots: Slots::first(1), rank: i as u32 + 1, takes: vec![] };
///     b.add_request(NewRequest {
///         turn: child,
///         members: vec![Member::new(child, 3)],
///         stays: list.iter().enumerate().map(stay).collect(),
///         ..NewRequest::default()
///     });
/// }
/// let solution = solve(&b.build().expect("valid"), &DayOptions::default()).expect("nothing is fixed");
/// assert_eq!(solution.answer.granted(), 2);
/// assert!(solution.is_proven());
/// ```
pub fn solve(market: &DayMarket, options: &DayOptions<'_>) -> Result<DaySolution, DayError> {
    let mut board = Board::new(market);
    let mut record = Record::new(market);
    simple::place_fixed(&mut board)?;
    let mut stages: Vec<u8> = market.requests().map(|r| r.stage()).collect();
    stages.sort_unstable();
    stages.dedup();
    let mut seeker = Seeker::new(board, options.steps, options.budget, options.searches);
    for stage in stages {
        match options.rule {
            DayRule::Priority => {
                let granted = order::decide(&mut seeker, stage, &mut record, &options.control);
                wishes::improve(&mut seeker, &granted, &mut record, &options.control);
            }
            rule => simple::decide(&mut seeker.board, stage, rule, &mut record),
        }
        simple::freeze(&mut seeker.board, stage);
        seeker.doubts.clear();
    }
    Ok(record.finish(&seeker.board, seeker.regions.witnesses))
}
