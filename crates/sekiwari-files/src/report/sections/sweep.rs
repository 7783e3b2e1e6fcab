//! Combinations of scenarios in one table.

use crate::report::numbers::{decimal, signed, whole};
use crate::report::page::Page;
use crate::report::parts::{Head, Section, name, note, opt, plain};
use crate::report::words::{self, T_SWEEP, TODAY};
use crate::write::{SweepJson, SweepPointJson};
use maud::{Markup, html};

/// Figures that are told of each combination.
const TOLD: [&str; 5] = ["seated", "waiting", "first_wishes", "empty_seats", "blocking_households"];
/// Combinations that are listed; `sweep.csv` has all.
const LISTED: usize = 100;

pub(super) fn section(page: &Page<'_>, json: &SweepJson) -> Section {
    let mut heads: Vec<Head> = json.axes.iter().map(|a| Head::text(plain(&a.name))).collect();
    heads.extend(TOLD.iter().map(|f| Head::number(words::figure(f, page.lang))));
    let mut order: Vec<&SweepPointJson> = json.points.iter().collect();
    let seated = |p: &SweepPointJson| p.figures.iter().find(|f| f.figure == "seated").and_then(|f| f.mean);
    order.sort_by(|a, b| {
        let [a_seated, b_seated] = [seated(a).unwrap_or(f64::MIN), seated(b).unwrap_or(f64::MIN)];
        b_seated.total_cmp(&a_seated).then(a.point.cmp(&b.point))
    });
    let cells = |p: &SweepPointJson| -> Markup {
        html! { @for figure in TOLD {
            @let found = p.figures.iter().find(|f| f.figure == figure);
            td.n {
                @match found.and_then(|f| f.mean) { Some(mean) => { (decimal(mean)) } None => { "–" } }
                @if let Some(difference) = found.and_then(|f| f.difference).filter(|d| *d != 0.0) { " " span.dim { "(" (signed(difference)) ")" } }
            }
        } }
    };
    let today = |figure: &str| json.today.iter().find(|f| f.figure == figure).and_then(|f| f.value);
    let body = html! {
        tbody {
            tr.best {
                @if !json.axes.is_empty() { th scope="row" colspan=(json.axes.len()) { (TODAY.in_lang(page.lang)) } }
                @for figure in TOLD { (opt(today(figure).map(whole))) }
            }
            @for p in order.iter().take(LISTED) {
                tr { @for place in &p.places { th scope="row" { (name(place)) } } (cells(p)) }
            }
        }
    };
    let count = json.points.len();
    let caption = page.pick(
        "組合せ (席のある児童の多い順、かっこ内は現状との差)",
        "Combinations, most seated first; in brackets the difference to today",
    );
    let body = html! {
        p { (page.pick(
            format!("{} 通りの組合せを、{} 回の試算で決めました (うち最善と証明 {} 回)。", whole(count as i64), whole(json.runs), whole(json.optimal)),
            format!("{} combinations, decided in {} runs ({} proven best).", whole(count as i64), whole(json.runs), whole(json.optimal)),
        )) }
        (page.table("points", caption, &heads, &body))
        @if count > LISTED {
            (note(&page.pick(format!("席のある児童の多い {LISTED} 通りです。すべては sweep.csv にあります。"), format!("The {LISTED} with most children seated; all are in sweep.csv."))))
        }
    };
    let title = if json.name.is_empty() {
        T_SWEEP.in_lang(page.lang).to_owned()
    } else {
        format!("{}: {}", T_SWEEP.in_lang(page.lang), plain(&json.name))
    };
    Section::new("sweep", title, body)
}
