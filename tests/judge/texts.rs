//! Every violation has a code of its own and a complete text in both languages.

use sekiwari::Lang;
use sekiwari::market::{ChildId, FacilityId, HouseholdId, PoolId};
use sekiwari::verify::{
    Figure, Names, ProofFault, ProofPlace, ProofSection, ProofTable, Table, VIOLATION_TEXTS, Violation,
};

fn one_of_each() -> Vec<Violation> {
    let (child, pool) = (ChildId::new(101), PoolId::new(202));
    let (household, facility) = (HouseholdId::new(303), FacilityId::new(404));
    let figure = |figure| Violation::WrongFigure { figure, claimed: 501, found: 502 };
    let place = ProofPlace { section: ProofSection::Core(7, 8), line: Some(9) };
    let proof = |fault| Violation::Proof { place, fault };
    let (claims, seats, claimed, found) = (501, 502, 503, 504);
    let mut all = vec![
        Violation::WrongSize { table: Table::Children, expected: 501, found: 502 },
        Violation::NoSuchChild { child },
        Violation::NoSuchSeat { child },
        Violation::NoSuchWish { household, rank: 501 },
        Violation::SeatTwice { child, pool },
        Violation::PoolOverfull { pool, seats: 501, taken: 502 },
        Violation::LimitExceeded { limit: 0, facility, capacity: 501, load: 502 },
        Violation::SeatNotWished { child, pool },
        Violation::UnlistedOutcome { household },
        Violation::HolderLeftOut { household, child },
        Violation::BlockingWish { household, rank: 501, wasted: false },
        figure(Figure::Placed),
        figure(Figure::Kept),
        figure(Figure::Unplaced),
        figure(Figure::Seated),
        figure(Figure::BlockingHouseholds),
        figure(Figure::BlockingWishes),
        Violation::BlockingBoundTooHigh { bound: 501, found: 502 },
        Violation::SeatedBoundTooLow { bound: 501, found: 502 },
        Violation::OptimalNotReached {
            blocking_households: 501,
            blocking_households_min: 502,
            seated: 503,
            seated_max: 504,
        },
        Violation::OptimalWithoutBounds,
    ];
    let faults = [
        ProofFault::LimitsNotCovered,
        ProofFault::UnknownId { table: ProofTable::Wishes, index: 501 },
        ProofFault::NotGuaranteed { household, rank: 505, pool, claims, seats },
        ProofFault::MayBlock { household },
        ProofFault::NotHopeless { household, rank: 505, pool, claims, seats },
        ProofFault::NotContradicted { household },
        ProofFault::WrongCases { household, expected: 501, found: 502 },
        ProofFault::NotBounded,
        ProofFault::EndNotAllowed,
        ProofFault::NotASuspect { household },
        ProofFault::WrongHouseholds { household: Some(household) },
        ProofFault::WrongHittingTree { core: 501 },
        ProofFault::WrongBlockingMin { claimed: 501, found: 502 },
        ProofFault::WrongStages { expected: 501, found: 502 },
        ProofFault::WrongBest { stage: 0, claimed, found },
        ProofFault::NothingLeft { household },
        ProofFault::NothingClaimed,
        ProofFault::BlockingMinNotShown { bound: 501, shown: 502 },
        ProofFault::SeatedMaxNotShown { bound: 501, shown: 502 },
        ProofFault::OptimalNotShown,
        ProofFault::WrongWitnesses { expected: 501, found: 502 },
        ProofFault::WitnessMissing { household, rank: 505 },
        ProofFault::WitnessNotFull { household, rank: 505, pool },
    ];
    all.extend(faults.map(proof));
    all.push(Violation::PlacementBoundTooLow { bound: 501, found: 502 });
    all.push(Violation::RankSumBoundTooHigh { bound: 501, found: 502 });
    all
}

/// Faults in an argument say where in the file they are.
#[test]
fn faults_of_proofs_tell_their_place() {
    let place = |section, line| ProofPlace { section, line }.to_string();
    assert_eq!(place(ProofSection::Whole, None), "claim");
    assert_eq!(place(ProofSection::Always, Some(4)), "always[4]");
    assert_eq!(place(ProofSection::Group(3), None), "groups[3]");
    assert_eq!(place(ProofSection::Core(3, 1), Some(0)), "groups[3].cores[1].argument[0]");
    assert_eq!(place(ProofSection::Shared, Some(12)), "shared[12]");
    assert_eq!(place(ProofSection::Part(4), Some(5)), "parts[4].argument[5]");
    assert_eq!(place(ProofSection::Witnesses, Some(6)), "witnesses[6]");
    let at = ProofPlace { section: ProofSection::Shared, line: Some(12) };
    let fault = Violation::Proof { place: at, fault: ProofFault::NotBounded };
    Lang::ALL.iter().for_each(|&lang| assert!(fault.describe(lang).starts_with("shared[12]: ")));
}

#[test]
fn codes_and_texts_match_one_to_one() {
    let codes: Vec<&str> = one_of_each().iter().map(Violation::code).collect();
    let table: Vec<&str> = VIOLATION_TEXTS.iter().map(|t| t.code).collect();
    assert_eq!(codes, table);
    assert!(codes.is_sorted_by(|a, b| a < b));
}

/// Every value of a violation shows in its text, in both languages, and no place is left unfilled.
#[test]
fn texts_are_complete() {
    for violation in one_of_each() {
        let debug = format!("{violation:?}");
        let numbers = debug.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() == 3);
        for lang in Lang::ALL {
            let text = violation.describe(lang);
            assert!(!text.contains(['{', '}']) && text.len() > 15, "{text}");
            numbers.clone().for_each(|n| assert!(text.contains(n), "{lang}: {n} is missing in {text}"));
            assert_eq!(text.is_ascii(), lang == Lang::En, "{text}");
        }
    }
}

#[test]
fn both_kinds_of_blocking_and_both_tables_are_told_apart() {
    let blocking = |wasted| Violation::BlockingWish { household: HouseholdId::new(0), rank: 1, wasted };
    let size = |table| Violation::WrongSize { table, expected: 1, found: 2 };
    for lang in Lang::ALL {
        assert_ne!(blocking(true).describe(lang), blocking(false).describe(lang));
        assert_ne!(size(Table::Children).describe(lang), size(Table::Households).describe(lang));
    }
}

/// The outside's names are put in as they are, whatever they contain.
#[test]
fn names_come_from_outside() {
    struct Town;
    impl Names for Town {
        fn child(&self, child: ChildId) -> String {
            format!("c-{}", child.index())
        }
        fn pool(&self, _: PoolId) -> String {
            "{child} 1-2".to_owned()
        }
    }
    let violation = Violation::SeatTwice { child: ChildId::new(7), pool: PoolId::new(3) };
    let text = violation.describe_with(Lang::En, &Town);
    assert_eq!(text, "child c-7 is given a seat of {child} 1-2 more than once");
}

#[test]
fn languages_have_names() {
    for lang in Lang::ALL {
        assert_eq!(lang.as_str().parse(), Ok(lang));
        assert_eq!(lang.to_string(), lang.as_str());
    }
    assert_eq!(Lang::default(), Lang::Ja);
    assert_eq!("fr".parse::<Lang>().unwrap_err().to_string(), "unknown language \"fr\": use ja or en");
}
