//! The shipped sample: the after-school clubs of Soja about the time of its twelfth, with made-up applicants.

use super::children::{self, Wanted};
use super::city::{City, Club, District, Route};
use super::seats;
use super::tables::ClubTables;
use crate::draw::{Draw, Stream, share_out};
use crate::soja::{DISTRICTS, LOTTERY_SEED};
use crate::town::metres_squared;
use sekiwari::programme::nursery::Position;

/// Applicants of the sample. Made up: about one pupil in eight.
pub const CLUB_APPLICANTS: u32 = 520;

const SEED: u64 = 2_026;

/// Districts without a club (published).
const WITHOUT_CLUB: [&str; 2] = ["ikeda", "niimoto"];
/// Two districts with one club. That twelve clubs served thirteen districts is published; that it was these two, whose schools
/// have become one since, is made up.
const TOGETHER: (&str, &str) = ("showa", "ishin");

/// The twelfth club, in the district of 秦, as published: quota, staff, and children at its start, of grades 1 to 3.
const TWELFTH: (&str, &str, &str) = ("hata", "hata-masakiyama", "秦正木山児童クラブ");
const TWELFTH_QUOTA: u32 = 20;
const TWELFTH_STAFF: u32 = 5;
const TWELFTH_CHILDREN: u32 = 13;

/// The sample round: 15 school districts, 12 clubs, 520 made-up applicants. The same every time.
pub fn soja_clubs() -> ClubTables {
    let city = city();
    let [children, wishes, households, scores] =
        children::tables(&city, &Wanted { by_school: 0, by_place: 0 }, SEED);
    let tables = vec![
        city.facilities(),
        seats::units(&city, SEED),
        city.districts(),
        city.transport(),
        children,
        wishes,
        households,
        scores,
    ];
    ClubTables { settings: settings(), tables, map: None }
}

fn city() -> City {
    let mut draw = Draw::new(SEED, Stream::ClubTown);
    let centres: Vec<Position> =
        DISTRICTS.iter().map(|d| Position { lat_e6: d.lat_e6, lon_e6: d.lon_e6 }).collect();
    let applicants = share_out(u64::from(CLUB_APPLICANTS), DISTRICTS.iter().map(|d| d.weight));
    let mut city = City { districts: Vec::new(), clubs: Vec::new(), routes: Vec::new() };
    for (d, (fact, applicants)) in DISTRICTS.iter().zip(applicants).enumerate() {
        city.districts.push(District {
            id: fact.id.to_owned(),
            name: fact.name.to_owned(),
            school: format!("{}-sho", fact.id),
            centre: centres[d],
            reach: 6_000,
            applicants,
            neighbours: next_to(d, &centres),
            clubs: Vec::new(),
        });
    }
    for (d, fact) in DISTRICTS.iter().enumerate().filter(|(_, f)| !WITHOUT_CLUB.contains(&f.id)) {
        let number = city.clubs.len();
        if fact.id == TOGETHER.1 {
            let shared = city.districts.iter().find(|o| o.id == TOGETHER.0).map(|o| o.clubs.clone());
            city.districts[d].clubs.extend(shared.into_iter().flatten());
            continue;
        }
        let is_twelfth = fact.id == TWELFTH.0;
        city.districts[d].clubs.push(number);
        let name = match fact.id {
            id if id == TOGETHER.0 => "昭和・維新児童クラブ".to_owned(),
            _ if is_twelfth => TWELFTH.2.to_owned(),
            _ => format!("{}児童クラブ", fact.name),
        };
        // Beside the school, made up.
        let (north, east) = (draw.between(-900, 900), draw.between(-900, 900));
        let position = Position { lat_e6: centres[d].lat_e6 + north, lon_e6: centres[d].lon_e6 + east };
        city.clubs.push(Club {
            id: if is_twelfth { TWELFTH.1.to_owned() } else { format!("{}-club", fact.id) },
            name,
            position,
            district: d,
            saturdays: true,
            quota: is_twelfth.then_some(TWELFTH_QUOTA),
            staff: is_twelfth.then_some(TWELFTH_STAFF),
            used_by: is_twelfth.then_some(TWELFTH_CHILDREN),
        });
    }
    // Taxis from the two districts without a club to the nearest one next door, made up.
    for (id, seats) in WITHOUT_CLUB.into_iter().zip([3, 4]) {
        let Some(from) = city.districts.iter().position(|d| d.id == id) else { continue };
        if let Some(&to) = city.clubs_next_door(from).first() {
            let (districts, clubs) = (vec![from], vec![to]);
            city.routes.push(Route { id: format!("{id}-taxi"), districts, clubs, weekdays: "MTWHF", seats });
        }
    }
    city
}

/// The districts next to one, made up of their places: two are neighbours if no third one lies in the circle over the line
/// between them (the Gabriel graph, which is planar and hangs together).
fn next_to(d: usize, centres: &[Position]) -> Vec<usize> {
    let is_between = |n: usize, k: usize| {
        let [a, b, c] = [(d, n), (d, k), (n, k)].map(|(i, j)| metres_squared(centres[i], centres[j]));
        k != d && k != n && b + c < a
    };
    let all = 0..centres.len();
    all.clone().filter(|&n| n != d && !all.clone().any(|k| is_between(n, k))).collect()
}

fn settings() -> String {
    format!(
        "programme = \"club\"\nname = \"総社市（見本） 令和8年度 放課後児童クラブ\"\nfiscal_year = 2026\nentry_date = 2026-04-01\n\n\
         [club]\norder = [\"always\", \"yearly\", \"continuing\", \"home\", \"first-grades\", \"score\", \"grade\"]\nfirst_grades = 3\n\
         lists = \"neighbours\"\nneighbours = 1\noverflow = \"any\"\nfewer_days = \"club-first\"\narea_per_child_m2 = \"1.65\"\n\
         limit_per_unit = 40\nlimit = \"soft\"\nstaff_per_unit = 2\nqualified_per_unit = 1\n\n\
         [priority]\nlottery_seed = {LOTTERY_SEED}\n"
    )
}
