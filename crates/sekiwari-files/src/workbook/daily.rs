//! The workbook of a round of day services.

use super::about::{self, About};
use super::book::{Book, Head, SENTENCE, Sheet, Titles, head};
use super::{BookFacts, WorkbookError, day_of, name_or_id};
use crate::write::DailyTables;
use rust_xlsxwriter::Worksheet;
use sekiwari::Lang;
use sekiwari::explain::daily::{DecidedBy, Limit, decided_by, key_name};
use sekiwari::programme::PlacementKind;
use sekiwari::programme::daily::Round;
use sekiwari::programme::daily::round::{RequestIndex, Session, SiteIndex};

/// The workbook of a decided round of day services, as the bytes of an `.xlsx` file. Cost: linear in the rows.
///
/// # Errors
/// [`WorkbookError`] if the format does not take it.
pub fn daily_workbook(tables: &DailyTables<'_>, facts: &BookFacts<'_>) -> Result<Vec<u8>, WorkbookError> {
    let round = tables.decided.round();
    let lang = facts.lang;
    let (from, to) = round.period();
    let mut book = Book::new(round.name(), day_of(from))?;
    let mut name = |ja, en| book.name(lang.pick(ja, en), "");
    let names = [
        name("はじめに", "About"),
        name("決定", "Decisions"),
        name("待ち順", "Waiting lists"),
        name("空き状況", "Openings"),
        name("施設", "Sites"),
        name("理由", "Reasons"),
    ];
    let chosen = facts.facilities.chosen(round.sites().iter().map(|s| s.id.as_str()));
    let own: Vec<(SiteIndex, String)> = chosen
        .into_iter()
        .map(|s| {
            let site = &round.sites()[s as usize];
            (s, book.name(name_or_id(&site.name, &site.id), lang.pick("施設", "site")))
        })
        .collect();
    let count = |kind| tables.decided.decisions().iter().filter(|d| d.kind == kind).count();
    let about = About {
        name: round.name(),
        programme: lang.pick("一時預かり・休日保育・病児保育（日単位）", "day services"),
        days: vec![(lang.pick("期間の初日", "From"), from), (lang.pick("期間の末日", "To"), to)],
        counts: vec![
            (lang.pick("申込み", "Requests"), round.requests().len()),
            (outcome(Some(PlacementKind::Placed), lang), count(Some(PlacementKind::Placed))),
            (outcome(Some(PlacementKind::Kept), lang), count(Some(PlacementKind::Kept))),
            (outcome(Some(PlacementKind::Unplaced), lang), count(Some(PlacementKind::Unplaced))),
            (outcome(None, lang), count(None)),
        ],
        facilities: round.sites().len(),
        sheets: names[1..].iter().cloned().zip(descriptions(lang)).collect(),
    };
    let writer = Writer { book: &book, tables, round, facts, lang };
    let mut sheets = vec![
        about::sheet(&book, &names[0], &about, facts)?,
        writer.decisions(&names[1])?,
        writer.waiting(&names[2])?,
        writer.openings(&names[3])?,
        writer.sites(&names[4], &own)?,
        writer.reasons(&names[5])?,
    ];
    for (site, name) in &own {
        sheets.push(writer.site(name, *site)?);
    }
    book.finish(sheets)
}

fn descriptions(lang: Lang) -> [&'static str; 5] {
    [
        lang.pick("申込みごとに 1 行。決まった施設と日、主な理由。", "One per request: its site and date, and the main reason."),
        lang.pick(
            "待っている申込み。施設・事業・日ごとに順番のとおり。「あと一つ」が空けば、その申込みが入れます。",
            "Requests that wait, by site, service and date, in order. With one more of what stands there, that request could come.",
        ),
        lang.pick(
            "施設・事業・日・時間ごとに 1 行。利用する児童、席、残り、職員、断った児童。",
            "One per site, service, date and time: children, seats, left, staff, and those refused.",
        ),
        lang.pick("施設ごとに 1 行。決まった申込みと待っている申込み。", "One per site: requests granted, and requests that wait."),
        lang.pick(
            "申込みと、結果より上位の希望ごとに 1 行。かなわなかった理由。",
            "One per request and wish above its outcome: why not.",
        ),
    ]
}

