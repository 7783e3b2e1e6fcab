//! A round as the library sees it beside the same round as the oracle sees it.

use crate::oracle::{Assignment, Oracle};
use sekiwari::market::{Allocation, HouseholdId, Market};
use sekiwari::priority::Lottery;
use sekiwari::programme::club::{Compiled, Days, Entry, Round, RoundData, compile};
use sekiwari::programme::siblings::JointOptions;

/// What a child gets: club and route by id, and days.
pub(crate) type Given = Option<(String, Days, Option<String>)>;

pub(crate) const SEED: u64 = 7;

pub(crate) struct Both {
    pub(crate) data: RoundData,
    pub(crate) round: Round,
    pub(crate) compiled: Compiled,
    pub(crate) strict: Market,
    pub(crate) oracle: Oracle,
    /// Per market household what each of its wishes is among the outcomes of the oracle's family; `None` where the child
    /// cannot come so at all.
    pub(crate) outcome_of: Vec<Vec<Option<usize>>>,
}

impl Both {
    /// Compiles a round and finds every wish of the market among the oracle's outcomes.
    pub(crate) fn new(data: RoundData) -> Result<Self, String> {
        let round = Round::new(data.clone()).map_err(|e| format!("refused: {e:?}"))?;
        let lottery = Lottery::new(SEED);
        let compiled = compile(&round, lottery, JointOptions::default()).map_err(|e| format!("{e:?}"))?;
        let oracle = Oracle::new(&data, lottery);
        let strict = compiled.strict();
        let mut both = Self { data, round, compiled, strict, oracle, outcome_of: Vec::new() };
        both.compare_lists()?;
        both.outcome_of = both.compare_wishes()?;
        Ok(both)
    }

    /// The position in the rows of a child of the round.
    pub(crate) fn row_of(&self, child: u32) -> usize {
        let id = &self.round.children()[child as usize].id;
        self.data.children.iter().position(|(_, c)| c.id == *id).expect("the child has a row")
    }

    pub(crate) fn entry(&self, entry: Entry) -> (String, Days, Option<String>) {
        let route = entry.route.map(|r| self.round.routes()[r as usize].id.clone());
        (self.round.clubs()[entry.club as usize].id.clone(), entry.days, route)
    }

    fn line(&self, row: usize, line: usize) -> (String, Days, Option<String>) {
        let line = &self.oracle.lines[row][line];
        let route = line.route.map(|r| self.data.routes[r].id.clone());
        (self.data.clubs[line.club].id.clone(), line.days, route)
    }

    fn compare_lists(&self) -> Result<(), String> {
        for child in 0..self.round.children().len() as u32 {
            let row = self.row_of(child);
            let ours: Vec<_> = self.round.list(child).iter().map(|&e| (self.entry(e), e.stay)).collect();
            let lines = self.oracle.lines[row].iter().enumerate();
            let theirs: Vec<_> = lines.map(|(i, line)| (self.line(row, i), line.stay)).collect();
            if ours != theirs {
                let id = &self.round.children()[child as usize].id;
                return Err(format!("list of {id}\nlibrary {ours:?}\noracle  {theirs:?}"));
            }
        }
        Ok(())
    }

    /// What a wish of the market gives the children of its household.
    fn given_by_wish(&self, household: HouseholdId, rank: u32) -> Vec<Given> {
        let market = &self.compiled.market;
        let wish = market.wish_at(household, rank).expect("a listed wish");
        let given = |child: sekiwari::market::ChildId| {
            let entry = self.compiled.given_to(wish, child.index() as u32)?;
            Some(self.entry(self.round.entry(entry)))
        };
        market.children(household).map(given).collect()
    }

    /// Whether a child is given a line that it cannot come by.
    fn is_impossible(&self, rows: &[usize], given: &[Given]) -> bool {
        let line = |(&row, given): (&usize, &Given)| {
            let at = (0..self.oracle.lines[row].len()).find(|&l| Some(self.line(row, l)) == *given);
            at.is_some_and(|at| self.oracle.lines[row][at].places.is_none())
        };
        rows.iter().zip(given).any(line)
    }

    /// What an outcome of a family gives its children.
    pub(crate) fn given_by_outcome(&self, family: usize, outcome: usize) -> Vec<Given> {
        let family = &self.oracle.families[family];
        let given = &family.outcomes[outcome].given;
        let lines = family.children.iter().zip(given);
        lines.map(|(&child, line)| Some(self.line(child, (*line)?))).collect()
    }

    fn compare_wishes(&self) -> Result<Vec<Vec<Option<usize>>>, String> {
        let market = &self.compiled.market;
        if market.households().len() != self.oracle.families.len() {
            return Err("other families".into());
        }
        let mut all = Vec::new();
        for (household, (at, family)) in market.households().zip(self.oracle.families.iter().enumerate()) {
            let rows: Vec<usize> =
                market.children(household).map(|c| self.row_of(c.index() as u32)).collect();
            if rows != family.children {
                return Err(format!("family {at}: {rows:?} against {:?}", family.children));
            }
            let mut found = Vec::new();
            let theirs: Vec<_> = (0..family.outcomes.len()).map(|o| self.given_by_outcome(at, o)).collect();
            for place in 1..=market.wish_range(household).len() as u32 {
                let ours = self.given_by_wish(household, place);
                let Some(outcome) = theirs.iter().position(|t| *t == ours) else {
                    if self.is_impossible(&rows, &ours) {
                        found.push(None);
                        continue;
                    }
                    return Err(format!("family {at}: {ours:?} is no outcome of it: {theirs:?}"));
                };
                let rank = market.rank_at(household, place);
                if rank != Some(family.outcomes[outcome].place) {
                    return Err(format!("family {at}: another place in the list for {ours:?}: {rank:?}"));
                }
                found.push(Some(outcome));
            }
            let known: Vec<usize> = found.iter().flatten().copied().collect();
            if known.len() != theirs.len() || !known.is_sorted() {
                return Err(format!("family {at}: {known:?} of {} outcomes", theirs.len()));
            }
            all.push(found);
        }
        Ok(all)
    }

    /// The oracle's name for an allocation.
    pub(crate) fn assignment(&self, allocation: &Allocation) -> Option<Assignment> {
        let market = &self.compiled.market;
        let outcome = |h: HouseholdId| match allocation.rank(h) {
            Some(place) => self.outcome_of[h.index()][place as usize - 1].map(Some),
            None => Some(None),
        };
        market.households().map(outcome).collect()
    }

    /// The allocation that an assignment is.
    pub(crate) fn allocation(&self, assignment: &Assignment) -> Allocation {
        let place = |(wishes, outcome): (&Vec<Option<usize>>, &Option<usize>)| {
            let at = |o: &usize| wishes.iter().position(|w| *w == Some(*o));
            outcome.as_ref().map(|o| at(o).expect("every outcome is a wish") as u32 + 1)
        };
        Allocation::from_ranks(self.outcome_of.iter().zip(assignment).map(place))
    }
}
