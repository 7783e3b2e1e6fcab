//! The workbook of a nursery round.

use super::about::{self, About};
use super::book::{Book, Head, NUMBER, SENTENCE, Sheet, WIDE, head};
use super::{BookFacts, WorkbookError, day_of, name_or_id, outcome};
use crate::write::OutputTables;
use rust_xlsxwriter::Worksheet;
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

impl Writer<'_> {
    fn head(&self, ja: &str, en: &str) -> Head {
        head(self.lang.pick(ja, en), WIDE)
    }

    fn number(&self, ja: &str, en: &str) -> Head {
        head(self.lang.pick(ja, en), NUMBER)
    }

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

    fn tie_heads(&self, points: (&str, &str)) -> Vec<Head> {
        let ties = self.round.tie_names().iter().map(|name| head(name.as_str(), NUMBER));
        std::iter::once(self.number(points.0, points.1)).chain(ties).collect()
    }

    fn decisions(&self, name: &str) -> Result<Worksheet, WorkbookError> {
        let (tables, round, lang) = (self.tables, self.round, self.lang);
        let mut heads: Vec<Head> = self.child_heads().into();
        heads.extend([self.number("クラス", "Class"), self.head("結果", "Outcome")]);
        heads.extend(self.facility_heads());
        heads.extend(self.seat_head());
        heads.extend([
            self.number("希望順位", "Wish"),
            self.head("主な理由", "Main reason"),
            head(lang.pick("説明", "In words"), SENTENCE),
            self.head("理由コード", "Reason code"),
        ]);
        let mut sheet = self.book.sheet(name, &heads)?;
        for &i in &tables.by_child {
            let (decision, main) = (&tables.decisions[i as usize], tables.main_reasons[i as usize]);
            self.child(&mut sheet, i)?;
            sheet.whole(round.children()[i as usize].class.get())?.text(outcome(decision.kind, lang))?;
            self.facility_cells(&mut sheet, decision.facility)?;
            self.seat(&mut sheet, decision.facility.map(|_| decision.reserve))?;
            sheet.maybe(decision.wish_rank)?.text(main.label(lang))?;
            let own = tables.reasons_of(i).iter().find(|r| r.code == main);
            let words = own.map(|r| r.text(tables.decided, self.facts.rule, lang));
            sheet.text(&words.unwrap_or_default())?.text(main.as_str())?.end_row()?;
        }
        sheet.finish()
    }

    fn waiting(&self, name: &str) -> Result<Worksheet, WorkbookError> {
        let (tables, decided, lang) = (self.tables, self.tables.decided, self.lang);
        let mut heads: Vec<Head> = self.facility_heads().into();
        heads.push(self.number("クラス", "Class"));
        heads.extend(self.seat_head());
        heads.push(self.number("待ち順", "Place"));
        heads.extend(self.child_heads());
        heads.push(self.number("希望順位", "Wish"));
        heads.extend(self.tie_heads(("指数", "Points")));
        heads.extend([self.head("今回の結果", "Outcome"), self.head("決まった施設", "Its facility")]);
        let mut sheet = self.book.sheet(name, &heads)?;
        for line in &tables.waiting {
            let label = &decided.compiled().pools[line.pool.index()];
            self.facility_cells(&mut sheet, Some(label.facility))?;
            sheet.text(&class_name(label.classes))?;
            self.seat(&mut sheet, Some(label.reserve))?;
            sheet.whole(line.place)?;
            self.child(&mut sheet, line.child)?;
            sheet.whole(line.wish_rank)?;
            self.ties(&mut sheet, Some(line.claimant))?;
            self.got(&mut sheet, line.child, lang)?;
            sheet.end_row()?;
        }
        sheet.finish()
    }

    /// What a child got in the round.
    fn got(&self, sheet: &mut Sheet<'_>, child: ChildIndex, lang: Lang) -> Result<(), WorkbookError> {
        let decision = &self.tables.decisions[child as usize];
        let facility = decision.facility.map(|f| &self.round.facilities()[f as usize]);
        sheet.text(outcome(decision.kind, lang))?;
        sheet.text(facility.map_or("", |f| name_or_id(&f.name, &f.id)))?;
        Ok(())
    }

    fn cut_offs(&self, name: &str) -> Result<Worksheet, WorkbookError> {
        let decided = self.tables.decided;
        let mut heads: Vec<Head> = self.facility_heads().into();
        heads.push(self.number("クラス", "Class"));
        heads.extend(self.seat_head());
        heads.extend([
            self.number("席", "Seats"),
            self.number("今回募集", "Open"),
            self.number("申込者が在園", "Held"),
            self.number("第1希望", "First wishes"),
            self.number("申込", "Applicants"),
            self.number("決定", "Taken"),
            self.number("うち在園継続", "Kept"),
            self.number("残り", "Left"),
        ]);
        heads.extend(self.tie_heads(("最低の指数", "Lowest points")));
        heads.extend([self.number("申込者の中の順位", "Its place"), self.number("次点までの人数", "Near")]);
        let mut sheet = self.book.sheet(name, &heads)?;
        for cut in &self.tables.cut_offs {
            let label = &decided.compiled().pools[cut.pool.index()];
            self.facility_cells(&mut sheet, Some(label.facility))?;
            sheet.text(&class_name(label.classes))?;
            self.seat(&mut sheet, Some(label.reserve))?;
            for number in [
                cut.seats,
                cut.open,
                cut.held,
                cut.first_wishes,
                cut.applicants,
                cut.taken,
                cut.kept,
                cut.left,
            ] {
                sheet.whole(number)?;
            }
            self.ties(&mut sheet, cut.lowest)?;
            sheet.maybe(cut.lowest_place)?.whole(cut.near)?.end_row()?;
        }
        sheet.finish()
    }

    /// Classes are told apart as the seats are: a column for each set of classes that share seats somewhere.
    fn facilities(&self, name: &str, own: &[(FacilityIndex, String)]) -> Result<Worksheet, WorkbookError> {
        let (round, decided) = (self.round, self.tables.decided);
        let mut left: BTreeMap<(ClassSet, FacilityIndex), u32> = BTreeMap::new();
        let mut sums = vec![[0u32; 4]; round.facilities().len()];
        for cut in &self.tables.cut_offs {
            let label = &decided.compiled().pools[cut.pool.index()];
            let Some(classes) = label.classes else { continue };
            *left.entry((classes, label.facility)).or_default() += cut.left;
            let sum = &mut sums[label.facility as usize];
            for (sum, number) in sum.iter_mut().zip([cut.seats, cut.taken, cut.kept, cut.left]) {
                *sum += number;
            }
        }
        let mut applicants = vec![[0u32; 2]; round.facilities().len()];
        for (i, child) in (0..).zip(round.children()) {
            let others = round.list(i).iter().enumerate().filter(|(_, f)| child.current != Some(**f));
            for (place, &facility) in others {
                applicants[facility as usize][0] += 1;
                applicants[facility as usize][1] += u32::from(place == 0);
            }
        }
        let mut sets: Vec<ClassSet> = left.keys().map(|k| k.0).collect();
        sets.dedup();
        let mut heads: Vec<Head> = self.facility_heads().into();
        heads.extend([
            self.head("種別", "Kind"),
            self.head("地区", "District"),
            self.number("席", "Seats"),
            self.number("申込児童", "Applicants"),
            self.number("うち第1希望", "First wishes"),
            self.number("決定", "Taken"),
            self.number("うち在園継続", "Kept"),
            self.number("残り", "Left"),
        ]);
        let class = |set: &ClassSet| self.lang.pick(format!("{set}歳 残り"), format!("Left, class {set}"));
        heads.extend(sets.iter().map(|set| head(class(set), NUMBER)));
        heads.push(self.head("シート", "Sheet"));
        let mut sheet = self.book.sheet(name, &heads)?;
        for (f, facility) in (0..).zip(round.facilities()) {
            let [seats, taken, kept, rest] = sums[f as usize];
            self.facility_cells(&mut sheet, Some(f))?;
            sheet.text(facility.kind.as_deref().unwrap_or_default())?;
            sheet.text(facility.district.as_deref().unwrap_or_default())?;
            let [all, first] = applicants[f as usize];
            for number in [seats, all, first, taken, kept, rest] {
                sheet.whole(number)?;
            }
            for set in &sets {
                sheet.maybe(left.get(&(*set, f)).copied())?;
            }
            let name = own.iter().find(|(at, _)| *at == f).map_or("", |(_, name)| name);
            sheet.text(name)?.end_row()?;
        }
        sheet.finish()
    }

    fn reasons(&self, name: &str) -> Result<Worksheet, WorkbookError> {
        let (tables, decided, round, lang) = (self.tables, self.tables.decided, self.round, self.lang);
        let facility_of = |pool: PoolId| decided.compiled().pools[pool.index()].facility;
        let mut heads: Vec<Head> = self.child_heads().into();
        heads.extend([self.number("クラス", "Class"), self.number("希望順位", "Wish")]);
        heads.extend(self.facility_heads());
        heads.extend([
            self.head("理由", "Reason"),
            head(lang.pick("説明", "In words"), SENTENCE),
            self.number("席", "Seats"),
            self.number("申込", "Applicants"),
            self.number("先の順位で決定", "Ahead"),
            self.number("待ち順", "Place"),
            self.number("指数", "Points"),
            self.number("最低の指数", "Lowest points"),
            self.head("決め手", "Decided by"),
            self.head("理由コード", "Reason code"),
        ]);
        let mut sheet = self.book.sheet(name, &heads)?;
        for reason in tables.by_child.iter().flat_map(|&child| tables.reasons_of(child)) {
            self.child(&mut sheet, reason.child)?;
            sheet.whole(round.children()[reason.child as usize].class.get())?.whole(reason.wish_rank)?;
            self.facility_cells(&mut sheet, Some(facility_of(reason.pool)))?;
            sheet.text(reason.code.label(lang))?.text(&reason.text(decided, self.facts.rule, lang))?;
            sheet.whole(reason.seats)?.whole(decided.applicants(reason.pool))?.whole(reason.ahead)?;
            let (own, lowest) = reason.points(decided);
            sheet.maybe(reason.place)?.decimal(own)?.decimal(lowest)?;
            sheet.text(&reason.decided_by.map_or_else(String::new, |by| by_name(by, round, lang)))?;
            sheet.text(reason.code.as_str())?.end_row()?;
        }
        sheet.finish()
    }

    /// Whom a facility admitted, class by class and best first, then who waits there.
    fn facility(
        &self,
        name: &str,
        facility: FacilityIndex,
        by_pool: &BTreeMap<PoolId, Vec<Waiting>>,
    ) -> Result<Worksheet, WorkbookError> {
        let (decided, lang) = (self.tables.decided, self.lang);
        let mut heads = vec![self.number("クラス", "Class")];
        heads.extend(self.seat_head());
        heads.extend([self.head("区分", "State"), self.number("順番", "Place")]);
        heads.extend(self.child_heads());
        heads.extend([self.number("児童のクラス", "Child's class"), self.number("希望順位", "Wish")]);
        heads.extend(self.tie_heads(("指数", "Points")));
        heads.extend([self.head("今回の結果", "Outcome"), self.head("決まった施設", "Its facility")]);
        let mut sheet = self.book.sheet(name, &heads)?;
        let pools = self.tables.cut_offs.iter().map(|c| c.pool);
        for pool in pools.filter(|p| decided.compiled().pools[p.index()].facility == facility) {
            let mut seated: Vec<ClaimantId> = decided.sitting(pool).to_vec();
            // A child that takes several seats is one row.
            seated.dedup_by_key(|c| decided.market().claimant(*c).child);
            let waiting = by_pool.get(&pool).map_or(&[][..], Vec::as_slice);
            let seated = (1..).zip(seated).map(|(place, c)| (None, place, c));
            let waits = lang.pick("待ち", "waits");
            for (state, place, claimant) in
                seated.chain(waiting.iter().map(|w| (Some(waits), w.place, w.claimant)))
            {
                let child = decided.market().claimant(claimant).child.index() as ChildIndex;
                let label = &decided.compiled().pools[pool.index()];
                sheet.text(&class_name(label.classes))?;
                self.seat(&mut sheet, Some(label.reserve))?;
                let kind = self.tables.decisions[child as usize].kind;
                sheet.text(state.unwrap_or(outcome(kind, lang)))?.whole(place)?;
                self.child(&mut sheet, child)?;
                let rank = decided.compiled().entry_of(claimant) - self.round.list_offset(child) + 1;
                sheet.whole(self.round.children()[child as usize].class.get())?.whole(rank as u32)?;
                self.ties(&mut sheet, Some(claimant))?;
                self.got(&mut sheet, child, lang)?;
                sheet.end_row()?;
            }
        }
        sheet.finish()
    }
}

fn class_name(classes: Option<ClassSet>) -> String {
    classes.map_or_else(String::new, |c| c.to_string())
}

/// What decided between a child and the lowest admitted, for people.
fn by_name(by: sekiwari::explain::DecidedBy, round: &Round, lang: Lang) -> String {
    use sekiwari::explain::DecidedBy;
    match by {
        DecidedBy::Tie(key) => match round.tie_names().get(key) {
            Some(name) => name.clone(),
            None => by.as_str().into_owned(),
        },
        DecidedBy::Reserve => lang.pick("優先枠の対象", "whom the seats are meant for").to_owned(),
        DecidedBy::Points => lang.pick("指数", "points").to_owned(),
        DecidedBy::Lottery => lang.pick("抽選", "the lottery").to_owned(),
        DecidedBy::Equal => lang.pick("同順位", "equal").to_owned(),
    }
}
