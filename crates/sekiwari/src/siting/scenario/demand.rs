//! More or fewer applicants.
//!
//! Who is copied or left out is drawn: units (siblings who are decided together, or single children) stand in an order that seed,
//! draw and the id of their first child fix; the first ones are taken until the number is reached, units that would pass it
//! are passed over. When all have been copied once, they are copied again. A copy has a new id, so it has a lottery draw of its own; its
//! list, points and circumstances are those of the one it was made from.

use super::edit::{Demand, Growth};
use crate::programme::nursery::{Circumstances, JointRow, Round, RoundData, ScoreRow, WishRow};
use crate::siting::chance::{Draw, Of};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Applicants in a cell who can be drawn.
pub(super) fn drawable(round: &Round, demand: &Demand) -> u32 {
    units(round).iter().map(|u| inside(round, demand, u)).sum()
}

/// How many more children; negative for fewer.
pub(super) fn more(growth: Growth, there: u32) -> i64 {
    match growth {
        Growth::Children(n) => n,
        Growth::Percent(p) => {
            let exact = i128::from(there) * i128::from(p);
            let half = if exact < 0 { -50_000 } else { 50_000 };
            i64::try_from((exact + half) / 100_000).unwrap_or(i64::MAX)
        }
    }
}

/// Children decided together who may be drawn: nobody among them holds a seat or is decided by hand.
fn units(round: &Round) -> Vec<Range<u32>> {
    let mut units = Vec::with_capacity(round.children().len());
    for h in round.households() {
        if h.is_decided_together() {
            units.push(h.children.clone());
        } else {
            units.extend(h.children.clone().map(|c| c..c + 1));
        }
    }
    let free = |c: u32| round.children()[c as usize].current.is_none() && round.pin(c).is_none();
    units.retain(|u| u.clone().all(free));
    units
}

/// The children of a unit in a cell.
fn inside(round: &Round, demand: &Demand, unit: &Range<u32>) -> u32 {
    let in_cell = |c: &u32| {
        let child = &round.children()[*c as usize];
        demand.class.is_none_or(|class| child.class == class)
            && (demand.district.is_none() || child.district == demand.district)
    };
    unit.clone().filter(in_cell).count() as u32
}

/// Takes children out and adds copies. Rows of children still stand as in the round. Returns for every child of `data` the child of
/// the round that it is or was made from.
pub(super) fn grow(
    round: &Round,
    data: &mut RoundData,
    circumstances: Option<&mut Cow<'_, Circumstances>>,
    demands: &[&Demand],
    draw: Draw,
) -> Vec<u32> {
    let children = round.children().len() as u32;
    let mut out = vec![false; children as usize];
    let mut copied: Vec<Range<u32>> = Vec::new();
    let mut units = units(round);
    let id = |u: &Range<u32>| round.children()[u.start as usize].id.as_str();
    units.sort_by_cached_key(|u| (draw.bits(Of::Order, id(u), "", 0), u.start));
    for demand in demands {
        let there = drawable(round, demand);
        let mut left = more(demand.growth, there);
        let fewer = left < 0;
        let mut lap = true;
        while left != 0 && lap {
            lap = false;
            for unit in &units {
                let inside = i64::from(inside(round, demand, unit));
                if inside == 0 || inside > left.abs() || (fewer && out[unit.start as usize]) {
                    continue;
                }
                lap = true;
                if fewer {
                    unit.clone().for_each(|c| out[c as usize] = true);
                    left += inside;
                } else {
                    copied.push(unit.clone());
                    left -= inside;
                }
            }
        }
    }
    let copies = copy(round, data, &copied);
    if let Some(circumstances) = circumstances.filter(|_| !copied.is_empty()) {
        copies.tell(circumstances.to_mut());
    }
    let mut source: Vec<u32> = (0..children).chain(copied.into_iter().flatten()).collect();
    if out.contains(&true) {
        out.resize(source.len(), false);
        leave_out(data, &out);
        let mut index = 0;
        source.retain(|_| {
            index += 1;
            !out[index - 1]
        });
    }
    source
}

/// New ids by old ones.
#[derive(Default)]
struct Copies {
    households: BTreeMap<String, Vec<String>>,
    children: BTreeMap<String, Vec<String>>,
}

