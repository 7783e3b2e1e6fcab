//! Where the page comes from, so that anybody can make it again.

use crate::report::Decision;
use crate::report::page::Page;
use crate::report::parts::{Head, Section, facts, name, note};
use crate::report::words::{FILE, T_SOURCES};
use maud::{Markup, html};

pub(super) fn section(page: &Page<'_>) -> Section {
    let report = page.report;
    let (version, mechanism, ties, seed, commitment) = match &report.decision {
        Decision::Seats(r) => {
            (&r.version, &r.mechanism, r.ties.as_str(), r.seed, r.lottery_commitment.as_deref())
        }
        Decision::Days(r) => (&r.version, &r.mechanism, "", r.seed, r.lottery_commitment.as_deref()),
    };
    let code = |text: &str| -> Markup {
        html! { code { (text) } }
    };
    let mut rows = vec![
        (
            page.pick("独立した検証", "Judge"),
            html! { (page.pick(
                "結果は、決定のプログラムと共通部分のない検証プログラムが数え直し、違反がないことを確かめてから書き出されています。確かめ直すには sekiwari verify を使います。",
                "The result was counted anew by a program that shares no code with the rule that decided, and written only because it found no violation. To repeat that: sekiwari verify.",
            )) },
        ),
        (page.pick("プログラム", "Engine"), code(&format!("sekiwari {version}"))),
        (page.pick("決定方式 (mechanism)", "Mechanism"), code(mechanism)),
    ];
    if !ties.is_empty() {
        rows.push((page.pick("同順位の扱い (ties)", "Ties"), code(ties)));
    }
    rows.push((page.pick("抽選の種 (seed)", "Lottery seed"), code(&seed.to_string())));
    if let Some(commitment) = commitment {
        rows.push((
            page.pick("抽選の約束", "Commitment"),
            html! { (code(commitment)) " " (page.pick("公表した値と一致しました。", "The seed is the one committed to.")) },
        ));
    }
    rows.push((page.pick("入力の SHA-256", "SHA-256 of the input"), code(&report.summary.input_sha256)));
    let heads = [Head::text(FILE.in_lang(page.lang)), Head::text("SHA-256")];
    let body = html! {
        tbody { @for file in &report.files {
            tr { th scope="row" { (name(&file.file)) } td { span.hash { (file.sha256) } } }
        } }
    };
    let caption = page.pick("このページの元になったファイル", "The files this page was made from");
    let body = html! {
        (facts(&rows))
        (page.table("sources-table", caption, &heads, &body))
        (note(page.pick(
            "同じファイルと指定から作り直すと、一字一句同じページになります。",
            "Made again from the same files and options, the page is the same byte by byte.",
        )))
    };
    Section::new("sources", T_SOURCES.in_lang(page.lang), body)
}
