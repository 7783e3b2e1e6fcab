//! Many seasons together.

use super::item::Item;
use super::tally::{Counts, Tally, Use};
use super::{SeasonOptions, Way};
use crate::explain::daily::Cause;
use crate::programme::daily::Service;
use crate::programme::daily::round::OfferIndex;
use std::collections::BTreeSet;

/// A number over the seasons.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    /// The mean.
    pub mean: f64,
    /// One season in twenty is below.
    pub low: f64,
    /// One season in twenty is above.
    pub high: f64,
}

impl Spread {
    /// Of one number for each season: the mean, and the 5th and 95th percentile by nearest rank. All 0 where there is none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().collect();
        if values.is_empty() {
            return Self::default();
        }
        values.sort_by(f64::total_cmp);
        let n = values.len();
        let rank = |percent: usize| values[(n * percent).div_ceil(100).clamp(1, n) - 1];
        Self { mean: values.iter().sum::<f64>() / n as f64, low: rank(5), high: rank(95) }
    }
}

/// Child-days of a service, or of all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServiceReport {
    /// The service; `None` for all together.
    pub service: Option<Service>,
    /// Asked for.
    pub asked: Spread,
    /// Children who were there.
    pub served: Spread,
    /// Cancelled on the day.
    pub cancelled: Spread,
    /// Nobody came.
    pub no_show: Spread,
    /// Came, and there was no place.
    pub turned_away: Spread,
    /// Never had a place.
    pub unmet: Spread,
}

/// Unmet child-days of a service for one cause.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnmetReport {
    /// The service.
    pub service: Service,
    /// The cause.
    pub cause: Cause,
    /// Child-days.
    pub unmet: Spread,
}

/// How a service of a site is used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OfferReport {
    /// The service of the site.
    pub offer: OfferIndex,
    /// Child-days served.
    pub served: Spread,
    /// The part of the seats that is used while it is open; `None` where seats are not what limits it.
    pub use_rate: Option<Spread>,
}

/// What one way does.
#[derive(Clone, Debug, PartialEq)]
pub struct WayReport {
    /// The way.
    pub way: Way,
    /// All services together.
    pub total: ServiceReport,
    /// Services for which something is asked.
    pub services: Vec<ServiceReport>,
    /// By service and cause.
    pub unmet: Vec<UnmetReport>,
    /// By offer.
    pub offers: Vec<OfferReport>,
    /// Child-days served more than by the first way of the options, season by season.
    pub gain: Spread,
}

/// What one more of something is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorthReport {
    /// Of what, and where.
    pub item: Item,
    /// In which way.
    pub way: Way,
    /// Child-days served more in the same seasons.
    pub gain: Spread,
}

/// What [`super::simulate()`] finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Seasons that were drawn.
    pub seasons: u32,
    /// By way, in the order of the options.
    pub ways: Vec<WayReport>,
    /// By way, then the greatest mean first. Empty where it was not asked for.
    pub worth: Vec<WorthReport>,
}

/// One season.
pub(super) struct Season {
    /// By way.
    pub(super) tallies: Vec<Tally>,
    pub(super) gains: Vec<(Item, Vec<i64>)>,
}

impl Report {
    pub(super) fn of(options: &SeasonOptions, seasons: &[Season]) -> Self {
        let ways = (0..).zip(&options.ways).map(|(w, &way)| of_way(w, way, seasons));
        let mut worth = Vec::new();
        for (w, &way) in options.ways.iter().enumerate() {
            let items: BTreeSet<Item> = seasons.iter().flat_map(|s| s.gains.iter().map(|g| g.0)).collect();
            let mut rows: Vec<WorthReport> = Vec::new();
            for item in items {
                let of = |s: &Season| s.gains.iter().find(|g| g.0 == item).map_or(0, |g| g.1[w]);
                let gain = Spread::of(seasons.iter().map(|s| of(s) as f64));
                rows.push(WorthReport { item, way, gain });
            }
            rows.sort_by(|a, b| b.gain.mean.total_cmp(&a.gain.mean).then(a.item.cmp(&b.item)));
            worth.extend(rows);
        }
        Self { seasons: seasons.len() as u32, ways: ways.collect(), worth }
    }
}

fn of_way(w: usize, way: Way, seasons: &[Season]) -> WayReport {
    let tallies = || seasons.iter().map(move |s| &s.tallies[w]);
    let row = |service: Option<Service>, of: &dyn Fn(&Tally) -> Counts| {
        let spread = |what: &dyn Fn(Counts) -> u64| Spread::of(tallies().map(|t| what(of(t)) as f64));
        ServiceReport {
            service,
            asked: spread(&|c| c.asked),
            served: spread(&|c| c.served),
            cancelled: spread(&|c| c.cancelled),
            no_show: spread(&|c| c.no_show),
            turned_away: spread(&|c| c.turned_away),
            unmet: spread(&|c| c.unmet),
        }
    };
    let services = Service::NAMES.iter().enumerate();
    let services = services.map(|(s, &(_, service))| row(Some(service), &|t| t.services[s]));
    let causes: BTreeSet<(usize, Cause)> = tallies().flat_map(|t| t.unmet.keys().copied()).collect();
    let unmet = causes.into_iter().map(|key| UnmetReport {
        service: Service::NAMES[key.0].1,
        cause: key.1,
        unmet: Spread::of(tallies().map(|t| t.unmet.get(&key).copied().unwrap_or(0) as f64)),
    });
    let offers = seasons.first().map_or(0, |s| s.tallies[w].offers.len());
    let offer = |o: usize| {
        let rate = |u: Use| u.used as f64 / u.seats as f64;
        let open: Vec<f64> = tallies().map(|t| t.offers[o]).filter(|u| u.seats > 0).map(rate).collect();
        OfferReport {
            offer: o as OfferIndex,
            served: Spread::of(tallies().map(|t| t.offers[o].served as f64)),
            use_rate: (!open.is_empty()).then(|| Spread::of(open)),
        }
    };
    let served = |s: &Season, w: usize| s.tallies[w].total().served as f64;
    WayReport {
        way,
        total: row(None, &Tally::total),
        services: services.filter(|r| r.asked.mean > 0.0).collect(),
        unmet: unmet.collect(),
        offers: (0..offers).map(offer).collect(),
        gain: Spread::of(seasons.iter().map(|s| served(s, w) - served(s, 0))),
    }
}

#[cfg(test)]
mod tests {
    use super::Spread;

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let spread = Spread::of((1..=100).rev().map(f64::from));
        assert_eq!(spread, Spread { mean: 50.5, low: 5.0, high: 95.0 });
        assert_eq!(Spread::of([3.0]), Spread { mean: 3.0, low: 3.0, high: 3.0 });
        assert_eq!(Spread::of([]), Spread::default());
    }
}
