//! A round with its decision, passed by the judge: what alone is recorded.

use crate::blob::{Packed, pack_all};
use crate::outputs::{ALLOCATION, PROOF, RESULT};
use crate::{Decided, FileRecord, Hash, LedgerError, Outputs, Refusal, Role, RoundRecord};
use sekiwari::market::Allocation;
use sekiwari::mechanism::Ties;
use sekiwari::programme::nursery::Compiled;
use sekiwari_files::finding::Findings;
use sekiwari_files::review::{
    Case, RoundNames, StatedResult, earlier_decision, read_allocation, read_proof, read_result, review,
};
use sekiwari_files::round::{LoadedRound, RoundFiles};
use sekiwari_files::write::{EARLIER, ResultJson, ResultStatus, Stopped, unguard};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What a round decided for a child.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DecisionRow {
    /// The child.
    pub child_id: String,
    /// Its household.
    pub household_id: String,
    /// Its age class, 0 to 5.
    pub class: u8,
    /// The facility whose seat it held when the round began.
    pub held_facility_id: Option<String>,
    /// Its facility, if it has a seat.
    pub facility_id: Option<String>,
    /// The group whose reserved seat it has; none for an open seat.
    pub reserved_for: Option<String>,
    /// `placed`, `kept` or `unplaced`.
    pub outcome: String,
    /// The 1-based place of the outcome in its list.
    pub wish_rank: Option<u32>,
    /// The code of the main reason; none where the decision was not made by this program.
    pub reason: Option<String>,
}

/// A round with its decision, passed by the judge.
#[derive(Clone, Debug)]
pub struct JudgedRound {
    pub(crate) fiscal_year: i16,
    pub(crate) record: RoundRecord,
    pub(crate) contents: Contents,
}

/// What is kept of a round beside its record.
#[derive(Clone, Debug)]
pub(crate) struct Contents {
    pub(crate) files: Vec<(Role, String, Packed)>,
    pub(crate) decisions: Vec<DecisionRow>,
}

/// Why a round is not passed.
#[derive(Debug)]
pub enum NotPassed {
    /// The judge found violations, or the outputs cannot be read.
    Violations(Findings),
    /// It cannot be kept.
    Error(LedgerError),
}

impl From<Refusal> for NotPassed {
    fn from(refusal: Refusal) -> Self {
        NotPassed::Error(refusal.into())
    }
}

/// The files of a round, the round read from them, and its market under the seed that decided.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The files that `loaded` was read from.
    pub files: &'a RoundFiles,
    /// The round.
    pub loaded: &'a LoadedRound,
    /// The round compiled under the seed of [`Outputs::result`], or of its settings if there is none.
    pub compiled: &'a Compiled,
}

impl JudgedRound {
    /// Has the outputs judged against the round, with what they claim and prove, and packs everything for the ledger.
    ///
    /// Contents are kept of all inputs, of all tables, `result.json` and `conflict.json`; of `proof.json` only if the search
    /// was stopped, because then it cannot be made again. Cost: that of the judge, and compressing the files.
    ///
    /// # Errors
    /// [`NotPassed`].
    pub fn new(label: &str, given: Given<'_>, outputs: &Outputs) -> Result<Self, NotPassed> {
        let (mut record, decisions) = judge(label, given, outputs).map_err(NotPassed::Violations)?;
        let stopped = record.decided.as_ref().is_some_and(|d| d.stopped.is_some());
        let (files, contents) = pack(given, outputs, stopped)?;
        record.files = files;
        let fiscal_year = given.loaded.round.fiscal_year();
        Ok(Self { fiscal_year, record, contents: Contents { files: contents, decisions } })
    }

    /// The same as the last round decided anew, for a reason.
    #[must_use]
    pub fn again(mut self, reason: &str) -> Self {
        self.record.again = Some(reason.to_owned());
        self
    }

    /// What will be recorded.
    #[must_use]
    pub fn record(&self) -> &RoundRecord {
        &self.record
    }
}

