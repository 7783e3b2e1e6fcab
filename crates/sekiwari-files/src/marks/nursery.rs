//! Marks of a nursery round.

use super::table::{Mark, MarkColumn, MarkRow};
use super::{MarkTable, table};
use crate::write::OutputTables;
use sekiwari::explain::Decided;
use sekiwari::market::PoolId;
use sekiwari::programme::nursery::{AgeClass, ReserveKind};

impl MarkTable {
    /// What is left by facility and class. Seats that only some children may have (hard reserves) do not count, and where teachers or
    /// rooms allow fewer children than there are seats left, that number counts. Classes that share seats show the same mark.
    /// Cost: linear in the claims of the facilities with limits.
    pub fn of_nurseries(tables: &OutputTables<'_>, few: u32) -> Self {
        let (decided, round) = (tables.decided, tables.decided.round());
        let classes: Vec<AgeClass> = (0..AgeClass::COUNT as u8).filter_map(AgeClass::new).collect();
        let columns = classes.iter().map(|class| MarkColumn {
            name: format!("class_{class}"),
            ja: format!("{class}歳児"),
            en: format!("Class {class}"),
        });
        let mut marks = table(round.name(), round.entry_date(), few, columns.collect());
        marks.rows = round
            .facilities()
            .iter()
            .map(|f| MarkRow {
                id: f.id.clone(),
                name: f.name.clone(),
                marks: vec![Mark::NotOffered; classes.len()],
            })
            .collect();
        let mut left: Vec<Vec<Option<u32>>> = vec![vec![None; classes.len()]; round.facilities().len()];
        for cut in &tables.cut_offs {
            let label = &decided.compiled().pools[cut.pool.index()];
            let Some(set) = label.classes else { continue };
            let hard = label.reserve.is_some_and(|r| round.reserves()[r as usize].kind == ReserveKind::Hard);
            let seats = if hard { 0 } else { cut.left.min(within_limits(decided, cut.pool)) };
            for (at, _) in classes.iter().enumerate().filter(|(_, c)| set.contains(**c)) {
                let slot = &mut left[label.facility as usize][at];
                *slot = Some(slot.unwrap_or(0) + seats);
            }
        }
        for (row, left) in marks.rows.iter_mut().zip(left) {
            for (mark, left) in row.marks.iter_mut().zip(left) {
                *mark = left.map_or(Mark::NotOffered, |left| Mark::of(left, few));
            }
        }
        marks
    }
}

/// How many more children the limits of a facility (teachers, area) allow in a pool.
fn within_limits(decided: &Decided<'_>, pool: PoolId) -> u32 {
    let weight_of = |weights: &[(PoolId, u32)]| weights.iter().find(|w| w.0 == pool).map_or(0, |w| w.1);
    let limits = decided.market().limits().iter();
    let rest = limits.filter(|l| weight_of(&l.weights) > 0).map(|limit| {
        let taken = limit.weights.iter().map(|&(p, w)| u64::from(w) * decided.sitting(p).len() as u64);
        limit.capacity.saturating_sub(taken.sum()) / u64::from(weight_of(&limit.weights))
    });
    rest.min().map_or(u32::MAX, |rest| u32::try_from(rest).unwrap_or(u32::MAX))
}
