//! Smallest hitting sets: the fewest households that meet every core.
//!
//! Cores fall into groups that share no household; each is solved alone. Branch and bound: the smallest core not met yet
//! is branched on, its households in order of how many cores they meet; cores that share no household bound from below,
//! a greedy choice from above. Members tried in earlier branches are excluded in later ones.
//!
//! **Sources.** Implicit hitting sets in MaxSAT: Davies and Bacchus (2011); the problem: Karp (1972).

use crate::certificate::HittingTree;
use crate::market::HouseholdId;
use petgraph::unionfind::UnionFind;

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

/// Groups of cores, in order of their first core. `node_limit` bounds the search in each.
pub(super) fn hit(
    cores: &[&[HouseholdId]],
    likely: impl Fn(HouseholdId) -> bool,
    node_limit: u32,
) -> Vec<Group> {
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
    groups.into_iter().map(|g| solve(cores, g, &likely, node_limit)).collect()
}

/// One group, with households numbered densely and cores as bit rows over them.
struct Search {
    // Per core its members, per member its cores.
    members: Vec<Vec<u32>>,
    meets: Vec<Vec<u32>>,
    // How often a core is met so far, and members that may not be chosen any more.
    met: Vec<u32>,
    barred: Vec<bool>,
    chosen: Vec<u32>,
    best: Vec<u32>,
    nodes: u32,
}

fn solve(
    cores: &[&[HouseholdId]],
    group: Vec<usize>,
    likely: &impl Fn(HouseholdId) -> bool,
    node_limit: u32,
) -> Group {
    let mut households: Vec<HouseholdId> = group.iter().flat_map(|&i| cores[i].iter().copied()).collect();
    households.sort_unstable();
    households.dedup();
    // The likely ones first: among members that meet as many cores, earlier ones are chosen.
    households.sort_by_key(|&h| !likely(h));
    let firsts = households.partition_point(|&h| likely(h));
    let number = |h: &HouseholdId| match likely(*h) {
        true => households[..firsts].partition_point(|x| x < h) as u32,
        false => (firsts + households[firsts..].partition_point(|x| x < h)) as u32,
    };
    let members: Vec<Vec<u32>> = group.iter().map(|&i| cores[i].iter().map(number).collect()).collect();
    let mut meets = vec![Vec::new(); households.len()];
    for (i, core) in members.iter().enumerate() {
        core.iter().for_each(|&m| meets[m as usize].push(i as u32));
    }
    let mut search = Search {
        met: vec![0; members.len()],
        barred: vec![false; households.len()],
        chosen: Vec::new(),
        best: Vec::new(),
        nodes: node_limit,
        members,
        meets,
    };
    search.best = search.greedy();
    let root = search.bound();
    if (root as usize) < search.best.len() {
        search.descend();
    }
    let at_least = if search.nodes > 0 { search.best.len() as u32 } else { root.max(1) };
    let mut chosen: Vec<HouseholdId> = search.best.iter().map(|&m| households[m as usize]).collect();
    chosen.sort_unstable();
    Group { cores: group, chosen, at_least }
}

impl Search {
    fn choose(&mut self, member: u32) {
        self.chosen.push(member);
        for &c in &self.meets[member as usize] {
            self.met[c as usize] += 1;
        }
    }

    fn unchoose(&mut self) {
        if let Some(member) = self.chosen.pop() {
            for &c in &self.meets[member as usize] {
                self.met[c as usize] -= 1;
            }
        }
    }

    /// How many cores not met yet a member meets.
    fn gain(&self, member: u32) -> usize {
        self.meets[member as usize].iter().filter(|&&c| self.met[c as usize] == 0).count()
    }

    fn greedy(&mut self) -> Vec<u32> {
        loop {
            let all = 0..self.meets.len() as u32;
            let best = all.map(|m| (self.gain(m), std::cmp::Reverse(m))).max();
            match best {
                Some((gain, member)) if gain > 0 => self.choose(member.0),
                _ => break,
            }
        }
        let found = self.chosen.clone();
        while !self.chosen.is_empty() {
            self.unchoose();
        }
        found
    }

    fn allowed(&self, core: usize) -> impl Iterator<Item = u32> + '_ {
        self.members[core].iter().copied().filter(|&m| !self.barred[m as usize])
    }

    /// Cores not met that share no allowed household: smallest first.
    fn bound(&self) -> u32 {
        let mut unmet: Vec<(usize, usize)> = (0..self.members.len())
            .filter(|&c| self.met[c] == 0)
            .map(|c| (self.allowed(c).count(), c))
            .collect();
        unmet.sort_unstable();
        let mut taken = vec![false; self.meets.len()];
        let mut bound = 0;
        for (_, core) in unmet {
            if self.allowed(core).all(|m| !taken[m as usize]) {
                bound += 1;
                self.allowed(core).for_each(|m| taken[m as usize] = true);
            }
        }
        bound
    }

    fn descend(&mut self) {
        self.nodes = self.nodes.saturating_sub(1);
        if self.nodes == 0 || self.chosen.len() + self.bound() as usize >= self.best.len() {
            return;
        }
        let unmet = (0..self.members.len()).filter(|&c| self.met[c] == 0);
        let Some(core) = unmet.min_by_key(|&c| (self.allowed(c).count(), c)) else {
            self.best = self.chosen.clone();
            return;
        };
        let mut members: Vec<u32> = self.allowed(core).collect();
        members.sort_by_key(|&m| (std::cmp::Reverse(self.gain(m)), m));
        for &m in &members {
            self.choose(m);
            self.descend();
            self.unchoose();
            self.barred[m as usize] = true;
        }
        for &m in &members {
            self.barred[m as usize] = false;
        }
    }
}

/// Why fewer than `at_least` households do not meet all cores of a group; `None` if the tree has more than `limit` nodes.
pub(super) fn tree(cores: &[&[HouseholdId]], at_least: u32, limit: &mut u32) -> Option<HittingTree> {
    grow(cores, &mut Vec::new(), at_least.saturating_sub(1), limit)
}

fn grow(
    cores: &[&[HouseholdId]],
    chosen: &mut Vec<HouseholdId>,
    more: u32,
    limit: &mut u32,
) -> Option<HittingTree> {
    *limit = limit.checked_sub(1)?;
    let unmet = |c: &&[HouseholdId]| c.iter().all(|h| !chosen.contains(h));
    // With no choice left any core does; otherwise a small one keeps the tree small.
    let core = (0..cores.len()).filter(|&i| unmet(&cores[i])).min_by_key(|&i| (cores[i].len(), i))?;
    let mut branches = Vec::new();
    if more > 0 {
        for &h in cores[core] {
            chosen.push(h);
            let branch = grow(cores, chosen, more - 1, limit);
            chosen.pop();
            branches.push(branch?);
        }
    }
    Some(HittingTree { core: core as u32, branches })
}
