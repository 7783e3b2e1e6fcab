//! The first sheet: what the file is about, and how to read it.

use super::book::{Book, SENTENCE, WIDE, head};
use super::{BookFacts, Facilities, WorkbookError};
use crate::write::ResultStatus;
use jiff::civil::Date;
use rust_xlsxwriter::Worksheet;
use sekiwari::Lang;

/// What the programmes say differently.
pub(super) struct About<'a> {
    /// The round's name.
    pub(super) name: &'a str,
    /// The programme, for people.
    pub(super) programme: &'static str,
    /// When: lines of a label and a date.
    pub(super) days: Vec<(&'static str, Date)>,
    /// Counts: lines of a label and a number.
    pub(super) counts: Vec<(&'static str, usize)>,
    /// The facilities of the round.
    pub(super) facilities: usize,
    /// The other sheets: name, and what a row is.
    pub(super) sheets: Vec<(String, &'static str)>,
}

/// What is proven, for people.
fn status(status: ResultStatus, lang: Lang) -> &'static str {
    match status {
        ResultStatus::Optimal => lang.pick("最良であることを証明済み", "proven best"),
        ResultStatus::Feasible => {
            lang.pick("検証済み（最良とは証明していません）", "judged; not proven best")
        }
        ResultStatus::Infeasible => lang.pick("条件を満たす結果なし", "nothing meets what was demanded"),
    }
}

/// Writes the sheet.
pub(super) fn sheet(
    book: &Book,
    name: &str,
    about: &About<'_>,
    facts: &BookFacts<'_>,
) -> Result<Worksheet, WorkbookError> {
    let lang = facts.lang;
    let heads = [head(lang.pick("項目", "Item"), 2 * WIDE), head(lang.pick("内容", "Content"), 2 * SENTENCE)];
    let mut sheet = book.sheet(name, &heads)?;
    let mut line =
        |label: &str, text: &str| -> Result<(), WorkbookError> { sheet.text(label)?.text(text)?.end_row() };
    line(lang.pick("募集", "Round"), about.name)?;
    line(lang.pick("事業", "Programme"), about.programme)?;
    for (label, day) in &about.days {
        line(label, &day.to_string())?;
    }
    line(lang.pick("決定方式", "Rule"), facts.rule)?;
    if let Some(ties) = facts.ties {
        line(lang.pick("同点の扱い", "Ties"), ties)?;
    }
    line(lang.pick("抽選の種", "Seed of the lottery"), &facts.seed.to_string())?;
    line(lang.pick("結果の状態", "Status"), status(facts.status, lang))?;
    for (label, count) in &about.counts {
        line(label, &count.to_string())?;
    }
    line(lang.pick("入力のダイジェスト (SHA-256)", "Digest of the input (SHA-256)"), facts.input_sha256)?;
    line(lang.pick("プログラム", "Program"), &format!("sekiwari {}", facts.version))?;
    line(
        lang.pick("検証", "Judged"),
        lang.pick(
            "このブックを書き出す前に、決定を募集の表と照らして検証し直し、違反がないことを確かめました。",
            "Before this file was written the decision was judged again against the tables of the round: no violations.",
        ),
    )?;
    line("", "")?;
    line(lang.pick("シート", "Sheet"), lang.pick("内容", "What a row is"))?;
    for (name, what) in &about.sheets {
        line(name, what)?;
    }
    let own = match facts.facilities {
        Facilities::None => None,
        f if f.are_too_many(about.facilities) => Some(lang.pick(
            format!(
                "施設が {} あるため、施設ごとのシートは作っていません（--facilities で選べます）。",
                about.facilities
            ),
            format!(
                "There are {} facilities, so they have no sheets (--facilities chooses some).",
                about.facilities
            ),
        )),
        _ => Some(
            lang.pick(
                "その施設に決まった児童と、待っている児童。順番のとおり。",
                "Whom the facility admitted, and who waits for it, in order.",
            )
            .to_owned(),
        ),
    };
    if let Some(own) = own {
        line(lang.pick("施設ごと", "One per facility"), &own)?;
    }
    line("", "")?;
    line(
        lang.pick("取扱い", "Handling"),
        lang.pick(
            "児童の ID・指数・理由を含むため、庁内だけで使い、公表しないでください。数値は allocate の出力と同じです。",
            "With ids, points and reasons of children: for the office only, not for publication. All figures are those of allocate.",
        ),
    )?;
    sheet.finish_plain()
}
