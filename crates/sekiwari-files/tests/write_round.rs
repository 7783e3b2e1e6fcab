//! Writing a round folder: content, byte order mark, atomicity.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sekiwari::market::{Goal, Goals};
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::priority::{ScoreTable, Thousandths};
use sekiwari::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Facility, Joint, JointRow, LimitRow, Position, Prefer,
    ReserveGroup, ReserveKind, ReserveRow, RoundData, ScoreRow, SeatRow, SiblingTerms, SingleFallback,
    WishRow,
};
use sekiwari_files::write::{RoundSettings, WriteRoundError, write_round};
use std::fs;
use std::path::Path;

fn class(n: u8) -> AgeClass {
    AgeClass::new(n).unwrap()
}

fn sample() -> RoundData {
    let born = jiff::civil::date(2022, 12, 24);
    let child = |id: &str, class, birth_date, current| Child {
        id: id.to_owned(),
        class,
        birth_date,
        current,
        district: Some("D1".to_owned()),
        position: None,
        affiliation: Affiliation::default(),
    };
    RoundData {
        limits: Vec::new(),
        reserves: Vec::new(),
        name: "試し \"1\"".to_owned(),
        fiscal_year: 2026,
        entry_date: jiff::civil::date(2026, 4, 1),
        facilities: vec![
            Facility {
                id: "F1".to_owned(),
                name: "みどり, 第二".to_owned(),
                kind: Some("nursery".to_owned()),
                district: None,
                position: Some(Position { lat_e6: 34_068_084, lon_e6: -500_001 }),
                min_age_days: Some(57),
                partners: Vec::new(),
                care_kinds: Vec::new(),
            },
            Facility {
                id: "F2".to_owned(),
                name: String::new(),
                kind: None,
                district: None,
                position: None,
                min_age_days: None,
                partners: Vec::new(),
                care_kinds: Vec::new(),
            },
        ],
        seats: vec![SeatRow { facility: 0, classes: ClassSet::of([class(4), class(5)]).unwrap(), seats: 3 }],
        children: vec![
            ("H1".to_owned(), child("A", class(3), Some(born), Some(1))),
            ("H1".to_owned(), child("B", class(1), None, None)),
        ],
        wishes: vec![WishRow { child: 0, rank: 1, facility: 0 }, WishRow { child: 1, rank: 2, facility: 1 }],
        terms: vec![(
            "H1".to_owned(),
            SiblingTerms {
                joint: Joint::SameRound,
                single_fallback: SingleFallback::ElderElseYounger,
                prefer: Prefer::WishOrder,
            },
        )],
        joint_wishes: vec![
            JointRow { child: 0, rank: 1, facility: Some(0) },
            JointRow { child: 1, rank: 1, facility: None },
        ],
        decisions: Vec::new(),
        tie_names: vec!["tie_1".to_owned(), "tie_2".to_owned()],
        scores: vec![
            ScoreRow {
                child: 0,
                facility: None,
                points: Thousandths(17_500),
                ties: [Thousandths(2_000), ScoreTable::BLANK].into(),
            },
            ScoreRow { child: 1, facility: Some(1), points: Thousandths(-1_000), ties: [].into() },
        ],
    }
}

fn text(dir: &Path, file: &str) -> String {
    fs::read_to_string(dir.join(file)).unwrap_or_else(|e| panic!("{file}: {e}"))
}

#[test]
fn tables_follow_the_contract() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("deep/round");
    let settings = RoundSettings {
        mechanism: Some(Mechanism::DeferredAcceptance),
        ties: Some(Ties::Weak),
        objective: Some(Goals::new(vec![Goal::Seated, Goal::FirstWishes]).unwrap()),
        time_limit_s: Some(5),
        lottery_seed: Some(42),
        no_bom: true,
        ..RoundSettings::default()
    };
    write_round(&dir, &sample(), &settings).unwrap();
    assert_eq!(
        text(&dir, "round.toml"),
        "programme = \"nursery\"\nname = '試し \"1\"'\nfiscal_year = 2026\nentry_date = 2026-04-01\n\n\
         [allocate]\nmechanism = \"deferred-acceptance\"\nties = \"weak\"\n\
         objective = [\"seated\", \"first-wishes\"]\ntime_limit_s = 5\n\n\
         [priority]\nlottery_seed = 42\n"
    );
    assert_eq!(
        text(&dir, "facilities.csv"),
        "facility_id,name,kind,district_id,lat,lon,min_age_days\n\
         F1,\"みどり, 第二\",nursery,,34.068084,-0.500001,57\nF2,,,,,,\n"
    );
    assert_eq!(text(&dir, "seats.csv"), "facility_id,class,seats\nF1,4-5,3\n");
    assert_eq!(
        text(&dir, "children.csv"),
        "child_id,household_id,birth_date,class,current_facility_id,district_id,lat,lon\n\
         A,H1,2022-12-24,,F2,D1,,\nB,H1,,1,,D1,,\n"
    );
    assert_eq!(text(&dir, "wishes.csv"), "child_id,rank,facility_id\nA,1,F1\nB,2,F2\n");
    assert_eq!(
        text(&dir, "households.csv"),
        "household_id,joint,single_fallback,prefer\nH1,same-round,elder-else-younger,wish-order\n"
    );
    assert_eq!(
        text(&dir, "joint_wishes.csv"),
        "household_id,rank,child_id,facility_id\nH1,1,A,F1\nH1,1,B,\n"
    );
    assert_eq!(text(&dir, "scores.csv"), "child_id,facility_id,score,tie_1,tie_2\nA,,17.5,2,\nB,F2,-1,,\n");
    let beside: Vec<_> = fs::read_dir(temp.path().join("deep")).unwrap().collect();
    assert_eq!(beside.len(), 1, "the temporary folder is gone");
}

