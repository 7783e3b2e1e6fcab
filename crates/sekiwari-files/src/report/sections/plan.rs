//! Demand and supply by year.

use crate::report::numbers::{large, whole};
use crate::report::page::Page;
use crate::report::parts::{Head, Section, note, opt};
use crate::report::words::{ALL, DISTRICT, T_PLAN, UNKNOWN, YEAR};
use crate::write::PlanJson;
use maud::html;

pub(super) fn section(page: &Page<'_>, json: &PlanJson) -> Section {
    let category = |c: &str| match c {
        "1" => page.pick("1号 (教育)", "1 (education)"),
        "2" => page.pick("2号 (3歳以上)", "2 (age 3 and over)"),
        "3-age-0" => page.pick("3号 (0歳)", "3 (age 0)"),
        "3-age-1-2" => page.pick("3号 (1・2歳)", "3 (ages 1 and 2)"),
        _ => "–",
    };
    let heads = [
        Head::number(YEAR.in_lang(page.lang)),
        Head::text(DISTRICT.in_lang(page.lang)),
        Head::text(page.pick("認定区分", "Category")),
        Head::number(page.pick("量の見込み", "Demand")),
        Head::number(page.pick("確保 (年度当初)", "Supply")),
        Head::number(page.pick("年度中の増", "Added")),
        Head::number(page.pick("過不足", "Difference")),
    ];
    let suppressed = page.report.suppress > 1;
    let body = html! { tbody { @for r in json.rows.iter().filter(|r| !suppressed || r.district_id == "*") {
        tr.sum[r.district_id == "*"] {
            td.n { (r.year) }
            th scope="row" { @match r.district_id.as_str() {
                "*" => { (ALL.in_lang(page.lang)) }
                "" => { (UNKNOWN.in_lang(page.lang)) }
                id => { (page.places.district(id)) }
            } }
            td { (category(&r.category)) }
            (opt(r.demand.map(large))) (opt(r.seats.map(large))) (opt(r.added.map(large)))
            td.n.alarm[r.difference.is_some_and(|d| d < 0)] { @match r.difference { Some(d) => { (whole(d)) } None => { "–" } } }
        }
    } } };
    let body = html! {
        (page.table("rows", page.pick("量の見込みと確保方策", "Demand and supply"), &heads, &body))
        @if suppressed { (note(page.pick("少数を秘匿するため、地区別の内訳は載せていません。", "Districts are left out, as small counts are kept back."))) }
    };
    Section::new("plan", T_PLAN.in_lang(page.lang), body)
}
