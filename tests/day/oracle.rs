//! The mechanisms, word for word, over all assignments that there are.

use crate::naive::{Stays, feasible};
use sekiwari::market::day::{DayMarket, KeyPart};

/// All feasible assignments in which fixed requests have their first stay or none.
pub struct Oracle<'m> {
    pub market: &'m DayMarket,
    pub all: Vec<Stays>,
}

/// The ranks a mechanism gives, and who was asked when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranks {
    /// Per request the rank of its stay.
    pub of: Vec<Option<u32>>,
    /// Open requests in the order in which they were granted.
    pub granted: Vec<usize>,
}

/// One who is to be placed: within which rank.
type Within = Vec<Option<u32>>;

impl<'m> Oracle<'m> {
    /// Tries everything; the market must be tiny.
    pub fn new(market: &'m DayMarket) -> Self {
        let mut all = Vec::new();
        let mut stays: Stays = vec![None; market.requests().len()];
        loop {
            if feasible(market, &stays) {
                all.push(stays.clone());
            }
            // The next combination, as a counter: none, 0, 1, ... for each request.
            let mut at = 0;
            loop {
                if at == stays.len() {
                    return Self { market, all };
                }
                let request = market.request(at);
                let most = if request.fixed() { request.stays_len().min(1) } else { request.stays_len() };
                let next = stays[at].map_or(0, |s| s + 1);
                if next < most {
                    stays[at] = Some(next);
                    break;
                }
                stays[at] = None;
                at += 1;
            }
        }
    }

    fn rank(&self, request: usize, stay: usize) -> u32 {
        self.market.request(request).stay(stay).rank
    }

    /// Whether there is an assignment of exactly these, each within its rank, and frozen ones where they are.
    fn exists(&self, frozen: &Stays, within: &Within) -> bool {
        self.all.iter().any(|stays| {
            (0..stays.len()).all(|r| match (frozen[r], within[r]) {
                (Some(_), _) => stays[r] == frozen[r],
                (None, Some(rank)) => stays[r].is_some_and(|s| self.rank(r, s) <= rank),
                (None, None) => stays[r].is_none(),
            })
        })
    }

    /// The fixed requests at their first stays; `None` if they do not fit.
    pub fn fixed(&self) -> Option<Stays> {
        let stays: Stays = self.market.requests().map(|r| r.fixed().then_some(0)).collect();
        self.all.contains(&stays).then_some(stays)
    }

    pub fn stages(&self) -> Vec<u8> {
        let mut stages: Vec<u8> = self.market.requests().map(|r| r.stage()).collect();
        stages.sort_unstable();
        stages.dedup();
        stages
    }

    fn is_open(&self, request: usize, stage: u8) -> bool {
        let row = self.market.request(request);
        row.stage() == stage && !row.fixed()
    }

    /// The key of a request while those in `granted` are; `turn` comes last.
    pub fn key(&self, keys: &[KeyPart], request: usize, wish: u32, granted: &[bool]) -> Vec<i64> {
        let row = self.market.request(request);
        let uses = |child: u32| {
            let now = (0..granted.len())
                .filter(|&r| granted[r] && self.market.request(r).members().iter().any(|m| m.child == child));
            i64::from(self.market.uses()[child as usize]) + now.count() as i64
        };
        let part = |part: &KeyPart| match part {
            KeyPart::Need => row.need().into(),
            KeyPart::Uses => row.members().iter().map(|m| uses(m.child)).max().unwrap(),
            KeyPart::Home => row.home().into(),
            KeyPart::Wish => wish.into(),
            KeyPart::Time => row.time(),
        };
        keys.iter().map(part).chain([i64::from(row.turn())]).collect()
    }

