//! `sekiwari now ROUND DIR --events FILE --out DIR`: the day itself, event by event, with nobody moved.

use clap::Args;
use sekiwari::Lang;
use sekiwari::exact::day::DayRule;
use sekiwari::explain::daily::Decided;
use sekiwari::programme::daily::{Decision, Round};
use sekiwari::season::today::{Change, DeskError, Effect, Served, serve};
use sekiwari_files::AnyRound;
use sekiwari_files::daily::{LoadedDaily, StatedEvents, read_events};
use sekiwari_files::finding::Findings;
use sekiwari_files::results::read_day_result;
use sekiwari_files::review::{DayRoundNames, read_days, review_days};
use sekiwari_files::write::{DailyTables, OutputFolder, unguard, write_daily_changes, write_daily_tables};
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use super::allocate::cannot_write;
use crate::cli::Messages;
use crate::console;
use crate::days;
use crate::failure::{Exit, Failure};
use crate::input::{self, ReadAny};

/// Arguments of `now`.
#[derive(Debug, Args)]
pub(crate) struct Now {
    /// The round of day services: a folder of tables, or a workbook. New requests have their rows in it.
    /// 日単位の保育の募集のフォルダまたはブック。新しい申込みの行も入れておきます。
    round: PathBuf,
    /// The output folder of `allocate`, or of `now` before.
    /// allocate または前回の now の出力フォルダ。
    dir: PathBuf,
    /// What happened, in order: a table with the columns event (cancel, new) and request_id.
    /// 起きたことを順に並べた表。列は event (cancel, new) と request_id です。
    #[arg(long, value_name = "FILE")]
    events: PathBuf,
    /// The folder to write the new decision and changes.csv into.
    /// 新しい決定と changes.csv の出力フォルダ。
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Write CSV files without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Now {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        let loaded = match input::read_any_usable(&self.round, lang, json)? {
            ReadAny::Usable(AnyRound::Daily(loaded), _) => loaded,
            ReadAny::Usable(AnyRound::Nursery(_) | AnyRound::Club(_), _) => {
                return Err(Failure::new(
                    "日単位の保育の募集ではありません。",
                    "not a round of day services",
                ));
            }
            ReadAny::Refused(exit) => return Ok(exit),
        };
        let round = &loaded.round;
        let mut findings = Findings::new();
        let bytes = std::fs::read(&self.events).map_err(|e| Failure::io(&self.events, &e))?;
        let name = self.events.file_name().unwrap_or_default().to_string_lossy();
        let stated = read_events(bytes, &name, round, &mut findings);
        let (Some(stated), false) = (stated, findings.has_errors()) else {
            findings.sort();
            return input::refuse(&findings, lang, json);
        };
        let (seed, rule) = self.decided_by(&loaded);
        let decisions = match self.decisions_before(&loaded, &stated, seed, lang)? {
            Ok(decisions) => decisions,
            Err(exit) => return Ok(exit),
        };
        let compiled = days::compile_daily(&loaded, seed, &mut findings)?;
        let served = match serve(round, &compiled, &decisions, rule, &stated.events) {
            Ok(served) => served,
            Err(DeskError::Events(faults)) => {
                stated.tell(round, &faults, &mut findings);
                findings.sort();
                return input::refuse(&findings, lang, json);
            }
            Err(error) => return Err(wrong(&error.to_string())),
        };
        self.write(&served, seed, rule)?;
        if json {
            console::say_json(&to_json(&served))?;
        } else {
            console::say(&to_text(&served, lang))?;
        }
        Ok(Exit::Clean)
    }

    /// Seed and rule of the decision before, as its result or the last `now` says; else as the round does.
    fn decided_by(&self, loaded: &LoadedDaily) -> (u64, DayRule) {
        let said = match read_day_result(&self.dir) {
            Ok(result) => Some((result.seed, DayRule::from_name(&result.mechanism))),
            Err(_) => std::fs::read(self.dir.join("now.json")).ok().and_then(|bytes| {
                let said: serde_json::Value = serde_json::from_slice(&bytes).ok()?;
                Some((said["seed"].as_u64()?, said["mechanism"].as_str().and_then(DayRule::from_name)))
            }),
        };
        let (seed, rule) = said.unwrap_or((loaded.settings.lottery_seed, None));
        (seed, rule.or(loaded.settings.mechanism).unwrap_or_default())
    }

