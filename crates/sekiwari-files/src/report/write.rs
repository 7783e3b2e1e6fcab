//! The page on the disk: whole or not at all.

use super::ReportError;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

/// What stands in every page near its beginning, by which it is known again.
pub(super) const GENERATOR: &str = "<meta name=\"generator\" content=\"sekiwari ";

/// How far from its beginning a page says that it is ours.
const LOOKED_AT: u64 = 1024;

/// Writes the page beside its place and puts it there in one step. A file that is there is only replaced if it is a page of
/// ours.
///
/// # Errors
/// If something else is there, or the file system refuses; then nothing is changed.
pub fn write_report(path: &Path, page: &str) -> Result<(), ReportError> {
    let io = || ReportError::io(path);
    if fs::symlink_metadata(path).is_ok() {
        let mut start = Vec::new();
        let is_file = path.is_file();
        if is_file {
            let file = File::open(path).map_err(io())?;
            file.take(LOOKED_AT).read_to_end(&mut start).map_err(io())?;
        }
        if !is_file || !String::from_utf8_lossy(&start).contains(GENERATOR) {
            return Err(ReportError::NotOurs(path.to_owned()));
        }
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".report.").suffix(".partial");
    #[cfg(unix)]
    {
        // As an ordinary file is made; by default it would stay private to the user.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(io())?;
    file.write_all(page.as_bytes()).map_err(io())?;
    file.persist(path).map_err(|e| ReportError::Io { path: path.to_owned(), source: e.error })?;
    Ok(())
}
