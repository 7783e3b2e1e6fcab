//! The lists about children: decisions, waiting lists, cut-offs, reasons.

use super::super::WorkbookError;
use super::super::book::{Head, SENTENCE, Titles, head};
use super::super::outcome;
use super::{Writer, class_name};
use rust_xlsxwriter::Worksheet;
use sekiwari::Lang;
use sekiwari::explain::DecidedBy;
use sekiwari::market::PoolId;
use sekiwari::programme::nursery::Round;

impl Writer<'_> {
    pub(super) fn decisions(&self, name: &str) -> Result<Worksheet, WorkbookError> {
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

    pub(super) fn waiting(&self, name: &str) -> Result<Worksheet, WorkbookError> {
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

    pub(super) fn cut_offs(&self, name: &str) -> Result<Worksheet, WorkbookError> {
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

    pub(super) fn reasons(&self, name: &str) -> Result<Worksheet, WorkbookError> {
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
}

/// What decided between a child and the lowest admitted, for people.
fn by_name(by: DecidedBy, round: &Round, lang: Lang) -> String {
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
