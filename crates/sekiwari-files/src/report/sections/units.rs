//! The children of every club divided into its units.

use crate::report::page::Page;
use crate::report::parts::{Head, Section, kept_back, note, num, opt};
use crate::report::words::{self, CLUB, NOT_PROVEN, PROVEN, T_UNITS};
use crate::write::{ClubUnitsJson, UnitsJson};
use maud::{Markup, html};

pub(super) fn section(page: &Page<'_>, json: &UnitsJson) -> Section {
    let lang = page.lang;
    let mut heads = vec![
        Head::text(CLUB.in_lang(lang)),
        Head::number(page.pick("単位", "Unit")),
        Head::number(page.pick("児童", "Children")),
    ];
    heads.extend((1..=6).map(|g| Head::number(words::group("club", &g.to_string(), lang))));
    heads.extend([
        Head::number(page.pick("障害のある児童", "Disabled")),
        Head::number(page.pick("職員", "Staff")),
        Head::text(page.pick("分け方", "Division")),
    ]);
    // Parts of a club are of few children; its whole is what can be told.
    let suppressed = page.report.suppress > 1;
    let row = |i: usize, club: &ClubUnitsJson| -> Markup {
        let unit = &club.units[i];
        html! {
            (num(unit.unit))
            @if suppressed { @for _ in 0..8 { (kept_back(lang)) } } @else {
                (num(unit.children)) @for n in unit.by_grade { (num(n)) } (num(unit.disabled))
            }
            (opt(unit.qualified_staff.map(|q| format!("{q} + {}", unit.other_staff.unwrap_or(0)))))
            td { (if club.proven { PROVEN } else { NOT_PROVEN }.in_lang(lang)) }
        }
    };
    let body = html! { @for club in &json.clubs {
        tbody { @for i in 0..club.units.len() {
            tr.first[i == 0] {
                @if i == 0 { th.group scope="rowgroup" rowspan=(club.units.len()) { (page.places.facility(&club.facility_id)) } }
                (row(i, club))
            }
        } }
    } };
    let body = html! {
        (page.table("units", page.pick("支援の単位 (職員は有資格 + その他)", "Units (staff: qualified + others)"), &heads, &body))
        (note(page.pick("きょうだいを分けず、学年がそろい、人数が片寄らないように分けています。", "Siblings stay together, grades too as far as can be, and units are of like size.")))
    };
    Section::new("units", T_UNITS.in_lang(lang), body)
}
