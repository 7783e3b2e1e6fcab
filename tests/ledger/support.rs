//! Ledgers with a round in them, and events to record.

use jiff::civil::{Date, date};
use sekiwari::Request;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::compile;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari_files::finding::Findings;
use sekiwari_files::round::{RoundFiles, read_round_files};
use sekiwari_ledger::{
    AfterDecline, Annulment, CapacityChange, Decline, Event, Given, JudgedRound, Ledger, Need, NeedCheck,
    Outputs, Recorded, WishChange, Withdrawal,
};
use std::path::{Path, PathBuf};

pub(crate) const OPENED: Date = date(2025, 10, 1);
pub(crate) const DECIDED: Date = date(2026, 1, 20);
pub(crate) const AFTER: Date = date(2026, 2, 1);

/// The files of a sample round, with its settings changed.
pub(crate) fn sample(name: &str, change: impl Fn(String) -> String) -> RoundFiles {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name);
    let files = RoundFiles::open(&folder, &mut Findings::new()).unwrap();
    let settings = std::fs::read_to_string(folder.join("round.toml")).unwrap();
    files.with_file("round.toml", change(settings).into_bytes())
}

/// A round decided by the default rule, judged, under a label.
pub(crate) fn judged(files: &RoundFiles, label: &str) -> JudgedRound {
    let (loaded, findings) = read_round_files(files.clone());
    let loaded = loaded.unwrap_or_else(|| panic!("{}", findings.render(sekiwari::Lang::En)));
    let compiled =
        compile(&loaded.round, Lottery::new(loaded.settings.lottery_seed), JointOptions::default()).unwrap();
    let strict = compiled.strict();
    let solution = sekiwari::solve(&Request::default(), &compiled.market, &strict).unwrap();
    let decisions = compiled.decisions(&loaded.round, &solution.outcome.allocation);
    let mut table = "child_id,facility_id\n".to_owned();
    for (child, decision) in loaded.round.children().iter().zip(decisions) {
        let facility = decision.facility.map(|f| loaded.round.facilities()[f as usize].id.clone());
        table += &format!("{},{}\n", child.id, facility.unwrap_or_default());
    }
    let outputs = Outputs::from_memory([("allocation.csv".to_owned(), table.into_bytes())]);
    let given = Given { files, loaded: &loaded, compiled: &compiled };
    JudgedRound::new(label, given, &outputs).unwrap()
}

/// The sample `tiny`, whose children C01 and C02 are placed, and C03 is not.
pub(crate) fn tiny(label: &str) -> JudgedRound {
    judged(&sample("tiny", |settings| settings), label)
}

/// A ledger without a round.
pub(crate) fn opened(dir: &Path) -> (PathBuf, Ledger) {
    let path = dir.join("2026.ledger");
    let ledger = Ledger::create(&path, 2026, "総社", OPENED).unwrap();
    (path, ledger)
}

/// A ledger with the round `tiny` as entry 2.
pub(crate) fn with_round(dir: &Path) -> (PathBuf, Ledger) {
    let (path, mut ledger) = opened(dir);
    ledger.record_round(DECIDED, tiny("first"), None).unwrap();
    (path, ledger)
}

pub(crate) fn decline(child: &str, reason: &str) -> Event {
    Event::Decline(Decline {
        child_id: child.into(),
        facility_id: String::new(),
        then: AfterDecline::Waits,
        returns_to: None,
        reason: reason.into(),
    })
}

pub(crate) fn withdraw(child: &str) -> Event {
    Event::Withdraw(Withdrawal { child_id: child.into(), facility_id: None, reason: "転出".into() })
}

pub(crate) fn need(child: &str, need: Need) -> Event {
    Event::Need(NeedCheck { child_id: child.into(), need, reason: "就労証明".into() })
}

pub(crate) fn wishes(child: &str, list: &[&str]) -> Event {
    let facility_ids = list.iter().map(|f| (*f).to_owned()).collect();
    Event::Wishes(WishChange { child_id: child.into(), facility_ids, reason: "転居".into() })
}

pub(crate) fn capacity(facility: &str, classes: &str, seats: i32) -> Event {
    Event::Capacity(CapacityChange {
        facility_id: facility.into(),
        classes: classes.into(),
        reserved_for: None,
        seats,
        reason: "保育士の配置".into(),
    })
}

pub(crate) fn annul() -> Event {
    Event::Annul(Annulment { reason: "入力の誤り".into() })
}

/// Records what must be recorded.
#[track_caller]
pub(crate) fn recorded(ledger: &mut Ledger, event: Event) -> Recorded {
    ledger.record(AFTER, event, None).unwrap()
}

/// The codes of what `check` finds.
pub(crate) fn faults(ledger: &Ledger) -> Vec<&'static str> {
    let mut codes: Vec<_> = ledger.check().unwrap().iter().map(|f| f.code).collect();
    codes.dedup();
    codes
}
