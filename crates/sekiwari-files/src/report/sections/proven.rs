//! What is proven, and how to read it.

use crate::report::Decision;
use crate::report::numbers::whole;
use crate::report::page::Page;
use crate::report::parts::{Section, facts, note};
use crate::report::words::{self, T_PROVEN};
use crate::write::{DayResultJson, ResultJson, ResultStatus, Stopped};
use maud::{Markup, html};

pub(super) fn section(page: &Page<'_>) -> Section {
    let body = match &page.report.decision {
        Decision::Seats(result) => seats(page, result),
        Decision::Days(result) => days(page, result),
    };
    Section::new("proven", T_PROVEN.in_lang(page.lang), body)
}

fn text(text: impl Into<String>) -> Markup {
    let text: String = text.into();
    html! { (text) }
}

fn seats(page: &Page<'_>, r: &ResultJson) -> Markup {
    let rows = [
        (page.pick("決定方式", "Rule"), text(rule(page, r))),
        (page.pick("優先順位に反する世帯", "Blocking households"), text(blocking(page, r))),
        (page.pick("席のある児童の数", "Children seated"), text(most(page, r))),
        (page.pick("証明のファイル", "Proof"), text(proof(page))),
        (page.pick("探索", "Search"), text(search(page, r.statistics.stopped))),
    ];
    html! {
        (facts(&rows))
        (note(page.pick(
            "「優先順位に反する世帯」とは、結果より上位の希望の席が空いているか、優先順位が下の児童に使われている世帯です。0 世帯なら、どの保留にも「席は優先順位が同じか上の児童で埋まっている」という理由があります。「証明済み」は、ほかのどの配分でも達成できないことを、独立した検証プログラムが確かめたという意味です。",
            "A household blocks if it would rather have a seat that is free or held by a child of lower priority. Where none does, every refusal has a reason: the seats are taken by children that come first or equal. Proven means that no other allocation does better, checked by a program that shares no code with the search.",
        )))
    }
}

fn rule(page: &Page<'_>, r: &ResultJson) -> String {
    let name = words::mechanism(&r.mechanism, page.lang);
    let ties = match r.ties.as_str() {
        "weak" => page.pick("同順位どうしは押し出さない", "equals never displace each other"),
        _ => page.pick("同順位は抽選で決める", "the lottery decides between equals"),
    };
    page.pick(format!("{name}。{ties}。"), format!("{name}; {ties}."))
}

fn blocking(page: &Page<'_>, r: &ResultJson) -> String {
    let (found, least) = (r.blocking_households, r.bounds.blocking_households_min);
    let (f, l) = (whole(found), whole(least));
    match (found, found == least) {
        (0, _) => page.pick("0 世帯。誰の優先順位にも反していません。".to_owned(), "None.".to_owned()),
        (_, true) => page.pick(
            format!("{f} 世帯。証明済み: どの配分でも {l} 世帯より少なくできません。"),
            format!("{f}. Proven: no allocation has fewer than {l}."),
        ),
        (_, false) => page.pick(
            format!("{f} 世帯。証明されている下限は {l} 世帯 (差 {})。", whole(found - least)),
            format!("{f}; proven to be at least {l} (gap {}).", whole(found - least)),
        ),
    }
}

fn most(page: &Page<'_>, r: &ResultJson) -> String {
    let (seated, most) = (r.seated, r.bounds.seated_max);
    let (s, m) = (whole(seated), whole(most));
    if r.status == ResultStatus::Optimal {
        return page.pick(
            format!("{s} 人。証明済み: 優先順位に反する世帯がこれ以下の配分で、より多くの児童が入るものはありません。"),
            format!("{s}. Proven: no allocation with as few blocking households seats more."),
        );
    }
    if most <= seated {
        return page.pick(
            format!(
                "{s} 人。上限 {m} 人に達していますが、決め方のとおりの最善かどうかは証明されていません。"
            ),
            format!("{s}, which meets the bound; that it is best by the whole rule is not proven."),
        );
    }
    page.pick(
        format!(
            "{s} 人。優先順位に反する世帯が最少の配分では、多くても {m} 人 (差 {})。",
            whole(most - seated)
        ),
        format!("{s}; with the fewest blocking households at most {m} (gap {}).", whole(most - seated)),
    )
}

fn proof(page: &Page<'_>) -> String {
    if page.report.has_proof {
        page.pick(
            "proof.json。別のプログラムでも確かめられます (sekiwari verify)。".to_owned(),
            "proof.json, which other programs can check too (sekiwari verify).".to_owned(),
        )
    } else {
        page.pick(
            "なし。上の下限・上限は探索の結果で、確かめられる形の証明はありません。".to_owned(),
            "None: the bounds above are what the search found, without a proof that can be checked."
                .to_owned(),
        )
    }
}

fn search(page: &Page<'_>, stopped: Option<Stopped>) -> String {
    match stopped {
        None => page.pick("最後まで行いました。".to_owned(), "Ran to its end.".to_owned()),
        Some(_) => page.pick(
            "途中で打ち切りました。ここまでの最善の結果です。".to_owned(),
            "Stopped before its end; this is the best found so far.".to_owned(),
        ),
    }
}

fn days(page: &Page<'_>, r: &DayResultJson) -> Markup {
    let p = &r.proven;
    let of = |proven: u32, all: u32| {
        if proven == all {
            page.pick(format!("{} すべて証明済み", whole(all)), format!("all {} proven", whole(all)))
        } else {
            page.pick(
                format!("{} のうち {} が証明済み", whole(all), whole(proven)),
                format!("{} of {} proven", whole(proven), whole(all)),
            )
        }
    };
    let keys = r.order.join(", ");
    let name = words::mechanism(&r.mechanism, page.lang);
    let checks = &r.checks;
    let rows = [
        (
            page.pick("決定方式", "Rule"),
            text(page.pick(format!("{name}。順番: {keys}。"), format!("{name}; order: {keys}."))),
        ),
        (
            page.pick("利用できない申込み", "Refusals"),
            text(of(p.refusals_proven, p.refusals)
                + page.pick(
                    " (ほかの児童をどう動かしても、順番を守る限り入れません)。",
                    ": nobody could be moved to make room without breaking the order.",
                )),
        ),
        (page.pick("決まった希望", "Wishes given"), text(of(p.wishes_proven, p.wishes))),
        (page.pick("日", "Dates"), text(of(p.dates_proven, p.dates))),
        (
            page.pick("順番の検査", "Order"),
            text(page.pick(
                format!(
                    "順番を飛ばされた {} 件、空きがあるのに利用できない {} 件、より上位の希望が空いている {} 件。",
                    checks.passed_over, checks.free_places, checks.free_wishes
                ),
                format!(
                    "{} passed over, {} refused though a place is free, {} with a better wish free.",
                    checks.passed_over, checks.free_places, checks.free_wishes
                ),
            )),
        ),
        (page.pick("探索", "Search"), text(search(page, r.stopped))),
    ];
    html! {
        (facts(&rows))
        (note(page.pick(
            "申込み 1 件は児童 1 人の 1 日です。取り下げられた申込みは数えていません。",
            "A request is one child on one day. Requests that were withdrawn are not counted.",
        )))
    }
}
