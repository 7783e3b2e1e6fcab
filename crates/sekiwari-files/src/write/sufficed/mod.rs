//! What would have sufficed: `sufficed.csv` and `sufficed.json`, for every child with a wish above its outcome.

mod counts;
mod document;
mod figures;
mod table;

pub use counts::{
    SufficedAddedJson, SufficedClassJson, SufficedCountsJson, SufficedFiguresJson, SufficedGroupJson,
    SufficedPoolJson, SufficedStepJson, SufficedTermsJson,
};
pub use document::{
    LooserTermsJson, MorePointsJson, MoreSeatsJson, SufficedChildJson, SufficedJson, SufficedWishJson,
    TriedJson,
};
pub use table::write_sufficed;
