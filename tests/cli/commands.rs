//! Every command does its work and says so.

use crate::args;
use crate::support::{copy_round, entries, files, generated, root, round, run, sekiwari};
use std::fs;
use tempfile::tempdir;

#[test]
fn init_makes_a_round_that_can_be_allocated_and_refuses_a_full_folder() {
    for sample in ["tiny", "reserves", "soja"] {
        let dir = tempdir().unwrap();
        let round = dir.path().join("round");
        run(args!["init", &round, "--sample", sample]).exits(0);
        run(args!["check", &round]).exits(0);
        run(args!["allocate", &round, "--out", dir.path().join("out")]).exits(0);
        let before = files(&round);
        let again = run(args!["init", &round, "--sample", sample]).exits(2);
        assert!(again.err.contains("空ではありません"), "{}", again.err);
        assert_eq!(files(&round), before);
    }
}

#[test]
fn init_fills_an_empty_folder_with_the_files_of_the_sample() {
    let dir = tempdir().unwrap();
    run(args!["init", dir.path()]).exits(0);
    let sample = crate::support::root().join("data/tiny");
    assert_eq!(
        entries(dir.path()),
        entries(&sample).into_iter().filter(|n| n != "expected").collect::<Vec<_>>()
    );
    for (name, bytes) in files(dir.path()) {
        assert_eq!(bytes, fs::read(sample.join(&name)).unwrap(), "{name}");
    }
}

#[test]
fn check_lists_findings_with_their_places() {
    let ja = run(args!["check", round()]).exits(0);
    assert!(ja.out.contains("W0509") && ja.out.contains("wishes.csv"), "{}", ja.out);
    let en = run(args!["check", round(), "--lang", "en"]).exits(0);
    assert!(en.out.contains("0 errors, 2 warnings") && !en.out.contains("警告"), "{}", en.out);
    let json = run(args!["check", round(), "--json"]).exits(0).json();
    assert_eq!((json["errors"].as_u64(), json["warnings"].as_u64()), (Some(0), Some(2)));
    assert_eq!(json["findings"][0]["code"], "W0509");
}

#[test]
fn allocate_writes_everything_and_verify_finds_it_clean() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("deep/out");
    run(args!["allocate", round(), "--out", &out]).exits(0);
    assert_eq!(
        entries(&out),
        [
            "allocation.csv",
            "cutoffs.csv",
            "facilities.geojson",
            "reasons.csv",
            "result.json",
            "summary.json",
            "timings.json",
            "waitlist.csv"
        ]
    );
    assert_eq!(entries(&dir.path().join("deep")), ["out"], "nothing else is left");
    let verdict = run(args!["verify", round(), out.join("allocation.csv"), "--json"]).exits(0).json();
    assert_eq!(verdict["clean"], true);
    assert_eq!(verdict["result_checked"], true);
    assert_eq!(verdict["placed"].as_u64(), Some(10));
    run(args!["verify", round(), out.join("allocation.csv"), "--require-stable"]).exits(0);
}

#[test]
fn allocate_takes_its_settings_from_the_command_line() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    for (mechanism, ties, seed) in
        [("points-order", "weak", "1"), ("wish-order", "strict", "9223372036854775807")]
    {
        let args = args![
            "allocate",
            round(),
            "--out",
            &out,
            "--mechanism",
            mechanism,
            "--ties",
            ties,
            "--seed",
            seed,
            "--json",
            "--time-limit",
            "5"
        ];
        let json = run(args).exits(0).json();
        assert_eq!(json["result"]["mechanism"], mechanism);
        assert_eq!(json["result"]["ties"], ties);
        assert_eq!(json["result"]["seed"].to_string(), seed);
        let result: serde_json::Value =
            serde_json::from_slice(&fs::read(out.join("result.json")).unwrap()).unwrap();
        assert_eq!(result, json["result"]);
        let applied: u64 = json["summary"]["by_class"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c["applied"].as_u64().unwrap())
            .sum();
        assert_eq!(applied, 14);
        run(args!["verify", round(), out.join("allocation.csv")]).exits(0);
    }
}

