//! Tiny nursery rounds with reserved seats, and what facilities choose, stated without the library.
//!
//! One class; single children; two groups, which may overlap; soft, hard and guaranteed; seats that are held. A facility
//! chooses from any set of children as a city would say it: members by points on reserved seats, then everybody by points
//! on open ones, then everybody by points on what is left of soft reserves. Stability is asked of that choice alone.

use proptest::collection::vec;
use proptest::prelude::*;
use sekiwari::priority::Thousandths;
use sekiwari::programme::nursery::{
    Affiliation, AgeClass, Child, ClassSet, Facility, ReserveGroup, ReserveKind, ReserveRow, Round,
    RoundData, ScoreRow, SeatRow, WishRow,
};

/// A facility: open seats, and per group (0 and 1) how many seats are reserved and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub open: u32,
    pub reserves: [Option<(u32, ReserveKind)>; 2],
}

/// A child: its list, its points at each facility (more is better, no two alike), its groups, the facility it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kid {
    pub list: Vec<usize>,
    pub points: Vec<i64>,
    pub groups: [bool; 2],
    pub holds: Option<usize>,
}

/// A round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Town {
    pub places: Vec<Place>,
    pub kids: Vec<Kid>,
}

/// Where every child goes: a facility or none.
pub type Going = Vec<Option<usize>>;

const GROUPS: [&str; 2] = ["a", "b"];

impl Town {
    /// As a round of the library. Child `i` of the town is child `i` of the round.
    pub fn round(&self) -> Round {
        Round::new(self.data()).expect("a valid round")
    }

    /// As rows.
    pub fn data(&self) -> RoundData {
        let class = AgeClass::new(3).expect("a class");
        let facility = |i: usize| Facility {
            id: format!("F{i}"),
            name: String::new(),
            kind: None,
            district: None,
            position: None,
            min_age_days: None,
            partners: Vec::new(),
            care_kinds: Vec::new(),
        };
        let classes = ClassSet::one(class);
        let reserves = self.places.iter().zip(0..).flat_map(|(p, facility)| {
            let named = p.reserves.iter().zip(GROUPS);
            named.filter_map(move |(r, group)| {
                let (seats, kind) = (*r)?;
                let group = ReserveGroup::Named(group.to_owned());
                Some(ReserveRow { facility, classes, seats, group, kind, min_age_days: None })
            })
        });
        let seats = self.places.iter().zip(0..).map(|(p, f)| SeatRow { facility: f, classes, seats: p.open });
        let child = |(i, k): (usize, &Kid)| {
            let groups = GROUPS.iter().zip(k.groups).filter(|(_, of)| *of).map(|(g, _)| (*g).to_owned());
            let child = Child {
                id: format!("C{i}"),
                class,
                birth_date: None,
                current: k.holds.map(|f| f as u32),
                district: None,
                position: None,
                affiliation: Affiliation { groups: groups.collect(), ..Affiliation::default() },
            };
            (format!("H{i}"), child)
        };
        let wishes = self.kids.iter().zip(0..).flat_map(|(k, child)| {
            k.list.iter().zip(1..).map(move |(&f, rank)| WishRow { child, rank, facility: f as u32 })
        });
        let scores = self.kids.iter().zip(0..).flat_map(|(k, child)| {
            k.points.iter().take(self.places.len()).zip(0..).map(move |(&points, facility)| ScoreRow {
                child,
                facility: Some(facility),
                points: Thousandths(points),
                ties: Box::new([]),
            })
        });
        RoundData {
            name: "town".to_owned(),
            fiscal_year: 2026,
            entry_date: jiff::civil::date(2026, 4, 1),
            facilities: (0..self.places.len()).map(facility).collect(),
            seats: seats.collect(),
            limits: Vec::new(),
            reserves: reserves.collect(),
            children: self.kids.iter().enumerate().map(child).collect(),
            wishes: wishes.collect(),
            terms: Vec::new(),
            decisions: Vec::new(),
            joint_wishes: Vec::new(),
            tie_names: Vec::new(),
            scores: scores.collect(),
        }
    }

