//! The texts of the tables of a round of day services.

use super::children::{self, Child, Children};
use super::requests::{self, PERIOD, Request};
use super::sites::{City, Kind};
use crate::clubs::Table;
use crate::draw::{Draw, Stream};
use crate::town::digits;
use jiff::civil::Weekday;

/// A round of day services as texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DailyTables {
    /// The settings, `round.toml`.
    pub settings: String,
    /// The caps, `caps.toml`.
    pub caps: String,
    /// The tables.
    pub tables: Vec<Table>,
}

impl DailyTables {
    /// The names and texts of all files.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = vec![
            ("round.toml".to_owned(), self.settings.clone()),
            ("caps.toml".to_owned(), self.caps.clone()),
        ];
        files.extend(self.tables.iter().map(|t| (format!("{}.csv", t.name), t.csv())));
        files
    }

    /// A table by name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|t| t.name == name)
    }
}

/// A child asks about three times a month.
const PER_CHILD: u32 = 3;

/// The round of a city.
pub(super) fn round(name: &str, city: &City, requests: u32, seed: u64) -> DailyTables {
    let mut draw = Draw::new(seed, Stream::DayRequests);
    let families = children::children((requests / PER_CHILD).max(4), city, &mut draw);
    let asked = requests::requests(requests, city, &families, &mut draw);
    let mut tables = vec![facilities(city), services(city), sessions(city, &mut draw)];
    let rooms = rooms(city);
    if !rooms.rows.is_empty() {
        tables.push(rooms);
    }
    tables.extend([children_table(city, &families), usage(&families, &mut draw)]);
    tables.push(requests_table(city, &families, &asked));
    DailyTables { settings: settings(name, seed), caps: CAPS.to_owned(), tables }
}

fn facilities(city: &City) -> Table {
    let mut table = Table::new("facilities", &["facility_id", "name", "kind"]);
    for site in &city.sites {
        let kind = match site.kind {
            Kind::Temporary => "temporary",
            Kind::Nursery { .. } => "nursery",
            Kind::Sick => "sick",
            Kind::Convalescent => "convalescent",
        };
        table.push([site.id.clone(), site.name.clone(), kind.to_owned()]);
    }
    table
}

fn services(city: &City) -> Table {
    let header = &[
        "facility_id",
        "service",
        "days",
        "open_from",
        "open_to",
        "short_days",
        "short_to",
        "seats",
        "teachers",
        "nurses",
        "teacher_ratio",
        "minimum_teachers",
        "min_age_days",
        "classes",
        "enrolled",
        "registered",
        "both_work",
        "rest_day",
        "doctor_note",
        "spare",
    ];
    let mut table = Table::new("services", header);
    for site in &city.sites {
        for service in site.services() {
            table.rows.push(std::iter::once(site.id.clone()).chain(service).collect());
        }
    }
    table
}

/// Days on which nurseries have a seat or two that nobody uses.
fn sessions(city: &City, draw: &mut Draw) -> Table {
    let mut table = Table::new("sessions", &["facility_id", "service", "date", "session", "seats"]);
    let days = PERIOD.0.series(jiff::Span::new().days(1)).take_while(|d| *d <= PERIOD.1);
    for day in days.filter(|d| !matches!(d.weekday(), Weekday::Saturday | Weekday::Sunday)) {
        for site in city.sites.iter().filter(|s| matches!(s.kind, Kind::Nursery { .. })) {
            let free = draw.weighted(&[50, 35, 15]);
            // National holidays are closed, and stay so. Early May has four.
            if free > 0 && !(3..=6).contains(&day.day()) {
                let cells =
                    [site.id.clone(), "temporary".into(), day.to_string(), "day".into(), free.to_string()];
                table.push(cells);
            }
        }
    }
    table
}

fn rooms(city: &City) -> Table {
    let mut table = Table::new("isolation_rooms", &["facility_id", "service", "room_id", "seats", "kind"]);
    for site in &city.sites {
        for (room, seats, kind) in &site.rooms {
            table.push([
                site.id.clone(),
                "sick".into(),
                (*room).to_owned(),
                seats.to_string(),
                (*kind).to_owned(),
            ]);
        }
    }
    table
}

