//! The files that a sweep is read from, and their digest.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

/// The files of a sweep, each read once.
pub(super) struct Files<'o> {
    open: &'o mut dyn FnMut(&str) -> io::Result<Vec<u8>>,
    own: (String, Vec<u8>),
    named: BTreeMap<String, Vec<u8>>,
}

impl<'o> Files<'o> {
    pub(super) fn new(
        file: &str,
        bytes: &[u8],
        open: &'o mut dyn FnMut(&str) -> io::Result<Vec<u8>>,
    ) -> Self {
        Self { open, own: (file.to_owned(), bytes.to_vec()), named: BTreeMap::new() }
    }

    /// A file that the sweep names.
    pub(super) fn read(&mut self, name: &str) -> io::Result<&[u8]> {
        if !self.named.contains_key(name) {
            let bytes = (self.open)(name)?;
            self.named.insert(name.to_owned(), bytes);
        }
        Ok(self.named.get(name).map_or(&[], Vec::as_slice))
    }

    /// Over the sweep itself, then what it names by name: the length of a name and the name, the length of the content and
    /// the content (lengths as 8 bytes, big-endian).
    pub(super) fn sha256(&self) -> String {
        let mut hash = Sha256::new();
        let own = std::iter::once((&self.own.0, &self.own.1));
        for (name, bytes) in own.chain(&self.named) {
            for part in [name.as_bytes(), bytes] {
                hash.update((part.len() as u64).to_be_bytes());
                hash.update(part);
            }
        }
        hash.finalize().iter().fold(String::new(), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}
