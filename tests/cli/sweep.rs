//! `sweep` and `sweep-merge`: against `whatif`, in shards, stopped and gone on with.

use crate::args;
use crate::support::{Ran, copy_round, entries, files, generated, root, run, sekiwari};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread::sleep;
use std::time::Duration;
use tempfile::{TempDir, tempdir};

fn soja() -> PathBuf {
    root().join("data/soja")
}

fn scenario(name: &str) -> String {
    soja().join("scenarios").join(name).to_str().unwrap().to_owned()
}

/// A sweep file beside its outputs.
struct Place {
    dir: TempDir,
    file: PathBuf,
}

impl Place {
    fn new(text: &str) -> Self {
        let dir = tempdir().unwrap();
        let file = dir.path().join("s.toml");
        fs::write(&file, text).unwrap();
        Self { dir, file }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn try_run(&self, round: &Path, out: &str, more: &[&str]) -> Ran {
        let mut args: Vec<OsString> = args!["sweep", round, &self.file, "--out", self.path(out)].to_vec();
        args.extend(more.iter().map(Into::into));
        run(args)
    }

    fn run(&self, round: &Path, out: &str, more: &[&str]) -> Vec<(String, Vec<u8>)> {
        self.try_run(round, out, more).exits(0);
        files(&self.path(out))
    }
}

/// The rows of a table by title.
fn rows(dir: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(dir.join(name)).unwrap();
    let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    table.deserialize().map(Result::unwrap).collect()
}

/// Every figure of `effects.csv` that sweeps have: by figure, district and class the mean, interval and difference.
fn effects(dir: &Path) -> BTreeMap<[String; 3], [String; 4]> {
    let crossed = |r: &BTreeMap<String, String>| r["district_id"] != "*" && r["class"] != "*";
    let none = |r: &BTreeMap<String, String>| r["figure"] == "median_metres";
    rows(dir, "effects.csv")
        .into_iter()
        .filter(|r| !crossed(r) && !none(r))
        .map(|r| {
            let of = |name: &str| r[name].clone();
            let key = [of("figure"), of("district_id"), of("class")];
            (key, ["after_mean", "after_low", "after_high", "difference"].map(of))
        })
        .collect()
}

/// The same of one combination.
fn swept(dir: &Path, point: u32) -> BTreeMap<[String; 3], [String; 4]> {
    let own = |r: &BTreeMap<String, String>| r["point"] == point.to_string();
    let mut figures = BTreeMap::new();
    for row in rows(dir, "sweep.csv").into_iter().chain(rows(dir, "sweep_groups.csv")).filter(own) {
        let of = |name: &str| row.get(name).cloned().unwrap_or_else(|| "*".to_owned());
        for name in row.keys().filter_map(|k| k.strip_suffix("_difference")) {
            let cells = ["mean", "low", "high", "difference"].map(|end| of(&format!("{name}_{end}")));
            figures.insert([name.to_owned(), of("district_id"), of("class")], cells);
        }
    }
    figures
}

#[track_caller]
fn same_as_whatif(files: &[&str], more: &[&str]) {
    let axes = files.iter().enumerate().map(|(i, name)| {
        format!("[[axis]]\nname = \"axis {i}\"\nfiles = [\"none\", {:?}]\n", scenario(name))
    });
    let place = Place::new(&axes.collect::<String>());
    place.run(&soja(), "sweep", more);
    let mut args: Vec<OsString> = args!["whatif", soja()].to_vec();
    args.extend(files.iter().map(|name| scenario(name).into()));
    args.extend(args!["--out", place.path("whatif")]);
    args.extend(more.iter().map(Into::into));
    run(args).exits(0);
    let last = 1 << files.len();
    let (own, other) = (swept(&place.path("sweep"), last), effects(&place.path("whatif")));
    assert!(other.len() > 60, "{}", other.len());
    for (key, cells) in other {
        assert_eq!(own.get(&key), Some(&cells), "{files:?} {key:?}");
    }
    // The first combination changes nothing.
    for (key, cells) in swept(&place.path("sweep"), 1) {
        assert!(["0", ""].contains(&cells[3].as_str()), "{key:?}: {cells:?}");
    }
}

#[test]
fn a_combination_is_what_whatif_says_of_its_scenarios() {
    same_as_whatif(&["new-nursery.toml"], &["--draws", "4", "--seed", "3"]);
    same_as_whatif(&["close.toml"], &["--draws", "3"]);
    same_as_whatif(&["fewer-teachers.toml", "more-ones.toml"], &["--draws", "3"]);
    same_as_whatif(&["another-rule.toml", "new-nursery.toml"], &["--behaviour", "near"]);
    same_as_whatif(&["more-ones.toml", "new-nursery.toml"], &["--draws", "2", "--seed", "9"]);
}

#[test]
fn an_axis_of_what_families_do_holds_for_all_scenarios() {
    let dir = tempdir().unwrap();
    let (out, sample) = (dir.path().join("out"), soja().join("sweeps/popularity.toml"));
    run(args!["sweep", soja(), sample, "--out", &out, "--draws", "3"]).exits(0);
    // Popularity 1 by none, near and model.
    for (point, mode) in [(4, "none"), (5, "near"), (6, "model")] {
        let told = dir.path().join(mode);
        let args = args![
            "whatif",
            soja(),
            scenario("new-nursery.toml"),
            "--behaviour",
            mode,
            "--draws",
            "3",
            "--out",
            &told
        ];
        run(args).exits(0);
        let own = swept(&out, point);
        for (key, cells) in effects(&told) {
            assert_eq!(own.get(&key), Some(&cells), "{mode} {key:?}");
        }
    }
    let of = |point: usize| rows(&out, "sweep.csv")[point - 1]["seated_mean"].parse::<f64>().unwrap();
    assert!(of(9) > of(3), "more list it where it is more popular: {} {}", of(9), of(3));
}

#[test]
fn another_rulebook_and_another_lottery_are_places_like_any_other() {
    let place = Place::new(
        "[[axis]]\nname = \"book\"\nfiles = [\"none\", \"book.toml\"]\n\n\
         [[axis]]\nname = \"lottery\"\nvalues = [1, 2]\n[axis.rules]\nlottery_seed = \"{value}\"\n",
    );
    let book = fs::read_to_string(soja().join("kurashiki-r8.toml")).unwrap();
    let (head, tail) = book.split_at(book.find("id = \"single-parent\"").unwrap());
    let changed = format!("{head}{}", tail.replacen("points = 1", "points = 30", 1));
    fs::write(place.path("draft.toml"), &changed).unwrap();
    fs::write(place.path("book.toml"), "[rules]\nrulebook = \"draft.toml\"\n").unwrap();
    place.run(&soja(), "out", &[]);
    let seated = |dir: &Path| {
        let text = fs::read_to_string(dir.join("result.json")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        [&json["seated"], &json["placed"], &json["blocking_households"]].map(ToString::to_string)
    };
    let round = place.path("round");
    copy_round(&soja(), &round, |name, bytes| match name {
        "kurashiki-r8.toml" => changed.clone().into_bytes(),
        _ => bytes,
    });
    let rows = rows(&place.path("out"), "sweep_runs.csv");
    for (row, (round, seed)) in
        rows.iter().zip([(&soja(), "1"), (&soja(), "2"), (&round, "1"), (&round, "2")])
    {
        run(args!["allocate", round, "--seed", seed, "--out", place.path("told")]).exits(0);
        let own = ["seated", "placed", "blocking_households"].map(|name| row[name].clone());
        assert_eq!(own, seated(&place.path("told")), "{row:?}");
    }
    assert_eq!(rows.len(), 4, "nothing is drawn");
    // Somebody changes the rulebook: that is another sweep.
    place.run(&soja(), "part", &["--shard", "1/2"]);
    fs::write(place.path("draft.toml"), changed.replacen("points = 30", "points = 31", 1)).unwrap();
    place.run(&soja(), "rest", &["--shard", "2/2"]);
    let args =
        args!["sweep-merge", place.path("part"), place.path("rest"), "--out", place.path("all"), "--json"];
    let told = run(args).exits(1).json();
    assert_eq!(told["findings"][0]["code"], "E2114", "{told}");
}

/// Seats by growth by lottery: 2 x 3 x 2 combinations, all of them drawn three times.
fn small() -> Place {
    Place::new(
        "draws = 3\n[[axis]]\nname = \"seats\"\nvalues = [0, 1]\n[[axis.resize]]\nfacility_id = \"F1\"\nclass = 1\nchange = \"{value}\"\n\n\
         [[axis]]\nname = \"growth\"\nvalues = [0, 40, 80]\n[[axis.demand]]\npercent = \"{value}\"\n\n\
         [[axis]]\nname = \"lottery\"\nvalues = [1, 2]\n[axis.rules]\nlottery_seed = \"{value}\"\n",
    )
}

fn tiny() -> PathBuf {
    root().join("data/tiny")
}

#[test]
fn same_bytes_for_any_number_of_threads_and_in_any_shards() {
    let place = small();
    let whole = place.run(&tiny(), "one", &["--threads", "1"]);
    let names: Vec<&str> = whole.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["sweep.csv", "sweep.json", "sweep_groups.csv", "sweep_runs.csv"]);
    assert_eq!(place.run(&tiny(), "three", &["--threads", "3"]), whole);
    assert_ne!(place.run(&tiny(), "seed", &["--seed", "2"]), whole);
    for of in [1, 2, 3, 5, 50] {
        let mut args: Vec<OsString> = args!["sweep-merge"].to_vec();
        // The last one first.
        for i in (1..=of).rev() {
            let name = format!("shard{i}of{of}");
            place.run(&tiny(), &name, &["--shard", &format!("{i}/{of}")]);
            assert_eq!(entries(&place.path(&name)), ["sweep_shard.json", "sweep_shard.runs"]);
            args.push(place.path(&name).into());
        }
        args.extend(args!["--out", place.path("merged")]);
        run(args).exits(0);
        assert_eq!(files(&place.path("merged")), whole, "{of}");
    }
    // Nothing is left beside the outputs.
    assert!(entries(place.dir.path()).iter().all(|name| !name.ends_with(".runs") && !name.starts_with('.')));
}

#[test]
fn a_run_that_ended_anywhere_goes_on_as_if_it_had_not() {
    let place = small();
    let whole = place.run(&tiny(), "whole", &[]);
    place.run(&tiny(), "shard", &["--shard", "1/1"]);
    let runs = fs::read(place.path("shard/sweep_shard.runs")).unwrap();
    let ends: Vec<usize> = (0..runs.len()).filter(|&i| runs[i] == b'\n').map(|i| i + 1).collect();
    assert!(ends.len() > 20);
    let record = place.path("out.runs");
    let inside = |pair: &[usize]| pair[0] + (pair[1] - pair[0]) / 2;
    let cuts: Vec<usize> =
        [0, ends[0] / 2].into_iter().chain(ends.iter().copied()).chain(ends.windows(2).map(inside)).collect();
    for cut in cuts {
        fs::write(&record, &runs[..cut]).unwrap();
        assert_eq!(place.run(&tiny(), "out", &["--resume"]), whole, "{cut} of {}", runs.len());
        assert!(!record.exists());
    }
    // With nothing there it simply begins.
    assert_eq!(place.run(&tiny(), "out", &["--resume"]), whole);
}

#[test]
fn going_on_with_something_else_is_refused_and_what_is_done_is_not_lost() {
    let place = small();
    place.run(&tiny(), "shard", &["--shard", "1/1"]);
    let runs = fs::read(place.path("shard/sweep_shard.runs")).unwrap();
    let record = place.path("out.runs");
    fs::write(&record, &runs[..runs.len() - 20]).unwrap();
    let without = place.try_run(&tiny(), "out", &["--lang", "en"]).exits(2);
    assert!(without.err.contains("--resume"), "{}", without.err);
    let refused = |round: &Path, more: &[&str]| {
        let told = place.try_run(round, "out", &[&["--resume", "--json"], more].concat()).exits(1).json();
        assert_eq!(told["findings"][0]["code"], "E2111", "{told}");
        told["findings"][0]["args"]["different_en"].as_str().unwrap_or_default().to_owned()
            + &told["findings"][0]["cause"]["en"].to_string()
    };
    assert!(refused(&tiny(), &["--draws", "4"]).contains("draws, seed"));
    assert!(refused(&tiny(), &["--shard", "1/2"]).contains("the shard"));
    let other = place.path("round");
    let renamed = |name: &str, bytes: Vec<u8>| match name {
        "round.toml" => {
            String::from_utf8(bytes).unwrap().replacen("name = \"", "name = \"another ", 1).into_bytes()
        }
        _ => bytes,
    };
    copy_round(&tiny(), &other, renamed);
    assert!(refused(&other, &[]).contains("the round"));
    let text = fs::read_to_string(&place.file).unwrap();
    fs::write(&place.file, text.replace("values = [0, 1]", "values = [0, 2]")).unwrap();
    assert!(refused(&tiny(), &[]).contains("the sweep"));
    assert_eq!(fs::read(&record).unwrap(), &runs[..runs.len() - 20], "kept as it was");
    assert!(!place.path("out").exists());
    fs::write(&record, "something else\n").unwrap();
    let told = place.try_run(&tiny(), "out", &["--resume", "--json"]).exits(1).json();
    assert_eq!(told["findings"][0]["code"], "E2112");
}

#[cfg(unix)]
#[test]
fn an_interrupt_keeps_what_is_done() {
    let place = Place::new(
        "[[axis]]\nname = \"lottery\"\nvalues = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]\n\
         [axis.rules]\nlottery_seed = \"{value}\"\n\n[[axis]]\nname = \"seats\"\nvalues = [0, 1, 2, 3, 4, 5]\n\
         [[axis.resize]]\nfacility_id = \"F001\"\nclass = 1\nchange = \"{value}\"\n",
    );
    let round = generated(place.dir.path(), 1_500);
    let whole = place.run(&round, "whole", &[]);
    let (out, record) = (place.path("out"), place.path("out.runs"));
    let mut lines = 0;
    for attempt in 0..5 {
        let child = sekiwari()
            .args(args!["sweep", &round, &place.file, "--out", &out, "--resume", "--lang", "en"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Once it has done something more.
        let count = || fs::read(&record).map_or(0, |b| b.iter().filter(|&&b| b == b'\n').count());
        for _ in 0..2_000 {
            if count() > lines + 3 {
                break;
            }
            sleep(Duration::from_millis(10));
        }
        let id = child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        let ended = Ran::of(child.wait_with_output().unwrap());
        if ended.code == 0 {
            // Faster than the signal.
            assert!(attempt > 0, "never stopped");
            break;
        }
        assert_eq!((ended.code, out.exists()), (2, false), "{}", ended.err);
        assert!(ended.err.contains("of 121 runs are kept"), "{}", ended.err);
        let now = count();
        assert!(now > lines, "{now} {lines}");
        lines = now;
    }
    assert_eq!(place.run(&round, "out", &["--resume"]), whole);
    assert!(!record.exists());
}

#[test]
fn combinations_that_do_not_fit_are_told_once_with_where() {
    let place = Place::new(
        "[[axis]]\nname = \"first\"\nfiles = [\"none\", \"opens.toml\"]\n\n\
         [[axis]]\nname = \"then\"\nvalues = [1, 2]\n[[axis.resize]]\nfacility_id = \"N9\"\nclass = 0\nchange = \"{value}\"\n\n\
         [[axis]]\nname = \"last\"\nvalues = [\"F1\", \"FX\"]\n[[axis.close]]\nfacility_id = \"{value}\"\nrelease = true\n",
    );
    fs::write(
        place.path("opens.toml"),
        "[[open]]\nfacility_id = \"N9\"\nseats = [{ class = 0, seats = 2 }]\n",
    )
    .unwrap();
    let told = place.try_run(&tiny(), "out", &["--json", "--behaviour", "none"]).exits(1).json();
    let list: Vec<(&str, &str, u64)> = told["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            let text = |v: &'static str| f[v].as_str().unwrap_or_default();
            (text("code"), text("value"), f["place"]["line"].as_u64().unwrap_or_default())
        })
        .collect();
    let expected = [
        ("E2001", "N9", 8),
        ("N2110", "first=none, then=1", 8),
        ("E2001", "FX", 16),
        ("N2110", "first=opens, then=1, last=FX", 16),
    ];
    assert_eq!(list, expected, "{told:#}");
    let cause = |i: usize| told["findings"][i]["cause"]["en"].as_str().unwrap().to_owned();
    assert!(cause(1).contains("at 4 of 8") && cause(3).contains("at 2 of 8"), "{} {}", cause(1), cause(3));
    assert_eq!(entries(place.dir.path()), ["opens.toml", "s.toml"]);
}

#[test]
fn a_rule_that_cannot_decide_a_combination_is_told_with_it() {
    let place = Place::new(
        "[[axis]]\nname = \"rule\"\nvalues = [\"points-order\", \"cutoff\"]\n[axis.rules]\nmechanism = \"{value}\"\n",
    );
    let told = place.try_run(&soja(), "out", &["--json"]).exits(1).json();
    assert_eq!(told["findings"][0]["code"], "E2109", "{told:#}");
    assert_eq!(told["findings"][0]["value"], "rule=cutoff");
    assert_eq!(entries(place.dir.path()), ["s.toml"]);
}

#[test]
fn everything_wrong_with_a_file_is_told_and_nothing_is_written() {
    let place = Place::new(
        "draws = 0\n[[axis]]\nname = \"a\"\nvalues = [1]\n[[axis]]\nname = \"b\"\nfiles = [\"gone.toml\"]\n",
    );
    let told = place.try_run(&tiny(), "out", &["--json"]).exits(1).json();
    let codes: Vec<&str> =
        told["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["E0608", "E2105", "E2107"], "{told:#}");
    assert_eq!(entries(place.dir.path()), ["s.toml"]);
    let many = (0..101).map(|i| i.to_string()).collect::<Vec<_>>().join(", ");
    let axis = |name: &str| {
        format!(
            "[[axis]]\nname = \"{name}\"\nvalues = [{many}]\n[axis.rules]\nlottery_seed = \"{{value}}\"\n"
        )
    };
    fs::write(&place.file, [axis("a"), axis("b"), axis("c")].concat()).unwrap();
    let told = place.try_run(&tiny(), "out", &["--json"]).exits(1).json();
    assert_eq!(told["findings"][0]["code"], "E2108");
}

#[test]
fn what_cannot_run_says_so() {
    let place = small();
    for wrong in ["0/3", "4/3", "2", "a/b"] {
        place.try_run(&tiny(), "out", &["--shard", wrong]).exits(2);
    }
    place.try_run(&root().join("data/daily"), "out", &[]).exits(2);
    fs::create_dir(place.path("taken")).unwrap();
    fs::write(place.path("taken/mine.txt"), "x").unwrap();
    place.try_run(&tiny(), "taken", &[]).exits(2);
    assert_eq!(entries(place.dir.path()), ["s.toml", "taken"]);
    run(args!["sweep", tiny(), place.path("none.toml"), "--out", place.path("out")]).exits(2);
    run(args!["sweep-merge", place.path("none"), "--out", place.path("out")]).exits(2);
    let told =
        run(args!["sweep-merge", place.path("taken"), "--out", place.path("out"), "--json"]).exits(1).json();
    assert_eq!(told["findings"][0]["code"], "E2113");
}

#[test]
fn the_samples_run_and_say_what_comes_of_them() {
    for name in ["nursery-and-growth", "popularity", "rule-and-lottery"] {
        let dir = tempdir().unwrap();
        let file = soja().join(format!("sweeps/{name}.toml"));
        let out = dir.path().join("out");
        let args = args!["sweep", soja(), file, "--out", &out, "--draws", "2", "--lang", "en"];
        let told = run(args).exits(0).out;
        assert!(told.contains("combinations") && told.contains("today: "), "{told}");
        let json: serde_json::Value =
            serde_json::from_slice(&fs::read(out.join("sweep.json")).unwrap()).unwrap();
        let points = json["points"].as_array().unwrap();
        assert_eq!(points.len(), rows(&out, "sweep.csv").len());
        assert_eq!(json["runs"].as_u64().unwrap() as usize, rows(&out, "sweep_runs.csv").len());
        // By class and by district the same as all together.
        for point in points {
            let number = point["point"].to_string();
            let seated =
                point["figures"].as_array().unwrap().iter().find(|f| f["figure"] == "seated").unwrap();
            for by in ["class", "district_id"] {
                let own = rows(&out, "sweep_groups.csv").into_iter();
                let own = own.filter(|r| r["point"] == number && r[by] != "*");
                let sum: f64 = own.map(|r| r["seated_mean"].parse::<f64>().unwrap()).sum();
                assert!((sum - seated["mean"].as_f64().unwrap()).abs() < 0.01, "{name} {number} {by}");
            }
        }
    }
}
