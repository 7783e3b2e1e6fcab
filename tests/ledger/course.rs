//! The year as the entries lead to it, and the next round made of it.

use crate::support::{
    AFTER, DECIDED, decline, faults, judged, need, opened, recorded, sample, wishes, with_round,
};
use jiff::civil::date;
use sekiwari::programme::nursery::year::{Movers, NextRound};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::{RoundFiles, read_round_files};
use sekiwari_files::write::write_round;
use sekiwari_ledger::{Event, Ledger, LedgerError, ManualDecision, Need, NextFolder, Refusal, standing};
use std::path::Path;
use tempfile::tempdir;

fn next(ledger: &Ledger, movers: Movers) -> NextFolder {
    ledger.next(&NextRound { name: "second".into(), entry_date: date(2026, 5, 1), movers }).unwrap()
}

fn children(next: &NextFolder) -> Vec<&str> {
    let mut ids: Vec<&str> = next.data.children.iter().map(|(_, c)| c.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

/// The folder written and read again.
fn folder(next: &NextFolder, dir: &Path) -> RoundFiles {
    write_round(dir, &next.data, &next.settings).unwrap();
    let files = RoundFiles::open(dir, &mut Findings::new()).unwrap();
    let (loaded, findings) = read_round_files(files.clone());
    assert!(loaded.is_some(), "{}", findings.render(sekiwari::Lang::En));
    files
}

#[test]
fn a_seat_given_back_is_given_to_somebody_in_the_next_round() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    let before = next(&ledger, Movers::None);
    let seats = |n: &NextFolder| n.data.seats.iter().map(|s| s.seats).sum::<u32>();
    assert!(!children(&before).contains(&"C04"), "it has a seat and is content");
    recorded(&mut ledger, decline("C04", "転居"));
    let after = next(&ledger, Movers::None);
    assert_eq!(seats(&after), seats(&before) + 1);
    recorded(&mut ledger, need("C14", Need::Ended));
    let without = next(&ledger, Movers::None);
    assert!(children(&after).contains(&"C14") && !children(&without).contains(&"C14"));

    let files = folder(&after, &dir.path().join("second"));
    assert_eq!(judged(&files, "second").record().placed, 1, "C03 waits for just that seat");
    let files = folder(&without, &dir.path().join("again"));
    ledger.record_round(AFTER, judged(&files, "second"), None).unwrap();
    let now = standing("C03", &ledger.history("C03").unwrap());
    assert_eq!(now.unwrap().facility(), Some("F1"));
    assert_eq!(faults(&ledger), [""; 0]);
    let course = ledger.course().unwrap();
    assert_eq!(course.rounds.len(), 2);
    assert_eq!(course.year.rounds()[1].label, "second");
}

#[test]
fn a_decision_by_hand_stays_and_needs_a_seat() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    let hand = |facility: &str| {
        Event::Decide(ManualDecision {
            child_id: "C03".into(),
            facility_id: Some(facility.into()),
            reserved_for: None,
            from: None,
            reason: "きょうだいの介護".into(),
            by: "K-07".into(),
        })
    };
    // C03 is of class 2; F1 has no such seat left.
    let full = ledger.record(AFTER, hand("F1"), None);
    assert!(full.is_err(), "{full:?}");
    recorded(&mut ledger, decline("C04", "転居"));
    let done = recorded(&mut ledger, hand("F1"));
    assert!(
        matches!(&done.event, Event::Decide(d) if d.from == Some(date(2026, 4, 1))),
        "it enters with the others: {:?}",
        done.event
    );
    assert_eq!(done.standing.unwrap().facility(), Some("F1"));
    assert!(!children(&next(&ledger, Movers::Better)).contains(&"C03"));
    assert_eq!(faults(&ledger), [""; 0]);
}

#[test]
fn new_wishes_hold_in_the_next_round() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    recorded(&mut ledger, wishes("C03", &["F3"]));
    let next = next(&ledger, Movers::None);
    let child = next.data.children.iter().position(|(_, c)| c.id == "C03").unwrap() as u32;
    let list: Vec<&str> = next
        .data
        .wishes
        .iter()
        .filter(|w| w.child == child)
        .map(|w| next.data.facilities[w.facility as usize].id.as_str())
        .collect();
    assert_eq!(list, ["F3"]);
}

