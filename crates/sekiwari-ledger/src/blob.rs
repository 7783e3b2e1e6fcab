//! Contents of files: each kept once, deflated, found by its SHA-256.

use crate::{Hash, LedgerError};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rayon::prelude::*;
use std::io::{Read, Write};

/// A content ready to be kept.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    pub(crate) hash: Hash,
    pub(crate) size: u64,
    pub(crate) deflated: Vec<u8>,
}

/// Deflates contents, in parallel. Tables shrink to a tenth; level 6 costs about 10 ms a megabyte.
pub(crate) fn pack_all(contents: &[&[u8]]) -> std::io::Result<Vec<Packed>> {
    contents.par_iter().map(|content| pack(content)).collect()
}

fn pack(content: &[u8]) -> std::io::Result<Packed> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(content.len() / 4), Compression::default());
    encoder.write_all(content)?;
    Ok(Packed { hash: Hash::of(content), size: content.len() as u64, deflated: encoder.finish()? })
}

/// Gives a content back if it is the one that was kept.
///
/// # Errors
/// [`LedgerError::Damaged`] if it is not. No more than `size` bytes are ever made of it.
pub(crate) fn unpack(hash: Hash, size: u64, deflated: &[u8]) -> Result<Vec<u8>, LedgerError> {
    let wrong = || LedgerError::damaged(format!("the content {hash} is not what was recorded"));
    let mut content = Vec::new();
    // One byte more would show that it is too long.
    let mut limited = DeflateDecoder::new(deflated).take(size.saturating_add(1));
    limited.read_to_end(&mut content).map_err(|_| wrong())?;
    if content.len() as u64 == size && Hash::of(&content) == hash { Ok(content) } else { Err(wrong()) }
}

#[cfg(test)]
mod tests {
    use super::{pack, pack_all, unpack};

    #[test]
    fn what_is_kept_comes_back() {
        for content in [&b""[..], b"child_id,facility_id\n", &[0; 100_000], "𠮷".as_bytes()] {
            let packed = pack(content).unwrap();
            assert_eq!(unpack(packed.hash, packed.size, &packed.deflated).unwrap(), content);
        }
        assert_eq!(pack_all(&[b"a", b"b"]).unwrap()[1].hash, pack(b"b").unwrap().hash);
    }

    #[test]
    fn nothing_else_comes_back() {
        let packed = pack(&vec![b'a'; 5000]).unwrap();
        for size in [0, 4999, 5001, u64::MAX] {
            assert!(unpack(packed.hash, size, &packed.deflated).is_err(), "{size}");
        }
        let mut cut = packed.deflated.clone();
        cut.pop();
        assert!(unpack(packed.hash, 5000, &cut).is_err());
        assert!(unpack(pack(b"b").unwrap().hash, 5000, &packed.deflated).is_err());
        assert!(unpack(packed.hash, 5000, b"").is_err());
    }
}
