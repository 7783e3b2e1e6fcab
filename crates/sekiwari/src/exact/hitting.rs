//! Smallest hitting sets: the fewest households that meet every core.
//!
//! Cores fall into groups that share no household; each is solved alone. Is one household enough, are two, and so on: the
//! smallest core not met yet is branched on, and the last household is any that all cores left have in common, read off rows
//! of bits. Cores that share no household bound from below, a greedy choice from above.
//!
//! **Sources.** Implicit hitting sets in MaxSAT: Davies and Bacchus (2011); the problem: Karp (1972).

use super::sets::stand_ins;
use crate::certificate::HittingTree;
use crate::market::HouseholdId;
use petgraph::unionfind::UnionFind;
use std::cmp::Reverse;

/// A group of cores, with the fewest households that meet all of them.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Positions of its cores.
    pub(super) cores: Vec<usize>,
    /// Households that meet every core of the group.
    pub(super) chosen: Vec<HouseholdId>,
    /// No fewer do.
    pub(super) at_least: u32,
}

/// Groups of cores, in order of their first core. `budget` bounds the rows read for each.
pub(super) fn hit(cores: &[&[HouseholdId]], likely: impl Fn(HouseholdId) -> bool, budget: u64) -> Vec<Group> {
    let most = cores.iter().copied().flatten().map(|h| h.index() + 1).max().unwrap_or(0);
    let mut union: UnionFind<u32> = UnionFind::new(cores.len());
    let mut first = vec![u32::MAX; most];
    for (i, core) in cores.iter().enumerate() {
        for h in *core {
            let at = &mut first[h.index()];
            if *at == u32::MAX {
                *at = i as u32;
            } else {
                union.union(*at, i as u32);
            }
        }
    }
    let mut named: Vec<(u32, usize)> = (0..cores.len()).map(|i| (union.find(i as u32), i)).collect();
    named.sort_unstable();
    let mut groups: Vec<Vec<usize>> =
        named.chunk_by(|a, b| a.0 == b.0).map(|g| g.iter().map(|&(_, i)| i).collect()).collect();
    groups.sort_unstable_by_key(|g: &Vec<usize>| g.first().copied());
    groups.into_iter().map(|g| solve(cores, g, &likely, budget)).collect()
}

/// One group, with households numbered densely and cores as rows of bits over them; the same word of all rows is side by side.
struct Search {
    // Per core, small ones first, its members.
    members: Vec<Vec<u32>>,
    // The same as bits, and what is not barred.
    words: Vec<Vec<u64>>,
    allowed: Vec<u64>,
    chosen: Vec<u32>,
    // Cores not met yet, level after level: those of a level are some of the one before.
    unmet: Vec<u32>,
    /// Rows still to be read.
    budget: u64,
}

fn solve(
    cores: &[&[HouseholdId]],
    group: Vec<usize>,
    likely: &impl Fn(HouseholdId) -> bool,
    budget: u64,
) -> Group {
    let mut households: Vec<HouseholdId> = group.iter().flat_map(|&i| cores[i].iter().copied()).collect();
    households.sort_unstable();
    households.dedup();
    // The likely ones first: of members that do as well, earlier ones are chosen.
    households.sort_by_key(|&h| !likely(h));
    let households = first_of_each(cores, &group, households);
    let firsts = households.partition_point(|&h| likely(h));
    let number = |h: &HouseholdId| match likely(*h) {
        true => households[..firsts].partition_point(|x| x < h) as u32,
        false => (firsts + households[firsts..].partition_point(|x| x < h)) as u32,
    };
    let known = |h: &HouseholdId, at: u32| households.get(at as usize) == Some(h);
    let number = |h: &HouseholdId| Some(number(h)).filter(|&at| known(h, at));
    let mut members: Vec<Vec<u32>> =
        group.iter().map(|&i| cores[i].iter().filter_map(number).collect()).collect();
    members.iter_mut().for_each(|core| core.sort_unstable());
    // By their own sizes, as members that are left out do not make a core easier to meet.
    let mut by_size: Vec<(usize, Vec<u32>)> = group.iter().map(|&i| cores[i].len()).zip(members).collect();
    by_size.sort_by_key(|(size, _)| *size);
    let members: Vec<Vec<u32>> = by_size.into_iter().map(|(_, core)| core).collect();
    let mut words = vec![vec![0u64; members.len()]; households.len().div_ceil(64)];
    for (at, core) in members.iter().enumerate() {
        core.iter().for_each(|&m| words[m as usize / 64][at] |= 1 << (m % 64));
    }
    let allowed = vec![u64::MAX; words.len()];
    let unmet = (0..members.len() as u32).collect();
    let mut search = Search { members, words, allowed, chosen: Vec::new(), unmet, budget };
    let greedy = search.greedy(households.len());
    let mut at_least = search.apart();
    let chosen = loop {
        if at_least as usize >= greedy.len() {
            break greedy;
        }
        if search.descend(at_least, 0) {
            break search.chosen;
        }
        if search.budget == 0 {
            break greedy;
        }
        at_least += 1;
    };
    let mut chosen: Vec<HouseholdId> = chosen.iter().map(|&m| households[m as usize]).collect();
    chosen.sort_unstable();
    Group { cores: group, chosen, at_least }
}

