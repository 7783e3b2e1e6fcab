//! `--near`: an earlier decision that the new one is to change as little as can be.

use sekiwari::Lang;
use sekiwari::market::{ChildId, Earlier, Goal, Goals, Market};
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::programme::nursery::FacilityIndex;
use sekiwari::programme::nursery::year::cascade::Cascade;
use sekiwari_files::finding::Findings;
use sekiwari_files::review::{Subject, earlier_decision, read_allocation};
use sekiwari_files::write::OutputTables;
use std::path::Path;

use crate::failure::Failure;

/// The market with the earlier decision of a table beside it; what is odd in the table goes to the findings.
///
/// # Errors
/// [`Failure`] if there is no such file.
pub(crate) fn beside(
    market: Market,
    table: &Path,
    round: &dyn Subject,
    findings: &mut Findings,
) -> Result<Market, Failure> {
    let bytes = std::fs::read(table).map_err(|e| Failure::io(table, &e))?;
    let name = table.file_name().unwrap_or(table.as_os_str()).to_string_lossy();
    let earlier = read_allocation(bytes, &name, findings)
        .map(|stated| earlier_decision(round, &stated, findings))
        .unwrap_or_default();
    Ok(market.with_earlier(earlier))
}

/// The objective with as few changes as can be in front, where it does not say itself when they count.
pub(super) fn objective(goals: Goals) -> Goals {
    if goals.as_slice().contains(&Goal::Unchanged) { goals } else { goals.near() }
}

/// Why changes cannot be counted, if so.
pub(in crate::commands) fn refusal(
    goals: &Goals,
    near: bool,
    mechanism: Mechanism,
    ties: Ties,
) -> Option<Failure> {
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

/// Lines of a cascade that are shown.
const SHOWN: usize = 30;

/// Who moves after whom between the earlier decision beside the market and this one, for people. Children of whom the earlier
/// decision does not speak are left out.
pub(super) fn cascade(tables: &OutputTables<'_>, lang: Lang) -> String {
    let (round, market) = (tables.decided.round(), tables.decided.market());
    let (mut before, mut after): (Vec<Option<FacilityIndex>>, Vec<_>) = (Vec::new(), Vec::new());
    for (decision, child) in tables.decisions.iter().zip(0..) {
        let (was, is) = match market.earlier(ChildId::new(child)) {
            Earlier::New => (None, None),
            Earlier::Out => (None, decision.facility),
            Earlier::At(facility) => (Some(facility.index() as u32), decision.facility),
        };
        before.push(was);
        after.push(is);
    }
    let text = Cascade::between(round, &before, &after, &[]).text(round, lang);
    let lines: Vec<&str> = text.lines().collect();
    let mut shown: String = lines.iter().take(SHOWN).map(|line| format!("  {line}\n")).collect();
    if let Some(more) = lines.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        shown += &lang.pick(format!("  ほか {more} 行\n"), format!("  and {more} more lines\n"));
    }
    shown
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
