//! What `result.json` claims, held against the round and the verdict.

use sekiwari::market::{Bounds, Goal, Goals, Status};
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::verify::{Claims, Names, Verdict, check_claims, stage_values};
use serde_json::{Map, Value, json};

use super::{Case, codes};
use crate::finding::{Finding, Findings, Place, catalogue::shape};
use crate::write::stage_name;

/// A `result.json` as stated.
#[derive(Clone, Debug)]
pub struct StatedResult {
    file: String,
    values: Map<String, Value>,
}

/// Reads a `result.json`. `file` is the name used in findings; nothing is returned where it is no JSON object.
pub fn read_result(bytes: &[u8], file: &str, findings: &mut Findings) -> Option<StatedResult> {
    let reason = match serde_json::from_slice::<Value>(bytes) {
        Ok(Value::Object(values)) => return Some(StatedResult { file: file.to_owned(), values }),
        Ok(_) => "not an object".to_owned(),
        Err(e) => e.to_string(),
    };
    findings.push(Finding::new(&shape::JSON_SYNTAX, Place::file(file)).arg("reason", reason));
    None
}

impl StatedResult {
    /// The name of the mechanism, as stated.
    pub fn mechanism(&self) -> Option<&str> {
        self.values.get("mechanism").and_then(Value::as_str)
    }

    /// How ties are said to have been treated.
    pub fn ties(&self) -> Option<Ties> {
        self.values.get("ties").and_then(Value::as_str).and_then(Ties::from_name)
    }

    /// The seed of the lottery, as stated.
    pub fn seed(&self) -> Option<u64> {
        self.values.get("seed").and_then(Value::as_u64)
    }

    /// The objective, as stated: `objective_order`. `None` if it is missing or makes none.
    pub fn goals(&self) -> Option<Goals> {
        let names = self.values.get("objective_order")?.as_array()?;
        let goals: Option<Vec<Goal>> = names.iter().map(|name| Goal::from_name(name.as_str()?)).collect();
        Goals::new(goals?).ok()
    }

    /// What stands under a key, as in `checks.passed_over`.
    pub(super) fn at(&self, key: &str) -> Option<&Value> {
        let mut parts = key.split('.');
        let first = self.values.get(parts.next()?);
        parts.fold(first, |at, part| at?.get(part))
    }

    pub(super) fn place(&self, key: &str) -> Place {
        Place::file(&self.file).column(key)
    }

    fn number(&self, key: &str, out: &mut Findings) -> Option<u32> {
        self.large(key, |n| u32::try_from(n).ok(), out)
    }

    /// A number that `fits`.
    fn large<T>(&self, key: &str, fits: fn(u64) -> Option<T>, out: &mut Findings) -> Option<T> {
        let number = self.at(key).and_then(Value::as_u64).and_then(fits);
        if number.is_none() {
            out.push(Finding::new(&codes::CLAIM_MISSING, self.place(key)));
        }
        number
    }

    fn word<T>(
        &self,
        key: &str,
        read: impl Fn(&str) -> Option<T>,
        allowed: &str,
        out: &mut Findings,
    ) -> Option<T> {
        let Some(said) = self.values.get(key).and_then(Value::as_str) else {
            out.push(Finding::new(&codes::CLAIM_MISSING, self.place(key)));
            return None;
        };
        let value = read(said);
        if value.is_none() {
            let finding = Finding::new(&codes::CLAIM_WORD, self.place(key)).value(said);
            out.push(finding.arg("allowed", allowed));
        }
        value
    }

    /// Whether it claims a bound on blocking households or `optimal`: only a proof can tell whether that is true.
    pub fn wants_proof(&self) -> bool {
        let least = self.values.get("bounds").and_then(|b| b.get("blocking_households_min"));
        least.and_then(Value::as_u64).is_some_and(|n| n > 0)
            || self.values.get("status").and_then(Value::as_str) == Some(Status::Optimal.as_str())
    }

    /// Everything it claims. Figures and bounds are held against the verdict, if there is one that can be trusted.
    pub(super) fn check(
        &self,
        case: Case<'_>,
        verdict: Option<&Verdict>,
        names: &dyn Names,
        out: &mut Findings,
    ) {
        match self.values.get("input_sha256").and_then(Value::as_str) {
            None => out.push(Finding::new(&codes::CLAIM_MISSING, self.place("input_sha256"))),
            Some(said) if said != case.input_sha256 => {
                let finding = Finding::new(&codes::OTHER_INPUT, self.place("input_sha256"));
                out.push(finding.value(said).arg("expected", case.input_sha256));
            }
            Some(_) => {}
        }
        self.word("mechanism", Mechanism::from_name, &list(Mechanism::NAMES), out);
        self.word("ties", Ties::from_name, &list(Ties::NAMES), out);
        if self.seed().is_none() {
            out.push(Finding::new(&codes::CLAIM_MISSING, self.place("seed")));
        }
        self.check_goals(case, out);
        self.check_round(case, out);
        let claims = self.claims(out);
        let (Some(verdict), Some(claims)) = (verdict.filter(|v| v.is_clean()), claims) else { return };
        self.check_objective(case, verdict, out);
        for violation in check_claims(verdict, &claims, &case.goals.stages(case.market)) {
            out.push(codes::finding(&violation, self.place(codes::claimed_key(&violation)), names));
        }
    }