#[test]
fn csv_files_begin_with_a_byte_order_mark_unless_told_otherwise() {
    let dir = tempdir().unwrap();
    for (flag, bom) in [(None, true), (Some("--no-bom"), false)] {
        let out = dir.path().join("out");
        let mut args = args!["allocate", round(), "--out", &out].to_vec();
        args.extend(flag.map(Into::into));
        run(args).exits(0);
        let bytes = fs::read(out.join("allocation.csv")).unwrap();
        assert_eq!(bytes.starts_with(b"\xEF\xBB\xBF"), bom);
        assert!(fs::read(out.join("result.json")).unwrap().starts_with(b"{"));
    }
}

#[test]
fn explain_gives_the_reason_in_both_languages() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["allocate", round(), "--out", &out]).exits(0);
    let ja = run(args!["explain", round(), &out, "c03"]).exits(0).out;
    assert!(ja.contains("保留") && ja.contains("LOWER_PRIORITY") && ja.contains("NOT_OFFERED"), "{ja}");
    let en = run(args!["--lang", "en", "explain", round(), &out, "c03"]).exits(0).out;
    assert!(en.contains("no seat") && !en.contains("保留"), "{en}");
    let near = run(args!["explain", round(), &out, "c0a"]).exits(2).err;
    assert!(near.contains("c0"), "{near}");
}

#[test]
fn explain_takes_ids_full_width_or_as_the_outputs_write_them() {
    let dir = tempdir().unwrap();
    let (odd, out) = (dir.path().join("odd"), dir.path().join("out"));
    copy_round(&round(), &odd, |_, bytes| {
        String::from_utf8(bytes).unwrap().replace("c03", "=c03").into_bytes()
    });
    run(args!["allocate", &odd, "--out", &out]).exits(0);
    let plain = run(args!["explain", &odd, &out, "=c03"]).exits(0).out;
    assert!(plain.contains("=c03"), "{plain}");
    for id in ["＝ｃ０３", "'=c03", " =c03"] {
        assert_eq!(run(args!["explain", &odd, &out, id]).exits(0).out, plain, "{id}");
    }
}

#[test]
fn explain_refuses_a_table_that_is_no_allocation_of_the_round() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    run(args!["allocate", round(), "--out", &out]).exits(0);
    let table = fs::read_to_string(out.join("allocation.csv")).unwrap();
    fs::write(out.join("allocation.csv"), table.replace("c10,h08,0,F01", "c10,h08,0,F04")).unwrap();
    let refused = run(args!["explain", round(), &out, "c03"]).exits(1);
    assert!(refused.err.contains("V08"), "{}", refused.err);
}

#[test]
fn explain_says_what_would_have_sufficed() {
    let dir = tempdir().unwrap();
    let out = dir.path().join("out");
    let tiny = root().join("data/tiny");
    run(args!["allocate", &tiny, "--out", &out]).exits(0);
    let told =
        |child: &str| run(args!["explain", &tiny, &out, child, "--sufficed", "--lang", "en"]).exits(0).out;
    // One point passes who is level and before by the tie key.
    let tie = told("C02");
    assert!(tie.contains("Wish 1, facility F1: with 1 point more (39) it would have been given."), "{tie}");
    assert!(tie.contains("with 1 seat more at facility F1 (class 1) it would have been given"), "{tie}");
    // A seat stays free for C10, but not for both.
    let siblings = told("C10");
    assert!(siblings.contains("With the sibling condition"), "{siblings}");
    let ja = run(args!["explain", &tiny, &out, "C02", "--sufficed"]).exits(0).out;
    assert!(ja.contains("指数があと 1 点（39 点）あれば、この施設に決まっていました"), "{ja}");
    // What the rule does not give cannot be asked about.
    let table = fs::read_to_string(out.join("allocation.csv")).unwrap();
    let line = table.lines().find(|l| l.starts_with("C04,")).unwrap();
    let other = line.replace(",F1,placed,1,WISH_GIVEN", ",,unplaced,,LOWER_PRIORITY");
    assert_ne!(line, other);
    fs::write(out.join("allocation.csv"), table.replace(line, &other)).unwrap();
    let refused = run(args!["explain", &tiny, &out, "C02", "--sufficed", "--lang", "en"]).exits(2).err;
    assert!(refused.contains("the rule gives another allocation"), "{refused}");
    let clubs = root().join("data/clubs");
    let of_clubs = dir.path().join("clubs");
    run(args!["allocate", &clubs, "--out", &of_clubs]).exits(0);
    let told = run(args!["explain", &clubs, &of_clubs, "A05", "--sufficed"]).exits(0).out;
    assert!(told.contains("指数があと"), "{told}");
}

