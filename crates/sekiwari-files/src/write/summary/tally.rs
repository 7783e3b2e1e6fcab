//! Counting those who apply, one by one.

use super::document::{SummaryCountsJson, SummaryJson, SummaryRanksJson};
use sekiwari::programme::PlacementKind;

/// How those of one group in one district came out.
#[derive(Clone, Copy, Default)]
struct Counts {
    first_wish: u32,
    placed: u32,
    kept: u32,
    unplaced: u32,
}

impl Counts {
    fn applicants(self) -> u32 {
        self.placed + self.kept + self.unplaced
    }
}

/// Counts by group and district. Districts are numbered; the last number stands for those not known.
pub(super) struct Tally<'a> {
    groups: Vec<&'a str>,
    districts: Vec<&'a str>,
    // By group and district.
    counts: Vec<Counts>,
    ranks: Vec<SummaryRanksJson>,
}

impl<'a> Tally<'a> {
    pub(super) fn new(groups: Vec<&'a str>, mut districts: Vec<&'a str>) -> Self {
        districts.push("");
        let rank = |group: &&str| SummaryRanksJson {
            group: (*group).to_owned(),
            got: Vec::new(),
            unlisted: 0,
            kept: 0,
            none: 0,
        };
        let counts = vec![Counts::default(); groups.len() * districts.len()];
        Self { ranks: groups.iter().map(rank).collect(), groups, districts, counts }
    }

    /// Counts one. `rank` is the 1-based line of its own list that it was given, 0 for none of them.
    pub(super) fn count(&mut self, group: usize, district: Option<usize>, kind: PlacementKind, rank: usize) {
        let district = district.unwrap_or(self.districts.len() - 1);
        let counts = &mut self.counts[group * self.districts.len() + district];
        let ranks = &mut self.ranks[group];
        match kind {
            PlacementKind::Kept => (counts.kept, ranks.kept) = (counts.kept + 1, ranks.kept + 1),
            PlacementKind::Unplaced => (counts.unplaced, ranks.none) = (counts.unplaced + 1, ranks.none + 1),
            PlacementKind::Placed => {
                counts.placed += 1;
                counts.first_wish += u32::from(rank == 1);
                match rank.checked_sub(1) {
                    None => ranks.unlisted += 1,
                    Some(at) => {
                        ranks.got.resize(ranks.got.len().max(at + 1), 0);
                        ranks.got[at] += 1;
                    }
                }
            }
        }
    }

    /// Puts the counts into the summary; groups without anybody are left out.
    pub(super) fn finish(self, summary: &mut SummaryJson) {
        let is_used = |r: &SummaryRanksJson| !r.got.is_empty() || r.unlisted + r.kept + r.none > 0;
        let names = self.groups.iter().flat_map(|group| self.districts.iter().map(move |id| (*group, *id)));
        let told = |((group, district), c): ((&str, &str), Counts)| SummaryCountsJson {
            group: group.to_owned(),
            district_id: district.to_owned(),
            applicants: c.applicants(),
            first_wish: c.first_wish,
            placed: c.placed,
            kept: c.kept,
            unplaced: c.unplaced,
        };
        summary.counts = names.zip(self.counts).filter(|(_, c)| c.applicants() > 0).map(told).collect();
        summary.ranks = self.ranks.into_iter().filter(is_used).collect();
    }
}
