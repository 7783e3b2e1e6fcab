//! The seats of a facility, class by class.
//!
//! # How what the classes share is divided
//!
//! Teachers (and rooms for several ages) are a limit of the whole facility, so a number per class needs a rule:
//!
//! 1. Every class begins with its continuing children; no rule takes their seats.
//! 2. A class's *target* is the most it could have if all others stayed at their continuing children.
//! 3. One seat after the other goes to the class that is filled least, as a share of its target, among those that can still take
//!    one; among equals to the youngest.
//!
//! Where the teachers are enough for all targets, every class gets its target. Where they are not, the classes give up about the
//! same share of it: what a facility declares says how it means to use its teachers, and cutting all classes alike keeps to that. The most
//! children would be reached by giving every last teacher to the oldest, of whom one takes 25, and closing the youngest
//! classes, for which families wait; [`super::most_children`] tells how many that would be.
//!
//! The result is maximal: no class can take one more child. So each of a class's numbers ([`ClassSeats::staff`] and so on) is the most
//! children that this limit allows in the class **beside what the other classes are given**, and the seats are the smallest of them, less
//! those that are taken and reserved.

use super::area::{RoomKind, children_in};
use super::offered::{Overrun, overruns};
use super::shared::Shared;
use super::{ALL, FacilityTable, Mask, PerClass, mask, members, most_children};
use crate::programme::nursery::{AgeClass, ClassSet};

/// A limit of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Binding {
    /// The number that the facility declares.
    Declared,
    /// Teachers.
    Staff,
    /// Floor area of the rooms.
    Area,
    /// The outdoor play area.
    Yard,
}

impl Binding {
    /// All limits, in the order in which they are named where several are equal.
    pub const ALL: [Binding; 4] = [Binding::Declared, Binding::Staff, Binding::Area, Binding::Yard];

    /// The name in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Binding::Declared => "declared",
            Binding::Staff => "staff",
            Binding::Area => "area",
            Binding::Yard => "yard",
        }
    }
}

/// The seats of one class, with every number behind them. `None` = nothing is known of that limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassSeats {
    /// The class.
    pub class: AgeClass,
    /// Seats that the facility declares, continuing children included.
    pub declared: Option<u32>,
    /// Seats that the teachers allow beside what the other classes have.
    pub staff: Option<u32>,
    /// Seats that the rooms allow.
    pub area: Option<u32>,
    /// Seats that the yard allows.
    pub yard: Option<u32>,
    /// Continuing children, those who apply to move included.
    pub continuing: u32,
    /// Seats they take; more than they are where some take two.
    pub taken: u32,
    /// Seats kept back from the round.
    pub reserved: u32,
    /// The smallest of the four.
    pub capacity: u32,
    /// Seats open in the round: what the capacity leaves beside seats taken and reserved.
    pub open: u32,
    /// The limits that are as small as the capacity, in the order of [`Binding::ALL`].
    pub binding: Vec<Binding>,
}

impl ClassSeats {
    /// The number of a limit.
    pub fn number(&self, limit: Binding) -> Option<u32> {
        match limit {
            Binding::Declared => self.declared,
            Binding::Staff => self.staff,
            Binding::Area => self.area,
            Binding::Yard => self.yard,
        }
    }
}

/// The seats of a facility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacilitySeats {
    /// Its classes, youngest first. A class of which no limit is known is left out.
    pub classes: Vec<ClassSeats>,
    /// Its teachers in tenths, nurses included as far as they count.
    pub teachers10: Option<u64>,
    /// Teachers needed for the continuing children.
    pub needed: u64,
    /// Teachers needed once every seat is taken, reserved ones included.
    pub needed_full: u64,
    /// The most seats that the teachers allow over all classes, however they are divided (see [`most_children`]).
    pub most: Option<u32>,
    /// What the continuing children alone break.
    pub broken: Vec<Overrun>,
}

