//! Applicants of a club round: grades, days, seasons, siblings, and where they stand.

use super::city::{City, District};
use super::score::{self, Points};
use super::tables::{Table, degrees, number, yes};
use crate::draw::{Draw, Stream, share_out};
use crate::town::digits;
use sekiwari::programme::nursery::Position;

/// Users of clubs by grade in thousandths, nationwide in 2019: 31.0, 27.6, 21.7, 11.5, 5.4 and 2.7 %.
pub(super) const GRADE_MIX: [u32; 6] = [310, 276, 217, 115, 54, 27];

/// Of a thousand households so many have one, two and three children in the round. Made up, as are all shares below.
const HOUSEHOLD_SIZES: [u32; 3] = [800, 175, 25];
/// Of a thousand children who come all year, how many used the club last year, by grade.
const CONTINUING: [u32; 6] = [0, 850, 850, 750, 650, 600];
/// Days of children who come all year and of those who come in vacations only, with weights. Blank: three days of five, drawn.
const YEAR_DAYS: &[(&str, u32)] = &[
    ("MTWHF", 520),
    ("MTWHFS", 90),
    ("MTHF", 60),
    ("MTWH", 40),
    ("MWF", 80),
    ("", 120),
    ("TH", 50),
    ("WF", 40),
];
const VACATION_DAYS: &[(&str, u32)] = &[("MTWHF", 850), ("MTWHFS", 50), ("MWF", 60), ("", 40)];
const VACATIONS: &[(&str, u32)] = &[("vacation", 600), ("summer", 330), ("summer;winter", 70)];

/// What is wanted of the children besides their number.
pub(super) struct Wanted {
    /// Of a thousand children how many are given by their school only, and how many by their place only.
    pub(super) by_school: u32,
    /// See `by_school`.
    pub(super) by_place: u32,
}

/// The tables about families.
pub(super) fn tables(city: &City, wanted: &Wanted, seed: u64) -> [Table; 4] {
    let mut draw = Draw::new(seed, Stream::ClubChildren);
    let mut households = draw_households(city, &mut draw);
    draw.shuffle(&mut households);
    Writer::new(&households).write(city, wanted, &households, &mut draw)
}

struct Household {
    district: usize,
    home: Position,
    /// The eldest first.
    kids: Vec<Kid>,
}

struct Kid {
    grade: usize,
    season: &'static str,
    days: String,
    /// The club it used last year.
    used: Option<usize>,
}

fn draw_households(city: &City, draw: &mut Draw) -> Vec<Household> {
    let total = city.districts.iter().map(|d| u64::from(d.applicants)).sum();
    let mut grades = share_out(total, GRADE_MIX);
    let mut households = Vec::new();
    // Where the users are known, their grades are taken before the others'.
    let mut order: Vec<usize> = (0..city.districts.len()).collect();
    order.sort_by_key(|&d| known_users(city, d).is_none());
    for district in order {
        let mut users = known_users(city, district);
        let mut left = city.districts[district].applicants;
        while left > 0 {
            let size = match users {
                Some(_) => 1,
                None => left.min(1 + draw.weighted(&HOUSEHOLD_SIZES) as u32),
            };
            let home = scatter(draw, &city.districts[district]);
            let mut kids: Vec<Kid> = Vec::new();
            for _ in 0..size {
                // Siblings are mostly of different grades.
                let taken = kids.last().map(|k| k.grade).filter(|_| !draw.chance(40));
                let wanted = match users {
                    Some(0) => 0..1,
                    Some(_) => 1..3,
                    None => 0..6,
                };
                let grade = take_grade(draw, &mut grades, wanted, taken);
                let used = match users.as_mut() {
                    Some(0) => Some(false),
                    Some(n) => {
                        *n -= 1;
                        Some(true)
                    }
                    None => None,
                };
                kids.push(kid(city, district, grade, used, draw));
            }
            kids.sort_by_key(|k| std::cmp::Reverse(k.grade));
            households.push(Household { district, home, kids });
            left -= size;
        }
    }
    households
}

/// How many children used the club of a district until now, if that is known.
fn known_users(city: &City, district: usize) -> Option<u32> {
    city.districts[district].clubs.first().and_then(|&c| city.clubs[c].used_by)
}

