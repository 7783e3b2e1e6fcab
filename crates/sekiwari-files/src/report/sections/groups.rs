//! By age class, grade or service, and by the district in which the children live.

use crate::report::hidden::districts_of;
use crate::report::page::Page;
use crate::report::parts::{Head, Section, all_kept_back, bar_cell, kept_back, legend, num, percent_cell};
use crate::report::words::{
    self, ALL, CHILDREN, CONFIRMED, DISTRICT, FIRST_WISH, KEPT, OTHER_WISH, PLACED, RATE, REFUSED, REQUESTS,
    SCHOOL_DISTRICT, SHARE, UNKNOWN, UNPLACED,
};
use crate::write::SummaryCountsJson;
use maud::{Markup, html};

/// By class, grade or service.
pub(super) fn by_group(page: &Page<'_>) -> Section {
    let summary = &page.report.summary;
    let head = words::group_head(&summary.programme, page.lang);
    let rows: Vec<(Markup, SummaryCountsJson, bool)> = summary
        .groups()
        .zip(&page.report.hidden.groups)
        .map(|(g, &hidden)| (html! { (page.group(g)) }, summary.of_group(g), hidden))
        .collect();
    let title = page.pick(format!("{head}別"), format!("By {}", head.to_lowercase()));
    let caption = page.pick(format!("{head}別の結果"), format!("Results by {}", head.to_lowercase()));
    Section::new("groups", title, whole_table(page, "groups-table", &caption, head, &rows))
}

/// By district; `None` where nobody's district is known.
pub(super) fn by_district(page: &Page<'_>) -> Option<Section> {
    let summary = &page.report.summary;
    let districts = districts_of(summary);
    if districts.iter().all(|d| d.is_empty()) {
        return None;
    }
    let word = if summary.programme == "club" { SCHOOL_DISTRICT } else { DISTRICT };
    let head = word.in_lang(page.lang);
    let rows: Vec<(Markup, SummaryCountsJson, bool)> = districts
        .into_iter()
        .zip(&page.report.hidden.districts)
        .map(|(d, &hidden)| {
            let name = match d {
                "" => html! { (UNKNOWN.in_lang(page.lang)) },
                d => page.places.district(d),
            };
            (name, summary.of_district(d), hidden)
        })
        .collect();
    let title = page.pick(format!("{head}別"), format!("By {}", head.to_lowercase()));
    let caption = page
        .pick(format!("児童の住む{head}別の結果"), format!("Results by {} of the home", head.to_lowercase()));
    let body = html! {
        (whole_table(page, "districts-table", &caption, head, &rows))
        (clubs(page))
    };
    Some(Section::new("districts", title, body))
}

fn whole_table(
    page: &Page<'_>,
    id: &str,
    caption: &str,
    head: &str,
    rows: &[(Markup, SummaryCountsJson, bool)],
) -> Markup {
    let lang = page.lang;
    let daily = page.is_daily();
    let kept = if daily { CONFIRMED } else { KEPT }.in_lang(lang);
    let unplaced = if daily { REFUSED } else { UNPLACED }.in_lang(lang);
    let heads = [
        Head::text(head),
        Head::number(if daily { REQUESTS } else { CHILDREN }.in_lang(lang)),
        Head::number(FIRST_WISH.in_lang(lang)),
        Head::number(PLACED.in_lang(lang)),
        Head::number(kept),
        Head::number(unplaced),
        Head::number(RATE.in_lang(lang)),
        Head::text(SHARE.in_lang(lang)),
    ];
    let none_shown = !rows.is_empty() && rows.iter().all(|r| r.2);
    let body = html! {
        tbody {
            @if !none_shown { @for (name, counts, hidden) in rows {
                tr { th scope="row" { (name) } (cells(page, counts, *hidden)) }
            } }
            tr.sum { th scope="row" { (ALL.in_lang(lang)) } (cells(page, &page.report.summary.total(), false)) }
        }
    };
    let items =
        [("c1", FIRST_WISH.in_lang(lang)), ("c2", OTHER_WISH.in_lang(lang)), ("c3", kept), ("c4", unplaced)];
    html! {
        (legend(&items))
        (page.table(id, caption, &heads, &body))
        @if none_shown {
            (all_kept_back(lang))
        }
    }
}

fn cells(page: &Page<'_>, c: &SummaryCountsJson, hidden: bool) -> Markup {
    if hidden {
        return html! { @for _ in 0..6 { (kept_back(page.lang)) } td.b {} };
    }
    let (all, seated) = (u64::from(c.applicants), u64::from(c.placed + c.kept));
    let segments: [(&str, u64); 4] = [
        ("c1", c.first_wish.into()),
        ("c2", (c.placed - c.first_wish).into()),
        ("c3", c.kept.into()),
        ("c4", c.unplaced.into()),
    ];
    html! {
        (num(c.applicants)) (num(c.first_wish)) (num(c.placed)) (num(c.kept)) (num(c.unplaced))
        (percent_cell(seated, all)) (bar_cell(&segments, all))
    }
}

/// Where the children of a school district go.
fn clubs(page: &Page<'_>) -> Markup {
    let summary = &page.report.summary;
    let hidden = |id: &str| {
        let at = districts_of(summary).iter().position(|d| *d == id);
        at.is_some_and(|at| page.report.hidden.districts[at])
    };
    let rows: Vec<_> = summary.districts.iter().filter_map(|d| Some((d, d.clubs?))).collect();
    // Who has been told above that every row is kept back need not see them all.
    if rows.iter().all(|(d, _)| hidden(&d.district_id)) {
        return html! {};
    }
    let heads = [
        Head::text(SCHOOL_DISTRICT.in_lang(page.lang)),
        Head::number(page.pick("学区のクラブ", "Home clubs")),
        Head::number(page.pick("その席 (最も少ない平日)", "Their seats (fullest weekday)")),
        Head::number(page.pick("申込児童", "Applicants")),
        Head::number(page.pick("学区のクラブ", "At a home club")),
        Head::number(page.pick("他学区のクラブ", "At another club")),
        Head::number(page.pick("うち送迎", "Of these transported")),
        Head::number(page.pick("曜日減", "On fewer days")),
        Head::number(page.pick("保留", "Unplaced")),
    ];
    let body = html! {
        tbody { @for (district, c) in rows {
            tr {
                th scope="row" { (page.places.district(&district.district_id)) }
                (num(c.clubs)) (num(c.seats))
                @if hidden(&district.district_id) {
                    @for _ in 0..6 { (kept_back(page.lang)) }
                } @else {
                    (num(c.children)) (num(c.at_home)) (num(c.elsewhere)) (num(c.transported)) (num(c.fewer_days))
                    (num(c.refused))
                }
            }
        } }
    };
    let caption = page.pick("学区の児童がどこに入ったか", "Where the children of a district go");
    html! { (page.table("districts-clubs", caption, &heads, &body)) }
}
