//! From the tables of a rulebook file to the library's data, with the place of every part.

use sekiwari::priority::rulebook::{
    Attribute, Combine, Effect, Group, Item, Level, Node, Rounds, RulebookData, Scale, Source as From,
    TieKey, ValueKind,
};

use super::cel::{self, CelFault};
use super::text::{Keys, Source, Written};
use crate::finding::catalogue::rulebook as kinds;
use crate::finding::{Finding, Findings, Place};

const COMBINE: &[(&str, Combine)] = &[
    ("sum", Combine::Sum),
    ("first", Combine::First),
    ("max", Combine::Max),
    ("min", Combine::Min),
    ("max-plus-k", Combine::MaxPlus(0)),
];
pub(super) const BETTER: &[(&str, bool)] = &[("more", false), ("less", true)];
const FACTS: &[(&str, Kind)] =
    &[("yes-no", Kind::YesNo), ("number", Kind::Number), ("date", Kind::Date), ("word", Kind::Word)];

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Points,
    Rank,
    Pair,
    YesNo,
    Number,
    Date,
    Word,
}

/// Where the parts of a rulebook stand.
#[derive(Default)]
pub(super) struct Places {
    pub(super) book: Place,
    pub(super) declared: Vec<Place>,
    pub(super) components: Vec<Place>,
    pub(super) groups: Vec<Place>,
    pub(super) gates: Vec<(Written, String)>,
    pub(super) items: Vec<Place>,
    pub(super) when: Vec<(Written, String)>,
    pub(super) times: Vec<(Written, String)>,
    pub(super) ties: Vec<Place>,
    pub(super) by: Vec<(Written, String)>,
}

/// Reads the whole file. The data is only of use if no finding is an error.
pub(super) fn read(
    root: &mut Keys<'_, '_>,
    source: &Source<'_>,
    findings: &mut Findings,
) -> (RulebookData, Places) {
    let mut r = Reader { source, places: Places { book: root.own_place(), ..Places::default() } };
    let (mut id, mut name, mut origin) = (String::new(), String::new(), String::new());
    match root.table("rulebook", findings) {
        Some(mut head) => {
            id = text(head.need_text("id", findings));
            name = head.text("name", findings).map_or_else(|| id.clone(), |w| w.text);
            origin = text(head.text("source", findings));
            // For people only.
            head.text("note", findings);
            head.finish(findings);
        }
        None if !root.has("rulebook") => {
            findings.push(Finding::new(&kinds::KEY_MISSING, root.place("rulebook")).arg("key", "rulebook"));
        }
        None => {}
    }
    let mut guardians = 2;
    if let Some(mut t) = root.table("guardians", findings) {
        guardians = t.int("count", findings).unwrap_or(2);
        t.finish(findings);
    }
    let mut tax_month = 9;
    if let Some(mut t) = root.table("tax", findings) {
        tax_month = t.int("month", findings).unwrap_or(9);
        t.finish(findings);
    }
    let mut data = RulebookData {
        id,
        name,
        source: origin,
        guardians: u32::try_from(guardians).unwrap_or(u32::MAX),
        tax_month: u8::try_from(tax_month).unwrap_or(u8::MAX),
        declared: Vec::new(),
        components: Vec::new(),
        groups: Vec::new(),
        items: Vec::new(),
        ties: Vec::new(),
    };
    for mut t in root.tables("fact", findings) {
        if let Some(fact) = r.fact(&mut t, findings) {
            data.declared.push(fact);
        }
    }
    for mut t in root.tables("component", findings) {
        let component = r.component(&mut t, findings);
        data.components.push(component);
    }
    for mut t in root.tables("group", findings) {
        r.group(&mut t, &mut data, findings);
    }
    for mut t in root.tables("tie", findings) {
        if let Some(tie) = r.tie(&mut t, findings) {
            data.ties.push(tie);
        }
    }
    root.finish(findings);
    (data, r.places)
}

pub(super) fn text(written: Option<Written>) -> String {
    written.map(|w| w.text).unwrap_or_default()
}

pub(super) struct Reader<'s, 't> {
    source: &'s Source<'t>,
    pub(super) places: Places,
}

