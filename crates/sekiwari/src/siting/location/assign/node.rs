//! A part of what is possible: some sites open, some closed, the others free.

use super::model::Model;
use super::problem::Limit;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum State {
    Free,
    Open,
    Closed,
}

#[derive(Clone, Debug)]
pub(in super::super) struct Node {
    pub(in super::super) state: Vec<State>,
    /// What each point costs with the open sites alone.
    pub(in super::super) outside: Vec<i64>,
    /// What else the model keeps of the open sites.
    pub(in super::super) kept: Vec<i64>,
    /// What opening the open sites costs.
    pub(in super::super) base: i64,
    pub(in super::super) open: usize,
    pub(in super::super) free: usize,
    pub(in super::super) spent: u64,
}

impl Node {
    /// Nothing decided.
    pub(in super::super) fn root(m: &impl Model) -> Self {
        let (free, outside) = (m.sites(), m.ceilings());
        let state = vec![State::Free; free];
        let mut node = Self { state, outside, kept: Vec::new(), base: 0, open: 0, free, spent: 0 };
        m.lower(&mut node);
        node
    }

    pub(in super::super) fn is_free(&self, j: usize) -> bool {
        self.state[j] == State::Free
    }

    pub(in super::super) fn is_open(&self, j: usize) -> bool {
        self.state[j] == State::Open
    }

    /// The free sites in order.
    pub(in super::super) fn free_sites(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.state.len() as u32).filter(|&j| self.is_free(j as usize))
    }

    /// Opens free sites.
    pub(in super::super) fn open(&mut self, m: &impl Model, sites: &[usize]) {
        for &j in sites {
            self.state[j] = State::Open;
            self.base += m.opening(j);
            self.spent += m.spend()[j];
        }
        self.open += sites.len();
        self.free -= sites.len();
        if !sites.is_empty() {
            m.lower(self);
        }
    }

    pub(in super::super) fn close(&mut self, j: usize) {
        self.state[j] = State::Closed;
        self.free -= 1;
    }

    /// What is left of the limit for the free sites.
    pub(in super::super) fn left(&self, limit: Limit) -> Limit {
        match limit {
            Limit::Any => Limit::Any,
            Limit::Exactly(k) => Limit::Exactly(k.saturating_sub(self.open)),
            Limit::AtMost(k) => Limit::AtMost(k.saturating_sub(self.open)),
            Limit::Budget(b) => Limit::Budget(b.saturating_sub(self.spent)),
        }
    }

    /// Decides what the limit alone decides. Whether anything is possible.
    pub(in super::super) fn settle(&mut self, m: &impl Model) -> bool {
        let limit = m.limit();
        let broken = match limit {
            Limit::Any => false,
            Limit::Exactly(k) => self.open > k || self.open + self.free < k,
            Limit::AtMost(k) => self.open > k,
            Limit::Budget(b) => self.spent > b,
        };
        if broken {
            return false;
        }
        match self.left(limit) {
            Limit::Exactly(0) | Limit::AtMost(0) => self.close_all(),
            Limit::Exactly(k) if k == self.free => {
                let free: Vec<usize> = self.free_sites().map(|j| j as usize).collect();
                self.open(m, &free);
            }
            Limit::Budget(left) => {
                let dear: Vec<u32> = self.free_sites().filter(|&j| m.spend()[j as usize] > left).collect();
                dear.iter().for_each(|&j| self.close(j as usize));
            }
            _ => {}
        }
        true
    }

    fn close_all(&mut self) {
        self.state.iter_mut().filter(|s| **s == State::Free).for_each(|s| *s = State::Closed);
        self.free = 0;
    }

    /// The choice with nothing open but what is open.
    pub(in super::super) fn choice(&self) -> Vec<bool> {
        self.state.iter().map(|&s| s == State::Open).collect()
    }
}
