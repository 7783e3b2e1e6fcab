//! A part of a city as a linear programme.
//!
//! Columns are the children of each party that go each way, what is added to each club and route, and the units on slots that are
//! limited alike. With whole numbers in all columns it is the problem itself; without, its optimum is a bound.

use super::Item;
use super::club::{Parts, SLOTS};
use super::costs::{ITEMS, Score};
use super::problem::{DAYS, Problem};

/// Terms, whether they are exactly the right side or at most so much, and the right side.
pub(super) type Row = (Vec<(usize, f64)>, bool, f64);

/// The programme; all columns are meant to be whole.
pub(super) struct Relaxation {
    /// Bounds of the columns.
    pub(super) range: Vec<(f64, f64)>,
    pub(super) rows: Vec<Row>,
    /// The columns of the ways of each party; none where it has no choice.
    pub(super) ways: Vec<Vec<usize>>,
    /// By level, what a point costs.
    pub(super) costs: Vec<Vec<(usize, f64)>>,
    /// Columns from here on are additions and units.
    pub(super) added_from: usize,
}

impl Relaxation {
    /// Of a part; `forced` is what clubs need for those who have no choice.
    pub(super) fn new(problem: &Problem, forced: &[[u32; ITEMS]]) -> Self {
        let mut of = Relaxation {
            range: Vec::new(),
            rows: Vec::new(),
            ways: Vec::new(),
            costs: vec![Vec::new(); problem.costs.levels().len()],
            added_from: 0,
        };
        for party in &problem.parties {
            let most = f64::from(party.children);
            let ways: Vec<usize> = match party.ways.len() {
                1 => Vec::new(),
                n => (0..n).map(|_| of.column(0.0, most)).collect(),
            };
            if !ways.is_empty() {
                of.rows.push((ways.iter().map(|&v| (v, 1.0)).collect(), true, most));
            }
            of.ways.push(ways);
        }
        of.added_from = of.range.len();
        for (club, forced) in forced.iter().enumerate() {
            of.club(problem, club, forced);
        }
        of.transport(problem);
        of
    }

    fn column(&mut self, least: f64, most: f64) -> usize {
        self.range.push((least, most));
        self.range.len() - 1
    }

    /// A column of what is added, with its price.
    fn added(&mut self, problem: &Problem, item: Item, least: u32, most: u32) -> usize {
        let column = self.column(least.into(), most.max(least).into());
        let levels = problem.costs.levels().iter().zip(&mut self.costs);
        for (level, cost) in levels {
            cost.extend(level.iter().filter(|t| t.0 == item).map(|t| (column, f64::from(t.1))));
        }
        column
    }

    /// New children on a slot: terms, and those without a choice.
    fn load(&self, problem: &Problem, club: usize, slot: usize) -> (Vec<(usize, f64)>, f64) {
        let (mut terms, mut fixed) = (Vec::new(), 0.0);
        for &(p, w) in &problem.coming[club] {
            let party = &problem.parties[p];
            if party.ways[w].slots >> slot & 1 == 1 {
                match self.ways[p].get(w) {
                    Some(&column) => terms.push((column, f64::from(party.seats))),
                    None => fixed += f64::from(party.children * party.seats),
                }
            }
        }
        (terms, fixed)
    }

    /// The columns and rows of a club.
    fn club(&mut self, problem: &Problem, club: usize, forced: &[u32; ITEMS]) {
        let rule = &problem.rule;
        let of = &problem.clubs[club];
        let mut all = [0; SLOTS];
        for &(p, w) in &problem.coming[club] {
            let party = &problem.parties[p];
            party.ways[w].slots().for_each(|s| all[s] += party.children * party.seats);
        }
        let needs = of.needs(&all, rule);
        let columns = Item::ALL.map(|i| self.added(problem, i, forced[i.index()], needs[i.index()]));
        let x = |item: Item| columns[item.index()];
        // Slots with the same limits of units share a column of units, so its end is that of the fullest one.
        let enrolled = of.slots.iter().flatten().map(|p| p.enrolled).max().unwrap_or(0);
        let everybody = all.iter().max().copied().unwrap_or(0) + enrolled;
        let mut units: Vec<(Parts, usize)> = Vec::new();
        for Load { parts, terms, fixed, most } in self.loads(problem, club, &all) {
            let here = fixed + f64::from(parts.enrolled);
            // The children of the slot, each by so much, less a column.
            let less = |by: f64, column: usize, a: f64| {
                let mut row: Vec<(usize, f64)> = terms.iter().map(|&(v, n)| (v, n * by)).collect();
                row.push((column, -a));
                row
            };
            let alike = Parts { enrolled: 0, area: None, declared: None, ..parts };
            let unit = match units.iter().find(|(p, _)| *p == alike) {
                Some(&(_, unit)) => unit,
                None => {
                    let unit = self.column(0.0, f64::from(everybody));
                    units.push((alike, unit));
                    let asked = [
                        (parts.rooms, Item::Rooms, 1),
                        (parts.units, Item::Units, 1),
                        (parts.staff, Item::Staff, rule.staff_per_unit),
                        (parts.qualified, Item::Qualified, rule.qualified_per_unit),
                    ];
                    for (has, item, each) in asked {
                        if let Some(has) = has.filter(|_| each > 0) {
                            let terms = vec![(unit, f64::from(each)), (x(item), -1.0)];
                            self.rows.push((terms, false, f64::from(has)));
                        }
                    }
                    unit
                }
            };
            self.rows.push((less(1.0, unit, f64::from(parts.limit)), false, -here));
            if let Some(area) = parts.area {
                let each = rule.area_per_child as f64;
                let terms = less(each, x(Item::Rooms), rule.area_per_room as f64);
                self.rows.push((terms, false, area as f64 - each * here));
            }
            if let Some(declared) = parts.declared {
                self.rows.push((less(1.0, x(Item::Declared), 1.0), false, f64::from(declared) - here));
            }
            if of.new {
                self.rows.push((less(1.0, x(Item::NewClubs), f64::from(most)), false, -fixed));
            }
        }
    }

