//! Who can reach a seat, for planners.

use comfy_table::Cell;
use sekiwari::Lang;
use sekiwari_files::write::{AccessFiguresJson, AccessJson, AccessRowJson, AccessSideJson};
use std::fmt::Write as _;
use std::path::Path;

use crate::summary::{heading, table};

/// Areas that are shown; the tables have all.
const SHOWN: usize = 8;

/// Everything.
pub(super) fn of(json: &AccessJson, out: Option<&Path>, lang: Lang) -> String {
    let mut text = format!("{}\n", json.name);
    if !json.scenarios.is_empty() {
        let names: Vec<&str> = json.scenarios.iter().map(|s| s.name.as_str()).collect();
        let _ = writeln!(text, "{}: {}", lang.pick("シナリオ", "scenario"), names.join(" + "));
    }
    text += &measured(json, lang);
    text += &totals(json, lang);
    text += &unknown(json.before, lang);
    text += &worst(json, lang);
    text += &changes(json, lang);
    text += &kept_back(json, lang);
    if let Some(out) = out {
        let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
    }
    text
}

/// How ways are measured and which seats count.
fn measured(json: &AccessJson, lang: Lang) -> String {
    let reach = json.reach;
    let way = match json.factor_percent {
        Some(percent) => {
            let factor = f64::from(percent) / 100.0;
            lang.pick(
                format!("道のり = 直線距離 × {factor}、圏内 {reach} m"),
                format!("way = straight line x {factor}, within reach {reach} m"),
            )
        }
        None => lang.pick(
            format!("所要時間は表の値、圏内 {reach} 分"),
            format!("minutes from the table, within reach {reach} min"),
        ),
    };
    let seats = match json.held {
        true => {
            lang.pick("枠 = 募集枠と、申込児童が使っている席", "seats = open ones and those applicants hold")
        }
        false => lang.pick("枠 = 募集枠", "seats = those open in this round"),
    };
    format!("{way}{}{seats}\n", lang.pick("、", "; "))
}

fn number(n: Option<impl ToString>) -> String {
    n.map_or_else(|| "-".to_owned(), |n| n.to_string())
}

fn decimals(x: f64) -> String {
    format!("{x:.2}")
}

/// Before, and after where there is a scenario.
fn both(row: &AccessRowJson, compared: bool, of: impl Fn(&AccessFiguresJson) -> String) -> String {
    let side = |f: &Option<AccessFiguresJson>| match f {
        Some(f) => of(f),
        None if row.withheld => "x".to_owned(),
        None => "-".to_owned(),
    };
    match (side(&row.before), side(&row.after)) {
        (before, _) if !compared => before,
        (before, after) if before == after => before,
        (before, after) => format!("{before} -> {after}"),
    }
}

/// All classes together and each.
fn totals(json: &AccessJson, lang: Lang) -> String {
    let mut shown = table();
    let limit = json.within.last().copied().unwrap_or_default();
    let unit = &json.unit;
    shown.set_header([
        heading(""),
        heading(lang.pick("児童", "children")),
        heading(lang.pick("最寄りの中央値", "nearest, median")),
        heading(lang.pick("最長", "longest")),
        heading(&format!("<= {limit} {unit}")),
        heading(lang.pick("圏内に枠なし", "no seat in reach")),
        heading(lang.pick("一人当たりの枠", "seats per child")),
        heading(lang.pick("同 (重み付き)", "weighted")),
    ]);
    let compared = json.after.is_some();
    for row in json.rows.iter().filter(|r| r.area == "*") {
        let name = match row.class {
            None => lang.pick("全体", "all").to_owned(),
            Some(class) => lang.pick(format!("{class} 歳児"), format!("class {class}")),
        };
        let share = |f: &AccessFiguresJson| {
            f.open.within.last().map_or_else(|| "-".to_owned(), |s| format!("{:.0} %", s * 100.0))
        };
        shown.add_row([
            Cell::new(name),
            heading(&both(row, compared, |f| f.children.to_string())),
            heading(&both(row, compared, |f| number(f.open.median))),
            heading(&both(row, compared, |f| number(f.open.longest))),
            heading(&both(row, compared, share)),
            heading(&both(row, compared, |f| f.without.to_string())),
            heading(&both(row, compared, |f| decimals(f.seats_per_child))),
            heading(&both(row, compared, |f| decimals(f.weighted_seats_per_child))),
        ]);
    }
    shown.to_string().lines().fold(String::new(), |text, line| text + line.trim_end() + "\n")
}

