//! `--near`: an earlier decision that the new one is to change as little as can be.

use sekiwari::Lang;
use sekiwari::market::{Goal, Goals, Market};
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari_files::finding::Findings;
use sekiwari_files::review::{earlier_decision, read_allocation};
use sekiwari_files::round::LoadedRound;
use std::path::Path;

use crate::failure::Failure;

/// The market with the earlier decision of a table beside it; what is odd in the table goes to the findings.
///
/// # Errors
/// [`Failure`] if there is no such file.
pub(crate) fn beside(
    market: &Market,
    table: &Path,
    loaded: &LoadedRound,
    findings: &mut Findings,
) -> Result<Market, Failure> {
    let bytes = std::fs::read(table).map_err(|e| Failure::io(table, &e))?;
    let name = table.file_name().unwrap_or(table.as_os_str()).to_string_lossy();
    let earlier = read_allocation(bytes, &name, findings)
        .map(|stated| earlier_decision(&loaded.round, &stated, findings))
        .unwrap_or_default();
    Ok(market.with_earlier(earlier))
}

/// The objective with as few changes as can be in front, where it does not say itself when they count.
pub(super) fn objective(goals: Goals) -> Goals {
    if goals.as_slice().contains(&Goal::Unchanged) { goals } else { goals.near() }
}

/// Why changes cannot be counted, if so.
pub(super) fn refusal(goals: &Goals, near: bool, mechanism: Mechanism, ties: Ties) -> Option<Failure> {
    let counts = goals.as_slice().contains(&Goal::Unchanged);
    if counts && !near {
        return Some(Failure::new(
            "目的 unchanged には、前の決定が必要です。--near で前の allocation.csv を示してください。",
            "the goal unchanged needs an earlier decision: name its allocation.csv with --near",
        ));
    }
    let searches = mechanism == Mechanism::StableOptimal && ties == Ties::Strict;
    (near && !searches).then(|| {
        Failure::new(
            "--near は stable-optimal と ties = strict のときだけ使えます。",
            "--near needs stable-optimal with ties = strict",
        )
    })
}

/// How many children of an earlier decision are left as they were, for people.
pub(super) fn told(compared: u32, unchanged: u32, lang: Lang) -> String {
    let changed = compared - unchanged;
    lang.pick(
        format!(
            "前の決定との比較: {compared} 人のうち {unchanged} 人は変わらず、{changed} 人が変わりました。\n"
        ),
        format!(
            "against the earlier decision: {unchanged} of {compared} children as before, {changed} changed\n"
        ),
    )
}
