//! Things to do, taken by whoever comes free. What comes of each is put into order afterwards, so that it does not matter who took it.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

/// A number of things to do, and what came of those done.
pub(super) struct Turns<T> {
    count: usize,
    next: AtomicUsize,
    done: Mutex<Vec<(usize, T)>>,
}

impl<T> Turns<T> {
    pub(super) fn new(count: usize) -> Self {
        Self { count, next: AtomicUsize::new(0), done: Mutex::new(Vec::with_capacity(count)) }
    }

    /// The first thing that nobody has taken yet; all before it are taken.
    pub(super) fn take(&self) -> Option<usize> {
        Some(self.next.fetch_add(1, Relaxed)).filter(|&at| at < self.count)
    }

    /// From here on nothing more is taken.
    pub(super) fn stop(&self) {
        self.next.store(self.count, Relaxed);
    }

    /// What came of a thing.
    pub(super) fn keep(&self, at: usize, result: T) {
        self.done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
    }

    /// What came of everything that was taken, in order.
    pub(super) fn into_results(self) -> Vec<T> {
        let mut done = self.done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_unstable_by_key(|&(at, _)| at);
        done.into_iter().map(|(_, result)| result).collect()
    }
}
