//! A small round in which at least two households block, with its allocation, result and proof.

use crate::support::certifier::certify;
use crate::support::dice::Dice;
use crate::support::{brute_force, spec};
use sekiwari::certificate::{Certificate, Witnesses};
use sekiwari::market::{Allocation, Bounds, Goals, Market, Outcome, Stage, Statistics, Status};
use sekiwari::mechanism::Ties;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{Compiled, compile};
use sekiwari::verify::{Submission, find_witnesses, judge};
use sekiwari_files::finding::Findings;
use sekiwari_files::review::{Case, Review, RoundNames, read_allocation, read_proof, read_result, review};
use sekiwari_files::round::{LoadedRound, RoundFiles, read_round_files};
use sekiwari_files::write::{Labels, ProofFacts, ResultFacts, ResultJson, write_proof};
use serde_json::Value;

const SETTINGS: &str = "\
programme = \"nursery\"
name = \"Two conflicts\"
fiscal_year = 2026
entry_date = 2026-04-01

[priority]
lottery_seed = 7
";
const FACILITIES: &str = "facility_id\nF1\nF2\nF3\nF4\nF5\n";
const SEATS: &str = "facility_id,class,seats\nF1,1-2,1\nF2,1-2,1\nF3,1-2,1\nF4,1-2,1\nF5,1,1\n";
// A and B want F1 and F2 together, S wants F1, else F2, and is ranked between them; likewise C, D and E at F3 and F4.
// T and U want F5, where G holds a seat.
const CHILDREN: &str = "\
child_id,household_id,class,current_facility_id
A,H1,1,
B,H1,2,
S,H2,1,
C,H3,1,
D,H3,2,
E,H4,1,
T,H5,1,
U,H6,1,
G,H7,1,F5
";
const WISHES: &str =
    "child_id,rank,facility_id\nS,1,F1\nS,2,F2\nE,1,F3\nE,2,F4\nT,1,F5\nU,1,F5\nU,2,F2\nG,1,F3\n";
const JOINT: &str = "household_id,rank,child_id,facility_id\nH1,1,A,F1\nH1,1,B,F2\nH3,1,C,F3\nH3,1,D,F4\n";
const SCORES: &str =
    "child_id,facility_id,score\nA,,30\nS,,20\nB,,10\nC,,30\nE,,20\nD,,10\nT,,9\nU,,8\nG,,7\n";

/// The round, decided.
pub struct Town {
    pub loaded: LoadedRound,
    pub compiled: Compiled,
    pub market: Market,
    pub allocation: Allocation,
    pub certificate: Certificate,
    pub witnesses: Witnesses,
}

impl Town {
    /// With the cores in one group, or in a group for each conflict.
    pub fn new(together: bool) -> Self {
        let files = [
            ("round.toml", SETTINGS),
            ("facilities.csv", FACILITIES),
            ("seats.csv", SEATS),
            ("children.csv", CHILDREN),
            ("wishes.csv", WISHES),
            ("joint_wishes.csv", JOINT),
            ("scores.csv", SCORES),
        ];
        let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        let (loaded, findings) = read_round_files(RoundFiles::from_memory(files));
        let loaded = loaded.unwrap_or_else(|| panic!("{findings:?}"));
        let compiled = compile(&loaded.round, Lottery::new(7), JointOptions::default()).unwrap();
        let market = compiled.strict();
        let plain = spec::Spec::of(&market);
        let allocation = spec::allocation(&brute_force::solve(&plain).best_allocations[0]);
        // The naive producer groups by chance.
        let groups = if together { 1 } else { 2 };
        let certificate = (0..99)
            .map(|seed| certify(&market, Stage::DEFAULT, &mut Dice::new(seed)))
            .find(|c| c.groups.len() == groups && c.parts.len() == 1)
            .expect("one of the seeds");
        let witnesses = find_witnesses(&market, &allocation);
        Self { loaded, compiled, market, allocation, certificate, witnesses }
    }

    fn names(&self) -> RoundNames<'_> {
        RoundNames { round: &self.loaded.round, compiled: &self.compiled }
    }

    fn facts<'a>(&'a self, names: &'a RoundNames<'a>) -> ProofFacts<'a> {
        ProofFacts {
            version: "0.0.0",
            input_sha256: &self.loaded.input_sha256,
            ties: "strict",
            seed: 7,
            round: names,
            market: &self.market,
            allocation: &self.allocation,
            witnesses: &self.witnesses,
            certificate: &self.certificate,
        }
    }

    /// `proof.json`.
    pub fn proof(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_proof(&self.facts(&self.names()), &mut bytes).unwrap();
        bytes
    }

    pub fn proof_value(&self) -> Value {
        serde_json::from_slice(&self.proof()).unwrap()
    }

    /// `result.json` that claims everything the proof shows.
    pub fn result(&self) -> Value {
        let submission = Submission::from_allocation(&self.market, &self.allocation);
        let verdict = judge(&self.market, &submission);
        let outcome = Outcome {
            placement_max: None,
            rank_sum_min: None,
            allocation: self.allocation.clone(),
            status: Status::Optimal,
            bounds: Bounds { blocking_households_min: 2, seated_max: verdict.tally.seated() },
            statistics: Statistics::default(),
        };
        let facts = ResultFacts {
            version: "0.0.0",
            input_sha256: &self.loaded.input_sha256,
            mechanism: "stable-optimal",
            ties: "strict",
            seed: 7,
            goals: &Goals::default(),
            stopped: None,
            outcome: &outcome,
            blocking_households: verdict.blocking_households(),
            blocking_wishes: verdict.blocking_wishes(),
        };
        serde_json::to_value(ResultJson::new(&self.names().facts(), &self.market, &facts)).unwrap()
    }

    /// `allocation.csv`, with the facilities of some children replaced.
    pub fn table(&self, changed: &[(&str, &str)]) -> Vec<u8> {
        let mut table = "child_id,facility_id\n".to_owned();
        for (i, child) in self.loaded.round.children().iter().enumerate() {
            let seats = self.market.households().filter_map(|h| self.allocation.wish(&self.market, h));
            let seat = seats.flat_map(|w| self.market.claims(w)).find(|c| c.child.index() == i);
            let facility = seat.map_or("", |c| {
                &self.loaded.round.facilities()[self.market.pool(c.pool).facility.index()].id
            });
            let facility = changed.iter().find(|c| c.0 == child.id).map_or(facility, |c| c.1);
            table += &format!("{},{facility}\n", child.id);
        }
        table.into_bytes()
    }

    /// Verifies a table, a result and a proof; `Err` if the proof is no JSON.
    pub fn verify(&self, table: Vec<u8>, result: Option<&Value>, proof: &[u8]) -> Result<Review, Findings> {
        let mut findings = Findings::new();
        let stated = read_allocation(table, "allocation.csv", &mut findings).unwrap();
        let result =
            result.map(|r| read_result(r.to_string().as_bytes(), "result.json", &mut findings).unwrap());
        let Some(proof) = read_proof(proof, "proof.json", &mut findings) else { return Err(findings) };
        let case = Case {
            subject: &self.names(),
            market: &self.market,
            input_sha256: &self.loaded.input_sha256,
            ties: Ties::Strict,
            seed: 7,
            goals: &Goals::default(),
        };
        Ok(review(case, &stated, result.as_ref(), Some(&proof), false))
    }
}
