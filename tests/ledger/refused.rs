//! What does not fit is refused with a reason, and leaves no trace.

use crate::support::{
    AFTER, OPENED, annul, capacity, decline, judged, need, opened, recorded, sample, tiny, wishes,
    with_round, withdraw,
};
use jiff::civil::date;
use sekiwari::Lang;
use sekiwari_ledger::{
    AfterDecline, Decline, Event, Ledger, LedgerError, ManualDecision, Need, Refusal, TextFault,
};
use tempfile::tempdir;

/// The code of a refusal; the ledger is as before.
#[track_caller]
fn refused(ledger: &mut Ledger, event: Event, corrects: Option<i64>) -> &'static str {
    let before = ledger.seal().unwrap();
    let refusal = match ledger.record(AFTER, event, corrects) {
        Err(LedgerError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(ledger.seal().unwrap(), before);
    for lang in Lang::ALL {
        assert!(!refusal.message(lang).is_empty());
    }
    refusal.code()
}

#[test]
fn children_and_facilities_have_to_be_known() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = opened(dir.path());
    assert_eq!(refused(&mut ledger, decline("C01", "x"), None), "L06");
    assert_eq!(refused(&mut ledger, capacity("F1", "1", 1), None), "L07");
    ledger.record_round(AFTER, tiny("first"), None).unwrap();
    for event in [decline("Z", "x"), withdraw("Z"), need("Z", Need::Ended), wishes("Z", &["F1"])] {
        assert_eq!(refused(&mut ledger, event, None), "L06");
    }
    // Ids are what they are: no blanks, no other widths.
    for child in ["", " C01", "c01", "Ｃ０１", "C01\0"] {
        assert_eq!(refused(&mut ledger, decline(child, "x"), None), "L06", "{child:?}");
    }
    assert_eq!(refused(&mut ledger, wishes("C03", &["F1", "F9"]), None), "L07");
    assert_eq!(refused(&mut ledger, wishes("C03", &["F1", "F1"]), None), "L13");
    assert_eq!(refused(&mut ledger, capacity("F9", "1", 1), None), "L07");
}

#[test]
fn a_decline_needs_an_offer_and_comes_once() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    assert_eq!(refused(&mut ledger, decline("C03", "x"), None), "L08", "it has no seat");
    let back = Event::Decline(Decline {
        child_id: "C01".into(),
        facility_id: String::new(),
        then: AfterDecline::Returns,
        returns_to: None,
        reason: "x".into(),
    });
    assert_eq!(refused(&mut ledger, back, None), "L19", "it held none before");
    let done = recorded(&mut ledger, decline("C01", "x"));
    assert!(matches!(&done.event, Event::Decline(d) if d.facility_id == "F1"), "{:?}", done.event);
    assert_eq!(refused(&mut ledger, decline("C01", "x"), None), "L09");
    recorded(&mut ledger, withdraw("C01"));
    for event in [decline("C01", "x"), withdraw("C01"), need("C01", Need::Lasts), wishes("C01", &["F1"])] {
        assert_eq!(refused(&mut ledger, event, None), "L10");
    }
}

#[test]
fn a_seat_that_was_entered_is_not_declined() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    let late = ledger.record(date(2026, 4, 2), decline("C01", "x"), None);
    assert!(matches!(late, Err(LedgerError::Refused(Refusal::Year { counted_from: None, .. }))), "{late:?}");
    ledger.record(date(2026, 4, 2), withdraw("C01"), None).unwrap();
    // The order of recording counts: what is entered later did not happen before.
    let late = ledger.record(AFTER, decline("C02", "x"), None);
    let day = Some(date(2026, 4, 2));
    assert!(
        matches!(&late, Err(LedgerError::Refused(Refusal::Year { counted_from, .. })) if *counted_from == day),
        "{late:?}"
    );
}

#[test]
fn more_seats_than_there_are_cannot_be_taken_away_or_given() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    assert_eq!(refused(&mut ledger, capacity("F1", "1", -100), None), "L21");
    assert_eq!(refused(&mut ledger, capacity("F1", "1", 0), None), "L12");
    for classes in ["", "9", "1-", "x", "3-1"] {
        assert_eq!(refused(&mut ledger, capacity("F1", classes, 1), None), "L11", "{classes:?}");
    }
}