/// Who is in the same cores as an earlier one is never chosen in its place: a chain of places puts thousands of
/// households into a few cores, and only some dozens of them differ.
fn first_of_each(
    cores: &[&[HouseholdId]],
    group: &[usize],
    households: Vec<HouseholdId>,
) -> Vec<HouseholdId> {
    let most = households.iter().map(|h| h.index() + 1).max().unwrap_or(0);
    let mut place = vec![u32::MAX; most];
    (0..).zip(&households).for_each(|(at, h)| place[h.index()] = at);
    let mut is_in: Vec<Vec<u32>> = vec![Vec::new(); households.len()];
    for (core, &i) in (0..).zip(group) {
        cores[i].iter().for_each(|h| is_in[place[h.index()] as usize].push(core));
    }
    let mut order: Vec<usize> = (0..households.len()).collect();
    order.sort_by(|&a, &b| is_in[a].cmp(&is_in[b]).then(a.cmp(&b)));
    order.dedup_by(|b, a| is_in[*a] == is_in[*b]);
    order.sort_unstable();
    order.into_iter().map(|at| households[at]).collect()
}

impl Search {
    /// Takes whoever meets most cores that are not met yet, until all are.
    fn greedy(&self, households: usize) -> Vec<u32> {
        let mut chosen = Vec::new();
        let mut unmet: Vec<&Vec<u32>> = self.members.iter().collect();
        while !unmet.is_empty() {
            let mut gain = vec![0u32; households];
            unmet.iter().flat_map(|core| core.iter()).for_each(|&m| gain[m as usize] += 1);
            let best = (0..households as u32).min_by_key(|&m| (Reverse(gain[m as usize]), m)).unwrap_or(0);
            chosen.push(best);
            unmet.retain(|core| core.binary_search(&best).is_err());
        }
        chosen
    }

    /// Cores that share no household, small ones first: as many households are needed.
    fn apart(&self) -> u32 {
        let mut taken = vec![0u64; self.words.len()];
        let mut count = 0;
        for core in 0..self.members.len() {
            if self.words.iter().zip(&taken).all(|(word, taken)| word[core] & taken == 0) {
                count += 1;
                taken.iter_mut().zip(&self.words).for_each(|(taken, word)| *taken |= word[core]);
            }
        }
        count
    }

