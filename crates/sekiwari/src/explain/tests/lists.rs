//! Cut-offs and waiting lists.

use super::*;

fn round() -> Frozen {
    Draft::new(&["F1", "F2"])
        .seats("F1", &[1], 2)
        .seats("F2", &[0, 1], 3)
        .child("A", "HA", 20, 1, &["F1", "F2"])
        .child("B", "HB", 18, 1, &["F1"])
        .child("C", "HC", 18, 1, &["F1", "F2"])
        .child("D", "HD", 17, 1, &["F1"])
        .child("E", "HE", 16, 1, &["F1"])
        .child("H", "HH", 0, 1, &["F2"])
        .holds("H", "F2")
        .freeze()
}

#[test]
fn cut_offs_count_seats_applicants_and_the_margin() {
    let round = round();
    let allocation = round.serial();
    let decided = round.decide(&allocation);
    let list = cut_offs(&decided);
    assert_eq!(list.len(), 2);
    let f1 = list[0];
    assert_eq!((f1.seats, f1.open, f1.held, f1.first_wishes, f1.applicants), (2, 2, 0, 5, 5));
    assert_eq!((f1.taken, f1.kept, f1.left), (2, 0, 0));
    // B and C have the same score; one got in by lot, the other and D (the next score) are near, E is not.
    assert_eq!(f1.near, 2);
    let lowest = round.round.score_at(round.compiled.entry_of(f1.lowest.unwrap())).unwrap();
    assert_eq!(lowest.points, Thousandths(18_000));
    assert_eq!(f1.lowest_place, Some(2));
    // H keeps its seat: no applicant and no cut-off.
    let f2 = list[1];
    assert_eq!((f2.seats, f2.open, f2.held, f2.first_wishes, f2.applicants), (4, 3, 1, 0, 2));
    let c_fell = round.decisions(&decided)[round.child("C") as usize].wish_rank == Some(2);
    assert_eq!((f2.taken, f2.kept, f2.left), if c_fell { (2, 1, 2) } else { (1, 1, 3) });
    assert_eq!((f2.lowest_place, f2.near), (c_fell.then_some(2), 0));
}

#[test]
fn waiting_lists_hold_those_who_would_rather_sit_there_in_the_order_of_priority() {
    let round = round();
    let allocation = round.by_hand(&[("H", "F2"), ("A", "F1"), ("B", "F1"), ("C", "F2")]);
    let decided = round.decide(&allocation);
    assert_eq!(round.waiting(&decided), [line("F1", 1, "C"), line("F1", 2, "D"), line("F1", 3, "E")]);
    let empty = round.by_hand(&[("H", "F2")]);
    let weakly = round.decide_weakly(&empty);
    let places: Vec<u32> = round.waiting(&weakly).iter().filter(|l| l.0 == "F1").map(|l| l.1).collect();
    assert_eq!(places, [1, 2, 2, 4, 5], "equals share a place");
}

#[test]
fn the_order_of_rows_leaves_no_trace() {
    let draft = |turn: bool| {
        let mut draft = Draft::new(&["F1", "F2", "F3"]).seats("F1", &[1], 1).seats("F2", &[1], 2);
        let mut rows = vec![("A", "HA", 5), ("B", "HB", 5), ("C", "HC", 5), ("D", "HD", 4), ("E", "HD", 4)];
        if turn {
            rows.reverse();
        }
        for (id, household, points) in rows {
            draft = draft.child(id, household, points, 0, &["F1", "F2"]);
        }
        if turn {
            draft.0.seats.reverse();
            draft.0.wishes.reverse();
            draft.0.scores.reverse();
        }
        draft.terms("HD", Joint::SameRound, SingleFallback::None, Prefer::TogetherFirst).freeze()
    };
    let (straight, turned) = (draft(false), draft(true));
    let (a, b) = (straight.serial(), turned.serial());
    let (a, b) = (straight.decide(&a), turned.decide(&b));
    assert_eq!(reasons(&a), reasons(&b));
    assert_eq!(cut_offs(&a), cut_offs(&b));
    assert_eq!(waiting_lists(&a), waiting_lists(&b));
}
