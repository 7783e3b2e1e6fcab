//! How many points, and how many seats, would have sufficed.

use super::Shown;
use crate::report::charts::{Line, Point, lines};
use crate::report::hidden::{Kind, side_by_side};
use crate::report::numbers::large;
use crate::report::parts::{Head, note, opt};
use crate::write::{SufficedGroupJson, SufficedStepJson};
use maud::{Markup, html};
use std::ops::Range;

/// Points up to here have rows of their own even if nobody is there.
const USUAL_POINTS: u32 = 20;
/// The same of seats at clubs: one on each weekday.
const USUAL_SEATS: u32 = 5;

/// Steps of one kind of change, as they may be told.
struct Steps<'s> {
    /// The groups that are told, by number.
    told: Vec<usize>,
    /// By step and group.
    rows: Vec<[u64; 2]>,
    /// Up to how much each step goes; `None` for the last.
    limits: Vec<Option<u32>>,
    /// The steps that are told together.
    ranges: &'s [Range<usize>],
}

impl Steps<'_> {
    fn sum(&self, range: Range<usize>, group: usize) -> u64 {
        self.rows[range].iter().map(|r| r[group]).sum()
    }

    /// What the steps before a range go up to.
    fn before(&self, range: &Range<usize>) -> Option<u32> {
        range.start.checked_sub(1).and_then(|i| self.limits[i])
    }

    /// What a range goes up to.
    fn up_to(&self, range: &Range<usize>) -> Option<u32> {
        range.end.checked_sub(1).and_then(|i| self.limits[i])
    }

    /// Leaves out steps beyond the usual ones that nobody needs: they say nothing.
    fn up_to_used(&mut self, usual: u32) {
        let is_used =
            |i: &usize| self.rows[*i] != [0, 0] || self.limits[*i].is_some_and(|most| most <= usual);
        let last = (0..self.rows.len()).rev().find(is_used).unwrap_or(0);
        let used = self.ranges.partition_point(|r| r.start <= last);
        self.ranges = &self.ranges[..used];
    }

    /// Whether there is anybody.
    fn is_empty(&self) -> bool {
        self.rows.iter().all(|r| *r == [0, 0])
    }
}

