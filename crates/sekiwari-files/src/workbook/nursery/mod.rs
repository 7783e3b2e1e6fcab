//! The workbook of a nursery round.

mod lists;
mod places;

use super::about::{self, About};
use super::book::{Book, Head, NUMBER, Sheet, Titles, head};
use super::{BookFacts, WorkbookError, day_of, name_or_id, outcome};
use crate::write::OutputTables;
use sekiwari::Lang;
use sekiwari::explain::{Waiting, reserve_name};
use sekiwari::market::{ClaimantId, PoolId};
use sekiwari::priority::ScoreTable;
use sekiwari::programme::PlacementKind;
use sekiwari::programme::nursery::{ChildIndex, ClassSet, FacilityIndex, Round};
use std::collections::BTreeMap;

/// The workbook of a decided nursery round, as the bytes of an `.xlsx` file. Cost: linear in the claims and rows.
///
/// # Errors
/// [`WorkbookError`] if the format does not take it.
pub fn nursery_workbook(tables: &OutputTables<'_>, facts: &BookFacts<'_>) -> Result<Vec<u8>, WorkbookError> {
    let round = tables.decided.round();
    let lang = facts.lang;
    let mut book = Book::new(round.name(), day_of(round.entry_date()))?;
    let mut name = |ja, en| book.name(lang.pick(ja, en), "");
    let names = [
        name("はじめに", "About"),
        name("決定", "Decisions"),
        name("待ち順", "Waiting lists"),
        name("内定ライン", "Cut-offs"),
        name("施設", "Facilities"),
        name("理由", "Reasons"),
    ];
    let chosen = facts.facilities.chosen(round.facilities().iter().map(|f| f.id.as_str()));
    let own: Vec<(FacilityIndex, String)> = chosen
        .into_iter()
        .map(|f| {
            let facility = &round.facilities()[f as usize];
            (f, book.name(name_or_id(&facility.name, &facility.id), lang.pick("施設", "facility")))
        })
        .collect();
    let count = |kind| tables.decisions.iter().filter(|d| d.kind == kind).count();
    let about = About {
        name: round.name(),
        programme: lang.pick("保育所等の利用調整", "nurseries"),
        days: vec![(lang.pick("入所日", "Entry date"), round.entry_date())],
        counts: vec![
            (lang.pick("申込児童", "Children who apply"), round.children().len()),
            (outcome(PlacementKind::Placed, lang), count(PlacementKind::Placed)),
            (outcome(PlacementKind::Kept, lang), count(PlacementKind::Kept)),
            (outcome(PlacementKind::Unplaced, lang), count(PlacementKind::Unplaced)),
        ],
        facilities: round.facilities().len(),
        sheets: names[1..].iter().cloned().zip(descriptions(lang)).collect(),
    };
    let writer = Writer { book: &book, tables, round, facts, lang };
    let mut sheets = vec![
        about::sheet(&book, &names[0], &about, facts)?,
        writer.decisions(&names[1])?,
        writer.waiting(&names[2])?,
        writer.cut_offs(&names[3])?,
        writer.facilities(&names[4], &own)?,
        writer.reasons(&names[5])?,
    ];
    let by_pool = by_pool(&tables.waiting);
    for (facility, name) in &own {
        sheets.push(writer.facility(name, *facility, &by_pool)?);
    }
    book.finish(sheets)
}

fn descriptions(lang: Lang) -> [&'static str; 5] {
    [
        lang.pick(
            "児童ごとに 1 行。決まった施設、希望順位、主な理由。",
            "One per child: its facility, the place in its list, and the main reason.",
        ),
        lang.pick(
            "その施設の席のほうが今回の結果より上位になる児童。施設とクラスごとに優先順位の順。",
            "Children who would rather have a seat there than their outcome, by facility and class, in the order of priority.",
        ),
        lang.pick(
            "席の枠ごとに 1 行。席、申込、決定、残り、新たに入所した児童の最低の指数と同点時の基準。",
            "One per pool of seats: seats, applicants, taken, left, and the lowest admitted anew.",
        ),
        lang.pick(
            "施設ごとに 1 行。席、申込児童、決定、残りと、クラスごとの残り。",
            "One per facility: seats, applicants, taken and left, and what is left by class.",
        ),
        lang.pick(
            "児童と、結果より上位の希望ごとに 1 行。かなわなかった理由と数値。",
            "One per child and wish above its outcome: why not, with the numbers.",
        ),
    ]
}

