//! The outputs of a decided round, as they stand in a folder.

use sekiwari::market::Goal;
use sekiwari_files::write::{EARLIER, ResultJson, TABLES};
use std::io::{self, ErrorKind};
use std::path::Path;

/// The table that every output folder has.
pub(crate) const ALLOCATION: &str = "allocation.csv";
/// What stands beside it where this program decided.
pub(crate) const RESULT: &str = "result.json";
/// What an independent program needs to check the claims; it can be large.
pub(crate) const PROOF: &str = "proof.json";
const CONFLICT: &str = "conflict.json";

/// The outputs of a decided round: `allocation.csv`, and if this program made it, what stands beside it. The times of the
/// run are no part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outputs {
    files: Vec<(String, Vec<u8>)>,
}

impl Outputs {
    /// Reads them. Beside an allocation without a `result.json` nothing else is taken: nobody would vouch for it.
    ///
    /// # Errors
    /// If there is no `allocation.csv`, or a file cannot be read.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut files = vec![(ALLOCATION.to_owned(), std::fs::read(folder.join(ALLOCATION))?)];
        if let Some(result) = read_if_there(folder, RESULT)? {
            files.push((RESULT.to_owned(), result));
            let tables = TABLES.iter().map(|t| t.file).filter(|f| *f != ALLOCATION);
            for name in tables.chain([EARLIER.file, PROOF, CONFLICT]) {
                if let Some(content) = read_if_there(folder, name)? {
                    files.push((name.to_owned(), content));
                }
            }
        }
        files.sort();
        Ok(Self { files })
    }

    /// From names and contents.
    pub fn from_memory(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort();
        Self { files }
    }

    /// Names and contents, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, content)| (name.as_str(), content.as_slice()))
    }

    /// The content of a file.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        self.iter().find(|(n, _)| *n == name).map(|(_, content)| content)
    }

    /// The earlier decision that this one was to change as little as could be: `earlier.csv`, if its objective speaks of it.
    #[must_use]
    pub fn earlier(&self) -> Option<&[u8]> {
        let unchanged = Goal::Unchanged.as_str();
        let counts = self.result()?.objective_order.iter().any(|goal| goal == unchanged);
        self.get(EARLIER.file).filter(|_| counts)
    }

    /// `result.json`, if it is one of this program.
    #[must_use]
    pub fn result(&self) -> Option<ResultJson> {
        serde_json::from_slice(self.get(RESULT)?).ok()
    }
}

fn read_if_there(folder: &Path, name: &str) -> io::Result<Option<Vec<u8>>> {
    match std::fs::read(folder.join(name)) {
        Ok(content) => Ok(Some(content)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}
