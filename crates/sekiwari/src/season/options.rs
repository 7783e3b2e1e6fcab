//! What is assumed of a season.

use super::SeasonError;
use super::rates::AGES;

/// How places are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// 締切方式: everything asked for by the evening before is decided together, by the order of the round; what comes later takes
    /// what is left.
    Batch,
    /// 先着順: by the time of the request; nobody is moved, and what is cancelled stays empty.
    FirstCome,
    /// キャンセル待ち: first come, and on a cancellation the first who waits, fits and can still come is called.
    Waitlist,
    /// 超過受付: first come, and beyond the limits as long as the risk that more come than fit is small enough.
    Overbooking,
}

impl Way {
    /// All ways.
    pub const ALL: [Way; 4] = [Way::Batch, Way::FirstCome, Way::Waitlist, Way::Overbooking];

    /// The name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Way::Batch => "batch",
            Way::FirstCome => "first-come",
            Way::Waitlist => "waitlist",
            Way::Overbooking => "overbooking",
        }
    }

    /// The way of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == name)
    }

    /// The name for people.
    pub fn label(self, lang: crate::Lang) -> &'static str {
        let (ja, en) = match self {
            Way::Batch => ("締切方式", "decided together at the deadline"),
            Way::FirstCome => ("先着順", "first come, first served"),
            Way::Waitlist => ("先着順とキャンセル待ち", "first come with a waiting list"),
            Way::Overbooking => ("先着順と超過受付", "first come with overbooking"),
        };
        lang.pick(ja, en)
    }
}

/// What is assumed. Probabilities are from 0 to 1.
///
/// The defaults with a source: sick days by age 19-30, 11-17 and 6-9 a year (estimates for care of sick children; here their
/// middles), and 25-30 % cancelled on the day (median of sites; here 27 %). All other defaults are assumptions without a
/// published figure; every one can be set.
#[derive(Clone, Debug, PartialEq)]
pub struct SeasonOptions {
    /// The seed.
    pub seed: u64,
    /// How many seasons.
    pub seasons: u32,
    /// Ways to compare; each once.
    pub ways: Vec<Way>,
    /// How much is asked for, as a multiple of what the round asks.
    pub demand: f64,
    /// Days of sickness a year, by [`AGES`].
    pub sick_days: [f64; AGES],
    /// How much more or less sickness there is in each month, January first; 1 on average.
    pub months: [f64; 12],
    /// Weights of diseases, by their ids; as in the requests of the round where empty.
    pub diseases: Vec<(String, f64)>,
    /// The part of places that is cancelled on the morning of the day.
    pub cancelled: f64,
    /// The part of places to which nobody comes, without a word.
    pub no_show: f64,
    /// The part of requests for sick and convalescent care made on the morning of the day; the others the day before.
    pub same_day: f64,
    /// Most days ahead that temporary and holiday care are asked for, at least 1.
    pub lead_days: u32,
    /// The part of waiting families who can still come when they are called on the day.
    pub reachable: f64,
    /// The greatest probability that more come than fit, in any slot of an opening, at which overbooking still accepts.
    pub risk: f64,
    /// Whether to find what one more of everything is worth.
    pub worth: bool,
}

impl Default for SeasonOptions {
    fn default() -> Self {
        Self {
            seed: 1,
            seasons: 100,
            ways: Way::ALL.to_vec(),
            demand: 1.0,
            // Schoolchildren: no figure; below the least of the preschool classes.
            sick_days: [24.5, 14.0, 14.0, 7.5, 7.5, 7.5, 5.0],
            // A wave with its peak in January, half as much again as the average.
            months: [1.5, 1.433, 1.25, 1.0, 0.75, 0.567, 0.5, 0.567, 0.75, 1.0, 1.25, 1.433],
            diseases: Vec::new(),
            cancelled: 0.27,
            no_show: 0.02,
            same_day: 0.5,
            lead_days: 14,
            reachable: 0.5,
            risk: 0.05,
            worth: false,
        }
    }
}

impl SeasonOptions {
    /// The part of places to which a child comes.
    pub fn comes(&self) -> f64 {
        (1.0 - self.cancelled - self.no_show).max(0.0)
    }

    /// Whether everything can be.
    ///
    /// # Errors
    /// The first option that cannot.
    pub fn check(&self) -> Result<(), SeasonError> {
        let wrong = |name, why| Err(SeasonError::Option { name, why });
        let parts = [
            ("cancelled", self.cancelled),
            ("no_show", self.no_show),
            ("same_day", self.same_day),
            ("reachable", self.reachable),
            ("risk", self.risk),
        ];
        for (name, part) in parts {
            if !(0.0..=1.0).contains(&part) {
                return wrong(name, "a part has to be from 0 to 1");
            }
        }
        if self.cancelled + self.no_show > 1.0 {
            return wrong("no_show", "more than all would cancel or not come");
        }
        let much = |x: f64| (0.0..=1000.0).contains(&x);
        if !much(self.demand) {
            return wrong("demand", "has to be from 0 to 1000");
        }
        if !self.sick_days.iter().all(|&d| (0.0..=366.0).contains(&d)) {
            return wrong("sick_days", "have to be from 0 to 366");
        }
        if !self.months.iter().all(|&m| much(m)) {
            return wrong("months", "have to be from 0 to 1000");
        }
        if !self.diseases.iter().all(|d| d.1 > 0.0 && d.1 <= 1e9) {
            return wrong("diseases", "weights have to be above 0");
        }
        if self.seasons == 0 {
            return wrong("seasons", "there has to be one");
        }
        if self.lead_days == 0 || self.lead_days > 366 {
            return wrong("lead_days", "have to be from 1 to 366");
        }
        if self.ways.is_empty() || (1..self.ways.len()).any(|i| self.ways[..i].contains(&self.ways[i])) {
            return wrong("ways", "at least one, each once");
        }
        Ok(())
    }
}
