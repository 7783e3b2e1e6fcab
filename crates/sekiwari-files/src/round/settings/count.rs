//! `[count]`: how waiting children are counted.

use jiff::civil::Date;
use sekiwari::programme::nursery::waiting::{
    Exclusion, ExclusionOrder, NamedTwice, Reach, Rules, SpecificPlace, Transfers,
};

use super::entries::Value;
use super::goals::split_goals;
use super::keys::KeyReader;
use crate::finding::catalogue::{shape, survey};
use crate::finding::{Finding, did_you_mean};
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
        let mut whole = |key, min, max, otherwise| {
            self.int(key, min, max).and_then(|n| u32::try_from(n).ok()).unwrap_or(otherwise)
        };
        let reach = Reach {
            minutes: whole("count.reach_minutes", 0, 600, default.minutes),
            speed_kmh: whole("count.speed_kmh", 1, 120, default.speed_kmh),
            detour_percent: whole("count.detour_percent", 100, 1000, default.detour_percent),
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

    /// A list of codes, or one text with commas (on a sheet there are no lists).
    fn order(&mut self) -> Option<ExclusionOrder> {
        const KEY: &str = "count.order";
        let e = self.find(KEY)?;
        let place = e.place.clone();
        let names: Vec<String> = match &e.value {
            Value::List(names) => names.clone(),
            Value::Text(text) => split_goals(text).map(str::to_owned).collect(),
            _ => {
                self.wrong_type(KEY, "list of names");
                return None;
            }
        };
        let allowed: Vec<&str> = Exclusion::ALL.iter().map(|e| e.as_str()).collect();
        let before = self.findings.len();
        for name in names.iter().filter(|name| Exclusion::from_name(name).is_none()) {
            let near = did_you_mean(name, allowed.iter().copied());
            let finding = Finding::new(&shape::KEY_VALUE, place.clone()).value(name).hint(near);
            self.findings.push(finding.arg("allowed", allowed.join(", ")));
        }
        if self.findings.len() > before {
            return None;
        }
        let named: Vec<Exclusion> = names.iter().filter_map(|name| Exclusion::from_name(name)).collect();
        match ExclusionOrder::new(&named) {
            Ok(order) => Some(order),
            Err(NamedTwice(twice)) => {
                self.findings.push(Finding::new(&survey::ORDER_TWICE, place).value(twice.as_str()));
                None
            }
        }
    }
}
