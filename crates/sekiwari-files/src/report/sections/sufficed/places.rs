//! Where seats, other wishes and looser conditions would have helped, and by class.

use super::Shown;
use crate::report::hidden::{KINDS, kinds};
use crate::report::numbers::whole;
use crate::report::parts::{Head, all_kept_back, kept_back, name, note, num};
use crate::report::words::{self, CLASS, FACILITY};
use crate::write::{SufficedAddedJson, SufficedPoolJson, SufficedTermsJson};
use maud::{Markup, html};
use sekiwari::explain::counterfactual::terms_name;
use sekiwari::programme::siblings::{Joint, SiblingTerms, SingleFallback};

/// Places that are listed.
const LISTED: usize = 20;

impl Shown<'_> {
    /// Where seats would have helped whom.
    pub(super) fn pools(&self) -> Markup {
        let page = self.page;
        let all = &self.figures.pools;
        if all.is_empty() {
            return html! {};
        }
        if self.hidden.single {
            return note(page.pick(
                "どの施設に席があればよかったかは、一か所が一人か二人の児童にあたるため、少数を秘匿するこのページには載せていません。",
                "Where these seats would be is left out, as small counts are kept back: each place stands for a child or two.",
            ));
        }
        let heads = [
            Head::text(FACILITY.in_lang(page.lang)),
            Head::text(CLASS.in_lang(page.lang)),
            Head::number(page.pick("増やす席", "Seats more")),
            Head::number(page.pick("席を得る児童", "Get a seat")),
            Head::number(page.pick("希望の上がる児童", "Get a better wish")),
            Head::number(page.pick("今よりそこを望む児童", "Would rather be there")),
        ];
        let row = |p: &SufficedPoolJson| -> Markup {
            html! { tr {
                th scope="row" { (page.places.facility(&p.facility_id)) }
                td { (words::class(&p.class, page.lang)) @if let Some(r) = &p.reserved_for { " (" (name(r)) ")" } }
                (num(p.seats)) (num(p.without_seat)) (num(p.with_seat)) (num(p.wished))
            } }
        };
        let body = html! { tbody { @for p in all.iter().take(LISTED) { (row(p)) } } };
        let caption = page.pick(
            "どこに席があればよかったか (席のない児童に役立つ順)",
            "Where seats would have helped, most children without a seat first",
        );
        html! {
            (page.table("pools", caption, &heads, &body))
            (self.rest(all.len()))
            (note(page.pick(
                "その席に直接決まる児童だけを数えます。移った児童の空いた席が次の児童に回る分は「1席の価値」(worth) に出ます。",
                "Counted are children to whom these seats go. What becomes of the seats that they leave is told by worth.",
            )))
        }
    }

    fn rest(&self, all: usize) -> Markup {
        match all.checked_sub(LISTED).filter(|&n| n > 0) {
            None => html! {},
            Some(n) => note(&self.page.pick(
                format!("ほか {n} か所 (sufficed.json)。"),
                format!("And {n} more, in sufficed.json."),
            )),
        }
    }

    /// Which looser sibling conditions would have helped.
    pub(super) fn terms(&self) -> Markup {
        let page = self.page;
        if self.figures.terms.is_empty() || self.hidden.single {
            return html! {};
        }
        let asked: u32 = self.groups().iter().map(|g| g.terms_asked).sum();
        let heads = [
            Head::text(page.pick("この条件であれば", "With this condition")),
            Head::number(page.pick("児童", "Children")),
        ];
        let body = html! { tbody { @for t in &self.figures.terms {
            tr { th scope="row" { (condition(t, self)) } (num(t.children)) }
        } } };
        let caption = page.pick(
            format!("きょうだいの条件: 条件のある世帯の児童 {} 人のうち", whole(asked)),
            format!("The sibling condition: of {} children whose family has one", whole(asked)),
        );
        html! {
            h3 { (page.pick("きょうだいの条件", "Sibling conditions")) }
            (page.table("terms", &caption, &heads, &body))
            (note(page.pick(
                "緩め方の最も小さい条件で数えます。席のない児童と席のある児童の両方です。",
                "Counted by the least loose condition; children without a seat and with one.",
            )))
        }
    }

    /// Facilities that were not listed and would have had a seat.
    pub(super) fn added(&self) -> Markup {
        let page = self.page;
        let of = self.figures.without_seat.counts.wish;
        if self.figures.added.is_empty() || self.hidden.kinds[3][0] {
            return html! {};
        }
        let told: Vec<&SufficedAddedJson> =
            self.figures.added.iter().filter(|a| self.hidden.is_told(a, of)).collect();
        let heads = [
            Head::text(FACILITY.in_lang(page.lang)),
            Head::number(page.pick("席があった児童", "Children without a seat")),
        ];
        let body = html! { tbody { @for a in told.iter().take(LISTED) {
            tr { th scope="row" { (page.places.facility(&a.facility_id)) } (num(a.children)) }
        } } };
        let caption = page.pick(
            "希望に書かれていれば席があった施設 (児童ごとに近い 3 か所まで)",
            "Facilities that would have had a seat, had they been listed (of each child the nearest, up to three)",
        );
        html! {
            h3 { (page.pick("ほかの施設", "Other facilities")) }
            @if told.is_empty() {
                (all_kept_back(page.lang))
            } @else {
                (page.table("added", caption, &heads, &body))
                @if told.len() < self.figures.added.len() {
                    (note(page.pick("少数の施設は載せていません。", "Facilities with small counts are left out.")))
                } @else {
                    (self.rest(told.len()))
                }
            }
        }
    }

    /// Children without a seat, class by class.
    pub(super) fn classes(&self) -> Markup {
        let page = self.page;
        let rows: Vec<_> = self
            .figures
            .classes
            .iter()
            .zip(&self.hidden.classes)
            .filter(|(c, _)| c.without_seat.children > 0)
            .collect();
        if rows.is_empty() || self.hidden.groups[0] {
            return html! {};
        }
        let heads = page.pick(
            ["確かめた児童", "指数", "席", "きょうだいの条件", "ほかの施設", "どれでも足りない"],
            ["Asked about", "Points", "Seats", "Sibling condition", "Another facility", "Nothing"],
        );
        let heads: Vec<Head> =
            [Head::text(CLASS.in_lang(page.lang))].into_iter().chain(heads.map(Head::number)).collect();
        let body = html! { tbody { @for (c, hidden) in &rows {
            tr {
                th scope="row" { (words::class(&c.class.to_string(), page.lang)) }
                @if **hidden {
                    @for _ in 0..=KINDS { (kept_back(page.lang)) }
                } @else {
                    (num(c.without_seat.children))
                    @for n in kinds(&c.without_seat) { (num(n)) }
                }
            }
        } } };
        html! {
            h3 { (page.pick("席のない児童 (クラス別)", "Children without a seat, by class")) }
            @if rows.iter().all(|r| *r.1) {
                (all_kept_back(page.lang))
            } @else {
                (page.table("classes", page.pick("何があれば席があったか (クラス別)", "What would have given them a seat"), &heads, &body))
            }
        }
    }
}

/// A sibling condition as application forms print it; as in the tables where its words are none of ours.
fn condition(terms: &SufficedTermsJson, shown: &Shown<'_>) -> Markup {
    let known = Joint::from_name(&terms.sibling_joint).zip(SingleFallback::from_name(&terms.sibling_single));
    html! { @match known {
        // What is preferred is no part of the condition.
        Some((joint, single_fallback)) => {
            (terms_name(SiblingTerms { joint, single_fallback, ..SiblingTerms::SEPARATE }, shown.page.lang))
        }
        None => { (name(&terms.sibling_joint)) " " (name(&terms.sibling_single)) }
    } }
}