fn children_table(city: &City, families: &Children) -> Table {
    let header = &[
        "child_id",
        "household_id",
        "birth_date",
        "grade",
        "enrolled_facility_id",
        "enrolled",
        "registered",
        "resident",
        "load",
    ];
    let mut table = Table::new("children", header);
    for child in &families.all {
        let empty = String::new;
        let grade = child.class.checked_sub(5).filter(|g| *g > 0);
        table.push([
            child.id.clone(),
            child.household.clone(),
            child.born.map_or_else(empty, |b| b.to_string()),
            grade.map_or_else(empty, |g| g.to_string()),
            child.enrolled.map_or_else(empty, |site| city.sites[site].id.clone()),
            if child.regular && child.enrolled.is_none() && child.class <= 5 {
                "yes".into()
            } else {
                empty()
            },
            "sick;convalescent".into(),
            if child.resident { empty() } else { "no".into() },
            if child.load == 10 { empty() } else { format!("{}.{}", child.load / 10, child.load % 10) },
        ]);
    }
    table
}

/// Uses of the months before: most have none.
fn usage(families: &Children, draw: &mut Draw) -> Table {
    let mut table = Table::new("usage", &["child_id", "service", "uses"]);
    for child in &families.all {
        let uses = draw.weighted(&[60, 18, 12, 6, 4]);
        if uses > 0 {
            let service = if child.regular { "sick" } else { "temporary" };
            table.push([child.id.clone(), service.into(), uses.to_string()]);
        }
    }
    table
}

fn requests_table(city: &City, families: &Children, asked: &[Request]) -> Table {
    let header = &[
        "request_id",
        "child_id",
        "service",
        "date",
        "alternatives",
        "session",
        "reason",
        "disease",
        "doctor_note",
        "both_work",
        "rest_day",
        "facility_ids",
        "together",
        "requested_at",
        "state",
    ];
    let mut table = Table::new("requests", header);
    let width = digits(asked.len());
    let yes = |holds: bool| if holds { "yes".to_owned() } else { String::new() };
    for (number, q) in (1..).zip(asked) {
        let child: &Child = &families.all[q.child];
        let dates: Vec<String> = q.dates.iter().map(ToString::to_string).collect();
        let sites: Vec<&str> = q.sites.iter().map(|&s| city.sites[s].id.as_str()).collect();
        let (day, hour, minute) = q.at;
        table.push([
            format!("Q{number:0width$}"),
            child.id.clone(),
            q.service.into(),
            dates.first().cloned().unwrap_or_default(),
            dates.get(1..).unwrap_or_default().join(";"),
            q.session.into(),
            q.reason.into(),
            q.disease.into(),
            yes(q.note),
            yes(q.service == "holiday"),
            q.rest_day.map_or_else(String::new, |d| d.to_string()),
            sites.join(";"),
            q.together.map_or_else(String::new, |n| format!("T{n}")),
            format!("{day} {hour:02}:{minute:02}"),
            q.state.into(),
        ]);
    }
    table
}

fn settings(name: &str, seed: u64) -> String {
    let (from, to) = PERIOD;
    format!(
        "programme = \"daily\"\nname = \"{name}\"\n\n[daily]\nfrom = {from}\nto = {to}\n\
         order = [\"need\", \"uses\", \"time\"]\nreasons = [\"urgent\", \"regular\", \"private\"]\n\
         slots = [\"08:30\", \"12:30\", \"17:30\"]\nhalf = \"12:30\"\n\n\
         [allocate]\nmechanism = \"priority\"\n\n[priority]\nlottery_seed = {seed}\n"
    )
}

const CAPS: &str = "\
[[cap]]
name = \"一時預かり 月13日\"
services = [\"temporary\"]
per = \"month\"
days = 13

[[cap]]
name = \"私的利用 週2日\"
services = [\"temporary\"]
reasons = [\"private\"]
per = \"week\"
days = 2
";
