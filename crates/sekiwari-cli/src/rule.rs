//! The names of rules and goals on the command line.

use sekiwari::exact::day::DayRule;
use sekiwari::market::{Goal, Goals, GoalsError};
use sekiwari::mechanism::{Mechanism, MechanismError, Ties};
use sekiwari_files::finding::did_you_mean;
use sekiwari_files::round::split_goals;

use crate::failure::Failure;

/// A rule by its name: of rounds that give seats for a year, of day services, or (where both have one of that name) of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RuleName {
    seats: Option<Mechanism>,
    days: Option<DayRule>,
}

impl From<Mechanism> for RuleName {
    fn from(seats: Mechanism) -> Self {
        Self { seats: Some(seats), days: None }
    }
}

impl RuleName {
    /// The rule for a nursery or club round.
    ///
    /// # Errors
    /// [`Failure`] if it is one for day services only.
    pub(crate) fn of_seats(self) -> Result<Mechanism, Failure> {
        self.seats.ok_or_else(|| other_rounds(&names(Mechanism::NAMES)))
    }

    /// The rule for a round of day services.
    ///
    /// # Errors
    /// [`Failure`] if it is none of them.
    pub(crate) fn of_days(self) -> Result<DayRule, Failure> {
        self.days.ok_or_else(|| other_rounds(&names(DayRule::NAMES)))
    }
}

fn other_rounds(known: &str) -> Failure {
    Failure::new(
        format!("この方式は別の事業の募集のものです。この募集で使える方式: {known}"),
        format!("this mechanism is for rounds of another programme; for this round there are: {known}"),
    )
}

fn names<T>(known: &[(&'static str, T)]) -> String {
    known.iter().map(|(n, _)| *n).collect::<Vec<_>>().join(", ")
}

/// Reads the name of a rule.
pub(crate) fn parse(name: &str) -> Result<RuleName, String> {
    let days = DayRule::from_name(name);
    let seats = Mechanism::from_name(name);
    if seats.is_none() && days.is_none() {
        let (seats, days) = (names(Mechanism::NAMES), names(DayRule::NAMES));
        return Err(format!("there are: {seats}; for day services: {days} / 使える方式"));
    }
    Ok(RuleName { seats, days })
}

/// Reads what ties mean.
pub(crate) fn parse_ties(name: &str) -> Result<Ties, String> {
    Ties::from_name(name).ok_or_else(|| "strict or weak / strict か weak".to_owned())
}

/// Why a rule cannot decide a round, in Japanese; in English the error says it itself.
pub(crate) fn refusal_ja(error: MechanismError) -> String {
    match error {
        MechanismError::LimitsNotSupported { mechanism } => {
            format!("{mechanism} は施設全体の上限(保育士数・面積など)を扱えません")
        }
        MechanismError::SeveralClaims { mechanism } => format!(
            "{mechanism} は児童を一人ずつ決める方式です。複数の席が同時に必要な世帯(一緒に決めるきょうだいなど)がいるため使えません"
        ),
    }
}

/// Reads an objective: names with commas.
pub(crate) fn parse_objective(text: &str) -> Result<Goals, String> {
    let names = || Goal::NAMES.iter().map(|(n, _)| *n);
    let goal = |name: &str| {
        Goal::from_name(name).ok_or_else(|| {
            let near =
                did_you_mean(name, names()).map(|n| format!("; did you mean {n}?")).unwrap_or_default();
            let all = names().collect::<Vec<_>>().join(", ");
            format!("unknown goal \"{name}\"{near} There are: {all} / 使える目的: {all}")
        })
    };
    let goals = split_goals(text).map(goal).collect::<Result<Vec<_>, _>>()?;
    Goals::new(goals).map_err(|e| {
        let ja = match e {
            GoalsError::Empty => "目的を一つ以上書いてください",
            GoalsError::Twice(_) => "同じ目的が二つあります",
            GoalsError::RankSumBeforeSeated => "rank-sum は seated の後に置いてください",
        };
        format!("{e} / {ja}")
    })
}
