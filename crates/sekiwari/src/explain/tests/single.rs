//! Reasons of children decided on their own.

use super::*;
use crate::Lang;

fn contest() -> Frozen {
    Draft::new(&["F1", "F2", "F3", "F4", "F5"])
        .seats("F1", &[1], 1)
        .seats("F2", &[0, 1], 1)
        .seats("F3", &[1], 0)
        .seats("F4", &[0], 3)
        .child("A", "HA", 20, 1, &["F1"])
        .child("B", "HB", 20, 2, &["F2", "F1"])
        .child("C", "HC", 18, 1, &["F3", "F4", "F1", "F2"])
        .child("D", "HD", 20, 3, &["F1"])
        .child("E", "HE", 20, 1, &["F1"])
        .child("N", "HN", 20, 1, &[])
        .freeze()
}

#[test]
fn every_better_wish_has_its_code_and_its_numbers() {
    let round = contest();
    let first = if round.compiled.draws[round.child("A") as usize]
        < round.compiled.draws[round.child("E") as usize]
    {
        ["A", "E"]
    } else {
        ["E", "A"]
    };
    let allocation = round.by_hand(&[(first[0], "F1"), ("B", "F2")]);
    let decided = round.decide(&allocation);

    assert_eq!(round.codes(&decided, first[0]), []);
    let expected = [
        ("F3", "NO_SEAT_IN_CLASS"),
        ("F4", "NOT_OFFERED"),
        ("F1", "LOWER_PRIORITY"),
        ("F2", "LOWER_PRIORITY"),
    ];
    assert_eq!(round.codes(&decided, "C"), pairs(&expected));

    let deciding = |child: &str| reasons_of(&decided, round.child(child))[0].decided_by;
    assert_eq!(deciding("D"), Some(DecidedBy::Tie(0)));
    assert_eq!(deciding(first[1]), Some(DecidedBy::Lottery));
    let lower = reasons_of(&decided, round.child("C"))[2];
    assert_eq!((lower.wish_rank, lower.seats, lower.ahead, lower.place), (3, 1, 1, Some(3)));
    assert_eq!(lower.decided_by, Some(DecidedBy::Points));
    let points = |p: i64| Some(Thousandths(p * 1000));
    assert_eq!(lower.points(&decided), (points(18), points(20)));

    let codes = ["A", "B", "C", "D", "N"].map(|c| round.main(&decided, c));
    let a = if first[0] == "A" { "WISH_GIVEN" } else { "LOWER_PRIORITY" };
    assert_eq!(codes, [a, "WISH_GIVEN", "LOWER_PRIORITY", "LOWER_PRIORITY", "NO_WISHES"]);
}

#[test]
fn equals_do_not_displace_each_other_under_weak_ties() {
    let round = contest();
    for (seated, other) in [("A", "E"), ("E", "A")] {
        let allocation = round.by_hand(&[(seated, "F1"), ("B", "F2")]);
        let decided = round.decide_weakly(&allocation);
        let reason = reasons_of(&decided, round.child(other))[0];
        assert_eq!((reason.code, reason.decided_by), (ReasonCode::LowerPriority, Some(DecidedBy::Equal)));
    }
}

#[test]
fn what_priority_cannot_justify_is_said_openly() {
    let round = contest();
    let allocation = round.by_hand(&[("C", "F1")]);
    let decided = round.decide(&allocation);
    assert_eq!(round.codes(&decided, "D"), pairs(&[("F1", "ENVY")]));
    assert_eq!(round.codes(&decided, "B"), pairs(&[("F2", "FREE_SEAT"), ("F1", "ENVY")]));
    assert_eq!(round.main(&decided, "B"), "FREE_SEAT");
    let text = reasons_of(&decided, round.child("D"))[0].text(&decided, "points-order", Lang::En);
    assert!(text.contains("points-order") && text.contains("20 points here, lowest admitted 18"), "{text}");
}

#[test]
fn a_kept_seat_is_no_seat_for_others_and_its_holder_is_told_why_it_stays() {
    let round = Draft::new(&["F1", "F2"])
        .seats("F1", &[1], 1)
        .seats("F2", &[1], 0)
        .child("H", "HH", 5, 0, &["F1"])
        .holds("H", "F2")
        .child("A", "HA", 9, 0, &["F1", "F2"])
        .child("B", "HB", 8, 0, &["F2"])
        .freeze();
    let allocation = round.by_hand(&[("A", "F1"), ("H", "F2")]);
    let decided = round.decide(&allocation);
    assert_eq!(round.codes(&decided, "H"), pairs(&[("F1", "LOWER_PRIORITY")]));
    assert_eq!(round.main(&decided, "H"), "TRANSFER_KEPT_SEAT");
    assert_eq!(round.codes(&decided, "B"), pairs(&[("F2", "NO_SEAT_IN_CLASS")]));
    assert_eq!(round.waiting(&decided), [line("F1", 1, "H"), line("F2", 1, "B")]);
}

#[test]
fn a_child_below_the_minimum_age_is_told_so() {
    let mut draft = Draft::new(&["F1"]).seats("F1", &[0], 2).child_of_class(0, "A", "HA", 9, 0, &["F1"]);
    draft.0.facilities[0].min_age_days = Some(57);
    draft.0.children[0].1.birth_date = Some(jiff::civil::date(2026, 3, 1));
    let round = draft.freeze();
    let allocation = Allocation::empty(&round.strict);
    let decided = round.decide(&allocation);
    let reason = reasons_of(&decided, 0)[0];
    assert_eq!((reason.code, reason.place), (ReasonCode::MinAge, None));
    assert!(reason.text(&decided, "wish-order", Lang::Ja).contains("57"));
    assert_eq!(waiting_lists(&decided), []);
}

#[test]
fn texts_name_nobody_but_the_household_itself() {
    let round = contest();
    let allocation = round.serial();
    let decided = round.decide(&allocation);
    for reason in reasons(&decided) {
        for lang in Lang::ALL {
            let text = reason.text(&decided, "points-order", lang);
            assert!(!text.contains("Name of") && !text.contains('{'), "{text}");
            let own = &round.round.children()[reason.child as usize].id;
            let others = round.round.children().iter().filter(|c| c.id != *own);
            for other in others {
                let word = format!(" {} ", other.id);
                assert!(!text.contains(&word), "{text} names {}", other.id);
            }
        }
    }
}

#[test]
fn every_decision_can_be_said_in_both_languages() {
    let round = contest();
    let allocation = round.by_hand(&[("B", "F2")]);
    let decided = round.decide(&allocation);
    let decisions = round.decisions(&decided);
    let mains = main_reasons(&decided, &decisions, &reasons(&decided));
    let text = |id: &str, lang| {
        let child = round.child(id);
        decision_text(&decided, child, decisions[child as usize], mains[child as usize], lang)
    };
    assert_eq!(text("B", Lang::En), "Child B: a seat at facility F2 (wish 1).");
    assert_eq!(text("B", Lang::Ja), "児童 B：施設 F2 に内定しました（希望順位 1）。");
    assert_eq!(text("N", Lang::En), "Child N: no facility was wished for.");
    assert_eq!(text("A", Lang::En), "Child A: no seat in this round. Main reason: a seat is free.");
}
