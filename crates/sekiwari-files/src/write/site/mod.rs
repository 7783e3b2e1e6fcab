//! What is written of the choice of sites.

mod columns;
mod document;
mod tables;

pub use columns::{SITE_CANDIDATES, SITE_CHOICES, SITE_GUIDES, SITE_SEQUENCE, SITE_TABLES};
pub use document::{
    Guide, SiteAloneJson, SiteChoiceJson, SiteFacts, SiteGuideJson, SiteJson, SiteLimitsJson, SitePartJson,
    SiteStepJson, SiteWorthJson,
};
pub use tables::{site_names, write_site};