impl FacilitySeats {
    /// Open seats of all classes.
    pub fn open(&self) -> u32 {
        self.classes.iter().map(|c| c.open).sum()
    }

    /// A class, if it has seats or children.
    pub fn class(&self, class: AgeClass) -> Option<&ClassSeats> {
        self.classes.iter().find(|c| c.class == class)
    }
}

/// Works out the seats of a facility.
///
/// **Guarantees.** `open = max(0, min(declared, staff, area, yard) - taken - reserved)` in every class. The seats of all classes together keep
/// every limit (as far as the continuing children alone do), and no class could be given one more. More declared seats, teachers or area never make
/// the facility as a whole take fewer than its continuing children. Nothing depends on the order of rows.
///
/// **Cost.** Per seat given a few dozen additions, more where teachers are assigned to classes.
///
/// ```
/// use sekiwari::programme::nursery::capacity::{
///     FacilityTable, Mode, Ratios, Rounding, Standards, Teachers, RatioRow, derive,
/// };
/// use sekiwari::programme::nursery::{AgeClass, ClassSet};
///
/// let class = |n| AgeClass::new(n).expect("a class");
/// let infants = RatioRow {
///     classes: ClassSet::one(class(0)),
///     children: 3,
///     kinds: Vec::new(),
///     period: Default::default(),
///     tolerated: false,
/// };
/// let standards = Standards { ratios: vec![infants], ..Standards::default() };
/// let date = jiff::civil::date(2026, 4, 1);
/// let standard = standards.on(date, None, Ratios::Current, Rounding::Cut, Mode::PerGroup);
/// let mut table = FacilityTable::new(standard);
/// table.classes[0].declared = Some(9);
/// table.classes[0].enrolled.children = 2;
/// table.staff = Some(vec![Teachers { classes: None, teachers10: 20, nurses10: 0 }]);
/// // Two teachers look after six infants; two are there already.
/// let seats = derive(&table);
/// assert_eq!((seats.classes[0].staff, seats.classes[0].open), (Some(6), 4));
/// ```
pub fn derive(table: &FacilityTable) -> FacilitySeats {
    let limits = Limits::new(table);
    let given = limits.fill([0; AgeClass::COUNT]);
    let served = table.served();
    let classes = AgeClass::all().filter(|c| served[c.index()]).filter_map(|class| {
        let c = class.index();
        let (of, taken) = (&table.classes[c], table.classes[c].seats_taken());
        let numbers = Binding::ALL.map(|limit| limits.number(limit, &given, c));
        let capacity = numbers.iter().flatten().min().copied()?;
        let binding = Binding::ALL.into_iter().zip(numbers).filter(|(_, n)| *n == Some(capacity));
        Some(ClassSeats {
            class,
            declared: numbers[0],
            staff: numbers[1],
            area: numbers[2],
            yard: numbers[3],
            continuing: of.continuing(),
            taken,
            reserved: of.reserved,
            capacity,
            open: capacity.saturating_sub(taken).saturating_sub(of.reserved),
            binding: binding.map(|(limit, _)| limit).collect(),
        })
    });
    FacilitySeats {
        classes: classes.collect(),
        teachers10: table.teachers10(),
        needed: table.standard.staff.needed(&limits.load10(&[0; AgeClass::COUNT])),
        needed_full: table.standard.staff.needed(&limits.load10(&given)),
        most: most_children(table),
        broken: overruns(table, &[0; AgeClass::COUNT]),
    }
}

/// Seats given to each class beyond those that are taken.
pub(super) type Given = PerClass<u32>;

/// A class is never given more; numbers above are slips of the keyboard.
const MOST: u32 = 100_000;

/// All limits of a facility.
pub(super) struct Limits<'a> {
    table: &'a FacilityTable,
    declared: PerClass<Option<u32>>,
    staff: Option<Shared>,
    rooms: Shared,
    yards: Shared,
}