/// Points by a rulebook: the circumstances of the families go along, and the rulebook with them.
#[test]
fn a_round_with_a_rulebook_is_followed_by_one_with_the_same() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("soja.ledger");
    let mut ledger = Ledger::create(&path, 2026, "", date(2025, 10, 1)).unwrap();
    let files = sample("soja", |s| s);
    let first = judged(&files, "first");
    ledger.record_round(AFTER, first, None).unwrap();
    let next = next(&ledger, Movers::Better);
    let files = folder(&next, &dir.path().join("second"));
    let again = read_round_files(files.clone()).0.unwrap();
    let course = ledger.course().unwrap();
    let before = &course.rounds[0].1;
    assert_eq!(again.scoring.as_ref().unwrap().rulebook, before.scoring.as_ref().unwrap().rulebook);
    // Who waits still has the points that it had, where nothing about siblings changed.
    let points = |loaded: &sekiwari_files::round::LoadedRound, child: &str| {
        let round = &loaded.round;
        let i = round.children().iter().position(|c| c.id == child)? as u32;
        let first = *round.list(i).first()?;
        round.score(i, first).map(|score| format!("{score:?}"))
    };
    let waiting: Vec<_> =
        course.year.children().filter(|(_, c)| c.seat().is_none()).map(|(id, _)| id).collect();
    let same = waiting.iter().filter(|id| points(&again, id) == points(before, id)).count();
    assert!(waiting.len() > 50 && same * 10 >= waiting.len() * 9, "{same} of {}", waiting.len());
    ledger.record_round(AFTER, judged(&files, "second"), None).unwrap();
    assert_eq!(faults(&ledger), [""; 0]);
}

/// A facility that opens within the year comes with the first round that has it. One of before does not get seats so.
#[test]
fn a_new_facility_opens_with_its_first_round() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    recorded(&mut ledger, wishes("C14", &["F1", "F3"]));
    let second = dir.path().join("second");
    folder(&next(&ledger, Movers::None), &second);
    let read = |name: &str| std::fs::read_to_string(second.join(name)).unwrap();
    let changed = |seats: &str| {
        let files = RoundFiles::open(&second, &mut Findings::new()).unwrap();
        let rows = [("facilities.csv", "F9,新しい園,nursery,,,,\n"), ("seats.csv", seats)];
        let wishes = read("wishes.csv").replace("C14,1,F1", "C14,1,F9");
        let files = files.with_file("wishes.csv", wishes.into_bytes());
        rows.iter().fold(files, |files, (name, row)| {
            files.with_file(name, format!("{}{row}", read(name)).into_bytes())
        })
    };
    let more = changed("F9,5,2\n")
        .with_file("seats.csv", read("seats.csv").replace("F3,3,1", "F3,3,7").into_bytes());
    let refused = ledger.record_round(AFTER, judged(&more, "second"), None);
    assert!(matches!(refused, Err(LedgerError::Refused(Refusal::Year { .. }))), "{refused:?}");
    ledger.record_round(AFTER, judged(&changed("F9,5,2\n"), "second"), None).unwrap();
    let now = standing("C14", &ledger.history("C14").unwrap());
    assert_eq!(now.unwrap().facility(), Some("F9"));
    assert_eq!(faults(&ledger), [""; 0]);
}

/// What the settings of a round say about counting and about seats is said by the next round too.
#[test]
fn the_next_round_counts_and_reckons_like_the_last() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = opened(dir.path());
    let more = "\n[count]\nmunicipality = \"総社市\"\norder = [\"on-leave-no-return\"]\ntransfers = \"deferred\"\n\
                specific_place = \"confirmed\"\nreach_minutes = 20\nspeed_kmh = 15\ndetour_percent = 140\n\n\
                [capacity]\nrounding = \"round\"\nmode = \"per-group\"\nratios = \"tolerated\"\n";
    let files = sample("tiny", |s| s + more);
    let (before, _) = read_round_files(files.clone());
    ledger.record_round(DECIDED, judged(&files, "first"), None).unwrap();
    let ask = NextRound { name: "5".into(), entry_date: date(2026, 5, 1), movers: Movers::None };
    let next = ledger.next(&ask).unwrap();
    let out = dir.path().join("next");
    write_round(&out, &next.data, &next.settings).unwrap();
    let (after, findings) = sekiwari_files::round::read_round(&out);
    assert!(!findings.has_errors(), "{}", findings.render(sekiwari::Lang::En));
    let (before, after) = (before.unwrap().settings, after.unwrap().settings);
    assert_eq!(after.count, before.count);
    assert_eq!(after.capacity, before.capacity);
    assert_eq!(after.count.municipality.as_deref(), Some("総社市"));
    assert_ne!(after.capacity, sekiwari_files::round::CapacityKeys::default());
    let late = NextRound { entry_date: date(2027, 4, 1), ..ask };
    let refused = ledger.next(&late);
    assert!(matches!(&refused, Err(LedgerError::Refused(Refusal::OtherYear { .. }))), "{refused:?}");
}

/// A need that has ended can be found again.
#[test]
fn an_ended_need_is_not_final() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    recorded(&mut ledger, need("C14", Need::Ended));
    assert_eq!(standing("C14", &ledger.history("C14").unwrap()).unwrap().as_str(), "waiting");
    assert!(!children(&next(&ledger, Movers::None)).contains(&"C14"));
    recorded(&mut ledger, need("C14", Need::Lasts));
    assert!(children(&next(&ledger, Movers::None)).contains(&"C14"));
}
