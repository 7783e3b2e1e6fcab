//! Work with a time limit.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// How limited work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended<T> {
    /// With its result.
    InTime(T),
    /// Its time was up. It is left to itself and ends with the program.
    TimeUp,
    /// It broke off without a result.
    BrokeOff,
}

/// Does some work on a thread of its own and waits for it no longer than `limit`.
pub(crate) fn within<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Ended<T> {
    let (tell, told) = mpsc::channel();
    // Nobody listens any more once the time is up.
    std::thread::spawn(move || drop(tell.send(work())));
    match told.recv_timeout(limit) {
        Ok(result) => Ended::InTime(result),
        Err(RecvTimeoutError::Timeout) => Ended::TimeUp,
        Err(RecvTimeoutError::Disconnected) => Ended::BrokeOff,
    }
}

#[cfg(test)]
mod tests {
    use super::{Ended, within};
    use std::sync::mpsc;
    use std::time::Duration;

    #[test]
    fn work_is_waited_for_no_longer_than_its_limit() {
        assert_eq!(within(Duration::from_secs(60), || 7), Ended::InTime(7));
        let (_keep_waiting, never) = mpsc::channel::<u32>();
        assert_eq!(within(Duration::from_millis(1), move || never.recv()), Ended::TimeUp);
    }
}
