//! Shards of one sweep, run apart, put together.

use sekiwari::siting::sweep::{Shard, Tally};

use super::SweepResults;
use super::journal::{Found, Recorded, read};
use crate::finding::catalogue::sweep as kinds;
use crate::finding::{Finding, Findings, Place};

/// The file with the runs in the output folder of a shard.
pub const SHARD_RUNS: &str = "sweep_shard.runs";

/// A shard's folder by its name, with what its file of runs holds; `None` if there is none.
pub type Named = (String, Option<Vec<u8>>);

/// Puts shards together. There is a result exactly if none of the findings added is an error: all shards are there, once, whole, and of one sweep.
pub fn gather(shards: &[Named], findings: &mut Findings) -> Option<SweepResults> {
    let mut own = Findings::new();
    let results = gathered(shards, &mut own);
    let sound = !own.has_errors();
    findings.append(own);
    results.filter(|_| sound)
}

fn gathered(shards: &[Named], findings: &mut Findings) -> Option<SweepResults> {
    let mut found: Vec<(&str, Recorded)> = Vec::new();
    for (name, bytes) in shards {
        let place = Place::file(SHARD_RUNS);
        let recorded = match bytes.as_deref().map(read) {
            Some(Found::Record(recorded)) => *recorded,
            _ => {
                findings.push(Finding::new(&kinds::NO_SHARD, place).value(name));
                continue;
            }
        };
        if let Some((_, first)) = found.first() {
            let different = recorded.plan.differs_from(&first.plan).map(|d| (d.ja, d.en));
            let parts =
                (recorded.shard.of() != first.shard.of()).then_some(("分担の数", "the number of shards"));
            if let Some((ja, en)) = different.or(parts) {
                let finding = Finding::new(&kinds::SHARD_OTHER, place).value(name);
                findings.push(finding.arg("different_ja", ja).arg("different_en", en));
                continue;
            }
            if found.iter().any(|(_, other)| other.shard == recorded.shard) {
                let finding = Finding::new(&kinds::SHARD_TWICE, place).value(name);
                findings.push(finding.arg("shard", shard_name(recorded.shard)));
                continue;
            }
        }
        found.push((name, recorded));
    }
    let (_, first) = found.first()?;
    let of = first.shard.of();
    for shard in (1..=of).filter_map(|i| Shard::new(i, of)) {
        if !found.iter().any(|(_, r)| r.shard == shard) {
            let place = Place::file(SHARD_RUNS);
            findings.push(Finding::new(&kinds::SHARD_MISSING, place).value(&shard_name(shard)));
        }
    }
    let jobs = first.plan.jobs()?;
    let mut tallies: Vec<Option<Tally>> = vec![None; jobs.count() as usize];
    let plan = first.plan.clone();
    for (name, recorded) in found {
        let shard = recorded.shard;
        let all = (0..jobs.count()).filter(|&j| shard.has(j)).count();
        let mut count = 0;
        for (job, tally) in recorded.runs.into_iter().filter(|(job, _)| shard.has(*job)) {
            if let Some(place) = tallies.get_mut(job as usize) {
                count += usize::from(place.is_none());
                *place = Some(tally);
            }
        }
        if count < all {
            let finding = Finding::new(&kinds::SHARD_BROKEN, Place::file(SHARD_RUNS)).value(name);
            findings.push(finding.arg("all", all).arg("count", count));
        }
    }
    let tallies = tallies.into_iter().collect::<Option<Vec<Tally>>>()?;
    Some(SweepResults { plan, tallies })
}

/// `2/5`.
fn shard_name(shard: Shard) -> String {
    format!("{}/{}", shard.index(), shard.of())
}
