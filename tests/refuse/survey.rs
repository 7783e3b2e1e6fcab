//! The survey of waiting children and what stands beside it.

use crate::base::{Broken, SETTINGS, Want, refused, warned};
use sekiwari::programme::nursery::waiting::{Exclusion, Situation, Transfers};
use sekiwari_files::finding::Severity;

const HEADER: &str = "child_id,situation,return_confirmed,offer_refused,residence,entry_wished,reach_minutes,care_from,care_to,class,district_id,valid_from,valid_to\n";

/// The good round with a survey of these rows.
fn surveyed(rows: &str) -> Broken {
    Broken::good().set("survey.csv", format!("{HEADER}{rows}"))
}

/// Exactly these errors and warnings, and no round.
#[track_caller]
fn broken(rows: &str, want: &[Want]) {
    refused(surveyed(rows), want);
}

#[test]
fn the_survey_as_offices_write_it() {
    let text = "\
児童ID,状況,復職の意思,断った施設,居住市町村,入所希望日,通園可能時間,保育開始時刻,保育終了時刻,有効開始日,有効終了日
A,育児休業中,はい,,,,,,,,令和8年9月30日
B,特定の保育所等のみ希望,,F1,,,45,7時30分,18：30,,
C,企業主導型,,,,2026/10/1,,,,,
";
    let settings = SETTINGS.to_owned()
        + "[count]\nmunicipality = \"総社市\"\norder = [\"on-leave-no-return\", \"future-date\"]\ntransfers = \"deferred\"\nreach_minutes = 20\n";
    let (loaded, findings) = Broken::good().set("survey.csv", text).set("round.toml", settings).read();
    assert!(findings.iter().all(|f| f.kind.severity == Severity::Note), "{findings:?}");
    let loaded = loaded.unwrap();
    let rows = &loaded.survey.rows;
    assert_eq!(
        (rows.len(), rows[0].situation, rows[0].return_confirmed),
        (3, Some(Situation::OnLeave), Some(true))
    );
    assert_eq!(rows[0].validity.to, Some(jiff(2026, 9, 30)));
    let care = rows[1].care.unwrap();
    assert_eq!((care.from, care.to, rows[1].reach_minutes), (450, 1110, Some(45)));
    assert_eq!(rows[1].offer_refused.as_deref(), Some("F1"));
    assert_eq!(rows[2].entry_wished, Some(jiff(2026, 10, 1)));
    let count = &loaded.settings.count;
    assert_eq!(count.municipality.as_deref(), Some("総社市"));
    let first: Vec<Exclusion> = count.order.iter().take(2).collect();
    assert_eq!(first, [Exclusion::OnLeaveNoReturn, Exclusion::FutureDate]);
    assert_eq!((count.transfers, count.reach.minutes), (Transfers::Deferred, 20));
}

fn jiff(year: i16, month: i8, day: i8) -> jiff::civil::Date {
    jiff::civil::date(year, month, day)
}

#[test]
fn the_survey_has_no_part_in_the_digest_of_the_round() {
    let digest = |round: Broken| {
        let loaded = round.read().0.unwrap();
        (loaded.input_sha256, loaded.survey_sha256)
    };
    let without = digest(Broken::good());
    let with = digest(surveyed("A,on-leave,,,,,,,,,,,\n"));
    let other = digest(surveyed("A,on-leave,yes,,,,,,,,,,\n"));
    assert_eq!((&without.0, &with.0), (&with.0, &other.0));
    assert_eq!(without.1, None);
    assert_ne!(with.1, other.1);
}

#[test]
fn cells_that_cannot_be_read() {
    broken("Z,on-leave,,,,,,,,,,,\n", &[("E0404", "survey.csv", 2, "child_id", "Z")]);
    broken(",on-leave,,,,,,,,,,,\n", &[("E0301", "survey.csv", 2, "child_id", "")]);
    broken("A,on leeve,,,,,,,,,,,\n", &[("E0308", "survey.csv", 2, "situation", "on leeve")]);
    broken("A,specific-place-only,,F9,,,,,,,,,\n", &[("E0405", "survey.csv", 2, "offer_refused", "F9")]);
    broken("A,on-leave,,,,,,7.30,18:00,,,,\n", &[("E1301", "survey.csv", 2, "care_from", "7.30")]);
    broken("A,on-leave,,,,,,18:00,7:30,,,,\n", &[("E1302", "survey.csv", 2, "care_to", "")]);
    broken("A,on-leave,,,,,,18:00,,,,,\n", &[("E1302", "survey.csv", 2, "care_to", "")]);
    broken("A,on-leave,,,,,9999,,,,,,\n", &[("E0305", "survey.csv", 2, "reach_minutes", "9999")]);
    broken("A,on-leave,,,,,,,,,,2026-10-01,2026-04-01\n", &[("E0701", "survey.csv", 2, "valid_to", "")]);
}

#[test]
fn rows_that_contradict_each_other() {
    broken(
        "A,on-leave,yes,,,,,,,,,,\nB,job-search-stopped,,,,,,,,,,,\nA,on-leave,no,,,,,,,,,,\n",
        &[("E1304", "survey.csv", 4, "return_confirmed", "")],
    );
    broken(
        "A,on-leave,,,,2026-05-01,,,,,,,\nA,enterprise-led,,,,2026-06-01,,,,,,,\n",
        &[("E1304", "survey.csv", 3, "entry_wished", "")],
    );
    // In times that do not meet, both can be true.
    warned(surveyed("A,on-leave,yes,,,,,,,,,,2026-06-30\nA,on-leave,no,,,,,,,,,2026-07-01,\n"), &[]);
    broken(
        "A,on-leave,yes,,,,,,,,,,2026-07-01\nA,on-leave,no,,,,,,,,,2026-07-01,\n",
        &[("E1304", "survey.csv", 3, "return_confirmed", "")],
    );
}

