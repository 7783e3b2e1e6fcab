//! The figures of a count, by age and district, as the national survey has them.

use super::{Entry, Exclusion, Standing};
use crate::Lang;
use crate::programme::nursery::AgeClass;
use std::collections::BTreeMap;

/// The ages of the survey: classes 0, 1, 2, 3, and 4 and 5 together.
const BANDS: usize = 5;

/// An age group of the survey, by class on April 1 of the fiscal year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Age {
    /// Class 0.
    Zero,
    /// Class 1.
    One,
    /// Class 2.
    Two,
    /// Class 3.
    Three,
    /// Classes 4 and 5.
    FourFive,
    /// Classes 0 to 2.
    Under3,
    /// Classes 3 to 5.
    From3,
    /// Every class.
    All,
}

impl Age {
    /// All groups, in the order they are shown.
    pub const ALL: [Age; 8] =
        [Age::Zero, Age::One, Age::Two, Age::Three, Age::FourFive, Age::Under3, Age::From3, Age::All];

    /// The groups that no others are parts of.
    pub const PARTS: [Age; BANDS] = [Age::Zero, Age::One, Age::Two, Age::Three, Age::FourFive];

    /// The group of a class.
    pub fn of(class: AgeClass) -> Self {
        match class.get() {
            0 => Age::Zero,
            1 => Age::One,
            2 => Age::Two,
            3 => Age::Three,
            _ => Age::FourFive,
        }
    }

    /// As it is written: `0`, `4-5`, `0-2`, `all`.
    pub fn as_str(self) -> &'static str {
        match self {
            Age::Zero => "0",
            Age::One => "1",
            Age::Two => "2",
            Age::Three => "3",
            Age::FourFive => "4-5",
            Age::Under3 => "0-2",
            Age::From3 => "3-5",
            Age::All => "all",
        }
    }

    /// Whether all its children belong to another group as well.
    pub fn is_part_of(self, other: Age) -> bool {
        AgeClass::all().filter(|&c| self.holds(c)).all(|c| other.holds(c))
    }

    /// Whether a class belongs to it.
    pub fn holds(self, class: AgeClass) -> bool {
        match self {
            Age::Under3 => class.get() < 3,
            Age::From3 => class.get() >= 3,
            Age::All => true,
            part => Age::of(class) == part,
        }
    }
}

/// Where children live, as far as a count tells them apart.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Area {
    /// The whole municipality.
    All,
    /// A district.
    District(String),
    /// No district is stated.
    NotStated,
}

/// A line of the ledger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Line {
    /// Children who use a place and do not apply.
    Continuing,
    /// Children of the round who are counted here.
    Round,
    /// Own residents who applied only in another municipality.
    Elsewhere,
    /// The last two: everybody who applied.
    Applied,
    /// Everybody who uses a place or has applied for one: those who applied, and continuing children.
    Applicants,
    /// Children with a new seat.
    Placed,
    /// Children who keep the seat they hold.
    Kept,
    /// Own residents who use a place in another municipality.
    UsingElsewhere,
    /// The last three: everybody who applied and uses a place.
    Seated,
    /// Everybody who uses a place: these, and continuing children.
    Users,
    /// Applicants without users.
    Deferred,
    /// Deferred children who are not counted, under one exclusion.
    Excluded(Exclusion),
    /// Deferred children under any exclusion: the hidden waiting children.
    Hidden,
    /// Deferred children under no exclusion: the official count.
    Official,
    /// Of the official count: a parent is on leave and will return.
    Returning,
    /// Children of the round who live in another municipality, and are counted there.
    Outside,
    /// Of these: deferred.
    OutsideDeferred,
}

