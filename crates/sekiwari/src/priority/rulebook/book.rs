//! A checked rulebook: what is written, and what runs.

use super::compile::{Checked, Compiler, Quantifier};
use super::{
    Across, Combine, Component, Effect, Fault, Group, Item, Level, Missing, Node, OfReasons, Part,
    RulebookData, RulebookError, Scale, Schema, TieKey, Words,
};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::ops::Range;

/// Most points of an item, in thousandths.
pub const MOST_POINTS: i64 = 1_000_000_000;
/// Most times an item counts.
pub const MOST_TIMES: i64 = 1000;

/// A checked rulebook. Its expressions are typed and run without failing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rulebook {
    pub(super) data: RulebookData,
    pub(super) schema: Schema,
    pub(super) words: Words,
    pub(super) quantifiers: Vec<Quantifier>,
    pub(super) items: Vec<Compiled>,
    /// Per group its condition.
    pub(super) gates: Vec<Option<Checked>>,
    pub(super) ties: Vec<Checked>,
    /// Per level the groups and the ranges of their items in `order`.
    pub(super) plan: [Vec<Planned>; Level::COUNT],
    /// Items by group.
    pub(super) order: Vec<u32>,
    /// Per component of pairs the step of every pair of letters; empty for others.
    pub(super) pairs: Vec<Vec<u32>>,
}

/// The programs of an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Compiled {
    pub(super) when: Option<Checked>,
    pub(super) times: Option<Checked>,
}

/// A group in the order of scoring.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Planned {
    pub(super) group: usize,
    pub(super) component: usize,
    pub(super) combine: Combine,
    pub(super) items: Range<usize>,
}

