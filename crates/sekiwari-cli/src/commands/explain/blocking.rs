//! What a family is told that should have had more by the order of priority, whatever the programme.

use sekiwari::explain::conflict::{Words, blockers};
use sekiwari::market::ChildId;
use sekiwari::verify::Verdict;
use sekiwari_files::results::read_conflict;
use sekiwari_files::write::{ResultJson, TextJson};
use std::fmt::Write as _;
use std::path::Path;

/// Households of an argument that are named.
const NAMED: usize = 8;

/// Which wishes a child's household should have had, and why nobody could help it as far as `conflict.json` of the output folder
/// tells; empty for a household that does not block.
pub(super) fn blocking_text(
    words: Words<'_>,
    child: u32,
    verdict: &Verdict,
    (dir, result): (&Path, &ResultJson),
) -> String {
    let (market, lang) = (words.market, words.lang);
    let household = market.household_of(ChildId::new(child));
    let all = blockers(market, verdict);
    let Some(blocker) = all.iter().find(|b| b.household == household) else { return String::new() };
    let mut text = words.blocker(blocker).iter().map(|line| format!("{line}\n")).collect::<String>();
    let conflict = read_conflict(dir).filter(|c| c.input_sha256 == result.input_sha256);
    let Some(conflict) = conflict else { return text };
    let pick = |text: &TextJson| lang.pick(text.ja.clone(), text.en.clone());
    let id = words.names.child(ChildId::new(child));
    let own = conflict.blocking.iter().find(|b| b.household.child_ids.iter().any(|c| c == id));
    let _ = writeln!(text, "{}", pick(&conflict.conclusion));
    for &number in own.map_or(&[][..], |b| &b.arguments) {
        let Some(argument) = conflict.arguments.iter().find(|a| a.number == number) else { continue };
        let all = &argument.households;
        let mut names: Vec<String> = all.iter().take(NAMED).map(|h| h.household_id.clone()).collect();
        if let Some(more) = all.len().checked_sub(NAMED).filter(|&more| more > 0) {
            names.push(lang.pick(format!("ほか {more}"), format!("{more} more")));
        }
        let _ = writeln!(
            text,
            "{}",
            lang.pick(
                format!(
                    "この世帯を含む {} 世帯 ({}) のうち、どの配分でも少なくとも 1 世帯がそうなります。論証は conflict.json の {number} です。",
                    all.len(),
                    names.join("、")
                ),
                format!(
                    "In every allocation it is so for at least one of {} households, this one among them ({}): argument {number} in conflict.json.",
                    all.len(),
                    names.join(", ")
                ),
            )
        );
    }
    text
}