impl Line {
    /// All lines, in the order they are shown; exclusions in the order in which they are asked.
    pub fn all(order: impl IntoIterator<Item = Exclusion>) -> Vec<Line> {
        use Line as L;
        let above = [
            L::Continuing,
            L::Round,
            L::Elsewhere,
            L::Applied,
            L::Applicants,
            L::Placed,
            L::Kept,
            L::UsingElsewhere,
            L::Seated,
            L::Users,
            L::Deferred,
        ];
        let below = [L::Hidden, L::Official, L::Returning, L::Outside, L::OutsideDeferred];
        above.into_iter().chain(order.into_iter().map(L::Excluded)).chain(below).collect()
    }

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Line::Continuing => "continuing",
            Line::Round => "round",
            Line::Elsewhere => "elsewhere",
            Line::Applied => "applied",
            Line::Applicants => "applicants",
            Line::Placed => "placed",
            Line::Kept => "kept",
            Line::UsingElsewhere => "using-elsewhere",
            Line::Seated => "seated",
            Line::Users => "users",
            Line::Deferred => "deferred",
            Line::Excluded(e) => e.as_str(),
            Line::Hidden => "hidden",
            Line::Official => "official",
            Line::Returning => "official-returning",
            Line::Outside => "outside",
            Line::OutsideDeferred => "outside-deferred",
        }
    }

    /// In words.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Line::Continuing => lang.pick("継続利用児童", "continuing"),
            Line::Round => lang.pick("今回の申込児童", "applicants of the round"),
            Line::Elsewhere => lang.pick("市外へ申し込んだ児童", "residents who applied elsewhere"),
            Line::Applied => lang.pick("申込児童 (継続を除く)", "applied, without continuing"),
            Line::Applicants => lang.pick("申込者数 (継続を含む)", "applicants, continuing included"),
            Line::Placed => lang.pick("新たに入所", "placed"),
            Line::Kept => lang.pick("転園希望で継続", "kept their seat"),
            Line::UsingElsewhere => lang.pick("市外の施設を利用", "use a place elsewhere"),
            Line::Seated => lang.pick("入所児童 (継続を除く)", "seated, without continuing"),
            Line::Users => lang.pick("利用児童数", "users"),
            Line::Deferred => lang.pick("保留児童数", "deferred"),
            Line::Excluded(e) => e.label(lang),
            Line::Hidden => lang.pick("隠れ待機 (除外の計)", "hidden, all exclusions"),
            Line::Official => lang.pick("待機児童数", "official waiting count"),
            Line::Returning => lang.pick("うち育休中・復職の意思あり", "of these on leave, will return"),
            Line::Outside => lang.pick("市外に住む申込児童", "applicants who live elsewhere"),
            Line::OutsideDeferred => lang.pick("うち保留", "of these deferred"),
        }
    }
}

/// The figures of some children.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Children who use a place and do not apply; `None` if that is not known.
    pub continuing: Option<u64>,
    /// Children of the round, and residents who applied only elsewhere.
    pub applied: [u64; 2],
    /// Placed, kept, using a place elsewhere.
    pub using: [u64; 3],
    /// Deferred children under each exclusion, by [`Exclusion::index`].
    pub excluded: [u64; Exclusion::COUNT],
    /// The official count, and the children of it whose parent is on leave and will return.
    pub official: [u64; 2],
    /// Children who live in another municipality, and the deferred ones of these.
    pub outside: [u64; 2],
}

impl Tally {
    /// Deferred children under any exclusion.
    pub fn hidden(&self) -> u64 {
        self.excluded.iter().sum()
    }

    /// The deferred children.
    pub fn deferred(&self) -> u64 {
        self.hidden() + self.official[0]
    }

    /// Those who applied.
    pub fn applied(&self) -> u64 {
        self.applied.iter().sum()
    }

    /// Those who applied and use a place.
    pub fn seated(&self) -> u64 {
        self.using.iter().sum()
    }

    /// Those who use a place; `None` if the continuing children are not known.
    pub fn users(&self) -> Option<u64> {
        Some(self.continuing? + self.seated())
    }

    /// Those who use a place or have applied for one; `None` if the continuing children are not known.
    pub fn applicants(&self) -> Option<u64> {
        Some(self.continuing? + self.applied())
    }

    /// The figure of a line; `None` if it is not known.
    pub fn get(&self, line: Line) -> Option<u64> {
        match line {
            Line::Continuing => self.continuing,
            Line::Round => Some(self.applied[0]),
            Line::Elsewhere => Some(self.applied[1]),
            Line::Applied => Some(self.applied()),
            Line::Applicants => self.applicants(),
            Line::Placed => Some(self.using[0]),
            Line::Kept => Some(self.using[1]),
            Line::UsingElsewhere => Some(self.using[2]),
            Line::Seated => Some(self.seated()),
            Line::Users => self.users(),
            Line::Deferred => Some(self.deferred()),
            Line::Excluded(e) => Some(self.excluded[e.index()]),
            Line::Hidden => Some(self.hidden()),
            Line::Official => Some(self.official[0]),
            Line::Returning => Some(self.official[1]),
            Line::Outside => Some(self.outside[0]),
            Line::OutsideDeferred => Some(self.outside[1]),
        }
    }

