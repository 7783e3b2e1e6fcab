//! Small towns worked out by hand.

use crate::town::{at, child, class, facility, round, seats};
use sekiwari::programme::club::district::{Area, DistrictMap};
use sekiwari::programme::nursery::Round;
use sekiwari::siting::access::{
    Access, Bands, Cell, Figures, Grain, Mesh, Minutes, MinutesRow, Options, Travel, access,
};

/// On a meridian 9,000 micro-degrees are 1,000 m.
const KM: i32 = 9_000;
const LAT: i32 = 35_000_000;
const LON: i32 = 139_000_000;

fn options(travel: Travel<'_>, bands: Bands) -> Options<'_> {
    Options { grain: Grain::District(None), travel, bands, within: vec![1_000, 2_000], held: false }
}

fn figures(access: &Access, area: Option<&str>, n: Option<u8>) -> Figures {
    let area = area.map(|id| access.areas.iter().position(|a| a == id).unwrap() as u32);
    let own = |f: &&sekiwari::siting::access::AreaFigures| (f.area, f.class) == (area, n.map(class));
    access.figures.iter().find(own).map(|f| f.figures.clone()).unwrap()
}

/// Two facilities 4 km apart on a meridian, F with 2 seats for ones and G with 3; children of class 1 at 0, 1 (twice), 3 and 9 km.
fn street() -> Round {
    let km = |n: i32| at(LAT + n * KM, LON);
    round(
        vec![facility("F", km(0)), facility("G", km(4))],
        vec![seats(0, &[1], 2), seats(1, &[1], 3)],
        vec![
            child("a", 1, "S", km(0)),
            child("b", 1, "S", km(1)),
            child("c", 1, "S", km(1)),
            child("d", 1, "N", km(3)),
            child("e", 1, "N", km(9)),
        ],
    )
}

#[test]
fn two_steps_by_hand() {
    // Within 3 km: a, b, c and d reach F (2 / 4), b, c and d reach G (3 / 3).
    let plain = Bands::new(vec![(3_010, 1000)]).unwrap();
    let found = access(&street(), &options(Travel::Straight { percent: 100 }, plain));
    assert_eq!(found.rows.iter().map(|r| (r.seats, r.children)).collect::<Vec<_>>(), [(2, 4), (3, 3)]);
    let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}");
    close(figures(&found, None, None).seats_per_child, 5.0 / 5.0);
    close(figures(&found, Some("S"), Some(1)).seats_per_child, (0.5 + 1.5 + 1.5) / 3.0);
    close(figures(&found, Some("N"), None).seats_per_child, 1.5 / 2.0);
    assert_eq!(figures(&found, Some("N"), None).without, 1);
    let open = figures(&found, Some("S"), None).open;
    assert_eq!((open.reached, open.median, open.longest), (3, Some(1_000), Some(1_000)));
    assert_eq!(open.within, [3, 3]);
    let north = figures(&found, Some("N"), None).open;
    assert_eq!((north.reached, north.longest, north.within), (2, Some(5_003), vec![1, 1]));
}

#[test]
fn weights_by_distance_by_hand() {
    // F: a at 0 (1), b and c at 1 km (0.5 each), d at 3 km (0.25): 2 / 2.25. G: d at 1 km (0.5), b and c at 3 km (0.25 each): 3 / 1.
    let bands = Bands::new(vec![(500, 1000), (1_500, 500), (3_010, 250)]).unwrap();
    let found = access(&street(), &options(Travel::Straight { percent: 100 }, bands));
    assert_eq!(found.rows.iter().map(|r| r.weighted).collect::<Vec<_>>(), [2_250, 1_000]);
    let f = 2.0 / 2.25;
    let expected = (f + 2.0 * (f * 0.5 + 3.0 * 0.25)) / 3.0;
    let south = figures(&found, Some("S"), None);
    assert!((south.weighted_seats_per_child - expected).abs() < 1e-12);
    let all = figures(&found, None, None);
    assert!((all.weighted_seats_per_child * 5.0 - 5.0).abs() < 1e-12, "{all:?}");
}

#[test]
fn shared_seats_are_one_supply_and_other_classes_none() {
    let here = at(LAT, LON);
    let town = round(
        vec![facility("F", here), facility("G", at(LAT + KM, LON))],
        vec![seats(0, &[0, 1], 3), seats(1, &[1], 0)],
        vec![
            child("a", 0, "D", here),
            child("b", 1, "D", here),
            child("c", 5, "D", here),
            child("d", 1, "D", None),
        ],
    );
    let plain = Bands::new(vec![(2_000, 1000)]).unwrap();
    let found = access(&town, &options(Travel::Straight { percent: 130 }, plain));
    assert_eq!((found.unknown, found.lost_facilities), (1, 0));
    assert_eq!(found.rows.iter().map(|r| (r.seats, r.children)).collect::<Vec<_>>(), [(3, 2), (0, 1)]);
    assert_eq!(figures(&found, None, Some(0)).seats_per_child, 1.5);
    assert_eq!(figures(&found, None, Some(1)).seats_per_child, 1.5);
    let five = figures(&found, None, Some(5));
    assert_eq!((five.children, five.open.reached, five.offered.longest, five.without), (1, 0, None, 1));
    assert_eq!(found.counts, [[1, 1, 0, 0, 0, 1]]);
}

