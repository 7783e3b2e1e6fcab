//! Adding an entry: one transaction, whole or not at all.

use crate::chain::Link;
use crate::event::{Event, Need};
use crate::judged::{Contents, DecisionRow, JudgedRound};
use crate::read::entries_in_force;
use crate::year::{Broken, course};
use crate::{Hash, Ledger, LedgerError, Refusal, Standing, TextFault, standing};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use sekiwari_files::normalise::parse_classes;

/// Most characters of a reason, a name or a label.
const LONGEST: usize = 2000;
/// Most characters of an officer's code.
const LONGEST_CODE: usize = 40;

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The number of the entry.
    pub entry: i64,
    /// Its hash: the seal of everything up to it.
    pub hash: Hash,
    /// What was recorded, with what the ledger filled in.
    pub event: Event,
    /// Where the child stands now, if it is about one.
    pub standing: Option<Standing>,
}

impl Ledger {
    /// Records an event, on the day it is about. With `corrects` it stands in the place of that entry, which holds no
    /// longer.
    ///
    /// When this returns, the entry is on the disk. Cost: that of two syncs.
    ///
    /// # Errors
    /// [`LedgerError::Refused`] if it does not fit what is recorded; [`LedgerError::Busy`] if another process keeps
    /// recording; [`LedgerError::ReadOnly`], [`LedgerError::Full`]. Nothing is recorded then.
    pub fn record(&mut self, on: Date, event: Event, corrects: Option<i64>) -> Result<Recorded, LedgerError> {
        self.add(on, event, corrects, None)
    }

    /// Records a round that the judge has passed. Cost: linear in its files, which are kept compressed; those that the
    /// ledger has already take no more room.
    ///
    /// # Errors
    /// As [`Ledger::record`].
    pub fn record_round(
        &mut self,
        on: Date,
        round: JudgedRound,
        corrects: Option<i64>,
    ) -> Result<Recorded, LedgerError> {
        if round.fiscal_year != self.fiscal_year() {
            let (ledger, round) = (self.fiscal_year(), round.fiscal_year);
            return Err(Refusal::OtherYear { ledger, round }.into());
        }
        self.add(on, Event::Round(Box::new(round.record)), corrects, Some(round.contents))
    }

    fn add(
        &mut self,
        day: Date,
        mut event: Event,
        corrects: Option<i64>,
        contents: Option<Contents>,
    ) -> Result<Recorded, LedgerError> {
        check_date(day, self.opening.fiscal_year)?;
        check_texts(&event)?;
        // What an event says by itself is checked; from here on nobody else records.
        if !matches!(event, Event::Open(_)) {
            self.check_schema()?;
        }
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let last = last(&tx)?;
        let (seq, previous) = last.map_or((1, Hash::ZERO), |(seq, hash)| (seq + 1, hash));
        if let Some(entry) = corrects {
            check_correction(&tx, entry)?;
        } else if matches!(event, Event::Annul(_)) {
            return Err(Refusal::NothingAnnulled.into());
        }
        fit(&tx, day, &mut event, corrects)?;

        let body = serde_json::to_string(&event).map_err(|e| LedgerError::damaged(e.to_string()))?;
        let (kind, on) = (event.kind(), day.to_string());
        let link = Link { previous, seq, on: &on, kind, child: event.child(), corrects, body: &body };
        let hash = link.hash();
        tx.execute(
            "INSERT INTO entry (seq, on_date, kind, child_id, corrects, body, previous, hash) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![seq, on, kind, event.child(), corrects, body, previous.0, hash.0],
        )?;
        if let Some(contents) = contents {
            insert_contents(&tx, seq, &contents)?;
        }
        if seq > 1 {
            follow(&tx, seq, day, corrects)?;
        }
        let standing = match event.child() {
            Some(child) => standing(child, &crate::read::history(&tx, child)?),
            None => None,
        };
        tx.commit()?;
        Ok(Recorded { entry: seq, hash, event, standing })
    }
}

