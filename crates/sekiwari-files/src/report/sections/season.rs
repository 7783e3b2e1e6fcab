//! A period of day services drawn again and again.

use crate::report::numbers::{decimal, signed};
use crate::report::page::Page;
use crate::report::parts::{Head, Section, note};
use crate::report::words::{self, FACILITY, T_SEASON};
use crate::write::{SeasonCountsJson, SeasonJson, SpreadJson};
use maud::{Markup, html};
use sekiwari::season::Way;

/// Additions that are listed.
const LISTED: usize = 12;

fn cell(s: SpreadJson) -> Markup {
    html! { td.n { (decimal(s.mean)) @if s.low < s.high { " " span.dim { "(" (decimal(s.low)) "–" (decimal(s.high)) ")" } } } }
}

fn way(page: &Page<'_>, name: &str) -> String {
    let known = Way::from_name(name).map(|way| way.label(page.lang));
    known.unwrap_or_else(|| words::mechanism(name, page.lang)).to_owned()
}

pub(super) fn section(page: &Page<'_>, json: &SeasonJson) -> Section {
    let heads = [
        Head::text(page.pick("決め方", "Way")),
        Head::number(page.pick("申込み", "Asked")),
        Head::number(page.pick("利用", "Served")),
        Head::number(page.pick("取消し", "Cancelled")),
        Head::number(page.pick("無断の不使用", "No-shows")),
        Head::number(page.pick("当日断られる", "Turned away")),
        Head::number(page.pick("利用なし", "Never given")),
        Head::number(page.pick("最初の決め方との差", "Against the first")),
    ];
    let counts = |c: &SeasonCountsJson| -> Markup {
        html! { (cell(c.asked)) (cell(c.served)) (cell(c.cancelled)) (cell(c.no_show)) (cell(c.turned_away)) (cell(c.unmet)) }
    };
    let body = html! { tbody { @for w in &json.ways {
        tr { th scope="row" { (way(page, &w.way)) } (counts(&w.total)) td.n { (signed(w.gain.mean)) } }
    } } };
    let mut worth: Vec<_> = json.worth.iter().collect();
    worth.sort_by(|a, b| b.gain.mean.total_cmp(&a.gain.mean));
    let worth_heads = [
        Head::text(FACILITY.in_lang(page.lang)),
        Head::text(words::SERVICE.in_lang(page.lang)),
        Head::text(page.pick("一つ増やすもの", "One more")),
        Head::number(page.pick("利用の増 (延べ)", "Child-days more")),
    ];
    let item = |item: &str| match item {
        "seat" | "class_seat" => page.pick("席", "seat").to_owned(),
        "teacher" => page.pick("保育士", "teacher").to_owned(),
        "nurse" => page.pick("看護師", "nurse").to_owned(),
        "room" => page.pick("部屋", "room").to_owned(),
        other => other.to_owned(),
    };
    let worth_body = html! { tbody { @for w in worth.iter().take(LISTED) {
        tr {
            th scope="row" { (page.places.facility(&w.facility_id)) }
            td { (words::service(&w.service, page.lang)) }
            td { (item(&w.item)) @if !w.classes.is_empty() { " (" (words::class(&w.classes, page.lang)) ")" } }
            (cell(w.gain))
        }
    } } };
    let seasons = json.options.seasons;
    let body = html! {
        (page.table("ways", page.pick("決め方ごとの延べ児童数", "Child-days by way of giving places"), &heads, &body))
        @if !worth.is_empty() {
            (page.table("worth", page.pick("一つ増やしたときの効果 (大きい順)", "What one more of each is worth"), &worth_heads, &worth_body))
        }
        (note(&page.pick(
            format!("{} から {} の期間を {seasons} 回試算した平均です。かっこ内は 20 回のうち 18 回が入る範囲。", json.from, json.to),
            format!("Means over {seasons} draws of the period from {} to {}; brackets hold nine draws in ten.", json.from, json.to),
        )))
    };
    Section::new("season", T_SEASON.in_lang(page.lang), body)
}
