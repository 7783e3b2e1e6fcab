//! Running the binary, and making rounds to run it on.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A sample round.
pub(crate) fn data(sample: &str) -> PathBuf {
    root().join("data").join(sample)
}

/// The round of the corpus: small, with every rule in it.
pub(crate) fn round() -> PathBuf {
    root().join("data/wrong/round")
}

/// The binary, with a clean environment.
pub(crate) fn sekiwari() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sekiwari"));
    command.env_remove("SEKIWARI_LANG").env_remove("RAYON_NUM_THREADS");
    command
}

/// What a run left behind.
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn of(output: Output) -> Self {
        Ran {
            code: output.status.code().expect("ended by itself"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The output, if the exit code is as expected.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// The standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}:\n{}", self.out))
    }
}

/// Runs the binary.
pub(crate) fn run<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Ran {
    Ran::of(sekiwari().args(args).output().unwrap())
}

/// Arguments from texts and paths.
#[macro_export]
macro_rules! args {
    ($($arg:expr),* $(,)?) => { [$(std::ffi::OsString::from($arg)),*] };
}

/// The names and bytes of a folder's files, by name.
pub(crate) fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(dir)
        .unwrap_or_else(|e| panic!("{}: {e}", dir.display()))
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_file())
        .map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&p).unwrap()))
        .collect();
    files.sort();
    files
}

/// The outputs of a run that must be the same in every run: all but the times.
pub(crate) fn outputs(dir: &Path) -> Vec<(String, Vec<u8>)> {
    files(dir).into_iter().filter(|(name, _)| name != "timings.json").collect()
}

/// A copy of a round with its files changed.
pub(crate) fn copy_round(from: &Path, to: &Path, change: impl Fn(&str, Vec<u8>) -> Vec<u8>) {
    fs::create_dir_all(to).unwrap();
    for (name, bytes) in files(from) {
        fs::write(to.join(&name), change(&name, bytes)).unwrap();
    }
}

/// A synthetic round of some size.
pub(crate) fn generated(dir: &Path, children: u32) -> PathBuf {
    let round = dir.join(format!("generated-{children}"));
    run(args!["generate", "--children", children.to_string(), "--seed", "5", "--out", &round]).exits(0);
    round
}

/// The entries of a folder, hidden ones too, by name.
pub(crate) fn entries(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(dir).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