#[test]
fn a_round_of_another_year_or_recorded_twice_is_refused() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("2025.ledger");
    let mut other = Ledger::create(&path, 2025, "", date(2024, 10, 1)).unwrap();
    let refusal = other.record_round(date(2025, 1, 20), tiny("first"), None);
    let year = Refusal::OtherYear { ledger: 2025, round: 2026 };
    assert!(matches!(refusal, Err(LedgerError::Refused(r)) if r == year));

    let (_, mut ledger) = with_round(dir.path());
    let mut code = |round| match ledger.record_round(AFTER, round, None) {
        Err(LedgerError::Refused(refusal)) => refusal.code(),
        other => panic!("{other:?}"),
    };
    assert_eq!(code(tiny("first")), "L04");
    assert_eq!(code(tiny("second")), "L04", "whatever it is called");
    let renamed = sample("tiny", |s| s.replace("name = \"", "name = \"x"));
    assert_eq!(code(judged(&renamed, "first")), "L05");
    assert_eq!(code(judged(&renamed, "second")), "L21", "its seats are no longer open");
}

#[test]
fn dates_belong_to_the_year() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    for (on, fits) in [
        (date(2025, 3, 31), false),
        (date(2025, 4, 1), true),
        (date(2028, 3, 31), true),
        (date(2028, 4, 1), false),
        (date(2062, 2, 1), false),
    ] {
        let done = ledger.record(on, capacity("F1", "1", 1), None);
        assert_eq!(done.is_ok(), fits, "{on}");
        if !fits {
            assert!(matches!(done, Err(LedgerError::Refused(Refusal::Date { .. }))));
        }
    }
    let early = Ledger::create(&dir.path().join("x"), 2026, "", date(2024, 1, 1));
    assert!(matches!(early, Err(LedgerError::Refused(Refusal::Date { .. }))));
    assert!(!dir.path().join("x").exists());
}

#[test]
fn texts_are_texts() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    for reason in ["", "  ", "　", "\n\t", "a\0", "\u{1b}[2J", "\u{7f}", &"長".repeat(2001)] {
        assert_eq!(refused(&mut ledger, decline("C01", reason), None), "L01", "{reason:?}");
    }
    let by = |by: &str| {
        Event::Decide(ManualDecision {
            child_id: "C03".into(),
            facility_id: None,
            reserved_for: None,
            from: None,
            reason: "x".into(),
            by: by.into(),
        })
    };
    for code in ["", "a\u{7}", &"x".repeat(41)] {
        assert_eq!(refused(&mut ledger, by(code), None), "L01", "{code:?}");
    }
    assert!(matches!(
        Ledger::create(&dir.path().join("x"), 2026, "a\0", OPENED),
        Err(LedgerError::Refused(Refusal::Text { field: "name", fault: TextFault::Control('\0') }))
    ));
    // What people do type is kept as it is.
    for (child, reason) in
        [("C01", "=cmd()\n2行目\t𠮷野\u{202e}"), ("C02", &*"長".repeat(2000)), ("C04", "🏠 e\u{301}")]
    {
        let entry = recorded(&mut ledger, decline(child, reason)).entry;
        assert_eq!(ledger.entry(entry).unwrap().unwrap().event.reason(), Some(reason));
    }
}

#[test]
fn corrections_name_an_entry_that_holds() {
    let dir = tempdir().unwrap();
    let (_, mut ledger) = with_round(dir.path());
    assert_eq!(refused(&mut ledger, annul(), None), "L17");
    for entry in [0, -1, 3, i64::MAX] {
        assert_eq!(refused(&mut ledger, annul(), Some(entry)), "L14");
    }
    assert_eq!(refused(&mut ledger, annul(), Some(1)), "L16");
    let entry = recorded(&mut ledger, decline("C01", "x")).entry;
    ledger.record(AFTER, annul(), Some(entry)).unwrap();
    assert_eq!(refused(&mut ledger, annul(), Some(entry)), "L15");
    assert_eq!(refused(&mut ledger, decline("C02", "x"), Some(entry)), "L15");
}
