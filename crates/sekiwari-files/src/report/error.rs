//! Why a page cannot be made.

use crate::finding::Findings;
use sekiwari::Lang;
use std::io;
use std::path::PathBuf;

/// Why a page cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The folder is none of ours, or of a kind that has no section.
    #[error("{} is no output folder that the page can show (it holds none of: {})", .0.display(), super::source::names())]
    Unknown(PathBuf),
    /// The first folder is not one of `allocate`.
    #[error("{} is no output folder of allocate (no result.json of ours); name that first", .0.display())]
    NotDecided(PathBuf),
    /// A folder of `allocate` that is not the first.
    #[error("{} is an output folder of allocate; only the first folder may be one (see sekiwari compare)", .0.display())]
    SecondDecision(PathBuf),
    /// An output folder of an earlier version.
    #[error("{} has no summary.json; run allocate again", .0.display())]
    NoSummary(PathBuf),
    /// A file cannot be read as what it should be.
    #[error("{}: {reason}; run the command that wrote it again", .path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// Files of one folder are not of one run.
    #[error("{}: result.json and summary.json are not of one run; run allocate again", .0.display())]
    Mixed(PathBuf),
    /// A document about a round of another programme.
    #[error("{} is about a round of another programme (nurseries, clubs) than the first folder; run the command that wrote it for that round", .0.display())]
    OtherProgramme(PathBuf),
    /// The areas of the districts have errors.
    #[error("{}: cannot be used as areas of districts", .path.display())]
    Districts {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        findings: Findings,
    },
    /// The place of the page is taken by something else.
    #[error("{} exists and is no page of sekiwari, so it is not replaced", .0.display())]
    NotOurs(PathBuf),
    /// The file system refuses.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What it says.
        source: io::Error,
    },
}

impl ReportError {
    /// The error as a line for people.
    pub fn message(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::En, _) => self.to_string(),
            (Lang::Ja, Self::Unknown(path)) => format!(
                "{} は、報告ページに載せられる出力フォルダではありません（次のどれも含みません: {}）",
                path.display(),
                super::source::names()
            ),
            (Lang::Ja, Self::NotDecided(path)) => format!(
                "{} は allocate の出力フォルダではありません（このプログラムの result.json がありません）。先頭に指定してください",
                path.display()
            ),
            (Lang::Ja, Self::SecondDecision(path)) => format!(
                "{} は allocate の出力フォルダです。先頭の 1 つだけ指定できます（二つの結果は sekiwari compare で比べます）",
                path.display()
            ),
            (Lang::Ja, Self::NoSummary(path)) => format!(
                "{} に summary.json がありません。allocate をもう一度実行してください",
                path.display()
            ),
            (Lang::Ja, Self::Unreadable { path, reason }) => {
                format!("{}: {reason}。書き出したコマンドをもう一度実行してください", path.display())
            }
            (Lang::Ja, Self::Mixed(path)) => format!(
                "{}: result.json と summary.json が同じ実行のものではありません。allocate をもう一度実行してください",
                path.display()
            ),
            (Lang::Ja, Self::OtherProgramme(path)) => format!(
                "{} は、先頭のフォルダとは別の種類（保育所等、児童クラブ）の募集のものです。先頭のフォルダの募集について、書き出したコマンドを実行してください",
                path.display()
            ),
            (Lang::Ja, Self::Districts { path, .. }) => {
                format!("{}: 地区の区域として使えません", path.display())
            }
            (Lang::Ja, Self::NotOurs(path)) => format!(
                "{} は既にあり、このプログラムの報告ページではないため、置き換えません",
                path.display()
            ),
            (Lang::Ja, Self::Io { path, source }) => format!("{}: {source}", path.display()),
        }
    }

    pub(super) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}
