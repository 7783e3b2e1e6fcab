//! The output folder: written beside its place, put there in one step.

use super::access::{ACCESS_MAP, ACCESS_TABLES};
use super::club::CLUB_TABLES;
use super::columns::{
    COUNT_TABLES, EARLIER, FAIRNESS_TABLES, PLAN_TABLES, PLANS, SCORE_TABLES, SEATS_TABLES, TABLES,
};
use super::daily::DAILY_TABLES;
use super::result_json::ENGINE;
use super::season::SEASON_TABLES;
use super::site::SITE_TABLES;
use super::summary::{FACILITIES_MAP, SUMMARY};
use super::sweep::SWEEP_TABLES;
use super::whatif::WHATIF_TABLES;
use super::years::YEARS_TABLES;
use crate::letters::{LETTERS, LETTERS_JSON, LETTERS_PAGE, is_letter};
use sekiwari::Lang;
use serde::Serialize;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Why an output folder cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// The place is taken by something that is not an output folder of ours, so it is not replaced.
    #[error("{} exists and is not an output folder (no result.json of ours in it, and not empty)", .0.display())]
    NotOurs(PathBuf),
    /// The place holds outputs of ours and something else beside them, which a replacement would delete.
    #[error("{} holds \"{other}\", which is no output of ours and would be lost", .path.display())]
    HoldsOthers {
        /// The folder.
        path: PathBuf,
        /// What is in it, the first by name.
        other: String,
    },
    /// The place is a file.
    #[error("{} is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// The place is the current folder or one above it.
    #[error("{} is in use: it is the current folder or holds it", .0.display())]
    InUse(PathBuf),
    /// The place of a file is a folder.
    #[error("{} is a folder", .0.display())]
    IsAFolder(PathBuf),
    /// There is a file, and it is not to be replaced.
    #[error("{} is there already (--replace writes over it)", .0.display())]
    FileThere(PathBuf),
    /// The file system refuses.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What it says.
        source: io::Error,
    },
}

impl OutputError {
    /// The error as a line for people.
    pub fn message(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, _) => self.to_string(),
            (Lang::Ja, OutputError::NotOurs(path)) => format!(
                "{} は空でなく、このプログラムの出力フォルダ（result.json を含むもの）でもないため、置き換えません",
                path.display()
            ),
            (Lang::Ja, OutputError::HoldsOthers { path, other }) => format!(
                "{} に、このプログラムの出力ではない「{other}」があり、置き換えると失われるため書き込みません",
                path.display()
            ),
            (Lang::Ja, OutputError::NotAFolder(path)) => {
                format!("{} はフォルダではありません", path.display())
            }
            (Lang::Ja, OutputError::InUse(path)) => {
                format!("{} は現在のフォルダ、またはそれを含むフォルダのため、置き換えません", path.display())
            }
            (Lang::Ja, OutputError::IsAFolder(path)) => format!("{} はフォルダです", path.display()),
            (Lang::Ja, OutputError::FileThere(path)) => {
                format!("{} はすでにあります（--replace で上書きします）", path.display())
            }
            (Lang::Ja, OutputError::Io { path, source }) => {
                format!("{} に書き込めません: {source}", path.display())
            }
        }
    }

    fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> OutputError {
        let path = path.into();
        move |source| OutputError::Io { path, source }
    }
}

/// An output folder in the making.
///
/// Files are written to a hidden folder beside the place; [`OutputFolder::commit`] puts it there in one step, so that
/// whoever looks sees the old outputs or the new ones, never a mixture. Dropped without commit, it leaves nothing
/// behind. A process that is killed leaves the place as it was (and the hidden folder, `.NAME.*.partial`, to be deleted
/// by hand).
#[derive(Debug)]
pub struct OutputFolder {
    target: PathBuf,
    // Folders above the place that had to be made, outermost first; removed again if there is no commit.
    made: Vec<PathBuf>,
    // `None` only while it is being taken down.
    temp: Option<TempDir>,
}

