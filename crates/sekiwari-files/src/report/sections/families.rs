//! Siblings and transfers.

use crate::report::page::Page;
use crate::report::parts::{Head, Section, kept_back, note, num, percent_cell};
use crate::report::words::T_FAMILIES;
use crate::write::{SummarySiblingsJson, SummaryTransfersJson};
use maud::{Markup, html};

/// `None` where there are neither.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let summary = &page.report.summary;
    let siblings = summary.siblings.filter(|s| s.households > 0);
    let transfers = summary.transfers.filter(|t| t.asked > 0);
    if siblings.is_none() && transfers.is_none() {
        return None;
    }
    let hidden = &page.report.hidden;
    let body = html! {
        @if let Some(s) = siblings { (of_siblings(page, s, hidden.siblings)) }
        @if let Some(t) = transfers { (of_transfers(page, t, hidden.transfers)) }
    };
    Some(Section::new("families", T_FAMILIES.in_lang(page.lang), body))
}

/// Rows of a name, a number and its share of a whole.
fn counts(page: &Page<'_>, rows: &[(&str, u32)], all: u32, hidden: bool) -> Markup {
    html! { tbody { @for (name, n) in rows {
        tr {
            th scope="row" { (name) }
            @if hidden { @for _ in 0..2 { (kept_back(page.lang)) } } @else { (num(*n)) (percent_cell((*n).into(), all.into())) }
        }
    } } }
}

fn of_siblings(page: &Page<'_>, s: SummarySiblingsJson, hidden: bool) -> Markup {
    let club = page.report.summary.programme == "club";
    let rows = [
        (
            if club {
                page.pick("全員が同じクラブ", "All at one club")
            } else {
                page.pick("全員が同じ施設", "All at one facility")
            },
            s.one_facility,
        ),
        (page.pick("全員に席、別々", "All seated, apart"), s.apart),
        (page.pick("一部の児童だけ席", "Some seated"), s.some),
        (page.pick("全員が保留", "None seated"), s.none),
    ];
    let heads = [
        Head::text(page.pick("一緒に決める世帯の結果", "Households decided together")),
        Head::number(page.pick("世帯", "Households")),
        Head::number(page.pick("割合", "Share")),
    ];
    let caption = page.pick("きょうだいを一緒に決める世帯", "Siblings who are decided together");
    html! {
        @if !hidden {
            p { (page.pick(
                format!("きょうだいで申し込む世帯は {} 世帯、うち条件により一緒に決めるのは {} 世帯です。", s.households, s.decided_together),
                format!("{} households apply with several children; in {} of them the children are decided together, as the household accepts.", s.households, s.decided_together),
            )) }
        }
        (page.table("siblings-table", caption, &heads, &counts(page, &rows, s.decided_together, hidden)))
        (note(page.pick(
            "一部だけ、別々などになるかどうかは、世帯が申込みで選んだ条件によります。",
            "Whether siblings may be apart, or only some seated, is what the household stated in its application.",
        )))
    }
}

fn of_transfers(page: &Page<'_>, t: SummaryTransfersJson, hidden: bool) -> Markup {
    let rows = [
        (page.pick("希望の席に移る", "Moved"), t.moved),
        (page.pick("今の席を続ける", "Kept the seat they hold"), t.kept),
    ];
    let heads = [
        Head::text(page.pick("席を持ち、移ることを希望する児童", "Children with a seat who wish to move")),
        Head::number(page.pick("人数", "Children")),
        Head::number(page.pick("割合", "Share")),
    ];
    let caption = page.pick("転園 (転所) の希望", "Transfers");
    html! {
        (page.table("transfers-table", caption, &heads, &counts(page, &rows, t.asked, hidden)))
        (note(page.pick(
            "移れない場合に今の席を失うことはありません。",
            "Nobody loses the seat it holds by asking.",
        )))
    }
}
