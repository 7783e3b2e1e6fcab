//! Records torn anywhere, and shards that do not go together.

use super::super::journal::{Found, Journal, read, write};
use super::super::shards::gather;
use super::super::{SweepAxisJson, SweepPlaceJson, SweepPlan, SweepResults, SweepRuleJson};
use crate::finding::Findings;
use sekiwari::market::Status;
use sekiwari::siting::sweep::{Shard, Tally};

/// Six combinations on two axes, the third and fifth drawn four times: 13 jobs with the baseline.
fn plan() -> SweepPlan {
    let place = |label: &str| SweepPlaceJson { label: label.into(), scenario: None, edits: 0 };
    let axis = |name: &str, labels: &[&str]| SweepAxisJson {
        name: name.into(),
        places: labels.iter().map(|l| place(l)).collect(),
    };
    SweepPlan {
        version: "1".into(),
        input_sha256: "ab".into(),
        sweep_sha256: "cd".into(),
        rulebooks: vec![],
        round: "r".into(),
        name: "s".into(),
        seed: 1,
        draws: 4,
        time_limit_s: 60,
        behaviour: None,
        rule: SweepRuleJson {
            mechanism: "stable-optimal".into(),
            ties: "strict".into(),
            objective: vec![],
            lottery_seed: 1,
            rulebook: None,
        },
        axes: vec![axis("seats", &["0", "1", "2"]), axis("who", &["none", "改行\nも"])],
        classes: vec![0, 1],
        districts: vec!["".into(), "eki".into()],
        drawn: "001010".into(),
    }
}

fn tally(job: u32) -> Tally {
    let width = plan().scopes().unwrap().width();
    let value = |i: usize| (!(i + job as usize).is_multiple_of(7)).then_some(i as i64 * 31 - i64::from(job));
    let status = if job.is_multiple_of(3) { Status::Feasible } else { Status::Optimal };
    Tally { status, values: (0..width).map(value).collect() }
}

fn runs(shard: Shard) -> Vec<(u32, Tally)> {
    (0..plan().jobs().unwrap().count()).filter(|&j| shard.has(j)).map(|j| (j, tally(j))).collect()
}

fn bytes(plan: &SweepPlan, shard: Shard, runs: &[(u32, Tally)]) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out, plan, shard, runs.iter().map(|(job, t)| (*job, t))).unwrap();
    out
}

