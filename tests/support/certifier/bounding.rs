//! The bound of a part, by cases to the end.

use super::*;

pub(super) struct Bounding<'a> {
    pub(super) market: &'a Market,
    pub(super) stages: &'a [Stage],
    pub(super) part: Vec<HouseholdId>,
    pub(super) suspects: u32,
    /// Groups with all their suspects in the part, how many of them block, and their cores.
    pub(super) homes: Vec<(u32, u32, Vec<u32>)>,
    /// What those set apart count with.
    pub(super) apart: Vec<i64>,
    /// The best of the leaves: minus the blocking households, then the values.
    pub(super) best: Option<Vec<i64>>,
}

/// Suspects decided so far, and those of them that block.
#[derive(Clone, Copy, Default)]
pub(super) struct Decided {
    all: u32,
    blocking: u32,
}

impl Decided {
    fn hard(mut self, branch: &mut Branch, set: u32) -> Self {
        self.all |= set;
        (0..32).filter(|h| set & (1 << h) != 0).for_each(|h| branch.hard[h] = true);
        self
    }
}

impl Bounding<'_> {
    /// The suspects of a household's group and how many of them still block, if they all belong to the part.
    fn home(&self, household: HouseholdId, decided: Decided) -> Option<(u32, u32)> {
        let home = self.homes.iter().find(|(set, ..)| set & (1 << household.index()) != 0);
        home.map(|&(set, block, _)| (set, block - (set & decided.blocking).count_ones()))
    }

    pub(super) fn case(&mut self, mut branch: Branch, decided: Decided, dice: &mut Dice) -> Case {
        let market = self.market;
        let steps = branch.narrow(market, dice);
        if let Some(household) = branch.dead_end(market) {
            return Case { steps, end: End::Contradiction { household } };
        }
        let hard = decided.all & !decided.blocking;
        let impossible = |(set, block, cores): &(u32, u32, Vec<u32>)| {
            let may = set & !hard;
            may.count_ones() < *block || cores.iter().any(|core| core & may == 0)
        };
        if self.homes.iter().any(impossible) {
            return Case { steps, end: End::Bounded };
        }
        let undecided = self.part.iter().find(|h| self.suspects & !decided.all & (1 << h.index()) != 0);
        if let Some(&household) = undecided {
            let me = 1 << household.index();
            let home = self.home(household, decided);
            if let Some((set, 1)) = home
                && dice.one_in(2)
            {
                let open = set & !decided.all;
                let some =
                    me | (0..32).filter(|_| dice.one_in(2)).map(|h| 1 << h).fold(0, |a, b| a | b) & open;
                let (mut left, mut right) = (branch.clone(), branch);
                let none = decided.hard(&mut left, some);
                let none = Box::new(self.case(left, none, dice));
                let others = decided.hard(&mut right, open & !some);
                // Whoever of them it is, is told one by one, unless there is just one.
                let others = match some.count_ones() {
                    1 => Decided { all: others.all | some, blocking: others.blocking | some },
                    _ => others,
                };
                let some_case = Box::new(self.case(right, others, dice));
                return Case { steps, end: End::Among { households: bits(32, some), none, some: some_case } };
            }
            let mut firm = branch.clone();
            let not = decided.hard(&mut firm, me);
            let hard = Box::new(self.case(firm, not, dice));
            let mut does = Decided { all: decided.all | me, blocking: decided.blocking | me };
            let left = set_left(&self.homes, me, does.all, does.blocking);
            if let Some((set, places)) = left {
                does = does.hard(&mut branch, set & !does.all & !places);
            }
            let blocks = Box::new(self.case(branch, does, dice));
            return Case { steps, end: End::Suspect { household, hard, blocks } };
        }
        let mut open: Vec<HouseholdId> = self.part.clone();
        open.retain(|&h| branch.outcomes(market, h).len() > 1);
        dice.shuffle(&mut open);
        if dice.one_in(8)
            && let Some(end) = self.set_apart(&branch, decided, dice)
        {
            return Case { steps, end };
        }
        let Some(&household) = open.first() else {
            let at_home = self.homes.iter().fold(0, |a, b| a | b.0);
            let strays = (decided.blocking & !at_home).count_ones();
            let mut reached = vec![-i64::from(self.homes.iter().map(|h| h.1).sum::<u32>() + strays)];
            let value = |stage: &Stage| {
                let of = |&h: &HouseholdId| stage.value(market, h, branch.outcomes(market, h)[0]);
                self.part.iter().map(of).sum::<i64>()
            };
            reached.extend(self.stages.iter().map(value).zip(&self.apart).map(|(sum, apart)| sum + apart));
            self.best = self.best.take().max(Some(reached));
            return Case { steps, end: End::Bounded };
        };
        let mut cases = Vec::new();
        for outcome in branch.outcomes(market, household) {
            let mut inner = branch.clone();
            inner.give(market, household, outcome);
            cases.push((outcome, self.case(inner, decided, dice)));
        }
        Case { steps, end: End::Choice { household, cases } }
    }

    /// Some of the part set apart from the others; `None` where the best of both is more than can be had together.
    fn set_apart(&mut self, branch: &Branch, decided: Decided, dice: &mut Dice) -> Option<End> {
        let (some, others): (Vec<_>, Vec<_>) = self.part.iter().partition(|_| dice.one_in(2));
        let nothing = vec![0; self.stages.len()];
        let mut reach = |part: &[HouseholdId], apart: &[i64]| {
            let (part, apart, homes) = (part.to_vec(), apart.to_vec(), self.homes.clone());
            let mut bounding = Bounding { part, apart, homes, best: None, ..*self };
            let case = bounding.case(branch.clone(), decided, dice);
            (bounding.best, Box::new(case))
        };
        let (together, _) = reach(&self.part, &self.apart);
        let (alone, within) = reach(&some, &nothing);
        let value = alone.map_or(nothing, |best| best[1..].to_vec());
        let counted: Vec<i64> = self.apart.iter().zip(&value).map(|(a, b)| a + b).collect();
        let (reached, rest) = reach(&others, &counted);
        if some.is_empty() || reached != together {
            return None;
        }
        self.best = self.best.take().max(reached);
        Some(End::Apart { households: some, value, within, rest })
    }
}
