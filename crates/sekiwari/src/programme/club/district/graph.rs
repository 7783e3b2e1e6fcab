//! Districts as a graph: who is next to whom, and in how many steps one comes from one to another.

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;
use std::collections::{BTreeMap, VecDeque};

/// A pair names a district that does not exist.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("there are {districts} districts, none with number {number}")]
pub struct NoSuchDistrict {
    /// The number in the pair.
    pub number: usize,
    /// How many districts there are.
    pub districts: usize,
}

/// The districts of a city, numbered from 0, and which of them are neighbours.
///
/// ```
/// use sekiwari::programme::club::district::DistrictGraph;
/// let street = DistrictGraph::new(4, [(0, 1), (1, 2)]).unwrap();
/// assert_eq!(street.hops(0), [Some(0), Some(1), Some(2), None]);
/// assert_eq!(street.islands(), [vec![0, 1, 2], vec![3]]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct DistrictGraph(UnGraph<(), ()>);

impl DistrictGraph {
    /// A graph of so many districts. Pairs may come in any order and more than once; a district is no neighbour of itself.
    ///
    /// # Errors
    /// A pair with a district that does not exist.
    pub fn new(
        districts: usize,
        neighbours: impl IntoIterator<Item = (usize, usize)>,
    ) -> Result<Self, NoSuchDistrict> {
        let mut pairs = Vec::new();
        for (a, b) in neighbours {
            if let Some(number) = [a, b].into_iter().find(|&d| d >= districts) {
                return Err(NoSuchDistrict { number, districts });
            }
            if a != b {
                pairs.push((a.min(b), a.max(b)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut graph = UnGraph::with_capacity(districts, pairs.len());
        (0..districts).for_each(|_| _ = graph.add_node(()));
        for (a, b) in pairs {
            graph.add_edge(NodeIndex::new(a), NodeIndex::new(b), ());
        }
        Ok(Self(graph))
    }

    /// The number of districts.
    pub fn len(&self) -> usize {
        self.0.node_count()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The neighbours of a district, by number; none if it does not exist.
    pub fn neighbours(&self, district: usize) -> Vec<usize> {
        let mut found: Vec<usize> =
            self.0.neighbors(NodeIndex::new(district)).map(NodeIndex::index).collect();
        found.sort_unstable();
        found
    }

    /// All pairs of neighbours, the smaller number first, in order.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> =
            self.0.raw_edges().iter().map(|e| (e.source().index(), e.target().index())).collect();
        found.sort_unstable();
        found
    }

    /// For every district the number of borders to cross on the shortest way from `home`; nothing for those that cannot be
    /// reached, and for all if `home` does not exist.
    ///
    /// Cost: linear in districts and pairs. Source: breadth-first search.
    pub fn hops(&self, home: usize) -> Vec<Option<u32>> {
        let mut hops = vec![None; self.len()];
        let Some(start) = hops.get_mut(home) else { return hops };
        *start = Some(0);
        let mut queue = VecDeque::from([(NodeIndex::new(home), 0)]);
        while let Some((here, steps)) = queue.pop_front() {
            for next in self.0.neighbors(here) {
                let known: &mut Option<u32> = &mut hops[next.index()];
                if known.is_none() {
                    *known = Some(steps + 1);
                    queue.push_back((next, steps + 1));
                }
            }
        }
        hops
    }

    /// The districts in groups that hang together, by smallest number; each group by number. One group if every district can
    /// be reached from every other.
    pub fn islands(&self) -> Vec<Vec<usize>> {
        let mut together = UnionFind::<usize>::new(self.len());
        for (a, b) in self.pairs() {
            together.union(a, b);
        }
        let mut number: BTreeMap<usize, usize> = BTreeMap::new();
        let mut islands: Vec<Vec<usize>> = Vec::new();
        for d in 0..self.len() {
            let i = *number.entry(together.find(d)).or_insert(islands.len());
            if i == islands.len() {
                islands.push(Vec::new());
            }
            islands[i].push(d);
        }
        islands
    }
}
