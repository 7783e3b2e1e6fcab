//! How a city runs its clubs: what comes first, and which lists are made for families that gave none.

/// What is compared when a club ranks two children. Keys are compared in the order of [`Rules::order`]; what they leave equal
/// is decided by the tie keys of the scores, then by the lottery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OrderKey {
    /// Cases that are always admitted (disaster, referral by the child guidance office) before all others.
    Always,
    /// Children who come all year before those who come in vacations only.
    Yearly,
    /// Children who were at this club last year before new ones.
    Continuing,
    /// Children whose home club this is before those of other districts.
    Home,
    /// The first grades ([`Rules::first_grades`]) and disabled children before the other grades.
    FirstGrades,
    /// Disabled children before others.
    Disabled,
    /// Children with a sibling who is at this club already.
    Sibling,
    /// More points before fewer. Their tie keys count after all keys of the order.
    Score,
    /// Lower grades before higher ones.
    Grade,
}

impl OrderKey {
    /// All keys with the names used in files.
    pub const NAMES: &'static [(&'static str, OrderKey)] = &[
        ("always", OrderKey::Always),
        ("yearly", OrderKey::Yearly),
        ("continuing", OrderKey::Continuing),
        ("home", OrderKey::Home),
        ("first-grades", OrderKey::FirstGrades),
        ("disabled", OrderKey::Disabled),
        ("sibling", OrderKey::Sibling),
        ("score", OrderKey::Score),
        ("grade", OrderKey::Grade),
    ];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        Self::NAMES.iter().find(|(_, k)| *k == self).map_or("", |(n, _)| n)
    }
}

/// Which list a child has that gave none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lists {
    /// Its home clubs, then those of neighbouring districts.
    #[default]
    Neighbours,
    /// Its home clubs only.
    Home,
}

impl Lists {
    /// All values with the names used in files.
    pub const NAMES: &'static [(&'static str, Lists)] =
        &[("neighbours", Lists::Neighbours), ("home", Lists::Home)];
}

/// How a child may get to a club that is not its home club. It takes the route that runs on most of its days, of equal ones the
/// first by id. Routes run in terms: in vacations a family sees to the way itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overflow {
    /// By a seat on a route where there is one, on the days on which it runs; else by the family's own means.
    #[default]
    Any,
    /// Only by a seat on a route that runs on all days on which the child comes.
    Transport,
    /// By the family's own means, whether there is a route or not.
    Own,
    /// Not at all.
    No,
}

impl Overflow {
    /// All values with the names used in files.
    pub const NAMES: &'static [(&'static str, Overflow)] = &[
        ("any", Overflow::Any),
        ("transport", Overflow::Transport),
        ("own", Overflow::Own),
        ("no", Overflow::No),
    ];
}

/// What comes first for a child that accepts fewer days: its club or its days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FewerDays {
    /// Fewer days at a better club before all days at the next one.
    #[default]
    ClubFirst,
    /// All days at any club of the list before fewer days.
    DaysFirst,
}

impl FewerDays {
    /// All values with the names used in files.
    pub const NAMES: &'static [(&'static str, FewerDays)] =
        &[("club-first", FewerDays::ClubFirst), ("days-first", FewerDays::DaysFirst)];
}

/// The rules of a city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// What is compared, first key first; each at most once.
    pub order: Vec<OrderKey>,
    /// Grades up to this one come first under [`OrderKey::FirstGrades`].
    pub first_grades: u8,
    /// Lists of children who gave none.
    pub lists: Lists,
    /// How many districts away a club on such a list may be.
    pub neighbours: u32,
    /// How children get to clubs on such a list that are not their home clubs.
    pub overflow: Overflow,
    /// What comes first for children who accept fewer days.
    pub fewer_days: FewerDays,
}

impl Default for Rules {
    /// Always-admitted cases, yearly users, continuing children, the home district, grades 1 to 3, points, lower grades; lists
    /// with the clubs of neighbouring districts; the better club before all days.
    fn default() -> Self {
        Self {
            order: vec![
                OrderKey::Always,
                OrderKey::Yearly,
                OrderKey::Continuing,
                OrderKey::Home,
                OrderKey::FirstGrades,
                OrderKey::Score,
                OrderKey::Grade,
            ],
            first_grades: 3,
            lists: Lists::Neighbours,
            neighbours: 1,
            overflow: Overflow::Any,
            fewer_days: FewerDays::ClubFirst,
        }
    }
}
