//! The digest of a round over the files it was read from.

use super::source::RoundFiles;

/// The digest of the files for every choice of TOML files that the settings may name.
///
/// Which they are is known only after the settings are read, and reading uses the files up.
pub(crate) struct Digests(Vec<(Vec<String>, String)>);

impl Digests {
    pub(crate) fn new(files: &RoundFiles) -> Self {
        let names = files.other_tomls();
        let mut chosen: Vec<Vec<String>> = vec![Vec::new()];
        for (i, name) in names.iter().enumerate() {
            chosen.push(vec![name.clone()]);
            chosen.extend(names[..i].iter().map(|other| vec![other.clone(), name.clone()]));
        }
        let digest = |of: Vec<String>| {
            let digest = files.sha256(&of.iter().map(String::as_str).collect::<Vec<_>>());
            (of, digest)
        };
        Self(chosen.into_iter().map(digest).collect())
    }

    /// The files that settings name, by name, with the digest for them; nothing where one of them is not there.
    pub(crate) fn of<'a>(
        self,
        named: impl IntoIterator<Item = &'a Option<String>>,
    ) -> Option<(Vec<String>, String)> {
        let mut named: Vec<String> = named.into_iter().flatten().cloned().collect();
        named.sort();
        named.dedup();
        self.0.into_iter().find(|(of, _)| *of == named)
    }
}