impl<'a> Limits<'a> {
    pub(super) fn new(table: &'a FacilityTable) -> Self {
        let declares = table.classes.iter().any(|c| c.declared.is_some());
        // A facility that declares numbers takes nobody in a class that it leaves out.
        let declared = table.classes.map(|c| c.declared.or(declares.then_some(0)));
        let of_rooms = |indoor: bool| {
            let rooms = table.rooms.iter().filter(|r| r.kind.is_indoor() == indoor);
            let taken =
                rooms.filter_map(|r| Some((mask(r.classes), children_in(r.area, unit(table, r.kind)?))));
            Shared::new(&taken.collect::<Vec<_>>())
        };
        Self { table, declared, staff: staff(table), rooms: of_rooms(true), yards: of_rooms(false) }
    }

    /// What all children weigh on the teachers once so many seats are given, in tenths of a child.
    pub(super) fn load10(&self, given: &Given) -> PerClass<u64> {
        std::array::from_fn(|c| self.table.classes[c].load10() + 10 * u64::from(given[c]))
    }

    /// The places that all children take in rooms once so many seats are given.
    pub(super) fn places(&self, given: &Given) -> PerClass<u64> {
        std::array::from_fn(|c| self.table.classes[c].places() + u64::from(given[c]))
    }

    /// The declared number of a class; 0 where the facility declares other classes only.
    pub(super) fn declared(&self, class: usize) -> Option<u32> {
        self.declared[class]
    }

    /// The sets of classes whose teachers are not enough: classes, teachers needed, teachers in tenths.
    pub(super) fn short_of_staff(&self, given: &Given) -> Vec<(Mask, u64, u64)> {
        let load = self.load10(given);
        let sets = self.staff.iter().flat_map(Shared::sets);
        let needed = |set: Mask| self.needed(&load, set);
        sets.map(|(set, t)| (set, needed(set), t)).filter(|&(_, need, t)| 10 * need > t).collect()
    }

    /// The sets of classes whose rooms (or yards) are not enough: classes, places needed, places there are.
    pub(super) fn short_of_room(&self, given: &Given, yard: bool) -> Vec<(Mask, u64, u64)> {
        let places = self.places(given);
        let sets = if yard { self.yards.sets() } else { self.rooms.sets() };
        let needed = |set: Mask| members(set).map(|c| places[c]).sum::<u64>();
        sets.map(|(set, room)| (set, needed(set), room)).filter(|&(_, need, room)| need > room).collect()
    }

    /// Extra teachers and minima are for the facility, not for a part of it.
    fn needed(&self, load: &PerClass<u64>, set: Mask) -> u64 {
        let rule = &self.table.standard.staff;
        if set == ALL { rule.needed(load) } else { rule.of_ratios(load, set) }
    }

    /// Whether a limit allows what is given, as far as it concerns a class.
    fn allows(&self, limit: Binding, load: &PerClass<u64>, places: &PerClass<u64>, class: usize) -> bool {
        let fits = |shared: &Shared| {
            shared.sets_with(class).all(|(set, room)| members(set).map(|c| places[c]).sum::<u64>() <= room)
        };
        match limit {
            Binding::Declared => {
                let seats = places[class] - u64::from(self.table.classes[class].education).min(places[class]);
                self.declared[class].is_none_or(|d| seats <= u64::from(d))
            }
            Binding::Staff => self.staff.iter().all(|shared| {
                shared.sets_with(class).all(|(set, teachers10)| 10 * self.needed(load, set) <= teachers10)
            }),
            Binding::Area => fits(&self.rooms),
            Binding::Yard => fits(&self.yards),
        }
    }

    /// Whether a limit says anything about a class.
    fn speaks(&self, limit: Binding, class: usize) -> bool {
        match limit {
            Binding::Declared => self.declared[class].is_some(),
            Binding::Staff => self.staff.is_some(),
            Binding::Area => self.rooms.served() & 1 << class != 0,
            Binding::Yard => self.yards.served() & 1 << class != 0,
        }
    }