    /// The decisions before the day, on all requests of the round; those made on the day have none. They have to pass both
    /// judges.
    fn decisions_before(
        &self,
        loaded: &LoadedDaily,
        stated: &StatedEvents,
        seed: u64,
        lang: Lang,
    ) -> Result<Result<Vec<Decision>, Exit>, Failure> {
        let round = &loaded.round;
        let mut findings = Findings::new();
        let table = self.dir.join("allocation.csv");
        let bytes = std::fs::read(&table).map_err(|e| Failure::io(&table, &e))?;
        let rows = read_days(bytes, "allocation.csv", &mut findings);
        let (Some(rows), false) = (rows, findings.has_errors()) else {
            findings.sort();
            return input::refuse(&findings, lang, self.messages.json).map(Err);
        };
        // One that is said to be new and was decided before is told with the other events.
        let decided: BTreeSet<&str> =
            rows.rows.iter().flat_map(|row| [row.request.as_str(), unguard(&row.request)]).collect();
        let new: BTreeSet<&str> = stated
            .new_requests()
            .map(|r| round.requests()[r as usize].id.as_str())
            .filter(|id| !decided.contains(id))
            .collect();
        let mut data = round.data().clone();
        data.requests.retain(|row| !new.contains(row.id.as_str()));
        let before = Round::new(data).map_err(|_| wrong("the round cannot be built again"))?;
        let compiled = days::compile_round(&before, seed)?;
        let review = review_days(&before, &compiled, &rows);
        if !review.is_clean() {
            return input::refuse(&review.violations, lang, self.messages.json).map(Err);
        }
        let of = |id: &str| before.request_by_id(id).map(|r| review.decisions[r as usize]);
        let none = Decision { kind: None, place: None };
        Ok(Ok(round.requests().iter().map(|r| of(&r.id).unwrap_or(none)).collect()))
    }

    /// Writes the new decision, once both judges have passed it.
    fn write(&self, served: &Served, seed: u64, rule: DayRule) -> Result<(), Failure> {
        let round = &served.round;
        let compiled = days::compile_round(round, seed)?;
        let answer = compiled.answer(round, &served.decisions).map_err(|_| wrong("no such places"))?;
        // Nobody is moved on the day, so that somebody was passed over is no breach of the order.
        let verified = days::vouch(&DayRoundNames { round, compiled: &compiled }, answer, false)?;
        let decided = Decided::new(round, &compiled, &verified, &rule.keys(&compiled.market), &[]);
        let folder = OutputFolder::create(&self.out).map_err(|e| cannot_write(&e))?;
        let bom = !self.no_bom;
        let mut now = to_json(served);
        now["seed"] = seed.into();
        now["mechanism"] = rule.as_str().into();
        write_daily_tables(&folder, &DailyTables::new(&decided), rule.as_str(), bom)
            .and_then(|()| write_daily_changes(&folder, round, &served.changes, bom))
            .and_then(|()| folder.write_json("now.json", &now))
            .and_then(|()| folder.commit())
            .map_err(|e| cannot_write(&e))
    }
}

fn wrong(what: &str) -> Failure {
    Failure::new(
        format!("内部の誤りのため、何も書きません: {what}"),
        format!("internal error, nothing is written: {what}"),
    )
}

fn count(served: &Served, effect: Effect) -> usize {
    served.changes.iter().filter(|c| c.effect == effect).count()
}

fn to_json(served: &Served) -> serde_json::Value {
    let one = |c: &Change| {
        let request = &served.round.requests()[c.request as usize].id;
        json!({ "event": c.event + 1, "request_id": request, "effect": c.effect.as_str() })
    };
    json!({ "engine": "sekiwari", "version": env!("CARGO_PKG_VERSION"), "changes": served.changes.iter().map(one).collect::<Vec<_>>() })
}

fn to_text(served: &Served, lang: Lang) -> String {
    let round = &served.round;
    let mut text = String::new();
    for change in &served.changes {
        let id = &round.requests()[change.request as usize].id;
        let place = change.place.map_or_else(String::new, |place| {
            let offer = &round.offers()[place.offer as usize];
            let site = &round.sites()[offer.site as usize].id;
            let room = place.room.and_then(|room| offer.rooms.get(room as usize));
            let room =
                room.map_or_else(String::new, |room| format!(" {} {}", lang.pick("部屋", "room"), room.id));
            format!(" {site} {}{room}", round.date_of(place.day))
        });
        let what = match change.effect {
            Effect::Cancelled => lang.pick("取消し", "cancelled"),
            Effect::OffTheList => lang.pick("待ちから外れました", "off the list"),
            Effect::Called => lang.pick("繰り上げ。連絡してください", "called: tell the family"),
            Effect::Granted => lang.pick("決定", "granted"),
            Effect::Waits => lang.pick("待ち", "waits"),
        };
        let _ = writeln!(text, "{}. {id}: {what}{place}", change.event + 1);
    }
    let (gone, called) = (count(served, Effect::Cancelled), count(served, Effect::Called));
    let (granted, waits) = (count(served, Effect::Granted), count(served, Effect::Waits));
    text + &lang.pick(
        format!("取消し {gone}、繰り上げ {called}、新しく決定 {granted}、待ち {waits}。ほかの児童は動いていません。\n"),
        format!("{gone} cancelled, {called} called, {granted} granted, {waits} waiting; nobody else is moved\n"),
    )
}
