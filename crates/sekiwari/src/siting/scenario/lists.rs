//! The lists of families after facilities opened, closed and moved.

use super::apply::Families;
use super::close::GONE;
use super::edit::Open;
use super::open::is_open_to;
use crate::priority::Score;
use crate::programme::nursery::waiting::metres;
use crate::programme::nursery::{Offer, Position, Round, RoundData, ScoreRow, WishRow};
use crate::siting::behaviour::{Arrivals, Behaviour, Likings, ListModel};
use crate::siting::chance::Of;
use std::collections::{BTreeMap, BTreeSet};

/// What families did when facilities opened, closed and moved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relisted {
    /// Children who list it, by the id of each facility that opened or moved.
    pub listed: BTreeMap<String, u32>,
    /// Children for whom something that opened is open, but whose place (or its place) is not known: their lists stay.
    pub unplaced: u32,
    /// The same for children whose household gave a joint list.
    pub joint: u32,
    /// Children left without any wish because facilities closed.
    pub emptied: u32,
    /// Those of them who took another wish.
    pub refilled: u32,
}

impl Relisted {
    /// This, and what families did when the next scenario was applied to the round.
    #[must_use]
    pub fn then(mut self, later: Relisted) -> Self {
        self.listed.extend(later.listed);
        self.unplaced += later.unplaced;
        self.joint += later.joint;
        self.emptied += later.emptied;
        self.refilled += later.refilled;
        self
    }
}

/// Something that may come into lists at another place.
#[derive(Clone, Copy)]
pub(super) enum Change<'a> {
    /// A new facility.
    Opened { open: &'a Open, at: u32 },
    /// One that moved: its position in the round before, and among the rows.
    Moved { old: u32, at: u32, position: Position },
}

impl Change<'_> {
    pub(super) fn facility(&self) -> u32 {
        match self {
            Change::Opened { at, .. } | Change::Moved { at, .. } => *at,
        }
    }
}

/// A facility that opens or moved: its position among the rows, its rate now, and for one that moved where it was in the list and
/// its rate before.
type Coming = (u32, f64, Option<(u32, f64)>);

/// Rewrites the lists. `source`: for each child of `data` the child of the round before; `at`: for each facility of the round
/// before its position among the rows.
pub(super) fn relist(
    before: &Round,
    data: &mut RoundData,
    source: &[u32],
    at: &[u32],
    changes: &[Change<'_>],
    ruled: bool,
    families: &Families<'_>,
) -> Relisted {
    let mut lists = Lists { before, data, at, changes, ruled, families, told: Relisted::default() };
    let mut changed: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (child, &from) in source.iter().enumerate() {
        let child = child as u32;
        if let Some(list) = lists.one(child, from) {
            changed.insert(child, list);
        }
    }
    let mut told = lists.told;
    for change in changes {
        told.listed.insert(data.facilities[change.facility() as usize].id.clone(), 0);
    }
    write(data, &changed, ruled);
    for row in &data.wishes {
        if let Some(count) = told.listed.get_mut(&data.facilities[row.facility as usize].id) {
            *count += 1;
        }
    }
    told
}

struct Lists<'a> {
    before: &'a Round,
    data: &'a RoundData,
    at: &'a [u32],
    changes: &'a [Change<'a>],
    ruled: bool,
    families: &'a Families<'a>,
    told: Relisted,
}

