//! Published lists of schools and clubs, made-up and real. The figures were counted apart from this code.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sekiwari::programme::club::district::Touch;
use sekiwari::programme::nursery::Position;
use sekiwari_files::clubs_open_data::{Guess, OpenData, OpenDataError, demand, listed, mapped, standard};
use sekiwari_files::decode::{Charset, decode};
use sekiwari_files::districts::read_districts;
use sekiwari_files::finding::Findings;
use std::path::PathBuf;

const FACILITIES: &str = "全国地方公共団体コード,名称,名称_カナ,緯度,経度\n\
    402052,北小学校,ｷﾀｼｮｳｶﾞｯｺｳ   ,33.6691,130.7058611\n402052,市役所,ｼﾔｸｼｮ,,\n\
    402052,南小学校（小中一貫校南校）  ,ﾐﾅﾐ,33.6521667,130.69\n402052,南児童クラブ,ﾐﾅﾐ,,\n\
    402052,旧学童クラブ,ｷｭｳ,33.65,130.69\n";
const CENSUS: &str = "KEY_CODE,HYOSYO,CITYNAME,NAME,T001082002,T001082003\n,,,,総数０～４歳,総数５～９歳\n\
    40205,1,飯塚市,,9,30\n402050010,2,飯塚市,北町,1,20\n402050020,3,飯塚市,南町,8,10\n\
    40205002001,4,飯塚市,南町一丁目,8,10\n40205002002,4,飯塚市,南町二丁目,X,X\n402050030,2,飯塚市,山,-,-\n";
const MIDDLES: &str = r#"{"features": [{"properties": {"KEY_CODE": "402050010", "x": 130.7, "y": 33.67}},
    {"properties": {"KEY_CODE": "40205002001", "x": 130.69, "y": 33.65}}]}"#;
const CLUBS: &str = r#"{"header": {"distinct": "学区"}, "data": [
    {"distinct": "東", "name": "東クラブ", "weekday_opening_time": "13:00～18:30", "holiday_opening_time": ""},
    {"distinct": "東・西", "name": "中クラブ", "weekday_opening_time": "13時～19時", "holiday_opening_time": "7:30～19:00"},
    {"distinct": "山田（上）", "name": "山クラブ", "weekday_opening_time": "14:00～18:30", "holiday_opening_time": "8:00～18:30"}]}"#;
const SCHOOLS: &str = r#"{"data": [{"category": "小学校", "name": "東小学校"}, {"category": "中学校", "name": "東中学校"},
    {"category": "小学校", "name": "西小学校"}, {"category": "小学校", "name": "南小学校"}]}"#;

fn homes(data: &OpenData) -> Vec<(&str, usize)> {
    data.districts.iter().map(|d| (d.id.as_str(), d.clubs.len())).collect()
}

#[test]
fn the_standard_layout() {
    let data = standard::read(FACILITIES).unwrap();
    assert_eq!(homes(&data), [("北", 0), ("南", 2)]);
    assert_eq!(data.districts[1].schools, ["南小学校（小中一貫校南校）"]);
    assert_eq!(data.districts[0].position, Some(Position { lat_e6: 33_669_100, lon_e6: 130_705_861 }));
    assert_eq!(data.guessed, [Guess { club: 1, district: 1, metres: 241 }]);
    assert_eq!(
        data.facilities_csv(),
        "facility_id,name,kind,district_id,lat,lon\n南児童クラブ,南児童クラブ,club,南,,\n\
         旧学童クラブ,旧学童クラブ,club,南,33.650000,130.690000\n"
    );
    assert_eq!(
        data.districts_csv(),
        "district_id,name,school_ids,neighbour_district_ids,facility_ids\n北,北,北小学校,,\n\
         南,南,南小学校（小中一貫校南校）,,南児童クラブ;旧学童クラブ\n"
    );
    let refused = |from: &str, to: &str| {
        assert!(FACILITIES.contains(from));
        standard::read(&FACILITIES.replace(from, to)).unwrap_err().to_string()
    };
    assert_eq!(refused("緯度", "北緯"), "緯度 is missing");
    assert_eq!(refused("33.6691", "133.6691"), "line 2, lat: \"133.6691\" is not a latitude in degrees");
    assert_eq!(refused("南児童", "旧学童"), "line 6: 旧学童クラブ is listed twice");
    assert_eq!(refused("南小学校", "北小学校"), "line 4: 北小学校（小中一貫校南校） is listed twice");
    assert_eq!(refused("小学校", "学校"), "there is no elementary school in the list");
    assert_eq!(refused("クラブ", "会"), "there is no after-school club in the list");
    let nameless = refused("南児童", "中児童");
    assert!(nameless.starts_with("line 5, 名称: \"中児童クラブ\" is not the name of a school"), "{nameless}");
    assert!(matches!(standard::read("名称,緯度,経度\na,1\n"), Err(OpenDataError::Malformed { line: 2, .. })));
}