impl Shown<'_> {
    /// The steps of a kind of change; a group whose number is kept back has none.
    fn steps<'s>(
        &self,
        kind: Kind,
        ranges: &'s [Range<usize>],
        of: impl Fn(&SufficedGroupJson) -> &[SufficedStepJson],
    ) -> Steps<'s> {
        let hidden = self.hidden.kind(kind);
        Steps {
            told: self.told().into_iter().filter(|&g| !hidden[g]).collect(),
            limits: of(&self.figures.without_seat).iter().map(|s| s.up_to).collect(),
            rows: side_by_side(self.figures, hidden, of),
            ranges,
        }
    }

    /// Children by the least points more, as a line and a table.
    pub(super) fn points(&self) -> Markup {
        let page = self.page;
        let mut steps = self.steps(Kind::Points, &self.hidden.points, |g| &g.point_steps);
        steps.up_to_used(USUAL_POINTS);
        if steps.is_empty() {
            return html! {};
        }
        let label = |range: &Range<usize>| match (steps.before(range), steps.up_to(range)) {
            (None, Some(to)) => page.pick(format!("{to} 点まで"), format!("Up to {to}")),
            (Some(from), Some(to)) => {
                page.pick(format!("{from} 点を超え {to} 点まで"), format!("More than {from}, up to {to}"))
            }
            (Some(from), None) => page.pick(format!("{from} 点を超える"), format!("More than {from}")),
            (None, None) => page.pick("何点か".to_owned(), "Some number".to_owned()),
        };
        let heads = (page.pick("あと", "Points more"), page.pick("何点でも足りない", "No number of points"));
        let caption = page.pick("あと何点あればよかったか", "How many points more");
        html! {
            h3 { (page.pick("指数", "Points")) }
            (self.line(&steps))
            (self.table("points", caption, heads, &steps, &label))
        }
    }

    /// Children for whom up to so many points more would have been enough, over the points.
    fn line(&self, steps: &Steps<'_>) -> Markup {
        let page = self.page;
        let label = page.pick(["席なし", "席あり"], ["no seat", "seated"]);
        let line = |&g: &usize| {
            let at = |x: u32, y: u64| Point { x: x.into(), y: y as f64, low: y as f64, high: y as f64 };
            let known = steps.ranges.iter().filter_map(|r| Some(at(steps.up_to(r)?, steps.sum(0..r.end, g))));
            Line {
                class: ["plan", "as-is"][g],
                label: label[g],
                points: [at(0, 0)].into_iter().chain(known).collect(),
            }
        };
        let drawn: Vec<Line<'_>> = steps.told.iter().map(line).collect();
        if drawn.iter().all(|l| l.points.len() < 3) {
            return html! {};
        }
        let told = page.pick(
            "あと何点まであれば足りた児童が何人いるか。同じ内容は下の表にあります。",
            "Children for whom up to so many points more would have been enough; the table below says the same.",
        );
        html! {
            figure {
                (lines(&drawn, page.pick("あと (点まで)", "Points more, up to"), page.pick("足りた児童 (人)", "Children"), true, told))
                figcaption { (self.of(
                    page.pick(
                        "点は、その点数までの指数があれば足りた児童の累計。指数は全施設で同じだけ増えるものとします。",
                        "Each point is all children for whom so many more, at every facility, would have been enough.",
                    ),
                    page.pick(
                        "点は、その点数までの指数があれば足りた児童の累計。指数は全クラブで同じだけ増えるものとします。",
                        "Each point is all children for whom so many more, at every club, would have been enough.",
                    ),
                )) }
            }
        }
    }

    /// Children by the least seats more.
    pub(super) fn seats(&self) -> Markup {
        let page = self.page;
        let mut steps = self.steps(Kind::Seats, &self.hidden.seats, |g| &g.seat_steps);
        if page.is_club() {
            steps.up_to_used(USUAL_SEATS);
        }
        if steps.is_empty() {
            return html! {};
        }
        // Seats are whole: a step begins one above the step before it.
        let label = |range: &Range<usize>| {
            let first = steps.before(range).unwrap_or(0) + 1;
            match steps.up_to(range) {
                Some(last) if last == first => page.pick(format!("{last} 席"), format!("{last}")),
                Some(last) => page.pick(format!("{first}〜{last} 席"), format!("{first} to {last}")),
                None => page.pick(format!("{first} 席以上"), format!("{first} or more")),
            }
        };
        let heads =
            (page.pick("あと", "Seats more"), page.pick("席だけでは足りない", "Seats alone would not do"));
        let caption = self.of(
            page.pick(
                "希望のどれか一か所に席があといくつあればよかったか",
                "How many seats more, at one of the facilities on the list",
            ),
            page.pick(
                "希望のクラブのどれか一つに席があといくつあればよかったか",
                "How many seats more, at one of the clubs on the list",
            ),
        );
        html! {
            h3 { (page.pick("席", "Seats")) }
            (self.table("seats", caption, heads, &steps, &label))
            @if page.is_club() {
                (note(page.pick(
                    "席は時期と曜日ごとに数えます。授業期間の平日5日に1人分なら5席です。送迎の席は曜日の数によらず1席と数えます。",
                    "Seats are counted for every weekday of every season: one child on five weekdays of the term is five. A seat on a route counts once, whatever its days.",
                )))
            }
        }
    }

    /// Steps with their sums so far, and for whom none was enough.
    fn table(
        &self,
        id: &str,
        caption: &str,
        (head, none): (&str, &str),
        steps: &Steps<'_>,
        label: &dyn Fn(&Range<usize>) -> String,
    ) -> Markup {
        let page = self.page;
        let mut heads = vec![Head::text(head)];
        for &g in &steps.told {
            heads.push(Head::number(self.names()[g]));
            heads.push(Head::number(page.pick("累計", "In all so far")));
        }
        let all = 0..steps.rows.len();
        let others =
            |g: usize| u64::from(self.groups()[g].counts.children).saturating_sub(steps.sum(all.clone(), g));
        let body = html! {
            tbody { @for range in steps.ranges {
                tr {
                    th scope="row" { (label(range)) }
                    @for &g in &steps.told {
                        (opt(Some(large(steps.sum(range.clone(), g))))) (opt(Some(large(steps.sum(0..range.end, g)))))
                    }
                }
            } }
            // Those for whom none is enough are no part of the sums.
            tbody { tr { th scope="row" { (none) } @for &g in &steps.told { (opt(Some(large(others(g))))) (opt(None)) } } }
        };
        page.table(id, caption, &heads, &body)
    }
}
