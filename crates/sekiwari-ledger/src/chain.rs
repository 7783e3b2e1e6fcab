//! The chain: every entry carries a hash over the hash before it and its own content.
//!
//! The hash is SHA-256 over these parts, each preceded by its length in bytes as 8 bytes, big-endian: the text
//! `sekiwari ledger 1`; the hash of the entry before (32 bytes, zeros before the first); the sequence number in decimal;
//! the date; the kind; the child, empty if none; the number of the corrected entry in decimal, empty if none; the body,
//! byte for byte as stored. Bodies of rounds name the SHA-256 of every file, so the chain covers these too.
//!
//! Whoever changes one entry has to make all later hashes anew. That cannot be hidden from anybody who has written down one
//! of them: the hash of the last entry is the **seal** of everything before it.

use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// A SHA-256, shown as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// Stands before the first entry.
    pub const ZERO: Hash = Hash([0; 32]);

    /// The hash of a content.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Hash(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Not 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 in hexadecimal (64 digits)")]
pub struct NotAHash;

impl FromStr for Hash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        if text.len() != 64 || !text.is_ascii() {
            return Err(NotAHash);
        }
        let mut hash = [0; 32];
        for (byte, digits) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| NotAHash)?;
            // `from_str_radix` would take a sign.
            if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Err(NotAHash);
            }
            *byte = u8::from_str_radix(digits, 16).map_err(|_| NotAHash)?;
        }
        Ok(Hash(hash))
    }
}

/// What of an entry goes into its hash.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Link<'a> {
    pub(crate) previous: Hash,
    pub(crate) seq: i64,
    pub(crate) on: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) child: Option<&'a str>,
    pub(crate) corrects: Option<i64>,
    pub(crate) body: &'a str,
}

impl Link<'_> {
    /// The hash of the entry.
    pub(crate) fn hash(&self) -> Hash {
        let mut hash = Sha256::new();
        let mut part = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        };
        part(b"sekiwari ledger 1");
        part(&self.previous.0);
        part(self.seq.to_string().as_bytes());
        part(self.on.as_bytes());
        part(self.kind.as_bytes());
        part(self.child.unwrap_or_default().as_bytes());
        part(self.corrects.map(|c| c.to_string()).unwrap_or_default().as_bytes());
        part(self.body.as_bytes());
        Hash(hash.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::{Hash, Link};

    #[test]
    fn hashes_are_read_as_they_are_written() {
        let hash = Hash::of(b"abc");
        assert_eq!(
            hash.to_string(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "FIPS 180-4, appendix B.1"
        );
        assert_eq!(hash.to_string().to_uppercase().parse(), Ok(hash));
        for wrong in ["", "ba", &format!("+{}", &hash.to_string()[1..]), &"é".repeat(32)] {
            assert!(wrong.parse::<Hash>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn every_part_counts_and_no_part_runs_into_the_next() {
        let link = Link {
            previous: Hash::ZERO,
            seq: 12,
            on: "2026-04-01",
            kind: "decline",
            child: Some("C1"),
            corrects: None,
            body: "{}",
        };
        let others = [
            Link { previous: Hash::of(b""), ..link },
            Link { seq: 13, ..link },
            Link { on: "2026-04-02", ..link },
            Link { kind: "withdraw", ..link },
            Link { child: Some("C"), ..link },
            Link { child: None, ..link },
            Link { corrects: Some(1), ..link },
            Link { body: "{} ", ..link },
            Link { kind: "declineC", child: Some("1"), ..link },
        ];
        let mut hashes: Vec<_> = others.iter().chain([&link]).map(Link::hash).collect();
        hashes.sort();
        hashes.dedup();
        assert_eq!(hashes.len(), others.len() + 1);
    }
}