impl Lists<'_> {
    /// The new list of a child, without the seat it holds; `None` if it stays.
    fn one(&mut self, child: u32, from: u32) -> Option<Vec<u32>> {
        let before = self.before;
        if before.pin(from).is_some() {
            return None;
        }
        let joint = before.households()[before.household_of(from) as usize].joint_wishes.is_some();
        let (household, own) = &self.data.children[child as usize];
        let opens_to = |o: &Open| is_open_to(o, own, before.entry_date());
        let opened = self.changes.iter().any(|c| matches!(c, Change::Opened { open, .. } if opens_to(open)));
        if joint {
            self.told.joint += u32::from(opened);
            return None;
        }
        let held = before.children()[from as usize].current;
        let free: Vec<u32> = before.list(from).iter().copied().filter(|&f| held != Some(f)).collect();
        let mut list: Vec<u32> = free.iter().map(|&f| self.at[f as usize]).filter(|&f| f != GONE).collect();
        let (home, holds) = (own.position, own.current.is_some());
        let scored = self.ruled || before.general_score(from).is_some();
        let mut touched = false;
        if let (Some(home), true) = (home, scored) {
            touched = match self.families.behaviour {
                Behaviour::Still => false,
                Behaviour::Near { metres: reach, .. } => self.near(child, from, home, reach, &mut list),
                Behaviour::Model { model, likings, .. } => {
                    let household = household.clone();
                    self.model((model, likings), child, from, home, &household, &free, &mut list)
                }
            };
        } else if opened && !matches!(self.families.behaviour, Behaviour::Still) {
            self.told.unplaced += 1;
        }
        if touched && let Some(most) = self.families.behaviour.most() {
            let most = (most as usize).max(free.len());
            list.truncate(most);
        }
        let id = before.children()[from as usize].id.as_str();
        let copied = self.data.children[child as usize].1.id != id;
        for change in self.changes {
            let Change::Opened { open, at } = change else { continue };
            let Some(wish) = open.wishes.iter().find(|w| w.child == id && !copied) else { continue };
            list.retain(|f| f != at);
            list.insert((wish.rank as usize - 1).min(list.len()), *at);
            touched = true;
        }
        let lost = free.iter().any(|&f| self.at[f as usize] == GONE)
            || held.is_some_and(|f| self.at[f as usize] == GONE);
        if lost && list.is_empty() && !holds {
            self.told.emptied += 1;
            if let (Some(home), true) = (home, scored)
                && let Some(f) = self.instead(child, from, home)
            {
                self.told.refilled += 1;
                list.push(f);
                touched = true;
            }
        }
        touched.then_some(list)
    }

    /// Whether a change concerns a child: what opened is open to it, or what moved is.
    fn concerns(&self, change: &Change<'_>, child: u32, from: u32) -> bool {
        match change {
            Change::Opened { open, .. } => {
                is_open_to(open, &self.data.children[child as usize].1, self.before.entry_date())
            }
            Change::Moved { old, at, .. } => {
                self.data.children[child as usize].1.current != Some(*at)
                    && matches!(self.before.offer(from, *old), Offer::Seats(_))
            }
        }
    }

    fn near(&mut self, child: u32, from: u32, home: Position, reach: u32, list: &mut Vec<u32>) -> bool {
        let mut touched = false;
        let mut unknown = false;
        for change in self.changes {
            if !self.concerns(change, child, from) {
                continue;
            }
            let (at, position) = match change {
                Change::Opened { open, at } => (*at, open.position),
                Change::Moved { at, position, .. } => (*at, Some(*position)),
            };
            let Some(position) = position else {
                unknown = true;
                continue;
            };
            let way = metres(home, position);
            let listed = list.iter().position(|&f| f == at);
            let was_near = match change {
                Change::Opened { .. } => false,
                Change::Moved { old, .. } => {
                    let was = self.before.facilities()[*old as usize].position;
                    was.is_some_and(|p| metres(home, p) <= reach)
                }
            };
            if listed.is_none() && was_near {
                // Near before as well, and not wished for.
                continue;
            }
            if way > reach {
                if let Some(place) = listed {
                    list.remove(place);
                    touched = true;
                }
                continue;
            }
            if let Some(place) = listed {
                list.remove(place);
            }
            let nearer = |f: &&u32| {
                let position = self.data.facilities[**f as usize].position;
                position.is_some_and(|p| metres(home, p) <= way)
            };
            let place = list.iter().filter(nearer).count();
            list.insert(place, at);
            touched = true;
        }
        self.told.unplaced += u32::from(unknown);
        touched
    }

    #[expect(clippy::too_many_arguments, reason = "one child in full")]
    fn model(
        &mut self,
        (model, likings): (&ListModel, Option<&Likings<'_>>),
        child: u32,
        from: u32,
        home: Position,
        household: &str,
        free: &[u32],
        list: &mut Vec<u32>,
    ) -> bool {
        let mut coming: Vec<Coming> = Vec::new();
        let mut unknown = false;
        for change in self.changes {
            if !self.concerns(change, child, from) {
                continue;
            }
            match change {
                Change::Opened { open, at } => match open.position {
                    Some(p) => {
                        let liked = model.middle() * f64::from(open.popularity) / 1000.0;
                        let rate = liked * model.at(metres(home, p));
                        coming.extend((rate > 0.0).then_some((*at, rate, None)));
                    }
                    None => unknown = true,
                },
                Change::Moved { old, at, position } => {
                    let facility = &self.before.facilities()[*old as usize];
                    let liked = model.popularity(&facility.id);
                    let was = facility.position.map_or(0.0, |p| liked * model.at(metres(home, p)));
                    let rate = liked * model.at(metres(home, *position));
                    let listed = free.contains(old);
                    // A wish from farther away than families go tells nothing of its time.
                    if (was > 0.0 || !listed) && (rate > 0.0 || listed) && was != rate {
                        coming.push((*at, rate, Some((*old, was))));
                    }
                }
            }
        }
        self.told.unplaced += u32::from(unknown);
        if coming.is_empty() {
            return false;
        }
        let draw = self.families.draw;
        let arrivals = Arrivals::draw(model, likings, self.before, from, household, draw);
        // What stays has its times; None stays right before what followed it.
        let moved = |f: u32| coming.iter().any(|c| c.2.is_some_and(|(old, _)| old == f));
        let mut timed: Vec<(u32, Option<f64>)> = free
            .iter()
            .zip(&arrivals.times)
            .filter(|(f, _)| self.at[**f as usize] != GONE && !moved(**f))
            .map(|(f, t)| (self.at[*f as usize], *t))
            .collect();
        for (at, rate, old) in coming {
            let id = self.data.facilities[at as usize].id.as_str();
            let own = || draw.wait(Of::Site, household, id, 0);
            let time = match old {
                None => own() / rate,
                Some((old, was)) => {
                    let place = free.iter().position(|&f| f == old);
                    let time = match place.and_then(|p| arrivals.times[p]) {
                        Some(time) => time,
                        // Not listed: it had not come when the list ended.
                        None if was > 0.0 => arrivals.end + own() / was,
                        None => own() / rate,
                    };
                    if was > 0.0 && rate > 0.0 {
                        time * was / rate
                    } else if was > 0.0 {
                        f64::INFINITY
                    } else {
                        time
                    }
                }
            };
            if time > arrivals.end {
                continue;
            }
            let later = timed.iter().position(|(_, t)| t.is_some_and(|t| t > time));
            timed.insert(later.unwrap_or(timed.len()), (at, Some(time)));
        }
        let new: Vec<u32> = timed.into_iter().map(|(f, _)| f).collect();
        let touched = new != *list;
        *list = new;
        touched
    }

    /// The wish of a family that has none left.
    fn instead(&self, child: u32, from: u32, home: Position) -> Option<u32> {
        let reach = self.families.behaviour.reach();
        let old = (0..self.before.facilities().len() as u32)
            .filter(|&f| self.at[f as usize] != GONE && matches!(self.before.offer(from, f), Offer::Seats(_)))
            .map(|f| self.at[f as usize]);
        let new = self.changes.iter().filter_map(|c| match c {
            Change::Opened { at, .. } => self.concerns(c, child, from).then_some(*at),
            Change::Moved { .. } => None,
        });
        let within = |f: u32| {
            let facility = &self.data.facilities[f as usize];
            let way = metres(home, facility.position?);
            (way <= reach).then_some((way, f))
        };
        let near: Vec<(u32, u32)> = old.chain(new).filter_map(within).collect();
        let Behaviour::Model { model, .. } = self.families.behaviour else {
            // By id where two are as near: positions stand by id, new ones last.
            return near.into_iter().min().map(|(_, f)| f);
        };
        let weight =
            |&(way, f): &(u32, u32)| model.popularity(&self.data.facilities[f as usize].id) * model.at(way);
        let all: f64 = near.iter().map(weight).sum();
        let household = &self.data.children[child as usize].0;
        let mut left = self.families.draw.unit(Of::Instead, household, "", 0) * all;
        for option in &near {
            left -= weight(option);
            if left < 0.0 {
                return Some(option.1);
            }
        }
        near.last().map(|(_, f)| *f)
    }
}

