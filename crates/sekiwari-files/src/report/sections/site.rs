//! The choice of sites for new seats.

use crate::report::numbers::{decimal, large, range, signed, whole};
use crate::report::page::Page;
use crate::report::parts::{Head, Section, name, note, num, opt};
use crate::report::words::{COST, NOT_PROVEN, PROVEN, RANGE, SEATS, T_SITE};
use crate::write::{SiteChoiceJson, SiteJson, SitePartJson};
use maud::{Markup, html};

/// Choices that are listed; `site_choices.csv` has more.
const LISTED: usize = 8;

fn part(part: &SitePartJson) -> Markup {
    html! { (name(&part.site_id)) @if !part.size.is_empty() { " (" (name(&part.size)) ")" } }
}

fn sites(choice: &SiteChoiceJson, page: &Page<'_>) -> Markup {
    html! {
        @for (i, s) in choice.sites.iter().enumerate() { @if i > 0 { (page.pick("、", ", ")) } (part(s)) }
        @if choice.sites.is_empty() { (page.pick("なし", "none")) }
    }
}

pub(super) fn section(page: &Page<'_>, json: &SiteJson) -> Section {
    let body = html! {
        (lead(page, json))
        (choices(page, json))
        (candidates(page, json))
        (sequence(page, json))
        (guides(page, json))
        (note(page.pick(
            "どの選び方も、すべての試算で実際の決め方で決め、検証しています。数は平均、範囲は試算 10 回のうち 8 回が入る区間です。",
            "Every choice was decided by the rule in all draws and passed by the judge. Numbers are means; ranges hold eight draws in ten.",
        )))
    };
    Section::new("site", T_SITE.in_lang(page.lang), body)
}

fn lead(page: &Page<'_>, json: &SiteJson) -> Markup {
    let Some(best) = &json.best else {
        return html! { p { (page.pick("条件に合う選び方はありません。", "No choice is within the limits.")) } };
    };
    let gap = json.seated_max - best.worth.seated.mean;
    let proof = if json.status == "optimal" {
        page.pick(
            "証明済み: 条件に合うほかの選び方でこれより良いものはありません。".to_owned(),
            "Proven: no other choice within the limits is better.".to_owned(),
        )
    } else {
        page.pick(
            format!("最善とは証明されていません。席のある児童の平均は、どの選び方でも {} 人を超えません (差 {})。", decimal(json.seated_max), decimal(gap)),
            format!("Not proven best; no choice seats more than {} on average (gap {}).", decimal(json.seated_max), decimal(gap)),
        )
    };
    html! {
        p {
            (page.pick("最善の選び方は ", "The best choice is ")) b { (sites(best, page)) } (page.pick("。", ". "))
            (page.pick(
                format!("席のある児童は今より {} 人増えて {} 人になります (席 {}、費用 {})。{proof}", decimal(best.worth.more.mean), decimal(best.worth.seated.mean), whole(best.seats), large(best.cost)),
                format!("{} more children have a seat, {} in all ({} seats, cost {}). {proof}", decimal(best.worth.more.mean), decimal(best.worth.seated.mean), whole(best.seats), large(best.cost)),
            ))
        }
    }
}

fn choice_heads(page: &Page<'_>, first: &str) -> Vec<Head> {
    vec![
        Head::text(first),
        Head::number(SEATS.in_lang(page.lang)),
        Head::number(COST.in_lang(page.lang)),
        Head::number(page.pick("保育士", "Teachers")),
        Head::number(page.pick("席のある児童の増", "More seated")),
        Head::number(RANGE.in_lang(page.lang)),
        Head::number(page.pick("席のない児童", "Without a seat")),
    ]
}

fn choice_cells(choice: &SiteChoiceJson) -> Markup {
    html! {
        (num(choice.seats)) (opt(Some(large(choice.cost)))) (opt(Some(decimal(choice.teachers))))
        (opt(Some(signed(choice.worth.more.mean)))) (opt(range(choice.worth.more))) (opt(Some(decimal(choice.worth.waiting.mean))))
    }
}