/// The last entry.
pub(crate) fn last(db: &Connection) -> rusqlite::Result<Option<(i64, Hash)>> {
    let query = "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1";
    db.query_row(query, [], |row| Ok((row.get(0)?, Hash(row.get(1)?)))).optional()
}

/// From the year before, when its first round is prepared, to the year after, when the last mistakes are found.
fn check_date(on: Date, fiscal_year: i16) -> Result<(), Refusal> {
    let april = |year: i16| Date::new(year, 4, 1).ok();
    let year = fiscal_year;
    let fits = april(year.saturating_sub(1)).is_some_and(|first| on >= first)
        && april(year.saturating_add(2)).is_some_and(|after| on < after);
    if fits { Ok(()) } else { Err(Refusal::Date { on: on.to_string(), fiscal_year }) }
}

fn check_text(field: &'static str, text: &str, longest: usize) -> Result<(), Refusal> {
    let fault = if text.trim().is_empty() {
        TextFault::Empty
    } else if text.chars().nth(longest).is_some() {
        TextFault::Long(longest)
    } else if let Some(c) = text.chars().find(|c| c.is_control() && *c != '\n' && *c != '\t') {
        TextFault::Control(c)
    } else {
        return Ok(());
    };
    Err(Refusal::Text { field, fault })
}

fn check_texts(event: &Event) -> Result<(), Refusal> {
    if let Some(reason) = event.reason() {
        check_text("reason", reason, LONGEST)?;
    }
    if let Some(by) = event.by() {
        check_text("by", by, LONGEST_CODE)?;
    }
    match event {
        Event::Open(opening) if !opening.name.is_empty() => check_text("name", &opening.name, LONGEST),
        Event::Round(round) => check_text("label", &round.label, LONGEST),
        Event::Capacity(change) => {
            if parse_classes(&change.classes).is_err() {
                return Err(Refusal::Classes(change.classes.clone()));
            }
            if change.seats == 0 { Err(Refusal::NoSeats) } else { Ok(()) }
        }
        Event::Wishes(change) => {
            let mut seen = change.facility_ids.clone();
            seen.sort();
            let twice = seen.windows(2).find(|pair| pair[0] == pair[1]);
            twice.map_or(Ok(()), |pair| Err(Refusal::List(pair[0].clone())))
        }
        _ => Ok(()),
    }
}

/// Whether an entry can be corrected: it is there, is not the first, and nothing has corrected it.
fn check_correction(tx: &Transaction<'_>, entry: i64) -> Result<(), LedgerError> {
    let kind: Option<String> =
        tx.query_row("SELECT kind FROM entry WHERE seq = ?1", [entry], |row| row.get(0)).optional()?;
    match kind.as_deref() {
        None => return Err(Refusal::NoEntry(entry).into()),
        Some("open") => return Err(Refusal::TheOpening.into()),
        Some(_) => {}
    }
    let by: Option<i64> =
        tx.query_row("SELECT seq FROM entry WHERE corrects = ?1", [entry], |row| row.get(0)).optional()?;
    by.map_or(Ok(()), |by| Err(Refusal::CorrectedAlready { entry, by }.into()))
}

