//! A quick hash for look-ups of ids. Maps with it are only looked up, never walked through, so their order reaches nothing.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map with the quick hash.
pub(crate) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// Multiplies and rotates eight bytes at a time (the scheme known as FxHash).
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Quick(u64);

const FACTOR: u64 = 0xF135_7AEA_2E62_A9C5;

impl Quick {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0u8; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.add(u64::from_le_bytes(word));
        }
    }

    fn write_u32(&mut self, n: u32) {
        self.add(u64::from(n));
    }

    fn finish(&self) -> u64 {
        // The map takes its group from the high bits and its slot from the low ones.
        self.0 ^ (self.0 >> 32)
    }
}
