//! probe
use sekiwari::exact::{Control, Options as XO, prove};
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::{Round, compile, siblings::JointOptions};
use sekiwari_synth::{Options, generate};
use std::time::Instant;
fn main() {
    let a: Vec<u32> = std::env::args().skip(1).map(|x| x.parse().unwrap()).collect();
    let (children, sib, noise, from, to) = (a[0], a[1], a[2], a[3], a[4]);
    for seed in u64::from(from)..=u64::from(to) {
        let o = Options { sibling_permille: sib, priority_noise: noise, ..Options::new(children, seed) };
        let round = Round::new(generate(&o)).unwrap();
        let c = compile(&round, Lottery::new(1), JointOptions::default()).unwrap();
        let m = c.strict();
        let t = Instant::now();
        let stop = || t.elapsed().as_secs_f64() > 60.0;
        let tell = |_s| ();
        let out = prove(&m, &XO::default(), &Control::new(&stop, &tell)).unwrap();
        let dt = t.elapsed().as_secs_f64();
        let groups: Vec<String> = out
            .certificate
            .iter()
            .flat_map(|c| &c.groups)
            .map(|g| {
                format!(
                    "{}:{}x{:.0}",
                    g.at_least,
                    g.cores.len(),
                    g.cores.iter().map(|c| c.households.len() as f64).sum::<f64>() / g.cores.len() as f64
                )
            })
            .collect();
        let parts =
            out.certificate.iter().flat_map(|c| &c.parts).map(|p| p.households.len()).max().unwrap_or(0);
        let out = out.outcome;
        let v = sekiwari::verify::certify(&m, out.allocation.clone()).unwrap();
        println!(
            "{children} sib{sib} noise{noise} seed{seed} wishes{} {:?} block {} lb {} seated {} max {} nodes {} {:.1}ms groups {} part {parts}",
            m.wish_count(),
            out.status,
            v.verdict().blocking_households(),
            out.bounds.blocking_households_min,
            out.allocation.tally(&m).seated(),
            out.bounds.seated_max,
            out.statistics.proposals,
            dt * 1e3,
            groups.join(" ")
        );
    }
}