/// How a request came out, for people; `None` is one that was withdrawn.
fn outcome(kind: Option<PlacementKind>, lang: Lang) -> &'static str {
    let (ja, en) = match kind {
        Some(PlacementKind::Placed) => ("決定", "granted"),
        Some(PlacementKind::Kept) => ("確定済み", "confirmed before"),
        Some(PlacementKind::Unplaced) => ("利用不可", "refused"),
        None => ("取下げ", "withdrawn"),
    };
    lang.pick(ja, en)
}

fn session_text(session: Session, lang: Lang) -> String {
    match session {
        Session::Am => lang.pick("午前", "morning").to_owned(),
        Session::Pm => lang.pick("午後", "afternoon").to_owned(),
        Session::Day => lang.pick("全日", "whole day").to_owned(),
        Session::Hours(from, to) => {
            format!("{}{}{}", from.strftime("%H:%M"), lang.pick("～", "-"), to.strftime("%H:%M"))
        }
    }
}

/// What would have to come free, for people.
fn one_more(limit: Limit, isolation: bool, lang: Lang) -> &'static str {
    let (ja, en) = match limit {
        Limit::Rooms if isolation => ("隔離室", "isolation room"),
        Limit::Rooms => ("部屋", "room"),
        Limit::Seats => ("席", "seat"),
        Limit::ClassSeats => ("この年齢の席", "seat for this age"),
        Limit::Teachers => ("保育士", "teacher"),
        Limit::Nurses => ("看護師", "nurse"),
        // Nobody waits for these.
        Limit::Cap | Limit::Elsewhere => ("利用日数", "day left"),
    };
    lang.pick(ja, en)
}