impl OutputFolder {
    /// Begins an output folder at `target`. An existing folder there is replaced by the commit if it is empty or holds a
    /// `result.json` (or the like) of ours and nothing but outputs: whatever else people put there (or a round) is never deleted.
    ///
    /// # Errors
    /// [`OutputError`] if the place is taken or the file system refuses. Nothing is changed then.
    pub fn create(target: &Path) -> Result<Self, OutputError> {
        let target = match fs::canonicalize(target) {
            Ok(existing) => {
                check_replaceable(&existing)?;
                existing
            }
            Err(e) if e.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(target).is_err() => {
                std::path::absolute(target).map_err(OutputError::io(target))?
            }
            Err(e) => return Err(OutputError::Io { path: target.to_owned(), source: e }),
        };
        let (Some(parent), Some(name)) = (target.parent(), target.file_name()) else {
            return Err(OutputError::InUse(target));
        };
        let mut folder = OutputFolder { made: Vec::new(), temp: None, target: target.clone() };
        folder.make_parents(parent)?;
        recover(parent, &target)?;
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{}.", name.to_string_lossy());
        builder.prefix(&prefix).suffix(".partial");
        #[cfg(unix)]
        {
            // As `mkdir` does it; by default such a folder would stay private to the user.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o777));
        }
        folder.temp = Some(builder.tempdir_in(parent).map_err(OutputError::io(parent))?);
        Ok(folder)
    }

    fn make_parents(&mut self, parent: &Path) -> Result<(), OutputError> {
        let mut missing: Vec<&Path> = parent.ancestors().take_while(|p| !p.exists()).collect();
        missing.reverse();
        for path in missing {
            fs::create_dir(path).map_err(OutputError::io(path))?;
            self.made.push(path.to_owned());
        }
        Ok(())
    }

    /// Where the outputs will stand.
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Where they are being written.
    pub fn path(&self) -> &Path {
        self.temp.as_ref().map_or(&self.target, TempDir::path)
    }

    /// What a process that ends before the commit has to take down; for use where this value cannot be dropped.
    pub fn unfinished(&self) -> Unfinished {
        Unfinished { temp: self.temp.as_ref().map(|t| t.path().to_owned()), made: self.made.clone() }
    }

    /// Writes one file through a buffer.
    ///
    /// # Errors
    /// What the file system or `write` refuses.
    pub fn write(
        &self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        let path = self.path().join(name);
        let make = || {
            let mut out = BufWriter::with_capacity(1 << 16, File::create_new(&path)?);
            write(&mut out)?;
            out.flush()
        };
        make().map_err(OutputError::io(self.target.join(name)))
    }

    /// Writes a value as JSON, two spaces a level, with a line end and without a byte order mark.
    ///
    /// # Errors
    /// What the file system refuses.
    pub fn write_json(&self, name: &str, value: &impl Serialize) -> Result<(), OutputError> {
        self.write(name, |out| {
            serde_json::to_writer_pretty(&mut *out, value)?;
            out.write_all(b"\n")
        })
    }

    /// Puts the folder in its place.
    ///
    /// # Errors
    /// If somebody took the place in the meantime or the file system refuses; then nothing is changed.
    pub fn commit(mut self) -> Result<(), OutputError> {
        let Some(temp) = self.temp.as_mut() else { return Ok(()) };
        if self.target.exists() {
            check_replaceable(&self.target)?;
            // After the exchange the hidden folder holds the old outputs; dropping it deletes them.
            exchange(temp.path(), &self.target).map_err(OutputError::io(&self.target))?;
        } else {
            fs::rename(temp.path(), &self.target).map_err(OutputError::io(&self.target))?;
            temp.disable_cleanup(true);
        }
        self.made.clear();
        Ok(())
    }
}

impl Drop for OutputFolder {
    fn drop(&mut self) {
        self.temp = None;
        remove_empty(&self.made);
    }
}

/// Only what is still empty; whoever wrote there in the meantime keeps it.
fn remove_empty(made: &[PathBuf]) {
    for path in made.iter().rev() {
        let _ = fs::remove_dir(path);
    }
}

/// What an [`OutputFolder`] has made so far.
#[derive(Clone, Debug)]
pub struct Unfinished {
    temp: Option<PathBuf>,
    made: Vec<PathBuf>,
}

impl Unfinished {
    /// Files that other threads still make while the folder is taken down are taken down in the next attempt.
    const ATTEMPTS: usize = 20;

    /// Takes it down, as dropping the folder would. Must not run while the folder is being committed; no commit may follow.
    pub fn remove(&self) {
        if let Some(temp) = &self.temp {
            for _ in 0..Self::ATTEMPTS {
                let _ = fs::remove_dir_all(temp);
                if !temp.exists() {
                    break;
                }
            }
        }
        remove_empty(&self.made);
    }
}

