//! Keys by name and type, with findings for what does not fit.

use jiff::civil::Date;
use sekiwari::market::{Goal, Goals, GoalsError};
use sekiwari::priority::Lottery;

use super::entries::{Entry, Value};
use super::goals::split_goals;
use super::table::owner;
use crate::finding::catalogue::{circumstances, consistency, shape};
use crate::finding::{Finding, Findings, Place, did_you_mean};
use crate::normalise::{DateError, parse_date};
use crate::round::Programme;

/// The written settings, read key by key.
pub(crate) struct KeyReader<'f> {
    pub(super) entries: Vec<Entry>,
    pub(super) file: Place,
    pub(super) programme: Programme,
    pub(crate) findings: &'f mut Findings,
}

impl KeyReader<'_> {
    pub(super) fn report_unknown_keys(&mut self) {
        for e in self.entries.iter().filter(|e| !self.programme.keys().any(|k| k.0 == e.key)) {
            let finding = Finding::new(&shape::KEY_UNKNOWN, e.place.clone());
            self.findings.push(match owner(&e.key).map(Programme::rounds) {
                Some(of) => finding
                    .arg("hint_ja", format!("この設定は{}の募集のものです。", of.ja))
                    .arg("hint_en", format!("It belongs to rounds of {}.", of.en)),
                None => finding.hint(did_you_mean(&e.key, self.programme.keys().map(|k| k.0))),
            });
        }
    }

    pub(crate) fn find(&mut self, key: &'static str) -> Option<&Entry> {
        let found = self.entries.iter().find(|e| e.key == key);
        let required = self.programme.keys().any(|k| k.0 == key && k.2);
        if found.is_none() && required {
            self.findings.add(&shape::KEY_MISSING, self.file.clone().column(key));
        }
        found
    }

    pub(crate) fn wrong_type(&mut self, key: &'static str, expected: &str) {
        if let Some(e) = self.entries.iter().find(|e| e.key == key) {
            let finding = Finding::new(&shape::KEY_TYPE, e.place.clone()).value(&e.value.shown());
            self.findings.push(finding.arg("expected", expected).arg("found", e.value.type_name()));
        }
    }

    pub(crate) fn wrong_value(&mut self, key: &'static str, allowed: &str, near: Option<&str>) {
        if let Some(e) = self.entries.iter().find(|e| e.key == key) {
            let finding = Finding::new(&shape::KEY_VALUE, e.place.clone()).value(&e.value.shown());
            self.findings.push(finding.arg("allowed", allowed).hint(near));
        }
    }

    pub(crate) fn text(&mut self, key: &'static str) -> Option<String> {
        match &self.find(key)?.value {
            Value::Text(s) => Some(s.clone()),
            _ => {
                self.wrong_type(key, "text");
                None
            }
        }
    }

    pub(crate) fn int(&mut self, key: &'static str, min: i64, max: i64) -> Option<i64> {
        match self.find(key)?.value {
            Value::Int(i) if (min..=max).contains(&i) => Some(i),
            Value::Int(_) => {
                self.wrong_value(key, &format!("{min} - {max}"), None);
                None
            }
            _ => {
                self.wrong_type(key, "integer");
                None
            }
        }
    }

    /// A whole number in a range that fits, else another one.
    pub(crate) fn whole(&mut self, key: &'static str, min: i64, max: i64, otherwise: u32) -> u32 {
        self.int(key, min, max).and_then(|n| u32::try_from(n).ok()).unwrap_or(otherwise)
    }

    pub(crate) fn date(&mut self, key: &'static str) -> Option<Date> {
        let e = self.find(key)?;
        let place = e.place.clone();
        let text = match &e.value {
            Value::Date(d) => return Some(*d),
            Value::Text(s) => s.clone(),
            _ => {
                self.wrong_type(key, "date");
                return None;
            }
        };
        match parse_date(&text, false) {
            Ok((date, _)) => Some(date),
            Err(e) => {
                use crate::finding::catalogue::cells::{DATE_IMPOSSIBLE, DATE_INVALID};
                let kind = if e == DateError::Form { &DATE_INVALID } else { &DATE_IMPOSSIBLE };
                self.findings.push(Finding::new(kind, place).value(&text));
                None
            }
        }
    }

    pub(crate) fn named<T: Copy>(&mut self, key: &'static str, names: &[(&'static str, T)]) -> Option<T> {
        let text = match &self.find(key)?.value {
            Value::Text(s) => s.clone(),
            _ => {
                self.wrong_type(key, "text");
                return None;
            }
        };
        let found = names.iter().find(|(n, _)| *n == text).map(|&(_, v)| v);
        if found.is_none() {
            let allowed: Vec<&str> = names.iter().map(|(n, _)| *n).collect();
            self.wrong_value(key, &allowed.join(", "), did_you_mean(&text, allowed.iter().copied()));
        }
        found
    }

    /// A list of names, or one text with commas (on a sheet there are no lists): what they mean, as written, and where.
    pub(crate) fn names<T: Copy>(
        &mut self,
        key: &'static str,
        known: &[(&'static str, T)],
    ) -> Option<(Vec<T>, Vec<String>, Place)> {
        let e = self.find(key)?;
        let place = e.place.clone();
        let names: Vec<String> = match &e.value {
            Value::List(names) => names.clone(),
            Value::Text(text) => split_goals(text).map(str::to_owned).collect(),
            _ => {
                self.wrong_type(key, "list of names");
                return None;
            }
        };
        let mut values = Vec::with_capacity(names.len());
        for name in &names {
            if let Some(&(_, value)) = known.iter().find(|(n, _)| n == name) {
                values.push(value);
                continue;
            }
            let near = did_you_mean(name, known.iter().map(|(n, _)| *n));
            let finding = Finding::new(&shape::KEY_VALUE, place.clone()).value(name).hint(near);
            self.findings.push(finding.arg("allowed", listed(known)));
        }
        (values.len() == names.len()).then_some((values, names, place))
    }

    /// The objective.
    pub(super) fn objective(&mut self) -> Option<Goals> {
        let (goals, names, place) = self.names("allocate.objective", Goal::NAMES)?;
        let error = match Goals::new(goals) {
            Ok(goals) => return Some(goals),
            Err(error) => error,
        };
        self.findings.push(match error {
            GoalsError::Empty => {
                Finding::new(&shape::KEY_VALUE, place).hint(None).arg("allowed", listed(Goal::NAMES))
            }
            GoalsError::Twice(goal) => Finding::new(&shape::GOAL_TWICE, place).value(goal.as_str()),
            GoalsError::RankSumBeforeSeated => {
                Finding::new(&shape::GOAL_ORDER, place).value(&names.join(", "))
            }
        });
        None
    }

    pub(crate) fn programme(&mut self) -> Option<()> {
        let text = self.text("programme")?;
        // Rounds of other programmes that can be read do not come here.
        if text == self.programme.as_str() {
            return Some(());
        }
        let near = did_you_mean(&text, Programme::NAMES.iter().map(|(name, _)| *name));
        self.wrong_value("programme", &listed(Programme::NAMES), near);
        None
    }

    pub(crate) fn seed(&mut self) -> u64 {
        if self.find("priority.lottery_seed").is_none() {
            let place = self.file.clone().column("priority.lottery_seed");
            self.findings.add(&consistency::SEED_DEFAULT, place);
        }
        self.int("priority.lottery_seed", 0, i64::MAX).and_then(|s| u64::try_from(s).ok()).unwrap_or(0)
    }

    pub(super) fn check_year(&mut self, fiscal_year: i16, entry: Date) {
        let year = if entry.month() >= 4 { entry.year() } else { entry.year() - 1 };
        if year != fiscal_year {
            let place = self.entries.iter().find(|e| e.key == "entry_date").map(|e| e.place.clone());
            let finding = Finding::new(&consistency::ENTRY_OUTSIDE_YEAR, place.unwrap_or_default());
            self.findings.push(finding.value(&entry.to_string()).arg("fiscal_year", fiscal_year));
        }
    }

    /// The place of a key that is there, else of the whole file under the key.
    pub(crate) fn place_of(&self, key: &str) -> Place {
        let written = self.entries.iter().find(|e| e.key == key).map(|e| e.place.clone());
        written.unwrap_or_else(|| self.file.clone().column(key))
    }

    /// Nonce and commitment of the lottery, held against the seed.
    pub(crate) fn commitment(&mut self, seed: u64) -> (String, Option<String>) {
        const KEY: &str = "priority.lottery_commitment";
        let nonce = self.text("priority.lottery_nonce").unwrap_or_default();
        let Some(written) = self.text(KEY) else { return (nonce, None) };
        let commitment = written.to_ascii_lowercase();
        let place = self.place_of(KEY);
        if commitment.len() != 64 || !commitment.bytes().all(|b| b.is_ascii_hexdigit()) {
            self.findings.add(&circumstances::COMMITMENT_FORM, place);
        } else if Lottery::new(seed).commitment(&nonce) != commitment {
            self.findings.add(&circumstances::COMMITMENT_BROKEN, place);
        } else if nonce.chars().count() < 16 {
            self.findings.add(&circumstances::COMMITMENT_WEAK, place);
        }
        (nonce, Some(commitment))
    }
}

/// Names as a text with commas.
fn listed<T>(names: &[(&'static str, T)]) -> String {
    names.iter().map(|(n, _)| *n).collect::<Vec<_>>().join(", ")
}
