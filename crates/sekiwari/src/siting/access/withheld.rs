//! Which areas and classes may be told.
//!
//! A count of 1 to `least - 1` children is small and kept back, with all figures about these children. Totals by area, by class and of all
//! would give single counts away by subtraction, so more is kept back until that is not so: a *line* is a total and what it is the sum of
//! (an area and its classes, a class and its areas, all areas, all classes). What is kept back of a line has at least `least` children
//! together, and no count that is kept back has one value only that fits all lines that are told. Where a class of an area is kept back, so
//! are those of its classes without children: a reader cannot tell one child from none.
//!
//! The second is a question about flows: counts run from the total through areas and classes back to the total, what is told is fixed, and
//! a count can be another one if there is a way around on which counts grow along the flow and shrink against it, none below 0 (the total of
//! an area not below 1, since areas without children are not told). What to keep back beside is chosen by a simple rule (the smallest count
//! of the line), so it is not always the least possible. Where nothing helps, all but the total of everybody is kept back. Source: Willenborg
//! and de Waal, *Elements of Statistical Disclosure Control* (2001), on tables with totals.

use crate::programme::nursery::AgeClass;

const CLASSES: usize = AgeClass::COUNT;

/// What is kept back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// By area and class.
    pub cells: Vec<[bool; CLASSES]>,
    /// By area: its total.
    pub areas: Vec<bool>,
    /// By class: its total.
    pub classes: [bool; CLASSES],
    /// The total of everybody.
    pub all: bool,
}

impl Withheld {
    fn everything(areas: usize, all: bool) -> Self {
        Self { cells: vec![[true; CLASSES]; areas], areas: vec![true; areas], classes: [true; CLASSES], all }
    }

    /// Whether anything is.
    pub fn any(&self) -> bool {
        self.all
            || self.areas.contains(&true)
            || self.classes.contains(&true)
            || self.cells.as_flattened().contains(&true)
    }
}

/// What may be kept back by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    Cell(usize, usize),
    Area(usize),
    Class(usize),
}

/// Decides what to keep back of `tables` of children by area and class: all speak of the same areas and are told together (before and after a
/// change), so what is kept back of one is kept back of all. `least` of 0 and 1 keeps back nothing.
///
/// Cost: linear in the areas for each round of choices; a choice looks through the areas of its class.
pub fn withhold(tables: &[Vec<[u32; CLASSES]>], least: u32) -> Withheld {
    let areas = tables.iter().map(Vec::len).max().unwrap_or(0);
    let tables: Vec<Table> = tables.iter().map(|t| Table::new(t, areas)).collect();
    let small = |n: u64| (1..u64::from(least)).contains(&n);
    let any = |item: Item| tables.iter().any(|t| small(t.value(item)));
    if tables.iter().any(|t| small(t.total)) {
        return Withheld::everything(areas, true);
    }
    let mut held = Withheld {
        cells: (0..areas).map(|a| std::array::from_fn(|c| any(Item::Cell(a, c)))).collect(),
        areas: (0..areas).map(|a| any(Item::Area(a))).collect(),
        classes: std::array::from_fn(|c| any(Item::Class(c))),
        all: false,
    };
    if !held.any() {
        return held;
    }
    let mut smallest = Smallest::new(&tables, areas);
    loop {
        hide_empty(&tables, &mut held);
        let exposed = |t| Audit { table: t, held: &held }.exposed(u64::from(least));
        let mut exposed: Vec<Item> = tables.iter().flat_map(exposed).collect();
        // One at a time in an area: what helps one count often helps the others.
        exposed.sort_unstable();
        exposed.dedup_by(|b, a| match (a, b) {
            (Item::Cell(a, _), Item::Cell(b, _)) => a == b,
            (a, b) => a == b,
        });
        if exposed.is_empty() {
            return held;
        }
        // First what an area lacks by itself, then totals, only then counts of other areas, one of a class at a time.
        let alone = |item: &Item| is_alone(&tables, &held, *item, u64::from(least));
        if exposed.iter().any(alone) {
            exposed.retain(alone);
        } else if exposed.iter().any(|item| !matches!(item, Item::Cell(..))) {
            exposed.retain(|item| !matches!(item, Item::Cell(..)));
        } else {
            let mut seen = [false; CLASSES];
            exposed.retain(|item| match *item {
                Item::Cell(_, c) => !std::mem::replace(&mut seen[c], true),
                _ => true,
            });
        }
        for item in exposed {
            let Some(more) = beside(&tables, &held, &mut smallest, (item, u64::from(least))) else {
                return Withheld::everything(areas, false);
            };
            match more {
                Item::Cell(a, c) => held.cells[a][c] = true,
                Item::Area(a) => held.areas[a] = true,
                Item::Class(c) => held.classes[c] = true,
            }
        }
    }
}

