//! By which line of their own list those newly placed got their seats.

use crate::report::numbers::percent;
use crate::report::page::Page;
use crate::report::parts::{
    Head, Section, all_kept_back, bar_cell, figure_cell, kept_back, legend, note, num,
};
use crate::report::words::{self, ALL, SHARE, T_RANKS};
use crate::write::SummaryRanksJson;
use maud::{Markup, html};

/// First, second, third, fourth, and all that follow.
const BANDS: usize = 5;
const COLOURS: [&str; BANDS] = ["c1", "r2", "r3", "r4", "r5"];

/// Children by band, and those placed by hand where they wished nothing.
fn bands(ranks: &SummaryRanksJson) -> ([u64; BANDS], u64) {
    let mut bands = [0; BANDS];
    for (at, n) in ranks.got.iter().enumerate() {
        bands[at.min(BANDS - 1)] += u64::from(*n);
    }
    (bands, ranks.unlisted.into())
}

pub(super) fn section(page: &Page<'_>) -> Section {
    let summary = &page.report.summary;
    let head = words::group_head(&summary.programme, page.lang);
    let names: [String; BANDS] = std::array::from_fn(|i| match i {
        4 => page.pick("第5希望以下".to_owned(), "5th or later".to_owned()),
        i => page.pick(format!("第{}希望", i + 1), ["1st", "2nd", "3rd", "4th"][i].to_owned()),
    });
    let rows: Vec<_> = summary.ranks.iter().map(bands).collect();
    let unlisted = rows.iter().any(|r| r.1 > 0);
    let mut heads = vec![Head::text(head)];
    heads.extend(names.iter().map(Head::number));
    if unlisted {
        heads.push(Head::number(page.pick("希望外 (手決め)", "Not on the list")));
    }
    heads.push(Head::number(page.pick("第1希望の割合", "First wish")));
    heads.push(Head::text(SHARE.in_lang(page.lang)));
    let total = rows.iter().fold(([0; BANDS], 0), |mut t, r| {
        t.0.iter_mut().zip(r.0).for_each(|(t, n)| *t += n);
        t.1 += r.1;
        t
    });
    let cells = |(bands, by_hand): &([u64; BANDS], u64)| -> Markup {
        let all = bands.iter().sum::<u64>() + by_hand;
        let segments: Vec<(&str, u64)> = COLOURS.into_iter().zip(*bands).collect();
        html! {
            @for n in bands { (num(*n as i64)) }
            @if unlisted { (num(*by_hand as i64)) }
            (figure_cell(&percent(bands[0], all).unwrap_or_else(|| "–".to_owned())))
            (bar_cell(&segments, all))
        }
    };
    let none_shown = !rows.is_empty() && page.report.hidden.ranks.iter().all(|h| *h);
    let body = html! {
        tbody {
            @if !none_shown { @for ((ranks, row), hidden) in summary.ranks.iter().zip(&rows).zip(&page.report.hidden.ranks) {
                tr {
                    th scope="row" { (page.group(&ranks.group)) }
                    @if *hidden {
                        @for _ in 0..BANDS + 1 + usize::from(unlisted) { (kept_back(page.lang)) }
                        td.b {}
                    } @else { (cells(row)) }
                }
            } }
            tr.sum { th scope="row" { (ALL.in_lang(page.lang)) } (cells(&total)) }
        }
    };
    let items: Vec<(&str, &str)> = COLOURS.into_iter().zip(names.iter().map(String::as_str)).collect();
    let caption = page.pick(
        "新たに席が決まった児童の、本人の希望リストでの順位",
        "Of those newly placed: by which line of their own list",
    );
    let body = html! {
        (legend(&items))
        (page.table("ranks-table", caption, &heads, &body))
        @if none_shown { (all_kept_back(page.lang)) }
        (note(page.pick(
            "継続 (在園) と保留の児童は含みません。きょうだいを一緒に決める世帯も、児童それぞれのリストでの順位で数えます。",
            "Children who stay at the seat they hold and those without a seat are not in it. Siblings decided together count by their own lists too.",
        )))
    };
    Section::new("ranks", T_RANKS.in_lang(page.lang), body)
}
