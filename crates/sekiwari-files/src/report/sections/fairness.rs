//! Seat rates by kind of household.

use crate::report::numbers::decimal;
use crate::report::page::Page;
use crate::report::parts::{Head, Section, kept_back, note, num, opt};
use crate::report::words::{self, ALL, CHILDREN, RATE, SEATED, T_FAIRNESS, UNKNOWN};
use crate::write::{CountsJson, FairGroupJson, FairKindJson, FairnessJson};
use maud::{Markup, html};

pub(super) fn section(page: &Page<'_>, json: &FairnessJson) -> Section {
    let lang = page.lang;
    let heads = [
        Head::text(page.pick("区分", "Kind")),
        Head::text(page.pick("児童", "Children of")),
        Head::number(CHILDREN.in_lang(lang)),
        Head::number(SEATED.in_lang(lang)),
        Head::number(RATE.in_lang(lang)),
        Head::number(page.pick("第1希望の割合", "First wish")),
    ];
    // The page may keep back more than the folder did; then only the whole can be told.
    let stricter = page.report.suppress.max(1) > json.suppress.max(1);
    let cells = |counts: Option<&CountsJson>| -> Markup {
        match counts {
            None => html! { @for _ in 0..4 { (kept_back(lang)) } },
            Some(c) => html! {
                (num(c.children)) (num(c.seated))
                (opt(Some(format!("{}%", decimal(c.seat_percent))))) (opt(Some(format!("{}%", decimal(c.first_percent)))))
            },
        }
    };
    // What the tables of classes and districts keep back is not told here.
    let told_above = |kind: &str| page.report.suppress > 1 && matches!(kind, "class" | "district");
    let is_told = |k: &&FairKindJson| k.status == "shown" && !stricter && !told_above(&k.kind);
    let kinds: Vec<&FairKindJson> = json.kinds.iter().filter(is_told).collect();
    let body = html! {
        @for kind in kinds {
            tbody { @for (i, group) in kind.groups.iter().enumerate() {
                tr.first[i == 0] {
                    @if i == 0 { th.group scope="rowgroup" rowspan=(kind.groups.len()) { (kind_name(page, &kind.kind)) } }
                    th scope="row" { (group_name(page, &kind.kind, group)) }
                    (cells(group.counts.as_ref()))
                }
            } }
        }
        tbody { tr.sum { th scope="row" colspan="2" { (ALL.in_lang(lang)) } (cells(json.total.as_ref())) } }
    };
    let caption = page.pick("世帯の区分別の席のある割合", "Seat rates by kind of household");
    let body = html! {
        (page.table("rates", caption, &heads, &body))
        @if stricter {
            (note(page.pick("秘匿の水準が fairness の出力より高いため、内訳は載せていません。fairness を --suppress を付けて実行し直してください。", "Kinds are left out, as the page keeps back more than the folder does: run fairness again with --suppress.")))
        }
        (note(page.pick("割合の差は、申し込む施設や点数の違いを含みます。", "Rates differ also because families list other facilities and have other points.")))
    };
    Section::new("fairness", T_FAIRNESS.in_lang(lang), body)
}

fn kind_name(page: &Page<'_>, kind: &str) -> String {
    match kind {
        "siblings" => page.pick("きょうだいで申込み", "Siblings apply too"),
        "single-parent" => page.pick("ひとり親", "Single parent"),
        "holder" => page.pick("転園の希望", "Holds a seat"),
        "wishes" => page.pick("希望の数", "Number of wishes"),
        "class" => page.pick("歳児クラス", "Age class"),
        "district" => page.pick("地区", "District"),
        other => return other.to_owned(),
    }
    .to_owned()
}

fn group_name(page: &Page<'_>, kind: &str, group: &FairGroupJson) -> Markup {
    let group = group.group.as_str();
    html! { @match (kind, group) {
        (_, "yes") => { (page.pick("該当", "yes")) }
        (_, "no") => { (page.pick("非該当", "no")) }
        ("class", class) => { (words::class(class, page.lang)) }
        ("district", "") => { (UNKNOWN.in_lang(page.lang)) }
        ("district", id) => { (page.places.district(id)) }
        (_, other) => { (crate::report::parts::name(other)) }
    } }
}