struct Writer<'w> {
    book: &'w Book,
    tables: &'w DailyTables<'w>,
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
    fn request_heads(&self) -> [Head; 2] {
        [self.head("申込ID", "Request"), self.head("児童ID", "Child")]
    }

    fn site_heads(&self) -> [Head; 2] {
        [self.head("施設ID", "Site id"), self.head("施設名", "Site")]
    }

    fn request(&self, sheet: &mut Sheet<'_>, request: RequestIndex) -> Result<(), WorkbookError> {
        let row = &self.round.requests()[request as usize];
        sheet.text(&row.id)?.text(&self.round.children()[row.child as usize].id)?;
        Ok(())
    }

    fn site_cells(&self, sheet: &mut Sheet<'_>, site: Option<SiteIndex>) -> Result<(), WorkbookError> {
        let site = site.map(|s| &self.round.sites()[s as usize]);
        sheet.text(site.map_or("", |s| &s.id))?.text(site.map_or("", |s| &s.name))?;
        Ok(())
    }

    fn decisions(&self, name: &str) -> Result<Worksheet, WorkbookError> {
        let (tables, decided, round, lang) = (self.tables, self.tables.decided, self.round, self.lang);
        let mut heads: Vec<Head> = self.request_heads().into();
        heads.extend([
            self.head("世帯ID", "Household"),
            self.head("事業", "Service"),
            self.head("時間帯", "Session"),
            self.head("結果", "Outcome"),
        ]);
        heads.extend(self.site_heads());
        heads.extend([
            self.head("利用日", "Date"),
            self.head("部屋", "Room"),
            self.number("希望順位", "Wish"),
            self.head("主な理由", "Main reason"),
            head(lang.pick("説明", "In words"), SENTENCE),
            self.head("理由コード", "Reason code"),
        ]);
        let mut sheet = self.book.sheet(name, &heads)?;
        for (r, (request, decision)) in (0..).zip(round.requests().iter().zip(decided.decisions())) {
            let main = tables.main_reasons[r as usize];
            let offer = decision.place.map(|p| &round.offers()[p.offer as usize]);
            self.request(&mut sheet, r)?;
            sheet.text(&round.children()[request.child as usize].household)?;
            sheet.text(request.service.label(lang))?.text(&session_text(request.session, lang))?;
            sheet.text(outcome(decision.kind, lang))?;
            self.site_cells(&mut sheet, offer.map(|o| o.site))?;
            match decision.place {
                Some(place) => sheet.date(round.date_of(place.day))?,
                None => sheet.nothing(),
            };
            let room = decision.place.and_then(|p| offer?.rooms.get(p.room? as usize));
            sheet.text(room.map_or("", |r| &r.id))?.maybe(decision.place.map(|p| p.wish_rank))?;
            sheet.text(main.label(lang))?;
            let own = tables.reasons_of(r).iter().find(|reason| reason.cause.as_str() == main.as_str());
            let words = own.map(|reason| reason.text(decided, self.facts.rule, lang));
            sheet.text(&words.unwrap_or_default())?.text(main.as_str())?.end_row()?;
        }
        sheet.finish()
    }

    fn limits(&self, limits: impl Iterator<Item = Limit>) -> String {
        limits.map(|l| l.label(self.lang)).collect::<Vec<_>>().join(self.lang.pick("、", ", "))
    }

    fn waiting(&self, name: &str) -> Result<Worksheet, WorkbookError> {
        let (tables, decided, round, lang) = (self.tables, self.tables.decided, self.round, self.lang);
        let mut heads: Vec<Head> = self.site_heads().into();
        heads.extend([
            self.head("事業", "Service"),
            self.head("日付", "Date"),
            self.number("待ち順", "Place"),
        ]);
        heads.extend(self.request_heads());
        heads.extend([
            self.number("希望順位", "Wish"),
            self.head("足りないもの", "Lacks"),
            self.head("あと一つ", "One more would do"),
        ]);
        let mut sheet = self.book.sheet(name, &heads)?;
        for (opening, waiting) in decided.compiled().openings.iter().zip(&tables.waiting) {
            let offer = &round.offers()[opening.offer as usize];
            for line in waiting {
                self.site_cells(&mut sheet, Some(offer.site))?;
                sheet.text(offer.service.label(lang))?.date(round.date_of(opening.day))?.whole(line.place)?;
                self.request(&mut sheet, line.request)?;
                let stay = decided.compiled().market.request(line.group as usize).stay(line.stay as usize);
                sheet.whole(stay.rank)?.text(&self.limits(line.lacks.iter().map(|b| b.limit)))?;
                let isolation = line.lacks.iter().any(|b| b.limit == Limit::Rooms && b.room.is_some());
                let more = line.one_more.iter().map(|&limit| one_more(limit, isolation, lang));
                sheet.text(&more.collect::<Vec<_>>().join(lang.pick("または", " or ")))?.end_row()?;
            }
        }
        sheet.finish()
    }

    fn openings(&self, name: &str) -> Result<Worksheet, WorkbookError> {
        let (round, lang) = (self.round, self.lang);
        let mut heads: Vec<Head> = self.site_heads().into();
        heads.extend([
            self.head("事業", "Service"),
            self.head("日付", "Date"),
            self.head("時間", "Time"),
            self.number("利用する児童", "Children"),
            self.number("席", "Seats"),
            self.number("残り", "Left"),
            self.number("保育士", "Teachers"),
            self.number("必要な保育士", "Teachers needed"),
            self.number("看護師", "Nurses"),
            self.number("必要な看護師", "Nurses needed"),
            self.number("部屋", "Rooms"),
            self.number("使う部屋", "Rooms used"),
            self.number("利用不可の児童", "Refused"),
            self.head("足りないもの", "What was short"),
        ]);
        let mut sheet = self.book.sheet(name, &heads)?;
        for row in &self.tables.calendar {
            let offer = &round.offers()[row.offer as usize];
            self.site_cells(&mut sheet, Some(offer.site))?;
            sheet.text(offer.service.label(lang))?.date(round.date_of(row.day))?;
            let time = round.rules().slot_time(row.slot as usize);
            let time = time.map(|(from, to)| session_text(Session::Hours(from, to), lang));
            sheet.text(&time.unwrap_or_default())?.whole(row.children)?;
            sheet.maybe(row.seats)?.maybe(row.seats_left())?;
            for staff in [row.teachers, row.nurses] {
                sheet.maybe(staff.map(|s| s.0))?.maybe(staff.map(|s| s.1))?;
            }
            sheet.maybe(row.rooms.map(|r| r.rooms))?.maybe(row.rooms.map(|r| r.used))?;
            sheet.whole(row.refused)?.text(row.binding.map_or("", |l| l.label(lang)))?.end_row()?;
        }
        sheet.finish()
    }

    fn sites(&self, name: &str, own: &[(SiteIndex, String)]) -> Result<Worksheet, WorkbookError> {
        let (tables, decided, round) = (self.tables, self.tables.decided, self.round);
        let mut counts = vec![[0u32; 2]; round.sites().len()];
        for place in decided.decisions().iter().filter_map(|d| d.place) {
            counts[round.offers()[place.offer as usize].site as usize][0] += 1;
        }
        for (opening, waiting) in decided.compiled().openings.iter().zip(&tables.waiting) {
            counts[round.offers()[opening.offer as usize].site as usize][1] += waiting.len() as u32;
        }
        let mut heads: Vec<Head> = self.site_heads().into();
        heads.extend([
            self.number("決まった申込み", "Granted"),
            self.number("待っている申込み（日ごとの延べ）", "Waiting (on all days)"),
            self.head("シート", "Sheet"),
        ]);
        let mut sheet = self.book.sheet(name, &heads)?;
        for (s, [granted, waiting]) in (0..).zip(counts) {
            self.site_cells(&mut sheet, Some(s))?;
            let name = own.iter().find(|(at, _)| *at == s).map_or("", |(_, name)| name);
            sheet.whole(granted)?.whole(waiting)?.text(name)?.end_row()?;
        }
        sheet.finish()
    }

    fn reasons(&self, name: &str) -> Result<Worksheet, WorkbookError> {
        let (tables, decided, lang) = (self.tables, self.tables.decided, self.lang);
        let mut heads: Vec<Head> = self.request_heads().into();
        heads.push(self.number("希望順位", "Wish"));
        heads.extend(self.site_heads());
        heads.extend([
            self.head("日付", "Date"),
            self.head("理由", "Reason"),
            head(lang.pick("説明", "In words"), SENTENCE),
            self.head("足りないもの", "What is short"),
            self.head("決め手", "Decided by"),
            self.head("理由コード", "Reason code"),
        ]);
        let mut sheet = self.book.sheet(name, &heads)?;
        for reason in &tables.reasons {
            self.request(&mut sheet, reason.request)?;
            sheet.whole(reason.wish_rank)?;
            self.site_cells(&mut sheet, Some(reason.site))?;
            sheet.date(reason.date)?.text(reason.cause.label(lang))?;
            sheet.text(&reason.text(decided, self.facts.rule, lang))?;
            sheet.text(reason.binding.map_or("", |b| b.limit.label(lang)))?;
            let by = decided_by(decided, reason).map_or("", |by| match by {
                DecidedBy::Confirmed => lang.pick("確定済みの利用", "being confirmed before"),
                DecidedBy::Key(key) => key_name(key, lang),
                DecidedBy::Lottery => lang.pick("抽選", "the lottery"),
            });
            sheet.text(by)?.text(reason.cause.as_str())?.end_row()?;
        }
        sheet.finish()
    }

    /// Who comes to a site day by day, then who waits for it.
    fn site(&self, name: &str, site: SiteIndex) -> Result<Worksheet, WorkbookError> {
        let (tables, decided, round, lang) = (self.tables, self.tables.decided, self.round, self.lang);
        let mut heads = vec![
            self.head("日付", "Date"),
            self.head("事業", "Service"),
            self.head("区分", "State"),
            self.number("待ち順", "Place"),
        ];
        heads.extend(self.request_heads());
        heads.extend([
            self.head("時間帯", "Session"),
            self.head("部屋", "Room"),
            self.number("希望順位", "Wish"),
        ]);
        let mut sheet = self.book.sheet(name, &heads)?;
        // By date and service; those who come before those who wait.
        let mut rows = Vec::new();
        for (r, decision) in (0..).zip(decided.decisions()) {
            let Some(place) = decision.place else { continue };
            let offer = &round.offers()[place.offer as usize];
            if offer.site == site {
                let room = place.room.and_then(|room| offer.rooms.get(room as usize)).map_or("", |r| &r.id);
                rows.push((
                    (place.day, place.offer, 0, r),
                    outcome(decision.kind, lang),
                    room,
                    place.wish_rank,
                ));
            }
        }
        for (opening, waiting) in decided.compiled().openings.iter().zip(&tables.waiting) {
            if round.offers()[opening.offer as usize].site == site {
                for line in waiting {
                    let stay =
                        decided.compiled().market.request(line.group as usize).stay(line.stay as usize);
                    let key = (opening.day, opening.offer, line.place, line.request);
                    rows.push((key, lang.pick("待ち", "waits"), "", stay.rank));
                }
            }
        }
        rows.sort_by_key(|row| row.0);
        for ((day, offer, place, request), state, room, rank) in rows {
            sheet.date(round.date_of(day))?.text(round.offers()[offer as usize].service.label(lang))?;
            sheet.text(state)?.maybe(Some(place).filter(|&p| p > 0))?;
            self.request(&mut sheet, request)?;
            sheet.text(&session_text(round.requests()[request as usize].session, lang))?.text(room)?;
            sheet.whole(rank)?.end_row()?;
        }
        sheet.finish()
    }
}
