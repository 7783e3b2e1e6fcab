//! The count as a planner knows it: lines down, ages across.

use comfy_table::{Cell, Table};
use sekiwari::Lang;
use sekiwari::programme::nursery::waiting::{Age, Exclusion, ExclusionOrder, Line};
use sekiwari_files::write::{CountJson, CountRowJson};
use std::fmt::Write as _;
use std::path::Path;

use crate::summary;

/// The lines of the ledger, with the sign they are reckoned with.
fn lines(order: &ExclusionOrder) -> Vec<(&'static str, Line)> {
    let mut lines = vec![("", Line::Applicants), ("-", Line::Users), ("=", Line::Deferred)];
    lines.extend(order.iter().map(|e| ("-", Line::Excluded(e))));
    lines.extend([("=", Line::Official), ("", Line::Returning), ("", Line::Hidden)]);
    lines
}

/// The whole text.
pub(super) fn shown(json: &CountJson, order: &ExclusionOrder, out: Option<&Path>, lang: Lang) -> String {
    let mut text = lang.pick(
        format!("{}  待機児童数の集計 (調査日 {})\n", json.name, json.date),
        format!("{}: waiting children on {}\n", json.name, json.date),
    );
    let known = |line: Line| find(json, line, Age::All, "*").is_some_and(|r| r.status != "unknown");
    let mut table = table(lang);
    for (sign, line) in lines(order) {
        // Without the continuing children the same difference is shown of those who applied.
        let line = match line {
            Line::Applicants if !known(line) => Line::Applied,
            Line::Users if !known(line) => Line::Seated,
            line => line,
        };
        if line == Line::Returning && find(json, line, Age::All, "*").is_none_or(|r| r.children == Some(0)) {
            continue;
        }
        if Age::ALL.iter().all(|&age| find(json, line, age, "*").is_none()) {
            continue;
        }
        let label = format!("{} {}", if sign.is_empty() { " " } else { sign }, line.label(lang));
        let cells = Age::ALL.iter().map(|&age| cell(find(json, line, age, "*")));
        table.add_row(std::iter::once(Cell::new(label)).chain(cells));
    }
    for line in table.to_string().lines() {
        let _ = writeln!(text, "{}", line.trim_end());
    }
    if !known(Line::Continuing) {
        text += lang.pick(
            "継続利用児童の数が分からないため、申込者数 (継続を含む) と利用児童数は不明です。\n",
            "Applicants and users in all are not known, since the continuing children are not.\n",
        );
    }
    text += &population(json, lang);
    text += &overlaps(json, lang);
    if let (Some(children), Some(proposed)) = (json.children_with_offer, json.offers_proposed) {
        text += &lang.pick(
            format!("空いている施設へ案内できる保留児童: {children} 人、同時に案内できる案 {proposed} 件\n"),
            format!("deferred children with an open place within reach: {children}; offers that can be made at once: {proposed}\n"),
        );
    }
    if json.suppress > 1 {
        let n = json.suppress;
        text += &lang.pick(
            format!("{n} 人に満たない区分と、合計から逆算できてしまう区分は秘匿しました (*)。\n"),
            format!("Groups with fewer than {n} children in some part are kept back (*), and others so that the totals do not give them away.\n"),
        );
    }
    if let Some(out) = out {
        let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
    }
    text
}

fn table(lang: Lang) -> Table {
    let mut table = summary::table();
    let age = |age: Age| match age {
        Age::All => summary::heading(lang.pick("計", "all")),
        age => summary::heading(&lang.pick(format!("{}歳", age.as_str()), age.as_str().to_owned())),
    };
    table.set_header(std::iter::once(Cell::new("")).chain(Age::ALL.map(age)));
    table
}

fn find<'a>(json: &'a CountJson, line: Line, age: Age, district: &str) -> Option<&'a CountRowJson> {
    let wanted =
        |r: &&CountRowJson| r.line == line.as_str() && r.age == age.as_str() && r.district_id == district;
    json.rows.iter().find(wanted)
}

fn cell(row: Option<&CountRowJson>) -> Cell {
    let text = match row {
        Some(CountRowJson { children: Some(n), .. }) => n.to_string(),
        Some(r) if r.status == "kept-back" => "*".to_owned(),
        Some(_) => "?".to_owned(),
        None => String::new(),
    };
    summary::heading(&text)
}

/// Who is in the count that is not in the round, and the other way round.
fn population(json: &CountJson, lang: Lang) -> String {
    let number = |line| find(json, line, Age::All, "*").and_then(|r| r.children).unwrap_or(0);
    let mut text = String::new();
    let (outside, deferred) = (number(Line::Outside), number(Line::OutsideDeferred));
    if outside > 0 {
        text += &lang.pick(
            format!(
                "市外在住の申込児童 {outside} 人 (うち保留 {deferred} 人) は、住んでいる市町村で数えます。\n"
            ),
            format!(
                "{outside} applicants live elsewhere ({deferred} of them deferred) and are counted there.\n"
            ),
        );
    }
    let elsewhere = number(Line::Elsewhere);
    if elsewhere > 0 {
        text += &lang.pick(
            format!("市外へだけ申し込んだ市内の児童 {elsewhere} 人を含みます。\n"),
            format!("{elsewhere} residents who applied only elsewhere are included.\n"),
        );
    }
    text
}

/// Children who meet several exclusions.
fn overlaps(json: &CountJson, lang: Lang) -> String {
    let label = |code: &str| Exclusion::from_name(code).map_or("", |e| e.label(lang));
    let pairs = json.overlaps.iter().flatten().filter(|o| o.code != o.other);
    let lines: Vec<String> =
        pairs.map(|o| format!("  {} / {}: {}\n", label(&o.code), label(&o.other), o.children)).collect();
    if lines.is_empty() {
        return String::new();
    }
    let head = lang.pick(
        "二つの除外に当たる保留児童 (先のもので数えた):\n",
        "Deferred children who meet two exclusions (counted under the first):\n",
    );
    head.to_owned() + &lines.concat()
}