#[test]
fn compare_with_the_round_gives_every_difference_its_reason() {
    let dir = tempdir().unwrap();
    let (a, hand) = (dir.path().join("a"), dir.path().join("hand.csv"));
    let tiny = root().join("data/tiny");
    run(args!["allocate", &tiny, "--out", &a]).exits(0);
    // The office gave C04's seat to C03, and has no reasons to show.
    let table = fs::read_to_string(a.join("allocation.csv")).unwrap();
    let mut rows = String::from("child_id,facility_id\n");
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let facility = match cells[0] {
            "C03" => "F1",
            "C04" => "",
            _ => cells[3],
        };
        rows += &format!("{},{facility}\n", cells[0]);
    }
    fs::write(&hand, rows).unwrap();
    let told = run(args!["compare", &a, &hand, "--round", &tiny, "--json"]).exits(0).json();
    assert_eq!(told["agreement_permille"], 857, "{told}");
    assert_eq!(told["counts"]["gained_seat"], 1);
    assert_eq!(told["changes"][0]["child"], "C03");
    assert!(told["changes"][0]["why"].as_str().unwrap().contains("F1"), "{told}");
    assert_eq!(told["sides"][0]["blocking_households"], 0);
    assert!(told["sides"][1]["blocking_households"].as_u64().unwrap() > 0, "{told}");
    let text = run(args!["compare", &a, &hand, "--round", &tiny, "--lang", "en"]).exits(0).out;
    assert!(text.starts_with("agreement 85.7 %"), "{text}");
    let wishes = dir.path().join("wishes");
    run(args!["allocate", &tiny, "--out", &wishes, "--mechanism", "wish-order"]).exits(0);
    let text = run(args!["compare", &a, &wishes, "--round", &tiny]).exits(0).out;
    assert!(text.starts_with("一致率"), "{text}");
    run(args!["compare", &a, dir.path().join("none"), "--round", &tiny]).exits(2);
}

#[test]
fn compare_says_who_gained_and_who_lost() {
    let dir = tempdir().unwrap();
    let [a, b] = ["a", "b"].map(|name| dir.path().join(name));
    let big = generated(dir.path(), 600);
    run(args!["allocate", &big, "--out", &a, "--mechanism", "deferred-acceptance"]).exits(0);
    run(args!["allocate", &big, "--out", &b, "--mechanism", "wish-order"]).exits(0);
    let json = run(args!["compare", &a, &b, "--json"]).exits(0).json();
    let changes = json["changes"].as_array().unwrap();
    assert!(!changes.is_empty(), "the two rules differ on this round");
    assert_eq!(changes.len() as u64 + json["same"].as_u64().unwrap(), 600);
    let counts = json["counts"].as_object().unwrap();
    assert_eq!(counts.values().map(|n| n.as_u64().unwrap()).sum::<u64>(), changes.len() as u64);
    let text = run(args!["compare", &a, &b]).exits(0).out;
    assert!(text.starts_with("deferred-acceptance (strict) -> wish-order (strict)"), "{text}");
    let none = run(args!["compare", &a, &a, "--json"]).exits(0).json();
    assert_eq!(none["changes"].as_array().map(Vec::len), Some(0));
}

#[test]
fn generate_makes_the_same_round_twice_and_never_overwrites() {
    let dir = tempdir().unwrap();
    let [a, b] = ["a", "b"].map(|name| dir.path().join(name));
    for to in [&a, &b] {
        run(args!["generate", "--children", "120", "--seed", "3", "--out", to, "--siblings", "400"]).exits(0);
    }
    assert_eq!(files(&a), files(&b));
    run(args!["check", &a]).exits(0);
    run(args!["generate", "--children", "120", "--seed", "4", "--out", &a]).exits(2);
    assert_eq!(files(&a), files(&b));
}

