//! Many jobs on all cores.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Does `work` for every job, as many at a time as the pool has threads, until `stop` says so; jobs begun are finished.
///
/// Every thread takes the next job that nobody has, and inside a job nothing is shared out: with more jobs than threads that is
/// faster than sharing out each, and no job waits for a part of another. A single job is given all threads. `begin` makes what a thread keeps from job to
/// job (such as [`super::Kept`]); it is to change no result. What `work` does with its result is its own business; it is called once a job, in no order
/// that counts.
///
/// ```
/// use std::sync::atomic::{AtomicU32, Ordering};
/// let sum = AtomicU32::new(0);
/// sekiwari::siting::sweep::run(&[1, 2, 3], &|| false, &|| (), &|(), job| {
///     sum.fetch_add(job, Ordering::Relaxed);
/// });
/// assert_eq!(sum.into_inner(), 6);
/// ```
pub fn run<K>(
    jobs: &[u32],
    stop: &(dyn Fn() -> bool + Sync),
    begin: &(dyn Fn() -> K + Sync),
    work: &(dyn Fn(&mut K, u32) + Sync),
) {
    let next = AtomicUsize::new(0);
    let take_all = || {
        let mut kept = begin();
        while !stop() {
            match jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
                Some(&job) => work(&mut kept, job),
                None => break,
            }
        }
    };
    if jobs.len() <= 1 {
        return take_all();
    }
    let threads = rayon::current_num_threads().min(jobs.len());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                // A pool of its own for each thread; where the system gives none, the common one will do.
                match rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build() {
                    Ok(alone) => alone.install(take_all),
                    Err(_) => take_all(),
                }
            });
        }
    });
}
