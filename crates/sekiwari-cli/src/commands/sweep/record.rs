//! The file of runs beside the output folder.

use sekiwari::siting::sweep::{Shard, Tally};
use sekiwari_files::finding::catalogue::sweep as kinds;
use sekiwari_files::finding::{Finding, Findings, Place};
use sekiwari_files::sweep::SweepPlan;
use sekiwari_files::sweep::journal::{Found, Journal, read};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A record to add to, and the runs that it holds.
type Begun = (Journal, Vec<(u32, Tally)>);

/// `DIR.runs`, where runs stand until the output folder is whole.
pub(super) struct Record {
    path: PathBuf,
}

impl Record {
    /// That of an output folder.
    pub(super) fn beside(out: &Path) -> Self {
        let absolute = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
        let name = absolute.file_name().unwrap_or_default().to_string_lossy();
        Self { path: absolute.with_file_name(format!("{name}.runs")) }
    }

    fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Begins a record, or goes on with what is there, with the runs that are done. Nothing if what is there is of something else, which is told.
    ///
    /// # Errors
    /// [`Failure`] if there is one and nobody asked to go on with it, or the file system refuses.
    pub(super) fn open(
        &self,
        plan: &SweepPlan,
        shard: Shard,
        resume: bool,
        findings: &mut Findings,
    ) -> Result<Option<Begun>, Failure> {
        let fail = |e: std::io::Error| Failure::io(&self.path, &e);
        let name = self.name();
        let there = match std::fs::read(&self.path) {
            Ok(bytes) => Some(bytes),
            Err(e) if e.kind() == ErrorKind::NotFound => None,
            Err(e) => return Err(fail(e)),
        };
        let begin = || {
            if let Some(folder) = self.path.parent() {
                std::fs::create_dir_all(folder).map_err(|e| Failure::io(folder, &e))?;
            }
            Ok(Some((Journal::begin(&self.path, plan, shard).map_err(fail)?, Vec::new())))
        };
        let Some(bytes) = there else { return begin() };
        if !resume {
            return Err(Failure::new(
                format!(
                    "途中までの試算 {} があります。続けるなら --resume を付け、やり直すなら消してください。",
                    self.path.display()
                ),
                format!(
                    "{} holds the runs of an unfinished sweep: go on with --resume, or delete it",
                    self.path.display()
                ),
            ));
        }
        match read(&bytes) {
            Found::Nothing => {
                std::fs::remove_file(&self.path).map_err(fail)?;
                begin()
            }
            Found::Other => {
                findings.push(Finding::new(&kinds::JOURNAL_BROKEN, Place::file(&name)).value(&name));
                Ok(None)
            }
            Found::Record(recorded) => {
                let different = recorded.plan.differs_from(plan).map(|d| (d.ja, d.en));
                let other = (recorded.shard != shard).then_some(("分担", "the shard"));
                if let Some((ja, en)) = different.or(other) {
                    let finding = Finding::new(&kinds::OTHER_INPUTS, Place::file(&name)).value(&name);
                    findings.push(finding.arg("different_ja", ja).arg("different_en", en));
                    return Ok(None);
                }
                let journal = Journal::go_on(&self.path, &recorded).map_err(|e| match e.kind() {
                    ErrorKind::WouldBlock => Failure::new(
                        format!("{}: 別の sweep が実行中です", self.path.display()),
                        format!("{}: another sweep is at work on it", self.path.display()),
                    ),
                    _ => fail(e),
                })?;
                Ok(Some((journal, recorded.runs)))
            }
        }
    }

    /// That the runs were stopped.
    pub(super) fn stopped(&self, done: usize, all: usize) -> Failure {
        let path = self.path.display();
        Failure::new(
            format!(
                "中止しました。{all} 回のうち {done} 回の試算は {path} にあり、--resume で続けられます。"
            ),
            format!("stopped: {done} of {all} runs are kept in {path}; --resume goes on with the rest"),
        )
    }

    /// Removes it: the results stand in their place. One that stays does no harm.
    pub(super) fn remove(&self) {
        let _ = std::fs::remove_file(&self.path);
    }
}
