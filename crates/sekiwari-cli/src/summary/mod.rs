//! What `allocate` and `verify` end with.

mod claimed;
mod club;
mod conflict;
mod daily;
mod numbers;
mod proven;
mod tables;

pub(crate) use club::ClubSummary;
pub(crate) use daily::DailySummary;
pub(crate) use numbers::{number, shown, signed, signed_spread, spread};
pub(crate) use proven::{proven_json, proven_text, values_text};
pub(crate) use tables::{heading, summary_text, table};

use sekiwari::programme::nursery::{AgeClass, ChildIndex, ClassSet, Decision, PlacementKind};
use sekiwari::verify::Verdict;
use sekiwari_files::write::{ConflictJson, OutputTables};
use serde_json::json;
use std::collections::BTreeMap;

/// How the children of one age class came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClassCounts {
    pub(crate) applied: u32,
    pub(crate) placed: u32,
    pub(crate) kept: u32,
    pub(crate) unplaced: u32,
}

/// Ranks that are counted together: 1, 2, 3, 4-5, 6 and more.
pub(crate) const RANK_BANDS: [&str; 5] = ["1", "2", "3", "4-5", "6+"];

/// The counts of a decided round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Summary {
    /// By age class, 0 to 5.
    pub(crate) classes: [ClassCounts; AgeClass::COUNT],
    /// Newly placed children by the place of the facility in their own list, in [`RANK_BANDS`].
    pub(crate) ranks: [u32; 5],
    /// Seats left empty by the classes that share them.
    pub(crate) left: BTreeMap<ClassSet, u32>,
    /// Blocking wishes that would displace nobody.
    pub(crate) wasted: u32,
    /// A proof of what is claimed about all allocations is written too.
    pub(crate) with_proof: bool,
    /// Why nothing is stable, if so.
    pub(crate) conflict: Option<ConflictJson>,
    /// The time limit in seconds that cut the search short, if it did.
    pub(crate) timed_out: Option<u32>,
}

impl Summary {
    pub(crate) fn new(tables: &OutputTables<'_>, verdict: &Verdict, timed_out: Option<u32>) -> Self {
        let round = tables.decided.round();
        let mut summary = Self {
            classes: Default::default(),
            ranks: [0; 5],
            left: BTreeMap::new(),
            wasted: verdict.wasted,
            with_proof: false,
            conflict: None,
            timed_out,
        };
        for (i, (child, decision)) in round.children().iter().zip(&tables.decisions).enumerate() {
            let counts = &mut summary.classes[child.class.index()];
            counts.applied += 1;
            match decision.kind {
                PlacementKind::Placed => {
                    counts.placed += 1;
                    summary.ranks[band(own_rank(tables, i as ChildIndex, decision))] += 1;
                }
                PlacementKind::Kept => counts.kept += 1,
                PlacementKind::Unplaced => counts.unplaced += 1,
            }
        }
        for cut_off in &tables.cut_offs {
            if let Some(classes) = tables.decided.compiled().pools[cut_off.pool.index()].classes {
                *summary.left.entry(classes).or_default() += cut_off.left;
            }
        }
        summary
    }

    fn standing(&self) -> tables::Standing {
        tables::Standing { wasted: self.wasted, with_proof: self.with_proof, timed_out: self.timed_out }
    }

    /// The counts over all classes.
    pub(crate) fn total(&self) -> ClassCounts {
        self.classes.iter().fold(ClassCounts::default(), |t, c| ClassCounts {
            applied: t.applied + c.applied,
            placed: t.placed + c.placed,
            kept: t.kept + c.kept,
            unplaced: t.unplaced + c.unplaced,
        })
    }

    /// Seats left empty in all.
    pub(crate) fn left_in_all(&self) -> u32 {
        self.left.values().sum()
    }

    /// The counts as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        let classes: Vec<_> = AgeClass::all()
            .zip(&self.classes)
            .map(|(class, c)| {
                json!({
                    "class": class.get(),
                    "applied": c.applied,
                    "placed": c.placed,
                    "kept": c.kept,
                    "unplaced": c.unplaced,
                })
            })
            .collect();
        let ranks: Vec<_> =
            RANK_BANDS.iter().zip(self.ranks).map(|(band, n)| json!({"rank": band, "placed": n})).collect();
        let left: Vec<_> =
            self.left.iter().map(|(c, n)| json!({"classes": c.to_string(), "seats": n})).collect();
        json!({
            "by_class": classes,
            "by_rank": ranks,
            "left": left,
            "wasted": self.wasted,
            "time_limit_reached_s": self.timed_out,
        })
    }
}

/// The 1-based place of a child's facility in its own list.
fn own_rank(tables: &OutputTables<'_>, child: ChildIndex, decision: &Decision) -> usize {
    let list = tables.decided.round().list(child);
    list.iter().position(|&f| Some(f) == decision.facility).map_or(0, |p| p + 1)
}

fn band(rank: usize) -> usize {
    match rank {
        0..=3 => rank.saturating_sub(1),
        4 | 5 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests;
