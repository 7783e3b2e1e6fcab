//! A search that ends when its time is up or somebody asks.

use sekiwari::exact::{Control, Standing};
use sekiwari_files::write::Stopped;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use crate::interrupt::Interrupt;

/// Says when a search is to stop, and remembers why it did.
pub(crate) struct Watch<'a> {
    interrupt: &'a Interrupt,
    since: Instant,
    limit: Duration,
    // 0: not stopped; otherwise one more than the position in REASONS.
    stopped: AtomicU8,
}

const REASONS: [Stopped; 2] = [Stopped::TimeLimit, Stopped::Interrupt];

impl<'a> Watch<'a> {
    /// The time counts from now.
    pub(crate) fn new(interrupt: &'a Interrupt, limit: Duration) -> Self {
        Self { interrupt, since: Instant::now(), limit, stopped: AtomicU8::new(0) }
    }

    /// Searches under this watch; gives the result and why the search was told to stop, if it was.
    pub(crate) fn over<T>(
        &self,
        tell: &(dyn Fn(Standing) + Sync),
        search: impl FnOnce(Control<'_>) -> T,
    ) -> (T, Option<Stopped>) {
        let stop = || self.stops();
        let result = search(Control::new(&stop, tell));
        let stopped = self.stopped.load(Ordering::SeqCst);
        (result, usize::from(stopped).checked_sub(1).map(|reason| REASONS[reason]))
    }

    /// Asked by the search. Once it was told to stop, it hears nothing else.
    fn stops(&self) -> bool {
        if self.stopped.load(Ordering::Relaxed) > 0 {
            return true;
        }
        let reason = if self.interrupt.asked() {
            2
        } else if self.since.elapsed() >= self.limit {
            1
        } else {
            return false;
        };
        // The first reason stays.
        let _ = self.stopped.compare_exchange(0, reason, Ordering::SeqCst, Ordering::SeqCst);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Watch;
    use crate::interrupt::Interrupt;
    use sekiwari_files::write::Stopped;
    use std::time::Duration;

    #[test]
    fn a_search_is_stopped_only_when_it_asks_and_its_time_is_up() {
        let interrupt = Interrupt::default();
        let search = |limit| Watch::new(&interrupt, limit);
        let (stopped, reason) = search(Duration::ZERO).over(&|_| {}, |_| 7);
        assert_eq!((stopped, reason), (7, None), "it never asked");
        let watch = search(Duration::from_secs(3600));
        assert!(!watch.stops());
        let watch = search(Duration::ZERO);
        assert!(watch.stops() && watch.stops());
        assert_eq!(watch.over(&|_| {}, |_| ()).1, Some(Stopped::TimeLimit));
    }
}
