//! The good round is accepted, whatever the order of rows, the encoding, the titles or the container.

use super::base::{MAP, NOTE, good};
use crate::base::{Broken, club_refused, club_warned, refused};
use crate::good::{damaged, shuffled};
use encoding_rs::SHIFT_JIS;
use proptest::prelude::*;
use sekiwari::mechanism::Mechanism;
use sekiwari::programme::club::capacity::Slot;
use sekiwari::programme::club::{Day, Season, Seasons};
use sekiwari_files::club::read_club;
use sekiwari_files::round::RoundFiles;
use sekiwari_files::{AnyRound, read_any, read_any_files};

#[test]
fn accepted_with_one_note() {
    let loaded = club_warned(good(), &[NOTE]);
    let (round, s) = (&loaded.round, &loaded.settings);
    assert_eq!(
        (round.name(), round.fiscal_year(), round.entry_date().to_string().as_str()),
        ("2026年4月 学童", 2026, "2026-04-01")
    );
    assert_eq!((round.clubs().len(), round.districts().len(), round.routes().len()), (3, 3, 1));
    assert_eq!((round.children().len(), round.households().len()), (5, 4));
    assert_eq!(round.tie_names(), ["tie_1"]);
    assert_eq!((s.mechanism, s.lottery_seed), (Some(Mechanism::DeferredAcceptance), 20_260_401));
    assert_eq!(round.seats().standards().hard_limit, 45);
    let child = |id: &str| round.children().iter().find(|c| c.id == id).unwrap();
    assert_eq!((child("A").grade.get(), child("A").min_days), (1, 3));
    assert_eq!(
        (child("B").grade.get(), child("B").seasons, child("B").last_year),
        (4, Seasons::YEAR, Some(0))
    );
    assert_eq!(child("B").district, Some(0), "by its school");
    assert_eq!((child("C").seats, child("C").disabled, child("C").always), (2, true, false));
    assert_eq!(child("D").seasons, Seasons::one(Season::Summer));
    assert_eq!(child("E").current.map(|(club, days)| (club, days.to_string())), Some((1, "MT".to_owned())));
    let slot = |club, season| Slot { club, season, day: Day::Monday };
    let open = |club, season| round.seats().get(slot(club, season)).map(|s| s.open);
    // By declared seats, by one room of 40, by one unit of 30.
    assert_eq!(open(0, Season::Term), Some(60));
    assert_eq!(open(0, Season::Summer), Some(30));
    assert_eq!((open(1, Season::Term), open(1, Season::Winter)), (Some(27), Some(30)));
    assert_eq!((open(2, Season::Term), open(2, Season::Summer)), (None, Some(20)));
}

#[test]
fn every_door_leads_to_its_programme() {
    let files = |round: Broken| RoundFiles::from_memory(round.files());
    let Some(AnyRound::Club(club)) = read_any_files(files(good())).0 else { panic!("no round of clubs") };
    assert_eq!(*club, good().read_club().0.unwrap());
    let Some(AnyRound::Nursery(nursery)) = read_any_files(files(Broken::good())).0 else {
        panic!("no nursery round")
    };
    assert_eq!(*nursery, Broken::good().read().0.unwrap());
    refused(good(), &[("E0221", "round.toml", 1, "programme", "club")]);
    club_refused(Broken::good(), &[("E0221", "round.toml", 1, "programme", "nursery")]);
}

#[test]
fn cp932_and_bom_copies_give_the_same_round() {
    let utf8 = good().read_club().0.unwrap();
    let cp932 = good().map(|name, bytes| {
        let text = std::str::from_utf8(bytes).unwrap().replace('\n', "\r\n");
        if name.ends_with(".csv") { SHIFT_JIS.encode(&text).0.into_owned() } else { bytes.to_vec() }
    });
    // Only these two hold characters beyond ASCII.
    let read = ("N0106", "districts.csv", 0, "", "");
    let cp932 = club_warned(cp932, &[read, NOTE, ("N0106", "facilities.csv", 0, "", "")]);
    let bom = good().map(|name, bytes| {
        let mark: &[u8] = if name.ends_with(".csv") { b"\xEF\xBB\xBF" } else { b"" };
        [mark, bytes].concat()
    });
    let bom = club_warned(bom, &[NOTE]);
    assert_eq!((&cp932.round, &bom.round), (&utf8.round, &utf8.round));
    assert_ne!(cp932.input_sha256, utf8.input_sha256);
}

