//! A small good round of clubs as texts.

use crate::base::Broken;

pub(super) const SETTINGS: &str = "\
programme = \"club\"
name = \"2026年4月 学童\"
fiscal_year = 2026
entry_date = 2026-04-01

[allocate]
mechanism = \"deferred-acceptance\"

[priority]
lottery_seed = 20260401

[club]
order = [\"always\", \"yearly\", \"continuing\", \"home\", \"first-grades\", \"score\", \"grade\"]
first_grades = 3
neighbours = 1
area_per_child_m2 = \"1.65\"
hard_limit_per_unit = 45
";

const FACILITIES: &str = "\
facility_id,name,district_id,lat,lon
K1,秦第一,D1,34.68,133.70
K2,常盤,D2,34.67,133.74
K3,池田,,,
";

// K3 opens in summer only, and has its own row for Saturdays.
const UNITS: &str = "\
facility_id,season,weekdays,rooms,area_m2,staff,qualified_staff,limit_per_unit,declared_seats
K1,,,2,132,4,2,,70
K1,summer,MTWHFS,1,99,2,1,,
K2,,MTWHF,1,80.5,3,1,30,
K3,summer,MTWHF,1,,,,,20
";

const ENROLLED: &str = "\
facility_id,season,weekdays,children
K1,,,10
K2,term,MWF,3
";

// D3 has no home club of its own, and names no neighbour itself.
const DISTRICTS: &str = "\
district_id,name,school_ids,neighbour_district_ids,facility_ids
D1,秦,S1;S1B,D2;D3,K1
D2,常盤,S2,,K2;K3
D3,新本,S3,,
";

const TRANSPORT: &str = "\
route_id,district_ids,facility_ids,weekdays,seats
R1,D3,K1;K2,,8
";

// A and B are siblings; C lives in D3 and has a list that is made; D comes in summer only; E holds a seat at K2.
const CHILDREN: &str = "\
child_id,household_id,grade,birth_date,weekdays,season,min_days,district_id,school_id,lat,lon,current_facility_id,current_weekdays,last_year_facility_id,always_admit,disabled,seats,accepts_neighbour
A,H1,1,2019-05-10,MTWHF,year,3,D1,,,,,,,,,,
B,H1,,2017-04-01,MWF,,,,S1,,,,,K1,,,,
C,H2,2,,TH,term,,D3,,,,,,,no,yes,2,transport
D,H3,4,,MTWHF,summer,,,S2,,,,,,,,,
E,H4,5,,MT,,,D2,S2,34.67,133.74,K2,MT,K2,yes,,,
";

const WISHES: &str = "\
child_id,rank,facility_id,weekdays
A,1,K1,
A,2,K2,MWF
B,1,K1,
D,1,K3,
D,2,K2,MWF
E,1,K1,
E,2,K2,
";

const HOUSEHOLDS: &str = "\
household_id,joint,single_fallback,prefer
H1,same-facility,none,together-first
";

const SCORES: &str = "\
child_id,facility_id,score,tie_1
A,,20.5,3
A,K2,21,3
B,,18,1
C,,18,2
D,,22,5
E,K1,15,9
";

/// Areas of D1 and D2, side by side.
pub(super) const MAP: &str = r#"{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"district_id": "D1"}, "geometry": {"type": "Polygon",
 "coordinates": [[[133.70, 34.60], [133.72, 34.60], [133.72, 34.70], [133.70, 34.70], [133.70, 34.60]]]}},
{"type": "Feature", "properties": {"district_id": "D2"}, "geometry": {"type": "Polygon",
 "coordinates": [[[133.72, 34.60], [133.76, 34.60], [133.76, 34.70], [133.72, 34.70], [133.72, 34.60]]]}}
]}"#;

/// The good round of clubs.
pub(super) fn good() -> Broken {
    Broken::of(&[
        ("round.toml", SETTINGS),
        ("facilities.csv", FACILITIES),
        ("units.csv", UNITS),
        ("enrolled.csv", ENROLLED),
        ("districts.csv", DISTRICTS),
        ("transport.csv", TRANSPORT),
        ("children.csv", CHILDREN),
        ("wishes.csv", WISHES),
        ("households.csv", HOUSEHOLDS),
        ("scores.csv", SCORES),
    ])
}

/// The note that the good round gives: there is a district without a home club.
pub(super) const NOTE: crate::base::Want = ("N1428", "districts.csv", 4, "", "D3");

/// What is wrong beside the note of the good round.
#[track_caller]
pub(super) fn doubted(round: Broken, want: &[crate::base::Want]) -> sekiwari_files::club::LoadedClub {
    let mut all = want.to_vec();
    all.push(NOTE);
    all.sort_by_key(|w| (w.1, w.2, w.3));
    crate::base::club_warned(round, &all)
}
