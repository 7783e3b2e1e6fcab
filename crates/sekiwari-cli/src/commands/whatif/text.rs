//! What scenarios come to, for planners.

use sekiwari::Lang;
use sekiwari::explain::ChangeKind;
use sekiwari::siting::effect::Figure;
use sekiwari_files::write::{WhatifChildJson, WhatifFigureJson, WhatifJson};
use std::fmt::Write as _;
use std::path::Path;

use crate::summary::{number, shown, signed, spread};

/// Districts, children, facilities that are shown; the tables have all.
const SHOWN: usize = 10;

/// Everything.
pub(super) fn of(json: &WhatifJson, out: Option<&Path>, lang: Lang) -> String {
    let mut text = String::new();
    let names: Vec<&str> = json.scenarios.iter().map(|s| s.name.as_str()).collect();
    let _ = writeln!(text, "{}", json.name);
    let _ = writeln!(text, "{}: {}", lang.pick("シナリオ", "scenario"), names.join(" + "));
    text += &rules(json, lang);
    text += &families(json, lang);
    text += &totals(json, lang);
    text += &classes(json, lang);
    text += &districts(json, lang);
    text += &changes(json, lang);
    text += &cut_offs(json, lang);
    if let Some(out) = out {
        let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
    }
    text
}

fn rules(json: &WhatifJson, lang: Lang) -> String {
    let (a, b) = (&json.before, &json.after);
    let name = |r: &sekiwari_files::write::WhatifRuleJson| {
        let book = r.rulebook.as_ref().map(|b| format!(", {b}")).unwrap_or_default();
        format!("{} ({}{book})", r.mechanism, r.ties)
    };
    let mut text = match (name(a), name(b)) {
        (a, b) if a == b => lang.pick(format!("決め方: {a}\n"), format!("decided by {a}\n")),
        (a, b) => lang.pick(format!("決め方: {a} -> {b}\n"), format!("decided by {a} -> {b}\n")),
    };
    let open = a.feasible + b.feasible;
    if open > 0 && a.mechanism == "stable-optimal" {
        text += &lang.pick(
            format!("  {open} 回は最善と証明されていません。\n"),
            format!("  {open} of the results are not proven best\n"),
        );
    }
    text
}

fn families(json: &WhatifJson, lang: Lang) -> String {
    let mut text = String::new();
    let b = &json.behaviour;
    for listed in &b.listed {
        let (id, n) = (&listed.facility_id, spread(listed.children));
        text +=
            &lang.pick(format!("{id} を希望する児童: {n} 人\n"), format!("children who list {id}: {n}\n"));
    }
    for s in &json.scenarios {
        let (name, m) = (&s.name, s.within_m);
        if b.listed.is_empty() && b.emptied.high == 0.0 {
            continue;
        }
        // Nothing opens or moves; only those left without any wish are asked.
        let only_left = b.listed.is_empty();
        text += &match s.behaviour.as_str() {
            "near" | "model" if only_left && m > 0 => lang.pick(
                format!(
                    "  {name}: 希望がなくなる家庭だけが、{m} m 以内の施設を希望し直すと仮定 ({})\n",
                    s.behaviour
                ),
                format!(
                    "  {name}: only families left without a wish list another facility, within {m} m ({})\n",
                    s.behaviour
                ),
            ),
            "near" => lang.pick(
                format!("  {name}: {m} m 以内の家庭はすべて、近さの順に希望に加えると仮定 (near)\n"),
                format!("  {name}: every family within {m} m is taken to list it, by distance (near)\n"),
            ),
            "model" if m > 0 => lang.pick(
                format!(
                    "  {name}: {m} m 以内の家庭が、これまでの希望から推し量った確率で加えると仮定 (model)\n"
                ),
                format!(
                    "  {name}: families within {m} m list it as the lists of the round suggest (model)\n"
                ),
            ),
            _ => lang.pick(
                format!("  {name}: 書かれた児童のほかは希望を変えないと仮定 (none)\n"),
                format!("  {name}: nobody but the children stated changes a list (none)\n"),
            ),
        };
    }
    let counts = [
        (
            b.place_unknown,
            "場所が分からず希望を変えない児童",
            "children whose lists stay because a place is not known",
        ),
        (b.joint_lists, "組合せの希望のため変えない児童", "children whose household's joint list stays"),
        (b.emptied, "閉園で希望がなくなる児童", "children left without any wish"),
        (b.refilled, "うち別の施設を希望する児童", "of them, who list another facility"),
    ];
    for (n, ja, en) in counts.into_iter().filter(|(n, ..)| n.high > 0.0) {
        let _ = writeln!(text, "  {}: {}", lang.pick(ja, en), spread(n));
    }
    text
}

fn line(f: &WhatifFigureJson, label: &str) -> [String; 4] {
    let or = |s: Option<String>| s.unwrap_or_else(|| "?".to_owned());
    [
        label.to_owned(),
        or(f.before.map(|b| b.to_string())),
        or(f.after.map(spread)),
        or(f.difference.map(signed)),
    ]
}

