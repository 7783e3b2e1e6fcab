//! The order of rows leaves no trace: not in scores, not in lines.

use crate::round::{Case, itemised};
use proptest::prelude::*;

const GUARDIANS: &[&str] = &[
    "H1,P,work,160,yes,,in-city",
    "H1,P,care,80,,care-4,",
    "H1,Q,study,120,,,",
    "H2,R,work,100,,,",
    "H2,S,illness,,,,",
    "H2,S,job-seeking,,,,",
];
const FACTS: &[&str] = &[
    "H1,,,children_under_18,3",
    "H1,,F2,sibling_here,yes",
    ",C2,F1,sibling_here,yes",
    "H2,,,public_assistance,yes",
    ",C3,,leaver,small-scale",
    ",C3,F2,partner_here,yes",
    ",C1,,unlicensed_months,2",
];

fn case(book: &str, guardians: &[&str], facts: &[&str]) -> Case {
    let mut case = Case::new(book);
    case.children.push_str("C2,H1,3,\nC3,H2,2,\n");
    let guardians: String = guardians.iter().map(|r| format!("{r}\n")).collect();
    let facts: String = facts.iter().map(|r| format!("{r}\n")).collect();
    case.guardians(&format!("household_id,guardian_id,kind,hours_month,main,care_level,teacher\n{guardians}"))
        .circumstances(&facts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn rows_in_any_order_give_the_same_scores_and_lines(
        guardians in Just(GUARDIANS.to_vec()).prop_shuffle(),
        facts in Just(FACTS.to_vec()).prop_shuffle(),
        book in prop::sample::select(vec!["naha-r8.toml", "koshigaya-r8.toml", "kurashiki-r8.toml", "susono.toml", "koriyama-r6.toml", "pair-style.toml"]),
    ) {
        let (straight, shuffled) = (case(book, GUARDIANS, FACTS).load(), case(book, &guardians, &facts).load());
        prop_assert_eq!(&straight.round, &shuffled.round);
        for child in ["C1", "C2", "C3"] {
            for facility in [None, Some("F1"), Some("F2")] {
                prop_assert_eq!(itemised(&straight, child, facility), itemised(&shuffled, child, facility));
            }
        }
    }
}
