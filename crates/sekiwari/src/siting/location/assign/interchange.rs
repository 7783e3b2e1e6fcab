//! Good choices: one site after the other, then interchange until no exchange of one site helps.
//!
//! Interchange: Teitz and Bart (1968), all exchanges valued in one pass over the points (Whitaker 1983; Resende and Werneck 2007):
//! what a site gains on its own, what closing one loses, and for pairs what is lost less than that.

use super::problem::{Limit, Problem};

/// Gains of opening, losses of closing, and what of the loss is spared if both happen.
struct Tables {
    gain: Vec<i64>,
    loss: Vec<i64>,
    /// By site to open, then by place of the site to close among the open ones.
    spared: Vec<i64>,
}

const NOBODY: u32 = u32::MAX;

fn tables(p: &Problem, open: &[bool], chosen: &[u32], pairs: bool) -> Tables {
    let width = chosen.len();
    let mut place = vec![NOBODY; p.sites];
    chosen.iter().enumerate().for_each(|(r, &j)| place[j as usize] = r as u32);
    let mut t = Tables {
        gain: vec![0; p.sites],
        loss: vec![0; width],
        spared: vec![0; if pairs { p.sites * width } else { 0 }],
    };
    for i in 0..p.points() {
        let (costs, sites) = p.list(i);
        let outside = p.outside[i];
        let (mut first, mut second, mut server) = (outside, outside, NOBODY);
        for (&c, &j) in costs.iter().zip(sites) {
            if open[j as usize] {
                if server == NOBODY {
                    (first, server) = (c, place[j as usize]);
                } else {
                    second = c;
                    break;
                }
            }
        }
        if server == NOBODY {
            for (&c, &j) in costs.iter().zip(sites) {
                t.gain[j as usize] += outside - c;
            }
            continue;
        }
        t.loss[server as usize] += second - first;
        if !pairs {
            for (&c, &j) in costs.iter().zip(sites).take_while(|(c, _)| **c < first) {
                t.gain[j as usize] += first - c;
            }
            continue;
        }
        for (&c, &j) in costs.iter().zip(sites).take_while(|(c, _)| **c < second) {
            t.gain[j as usize] += (first - c).max(0);
            t.spared[j as usize * width + server as usize] += second - c.max(first);
        }
    }
    t
}

fn spent(p: &Problem, chosen: &[u32]) -> u64 {
    chosen.iter().map(|&j| p.spend[j as usize]).sum()
}

fn chosen(open: &[bool]) -> Vec<u32> {
    (0..open.len() as u32).filter(|&j| open[j as usize]).collect()
}

/// Opens sites one after the other, each the best at its time, as long as it helps or the limit asks for more.
pub(super) fn complete(p: &Problem, open: &mut [bool]) {
    let mut now = chosen(open);
    loop {
        if matches!(p.limit, Limit::Exactly(k) | Limit::AtMost(k) if now.len() >= k) {
            return;
        }
        let left = match p.limit {
            Limit::Budget(b) => b.saturating_sub(spent(p, &now)),
            _ => u64::MAX,
        };
        let t = tables(p, open, &now, false);
        let fits = |&j: &usize| !open[j] && p.spend[j] <= left;
        // By gain per cost where something is paid, else by gain.
        let price = |j: usize| match p.limit {
            Limit::Budget(_) => p.spend[j] as i128,
            _ => i128::from(p.opening[j]),
        };
        let better = |a: usize, b: usize| {
            let (ga, gb) = (i128::from(t.gain[a]), i128::from(t.gain[b]));
            (ga * price(b), ga).cmp(&(gb * price(a), gb)).then(b.cmp(&a))
        };
        let best = match p.limit {
            Limit::Exactly(_) | Limit::AtMost(_) => {
                let net = |j: usize| t.gain[j] - p.opening[j];
                (0..p.sites).filter(fits).max_by(|&a, &b| net(a).cmp(&net(b)).then(b.cmp(&a)))
            }
            _ => {
                (0..p.sites).filter(fits).filter(|&j| t.gain[j] > p.opening[j]).max_by(|&a, &b| better(a, b))
            }
        };
        let Some(j) = best else { return };
        if t.gain[j] <= p.opening[j] && !matches!(p.limit, Limit::Exactly(_)) {
            return;
        }
        open[j] = true;
        now = chosen(open);
    }
}

/// Takes the best step of opening, closing or exchanging one site until none helps.
pub(super) fn improve(p: &Problem, open: &mut [bool]) {
    loop {
        let now = chosen(open);
        let width = now.len();
        let t = tables(p, open, &now, true);
        let paid = spent(p, &now);
        let (may_add, may_drop) = match p.limit {
            Limit::Any | Limit::Budget(_) => (true, true),
            Limit::Exactly(_) => (false, false),
            Limit::AtMost(k) => (width < k, true),
        };
        let fits = |add: u64, drop: u64| match p.limit {
            Limit::Budget(b) => paid - drop + add <= b,
            _ => true,
        };
        // The gain, the site to open and the place of the one to close.
        let mut best: (i64, Option<usize>, Option<usize>) = (0, None, None);
        let mut consider = |gain: i64, add: Option<usize>, drop: Option<usize>| {
            if gain > best.0 {
                best = (gain, add, drop);
            }
        };
        if may_drop {
            for (r, &j) in now.iter().enumerate() {
                consider(p.opening[j as usize] - t.loss[r], None, Some(r));
            }
        }
        for a in (0..p.sites).filter(|&a| !open[a]) {
            let own = t.gain[a] - p.opening[a];
            if may_add && fits(p.spend[a], 0) {
                consider(own, Some(a), None);
            }
            let spared = &t.spared[a * width..(a + 1) * width];
            for (r, &j) in now.iter().enumerate() {
                let gain = own - t.loss[r] + spared[r] + p.opening[j as usize];
                if gain > 0 && fits(p.spend[a], p.spend[j as usize]) {
                    consider(gain, Some(a), Some(r));
                }
            }
        }
        let (gain, add, drop) = best;
        if gain <= 0 {
            return;
        }
        if let Some(r) = drop {
            open[now[r] as usize] = false;
        }
        if let Some(a) = add {
            open[a] = true;
        }
    }
}
