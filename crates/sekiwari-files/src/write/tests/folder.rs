//! Old outputs or new ones, never a mixture, and nothing left behind.

use super::*;
use sekiwari::Lang;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

const OURS: &str = r#"{"engine": "sekiwari"}"#;

fn put(folder: &OutputFolder, name: &str, text: &str) {
    use std::io::Write;
    folder.write(name, |out| out.write_all(text.as_bytes())).unwrap();
}

fn make(out: &Path, name: &str) {
    let folder = OutputFolder::create(out).unwrap();
    put(&folder, "result.json", OURS);
    put(&folder, name, "x");
    folder.commit().unwrap();
}

#[test]
fn nothing_stands_in_the_place_before_the_commit() {
    let (dir, out) = scratch();
    let folder = OutputFolder::create(&out).unwrap();
    put(&folder, "result.json", OURS);
    assert!(!out.exists());
    folder.commit().unwrap();
    assert_eq!(names(dir.path()), ["out"]);
    assert_eq!(names(&out), ["result.json"]);
}

#[test]
fn old_outputs_are_replaced_as_a_whole() {
    let (dir, out) = scratch();
    make(&out, "cutoffs.csv");
    make(&out, "waitlist.csv");
    assert_eq!(names(&out), ["result.json", "waitlist.csv"]);
    assert_eq!(names(dir.path()), ["out"]);
}

#[test]
fn an_empty_folder_is_taken_over() {
    let (dir, out) = scratch();
    fs::create_dir(&out).unwrap();
    make(&out, "a.csv");
    assert_eq!(names(&out), ["a.csv", "result.json"]);
    assert_eq!(names(dir.path()), ["out"]);
}

#[test]
fn whatever_is_not_ours_stays_untouched() {
    let (dir, out) = scratch();
    fs::create_dir(&out).unwrap();
    for (name, text) in [("letter.txt", "mine"), ("result.json", r#"{"engine": "other"}"#)] {
        let path = out.join(name);
        fs::write(&path, text).unwrap();
        let error = OutputFolder::create(&out).unwrap_err();
        assert!(matches!(error, OutputError::NotOurs(_)));
        assert_ne!(error.message(Lang::Ja), error.message(Lang::En));
        assert_eq!(read(&path), text);
        fs::remove_file(&path).unwrap();
    }
    fs::remove_dir(&out).unwrap();
    fs::write(&out, "a file").unwrap();
    assert!(matches!(OutputFolder::create(&out), Err(OutputError::NotAFolder(_))));
    assert_eq!(names(dir.path()), ["out"]);
    assert!(matches!(OutputFolder::create(Path::new(".")), Err(OutputError::InUse(_))));
}

#[test]
fn what_people_put_beside_our_outputs_is_never_deleted() {
    let (dir, out) = scratch();
    make(&out, "allocation.csv");
    for (name, is_folder) in [("letters.xlsx", false), ("round", true), ("reasons.csv", true)] {
        let path = out.join(name);
        if is_folder {
            fs::create_dir(&path).unwrap()
        } else {
            fs::write(&path, "mine").unwrap()
        }
        let error = OutputFolder::create(&out).unwrap_err();
        assert!(matches!(&error, OutputError::HoldsOthers { other, .. } if other == name), "{error}");
        assert!(error.message(Lang::Ja).contains(name));
        assert!(path.exists());
        if is_folder { fs::remove_dir(&path).unwrap() } else { fs::remove_file(&path).unwrap() }
    }
    fs::write(out.join("Thumbs.db"), "").unwrap();
    make(&out, "waitlist.csv");
    assert_eq!(names(&out), ["result.json", "waitlist.csv"]);
    assert_eq!(names(dir.path()), ["out"]);
}

#[test]
fn a_place_taken_in_the_meantime_is_left_alone() {
    let (dir, out) = scratch();
    let folder = OutputFolder::create(&out).unwrap();
    put(&folder, "result.json", OURS);
    fs::create_dir(&out).unwrap();
    fs::write(out.join("mine.txt"), "mine").unwrap();
    assert!(matches!(folder.commit(), Err(OutputError::NotOurs(_))));
    assert_eq!(names(&out), ["mine.txt"]);
    assert_eq!(names(dir.path()), ["out"]);
}

#[test]
fn without_a_commit_nothing_is_left_not_even_folders_above() {
    let (dir, _) = scratch();
    let deep = dir.path().join("a/b/out");
    let folder = OutputFolder::create(&deep).unwrap();
    let error = folder.write("x.csv", |_| Err(io::Error::other("disk full"))).unwrap_err();
    assert!(error.to_string().contains("x.csv: disk full"), "{error}");
    drop(folder);
    assert_eq!(names(dir.path()), [""; 0]);
    make(&deep, "x.csv");
    assert_eq!(names(&deep), ["result.json", "x.csv"]);
    assert_eq!(names(&dir.path().join("a/b")), ["out"]);
}

#[test]
fn an_error_leaves_the_old_outputs() {
    let (dir, out) = scratch();
    make(&out, "cutoffs.csv");
    let folder = OutputFolder::create(&out).unwrap();
    put(&folder, "waitlist.csv", "x");
    drop(folder);
    assert_eq!(names(&out), ["cutoffs.csv", "result.json"]);
    assert_eq!(names(dir.path()), ["out"]);
}

#[test]
fn outputs_set_aside_by_a_process_that_ended_are_put_back() {
    let (dir, out) = scratch();
    make(&out, "cutoffs.csv");
    fs::rename(&out, dir.path().join(".out.previous")).unwrap();
    drop(OutputFolder::create(&out).unwrap());
    assert_eq!(names(&out), ["cutoffs.csv", "result.json"]);
    assert_eq!(names(dir.path()), ["out"]);
}

#[cfg(target_os = "linux")]
#[test]
fn whoever_looks_during_a_replacement_sees_whole_outputs() {
    let (_dir, out) = scratch();
    make(&out, "cutoffs.csv");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let looker = scope.spawn(|| {
            let mut looks = 0u32;
            while !done.load(Ordering::Relaxed) {
                assert!(out.join("result.json").exists(), "look {looks}");
                looks += 1;
            }
            looks
        });
        for _ in 1..100 {
            make(&out, "waitlist.csv");
            make(&out, "reasons.csv");
        }
        done.store(true, Ordering::Relaxed);
        assert!(looker.join().unwrap() > 0);
    });
    assert_eq!(names(&out), ["reasons.csv", "result.json"]);
}

#[cfg(unix)]
#[test]
fn outputs_can_be_read_by_those_who_can_read_other_new_folders() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, out) = scratch();
    make(&out, "a.csv");
    let plain = dir.path().join("plain");
    fs::create_dir(&plain).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&out), mode(&plain));
}