/// Has outputs judged. Gives what is recorded of them, without the files.
///
/// # Errors
/// The violations.
pub(crate) fn judge(
    label: &str,
    given: Given<'_>,
    outputs: &Outputs,
) -> Result<(RoundRecord, Vec<DecisionRow>), Findings> {
    let Given { loaded, compiled, .. } = given;
    let mut findings = Findings::new();
    let stated = match outputs.get(ALLOCATION) {
        Some(bytes) => read_allocation(bytes.to_vec(), ALLOCATION, &mut findings),
        None => None,
    };
    let result = outputs.get(RESULT).and_then(|bytes| read_result(bytes, RESULT, &mut findings));
    let proof = outputs.get(PROOF).and_then(|bytes| read_proof(bytes, PROOF, &mut findings));
    let earlier = outputs.earlier().and_then(|bytes| {
        let stated = read_allocation(bytes.to_vec(), EARLIER.file, &mut findings)?;
        Some(earlier_decision(&RoundNames { round: &loaded.round, compiled }, &stated, &mut findings))
    });
    let (Some(stated), false) = (stated, findings.has_errors()) else {
        findings.sort();
        return Err(findings);
    };
    let settings = &loaded.settings;
    let ties = result.as_ref().and_then(StatedResult::ties).unwrap_or(settings.ties);
    let seed = result.as_ref().and_then(StatedResult::seed).unwrap_or(settings.lottery_seed);
    let goals = result.as_ref().and_then(StatedResult::goals).unwrap_or_else(|| settings.objective.clone());
    let market = match ties {
        Ties::Strict => Cow::Owned(compiled.strict()),
        Ties::Weak => Cow::Borrowed(&compiled.market),
    };
    let market = match earlier {
        Some(earlier) => Cow::Owned(market.into_owned().with_earlier(earlier)),
        None => market,
    };
    let case = Case {
        subject: &RoundNames { round: &loaded.round, compiled },
        market: &market,
        input_sha256: &loaded.input_sha256,
        ties,
        seed,
        goals: &goals,
    };
    let review = review(case, &stated, result.as_ref(), proof.as_ref(), false);
    if !review.is_clean() {
        return Err(review.violations);
    }
    let round = &loaded.round;
    let tally = &review.verdict.tally;
    let mut facilities: Vec<String> = round.facilities().iter().map(|f| f.id.clone()).collect();
    facilities.sort();
    let record = RoundRecord {
        label: label.to_owned(),
        name: round.name().to_owned(),
        entry_date: round.entry_date().to_string(),
        input_sha256: loaded.input_sha256.clone(),
        ties: ties.as_str().to_owned(),
        seed,
        again: None,
        decided: outputs.result().map(|result| decided(result, loaded, outputs)),
        children: tally.children,
        placed: tally.placed,
        kept: tally.kept,
        unplaced: tally.unplaced,
        blocking_households: review.verdict.blocking_households(),
        facilities,
        files: Vec::new(),
    };
    Ok((record, decisions(loaded, compiled, &review.verdict.allocation, outputs)))
}

fn decided(result: ResultJson, loaded: &LoadedRound, outputs: &Outputs) -> Decided {
    Decided {
        version: result.version,
        mechanism: result.mechanism,
        objective: result.objective_order,
        time_limit_s: loaded.settings.time_limit_s,
        status: match result.status {
            ResultStatus::Optimal => "optimal",
            ResultStatus::Feasible => "feasible",
            ResultStatus::Infeasible => "infeasible",
        }
        .to_owned(),
        stopped: result.statistics.stopped.map(|stopped| {
            match stopped {
                Stopped::TimeLimit => "time-limit",
                Stopped::Interrupt => "interrupt",
            }
            .to_owned()
        }),
        bom: outputs.get(ALLOCATION).is_some_and(|bytes| bytes.starts_with("\u{feff}".as_bytes())),
    }
}

type Files = (Vec<FileRecord>, Vec<(Role, String, Packed)>);

