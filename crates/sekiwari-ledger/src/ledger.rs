//! Making and opening the file.

use crate::schema::{self, differences};
use crate::{Event, LedgerError, Opening};
use jiff::civil::Date;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long to wait for another process that records, before [`LedgerError::Busy`].
const PATIENCE: Duration = Duration::from_secs(5);

/// A ledger that is open.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) db: Connection,
    pub(crate) opening: Opening,
    path: PathBuf,
}

impl Ledger {
    /// Makes a ledger with its first entry. The file appears whole or not at all; nothing is ever replaced.
    ///
    /// # Errors
    /// [`LedgerError::Exists`] if there is something; what the file system refuses; a name or a date that cannot be.
    pub fn create(path: &Path, fiscal_year: i16, name: &str, on: Date) -> Result<Self, LedgerError> {
        if std::fs::symlink_metadata(path).is_ok() {
            return Err(LedgerError::Exists);
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".").suffix(".ledger.partial");
        #[cfg(unix)]
        {
            // As any new file; by default it would stay private to the user.
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(std::fs::Permissions::from_mode(0o666));
        }
        let file = builder.tempfile_in(folder)?;
        {
            let db = connect(file.path(), OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            schema::create(&db)?;
            let opening =
                Opening { fiscal_year, name: name.to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() };
            let mut ledger = Ledger { db, opening: opening.clone(), path: file.path().to_owned() };
            ledger.record(on, Event::Open(opening), None)?;
            ledger.db.close().map_err(|(_, e)| e)?;
        }
        file.as_file().sync_all()?;
        file.persist_noclobber(path).map_err(|e| match e.error.kind() {
            std::io::ErrorKind::AlreadyExists => LedgerError::Exists,
            _ => LedgerError::Io(e.error),
        })?;
        Self::open(path)
    }

    /// Opens a ledger. A file that may only be read can be read.
    ///
    /// # Errors
    /// If it is missing, no ledger, of a newer version, or damaged in a way that shows at once.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        // SQLite would tell neither apart from other troubles, and would make what is missing.
        if std::fs::metadata(path)?.is_dir() {
            return Err(LedgerError::IsFolder);
        }
        std::fs::File::open(path)?;
        let db = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        schema::recognise(&db)?;
        let first = "SELECT body FROM entry WHERE seq = 1";
        let body: String = db.query_row(first, [], |row| row.get(0)).map_err(|e| match e {
            rusqlite::Error::QueryReturnedNoRows => LedgerError::damaged("the first entry is missing"),
            e => e.into(),
        })?;
        match serde_json::from_str(&body) {
            Ok(Event::Open(opening)) => Ok(Self { db, opening, path: path.to_owned() }),
            _ => Err(LedgerError::damaged("the first entry is no opening")),
        }
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The fiscal year that it is about.
    #[must_use]
    pub fn fiscal_year(&self) -> i16 {
        self.opening.fiscal_year
    }

    /// What people call it; may be empty.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.opening.name
    }

    /// Whether an entry could be recorded now, without recording any: for whoever has work to do before.
    ///
    /// # Errors
    /// As recording: busy, read-only, or damaged.
    pub fn ready(&mut self) -> Result<(), LedgerError> {
        self.check_schema()?;
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(tx.rollback()?)
    }

    /// Refuses tables or triggers that are not those of this program: what they would let through, nobody knows.
    pub(crate) fn check_schema(&self) -> Result<(), LedgerError> {
        match differences(&self.db)?.first() {
            Some(name) => Err(LedgerError::damaged(format!("its tables were changed ({name})"))),
            None => Ok(()),
        }
    }
}

/// A connection that keeps the house rules.
///
/// The journal is deleted after each transaction (`DELETE`), so that the ledger at rest is one file that can be copied; a
/// write-ahead log would leave two more beside it. `EXTRA` is `FULL` with the folder synced after that deletion: without it,
/// a power cut could bring the journal back and take an entry away that was acknowledged.
fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, LedgerError> {
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    db.busy_timeout(PATIENCE)?;
    // A file from elsewhere must not bring functions or broken cells of its own into play.
    db.pragma_update(None, "trusted_schema", false)?;
    db.pragma_update(None, "cell_size_check", true)?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "synchronous", "EXTRA")?;
    Ok(db)
}