#[test]
fn doubtful_rows() {
    for (rows, want) in [
        ("A,,,,,,,,,,,2026-04-01,\n", ("W1303", "survey.csv", 2, "child_id", "A")),
        (
            "A,municipal-own,,,,,,,,,,,\nA,enterprise-led,,,,,,,,,,,\n",
            ("W1305", "survey.csv", 3, "situation", "enterprise-led"),
        ),
        (
            "A,on-leave,no,,,,,,,,,,\nA,on-leave,no,,,,,,,,,,\n",
            ("W1306", "survey.csv", 3, "situation", "on-leave"),
        ),
        ("A,job-search-stopped,yes,,,,,,,,,,\n", ("W1307", "survey.csv", 2, "return_confirmed", "yes")),
        ("A,specific-place-only,,,,,,,,,,,\n", ("W1308", "survey.csv", 2, "situation", "")),
        ("A,elsewhere-waiting,,,,,,,,,,,\n", ("N1310", "survey.csv", 2, "situation", "A")),
        ("A,on-leave,,,,,,,,3,,,\n", ("W1311", "survey.csv", 2, "class", "3")),
        ("A,,,,倉敷市,,,,,,,,\n", ("W1312", "survey.csv", 2, "residence", "")),
        ("A,specific-place-only,,F1,,,,,,,,,\n", ("N1322", "survey.csv", 2, "offer_refused", "F1")),
    ] {
        warned(surveyed(rows), &[want]);
    }
    // Two refused offers are two rows.
    warned(surveyed("C,specific-place-only,,F1,,,,,,,,,\nC,specific-place-only,,F3,,,,,,,,,\n"), &[]);
}

#[test]
fn children_who_applied_only_elsewhere_need_a_class() {
    broken("X,elsewhere-waiting,,,,,,,,,,,\n", &[("E1309", "survey.csv", 2, "class", "X")]);
    let loaded = warned(surveyed("X,elsewhere-waiting,,,,,,,,2,N,,\nX,on-leave,,,,,,,,,,,\n"), &[]);
    assert_eq!(loaded.survey.rows.len(), 2);
    broken(
        "X,elsewhere-waiting,,,,,,,,2,,,\nX,elsewhere-using,,,,,,,,3,,,\n",
        &[("E1304", "survey.csv", 3, "class", "")],
    );
}

#[test]
fn travel_times_and_continuing_children() {
    let travel =
        |rows: &str| Broken::good().set("travel.csv", format!("child_id,facility_id,minutes\n{rows}"));
    let loaded = warned(travel("A,F1,15\nA,F2,20\n"), &[]);
    assert_eq!(loaded.survey.travel.len(), 2);
    refused(travel("A,F1,15\nA,F1,20\n"), &[("E1313", "travel.csv", 3, "facility_id", "F1")]);
    refused(travel("A,F9,15\n"), &[("E0405", "travel.csv", 2, "facility_id", "F9")]);
    refused(travel("Q,F1,15\n"), &[("E0404", "travel.csv", 2, "child_id", "Q")]);
    refused(travel("A,F1,\n"), &[("E0301", "travel.csv", 2, "minutes", "")]);
    let enrolled =
        |rows: &str| Broken::good().set("enrolled.csv", format!("facility_id,class,children\n{rows}"));
    let loaded = warned(enrolled("F1,3,12\nF1,4,7\nF2,3,1\n"), &[]);
    assert_eq!(loaded.survey.continuing(), Some([0, 0, 0, 13, 7, 0]));
    assert_eq!(Broken::good().read().0.unwrap().survey.continuing(), None);
}

#[test]
fn opening_hours_matter_only_beside_hours_of_care() {
    let facilities = "facility_id,name,kind,lat,lon,min_age_days,open_from,open_to\n\
        F1,きよね,kodomoen,34.66,133.75,,7:30,18:30\nF2,常盤,nursery,34.67,133.74,180,朝,夕\nF3,秦,small_a,34.68,133.70,57,,\n";
    let round = || Broken::good().set("facilities.csv", facilities);
    warned(round(), &[]);
    let survey = format!("{HEADER}A,on-leave,,,,,,8:00,17:00,,,,\n");
    let loaded =
        warned(round().set("survey.csv", survey), &[("W1314", "facilities.csv", 3, "open_from", "朝 - 夕")]);
    assert_eq!(loaded.survey.hours.len(), 1);
}

#[test]
fn settings_of_the_count() {
    let set = |lines: &str| Broken::good().set("round.toml", format!("{SETTINGS}\n[count]\n{lines}\n"));
    refused(set("order = [\"on-leave\"]"), &[("E0215", "round.toml", 15, "count.order", "on-leave")]);
    refused(
        set("order = [\"transfer\", \"transfer\"]"),
        &[("E1315", "round.toml", 15, "count.order", "transfer")],
    );
    refused(set("order = 3"), &[("E0213", "round.toml", 15, "count.order", "3")]);
    refused(set("transfers = \"both\""), &[("E0215", "round.toml", 15, "count.transfers", "both")]);
    refused(set("speed_kmh = 0"), &[("E0215", "round.toml", 15, "count.speed_kmh", "0")]);
    refused(set("detour_percent = 50"), &[("E0215", "round.toml", 15, "count.detour_percent", "50")]);
    warned(set("order = \"transfer, on-leave-no-return\"\nspecific_place = \"confirmed\""), &[]);
}
