//! What would have sufficed: `sufficed.csv` and `sufficed.json`, for every child with a wish above its outcome.

mod counts;
mod document;
mod figures;
mod found;
mod nursery;
mod table;

pub use counts::{
    SufficedAddedJson, SufficedClassJson, SufficedCountsJson, SufficedDaysJson, SufficedFiguresJson,
    SufficedGradeJson, SufficedGroupJson, SufficedPoolJson, SufficedStepJson, SufficedTermsJson,
};
pub use document::{
    LooserTermsJson, MorePointsJson, MoreSeatsJson, SufficedChildJson, SufficedJson, SufficedWishJson,
    TriedJson,
};
pub use table::write_sufficed;

pub(super) use figures::Figures;
pub(super) use found::{Counting, Found, terms_of};
