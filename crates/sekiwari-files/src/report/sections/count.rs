//! The official count.

use crate::report::numbers::large;
use crate::report::page::Page;
use crate::report::parts::{Head, Section, kept_back, note};
use crate::report::words::T_COUNT;
use crate::write::CountJson;
use maud::html;
use sekiwari::programme::nursery::waiting::{ExclusionOrder, Line};

/// The ages that are told, in their order.
const AGES: [&str; 6] = ["all", "0", "1", "2", "3", "4-5"];

pub(super) fn section(page: &Page<'_>, json: &CountJson) -> Section {
    let lang = page.lang;
    let age = |age: &str| match age {
        "all" => page.pick("計".to_owned(), "All".to_owned()),
        age => page.pick(format!("{age}歳児"), format!("class {age}")),
    };
    let mut heads = vec![Head::text(page.pick("項目", "Line"))];
    heads.extend(AGES.iter().map(|a| Head::number(age(a))));
    let stricter = page.report.suppress.max(1) > json.suppress.max(1);
    let lines = Line::all(ExclusionOrder::default().iter());
    let cell = |line: Line, age: &str| {
        json.rows.iter().find(|r| r.line == line.as_str() && r.age == age && r.district_id == "*")
    };
    let shown = |line: &Line| AGES.iter().any(|a| cell(*line, a).is_some());
    let body = html! { tbody { @for line in lines.into_iter().filter(shown) {
        tr {
            th scope="row" { (line.label(lang)) }
            @for a in AGES {
                @match cell(line, a) {
                    // The page may keep back more than the folder did; then only the whole can be told.
                    Some(_) if stricter && a != "all" => { (kept_back(lang)) }
                    Some(r) if r.status == "kept-back" => { (kept_back(lang)) }
                    Some(r) => { td.n { @match r.children { Some(n) => { (large(n)) } None => { span.dim { "–" } } } } }
                    None => { td.n {} }
                }
            }
        }
    } } };
    let caption = page.pick(format!("{} 現在の集計", json.date), format!("Count on {}", json.date));
    let body = html! {
        (page.table("lines", &caption, &heads, &body))
        (note(page.pick(
            "国の調査の定義による集計です。「席のない児童」の全員が待機児童になるわけではありません。",
            "Counted as the national survey defines it; not every child without a seat is a waiting child.",
        )))
    };
    Section::new("count", T_COUNT.in_lang(lang), body)
}
