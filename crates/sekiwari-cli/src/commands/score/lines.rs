//! Itemised points and counts as text and JSON.

use sekiwari::Lang;
use sekiwari::priority::Thousandths;
use sekiwari::priority::rulebook::{Itemised, Line, Scale};
use sekiwari::programme::nursery::ChildIndex;
use sekiwari_files::results::LastYear;
use sekiwari_files::write::{LineText, ScoreLines, ScoreSheet};
use serde_json::json;
use std::fmt::Write as _;

use crate::commands::explain::find;
use crate::failure::Failure;

/// The children to show, by id: those asked for, or all.
///
/// # Errors
/// For an id that is not in the round.
pub(super) fn children(sheet: &ScoreLines<'_>, asked: &[String]) -> Result<Vec<ChildIndex>, Failure> {
    if asked.is_empty() {
        return Ok(sheet.by_id());
    }
    let ids = (0..sheet.round.children()).map(|c| sheet.round.child_id(c));
    asked.iter().map(|id| find(id, ids.clone())).collect()
}

/// The points of a child: values, lines that hold everywhere, then those of each facility.
pub(crate) fn child_text(sheet: &ScoreLines<'_>, child: ChildIndex, lang: Lang) -> String {
    let id = sheet.round.child_id(child);
    let general = sheet.general(child);
    let mut text = lang.pick(format!("児童 {id}: "), format!("child {id}: "));
    let _ = writeln!(text, "{}", values_text(sheet, &general, lang));
    general.lines.iter().for_each(|l| text += &line_text(&sheet.line_text(child, None, l), lang));
    for (place, itemised) in sheet.special(child) {
        let facility = sheet.round.facility_at(child, place);
        if itemised.lines.is_empty() && itemised.ties == general.ties {
            continue;
        }
        let values = values_text(sheet, &itemised, lang);
        text += &lang.pick(
            format!("  第{}希望 施設 {facility}: {values}\n", place + 1),
            format!("  wish {}, facility {facility}: {values}\n", place + 1),
        );
        itemised.lines.iter().for_each(|l| text += &line_text(&sheet.line_text(child, Some(place), l), lang));
    }
    text
}

fn values_text(sheet: &ScoreLines<'_>, itemised: &Itemised, lang: Lang) -> String {
    let components = sheet.book.components().iter().zip(&itemised.values).enumerate();
    let mut parts: Vec<String> =
        components.map(|(i, (c, &v))| format!("{} {}", c.name, sheet.book.shown(i, v))).collect();
    let ties = sheet.book.ties().iter().zip(&itemised.ties);
    let ties: Vec<String> = ties.map(|(t, &v)| format!("{} {}", t.name, sheet.tie_text(v))).collect();
    if !ties.is_empty() {
        parts.push(format!("({}: {})", lang.pick("同点時", "ties"), ties.join(lang.pick("、", ", "))));
    }
    parts.join(lang.pick("、", ", "))
}

fn line_text(line: &LineText, lang: Lang) -> String {
    let who = [&line.guardian, &line.reason]
        .into_iter()
        .filter(|w| !w.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    let shown = match (&line.counted, line.counts) {
        (Some(points), true) => points.clone(),
        (None, true) => line.effect.clone(),
        (_, false) => format!("({})", line.effect),
    };
    let mut text = format!("    {shown:>6}  {}", line.item);
    if !who.is_empty() {
        let _ = write!(text, " [{who}]");
    }
    let _ = write!(text, "  {}", line.text);
    if line.times > 1 {
        let _ = write!(text, " ×{}", line.times);
    }
    if !line.legal.is_empty() {
        let _ = write!(text, " <{}>", line.legal);
    }
    if !line.facts.is_empty() {
        let _ = write!(text, " {{{}}}", line.facts.join(", "));
    }
    if !line.counts {
        text += lang.pick(" (ほかのものを数えるため数えません)", " (another counts instead)");
    }
    text.push('\n');
    text
}

/// The same as JSON.
pub(crate) fn child_json(sheet: &ScoreLines<'_>, child: ChildIndex) -> serde_json::Value {
    let general = sheet.general(child);
    let lines = |place: Option<u32>, lines: &[Line]| {
        lines.iter().map(|l| json!(sheet.line_text(child, place, l))).collect::<Vec<_>>()
    };
    let values = |itemised: &Itemised| {
        let components = sheet.book.components().iter().zip(&itemised.values).enumerate();
        let values: serde_json::Map<_, _> = components
            .map(|(i, (c, &v))| {
                let shown = match c.scale {
                    Scale::Points { .. } => Thousandths(v).to_string(),
                    _ => sheet.book.shown(i, v),
                };
                (c.id.clone(), shown.into())
            })
            .collect();
        let ties = sheet.book.ties().iter().zip(&itemised.ties);
        let ties: serde_json::Map<_, _> =
            ties.map(|(t, &v)| (t.id.clone(), sheet.tie_text(v).into())).collect();
        (values, ties)
    };
    let facilities: Vec<_> = sheet
        .special(child)
        .iter()
        .map(|(place, itemised)| {
            let facility = sheet.round.facility_at(child, *place);
            let (values, ties) = values(itemised);
            json!({"facility": facility, "values": values, "ties": ties, "lines": lines(Some(*place), &itemised.lines)})
        })
        .collect();
    let (values, ties) = values(&general);
    json!({
        "child": sheet.round.child_id(child),
        "values": values,
        "ties": ties,
        "lines": lines(None, &general.lines),
        "facilities": facilities,
    })
}

/// How often each item holds, for people.
pub(super) fn criteria_text(sheet: &ScoreSheet<'_>, last_year: Option<&LastYear>, lang: Lang) -> String {
    let mut text = String::from("\n");
    let all = sheet.lines.round.children();
    text += &lang.pick(
        format!("項目ごとの児童数 (全 {all} 人): 当てはまる / 数える / 昨年\n"),
        format!("children per item (of {all}): holds / counts / last year\n"),
    );
    for (i, (item, count)) in sheet.lines.book.items().iter().zip(&sheet.counts).enumerate() {
        let before = last_year.and_then(|l| l.of(&item.id)).map_or_else(|| "-".to_owned(), |b| b.to_string());
        let _ = writeln!(
            text,
            "  {:>6} {:>6} {before:>6}  {:>5}  {}  {}",
            count.holds,
            count.counts,
            sheet.lines.book.shown_effect(i),
            item.id,
            item.text
        );
    }
    text
}

/// How often each item holds, as JSON.
pub(super) fn criteria_json(sheet: &ScoreSheet<'_>, last_year: Option<&LastYear>) -> Vec<serde_json::Value> {
    let items = sheet.lines.book.items().iter().zip(&sheet.counts).enumerate();
    items
        .map(|(i, (item, count))| {
            json!({
                "item": item.id,
                "group": sheet.lines.book.groups()[item.group].id,
                "text": item.text,
                "legal": item.legal,
                "effect": sheet.lines.book.shown_effect(i),
                "holds": count.holds,
                "counts": count.counts,
                "last_year": last_year.and_then(|l| l.of(&item.id)),
            })
        })
        .collect()
}
