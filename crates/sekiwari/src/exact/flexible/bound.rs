//! The most children that any division could seat.

use super::Sites;
use crate::market::{Market, PoolId};
use petgraph::algo::dinics;
use petgraph::graph::DiGraph;
use std::collections::BTreeSet;

/// A bound on the children seated by any feasible allocation of any division of the sites in `open`. Cost: one maximum flow on as many arcs
/// as claims.
pub(super) fn most_seated(market: &Market, sites: &Sites<'_>, open: &[usize]) -> u32 {
    let children = market.child_count() as u32;
    let mut graph: DiGraph<(), u32> = DiGraph::new();
    let (source, sink) = (graph.add_node(()), graph.add_node(()));
    let free: BTreeSet<PoolId> = open.iter().flat_map(|&s| sites.pools[s].iter().copied()).collect();
    // Sets by size, so that the smallest that holds a pool or another set comes first.
    let mut sets: Vec<(BTreeSet<PoolId>, u32)> = sites
        .most
        .iter()
        .map(|(pools, most)| (pools.iter().copied().collect::<BTreeSet<_>>(), *most))
        .filter(|(pools, _)| !pools.is_empty() && pools.is_subset(&free))
        .collect();
    sets.sort_by(|a, b| (a.0.len(), &a.0, a.1).cmp(&(b.0.len(), &b.0, b.1)));
    let set_nodes: Vec<_> = sets.iter().map(|_| graph.add_node(())).collect();
    let above = |pools: &BTreeSet<PoolId>, from: usize| {
        (from..sets.len()).find(|&i| pools.is_subset(&sets[i].0)).map(|i| set_nodes[i])
    };
    for (i, (pools, most)) in sets.iter().enumerate() {
        graph.add_edge(set_nodes[i], above(pools, i + 1).unwrap_or(sink), *most);
    }
    let pool_nodes: Vec<_> = (0..market.pools().len() as u32)
        .map(|p| {
            let (pool, node) = (PoolId::new(p), graph.add_node(()));
            match free.contains(&pool) {
                true => {
                    let one = BTreeSet::from([pool]);
                    graph.add_edge(node, above(&one, 0).unwrap_or(sink), children);
                }
                false => {
                    graph.add_edge(node, sink, market.pool(pool).seats);
                }
            }
            node
        })
        .collect();
    let child_nodes: Vec<_> = (0..children)
        .map(|_| {
            let node = graph.add_node(());
            graph.add_edge(source, node, 1);
            node
        })
        .collect();
    let mut named: Vec<(usize, usize)> = market
        .households()
        .flat_map(|h| market.wishes(h))
        .flat_map(|w| market.claims(w).iter().map(|c| (c.child.index(), c.pool.index())))
        .collect();
    named.sort_unstable();
    named.dedup();
    for (child, pool) in named {
        graph.add_edge(child_nodes[child], pool_nodes[pool], 1);
    }
    let (flow, _) = dinics(&graph, source, sink);
    // Nor does any household seat more than its largest wish.
    let largest = |h| market.wishes(h).map(|w| market.seated_by(w)).max().unwrap_or(0);
    flow.min(market.households().map(largest).sum())
}