#[test]
fn children_by_district() {
    let areas = demand::read_census(CENSUS).unwrap();
    let seen: Vec<(&str, Option<u32>)> = areas.iter().map(|a| (a.key.as_str(), a.children)).collect();
    let parts =
        [("402050010", Some(20)), ("40205002001", Some(10)), ("40205002002", None), ("402050030", Some(0))];
    assert_eq!(seen, parts);
    let middles = demand::read_middles(MIDDLES).unwrap();
    let data = standard::read(FACILITIES).unwrap();
    assert_eq!(demand::by_nearest_school(&areas, &middles, &data.districts), Ok(vec![20, 10]));
    let nowhere = demand::by_place(&areas, &middles, 2, |at| (at.lat_e6 > 33_660_000).then_some(0));
    assert_eq!(nowhere, Err(OpenDataError::NoPlace { key: "40205002001".to_owned() }));
    let refused =
        |from: &str, to: &str| demand::read_census(&CENSUS.replacen(from, to, 1)).unwrap_err().to_string();
    assert_eq!(refused(",20\n", ",21\n"), "the areas have 31 children, the whole city 30");
    assert_eq!(refused(",20\n", ",*\n"), "line 4, T001082003: \"*\" is not a whole number, - or X");
    assert_eq!(refused("402050030", "402050010"), "line 8: 402050010 is listed twice");
    assert!(demand::read_middles("{}").is_err() && demand::read_middles("{\"features\": [7]}").is_err());
}

#[test]
fn a_list_with_districts() {
    let data = listed::read(CLUBS, SCHOOLS, &[("山田", "南")]).unwrap();
    assert_eq!(homes(&data), [("東", 2), ("西", 1), ("南", 1)]);
    assert_eq!(data.shared_clubs().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["中クラブ"]);
    assert_eq!(data.clubs[1].district, None);
    assert_eq!(data.clubs[1].school_days.unwrap().to_string(), "13:00-19:00");
    assert_eq!(data.clubs[0].other_days, None);
    let as_named = listed::read(CLUBS, SCHOOLS, &[]).unwrap();
    assert_eq!(homes(&as_named), [("東", 2), ("西", 1), ("南", 0), ("山田", 1)]);
    let refused = |from: &str, to: &str| {
        listed::read(&CLUBS.replacen(from, to, 1), SCHOOLS, &[]).unwrap_err().to_string()
    };
    assert_eq!(refused("中クラブ", "東クラブ"), "line 2: 東クラブ is listed twice");
    assert_eq!(
        refused("13:00～", "昼～"),
        "line 1, weekday_opening_time: \"昼～18:30\" is not opening hours"
    );
    assert_eq!(
        refused("\"山田（上）\"", "\"（上）\""),
        "line 3, distinct: \"（上）\" is not the name of a district"
    );
    assert_eq!(refused("\"東\"", "3"), "line 1, distinct: \"3\" is not a text");
    assert_eq!(refused("\"distinct\": \"東\", ", ""), "data[0].distinct is missing");
    assert_eq!(refused("\"data\"", "\"rows\""), "data is missing");
    assert!(matches!(listed::read("[", SCHOOLS, &[]), Err(OpenDataError::Malformed { line: 1, .. })));
    assert!(listed::read(CLUBS, "{\"data\": []}", &[]).is_err());
}

