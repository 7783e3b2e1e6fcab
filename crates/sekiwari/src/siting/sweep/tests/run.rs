//! Every job once, on any number of threads, and none begun after somebody says stop.

use super::super::run;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

#[test]
fn every_job_is_done_once_on_any_number_of_threads() {
    let jobs: Vec<u32> = (0..200).map(|j| j * 3).collect();
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let seen = Mutex::new(Vec::new());
        pool.install(|| run(&jobs, &|| false, &|| (), &|(), job| seen.lock().unwrap().push(job)));
        let mut seen = seen.into_inner().unwrap();
        seen.sort_unstable();
        assert_eq!(seen, jobs);
    }
    run(&[], &|| false, &|| (), &|(), _| panic!("there is none"));
}

#[test]
fn jobs_are_begun_in_order_and_those_begun_are_finished() {
    let jobs: Vec<u32> = (0..100).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    let (begun, done) = (AtomicU32::new(0), Mutex::new(Vec::new()));
    pool.install(|| {
        run(&jobs, &|| begun.load(Ordering::SeqCst) >= 20, &|| (), &|(), job| {
            begun.fetch_add(1, Ordering::SeqCst);
            done.lock().unwrap().push(job);
        });
    });
    let mut done = done.into_inner().unwrap();
    done.sort_unstable();
    assert!((20..=22).contains(&done.len()), "{done:?}");
    assert_eq!(done, jobs[..done.len()]);
}