#[test]
fn japanese_titles_and_words_give_the_same_round() {
    let round = good()
        .swap(
            "children.csv",
            "child_id,household_id,grade,birth_date,weekdays,season,min_days,district_id,school_id,lat,lon,current_facility_id,current_weekdays,last_year_facility_id,always_admit,disabled,seats,accepts_neighbour",
            "児童番号,世帯番号,学年,生年月日,利用曜日,利用期間,最低日数,学区,学校,緯度,経度,在籍クラブ,在籍曜日,前年度の施設,必ず入所,障害,席数,地区外クラブ",
        )
        .swap("children.csv", "A,H1,1,2019-05-10,MTWHF,year,3,D1", "A,H1,小学1年生,令和元年5月10日,月火水木金,通年,3,D1")
        .swap("children.csv", "D,H3,4,,MTWHF,summer", "D,H3,４,,月曜・火曜・水曜・木曜・金曜,夏休み")
        .swap("children.csv", "no,yes,2,transport", "無,有,2,送迎")
        .swap("wishes.csv", "child_id,rank,facility_id,weekdays", "児童ID,希望順位,希望クラブ,曜日")
        .swap(
            "units.csv",
            "facility_id,season,weekdays,rooms,area_m2,staff,qualified_staff,limit_per_unit,declared_seats",
            "クラブID,時期,曜日,部屋数,面積,職員,支援員,単位の児童数,定員",
        )
        .swap("enrolled.csv", "facility_id,season,weekdays,children", "クラブID,時期,曜日,児童数")
        .swap("enrolled.csv", "K2,term,MWF", "K2,授業期間,月水金")
        .swap("transport.csv", "route_id,district_ids,facility_ids,weekdays,seats", "路線ID,地区,クラブ,運行曜日,座席数")
        .swap(
            "districts.csv",
            "district_id,name,school_ids,neighbour_district_ids,facility_ids",
            "学区,学区名,小学校,隣接学区,クラブ",
        )
        .swap("scores.csv", "child_id,facility_id,score", "児童ID,クラブID,指数");
    let tidied =
        [("N0317", "children.csv", 2, "生年月日", ""), ("N0316", "children.csv", 5, "学年", ""), NOTE];
    let japanese = club_warned(round, &tidied);
    assert_eq!(japanese.round, good().read_club().0.unwrap().round);
}

#[test]
fn the_digest_follows_every_used_byte() {
    let digest = |round: Broken| round.read_club().0.unwrap().input_sha256;
    let base = digest(good());
    assert_ne!(base, digest(good().swap("districts.csv", "新本", "山田")));
    assert_eq!(base, digest(good().set("seats.csv", "facility_id,class,seats\n")));
    assert_ne!(base, digest(good().set("districts.geojson", MAP)));
}

#[test]
fn a_folder_is_read_like_memory() {
    let dir = tempfile::tempdir().unwrap();
    let round = || good().set("districts.geojson", MAP);
    for (name, content) in round().files() {
        std::fs::write(dir.path().join(name), content).unwrap();
    }
    let (loaded, findings) = read_any(dir.path());
    assert!(!findings.has_errors(), "{}", findings.render(sekiwari::Lang::En));
    assert_eq!(read_club(dir.path()).0, round().read_club().0);
    assert_eq!(loaded, round().read_club().0.map(|c| AnyRound::Club(Box::new(c))));
}

proptest! {
    #[test]
    fn the_order_of_rows_leaves_no_trace(keys in prop::collection::vec(any::<u32>(), 1..12)) {
        let mixed = good().map(|name, b| if name.ends_with(".csv") { shuffled(b, &keys) } else { b.to_vec() });
        prop_assert_eq!(mixed.read_club().0.unwrap().round, good().read_club().0.unwrap().round);
    }

    #[test]
    fn damage_anywhere_never_panics(file in 0usize..11, at in 0usize..700, bytes in prop::collection::vec(any::<u8>(), 0..4)) {
        let good = || good().set("districts.geojson", MAP);
        let name = good().files()[file].0.clone();
        let (loaded, findings) = damaged(good(), &name, at, &bytes).read_club();
        prop_assert_eq!(loaded.is_none(), findings.has_errors());
        prop_assert!(!findings.iter().any(|f| f.code() == "E0524"), "{}", findings.render(sekiwari::Lang::En));
    }

    #[test]
    fn cells_in_wrong_places_never_panic(file in 1usize..10, picks in prop::collection::vec((0usize..400, 0usize..400), 1..4)) {
        let name = good().files()[file].0.clone();
        let mixed = good().map(|n, b| if n == name { exchanged(b, &picks) } else { b.to_vec() });
        let (loaded, findings) = mixed.read_club();
        prop_assert_eq!(loaded.is_none(), findings.has_errors());
        prop_assert!(!findings.iter().any(|f| f.code() == "E0524"), "{}", findings.render(sekiwari::Lang::En));
    }
}

/// Cells of a table exchanged pair by pair.
fn exchanged(bytes: &[u8], picks: &[(usize, usize)]) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut rows: Vec<Vec<&str>> = text.lines().map(|l| l.split(',').collect()).collect();
    let width = rows[0].len();
    let cells = (rows.len() - 1) * width;
    for (a, b) in picks.iter().map(|(a, b)| (a % cells, b % cells)) {
        let (one, two) = (rows[1 + a / width][a % width], rows[1 + b / width][b % width]);
        rows[1 + a / width][a % width] = two;
        rows[1 + b / width][b % width] = one;
    }
    rows.iter().map(|r| r.join(",") + "\n").collect::<String>().into_bytes()
}
