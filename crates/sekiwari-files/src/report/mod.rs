//! The page a planner opens.
/// The page's file.
pub const REPORT: &str = "report.html";