/// Keeps back the empty classes of areas of which a class is kept back.
fn hide_empty(tables: &[Table], held: &mut Withheld) {
    for (a, row) in held.cells.iter_mut().enumerate().filter(|(_, row)| row.contains(&true)) {
        let empty = |c: usize| tables.iter().all(|t| t.cells[a][c] == 0);
        (0..CLASSES).filter(|&c| empty(c)).for_each(|c| row[c] = true);
    }
}

/// A table with its totals.
struct Table {
    cells: Vec<[u64; CLASSES]>,
    areas: Vec<u64>,
    classes: [u64; CLASSES],
    total: u64,
}

impl Table {
    fn new(counts: &[[u32; CLASSES]], areas: usize) -> Self {
        let mut cells: Vec<[u64; CLASSES]> = counts.iter().map(|row| row.map(u64::from)).collect();
        cells.resize(areas, [0; CLASSES]);
        let areas: Vec<u64> = cells.iter().map(|row| row.iter().sum()).collect();
        let classes = std::array::from_fn(|c| cells.iter().map(|row| row[c]).sum());
        let total = areas.iter().sum();
        Self { cells, areas, classes, total }
    }

    fn value(&self, item: Item) -> u64 {
        match item {
            Item::Cell(a, c) => self.cells[a][c],
            Item::Area(a) => self.areas[a],
            Item::Class(c) => self.classes[c],
        }
    }
}

/// Items by size, smallest first, with how many of them are kept back already.
struct Smallest {
    classes: [(Vec<u32>, usize); CLASSES],
    areas: (Vec<u32>, usize),
}

impl Smallest {
    fn new(tables: &[Table], areas: usize) -> Self {
        let order = |item: &dyn Fn(usize) -> Item| {
            let mut sized: Vec<(u64, u32)> =
                (0..areas).map(|a| (size(tables, item(a)), a as u32)).filter(|&(size, _)| size > 0).collect();
            sized.sort_unstable();
            (sized.into_iter().map(|(_, a)| a).collect(), 0)
        };
        Self { classes: std::array::from_fn(|c| order(&|a| Item::Cell(a, c))), areas: order(&Item::Area) }
    }

    /// The smallest count of a class that is not kept back.
    fn of_class(&mut self, held: &Withheld, c: usize) -> Option<Item> {
        let (order, at) = &mut self.classes[c];
        *at += order[*at..].iter().take_while(|&&a| held.cells[a as usize][c]).count();
        order.get(*at).map(|&a| Item::Cell(a as usize, c))
    }

    /// The smallest total of an area that is not kept back.
    fn area(&mut self, held: &Withheld) -> Option<Item> {
        let (order, at) = &mut self.areas;
        *at += order[*at..].iter().take_while(|&&a| held.areas[a as usize]).count();
        order.get(*at).map(|&a| Item::Area(a as usize))
    }
}

/// The children of an item in all tables.
fn size(tables: &[Table], item: Item) -> u64 {
    tables.iter().map(|t| t.value(item)).sum()
}

/// Whether a count is kept back alone in an area whose total is told, or with too few children beside it.
fn is_alone(tables: &[Table], held: &Withheld, item: Item, least: u64) -> bool {
    let Item::Cell(a, c) = item else { return false };
    let kept = |o: usize| held.cells[a][o];
    let others = (0..CLASSES).any(|o| o != c && kept(o) && size(tables, Item::Cell(a, o)) > 0);
    let sum = |t: &Table| (0..CLASSES).filter(|&o| kept(o)).map(|o| t.cells[a][o]).sum::<u64>();
    !held.areas[a] && (!others || tables.iter().map(sum).any(|n| (1..least).contains(&n)))
}

