//! Children seated against households that may block.

use crate::report::charts::{Line, Point, lines};
use crate::report::numbers::whole;
use crate::report::page::Page;
use crate::report::parts::{Head, Section, note, num};
use crate::report::words::{NOT_PROVEN, PROVEN, T_FRONTIER};
use crate::write::{FrontierJson, PointJson};
use maud::html;

pub(super) fn section(page: &Page<'_>, json: &FrontierJson) -> Section {
    let rows: Vec<&PointJson> = json.rows().collect();
    // The last may lie far beyond the others; the drawing is of the points.
    let points = json.points.iter().map(|p| Point {
        x: p.blocking_max.into(),
        y: p.seated.into(),
        low: p.seated.into(),
        high: p.seated_max.into(),
    });
    let line = Line { class: "plan", label: "", points: points.collect() };
    let told = page.pick(
        "優先順位に反してよい世帯の数に対する、席のある児童の数。同じ内容は下の表にあります。",
        "Children seated by the number of households that may block; the table below says the same.",
    );
    let heads = [
        Head::number(page.pick("反してよい世帯 (まで)", "May block")),
        Head::number(page.pick("席のある児童", "Seated")),
        Head::number(page.pick("反する世帯がない場合との差", "More than at the least")),
        Head::number(page.pick("実際に反する世帯", "Block in it")),
        Head::number(page.pick("上限", "At most")),
        Head::text(page.pick("証明", "Proof")),
    ];
    let first = rows.first().map_or(0, |p| p.seated);
    let body = html! {
        tbody { @for p in &rows {
            tr {
                (num(p.blocking_max)) (num(p.seated))
                td.n { (crate::report::numbers::signed(f64::from(p.seated) - f64::from(first))) }
                (num(p.blocking)) (num(p.seated_max))
                td { (if p.proven { PROVEN } else { NOT_PROVEN }.in_lang(page.lang)) }
            }
        } }
    };
    let (most, least) = (json.end.seated, json.blocking_min);
    let lead = page.pick(
        format!(
            "優先順位に反する世帯を最少 ({least} 世帯) に抑えると席のある児童は {} 人です。誰の優先順位に反してもよいとすれば {} 人まで入れますが、その差 {} 人の分だけ、入れるはずの希望に入れない世帯が出ます。",
            whole(first), whole(most), whole(i64::from(most) - i64::from(first))
        ),
        format!(
            "With as few blocking households as can be ({least}), {} children are seated. If any priority could be passed over, {} could be; the {} more are paid for by households denied a wish that the order of priority would give them.",
            whole(first), whole(most), whole(i64::from(most) - i64::from(first))
        ),
    );
    let caption =
        page.pick("反してよい世帯の数と席のある児童", "Households that may block, and children seated");
    let body = html! {
        p { (lead) }
        figure {
            (lines(&[line], page.pick("優先順位に反してよい世帯", "Households that may block"), page.pick("席のある児童 (人)", "Children seated"), false, told))
            figcaption { (page.pick("塗った点は証明済みの最多。白い点は見つけた結果で、縦線の上端が証明された上限。", "Filled points are proven to be the most. Hollow ones are what was found; the line goes up to what is proven.")) }
        }
        (page.table("table", caption, &heads, &body))
        @if json.stopped {
            (note(page.pick("探索は途中で打ち切られました。", "The search was stopped before its end.")))
        }
    };
    Section::new("frontier", T_FRONTIER.in_lang(page.lang), body)
}
