//! Prints markets as lines of JSON (`common/mod.rs` has the format).
//!
//! ```text
//! market_json knots  --seeds A..B [--children N] ...          one market a seed, of `knotted_market`
//! market_json round  --seeds A..B --children N ... [--weak]   rounds of `generate`, compiled
//! market_json folder DIR [--weak]                             a round folder, compiled
//! ```
//!
//! Seeds include both ends. The other options are the fields of `KnotOptions` and `Options`, written with hyphens and
//! without `-permille`. Ties are broken by the lottery (by the seed; a folder has its own) unless `--weak` is given.

mod common;

use common::{Named, write};
use sekiwari::Lang;
use sekiwari::priority::Lottery;
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{Round, compile};
use sekiwari_files::round::read_round;
use sekiwari_synth::{KnotOptions, Options, generate, knotted_market};
use std::error::Error;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let what = args.next().unwrap_or_default();
    let folder = if what == "folder" { args.next() } else { None };
    let flags = Flags::read(args)?;
    let mut out = BufWriter::new(stdout().lock());
    match (what.as_str(), folder) {
        ("knots", None) => {
            flags.allow(&[
                "seeds",
                "children",
                "regions",
                "pools",
                "seats",
                "siblings",
                "clash",
                "knots",
                "links",
                "holders",
                "class-size",
            ])?;
            for seed in flags.seeds()? {
                let market = knotted_market(&knots(&flags, seed)).map_err(|e| format!("{e:?}"))?;
                writeln!(out, "{}", write(&Named { name: format!("knots-{seed}"), seed, market }))?;
            }
        }
        ("round", None) => {
            flags.allow(&[
                "seeds",
                "children",
                "facilities",
                "seats",
                "siblings",
                "transfers",
                "shared",
                "noise",
                "joint-wishes",
                "list-length",
                "tie-step",
                "weak",
            ])?;
            for seed in flags.seeds()? {
                let options = round(&flags, seed)?;
                let round = Round::new(generate(&options)).map_err(|e| format!("{e:?}"))?;
                let name = format!("round-{}-{seed}", options.children);
                writeln!(out, "{}", write(&compiled(&round, name, seed, flags.has("weak"))?))?;
            }
        }
        ("folder", Some(dir)) => {
            flags.allow(&["weak"])?;
            let (loaded, findings) = read_round(Path::new(&dir));
            let loaded = loaded.ok_or_else(|| findings.render_capped(Lang::En, 5))?;
            let seed = loaded.settings.lottery_seed;
            writeln!(out, "{}", write(&compiled(&loaded.round, dir, seed, flags.has("weak"))?))?;
        }
        _ => return Err("knots, round or folder DIR; the options are in the source".into()),
    }
    out.flush()?;
    Ok(())
}

fn compiled(round: &Round, name: String, seed: u64, weak: bool) -> Result<Named, Box<dyn Error>> {
    let compiled =
        compile(round, Lottery::new(seed), JointOptions::default()).map_err(|e| format!("{e:?}"))?;
    Ok(Named { name, seed, market: if weak { compiled.market } else { compiled.strict() } })
}

fn knots(flags: &Flags, seed: u64) -> KnotOptions {
    let drawn = KnotOptions::drawn(seed);
    KnotOptions {
        children: flags.number("children").unwrap_or(drawn.children),
        seed,
        regions: flags.number("regions").unwrap_or(drawn.regions),
        pools: flags.number("pools").unwrap_or(drawn.pools),
        seats_permille: flags.number("seats").unwrap_or(drawn.seats_permille),
        sibling_permille: flags.number("siblings").unwrap_or(drawn.sibling_permille),
        clash_permille: flags.number("clash").unwrap_or(drawn.clash_permille),
        knot_permille: flags.number("knots").unwrap_or(drawn.knot_permille),
        link_permille: flags.number("links").unwrap_or(drawn.link_permille),
        holder_permille: flags.number("holders").unwrap_or(drawn.holder_permille),
        class_size: flags.number("class-size").unwrap_or(drawn.class_size),
    }
}

fn round(flags: &Flags, seed: u64) -> Result<Options, String> {
    let defaults = Options::new(flags.number("children").ok_or("--children is missing")?, seed);
    Ok(Options {
        facilities: flags.number("facilities"),
        seats_permille: flags.number("seats").unwrap_or(defaults.seats_permille),
        sibling_permille: flags.number("siblings").unwrap_or(defaults.sibling_permille),
        transfer_permille: flags.number("transfers").unwrap_or(defaults.transfer_permille),
        shared_permille: flags.number("shared").unwrap_or(defaults.shared_permille),
        priority_noise: flags.number("noise").unwrap_or(defaults.priority_noise),
        joint_wishes_permille: flags.number("joint-wishes").unwrap_or(defaults.joint_wishes_permille),
        list_length: flags.number("list-length"),
        tie_step: flags.number("tie-step").unwrap_or(defaults.tie_step),
        ..defaults
    })
}

/// `--name value` pairs, and names alone.
struct Flags(Vec<(String, Option<String>)>);

impl Flags {
    fn read(args: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut flags: Vec<(String, Option<String>)> = Vec::new();
        for arg in args {
            match arg.strip_prefix("--") {
                Some(name) => flags.push((name.to_owned(), None)),
                None => match flags.last_mut() {
                    Some((_, value @ None)) => *value = Some(arg),
                    _ => return Err(format!("what is {arg}?")),
                },
            }
        }
        Ok(Self(flags))
    }

    /// Refuses unknown names and values that are no numbers.
    fn allow(&self, names: &[&str]) -> Result<(), String> {
        for (name, value) in &self.0 {
            if !names.contains(&name.as_str()) {
                return Err(format!("unknown option --{name}"));
            }
            let needs_number = name != "seeds" && name != "weak";
            if needs_number && value.as_ref().is_none_or(|v| v.parse::<u32>().is_err()) {
                return Err(format!("--{name} needs a number"));
            }
        }
        Ok(())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name)?.1.as_deref()
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }

    fn number(&self, name: &str) -> Option<u32> {
        self.get(name)?.parse().ok()
    }

    fn seeds(&self) -> Result<std::ops::RangeInclusive<u64>, String> {
        let text = self.get("seeds").ok_or("--seeds A..B is missing")?;
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        match (from.parse(), to.parse()) {
            (Ok(from), Ok(to)) => Ok(from..=to),
            _ => Err(format!("--seeds {text}: A..B")),
        }
    }
}
