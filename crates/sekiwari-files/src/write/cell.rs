//! Cells that a spreadsheet must not take for formulas.

use std::borrow::Cow;

/// Whether a spreadsheet would run a cell that begins so. Full-width forms count: some versions fold them.
fn is_formula_start(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
}

fn is_dangerous(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(is_formula_start)
}

/// An id or another text from the input, made safe for a CSV that people open in a spreadsheet: where it begins like a
/// formula, an apostrophe is put in front. Texts that already begin with apostrophes before such a sign get one more,
/// so that [`unguard`] always gives back what was there.
///
/// ```
/// use sekiwari_files::write::{guard, unguard};
/// assert_eq!(guard("C001"), "C001");
/// assert_eq!(guard("=cmd()"), "'=cmd()");
/// assert_eq!(unguard(&guard("'=1")), "'=1");
/// ```
pub fn guard(cell: &str) -> Cow<'_, str> {
    if is_dangerous(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// What [`guard`] was given; for reading tables that this program wrote.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest) => rest,
        _ => cell,
    }
}
