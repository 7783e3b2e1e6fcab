//! Outputs of rounds made by hand.

mod documents;
mod folder;
mod tables;

use super::*;
use crate::review::RoundNames;
use crate::write::Labels;
use sekiwari::explain::Decided;
use sekiwari::market::{Allocation, Market};
use sekiwari::mechanism::Mechanism;
use sekiwari::priority::{Lottery, Thousandths};
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Compiled, Facility, Joint, Prefer, Round, RoundData, ScoreRow,
    SeatRow, SiblingTerms, SingleFallback, WishRow, compile,
};
use sekiwari::solve as run;
use std::fs;
use std::path::{Path, PathBuf};

/// Facilities "F1" (one seat for class 1), "F2" (classes 0-1 share one) and "=F3" (no seat row for class 1);
/// child "H" holds a seat at "F2"; "+S1" and "S2" only come together.
pub(super) fn data() -> RoundData {
    let facility = |id: &str| Facility {
        id: id.to_owned(),
        name: format!("Secret {id}"),
        kind: None,
        district: None,
        position: None,
        min_age_days: None,
        partners: Vec::new(),
        care_kinds: Vec::new(),
    };
    let class = |n| AgeClass::new(n).unwrap();
    let seats = |facility, classes: &[u8], seats| SeatRow {
        facility,
        classes: ClassSet::of(classes.iter().map(|&c| class(c))).unwrap(),
        seats,
    };
    let mut data = RoundData {
        name: "By hand".to_owned(),
        fiscal_year: 2026,
        entry_date: jiff::civil::date(2026, 4, 1),
        facilities: ["F1", "F2", "=F3"].map(facility).into(),
        seats: vec![seats(0, &[1], 1), seats(1, &[0, 1], 1)],
        limits: Vec::new(),
        reserves: Vec::new(),
        children: Vec::new(),
        wishes: Vec::new(),
        terms: Vec::new(),
        joint_wishes: Vec::new(),
        decisions: Vec::new(),
        tie_names: vec!["income".to_owned(), "days".to_owned()],
        scores: Vec::new(),
    };
    // id, household, class, points in thousandths, held facility, list
    type Row = (&'static str, &'static str, u8, i64, Option<u32>, &'static [u32]);
    const ROWS: [Row; 6] = [
        ("B", "HB", 1, 20_500, None, &[0, 1]),
        ("A", "HA", 1, 18_000, None, &[2, 0, 1]),
        ("H", "HH", 0, 5_000, Some(1), &[]),
        ("+S1", "HS", 1, 19_000, None, &[0]),
        ("S2", "HS", 0, 19_000, None, &[1]),
        ("N", "HN", 5, 1_000, None, &[]),
    ];
    for (i, (id, household, n, points, current, list)) in ROWS.into_iter().enumerate() {
        let child = Child {
            id: id.to_owned(),
            class: class(n),
            birth_date: None,
            current,
            district: None,
            position: None,
            affiliation: Affiliation::default(),
        };
        data.children.push((household.to_owned(), child));
        let child = i as u32;
        let rank = |(place, &facility): (usize, &u32)| WishRow { child, rank: place as u32 + 1, facility };
        data.wishes.extend(list.iter().enumerate().map(rank));
        let ties = Box::new([Thousandths(987_654_000), sekiwari::priority::ScoreTable::BLANK]);
        data.scores.push(ScoreRow { child, facility: None, points: Thousandths(points), ties });
    }
    let terms = SiblingTerms {
        joint: Joint::SameRound,
        single_fallback: SingleFallback::None,
        prefer: Prefer::TogetherFirst,
    };
    data.terms.push(("HS".to_owned(), terms));
    data
}

pub(super) struct Decision {
    round: Round,
    compiled: Compiled,
    market: Market,
    outcome: sekiwari::market::Outcome,
}

impl Decision {
    pub(super) fn of(data: RoundData) -> Self {
        let round = Round::new(data).unwrap();
        let compiled = compile(&round, Lottery::new(7), JointOptions::default()).unwrap();
        let market = compiled.strict();
        let outcome = run(&Mechanism::DeferredAcceptance.into(), &market, &market).unwrap().outcome;
        Self { round, compiled, market, outcome }
    }

    pub(super) fn allocation(&self) -> &Allocation {
        &self.outcome.allocation
    }

    pub(super) fn decided(&self) -> Decided<'_> {
        Decided::new(&self.round, &self.compiled, &self.market, self.allocation())
    }

    pub(super) fn result(&self) -> ResultJson {
        let facts = ResultFacts {
            version: "0.0.0",
            input_sha256: "00",
            mechanism: "deferred-acceptance",
            ties: "strict",
            seed: 7,
            goals: &sekiwari::market::Goals::default(),
            stopped: None,
            outcome: &self.outcome,
            blocking_households: 0,
            blocking_wishes: 0,
        };
        let names = RoundNames { round: &self.round, compiled: &self.compiled };
        ResultJson::new(&names.facts(), &self.market, &facts)
    }

    /// Writes everything to `target`.
    pub(super) fn write(&self, target: &Path, bom: bool) {
        let folder = OutputFolder::create(target).unwrap();
        let decided = self.decided();
        write_tables(&folder, &OutputTables::new(&decided), "deferred-acceptance", bom).unwrap();
        folder.write_json("result.json", &self.result()).unwrap();
        folder.commit().unwrap();
    }
}

/// A scratch folder and a place in it for outputs.
pub(super) fn scratch() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    (dir, out)
}

pub(super) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// Names of everything in a folder, sorted.
pub(super) fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
