//! The market of day services: openings on dates, requests with ranked stays, limits that bind at once. Frozen and valid by
//! construction.
//!
//! A pool of seats cannot say that a room takes one disease, or how many teachers the children who come will need; so day
//! services have a market of their own, solved, judged and explained by rooms of the same names.
//!
//! | term | meaning |
//! |---|---|
//! | [`Opening`] (開設) | one service of one site on one date, cut into *slots* (half days, hours) |
//! | [`Member`] | one child of a request: what it takes of an opening's limits |
//! | [`Stay`] (利用) | one acceptable outcome of a request: an opening and the slots in which its members are there |
//! | [`Request`] (申込) | one child, or siblings who come together or not at all, with stays ranked best first |
//! | [`Quota`] (上限) | what a child may take in all: days of a week or month, one place at a time |
//! | [`Freed`] | a regular seat that is free in an opening because a request of an earlier stage is granted |
//!
//! **Feasible**: every limit of every opening holds in every slot for those who come; every quota holds; a fixed request
//! has its first stay. Leaving somebody out never breaks a limit, so a part of a feasible answer is feasible - but for
//! freed seats, which belong to the stages that follow.
//!
//! **Who comes before whom**: smaller [`Request::stage`], then fixed before open, then smaller [`Request::need`], then fewer
//! uses so far (its own earlier uses and those granted in this market, see [`DayMarket::uses`]), then smaller [`Request::turn`].
//! Which of `need`, `uses` and further keys count, and in which order, is said by [`Keys`].
//!
//! # Example
//!
//! Two children, one seat on one day; the second is in greater need.
//!
//! ```
//! use sekiwari::market::day::{DayMarketBuilder, Limits, Member, NewRequest, NewStay, Slots};
//!
//! let mut b = DayMarketBuilder::new(2);
//! let opening = b.add_opening(0, 0, Limits::seats(&[1, 1]));
//! for (child, need) in [(0, 1), (1, 0)] {
//!     b.add_request(NewRequest {
//!         need,
//!         turn: child,
//!         members: vec![Member::new(child, 3)],
//!         stays: vec![NewStay { opening, slots: Slots::first(2), rank: 1, takes: vec![] }],
//!         ..NewRequest::default()
//!     });
//! }
//! let market = b.build().expect("a valid market");
//! assert_eq!(market.requests().len(), 2);
//! ```

mod answer;
mod builder;
mod error;
mod frozen;
mod limits;
mod slots;

pub use answer::{DayAnswer, Given};
pub use builder::{DayMarketBuilder, NewRequest, NewStay};
pub use error::DayMarketError;
pub use frozen::{DayMarket, Freed, Opening, Quota, Request, Stay};
pub use limits::{
    Band, Group, Handling, Illness, KeyPart, Keys, LimitKind, Limits, Member, Nurses, Room, RoomKind, Rooms,
    Rounding, Staff,
};
pub use slots::Slots;

/// Age classes are numbers below this: 0 to 5 before school, 6 and more for grades.
pub const CLASSES: usize = 16;
