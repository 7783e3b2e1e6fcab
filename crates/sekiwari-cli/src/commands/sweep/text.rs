//! What a sweep comes to, for planners.

use comfy_table::Cell;
use sekiwari::Lang;
use sekiwari::siting::effect::Figure;
use sekiwari_files::write::{SweepFigureJson, SweepJson, SweepPointJson, SweepShardJson};
use std::fmt::Write as _;
use std::path::Path;

use crate::summary::{heading, number, signed, table};

/// Combinations that are shown; the tables have all.
const SHOWN: usize = 15;

/// Everything.
pub(super) fn of(json: &SweepJson, out: &Path, lang: Lang) -> String {
    let (points, runs) = (json.points.len(), json.runs);
    let mut text = format!("{}\n{}: {}\n", json.round, lang.pick("一覧試算", "sweep"), json.name);
    for axis in &json.axes {
        let labels: Vec<&str> = axis.places.iter().take(SHOWN).map(|p| p.label.as_str()).collect();
        let more = if axis.places.len() > SHOWN { ", ..." } else { "" };
        let _ = writeln!(text, "  {}: {}{more}", axis.name, labels.join(", "));
    }
    text += &lang.pick(
        format!("組合せ {points} 通り、試算 {runs} 回、種 {}\n", json.seed),
        format!("{points} combinations, {runs} runs, seed {}\n", json.seed),
    );
    if json.optimal < runs {
        let open = runs - json.optimal;
        text += &lang.pick(
            format!("  {open} 回は最善と証明されていません (証明するのは stable-optimal だけです)。\n"),
            format!("  {open} of the results are not proven best (only stable-optimal proves anything)\n"),
        );
    }
    text += &best(json, lang);
    let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
    text
}

/// One shard.
pub(super) fn of_shard(json: &SweepShardJson, out: &Path, lang: Lang) -> String {
    let SweepShardJson { shard, shards, runs, .. } = json;
    let mut text = lang.pick(
        format!(
            "{}: 分担 {shard}/{shards}、試算 {runs} 回。全部そろったら sweep-merge でまとめます。\n",
            json.name
        ),
        format!("{}: shard {shard}/{shards}, {runs} runs; sweep-merge puts all shards together\n", json.name),
    );
    let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
    text
}

fn figure(point: &SweepPointJson, figure: Figure) -> Option<&SweepFigureJson> {
    point.figures.iter().find(|f| f.figure == figure.as_str())
}

/// The combinations with most children seated.
fn best(json: &SweepJson, lang: Lang) -> String {
    let mut text = String::new();
    let today = json.today.iter().find(|f| f.figure == Figure::Seated.as_str()).and_then(|f| f.value);
    if let Some(today) = today {
        let label = Figure::Seated.label(lang);
        text += &lang.pick(format!("現状: {label} {today}\n"), format!("today: {today} {label}\n"));
    }
    let seated = |p: &SweepPointJson| figure(p, Figure::Seated).and_then(|f| f.mean).unwrap_or_default();
    let mut order: Vec<&SweepPointJson> = json.points.iter().collect();
    order.sort_by(|a, b| seated(b).total_cmp(&seated(a)).then(a.point.cmp(&b.point)));
    if order.len() > SHOWN {
        text += &lang.pick(
            format!("席のある児童の多い組合せ {SHOWN} 通り\n"),
            format!("the {SHOWN} combinations with most children seated\n"),
        );
    }
    let mut out = table();
    let ends =
        lang.pick(["席あり", "差", "席なし", "第1希望"], ["seated", "difference", "waiting", "first wish"]);
    let heads = json.axes.iter().map(|a| a.name.as_str()).chain(ends);
    out.set_header(heads.map(heading));
    for point in order.into_iter().take(SHOWN) {
        let of = |f: Figure| figure(point, f);
        let mean = |f: Figure| of(f).and_then(|f| f.mean).map_or_else(|| "?".to_owned(), number);
        let difference = of(Figure::Seated).and_then(|f| f.difference).map_or_else(|| "?".to_owned(), signed);
        let numbers = [mean(Figure::Seated), difference, mean(Figure::Waiting), mean(Figure::FirstWishes)];
        let places = point.places.iter().map(Cell::new);
        out.add_row(places.chain(numbers.iter().map(|cell| heading(cell))));
    }
    text + &out.to_string().lines().fold(String::new(), |text, line| text + line.trim_end() + "\n")
}