fn check_replaceable(path: &Path) -> Result<(), OutputError> {
    if !path.is_dir() {
        return Err(OutputError::NotAFolder(path.to_owned()));
    }
    if std::env::current_dir().is_ok_and(|current| current.starts_with(path)) {
        return Err(OutputError::InUse(path.to_owned()));
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(path).map_err(OutputError::io(path))? {
        let entry = entry.map_err(OutputError::io(path))?;
        let is_folder = entry.file_type().map_err(OutputError::io(path))?.is_dir();
        names.push((entry.file_name().to_string_lossy().into_owned(), is_folder));
    }
    if names.is_empty() {
        return Ok(());
    }
    if !is_ours(path) {
        return Err(OutputError::NotOurs(path.to_owned()));
    }
    let others = names.into_iter().filter(|(name, is_folder)| *is_folder || !may_go(name));
    match others.map(|(name, _)| name).min() {
        Some(other) => Err(OutputError::HoldsOthers { path: path.to_owned(), other }),
        None => Ok(()),
    }
}

/// Each kind of output folder holds one of these, which says that it is ours.
const MARKS: [&str; 21] = [
    "access.json",
    "result.json",
    "restore.json",
    "frontier.json",
    "score.json",
    "fairness.json",
    "count.json",
    "plan.json",
    "seats.json",
    "clubs.json",
    "units.json",
    "season.json",
    "seat_values.json",
    "sufficed.json",
    "now.json",
    "whatif.json",
    "site.json",
    "years.json",
    "sweep.json",
    "sweep_shard.json",
    LETTERS_JSON,
];
/// What else may stand in one beside the tables.
const OTHERS: [&str; 13] = [
    ACCESS_MAP,
    FACILITIES_MAP,
    SUMMARY,
    crate::report::REPORT,
    LETTERS_PAGE,
    "flexible.json",
    "proof.json",
    "conflict.json",
    "timings.json",
    crate::sweep::shards::SHARD_RUNS,
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
];

/// Whether a file in an output folder can be replaced: an output, or what file managers leave behind.
fn may_go(name: &str) -> bool {
    let tables = TABLES
        .iter()
        .chain(&ACCESS_TABLES)
        .chain([&EARLIER, &LETTERS])
        .chain(&PLANS)
        .chain(&SCORE_TABLES)
        .chain(&FAIRNESS_TABLES);
    let tables = tables.chain(&COUNT_TABLES).chain(&PLAN_TABLES).chain(&SEATS_TABLES).chain(&CLUB_TABLES);
    let mut tables = tables
        .chain(&DAILY_TABLES)
        .chain(&SEASON_TABLES)
        .chain(&WHATIF_TABLES)
        .chain(&SITE_TABLES)
        .chain(&YEARS_TABLES)
        .chain(&SWEEP_TABLES);
    tables.any(|table| table.file == name)
        || MARKS.contains(&name)
        || OTHERS.contains(&name)
        || is_letter(name)
}

fn is_ours(folder: &Path) -> bool {
    MARKS.iter().any(|mark| {
        let bytes = fs::read(folder.join(mark)).ok();
        let value = bytes.and_then(|b| serde_json::from_slice::<serde_json::Value>(&b).ok());
        value.is_some_and(|v| v.get("engine").and_then(|e| e.as_str()) == Some(ENGINE))
    })
}

/// Swaps two folders. In one step where the system can, otherwise in two that [`recover`] mends.
fn exchange(new: &Path, target: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE) {
            // Some file systems (network shares) cannot swap.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            done => return Ok(done?),
        }
    }
    let aside = aside(target);
    fs::rename(target, &aside)?;
    fs::rename(new, target).inspect_err(|_| {
        let _ = fs::rename(&aside, target);
    })?;
    fs::rename(&aside, new)
}

/// Where the old outputs stand between the two steps of an exchange.
fn aside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.previous"))
}

/// Puts old outputs back that were set aside by a process that ended between the two steps of an exchange.
fn recover(parent: &Path, target: &Path) -> Result<(), OutputError> {
    let aside = aside(target);
    if !target.exists() && is_ours(&aside) {
        fs::rename(&aside, target).map_err(OutputError::io(parent))?;
    }
    Ok(())
}
