//! `season.json`.

use crate::write::ENGINE;
use schemars::JsonSchema;
use sekiwari::programme::daily::Round;
use sekiwari::season::{ItemKind, Report, SeasonOptions, ServiceReport, Spread, WayReport};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `season.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeasonJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: String,
    /// The round's name.
    pub name: String,
    /// The first day of a season.
    pub from: String,
    /// Its last day.
    pub to: String,
    /// What was assumed.
    pub options: SeasonOptionsJson,
    /// What each way does.
    pub ways: Vec<SeasonWayJson>,
    /// What one more of something is worth, the most first; empty where it was not asked for.
    pub worth: Vec<SeasonWorthJson>,
}

/// What was assumed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeasonOptionsJson {
    /// The seed.
    pub seed: u64,
    /// Seasons drawn.
    pub seasons: u32,
    /// As a multiple of what the round asks for.
    pub demand: f64,
    /// Days of sickness a year: classes 0 to 5, then school children.
    pub sick_days: Vec<f64>,
    /// Sickness by month, January first, as a multiple of the average.
    pub months: Vec<f64>,
    /// Weights of diseases; empty where they are those of the requests of the round.
    pub diseases: BTreeMap<String, f64>,
    /// The part of places cancelled on the day.
    pub cancelled: f64,
    /// The part of places to which nobody comes.
    pub no_show: f64,
    /// The part of requests for sick and convalescent care made on the day.
    pub same_day: f64,
    /// Most days ahead of the other services.
    pub lead_days: u32,
    /// The part of waiting families who can still come when called.
    pub reachable: f64,
    /// The risk at which overbooking still accepts.
    pub risk: f64,
}

/// A number over the seasons, to three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SpreadJson {
    /// The mean.
    pub mean: f64,
    /// The 5th percentile.
    pub low: f64,
    /// The 95th percentile.
    pub high: f64,
}

/// Child-days of a service, or of all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeasonCountsJson {
    /// The service; absent for all together.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub service: Option<String>,
    /// Asked for: the sum of all below.
    pub asked: SpreadJson,
    /// Children who were there.
    pub served: SpreadJson,
    /// Had a place and cancelled on the day.
    pub cancelled: SpreadJson,
    /// Had a place, and nobody came.
    pub no_show: SpreadJson,
    /// Had a place beyond the limits, came, and there was none.
    pub turned_away: SpreadJson,
    /// Never had a place.
    pub unmet: SpreadJson,
}

/// Child-days without a place for one cause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeasonUnmetJson {
    /// The service.
    pub service: String,
    /// The reason code.
    pub code: String,
    /// Child-days.
    pub unmet: SpreadJson,
}

/// How a service of a site is used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeasonSiteJson {
    /// The site.
    pub facility_id: String,
    /// The service.
    pub service: String,
    /// Child-days served.
    pub served: SpreadJson,
    /// The part of its seats that is used while it is open; absent where it has no number of seats.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub use_rate: Option<SpreadJson>,
}

/// What one way does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeasonWayJson {
    /// The way.
    pub way: String,
    /// Child-days served more than by the first way, season by season.
    pub gain: SpreadJson,
    /// All services together.
    pub total: SeasonCountsJson,
    /// By service.
    pub services: Vec<SeasonCountsJson>,
    /// By service and cause.
    pub unmet: Vec<SeasonUnmetJson>,
    /// By site and service.
    pub sites: Vec<SeasonSiteJson>,
}

/// What one more of something is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SeasonWorthJson {
    /// The way.
    pub way: String,
    /// The site.
    pub facility_id: String,
    /// The service.
    pub service: String,
    /// `seat`, `class_seat`, `teacher`, `nurse` or `room`.
    pub item: String,
    /// The classes of a `class_seat`; else empty.
    pub classes: String,
    /// Child-days served more.
    pub gain: SpreadJson,
}

/// What the document is made from.
#[derive(Clone, Copy, Debug)]
pub struct SeasonFacts<'a> {
    /// The engine's version.
    pub version: &'a str,
    /// SHA-256 over the input.
    pub input_sha256: &'a str,
    /// The round.
    pub round: &'a Round,
    /// What was assumed.
    pub options: &'a SeasonOptions,
    /// What was found.
    pub report: &'a Report,
}

/// To three decimals: what lies behind says nothing of the seasons.
fn spread(s: Spread) -> SpreadJson {
    // Adding 0 makes no number a negative zero.
    let short = |x: f64| (x * 1000.0).round() / 1000.0 + 0.0;
    SpreadJson { mean: short(s.mean), low: short(s.low), high: short(s.high) }
}

fn counts(r: &ServiceReport) -> SeasonCountsJson {
    SeasonCountsJson {
        service: r.service.map(|s| s.as_str().to_owned()),
        asked: spread(r.asked),
        served: spread(r.served),
        cancelled: spread(r.cancelled),
        no_show: spread(r.no_show),
        turned_away: spread(r.turned_away),
        unmet: spread(r.unmet),
    }
}

/// Classes as `0;1;2;G1`.
fn classes(kind: ItemKind) -> String {
    let ItemKind::ClassSeat(bits) = kind else { return String::new() };
    let name = |class: u16| if class < 6 { class.to_string() } else { format!("G{}", class - 5) };
    let all = (0..12).filter(|class| bits & (1 << class) != 0).map(name);
    all.collect::<Vec<_>>().join(";")
}

impl SeasonJson {
    /// From a report.
    pub fn new(facts: &SeasonFacts<'_>) -> Self {
        let SeasonFacts { round, options: o, report, .. } = *facts;
        let place = |offer: u32| {
            let offer = &round.offers()[offer as usize];
            (round.sites()[offer.site as usize].id.clone(), offer.service.as_str().to_owned())
        };
        let way = |w: &WayReport| SeasonWayJson {
            way: w.way.as_str().to_owned(),
            gain: spread(w.gain),
            total: counts(&w.total),
            services: w.services.iter().map(counts).collect(),
            unmet: w
                .unmet
                .iter()
                .map(|u| SeasonUnmetJson {
                    service: u.service.as_str().to_owned(),
                    code: u.cause.as_str().to_owned(),
                    unmet: spread(u.unmet),
                })
                .collect(),
            sites: w
                .offers
                .iter()
                .map(|o| {
                    let (facility_id, service) = place(o.offer);
                    SeasonSiteJson {
                        facility_id,
                        service,
                        served: spread(o.served),
                        use_rate: o.use_rate.map(spread),
                    }
                })
                .collect(),
        };
        let worth = report.worth.iter().map(|w| {
            let (facility_id, service) = place(w.item.offer);
            SeasonWorthJson {
                way: w.way.as_str().to_owned(),
                facility_id,
                service,
                item: w.item.kind.as_str().to_owned(),
                classes: classes(w.item.kind),
                gain: spread(w.gain),
            }
        });
        let (from, to) = round.period();
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            name: round.name().to_owned(),
            from: from.to_string(),
            to: to.to_string(),
            options: SeasonOptionsJson {
                seed: o.seed,
                seasons: o.seasons,
                demand: o.demand,
                sick_days: o.sick_days.to_vec(),
                months: o.months.to_vec(),
                diseases: o.diseases.iter().cloned().collect(),
                cancelled: o.cancelled,
                no_show: o.no_show,
                same_day: o.same_day,
                lead_days: o.lead_days,
                reachable: o.reachable,
                risk: o.risk,
            },
            ways: report.ways.iter().map(way).collect(),
            worth: worth.collect(),
        }
    }
}