#[test]
fn generate_makes_hard_rounds() {
    let dir = tempdir().unwrap();
    let to = dir.path().join("hard");
    let shape = args![
        "--siblings",
        "600",
        "--noise",
        "30",
        "--list-length",
        "8",
        "--tie-step",
        "10",
        "--joint-wishes",
        "500"
    ];
    let mut all =
        args!["generate", "--children", "300", "--seed", "3", "--fiscal-year", "2030", "--out", &to].to_vec();
    all.extend(shape.to_vec());
    run(&all).exits(0);
    run(args!["check", &to]).exits(0);
    let read = |name: &str| std::fs::read_to_string(to.join(name)).unwrap();
    assert!(read("round.toml").contains("2030"));
    assert!(!read("scores.csv").contains("tie_1") && read("joint_wishes.csv").lines().count() > 200);
    run(args!["generate", "--children", "9", "--seed", "3", "--out", &to, "--list-length", "0"]).exits(2);
}

#[test]
fn completions_exist_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = run(args!["completions", shell]).exits(0).out;
        assert!(script.contains("sekiwari") && script.contains("allocate"), "{shell}");
    }
}

#[test]
fn help_stands_in_both_languages_for_every_command() {
    let main = run(args!["--help"]).exits(0).out;
    for command in [
        "init",
        "check",
        "allocate",
        "verify",
        "explain",
        "compare",
        "workbook",
        "letters",
        "marks",
        "generate",
        "completions",
    ] {
        assert!(main.contains(command), "{command}");
        let help = run(args![command, "--help"]).exits(0).out;
        assert!(help.is_ascii() != help.chars().any(|c| ('ぁ'..='ん').contains(&c)), "{command}: {help}");
        assert!(help.contains("Usage: sekiwari"), "{command}");
    }
    assert!(run(args!["--version"]).exits(0).out.contains(env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_language_can_be_set_for_good_and_overridden() {
    let told = |env: Option<&str>, arg: Option<&str>| {
        let mut command = sekiwari();
        command.arg("check").arg(round());
        env.map(|e| command.env("SEKIWARI_LANG", e));
        arg.map(|a| command.args(["--lang", a]));
        let out = String::from_utf8(command.output().unwrap().stdout).unwrap();
        if out.contains("0 errors") { "en" } else { "ja" }
    };
    assert_eq!(told(None, None), "ja");
    assert_eq!(told(Some("en"), None), "en");
    assert_eq!(told(Some(""), None), "ja", "an empty variable counts as none");
    assert_eq!(told(Some("en"), Some("ja")), "ja");
}

/// Everything in a text that looks like `--option`.
fn options(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words.filter(|w| w.len() > 2 && w.starts_with("--") && !w.starts_with("---"))
}

/// `docs/commands.md` knows every option and every key of the JSON messages.
#[test]
fn the_page_of_commands_is_complete() {
    let page = fs::read_to_string(crate::support::root().join("docs/commands.md")).unwrap();
    for command in [
        "init",
        "check",
        "allocate",
        "verify",
        "explain",
        "compare",
        "workbook",
        "letters",
        "marks",
        "generate",
        "completions",
    ] {
        assert!(page.contains(&format!("`{command} ")), "{command}");
        let help = run(args![command, "--help"]).exits(0).out;
        for option in options(&help).filter(|o| *o != "--help") {
            assert!(options(&page).any(|o| o == option), "{command} {option}");
        }
    }
    let dir = tempdir().unwrap();
    let [a, b] = ["a", "b"].map(|name| dir.path().join(name));
    let documents = [
        run(args!["allocate", round(), "--out", &a, "--json"]).json(),
        run(args!["allocate", round(), "--out", &b, "--mechanism", "wish-order", "--json"]).json(),
        run(args!["verify", round(), b.join("allocation.csv"), "--json"]).json(),
        run(args!["compare", &a, &b, "--json"]).json(),
        run(args!["check", round(), "--json"]).json(),
    ];
    for document in documents {
        for (key, value) in document.as_object().unwrap() {
            assert!(page.contains(&format!("`{key}`")), "{key}");
            let first = value.as_array().and_then(|list| list.first()).and_then(|v| v.as_object());
            for inner in first.into_iter().flat_map(|o| o.keys()) {
                assert!(page.contains(&format!("`{inner}`")), "{key}.{inner}");
            }
        }
    }
}
