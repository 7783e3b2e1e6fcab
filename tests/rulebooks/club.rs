//! Rulebooks of after-school clubs: what only their rounds know, points by club, and whole rounds through files.

use crate::round::Case;
use sekiwari::Lang;
use sekiwari::priority::rulebook::Itemised;
use sekiwari_files::club::{LoadedClub, read_club_files};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::RoundFiles;

/// The files of a case as a round of two clubs: F1 of the district D1, F2 of D2 beside it.
/// Every child wishes F1, then F2.
pub(crate) fn files(case: &Case) -> Vec<(String, Vec<u8>)> {
    let mut files = case.files();
    let mut set = |name: &str, text: String| {
        files.retain(|(n, _)| n != name);
        files.push((name.to_owned(), text.into_bytes()));
    };
    set(
        "round.toml",
        format!(
            "programme = \"club\"\nname = \"r\"\nfiscal_year = 2026\nentry_date = {}\n[priority]\nlottery_seed = 1\nrulebook = \"rules.toml\"\n[club]\norder = [\"score\"]\n",
            case.entry
        ),
    );
    set("facilities.csv", "facility_id,name,district_id\nF1,秦,D1\nF2,常盤,D2\n".to_owned());
    set("districts.csv", "district_id,neighbour_district_ids,facility_ids\nD1,D2,F1\nD2,,F2\n".to_owned());
    set("units.csv", "facility_id,weekdays,declared_seats\nF1,MTWHFS,1\nF2,MTWHFS,9\n".to_owned());
    files.retain(|(n, _)| n != "seats.csv");
    files
}

pub(crate) fn read(files: Vec<(String, Vec<u8>)>) -> (Option<LoadedClub>, Findings) {
    read_club_files(RoundFiles::from_memory(files))
}

#[track_caller]
pub(crate) fn load(case: &Case) -> LoadedClub {
    let (loaded, findings) = read(files(case));
    loaded.unwrap_or_else(|| panic!("{}", findings.render(Lang::En)))
}

/// The lines of a child at the first line of a club, or wherever it goes.
pub(crate) fn itemised(loaded: &LoadedClub, child: &str, club: Option<&str>) -> Itemised {
    let (round, scoring) = (&loaded.round, loaded.scoring.as_ref().unwrap());
    let c = child_of(loaded, child);
    let entry = club.map(|club| {
        let club = round.club_by_id(club).unwrap();
        let line = round.list(c).iter().position(|e| e.club == club).unwrap();
        (round.list_offset(c) + line) as u32
    });
    scoring.rulebook.itemise(&scoring.facts, c, entry)
}

fn child_of(loaded: &LoadedClub, id: &str) -> u32 {
    loaded.round.children().iter().position(|c| c.id == id).unwrap() as u32
}

const HEAD: &str = "\
[rulebook]
id = \"t\"
[[component]]
id = \"total\"
[[group]]
id = \"work\"
level = \"reason\"
[[group.item]]
id = \"work\"
when = \"reason.kind == 'work'\"
points = 10
";

/// A rulebook with one item for each condition of a level, worth 1, 2, 4, ... so that a sum says which of them hold.
fn asking(level: &str, conditions: &[&str]) -> String {
    let mut text = format!("{HEAD}[[group]]\nid = \"asked\"\nlevel = \"{level}\"\n");
    for (i, when) in conditions.iter().enumerate() {
        text += &format!("[[group.item]]\nid = \"a{i}\"\nwhen = \"{when}\"\npoints = {}\n", 1 << i);
    }
    text
}

fn case(rulebook: String, children: &str) -> Case {
    let mut case = Case::new("club-style.toml").guardians(
        "household_id,guardian_id,kind,days_week,hours_day\nH1,P,work,5,8\nH1,Q,work,5,8\nH2,R,work,5,8\nH2,S,work,5,8\n",
    );
    case.rulebook = rulebook;
    case.children = children.to_owned();
    case
}

#[track_caller]
fn points(loaded: &LoadedClub, child: &str, club: Option<&str>) -> String {
    let round = &loaded.round;
    let c = child_of(loaded, child);
    let score = match club {
        None => round.general_score(c),
        Some(club) => {
            let club = round.club_by_id(club).unwrap();
            let line = round.list(c).iter().position(|e| e.club == club).unwrap();
            round.score_at(round.list_offset(c) + line)
        }
    };
    score.unwrap().points.to_string()
}

#[test]
fn what_only_clubs_know_about_a_child() {
    let asked = [
        "child.grade == 3",
        "child.days == 4",
        "child.saturday",
        "child.vacation_only",
        "child.disabled",
        "child.always_admit",
        "child.district == 'D1'",
        "child.elder_siblings_applying == 1",
    ];
    let loaded = load(&case(
        asking("child", &asked),
        "child_id,household_id,grade,weekdays,season,disabled,always_admit,district_id\n\
         A,H1,3,MTWS,year,yes,yes,D1\nB,H1,2,MTWH,summer,,,D2\nC,H2,1,F,,,,\n",
    ));
    let general = |child| points(&loaded, child, None);
    // Two guardians of 10 each.
    assert_eq!(general("A"), (20 + 1 + 2 + 4 + 16 + 32 + 64).to_string());
    assert_eq!(general("B"), (20 + 2 + 8 + 128).to_string());
    assert_eq!(general("C"), "20");
}

