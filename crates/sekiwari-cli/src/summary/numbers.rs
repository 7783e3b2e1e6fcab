//! Numbers over draws, as people read them.

use sekiwari_files::write::WhatifNumberJson;

use super::{heading, table};

/// To one decimal, whole numbers without.
pub(crate) fn number(x: f64) -> String {
    let text = format!("{x:.1}");
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// The same with a plus sign above zero.
pub(crate) fn signed(x: f64) -> String {
    let shown = number(x);
    if x > 0.0 { format!("+{shown}") } else { shown }
}

/// The mean, with the range of eight draws in ten where they differ: `12.5 (10-15)`.
pub(crate) fn spread(n: WhatifNumberJson) -> String {
    ranged(number(n.mean), n)
}

/// The same with a sign.
pub(crate) fn signed_spread(n: WhatifNumberJson) -> String {
    ranged(signed(n.mean), n)
}

fn ranged(mean: String, n: WhatifNumberJson) -> String {
    if n.low < n.high { format!("{mean} ({}-{})", n.low, n.high) } else { mean }
}

/// A table whose first column is text and whose others are numbers.
pub(crate) fn shown<const N: usize>(heads: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let mut out = table();
    out.set_header(heads.map(heading));
    for row in rows {
        let cells = row.iter().enumerate().map(|(i, cell)| match i {
            0 => comfy_table::Cell::new(cell),
            _ => heading(cell),
        });
        out.add_row(cells);
    }
    out.to_string().lines().fold(String::new(), |text, line| text + line.trim_end() + "\n")
}