    /// One stage of `priority` after those in `frozen`: the ranks it gives its open requests, and in which order.
    pub fn stage(&self, stage: u8, frozen: &Stays) -> Ranks {
        let n = frozen.len();
        let keys = &self.market.keys().0;
        let by_wish = keys.contains(&KeyPart::Wish);
        let mut granted: Vec<bool> = frozen.iter().map(Option::is_some).collect();
        let mut within: Within = vec![None; n];
        let mut order = Vec::new();
        // Every request and every rank within which it may be asked for.
        let mut waiting: Vec<(usize, u32)> = Vec::new();
        for r in (0..n).filter(|&r| self.is_open(r, stage)) {
            let ranks = self.market.request(r).stays().map(|s| s.rank);
            waiting.extend(if by_wish { ranks.min() } else { ranks.max() }.map(|rank| (r, rank)));
        }
        while !waiting.is_empty() {
            let smallest = (0..waiting.len())
                .min_by_key(|&i| self.key(keys, waiting[i].0, waiting[i].1, &granted))
                .unwrap();
            let (r, rank) = waiting.remove(smallest);
            within[r] = Some(rank);
            if self.exists(frozen, &within) {
                granted[r] = true;
                order.push(r);
                continue;
            }
            within[r] = None;
            if by_wish {
                let next = self.market.request(r).stays().map(|s| s.rank).filter(|&s| s > rank).min();
                waiting.extend(next.map(|rank| (r, rank)));
            }
        }
        for &r in &order {
            let worst = within[r].unwrap();
            within[r] = (1..=worst).find(|&rank| {
                within[r] = Some(rank);
                self.exists(frozen, &within)
            });
        }
        Ranks { of: within, granted: order }
    }

    /// The first assignment with frozen ones where they are and the others at exactly these ranks.
    pub fn with_ranks(&self, frozen: &Stays, ranks: &[Option<u32>]) -> Stays {
        let same = |stays: &&Stays| {
            (0..stays.len()).all(|r| match frozen[r] {
                Some(_) => stays[r] == frozen[r],
                None => stays[r].map(|s| self.rank(r, s)) == ranks[r],
            })
        };
        self.all.iter().find(same).cloned().expect("the ranks were found feasible")
    }

    /// All of `priority`; stays of one rank are taken as they come. `None` if the fixed requests do not fit.
    pub fn priority(&self) -> Option<Stays> {
        let mut frozen = self.fixed()?;
        for stage in self.stages() {
            let ranks = self.stage(stage, &frozen);
            frozen = self.with_ranks(&frozen, &ranks.of);
        }
        Some(frozen)
    }

    /// Whether stays are those that `priority` asks for, taking from them the choice among stays of one rank.
    pub fn is_priority(&self, stays: &Stays) -> Result<(), String> {
        let mut frozen = self.fixed().ok_or("the fixed requests do not fit")?;
        for stage in self.stages() {
            let ranks = self.stage(stage, &frozen);
            for r in (0..stays.len()).filter(|&r| self.is_open(r, stage)) {
                let has = stays[r].map(|s| self.rank(r, s));
                if has != ranks.of[r] {
                    return Err(format!("request {r} has rank {has:?} and should have {:?}", ranks.of[r]));
                }
                frozen[r] = stays[r];
            }
        }
        Ok(())
    }

    /// The first stay of a list that fits while nobody moves.
    fn first_free(&self, stays: &Stays, request: usize) -> Option<usize> {
        (0..self.market.request(request).stays_len()).find(|&stay| {
            let mut with = stays.clone();
            with[request] = Some(stay);
            self.all.contains(&with)
        })
    }

    /// `first-come`: by time and turn, each the first stay of its list that is free.
    pub fn first_come(&self) -> Option<Stays> {
        self.one_after_another(&[KeyPart::Time])
    }

    /// `points-order`: by the keys of the market without the wish, each the first stay of its list that is free.
    pub fn points_order(&self) -> Option<Stays> {
        let keys = self.market.keys().0.iter().copied().filter(|&k| k != KeyPart::Wish);
        self.one_after_another(&keys.collect::<Vec<_>>())
    }

    fn one_after_another(&self, keys: &[KeyPart]) -> Option<Stays> {
        let mut stays = self.fixed()?;
        for stage in self.stages() {
            let mut waiting: Vec<usize> = (0..stays.len()).filter(|&r| self.is_open(r, stage)).collect();
            while !waiting.is_empty() {
                let granted: Vec<bool> = stays.iter().map(Option::is_some).collect();
                let smallest =
                    (0..waiting.len()).min_by_key(|&i| self.key(keys, waiting[i], 0, &granted)).unwrap();
                let r = waiting.remove(smallest);
                stays[r] = self.first_free(&stays, r);
            }
        }
        Some(stays)
    }
}
