//! A small good round as texts, and what can be done to it.

use sekiwari_files::club::{LoadedClub, read_club_files};
use sekiwari_files::finding::{Findings, Severity};
use sekiwari_files::round::{LoadedRound, RoundFiles, read_round_files};

pub(crate) const SETTINGS: &str = "\
programme = \"nursery\"
name = \"2026年4月\"
fiscal_year = 2026
entry_date = 2026-04-01

[allocate]
mechanism = \"deferred-acceptance\"
ties = \"strict\"
time_limit_s = 30

[priority]
lottery_seed = 20260401
";

pub(crate) const FACILITIES: &str = "\
facility_id,name,kind,lat,lon,min_age_days
F1,きよね,kodomoen,34.66,133.75,
F2,常盤,nursery,34.67,133.74,180
F3,秦,small_a,34.68,133.70,57
";

// A is 0 (born May 2025), B 1, C 3; D and E are siblings of household H4 with a joint list; G holds a seat at F1.
pub(crate) const CHILDREN: &str = "\
child_id,household_id,birth_date,class,current_facility_id
A,H1,2025-05-10,0,
B,H2,2024-06-01,,
C,H2,,3,
D,H4,2023-04-01,3,
E,H4,2024-04-02,1,
G,H5,2024-12-24,1,F1
";

pub(crate) const SEATS: &str = "\
facility_id,class,seats,reserved_for
F1,0,3,
F1,1,2,
F1,2-3,4,
F2,0-1,6,
F2,3;4;5,5,
F3,0-2,3,
";

pub(crate) const WISHES: &str = "\
child_id,rank,facility_id
A,1,F1
A,2,F2
B,1,F2
B,2,F3
C,1,F2
G,1,F3
";

pub(crate) const HOUSEHOLDS: &str = "\
household_id,joint,single_fallback,prefer
H2,independent,elder-else-younger,together-first
";

pub(crate) const JOINT: &str = "\
household_id,rank,child_id,facility_id
H4,1,D,F1
H4,1,E,F1
H4,2,D,F2
H4,2,E,
";

pub(crate) const SCORES: &str = "\
child_id,facility_id,score,tie_1
A,,20.5,3
B,,18,1
B,F3,19,1
C,,18,2
D,,22,5
E,,22,5
G,,15,9
";

/// A round under test: the good one, changed.
pub(crate) struct Broken {
    files: Vec<(String, Vec<u8>)>,
}

impl Broken {
    pub(crate) fn good() -> Self {
        let texts = [
            ("round.toml", SETTINGS),
            ("facilities.csv", FACILITIES),
            ("children.csv", CHILDREN),
            ("seats.csv", SEATS),
            ("wishes.csv", WISHES),
            ("households.csv", HOUSEHOLDS),
            ("joint_wishes.csv", JOINT),
            ("scores.csv", SCORES),
        ];
        Self::of(&texts)
    }

    pub(crate) fn of(texts: &[(&str, &str)]) -> Self {
        Self { files: texts.iter().map(|(n, t)| ((*n).to_owned(), t.as_bytes().to_vec())).collect() }
    }

    /// Exactly one place of the file is changed.
    pub(crate) fn swap(self, file: &str, from: &str, to: &str) -> Self {
        self.swap_bytes(file, from.as_bytes(), to.as_bytes())
    }

    pub(crate) fn swap_bytes(mut self, file: &str, from: &[u8], to: &[u8]) -> Self {
        let content = &mut self.files.iter_mut().find(|f| f.0 == file).unwrap().1;
        let at: Vec<usize> = (0..content.len()).filter(|&i| content[i..].starts_with(from)).collect();
        assert_eq!(at.len(), 1, "{file}: {:?} must stand there once", String::from_utf8_lossy(from));
        content.splice(at[0]..at[0] + from.len(), to.iter().copied());
        self
    }

    pub(crate) fn set(mut self, file: &str, content: impl Into<Vec<u8>>) -> Self {
        self.files.retain(|f| f.0 != file);
        self.files.push((file.to_owned(), content.into()));
        self
    }

