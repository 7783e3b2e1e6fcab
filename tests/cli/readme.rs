//! The commands of README.md, as printed there.

use crate::args;
use crate::support::{copy_round, root, run};
use sekiwari::mechanism::Mechanism;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::tempdir;

/// The lines of all blocks marked `sh`.
fn commands() -> Vec<String> {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let blocks = readme.split("```sh\n").skip(1).filter_map(|b| b.split_once("```"));
    let lines = blocks.flat_map(|(block, _)| block.lines().map(str::trim).map(str::to_owned));
    lines.filter(|l| !l.is_empty() && !l.starts_with('#')).collect()
}

/// The exit code that a comment at the end of a line announces, 0 if there is none.
fn announced(line: &str) -> i32 {
    line.split_once("# exit ").and_then(|(_, code)| code.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

#[cfg(unix)]
fn executable(path: &Path, script: &str) {
    use std::os::unix::fs::PermissionsExt;
    fs::write(path, script).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// Every line runs in order, in a folder with the samples, and ends as announced. `cargo run -- ...` runs the binary
/// under test; other uses of cargo are taken as done.
#[cfg(unix)]
#[test]
fn the_commands_of_the_readme_do_what_it_says() {
    let dir = tempdir().unwrap();
    let bin = dir.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let binary = env!("CARGO_BIN_EXE_sekiwari");
    executable(&bin.join("sekiwari"), &format!("#!/bin/sh\nexec '{binary}' \"$@\"\n"));
    executable(
        &bin.join("cargo"),
        &format!(
            "#!/bin/sh\n[ \"$1\" = run ] || exit 0\nwhile [ \"$1\" != -- ]; do shift; done\nshift\nexec '{binary}' \"$@\"\n"
        ),
    );
    let work = dir.path().join("work");
    for folder in
        ["tiny", "soja", "soja/scenarios", "soja/sites", "soja/sweeps", "wrong/round", "wrong/01-over-seats"]
    {
        copy_round(&root().join("data").join(folder), &work.join("data").join(folder), |_, bytes| bytes);
    }
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let commands = commands();
    assert!(commands.len() >= 8, "{commands:#?}");
    for command in [
        "init", "check", "allocate", "verify", "explain", "score", "compare", "generate", "restore",
        "frontier", "fairness", "report", "workbook", "letters", "marks",
    ] {
        assert!(commands.iter().any(|l| l.contains(&format!(" {command} "))), "{command} is not in the tour");
    }
    for line in commands {
        let ran = Command::new("sh")
            .args(["-c", &line])
            .current_dir(&work)
            .env("PATH", &path)
            .env_remove("SEKIWARI_LANG")
            .output()
            .unwrap();
        assert_eq!(
            ran.status.code(),
            Some(announced(&line)),
            "{line}\n{}{}",
            String::from_utf8_lossy(&ran.stdout),
            String::from_utf8_lossy(&ran.stderr)
        );
    }
}

/// The table of what each rule does on the sample, held against runs.
#[test]
fn the_figures_of_the_readme_are_those_of_the_runs() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let mut rules = 0;
    for (name, _) in Mechanism::NAMES {
        let dir = tempdir().unwrap();
        let args = args![
            "allocate",
            root().join("data/soja"),
            "--out",
            dir.path().join("out"),
            "--mechanism",
            name,
            "--json"
        ];
        let row = readme.lines().find(|l| l.starts_with(&format!("| `{name}`"))).unwrap_or_default();
        rules += 1;
        if *name == "cutoff" {
            // The sample has siblings who are decided together.
            run(args).exits(2);
            assert!(row.contains("refuses"), "README says {row:?}");
            continue;
        }
        let json = run(args).exits(0).json();
        let result = &json["result"];
        let figure = |key: &str| result[key].as_u64().unwrap();
        let first = json["summary"]["by_rank"][0]["placed"].as_u64().unwrap();
        let proven = if result["status"] == "optimal" { "optimal |" } else { "|" };
        let cells = format!(
            "| {} | {first} of {} | {} | {proven}",
            figure("seated"),
            figure("placed"),
            figure("blocking_households")
        );
        assert!(row.ends_with(&cells), "README says {row:?}, the run {cells:?}");
    }
    assert_eq!(
        readme.lines().filter(|l| l.starts_with("| `") && !l.starts_with("| `--")).count(),
        rules,
        "a rule that does not exist"
    );
}
