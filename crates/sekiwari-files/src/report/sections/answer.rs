//! The first screen: the answer in a sentence, a bar, the figures.

use crate::report::Decision;
use crate::report::numbers::{percent, whole};
use crate::report::page::Page;
use crate::report::parts::{bar, figure, legend};
use crate::report::words::{
    self, BLOCKING, CONFIRMED, FIRST_WISH, KEPT, OTHER_WISH, PLACED, REFUSED, UNPLACED,
};
use crate::write::SummaryCountsJson;
use maud::{Markup, html};

/// What a decision says in one figure, whatever the programme.
struct Figures {
    total: SummaryCountsJson,
    /// Blocking households, or requests that were passed over.
    blocking: u32,
    /// Nobody can say how it could be less.
    blocking_proven: bool,
    optimal: bool,
}

fn figures(page: &Page<'_>) -> Figures {
    let total = page.report.summary.total();
    match &page.report.decision {
        Decision::Seats(r) => Figures {
            total,
            blocking: r.blocking_households,
            blocking_proven: r.blocking_households == r.bounds.blocking_households_min,
            optimal: r.status == crate::write::ResultStatus::Optimal,
        },
        Decision::Days(r) => Figures {
            total,
            blocking: r.checks.passed_over,
            blocking_proven: r.checks.passed_over == 0,
            optimal: r.status == crate::write::ResultStatus::Optimal,
        },
    }
}

/// The line below the title: when and how.
pub(in crate::report) fn when(page: &Page<'_>) -> Markup {
    let summary = &page.report.summary;
    let (mechanism, seed) = match &page.report.decision {
        Decision::Seats(r) => (&r.mechanism, r.seed),
        Decision::Days(r) => (&r.mechanism, r.seed),
    };
    let rule = words::mechanism(mechanism, page.lang);
    html! {
        @if let Some((from, to)) = &summary.period {
            (page.pick(format!("{from} から {to}"), format!("{from} to {to}")))
        } @else {
            @if let Some(year) = summary.fiscal_year {
                (page.pick(format!("{year}年度"), format!("Fiscal year {year}")))
            }
            @if let Some(date) = &summary.entry_date {
                (page.pick(format!("、{date} 入所"), format!(", entry on {date}")))
            }
        }
        (page.pick(format!("　決定方式 {rule}、抽選の種 {seed}"), format!(" · decided by {rule}, lottery seed {seed}")))
    }
}

/// The answer.
pub(in crate::report) fn answer(page: &Page<'_>) -> Markup {
    let f = figures(page);
    let t = &f.total;
    let seated = t.placed + t.kept;
    let other = t.placed - t.first_wish;
    let unplaced = if page.is_daily() { REFUSED } else { UNPLACED }.in_lang(page.lang);
    let kept = if page.is_daily() { CONFIRMED } else { KEPT }.in_lang(page.lang);
    let all = u64::from(t.applicants);
    let segments: [(&str, u64); 4] =
        [("c1", t.first_wish.into()), ("c2", other.into()), ("c3", t.kept.into()), ("c4", t.unplaced.into())];
    let names = [FIRST_WISH.in_lang(page.lang), OTHER_WISH.in_lang(page.lang), kept, unplaced];
    let items: Vec<(&str, String)> = segments
        .iter()
        .zip(names)
        .filter(|((_, n), _)| *n > 0)
        .map(|((colour, n), text)| {
            (*colour, format!("{text} {}", whole(i64::try_from(*n).unwrap_or(i64::MAX))))
        })
        .collect();
    let items: Vec<(&str, &str)> = items.iter().map(|(c, t)| (*c, t.as_str())).collect();
    html! {
        div.answer {
            p.lead { (lead(page, &f)) }
            (bar(&segments, all))
            (legend(&items))
            dl.figures {
                (figure(page.pick("申込み", "Applications"), &whole(t.applicants), unit(page), ""))
                (figure(
                    page.pick("席が決まった", "With a seat"), &whole(seated), unit(page),
                    &percent(seated.into(), all).unwrap_or_default(),
                ))
                (figure(
                    PLACED.in_lang(page.lang), &whole(t.placed), unit(page),
                    &page.pick(format!("うち第1希望 {}", whole(t.first_wish)), format!("{} by first wish", whole(t.first_wish))),
                ))
                (figure(kept, &whole(t.kept), unit(page), ""))
                (figure(unplaced, &whole(t.unplaced), unit(page), &percent(t.unplaced.into(), all).unwrap_or_default()))
                @if page.is_daily() {
                    (figure(page.pick("順番を飛ばされた申込み", "Passed over"), &whole(f.blocking), unit(page), ""))
                } @else {
                    (figure(BLOCKING.in_lang(page.lang), &whole(f.blocking), page.pick("世帯", ""), fewest(page, &f)))
                }
            }
            (seal(page, &f))
        }
    }
}

