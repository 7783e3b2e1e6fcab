//! The program as people run it: the real binary, in temporary folders.

// Helpers of tests outside test functions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod access;
mod browser;
mod club;
mod club_compare;
mod club_letters;
mod club_points;
mod commands;
mod conflict;
mod count;
mod daily;
mod decisions;
mod fairness;
mod frontier;
mod interrupted;
mod ledger;
mod letters;
mod marks;
mod near;
mod objective;
mod plan;
mod proof;
mod readme;
mod refused;
mod report;
mod restore;
mod same;
mod samples;
mod score;
mod seats;
mod simulate;
mod site;
mod sufficed;
mod summary;
mod support;
mod sweep;
mod typed;
mod weak;
mod whatif;
mod workbook;
mod worth;
mod wrong;
mod years;