/// Puts changed lists into the rows, and gives every wish a score where the round gives points: that of the child as a whole.
fn write(data: &mut RoundData, changed: &BTreeMap<u32, Vec<u32>>, ruled: bool) {
    if changed.is_empty() {
        return;
    }
    let held = |child: u32| data.children[child as usize].1.current;
    let (mut rows, mut stay): (Vec<WishRow>, BTreeSet<u32>) =
        (Vec::with_capacity(data.wishes.len()), BTreeSet::new());
    for row in &data.wishes {
        if !changed.contains_key(&row.child) {
            rows.push(*row);
        } else if held(row.child) == Some(row.facility) {
            stay.insert(row.child);
        }
    }
    for (&child, list) in changed {
        let stay = held(child).filter(|_| stay.contains(&child));
        let list = list.iter().copied().chain(stay).zip(1..);
        rows.extend(list.map(|(facility, rank)| WishRow { child, rank, facility }));
    }
    data.wishes = rows;
    if !ruled {
        add_scores(data, changed);
    }
}

fn add_scores(data: &mut RoundData, changed: &BTreeMap<u32, Vec<u32>>) {
    // By child the rows that it has.
    let mut own: BTreeMap<u32, Vec<usize>> = changed.keys().map(|&c| (c, Vec::new())).collect();
    for (i, row) in data.scores.iter().enumerate() {
        if let Some(rows) = own.get_mut(&row.child) {
            rows.push(i);
        }
    }
    for (child, rows) in own {
        let general = rows.iter().any(|&i| data.scores[i].facility.is_none());
        let Some(best) = rows.iter().copied().min_by(|&a, &b| {
            let score = |i: usize| Score { points: data.scores[i].points, ties: &data.scores[i].ties };
            score(a).cmp(&score(b))
        }) else {
            continue;
        };
        if general {
            continue;
        }
        let missing: Vec<u32> = changed[&child]
            .iter()
            .copied()
            .filter(|f| !rows.iter().any(|&i| data.scores[i].facility == Some(*f)))
            .collect();
        for facility in missing {
            let best: ScoreRow = data.scores[best].clone();
            data.scores.push(ScoreRow { facility: Some(facility), ..best });
        }
    }
}
