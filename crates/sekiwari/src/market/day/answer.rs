//! An answer to a market of day services.

/// What a request is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Which of its stays, counted from 0.
    pub stay: u32,
    /// The room of each member, where the opening has rooms and the member an illness.
    pub rooms: Vec<Option<u32>>,
}

/// Per request what it is given; `None` for one that is refused. Says nothing about being feasible: that is for the judge.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DayAnswer {
    /// As many as the market has requests.
    pub given: Vec<Option<Given>>,
}

impl DayAnswer {
    /// How many requests are granted.
    pub fn granted(&self) -> usize {
        self.given.iter().flatten().count()
    }
}