/// One more item that helps an exposed one: the smallest of the line that has too little in it.
fn beside(
    tables: &[Table],
    held: &Withheld,
    smallest: &mut Smallest,
    (item, least): (Item, u64),
) -> Option<Item> {
    let free = |item: &Item| match *item {
        Item::Cell(a, c) => !held.cells[a][c],
        Item::Area(a) => !held.areas[a],
        Item::Class(c) => !held.classes[c],
    };
    let lightest = |items: &mut dyn Iterator<Item = Item>| {
        let sized = items.filter(free).map(|i| (size(tables, i), i)).filter(|(size, _)| *size > 0);
        sized.min().map(|(_, item)| item)
    };
    let of_area = |a: usize| lightest(&mut (0..CLASSES).map(|c| Item::Cell(a, c)));
    match item {
        Item::Cell(a, c) => {
            let first = match is_alone(tables, held, item, least) {
                true => of_area(a).or_else(|| smallest.of_class(held, c)),
                false => smallest.of_class(held, c).or_else(|| of_area(a)),
            };
            // An area with one class only, or a class in one area only: the total says the same as the count.
            first.or_else(|| [Item::Area(a), Item::Class(c)].into_iter().find(free))
        }
        Item::Area(a) => of_area(a).or_else(|| smallest.area(held)),
        Item::Class(c) => smallest.of_class(held, c).or_else(|| lightest(&mut (0..CLASSES).map(Item::Class))),
    }
}

/// What a reader can work out of one table.
///
/// Counts can change along a way around: through areas and classes, the sum of area totals that are kept back (`H`) and that of class totals
/// (`K`). Classes, `H` and `K` are few, so the ways through all areas are kept as a graph of eight nodes, with the number of areas
/// behind each of its edges; for a count of an area the ways through that area are taken out.
struct Audit<'a> {
    table: &'a Table,
    held: &'a Withheld,
}

/// Nodes: the classes, the sum of area totals and that of class totals.
const H: usize = CLASSES;
const K: usize = CLASSES + 1;
const NODES: usize = CLASSES + 2;

/// Sets of nodes, by bits.
type Set = u8;

fn members(set: Set) -> impl Iterator<Item = usize> {
    (0..NODES).filter(move |n| set & 1 << n != 0)
}

/// By node, the nodes one step on.
#[derive(Clone, Copy)]
struct Steps([Set; NODES]);

impl Steps {
    /// Whether one of `to` can be reached from one of `from` in a step or more.
    fn lead(&self, from: Set, to: Set) -> bool {
        let (mut reached, mut new) = (0, from);
        while new != 0 {
            let next = members(new).fold(0, |set, n| set | self.0[n]);
            new = next & !reached;
            reached |= next;
        }
        reached & to != 0
    }
}