    /// Which objective it says it was made for; optional, but where it is stated it must be the one that is asked for.
    fn check_goals(&self, case: Case<'_>, out: &mut Findings) {
        let Some(said) = self.values.get("objective_order") else { return };
        let place = self.place("objective_order");
        match self.goals() {
            None => {
                let finding = Finding::new(&codes::CLAIM_WORD, place).value(&said.to_string());
                out.push(finding.arg("allowed", list(Goal::NAMES)));
            }
            Some(goals) if goals != *case.goals => {
                let names = |goals: &Goals| goals.names().collect::<Vec<_>>().join(", ");
                let finding = Finding::new(&codes::VALUE_WRONG, place).value(&names(&goals));
                out.push(finding.arg("expected", names(case.goals)));
            }
            Some(_) => {}
        }
    }

    /// The objective is stated beside the figures; it is optional, but must be true where it is stated.
    fn check_objective(&self, case: Case<'_>, verdict: &Verdict, out: &mut Findings) {
        let objective = &verdict.objective;
        let values = [
            ("blocking_households", u64::from(objective.blocking_households)),
            ("seated", u64::from(objective.seated)),
            ("rank_sum", objective.rank_sum),
        ];
        let stated = self.values.get("objective").and_then(Value::as_object);
        for (key, expected) in values {
            let Some(said) = stated.and_then(|o| o.get(key)).filter(|v| v.as_u64() != Some(expected)) else {
                continue;
            };
            let finding = Finding::new(&codes::VALUE_WRONG, self.place(&format!("objective.{key}")));
            out.push(finding.value(&said.to_string()).arg("expected", expected));
        }
        // Values of another objective are no fault of their own.
        let Some(said) = stated.and_then(|o| o.get("stages")) else { return };
        if self.values.contains_key("objective_order") && self.goals().as_ref() != Some(case.goals) {
            return;
        }
        let stages = case.goals.stages(case.market);
        let values = stage_values(case.market, &verdict.allocation, &stages);
        let expected: Vec<Value> = stages
            .iter()
            .zip(values)
            .map(|(&stage, value)| json!({"stage": stage_name(stage), "value": value}))
            .collect();
        let entries = said.as_array().map_or(&[][..], Vec::as_slice);
        let (place, said, expected) = if entries.len() != expected.len() {
            (String::new(), entries.len().to_string(), expected.len().to_string())
        } else {
            let Some(i) = (0..entries.len()).find(|&i| entries[i] != expected[i]) else { return };
            (format!("[{i}]"), entries[i].to_string(), expected[i].to_string())
        };
        let finding = Finding::new(&codes::VALUE_WRONG, self.place(&format!("objective.stages{place}")));
        out.push(finding.value(&said).arg("expected", expected));
    }

    /// What it says the round is.
    fn check_round(&self, case: Case<'_>, out: &mut Findings) {
        let round = case.subject.facts();
        let facts = [
            ("programme", Value::from(round.programme)),
            ("name", Value::from(round.name)),
            ("fiscal_year", Value::from(round.fiscal_year)),
            ("entry_date", Value::from(round.entry_date.to_string())),
            ("children", Value::from(round.children)),
            ("households", Value::from(round.households)),
        ];
        let bare = |v: &Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
        for (key, expected) in facts {
            match self.values.get(key) {
                None if matches!(key, "children" | "households") => {
                    out.push(Finding::new(&codes::CLAIM_MISSING, self.place(key)));
                }
                Some(said) if *said != expected => {
                    let finding = Finding::new(&codes::VALUE_WRONG, self.place(key)).value(&bare(said));
                    out.push(finding.arg("expected", bare(&expected)));
                }
                _ => {}
            }
        }
    }

    pub(super) fn claims(&self, out: &mut Findings) -> Option<Claims> {
        let status =
            |name: &str| [Status::Optimal, Status::Feasible].into_iter().find(|s| s.as_str() == name);
        let status = self.word("status", status, "optimal, feasible", out);
        let bounds = match self.values.get("bounds") {
            None | Some(Value::Null) => Some(None),
            Some(_) => {
                let least = self.number("bounds.blocking_households_min", out);
                let most = self.number("bounds.seated_max", out);
                least.zip(most).map(|(blocking_households_min, seated_max)| {
                    Some(Bounds { blocking_households_min, seated_max })
                })
            }
        };
        let placement_max = match self.values.get("bounds").and_then(|b| b.get("placement_max")) {
            None | Some(Value::Null) => Some(None),
            Some(_) => self.number("bounds.placement_max", out).map(Some),
        };
        let rank_sum_min = match self.values.get("bounds").and_then(|b| b.get("rank_sum_min")) {
            None | Some(Value::Null) => Some(None),
            Some(_) => self.large("bounds.rank_sum_min", Some, out).map(Some),
        };
        // Every figure is asked for first, so that all that are missing are told.
        let figures = ["seated", "placed", "kept", "unplaced", "blocking_households", "blocking_wishes"]
            .map(|key| self.number(key, out));
        let [
            Some(seated),
            Some(placed),
            Some(kept),
            Some(unplaced),
            Some(blocking_households),
            Some(blocking_wishes),
        ] = figures
        else {
            return None;
        };
        let (bounds, placement_max, rank_sum_min, status) = (bounds?, placement_max?, rank_sum_min?, status?);
        Some(Claims {
            seated,
            placed,
            kept,
            unplaced,
            blocking_households,
            blocking_wishes,
            bounds,
            placement_max,
            rank_sum_min,
            status,
        })
    }
}

fn list<T>(names: &[(&'static str, T)]) -> String {
    names.iter().map(|(n, _)| *n).collect::<Vec<_>>().join(", ")
}
