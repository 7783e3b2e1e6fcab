//! A fiscal year (年度): rounds in a row, and what happens between them.
//!
//! An office enters [`Event`]s in its book: the year opens, a round is held, a family declines, a seat is added. [`Year`] is
//! how things stand after them: every child that ever appeared is in exactly one place, every seat is open or taken. An event
//! that does not fit is refused with the reason ([`YearError`]) and changes nothing, so a book that was accepted is
//! consistent.
//!
//! | question | answer |
//! |---|---|
//! | how do things stand? | [`Year::child`], [`Year::seats`], [`Year::tally`] |
//! | who is in the next round, and which seats are open? | [`Year::next_round`] |
//! | a family declines: what now? | [`Year::last_round_again`], decided near to what was decided ([`Year::earlier`]), entered as [`Redecided`] |
//! | who moves because of it? | [`cascade::Cascade`] |
//! | what of April? | [`Year::turn`] |
//!
//! A year is one fiscal year; its first round mostly is held before it begins. The days of events are those of the book, not
//! of a clock.
//!
//! # Example
//!
//! Two children want the only seat; the first declines it, and the second gets it in the next round.
//!
//! ```
//! use jiff::civil::date;
//! use sekiwari::priority::Thousandths;
//! use sekiwari::programme::nursery::year::*;
//! use sekiwari::programme::nursery::*;
//!
//! let class = AgeClass::new(1).unwrap();
//! let facility = Facility { partners: Vec::new(), care_kinds: Vec::new(),
//!     id: "F1".into(), name: String::new(), kind: None, district: None, position: None, min_age_days: None,
//! };
//! let key = SeatKey { facility: "F1".into(), classes: ClassSet::one(class), reserve: None };
//! let opened = YearOpened {
//!     fiscal_year: 2026,
//!     facilities: vec![facility],
//!     seats: vec![SeatsOpen { key: key.clone(), seats: 1 }],
//!     ..YearOpened::default()
//! };
//! let mut year = Year::open(&Event { date: date(2025, 10, 24), what: What::Opened(opened) })?;
//! for (child, points) in [("C1", 40), ("C2", 30)] {
//!     let record = Child { affiliation: Default::default(), id: child.into(), class, birth_date: None, current: None, district: None, position: None };
//!     let score = ScoreLine { facility: None, points: Thousandths(points * 1000), ties: Box::new([]) };
//!     let applicant = Applicant {
//!         record, current: None, list: vec!["F1".into()], scores: vec![score], need: Need::Lasts,
//!     };
//!     let application =
//!         Application { household: format!("H-{child}"), children: vec![applicant], terms: None, joint: vec![] };
//!     year.apply(&Event { date: date(2025, 11, 21), what: What::Applied(application) })?;
//! }
//! let ask = NextRound { name: "first".into(), entry_date: date(2026, 4, 1), movers: Movers::None };
//! let next = year.next_round(&ask);
//! assert_eq!(next.entrants.len(), 2);
//!
//! // The round is decided (see `sekiwari::solve`), and entered.
//! let won = |child: &str, facility: Option<&str>| Outcome {
//!     child: child.into(), facility: facility.map(str::to_owned), reserve: None, wish_rank: facility.map(|_| 1),
//! };
//! let outcomes = vec![won("C1", Some("F1")), won("C2", None)];
//! let held = RoundHeld { label: "first".into(), data: next.data, outcomes, by_hand: vec![] };
//! year.apply(&Event { date: date(2026, 1, 15), what: What::RoundHeld(held) })?;
//! let declined = Declined { child: "C1".into(), reason: "moves away".into(), then: AfterDecline::Leaves };
//! year.apply(&Event { date: date(2026, 1, 31), what: What::Declined(declined) })?;
//!
//! assert_eq!(year.seats_of(&key).unwrap().open, 1);
//! let second = year.next_round(&NextRound { name: "second".into(), ..ask });
//! assert_eq!(second.entrants[0].child, "C2");
//! # Ok::<(), YearError>(())
//! ```

mod apply;
pub mod cascade;
mod error;
mod event;
mod lists;
mod next;
mod state;
mod turn;

pub use error::YearError;
pub use event::{
    AfterDecline, Applicant, Application, CapacityChanged, Continuing, Declined, Event, FamilyWishes,
    FamilyWishesChanged, JointWish, ManualDecision, Need, NeedChecked, OpeningChild, OpeningPlace, Outcome,
    Redecided, Released, RoundHeld, ScoreLine, SeatKey, SeatsOpen, UnnamedLeft, What, WishesChanged,
    Withdrawn, YearLimit, YearOpened,
};
pub use next::{Entrant, LeftOut, Movers, Next, NextRound, Role};
pub use state::{Family, Held, Part, Place, Registered, Related, Seated, SeatedBy, Seats, Standing, Year};
pub use turn::{NextYear, SeatCount, TooManyStay, Turn};
