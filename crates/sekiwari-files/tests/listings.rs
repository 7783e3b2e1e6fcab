//! Published figures in their two layouts, made-up and real.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use sekiwari::programme::nursery::Position;
use sekiwari_files::listings::{ListingsError, read_city_table, read_facilities, read_listings};
use std::path::PathBuf;

const FACILITIES: &str = "\u{feff}facility_id,name,ward,first_month,town_lat,town_lng\n\
    1410,みどり保育園,緑区,2023-04,35.473937,139.62\n1411,無位置園,,2023-04,,\n";
const LISTINGS: &str = "facility_id,age,continuing_est,admitted_est,vacancy_left,seats_offered_est,wait_listings\n\
    1411,1,0,6,0,6,2\n1410,5,3,0,2,2,0\n";
const CITY: &str = "【令和６年８月１日時点】入所待ち人数,,,,,,,,,,,,\n\
    施設所在区,標準地域コード,施設・事業名,施設番号,０歳児,１歳児,２歳児,３歳児,４歳児,５歳児,合計,更新日,\n\
    鶴見区,14101,馬場保育園,1410051018778,-,2,0,0,0,1,3,2024-08-01,\n\
    瀬谷区,14114,\"保育室（に,い）\",1410052004009,0,0,0,-,-,-,0,2024-08-01,\n";

#[test]
fn tidy_layout() {
    let facilities = read_facilities(FACILITIES).unwrap();
    assert_eq!(facilities[0].position, Some(Position { lat_e6: 35_473_937, lon_e6: 139_620_000 }));
    assert_eq!(facilities[0].district.as_deref(), Some("緑区"));
    assert_eq!((facilities[1].position, &facilities[1].district), (None, &None));
    let rows = read_listings(LISTINGS, &facilities).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].facility, rows[0].class.get(), rows[0].admitted, rows[0].waiting), (1, 1, 6, 2));
    assert_eq!((rows[1].facility, rows[1].class.get(), rows[1].seats, rows[1].continuing), (0, 5, 2, 3));
}

#[test]
fn city_layout() {
    let table = read_city_table(CITY).unwrap();
    assert_eq!(table.title, "【令和６年８月１日時点】入所待ち人数");
    assert_eq!(table.rows[0].by_class, [None, Some(2), Some(0), Some(0), Some(0), Some(1)]);
    assert_eq!(table.rows[1].name, "保育室（に,い）");
    assert_eq!(table.rows[1].facility_id, "1410052004009");
    assert!(table.wrong_totals.is_empty());
    let table = read_city_table(&CITY.replace("-,2,0,0,0,1,3", "-,2,,0,0,1,4")).unwrap();
    assert_eq!(table.wrong_totals, ["1410051018778"]);
    assert_eq!(table.rows[0].by_class, [None, Some(2), None, Some(0), Some(0), Some(1)]);
}

#[test]
fn every_fault_is_named_with_its_line() {
    let facilities = read_facilities(FACILITIES).unwrap();
    let listings = |from: &str, to: &str| {
        assert!(LISTINGS.contains(from));
        read_listings(&LISTINGS.replace(from, to), &facilities).unwrap_err().to_string()
    };
    assert_eq!(listings("1410,5,", "1410,6,"), "line 3, column age: \"6\" is not an age from 0 to 5");
    assert_eq!(listings("1410,5,", "1419,5,"), "line 3: facility 1419 is not in the table of facilities");
    assert_eq!(listings("1410,5,", "1411,1,"), "line 3: facility 1411 is listed twice");
    assert_eq!(listings(",0,2,2,0", ",1,2,2,0"), "line 3: 2 seats are not 1 admitted and 2 left");
    assert_eq!(listings("6,0,6,2", "6,0,6,x"), "line 2, column wait_listings: \"x\" is not a whole number");
    assert_eq!(listings("vacancy_left", "vacancy"), "line 1: column vacancy_left is missing");
    assert!(matches!(
        read_listings(&LISTINGS.replace(",2,0\n", ",2\n"), &facilities),
        Err(ListingsError::Malformed { line: 3, .. })
    ));
    let city = |from: &str, to: &str| read_city_table(&CITY.replace(from, to)).unwrap_err().to_string();
    assert_eq!(city("1410052004009", "1410051018778"), "line 4: facility 1410051018778 is listed twice");
    assert_eq!(city("０歳児", "0歳児"), "line 2: column ０歳児 is missing");
    let bad = read_facilities(&FACILITIES.replace("35.473937", "35.4739371")).unwrap_err().to_string();
    assert_eq!(bad, "line 2, column town_lat: \"35.4739371\" is not degrees with up to six places");
}

#[test]
fn the_published_tables_are_read() {
    let root = std::env::var_os("SEKIWARI_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let dir = root.join("data/yokohama");
    let Ok(derived) = std::fs::read_to_string(dir.join("derived_april2025.csv")) else {
        println!("skipped: no shared data at {}", dir.display());
        return;
    };
    let text = |name: &str| std::fs::read_to_string(dir.join(name)).unwrap();
    let facilities = read_facilities(&text("facilities.csv")).unwrap();
    let rows = read_listings(&derived, &facilities).unwrap();
    assert_eq!((facilities.len(), rows.len()), (1_274, 6_194));
    assert_eq!(rows.iter().map(|r| r.admitted).sum::<u32>(), 15_523);
    assert_eq!(rows.iter().map(|r| r.waiting).sum::<u32>(), 10_683);
    for (name, title) in [("jidou", "入所児童数"), ("kanou", "受入可能数"), ("machi", "入所待ち人数")]
    {
        let table = read_city_table(&text(&format!("raw_202408-{name}.csv"))).unwrap();
        assert!(table.title.ends_with(title), "{}", table.title);
        assert_eq!(table.rows.len(), 1_221);
        assert_eq!(table.wrong_totals.len(), usize::from(name == "kanou"));
    }
}
