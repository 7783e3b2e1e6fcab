//! What is being done, on the standard error and only on a terminal; and how long each step took.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use sekiwari::Lang;
use sekiwari::exact::Standing;
use sekiwari_files::write::TimingsJson;
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
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
        } else if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {wide_msg}") {
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

    /// Ends the present step and gives the seconds of all steps so far, for `timings.json`.
    pub(crate) fn timings(&mut self) -> TimingsJson {
        self.end_step();
        let steps = self.steps.iter().map(|(step, time)| ((*step).to_owned(), time.as_secs_f64()));
        TimingsJson::new(steps, rayon::current_num_threads() as u32)
    }

    /// Shows a message instead of the step's; also from other threads.
    pub(crate) fn message(&self) -> impl Fn(String) + Send + Sync + use<> {
        let bar = self.bar.clone();
        move |text| bar.set_message(text)
    }

    /// Shows where a search stands, the best of all that is heard.
    pub(crate) fn standings(&self, lang: Lang) -> impl Fn(Standing) + Sync + use<> {
        let (show, best) =
            (self.message(), Mutex::new(Standing { blocking_min: 0, blocking: None, cores: 0 }));
        move |heard: Standing| {
            let mut best = best.lock().unwrap_or_else(PoisonError::into_inner);
            best.blocking_min = best.blocking_min.max(heard.blocking_min);
            best.blocking = best.blocking.into_iter().chain(heard.blocking).min();
            best.cores = heard.cores;
            show(standing_text(*best, lang));
        }
    }

    /// Takes the spinner off the terminal.
    pub(crate) fn finish(mut self) {
        self.end_step();
        self.bar.finish_and_clear();
    }
}

/// What is proven and what is found, in one line.
fn standing_text(standing: Standing, lang: Lang) -> String {
    let Standing { blocking_min: least, blocking, cores } = standing;
    let mut text = String::new();
    if least > 0 {
        text += lang.pick("解なしを証明済み; ", "no stable allocation (proven); ");
    }
    text += &match blocking {
        Some(now) => lang.pick(
            format!("優先順位に反する世帯 下限 {least} / 現在 {now}、差 {}", now.saturating_sub(least)),
            format!("blocking households: at least {least}, now {now}, gap {}", now.saturating_sub(least)),
        ),
        None => lang.pick(
            format!("優先順位に反する世帯 下限 {least} / 現在 なし"),
            format!("blocking households: at least {least}, none found yet"),
        ),
    };
    text + &format!(" ({cores} cores)")
}

#[cfg(test)]
mod tests {
    use super::{Standing, standing_text};
    use sekiwari::Lang;

    #[test]
    fn the_standing_tells_bound_present_and_gap() {
        let text = |blocking_min, blocking, lang| {
            standing_text(Standing { blocking_min, blocking, cores: 14 }, lang)
        };
        assert_eq!(
            text(2, Some(3), Lang::Ja),
            "解なしを証明済み; 優先順位に反する世帯 下限 2 / 現在 3、差 1 (14 cores)"
        );
        assert_eq!(
            text(2, Some(3), Lang::En),
            "no stable allocation (proven); blocking households: at least 2, now 3, gap 1 (14 cores)"
        );
        assert_eq!(text(0, None, Lang::Ja), "優先順位に反する世帯 下限 0 / 現在 なし (14 cores)");
    }
}