fn beside(rows: impl IntoIterator<Item = [String; 4]>, lang: Lang) -> String {
    shown(lang.pick(["", "現状", "シナリオ", "差"], ["", "today", "scenario", "difference"]), rows)
}

fn totals(json: &WhatifJson, lang: Lang) -> String {
    let mut text = String::new();
    if json.draws > 1 {
        text += &lang.pick(
            format!("試算 {} 回の平均 (10 回に 8 回はかっこの範囲)、種 {}\n", json.draws, json.seed),
            format!("means of {} draws (eight in ten lie in the brackets), seed {}\n", json.draws, json.seed),
        );
    }
    let all = json.figures.iter().filter(|f| f.district_id == "*" && f.class.is_none());
    let rows = all.filter_map(|f| {
        let figure = Figure::ALL.into_iter().find(|g| g.as_str() == f.figure)?;
        let bound = matches!(figure, Figure::BlockingMin | Figure::SeatedMax);
        // Bounds are news only where they leave something open.
        let open = json.before.feasible + json.after.feasible > 0;
        (!bound || open).then(|| line(f, figure.label(lang)))
    });
    text + &beside(rows, lang)
}

fn classes(json: &WhatifJson, lang: Lang) -> String {
    let waiting =
        json.figures.iter().filter(|f| f.district_id == "*" && f.figure == Figure::Waiting.as_str());
    let rows = waiting.filter_map(|f| {
        let class = f.class?;
        let label = lang.pick(format!("{class} 歳児 席なし"), format!("class {class} without a seat"));
        Some(line(f, &label))
    });
    beside(rows, lang)
}

fn districts(json: &WhatifJson, lang: Lang) -> String {
    let waiting = json
        .figures
        .iter()
        .filter(|f| f.district_id != "*" && f.class.is_none() && f.figure == Figure::Waiting.as_str());
    let mut rows: Vec<&WhatifFigureJson> =
        waiting.filter(|f| f.difference.is_some_and(|d| d != 0.0)).collect();
    rows.sort_by(|a, b| {
        let size = |f: &WhatifFigureJson| f.difference.map_or(0.0, f64::abs);
        size(b).total_cmp(&size(a)).then_with(|| a.district_id.cmp(&b.district_id))
    });
    let list: Vec<String> = rows
        .iter()
        .take(SHOWN)
        .map(|f| {
            let id = if f.district_id.is_empty() { "?" } else { &f.district_id };
            format!("{id} {}", signed(f.difference.unwrap_or_default()))
        })
        .collect();
    if list.is_empty() {
        return String::new();
    }
    let list = list.join(lang.pick("、", ", "));
    lang.pick(
        format!("席のない児童の増減 (地区): {list}\n"),
        format!("children without a seat, by district: {list}\n"),
    )
}

fn changes(json: &WhatifJson, lang: Lang) -> String {
    let mut text = String::new();
    let of =
        |kind: ChangeKind| json.children.iter().filter(move |c| c.change.as_deref() == Some(kind.as_str()));
    for kind in ChangeKind::ALL {
        let children: Vec<&WhatifChildJson> = of(kind).collect();
        if children.is_empty() {
            continue;
        }
        let ids: Vec<&str> = children.iter().take(SHOWN).map(|c| c.child_id.as_str()).collect();
        let more = children.len().saturating_sub(SHOWN);
        let more = if more > 0 {
            lang.pick(format!(" ほか {more} 人"), format!(" and {more} more"))
        } else {
            String::new()
        };
        let (n, label, ids) = (children.len(), kind.label(lang), ids.join(", "));
        text += &lang.pick(format!("{label} {n} 人: {ids}{more}\n"), format!("{label}: {n} ({ids}{more})\n"));
    }
    if json.only_before > 0.0 || json.only_after > 0.0 {
        let (fewer, more) = (number(json.only_before), number(json.only_after));
        text += &lang.pick(
            format!("申込児童: 増える {more} 人、減る {fewer} 人\n"),
            format!("applicants: {more} more, {fewer} fewer\n"),
        );
    }
    text
}

fn cut_offs(json: &WhatifJson, lang: Lang) -> String {
    let changed: Vec<_> = json.facilities.iter().filter(|p| p.cut_off_changes).collect();
    if changed.is_empty() {
        return String::new();
    }
    let mut text = lang.pick(
        format!("最低点の変わる枠 {} 件\n", changed.len()),
        format!("seats whose lowest admitted points change: {}\n", changed.len()),
    );
    for p in changed.iter().take(SHOWN) {
        let before = p.cut_off_before.map_or_else(|| "-".to_owned(), number);
        let after = p.cut_off_after.map_or_else(|| "-".to_owned(), spread);
        let _ = writeln!(text, "  {} {}: {before} -> {after}", p.facility_id, p.classes);
    }
    text
}
