//! Where one seat more would help most.

use crate::report::numbers::{signed, whole};
use crate::report::page::Page;
use crate::report::parts::{Head, Section, note, num, opt};
use crate::report::words::{self, CLASS, FACILITY, NOT_PROVEN, PROVEN, SEATS, T_WORTH};
use crate::write::{PoolWorthJson, WorthJson};
use maud::{Markup, html};

/// Seats that are listed.
const LISTED: usize = 20;

pub(super) fn section(page: &Page<'_>, json: &WorthJson) -> Section {
    let mut best: Vec<&PoolWorthJson> = json.pools.iter().collect();
    best.sort_by_key(|p| (std::cmp::Reverse((p.more.seated, p.more.better)), p.more.worse));
    best.truncate(LISTED);
    let heads = [
        Head::text(FACILITY.in_lang(page.lang)),
        Head::text(CLASS.in_lang(page.lang)),
        Head::number(SEATS.in_lang(page.lang)),
        Head::number(page.pick("1席増: 席のある児童", "One more: seated")),
        Head::number(page.pick("希望順位が上がる世帯", "Better wish")),
        Head::number(page.pick("下がる世帯", "Worse wish")),
        Head::number(page.pick("1席減: 席のある児童", "One less: seated")),
        Head::text(page.pick("証明", "Proof")),
    ];
    let row = |p: &PoolWorthJson| -> Markup {
        html! { tr {
            th scope="row" { (page.places.facility(&p.pool.facility_id)) }
            td { (words::class(&p.pool.class, page.lang)) @if let Some(r) = &p.pool.reserved_for { " (" (crate::report::parts::name(r)) ")" } }
            (num(p.pool.seats))
            (opt(Some(signed(p.more.seated as f64)))) (num(p.more.better)) (num(p.more.worse))
            (opt(p.less.as_ref().map(|l| signed(l.seated as f64))))
            td { (if p.more.proven { PROVEN } else { NOT_PROVEN }.in_lang(page.lang)) }
        } }
    };
    let body = html! { tbody { @for p in best { (row(p)) } } };
    let caption = page.pick("1席増やす効果の大きい順", "Where one seat more does most");
    let body = html! {
        p { (page.pick(
            format!("今の席では {} 人に席があります。下の表は、その枠の席だけを一つ増やし (減らし)、同じ規則で決め直したときの変化です。", whole(json.seated)),
            format!("{} children have a seat today. The table says what changes under the same rule with one seat more, or one less, in just that place.", whole(json.seated)),
        )) }
        (page.table("pools", caption, &heads, &body))
        @if json.stopped { (note(page.pick("探索は途中で打ち切られました。", "The search was stopped before its end."))) }
    };
    Section::new("worth", T_WORTH.in_lang(page.lang), body)
}
