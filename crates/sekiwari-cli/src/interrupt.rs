//! Ctrl-C and requests to terminate.
//!
//! | when | what happens |
//! |---|---|
//! | before there is a search or a result | the run ends at once: there is nothing to give yet |
//! | then, the first time | a search ends with the best it has; the result is judged and written as always |
//! | then, again | the run ends at once; nothing is left at the output's place but what stood there before |
//! | when the outputs are in place | only the summary is cut short |

use sekiwari::Lang;
use sekiwari_files::write::{OutputError, OutputFolder, Unfinished};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::console;
use crate::failure::{Exit, Failure};

/// What signals do to one run.
#[derive(Clone, Default)]
pub(crate) struct Interrupt {
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    searching: AtomicBool,
    asked: AtomicBool,
    place: Mutex<Place>,
}

/// Held while the outputs are put in place or taken down, so that never both happen.
#[derive(Default)]
enum Place {
    #[default]
    Untouched,
    Unfinished(Unfinished),
    Written,
}

impl Interrupt {
    /// Takes over the signals. `told` is called when a search is asked to stop.
    ///
    /// # Errors
    /// If the system refuses.
    pub(crate) fn listen(lang: Lang, json: bool, told: impl Fn() + Send + 'static) -> Result<Self, Failure> {
        let interrupt = Self::default();
        let state = Arc::clone(&interrupt.state);
        let on_signal = move || {
            let first = !state.asked.swap(true, Ordering::SeqCst);
            if first && state.searching.load(Ordering::SeqCst) {
                told();
            } else {
                state.end(lang, json);
            }
        };
        match ctrlc::set_handler(on_signal) {
            Ok(()) => Ok(interrupt),
            Err(e) => Err(Failure::new(format!("シグナルを受け取れません: {e}"), format!("no signals: {e}"))),
        }
    }

    /// Outputs have been begun.
    pub(crate) fn begun(&self, folder: &OutputFolder) {
        *self.state.place() = Place::Unfinished(folder.unfinished());
    }

    /// What was written was only a step on the way: as before there was anything.
    pub(crate) fn restart(&self) {
        let mut place = self.state.place();
        self.state.searching.store(false, Ordering::SeqCst);
        *place = Place::Untouched;
    }

    /// What the run is for has been written.
    pub(crate) fn written(&self) {
        *self.state.place() = Place::Written;
    }

    /// There is, or will be at any moment, a result: from here on the first signal only asks.
    pub(crate) fn searching(&self) {
        self.state.searching.store(true, Ordering::SeqCst);
    }

    /// Whether somebody asked to stop.
    pub(crate) fn asked(&self) -> bool {
        self.state.asked.load(Ordering::SeqCst)
    }

    /// Puts the outputs in place, unless they have been taken down; then the process is ending.
    ///
    /// # Errors
    /// As [`OutputFolder::commit`].
    pub(crate) fn commit(&self, folder: OutputFolder) -> Result<(), OutputError> {
        let mut place = self.state.place();
        folder.commit()?;
        *place = Place::Written;
        Ok(())
    }
}

impl State {
    fn place(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the process. The place stays locked, so nothing can be put there any more.
    fn end(&self, lang: Lang, json: bool) -> ! {
        let place = self.place();
        let exit = match &*place {
            Place::Written => Exit::Clean,
            Place::Untouched | Place::Unfinished(_) => Exit::CouldNotRun,
        };
        if let Place::Unfinished(unfinished) = &*place {
            unfinished.remove();
        }
        if exit == Exit::CouldNotRun {
            let failure = Failure::new("中止しました。何も書いていません。", "ended; nothing was written");
            if json {
                let _ = console::say_json(&failure.json());
            }
            console::complain(&failure.text(lang));
        }
        std::process::exit(exit.code())
    }
}