#[test]
fn held_seats_count_only_if_asked_for_and_age_and_care_are_looked_at() {
    let here = at(LAT, LON);
    let mut f = facility("F", here);
    f.min_age_days = Some(365);
    let mut holder = child("a", 1, "D", here);
    holder.current = Some(0);
    let mut young = child("b", 1, "D", here);
    young.birth_date = Some(jiff::civil::date(2025, 10, 1));
    let mut care = child("c", 1, "D", here);
    care.affiliation.care_needs = vec!["medical".to_owned()];
    let town = round(vec![f], vec![seats(0, &[1], 0)], vec![holder, young, care, child("d", 1, "D", here)]);
    let mut options = options(Travel::Straight { percent: 100 }, Bands::new(vec![(500, 1000)]).unwrap());
    let open = access(&town, &options);
    assert_eq!((open.rows[0].seats, open.rows[0].children), (0, 2));
    let all = figures(&open, None, None);
    assert_eq!((all.offered.reached, all.open.reached, all.without), (2, 0, 4));
    options.held = true;
    let with_held = access(&town, &options);
    assert_eq!((with_held.rows[0].seats, figures(&with_held, None, None).open.reached), (1, 2));
}

#[test]
fn minutes_go_from_the_finest_cell_that_the_table_has() {
    let place = at(35_700_780, 139_714_750);
    let cell = Cell::of(place.unwrap(), Mesh::Third).unwrap().to_string();
    let town = round(
        vec![facility("F", None), facility("G", None), facility("H", None)],
        vec![seats(0, &[1], 4), seats(1, &[1], 1), seats(2, &[1], 1)],
        vec![child("a", 1, "D", place), child("b", 1, "D", None), child("c", 1, "E", None)],
    );
    let row = |from: &str, to: &str, minutes| MinutesRow { from: from.into(), to: to.into(), minutes };
    let table =
        Minutes::new(vec![row(&cell, "F", 5), row("D", "F", 25), row("D", "G", 8), row("D", "elsewhere", 1)]);
    let found = access(&town, &options(Travel::Minutes(&table), Bands::new(vec![(20, 1000)]).unwrap()));
    // c begins nowhere; a has the cell's row and so does not reach G; b is of its district.
    assert_eq!((found.unknown, found.lost_facilities), (1, 1));
    assert_eq!(found.rows.iter().map(|r| r.children).collect::<Vec<_>>(), [1, 1, 0]);
    let all = figures(&found, Some("D"), None);
    assert_eq!((all.children, all.open.mean, all.open.longest), (2, Some(7), Some(8)));
}

#[test]
fn districts_come_from_the_row_or_else_from_the_map() {
    let p = |lat_e6, lon_e6| at(lat_e6, lon_e6).unwrap();
    let square = vec![vec![vec![p(LAT, LON), p(LAT, LON + KM), p(LAT + KM, LON + KM), p(LAT + KM, LON)]]];
    let map = DistrictMap::new([("M".to_owned(), Area::new(square).unwrap())]).unwrap();
    let inside = at(LAT + 10, LON + 10);
    let town = round(
        vec![facility("F", inside)],
        vec![seats(0, &[1], 1)],
        vec![child("a", 1, "", inside), child("b", 1, "D", inside), child("c", 1, "", at(LAT - 10, LON))],
    );
    let mut options = options(Travel::Straight { percent: 100 }, Bands::new(vec![(500, 1000)]).unwrap());
    assert_eq!(access(&town, &options).areas, ["", "D"]);
    options.grain = Grain::District(Some(&map));
    assert_eq!(access(&town, &options).areas, ["", "D", "M"]);
    options.grain = Grain::Mesh(Mesh::Half);
    let meshes = access(&town, &options);
    assert_eq!(meshes.areas.len(), 2, "{:?}", meshes.areas);
    assert!(meshes.centres.iter().all(Option::is_some));
}

#[test]
fn nobody_and_nothing() {
    let plain = || Bands::new(vec![(500, 1000)]).unwrap();
    let none = access(&round(vec![], vec![], vec![]), &options(Travel::Straight { percent: 130 }, plain()));
    assert_eq!((none.figures.len(), none.areas.len(), none.unknown), (1, 0, 0));
    let lost =
        round(vec![facility("F", None)], vec![seats(0, &[1], 2)], vec![child("a", 1, "D", at(LAT, LON))]);
    let found = access(&lost, &options(Travel::Straight { percent: 130 }, plain()));
    assert_eq!((found.lost_facilities, found.rows[0].children), (1, 0));
    assert_eq!(figures(&found, None, None).open.reached, 0);
}