#[test]
fn limits_are_written_and_come_back_exactly() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("round");
    let row = |classes: &[u8], weight, per| LimitRow {
        facility: 0,
        name: "保育士".to_owned(),
        classes: ClassSet::of(classes.iter().map(|&c| class(c))).unwrap(),
        weight,
        per,
        capacity: 2_500,
    };
    let data = RoundData { limits: vec![row(&[1, 2], 1_000, 6), row(&[4, 5], 1_980, 1)], ..sample() };
    write_round(&dir, &data, &RoundSettings { no_bom: true, ..RoundSettings::default() }).unwrap();
    assert_eq!(
        text(&dir, "limits.csv"),
        "facility_id,limit,class,weight,per,capacity\nF1,保育士,1-2,1,6,2.5\nF1,保育士,4-5,1.98,1,2.5\n"
    );
    let loaded = sekiwari_files::round::read_round(&dir).0.expect("usable");
    let limits = loaded.round.limits();
    assert_eq!((limits.len(), limits[0].capacity, limits[0].name.as_str()), (1, 2_500, "保育士"));
    let written: Vec<_> = data.limits.iter().map(|r| (r.classes, r.weight, r.per)).collect();
    assert_eq!(limits[0].weights, written);
}

#[test]
fn reserves_and_care_are_written_and_come_back_exactly() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("round");
    let mut data = sample();
    let reserve = |group: &str, kind, seats, min_age_days| ReserveRow {
        facility: 0,
        classes: ClassSet::one(class(3)),
        seats,
        group: ReserveGroup::from_name(group).unwrap(),
        kind,
        min_age_days,
    };
    data.reserves = vec![
        reserve("special-care", ReserveKind::Hard, 1, None),
        reserve("leavers", ReserveKind::Soft, 2, None),
        reserve("district:D1;D2", ReserveKind::Soft, 1, Some(1_000)),
        reserve("双子", ReserveKind::Guarantee, 0, None),
    ];
    data.facilities[1].partners = vec![0];
    data.facilities[0].care_kinds = vec!["吸引".to_owned(), "経管".to_owned()];
    data.children[0].1.affiliation = Affiliation {
        leaver_of: Some(1),
        employee_of: Some(0),
        groups: vec!["双子".to_owned()],
        care_needs: vec!["吸引".to_owned()],
        seat_weight: 2,
        staff_weight: Some(333),
    };
    write_round(&dir, &data, &RoundSettings { no_bom: true, ..RoundSettings::default() }).unwrap();
    assert_eq!(
        text(&dir, "seats.csv"),
        "facility_id,class,seats,reserved_for,reserve_kind,reserve_min_age_days\n\
         F1,4-5,3,,,\n\
         F1,3,1,special-care,hard,\n\
         F1,3,2,leavers,soft,\n\
         F1,3,1,district:D1;D2,soft,1000\n\
         F1,3,0,双子,guarantee,\n"
    );
    let loaded = sekiwari_files::round::read_round(&dir).0.expect("usable");
    assert_eq!(loaded.round.reserves(), data.reserves);
    let child = loaded.round.children().iter().find(|c| c.id == "A").unwrap();
    assert_eq!(child.affiliation, data.children[0].1.affiliation);
    let facilities = loaded.round.facilities();
    assert_eq!(
        (&facilities[1].partners[..], &facilities[0].care_kinds),
        (&[0][..], &data.facilities[0].care_kinds)
    );
}

#[test]
fn csv_files_carry_a_byte_order_mark_unless_told_otherwise() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("round");
    write_round(&dir, &sample(), &RoundSettings::default()).unwrap();
    assert!(text(&dir, "seats.csv").starts_with('\u{feff}'));
    assert!(text(&dir, "round.toml").starts_with("programme"));
    assert!(!text(&dir, "round.toml").contains("[allocate]"));
}

#[test]
fn an_empty_folder_is_used_and_a_full_one_is_left_alone() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("round");
    fs::create_dir(&dir).unwrap();
    write_round(&dir, &sample(), &RoundSettings::default()).unwrap();
    let before = text(&dir, "wishes.csv");
    let again = write_round(&dir, &RoundData { wishes: vec![], ..sample() }, &RoundSettings::default());
    assert!(matches!(again, Err(WriteRoundError::NotEmpty(_))));
    assert_eq!(text(&dir, "wishes.csv"), before);
}

#[test]
fn a_bad_row_leaves_nothing_behind() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("deep/round");
    let mut data = sample();
    data.joint_wishes[0].facility = Some(9);
    let error = write_round(&dir, &data, &RoundSettings::default()).unwrap_err();
    assert_eq!(error.to_string(), "a row of joint_wishes points at facility number 9, which does not exist");
    let big = RoundSettings { lottery_seed: Some(u64::MAX), ..RoundSettings::default() };
    assert!(matches!(write_round(&dir, &sample(), &big), Err(WriteRoundError::SeedTooLarge(_))));
    assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 0);
}
