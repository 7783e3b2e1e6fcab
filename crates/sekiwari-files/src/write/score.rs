//! `scores.csv`, `score_lines.csv` and `criteria.csv`: points with where they come from.

use super::cell::guard;
use super::columns::{CRITERIA, SCORE_LINES, SCORES};
use super::folder::{OutputError, OutputFolder};
use super::scored::ScoredRound;
use super::table::TableWriter;
use crate::results::LastYear;
use crate::round::Scoring;
use sekiwari::priority::rulebook::{
    Effect, Facts, ItemCount, Itemised, Level, Line, Origin, Rulebook, Scale, Scores, UNKNOWN, ValueKind,
    Words,
};
use sekiwari::priority::{ScoreTable, Thousandths};
use sekiwari::programme::nursery::ChildIndex;
use std::io::{self, Write};

/// The lines behind the scores of a round, in words.
#[derive(Clone, Copy)]
pub struct ScoreLines<'a> {
    /// The round.
    pub round: ScoredRound<'a>,
    /// The rulebook.
    pub book: &'a Rulebook,
    /// The facts, in the order of the round.
    pub facts: &'a Facts,
}

/// The scores of a round and what they are made of.
pub struct ScoreSheet<'a> {
    /// The lines.
    pub lines: ScoreLines<'a>,
    /// The scores as compared.
    pub scores: Scores,
    /// How often each item holds.
    pub counts: Vec<ItemCount>,
}

/// A line in words.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LineText {
    /// The component's id.
    pub component: String,
    /// The group's id; empty for what stands for a guardian.
    pub group: String,
    /// The item's id, `missing-guardian` or `no-guardian`.
    pub item: String,
    /// The text of the rule.
    pub text: String,
    /// Where the rule stands.
    pub legal: String,
    /// The guardian it is about; empty if none.
    pub guardian: String,
    /// The kind of the reason it is about; empty if none.
    pub reason: String,
    /// What it does: points, a rank, or a lift.
    pub effect: String,
    /// How many times.
    pub times: i64,
    /// The points that count; none for ranks.
    pub counted: Option<String>,
    /// Whether it counts.
    pub counts: bool,
    /// The facts it looked at: `household.single_parent = yes`.
    pub facts: Vec<String>,
}

impl<'a> ScoreSheet<'a> {
    /// Scores a round and counts its items.
    pub fn new(round: impl Into<ScoredRound<'a>>, scoring: &'a Scoring) -> Self {
        let lines = ScoreLines::new(round, scoring);
        let (scores, counts) = (lines.book.score(lines.facts), lines.book.count(lines.facts));
        Self { lines, scores, counts }
    }
}

impl<'a> ScoreLines<'a> {
    /// Of a round and what scored it. Costs nothing: lines are made when asked for.
    pub fn new(round: impl Into<ScoredRound<'a>>, scoring: &'a Scoring) -> Self {
        Self { round: round.into(), book: &scoring.rulebook, facts: &scoring.facts }
    }

    /// The lines of a child that hold wherever it goes, and its values there.
    pub fn general(&self, child: ChildIndex) -> Itemised {
        self.book.itemise(self.facts, child, None)
    }

    /// Per place of the child's list the lines that hold only there, and its values there. Nothing where the rulebook does
    /// not look at facilities.
    pub fn special(&self, child: ChildIndex) -> Vec<(u32, Itemised)> {
        if !self.book.by_facility() {
            return Vec::new();
        }
        let offset = self.round.list_offset(child) as u32;
        let places = self.round.places(child).into_iter();
        places
            .map(|place| {
                let mut itemised = self.book.itemise(self.facts, child, Some(offset + place));
                itemised.lines.retain(|l| self.level(l) == Level::Facility);
                (place, itemised)
            })
            .collect()
    }

    fn level(&self, line: &Line) -> Level {
        match line.origin {
            Origin::Item(item) => self.book.groups()[self.book.items()[item].group].level,
            Origin::MissingGuardian | Origin::NoGuardian => Level::Household,
        }
    }

