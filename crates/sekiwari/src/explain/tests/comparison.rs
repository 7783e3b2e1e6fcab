//! Two decisions of one round.

use super::*;
use crate::Lang;

fn round() -> Frozen {
    Draft::new(&["F1", "F2"])
        .seats("F1", &[1], 1)
        .seats("F2", &[1], 1)
        .child("A", "HA", 20, 0, &["F1", "F2"])
        .child("B", "HB", 18, 0, &["F1", "F2"])
        .child("C", "HC", 16, 0, &["F2"])
        .child("D", "HD", 14, 0, &["F2"])
        .freeze()
}

fn side(round: &Frozen, allocation: &Allocation) -> Side {
    let decided = round.decide(allocation);
    let (decisions, reasons) = (round.decisions(&decided), reasons(&decided));
    let mains = main_reasons(&decided, &decisions, &reasons);
    Side::of(&decided, &decisions, &reasons, &mains)
}

#[test]
fn who_moved_gained_and_lost_and_by_which_rule() {
    let round = round();
    let before = side(&round, &round.by_hand(&[("A", "F2"), ("B", "F1")]));
    let after = side(&round, &round.by_hand(&[("A", "F1"), ("C", "F2")]));
    let found = compare(&before, &after);
    let list: Vec<_> = found.changes.iter().map(|c| (c.child.as_str(), c.kind, c.code)).collect();
    assert_eq!(
        list,
        [
            ("A", ChangeKind::BetterWish, Some(ReasonCode::Envy)),
            ("B", ChangeKind::LostSeat, Some(ReasonCode::LowerPriority)),
            ("C", ChangeKind::GainedSeat, Some(ReasonCode::LowerPriority)),
        ]
    );
    assert_eq!((found.gained(), found.lost(), found.same), (2, 1, 1));
    assert!(found.only_before.is_empty() && found.only_after.is_empty());
    let text = found.changes[0].text(Lang::En);
    assert!(text.starts_with("A: F2 (wish 2) -> F1 (wish 1), got a better wish [ENVY"), "{text}");
}

#[test]
fn the_other_way_round_gains_are_losses() {
    let round = round();
    let a = side(&round, &round.by_hand(&[("A", "F2"), ("B", "F1")]));
    let b = side(&round, &round.by_hand(&[("A", "F1"), ("C", "F2")]));
    let (there, back) = (compare(&a, &b), compare(&b, &a));
    assert_eq!((there.gained(), there.lost()), (back.lost(), back.gained()));
    assert_eq!(compare(&a, &a), Comparison { same: 4, ..Comparison::default() });
}

#[test]
fn children_of_only_one_side_are_named() {
    let round = round();
    let a = side(&round, &round.by_hand(&[]));
    let mut b = a.clone();
    b.rows.retain(|r| r.child != "C");
    assert_eq!(compare(&a, &b).only_before, ["C"]);
    assert_eq!(compare(&b, &a).only_after, ["C"]);
}