fn pack(given: Given<'_>, outputs: &Outputs, stopped: bool) -> Result<Files, NotPassed> {
    let named: Vec<&str> = given.loaded.named.iter().map(String::as_str).collect();
    let inputs = given.files.used(&named).map(|(name, content)| (Role::Input, name, content));
    let all: Vec<_> = inputs.chain(outputs.iter().map(|(name, c)| (Role::Output, name, c))).collect();
    if let Some((_, name, _)) = all.iter().find(|(_, name, _)| !is_plain(name)) {
        return Err(Refusal::FileName((*name).to_owned()).into());
    }
    let is_kept = |(role, name, _): &(Role, &str, &[u8])| *role == Role::Input || *name != PROOF || stopped;
    let kept: Vec<&[u8]> = all.iter().filter(|f| is_kept(f)).map(|f| f.2).collect();
    let packed = pack_all(&kept).map_err(|e| NotPassed::Error(e.into()))?;
    let mut packed = packed.into_iter();
    let (mut records, mut contents) = (Vec::new(), Vec::new());
    for file in &all {
        let (role, name, content) = *file;
        let kept = if is_kept(file) { packed.next() } else { None };
        records.push(FileRecord {
            role,
            name: name.to_owned(),
            size: content.len() as u64,
            sha256: kept.as_ref().map_or_else(|| Hash::of(content), |p| p.hash).to_string(),
            kept: kept.is_some(),
        });
        contents.extend(kept.map(|packed| (role, name.to_owned(), packed)));
    }
    Ok((records, contents))
}

/// Whether a name can only mean a file in the folder where it is put, on every system.
pub(crate) fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && name.chars().count() <= 200
        && !name.contains(|c: char| {
            c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        })
}

fn decisions(
    loaded: &LoadedRound,
    compiled: &Compiled,
    allocation: &Allocation,
    outputs: &Outputs,
) -> Vec<DecisionRow> {
    let round = &loaded.round;
    let reasons = if outputs.get(RESULT).is_some() { reasons(outputs) } else { BTreeMap::new() };
    let facility = |f: u32| round.facilities()[f as usize].id.clone();
    let household = |child: u32| round.households()[round.household_of(child) as usize].id.clone();
    let decided = compiled.decisions(round, allocation);
    let rows = round.children().iter().zip(decided).zip(0..).map(|((child, decision), number)| DecisionRow {
        child_id: child.id.clone(),
        household_id: household(number),
        class: child.class.get(),
        held_facility_id: child.current.map(facility),
        facility_id: decision.facility.map(facility),
        reserved_for: round.reserved_for(decision.reserve),
        outcome: decision.kind.as_str().to_owned(),
        wish_rank: decision.wish_rank,
        reason: reasons.get(&child.id).cloned(),
    });
    let mut rows: Vec<DecisionRow> = rows.collect();
    // Rows that are added in the order of their key go to the end of the table.
    rows.sort_by(|a, b| a.child_id.cmp(&b.child_id));
    rows
}

/// The main reasons by child, from an `allocation.csv` of this program.
fn reasons(outputs: &Outputs) -> BTreeMap<String, String> {
    let bytes = outputs.get(ALLOCATION).unwrap_or_default();
    let mut reader = csv::Reader::from_reader(bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes));
    let Ok(headers) = reader.headers() else { return BTreeMap::new() };
    let column = |name| headers.iter().position(|h| h == name);
    let (Some(child), Some(reason)) = (column("child_id"), column("reason")) else { return BTreeMap::new() };
    let rows = reader.records().filter_map(Result::ok).filter_map(|row| {
        let reason = row.get(reason).filter(|r| !r.is_empty())?;
        Some((unguard(row.get(child)?).to_owned(), reason.to_owned()))
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn a_file_name_cannot_lead_elsewhere() {
        for good in ["round.toml", "児童.csv", "my rulebook.toml", "a..b.csv"] {
            assert!(is_plain(good), "{good}");
        }
        let long = "a".repeat(201);
        for bad in ["", ".", "..", ".hidden", "a/b", "/etc/passwd", "..\\x", "C:x", "a\0b", "a\nb", &long] {
            assert!(!is_plain(bad), "{bad:?}");
        }
    }
}
