//! `[count]`: how waiting children are counted.

use jiff::civil::Date;
use sekiwari::programme::nursery::waiting::{
    Exclusion, ExclusionOrder, NamedTwice, Reach, Rules, SpecificPlace, Transfers,
};

use super::keys::KeyReader;
use crate::finding::Finding;
use crate::finding::catalogue::survey;
use crate::normalise::fold_width;

/// What `[count]` says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CountSettings {
    /// `count.municipality`.
    pub municipality: Option<String>,
    /// `count.order`.
    pub order: ExclusionOrder,
    /// `count.transfers`.
    pub transfers: Transfers,
    /// `count.specific_place`.
    pub specific_place: SpecificPlace,
    /// `count.reach_minutes`, `count.speed_kmh`, `count.detour_percent`.
    pub reach: Reach,
}

impl CountSettings {
    /// The rules of a count on a day.
    #[must_use]
    pub fn rules(&self, date: Date) -> Rules {
        Rules {
            date,
            order: self.order,
            municipality: self.municipality.clone(),
            transfers: self.transfers,
            specific_place: self.specific_place,
            reach: self.reach,
        }
    }
}

impl KeyReader<'_> {
    pub(super) fn count(&mut self) -> CountSettings {
        let default = Reach::default();
        let reach = Reach {
            minutes: self.whole("count.reach_minutes", 0, 600, default.minutes),
            speed_kmh: self.whole("count.speed_kmh", 1, 120, default.speed_kmh),
            detour_percent: self.whole("count.detour_percent", 100, 1000, default.detour_percent),
        };
        // Written as in the survey, where full-width letters and digits are folded.
        let name = self.text("count.municipality").map(|name| fold_width(name.trim()).into_owned());
        CountSettings {
            municipality: name.filter(|name| !name.is_empty()),
            order: self.order().unwrap_or_default(),
            transfers: self.named("count.transfers", Transfers::NAMES).unwrap_or_default(),
            specific_place: self.named("count.specific_place", SpecificPlace::NAMES).unwrap_or_default(),
            reach,
        }
    }

    fn order(&mut self) -> Option<ExclusionOrder> {
        let known = Exclusion::ALL.map(|e| (e.as_str(), e));
        let (named, _, place) = self.names("count.order", &known)?;
        match ExclusionOrder::new(&named) {
            Ok(order) => Some(order),
            Err(NamedTwice(twice)) => {
                self.findings.push(Finding::new(&survey::ORDER_TWICE, place).value(twice.as_str()));
                None
            }
        }
    }
}
