//! A mistake is put right by an entry that names it; both stay.

use crate::support::{AFTER, annul, capacity, decline, faults, need, recorded, tiny, with_round, withdraw};
use sekiwari_ledger::{LedgerError, Need, Refusal, Standing, standing};
use tempfile::tempdir;

fn now(ledger: &sekiwari_ledger::Ledger, child: &str) -> Option<Standing> {
    standing(child, &ledger.history(child).unwrap())
}

#[test]
fn a_decline_of_the_wrong_child_is_put_right() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    let wrong = recorded(&mut ledger, decline("C01", "x")).entry;
    assert!(matches!(now(&ledger, "C01"), Some(Standing::Waiting { declined: true, .. })));
    let right = ledger.record(AFTER, decline("C02", "x"), Some(wrong)).unwrap();
    assert_eq!(now(&ledger, "C01").unwrap().facility(), Some("F1"), "it has its seat again");
    assert!(matches!(now(&ledger, "C02"), Some(Standing::Waiting { declined: true, .. })));

    let entries = ledger.entries().unwrap();
    assert_eq!(entries.len(), 4, "nothing goes away");
    let wrong = &entries[wrong as usize - 1];
    assert_eq!((wrong.corrected_by, wrong.in_force()), (Some(right.entry), false));
    assert_eq!(entries[right.entry as usize - 1].corrects, Some(wrong.seq));
    // The history of the child who did not decline tells the mistake and what put it right.
    let history: Vec<i64> = ledger.history("C01").unwrap().iter().map(|s| s.entry.seq).collect();
    assert_eq!(history, [2, wrong.seq, right.entry]);
    assert_eq!(faults(&ledger), [""; 0]);
}

#[test]
fn a_corrected_entry_stays_so_when_its_correction_is_corrected() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    let a = recorded(&mut ledger, decline("C01", "x")).entry;
    let b = ledger.record(AFTER, withdraw("C01"), Some(a)).unwrap().entry;
    assert!(matches!(now(&ledger, "C01"), Some(Standing::Left { .. })));
    ledger.record(AFTER, annul(), Some(b)).unwrap();
    assert_eq!(now(&ledger, "C01").unwrap().facility(), Some("F1"));
    assert_eq!(faults(&ledger), [""; 0]);
}

#[test]
fn an_entry_that_later_ones_build_on_cannot_be_taken_away() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    let more = recorded(&mut ledger, capacity("F1", "1", 2)).entry;
    recorded(&mut ledger, capacity("F1", "1", -2));
    let refused = ledger.record(AFTER, annul(), Some(more));
    assert!(
        matches!(&refused, Err(LedgerError::Refused(Refusal::BuiltOn { corrected, entry, .. })) if (*corrected, *entry) == (more, 4)),
        "{refused:?}"
    );
    // Without the round there would be nobody who needs care.
    recorded(&mut ledger, need("C01", Need::Lasts));
    assert!(ledger.record(AFTER, annul(), Some(2)).is_err());
}

/// A correction counts where the corrected entry did, so that what came after it still follows.
#[test]
fn a_round_is_put_right_in_its_place() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    recorded(&mut ledger, decline("C01", "x"));
    let right = ledger.record_round(AFTER, tiny("4月1次"), Some(2)).unwrap();
    assert!(
        matches!(now(&ledger, "C01"), Some(Standing::Waiting { declined: true, .. })),
        "it still declines"
    );
    assert_eq!(ledger.course().unwrap().year.rounds()[0].label, "4月1次");
    let entry = ledger.entry(right.entry).unwrap().unwrap();
    assert_eq!((entry.seq, entry.place), (4, 2));
    // Without the round nothing of it would follow.
    let refused = ledger.record(AFTER, annul(), Some(right.entry));
    assert!(matches!(refused, Err(LedgerError::Refused(Refusal::BuiltOn { entry: 3, .. }))), "{refused:?}");
    // A child that got its seat later cannot have declined it then.
    let refused = ledger.record(AFTER, decline("C03", "x"), Some(3));
    assert!(matches!(refused, Err(LedgerError::Refused(Refusal::NothingToDecline { .. }))), "{refused:?}");
    ledger.record(AFTER, decline("C02", "x"), Some(3)).unwrap();
    assert_eq!(now(&ledger, "C01").unwrap().facility(), Some("F1"));
    assert_eq!(faults(&ledger), [""; 0]);
}
