//! A city as the generator of club rounds sees it: districts, their clubs, and the way between them.

use super::tables::{Table, degrees};
use sekiwari::programme::nursery::Position;

/// A school district.
pub(super) struct District {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) school: String,
    pub(super) centre: Position,
    /// How far from the centre its families live, in micro-degrees.
    pub(super) reach: i32,
    /// How many children apply.
    pub(super) applicants: u32,
    /// Neighbours, as positions in the districts.
    pub(super) neighbours: Vec<usize>,
    /// Home clubs, as positions in the clubs.
    pub(super) clubs: Vec<usize>,
}

/// A club.
pub(super) struct Club {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) position: Position,
    /// The district it stands in.
    pub(super) district: usize,
    /// Whether it is open on Saturdays.
    pub(super) saturdays: bool,
    /// Seats it is known to have; others follow from rooms, floor and staff.
    pub(super) quota: Option<u32>,
    /// Staff it is known to have.
    pub(super) staff: Option<u32>,
    /// Children who used it until now, where that is known.
    pub(super) used_by: Option<u32>,
}

/// A bus or taxi that takes children of some districts to some clubs.
pub(super) struct Route {
    pub(super) id: String,
    pub(super) districts: Vec<usize>,
    pub(super) clubs: Vec<usize>,
    pub(super) weekdays: &'static str,
    pub(super) seats: u32,
}

pub(super) struct City {
    pub(super) districts: Vec<District>,
    pub(super) clubs: Vec<Club>,
    pub(super) routes: Vec<Route>,
}

impl City {
    /// Home clubs of a district, or else the nearest clubs of its neighbours: what its families think of first.
    pub(super) fn first_clubs(&self, district: usize) -> Vec<usize> {
        let own = &self.districts[district].clubs;
        if own.is_empty() { self.clubs_next_door(district) } else { own.clone() }
    }

    /// Clubs of the neighbours that are not home clubs, the nearest first.
    pub(super) fn clubs_next_door(&self, district: usize) -> Vec<usize> {
        let here = &self.districts[district];
        let next = here.neighbours.iter().flat_map(|&n| self.districts[n].clubs.iter().copied());
        let mut found: Vec<usize> = next.filter(|c| !here.clubs.contains(c)).collect();
        found.sort_unstable();
        found.dedup();
        found.sort_by_key(|&c| crate::town::metres_squared(here.centre, self.clubs[c].position));
        found
    }

    /// How many applicants live in the districts of every club; those of a district with several are divided among them.
    pub(super) fn applicants_by_club(&self) -> Vec<u32> {
        let mut sums = vec![0; self.clubs.len()];
        for (d, district) in self.districts.iter().enumerate() {
            let clubs = self.first_clubs(d);
            let clubs = if district.clubs.is_empty() { &clubs[..clubs.len().min(1)] } else { &clubs[..] };
            let shares = crate::draw::share_out(u64::from(district.applicants), clubs.iter().map(|_| 1));
            clubs.iter().zip(shares).for_each(|(&c, share)| sums[c] += share);
        }
        sums
    }

    pub(super) fn facilities(&self) -> Table {
        let mut table =
            Table::new("facilities", &["facility_id", "name", "kind", "district_id", "lat", "lon"]);
        for c in &self.clubs {
            let district = self.districts[c.district].id.clone();
            let [lat, lon] = [c.position.lat_e6, c.position.lon_e6].map(degrees);
            table.push([c.id.clone(), c.name.clone(), "club".to_owned(), district, lat, lon]);
        }
        table
    }

    pub(super) fn districts(&self) -> Table {
        let columns = &["district_id", "name", "school_ids", "neighbour_district_ids", "facility_ids"];
        let mut table = Table::new("districts", columns);
        for d in &self.districts {
            let neighbours = self.district_ids(&d.neighbours);
            table.push([d.id.clone(), d.name.clone(), d.school.clone(), neighbours, self.club_ids(&d.clubs)]);
        }
        table
    }

    pub(super) fn transport(&self) -> Table {
        let columns = &["route_id", "district_ids", "facility_ids", "weekdays", "seats"];
        let mut table = Table::new("transport", columns);
        for r in &self.routes {
            let (from, to) = (self.district_ids(&r.districts), self.club_ids(&r.clubs));
            table.push([r.id.clone(), from, to, r.weekdays.to_owned(), r.seats.to_string()]);
        }
        table
    }

    fn district_ids(&self, list: &[usize]) -> String {
        list.iter().map(|&d| self.districts[d].id.as_str()).collect::<Vec<_>>().join(";")
    }

    fn club_ids(&self, list: &[usize]) -> String {
        list.iter().map(|&c| self.clubs[c].id.as_str()).collect::<Vec<_>>().join(";")
    }
}
