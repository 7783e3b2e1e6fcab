//! The years to come, for planners.

use sekiwari::Lang;
use sekiwari_files::write::{YearCourseJson, YearsJson};
use std::fmt::Write as _;
use std::path::Path;

use crate::summary::{heading, number, spread, table};

/// Everything.
pub(super) fn of(json: &YearsJson, out: &Path, lang: Lang) -> String {
    let mut text = format!("{}\n", json.name);
    let a = &json.assumptions;
    let percent = |x: f64| number(x * 100.0);
    let (reapply, stay) = (percent(a.reapply), percent(a.stay));
    text += &lang.pick(
        format!("仮定: 席のなかった児童の {reapply} % が翌年も申し込み、在園児の {stay} % が残る。出生・転入出の行 {}。試算 {} 回、種 {}\n", a.lines, json.draws, json.seed),
        format!("assumed: {reapply} % of those without a seat apply again, {stay} % of those with one stay; {} lines about births and moves; {} draws, seed {}\n", a.lines, json.draws, json.seed),
    );
    if !a.places_known {
        text += lang.pick(
            "在園児の表 (enrolled) がないため、毎年この募集と同じ数の席が空くと仮定しています。\n",
            "without the table enrolled as many seats are taken to come free every year as in this round\n",
        );
    }
    for course in &json.courses {
        text += &one(json, course, lang);
    }
    if json.stopped {
        text += lang.pick("探索は途中で止められました。\n", "The search was stopped before its end.\n");
    }
    let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
    text
}

fn one(json: &YearsJson, course: &YearCourseJson, lang: Lang) -> String {
    let title = match course.course.as_str() {
        "as-is" => lang.pick("何も開かない場合 (決まったものを除く)", "if nothing opens but what is decided"),
        "stated" => lang.pick("計画ファイルの開設", "with the openings of the plan file"),
        _ => lang.pick("求めた計画", "the plan that was found"),
    };
    let mut text = format!("\n{title}");
    if course.cost > 0 {
        text += &lang.pick(format!(" (費用 {})", course.cost), format!(" (cost {})", course.cost));
    }
    text.push('\n');
    let mut out = table();
    let heads = lang.pick(
        ["年度", "席のない児童", "申込児童", "空き枠", "新たに入所", "開く候補地", "費用"],
        ["year", "without a seat", "applying", "open seats", "newly placed", "opens", "cost"],
    );
    out.set_header(heads.map(heading));
    for y in &course.years {
        let opens = course.opens_in(y.year);
        let cost = if y.cost > 0 { y.cost.to_string() } else { String::new() };
        let cells = [
            y.year.to_string(),
            spread(y.waiting),
            spread(y.children),
            spread(y.open_seats),
            spread(y.placed),
            opens,
            cost,
        ];
        out.add_row(cells.iter().map(|cell| heading(cell)));
    }
    text += &out.to_string().lines().fold(String::new(), |text, line| text + line.trim_end() + "\n");
    if let (Some(reached), Some((year, most))) = (course.reached, json.target) {
        text += &match reached {
            true if course.openings.is_empty() => lang.pick(
                format!("何も開かなくても、{year} 年度に席のない児童は平均 {most} 人以下です。\n"),
                format!("without opening anything no more than {most} are without a seat in {year} on average\n"),
            ),
            true => lang.pick(
                format!("{year} 年度に席のない児童を平均 {most} 人以下にする、見つかった中で最も安い計画です ({} 通りを決めました。最も安いことの証明はありません)。\n", json.decided),
                format!("the cheapest plan found that leaves no more than {most} without a seat in {year} on average ({} schedules decided; not proven cheapest)\n", json.decided),
            ),
            false => lang.pick(
                format!("候補地と上限の中では、{year} 年度に席のない児童を {most} 人以下にする計画が見つかりませんでした。最も近い計画です。\n"),
                format!("no plan within the limits was found that leaves no more than {most} without a seat in {year}; this one comes nearest\n"),
            ),
        };
    } else if course.course == "plan" {
        text += &lang.pick(
            format!("席のない児童の年度を通した合計が最も少ない、見つかった計画です ({} 通りを決めました。最善の証明はありません)。\n", json.decided),
            format!("the plan found with the fewest children without a seat over all years ({} schedules decided; not proven best)\n", json.decided),
        );
    }
    text
}
