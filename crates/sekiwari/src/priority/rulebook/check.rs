//! The checks of a rulebook beyond its expressions: ids, shape, ladders, effects, dates.

use super::{
    Across, Combine, Effect, Fault, Level, MOST_POINTS, Missing, OfReasons, Part, RulebookData,
    RulebookError, Scale, Schema,
};
use std::collections::BTreeSet;

/// Collects every fault of what is written.
pub(super) struct Check<'d> {
    pub(super) data: &'d RulebookData,
    pub(super) errors: Vec<RulebookError>,
}

impl Check<'_> {
    fn fault(&mut self, part: Part, fault: Fault) {
        self.errors.push(RulebookError { part, fault });
    }

    pub(super) fn ids(&mut self) {
        let d = self.data;
        let mut seen = BTreeSet::new();
        let parts = (d.declared.iter().enumerate().map(|(i, x)| (Part::Declared(i), 'd', x.name.as_str())))
            .chain(d.components.iter().enumerate().map(|(i, x)| (Part::Component(i), 'c', x.id.as_str())))
            .chain(d.groups.iter().enumerate().map(|(i, x)| (Part::Group(i), 'g', x.id.as_str())))
            .chain(d.items.iter().enumerate().map(|(i, x)| (Part::Item(i), 'i', x.id.as_str())))
            .chain(d.ties.iter().enumerate().map(|(i, x)| (Part::Tie(i), 't', x.id.as_str())));
        let built_in = Schema::default();
        let mut twice = Vec::new();
        for (part, kind, id) in parts {
            let known = kind == 'd' && built_in.find(id).is_some();
            if !seen.insert((kind, id)) || known {
                twice.push((part, id.to_owned()));
            }
        }
        twice.into_iter().for_each(|(part, id)| self.fault(part, Fault::DuplicateId { id }));
    }

    pub(super) fn shape(&mut self) {
        let d = self.data;
        if d.components.is_empty() {
            self.fault(Part::Book, Fault::NoComponent);
        }
        if !(1..=4).contains(&d.guardians) {
            self.fault(Part::Book, Fault::Range { what: "guardians.count", least: 1, most: 4 });
        }
        if !(1..=12).contains(&d.tax_month) {
            self.fault(Part::Book, Fault::Range { what: "tax.month", least: 1, most: 12 });
        }
        for (i, g) in d.groups.iter().enumerate() {
            if g.component >= d.components.len() {
                self.fault(Part::Group(i), Fault::BadIndex { what: "component", index: g.component });
            }
            if let Combine::MaxPlus(k) = g.combine
                && k.abs() > MOST_POINTS
            {
                self.fault(Part::Group(i), points_range("k"));
            }
        }
        for (i, item) in d.items.iter().enumerate() {
            if item.group >= d.groups.len() {
                self.fault(Part::Item(i), Fault::BadIndex { what: "group", index: item.group });
            }
        }
    }

    pub(super) fn components(&mut self) {
        let d = self.data;
        for (i, c) in d.components.iter().enumerate() {
            let part = Part::Component(i);
            if !d.groups.iter().any(|g| g.component == i) {
                self.fault(part, Fault::ComponentUnused { id: c.id.clone() });
            }
            let wrong = |what| Fault::WrongCombination { what, component: c.id.clone() };
            let steps = match &c.scale {
                Scale::Points { .. } => {
                    if c.across == Across::Pair {
                        self.fault(part, wrong("pair"));
                    }
                    let value = if let Missing::Value(v) = c.missing { v } else { 0 };
                    if value.abs() > MOST_POINTS || c.nobody.abs() > MOST_POINTS {
                        self.fault(part, points_range("missing"));
                    }
                    if c.across == Across::Mean && value % 2 != 0 {
                        self.fault(part, Fault::NotHalvable);
                    }
                    if c.across == Across::Mean && d.guardians > 2 {
                        self.fault(part, Fault::Guardians { what: "mean", needed: "1 - 2" });
                    }
                    continue;
                }
                Scale::Ranks { labels, otherwise } => {
                    self.ladder(part, labels, *otherwise);
                    if !matches!(c.across, Across::Worst | Across::Best) {
                        self.fault(part, wrong("guardians"));
                    }
                    labels.len()
                }
                Scale::Pairs { letters, otherwise, steps } => {
                    self.ladder(part, letters, *otherwise);
                    let labels: Vec<String> = steps.iter().flatten().cloned().collect();
                    self.ladder(part, &labels, 0);
                    if let Some(letter) = letters.iter().find(|l| l.chars().count() != 1) {
                        self.fault(part, Fault::BadLetter { letter: letter.clone() });
                    }
                    if c.across != Across::Pair {
                        self.fault(part, wrong("guardians"));
                    }
                    if d.guardians != 2 {
                        self.fault(part, Fault::Guardians { what: "pair", needed: "2" });
                    }
                    if c.missing == Missing::Nothing {
                        self.fault(part, wrong("missing"));
                    }
                    if let Missing::Value(v) = c.missing
                        && v >= letters.len() as i64
                    {
                        self.fault(part, Fault::BadIndex { what: "letter", index: v as usize });
                    }
                    steps.len()
                }
            };
            if c.reasons == OfReasons::Sum {
                self.fault(part, wrong("reasons"));
            }
            if c.nobody < 0 || c.nobody >= steps as i64 {
                self.fault(part, Fault::BadIndex { what: "step", index: c.nobody as usize });
            }
        }
    }

    fn ladder(&mut self, part: Part, labels: &[String], otherwise: u32) {
        let distinct: BTreeSet<&String> = labels.iter().collect();
        if labels.is_empty() || distinct.len() < labels.len() || labels.iter().any(String::is_empty) {
            self.fault(part, Fault::BadLadder { labels: labels.to_vec() });
        } else if otherwise as usize >= labels.len() {
            self.fault(part, Fault::BadIndex { what: "rank", index: otherwise as usize });
        }
    }

    pub(super) fn effects(&mut self) {
        let d = self.data;
        for (i, g) in d.groups.iter().enumerate() {
            let c = &d.components[g.component];
            let wrong = |what| Fault::WrongCombination { what, component: c.id.clone() };
            match (&c.scale, g.combine) {
                (Scale::Points { .. }, Combine::MaxPlus(k)) if c.across == Across::Mean && k % 2 != 0 => {
                    self.fault(Part::Group(i), Fault::NotHalvable);
                }
                (Scale::Points { .. }, _) => {}
                (_, Combine::MaxPlus(_)) => self.fault(Part::Group(i), wrong("max-plus-k")),
                _ => {}
            }
        }
        for (i, item) in d.items.iter().enumerate() {
            let part = Part::Item(i);
            let g = &d.groups[item.group];
            let c = &d.components[g.component];
            let below = matches!(g.level, Level::Reason | Level::Guardian);
            let ladder = match &c.scale {
                Scale::Points { .. } => 0,
                Scale::Ranks { labels, .. } => labels.len(),
                Scale::Pairs { letters, .. } if below => letters.len(),
                Scale::Pairs { steps, .. } => steps.len(),
            };
            match (item.effect, &c.scale) {
                (Effect::Points(p), Scale::Points { .. }) => {
                    if p.abs() > MOST_POINTS {
                        self.fault(part, points_range("points"));
                    }
                    if c.across == Across::Mean && below && p % 2 != 0 {
                        self.fault(part, Fault::NotHalvable);
                    }
                }
                (Effect::Points(_), _) => {
                    let (component, needed) = (c.id.clone(), "rank or lift");
                    self.fault(part, Fault::WrongEffect { component, needed });
                }
                (_, Scale::Points { .. }) => {
                    let (component, needed) = (c.id.clone(), "points");
                    self.fault(part, Fault::WrongEffect { component, needed });
                }
                (Effect::Rank(r), _) if r as usize >= ladder => {
                    self.fault(part, Fault::BadIndex { what: "rank", index: r as usize });
                }
                (Effect::Lift(_), _) if g.level == Level::Reason => self.fault(part, Fault::LiftOfReason),
                (Effect::Lift(n), _) if n.abs() > 1000 => {
                    self.fault(part, Fault::Range { what: "lift", least: -1000, most: 1000 });
                }
                _ => {}
            }
            if item.times.is_some() && !matches!(item.effect, Effect::Points(_)) {
                self.fault(part, Fault::TimesOfRank);
            }
        }
    }

    pub(super) fn validity(&mut self) {
        for (i, item) in self.data.items.iter().enumerate() {
            if let (Some(from), Some(to)) = (item.valid_from, item.valid_to)
                && to < from
            {
                let (from, to) = (from.to_string(), to.to_string());
                self.fault(Part::Item(i), Fault::ReversedValidity { from, to });
            }
        }
        for (i, tie) in self.data.ties.iter().enumerate() {
            if tie.bands.windows(2).any(|w| w[0] >= w[1]) {
                self.fault(Part::Tie(i), Fault::BandsUnsorted);
            }
        }
    }

    /// The step of every pair of letters of a component of pairs.
    pub(super) fn pairs(&mut self, component: usize) -> Vec<u32> {
        let Scale::Pairs { letters, steps, .. } = &self.data.components[component].scale else {
            return Vec::new();
        };
        let mut table = Vec::with_capacity(letters.len() * letters.len());
        let mut without = Vec::new();
        for (i, a) in letters.iter().enumerate() {
            for (j, b) in letters.iter().enumerate() {
                let either = [format!("{a}{b}"), format!("{b}{a}")];
                let step = steps.iter().position(|labels| labels.iter().any(|l| either.contains(l)));
                if step.is_none() && i <= j {
                    without.push(either[0].clone());
                }
                table.push(step.unwrap_or_default() as u32);
            }
        }
        for pair in without {
            self.fault(Part::Component(component), Fault::PairWithoutStep { pair });
        }
        table
    }
}

fn points_range(what: &'static str) -> Fault {
    Fault::Range { what, least: -MOST_POINTS / 1000, most: MOST_POINTS / 1000 }
}