/// The waiting lines of each pool, in order.
fn by_pool(waiting: &[Waiting]) -> BTreeMap<PoolId, Vec<Waiting>> {
    let mut lists: BTreeMap<PoolId, Vec<Waiting>> = BTreeMap::new();
    for line in waiting {
        lists.entry(line.pool).or_default().push(*line);
    }
    lists
}

struct Writer<'w> {
    book: &'w Book,
    tables: &'w OutputTables<'w>,
    round: &'w Round,
    facts: &'w BookFacts<'w>,
    lang: Lang,
}

impl Titles for Writer<'_> {
    fn lang(&self) -> Lang {
        self.lang
    }
}

impl Writer<'_> {
    fn child_heads(&self) -> [Head; 2] {
        [self.head("児童ID", "Child"), self.head("世帯ID", "Household")]
    }

    fn facility_heads(&self) -> [Head; 2] {
        [self.head("施設ID", "Facility id"), self.head("施設名", "Facility")]
    }

    /// The header of the kind of seats, where there are several.
    fn seat_head(&self) -> Option<Head> {
        self.round.has_reserves().then(|| self.head("席の種別", "Kind of seat"))
    }

    fn child(&self, sheet: &mut Sheet<'_>, child: ChildIndex) -> Result<(), WorkbookError> {
        let round = self.round;
        let household = &round.households()[round.household_of(child) as usize];
        sheet.text(&round.children()[child as usize].id)?.text(&household.id)?;
        Ok(())
    }

    fn facility_cells(
        &self,
        sheet: &mut Sheet<'_>,
        facility: Option<FacilityIndex>,
    ) -> Result<(), WorkbookError> {
        let facility = facility.map(|f| &self.round.facilities()[f as usize]);
        sheet.text(facility.map_or("", |f| &f.id))?.text(facility.map_or("", |f| &f.name))?;
        Ok(())
    }

    fn seat(&self, sheet: &mut Sheet<'_>, seat: Option<Option<u32>>) -> Result<(), WorkbookError> {
        if self.round.has_reserves() {
            let name = match seat {
                None => String::new(),
                Some(None) => self.lang.pick("一般枠", "open").to_owned(),
                Some(Some(r)) => reserve_name(&self.round.reserves()[r as usize].group, self.lang),
            };
            sheet.text(&name)?;
        }
        Ok(())
    }

    fn ties(&self, sheet: &mut Sheet<'_>, claimant: Option<ClaimantId>) -> Result<(), WorkbookError> {
        let score = claimant.and_then(|c| self.tables.decided.score(c));
        sheet.decimal(score.map(|s| s.points))?;
        for key in 0..self.round.tie_names().len() {
            let tie = score.and_then(|s| s.ties.get(key).copied());
            sheet.decimal(tie.filter(|&t| t != ScoreTable::BLANK))?;
        }
        Ok(())
    }

    /// What a child got in the round.
    fn got(&self, sheet: &mut Sheet<'_>, child: ChildIndex, lang: Lang) -> Result<(), WorkbookError> {
        let decision = &self.tables.decisions[child as usize];
        let facility = decision.facility.map(|f| &self.round.facilities()[f as usize]);
        sheet.text(outcome(decision.kind, lang))?;
        sheet.text(facility.map_or("", |f| name_or_id(&f.name, &f.id)))?;
        Ok(())
    }

    fn tie_heads(&self, points: (&str, &str)) -> Vec<Head> {
        let ties = self.round.tie_names().iter().map(|name| head(name.as_str(), NUMBER));
        std::iter::once(self.number(points.0, points.1)).chain(ties).collect()
    }
}

fn class_name(classes: Option<ClassSet>) -> String {
    classes.map_or_else(String::new, |c| c.to_string())
}
