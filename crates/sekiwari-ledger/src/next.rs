//! The next round of a year, as a folder that can be checked, edited, and decided.

use crate::year::Course;
use crate::{Event, Ledger, LedgerError, Refusal, Role, RoundRecord};
use sekiwari::market::{Goal, Goals};
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::programme::nursery::year::{LeftOut, Next, NextRound, Year};
use sekiwari::programme::nursery::{Circumstances, FactRow, Round, RoundData};
use sekiwari_files::decode::decode;
use sekiwari_files::finding::Findings;
use sekiwari_files::round::{LoadedRound, Scoring};
use sekiwari_files::write::{RoundSettings, RuledBy, guard};
use std::collections::BTreeMap;

/// What the folder of a round is made of, for [`write_round`](sekiwari_files::write::write_round).
#[derive(Clone, Debug)]
pub struct NextFolder {
    /// Its rows.
    pub data: RoundData,
    /// Its settings: those of the last round, as it was decided.
    pub settings: RoundSettings,
    /// Children of the year who are not in it, by id, and why.
    pub left_out: Vec<(String, LeftOut)>,
    /// Children who hold a seat in it.
    pub holders: u32,
}

impl Ledger {
    /// The next round: open seats, children who wait, children who wish to move. Scores and circumstances are those of each
    /// child's last round; settings and rulebook those of the last round.
    ///
    /// # Errors
    /// [`Refusal::NoRound`] if none was recorded; [`Refusal::OtherYear`] if the entry date is not in the year.
    pub fn next(&self, ask: &NextRound) -> Result<NextFolder, LedgerError> {
        let (date, ledger) = (ask.entry_date, self.fiscal_year());
        let round = if date.month() >= 4 { date.year() } else { date.year().saturating_sub(1) };
        if round != ledger {
            return Err(Refusal::OtherYear { ledger, round }.into());
        }
        let course = self.course()?;
        let next = course.year.next_round(ask);
        self.folder(&course, next)
    }

    /// The last round once more, without who has gone and with the seats that are free again.
    ///
    /// # Errors
    /// [`Refusal::NoRound`] if none was recorded.
    pub fn again(&self) -> Result<NextFolder, LedgerError> {
        let course = self.course()?;
        let next = course.year.last_round_again().map_err(|_| Refusal::NoRound)?;
        self.folder(&course, next)
    }

    fn folder(&self, course: &Course, next: Next) -> Result<NextFolder, LedgerError> {
        let Some((seq, last)) = course.rounds.last() else { return Err(Refusal::NoRound.into()) };
        let mut data = next.data;
        let mut settings = match self.entry(*seq)?.map(|entry| entry.event) {
            Some(Event::Round(record)) => settings(&record, last),
            _ => return Err(Refusal::NoRound.into()),
        };
        if let Some(name) = &last.settings.capacity.standards
            && let Some(bytes) = self.content(*seq, Role::Input, name)?
        {
            settings.standards = decode(bytes, name, &mut Findings::new()).map(|d| d.text);
        }
        if let (Some(name), Some(scoring)) = (&last.settings.rulebook, &last.scoring) {
            let bytes = self.content(*seq, Role::Input, name)?.unwrap_or_default();
            let text = decode(bytes, name, &mut Findings::new()).map(|d| d.text).unwrap_or_default();
            let last_rounds = next.entrants.iter().map(|e| e.last_round);
            let circumstances = circumstances(&data, last_rounds, course, scoring);
            settings.rulebook = Some(RuledBy { file: name.clone(), text, circumstances });
            data.scores.clear();
        }
        let holders = data.children.iter().filter(|(_, child)| child.current.is_some()).count() as u32;
        Ok(NextFolder { data, settings, left_out: next.left_out, holders })
    }
}

/// What the year has given to the children of a round so far, as a table for `allocate --near`.
#[must_use]
pub fn earlier_table(year: &Year, round: &Round) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    let mut row = |cells: [&str; 2]| table.write_record(cells);
    // Writing to memory cannot fail.
    let _ = row(["child_id", "facility_id"]);
    for child in round.children() {
        if let Some(known) = year.child(&child.id) {
            let _ = row([&guard(&child.id), &guard(known.facility().unwrap_or_default())]);
        }
    }
    table.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// The settings of a round as it was decided: where options stood in for what the folder says, these count.
fn settings(record: &RoundRecord, loaded: &LoadedRound) -> RoundSettings {
    let own = &loaded.settings;
    let decided = record.decided.as_ref();
    let named = |names: &Vec<String>| {
        let goals: Option<Vec<Goal>> = names.iter().map(|name| Goal::from_name(name)).collect();
        // The earlier decision is another one next time.
        Goals::new(goals?.into_iter().filter(|goal| *goal != Goal::Unchanged).collect()).ok()
    };
    RoundSettings {
        mechanism: decided.and_then(|d| Mechanism::from_name(&d.mechanism)).or(own.mechanism),
        ties: Some(Ties::from_name(&record.ties).unwrap_or(own.ties)),
        objective: Some(decided.and_then(|d| named(&d.objective)).unwrap_or_else(|| own.objective.clone())),
        time_limit_s: Some(own.time_limit_s),
        lottery_seed: Some(record.seed),
        commitment: own.lottery_commitment.clone().map(|c| (own.lottery_nonce.clone(), c)),
        rulebook: None,
        count: own.count.clone(),
        capacity: own.capacity.clone(),
        standards: None,
        survey: Vec::new(),
        no_bom: false,
    }
}

/// The circumstances of the families of a round, each from the last round that it was in.
fn circumstances(
    data: &RoundData,
    last_rounds: impl Iterator<Item = Option<u32>>,
    course: &Course,
    now: &Scoring,
) -> Circumstances {
    let mut of_child: BTreeMap<&str, u32> = BTreeMap::new();
    let mut of_household: BTreeMap<&str, u32> = BTreeMap::new();
    for ((household, child), last) in data.children.iter().zip(last_rounds) {
        let Some(last) = last else { continue };
        of_child.insert(&child.id, last);
        let latest = of_household.entry(household).or_insert(last);
        *latest = (*latest).max(last);
    }
    let mut all = Circumstances::default();
    for ((_, loaded), number) in course.rounds.iter().zip(0..) {
        let Some(scoring) = &loaded.scoring else { continue };
        let then = |household: &str| of_household.get(household) == Some(&number);
        // Rulebooks of different rounds may declare different attributes.
        let place = |attribute: u32| {
            let name = &scoring.rulebook.schema().attributes().get(attribute as usize)?.name;
            now.rulebook.schema().attributes().iter().position(|a| a.name == *name).map(|i| i as u32)
        };
        for reason in scoring.circumstances.reasons.iter().filter(|r| then(&r.household)) {
            let mut reason = reason.clone();
            reason.values = reason.values.into_iter().filter_map(|(a, v)| Some((place(a)?, v))).collect();
            reason.values.sort();
            all.reasons.push(reason);
        }
        all.idle.extend(scoring.circumstances.idle.iter().filter(|(h, _)| then(h)).cloned());
        let held = |fact: &&FactRow| match (&fact.child, &fact.household) {
            (Some(child), _) => of_child.get(child.as_str()) == Some(&number),
            (None, Some(household)) => then(household),
            (None, None) => false,
        };
        for fact in scoring.circumstances.facts.iter().filter(held) {
            all.facts.extend(place(fact.attribute).map(|attribute| FactRow { attribute, ..fact.clone() }));
        }
    }
    all
}
