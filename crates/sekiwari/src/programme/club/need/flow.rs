//! The largest flow and the cut beside it (Dinic 1970).

/// A network between a source (0) and a sink (1).
pub(super) struct Network {
    /// Arcs from each node; an arc and its reverse are neighbours in `arcs`.
    from: Vec<Vec<usize>>,
    /// Head and what is left.
    arcs: Vec<(usize, i64)>,
    depth: Vec<u32>,
    next: Vec<usize>,
}

/// Where flow begins.
pub(super) const SOURCE: usize = 0;
/// Where it ends.
pub(super) const SINK: usize = 1;

impl Network {
    pub(super) fn new(nodes: usize) -> Self {
        Self { from: vec![Vec::new(); nodes], arcs: Vec::new(), depth: Vec::new(), next: Vec::new() }
    }

    pub(super) fn arc(&mut self, tail: usize, head: usize, capacity: i64) {
        self.from[tail].push(self.arcs.len());
        self.arcs.push((head, capacity));
        self.from[head].push(self.arcs.len());
        self.arcs.push((tail, 0));
    }

    /// Sends as much as possible.
    pub(super) fn fill(&mut self) {
        while self.layer() {
            self.next = vec![0; self.from.len()];
            while self.push(SOURCE, i64::MAX) > 0 {}
        }
    }

    /// Nodes that more flow could still reach: the side of the source of the smallest cut nearest to it.
    pub(super) fn reached(&mut self) -> Vec<bool> {
        self.layer();
        self.depth.iter().map(|&d| d != u32::MAX).collect()
    }

    fn layer(&mut self) -> bool {
        self.depth = vec![u32::MAX; self.from.len()];
        self.depth[SOURCE] = 0;
        let mut queue = vec![SOURCE];
        let mut at = 0;
        while let Some(&node) = queue.get(at) {
            at += 1;
            for &a in &self.from[node] {
                let (head, left) = self.arcs[a];
                if left > 0 && self.depth[head] == u32::MAX {
                    self.depth[head] = self.depth[node] + 1;
                    queue.push(head);
                }
            }
        }
        self.depth[SINK] != u32::MAX
    }

    /// Paths are as long as the layers are many: three or a few more.
    fn push(&mut self, node: usize, most: i64) -> i64 {
        if node == SINK {
            return most;
        }
        while let Some(&a) = self.from[node].get(self.next[node]) {
            let (head, left) = self.arcs[a];
            if left > 0 && self.depth[head] == self.depth[node] + 1 {
                let sent = self.push(head, most.min(left));
                if sent > 0 {
                    self.arcs[a].1 -= sent;
                    self.arcs[a ^ 1].1 += sent;
                    return sent;
                }
            }
            self.next[node] += 1;
        }
        0
    }
}
