//! What a schedule comes to, year by year.

/// One year of one draw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearCount {
    /// Children who apply.
    pub children: u32,
    /// Those of them who apply for the first time.
    pub fresh: u32,
    /// Open seats, those of sites included.
    pub open: u32,
    /// Children with a new seat.
    pub placed: u32,
    /// Children who stay where they have a seat.
    pub kept: u32,
    /// Households that block.
    pub blocking: u32,
    /// Whether it is proven best by the rule.
    pub proven: bool,
    /// By district of [`super::YearDesk::districts`], then class: children who apply, and those without a seat.
    pub cells: Box<[(u32, u32)]>,
}

impl YearCount {
    /// Children without a seat.
    pub fn waiting(&self) -> u32 {
        self.children - self.placed - self.kept
    }
}

/// What a schedule comes to: by draw, by year, the round's year first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook(pub(super) Vec<Vec<YearCount>>);

impl Outlook {
    /// The draws of a year, in years after the round's.
    pub fn year(&self, after: u32) -> impl Iterator<Item = &YearCount> + Clone {
        self.0.iter().filter_map(move |years| years.get(after as usize))
    }

    /// Children without a seat in a year, over all draws.
    pub fn waiting(&self, after: u32) -> u64 {
        self.year(after).map(|y| u64::from(y.waiting())).sum()
    }

    /// The same over all years after the round's.
    pub fn all_waiting(&self) -> u64 {
        self.0.iter().flat_map(|years| years.iter().skip(1)).map(|y| u64::from(y.waiting())).sum()
    }
}