    /// The same town without any reserve: reserved seats are open.
    pub fn without_reserves(&self) -> Town {
        let open = |p: &Place| Place {
            open: p.open + p.reserves.iter().flatten().map(|r| r.0).sum::<u32>(),
            reserves: [None, None],
        };
        Town { places: self.places.iter().map(open).collect(), kids: self.kids.clone() }
    }

    fn held(&self, f: usize) -> u32 {
        self.kids.iter().filter(|k| k.holds == Some(f)).count() as u32
    }

    /// The reserves of a facility with seats of their own in the order in which they are filled: (group, seats, soft).
    fn in_order(&self, f: usize) -> Vec<(usize, u32, bool)> {
        let of = |kind: ReserveKind| {
            let all = self.places[f].reserves.iter().enumerate();
            all.filter_map(move |(g, r)| {
                r.filter(|r| r.1 == kind).map(|r| (g, r.0, kind == ReserveKind::Soft))
            })
        };
        of(ReserveKind::Hard).chain(of(ReserveKind::Soft)).collect()
    }

    /// The open seats of a facility: held ones and those of guarantees count.
    fn open_seats(&self, f: usize) -> u32 {
        let brought = self.places[f].reserves.iter().flatten().filter(|r| r.1 == ReserveKind::Guarantee);
        self.places[f].open + self.held(f) + brought.map(|r| r.0).sum::<u32>()
    }

    fn is_guaranteed(&self, f: usize, kid: usize) -> bool {
        let all = self.places[f].reserves.iter().enumerate();
        all.filter(|(_, r)| r.is_some_and(|r| r.1 == ReserveKind::Guarantee))
            .any(|(g, _)| self.kids[kid].groups[g])
    }

    /// Whom a facility takes from a set of children.
    pub fn choose(&self, f: usize, from: &[usize]) -> Vec<usize> {
        // Those who hold a seat here come first on open seats and ask for no others.
        let mut waiting: Vec<usize> =
            from.iter().copied().filter(|&k| self.kids[k].holds != Some(f)).collect();
        waiting.sort_by_key(|&k| (!self.is_guaranteed(f, k), -self.kids[k].points[f]));
        let mut taken: Vec<usize> = from.iter().copied().filter(|&k| self.kids[k].holds == Some(f)).collect();
        let mut open = self.open_seats(f) as usize - taken.len();
        let mut left = Vec::new();
        for (group, seats, soft) in self.in_order(f) {
            let members: Vec<usize> =
                waiting.iter().copied().filter(|&k| self.kids[k].groups[group]).collect();
            let members = &members[..members.len().min(seats as usize)];
            waiting.retain(|k| !members.contains(k));
            taken.extend(members);
            if soft {
                left.push(seats as usize - members.len());
            }
        }
        let spare: usize = left.iter().sum();
        open += spare;
        taken.extend(waiting.into_iter().take(open));
        taken.sort_unstable();
        taken
    }

    /// Whether the children of a facility can be named its seats at all: tries every naming.
    pub fn has_room(&self, f: usize, kids: &[usize]) -> bool {
        let mut free: Vec<(Option<(usize, bool)>, u32)> = vec![(None, self.open_seats(f))];
        free.extend(self.in_order(f).into_iter().map(|(g, seats, soft)| (Some((g, soft)), seats)));
        self.try_naming(f, kids, &mut free)
    }

    fn try_naming(&self, f: usize, kids: &[usize], free: &mut [(Option<(usize, bool)>, u32)]) -> bool {
        let Some((&kid, rest)) = kids.split_first() else { return true };
        (0..free.len()).any(|i| {
            let may = match free[i].0 {
                None => true,
                Some((group, soft)) => {
                    self.kids[kid].holds != Some(f) && (soft || self.kids[kid].groups[group])
                }
            };
            if !may || free[i].1 == 0 {
                return false;
            }
            free[i].1 -= 1;
            let fits = self.try_naming(f, rest, free);
            free[i].1 += 1;
            fits
        })
    }

    /// Everything a child may end with, best first; none last unless it holds a seat.
    fn outcomes(&self, kid: usize) -> Vec<Option<usize>> {
        let k = &self.kids[kid];
        let end = k.list.iter().position(|&f| k.holds == Some(f)).unwrap_or(k.list.len());
        let mut all: Vec<Option<usize>> = k.list[..end].iter().map(|&f| Some(f)).collect();
        all.push(k.holds);
        all
    }

