//! A club round of any size in a made-up city.

use super::children::{self, Wanted};
use super::city::{City, Club, District, Route};
use super::map::Map;
use super::seats;
use super::tables::ClubTables;
use crate::draw::{Draw, Stream, share_out};
use crate::town::digits;
use sekiwari::programme::nursery::Position;

/// Of a thousand districts, how many have no club, and how many share that of a neighbour.
const WITHOUT_CLUB: u32 = 50;
const SHARED_CLUB: u32 = 60;
/// Of a thousand clubs, how many are closed on Saturdays.
const CLOSED_ON_SATURDAY: u32 = 300;
/// Applicants from which a district has another club.
const SECOND_CLUB: u32 = 120;
/// Of a thousand districts with a club, how many have a bus to one next door.
const WITH_BUS: u32 = 150;

/// A round of after-school clubs in a city of so many school districts (at least one) with so many applicants.
///
/// Guarantees: the same arguments give the same texts on any machine; grades have the nationwide mix to the last child; every
/// child can be placed on the map, by its district, its school or its place alone; every district has a club or a neighbour
/// with one. Cost: linear in districts and children.
pub fn clubs(districts: u32, children: u32, seed: u64) -> ClubTables {
    let mut draw = Draw::new(seed, Stream::ClubTown);
    let map = Map::new(districts.max(1) as usize, &mut draw);
    let mut city = City { districts: Vec::new(), clubs: Vec::new(), routes: Vec::new() };
    let weights: Vec<u32> = (0..districts.max(1)).map(|_| 60 + draw.below(240)).collect();
    let applicants = share_out(u64::from(children), weights.iter().copied());
    let width = digits(applicants.len());
    for (d, applicants) in applicants.into_iter().enumerate() {
        city.districts.push(District {
            id: format!("D{:0width$}", d + 1),
            name: format!("第{}学区", d + 1),
            school: format!("S{:0width$}", d + 1),
            centre: map.centre(d),
            reach: Map::REACH,
            applicants,
            neighbours: map.neighbours(d),
            clubs: Vec::new(),
        });
    }
    found_clubs(&mut city, &mut draw);
    run_buses(&mut city, &mut draw);
    let names = city.districts.iter().map(|d| (d.id.as_str(), d.name.as_str()));
    let geojson = map.geojson(names);
    let [children, wishes, households, scores] =
        children::tables(&city, &Wanted { by_school: 120, by_place: 80 }, seed);
    ClubTables {
        settings: settings(seed),
        tables: vec![
            city.facilities(),
            seats::units(&city, seed),
            city.districts(),
            city.transport(),
            children,
            wishes,
            households,
            scores,
        ],
        map: Some(geojson),
    }
}

fn found_clubs(city: &mut City, draw: &mut Draw) {
    let total: usize = city.districts.iter().map(|d| 1 + (d.applicants / SECOND_CLUB) as usize).sum();
    let width = digits(total);
    for d in 0..city.districts.len() {
        let before = city.districts[d].neighbours.iter().copied().find(|&n| n < d);
        let next = before.and_then(|n| city.districts[n].clubs.first().copied());
        let chance = draw.below(1000);
        // Only beside a district with a club, so that no family is left without any.
        if let Some(club) = next.filter(|_| chance < WITHOUT_CLUB + SHARED_CLUB) {
            if chance >= WITHOUT_CLUB {
                city.districts[d].clubs.push(club);
            }
            continue;
        }
        for _ in 0..=city.districts[d].applicants / SECOND_CLUB {
            let number = city.clubs.len() + 1;
            city.districts[d].clubs.push(city.clubs.len());
            let Position { lat_e6, lon_e6 } = city.districts[d].centre;
            let mut near = || draw.between(-Map::REACH, Map::REACH) / 2;
            let (north, east) = (near(), near());
            city.clubs.push(Club {
                id: format!("F{number:0width$}"),
                name: format!("第{number}児童クラブ"),
                position: Position { lat_e6: lat_e6 + north, lon_e6: lon_e6 + east },
                district: d,
                saturdays: draw.below(1000) >= CLOSED_ON_SATURDAY,
                quota: None,
                staff: None,
                used_by: None,
            });
        }
    }
}

/// Buses from every district without a club, and from some others, to the nearest club next door.
fn run_buses(city: &mut City, draw: &mut Draw) {
    let width = digits(city.districts.len());
    for d in 0..city.districts.len() {
        let none = city.districts[d].clubs.is_empty();
        let Some(&to) = city.clubs_next_door(d).first() else { continue };
        if none || draw.chance(WITH_BUS) {
            city.routes.push(Route {
                id: format!("R{:0width$}", city.routes.len() + 1),
                districts: vec![d],
                clubs: vec![to],
                weekdays: "MTWHF",
                seats: if none { 6 + draw.below(12) } else { 2 + draw.below(5) },
            });
        }
    }
}

fn settings(seed: u64) -> String {
    format!(
        "programme = \"club\"\nname = \"作りものの市 放課後児童クラブ\"\nfiscal_year = 2026\nentry_date = 2026-04-01\n\n\
         [club]\nfirst_grades = 3\nlists = \"neighbours\"\nneighbours = 1\noverflow = \"any\"\n\n\
         [priority]\nlottery_seed = {seed}\n"
    )
}
