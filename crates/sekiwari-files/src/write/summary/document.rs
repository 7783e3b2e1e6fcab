//! `summary.json`: how a decided round came out, in counts.
//!
//! It holds what the page of `report` needs and the tables, which name facilities by id only, do not say. Nothing in it is
//! about a single child, but the counts are as they are: a cell of one is a child somebody may know. For inside the office.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A facility (a club, a site) and what became of its seats.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryFacilityJson {
    /// Its id.
    pub facility_id: String,
    /// Its name as it stands in the round; empty if none is given.
    pub name: String,
    /// Its kind as it stands in the round; empty if none is given.
    pub kind: String,
    /// The district it lies in (clubs: the first of those whose home it is); empty where it is not known.
    pub district_id: String,
    /// Its latitude in degrees.
    pub lat: Option<f64>,
    /// Its longitude in degrees.
    pub lon: Option<f64>,
    /// Its seats. Nurseries: all, open and held; clubs: on the day and in the season with the most; day services: over all
    /// days on which seats are limited, each at its best time.
    pub seats: u32,
    /// Seats left. Clubs: on the fullest day; day services: over all days, each at its fullest time.
    pub left: u32,
    /// Children (day services: requests) who list it first and do not hold a seat there.
    pub first_wishes: u32,
    /// Those who list it at all, likewise.
    pub applicants: u32,
    /// Those who have a seat there now.
    pub taken: u32,
    /// Of these, those who had it before.
    pub kept: u32,
    /// Those who would rather be there than where they are now, or are nowhere; for day services counted on every day.
    pub waiting: u32,
    /// Those without any seat who list it first: the demand that is not met, with nobody counted twice.
    pub unmet: u32,
}

/// A district.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryDistrictJson {
    /// Its id.
    pub district_id: String,
    /// Its name; empty if none is given.
    pub name: String,
    /// What became of its children in a round of clubs; not there in others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clubs: Option<SummaryClubsJson>,
}

/// What became of the children of a district who apply for clubs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryClubsJson {
    /// Home clubs.
    pub clubs: u32,
    /// Seats of the home clubs on their fullest weekday of the terms.
    pub seats: u32,
    /// Children who apply.
    pub children: u32,
    /// With a seat at a home club.
    pub at_home: u32,
    /// With a seat at another club.
    pub elsewhere: u32,
    /// Of these, children who are taken there.
    pub transported: u32,
    /// With a seat on fewer days than they asked for.
    pub fewer_days: u32,
    /// Without a seat.
    pub refused: u32,
}

/// The counts of a group in a district. Nurseries and clubs count children, day services requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryCountsJson {
    /// The group: the age class (`0` to `5`), the grade (`1` to `6`) or the service (`sick`).
    pub group: String,
    /// The district in which the children live; empty where it is not known, and for day services.
    pub district_id: String,
    /// How many apply.
    pub applicants: u32,
    /// Of these, given a new seat by the first line of their own list.
    pub first_wish: u32,
    /// Given a new seat, by the first line or another.
    pub placed: u32,
    /// At the seat that they hold.
    pub kept: u32,
    /// Without a seat.
    pub unplaced: u32,
}

/// By which line of their own list those of a group were given a new seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryRanksJson {
    /// The group, as in the counts.
    pub group: String,
    /// By the first line, the second, ...; up to the last line that gave anybody a seat.
    pub got: Vec<u32>,
    /// At a place that is on no line of the list, by a decision made by hand.
    pub unlisted: u32,
    /// At the seat that they hold.
    pub kept: u32,
    /// Without a seat.
    pub none: u32,
}

/// Households with two applying children or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SummarySiblingsJson {
    /// How many there are.
    pub households: u32,
    /// Of these, households whose children are decided together, by what the household accepts. All that follow are of these.
    pub decided_together: u32,
    /// All children have a seat, at one facility.
    pub one_facility: u32,
    /// All children have a seat, at several facilities.
    pub apart: u32,
    /// Some of the children have a seat.
    pub some: u32,
    /// None has.
    pub none: u32,
}

/// Children who hold a seat and wish to be elsewhere, or on other days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryTransfersJson {
    /// How many ask.
    pub asked: u32,
    /// Of these, given another seat.
    pub moved: u32,
    /// Of these, at the seat that they hold.
    pub kept: u32,
}

