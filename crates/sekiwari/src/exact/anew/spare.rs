//! Memory that is used again: answers come by the thousand, and most of the time of each would go into getting memory.

use std::sync::{Mutex, PoisonError};

/// As many things as were in use at once.
#[derive(Debug)]
pub(crate) struct Spare<T>(Mutex<Vec<T>>);

impl<T> Default for Spare<T> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

impl<T> Clone for Spare<T> {
    /// Others have their own.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> Spare<T> {
    /// One that is not in use, or a new one.
    pub(crate) fn take(&self, new: impl FnOnce() -> T) -> T {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_else(new)
    }

    /// It is not in use any more.
    pub(crate) fn give(&self, back: T) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(back);
    }
}