/// A grade from what is left of all grades: in the range, and not the one a sibling has, as far as there is one.
fn take_grade(draw: &mut Draw, left: &mut [u32], range: std::ops::Range<usize>, not: Option<usize>) -> usize {
    let open = |g: usize, strict: bool| !strict || range.contains(&g) && Some(g) != not;
    for strict in [true, false] {
        let weights: Vec<u32> = (0..6).map(|g| if open(g, strict) { left[g] } else { 0 }).collect();
        if weights.iter().any(|&w| w > 0) {
            let grade = draw.weighted(&weights);
            left[grade] -= 1;
            return grade;
        }
    }
    0
}

/// `used`: whether it used the club, where that is known beforehand.
fn kid(city: &City, district: usize, grade: usize, used: Option<bool>, draw: &mut Draw) -> Kid {
    let all_year = used == Some(true) || !draw.chance(140);
    let pick = |draw: &mut Draw, list: &[(&'static str, u32)]| {
        let weights: Vec<u32> = list.iter().map(|d| d.1).collect();
        list[draw.weighted(&weights)].0
    };
    let season = if all_year { "year" } else { pick(draw, VACATIONS) };
    let clubs = city.first_clubs(district);
    let days = match pick(draw, if all_year { YEAR_DAYS } else { VACATION_DAYS }) {
        "" => three_days(draw),
        // Families know when their clubs are closed.
        days if clubs.iter().any(|&c| !city.clubs[c].saturdays) => days.replace('S', ""),
        days => days.to_owned(),
    };
    let known = used.is_some();
    let used = used.unwrap_or_else(|| all_year && draw.chance(CONTINUING[grade]));
    // Families of a district without a club stay with the nearest one.
    let reach = if city.districts[district].clubs.is_empty() { 1 } else { clubs.len() };
    let used = (used && !clubs.is_empty()).then(|| clubs[draw.below(reach as u32) as usize]);
    // Where the users are known, there are no others.
    let used = used.filter(|&c| known || city.clubs[c].used_by.is_none());
    Kid { grade, season, days, used }
}

fn three_days(draw: &mut Draw) -> String {
    let mut days = [0, 1, 2, 3, 4];
    draw.shuffle(&mut days);
    let mut three = [days[0], days[1], days[2]];
    three.sort_unstable();
    three.iter().filter_map(|&d| "MTWHF".chars().nth(d)).collect()
}

fn scatter(draw: &mut Draw, district: &District) -> Position {
    let reach = district.reach;
    let mut offset = || draw.between(-reach / 2, reach / 2) + draw.between(-reach / 2, reach / 2);
    Position { lat_e6: district.centre.lat_e6 + offset(), lon_e6: district.centre.lon_e6 + offset() }
}

struct Writer {
    child_digits: usize,
    household_digits: usize,
    next_child: usize,
    children: Table,
    wishes: Table,
    households: Table,
    scores: Table,
}

impl Writer {
    fn new(households: &[Household]) -> Self {
        let children = &[
            "child_id",
            "household_id",
            "grade",
            "weekdays",
            "season",
            "min_days",
            "district_id",
            "school_id",
            "lat",
            "lon",
            "current_facility_id",
            "last_year_facility_id",
            "always_admit",
            "disabled",
            "seats",
            "accepts_neighbour",
        ];
        Self {
            child_digits: digits(households.iter().map(|h| h.kids.len()).sum()),
            household_digits: digits(households.len()),
            next_child: 1,
            children: Table::new("children", children),
            wishes: Table::new("wishes", &["child_id", "rank", "facility_id", "weekdays"]),
            households: Table::new("households", &["household_id", "joint", "single_fallback", "prefer"]),
            scores: score::table(),
        }
    }

    fn write(
        mut self,
        city: &City,
        wanted: &Wanted,
        households: &[Household],
        draw: &mut Draw,
    ) -> [Table; 4] {
        let next_door: Vec<Vec<usize>> = (0..city.districts.len()).map(|d| city.clubs_next_door(d)).collect();
        for (i, household) in households.iter().enumerate() {
            let id = format!("H{:0width$}", i + 1, width = self.household_digits);
            let points = Points::draw(draw);
            let own_list = draw.chance(550);
            let first = city.first_clubs(household.district);
            for kid in &household.kids {
                let child = format!("C{:0width$}", self.next_child, width = self.child_digits);
                self.next_child += 1;
                // A few hold a seat now and want to go elsewhere.
                let next_door = &next_door[household.district];
                let other = |held: &usize| next_door.iter().any(|c| c != held && city.clubs[*c].saturdays);
                let holds = kid.used.filter(|held| other(held) && draw.chance(25));
                self.child(&child, &id, city, wanted, household, kid, holds, draw);
                if own_list || holds.is_some() {
                    self.wishes(&child, city, &first, next_door, kid, holds, draw);
                }
                score::push(&mut self.scores, &child, points);
            }
            self.terms(&id, household, draw);
        }
        [self.children, self.wishes, self.households, self.scores]
    }

    #[allow(clippy::too_many_arguments, reason = "one row of a wide table")]
    fn child(
        &mut self,
        child: &str,
        household_id: &str,
        city: &City,
        wanted: &Wanted,
        household: &Household,
        kid: &Kid,
        holds: Option<usize>,
        draw: &mut Draw,
    ) {
        let district = &city.districts[household.district];
        let ways = [1000 - wanted.by_school - wanted.by_place, wanted.by_school, wanted.by_place];
        let (district_id, school) = match draw.weighted(&ways) {
            0 => (district.id.clone(), district.school.clone()),
            1 => (String::new(), district.school.clone()),
            _ => (String::new(), String::new()),
        };
        let days = kid.days.len() as u32;
        let min_days = (days >= 4 && draw.chance(200)).then(|| (days - 1 - draw.below(2)).max(2));
        let disabled = draw.chance(30);
        let seats = (disabled && draw.chance(200)).then_some(2);
        let club = |c: Option<usize>| c.map_or_else(String::new, |c| city.clubs[c].id.clone());
        // Without a club at home there is no other way.
        let likely = if district.clubs.is_empty() { [800, 0, 0, 200] } else { [400, 60, 100, 440] };
        let accepts = ["yes", "transport", "no", ""][draw.weighted(&likely)];
        let [lat, lon] = [household.home.lat_e6, household.home.lon_e6].map(degrees);
        self.children.push([
            child.to_owned(),
            household_id.to_owned(),
            (kid.grade + 1).to_string(),
            kid.days.clone(),
            kid.season.to_owned(),
            number(min_days),
            district_id,
            school,
            lat,
            lon,
            club(holds),
            club(kid.used),
            yes(draw.chance(7)),
            yes(disabled),
            number(seats),
            accepts.to_owned(),
        ]);
    }

    /// Up to three wishes: clubs of the home district, perhaps the first one again on fewer days, clubs next door. A child that
    /// holds a seat wishes for the club next door and lists its own last.
    #[allow(clippy::too_many_arguments, reason = "what a list is made of")]
    fn wishes(
        &mut self,
        child: &str,
        city: &City,
        first: &[usize],
        next_door: &[usize],
        kid: &Kid,
        holds: Option<usize>,
        draw: &mut Draw,
    ) {
        let mut list: Vec<(usize, String)> = Vec::new();
        let open = next_door.iter().filter(|&&c| city.clubs[c].saturdays || !kid.days.contains('S'));
        if let Some(held) = holds {
            let other = open.clone().find(|c| **c != held);
            list.extend(other.into_iter().chain([&held]).map(|&c| (c, String::new())));
        } else {
            list.extend(first.iter().take(2).map(|&c| (c, String::new())));
            if kid.days.len() >= 4 && draw.chance(250) {
                list.truncate(1);
                let fewer = kid.days.chars().take(kid.days.len() - 1).collect();
                list.extend(first.first().map(|&c| (c, fewer)));
            }
            let more = 3usize.saturating_sub(list.len()).min(draw.below(3) as usize);
            let others = open.filter(|c| !first.iter().take(2).any(|f| f == *c));
            list.extend(others.take(more).map(|&c| (c, String::new())));
        }
        for (rank, (club, days)) in (1..).zip(list) {
            let rank: u32 = rank;
            self.wishes.push([child.to_owned(), rank.to_string(), city.clubs[club].id.clone(), days]);
        }
    }

    /// A third of the households with several children ask for one club for all, others say who may come alone.
    fn terms(&mut self, id: &str, household: &Household, draw: &mut Draw) {
        if household.kids.len() < 2 {
            return;
        }
        let (joint, fallback) = match draw.weighted(&[350, 100, 300, 250]) {
            0 => ("same-facility", "none"),
            1 => ("independent", if draw.chance(500) { "elder" } else { "younger" }),
            2 => ("independent", "either"),
            _ => return,
        };
        self.households.push([id.to_owned(), joint.to_owned(), fallback.to_owned(), String::new()]);
    }
}
