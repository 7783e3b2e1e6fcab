//! A club round by its definitions: double loops over the rows, nothing of the library but its words.
//!
//! A *place* is what has seats of its own: a slot (a weekday of a season at a club), or a day of a route. Every place is
//! looked at by itself; none is merged with another or left out because it is never full.

pub(crate) mod lines;
mod order;
pub(crate) mod seats;

pub(crate) use lines::Line;

use sekiwari::priority::Lottery;
use sekiwari::programme::club::{Day, RoundData, Season};
use sekiwari::programme::siblings::{ChildOptions, Choice, Joint, JointOptions, SiblingTerms, expand};
use std::collections::BTreeMap;

/// What has seats of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// A weekday of a season at a club.
    Slot(usize, Season, Day),
    /// A day of a route.
    Route(usize, Day),
}

/// Seats that an outcome takes at one place.
#[derive(Clone, Copy, Debug)]
struct Taken {
    place: usize,
    seats: u32,
    weak: u32,
    strict: u32,
}

/// One thing that a family can get.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    /// Per child of the family a line of its list.
    pub(crate) given: Vec<Option<usize>>,
    /// Its place in the family's list.
    pub(crate) place: u32,
    taken: Vec<Taken>,
}

/// Children decided together.
#[derive(Clone, Debug)]
pub(crate) struct Family {
    /// Positions in the rows, the elder first.
    pub(crate) children: Vec<usize>,
    /// Best first.
    pub(crate) outcomes: Vec<Outcome>,
    /// Whether it can be left without anything.
    pub(crate) may_be_out: bool,
}

/// A round as the definitions see it.
#[derive(Clone, Debug)]
pub(crate) struct Oracle {
    /// Per child of the rows.
    pub(crate) lines: Vec<Vec<Line>>,
    /// By household id, children decided alone by age.
    pub(crate) families: Vec<Family>,
    held: Vec<Vec<Place>>,
    draws: Vec<u64>,
    places: Vec<(Place, u32)>,
}

/// Per family the position of its outcome.
pub(crate) type Assignment = Vec<Option<usize>>;

impl Oracle {
    pub(crate) fn new(data: &RoundData, lottery: Lottery) -> Self {
        let children = 0..data.children.len();
        let mut oracle = Self {
            lines: children.clone().map(|c| lines::lines(data, c)).collect(),
            families: Vec::new(),
            held: children.clone().map(|c| lines::held_slots(data, c)).collect(),
            draws: children.map(|c| lottery.draw(&data.children[c].1.id)).collect(),
            places: Vec::new(),
        };
        oracle.places = oracle.all_places(data);
        for together in together(data) {
            let family = oracle.family(data, together);
            oracle.families.push(family);
        }
        oracle
    }

    /// Every slot and route day with its seats. Who holds a seat keeps it, even where there are fewer seats by now.
    fn all_places(&self, data: &RoundData) -> Vec<(Place, u32)> {
        let mut all = BTreeMap::new();
        for club in 0..data.clubs.len() {
            for season in Season::ALL {
                for day in Day::ALL {
                    let Some(open) = seats::open_seats(data, club, season, day) else { continue };
                    let place = Place::Slot(club, season, day);
                    let holders = (0..data.children.len()).filter(|&c| self.held[c].contains(&place));
                    let held: u32 = holders.map(|c| data.children[c].1.seats).sum();
                    all.insert(place, open.max(held));
                }
            }
        }
        for (r, route) in data.routes.iter().enumerate() {
            route.days.iter().for_each(|day| _ = all.insert(Place::Route(r, day), route.seats));
        }
        all.into_iter().collect()
    }

    fn family(&self, data: &RoundData, (children, terms): (Vec<usize>, SiblingTerms)) -> Family {
        let may_be_out = children.iter().all(|&c| data.children[c].1.current.is_none());
        let options: Vec<ChildOptions> = children
            .iter()
            .map(|&child| {
                let lines = self.lines[child].iter().enumerate();
                let wishes = lines
                    .clone()
                    .filter(|(_, line)| line.places.is_some())
                    .map(|(i, line)| Choice { rank: i as u32 + 1, what: i as u32, at: line.club as u32 })
                    .collect();
                let current = lines.clone().find(|(_, l)| l.stay).map(|(i, _)| i as u32);
                ChildOptions { wishes, current }
            })
            .collect();
        let rows: Vec<(u32, Vec<Option<u32>>)> = if let [only] = &options[..] {
            only.wishes.iter().map(|w| (w.rank, vec![Some(w.what)])).collect()
        } else {
            let list = expand(&options, terms, JointOptions::default());
            (1..).zip(list.rows().map(<[_]>::to_vec)).collect()
        };
        let outcome = |(place, row): (u32, Vec<Option<u32>>)| {
            let given: Vec<Option<usize>> = row.into_iter().map(|w| w.map(|w| w as usize)).collect();
            let taken = self.taken(data, &children, &given);
            Outcome { given, place, taken }
        };
        Family { outcomes: rows.into_iter().map(outcome).collect(), children, may_be_out }
    }

