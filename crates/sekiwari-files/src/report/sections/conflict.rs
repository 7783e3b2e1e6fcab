//! Where no allocation is stable: who blocks and why nobody can help it, without naming anybody.

use crate::report::numbers::whole;
use crate::report::page::Page;
use crate::report::parts::{Head, Section, name, note, num};
use crate::report::words::{self, CLASS, FACILITY, T_CONFLICT};
use crate::write::{BlockerJson, ConflictJson, FactJson, SeatsJson};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Households that are described; the rest is counted.
const DESCRIBED: usize = 10;
/// Seats of the arguments that are listed.
const LISTED: usize = 12;

/// `None` where some allocation is stable, or nothing is known about it.
pub(super) fn section(page: &Page<'_>) -> Option<Section> {
    let conflict = page.report.conflict.as_ref()?;
    let body = html! {
        p { (page.pick(&conflict.conclusion.ja, &conflict.conclusion.en)) }
        // What a single family wished for is nothing to publish.
        @if page.report.suppress < 2 { (households(page, conflict)) }
        (why(page, conflict))
        (note(page.pick(
            "世帯ごとの論証は conflict.json (庁内用、世帯・児童の ID を含む) に一行ずつあります。席をいくつ足せば解消するかは sekiwari restore で求められます。",
            "The arguments, household by household, are in conflict.json (for the office: it names them). How many seats would mend it: sekiwari restore.",
        )))
    };
    Some(Section::new("conflict", T_CONFLICT.in_lang(page.lang), body))
}

fn seats(page: &Page<'_>, pool: &SeatsJson) -> Markup {
    let class = &pool.class;
    html! {
        (page.places.facility(&pool.facility_id))
        @if !class.is_empty() { " " (if page.report.summary.programme == "club" { class.clone() } else { words::class(class, page.lang) }) }
        @if let Some(group) = &pool.reserved_for { " (" (page.pick("優先枠", "reserved")) " " (name(group)) ")" }
    }
}

fn households(page: &Page<'_>, conflict: &ConflictJson) -> Markup {
    let rest = conflict.blocking.len().saturating_sub(DESCRIBED);
    html! {
        h3 { (page.pick("この結果で優先順位に反する世帯", "Who blocks in this result")) }
        ol.plain { @for blocker in conflict.blocking.iter().take(DESCRIBED) { li { (household(page, blocker)) } } }
        @if rest > 0 { (note(&page.pick(format!("ほか {rest} 世帯。"), format!("And {rest} more.")))) }
    }
}

fn household(page: &Page<'_>, blocker: &BlockerJson) -> Markup {
    let children = blocker.household.child_ids.len();
    let who = if children > 1 {
        page.pick(
            format!("きょうだい {children} 人を一緒に決める世帯"),
            format!("A household with {children} children decided together"),
        )
    } else {
        page.pick("児童 1 人の世帯".to_owned(), "A household with one child".to_owned())
    };
    let got = match blocker.outcome {
        None => page.pick("席なし".to_owned(), "no seat".to_owned()),
        Some(n) => page.pick(format!("第{n}希望"), format!("wish {n}")),
    };
    let Some(best) = blocker.wishes.first() else { return html! { (who) ": " (got) } };
    html! {
        (page.pick(
            format!("{who}: 結果は{got}。優先順位からは第{}希望に入れるはずです", best.rank),
            format!("{who}: it got {got}, and wish {} is what the order of priority would give it", best.rank),
        ))
        " ("
        @for (i, s) in best.seats.iter().enumerate() {
            @if i > 0 { (page.pick("、", "; ")) }
            (seats(page, &s.pool))
            @if s.below.is_empty() {
                (page.pick(" は空席あり", ": a seat is free"))
            } @else {
                (page.pick(format!(" は優先順位が下の {} 人が利用", s.below.len()), format!(": {} of lower priority sit there", s.below.len())))
            }
        }
        ")" (page.pick("。", "."))
    }
}

/// How often seats are named in the arguments.
fn named(conflict: &ConflictJson) -> Vec<(&SeatsJson, u32)> {
    let mut count: BTreeMap<(&str, &str, Option<&str>), (&SeatsJson, u32)> = BTreeMap::new();
    for line in conflict.arguments.iter().flat_map(|a| &a.lines) {
        let pools: Vec<&SeatsJson> = match &line.fact {
            FactJson::Secured { secured } => secured.iter().flat_map(|s| &s.rooms).map(|r| &r.pool).collect(),
            FactJson::Barred { pool, .. } => vec![pool],
            FactJson::Split { .. } | FactJson::Supposed { .. } | FactJson::Contradiction { .. } => Vec::new(),
        };
        for pool in pools {
            let key = (pool.facility_id.as_str(), pool.class.as_str(), pool.reserved_for.as_deref());
            count.entry(key).or_insert((pool, 0)).1 += 1;
        }
    }
    let mut list: Vec<_> = count.into_values().collect();
    list.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    list
}

fn why(page: &Page<'_>, conflict: &ConflictJson) -> Markup {
    if conflict.groups.is_empty() {
        return html! {};
    }
    let among: usize = conflict.arguments.iter().map(|a| a.households.len()).sum();
    let parts = conflict.groups.len();
    let heads = [
        Head::text(FACILITY.in_lang(page.lang)),
        Head::text(CLASS.in_lang(page.lang)),
        Head::number(page.pick("席", "Seats")),
        Head::number(page.pick("論証に現れる回数", "Steps that name them")),
    ];
    let found = named(conflict);
    let body = html! {
        tbody { @for (pool, n) in found.iter().take(LISTED) {
            tr {
                th scope="row" { (page.places.facility(&pool.facility_id)) }
                td { (if page.report.summary.programme == "club" { pool.class.clone() } else { words::class(&pool.class, page.lang) }) }
                (num(pool.seats)) (num(*n))
            }
        } }
    };
    html! {
        h3 { (page.pick("どの配分でも避けられない理由", "Why no allocation avoids it")) }
        p { (page.pick(
            format!(
                "互いに世帯の重ならない {} 組の論証 (論証ごとに数えて延べ {} 世帯) が、それぞれ「どう決めても、その中の誰かは入れるはずの希望に入れない」ことを示しています。合わせて少なくとも {} 世帯です。きょうだいを一緒に決める条件と限られた席が輪になり、一つの世帯の希望をかなえると、別の世帯の優先順位に反することになります。",
                whole(parts as i64), whole(among as i64), whole(conflict.blocking_households_min)
            ),
            format!(
                "{} show that whatever is decided somebody among their households is denied a wish that the order of priority would give; at least {} in all. (Counting a household for every argument that it is part of, these are {} households.) Siblings who have to be decided together and scarce seats form rings: granting one household's wish goes against the priority of another.",
                if parts == 1 { "The arguments".to_owned() } else { format!("{} groups of arguments without a household in common", whole(parts as i64)) },
                whole(conflict.blocking_households_min), whole(among as i64)
            ),
        )) }
        @if !found.is_empty() {
            (page.table("conflict-table", page.pick("論証に多く現れる席", "The seats it turns on"), &heads, &body))
        }
    }
}
