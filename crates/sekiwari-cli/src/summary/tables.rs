//! The summary as text. Plain ASCII rules and no colours, so that it lines up beside full-width text on every
//! terminal and is the same in a pipe.

use comfy_table::{Cell, CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use sekiwari::Lang;
use sekiwari::mechanism::Mechanism;
use sekiwari::programme::nursery::{AgeClass, ClassSet};
use sekiwari_files::write::{LotteryJson, ResultJson};
use std::path::Path;

use super::{RANK_BANDS, Summary, claimed, conflict};

/// The whole summary, ending in a line end.
pub(crate) fn summary_text(summary: &Summary, result: &ResultJson, out: &Path, lang: Lang) -> String {
    let tables = [
        facts(&summary.standing(), result, out, lang),
        by_class(summary, lang).to_string(),
        by_rank(summary, lang).to_string(),
    ];
    let conflict = summary.conflict.as_ref().map_or_else(Vec::new, |c| conflict::lines(c, lang));
    let lines = tables.iter().flat_map(|t| t.lines().chain([""])).chain(conflict.iter().map(String::as_str));
    lines.map(|line| format!("{}\n", line.trim_end())).collect()
}

/// A table with a rule under its header.
pub(crate) fn table() -> Table {
    let rule = LineStyle::none().fill('-').junction('-');
    let mut table = Table::new();
    table.load_style(TableStyle::new().header_separator(rule));
    table.set_content_arrangement(ContentArrangement::Disabled);
    table
}

pub(super) fn number(value: u32) -> Cell {
    Cell::new(value).set_alignment(CellAlignment::Right)
}

/// A cell set to the right.
pub(crate) fn heading(text: &str) -> Cell {
    Cell::new(text).set_alignment(CellAlignment::Right)
}

/// What the judge and the search say beside the result.
pub(super) struct Standing {
    /// Blocking wishes that would displace nobody.
    pub(super) wasted: u32,
    /// A proof is written too.
    pub(super) with_proof: bool,
    /// The time limit in seconds that cut the search short, if it did.
    pub(super) timed_out: Option<u32>,
}

/// What decided, how well, and who vouches for it: one line each.
pub(super) fn facts(summary: &Standing, result: &ResultJson, out: &Path, lang: Lang) -> String {
    let seed = result.seed;
    let (blocking, wishes) = (result.blocking_households, result.blocking_wishes);
    let mut rows = vec![
        (lang.pick("募集", "round"), result.name.clone()),
        (
            lang.pick("児童", "children"),
            lang.pick(
                format!("{} 人 ({} 世帯)", result.children, result.households),
                format!("{} of {} households", result.children, result.households),
            ),
        ),
        (
            lang.pick("席のある児童", "seated"),
            lang.pick(
                format!("{} 人 (内定 {}、継続 {})", result.seated, result.placed, result.kept),
                format!("{} ({} placed, {} kept)", result.seated, result.placed, result.kept),
            ),
        ),
        (
            lang.pick("保留", "unplaced"),
            lang.pick(format!("{} 人", result.unplaced), result.unplaced.to_string()),
        ),
        (
            lang.pick("決定方式", "mechanism"),
            lang.pick(
                format!("{}、同順位 {}、抽選の種 {seed}", result.mechanism, result.ties),
                format!("{}, ties {}, seed {seed}", result.mechanism, result.ties),
            ),
        ),
        (lang.pick("証明", "proven"), claimed::fewest(result, summary.with_proof, lang)),
        (lang.pick("目的", "objective"), claimed::best(result, summary.with_proof, lang)),
        (
            lang.pick("優先順位に反する希望", "blocking"),
            lang.pick(
                format!("{wishes} 件 ({blocking} 世帯)、うち空席で足りるもの {} 件", summary.wasted),
                format!(
                    "{wishes} wishes of {blocking} households, {} of them for free seats",
                    summary.wasted
                ),
            ),
        ),
        (
            lang.pick("検証", "judge"),
            lang.pick("違反なし (独立の再計算)", "no violations (counted anew, independently)").to_owned(),
        ),
        (lang.pick("出力", "output"), out.display().to_string()),
    ];
    if let Some(lottery) = &result.statistics.lottery {
        rows.insert(1, (lang.pick("同順位の自由", "free order in ties"), free_order(result, lottery, lang)));
    }
    let note = lang.pick("注意", "note");
    if let Some(stopped) = result.statistics.stopped {
        rows.push((note, claimed::stopped(stopped, summary.timed_out, lang)));
    } else if let Some(text) = gave_up(result, lang) {
        rows.push((note, text.to_owned()));
    }
    facts_table(rows)
}

/// Facts, one a line.
pub(super) fn facts_table(rows: Vec<(&str, String)>) -> String {
    let mut table = Table::new();
    table.load_style(TableStyle::new()).set_content_arrangement(ContentArrangement::Disabled);
    for (name, value) in rows {
        table.add_row([name.to_owned(), value]);
    }
    table.to_string()
}

/// What the free order inside ties is worth, against the order of the lottery.
fn free_order(result: &ResultJson, lottery: &LotteryJson, lang: Lang) -> String {
    let more = i64::from(result.seated) - i64::from(lottery.seated);
    let (seated, blocking) = (lottery.seated, lottery.blocking_households);
    let text = lang.pick(
        format!("抽選の順では {seated} 人、その差 {more:+} 人"),
        format!("{seated} seated in the order of the lottery, a difference of {more:+}"),
    );
    match blocking {
        0 => text,
        _ => lang.pick(
            format!("{text} (抽選の順では {blocking} 世帯が優先順位に反します)"),
            format!("{text} (where {blocking} households block)"),
        ),
    }
}

/// What a rule without proofs says when it did not reach its own goal.
fn gave_up(result: &ResultJson, lang: Lang) -> Option<&'static str> {
    if !result.statistics.gave_up {
        return None;
    }
    match Mechanism::from_name(&result.mechanism)? {
        Mechanism::DeferredAcceptance => Some(lang.pick(
            "決定方式は、誰の優先順位にも反しない結果を見つけられず、次善の結果を示しています。",
            "the mechanism found no result free of blocking wishes and fell back to the next best",
        )),
        Mechanism::MaxPlacement if result.bounds.placement_max.is_some_and(|most| result.seated < most) => {
            Some(lang.pick(
                "これより多くの児童が入れるかどうかは証明していません。",
                "whether more children could be seated is not decided",
            ))
        }
        Mechanism::MaxPlacement => Some(lang.pick(
            "入所する児童は最多です (証明済み)。希望順位の合計が最小かどうかは証明していません。",
            "no more children can be seated (proven); whether the rank sum is the smallest is not decided",
        )),
        _ => None,
    }
}