fn choices(page: &Page<'_>, json: &SiteJson) -> Markup {
    if json.choices.is_empty() {
        return html! {};
    }
    let body = html! { tbody { @for (i, choice) in json.choices.iter().take(LISTED).enumerate() {
        tr.best[i == 0] { th scope="row" { (sites(choice, page)) } (choice_cells(choice)) }
    } } };
    let caption = page.pick("良い選び方 (良い順)", "The best choices, best first");
    page.table("choices", caption, &choice_heads(page, page.pick("開く候補地", "What opens")), &body)
}

fn candidates(page: &Page<'_>, json: &SiteJson) -> Markup {
    let heads = [
        Head::text(page.pick("候補地 (規模)", "Site (size)")),
        Head::number(SEATS.in_lang(page.lang)),
        Head::number(COST.in_lang(page.lang)),
        Head::number(page.pick("席のある児童の増", "More seated")),
        Head::number(page.pick("1席あたり", "Per seat")),
        Head::text(page.pick("最善の選び方", "Best choice")),
    ];
    let body = html! { tbody { @for c in &json.candidates {
        @let seats = c.seats.iter().sum::<u32>();
        @let more = c.worth.map(|w| w.more.mean);
        tr.best[c.chosen] {
            th scope="row" { (part(&c.part)) }
            (num(seats)) (opt(Some(large(c.cost)))) (opt(more.map(signed)))
            (opt(more.filter(|_| seats > 0).map(|m| format!("{:.2}", m / f64::from(seats)))))
            td { (if c.chosen { page.pick("選ばれた", "chosen") } else { "" }) }
        }
    } } };
    let caption = page.pick("候補地を一つだけ開いた場合", "Each candidate by itself");
    page.table("candidates", caption, &heads, &body)
}

fn sequence(page: &Page<'_>, json: &SiteJson) -> Markup {
    if json.sequence.is_empty() {
        return html! {};
    }
    let mut heads = vec![Head::text(page.pick("決め方", "Path")), Head::number(page.pick("数", "Sites"))];
    heads.extend(choice_heads(page, page.pick("開いている候補地", "What is open")));
    let path = |path: &str| match path {
        "step-by-step" => page.pick("順に最善", "one by one"),
        "together" => page.pick("その数で最善", "best of so many"),
        "ordered" => page.pick("最後の数の最善を順に", "best of the last, in order"),
        _ => "",
    };
    let body = html! { tbody { @for step in &json.sequence {
        tr { td { (path(&step.path)) } (num(step.step)) th scope="row" { (sites(&step.choice, page)) } (choice_cells(&step.choice)) }
    } } };
    page.table("sequence", page.pick("一つずつ開く順番", "One site after the other"), &heads, &body)
}

fn guides(page: &Page<'_>, json: &SiteJson) -> Markup {
    if json.guides.is_empty() {
        return html! {};
    }
    let mut heads = vec![Head::text(page.pick("距離だけの方法", "By distance alone"))];
    heads.extend(choice_heads(page, page.pick("その選び方", "What it chooses")));
    heads.push(Head::text(page.pick("その方法での証明", "Proof")));
    let objective = |name: &str| match name {
        "p-median" => page.pick("距離の合計が最小 (p-median)", "least distance in all (p-median)"),
        "p-center" => page.pick("最も遠い児童が最も近い (p-center)", "the farthest child nearest (p-center)"),
        "max-covering" => {
            page.pick("一定距離内の児童が最多 (max-covering)", "most children within reach (max-covering)")
        }
        "max-min-covering" => page.pick(
            "最も手薄な地区の被覆が最大 (max-min-covering)",
            "the worst district covered best (max-min-covering)",
        ),
        _ => page.pick("その他", "another"),
    };
    let body = html! { tbody { @for guide in &json.guides {
        tr {
            th scope="row" { (objective(&guide.objective)) }
            @match &guide.choice {
                Some(choice) => { td { (sites(choice, page)) } (choice_cells(choice)) }
                None => { td { "–" } @for _ in 0..6 { (opt(None)) } }
            }
            td { (if guide.proven { PROVEN } else { NOT_PROVEN }.in_lang(page.lang)) }
        }
    } } };
    page.table(
        "guides",
        page.pick("距離だけで選ぶ古典的な方法と比べると", "Beside classical objectives"),
        &heads,
        &body,
    )
}
