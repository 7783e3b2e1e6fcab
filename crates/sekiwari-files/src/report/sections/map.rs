//! The facilities on a map, and the same as a table.

use crate::report::charts::{Mark, draw, steps};
use crate::report::numbers::whole;
use crate::report::page::Page;
use crate::report::parts::{Head, Section, kept_back, legend, note, num};
use crate::report::words::{
    self, DISTRICT, FACILITY, FIRST_WISHES, KIND, LEFT, SEATS, T_FACILITIES, T_MAP, UNMET, WAITING,
};
use crate::write::SummaryFacilityJson;
use maud::{Markup, html};

/// Facilities in the order of the table: most unmet demand first; those kept back last.
fn order<'p>(page: &'p Page<'_>) -> Vec<(&'p SummaryFacilityJson, bool)> {
    let hidden = page.report.hidden.facilities.iter().copied();
    let mut list: Vec<_> = page.report.summary.facilities.iter().zip(hidden).collect();
    list.sort_by_key(|(f, hidden)| (*hidden, std::cmp::Reverse(if *hidden { 0 } else { f.unmet })));
    list
}

/// `None` where there is no facility.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let list = order(page);
    if list.is_empty() {
        return None;
    }
    let body = html! {
        (drawing(page, &list))
        (rows(page, &list))
        (note(page.pick(
            "「第1希望で席なし」は、その施設を第1希望とし、どこにも席が決まらなかった児童 (申込み) の数です。合計は保留の数になります。「待っている児童」は、今の結果よりその施設を希望する児童で、ほかの施設に決まった児童を含み、重複があります。",
            "Unmet first wishes are those without any seat who list the facility first; they add up to all without a seat. Those waiting would rather be there than where they are: they may have a seat elsewhere and wait at several.",
        )))
    };
    let title =
        if list.iter().any(|(f, _)| f.lat.is_some() && f.lon.is_some()) { T_MAP } else { T_FACILITIES };
    Some(Section::new("map", title.in_lang(page.lang), body))
}

fn drawing(page: &Page<'_>, list: &[(&SummaryFacilityJson, bool)]) -> Markup {
    let most = list.iter().filter(|(_, hidden)| !hidden).map(|(f, _)| f.unmet).max().unwrap_or(0);
    let steps = steps(most);
    let marks: Vec<Mark<'_>> = (1..)
        .zip(list)
        .filter_map(|(number, (f, hidden))| {
            let (lat, lon) = (f.lat?, f.lon?);
            let name = page.places.facility_text(&f.facility_id);
            let unmet = (!hidden).then_some(f.unmet);
            Some(Mark { lat, lon, number, name, seats: f.seats, unmet })
        })
        .collect();
    if marks.is_empty() {
        return note(page.pick(
            "位置の分かる施設がないため、地図はありません。",
            "No map, as the place of no facility is known.",
        ));
    }
    let told = page.pick(
        format!("{} 施設の地図。円の大きさは席の数、色は第1希望で席のない数。同じ内容は下の表にあります。", marks.len()),
        format!("Map of {} facilities: circles by seats, coloured by unmet first wishes. The table below says the same.", marks.len()),
    );
    let unit = page.pick(if page.is_daily() { "件" } else { "人" }, "");
    let mut items = vec![("u0", format!("0{unit}"))];
    for (i, (&from, colour)) in steps.iter().zip(["u1", "u2", "u3", "u4"]).enumerate() {
        let text = match steps.get(i + 1) {
            Some(&next) if next - 1 > from => format!("{}–{}{unit}", whole(from), whole(next - 1)),
            Some(_) => format!("{}{unit}", whole(from)),
            None => page.pick(format!("{}{unit}以上", whole(from)), format!("{} or more", whole(from))),
        };
        items.push((colour, text));
    }
    if list.iter().any(|(_, hidden)| *hidden) {
        items.push(("ux", page.pick("秘匿", "kept back").to_owned()));
    }
    let items: Vec<(&str, &str)> = items.iter().map(|(c, t)| (*c, t.as_str())).collect();
    html! {
        p.legend { b { (UNMET.in_lang(page.lang)) } }
        (legend(&items))
        figure {
            (draw(&marks, page.report.areas.as_ref(), &steps, &told))
            figcaption {
                (page.pick(
                    "円の面積は席の数の目安、番号は下の表の番号です。上が北。",
                    "The larger the circle, the more seats; numbers as in the table below. North is up.",
                ))
            }
        }
    }
}

fn rows(page: &Page<'_>, list: &[(&SummaryFacilityJson, bool)]) -> Markup {
    let lang = page.lang;
    let with_district = list.iter().any(|(f, _)| !f.district_id.is_empty());
    // One kind alone says nothing.
    let with_kind = list.iter().any(|(f, _)| f.kind != list[0].0.kind);
    let mut heads = vec![Head::number(page.pick("番号", "No.")), Head::text(FACILITY.in_lang(lang))];
    if with_kind {
        heads.push(Head::text(KIND.in_lang(lang)));
    }
    if with_district {
        heads.push(Head::text(DISTRICT.in_lang(lang)));
    }
    heads.extend([SEATS, FIRST_WISHES, UNMET, WAITING, LEFT].map(|w| Head::number(w.in_lang(lang))));
    let kinds = |kind: &str| {
        let words: Vec<&str> = kind.split(';').map(|k| words::kind(k, lang)).collect();
        words.join(page.pick("、", ", "))
    };
    let body = html! {
        tbody { @for (number, (f, hidden)) in (1u32..).zip(list) {
            tr {
                (num(number))
                th scope="row" { (page.places.facility(&f.facility_id)) }
                @if with_kind { td { bdi { (kinds(&f.kind)) } } }
                @if with_district { td { (page.places.district(&f.district_id)) } }
                (num(f.seats))
                @if *hidden { @for _ in 0..4 { (kept_back(lang)) } } @else {
                    (num(f.first_wishes)) td.n.alarm[f.unmet > 0] { (whole(f.unmet)) } (num(f.waiting)) (num(f.left))
                }
            }
        } }
    };
    let caption = page.pick(
        "施設ごとの席と申込み (第1希望で席のない数の多い順)",
        "Facilities: seats and applications, most unmet first",
    );
    page.table("map-table", caption, &heads, &body)
}
