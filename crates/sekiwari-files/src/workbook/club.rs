//! The workbook of a club round.

use super::about::{self, About};
use super::book::{Book, Head, NUMBER, SENTENCE, Sheet, Titles, head};
use super::{BookFacts, WorkbookError, day_of, name_or_id};
use crate::write::ClubTables;
use rust_xlsxwriter::Worksheet;
use sekiwari::Lang;
use sekiwari::explain::club::{DecidedBy, SeatsOn, days_text, key_name, place_text};
use sekiwari::programme::PlacementKind;
use sekiwari::programme::club::{ChildIndex, ClubIndex, Round, Season, Seasons};

/// The workbook of a decided club round, as the bytes of an `.xlsx` file. Cost: linear in the days of all list lines.
///
/// # Errors
/// [`WorkbookError`] if the format does not take it.
pub fn club_workbook(tables: &ClubTables<'_>, facts: &BookFacts<'_>) -> Result<Vec<u8>, WorkbookError> {
    let round = tables.decided.round();
    let lang = facts.lang;
    let mut book = Book::new(round.name(), day_of(round.entry_date()))?;
    let mut name = |ja, en| book.name(lang.pick(ja, en), "");
    let names = [
        name("はじめに", "About"),
        name("決定", "Decisions"),
        name("待ち順", "Waiting lists"),
        name("クラブの席", "Seats by day"),
        name("施設", "Clubs"),
        name("理由", "Reasons"),
    ];
    let chosen = facts.facilities.chosen(round.clubs().iter().map(|c| c.id.as_str()));
    let own: Vec<(ClubIndex, String)> = chosen
        .into_iter()
        .map(|c| {
            let club = &round.clubs()[c as usize];
            (c, book.name(name_or_id(&club.name, &club.id), lang.pick("クラブ", "club")))
        })
        .collect();
    let count = |kind| tables.decided.decisions().iter().filter(|d| d.kind == kind).count();
    let about = About {
        name: round.name(),
        programme: lang.pick("放課後児童クラブ", "after-school clubs"),
        days: vec![(lang.pick("利用開始日", "Entry date"), round.entry_date())],
        counts: vec![
            (lang.pick("申込児童", "Children who apply"), round.children().len()),
            (outcome(PlacementKind::Placed, lang), count(PlacementKind::Placed)),
            (outcome(PlacementKind::Kept, lang), count(PlacementKind::Kept)),
            (outcome(PlacementKind::Unplaced, lang), count(PlacementKind::Unplaced)),
        ],
        facilities: round.clubs().len(),
        sheets: names[1..].iter().cloned().zip(descriptions(lang)).collect(),
    };
    let writer = Writer { book: &book, tables, round, facts, lang };
    let mut sheets = vec![
        about::sheet(&book, &names[0], &about, facts)?,
        writer.decisions(&names[1])?,
        writer.waiting(&names[2])?,
        writer.seats(&names[3])?,
        writer.clubs(&names[4], &own)?,
        writer.reasons(&names[5])?,
    ];
    for (club, name) in &own {
        sheets.push(writer.club(name, *club)?);
    }
    book.finish(sheets)
}

fn descriptions(lang: Lang) -> [&'static str; 5] {
    [
        lang.pick(
            "児童ごとに 1 行。決まったクラブと曜日、希望順位、主な理由。",
            "One per child: its club and days, the place in its list, and the main reason.",
        ),
        lang.pick(
            "そのクラブ (または、より多くの曜日) を待っている児童。クラブごとに優先順位の順。",
            "Children who would rather come there, or on more days, by club, in the order of priority.",
        ),
        lang.pick(
            "クラブ・期間・曜日ごとに 1 行。席、申込、決定、残り。送迎はその曜日ごと。",
            "One per club, season and weekday: seats, applicants, taken, left; then the days of routes.",
        ),
        lang.pick(
            "クラブごとに 1 行。決まった児童、待っている児童、授業期間の曜日ごとの残り。",
            "One per club: children there, children who wait, and seats left by weekday of the terms.",
        ),
        lang.pick(
            "児童と、結果より上位の希望ごとに 1 行。かなわなかった理由と数値。",
            "One per child and wish above its outcome: why not, with the numbers.",
        ),
    ]
}

