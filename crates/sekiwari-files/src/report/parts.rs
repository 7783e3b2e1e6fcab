//! The parts that pages are put together from: texts of the input, tables, bars, figures, notes.

use super::numbers::{self, whole, width};
use maud::{Markup, html};
use sekiwari::Lang;

/// A section of the page.
pub(super) struct Section {
    /// Its name in links.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) body: Markup,
}

impl Section {
    pub(super) fn new(id: impl Into<String>, title: impl Into<String>, body: Markup) -> Self {
        Self { id: id.into(), title: title.into(), body }
    }
}

/// A text of the input: escaped, and its direction kept from what stands around it.
pub(super) fn name(text: &str) -> Markup {
    html! { bdi { (text) } }
}

/// A text of the input where no element can isolate it (titles, drawings): signs that only direct are left out, and what
/// remains is put between isolates.
pub(super) fn plain(text: &str) -> String {
    let directs = |c: &char| {
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || (c.is_control() && *c != '\t')
    };
    let text: String = text.chars().filter(|c| !directs(c)).collect();
    format!("\u{2068}{text}\u{2069}")
}

/// The head of a column.
pub(super) struct Head {
    text: String,
    number: bool,
}

impl Head {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: false }
    }

    pub(super) fn number(text: impl Into<String>) -> Self {
        Self { text: text.into(), number: true }
    }
}

/// A table in a box of its own that scrolls where the page is narrow. `body` is one or more `tbody`.
pub(super) fn table(id: &str, caption: &str, heads: &[Head], body: &Markup) -> Markup {
    let caption_id = format!("{id}-caption");
    html! {
        div.table role="region" aria-labelledby=(caption_id) tabindex="0" {
            table id=(id) {
                caption id=(caption_id) { span { (caption) } }
                thead { tr { @for head in heads {
                    th.n[head.number] scope="col" { (head.text) }
                } } }
                (body)
            }
        }
    }
}

/// A count in a table.
pub(super) fn num(n: impl Into<i64>) -> Markup {
    html! { td.n { (whole(n)) } }
}

/// A text in a table that is set like a number.
pub(super) fn figure_cell(text: &str) -> Markup {
    html! { td.n { (text) } }
}

/// A number that may be missing.
pub(super) fn opt(text: Option<String>) -> Markup {
    html! { td.n { @match text { Some(t) => (t), None => span.dim { "–" } } } }
}

/// The mark of what is kept back.
pub(super) fn kept_back(lang: Lang) -> Markup {
    html! { td.n.x { abbr title=(lang.pick("秘匿", "kept back")) { "X" } } }
}

/// Why a table has only its sums.
pub(super) fn all_kept_back(lang: Lang) -> Markup {
    note(lang.pick(
        "少数の行を秘匿すると残りの行から計算できてしまうため、すべての行を秘匿しました。",
        "All rows are kept back: with fewer, small counts could be worked out from the others.",
    ))
}

/// One segment of a bar: its colour (`c1` ...) and its size.
pub(super) type Segment = (&'static str, u64);

/// A bar of segments in a cell; the numbers stand beside it.
pub(super) fn bar_cell(segments: &[Segment], whole: u64) -> Markup {
    html! { td.b { (bar(segments, whole)) } }
}

/// A bar of segments against a whole.
pub(super) fn bar(segments: &[Segment], whole: u64) -> Markup {
    html! {
        span.bar aria-hidden="true" {
            @for (colour, n) in segments.iter().filter(|s| s.1 > 0) {
                i class=(colour) style={ "width:" (width(*n as f64, whole as f64)) "%" } {}
            }
        }
    }
}

/// What colours mean.
pub(super) fn legend(items: &[(&str, &str)]) -> Markup {
    html! {
        p.legend { @for (colour, text) in items { span.item { i class=(*colour) {} (text) } " " } }
    }
}

/// One of the large figures.
pub(super) fn figure(term: &str, value: &str, unit: &str, note: &str) -> Markup {
    html! {
        div {
            dt { (term) }
            dd { b { (value) } span.unit { (unit) } @if !note.is_empty() { small { (note) } } }
        }
    }
}

/// A remark below a table or drawing.
pub(super) fn note(text: &str) -> Markup {
    html! { p.note { (text) } }
}

/// Terms with what is said of them.
pub(super) fn facts(rows: &[(&str, Markup)]) -> Markup {
    html! { dl.facts { @for (term, value) in rows { div { dt { (term) } dd { (value) } } } } }
}

/// A share in percent, for a cell.
pub(super) fn percent_cell(part: u64, whole: u64) -> Markup {
    opt(numbers::percent(part, whole))
}
