//! What a run can come to: an exit code, or a failure that says why it could not run.

use sekiwari::Lang;
use std::path::Path;
use std::process::ExitCode;

/// How a command ended, as scripts see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: done, nothing to complain about.
    Clean,
    /// 1: the input has errors, or the judge found violations.
    Refused,
    /// 2: it could not run at all.
    CouldNotRun,
}

impl Exit {
    /// [`Exit::Clean`] or [`Exit::Refused`].
    pub(crate) fn clean_if(clean: bool) -> Self {
        if clean { Exit::Clean } else { Exit::Refused }
    }
}

impl Exit {
    /// The exit code.
    pub(crate) fn code(self) -> i32 {
        match self {
            Exit::Clean => 0,
            Exit::Refused => 1,
            Exit::CouldNotRun => 2,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit.code() as u8)
    }
}

/// Why a command could not run, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    ja: String,
    en: String,
}

impl Failure {
    /// A failure with its text in Japanese and English.
    pub(crate) fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }

    /// Something could not be done with a file; the operating system says why.
    pub(crate) fn io(path: &Path, error: &std::io::Error) -> Self {
        let path = path.display();
        let (ja, en) = match error.kind() {
            std::io::ErrorKind::NotFound => ("見つかりません", "not found"),
            std::io::ErrorKind::PermissionDenied => ("権限がありません", "permission denied"),
            _ => return Self::new(format!("{path}: {error}"), format!("{path}: {error}")),
        };
        Self::new(format!("{path}: {ja}"), format!("{path}: {en}"))
    }

    /// The failure for programs: `{"failure": {"ja": ..., "en": ...}}`.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::json!({ "failure": { "ja": self.ja, "en": self.en } })
    }

    /// The text in a language.
    pub(crate) fn text(&self, lang: Lang) -> String {
        lang.pick(&self.ja, &self.en).clone()
    }
}
