//! placeholder
pub mod results;
pub mod write;