    /// Adds other children; what is not known of some is not known of all.
    fn add(&mut self, other: &Tally) {
        self.continuing = self.continuing.zip(other.continuing).map(|(a, b)| a + b);
        let pairs = [(&mut self.applied[..], &other.applied[..]), (&mut self.using, &other.using)];
        let more = [
            (&mut self.excluded[..], &other.excluded[..]),
            (&mut self.official, &other.official),
            (&mut self.outside, &other.outside),
        ];
        for (own, others) in pairs.into_iter().chain(more) {
            own.iter_mut().zip(others).for_each(|(a, b)| *a += b);
        }
    }
}

/// The figures of a count by district and age.
///
/// For every district and age, by construction: children of the round + residents who applied elsewhere - placed - kept - using a
/// place elsewhere = deferred = excluded + official. Continuing children are known by class only, not by district.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ledger {
    cells: BTreeMap<Option<String>, [Tally; BANDS]>,
    continuing: Option<[u64; BANDS]>,
}

impl Ledger {
    pub(super) fn new(continuing: Option<[u64; AgeClass::COUNT]>) -> Self {
        let banded = |classes: [u64; AgeClass::COUNT]| {
            let mut bands = [0; BANDS];
            for class in AgeClass::all() {
                bands[Age::of(class) as usize] += classes[class.index()];
            }
            bands
        };
        Self { cells: BTreeMap::new(), continuing: continuing.map(banded) }
    }

    pub(super) fn add(&mut self, entry: &Entry) {
        // Whoever lives elsewhere and applied elsewhere is nobody's business here.
        if entry.standing == Standing::Outside && entry.child.is_none() {
            return;
        }
        let bands = self.cells.entry(entry.district.clone()).or_default();
        let tally = &mut bands[Age::of(entry.class) as usize];
        if entry.standing == Standing::Outside {
            tally.outside[0] += 1;
            tally.outside[1] += u64::from(!entry.seated);
            return;
        }
        tally.applied[usize::from(entry.child.is_none())] += 1;
        match entry.standing {
            Standing::Placed => tally.using[0] += 1,
            Standing::Kept => tally.using[1] += 1,
            Standing::UsingElsewhere => tally.using[2] += 1,
            Standing::Deferred | Standing::Outside => match entry.counted {
                Some(exclusion) => tally.excluded[exclusion.index()] += 1,
                None => {
                    tally.official[0] += 1;
                    tally.official[1] += u64::from(entry.returning);
                }
            },
        }
    }

    /// The areas that have children, the whole first; districts by id.
    pub fn areas(&self) -> Vec<Area> {
        let (named, not_stated): (Vec<_>, Vec<_>) = self.cells.keys().partition(|d| d.is_some());
        let named = named.into_iter().flatten().map(|d| Area::District(d.clone()));
        std::iter::once(Area::All).chain(named).chain(not_stated.iter().map(|_| Area::NotStated)).collect()
    }

    /// The figures of an age group of an area; all 0 for an area without children.
    pub fn tally(&self, area: &Area, age: Age) -> Tally {
        let mut sum = Tally { continuing: Some(0), ..Tally::default() };
        let of_area = |district: &Option<String>| match area {
            Area::All => true,
            Area::District(id) => district.as_ref() == Some(id),
            Area::NotStated => district.is_none(),
        };
        let bands: Vec<usize> =
            AgeClass::all().filter(|&c| age.holds(c)).map(|c| Age::of(c) as usize).collect();
        let holds = |band: usize| bands.contains(&band);
        for tallies in self.cells.iter().filter(|(d, _)| of_area(d)).map(|(_, t)| t) {
            let known = tallies.iter().map(|t| Tally { continuing: Some(0), ..*t });
            known.enumerate().filter(|(band, _)| holds(*band)).for_each(|(_, t)| sum.add(&t));
        }
        sum.continuing = match (area, &self.continuing) {
            (Area::All, Some(bands)) => {
                Some(bands.iter().enumerate().filter(|(b, _)| holds(*b)).map(|b| b.1).sum())
            }
            _ => None,
        };
        sum
    }

    /// The figures of everybody.
    pub fn total(&self) -> Tally {
        self.tally(&Area::All, Age::All)
    }
}