impl Rulebook {
    /// Checks what is written.
    ///
    /// # Errors
    /// Every fault at once. Cost: linear in the text of the rulebook.
    pub fn new(data: RulebookData) -> Result<Self, Vec<RulebookError>> {
        let schema = Schema::new(data.declared.clone());
        let mut check = Check { data: &data, errors: Vec::new() };
        check.ids();
        check.shape();
        if !check.errors.is_empty() {
            return Err(check.errors);
        }
        check.components();
        check.effects();
        check.validity();
        let pairs: Vec<Vec<u32>> = (0..data.components.len()).map(|c| check.pairs(c)).collect();
        let mut compiler = Compiler::new(&schema);
        let mut expression = |compiler: &mut Compiler<'_>, part, level, node: &Node, condition| {
            let checked =
                if condition { compiler.condition(level, node) } else { compiler.number(level, node) };
            checked
                .map_err(|(at, fault)| {
                    check.errors.push(RulebookError { part, fault: Fault::Expression { at, fault } })
                })
                .unwrap_or_default()
        };
        let gates: Vec<Option<Checked>> = data
            .groups
            .iter()
            .enumerate()
            .map(|(i, g)| {
                g.when.as_ref().map(|n| expression(&mut compiler, Part::GroupWhen(i), g.level, n, true))
            })
            .collect();
        let items: Vec<Compiled> = data
            .items
            .iter()
            .enumerate()
            .map(|(i, item)| {
                let level = data.groups[item.group].level;
                let when = item.when.as_ref();
                let times = item.times.as_ref();
                Compiled {
                    when: when.map(|n| expression(&mut compiler, Part::When(i), level, n, true)),
                    times: times.map(|n| expression(&mut compiler, Part::Times(i), level, n, false)),
                }
            })
            .collect();
        let ties: Vec<Checked> = data
            .ties
            .iter()
            .enumerate()
            .map(|(i, t)| expression(&mut compiler, Part::By(i), Level::Facility, &t.by, false))
            .collect();
        if !check.errors.is_empty() {
            check.errors.sort_by_key(|e| e.part);
            return Err(check.errors);
        }
        let Compiler { words, quantifiers, .. } = compiler;
        let mut plan: [Vec<Planned>; Level::COUNT] = Default::default();
        let mut order = Vec::with_capacity(items.len());
        for (g, group) in data.groups.iter().enumerate() {
            let from = order.len();
            order.extend((0..data.items.len()).filter(|&i| data.items[i].group == g).map(|i| i as u32));
            let items = from..order.len();
            plan[group.level.index()].push(Planned {
                group: g,
                component: group.component,
                combine: group.combine,
                items,
            });
        }
        Ok(Self { data, schema, words, quantifiers, items, gates, ties, plan, order, pairs })
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.data.id
    }

    /// Its name, for people.
    pub fn name(&self) -> &str {
        &self.data.name
    }

    /// Where it was taken from.
    pub fn source(&self) -> &str {
        &self.data.source
    }

    /// What is written in it.
    pub fn data(&self) -> &RulebookData {
        &self.data
    }

    /// The attributes it can use.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// Its components in the order of comparison.
    pub fn components(&self) -> &[Component] {
        &self.data.components
    }

    /// Its groups.
    pub fn groups(&self) -> &[Group] {
        &self.data.groups
    }

    /// Its items.
    pub fn items(&self) -> &[Item] {
        &self.data.items
    }

    /// Its tie keys in the order of comparison.
    pub fn ties(&self) -> &[TieKey] {
        &self.data.ties
    }

    /// Whether an item is in force on an entry date.
    pub fn in_force(&self, item: usize, entry: Date) -> bool {
        let item = &self.data.items[item];
        item.valid_from.is_none_or(|d| d <= entry) && item.valid_to.is_none_or(|d| entry <= d)
    }

    /// The attributes that an item asks about, as positions in the schema.
    pub fn attributes_of(&self, item: usize) -> Vec<u32> {
        let compiled = &self.items[item];
        let mut list = Vec::new();
        let gate = &self.gates[self.data.items[item].group];
        for a in [gate, &compiled.when, &compiled.times].into_iter().flatten().flat_map(|c| &c.attributes) {
            if !list.contains(a) {
                list.push(*a);
            }
        }
        list
    }

    /// The attributes that a tie key asks about.
    pub fn attributes_of_tie(&self, tie: usize) -> &[u32] {
        &self.ties[tie].attributes
    }

    /// Whether scores can differ between the facilities of one child.
    pub fn by_facility(&self) -> bool {
        let of_facility = |a: &u32| self.schema.attributes()[*a as usize].level == Level::Facility;
        !self.plan[Level::Facility.index()].is_empty()
            || self.ties.iter().any(|t| t.attributes.iter().any(of_facility))
    }

    /// The names of the keys after the first component, in the order of comparison: further components, then tie keys.
    pub fn tie_names(&self) -> Vec<String> {
        let components = self.data.components.iter().skip(1).map(|c| c.name.clone());
        components.chain(self.data.ties.iter().map(|t| t.name.clone())).collect()
    }

    /// The value of a component in words: points as a number, ranks and steps by their label.
    pub fn shown(&self, component: usize, value: i64) -> String {
        let label = |labels: &[String]| labels.get(value as usize).cloned().unwrap_or_default();
        match &self.data.components[component].scale {
            Scale::Points { .. } => crate::priority::Thousandths(value).to_string(),
            Scale::Ranks { labels, .. } => label(labels),
            Scale::Pairs { steps, .. } => steps.get(value as usize).map(|s| s.join(" ")).unwrap_or_default(),
        }
    }

    /// The rank or letter of one guardian (or of an item of a reason) in words.
    pub fn shown_letter(&self, component: usize, value: u32) -> &str {
        let labels = match &self.data.components[component].scale {
            Scale::Points { .. } => return "",
            Scale::Ranks { labels, .. } => labels,
            Scale::Pairs { letters, .. } => letters,
        };
        labels.get(value as usize).map_or("", String::as_str)
    }

    /// What an item does, in words: `+3`, `A`, `lift 1`.
    pub fn shown_effect(&self, item: usize) -> String {
        let group = &self.data.groups[self.data.items[item].group];
        match self.data.items[item].effect {
            Effect::Points(p) => crate::priority::Thousandths(p).to_string(),
            Effect::Lift(n) => format!("{n:+}"),
            Effect::Rank(r) if matches!(group.level, Level::Reason | Level::Guardian) => {
                self.shown_letter(group.component, r).to_owned()
            }
            Effect::Rank(r) => self.shown(group.component, i64::from(r)),
        }
    }
}

struct Check<'d> {
    data: &'d RulebookData,
    errors: Vec<RulebookError>,
}

impl Check<'_> {
    fn fault(&mut self, part: Part, fault: Fault) {
        self.errors.push(RulebookError { part, fault });
    }

    fn ids(&mut self) {
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

    fn shape(&mut self) {
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

    fn components(&mut self) {
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

    fn effects(&mut self) {
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

    fn validity(&mut self) {
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
    fn pairs(&mut self, component: usize) -> Vec<u32> {
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