    /// All ways for the children to go, in counting order.
    pub fn all(&self) -> Vec<Going> {
        let mut all: Vec<Going> = vec![Vec::new()];
        for kid in 0..self.kids.len() {
            let outcomes = self.outcomes(kid);
            all = all
                .into_iter()
                .flat_map(|going| outcomes.iter().map(move |&o| going.iter().copied().chain([o]).collect()))
                .collect();
        }
        all
    }

    fn at(&self, f: usize, going: &Going) -> Vec<usize> {
        (0..going.len()).filter(|&k| going[k] == Some(f)).collect()
    }

    /// Whether all find room.
    pub fn is_feasible(&self, going: &Going) -> bool {
        (0..self.places.len()).all(|f| self.has_room(f, &self.at(f, going)))
    }

    /// Whether every facility would take those who go there, and no child that would rather go elsewhere would be taken.
    pub fn is_stable(&self, going: &Going) -> bool {
        let content = (0..self.places.len()).all(|f| {
            let there = self.at(f, going);
            self.choose(f, &there) == there
        });
        content
            && (0..self.kids.len()).all(|kid| {
                let better = self.outcomes(kid).into_iter().take_while(|&o| o != going[kid]).flatten();
                better.into_iter().all(|f| {
                    let mut with = self.at(f, going);
                    with.push(kid);
                    with.sort_unstable();
                    !self.choose(f, &with).contains(&kid)
                })
            })
    }

    /// The 1-based place of what each child gets among what it may end with; 0 for none.
    pub fn ranks(&self, going: &Going) -> Vec<u32> {
        let rank = |kid: usize| match going[kid] {
            None => 0,
            Some(f) => self.outcomes(kid).iter().position(|&o| o == Some(f)).expect("listed") as u32 + 1,
        };
        (0..going.len()).map(rank).collect()
    }
}

/// A child as it is drawn: facilities in order and how many of them, points, groups, a held seat.
type Drawn = (Vec<usize>, usize, Vec<i64>, [bool; 2], Option<usize>);

/// Which towns are drawn.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    pub places: usize,
    pub kids: usize,
    pub groups: usize,
    pub kinds: &'static [ReserveKind],
    pub holders: bool,
    /// Every facility ranks by the same points.
    pub common: bool,
}

impl Shape {
    /// Everything at once.
    pub const ANY: Shape = Shape {
        places: 3,
        kids: 5,
        groups: 2,
        kinds: &[ReserveKind::Soft, ReserveKind::Hard, ReserveKind::Guarantee],
        holders: true,
        common: false,
    };

    /// The strategy of such towns.
    pub fn towns(self) -> impl Strategy<Value = Town> {
        let reserve = (0..=2u32, proptest::sample::select(self.kinds.to_vec()));
        let place = (0..=2u32, proptest::option::of(reserve.clone()), proptest::option::of(reserve));
        let kid = (
            Just((0..self.places).collect::<Vec<_>>()).prop_shuffle(),
            0..=self.places,
            vec(0..50i64, self.places),
            any::<[bool; 2]>(),
            proptest::option::weighted(0.25, 0..self.places),
        );
        (vec(place, 1..=self.places), vec(kid, 1..=self.kids)).prop_map(move |(places, kids)| {
            let count = places.len();
            let places = places
                .into_iter()
                .map(|(open, a, b)| Place { open, reserves: [a, b.filter(|_| self.groups > 1)] });
            let kid = |(i, drawn): (usize, Drawn)| {
                let (order, length, points, groups, holds) = drawn;
                let holds = holds.filter(|&f| self.holders && f < count);
                let listed = order.into_iter().take(length).filter(|&f| f < count);
                let own = |f: usize| if self.common { points[0] } else { points[f] };
                Kid {
                    list: listed.collect(),
                    // No two alike: the child's number decides.
                    points: (0..count).map(|f| own(f) * 100 + i as i64).collect(),
                    groups,
                    holds,
                }
            };
            Town { places: places.collect(), kids: kids.into_iter().enumerate().map(kid).collect() }
        })
    }
}
