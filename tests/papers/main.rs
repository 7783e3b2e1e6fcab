//! Worked examples from papers, one file a paper.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

#[path = "../support/mod.rs"]
mod support;

mod erdil_ergin_2008;
mod gale_shapley_1962;
mod hafalir_yenmez_yildirim_2013;
mod kamada_kojima_2024;
mod klaus_klijn_2005;
mod manlove_2002;
mod mcvitie_wilson_1971;
