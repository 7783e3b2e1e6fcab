//! From bytes to text: which encoding, and where it fails.
//!
//! The rules are strict and in this order, so that the same bytes always give the same text:
//! 1. a byte order mark decides (UTF-8, UTF-16);
//! 2. bytes that are valid UTF-8 are UTF-8;
//! 3. bytes that are mostly UTF-8 with a few broken ones are damaged UTF-8: an error per line;
//! 4. bytes that a detector takes for EUC-JP or ISO-2022-JP are refused by name;
//! 5. everything else is CP932 (Shift_JIS as Windows writes it), with an error per line that is not.

mod judge;
mod lines;

use encoding_rs::{Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use crate::finding::{Finding, Findings, Place, catalogue::files};

/// Encoding a text was read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Shift_JIS as Windows writes it (code page 932).
    Cp932,
    /// UTF-16 with a byte order mark.
    Utf16,
}

/// Text of a file and how it was read. The byte order mark is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// What it was read as.
    pub charset: Charset,
}

/// Decodes a file's bytes. `file` is the name used in findings.
///
/// Returns nothing where an error finding was pushed: no bytes at all, a NUL byte, a foreign encoding, bytes that are no
/// character (one finding per line). Never panics, whatever the bytes. Cost: linear; valid UTF-8 is not copied.
pub fn decode(bytes: Vec<u8>, file: &str, findings: &mut Findings) -> Option<Decoded> {
    let bom = Encoding::for_bom(&bytes);
    if let Some((encoding, skip)) = bom.filter(|(e, _)| *e == UTF_16LE || *e == UTF_16BE) {
        return decode_utf16(&bytes[skip..], encoding, file, findings);
    }
    let skip = bom.map_or(0, |(_, n)| n);
    if bytes[skip..].is_empty() {
        findings.add(&files::FILE_EMPTY, Place::file(file));
        return None;
    }
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        findings.add(&files::NUL_BYTE, Place::file(file).line(lines::line_of(&bytes, at)));
        return None;
    }
    let bytes = if skip > 0 { bytes[skip..].to_vec() } else { bytes };
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if text.contains("\u{1b}$") => return foreign("ISO-2022-JP", file, findings),
        Ok(text) => return Some(Decoded { text, charset: Charset::Utf8 }),
        Err(e) => e.into_bytes(),
    };
    if skip > 0 || judge::is_damaged_utf8(&bytes) {
        lines::report_undecodable(&bytes, UTF_8, file, findings);
        return None;
    }
    if judge::looks_like_euc_jp(&bytes) {
        return foreign("EUC-JP", file, findings);
    }
    match SHIFT_JIS.decode_without_bom_handling_and_without_replacement(&bytes) {
        Some(text) => {
            findings.add(&files::READ_AS_CP932, Place::file(file));
            Some(Decoded { text: text.into_owned(), charset: Charset::Cp932 })
        }
        None => {
            lines::report_undecodable(&bytes, SHIFT_JIS, file, findings);
            None
        }
    }
}

fn foreign(encoding: &str, file: &str, findings: &mut Findings) -> Option<Decoded> {
    findings.push(Finding::new(&files::ENCODING_FOREIGN, Place::file(file)).arg("encoding", encoding));
    None
}

fn decode_utf16(
    bytes: &[u8],
    encoding: &'static Encoding,
    file: &str,
    findings: &mut Findings,
) -> Option<Decoded> {
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
        return foreign("UTF-16 (damaged)", file, findings);
    };
    if text.is_empty() {
        findings.add(&files::FILE_EMPTY, Place::file(file));
        return None;
    }
    if let Some(at) = text.find('\0') {
        findings.add(&files::NUL_BYTE, Place::file(file).line(lines::line_of(text.as_bytes(), at)));
        return None;
    }
    findings.add(&files::READ_AS_UTF16, Place::file(file));
    Some(Decoded { text: text.into_owned(), charset: Charset::Utf16 })
}

#[cfg(test)]
mod tests;