    /// Whether `more` households meet all cores that the chosen ones do not, which are those from `level` on; they are chosen
    /// then. Members tried in earlier branches are barred in later ones.
    fn descend(&mut self, more: u32, level: usize) -> bool {
        let end = self.unmet.len();
        self.budget = self.budget.saturating_sub(1 + (end - level) as u64);
        if level == end {
            return true;
        }
        if more == 0 || self.budget == 0 {
            return false;
        }
        if more == 1 {
            let found = (0..).zip(&self.words).zip(&self.allowed).find_map(|((at, word), &allowed)| {
                let mut common = allowed;
                for &core in &self.unmet[level..] {
                    common &= word[core as usize];
                    if common == 0 {
                        return None;
                    }
                }
                Some(at * 64 + common.trailing_zeros())
            });
            self.chosen.extend(found);
            return found.is_some();
        }
        let allowed = self.allowed.clone();
        let first = self.unmet[level] as usize;
        for at in 0..self.members[first].len() {
            let member = self.members[first][at];
            let (word, bit) = (member as usize / 64, 1 << (member % 64));
            if self.allowed[word] & bit == 0 {
                continue;
            }
            for place in level..end {
                let core = self.unmet[place];
                if self.words[word][core as usize] & bit == 0 {
                    self.unmet.push(core);
                }
            }
            self.chosen.push(member);
            if self.descend(more - 1, end) {
                return true;
            }
            self.chosen.pop();
            self.unmet.truncate(end);
            self.allowed[word] &= !bit;
            if self.budget == 0 {
                break;
            }
        }
        self.allowed = allowed;
        false
    }
}

/// Why fewer than `at_least` households do not meet all cores of a group; `None` if the tree has more than `limit` nodes.
/// As few different cores as easily possible are named.
pub(super) fn tree(cores: &[&[HouseholdId]], at_least: u32, limit: &mut u32) -> Option<HittingTree> {
    let choices = if at_least > 1 { stand_ins(cores) } else { vec![Vec::new(); cores.len()] };
    let mut small_first: Vec<usize> = (0..cores.len()).collect();
    small_first.sort_by_key(|&i| (choices[i].len(), cores[i].len(), i));
    let mut place = vec![0; cores.len()];
    (0..).zip(&small_first).for_each(|(at, &i)| place[i] = at);
    let mut growing = Growing { cores, choices, small_first, place, named: Vec::new(), chosen: Vec::new() };
    growing.grow(at_least.saturating_sub(1), limit)
}

struct Growing<'c> {
    cores: &'c [&'c [HouseholdId]],
    /// Per core, who is added where it is not met.
    choices: Vec<Vec<HouseholdId>>,
    /// The cores with few choices first, and where each stands among them.
    small_first: Vec<usize>,
    place: Vec<usize>,
    /// Cores named so far, small ones first.
    named: Vec<usize>,
    chosen: Vec<HouseholdId>,
}

impl Growing<'_> {
    fn grow(&mut self, more: u32, limit: &mut u32) -> Option<HittingTree> {
        *limit = limit.checked_sub(1)?;
        let unmet = |&&i: &&usize| self.chosen.iter().all(|h| self.cores[i].binary_search(h).is_err());
        // With no choice left any core does; otherwise a small one keeps the tree small.
        let again = self.named.iter().filter(|_| more == 0).find(unmet);
        let core = *again.or_else(|| self.small_first.iter().find(unmet))?;
        if let Err(at) = self.named.binary_search_by_key(&self.place[core], |&i| self.place[i]) {
            self.named.insert(at, core);
        }
        let mut branches = Vec::new();
        if more > 0 {
            for at in 0..self.choices[core].len() {
                self.chosen.push(self.choices[core][at]);
                let branch = self.grow(more - 1, limit);
                self.chosen.pop();
                branches.push(branch?);
            }
        }
        Some(HittingTree { core: core as u32, branches })
    }
}

/// Numbers the cores of a tree anew by those it names; returns these, ascending.
pub(super) fn only_named(tree: &mut HittingTree, cores: usize) -> Vec<usize> {
    fn name(tree: &HittingTree, named: &mut [bool]) {
        named[tree.core as usize] = true;
        tree.branches.iter().for_each(|branch| name(branch, named));
    }
    fn number(tree: &mut HittingTree, of: &[u32]) {
        tree.core = of[tree.core as usize];
        tree.branches.iter_mut().for_each(|branch| number(branch, of));
    }
    let mut named = vec![false; cores];
    name(tree, &mut named);
    let kept: Vec<usize> = (0..cores).filter(|&i| named[i]).collect();
    let mut of = vec![0; cores];
    kept.iter().enumerate().for_each(|(at, &i)| of[i] = at as u32);
    number(tree, &of);
    kept
}
