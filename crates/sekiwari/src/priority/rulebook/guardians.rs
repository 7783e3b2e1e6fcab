//! What the guardians of a household come to: reasons of each, then all of them, with what stands for a missing one.

use super::program::Frame;
use super::score::{About, Lines, NONE, Part, Scorer, Scratch};
use super::{Across, Effect, Level, Line, Missing, OfReasons, Origin, Scale};

impl Scorer<'_> {
    /// What the guardians of a household come to, and its own items.
    pub(super) fn household(&self, h: u32, scratch: &mut Scratch, lines: &mut Lines<'_>) {
        let facts = self.facts;
        let frame = facts.household_frame(h);
        let guardians = facts.guardians_of(h).take(self.book.data.guardians as usize);
        scratch.guardians.clear();
        scratch.marks.clear();
        for g in guardians {
            scratch.marks.push(lines.as_ref().map_or(0, |l| l.len()));
            self.guardian(g, frame, scratch, lines);
        }
        scratch.marks.push(lines.as_ref().map_or(0, |l| l.len()));
        for c in 0..scratch.base.len() {
            scratch.base[c] = self.across(c, &scratch.guardians, &scratch.marks, lines);
        }
        scratch.household.fill(Part::NOTHING);
        self.groups(Level::Household, &frame, &mut scratch.household, About::default(), lines);
    }

    /// Adds the values of a guardian, one per component, to `scratch.guardians`.
    fn guardian(&self, g: u32, frame: Frame<'_>, scratch: &mut Scratch, lines: &mut Lines<'_>) {
        let facts = self.facts;
        let frame = frame.with(Level::Guardian, facts.row(Level::Guardian, g));
        let count = scratch.base.len();
        scratch.chosen.fill(Part::NOTHING);
        scratch.choice.fill(None);
        scratch.reason_marks.clear();
        for (place, r) in facts.reasons_of(g).enumerate() {
            let row = facts.row(Level::Reason, r);
            scratch.reason_marks.push(lines.as_ref().map_or(0, |l| l.len()));
            scratch.reason.fill(Part::NOTHING);
            let about = About { guardian: Some(g), reason: Some(r) };
            self.groups(Level::Reason, &frame.with(Level::Reason, row), &mut scratch.reason, about, lines);
            let main = self.book.main.is_some_and(|slot| facts.value(slot, r) == 1);
            let only = facts.reasons_of(g).len() == 1;
            for c in 0..count {
                let (new, old) = (scratch.reason[c], &mut scratch.chosen[c]);
                let component = &self.book.data.components[c];
                let better = match component.reasons {
                    OfReasons::Sum => {
                        old.points += new.points;
                        continue;
                    }
                    OfReasons::Main => main || only,
                    OfReasons::Max => match &component.scale {
                        Scale::Points { less_is_better } => {
                            scratch.choice[c].is_none()
                                || (new.points != old.points && (new.points < old.points) == *less_is_better)
                        }
                        _ => new.rank != NONE && (old.rank == NONE || new.rank < old.rank),
                    },
                };
                if better {
                    *old = new;
                    scratch.choice[c] = Some(place);
                }
            }
        }
        if let Some(lines) = lines {
            scratch.reason_marks.push(lines.len());
            for (place, w) in scratch.reason_marks.windows(2).enumerate() {
                for line in &mut lines[w[0]..w[1]] {
                    let sum = self.book.data.components[line.component].reasons == OfReasons::Sum;
                    if !sum && scratch.choice[line.component] != Some(place) {
                        line.drop();
                    }
                }
            }
        }
        let about = About { guardian: Some(g), reason: None };
        self.groups(Level::Guardian, &frame, &mut scratch.chosen, about, lines);
        for c in 0..count {
            let part = scratch.chosen[c];
            scratch.guardians.push(match &self.book.data.components[c].scale {
                Scale::Points { .. } => part.points,
                Scale::Ranks { labels: ladder, otherwise }
                | Scale::Pairs { letters: ladder, otherwise, .. } => {
                    let rank = if part.rank == NONE { i64::from(*otherwise) } else { part.rank };
                    part.moved(rank, ladder.len())
                }
            });
        }
    }

    /// The value of a component over all guardians. `values` holds one value per guardian and component.
    fn across(&self, c: usize, values: &[i64], marks: &[usize], lines: &mut Lines<'_>) -> i64 {
        let component = &self.book.data.components[c];
        let count = self.book.data.components.len();
        let there = values.len() / count;
        let wanted = self.book.data.guardians as usize;
        let of = |g: usize| values[g * count + c];
        let effect = |value: i64| match component.scale {
            Scale::Points { .. } => Effect::Points(value),
            _ => Effect::Rank(value as u32),
        };
        let points = matches!(component.scale, Scale::Points { .. });
        let extra = |origin, value: i64, counted: i64| Line {
            origin,
            component: c,
            guardian: None,
            reason: None,
            times: 1,
            effect: effect(value),
            counted: if points { counted } else { 0 },
            counts: true,
        };
        if there == 0 {
            if let Some(lines) = lines
                && component.nobody != 0
            {
                lines.push(extra(Origin::NoGuardian, component.nobody, component.nobody));
            }
            return component.nobody;
        }
        let stand_in = match component.missing {
            Missing::Nothing => None,
            Missing::Same => Some(of(there - 1)),
            Missing::Value(value) => Some(value),
        };
        let missing = if stand_in.is_some() { wanted.saturating_sub(there) } else { 0 };
        let all = (there + missing) as i64;
        let stand_in = stand_in.unwrap_or_default();
        let less = matches!(component.scale, Scale::Points { less_is_better: true });
        // On a ladder small positions are good.
        let small_is_good = !points || less;
        let pick = |best: bool| {
            let smallest = best == small_is_good;
            let mut chosen = 0;
            for g in 1..there {
                if of(g) != of(chosen) && (of(g) < of(chosen)) == smallest {
                    chosen = g;
                }
            }
            if missing > 0 && stand_in != of(chosen) && (stand_in < of(chosen)) == smallest {
                there
            } else {
                chosen
            }
        };
        let (value, chosen) = match component.across {
            Across::Sum => ((0..there).map(of).sum::<i64>() + missing as i64 * stand_in, None),
            // Even by construction where there are two, so nothing is lost.
            Across::Mean => (((0..there).map(of).sum::<i64>() + missing as i64 * stand_in) / all, None),
            Across::Worst | Across::Best => {
                let chosen = pick(component.across == Across::Best);
                (if chosen == there { stand_in } else { of(chosen) }, Some(chosen))
            }
            Across::Pair => {
                let second = if there > 1 { of(1) } else { stand_in };
                let letters = match &component.scale {
                    Scale::Pairs { letters, .. } => letters.len(),
                    _ => 0,
                };
                let at = of(0) as usize * letters + second as usize;
                (self.book.pairs[c].get(at).map_or(0, |&s| i64::from(s)), None)
            }
        };
        if let Some(lines) = lines {
            for g in 0..there {
                for line in lines[marks[g]..marks[g + 1]].iter_mut().filter(|l| l.component == c) {
                    if chosen.is_some_and(|chosen| chosen != g) {
                        line.drop();
                    } else if component.across == Across::Mean {
                        line.counted /= all;
                    }
                }
            }
            for _ in 0..missing {
                let counted = if component.across == Across::Mean { stand_in / all } else { stand_in };
                let mut line = extra(Origin::MissingGuardian, stand_in, counted);
                if chosen.is_some_and(|chosen| chosen != there) {
                    line.drop();
                }
                lines.push(line);
            }
        }
        value
    }
}
