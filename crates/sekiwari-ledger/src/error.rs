//! Why a ledger could not be used.

use crate::refusal::Refusal;
use rusqlite::ErrorCode;
use sekiwari::Lang;
use sekiwari_files::write::OutputError;

/// Why something could not be done with a ledger. Nothing was recorded then.
///
/// The texts do not name the file: whoever opened it knows it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// What was to be recorded does not fit what the ledger holds.
    #[error("{}", .0.message(Lang::En))]
    Refused(Refusal),
    /// There is something at the place where a ledger was to be made.
    #[error("exists already; a ledger is never replaced")]
    Exists,
    /// There is nothing, or nothing that may be read.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The file is something else.
    #[error("is not a ledger of this program")]
    NotALedger,
    /// The path is a folder.
    #[error("is a folder; a ledger is one file")]
    IsFolder,
    /// A newer version of the program made it.
    #[error("has schema {found}, and this program knows schemas up to {known}: use a newer version of it")]
    NewerSchema {
        /// What the file says.
        found: i64,
        /// What is known here.
        known: i64,
    },
    /// Another process is recording.
    #[error("is in use: another process is recording; try again")]
    Busy,
    /// The file, or the folder it lies in, may not be written to.
    #[error("may not be written to (read-only)")]
    ReadOnly,
    /// No room on the disk.
    #[error("the disk is full; nothing was recorded")]
    Full,
    /// The file has been damaged or tampered with.
    #[error("is damaged: {0}")]
    Damaged(String),
    /// A folder cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// SQLite says something else.
    #[error("{0}")]
    Database(rusqlite::Error),
}

impl LedgerError {
    /// The error for people.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            LedgerError::Refused(refusal) => refusal.message(lang),
            LedgerError::Exists => "すでにあります。台帳は置き換えません".to_owned(),
            LedgerError::Io(e) => match e.kind() {
                std::io::ErrorKind::NotFound => "見つかりません".to_owned(),
                std::io::ErrorKind::PermissionDenied => "権限がありません".to_owned(),
                _ => e.to_string(),
            },
            LedgerError::NotALedger => "このプログラムの台帳ではありません".to_owned(),
            LedgerError::IsFolder => "フォルダです。台帳は一つのファイルです".to_owned(),
            LedgerError::NewerSchema { found, known } => format!(
                "台帳の様式 {found} は、このプログラムの知る様式 {known} より新しいものです。新しい版をお使いください"
            ),
            LedgerError::Busy => {
                "使用中です。ほかの処理が記録しています。しばらくしてもう一度お試しください".to_owned()
            }
            LedgerError::ReadOnly => "書き込めません (読み取り専用)".to_owned(),
            LedgerError::Full => "ディスクに空きがありません。何も記録していません".to_owned(),
            LedgerError::Damaged(what) => format!("壊れています: {what}"),
            LedgerError::Output(e) => e.message(lang),
            LedgerError::Database(e) => format!("読み書きに失敗しました: {e}"),
        }
    }

    /// Something in the file is not as this program writes it.
    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        LedgerError::Damaged(what.into())
    }
}

impl From<Refusal> for LedgerError {
    fn from(refusal: Refusal) -> Self {
        LedgerError::Refused(refusal)
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => LedgerError::Busy,
            Some(ErrorCode::ReadOnly) => LedgerError::ReadOnly,
            Some(ErrorCode::NotADatabase) => LedgerError::NotALedger,
            Some(ErrorCode::DatabaseCorrupt) => LedgerError::damaged(error.to_string()),
            Some(ErrorCode::DiskFull) => LedgerError::Full,
            Some(ErrorCode::CannotOpen) => {
                LedgerError::Io(std::io::Error::new(std::io::ErrorKind::PermissionDenied, error.to_string()))
            }
            _ => match error {
                // A column that holds something else than this program writes there.
                rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => LedgerError::damaged(error.to_string()),
                other => LedgerError::Database(other),
            },
        }
    }
}
