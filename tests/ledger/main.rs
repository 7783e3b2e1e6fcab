//! The ledger as users break it: killed processes, two at once, tampering, files that are none, hostile texts.

// Helpers of tests outside test functions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod append_only;
mod broken_files;
mod corrections;
mod course;
mod export;
mod independent;
mod killed;
mod refused;
mod support;
mod tampered;
mod together;
