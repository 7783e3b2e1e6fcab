//! The years after the round.

use crate::report::charts::{Line, Point, lines};
use crate::report::numbers::{decimal, large, range, whole};
use crate::report::page::Page;
use crate::report::parts::{Head, Section, name, note, opt};
use crate::report::words::{COST, RANGE, SEATS, T_YEARS, YEAR};
use crate::write::{YearCourseJson, YearsJson};
use maud::{Markup, html};

fn course(page: &Page<'_>, name: &str) -> &'static str {
    match name {
        "as-is" => page.pick("このまま", "As is"),
        "stated" => page.pick("計画ファイル", "Stated"),
        _ => page.pick("求めた計画", "Plan"),
    }
}

pub(super) fn section(page: &Page<'_>, json: &YearsJson) -> Section {
    let drawn: Vec<Line<'_>> = json
        .courses
        .iter()
        .map(|c| Line {
            class: &c.course,
            label: course(page, &c.course),
            points: c
                .years
                .iter()
                .map(|y| Point {
                    x: y.year.into(),
                    y: y.waiting.mean,
                    low: y.waiting.low,
                    high: y.waiting.high,
                })
                .collect(),
        })
        .collect();
    let told = page.pick(
        "年度ごとの席のない児童の数。同じ内容は下の表にあります。",
        "Children without a seat year by year; the tables below say the same.",
    );
    let body = html! {
        figure {
            (lines(&drawn, YEAR.in_lang(page.lang), page.pick("席のない児童 (人)", "Children without a seat"), true, told))
            figcaption { (page.pick("縦線は試算 10 回のうち 8 回が入る範囲。", "Vertical lines hold eight draws in ten.")) }
        }
        @for c in &json.courses { (of_course(page, c)) }
        (note(page.pick(
            "計画ファイルの仮定による見通しです。どの年度も実際の決め方で決め、検証しています。",
            "An outlook under the assumptions of the plan file. Every year was decided by the rule and passed by the judge.",
        )))
        @if json.stopped { (note(page.pick("探索は途中で打ち切られました。", "The search was stopped before its end."))) }
    };
    Section::new("years", T_YEARS.in_lang(page.lang), body)
}

fn of_course(page: &Page<'_>, c: &YearCourseJson) -> Markup {
    let heads = [
        Head::number(YEAR.in_lang(page.lang)),
        Head::text(page.pick("開く候補地", "Opens")),
        Head::number(COST.in_lang(page.lang)),
        Head::number(page.pick("申込児童", "Applicants")),
        Head::number(page.pick("空き枠", "Open seats")),
        Head::number(page.pick("新たに入所", "Newly placed")),
        Head::number(page.pick("席のない児童", "Without a seat")),
        Head::number(RANGE.in_lang(page.lang)),
    ];
    let opens = |year: i16| -> Markup {
        let own: Vec<_> = c.openings.iter().filter(|o| o.year == year).collect();
        html! { @for (i, o) in own.iter().enumerate() {
            @if i > 0 { (page.pick("、", ", ")) }
            (name(&o.site_id)) @if !o.size.is_empty() { " (" (name(&o.size)) ")" }
            " " span.dim { (whole(o.seats.iter().sum::<u32>())) " " (SEATS.in_lang(page.lang).to_lowercase()) }
        } }
    };
    let body = html! { tbody { @for y in &c.years {
        tr {
            th.n scope="row" { (y.year) } td { (opens(y.year)) } (opt(Some(large(y.cost))))
            (opt(Some(decimal(y.children.mean)))) (opt(Some(decimal(y.open_seats.mean)))) (opt(Some(decimal(y.placed.mean))))
            (opt(Some(decimal(y.waiting.mean)))) (opt(range(y.waiting)))
        }
    } } };
    let reached = match c.reached {
        Some(true) => page.pick("、目標に達する", ", reaches the target"),
        Some(false) => page.pick("、目標に達しない", ", misses the target"),
        None => "",
    };
    let name = course(page, &c.course);
    let caption = page.pick(
        format!("{name} (費用 {}{reached})", large(c.cost)),
        format!("{name} (cost {}{reached})", large(c.cost)),
    );
    page.table(&c.course, &caption, &heads, &body)
}
