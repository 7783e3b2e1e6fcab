//! A scenario beside the round as it is.

use crate::report::numbers::{decimal, range, signed, whole};
use crate::report::page::Page;
use crate::report::parts::{Head, Section, name, note, num, opt, plain};
use crate::report::words::{self, CLASS, DIFFERENCE, RANGE, SCENARIO, T_WHATIF, TODAY};
use crate::write::{WhatifFigureJson, WhatifJson};
use maud::{Markup, html};

/// Figures of all children that are told.
const TOLD: [&str; 8] = [
    "children",
    "seated",
    "placed",
    "waiting",
    "first_wishes",
    "empty_seats",
    "mean_metres",
    "blocking_households",
];

pub(super) fn section(page: &Page<'_>, json: &WhatifJson) -> Section {
    let all = |figure: &str| {
        json.figures.iter().find(|f| f.figure == figure && f.district_id == "*" && f.class.is_none())
    };
    let title = match &json.scenarios[..] {
        [one] if !one.name.is_empty() => {
            let name = plain(&one.name);
            page.pick(format!("シナリオの試算: {name}"), format!("Scenario: {name}"))
        }
        _ => T_WHATIF.in_lang(page.lang).to_owned(),
    };
    let seated = all("seated").and_then(|f| Some((f.before?, f.after?, f.difference?)));
    let suppressed = page.report.suppress > 1;
    let body = html! {
        @if json.scenarios.len() > 1 {
            ol.plain { @for s in &json.scenarios { li { (name(&s.name)) " " code { (name(&s.file)) } } } }
        }
        @if let Some((before, after, difference)) = seated {
            p { (page.pick(
                format!("席のある児童は {} 人から {} 人に ({} 人)。{}", whole(before), decimal(after.mean), signed(difference), draws_ja(json)),
                format!("{} children have a seat instead of {} ({}). {}", decimal(after.mean), whole(before), signed(difference), draws_en(json)),
            )) }
        }
        (page.table("table",
            page.pick("現状とシナリオ", "Today and the scenario"),
            &heads(page, page.pick("項目", "Figure")),
            &html! { tbody { @for figure in TOLD { @if let Some(f) = all(figure) { (row(words::figure(figure, page.lang), f)) } } } },
        ))
        @if suppressed {
            (note(page.pick("少数を秘匿するため、クラス別・児童別の内訳は載せていません。", "Classes and children are left out, as small counts are kept back.")))
        } @else {
            (classes(page, json))
            (changes(page, json))
        }
        (note(page.pick(
            "どちらの側も実際の決め方で決め、独立に検証しています。範囲は試算 10 回のうち 8 回が入る区間です。",
            "Both sides were decided by the rule and passed by the judge. Ranges hold eight draws in ten.",
        )))
    };
    Section::new("whatif", title, body)
}

fn draws_ja(json: &WhatifJson) -> String {
    if json.draws > 1 { format!("{} 回の試算の平均です。", json.draws) } else { String::new() }
}

fn draws_en(json: &WhatifJson) -> String {
    if json.draws > 1 { format!("Means over {} draws.", json.draws) } else { String::new() }
}

fn heads(page: &Page<'_>, first: &str) -> [Head; 5] {
    let number = |w: words::Word| Head::number(w.in_lang(page.lang));
    [Head::text(first), number(TODAY), number(SCENARIO), number(RANGE), number(DIFFERENCE)]
}

fn row(title: &str, f: &WhatifFigureJson) -> Markup {
    html! {
        tr {
            th scope="row" { (title) }
            (opt(f.before.map(whole)))
            (opt(f.after.map(|n| decimal(n.mean))))
            (opt(f.after.and_then(range)))
            (opt(f.difference.map(signed)))
        }
    }
}

/// Children without a seat, class by class.
fn classes(page: &Page<'_>, json: &WhatifJson) -> Markup {
    let rows: Vec<&WhatifFigureJson> = json
        .figures
        .iter()
        .filter(|f| f.figure == "waiting" && f.district_id == "*" && f.class.is_some())
        .collect();
    if rows.is_empty() {
        return html! {};
    }
    let body = html! { tbody { @for f in rows {
        (row(&words::class(&f.class.map_or_else(String::new, |c| c.to_string()), page.lang), f))
    } } };
    let caption = page.pick("席のない児童 (クラス別)", "Children without a seat, by class");
    page.table("classes", caption, &heads(page, CLASS.in_lang(page.lang)), &body)
}

/// How many children are better or worse off in most draws.
fn changes(page: &Page<'_>, json: &WhatifJson) -> Markup {
    let kinds = [
        ("gained_seat", page.pick("席を得る", "Gain a seat")),
        ("better_wish", page.pick("より上位の希望", "Get a better wish")),
        ("other_seat", page.pick("同じ順位の別の席", "Get another seat of the same rank")),
        ("worse_wish", page.pick("より下位の希望", "Get a worse wish")),
        ("lost_seat", page.pick("席を失う", "Lose their seat")),
    ];
    let count = |kind: &str| json.children.iter().filter(|c| c.change.as_deref() == Some(kind)).count();
    let body = html! { tbody { @for (kind, title) in kinds {
        tr { th scope="row" { (title) } (num(count(kind) as i64)) }
    } } };
    let heads =
        [Head::text(page.pick("現状と比べて", "Against today")), Head::number(page.pick("児童", "Children"))];
    page.table(
        "changes",
        page.pick("試算の過半で結果の変わる児童", "Children whose result changes in most draws"),
        &heads,
        &body,
    )
}