#[test]
fn a_record_cut_anywhere_keeps_its_whole_runs_and_goes_on() {
    let all = runs(Shard::WHOLE);
    assert_eq!(all.len(), 13);
    let whole = bytes(&plan(), Shard::WHOLE, &all);
    let ends: Vec<usize> = (0..whole.len()).filter(|&i| whole[i] == b'\n').collect();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.runs");
    for cut in 0..=whole.len() {
        let found = read(&whole[..cut]);
        if cut <= ends[0] {
            assert_eq!(found, Found::Nothing, "{cut}");
            continue;
        }
        let Found::Record(recorded) = found else { panic!("{cut}: {found:?}") };
        let kept = ends.iter().filter(|&&end| end < cut).count() - 1;
        assert_eq!((&recorded.plan, recorded.shard), (&plan(), Shard::WHOLE));
        assert_eq!(recorded.runs, all[..kept], "{cut}");
        std::fs::write(&path, &whole[..cut]).unwrap();
        let mut journal = Journal::go_on(&path, &recorded).unwrap();
        all[kept..].iter().for_each(|(job, t)| journal.add(*job, t).unwrap());
        assert_eq!(std::fs::read(&path).unwrap(), whole, "{cut}");
    }
    // A record is begun once, and one process goes on with it at a time.
    assert!(Journal::begin(&path, &plan(), Shard::WHOLE).is_err());
    std::fs::remove_file(&path).unwrap();
    let mut journal = Journal::begin(&path, &plan(), Shard::WHOLE).unwrap();
    all.iter().for_each(|(job, t)| journal.add(*job, t).unwrap());
    assert_eq!(std::fs::read(&path).unwrap(), whole);
    let Found::Record(recorded) = read(&whole) else { panic!() };
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    assert_eq!(Journal::go_on(&path, &recorded).unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    drop(journal);
    Journal::go_on(&path, &recorded).unwrap();
}

#[test]
fn a_changed_byte_ends_what_counts_and_runs_of_another_sweep_never_do() {
    let all = runs(Shard::WHOLE);
    let whole = bytes(&plan(), Shard::WHOLE, &all);
    let first = whole.iter().position(|&b| b == b'\n').unwrap();
    for at in (first + 1..whole.len()).step_by(5) {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        let Found::Record(recorded) = read(&changed) else { panic!("{at}") };
        let before = whole[..at].iter().filter(|&&b| b == b'\n').count() - 1;
        assert_eq!(recorded.runs, all[..before], "{at}");
    }
    let other = SweepPlan { seed: 2, ..plan() };
    let head = bytes(&other, Shard::WHOLE, &[]);
    let mixed: Vec<u8> = head.iter().chain(&whole[first + 1..]).copied().collect();
    let Found::Record(recorded) = read(&mixed) else { panic!() };
    assert!(recorded.runs.is_empty());
    assert_eq!((read(b"{}\n"), read(b"a letter")), (Found::Other, Found::Other));
    assert_eq!(read(b"sekiwari\n1 2 3\n"), Found::Other);
    for (changed, told) in [
        (SweepPlan { version: "2".into(), ..plan() }, "version"),
        (SweepPlan { input_sha256: "x".into(), ..plan() }, "round"),
        (SweepPlan { sweep_sha256: "x".into(), ..plan() }, "sweep"),
        (SweepPlan { draws: 5, ..plan() }, "draws"),
        (SweepPlan { behaviour: Some("near".into()), ..plan() }, "behaviour"),
    ] {
        let different = changed.differs_from(&plan()).unwrap();
        assert!(different.en.contains(told), "{different:?}");
    }
    assert_eq!(plan().differs_from(&plan()), None);
}

fn put(shards: &[(&str, Option<Vec<u8>>)]) -> (Option<SweepResults>, Vec<(&'static str, String)>) {
    let named: Vec<(String, Option<Vec<u8>>)> =
        shards.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.clone())).collect();
    let mut findings = Findings::new();
    let results = gather(&named, &mut findings);
    assert_eq!(results.is_none(), findings.has_errors());
    let told = findings.iter().map(|f| (f.code(), f.value.clone().unwrap_or_default()));
    (results, told.collect())
}

#[test]
fn shards_in_any_order_are_the_whole() {
    let all: Vec<Tally> = runs(Shard::WHOLE).into_iter().map(|(_, t)| t).collect();
    // Up to more shards than jobs: some are empty.
    for of in 1..=16 {
        let shards: Vec<Vec<u8>> = (1..=of)
            .rev()
            .map(|i| {
                let shard = Shard::new(i, of).unwrap();
                bytes(&plan(), shard, &runs(shard))
            })
            .collect();
        let shards: Vec<(&str, Option<Vec<u8>>)> = shards.into_iter().map(|b| ("x", Some(b))).collect();
        let (results, told) = put(&shards);
        assert_eq!(told, []);
        assert_eq!(results, Some(SweepResults { plan: plan(), tallies: all.clone() }), "{of}");
    }
}

#[test]
fn shards_that_do_not_go_together_are_refused_all_at_once() {
    let of = |i, n| Shard::new(i, n).unwrap();
    let good = |i| Some(bytes(&plan(), of(i, 4), &runs(of(i, 4))));
    let other = SweepPlan { sweep_sha256: "x".into(), ..plan() };
    let torn = good(4).map(|mut b| {
        b.truncate(b.len() - 3);
        b
    });
    let (results, told) = put(&[
        ("one", good(1)),
        ("again", good(1)),
        ("none", None),
        ("other", Some(bytes(&other, of(2, 4), &runs(of(2, 4))))),
        ("parts", Some(bytes(&plan(), of(2, 5), &runs(of(2, 5))))),
        ("torn", torn),
    ]);
    assert_eq!(results, None);
    let expected = [
        ("E2115", "again"),
        ("E2113", "none"),
        ("E2114", "other"),
        ("E2114", "parts"),
        ("E2116", "2/4"),
        ("E2116", "3/4"),
        ("E2117", "torn"),
    ];
    assert_eq!(told, expected.map(|(code, value)| (code, value.to_owned())));
    assert_eq!(put(&[("x", Some(b"nothing".to_vec()))]).1, [("E2113", "x".to_owned())]);
}
