//! Who can reach a seat, by small area.

use crate::report::numbers::{decimal, percent, whole};
use crate::report::page::Page;
use crate::report::parts::{Head, Section, kept_back, note, num, opt};
use crate::report::words::{ALL, T_ACCESS, UNKNOWN};
use crate::write::{AccessJson, AccessRowJson};
use maud::{Markup, html};

/// Areas that are listed; `access.csv` has all.
const LISTED: usize = 80;

pub(super) fn section(page: &Page<'_>, json: &AccessJson) -> Section {
    let unit = if json.unit == "min" { page.pick("分", "min") } else { "m" };
    let suppress = page.report.suppress.max(json.min_cell);
    let heads = [
        Head::text(if json.area == "district" {
            page.pick("地区", "District")
        } else {
            page.pick("区域 (標準地域メッシュ)", "Cell")
        }),
        Head::number(page.pick("児童", "Children")),
        Head::number(page.pick(
            format!("空き枠のある最寄りまで、中央値 ({unit})"),
            format!("To the nearest open seat, median ({unit})"),
        )),
        Head::number(page.pick(format!("最も遠い児童 ({unit})"), format!("Farthest child ({unit})"))),
        Head::number(page.pick("届く枠のない児童", "No seat within reach")),
        Head::number(page.pick("その割合", "Share")),
        Head::number(page.pick("児童 1 人あたりの枠", "Seats per child")),
    ];
    let with_after = json.after.is_some();
    let cells = |row: &AccessRowJson| -> Markup {
        let Some(f) = (if with_after { row.after.as_ref() } else { row.before.as_ref() }) else {
            return if row.withheld {
                html! { @for _ in 0..6 { (kept_back(page.lang)) } }
            } else {
                html! { @for _ in 0..6 { (opt(None)) } }
            };
        };
        html! {
            (num(f.children)) (opt(f.open.median.map(whole))) (opt(f.open.longest.map(whole)))
            (num(f.without)) (opt(percent(f.without.into(), f.children.into())))
            (opt(Some(format!("{:.2}", f.seats_per_child))))
        }
    };
    let mut rows: Vec<&AccessRowJson> =
        json.rows.iter().filter(|r| r.class.is_none() && r.area != "*").collect();
    let total = json.rows.iter().find(|r| r.class.is_none() && r.area == "*");
    let count = rows.len();
    // The page may keep back more than the folder did; then only the whole can be told.
    let stricter = page.report.suppress > json.min_cell;
    if stricter {
        rows.clear();
    }
    let body = html! { tbody {
        @for row in rows.iter().take(LISTED) {
            tr {
                th scope="row" { @if row.area.is_empty() { (UNKNOWN.in_lang(page.lang)) } @else { (page.places.district(&row.area)) } }
                (cells(row))
            }
        }
        @if let Some(total) = total { tr.sum { th scope="row" { (ALL.in_lang(page.lang)) } (cells(total)) } }
    } };
    let reach = if json.unit == "min" { decimal(json.reach.into()) } else { whole(json.reach) };
    let side = if with_after {
        page.pick(
            format!("シナリオ「{}」のもとでの値です。", scenarios(json)),
            format!("In the scenario \u{201c}{}\u{201d}. ", scenarios(json)),
        )
    } else {
        String::new()
    };
    let body = html! {
        p { (page.pick(
            format!("{side}自宅から {reach} {unit} 以内を「届く」とします。"),
            format!("{side}Within reach is what is no farther than {reach} {unit} from home."),
        )) }
        (page.table("areas", page.pick("小地域ごとの席への近さ", "Access to seats by small area"), &heads, &body))
        @if stricter {
            (note(page.pick("秘匿の水準が access の出力より高いため、小地域の内訳は載せていません。--min-cell を上げて access を実行し直してください。", "Small areas are left out, as the page keeps back more than the folder does: run access again with a higher --min-cell.")))
        } @else if count > LISTED {
            (note(&page.pick(format!("{count} 区域のうち {LISTED} 区域。すべては access.csv にあります。"), format!("{LISTED} of {count} areas; all are in access.csv."))))
        }
        @if suppress > 1 { (note(&page.pick(format!("{suppress} 人未満の区域は秘匿しています。"), format!("Areas with fewer than {suppress} children are kept back.")))) }
    };
    Section::new("access", T_ACCESS.in_lang(page.lang), body)
}

fn scenarios(json: &AccessJson) -> String {
    let names: Vec<String> = json.scenarios.iter().map(|s| crate::report::parts::plain(&s.name)).collect();
    names.join(" + ")
}
