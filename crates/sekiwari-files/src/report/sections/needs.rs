//! What clubs lack, and the smallest plan that leaves nobody waiting.

use crate::report::numbers::large;
use crate::report::page::Page;
use crate::report::parts::{Head, Section, kept_back, name, note, num, opt};
use crate::report::words::{self, CLUB, NOT_PROVEN, PROVEN, SCHOOL_DISTRICT, T_NEEDS};
use crate::write::ClubsJson;
use maud::{Markup, html};

fn item(page: &Page<'_>, item: &str) -> String {
    match item {
        "new_clubs" => page.pick("新しいクラブ", "new clubs"),
        "rooms" => page.pick("部屋", "rooms"),
        "units" => page.pick("支援の単位", "units"),
        "staff" => page.pick("職員", "staff"),
        "qualified_staff" => page.pick("うち支援員", "qualified staff among them"),
        "transport_seats" => page.pick("送迎の席", "transport seats"),
        "declared_seats" => page.pick("定員", "declared seats"),
        other => return other.to_owned(),
    }
    .to_owned()
}

pub(super) fn section(page: &Page<'_>, json: &ClubsJson) -> Section {
    let proof = if json.proven { PROVEN } else { NOT_PROVEN }.in_lang(page.lang);
    let items: Vec<String> =
        json.totals.iter().map(|(i, n)| format!("{} {}", item(page, i), large(*n))).collect();
    let body = html! {
        p { (page.pick(
            format!("全員が待たずに済む最小の計画 ({proof}): {}。", if items.is_empty() { "追加は不要".to_owned() } else { items.join("、") }),
            format!("The smallest plan that leaves nobody waiting ({}): {}.", proof.to_lowercase(), if items.is_empty() { "nothing to add".to_owned() } else { items.join(", ") }),
        )) }
        (needs(page, json))
        (without(page, json))
        (short(page, json))
    };
    Section::new("needs", T_NEEDS.in_lang(page.lang), body)
}

fn needs(page: &Page<'_>, json: &ClubsJson) -> Markup {
    if json.needs.is_empty() {
        return html! {};
    }
    let heads = [Head::text(page.pick("どこに", "Where")), Head::text(page.pick("何を", "What"))];
    let body = html! { tbody { @for need in &json.needs {
        tr {
            th scope="row" {
                @match need.kind.as_str() {
                    "club" => { (page.places.facility(&need.id)) }
                    "new_club" => { (page.places.district(&need.id)) }
                    _ => { (name(&need.id)) }
                }
            }
            td { (need.added.iter().map(|(i, n)| format!("{} {}", item(page, i), large(*n))).collect::<Vec<_>>().join(page.pick("、", ", "))) }
        }
    } } };
    page.table("plan", page.pick("計画の内訳", "The plan"), &heads, &body)
}

fn without(page: &Page<'_>, json: &ClubsJson) -> Markup {
    if json.without_club.is_empty() {
        return html! {};
    }
    // What the table of districts keeps back is not told here.
    let hide = page.report.suppress > 1;
    let heads =
        [Head::text(SCHOOL_DISTRICT.in_lang(page.lang)), Head::number(page.pick("申込児童", "Applicants"))];
    let body = html! { tbody { @for d in &json.without_club {
        tr { th scope="row" { (page.places.district(&d.district_id)) } @if hide { (kept_back(page.lang)) } @else { (num(d.children)) } }
    } } };
    page.table("without", page.pick("クラブのない学区", "School districts without a club"), &heads, &body)
}

fn short(page: &Page<'_>, json: &ClubsJson) -> Markup {
    if json.shortfalls.is_empty() {
        return html! {};
    }
    if page.report.suppress > 1 {
        return note(page.pick(
            "少数を秘匿するため、曜日別の不足は載せていません。",
            "Shortfalls by weekday are left out, as small counts are kept back.",
        ));
    }
    let heads = [
        Head::text(CLUB.in_lang(page.lang)),
        Head::text(page.pick("時期", "Season")),
        Head::text(page.pick("曜日", "Weekday")),
        Head::number(page.pick("希望", "Wanted")),
        Head::number(page.pick("席", "Seats")),
        Head::number(page.pick("不足", "Missing")),
    ];
    let body = html! { tbody { @for s in &json.shortfalls {
        tr {
            th scope="row" { (page.places.facility(&s.facility_id)) }
            td { (words::season(&s.season, page.lang)) } td { (words::weekday(&s.weekday, page.lang)) }
            (opt(Some(large(s.wanted)))) (num(s.open)) td.n.alarm { (large(s.missing)) }
        }
    } } };
    page.table("short", page.pick("席の足りない曜日", "Weekdays that lack seats"), &heads, &body)
}