    fn taken(&self, data: &RoundData, children: &[usize], given: &[Option<usize>]) -> Vec<Taken> {
        let mut all = Vec::new();
        for (&child, line) in children.iter().zip(given) {
            let Some(line) = line else { continue };
            for &at in self.lines[child][*line].places.iter().flatten() {
                all.push(Taken {
                    place: self.places.iter().position(|(p, _)| *p == at).expect("a place"),
                    seats: data.children[child].1.seats,
                    weak: self.rank(data, child, at, false),
                    strict: self.rank(data, child, at, true),
                });
            }
        }
        all
    }

    /// Whether somewhere more is held than there is.
    pub(crate) fn overfull(&self, data: &RoundData) -> bool {
        self.places.iter().any(|&(place, seats)| match place {
            Place::Slot(club, season, day) => seats::open_seats(data, club, season, day) < Some(seats),
            Place::Route(..) => false,
        })
    }

    /// The outcome that a family has.
    fn has<'a>(&'a self, assignment: &'a Assignment) -> impl Iterator<Item = (usize, &'a Outcome)> {
        let outcomes = self.families.iter().zip(assignment).enumerate();
        outcomes.filter_map(|(i, (family, has))| Some((i, &family.outcomes[(*has)?])))
    }

    /// Whether every place has the seats, and nobody who holds one is left out.
    pub(crate) fn is_feasible(&self, assignment: &Assignment) -> bool {
        let kept = self.families.iter().zip(assignment).all(|(f, has)| f.may_be_out || has.is_some());
        kept && (0..self.places.len()).all(|place| {
            let all = self.has(assignment).flat_map(|(_, outcome)| &outcome.taken);
            all.filter(|t| t.place == place).map(|t| t.seats).sum::<u32>() <= self.places[place].1
        })
    }

    /// Every assignment, feasible or not, unless there are more than `most`.
    pub(crate) fn assignments(&self, most: usize) -> Option<Vec<Assignment>> {
        let mut all: Vec<Assignment> = vec![Vec::new()];
        for family in &self.families {
            let choices = std::iter::once(None).chain((0..family.outcomes.len()).map(Some));
            let longer = all.iter().flat_map(|one| {
                choices.clone().map(move |choice| one.iter().copied().chain([choice]).collect())
            });
            all = longer.take(most + 1).collect();
            if all.len() > most {
                return None;
            }
        }
        Some(all)
    }

    /// Whether a line is all seats that the child has already.
    pub(crate) fn keeps(&self, child: usize, line: &Line) -> bool {
        line.places.iter().flatten().all(|place| self.held[child].contains(place))
    }

    /// Children with a seat.
    pub(crate) fn seated(&self, assignment: &Assignment) -> u32 {
        self.has(assignment).map(|(_, o)| o.given.iter().flatten().count() as u32).sum()
    }

    /// Families that block: one that prefers an outcome which fits at every place of it once its own seats are given back
    /// and all others but those ranked as well as its worst child there have left.
    pub(crate) fn blocking(&self, assignment: &Assignment, strict: bool) -> Vec<usize> {
        let rank = |t: &Taken| if strict { t.strict } else { t.weak };
        let can_have = |family: usize, wished: &Outcome| {
            wished.taken.iter().all(|asked| {
                let own = || wished.taken.iter().filter(|t| t.place == asked.place);
                let worst = own().map(rank).max().unwrap_or(0);
                let others = self.has(assignment).filter(|(f, _)| *f != family);
                let staying = others
                    .flat_map(|(_, outcome)| &outcome.taken)
                    .filter(|t| t.place == asked.place && rank(t) <= worst);
                let seats = staying.chain(own()).map(|t| t.seats).sum::<u32>();
                seats <= self.places[asked.place].1
            })
        };
        let blocks = |family: usize| {
            let outcomes = &self.families[family].outcomes;
            let better = &outcomes[..assignment[family].unwrap_or(outcomes.len())];
            better.iter().any(|wished| can_have(family, wished))
        };
        (0..self.families.len()).filter(|&family| blocks(family)).collect()
    }
}

/// The children by family, with the terms that tie them: all of a household whose terms bind, else each alone.
fn together(data: &RoundData) -> Vec<(Vec<usize>, SiblingTerms)> {
    let mut households: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (household, _)) in data.children.iter().enumerate() {
        households.entry(household).or_default().push(at);
    }
    let mut all = Vec::new();
    for (id, mut children) in households {
        // The elder first; twins by id.
        children.sort_by_key(|&c| (std::cmp::Reverse(data.children[c].1.grade), &data.children[c].1.id));
        let terms = data.terms.iter().find(|(h, _)| h == id).map_or(SiblingTerms::SEPARATE, |&(_, t)| t);
        let loose = terms.joint == Joint::Independent && terms == SiblingTerms::SEPARATE;
        if loose {
            all.extend(children.into_iter().map(|c| (vec![c], terms)));
        } else {
            all.push((children, terms));
        }
    }
    all
}
