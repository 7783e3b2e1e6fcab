//! Who blocks and why nobody can help it, in a few lines; `conflict.json` has the rest.

use sekiwari::Lang;
use sekiwari_files::write::{ArgumentJson, ConflictJson, DecidedTogetherJson, TextJson};

/// Households that block, and arguments, before the rest is only counted.
const SHOWN: usize = 5;
/// Households of an argument that are named.
const NAMED: usize = 8;

/// The lines, ending in an empty one.
pub(super) fn lines(conflict: &ConflictJson, lang: Lang) -> Vec<String> {
    let mut lines = vec![text(&conflict.conclusion, lang).to_owned()];
    let wishes = conflict.blocking.iter().filter_map(|b| b.wishes.first());
    lines.extend(wishes.take(SHOWN).map(|w| format!("  {}", text(&w.text, lang))));
    lines.extend(more(conflict.blocking.len(), lang));
    if conflict.arguments.is_empty() {
        lines.push(String::new());
        return lines;
    }
    lines.push(lang.pick(
        "どの配分でも避けられない理由 (1 組ごとに、その中の少なくとも 1 世帯。論証は conflict.json):".to_owned(),
        "Why no allocation avoids it (of each of these at least one; the arguments are in conflict.json):".to_owned(),
    ));
    lines.extend(conflict.arguments.iter().take(SHOWN).map(|a| argument(a, lang)));
    lines.extend(more(conflict.arguments.len(), lang));
    lines.push(String::new());
    lines
}

fn argument(argument: &ArgumentJson, lang: Lang) -> String {
    let all = &argument.households;
    let names: Vec<String> = all.iter().take(NAMED).map(name).collect();
    let names = names.join(lang.pick("、", ", "));
    let rest = match all.len().saturating_sub(NAMED) {
        0 => String::new(),
        n => lang.pick(format!("、ほか {n} 世帯"), format!(" and {n} more")),
    };
    let steps = argument.lines.len() as u32 + argument.left_out.unwrap_or(0);
    let steps = match argument.left_out {
        Some(_) => lang.pick(format!(" (論証 {steps} 行)"), format!(" ({steps} lines)")),
        None => String::new(),
    };
    format!("  {}. {names}{rest}{steps}", argument.number)
}

/// The household; with the child where its children are decided one by one.
fn name(together: &DecidedTogetherJson) -> String {
    match &together.child_ids[..] {
        [one] => format!("{} ({one})", together.household_id),
        _ => together.household_id.clone(),
    }
}

fn more(all: usize, lang: Lang) -> Option<String> {
    let rest = all.checked_sub(SHOWN).filter(|&n| n > 0)?;
    Some(lang.pick(format!("  ほか {rest} 件"), format!("  and {rest} more")))
}

fn text(text: &TextJson, lang: Lang) -> &str {
    lang.pick(&text.ja, &text.en)
}
