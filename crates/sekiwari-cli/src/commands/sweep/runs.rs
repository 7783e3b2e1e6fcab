//! The runs themselves: each is recorded when it is done.

use sekiwari::exact::Standing;
use sekiwari::siting::Draw;
use sekiwari::siting::sweep::{Kept, Point, Refusal, Shard, Tally, run as run_jobs};
use sekiwari::{Lang, siting::sweep::Stuck};
use sekiwari_files::finding::Findings;
use sekiwari_files::sweep::journal::Journal;
use sekiwari_files::sweep::{ReadSweep, Unfit, tell_refused};
use sekiwari_files::write::Stopped;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::points::Settled;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::rule;
use crate::search::Watch;

/// What is run.
#[derive(Clone, Copy)]
pub(super) struct Task<'t> {
    pub(super) sweep: &'t ReadSweep,
    pub(super) settled: &'t Settled,
    /// The round as it is, then the points.
    pub(super) points: &'t [Point<'t>],
    pub(super) shard: Shard,
}

/// How it ended.
pub(super) enum Ran {
    /// All runs of the shard, by number.
    All(Vec<(u32, Tally)>),
    /// A combination cannot be decided, which is told.
    Refused(Findings),
    /// Somebody stopped it.
    Stopped { done: usize, all: usize },
}

/// What the threads share.
struct Shared {
    journal: Journal,
    done: BTreeMap<u32, Tally>,
    // By job.
    refused: BTreeMap<u32, Refusal>,
    failed: Option<std::io::Error>,
}

/// Does the runs of a shard that are not done yet.
///
/// # Errors
/// [`Failure`] if the record cannot be written, or the judge refuses a result.
pub(super) fn run(
    task: Task<'_>,
    journal: Journal,
    done: Vec<(u32, Tally)>,
    (interrupt, say, lang): (&Interrupt, &(dyn Fn(String) + Sync), Lang),
) -> Result<Ran, Failure> {
    let own: Vec<u32> = (0..task.settled.jobs.count()).filter(|&job| task.shard.has(job)).collect();
    let done: BTreeMap<u32, Tally> = done.into_iter().collect();
    let pending: Vec<u32> = own.iter().copied().filter(|job| !done.contains_key(job)).collect();
    let shared = Mutex::new(Shared { journal, done, refused: BTreeMap::new(), failed: None });
    let lock = || shared.lock().unwrap_or_else(PoisonError::into_inner);
    let ended = AtomicBool::new(false);
    // From here on the first signal only asks; what is done is kept.
    interrupt.searching();
    let stop = || ended.load(Ordering::Relaxed) || interrupt.asked();
    run_jobs(&pending, &stop, &Kept::default, &|kept, job| {
        let (result, stopped) = task.one(job, kept, interrupt);
        if stopped == Some(Stopped::Interrupt) {
            return;
        }
        let mut shared = lock();
        match result {
            Ok(tally) => {
                if let Err(e) = shared.journal.add(job, &tally) {
                    shared.failed.get_or_insert(e);
                    ended.store(true, Ordering::Relaxed);
                    return;
                }
                shared.done.insert(job, tally);
                let (n, all) = (shared.done.len(), own.len());
                if !stop() {
                    say(lang.pick(format!("試算 {n} / {all}"), format!("run {n} of {all}")));
                }
            }
            Err(refusal) => {
                shared.refused.insert(job, refusal);
                ended.store(true, Ordering::Relaxed);
            }
        }
    });
    let shared = shared.into_inner().unwrap_or_else(PoisonError::into_inner);
    if let Some(e) = shared.failed {
        return Err(Failure::new(
            format!("試算を記録できません: {e}"),
            format!("the runs cannot be recorded: {e}"),
        ));
    }
    // Jobs are begun in order and finished once begun, so the first of these is the first of all whatever the threads.
    if let Some((job, refusal)) = shared.refused.into_iter().next() {
        return task.refuse(job, refusal).map(Ran::Refused);
    }
    if shared.done.len() < own.len() {
        return Ok(Ran::Stopped { done: shared.done.len(), all: own.len() });
    }
    Ok(Ran::All(shared.done.into_iter().collect()))
}

impl<'t> Task<'t> {
    /// One run, and whether its search was stopped.
    fn one(
        &self,
        job: u32,
        kept: &mut Kept<'t>,
        interrupt: &Interrupt,
    ) -> (Result<Tally, Refusal>, Option<Stopped>) {
        let plan = &self.settled.plan;
        let (point, number) = match self.settled.jobs.place(job) {
            Some((point, number)) => (&self.points[point as usize + 1], number),
            None => (&self.points[0], 0),
        };
        let draw = Draw { seed: plan.seed, number };
        let watch = Watch::new(interrupt, Duration::from_secs(plan.time_limit_s.into()));
        let scopes = &self.settled.scopes;
        watch.over(&|_: Standing| (), |control| point.evaluate(draw, scopes, kept, &control))
    }

    /// Tells why a run cannot be.
    fn refuse(&self, job: u32, refusal: Refusal) -> Result<Findings, Failure> {
        let places = self.settled.plan.grid().zip(self.settled.jobs.place(job));
        let places = places.map(|(grid, (point, _))| grid.places(point)).unwrap_or_default();
        let mut findings = Findings::new();
        let mut tell = |ja: &str, en: &str| tell_refused(self.sweep, &places, (ja, en), &mut findings);
        match refusal {
            Refusal::Stuck(stuck) => self.stuck(&places, &stuck, &mut findings),
            Refusal::TooLarge(errors) => {
                let text = errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
                tell(&text, &text);
            }
            Refusal::Mechanism(e) => tell(&rule::refusal_ja(e), &e.to_string()),
            Refusal::Judge(violations) => {
                let codes = violations.iter().map(|v| v.code()).collect::<Vec<_>>().join(", ");
                return Err(Failure::new(
                    format!("内部の誤りです。検証が結果を退けたため、何も書きません ({codes})。"),
                    format!("internal error: the judge refused a result, so nothing is written ({codes})"),
                ));
            }
        }
        Ok(findings)
    }

    /// A scenario that fits in the first draw and not in this one.
    fn stuck(&self, places: &[u32], stuck: &Stuck, findings: &mut Findings) {
        let chosen =
            self.sweep.axes.iter().zip(places).map(|(axis, &p)| axis.places[p as usize].scenario.as_ref());
        let mut steps = chosen.flatten().filter(|s| !s.scenario.edits.is_empty());
        if let Some(scenario) = steps.nth(stuck.step) {
            let mut unfit = Unfit::default();
            unfit.add(self.sweep, (places, 1), scenario, (&stuck.faults, &stuck.round));
            unfit.tell(u32::MAX, findings);
        }
    }
}
