//! The fewest extra seats with which nobody blocks.

use crate::report::numbers::whole;
use crate::report::page::Page;
use crate::report::parts::{Head, Section, num};
use crate::report::words::{self, CLASS, FACILITY, SEATS, T_RESTORE};
use crate::write::RestoreJson;
use maud::html;

/// Ways that are listed.
const LISTED: usize = 5;

pub(super) fn section(page: &Page<'_>, json: &RestoreJson) -> Section {
    let heads = [
        Head::text(page.pick("案", "Way")),
        Head::text(FACILITY.in_lang(page.lang)),
        Head::text(CLASS.in_lang(page.lang)),
        Head::number(SEATS.in_lang(page.lang)),
        Head::number(page.pick("増やす席", "Extra")),
    ];
    let body = html! {
        @for (i, way) in json.ways.iter().take(LISTED).enumerate() {
            tbody { @for (j, extra) in way.extra.iter().enumerate() {
                tr.first[j == 0] {
                    @if j == 0 {
                        th.group scope="rowgroup" rowspan=(way.extra.len()) {
                            (i + 1) " "
                            span.dim { (page.pick(format!("席のある児童 {} 人", whole(way.seated)), format!("{} seated", whole(way.seated)))) }
                        }
                    }
                    td { (page.places.facility(&extra.pool.facility_id)) }
                    td { (words::class(&extra.pool.class, page.lang)) }
                    (num(extra.pool.seats)) (num(extra.extra))
                }
            } }
        }
    };
    let body = html! {
        p { (page.pick(&json.conclusion.ja, &json.conclusion.en)) }
        @if json.ways.iter().any(|w| !w.extra.is_empty()) {
            (page.table("ways", page.pick("増やす席の案", "Where the seats would be"), &heads, &body))
        }
    };
    Section::new("restore", T_RESTORE.in_lang(page.lang), body)
}