    pub(crate) fn append(mut self, file: &str, rows: &str) -> Self {
        let content = &mut self.files.iter_mut().find(|f| f.0 == file).unwrap().1;
        content.extend_from_slice(rows.as_bytes());
        self
    }

    pub(crate) fn without(mut self, file: &str) -> Self {
        self.files.retain(|f| f.0 != file);
        self
    }

    pub(crate) fn map(mut self, change: impl Fn(&str, &[u8]) -> Vec<u8>) -> Self {
        for (name, content) in &mut self.files {
            *content = change(name, content);
        }
        self
    }

    pub(crate) fn read(self) -> (Option<LoadedRound>, Findings) {
        read_round_files(RoundFiles::from_memory(self.files))
    }

    pub(crate) fn read_club(self) -> (Option<LoadedClub>, Findings) {
        read_club_files(RoundFiles::from_memory(self.files))
    }

    pub(crate) fn files(self) -> Vec<(String, Vec<u8>)> {
        self.files
    }
}

/// A finding that must be there: code, file, line (0 = the whole file), column (empty = the row), value (empty = none).
pub(crate) type Want = (&'static str, &'static str, u32, &'static str, &'static str);

fn seen(
    findings: &Findings,
    wanted: impl Fn(Severity) -> bool,
) -> Vec<(String, String, u32, String, String)> {
    findings
        .iter()
        .filter(|f| wanted(f.kind.severity))
        .map(|f| {
            let p = &f.place;
            (
                f.code().to_owned(),
                p.file.clone(),
                p.line.unwrap_or(0),
                p.column.clone().unwrap_or_default(),
                f.value.clone().unwrap_or_default(),
            )
        })
        .collect()
}

fn owned(want: &[Want]) -> Vec<(String, String, u32, String, String)> {
    want.iter().map(|w| (w.0.to_owned(), w.1.to_owned(), w.2, w.3.to_owned(), w.4.to_owned())).collect()
}

/// The round is refused with exactly these errors and warnings (in order of place), and nothing is returned.
#[track_caller]
pub(crate) fn refused(round: Broken, want: &[Want]) {
    is_refused(round.read(), want);
}

/// The same for a round of clubs.
#[track_caller]
pub(crate) fn club_refused(round: Broken, want: &[Want]) {
    is_refused(round.read_club(), want);
}

/// The round is accepted with exactly these warnings and notes.
#[track_caller]
pub(crate) fn warned(round: Broken, want: &[Want]) -> LoadedRound {
    is_warned(round.read(), want)
}

/// The same for a round of clubs.
#[track_caller]
pub(crate) fn club_warned(round: Broken, want: &[Want]) -> LoadedClub {
    is_warned(round.read_club(), want)
}

#[track_caller]
pub(crate) fn is_refused<T>((loaded, findings): (Option<T>, Findings), want: &[Want]) {
    assert_eq!(
        seen(&findings, |s| s != Severity::Note),
        owned(want),
        "{}",
        findings.render(sekiwari::Lang::En)
    );
    assert!(findings.has_errors() && loaded.is_none());
    texts_are_complete(&findings);
}

#[track_caller]
pub(crate) fn is_warned<T>((loaded, findings): (Option<T>, Findings), want: &[Want]) -> T {
    assert_eq!(seen(&findings, |_| true), owned(want), "{}", findings.render(sekiwari::Lang::En));
    assert!(!findings.has_errors());
    texts_are_complete(&findings);
    loaded.unwrap()
}

/// Every placeholder is filled: nothing is left in braces, and every argument that a text asks for is there.
#[track_caller]
pub(crate) fn texts_are_complete(findings: &Findings) {
    for f in findings {
        for text in [f.kind.cause.en, f.kind.todo.en] {
            for name in text.split('{').skip(1).filter_map(|s| s.split_once('}')).map(|p| p.0) {
                let place = match name {
                    "file" => true,
                    "line" => f.place.line.is_some(),
                    "column" => f.place.column.is_some(),
                    "value" => f.value.is_some(),
                    _ => false,
                };
                let given = f.args.iter().any(|(n, _)| *n == name || n.strip_suffix("_en") == Some(name));
                assert!(place || given, "{} lacks {{{name}}}", f.code());
            }
        }
    }
}
