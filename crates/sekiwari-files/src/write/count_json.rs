//! `count.json`: an official count of waiting children.

use super::result_json::ENGINE;
use schemars::JsonSchema;
use sekiwari::explain::count_rows;
use sekiwari::programme::nursery::waiting::{Area, Count, SpecificPlace, Transfers};
use serde::{Deserialize, Serialize};

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CountRowJson {
    /// `0`, `1`, `2`, `3`, `4-5`, `0-2`, `3-5`, `all`: the class on the first day of the fiscal year.
    pub age: String,
    /// The district; `*` for everybody, empty for children without one.
    pub district_id: String,
    /// The line of the count.
    pub line: String,
    /// The children; `null` if not known or kept back.
    pub children: Option<u64>,
    /// `shown`, `unknown`, `kept-back`.
    pub status: String,
}

/// Deferred children who meet two exclusions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OverlapJson {
    /// An exclusion.
    pub code: String,
    /// Another, later in the order; or the same, for all who meet it.
    pub other: String,
    /// Children who meet both.
    pub children: u64,
}

/// `count.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CountJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input of the round, in hexadecimal.
    pub input_sha256: String,
    /// SHA-256 over the survey and travel times, in hexadecimal; `null` if there are none.
    pub survey_sha256: Option<String>,
    /// The round's name.
    pub name: String,
    /// The fiscal year of the round.
    pub fiscal_year: i16,
    /// The survey day.
    pub date: String,
    /// The municipality that counts; `null` if it is not set.
    pub municipality: Option<String>,
    /// The order in which exclusions are asked.
    pub order: Vec<String>,
    /// `users` or `deferred`: where children stand who wish to move and keep their seat.
    pub transfers: String,
    /// `refused` or `confirmed`: what it takes to wait for certain places only.
    pub specific_place: String,
    /// Minutes within reach.
    pub reach_minutes: u32,
    /// Speed where no travel time is given, in km/h.
    pub speed_kmh: u32,
    /// Length of the way in percent of the straight line.
    pub detour_percent: u32,
    /// Groups with a part of 1 to this number less one were kept back; 0 keeps back nothing.
    pub suppress: u32,
    /// The figures.
    pub rows: Vec<CountRowJson>,
    /// Deferred children by pair of exclusions, those without any left out; `null` where small figures are kept back.
    pub overlaps: Option<Vec<OverlapJson>>,
    /// Deferred children for whom an open place is within reach that they have not refused; `null` where small figures are kept back.
    pub children_with_offer: Option<u64>,
    /// Offers of the proposal; `null` where small figures are kept back.
    pub offers_proposed: Option<u64>,
}

/// What is written of a count.
#[derive(Clone, Copy, Debug)]
pub struct CountFacts<'a> {
    /// The engine's version.
    pub version: &'a str,
    /// SHA-256 over the input of the round.
    pub input_sha256: &'a str,
    /// SHA-256 over the survey.
    pub survey_sha256: Option<&'a str>,
    /// The round's name.
    pub name: &'a str,
    /// Its fiscal year.
    pub fiscal_year: i16,
    /// The count.
    pub count: &'a Count,
    /// Parts smaller than this are kept back; 0 and 1 keep back nothing.
    pub suppress: u32,
}

impl CountJson {
    /// The figures, without what is small if `suppress` is 2 or more.
    pub fn new(facts: &CountFacts<'_>) -> Self {
        let (count, rules) = (facts.count, &facts.count.rules);
        let rows =
            count_rows(&count.ledger, &rules.order, facts.suppress).into_iter().map(|row| CountRowJson {
                age: row.age.as_str().to_owned(),
                district_id: match row.area {
                    Area::All => "*".to_owned(),
                    Area::District(id) => id,
                    Area::NotStated => String::new(),
                },
                line: row.line.as_str().to_owned(),
                children: row.figure.number(),
                status: row.figure.status().to_owned(),
            });
        let order: Vec<_> = rules.order.iter().collect();
        let pairs = order.iter().enumerate().flat_map(|(i, &a)| order[i..].iter().map(move |&b| (a, b)));
        let overlaps = pairs.map(|(a, b)| OverlapJson {
            code: a.as_str().to_owned(),
            other: b.as_str().to_owned(),
            children: count.overlaps[a.index()][b.index()],
        });
        let open = facts.suppress < 2;
        let mut with_offer: Vec<u32> = count.offers.iter().filter(|o| !o.refused).map(|o| o.child).collect();
        with_offer.dedup();
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            survey_sha256: facts.survey_sha256.map(str::to_owned),
            name: facts.name.to_owned(),
            fiscal_year: facts.fiscal_year,
            date: rules.date.to_string(),
            municipality: rules.municipality.clone(),
            order: order.iter().map(|e| e.as_str().to_owned()).collect(),
            transfers: name(Transfers::NAMES, rules.transfers),
            specific_place: name(SpecificPlace::NAMES, rules.specific_place),
            reach_minutes: rules.reach.minutes,
            speed_kmh: rules.reach.speed_kmh,
            detour_percent: rules.reach.detour_percent,
            suppress: facts.suppress,
            rows: rows.collect(),
            overlaps: open.then(|| overlaps.filter(|o| o.children > 0).collect()),
            children_with_offer: open.then_some(with_offer.len() as u64),
            offers_proposed: open.then(|| count.offers.iter().filter(|o| o.proposed).count() as u64),
        }
    }
}

fn name<T: PartialEq>(names: &[(&str, T)], value: T) -> String {
    names.iter().find(|(_, v)| *v == value).map_or("", |(n, _)| n).to_owned()
}
