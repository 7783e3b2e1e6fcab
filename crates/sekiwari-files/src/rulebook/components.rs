//! Components of a rulebook file: points, ranks, pairs.

use sekiwari::priority::rulebook::{Across, Component, Missing, OfReasons, Scale};

use super::read::{BETTER, Kind, Reader, label, step};
use super::text::Keys;
use crate::finding::Findings;

const REASONS: &[(&str, OfReasons)] =
    &[("sum", OfReasons::Sum), ("max", OfReasons::Max), ("main", OfReasons::Main)];
const SCALES: &[(&str, Kind)] = &[("points", Kind::Points), ("rank", Kind::Rank), ("pair", Kind::Pair)];

impl Reader<'_, '_> {
    pub(super) fn component(&mut self, t: &mut Keys<'_, '_>, findings: &mut Findings) -> Component {
        let id = self.id(t, "component", findings);
        let name = t.text("name", findings).map_or_else(|| id.clone(), |w| w.text);
        let kind = t.named("kind", SCALES, findings).unwrap_or(Kind::Points);
        let (ranks, letters) = (t.texts("ranks", findings), t.texts("letters", findings));
        let steps = t.texts("steps", findings);
        let otherwise = t.text("otherwise", findings);
        let less = t.named("better", BETTER, findings).unwrap_or(false);
        let ladder = match kind {
            Kind::Rank => ranks.unwrap_or_default(),
            Kind::Pair => letters.unwrap_or_default(),
            _ => Vec::new(),
        };
        let otherwise = match (otherwise, ladder.len()) {
            (Some(w), _) => label(t, "otherwise", &w.text, &ladder, findings),
            (None, n) => n.saturating_sub(1) as u32,
        };
        let scale = match kind {
            Kind::Rank => Scale::Ranks { labels: ladder.clone(), otherwise },
            Kind::Pair => {
                let steps = steps.unwrap_or_default();
                let steps = steps.iter().map(|s| s.split_whitespace().map(str::to_owned).collect()).collect();
                Scale::Pairs { letters: ladder.clone(), otherwise, steps }
            }
            _ => Scale::Points { less_is_better: less },
        };
        let across: &[(&str, Across)] = match kind {
            Kind::Points => &[
                ("sum", Across::Sum),
                ("mean", Across::Mean),
                ("min", if less { Across::Best } else { Across::Worst }),
                ("max", if less { Across::Worst } else { Across::Best }),
            ],
            Kind::Rank => &[("worst-rank", Across::Worst), ("best-rank", Across::Best)],
            _ => &[("pair", Across::Pair)],
        };
        let across = t.named("guardians", across, findings).unwrap_or(match kind {
            Kind::Rank => Across::Worst,
            Kind::Pair => Across::Pair,
            _ => Across::Sum,
        });
        let reasons = t.named("reasons", REASONS, findings).unwrap_or_default();
        let missing = match t.number_or_text("missing", findings) {
            None => Missing::Nothing,
            Some(Err(word)) if word == "none" => Missing::Nothing,
            Some(Err(word)) if word == "same" => Missing::Same,
            Some(Ok(points)) if kind == Kind::Points => Missing::Value(points),
            Some(Err(word)) if kind != Kind::Points => {
                Missing::Value(i64::from(label(t, "missing", &word, &ladder, findings)))
            }
            Some(other) => {
                let word = other.map_or_else(|w| w, |n| n.to_string());
                t.wrong_name("missing", &word, ["none", "same"].into_iter(), findings);
                Missing::Nothing
            }
        };
        let nobody = match (t.number_or_text("nobody", findings), &scale) {
            (Some(Ok(points)), Scale::Points { .. }) => points,
            (Some(Err(word)), Scale::Ranks { labels, .. }) => {
                i64::from(label(t, "nobody", &word, labels, findings))
            }
            (Some(Err(word)), Scale::Pairs { steps, .. }) => {
                i64::from(step(t, "nobody", &word, steps, findings))
            }
            (Some(other), _) => {
                let word = other.map_or_else(|w| w, |n| n.to_string());
                t.wrong_name("nobody", &word, std::iter::empty(), findings);
                0
            }
            (None, Scale::Points { .. }) => 0,
            (None, Scale::Ranks { otherwise, .. }) => i64::from(*otherwise),
            (None, Scale::Pairs { steps, .. }) => steps.len().saturating_sub(1) as i64,
        };
        self.places.components.push(t.own_place());
        t.finish(findings);
        Component { id, name, scale, reasons, across, missing, nobody }
    }
}