fn shared(folder: &str) -> Option<PathBuf> {
    let root = std::env::var_os("SEKIWARI_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let dir = root.join("data").join(folder);
    if dir.is_dir() {
        return Some(dir);
    }
    println!("skipped: no shared data at {}", dir.display());
    None
}

/// A file of the city, in CP932.
fn cp932(path: PathBuf) -> String {
    let mut findings = Findings::new();
    let decoded = decode(std::fs::read(path).unwrap(), "file", &mut findings).unwrap();
    assert_eq!(decoded.charset, Charset::Cp932);
    decoded.text
}

#[test]
fn iizuka_as_published() {
    let Some(dir) = shared("iizuka") else { return };
    let data = standard::read(&cp932(dir.join("facilities_cp932.csv"))).unwrap();
    // 155 facilities, 19 of them elementary schools and 19 clubs.
    assert_eq!((data.districts.len(), data.clubs.len()), (19, 19));
    assert!(data.clubs.iter().all(|c| c.position.is_some()));
    assert!(data.districts.iter().all(|d| d.position.is_some() && d.schools.len() == 1));
    // 18 clubs are called after a school; 二瀬 stands beside 伊岐須 on the grounds of its school.
    let guessed: Vec<_> = data
        .guessed
        .iter()
        .map(|g| (data.clubs[g.club].name.as_str(), data.districts[g.district].id.as_str(), g.metres))
        .collect();
    assert_eq!(guessed, [("二瀬児童クラブ", "伊岐須", 125)]);
    assert_eq!(data.without_club().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["八木山"]);
    assert_eq!(data.shared_clubs().count(), 0);
    assert_eq!(data.facilities_csv().lines().count(), 20);
    assert_eq!(data.districts_csv().lines().count(), 20);

    let areas = demand::read_census(&cp932(dir.join("census2020_smallarea_age_cp932.txt"))).unwrap();
    // 166 rows: the city, 16 towns with 77 blocks, 72 towns without. Three figures are withheld.
    assert_eq!(areas.len(), 72 + 77);
    assert_eq!(areas.iter().filter(|a| a.children.is_none()).count(), 3);
    assert_eq!(areas.iter().filter_map(|a| a.children).sum::<u32>(), 5_619);
    let middles =
        demand::read_middles(&std::fs::read_to_string(dir.join("smallarea_2020.geojson")).unwrap()).unwrap();
    assert_eq!(middles.len(), 149);
    let children = demand::by_nearest_school(&areas, &middles, &data.districts).unwrap();
    let named: Vec<(&str, u32)> = data.districts.iter().map(|d| d.id.as_str()).zip(children).collect();
    let counted = [
        ("鯰田", 422),
        ("立岩", 357),
        ("飯塚東", 520),
        ("菰田", 201),
        ("飯塚", 277),
        ("片島", 411),
        ("伊岐須", 462),
        ("幸袋", 309),
        ("飯塚鎮西", 564),
        ("八木山", 2),
        ("頴田", 195),
        ("庄内", 500),
        ("内野", 19),
        ("上穂波", 183),
        ("大分", 157),
        ("穂波東", 400),
        ("若菜", 345),
        ("椋本", 238),
        ("高田", 57),
    ];
    assert_eq!(named, counted);
}

#[test]
fn yuzawa_as_published() {
    let Some(dir) = shared("yuzawa") else { return };
    let text = |name: &str| std::fs::read_to_string(dir.join(name)).unwrap();
    let (clubs, schools) = (text("kids_club_2022.json"), text("educational_institutions_2022.json"));
    // The four former districts of the town of 稲川, whose school is one.
    let joined = ["川連", "駒形", "稲庭", "三梨"].map(|former| (former, "稲川"));
    let data = listed::read(&clubs, &schools, &joined).unwrap();
    assert_eq!(data.clubs.len(), 14);
    let counted = [("湯沢東", 4), ("湯沢西", 3), ("山田", 1), ("稲川", 2), ("雄勝", 4), ("皆瀬", 1)];
    assert_eq!(homes(&data), counted);
    assert_eq!(data.shared_clubs().map(|c| c.name.as_str()).collect::<Vec<_>>(), ["ふたば学童クラブ"]);
    assert!(data.clubs.iter().all(|c| c.school_days.is_some() && c.other_days.is_some()));
    assert_eq!(data.clubs[5].school_days.unwrap().to_string(), "13:00-19:00");
    assert_eq!((data.without_club().count(), data.guessed.len()), (0, 0));
    // As named, the former districts stand beside their school's, which has no club then.
    let as_named = listed::read(&clubs, &schools, &[]).unwrap();
    assert_eq!((as_named.districts.len(), as_named.shared_clubs().count()), (10, 3));
    assert_eq!(as_named.without_club().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["稲川"]);
}

#[test]
fn sapporo_from_its_map() {
    let Some(dir) = shared("sapporo") else { return };
    let mut findings = Findings::new();
    let bytes = std::fs::read(dir.join("Elementary.geojson")).unwrap();
    let districts = read_districts(bytes, "Elementary.geojson", &mut findings).unwrap();
    let json = std::fs::read_to_string(dir.join("Elementary_loc.geojson")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let schools: Vec<(String, Position)> = json["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            let micro = |i: usize| (f["geometry"]["coordinates"][i].as_f64().unwrap() * 1e6).round() as i32;
            let name = f["properties"]["A27_007"].as_str().unwrap().to_owned();
            (name, Position { lat_e6: micro(1), lon_e6: micro(0) })
        })
        .collect();
    let (data, outside) = mapped::read(&districts, &schools, Touch::default());
    assert_eq!((data.districts.len(), outside), (202, 0));
    assert!(data.districts.iter().all(|d| d.schools.len() == 1 && !d.neighbours.is_empty()));
    assert_eq!(data.districts.iter().map(|d| d.neighbours.len()).sum::<usize>(), 2 * 545);
    assert_eq!(data.graph().islands().len(), 1);
    assert_eq!(data.districts_csv().lines().count(), 203);
}
