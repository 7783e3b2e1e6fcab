//! A checked rulebook: what is written, and what runs.

use super::check::Check;
use super::compile::{Checked, Compiler, Quantifier};
use super::{
    Combine, Component, Effect, Fault, Group, Item, Level, Node, Part, RulebookData, RulebookError, Scale,
    Schema, Slot, TieKey, Words,
};
use jiff::civil::Date;
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
    /// Where a reason says whether it is the main one.
    pub(super) main: Option<Slot>,
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
        let main = schema.find("reason.main").map(|a| schema.slot(a));
        Ok(Self { data, schema, words, quantifiers, items, gates, ties, plan, order, main, pairs })
    }

    /// The same rulebook with other points (in thousandths) for some items, named by position. Facts made for this one fit it.
    /// An item without points (of a rank or a lift) stays as it is.
    ///
    /// # Errors
    /// As [`Rulebook::new`]: points may be too many, or too fine for a mean.
    pub fn with_points(&self, points: &[(usize, i64)]) -> Result<Self, Vec<RulebookError>> {
        let mut data = self.data.clone();
        for &(item, value) in points {
            if let Some(Effect::Points(points)) = data.items.get_mut(item).map(|i| &mut i.effect) {
                *points = value;
            }
        }
        Self::new(data)
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
