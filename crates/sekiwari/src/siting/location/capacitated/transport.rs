//! Who is served where once the sites are known: the transportation problem, in whole units.
//!
//! Points are added one after the other, each along a cheapest chain of moves that ends at a site with room (successive shortest paths,
//! Busacker and Gowen 1960). A chain is sought among sites, not points: from one site to another the cheapest move is that of the point
//! that minds it least.

/// Unit costs, and how much each site takes. The last site is "nowhere": it takes everybody, at the cost of not being served.
pub(super) struct Transport<'a> {
    pub(super) weights: &'a [u64],
    /// By point, then by site; [`NO_WAY`] where there is none.
    pub(super) unit: Vec<i64>,
    pub(super) room: Vec<u64>,
}

/// The cost of a way that does not exist: never used, and far from overflowing when two are added.
pub(super) const NO_WAY: i64 = i64::MAX / 4;

/// A cheapest way to serve all.
pub(super) struct Flow {
    /// Units by point, then by site.
    pub(super) units: Vec<u64>,
    pub(super) cost: i64,
    /// What one more unit of room is worth, by site.
    pub(super) rents: Vec<i64>,
}

/// The cheapest move from one site to another: what it costs, and whose it is.
type Edge = (i64, u32);
const NOBODY: Edge = (NO_WAY, u32::MAX);

struct Serving<'a> {
    t: &'a Transport<'a>,
    sites: usize,
    units: Vec<u64>,
    load: Vec<u64>,
    /// Points at each site.
    at: Vec<Vec<u32>>,
    /// By the site left, then by the site reached.
    edges: Vec<Edge>,
}

impl Transport<'_> {
    /// Finds a cheapest flow. Cost: a chain takes (sites)² and the points of the sites that it passes times sites; there are
    /// some more chains than points.
    pub(super) fn solve(&self) -> Flow {
        let sites = self.room.len();
        let mut s = Serving {
            t: self,
            sites,
            units: vec![0; self.unit.len()],
            load: vec![0; sites],
            at: vec![Vec::new(); sites],
            edges: vec![NOBODY; sites * sites],
        };
        for (i, &weight) in self.weights.iter().enumerate() {
            let mut left = weight;
            while left > 0 {
                left -= s.place(i, left);
            }
        }
        let cost =
            (0..self.unit.len()).filter(|&k| s.units[k] > 0).map(|k| s.units[k] as i64 * self.unit[k]).sum();
        Flow { rents: s.rents(), units: s.units, cost }
    }
}

impl Serving<'_> {
    fn unit(&self, point: usize, site: usize) -> i64 {
        self.t.unit[point * self.sites + site]
    }

    fn has_room(&self, site: usize) -> bool {
        self.load[site] < self.t.room[site]
    }

    /// Places up to so many units of a point along one chain; how many.
    fn place(&mut self, point: usize, most: u64) -> u64 {
        let sites = self.sites;
        let nearest = (0..sites).min_by_key(|&j| (self.unit(point, j), j)).unwrap_or(0);
        // Where the nearest site has room no chain is cheaper.
        let (mut way, mut from) = (vec![NO_WAY; sites], vec![usize::MAX; sites]);
        let mut end = nearest;
        if !self.has_room(nearest) {
            for (j, way) in way.iter_mut().enumerate() {
                *way = self.unit(point, j);
            }
            self.shorten(&mut way, &mut from);
            let open = (0..sites).filter(|&j| self.has_room(j));
            end = open.min_by_key(|&j| (way[j], j)).unwrap_or(sites - 1);
        }
        let mut amount = most.min(self.t.room[end] - self.load[end]);
        let mut j = end;
        while from[j] != usize::MAX {
            let a = from[j];
            amount = amount.min(self.units[self.edges[a * sites + j].1 as usize * sites + a]);
            j = a;
        }
        self.load[end] += amount;
        let mut j = end;
        let mut passed = vec![end];
        while from[j] != usize::MAX {
            let a = from[j];
            let who = self.edges[a * sites + j].1 as usize;
            self.put(who, j, amount);
            self.take(who, a, amount);
            passed.push(a);
            j = a;
        }
        self.put(point, j, amount);
        for j in passed {
            self.renew(j);
        }
        amount
    }

    fn put(&mut self, point: usize, site: usize, amount: u64) {
        let k = point * self.sites + site;
        if self.units[k] == 0 {
            self.at[site].push(point as u32);
        }
        self.units[k] += amount;
    }

    fn take(&mut self, point: usize, site: usize, amount: u64) {
        let k = point * self.sites + site;
        self.units[k] -= amount;
        if self.units[k] == 0 {
            self.at[site].retain(|&p| p as usize != point);
        }
    }

    /// Finds the cheapest moves away from a site again.
    fn renew(&mut self, site: usize) {
        let sites = self.sites;
        let row = &mut self.edges[site * sites..(site + 1) * sites];
        row.fill(NOBODY);
        for &p in &self.at[site] {
            let costs = &self.t.unit[p as usize * sites..(p as usize + 1) * sites];
            let here = costs[site];
            for (edge, &there) in row.iter_mut().zip(costs) {
                if there < NO_WAY && (there - here, p) < *edge {
                    *edge = (there - here, p);
                }
            }
        }
    }

    /// Shortest ways by moves, from those given. There is no ring of moves that saves anything, so this ends.
    fn shorten(&self, way: &mut [i64], from: &mut [usize]) {
        let sites = self.sites;
        let mut changed = true;
        while changed {
            changed = false;
            for a in 0..sites {
                if way[a] >= NO_WAY {
                    continue;
                }
                for (b, edge) in self.edges[a * sites..(a + 1) * sites].iter().enumerate() {
                    if b != a && edge.0 < NO_WAY && way[a] + edge.0 < way[b] {
                        (way[b], from[b], changed) = (way[a] + edge.0, a, true);
                    }
                }
            }
        }
    }

    /// How much would be saved by one more unit of room at each site: the cheapest chain of moves from it to a site with room.
    fn rents(&self) -> Vec<i64> {
        let sites = self.sites;
        let mut rent: Vec<i64> = (0..sites).map(|j| if self.has_room(j) { 0 } else { NO_WAY }).collect();
        let mut changed = true;
        while changed {
            changed = false;
            for a in 0..sites {
                for (b, edge) in self.edges[a * sites..(a + 1) * sites].iter().enumerate() {
                    if b != a && edge.0 < NO_WAY && rent[b] < NO_WAY && rent[b] + edge.0 < rent[a] {
                        (rent[a], changed) = (rent[b] + edge.0, true);
                    }
                }
            }
        }
        // A site that is full of nobody has no moves away from it; its room is worth what it would save at most.
        rent
    }
}
