//! Day services by date: what is used, what was refused, and why.

use crate::report::numbers::{percent, whole};
use crate::report::page::Page;
use crate::report::parts::{Head, Section, bar, kept_back, legend, note, num, opt};
use crate::report::words::{self, FACILITY, REFUSED, T_CALENDAR, T_REASONS};
use crate::write::SummaryDayJson;
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// A service on a date, over all its sites.
#[derive(Clone, Copy, Default)]
struct OnDate {
    /// `None` where some site has no limit of seats.
    seats: Option<u32>,
    children: u32,
    refused: u32,
    hidden: bool,
}

/// Of day services only.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let days = &page.report.summary.days;
    if days.is_empty() {
        return None;
    }
    let mut services: Vec<&str> = Vec::new();
    for service in days.iter().map(|d| d.service.as_str()) {
        if !services.contains(&service) {
            services.push(service);
        }
    }
    services.sort_by_key(|s| page.report.summary.groups().position(|g| g == *s));
    let items = [("c1", page.pick("利用", "Used")), ("c4", page.pick("満員", "Full"))];
    let body = html! {
        (legend(&items))
        @for service in services {
            h3 { (words::service(service, page.lang)) }
            (sites(page, service))
            (months(page, service))
        }
        (note(page.pick(
            "暦の各欄は、その日に開くすべての施設を合わせた「その日の利用児童 / 席 (一日のうち最も多い時間)」と、その日を第1希望とした利用できない申込みです。午前と午後で別の児童が使う日は、利用児童が席より多いことがあります。",
            "Cells add up the sites that are open: children there on the day / seats at the best time, and refused requests whose first wish was the day. Where other children come in the morning and the afternoon there may be more children than seats.",
        )))
    };
    Some(Section::new("calendar", T_CALENDAR.in_lang(page.lang), body))
}

fn of_service<'p>(page: &'p Page<'_>, service: &'p str) -> impl Iterator<Item = (&'p SummaryDayJson, bool)> {
    let report = page.report;
    report
        .summary
        .days
        .iter()
        .zip(report.hidden.days.iter().copied())
        .filter(move |(d, _)| d.service == service)
}

/// The sites of a service over the whole period.
fn sites(page: &Page<'_>, service: &str) -> Markup {
    let mut sites: BTreeMap<&str, (u32, OnDate)> = BTreeMap::new();
    for (day, hidden) in of_service(page, service) {
        let (open, sum) =
            sites.entry(&day.facility_id).or_insert((0, OnDate { seats: Some(0), ..OnDate::default() }));
        *open += 1;
        add(sum, day, hidden);
    }
    let lang = page.lang;
    let heads = [
        Head::text(FACILITY.in_lang(lang)),
        Head::number(page.pick("開所日", "Days open")),
        Head::number(page.pick("席 (延べ)", "Seats, all days")),
        Head::number(page.pick("利用 (延べ児童)", "Child-days")),
        Head::number(page.pick("席に対する割合", "Of the seats")),
        Head::number(page.pick("第1希望で利用なし", "Refused, first wish")),
    ];
    let body = html! {
        tbody { @for (id, (open, sum)) in &sites {
            tr {
                th scope="row" { (page.places.facility(id)) }
                (num(*open)) (opt(sum.seats.map(whole)))
                @if sum.hidden { @for _ in 0..3 { (kept_back(lang)) } } @else {
                    (num(sum.children))
                    (opt(sum.seats.and_then(|s| percent(sum.children.into(), s.into()))))
                    td.n.alarm[sum.refused > 0] { (whole(sum.refused)) }
                }
            }
        } }
    };
    let name = words::service(service, lang);
    let caption = page.pick(format!("{name}の施設"), format!("Sites of {name}"));
    page.table(&format!("sites-{service}"), &caption, &heads, &body)
}

/// One that is kept back keeps back the sum.
fn add(sum: &mut OnDate, day: &SummaryDayJson, hidden: bool) {
    sum.seats = sum.seats.zip(day.seats).map(|(a, b)| a + b);
    sum.children += day.children;
    sum.refused += day.refused;
    sum.hidden |= hidden;
}

fn months(page: &Page<'_>, service: &str) -> Markup {
    let mut dates: BTreeMap<Date, OnDate> = BTreeMap::new();
    for (day, hidden) in of_service(page, service) {
        let Ok(date) = day.date.parse() else { continue };
        add(dates.entry(date).or_insert(OnDate { seats: Some(0), ..OnDate::default() }), day, hidden);
    }
    let months: BTreeSet<Date> = dates.keys().map(|d| d.first_of_month()).collect();
    html! { @for first in months { (month(page, service, first, &dates)) } }
}

