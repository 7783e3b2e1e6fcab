//! What a plan adds, and which of it is dearest.

/// What can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// Clubs in districts without one.
    NewClubs,
    /// Rooms.
    Rooms,
    /// Units of support, beyond those that rooms and staff of today allow.
    Units,
    /// Staff, qualified ones included.
    Staff,
    /// Qualified staff: to be hired among the staff, or to be trained.
    Qualified,
    /// Transport seats, on the day on which a route needs most.
    Transport,
    /// Seats by which a club has to raise the number that it declares.
    Declared,
}

/// The number of items.
pub(super) const ITEMS: usize = 7;

impl Item {
    /// All items, the dearest first.
    pub const ALL: [Item; ITEMS] = [
        Item::NewClubs,
        Item::Rooms,
        Item::Units,
        Item::Staff,
        Item::Qualified,
        Item::Transport,
        Item::Declared,
    ];

    /// The name in settings and tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Item::NewClubs => "new_clubs",
            Item::Rooms => "rooms",
            Item::Units => "units",
            Item::Staff => "staff",
            Item::Qualified => "qualified_staff",
            Item::Transport => "transport_seats",
            Item::Declared => "declared_seats",
        }
    }

    pub(super) const fn index(self) -> usize {
        self as usize
    }
}

/// So much of each item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Totals(pub(super) [u64; ITEMS]);

impl Totals {
    /// The number of an item.
    pub const fn of(&self, item: Item) -> u64 {
        self.0[item.index()]
    }

    /// Whether nothing is added.
    pub fn is_zero(&self) -> bool {
        self.0.iter().all(|&n| n == 0)
    }

    pub(super) fn add(&mut self, other: &[u32; ITEMS]) {
        self.0.iter_mut().zip(other).for_each(|(all, &n)| *all += u64::from(n));
    }

    pub(super) fn remove(&mut self, other: &[u32; ITEMS]) {
        self.0.iter_mut().zip(other).for_each(|(all, &n)| *all -= u64::from(n));
    }
}

/// Which plan is smaller: levels are compared one after the other, within a level items by weight.
///
/// The default has one item a level in the order of [`Item::ALL`]: a building and its site are dearest, then rooms; a unit is paid
/// for year by year; staff, and above all qualified staff, have to be found; transport is cheap, and a declared number
/// is paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Costs {
    levels: Vec<Vec<(Item, u32)>>,
}

impl Default for Costs {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Costs {
    /// From levels, the gravest first. Items that no level names (or only with weight 0) follow, one a level in the order of [`Item::ALL`]; of an
    /// item that is named twice only the first counts.
    pub fn new(levels: Vec<Vec<(Item, u32)>>) -> Self {
        let mut named = [false; ITEMS];
        let mut fresh = |&(item, weight): &(Item, u32)| {
            let new = weight > 0 && !named[item.index()];
            named[item.index()] |= new;
            new
        };
        let mut kept: Vec<Vec<(Item, u32)>> =
            levels.into_iter().map(|level| level.into_iter().filter(|t| fresh(t)).collect()).collect();
        kept.retain(|level| !level.is_empty());
        kept.extend(Item::ALL.into_iter().filter(|i| !named[i.index()]).map(|i| vec![(i, 1)]));
        Self { levels: kept }
    }

    /// The levels; every item once.
    pub fn levels(&self) -> &[Vec<(Item, u32)>] {
        &self.levels
    }

    /// The cost of what is added, level by level.
    pub fn of(&self, totals: &Totals) -> Vec<u64> {
        self.score(totals)[..self.levels.len()].to_vec()
    }

    /// The same in a fixed length.
    pub(super) fn score(&self, totals: &Totals) -> Score {
        let mut score = [0; ITEMS];
        for (sum, level) in score.iter_mut().zip(&self.levels) {
            *sum = level.iter().map(|&(item, weight)| u64::from(weight) * totals.of(item)).sum();
        }
        score
    }

    /// The level of each item.
    pub(super) fn level_of(&self) -> [usize; ITEMS] {
        let mut of = [0; ITEMS];
        for (at, level) in self.levels.iter().enumerate() {
            level.iter().for_each(|(item, _)| of[item.index()] = at);
        }
        of
    }
}

/// Costs, level by level; zeros behind the last one.
pub(super) type Score = [u64; ITEMS];