impl Audit<'_> {
    /// The nodes from which an area can be entered (a count of it shrinks, or its total grows), and those to which it can be left.
    fn ports(&self, a: usize) -> (Set, Set) {
        let (held, counts) = (&self.held.cells[a], &self.table.cells[a]);
        let (mut enter, mut leave) = (0, 0);
        for c in (0..CLASSES).filter(|&c| held[c]) {
            enter |= Set::from(counts[c] > 0) << c;
            leave |= 1 << c;
        }
        if self.held.areas[a] {
            enter |= 1 << H;
            // An area without children would not be told.
            leave |= Set::from(self.table.areas[a] > 1) << H;
        }
        (enter, leave)
    }

    /// What could be worked out, or belongs to a line of which too few children are kept back.
    fn exposed(&self, least: u64) -> Vec<Item> {
        let (table, held) = (self.table, self.held);
        let areas = 0..held.areas.len();
        let mut through = [[0u32; NODES]; NODES];
        for a in areas.clone() {
            let (enter, leave) = self.ports(a);
            members(enter).for_each(|e| members(leave & !(1 << e)).for_each(|l| through[e][l] += 1));
        }
        // Steps without area `a`, and without the total of class `own`.
        let steps = |a: Option<usize>, own: Option<usize>| {
            let (enter, leave) = a.map_or((0, 0), |a| self.ports(a));
            let mut steps = Steps([0; NODES]);
            for (from, (step, counts)) in steps.0.iter_mut().zip(&through).enumerate() {
                for to in (0..NODES).filter(|&to| to != from) {
                    let mine = u32::from(enter & 1 << from != 0 && leave & 1 << to != 0);
                    *step |= Set::from(counts[to] > mine) << to;
                }
            }
            for c in (0..CLASSES).filter(|&c| held.classes[c] && own != Some(c)) {
                steps.0[c] |= 1 << K;
                steps.0[K] |= Set::from(table.classes[c] > 0) << c;
            }
            steps
        };
        // What is kept back of each line whose total is told.
        let kept = |counts: &mut dyn Iterator<Item = (bool, u64)>| -> u64 {
            counts.filter(|(held, _)| *held).map(|(_, n)| n).sum()
        };
        let of_area = |a: usize| kept(&mut held.cells[a].iter().copied().zip(table.cells[a]));
        let of_class = |c: usize| kept(&mut areas.clone().map(|a| (held.cells[a][c], table.cells[a][c])));
        let few_of_class: [bool; CLASSES] = std::array::from_fn(|c| !held.classes[c] && of_class(c) < least);
        let few_areas = kept(&mut held.areas.iter().copied().zip(table.areas.iter().copied())) < least;
        let few_classes = kept(&mut held.classes.into_iter().zip(table.classes)) < least;

        let mut exposed = Vec::new();
        for a in areas.clone() {
            let (enter, leave) = self.ports(a);
            let hidden = (0..CLASSES).filter(|&c| held.cells[a][c] && table.cells[a][c] > 0);
            let total = (held.areas[a] && table.areas[a] > 0).then_some(H);
            if leave | enter == 0 {
                continue;
            }
            let around = steps(Some(a), None);
            let few_of_area = !held.areas[a] && of_area(a) < least;
            for port in hidden.chain(total) {
                let bit: Set = 1 << port;
                let varies = (enter & bit != 0 && around.lead(leave & !bit, bit))
                    || (leave & bit != 0 && around.lead(bit, enter & !bit));
                match port {
                    H if few_areas || !varies => exposed.push(Item::Area(a)),
                    H => {}
                    c if few_of_area || few_of_class[c] || !varies => exposed.push(Item::Cell(a, c)),
                    _ => {}
                }
            }
        }
        for c in (0..CLASSES).filter(|&c| held.classes[c] && table.classes[c] > 0) {
            let around = steps(None, Some(c));
            let varies = around.lead(1 << K, 1 << c) || around.lead(1 << c, 1 << K);
            if few_classes || !varies {
                exposed.push(Item::Class(c));
            }
        }
        exposed
    }
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, Item, Table, Withheld, withhold};
    use proptest::prelude::*;

    type Counts = Vec<[u32; CLASSES]>;

    fn told(held: &Withheld) -> (usize, usize, usize) {
        let cells = held.cells.as_flattened().iter().filter(|h| **h).count();
        (cells, held.areas.iter().filter(|h| **h).count(), held.classes.iter().filter(|h| **h).count())
    }

    #[test]
    fn a_small_count_takes_a_second_one_of_its_area_and_two_of_another() {
        let table = vec![[2, 7, 9, 0, 0, 0], [5, 6, 8, 0, 0, 0], [9, 9, 9, 0, 0, 0]];
        let held = withhold(&[table], 3);
        // Beside the empty classes of both areas.
        assert_eq!(told(&held), (4 + 6, 0, 0));
        assert!(held.cells[0][0] && held.cells[0][1] && held.cells[1][0] && held.cells[1][1]);
    }

    #[test]
    fn nothing_small_keeps_nothing_back_and_too_few_children_keep_back_all() {
        let table = vec![[3, 0, 4, 0, 0, 0], [0, 9, 0, 0, 0, 0]];
        assert!(!withhold(std::slice::from_ref(&table), 3).any());
        assert!(!withhold(&[vec![[1, 1, 0, 0, 0, 0]]], 1).any());
        assert!(withhold(&[vec![[1, 1, 0, 0, 0, 0]]], 3).all);
        // One area only: what is kept back of it would be the total of the class.
        let held = withhold(&[vec![[2, 9, 0, 0, 0, 0]]], 3);
        assert!(!held.all && !held.areas[0] && held.classes[..2] == [true, true]);
        // Two equal tables keep back what one does.
        let sparse = vec![[1, 4, 2, 0, 0, 0], [7, 5, 0, 3, 0, 0], [4, 4, 4, 4, 0, 0], [1, 1, 1, 9, 0, 0]];
        assert_eq!(withhold(&[sparse.clone(), sparse.clone()], 3), withhold(&[sparse], 3));
        // Small in the second of two tables.
        let other = vec![[3, 0, 2, 0, 0, 0], [0, 9, 0, 0, 0, 0]];
        assert!(withhold(&[table, other], 3).cells[0][2]);
    }

    /// All tables that fit what is told, by brute force: whether each count kept back takes two values at least.
    fn every_count_is_open(table: &Counts, held: &Withheld) -> bool {
        let own = Table::new(table, table.len());
        let cells: Vec<(usize, usize)> = (0..table.len())
            .flat_map(|a| (0..CLASSES).map(move |c| (a, c)))
            .filter(|&(a, c)| held.cells[a][c] && (held.classes[c] || own.classes[c] > 0))
            .collect();
        let most = own.total;
        let mut values: Vec<std::collections::BTreeSet<u64>> = vec![Default::default(); cells.len()];
        let mut guess: Vec<u64> = Vec::new();
        fn walk(
            own: &Table,
            held: &Withheld,
            cells: &[(usize, usize)],
            most: u64,
            guess: &mut Vec<u64>,
            values: &mut [std::collections::BTreeSet<u64>],
        ) {
            if guess.len() == cells.len() {
                let mut t = own.cells.clone();
                cells.iter().zip(guess.iter()).for_each(|(&(a, c), &v)| t[a][c] = v);
                let t = Table::new(&t.iter().map(|r| r.map(|n| n as u32)).collect::<Vec<_>>(), t.len());
                let fits = t.total == own.total
                    && (0..t.areas.len()).all(|a| match held.areas[a] {
                        true => t.areas[a] >= own.areas[a].min(1),
                        false => t.areas[a] == own.areas[a],
                    })
                    && (0..CLASSES).all(|c| held.classes[c] || t.classes[c] == own.classes[c]);
                if fits {
                    guess.iter().zip(values).for_each(|(&v, set)| _ = set.insert(v));
                }
                return;
            }
            let (a, c) = cells[guess.len()];
            for v in 0..=most.min(own.value(Item::Cell(a, c)) + 2) {
                guess.push(v);
                walk(own, held, cells, most, guess, values);
                guess.pop();
            }
        }
        walk(&own, held, &cells, most, &mut guess, &mut values);
        cells.iter().zip(&values).all(|(&(a, c), v)| own.value(Item::Cell(a, c)) == 0 || v.len() > 1)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn no_count_that_is_kept_back_can_be_worked_out(
            rows in prop::collection::vec([0..5u32, 0..5u32, 0..9u32], 1..5), least in 2..4u32,
        ) {
            let table: Counts = rows.iter().map(|r| [r[0], r[1], r[2], 0, 0, 0]).collect();
            let held = withhold(std::slice::from_ref(&table), least);
            let own = Table::new(&table, table.len());
            for (a, row) in table.iter().enumerate() {
                for (c, &n) in row.iter().enumerate() {
                    prop_assert!(n == 0 || n >= least || held.cells[a][c]);
                    // What is told in full of a line says what is left of it.
                    prop_assert!(!held.areas[a] || held.cells[a].iter().zip(row).any(|(h, n)| *h && *n > 0)
                        || own.areas[a] == 0);
                }
            }
            let hidden = held.cells.iter().map(|row| row[..3].iter().filter(|h| **h).count()).sum::<usize>();
            if !held.all && hidden <= 7 && !held.areas.iter().all(|h| *h) {
                prop_assert!(every_count_is_open(&table, &held), "{table:?} {held:?}");
                for (a, row) in table.iter().enumerate().filter(|(a, _)| !held.areas[*a]) {
                    let kept: u32 = row.iter().zip(&held.cells[a]).filter(|(_, h)| **h).map(|(n, _)| n).sum();
                    prop_assert!(kept == 0 || kept >= least);
                }
            }
        }
    }
}