/// Whether an event fits what is recorded, without the entry that it corrects; fills in what follows from that.
fn fit(tx: &Transaction<'_>, on: Date, event: &mut Event, corrects: Option<i64>) -> Result<(), LedgerError> {
    if let Event::Round(round) = &*event {
        for (entry, other) in crate::read::rounds_in_force(tx)? {
            if Some(entry) == corrects {
                continue;
            }
            let output = |r: &crate::RoundRecord| {
                r.files.iter().find(|f| f.name == "allocation.csv").map(|f| f.sha256.clone())
            };
            if other.input_sha256 == round.input_sha256 && output(&other) == output(round) {
                return Err(Refusal::RoundTwice { entry }.into());
            }
            if other.label == round.label {
                return Err(Refusal::LabelTaken { label: other.label, entry }.into());
            }
        }
        return Ok(());
    }
    let named: Vec<&str> = match &*event {
        Event::Decide(decision) => decision.facility_id.as_deref().into_iter().collect(),
        Event::Wishes(change) => change.facility_ids.iter().map(String::as_str).collect(),
        Event::Capacity(change) => vec![&change.facility_id],
        _ => Vec::new(),
    };
    if !named.is_empty() {
        let last = crate::read::last_round(tx)?.map(|(_, round)| round);
        let entry_date = last.as_ref().and_then(|round| round.entry_date.parse::<Date>().ok());
        let known = last.map(|round| round.facilities).unwrap_or_default();
        if let Some(unknown) =
            named.into_iter().find(|id| known.binary_search_by(|k| k.as_str().cmp(id)).is_err())
        {
            return Err(Refusal::UnknownFacility(unknown.to_owned()).into());
        }
        // Who is decided before the last round's seats are taken up enters with the others.
        if let Event::Decide(decision) = event
            && decision.facility_id.is_some()
        {
            decision.from = decision.from.or(entry_date).map(|day| day.max(on));
        }
    }
    if let Some(child) = event.child().map(str::to_owned) {
        let mut history = crate::read::history(tx, &child)?;
        if let Some(corrected) = corrects {
            // It counts where the corrected one did.
            let place = crate::read::place(tx, corrected)?;
            history.retain(|step| step.entry.place < place);
        }
        crate::standing::complete(&child, event, standing(&child, &history).as_ref())?;
    }
    if let Event::Need(check) = event
        && let Need::Until(day) = check.need
        && day.year() > 9000
    {
        // Only dates that every reader knows.
        return Err(Refusal::Date { on: day.to_string(), fiscal_year: day.year() }.into());
    }
    Ok(())
}

/// Whether the new entry follows from those before it, and those after its place still follow from it. What is looked at is
/// what is stored.
fn follow(tx: &Transaction<'_>, new: i64, on: Date, corrects: Option<i64>) -> Result<(), LedgerError> {
    match course(tx) {
        Ok(_) => Ok(()),
        Err(Broken::Entry(entry, error)) if entry == new => {
            let place = crate::read::place(tx, new)?;
            let before = entries_in_force(tx)?.into_iter().filter(|e| e.place < place).map(|e| e.on).max();
            Err(Refusal::Year { error, counted_from: before.filter(|day| *day > on) }.into())
        }
        // Later entries build on the corrected one.
        Err(Broken::Entry(entry, error)) => match corrects {
            Some(corrected) => Err(Refusal::BuiltOn { corrected, entry, error }.into()),
            None => Err(LedgerError::damaged(format!("entry {entry}: {error}"))),
        },
        Err(Broken::Error(error)) => Err(error),
    }
}

fn insert_contents(tx: &Transaction<'_>, seq: i64, contents: &Contents) -> rusqlite::Result<()> {
    let mut known = tx.prepare("SELECT 1 FROM blob WHERE sha256 = ?1")?;
    let mut blob = tx.prepare("INSERT INTO blob (sha256, size, packed) VALUES (?1, ?2, ?3)")?;
    let mut file = tx.prepare("INSERT INTO file (seq, role, name, sha256) VALUES (?1, ?2, ?3, ?4)")?;
    for (role, name, packed) in &contents.files {
        if !known.exists([packed.hash.0])? {
            blob.execute(params![packed.hash.0, packed.size as i64, packed.deflated])?;
        }
        file.execute(params![seq, role.as_str(), name, packed.hash.0])?;
    }
    let mut decision = tx.prepare(
        "INSERT INTO decision (seq, child_id, household_id, class, held_facility_id, facility_id, \
         reserved_for, outcome, wish_rank, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for row in &contents.decisions {
        let DecisionRow {
            child_id,
            household_id,
            class,
            held_facility_id,
            facility_id,
            reserved_for,
            outcome,
            wish_rank,
            reason,
        } = row;
        decision.execute(params![
            seq,
            child_id,
            household_id,
            class,
            held_facility_id,
            facility_id,
            reserved_for,
            outcome,
            wish_rank,
            reason
        ])?;
    }
    Ok(())
}
