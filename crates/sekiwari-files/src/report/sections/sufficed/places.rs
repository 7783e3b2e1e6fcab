//! Where seats, other wishes and looser conditions would have helped, and by class or grade.

use super::Shown;
use crate::report::hidden::Kind;
use crate::report::numbers::whole;
use crate::report::parts::{Head, all_kept_back, kept_back, name, note, num};
use crate::report::words::{self, CLASS, CLUB, FACILITY};
use crate::write::{SufficedAddedJson, SufficedDaysJson, SufficedPoolJson, SufficedTermsJson};
use maud::{Markup, html};
use sekiwari::explain::{club::counterfactual as of_clubs, counterfactual as of_nurseries};
use sekiwari::programme::siblings::{Joint, SiblingTerms, SingleFallback};

/// Places that are listed.
const LISTED: usize = 20;

impl Shown<'_> {
    /// What places are called.
    fn place_head(&self) -> Head {
        Head::text(if self.page.is_club() { CLUB } else { FACILITY }.in_lang(self.page.lang))
    }

    /// Where seats would have helped whom.
    pub(super) fn pools(&self) -> Markup {
        let page = self.page;
        let all = &self.figures.pools;
        if all.is_empty() {
            return html! {};
        }
        if self.hidden.single {
            return note(page.pick(
                self.of(
                    "どの施設に席があればよかったかは、一か所が一人か二人の児童にあたるため、少数を秘匿するこのページには載せていません。",
                    "どのクラブのどの曜日に席があればよかったかは、一か所が一人か二人の児童にあたるため、少数を秘匿するこのページには載せていません。",
                ),
                "Where these seats would be is left out, as small counts are kept back: each place stands for a child or two.",
            ));
        }
        let heads = [
            self.place_head(),
            Head::text(self.of(CLASS.in_lang(page.lang), page.pick("時期と曜日", "Season and weekdays"))),
            Head::number(page.pick("増やす席", "Seats more")),
            Head::number(page.pick("席を得る児童", "Get a seat")),
            Head::number(page.pick("希望の上がる児童", "Get a better wish")),
            Head::number(page.pick("今よりそこを望む児童", "Would rather be there")),
        ];
        let row = |p: &SufficedPoolJson| -> Markup {
            html! { tr {
                th scope="row" { (page.places.facility(&p.facility_id)) }
                td {
                    @if let Some(class) = &p.class { (words::class(class, page.lang)) }
                    @if let Some(r) = &p.reserved_for { " (" (name(r)) ")" }
                    @for (i, days) in p.days.iter().enumerate() {
                        @if i > 0 { (page.pick("、", "; ")) }
                        (self.days(days))
                    }
                }
                (num(p.seats)) (num(p.without_seat)) (num(p.with_seat)) (num(p.wished))
            } }
        };
        let body = html! { tbody { @for p in all.iter().take(LISTED) { (row(p)) } } };
        let caption = self.of(
            page.pick(
                "どこに席があればよかったか (席のない児童に役立つ順)",
                "Where seats would have helped, most children without a seat first",
            ),
            page.pick(
                "どのクラブのどの曜日に席があればよかったか (席のない児童に役立つクラブの順)",
                "Where seats would have helped, the clubs first that would have given most children without a seat one",
            ),
        );
        html! {
            (page.table("pools", caption, &heads, &body))
            (self.rest(all.len()))
            (note(self.of(
                page.pick(
                    "その席に直接決まる児童だけを数えます。移った児童の空いた席が次の児童に回る分は「1席の価値」(worth) に出ます。",
                    "Counted are children to whom these seats go. What becomes of the seats that they leave is told by worth.",
                ),
                page.pick(
                    "一行の席がすべてそろったときに、その席に直接決まる児童だけを数えます。移った児童の空いた席が次の児童に回る分は含みません。",
                    "Counted are children to whom these seats go, all those of a row together. What becomes of the seats that they leave is not counted.",
                ),
            )))
        }
    }

    /// Days of a club or a route, with the seats on each where they are several.
    fn days(&self, days: &SufficedDaysJson) -> Markup {
        let page = self.page;
        let letters = days.weekdays.as_deref().unwrap_or_default();
        let weekdays: Vec<&str> = words::WEEKDAYS
            .into_iter()
            .filter(|day| letters.contains(day))
            .map(|day| words::weekday(day, page.lang))
            .collect();
        html! {
            @if let Some(season) = &days.season { (words::season(season, page.lang)) " " }
            (weekdays.join(page.pick("", ", ")))
            @if let Some(route) = &days.route_id { (page.pick("送迎 ", "Route ")) (name(route)) }
            @if days.seats > 1 { (page.pick(format!(" (各{}席)", days.seats), format!(" ({} each)", days.seats))) }
        }
    }

    fn rest(&self, all: usize) -> Markup {
        match all.checked_sub(LISTED).filter(|&n| n > 0) {
            None => html! {},
            Some(n) => note(&self.page.pick(
                self.of(format!("ほか {n} か所 (sufficed.json)。"), format!("ほか {n} 件 (sufficed.json)。")),
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
        if self.figures.added.is_empty() || self.hidden.kind(Kind::Wish)[0] {
            return html! {};
        }
        let told: Vec<&SufficedAddedJson> =
            self.figures.added.iter().filter(|a| self.hidden.is_told(a, of)).collect();
        let heads = [self.place_head(), Head::number(page.pick("席があった児童", "Children without a seat"))];
        let body = html! { tbody { @for a in told.iter().take(LISTED) {
            tr { th scope="row" { (page.places.facility(&a.facility_id)) } (num(a.children)) }
        } } };
        let caption = self.of(
            page.pick(
                "希望に書かれていれば席があった施設 (児童ごとに近い 3 か所まで)",
                "Facilities that would have had a seat, had they been listed (of each child the nearest, up to three)",
            ),
            page.pick(
                "希望に書かれていれば、希望する曜日のすべてに席があったクラブ (児童ごとに近い 3 か所まで)",
                "Clubs that would have had a seat on all days, had they been listed (of each child the nearest, up to three)",
            ),
        );
        html! {
            h3 { (self.of(page.pick("ほかの施設", "Other facilities"), page.pick("ほかのクラブ", "Other clubs"))) }
            @if told.is_empty() {
                (all_kept_back(page.lang))
            } @else {
                (page.table("added", caption, &heads, &body))
                @if told.len() < self.figures.added.len() {
                    (note(self.of(
                        page.pick("少数の施設は載せていません。", "Facilities with small counts are left out."),
                        page.pick("少数のクラブは載せていません。", "Clubs with small counts are left out."),
                    )))
                } @else {
                    (self.rest(told.len()))
                }
            }
        }
    }

    /// Children without a seat, class by class or grade by grade.
    pub(super) fn classes(&self) -> Markup {
        let page = self.page;
        let all = self.figures.rows();
        let rows: Vec<_> = all
            .iter()
            .zip(&self.hidden.classes)
            .map(|((group, [without, _]), hidden)| (group, without, *hidden))
            .filter(|(_, without, _)| without.children > 0)
            .collect();
        if rows.is_empty() || self.hidden.groups[0] {
            return html! {};
        }
        let kinds = Kind::counted(self.figures);
        let lang = page.lang;
        let mut heads = vec![
            Head::text(words::group_head(&page.report.summary.programme, lang)),
            Head::number(page.pick("確かめた児童", "Asked about")),
        ];
        heads.extend(kinds.iter().map(|&k| Head::number(self.short(k))));
        let body = html! { tbody { @for (group, without, hidden) in &rows {
            tr {
                th scope="row" { (page.group(&group.to_string())) }
                @if *hidden {
                    @for _ in 0..=kinds.len() { (kept_back(lang)) }
                } @else {
                    (num(without.children))
                    @for k in &kinds { (num(k.of(without))) }
                }
            }
        } } };
        let (title, id, caption) = self.of(
            (
                page.pick("席のない児童 (クラス別)", "Children without a seat, by class"),
                "classes",
                page.pick("何があれば席があったか (クラス別)", "What would have given them a seat"),
            ),
            (
                page.pick("席のない児童 (学年別)", "Children without a seat, by grade"),
                "grades",
                page.pick("何があれば席があったか (学年別)", "What would have given them a seat"),
            ),
        );
        html! {
            h3 { (title) }
            @if rows.iter().all(|r| r.2) {
                (all_kept_back(lang))
            } @else {
                (page.table(id, caption, &heads, &body))
            }
        }
    }

    /// A kind of change in a word or two.
    fn short(&self, kind: Kind) -> &'static str {
        let page = self.page;
        match kind {
            Kind::Points => page.pick("指数", "Points"),
            Kind::Seats => page.pick("席", "Seats"),
            Kind::Days => page.pick("曜日を減らす", "Fewer days"),
            Kind::Terms => page.pick("きょうだいの条件", "Sibling condition"),
            Kind::Wish => self
                .of(page.pick("ほかの施設", "Another facility"), page.pick("ほかのクラブ", "Another club")),
            Kind::Nothing => page.pick("どれでも足りない", "Nothing"),
        }
    }
}

/// A sibling condition as application forms print it; as in the tables where its words are none of ours.
fn condition(terms: &SufficedTermsJson, shown: &Shown<'_>) -> Markup {
    let in_words = match shown.page.is_club() {
        true => of_clubs::terms_name,
        false => of_nurseries::terms_name,
    };
    let known = Joint::from_name(&terms.sibling_joint).zip(SingleFallback::from_name(&terms.sibling_single));
    html! { @match known {
        // What is preferred is no part of the condition.
        Some((joint, single_fallback)) => {
            (in_words(SiblingTerms { joint, single_fallback, ..SiblingTerms::SEPARATE }, shown.page.lang))
        }
        None => { (name(&terms.sibling_joint)) " " (name(&terms.sibling_single)) }
    } }
}
