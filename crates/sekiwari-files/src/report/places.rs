//! What facilities and districts are called on the page.

use super::parts::name;
use crate::districts::Districts;
use crate::write::SummaryJson;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Names by id.
pub(super) struct Places<'a> {
    facilities: BTreeMap<&'a str, (&'a str, bool)>,
    districts: BTreeMap<&'a str, &'a str>,
}

impl<'a> Places<'a> {
    pub(super) fn new(summary: &'a SummaryJson, areas: Option<&'a Districts>) -> Self {
        let mut count: BTreeMap<&str, u32> = BTreeMap::new();
        for facility in &summary.facilities {
            *count.entry(&facility.name).or_default() += 1;
        }
        let several = |name: &str| count.get(name).is_some_and(|&n| n > 1);
        let of_areas = areas.into_iter().flat_map(|a| a.map.ids().iter().zip(&a.names));
        let mut districts: BTreeMap<&str, &str> =
            of_areas.map(|(id, name)| (id.as_str(), name.as_str())).collect();
        for district in summary.districts.iter().filter(|d| !d.name.is_empty()) {
            districts.insert(&district.district_id, &district.name);
        }
        Self {
            facilities: summary
                .facilities
                .iter()
                .map(|f| (f.facility_id.as_str(), (f.name.as_str(), several(&f.name))))
                .collect(),
            districts,
        }
    }

    /// A facility: its name, its id where it has none, both where several have the name.
    pub(super) fn facility(&self, id: &str) -> Markup {
        match self.facilities.get(id) {
            Some(("", _)) | None => name(id),
            Some((known, false)) => name(known),
            Some((known, true)) => html! { (name(known)) " (" (name(id)) ")" },
        }
    }

    /// The same as plain text.
    pub(super) fn facility_text(&self, id: &'a str) -> &'a str {
        self.facilities.get(id).map(|f| f.0).filter(|n| !n.is_empty()).unwrap_or(id)
    }

    /// A district; the caller says what stands for none.
    pub(super) fn district(&self, id: &str) -> Markup {
        name(self.districts.get(id).copied().unwrap_or(id))
    }
}
