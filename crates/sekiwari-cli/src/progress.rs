//! What is being done, on the standard error and only on a terminal; and how long each step took.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// A spinner with the present step, and the seconds of the steps before.
pub(crate) struct Progress {
    bar: ProgressBar,
    steps: Vec<(&'static str, Duration)>,
    current: Option<(&'static str, Instant)>,
}

impl Progress {
    /// Visible on a terminal, silent elsewhere or when `quiet`.
    pub(crate) fn new(quiet: bool) -> Self {
        let bar = ProgressBar::new_spinner();
        if quiet || !std::io::stderr().is_terminal() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        } else if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            bar.set_style(style);
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Self { bar, steps: Vec::new(), current: None }
    }

    /// Ends the present step and begins the next. `name` is the key in the timings, `message` what people read.
    pub(crate) fn step(&mut self, name: &'static str, message: &'static str) {
        self.end_step();
        self.bar.set_message(message);
        self.current = Some((name, Instant::now()));
    }

    fn end_step(&mut self) {
        if let Some((name, since)) = self.current.take() {
            self.steps.push((name, since.elapsed()));
        }
    }

    /// Ends the present step and gives the steps so far with their durations, in order.
    pub(crate) fn timings(&mut self) -> Vec<(&'static str, Duration)> {
        self.end_step();
        self.steps.clone()
    }

    /// Takes the spinner off the terminal.
    pub(crate) fn finish(mut self) {
        self.end_step();
        self.bar.finish_and_clear();
    }
}
