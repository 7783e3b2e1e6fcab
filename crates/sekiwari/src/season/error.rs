//! Why a season cannot be drawn.

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SeasonError {
    /// An option that cannot be.
    #[error("{name}: {why}")]
    Option {
        /// Its name.
        name: &'static str,
        /// Why not.
        why: &'static str,
    },
    /// The requests that were drawn are no round: too many for its numbers, or rows that contradict each other.
    #[error("a season that cannot be decided: {0}")]
    Round(String),
}

impl SeasonError {
    /// What those who build a round or a market say, as one text.
    pub(super) fn of(errors: &[impl ToString]) -> Self {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        Self::Round(errors.join("; "))
    }
}