fn unknown(side: AccessSideJson, lang: Lang) -> String {
    let mut text = String::new();
    if side.unknown_place > 0 {
        let (n, all) = (side.unknown_place, side.children);
        text += &lang.pick(
            format!("{all} 人のうち {n} 人は住所が分からないため、どの値にも入っていません。\n"),
            format!("{n} of {all} children are in no figure: it is not known where they live\n"),
        );
    }
    if side.facilities_unknown_place > 0 {
        let n = side.facilities_unknown_place;
        text += &lang.pick(
            format!("{n} 施設は場所が分からないため、どの児童も通えないとしました。\n"),
            format!("{n} facilities are out of everybody's reach: it is not known where they are\n"),
        );
    }
    if side.reserved_seats > 0 {
        let n = side.reserved_seats;
        text += &lang.pick(
            format!("優先枠 {n} 席は数えていません。\n"),
            format!("{n} reserved seats are not counted\n"),
        );
    }
    text
}

/// The areas that are served worst: fewest seats per child, then farthest.
fn worst(json: &AccessJson, lang: Lang) -> String {
    let mut areas: Vec<(&AccessRowJson, &AccessFiguresJson)> = json
        .rows
        .iter()
        .filter(|r| r.area != "*" && r.class.is_none())
        .filter_map(|r| Some((r, r.before.as_ref()?)))
        .collect();
    let far = |f: &AccessFiguresJson| f.open.mean.map_or(u64::MAX, u64::from);
    areas.sort_by(|(a, x), (b, y)| {
        let by_seats = x.seats_per_child.total_cmp(&y.seats_per_child);
        by_seats.then_with(|| far(y).cmp(&far(x))).then_with(|| a.area.cmp(&b.area))
    });
    if areas.is_empty() {
        return String::new();
    }
    let mut text =
        lang.pick("児童一人当たりの枠が少ない地域:\n", "areas with the fewest seats per child:\n").to_owned();
    let compared = json.after.is_some();
    for (row, _) in areas.iter().take(SHOWN) {
        let name =
            if row.area.is_empty() { lang.pick("地区不明", "district not known") } else { &row.area };
        let seats = both(row, compared, |f| decimals(f.seats_per_child));
        let children = both(row, compared, |f| f.children.to_string());
        let mean = both(row, compared, |f| number(f.open.mean));
        let without = both(row, compared, |f| f.without.to_string());
        let unit = &json.unit;
        text += &lang.pick(
            format!("  {name}: {seats} 席、児童 {children} 人、最寄りの平均 {mean} {unit}、圏内に枠のない児童 {without} 人\n"),
            format!("  {name}: {seats} seats, {children} children, nearest {mean} {unit} on average, {without} without a seat in reach\n"),
        );
    }
    text
}

/// The areas for which a scenario changes most.
fn changes(json: &AccessJson, lang: Lang) -> String {
    if json.after.is_none() {
        return String::new();
    }
    let mut changed: Vec<(&str, f64)> = json
        .rows
        .iter()
        .filter(|r| r.area != "*" && r.class.is_none())
        .filter_map(|r| {
            let (before, after) = (r.before.as_ref()?, r.after.as_ref()?);
            Some((r.area.as_str(), after.seats_per_child - before.seats_per_child))
        })
        .filter(|(_, d)| d.abs() >= 0.005)
        .collect();
    changed.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.cmp(b.0)));
    let list: Vec<String> = changed.iter().take(SHOWN).map(|(area, d)| format!("{area} {d:+.2}")).collect();
    let list = if list.is_empty() {
        lang.pick("なし", "none").to_owned()
    } else {
        list.join(lang.pick("、", ", "))
    };
    lang.pick(
        format!("児童一人当たりの枠の変わる地域 {} 件: {list}\n", changed.len()),
        format!("areas where seats per child change: {} ({list})\n", changed.len()),
    )
}

fn kept_back(json: &AccessJson, lang: Lang) -> String {
    let count = json.rows.iter().filter(|r| r.withheld).count();
    if count == 0 {
        return String::new();
    }
    let (all, least) = (json.rows.len(), json.min_cell);
    lang.pick(
        format!("{all} 行のうち {count} 行は、児童が {least} 人より少ないか、ほかの値から逆算できるため秘匿しました。\n"),
        format!("{count} of {all} rows are kept back: fewer than {least} children, or they would give such a count away\n"),
    )
}
