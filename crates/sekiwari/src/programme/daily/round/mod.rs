//! A round of day services.

mod data;

pub use data::{
    Age, Cap, Child, Closure, Disease, DiseaseRule, Enrolled, Entitlement, Offer, Per, RequestRow, RoundData,
    Rules, Session, SessionRow, Site, State, TeacherRule, UsageRow,
};