fn unit(page: &Page<'_>) -> &'static str {
    if page.is_daily() { page.pick("件", "") } else { page.pick("人", "") }
}

fn fewest<'p>(page: &Page<'p>, f: &Figures) -> &'p str {
    match (f.blocking, f.blocking_proven) {
        (0, _) => "",
        (_, true) => page.pick("これより少なくできない", "no fewer is possible"),
        (_, false) => page.pick("より少なくできるかは不明", "fewer may be possible"),
    }
}

/// The sentence.
fn lead(page: &Page<'_>, f: &Figures) -> Markup {
    let t = &f.total;
    let (all, seated, unplaced) = (whole(t.applicants), whole(t.placed + t.kept), whole(t.unplaced));
    let ja = html! {
        @if page.is_daily() {
            "申込み " (all) " 件のうち " b { (seated) " 件" } "が利用でき、" b { (unplaced) " 件" } "は利用できません。"
            @if f.blocking == 0 {
                "利用できない申込みより後の順番で、その席を使える申込みはありません。"
            } @else {
                "順番を飛ばされた申込みが " b.alarm { (whole(f.blocking)) " 件" } "あります。"
            }
        } @else {
            "申込児童 " (all) " 人のうち " b { (seated) " 人" } "の席が決まり、" b { (unplaced) " 人" } "が保留です。"
            @if f.blocking == 0 {
                "優先順位に反する世帯はありません。"
            } @else {
                "優先順位からみて入れるはずの希望に入れない世帯が " b.alarm { (whole(f.blocking)) " 世帯" } "あります"
                @if f.blocking_proven { " (これより少なくすることはできません)。" } @else { "。" }
            }
        }
    };
    let en = html! {
        @if page.is_daily() {
            "Of " (all) " requests " b { (seated) } " are granted and " b { (unplaced) } " refused. "
            @if f.blocking == 0 {
                "No request further down the order has a place that a refused one could have."
            } @else {
                b.alarm { (whole(f.blocking)) } " requests were passed over."
            }
        } @else {
            "Of " (all) " children " b { (seated) } " have a seat and " b { (unplaced) } " have none. "
            @if f.blocking == 0 {
                "No household could point to a seat it should have had by the order of priority."
            } @else {
                b.alarm { (whole(f.blocking)) } " households are denied a wish that the order of priority would give them"
                @if f.blocking_proven { "; no allocation has fewer." } @else { "." }
            }
        }
    };
    page.pick(ja, en)
}

/// What is vouched for, in two lines.
fn seal(page: &Page<'_>, f: &Figures) -> Markup {
    let proof = if f.optimal {
        page.pick(
            "決め方のとおりの最善であることが証明されています。",
            "Proven: by this rule there is no better result.",
        )
    } else {
        page.pick(
            "これより良い結果がないことは証明されていません (下の「証明されていることと読み方」)。",
            "It is not proven that no better result exists (see below what is).",
        )
    };
    html! {
        div.seal.open[!f.optimal] {
            p { b { (page.pick("独立した検証: 違反なし。", "Independent judge: no violations.")) } " " (proof) }
        }
    }
}