/// How a child came out, for people.
fn outcome(kind: PlacementKind, lang: Lang) -> &'static str {
    let (ja, en) = match kind {
        PlacementKind::Placed => ("決定", "new seat"),
        PlacementKind::Kept => ("継続", "keeps its seat"),
        PlacementKind::Unplaced => ("保留", "no seat"),
    };
    lang.pick(ja, en)
}

fn seasons_text(seasons: Seasons, lang: Lang) -> String {
    match (seasons, lang) {
        (Seasons::YEAR, Lang::Ja) => "通年".to_owned(),
        (Seasons::VACATIONS, Lang::Ja) => "長期休業中".to_owned(),
        (some, Lang::Ja) => some.iter().map(Season::ja).collect::<Vec<_>>().join("・"),
        (some, Lang::En) => some.to_string(),
    }
}

struct Writer<'w> {
    book: &'w Book,
    tables: &'w ClubTables<'w>,
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
    fn child_heads(&self) -> [Head; 3] {
        [self.head("児童ID", "Child"), self.head("世帯ID", "Household"), self.number("学年", "Grade")]
    }

    fn club_heads(&self) -> [Head; 2] {
        [self.head("クラブID", "Club id"), self.head("クラブ名", "Club")]
    }

    fn child(&self, sheet: &mut Sheet<'_>, child: ChildIndex) -> Result<(), WorkbookError> {
        let round = self.round;
        let household = &round.households()[round.household_of(child) as usize];
        let row = &round.children()[child as usize];
        sheet.text(&row.id)?.text(&household.id)?.text(&row.grade.to_string())?;
        Ok(())
    }

    fn club_cells(&self, sheet: &mut Sheet<'_>, club: Option<ClubIndex>) -> Result<(), WorkbookError> {
        let club = club.map(|c| &self.round.clubs()[c as usize]);
        sheet.text(club.map_or("", |c| &c.id))?.text(club.map_or("", |c| &c.name))?;
        Ok(())
    }

    fn decisions(&self, name: &str) -> Result<Worksheet, WorkbookError> {
        let (tables, round, lang) = (self.tables, self.round, self.lang);
        let mut heads: Vec<Head> = self.child_heads().into();
        heads.extend([self.head("期間", "Seasons"), self.head("結果", "Outcome")]);
        heads.extend(self.club_heads());
        heads.extend([
            self.number("曜日", "Weekdays"),
            self.head("送迎", "Route"),
            self.number("希望順位", "Wish"),
            self.head("主な理由", "Main reason"),
            head(lang.pick("説明", "In words"), SENTENCE),
            self.head("理由コード", "Reason code"),
        ]);
        let mut sheet = self.book.sheet(name, &heads)?;
        for &i in &tables.by_child {
            let (decision, main) = (tables.decided.decisions()[i as usize], tables.main_reasons[i as usize]);
            let entry = decision.entry.map(|e| round.entry(e));
            self.child(&mut sheet, i)?;
            sheet.text(&seasons_text(round.children()[i as usize].seasons, lang))?;
            sheet.text(outcome(decision.kind, lang))?;
            self.club_cells(&mut sheet, entry.map(|e| e.club))?;
            sheet.text(&entry.map_or_else(String::new, |e| days_text(e.days, lang)))?;
            let route = entry.and_then(|e| e.route).map(|r| &round.routes()[r as usize].id);
            sheet.text(route.map_or("", |r| r))?.maybe(decision.wish_rank)?.text(main.label(lang))?;
            let own = tables.reasons_of(i).iter().find(|r| r.code == main);
            let words = own.map(|r| r.text(tables.decided, self.facts.rule, tables.place(r), lang));
            sheet.text(&words.unwrap_or_default())?.text(main.as_str())?.end_row()?;
        }
        sheet.finish()
    }

    fn waiting(&self, name: &str) -> Result<Worksheet, WorkbookError> {
        let (tables, round, lang) = (self.tables, self.round, self.lang);
        let mut heads: Vec<Head> = self.club_heads().into();
        heads.push(self.number("待ち順", "Place"));
        heads.extend(self.child_heads());
        heads.extend([
            self.number("希望順位", "Wish"),
            self.number("曜日", "Weekdays"),
            self.head("期間", "Seasons"),
            self.head("空きのない日", "Days without a seat"),
            self.head("今回の結果", "Outcome"),
            self.head("決まったクラブ", "Its club"),
        ]);
        let mut sheet = self.book.sheet(name, &heads)?;
        for line in &tables.waiting {
            let entry = round.entry(line.entry);
            self.club_cells(&mut sheet, Some(line.club))?;
            sheet.whole(line.place)?;
            self.child(&mut sheet, line.child)?;
            sheet.whole((line.entry - round.list_offset(line.child) + 1) as u32)?;
            sheet.text(&days_text(entry.days, lang))?;
            sheet.text(&seasons_text(round.children()[line.child as usize].seasons, lang))?;
            let reason = tables.reasons_of(line.child).iter().find(|r| r.entry == line.entry);
            let full = reason.map_or(&[][..], |r| &r.full);
            let days: Vec<String> = full.iter().map(|d| place_text(round, d.on, lang)).collect();
            sheet.text(&days.join(lang.pick("、", ", ")))?;
            self.got(&mut sheet, line.child)?;
            sheet.end_row()?;
        }
        sheet.finish()
    }

    /// What a child got in the round.
    fn got(&self, sheet: &mut Sheet<'_>, child: ChildIndex) -> Result<(), WorkbookError> {
        let decision = self.tables.decided.decisions()[child as usize];
        let club = decision.entry.map(|e| &self.round.clubs()[self.round.entry(e).club as usize]);
        sheet.text(outcome(decision.kind, self.lang))?;
        sheet.text(club.map_or("", |c| name_or_id(&c.name, &c.id)))?;
        Ok(())
    }

    fn seats(&self, name: &str) -> Result<Worksheet, WorkbookError> {
        let (round, lang) = (self.round, self.lang);
        let mut heads: Vec<Head> = self.club_heads().into();
        heads.extend([
            self.head("期間・曜日", "When"),
            self.number("席", "Seats"),
            self.number("申込者が利用中", "Held"),
            self.number("第1希望", "First wishes"),
            self.number("申込", "Applicants"),
            self.number("決定", "Taken"),
            self.number("うち継続", "Kept"),
            self.number("残り", "Left"),
            self.number("最後の児童の学年", "Grade of the last"),
            self.number("最低の指数", "Lowest points"),
        ]);
        let mut sheet = self.book.sheet(name, &heads)?;
        for cut in &self.tables.cut_offs {
            let club = match cut.on {
                SeatsOn::Slot(slot) => Some(slot.club),
                SeatsOn::Route(..) => None,
            };
            self.club_cells(&mut sheet, club)?;
            sheet.text(&place_text(round, cut.on, lang))?;
            for number in
                [cut.seats, cut.held, cut.first_wishes, cut.applicants, cut.taken, cut.kept, cut.left]
            {
                sheet.whole(number)?;
            }
            let grade = cut.lowest.map(|(c, _)| round.children()[c as usize].grade.to_string());
            sheet.text(&grade.unwrap_or_default())?;
            let score = cut.lowest.and_then(|(_, e)| round.score_at(e)).filter(|_| round.counts_points());
            sheet.decimal(score.map(|s| s.points))?.end_row()?;
        }
        sheet.finish()
    }

    fn clubs(&self, name: &str, own: &[(ClubIndex, String)]) -> Result<Worksheet, WorkbookError> {
        let (tables, round, lang) = (self.tables, self.round, self.lang);
        let mut days: Vec<_> = tables
            .cut_offs
            .iter()
            .filter_map(|c| match c.on {
                SeatsOn::Slot(slot) if slot.season == Season::Term => Some(slot.day),
                _ => None,
            })
            .collect();
        days.sort_unstable();
        days.dedup();
        let mut heads: Vec<Head> = self.club_heads().into();
        heads.extend([
            self.number("決まった児童", "Children there"),
            self.number("うち継続", "Kept"),
            self.number("待っている児童", "Waiting"),
        ]);
        heads.extend(days.iter().map(|day| {
            let left = lang.pick(format!("{}曜 残り", day.kanji()), format!("Left, {}", day.letter()));
            head(left, NUMBER)
        }));
        heads.push(self.head("シート", "Sheet"));
        let mut there = vec![[0u32; 3]; round.clubs().len()];
        for decision in tables.decided.decisions() {
            let Some(entry) = decision.entry.map(|e| round.entry(e)) else { continue };
            there[entry.club as usize][0] += 1;
            there[entry.club as usize][1] += u32::from(decision.kind == PlacementKind::Kept);
        }
        tables.waiting.iter().for_each(|w| there[w.club as usize][2] += 1);
        let mut sheet = self.book.sheet(name, &heads)?;
        for (c, counts) in (0..).zip(&there) {
            self.club_cells(&mut sheet, Some(c))?;
            for &number in counts {
                sheet.whole(number)?;
            }
            for &day in &days {
                let cut = tables.cut_offs.iter().find(|cut| match cut.on {
                    SeatsOn::Slot(slot) => (slot.club, slot.season, slot.day) == (c, Season::Term, day),
                    SeatsOn::Route(..) => false,
                });
                sheet.maybe(cut.map(|c| c.left))?;
            }
            let name = own.iter().find(|(at, _)| *at == c).map_or("", |(_, name)| name);
            sheet.text(name)?.end_row()?;
        }
        sheet.finish()
    }

    fn reasons(&self, name: &str) -> Result<Worksheet, WorkbookError> {
        let (tables, decided, round, lang) = (self.tables, self.tables.decided, self.round, self.lang);
        let mut heads: Vec<Head> = self.child_heads().into();
        heads.push(self.number("希望順位", "Wish"));
        heads.extend(self.club_heads());
        heads.extend([
            self.number("曜日", "Weekdays"),
            self.head("理由", "Reason"),
            head(lang.pick("説明", "In words"), SENTENCE),
            self.number("待ち順", "Place"),
            self.head("決め手", "Decided by"),
            self.head("理由コード", "Reason code"),
        ]);
        let mut sheet = self.book.sheet(name, &heads)?;
        for reason in tables.by_child.iter().flat_map(|&child| tables.reasons_of(child)) {
            let entry = round.entry(reason.entry);
            self.child(&mut sheet, reason.child)?;
            sheet.whole(reason.wish_rank)?;
            self.club_cells(&mut sheet, Some(entry.club))?;
            sheet.text(&days_text(entry.days, lang))?.text(reason.code.label(lang))?;
            let place = tables.place(reason);
            sheet.text(&reason.text(decided, self.facts.rule, place, lang))?.maybe(place)?;
            sheet.text(&reason.decided_by.map_or_else(String::new, |by| by_name(by, round, lang)))?;
            sheet.text(reason.code.as_str())?.end_row()?;
        }
        sheet.finish()
    }

    /// Who comes to a club, then who waits for it.
    fn club(&self, name: &str, club: ClubIndex) -> Result<Worksheet, WorkbookError> {
        let (tables, round, lang) = (self.tables, self.round, self.lang);
        let mut heads = vec![self.head("区分", "State"), self.number("待ち順", "Place")];
        heads.extend(self.child_heads());
        heads.extend([
            self.number("曜日", "Weekdays"),
            self.head("期間", "Seasons"),
            self.number("希望順位", "Wish"),
            self.head("今回の結果", "Outcome"),
            self.head("決まったクラブ", "Its club"),
        ]);
        let mut sheet = self.book.sheet(name, &heads)?;
        let here = tables.by_child.iter().filter_map(|&child| {
            let decision = tables.decided.decisions()[child as usize];
            let entry = decision.entry.filter(|&e| round.entry(e).club == club)?;
            Some((outcome(decision.kind, lang), None, child, entry))
        });
        let waits = tables.waiting.iter().filter(|w| w.club == club);
        let waits = waits.map(|w| (lang.pick("待ち", "waits"), Some(w.place), w.child, w.entry));
        for (state, place, child, entry) in here.chain(waits) {
            sheet.text(state)?.maybe(place)?;
            self.child(&mut sheet, child)?;
            sheet.text(&days_text(round.entry(entry).days, lang))?;
            sheet.text(&seasons_text(round.children()[child as usize].seasons, lang))?;
            sheet.whole((entry - round.list_offset(child) + 1) as u32)?;
            self.got(&mut sheet, child)?;
            sheet.end_row()?;
        }
        sheet.finish()
    }
}

/// What put the lowest child there before another one, for people.
fn by_name(by: DecidedBy, round: &Round, lang: Lang) -> String {
    match by {
        DecidedBy::Key(key) => key_name(key, round, lang),
        DecidedBy::Tie(key) => match round.tie_names().get(key) {
            Some(name) => name.clone(),
            None => by.as_str(),
        },
        DecidedBy::Held => lang.pick("在籍の継続", "being there before").to_owned(),
        DecidedBy::Lottery => lang.pick("抽選", "the lottery").to_owned(),
        DecidedBy::Equal => lang.pick("同順位", "equal").to_owned(),
    }
}
