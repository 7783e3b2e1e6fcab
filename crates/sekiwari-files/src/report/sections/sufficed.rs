//! What would have sufficed, for how many children.

mod places;
mod steps;

use crate::report::hidden::{HiddenSufficed, Kind};
use crate::report::numbers::whole;
use crate::report::page::Page;
use crate::report::parts::{Head, Section, kept_back, note, num, opt, percent_cell};
use crate::report::words::{self, T_SUFFICED};
use crate::write::{SufficedFiguresJson, SufficedGroupJson};
use maud::{Markup, html};

/// Of nurseries and of clubs, in their words; decided by `mechanism`.
pub(super) fn section(page: &Page<'_>, figures: &SufficedFiguresJson, mechanism: &str) -> Section {
    let report = page.report;
    let hidden = HiddenSufficed::new(figures, (&report.summary, &report.hidden, report.suppress));
    let shown = Shown { page, figures, hidden };
    let body = html! {
        p { (shown.lead(mechanism)) }
        (shown.kinds())
        (shown.points())
        (shown.seats())
        (shown.pools())
        (shown.terms())
        (shown.added())
        (shown.classes())
        (note(page.pick(
            "どれも、その一世帯についてだけ変えて決め直した結果です。ほかの児童の結果がどう変わるかは含みません。何人もの児童に一度に当てはまるものではなく、人数を足し合わせることもできません。",
            "Each change was tried for one family alone. What it would do to others is not in these counts: they do not hold for many children at once, and cannot be added up.",
        )))
    };
    Section::new("sufficed", T_SUFFICED.in_lang(page.lang), body)
}

/// The document, and what of it may be shown.
struct Shown<'a> {
    page: &'a Page<'a>,
    figures: &'a SufficedFiguresJson,
    hidden: HiddenSufficed,
}

impl Shown<'_> {
    fn groups(&self) -> [&SufficedGroupJson; 2] {
        [&self.figures.without_seat, &self.figures.with_seat]
    }

    /// The groups that there is something to tell of, by number.
    fn told(&self) -> Vec<usize> {
        let there = |g: &usize| !self.hidden.groups[*g] && self.groups()[*g].counts.children > 0;
        [0, 1].into_iter().filter(there).collect()
    }

    /// The one of two texts that is of the programme.
    fn of<T>(&self, nursery: T, club: T) -> T {
        if self.page.is_club() { club } else { nursery }
    }

    /// The groups in a few words.
    fn names(&self) -> [&'static str; 2] {
        self.page.pick(["席のない児童", "席のある児童"], ["Without a seat", "With a seat"])
    }

    fn lead(&self, mechanism: &str) -> String {
        let rule = words::mechanism(mechanism, self.page.lang);
        let (unplaced, asked) = (self.figures.unplaced, self.groups().map(|g| g.counts.children));
        let mut text = self.page.pick(
            format!("席のない児童は {} 人です。", whole(unplaced)),
            format!("{} children have no seat.", whole(unplaced)),
        );
        let told = self.told();
        if told.contains(&0) {
            let (ja, en) = match asked[0] == unplaced {
                true => ("その全員".to_owned(), "all".to_owned()),
                false => (format!("このうち {} 人", whole(asked[0])), whole(asked[0])),
            };
            text += &self.page.pick(
                format!("{ja}について、何があれば席があったかを確かめました。"),
                format!(" For {en} of them it was tried what would have given them one."),
            );
        }
        if told.contains(&1) {
            text += &self.page.pick(
                format!(
                    "席のある児童 {} 人については、何があればより上位の希望に決まっていたかを確かめました。",
                    whole(asked[1])
                ),
                format!(" For {} who have one, what would have given them a better wish.", whole(asked[1])),
            );
        }
        text += &self.page.pick(
            format!("一人ずつ、ほかを変えずに、同じ規則 ({rule}) と同じ抽選で決め直した結果です。"),
            format!(
                " Each was decided anew by itself, by the same rule ({rule}) with the same draw and nothing else changed."
            ),
        );
        if told.is_empty() && asked.iter().any(|&n| n > 0) {
            text += self.page.pick("少数のため、内訳は秘匿しました。", " Small counts are kept back.");
        }
        text
    }

    /// How many by each kind of change, and by none.
    fn kinds(&self) -> Markup {
        let (page, told) = (self.page, self.told());
        if told.is_empty() {
            return html! {};
        }
        let mut heads = vec![Head::text(page.pick("何があれば", "What"))];
        for &g in &told {
            heads.push(Head::number(self.names()[g]));
            heads.push(Head::number(page.pick("割合", "Share")));
        }
        let cells = |k: Kind, g: usize| -> Markup {
            let group = self.groups()[g];
            let (n, of) = (k.of(&group.counts), group.counts.children);
            html! { @match (k, g) {
                // Other facilities are tried for those without a seat only.
                (Kind::Wish, 1) => { (opt(None)) (opt(None)) }
                _ if self.hidden.kind(k)[g] => { (kept_back(page.lang)) (kept_back(page.lang)) }
                _ => { (num(n)) (percent_cell(n.into(), of.into())) }
            } }
        };
        let asked = |g: usize| {
            let of = self.groups()[g].counts.children;
            html! { (num(of)) (percent_cell(of.into(), of.into())) }
        };
        let body = html! {
            tbody { @for k in Kind::counted(self.figures) {
                tr { th scope="row" { (self.change(k)) } @for &g in &told { (cells(k, g)) } }
            } }
            tbody { tr.sum { th scope="row" { (page.pick("確かめた児童", "Asked about")) } @for &g in &told { (asked(g)) } } }
        };
        let caption = page.pick(
            "何があれば足りたか (児童数、一人が複数に数えられることがあります)",
            "What would have sufficed (children; one may count in several rows)",
        );
        html! {
            (page.table("kinds", caption, &heads, &body))
            (note(page.pick(
                "席のない児童は、いずれかの希望に席があったかを数えます。席のある児童は、今より上位の希望に決まっていたかを数えます。",
                "Of children without a seat it is counted who would have had any, of those with one who would have had a better wish.",
            )))
            @if page.is_club() {
                (note(page.pick(
                    "希望より少ない曜日で決まった児童も、席のある児童に含みます。曜日は、空きのある曜日だけに減らした場合です。",
                    "Children who come on fewer days than they wished are among those with a seat. Fewer days are those on which there was a seat.",
                )))
            }
        }
    }

    /// A kind of change.
    fn change(&self, kind: Kind) -> &'static str {
        let page = self.page;
        match kind {
            Kind::Points => page.pick("指数がもっとあれば", "More points"),
            Kind::Seats => page.pick("足りなかった席があれば", "The seats that were missing"),
            Kind::Days => page.pick("曜日を減らしてもよければ", "Fewer days"),
            Kind::Terms => page.pick("きょうだいの条件を緩めれば", "A looser sibling condition"),
            Kind::Wish if page.is_club() => {
                page.pick("ほかのクラブも希望していれば", "Another club on the list")
            }
            Kind::Wish => page.pick("ほかの施設も希望していれば", "Another facility on the list"),
            Kind::Nothing => page.pick("このどれでも足りない", "Nothing of these"),
        }
    }
}
