//! In which pools a child can sit at a facility of its list, best first.

use super::super::compile::PoolLabel;
use super::super::{AgeClass, ChildIndex, ClassSet, FacilityIndex, Offer, ReserveRow, Round};
use super::ReserveKind;
use crate::market::PoolId;
use std::ops::Range;

/// The pools of a round: one for each row of open seats, one for each reserve with seats of its own, and those beside
/// the tables: one per class with held seats but no open row, and one per facility without seats, for wishes that can
/// never be given.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct SeatPools {
    open_rows: u32,
    of_reserve: Vec<u32>,
    // By facility and slot: class, or the last one for what can never be given.
    extra: Vec<u32>,
}

const NONE: u32 = u32::MAX;
const SLOTS: usize = AgeClass::COUNT + 1;
const BARRED: usize = AgeClass::COUNT;

fn slot(facility: FacilityIndex, slot: usize) -> usize {
    facility as usize * SLOTS + slot
}

impl SeatPools {
    /// Numbers the pools of a round and labels them.
    pub(in super::super) fn new(round: &Round) -> (Self, Vec<PoolLabel>) {
        let open = round.seats().iter().map(|s| PoolLabel {
            facility: s.facility,
            classes: Some(s.classes),
            reserve: None,
            open: s.seats,
            held: 0,
        });
        let mut labels: Vec<PoolLabel> = open.collect();
        let mut pools = Self { open_rows: labels.len() as u32, of_reserve: Vec::new(), extra: Vec::new() };
        for (r, index) in round.reserves().iter().zip(0..) {
            if r.kind == ReserveKind::Guarantee {
                pools.of_reserve.push(NONE);
                continue;
            }
            pools.of_reserve.push(labels.len() as u32);
            labels.push(PoolLabel {
                facility: r.facility,
                classes: Some(r.classes),
                reserve: Some(index),
                open: r.seats,
                held: 0,
            });
        }
        let mut wanted = vec![false; round.facilities().len() * SLOTS];
        for (i, c) in round.children().iter().enumerate() {
            if let Some(current) = c.current {
                match round.seat_row(current, c.class) {
                    Some(row) => labels[row as usize].held += c.affiliation.seat_weight,
                    None => wanted[slot(current, c.class.index())] = true,
                }
            }
            for &f in round.list(i as u32) {
                if c.current != Some(f) && !matches!(round.offer(i as u32, f), Offer::Seats(_)) {
                    wanted[slot(f, BARRED)] = true;
                }
            }
        }
        pools.extra = vec![NONE; wanted.len()];
        for at in (0..wanted.len()).filter(|&at| wanted[at]) {
            pools.extra[at] = labels.len() as u32;
            let classes = AgeClass::new((at % SLOTS) as u8).map(ClassSet::one);
            let facility = (at / SLOTS) as u32;
            labels.push(PoolLabel { facility, classes, reserve: None, open: 0, held: 0 });
        }
        for c in round.children() {
            if let Some(current) = c.current.filter(|&f| round.seat_row(f, c.class).is_none()) {
                let pool = pools.extra[slot(current, c.class.index())];
                labels[pool as usize].held += c.affiliation.seat_weight;
            }
        }
        (pools, labels)
    }

    /// The pool of a reserve; `None` for a guarantee.
    pub(in super::super) fn of_reserve(&self, reserve: u32) -> Option<PoolId> {
        self.of_reserve.get(reserve as usize).filter(|&&p| p != NONE).map(|&p| PoolId::new(p))
    }

    /// The pool of open seats in which a child sits at a facility, or where its wish for it can never be given.
    /// `None` if the facility has neither in this market, since nobody listed it.
    pub(in super::super) fn open(
        &self,
        round: &Round,
        child: ChildIndex,
        f: FacilityIndex,
    ) -> Option<PoolId> {
        let class = round.children()[child as usize].class.index();
        let at = |s: usize| self.extra.get(slot(f, s)).copied().filter(|&p| p != NONE);
        let pool = match round.offer(child, f) {
            Offer::Seats(row) => Some(row),
            // Somebody's held seat may come free here, so others can have it.
            Offer::NotOffered => at(class).or(at(BARRED)),
            Offer::TooYoung | Offer::CareKind => at(BARRED),
        };
        pool.map(PoolId::new)
    }

    /// The pool in which a child was put by hand, if it was.
    fn pinned(&self, round: &Round, child: ChildIndex, facility: FacilityIndex) -> Option<PoolId> {
        let pin = round.pin(child)?;
        match pin.reserve {
            Some(reserve) => self.of_reserve(reserve),
            None => self.open(round, child, facility),
        }
    }

    /// Adds the pools in which a child can sit at a facility, best first, with whether it is an outsider there: on seats
    /// reserved for others, and on open seats where others are guaranteed to come first.
    pub(in super::super) fn chain(
        &self,
        round: &Round,
        child: ChildIndex,
        facility: FacilityIndex,
        chain: &mut Vec<(PoolId, bool)>,
    ) {
        let c = &round.children()[child as usize];
        let Some(open) = self.open(round, child, facility) else { return };
        if c.current == Some(facility) || open.index() >= self.open_rows as usize {
            chain.push((open, false));
            return;
        }
        let reserved = |member: bool| {
            round.reserves_at(facility, c.class).filter_map(move |(index, r)| {
                let takes = r.seats > 0 && round.is_old_enough(child, r);
                let pool = self.of_reserve(index).filter(|_| takes)?;
                let in_turn = round.is_member(child, r) == member && (member || r.kind == ReserveKind::Soft);
                in_turn.then_some((pool, !member))
            })
        };
        let guaranteed = |(_, r): (u32, &ReserveRow)| r.kind == ReserveKind::Guarantee;
        let late =
            round.reserves_at(facility, c.class).any(guaranteed) && !round.is_guaranteed(child, facility);
        chain.extend(reserved(true));
        chain.push((open, late));
        chain.extend(reserved(false));
    }
}

/// The chains of all list entries, flat.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Chains {
    start: Vec<u32>,
    steps: Vec<(PoolId, bool)>,
}

impl Chains {
    /// Cost: linear in the list entries and the reserves met.
    pub(in super::super) fn new(round: &Round, pools: &SeatPools) -> Self {
        let mut chains = Self { start: vec![0], steps: Vec::with_capacity(round.list_len()) };
        for child in 0..round.children().len() as u32 {
            for &facility in round.list(child) {
                if let Some(pool) = pools.pinned(round, child, facility) {
                    chains.steps.push((pool, false));
                    chains.start.push(chains.steps.len() as u32);
                    continue;
                }
                pools.chain(round, child, facility, &mut chains.steps);
                chains.start.push(chains.steps.len() as u32);
            }
        }
        chains
    }

    fn range(&self, entry: usize) -> Range<usize> {
        self.start[entry] as usize..self.start[entry + 1] as usize
    }

    /// The pools of a list entry, best first, with whether the child is an outsider there.
    pub(in super::super) fn of(&self, entry: usize) -> &[(PoolId, bool)] {
        &self.steps[self.range(entry)]
    }

    /// The position of a list entry's first step in a table over all steps.
    pub(in super::super) fn offset(&self, entry: usize) -> usize {
        self.start[entry] as usize
    }

    /// The pools of all steps.
    pub(in super::super) fn steps(&self) -> impl Iterator<Item = PoolId> {
        self.steps.iter().map(|step| step.0)
    }

    /// The number of steps over all list entries.
    pub(in super::super) fn len(&self) -> usize {
        self.steps.len()
    }
}
