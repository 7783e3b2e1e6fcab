//! One output file: there whole, or not at all.

use super::folder::OutputError;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file that is not there yet; with `replace` also in the place of one that is. The bytes go to a hidden file beside it,
/// which is then put in place in one step, so that whoever looks sees the old file, the new one, or none.
///
/// # Errors
/// [`OutputError`] if a file is there that is not to be replaced, or the file system refuses. Nothing is changed then.
pub fn write_file(target: &Path, replace: bool, bytes: &[u8]) -> Result<(), OutputError> {
    check_place(target, replace)?;
    let io_error = |source: io::Error| OutputError::Io { path: target.to_owned(), source };
    let parent = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let made = make_parents(parent)?;
    let write = || -> io::Result<()> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{name}.");
        builder.prefix(&prefix).suffix(".partial");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut file = builder.tempfile_in(parent)?;
        file.write_all(bytes)?;
        file.flush()?;
        let put = if replace { file.persist(target) } else { file.persist_noclobber(target) };
        put.map_err(|e| e.error)?;
        Ok(())
    };
    write().map_err(|source| {
        made.iter().rev().for_each(|path| drop(fs::remove_dir(path)));
        match source.kind() {
            io::ErrorKind::AlreadyExists => OutputError::FileThere(target.to_owned()),
            _ => io_error(source),
        }
    })
}

/// Whether a file may be written there, to be asked before long work.
///
/// # Errors
/// As [`write_file`].
pub fn check_place(target: &Path, replace: bool) -> Result<(), OutputError> {
    match fs::metadata(target) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(OutputError::Io { path: target.to_owned(), source }),
        Ok(there) if there.is_dir() => Err(OutputError::IsAFolder(target.to_owned())),
        Ok(_) if !replace => Err(OutputError::FileThere(target.to_owned())),
        Ok(_) => Ok(()),
    }
}

/// Makes the folders above that are missing; which they were, outermost first.
fn make_parents(parent: &Path) -> Result<Vec<PathBuf>, OutputError> {
    let missing = parent.ancestors().take_while(|p| !p.as_os_str().is_empty() && !p.exists());
    let mut missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
    missing.reverse();
    fs::create_dir_all(parent).map_err(|source| OutputError::Io { path: parent.to_owned(), source })?;
    Ok(missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_only_replaced_on_demand_and_nothing_else_is_left() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("new/deep/a.xlsx");
        write_file(&target, false, b"one").unwrap();
        assert!(matches!(write_file(&target, false, b"two"), Err(OutputError::FileThere(_))));
        assert_eq!(fs::read(&target).unwrap(), b"one");
        write_file(&target, true, b"two").unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"two");
        assert_eq!(fs::read_dir(target.parent().unwrap()).unwrap().count(), 1);
        assert!(matches!(write_file(dir.path(), true, b""), Err(OutputError::IsAFolder(_))));
    }

    #[cfg(unix)]
    #[test]
    fn where_nothing_can_be_written_nothing_is_left() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("file"), "x").unwrap();
        let target = dir.path().join("file/a.xlsx");
        assert!(write_file(&target, true, b"one").is_err());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