impl Copies {
    /// Gives the copies the circumstances of those they were made from.
    fn tell(&self, circumstances: &mut Circumstances) {
        let copies = |id: &str, of: &BTreeMap<String, Vec<String>>| of.get(id).cloned().unwrap_or_default();
        for i in 0..circumstances.reasons.len() {
            for household in copies(&circumstances.reasons[i].household, &self.households) {
                let mut row = circumstances.reasons[i].clone();
                row.household = household;
                circumstances.reasons.push(row);
            }
        }
        for i in 0..circumstances.idle.len() {
            for household in copies(&circumstances.idle[i].0, &self.households) {
                let guardian = circumstances.idle[i].1.clone();
                circumstances.idle.push((household, guardian));
            }
        }
        for i in 0..circumstances.facts.len() {
            let row = &circumstances.facts[i];
            if let Some(child) = row.child.clone() {
                for child in copies(&child, &self.children) {
                    let mut row = circumstances.facts[i].clone();
                    row.child = Some(child);
                    circumstances.facts.push(row);
                }
            } else if let Some(household) = row.household.clone() {
                for household in copies(&household, &self.households) {
                    let mut row = circumstances.facts[i].clone();
                    row.household = Some(household);
                    circumstances.facts.push(row);
                }
            }
        }
    }
}

fn copy(round: &Round, data: &mut RoundData, units: &[Range<u32>]) -> Copies {
    let mut copies = Copies::default();
    if units.is_empty() {
        return copies;
    }
    let mut taken: BTreeSet<String> = data.children.iter().map(|(_, c)| c.id.clone()).collect();
    let mut households: BTreeSet<String> = round.households().iter().map(|h| h.id.clone()).collect();
    let rows = |ends: &[u32], child: u32| {
        let end = ends.partition_point(|&c| c <= child);
        ends.partition_point(|&c| c < child)..end
    };
    let of = |list: &mut dyn Iterator<Item = u32>| list.collect::<Vec<u32>>();
    let wishes = of(&mut data.wishes.iter().map(|w| w.child));
    let scores = of(&mut data.scores.iter().map(|s| s.child));
    let joint = of(&mut data.joint_wishes.iter().map(|r| r.child));
    // Joint rows stand by household and rank.
    let joint_sorted = joint.is_sorted();
    for unit in units {
        let old = &round.households()[round.household_of(unit.start) as usize];
        let household = fresh(&old.id, &mut households);
        copies.households.entry(old.id.clone()).or_default().push(household.clone());
        if old.is_decided_together() && old.terms.binds() {
            data.terms.push((household.clone(), old.terms));
        }
        for from in unit.clone() {
            let to = data.children.len() as u32;
            let mut child = data.children[from as usize].1.clone();
            let id = fresh(&child.id, &mut taken);
            copies.children.entry(std::mem::replace(&mut child.id, id.clone())).or_default().push(id);
            data.children.push((household.clone(), child));
            for i in rows(&wishes, from) {
                let row = data.wishes[i];
                data.wishes.push(WishRow { child: to, ..row });
            }
            for i in rows(&scores, from) {
                let row = data.scores[i].clone();
                data.scores.push(ScoreRow { child: to, ..row });
            }
            let own: Vec<usize> = if joint_sorted {
                rows(&joint, from).collect()
            } else {
                (0..joint.len()).filter(|&i| joint[i] == from).collect()
            };
            for i in own {
                let row = data.joint_wishes[i];
                data.joint_wishes.push(JointRow { child: to, ..row });
            }
        }
    }
    copies
}

/// `id+1`, or the first of `id+2`, ... that is free.
fn fresh(id: &str, taken: &mut BTreeSet<String>) -> String {
    let mut n = 1u32;
    loop {
        let new = format!("{id}+{n}");
        if taken.insert(new.clone()) {
            return new;
        }
        n += 1;
    }
}

fn leave_out(data: &mut RoundData, out: &[bool]) {
    let mut next = 0;
    let at: Vec<u32> = out
        .iter()
        .map(|&out| {
            next += u32::from(!out);
            next.wrapping_sub(1)
        })
        .collect();
    let stays = |child: &mut u32| {
        let stays = !out[*child as usize];
        *child = at[*child as usize];
        stays
    };
    let mut index = 0;
    data.children.retain(|_| {
        index += 1;
        !out[index - 1]
    });
    data.wishes.retain_mut(|r| stays(&mut r.child));
    data.joint_wishes.retain_mut(|r| stays(&mut r.child));
    data.decisions.retain_mut(|r| stays(&mut r.child));
    data.scores.retain_mut(|r| stays(&mut r.child));
    let households: BTreeSet<&str> = data.children.iter().map(|(h, _)| h.as_str()).collect();
    data.terms.retain(|(h, _)| households.contains(h.as_str()));
}
