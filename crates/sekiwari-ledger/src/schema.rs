//! What the file looks like inside.
//!
//! | table | rows |
//! |---|---|
//! | `entry` | one per record, in the order of recording; linked by hashes |
//! | `decision` | what a recorded round decided, one row per child |
//! | `file` | which file of which round has which content |
//! | `blob` | contents, each once, deflated, found by their SHA-256 |
//!
//! Triggers refuse every change of what is there: rows are only ever added, and entries only at the end. They keep honest
//! programs from mistakes; whoever takes the triggers away and changes a row is found out by the chain of hashes.

use crate::LedgerError;
use rusqlite::Connection;

/// Marks the file as a ledger (`PRAGMA application_id`): the letters `SEKI`.
pub(crate) const APPLICATION_ID: i64 = 0x5345_4b49;

/// The version of the tables (`PRAGMA user_version`).
pub(crate) const VERSION: i64 = 1;

const TABLES: &str = "
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY CHECK (seq >= 1),
    on_date TEXT NOT NULL,
    kind TEXT NOT NULL,
    child_id TEXT,
    corrects INTEGER UNIQUE REFERENCES entry (seq) CHECK (corrects < seq),
    body TEXT NOT NULL CHECK (json_valid(body)),
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX entry_child ON entry (child_id) WHERE child_id IS NOT NULL;
CREATE INDEX entry_kind ON entry (kind);
CREATE TABLE blob (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    size INTEGER NOT NULL CHECK (size >= 0),
    packed BLOB NOT NULL
) STRICT;
CREATE TABLE file (
    seq INTEGER NOT NULL REFERENCES entry (seq),
    role TEXT NOT NULL CHECK (role IN ('input', 'output')),
    name TEXT NOT NULL,
    sha256 BLOB NOT NULL REFERENCES blob (sha256),
    PRIMARY KEY (seq, role, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE decision (
    seq INTEGER NOT NULL REFERENCES entry (seq),
    child_id TEXT NOT NULL,
    household_id TEXT NOT NULL,
    class INTEGER NOT NULL CHECK (class BETWEEN 0 AND 5),
    held_facility_id TEXT,
    facility_id TEXT,
    reserved_for TEXT,
    outcome TEXT NOT NULL CHECK (outcome IN ('placed', 'kept', 'unplaced')),
    wish_rank INTEGER CHECK (wish_rank >= 1),
    reason TEXT,
    PRIMARY KEY (seq, child_id),
    CHECK ((facility_id IS NULL) = (outcome = 'unplaced'))
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_child ON decision (child_id);
";

/// Table, and what tells two rows apart.
const KEYS: [(&str, &str); 4] = [
    ("entry", "seq = NEW.seq"),
    ("blob", "sha256 = NEW.sha256"),
    ("file", "seq = NEW.seq AND role = NEW.role AND name = NEW.name"),
    ("decision", "seq = NEW.seq AND child_id = NEW.child_id"),
];

/// Makes the tables and triggers in an empty database.
pub(crate) fn create(db: &Connection) -> rusqlite::Result<()> {
    let mut sql = TABLES.to_owned();
    for (table, same) in KEYS {
        for what in ["UPDATE", "DELETE"] {
            sql += &format!(
                "CREATE TRIGGER {table}_no_{} BEFORE {what} ON {table} BEGIN \
                 SELECT RAISE(ABORT, 'a ledger is only added to'); END;\n",
                what.to_lowercase()
            );
        }
        // `INSERT OR REPLACE` would delete without asking the trigger for deletions.
        sql += &format!(
            "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} \
             WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) BEGIN \
             SELECT RAISE(ABORT, 'a ledger is only added to'); END;\n"
        );
    }
    sql += "CREATE TRIGGER entry_next BEFORE INSERT ON entry \
            WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry) BEGIN \
            SELECT RAISE(ABORT, 'entries are added at the end'); END;\n";
    // Also the unique columns beside the key: a replacement would take the other row away.
    sql += "CREATE TRIGGER entry_corrected BEFORE INSERT ON entry \
            WHEN EXISTS (SELECT 1 FROM entry WHERE corrects = NEW.corrects OR hash = NEW.hash) BEGIN \
            SELECT RAISE(ABORT, 'a ledger is only added to'); END;\n";
    for table in ["file", "decision"] {
        sql += &format!(
            "CREATE TRIGGER {table}_of_last BEFORE INSERT ON {table} \
             WHEN NEW.seq <> (SELECT max(seq) FROM entry) BEGIN \
             SELECT RAISE(ABORT, 'rows belong to the last entry'); END;\n"
        );
    }
    db.execute_batch(&sql)?;
    db.pragma_update(None, "application_id", APPLICATION_ID)?;
    db.pragma_update(None, "user_version", VERSION)
}

/// Every table, index and trigger with its text.
pub(crate) fn objects(db: &Connection) -> rusqlite::Result<Vec<(String, String)>> {
    let mut query =
        db.prepare("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1")?;
    query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// The names of objects that are missing, added or changed against what [`create`] makes.
pub(crate) fn differences(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let fresh = Connection::open_in_memory()?;
    create(&fresh)?;
    let (found, expected) = (objects(db)?, objects(&fresh)?);
    let of = |list: &[(String, String)], other: &[(String, String)]| -> Vec<String> {
        list.iter().filter(|o| !other.contains(o)).map(|(name, _)| name.clone()).collect()
    };
    let mut names = of(&found, &expected);
    names.extend(of(&expected, &found));
    names.sort();
    names.dedup();
    Ok(names)
}

/// Whether this is a ledger that this program can read.
pub(crate) fn recognise(db: &Connection) -> Result<(), LedgerError> {
    let number = |name| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if number("application_id")? != APPLICATION_ID {
        return Err(LedgerError::NotALedger);
    }
    match number("user_version")? {
        VERSION => Ok(()),
        found if found > VERSION => Err(LedgerError::NewerSchema { found, known: VERSION }),
        _ => Err(LedgerError::NotALedger),
    }
}
