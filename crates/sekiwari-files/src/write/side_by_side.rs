//! Several independent things at once.

use rayon::prelude::*;

/// Does things on all threads. All of them are done, and of their errors the first in the order given is told, so that
/// neither depends on the threads.
///
/// # Errors
/// The first in the order given.
pub fn side_by_side<E: Send>(jobs: &[&(dyn Fn() -> Result<(), E> + Sync)]) -> Result<(), E> {
    // Not collected as one result: that would be the error that came first by the clock.
    let done: Vec<Result<(), E>> = jobs.par_iter().with_max_len(1).map(|job| job()).collect();
    done.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::side_by_side;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn all_is_done_and_the_first_error_in_order_is_told() {
        let done = AtomicU32::new(0);
        let job = |result: Result<(), u32>| {
            let done = &done;
            move || {
                done.fetch_add(1, Ordering::Relaxed);
                result
            }
        };
        let (fine, one, two) = (job(Ok(())), job(Err(1)), job(Err(2)));
        assert_eq!(side_by_side(&[&fine, &one, &fine, &two]), Err(1));
        assert_eq!(done.load(Ordering::Relaxed), 4);
        assert_eq!(side_by_side::<u32>(&[]), Ok(()));
    }
}
