//! What the published lists become: the tables `facilities` and `districts` of a club round.

use std::fmt;

use sekiwari::programme::nursery::Position;

/// Opening hours in minutes after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// From.
    pub from: u16,
    /// To.
    pub to: u16,
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b] = [self.from, self.to].map(|t| (t / 60, t % 60));
        write!(f, "{}:{:02}-{}:{:02}", a.0, a.1, b.0, b.1)
    }
}

/// A club.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClubRow {
    /// Its id: its name, for want of another.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The district it lies in or is for, as a position in the districts; nothing where it serves several.
    pub district: Option<usize>,
    /// Where it is.
    pub position: Option<Position>,
    /// When it is open on school days.
    pub school_days: Option<Hours>,
    /// When it is open on Saturdays and in vacations.
    pub other_days: Option<Hours>,
}

/// A school district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistrictRow {
    /// Its id: its name, for want of another.
    pub id: String,
    /// The elementary schools in it.
    pub schools: Vec<String>,
    /// Where its (first) school is.
    pub position: Option<Position>,
    /// Its neighbours, as positions in the districts; empty where the list does not say.
    pub neighbours: Vec<usize>,
    /// Its home clubs, as positions in the clubs.
    pub clubs: Vec<usize>,
}

/// A club whose district was not named but guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The club, as a position in the clubs.
    pub club: usize,
    /// The district, as a position in the districts.
    pub district: usize,
    /// How far the club is from the school in metres.
    pub metres: u32,
}

/// Clubs and districts of a city.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OpenData {
    /// Clubs in the order of the list.
    pub clubs: Vec<ClubRow>,
    /// Districts, in the order in which the list names them.
    pub districts: Vec<DistrictRow>,
    /// What was guessed.
    pub guessed: Vec<Guess>,
}

impl OpenData {
    /// The districts without a home club.
    pub fn without_club(&self) -> impl Iterator<Item = &DistrictRow> {
        self.districts.iter().filter(|d| d.clubs.is_empty())
    }

    /// The clubs that are home of several districts.
    pub fn shared_clubs(&self) -> impl Iterator<Item = &ClubRow> {
        let homes = |club: usize| self.districts.iter().filter(|d| d.clubs.contains(&club)).count();
        (0..self.clubs.len()).filter(move |&c| homes(c) > 1).map(|c| &self.clubs[c])
    }

    /// The table `facilities.csv`.
    pub fn facilities_csv(&self) -> String {
        let mut out = String::from("facility_id,name,kind,district_id,lat,lon\n");
        for c in &self.clubs {
            let district = c.district.map_or("", |d| &self.districts[d].id);
            let [lat, lon] = c.position.map_or([None; 2], |p| [Some(p.lat_e6), Some(p.lon_e6)]).map(degrees);
            line(&mut out, &[&c.id, &c.name, "club", district, &lat, &lon]);
        }
        out
    }

    /// The table `districts.csv`.
    pub fn districts_csv(&self) -> String {
        let mut out = String::from("district_id,name,school_ids,neighbour_district_ids,facility_ids\n");
        for d in &self.districts {
            let neighbours: Vec<&str> = d.neighbours.iter().map(|&n| self.districts[n].id.as_str()).collect();
            let clubs: Vec<&str> = d.clubs.iter().map(|&c| self.clubs[c].id.as_str()).collect();
            line(&mut out, &[&d.id, &d.id, &d.schools.join(";"), &neighbours.join(";"), &clubs.join(";")]);
        }
        out
    }
}

fn degrees(e6: Option<i32>) -> String {
    e6.map_or_else(String::new, |v| {
        let (sign, v) = (if v < 0 { "-" } else { "" }, v.unsigned_abs());
        format!("{sign}{}.{:06}", v / 1_000_000, v % 1_000_000)
    })
}

fn line(out: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells.iter().map(|c| quoted(c)).collect();
    out.push_str(&cells.join(","));
    out.push('\n');
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