/// A month, weeks down and weekdays across, Sunday first as on calendars on the wall.
fn month(page: &Page<'_>, service: &str, first: Date, dates: &BTreeMap<Date, OnDate>) -> Markup {
    let lang = page.lang;
    let lead = first.weekday().to_sunday_zero_offset();
    let last = first.last_of_month().day();
    let weeks = (i32::from(lead) + i32::from(last) + 6) / 7;
    let cell = |week: i32, weekday: i32| -> Option<Date> {
        let day = week * 7 + weekday - i32::from(lead) + 1;
        let day = i8::try_from(day).ok().filter(|d| (1..=last).contains(d))?;
        Date::new(first.year(), first.month(), day).ok()
    };
    let name = words::service(service, lang);
    let caption = page.pick(
        format!("{name} {}年{}月: 利用 / 席", first.year(), first.month()),
        format!("{name}, {}-{:02}: used / seats", first.year(), first.month()),
    );
    let id = format!("month-{service}-{}-{:02}", first.year(), first.month());
    let letters = ["U", "M", "T", "W", "H", "F", "S"];
    html! {
        div.table role="region" aria-labelledby={ (id) "-caption" } tabindex="0" {
            table.cal id=(id) {
                caption id={ (id) "-caption" } { span { (caption) } }
                thead { tr { @for letter in letters { th scope="col" { (words::weekday(letter, lang)) } } } }
                tbody { @for week in 0..weeks {
                    tr { @for weekday in 0..7 { @match cell(week, weekday) {
                        None => { td.shut {} }
                        Some(date) => { (on_date(page, date, dates.get(&date))) }
                    } } }
                } }
            }
        }
    }
}

fn on_date(page: &Page<'_>, date: Date, on: Option<&OnDate>) -> Markup {
    let Some(on) = on else {
        return html! { td.shut { span.day { (date.day()) } } };
    };
    if on.hidden {
        return html! { td { span.day { (date.day()) } abbr title=(page.pick("秘匿", "kept back")) { "X" } } };
    }
    let full = on.seats.is_some_and(|s| on.children >= s);
    html! {
        td {
            span.day { (date.day()) }
            span.use { (whole(on.children)) @if let Some(seats) = on.seats { span.dim { " / " (whole(seats)) } } }
            @if let Some(seats) = on.seats {
                (bar(&[(if full { "c4" } else { "c1" }, on.children.min(seats).into())], seats.into()))
            }
            @if on.refused > 0 {
                span.over { (page.pick(format!("利用なし {}", on.refused), format!("{} refused", on.refused))) }
            }
        }
    }
}

/// Why requests were refused.
pub(super) fn reasons(page: &Page<'_>) -> Option<Section> {
    let rows = &page.report.summary.unmet;
    if rows.is_empty() {
        return None;
    }
    let lang = page.lang;
    let all: u32 = rows.iter().map(|r| r.requests).sum();
    let heads = [
        Head::text(words::SERVICE.in_lang(lang)),
        Head::text(page.pick("主な理由", "Main reason")),
        Head::number(REFUSED.in_lang(lang)),
        Head::text(words::SHARE.in_lang(lang)),
    ];
    let body = html! {
        tbody {
            @for (row, hidden) in rows.iter().zip(&page.report.hidden.unmet) {
                tr {
                    th scope="row" { (words::service(&row.service, lang)) }
                    td { (page.pick(&row.ja, &row.en)) }
                    @if *hidden { (kept_back(lang)) td.b {} } @else {
                        (num(row.requests))
                        td.b { (bar(&[("c4", row.requests.into())], all.into())) }
                    }
                }
            }
            tr.sum { th scope="row" { (words::ALL.in_lang(lang)) } td {} (num(all)) td.b {} }
        }
    };
    let caption = page.pick("利用できない申込みの主な理由", "Refused requests by their main reason");
    let body = html! {
        (page.table("reasons-table", caption, &heads, &body))
        (note(page.pick(
            "申込みごとに、席に最も近い理由を一つ数えます。",
            "Each request counts once, by the reason nearest to a place.",
        )))
    };
    Some(Section::new("reasons", T_REASONS.in_lang(lang), body))
}