    /// The slots of a club to which somebody may come, but for those that say nothing: another one with the same limits has all
    /// their children. Of equal ones the first speaks.
    fn loads(&self, problem: &Problem, club: usize, all: &[u32; SLOTS]) -> Vec<Load> {
        let slots: Vec<Load> = (problem.clubs[club].slots.iter().enumerate())
            .filter_map(|(slot, parts)| {
                let (terms, fixed) = self.load(problem, club, slot);
                Some(Load { parts: (*parts)?, terms, fixed, most: all[slot] })
            })
            .collect();
        let silent = |at: usize| {
            let one = &slots[at];
            let covers = |(other, it): (usize, &Load)| {
                let more = one.terms.iter().all(|t| it.terms.contains(t)) && one.fixed <= it.fixed;
                let truly = it.terms.len() > one.terms.len() || it.fixed > one.fixed;
                other != at && it.parts == one.parts && more && (other < at || truly)
            };
            one.terms.is_empty() || slots.iter().enumerate().any(covers)
        };
        let speaks: Vec<bool> = (0..slots.len()).map(|at| !silent(at)).collect();
        slots.into_iter().zip(speaks).filter(|(_, speaks)| *speaks).map(|(load, _)| load).collect()
    }

    fn transport(&mut self, problem: &Problem) {
        for (r, &seats) in problem.routes.iter().enumerate() {
            let added = self.added(problem, Item::Transport, 0, u32::MAX);
            for day in 0..DAYS {
                let (mut terms, mut fixed) = (vec![(added, -1.0)], 0.0);
                for (p, party) in problem.parties.iter().enumerate() {
                    for (w, way) in party.ways.iter().enumerate() {
                        if !way.route_days().any(|on| on == (r, day)) {
                            continue;
                        }
                        match self.ways[p].get(w) {
                            Some(&column) => terms.push((column, 1.0)),
                            None => fixed += f64::from(party.children),
                        }
                    }
                }
                if terms.len() > 1 || fixed > 0.0 {
                    self.rows.push((terms, false, f64::from(seats) - fixed));
                }
            }
        }
    }

    /// A row that keeps the first levels at what they cost.
    pub(super) fn keep(&mut self, level: usize, cost: &Score) {
        self.rows.push((self.costs[level].clone(), false, cost[level] as f64));
    }
}

/// Who comes on a slot.
struct Load {
    parts: Parts,
    /// Those with a choice.
    terms: Vec<(usize, f64)>,
    /// Seats of those without.
    fixed: f64,
    /// Seats if everybody came who may.
    most: u32,
}

/// What came of a relaxation.
#[cfg_attr(not(any(feature = "highs", feature = "microlp")), expect(dead_code))]
pub(super) enum Relaxed {
    Point(Vec<f64>),
    Infeasible,
    Unknown,
}

#[cfg(not(any(feature = "highs", feature = "microlp")))]
pub(super) fn solve(_: &Relaxation, _: usize, _: &[(f64, f64)]) -> Relaxed {
    Relaxed::Unknown
}

/// The point of least cost on a level within some ranges of the columns.
#[cfg(any(feature = "highs", feature = "microlp"))]
pub(super) fn solve(of: &Relaxation, level: usize, range: &[(f64, f64)]) -> Relaxed {
    use good_lp::{
        Expression, ProblemVariables, ResolutionError, Solution, SolverModel, constraint, variable,
    };
    let mut problem = ProblemVariables::new();
    let all: Vec<good_lp::Variable> =
        range.iter().map(|&(least, most)| problem.add(variable().min(least).max(most))).collect();
    let sum = |terms: &[(usize, f64)]| {
        let mut sum = Expression::with_capacity(terms.len());
        terms.iter().for_each(|&(v, a)| sum.add_mul(a, all[v]));
        sum
    };
    let problem = problem.minimise(sum(&of.costs[level]));
    #[cfg(feature = "highs")]
    let mut model = problem
        .using(good_lp::solvers::highs::highs)
        .set_parallel(good_lp::solvers::highs::HighsParallelType::Off);
    #[cfg(not(feature = "highs"))]
    let mut model = problem.using(good_lp::solvers::microlp::microlp);
    for (terms, exact, right) in &of.rows {
        let sum = sum(terms);
        model.add_constraint(if *exact { constraint!(sum == *right) } else { constraint!(sum <= *right) });
    }
    match model.solve() {
        Ok(solution) => Relaxed::Point(all.iter().map(|&v| solution.value(v)).collect()),
        Err(ResolutionError::Infeasible) => Relaxed::Infeasible,
        Err(_) => Relaxed::Unknown,
    }
}
