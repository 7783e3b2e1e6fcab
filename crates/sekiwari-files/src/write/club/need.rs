//! `clubs.json` and its tables: which districts lack a club, where seats are missing, and the smallest plan that leaves nobody
//! waiting.

use super::{CLUB_NEEDS, CLUB_SHORTFALLS};
use crate::write::ENGINE;
use crate::write::folder::{OutputError, OutputFolder};
use crate::write::table::TableWriter;
use schemars::JsonSchema;
use sekiwari::programme::club::Round;
use sekiwari::programme::club::need::{
    Costs, Item, NeedOptions, Place, Plan, RoundDemand, Totals, districts_without_club, shortfalls,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `clubs.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClubsJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: String,
    /// The round's name.
    pub name: String,
    /// Where children may be seated: `home-only` or `with-overflow`.
    pub reach: String,
    /// Districts without a club may get one.
    pub new_clubs: bool,
    /// Square metres of a new room, in hundredths.
    pub area_per_room: u64,
    /// Districts without a home club, with the children who live there.
    pub without_club: Vec<DistrictChildrenJson>,
    /// Days on which seats are missing if everybody goes where they would rather go.
    pub shortfalls: Vec<ShortfallJson>,
    /// What to add, club by club, and to the routes.
    pub needs: Vec<NeedJson>,
    /// All of it together.
    pub totals: BTreeMap<String, u64>,
    /// What it costs: the items by which plans are compared, the dearest first, with the least that any plan needs.
    pub cost: Vec<CostJson>,
    /// Nothing less leaves nobody waiting.
    pub proven: bool,
    /// Children whom no club can take, whatever is added: none that they accept opens on their days, or they have no district.
    pub nowhere: u32,
    /// Children who would be at a club other than a home club under the plan.
    pub elsewhere: u32,
}

/// A district and its children.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DistrictChildrenJson {
    /// The district.
    pub district_id: String,
    /// Applying children.
    pub children: u32,
}

/// A day on which seats are missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ShortfallJson {
    /// The club.
    pub facility_id: String,
    /// The season.
    pub season: String,
    /// The weekday.
    pub weekday: String,
    /// Seats wanted by those who put the club first.
    pub wanted: u64,
    /// Seats open.
    pub open: u32,
    /// Seats missing.
    pub missing: u64,
}

/// What one club or route needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NeedJson {
    /// `club`, `new_club` or `route`.
    pub kind: String,
    /// The club, the district that gets a new one, or the route.
    pub id: String,
    /// So much of each item; those of which nothing is added are not there.
    pub added: BTreeMap<String, u64>,
}

/// A level of the cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CostJson {
    /// The items, `+` between those that count together.
    pub items: String,
    /// What the plan adds.
    pub plan: u64,
    /// No plan that is as good on the levels before adds less.
    pub at_least: u64,
}

fn added(totals: &Totals) -> BTreeMap<String, u64> {
    let all = Item::ALL.into_iter().map(|item| (item.as_str().to_owned(), totals.of(item)));
    all.filter(|(_, n)| *n > 0).collect()
}

impl ClubsJson {
    /// From a plan for a round.
    pub fn new(
        version: &str,
        input_sha256: &str,
        round: &Round,
        demand: &RoundDemand,
        options: &NeedOptions,
        plan: &Plan,
    ) -> Self {
        let club = |c: u32| round.clubs()[c as usize].id.clone();
        let district = |d: u32| round.districts()[d as usize].id.clone();
        let living = |d: u32| round.children().iter().filter(|c| c.district == Some(d)).count() as u32;
        let clubs = plan.clubs.iter().map(|need| {
            let (kind, id) = match need.place {
                Place::Club(c) => ("club", club(c)),
                Place::NewIn(d) => ("new_club", district(d)),
            };
            NeedJson { kind: kind.to_owned(), id, added: added(&need.added) }
        });
        let routes = plan.routes.iter().map(|&(r, seats)| NeedJson {
            kind: "route".to_owned(),
            id: round.routes()[r as usize].id.clone(),
            added: BTreeMap::from([(Item::Transport.as_str().to_owned(), u64::from(seats))]),
        });
        let cost = |(level, (&plan, &least)): (&Vec<(Item, u32)>, (&u64, &u64))| CostJson {
            items: level.iter().map(|(item, _)| item.as_str()).collect::<Vec<_>>().join("+"),
            plan,
            at_least: least,
        };
        let costs: &Costs = &options.costs;
        let alone = |g: u32| demand.groups[g as usize].children;
        let away = plan.seated.iter().filter(|s| match s.place {
            Place::Club(c) => {
                let home = demand.groups[s.group as usize].district;
                !demand.districts[home as usize].homes.contains(&c)
            }
            Place::NewIn(d) => demand.groups[s.group as usize].district != d,
        });
        let short = shortfalls(&demand.against(round)).into_iter().map(|s| ShortfallJson {
            facility_id: club(s.slot.club),
            season: s.slot.season.as_str().to_owned(),
            weekday: s.slot.day.letter().to_string(),
            wanted: s.wanted,
            open: s.open,
            missing: s.missing(),
        });
        Self {
            engine: ENGINE.to_owned(),
            version: version.to_owned(),
            input_sha256: input_sha256.to_owned(),
            name: round.name().to_owned(),
            reach: sekiwari::programme::club::need::Reach::NAMES
                .iter()
                .find(|(_, r)| *r == options.reach)
                .map_or("", |(n, _)| n)
                .to_owned(),
            new_clubs: options.new_clubs,
            area_per_room: options.area_per_room,
            without_club: districts_without_club(&demand.districts)
                .map(|d| DistrictChildrenJson { district_id: district(d), children: living(d) })
                .collect(),
            shortfalls: short.collect(),
            needs: clubs.chain(routes).collect(),
            totals: added(&plan.totals),
            cost: costs.levels().iter().zip(plan.cost.iter().zip(&plan.bound)).map(cost).collect(),
            proven: plan.proven,
            nowhere: demand.nowhere + plan.nowhere.iter().map(|&g| alone(g)).sum::<u32>(),
            elsewhere: away.map(|s| s.children).sum(),
        }
    }
}

/// Writes `clubs.json`, `needs.csv` and `shortfalls.csv`.
///
/// # Errors
/// What the file system refuses.
pub fn write_clubs(folder: &OutputFolder, json: &ClubsJson, bom: bool) -> Result<(), OutputError> {
    folder.write(CLUB_NEEDS.file, |out| {
        let mut table = TableWriter::new(out, &CLUB_NEEDS, 0, bom)?;
        for need in &json.needs {
            table.value(&need.kind)?.text(&need.id)?;
            for item in Item::ALL {
                table.optional(need.added.get(item.as_str()))?;
            }
            table.end_row()?;
        }
        table.finish()
    })?;
    folder.write(CLUB_SHORTFALLS.file, |out| {
        let mut table = TableWriter::new(out, &CLUB_SHORTFALLS, 0, bom)?;
        for s in &json.shortfalls {
            table.text(&s.facility_id)?.value(&s.season)?.value(&s.weekday)?;
            table.value(s.wanted)?.value(s.open)?.value(s.missing)?.end_row()?;
        }
        table.finish()
    })?;
    folder.write_json("clubs.json", json)
}