fn by_class(summary: &Summary, lang: Lang) -> Table {
    let mut table = table();
    let headings = lang.pick(
        ["歳児クラス", "申込", "内定", "継続", "保留", "空き"],
        ["class", "applied", "placed", "kept", "unplaced", "left empty"],
    );
    table
        .set_header(headings.iter().enumerate().map(|(i, h)| if i == 0 { Cell::new(h) } else { heading(h) }));
    for (class, c) in AgeClass::all().zip(&summary.classes) {
        let left = summary.left.get(&ClassSet::one(class));
        table.add_row([
            Cell::new(class),
            number(c.applied),
            number(c.placed),
            number(c.kept),
            number(c.unplaced),
            left.map_or_else(|| heading("-"), |&n| number(n)),
        ]);
    }
    // Seats that several classes share belong to no single line above.
    for (classes, &left) in summary.left.iter().filter(|(c, _)| c.classes().count() > 1) {
        let shared = lang.pick(format!("{classes} (共有)"), format!("{classes} (shared)"));
        let dash = || heading("-");
        table.add_row([Cell::new(shared), dash(), dash(), dash(), dash(), number(left)]);
    }
    let total = summary.total();
    table.add_row([
        Cell::new(lang.pick("計", "all")),
        number(total.applied),
        number(total.placed),
        number(total.kept),
        number(total.unplaced),
        number(summary.left_in_all()),
    ]);
    table
}

fn by_rank(summary: &Summary, lang: Lang) -> Table {
    let mut table = table();
    let title = lang.pick("内定した児童の希望順位", "wish rank of those placed");
    let bands = RANK_BANDS.iter().map(|band| {
        heading(
            &lang.pick(
                band.strip_suffix('+')
                    .map_or_else(|| format!("第{band}希望"), |from| format!("第{from}希望以下")),
                (*band).to_owned(),
            ),
        )
    });
    table.set_header(std::iter::once(Cell::new(title)).chain(bands));
    let counts = summary.ranks.iter().map(|&n| number(n));
    table.add_row(std::iter::once(Cell::new(lang.pick("人数", "children"))).chain(counts));
    table
}
