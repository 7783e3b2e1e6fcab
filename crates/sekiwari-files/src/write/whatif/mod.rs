//! What is written of scenarios beside their baseline.

mod columns;
mod document;
mod tables;

pub use columns::{EFFECTS, GAINS_LOSSES, WHATIF_PLACES, WHATIF_TABLES};
pub use document::{
    WhatifBandJson, WhatifBehaviourJson, WhatifChildJson, WhatifFacts, WhatifFigureJson, WhatifJson,
    WhatifListedJson, WhatifModelJson, WhatifNumberJson, WhatifPlaceJson, WhatifRuleJson, WhatifScenarioJson,
};
pub(super) use document::{decimal, figures, number};
pub(super) use tables::write_effects;
pub use tables::write_whatif;
