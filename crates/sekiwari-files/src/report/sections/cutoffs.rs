//! Seats, applications and lowest points, facility by facility and class by class; and the seats left.

use crate::report::numbers::{decimal, whole};
use crate::report::page::Page;
use crate::report::parts::{Head, Section, kept_back, note, num, opt};
use crate::report::words::{
    self, APPLICANTS, CLASS, FACILITY, FIRST_WISHES, LEFT, LOWEST, SEATS, T_CUTOFFS, TAKEN, WAITING,
};
use crate::write::SummaryPoolJson;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Of nursery rounds only: the slots of clubs have a section of their own.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let summary = &page.report.summary;
    if summary.programme != "nursery" || summary.pools.is_empty() {
        return None;
    }
    let rows: Vec<(&SummaryPoolJson, bool)> =
        summary.pools.iter().zip(page.report.hidden.pools.iter().copied()).collect();
    let groups: Vec<&[(&SummaryPoolJson, bool)]> =
        rows.chunk_by(|a, b| a.0.facility_id == b.0.facility_id).collect();
    let body = html! {
        (left(page, &groups))
        (cutoffs(page, &groups))
        (note(page.pick(
            "席は募集と在園分の合計、「利用」は継続を含みます。「最低の指数」は、新たに内定した児童のうち最も順位の低い児童の指数で、同点のときは同点時の基準か抽選で決まっています。申込みには、その席に在園中の児童を数えません。",
            "Seats are open and held ones, taken includes those kept. The lowest points are those of the last child newly placed; between equals the tie keys or the lottery decided. Children at the seat they hold are no applicants for it.",
        )))
    };
    Some(Section::new("cutoffs", T_CUTOFFS.in_lang(page.lang), body))
}

fn heading(page: &Page<'_>, pool: &SummaryPoolJson) -> Markup {
    html! {
        (words::class(&pool.classes, page.lang))
        @if !pool.reserved_for.is_empty() {
            " " span.dim { "(" (page.pick("優先枠", "reserved")) " " (crate::report::parts::name(&pool.reserved_for)) ")" }
        }
    }
}

fn cutoffs(page: &Page<'_>, groups: &[&[(&SummaryPoolJson, bool)]]) -> Markup {
    let lang = page.lang;
    let mut heads = vec![Head::text(FACILITY.in_lang(lang)), Head::text(CLASS.in_lang(lang))];
    heads.extend(
        [SEATS, FIRST_WISHES, APPLICANTS, TAKEN, LEFT, LOWEST, WAITING]
            .map(|w| Head::number(w.in_lang(lang))),
    );
    let body = html! {
        @for pools in groups {
            tbody { @for (i, (pool, hidden)) in pools.iter().enumerate() {
                tr.first[i == 0] {
                    @if i == 0 {
                        th.group scope="rowgroup" rowspan=(pools.len()) { (page.places.facility(&pool.facility_id)) }
                    }
                    th scope="row" { (heading(page, pool)) }
                    (num(pool.seats))
                    @if *hidden { @for _ in 0..6 { (kept_back(lang)) } } @else {
                        (num(pool.first_wishes)) (num(pool.applicants)) (num(pool.taken)) (num(pool.left))
                        (opt(pool.lowest_score.map(score))) (num(pool.waiting))
                    }
                }
            } }
        }
    };
    let caption = page.pick(
        "施設・クラス別の席、申込み、最低の指数",
        "Seats, applications and lowest points by facility and class",
    );
    page.table("cutoffs-table", caption, &heads, &body)
}

/// Points have up to three decimals.
pub(super) fn score(points: f64) -> String {
    let text = format!("{points:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.strip_prefix('-').map_or_else(|| text.to_owned(), |t| format!("−{t}"))
}

/// Seats left: facilities down, classes across. Only facilities and classes with any.
fn left(page: &Page<'_>, groups: &[&[(&SummaryPoolJson, bool)]]) -> Markup {
    let lang = page.lang;
    let free = |pool: &&(&SummaryPoolJson, bool)| pool.1 || pool.0.left > 0;
    let classes: BTreeSet<&str> =
        groups.iter().flat_map(|g| g.iter()).filter(free).map(|p| p.0.classes.as_str()).collect();
    let rows: Vec<_> = groups.iter().filter(|g| g.iter().any(|p| free(&p))).collect();
    let shown: i64 = groups.iter().flat_map(|g| g.iter()).filter(|p| !p.1).map(|p| i64::from(p.0.left)).sum();
    let total: i64 = page.report.summary.pools.iter().map(|p| i64::from(p.left)).sum();
    if rows.is_empty() {
        return html! { p { (page.pick("空いた席はありません。", "No seat is left.")) } };
    }
    let mut heads = vec![Head::text(FACILITY.in_lang(lang))];
    heads.extend(classes.iter().map(|c| Head::number(words::class(c, lang))));
    // Open and reserved seats of a class stand in one cell.
    let cell = |group: &[(&SummaryPoolJson, bool)], class: &str| -> Markup {
        let own: Vec<_> = group.iter().filter(|p| p.0.classes == class).collect();
        if own.iter().any(|p| p.1) {
            return kept_back(lang);
        }
        match own.iter().map(|p| i64::from(p.0.left)).sum::<i64>() {
            0 => html! { td.n { span.dim { (if own.is_empty() { "" } else { "0" }) } } },
            n => html! { td.n { b { (whole(n)) } } },
        }
    };
    let body = html! {
        tbody { @for group in rows {
            tr {
                th scope="row" { (page.places.facility(&group[0].0.facility_id)) }
                @for class in &classes { (cell(group, class)) }
            }
        } }
    };
    let caption = page.pick("空いた席のある施設", "Facilities with seats left");
    html! {
        @if shown == total {
            p { (page.pick(format!("空いた席は合わせて {} 席です。", decimal(total as f64)), format!("{} seats are left in all.", decimal(total as f64)))) }
        }
        (page.table("left-table", caption, &heads, &body))
    }
}