#[test]
fn what_only_clubs_know_about_a_child_at_a_club() {
    let asked = [
        "at.home",
        "at.continuing",
        "at.held",
        "at.wish_rank == 2",
        "at.siblings_applying_here == 1",
        "at.sibling_here",
        "facility.id == 'F2'",
        "at.staff_child",
    ];
    let mut case = case(
        asking("facility", &asked),
        "child_id,household_id,grade,weekdays,district_id,last_year_facility_id,current_facility_id\n\
         A,H1,3,MTWHF,D1,F2,\nB,H1,1,MTWHF,D2,,\nC,H2,1,F,D1,,F2\n",
    );
    case.guardians =
        "household_id,guardian_id,kind,workplace\nH1,P,work,F2\nH1,Q,work,\nH2,R,work,\nH2,S,work,\n"
            .to_owned();
    let loaded = load(&case.circumstances(",A,F1,sibling_here,yes\n"));
    let at = |child, club| points(&loaded, child, Some(club));
    assert_eq!(at("A", "F1"), (20 + 1 + 16 + 32).to_string());
    assert_eq!(at("A", "F2"), (20 + 2 + 8 + 16 + 64 + 128).to_string());
    assert_eq!(at("B", "F1"), (20 + 16).to_string());
    assert_eq!(at("C", "F2"), (20 + 4 + 8 + 64).to_string());
    assert_eq!(points(&loaded, "A", None), "20", "wherever it goes");
}

#[test]
fn all_lines_of_a_club_have_its_points_and_wishes_are_counted_by_club() {
    let asked = ["at.home", "at.wish_rank == 1", "at.wish_rank == 2", "child.wishes == 2"];
    let mut case = case(
        asking("facility", &asked),
        "child_id,household_id,grade,weekdays,min_days,district_id\nA,H1,3,MTWHF,3,D2\n",
    );
    case.guardians = "household_id,guardian_id,kind\nH1,P,work\nH1,Q,work\n".to_owned();
    let loaded = load(&case);
    let round = &loaded.round;
    let list = round.list(0);
    assert!(list.len() > 20, "five days, and every set of four and three, at two clubs: {}", list.len());
    for (line, entry) in list.iter().enumerate() {
        let expected =
            if round.clubs()[entry.club as usize].id == "F1" { 20 + 2 + 8 } else { 20 + 1 + 4 + 8 };
        let score = round.score_at(line).unwrap();
        assert_eq!(score.points.to_string(), expected.to_string(), "line {line}");
    }
}

#[test]
fn points_and_then_their_ties_decide_who_gets_the_seat() {
    let children = |a: &str, b: &str| {
        format!(
            "child_id,household_id,grade,weekdays,disabled,district_id\nA,H1,{a},MTWHF,,D1\nB,H2,{b},MTWHF,,D1\n"
        )
    };
    let style = || crate::round::shipped("club-style.toml");
    let first = |case: &Case| {
        let loaded = load(case);
        let (a, b) = (loaded.round.general_score(0).unwrap(), loaded.round.general_score(1).unwrap());
        assert_eq!(loaded.round.tie_names(), ["学年", "身辺自立していない障害", "ひとり親", "就労日数"]);
        a.cmp(&b)
    };
    use std::cmp::Ordering::{Equal, Greater, Less};
    // Better scores sort first.
    assert_eq!(first(&case(style(), &children("1", "1"))), Equal);
    assert_eq!(first(&case(style(), &children("2", "1"))), Greater);
    // Grades 4 and 5 have the same points; the lower one comes first.
    assert_eq!(first(&case(style(), &children("4", "5"))), Less);
    let guardians = |h2: &str| {
        let mut case = case(style(), &children("1", "1"));
        case.guardians =
            format!("household_id,guardian_id,kind,days_week,hours_day\nH1,P,work,5,8\nH1,Q,work,5,8\n{h2}");
        case
    };
    // The same points on six days: more days come first.
    assert_eq!(first(&guardians("H2,R,work,6,8\nH2,S,work,6,8\n")), Greater);
    assert_eq!(first(&guardians("H2,R,work,6,8\nH2,S,work,5,8\n")), Equal, "the lower of both counts");
    // A single parent comes before more days.
    let single = guardians("H2,R,work,5,8\n").circumstances("H2,,,single_parent,yes\n");
    assert_eq!(first(&single), Greater);
    let single = guardians("H2,R,work,3,4\n").circumstances("H2,,,single_parent,yes\n");
    assert_eq!(first(&single), Less, "fewer points, whatever the ties");
}

#[test]
fn the_order_of_rows_leaves_no_trace() {
    let children =
        "child_id,household_id,grade,weekdays,district_id\nA,H1,3,MTWHF,D1\nB,H1,1,MTWHF,D2\nC,H2,1,F,D1\n";
    let turned =
        "child_id,household_id,grade,weekdays,district_id\nC,H2,1,F,D1\nB,H1,1,MTWHF,D2\nA,H1,3,MTWHF,D1\n";
    let style = || crate::round::shipped("club-style.toml");
    let facts = ["H1,,,single_parent,no\n", ",A,,no_self_care,yes\n"];
    let one = load(&case(style(), children).circumstances(&facts.concat()));
    let mut other = case(style(), turned).circumstances(&[facts[1], facts[0]].concat());
    let mut rows: Vec<&str> = other.guardians.lines().collect();
    rows[1..].reverse();
    other.guardians = rows.join("\n") + "\n";
    let other = load(&other);
    assert_eq!(one.round, other.round);
    assert_eq!(one.scoring.unwrap().facts, other.scoring.unwrap().facts);
    assert_eq!(one.named, ["rules.toml"]);
    assert_ne!(one.input_sha256, other.input_sha256);
}