    /// A line of a child in words; `place` is the place in its list for lines that hold only there.
    pub fn line_text(&self, child: ChildIndex, place: Option<u32>, line: &Line) -> LineText {
        let component = &self.book.components()[line.component];
        let points = matches!(component.scale, Scale::Points { .. });
        let counted = points.then(|| Thousandths(line.counted).to_string());
        let guardian = line.guardian.map_or("", |g| self.facts.guardian_name(g)).to_owned();
        let base = LineText {
            component: component.id.clone(),
            group: String::new(),
            item: String::new(),
            text: String::new(),
            legal: String::new(),
            guardian,
            reason: line.reason.map(|r| self.reason_kind(r)).unwrap_or_default(),
            effect: String::new(),
            times: line.times,
            counted,
            counts: line.counts,
            facts: Vec::new(),
        };
        let stand_in = |item: &str, text: &str| LineText {
            item: item.to_owned(),
            text: text.to_owned(),
            effect: match line.effect {
                Effect::Points(p) => Thousandths(p).to_string(),
                Effect::Rank(r) if line.origin == Origin::NoGuardian => {
                    self.book.shown(line.component, i64::from(r))
                }
                Effect::Rank(r) => self.book.shown_letter(line.component, r).to_owned(),
                Effect::Lift(n) => n.to_string(),
            },
            ..base.clone()
        };
        match line.origin {
            Origin::MissingGuardian => {
                stand_in("missing-guardian", "不在の保護者に充てる値 / missing guardian")
            }
            Origin::NoGuardian => stand_in("no-guardian", "保護者のいない世帯 / no guardian"),
            Origin::Item(i) => {
                let item = &self.book.items()[i];
                let facts = self.book.attributes_of(i).into_iter();
                let facts = facts.map(|a| self.fact_text(child, place, line, a as usize)).collect();
                LineText {
                    group: self.book.groups()[item.group].id.clone(),
                    item: item.id.clone(),
                    text: item.text.clone(),
                    legal: item.legal.clone(),
                    effect: self.book.shown_effect(i),
                    facts,
                    ..base
                }
            }
        }
    }

    fn reason_kind(&self, reason: u32) -> String {
        let kind = self.book.schema().find("reason.kind").unwrap_or_default();
        self.facts.word(self.facts.value(self.book.schema().slot(kind), reason)).to_owned()
    }

    /// `name = value`; of all reasons of the household where the line is about none of them.
    fn fact_text(&self, child: ChildIndex, place: Option<u32>, line: &Line, attribute: usize) -> String {
        let schema = self.book.schema();
        let a = &schema.attributes()[attribute];
        let household = self.round.household_of(child);
        let value = |row: u32| value_text(self.facts, &a.kind, self.facts.value(schema.slot(attribute), row));
        let all = |rows: Vec<u32>| rows.into_iter().map(value).collect::<Vec<_>>().join(" / ");
        let guardians = || self.facts.guardians_of(household).collect::<Vec<_>>();
        let shown = match a.level {
            Level::Round => value(0),
            Level::Household => value(household),
            Level::Child => value(child),
            Level::Guardian => line.guardian.map_or_else(|| all(guardians()), value),
            Level::Reason => line.reason.map_or_else(
                || all(guardians().into_iter().flat_map(|g| self.facts.reasons_of(g)).collect()),
                value,
            ),
            Level::Facility => match place {
                Some(place) => value(self.round.list_offset(child) as u32 + place),
                None => String::new(),
            },
        };
        format!("{} = {shown}", a.name)
    }

    /// The value of a tie key in words.
    pub fn tie_text(&self, value: i64) -> String {
        if value == UNKNOWN { "?".to_owned() } else { Thousandths(value).to_string() }
    }

    /// The children in the order of their ids.
    pub fn by_id(&self) -> Vec<ChildIndex> {
        let mut order: Vec<ChildIndex> = (0..self.round.children()).collect();
        order.sort_by_key(|&child| self.round.child_id(child));
        order
    }
}

fn value_text(facts: &Facts, kind: &ValueKind, value: i64) -> String {
    match kind {
        ValueKind::YesNo => if value == 1 { "yes" } else { "no" }.to_owned(),
        _ if value == UNKNOWN => "?".to_owned(),
        ValueKind::Number | ValueKind::Days => Thousandths(value).to_string(),
        ValueKind::Word(_) if value == Words::EMPTY => "?".to_owned(),
        ValueKind::Word(_) => facts.word(value).to_owned(),
    }
}