    /// Whether a class may be given one more.
    fn takes_one_more(&self, given: &Given, class: usize) -> bool {
        let mut next = *given;
        next[class] += 1;
        let (load, places) = (self.load10(&next), self.places(&next));
        Binding::ALL.into_iter().all(|limit| self.allows(limit, &load, &places, class))
    }

    /// The most seats of a class, taken ones included, that a limit allows beside what the others are given; `None` if
    /// it says nothing about the class. Fewer than are taken where these alone are too many.
    pub(super) fn number(&self, limit: Binding, given: &Given, class: usize) -> Option<u32> {
        if !self.speaks(limit, class) {
            return None;
        }
        if limit == Binding::Declared {
            return self.declared[class];
        }
        let of = &self.table.classes[class];
        let (load, places) = (self.load10(given), self.places(given));
        let allowed = |seats: u32| {
            let (mut load, mut places) = (load, places);
            let more = i64::from(seats) - i64::from(of.seats_taken());
            load[class] = of.load10().saturating_add_signed(10 * more);
            places[class] = of.places().saturating_add_signed(more);
            self.allows(limit, &load, &places, class)
        };
        // What is allowed is a prefix: limits only tighten as a class grows.
        let (mut low, mut high) = (0, MOST + 1);
        while low + 1 < high {
            let middle = low + (high - low) / 2;
            if allowed(middle) { low = middle } else { high = middle }
        }
        Some(low)
    }

    /// Gives seats until no class can take one more, beginning from some that are given.
    pub(super) fn fill(&self, start: Given) -> Given {
        let served = self.table.served();
        let known = |c: usize| Binding::ALL.into_iter().any(|limit| self.speaks(limit, c));
        let mut open: Vec<usize> = (0..AgeClass::COUNT).filter(|&c| served[c] && known(c)).collect();
        let targets: PerClass<u64> = std::array::from_fn(|c| {
            let numbers = Binding::ALL.into_iter().filter_map(|l| self.number(l, &[0; AgeClass::COUNT], c));
            numbers.min().unwrap_or(0).into()
        });
        let mut given = start;
        // A class that cannot take one more never can again, since the others only grow.
        while !open.is_empty() {
            let seats = |c: usize| u64::from(self.table.classes[c].seats_taken()) + u64::from(given[c]);
            let fuller = |a: usize, b: usize| seats(b) * targets[a] < seats(a) * targets[b];
            let mut least = 0;
            for i in 1..open.len() {
                if fuller(open[least], open[i]) {
                    least = i;
                }
            }
            let class = open[least];
            if given[class] < MOST && self.takes_one_more(&given, class) {
                given[class] += 1;
            } else {
                open.remove(least);
            }
        }
        given
    }
}

/// The area per child of a kind of room.
fn unit(table: &FacilityTable, kind: RoomKind) -> Option<u32> {
    let at = RoomKind::ALL.iter().position(|&k| k == kind)?;
    table.standard.units[at].map(|(unit, _)| unit)
}

/// Teachers by the classes they may teach. The whole facility is a set of its own, for the rule is about the facility.
fn staff(table: &FacilityTable) -> Option<Shared> {
    let staff = table.staff.as_deref()?;
    let mut nurses = table.counted_nurses10();
    let resources: Vec<(Mask, u64)> = staff
        .iter()
        .map(|t| {
            // Nurses beyond those that count are left out, from the last row on.
            let counted = nurses.min(t.nurses10.into());
            nurses -= counted;
            (t.classes.map_or(ALL, mask), u64::from(t.teachers10) + counted)
        })
        .collect();
    let all = resources.iter().map(|r| r.1).sum();
    let shared = Shared::new(&resources).with(ALL, all);
    let unserved = ALL & !shared.served();
    Some(members(unserved).fold(shared, |shared, c| shared.with(1 << c, 0)))
}

/// The set of some classes, for people.
pub(super) fn class_set(mask: Mask) -> Option<ClassSet> {
    ClassSet::of(AgeClass::all().filter(|c| mask & 1 << c.index() != 0))
}