/// Seats of a facility that are given together, and how far down they went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryPoolJson {
    /// The facility.
    pub facility_id: String,
    /// The classes that share the seats (`3`, `0-1`); empty for clubs.
    pub classes: String,
    /// Whom they are reserved for; empty for open seats.
    pub reserved_for: String,
    /// The season of a club (`term`, `summer`, ...); empty for nurseries.
    pub season: String,
    /// The weekday of a club (`M` to `S`); empty for nurseries.
    pub weekday: String,
    /// Seats, open and held.
    pub seats: u32,
    /// Children who list it first and hold no seat of it.
    pub first_wishes: u32,
    /// Children who list it and hold no seat of it.
    pub applicants: u32,
    /// Seats taken.
    pub taken: u32,
    /// Of these by those who held them.
    pub kept: u32,
    /// Seats left.
    pub left: u32,
    /// Points of the lowest child admitted anew; `null` if none was, or points do not count.
    pub lowest_score: Option<f64>,
    /// Children who would rather have one of these seats than what they have. Clubs: see the facility.
    pub waiting: u32,
}

/// A day of a service at a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryDayJson {
    /// The site.
    pub facility_id: String,
    /// The service.
    pub service: String,
    /// The date.
    #[schemars(extend("format" = "date"))]
    pub date: String,
    /// Seats at the best time of the day; `null` where they are no limit.
    pub seats: Option<u32>,
    /// Children there at the fullest time of the day.
    pub peak: u32,
    /// Children there on the day.
    pub children: u32,
    /// Children without a place whose first wish it was.
    pub refused: u32,
}

/// Requests of a service refused for one main reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryUnmetJson {
    /// The service.
    pub service: String,
    /// The reason's code, as in `unmet.csv`.
    pub code: String,
    /// How many.
    pub requests: u32,
    /// The reason in Japanese.
    pub ja: String,
    /// The reason in English.
    pub en: String,
}

/// `summary.json`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: String,
    /// The programme: `nursery`, `club` or `daily`.
    pub programme: String,
    /// The round's name.
    pub name: String,
    /// The fiscal year; not there for day services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fiscal_year: Option<i16>,
    /// The day on which seats are taken up; not there for day services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry_date: Option<String>,
    /// The first and the last day; only there for day services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<(String, String)>,
    /// The facilities, by id.
    pub facilities: Vec<SummaryFacilityJson>,
    /// The districts, by id.
    pub districts: Vec<SummaryDistrictJson>,
    /// Counts by group and district, where there is anybody.
    pub counts: Vec<SummaryCountsJson>,
    /// Wish ranks by group.
    pub ranks: Vec<SummaryRanksJson>,
    /// Siblings; not there for day services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub siblings: Option<SummarySiblingsJson>,
    /// Transfers; not there for day services.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfers: Option<SummaryTransfersJson>,
    /// Seats by facility and classes, or by club, season and weekday.
    pub pools: Vec<SummaryPoolJson>,
    /// The calendar of day services, by site, service and date.
    pub days: Vec<SummaryDayJson>,
    /// Why requests of day services were refused.
    pub unmet: Vec<SummaryUnmetJson>,
}

impl SummaryJson {
    /// The groups, in the order in which they are told.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.ranks.iter().map(|r| r.group.as_str())
    }

    /// The counts of all.
    pub fn total(&self) -> SummaryCountsJson {
        sum("", "", &mut self.counts.iter())
    }

    /// The counts of a group.
    pub fn of_group(&self, group: &str) -> SummaryCountsJson {
        sum(group, "", &mut self.counts.iter().filter(|c| c.group == group))
    }

    /// The counts of a district.
    pub fn of_district(&self, district: &str) -> SummaryCountsJson {
        sum("", district, &mut self.counts.iter().filter(|c| c.district_id == district))
    }

    /// The facility with an id.
    pub fn facility(&self, id: &str) -> Option<&SummaryFacilityJson> {
        self.facilities.binary_search_by(|f| f.facility_id.as_str().cmp(id)).ok().map(|i| &self.facilities[i])
    }
}

fn sum(
    group: &str,
    district: &str,
    counts: &mut dyn Iterator<Item = &SummaryCountsJson>,
) -> SummaryCountsJson {
    let none = SummaryCountsJson {
        group: group.to_owned(),
        district_id: district.to_owned(),
        applicants: 0,
        first_wish: 0,
        placed: 0,
        kept: 0,
        unplaced: 0,
    };
    counts.fold(none, |t, c| SummaryCountsJson {
        applicants: t.applicants + c.applicants,
        first_wish: t.first_wish + c.first_wish,
        placed: t.placed + c.placed,
        kept: t.kept + c.kept,
        unplaced: t.unplaced + c.unplaced,
        ..t
    })
}