/// Writes the three tables.
///
/// # Errors
/// What the file system refuses.
pub fn write_scores(
    folder: &OutputFolder,
    sheet: &ScoreSheet<'_>,
    last_year: Option<&LastYear>,
    bom: bool,
) -> Result<(), OutputError> {
    folder.write(SCORES.file, |out| scores(sheet, out, bom))?;
    folder.write(SCORE_LINES.file, |out| lines(sheet, out, bom))?;
    folder.write(CRITERIA.file, |out| criteria(sheet, last_year, out, bom))
}

fn scores(sheet: &ScoreSheet<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let round = sheet.lines.round;
    let keys = sheet.lines.book.tie_names().len();
    let mut table = TableWriter::new(out, &SCORES, keys, bom)?;
    let mut row = |child: &str, facility: &str, score: &[Thousandths]| {
        table.text(child)?.text(facility)?;
        for &value in score {
            table.optional(Some(value).filter(|&v| v != ScoreTable::BLANK))?;
        }
        table.end_row()
    };
    for child in sheet.lines.by_id() {
        let id = round.child_id(child);
        let general = sheet.scores.child(child);
        row(id, "", general)?;
        let offset = round.list_offset(child);
        let at = |place: u32| {
            (round.facility_at(child, place), sheet.scores.entry((offset + place as usize) as u32))
        };
        let mut special: Vec<(&str, &[Thousandths])> = round.places(child).into_iter().map(at).collect();
        special.retain(|(_, score)| *score != general);
        special.sort_unstable();
        special.into_iter().try_for_each(|(facility, score)| row(id, facility, score))?;
    }
    table.finish()
}

fn lines(sheet: &ScoreSheet<'_>, out: impl Write, bom: bool) -> io::Result<()> {
    let round = sheet.lines.round;
    let mut table = TableWriter::new(out, &SCORE_LINES, 0, bom)?;
    let mut row = |child: ChildIndex, place: Option<u32>, line: &Line| {
        let facility = place.map_or("", |p| round.facility_at(child, p));
        let text = sheet.lines.line_text(child, place, line);
        table.text(round.child_id(child))?.text(round.household_id(child))?.text(facility)?;
        table
            .text(&text.component)?
            .text(&text.group)?
            .text(&text.item)?
            .text(&text.text)?
            .text(&text.legal)?;
        table.text(&text.guardian)?.text(&text.reason)?.value(&text.effect)?.value(text.times)?;
        table.optional(text.counted)?.value(if text.counts { "yes" } else { "no" })?;
        table.value(guard(&text.facts.join("; ")))?.end_row()
    };
    for child in sheet.lines.by_id() {
        sheet.lines.general(child).lines.iter().try_for_each(|line| row(child, None, line))?;
        for (place, itemised) in sheet.lines.special(child) {
            itemised.lines.iter().try_for_each(|line| row(child, Some(place), line))?;
        }
    }
    table.finish()
}

fn criteria(
    sheet: &ScoreSheet<'_>,
    last_year: Option<&LastYear>,
    out: impl Write,
    bom: bool,
) -> io::Result<()> {
    let mut table = TableWriter::new(out, &CRITERIA, 0, bom)?;
    for (i, (item, count)) in sheet.lines.book.items().iter().zip(&sheet.counts).enumerate() {
        table
            .text(&item.id)?
            .text(&sheet.lines.book.groups()[item.group].id)?
            .text(&item.text)?
            .text(&item.legal)?;
        table.value(sheet.lines.book.shown_effect(i))?.value(count.holds)?.value(count.counts)?;
        let before = last_year.and_then(|l| l.of(&item.id));
        table.optional(before)?.optional(before.map(|b| i64::from(count.holds) - i64::from(b)))?.end_row()?;
    }
    let all = sheet.lines.round.children();
    table.value("*")?.value("")?.value("")?.value("")?.value("")?.value(all)?.value(all)?;
    let before = last_year.and_then(|l| l.of("*"));
    table.optional(before)?.optional(before.map(|b| i64::from(all) - i64::from(b)))?.end_row()?;
    table.finish()
}