impl Reader<'_, '_> {
    /// The id of a table, which is then called by it.
    pub(super) fn id(&self, t: &mut Keys<'_, '_>, what: &str, findings: &mut Findings) -> String {
        let id = text(t.need_text("id", findings));
        if !id.is_empty() {
            t.called(format!("{what}.{id}"));
        }
        id
    }

    fn fact(&mut self, t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<Attribute> {
        let name = text(t.need_text("name", findings));
        let level = match name.split_once('.') {
            Some(("household", rest)) if is_name(rest) => Level::Household,
            Some(("child", rest)) if is_name(rest) => Level::Child,
            Some(("at", rest)) if is_name(rest) => Level::Facility,
            _ => {
                if !name.is_empty() {
                    let allowed = ["household.NAME", "child.NAME", "at.NAME"];
                    t.wrong_name("name", &name, allowed.into_iter(), findings);
                }
                return None;
            }
        };
        let kind = t.named("kind", FACTS, findings).unwrap_or(Kind::YesNo);
        let words = t.texts("words", findings).unwrap_or_default();
        let titles = t.texts("titles", findings).unwrap_or_default();
        let ja = text(t.text("ja", findings));
        let en = text(t.text("en", findings));
        self.places.declared.push(t.own_place());
        t.finish(findings);
        let kind = match kind {
            Kind::Number => ValueKind::Number,
            Kind::Date => ValueKind::Days,
            Kind::Word => ValueKind::Word(words),
            _ => ValueKind::YesNo,
        };
        Some(Attribute { name, level, kind, source: From::Fact, rounds: Rounds::All, titles, ja, en })
    }

    fn group(&mut self, t: &mut Keys<'_, '_>, data: &mut RulebookData, findings: &mut Findings) {
        let id = self.id(t, "group", findings);
        let name = t.text("name", findings).map_or_else(|| id.clone(), |w| w.text);
        if !t.has("level") {
            findings.push(Finding::new(&kinds::KEY_MISSING, t.place("level")).arg("key", "level"));
        }
        let level = t.named("level", Level::NAMES, findings).unwrap_or(Level::Facility);
        let component = match t.text("component", findings) {
            None => 0,
            Some(written) => data.components.iter().position(|c| c.id == written.text).unwrap_or_else(|| {
                let ids = data.components.iter().map(|c| c.id.as_str());
                t.wrong_name("component", &written.text, ids, findings);
                0
            }),
        };
        let mut combine = t.named("combine", COMBINE, findings).unwrap_or_default();
        let k = t.decimal("k", findings);
        match (&mut combine, k) {
            (Combine::MaxPlus(slot), Some(k)) => *slot = k,
            (Combine::MaxPlus(_), None) => {
                findings.push(Finding::new(&kinds::KEY_MISSING, t.place("combine")).arg("key", "k"));
            }
            _ => {}
        }
        let (when, place) = self.expression(t, "when", findings);
        self.places.gates.push(place);
        let place = data.groups.len();
        self.places.groups.push(t.own_place());
        for mut item in t.tables("item", findings) {
            // Without a component there is nothing an item could count for; that is told elsewhere.
            let scale = data.components.get(component).map(|c| c.scale.clone());
            let item = self.item(&mut item, place, level, scale.as_ref(), findings);
            data.items.push(item);
        }
        t.finish(findings);
        data.groups.push(Group { id, name, level, component, combine, when });
    }

    fn item(
        &mut self,
        t: &mut Keys<'_, '_>,
        group: usize,
        level: Level,
        scale: Option<&Scale>,
        findings: &mut Findings,
    ) -> Item {
        let id = self.id(t, "item", findings);
        let rule = t.text("text", findings).map_or_else(|| id.clone(), |w| w.text);
        let legal = text(t.text("legal", findings));
        let (when, place) = self.expression(t, "when", findings);
        self.places.when.push(place);
        let (times, place) = self.expression(t, "times", findings);
        self.places.times.push(place);
        let points = t.decimal("points", findings);
        let rank = t.text("rank", findings);
        let lift = t.int("lift", findings);
        let given = [points.is_some() || t.has("points"), t.has("rank"), t.has("lift")];
        if given.iter().filter(|&&g| g).count() != 1 {
            findings.add(&kinds::ITEM_EFFECT, t.own_place());
        }
        let effect = match (points, rank, lift) {
            (Some(p), ..) => Effect::Points(p),
            (None, Some(w), _) => Effect::Rank(match scale {
                Some(Scale::Pairs { steps, .. }) if !matches!(level, Level::Reason | Level::Guardian) => {
                    step(t, "rank", &w.text, steps, findings)
                }
                Some(Scale::Pairs { letters: ladder, .. } | Scale::Ranks { labels: ladder, .. }) => {
                    label(t, "rank", &w.text, ladder, findings)
                }
                // The library says that this component takes points.
                Some(Scale::Points { .. }) | None => 0,
            }),
            (None, None, Some(n)) => Effect::Lift(n),
            (None, None, None) => Effect::Points(0),
        };
        let (valid_from, valid_to) = (t.date("valid_from", findings), t.date("valid_to", findings));
        self.places.items.push(t.own_place());
        t.finish(findings);
        Item { id, text: rule, legal, group, when, times, effect, valid_from, valid_to }
    }

    fn tie(&mut self, t: &mut Keys<'_, '_>, findings: &mut Findings) -> Option<TieKey> {
        let id = self.id(t, "tie", findings);
        let name = t.text("name", findings).map_or_else(|| id.clone(), |w| w.text);
        let legal = text(t.text("legal", findings));
        if !t.has("by") {
            findings.push(Finding::new(&kinds::KEY_MISSING, t.place("by")).arg("key", "by"));
        }
        let (by, place) = self.expression(t, "by", findings);
        if !t.has("better") {
            findings.push(Finding::new(&kinds::KEY_MISSING, t.place("better")).arg("key", "better"));
        }
        let less_is_better = t.named("better", BETTER, findings).unwrap_or(true);
        let bands = t.decimals("bands", findings).unwrap_or_default();
        let own = t.own_place();
        t.finish(findings);
        let by = by?;
        self.places.by.push(place);
        self.places.ties.push(own);
        Some(TieKey { id, name, legal, by, less_is_better, bands })
    }

    fn expression(
        &self,
        t: &mut Keys<'_, '_>,
        key: &'static str,
        findings: &mut Findings,
    ) -> (Option<Node>, (Written, String)) {
        let Some(written) = t.text(key, findings) else {
            return (None, (Written { text: String::new(), start: 0, exact: false }, String::new()));
        };
        let path = t.path(key);
        let node = cel::parse(&written.text).map_err(|fault| {
            let at = match &fault {
                CelFault::Syntax { at, .. } | CelFault::Unsupported { at, .. } => *at,
            };
            let place = expression_place(self.source, &written, &path, at);
            findings.push(match fault {
                CelFault::Syntax { reason, .. } => {
                    Finding::new(&kinds::EXPRESSION_SYNTAX, place).arg("reason", reason)
                }
                CelFault::Unsupported { what, .. } => {
                    Finding::new(&kinds::EXPRESSION_UNSUPPORTED, place).value(&what)
                }
            });
        });
        (node.ok(), (written, path))
    }
}

/// The place of a byte of an expression.
pub(super) fn expression_place(source: &Source<'_>, written: &Written, path: &str, at: u32) -> Place {
    let at = if written.exact { written.start + at as usize } else { written.start };
    source.place(at, path)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// The position of a label; reports one that is not there.
pub(super) fn label(
    t: &Keys<'_, '_>,
    key: &str,
    written: &str,
    ladder: &[String],
    findings: &mut Findings,
) -> u32 {
    ladder.iter().position(|l| l == written).unwrap_or_else(|| {
        t.wrong_name(key, written, ladder.iter().map(String::as_str), findings);
        0
    }) as u32
}

/// The position of the step that holds a label.
pub(super) fn step(
    t: &Keys<'_, '_>,
    key: &str,
    written: &str,
    steps: &[Vec<String>],
    findings: &mut Findings,
) -> u32 {
    steps.iter().position(|s| s.iter().any(|l| l == written)).unwrap_or_else(|| {
        t.wrong_name(key, written, steps.iter().flatten().map(String::as_str), findings);
        0
    }) as u32
}
