//! Physical lines of raw bytes, and the report of those that cannot be decoded.

use std::fmt::Write as _;

use encoding_rs::Encoding;

use crate::finding::{Finding, Findings, Place, catalogue::files};

/// The 1-based physical line of the byte at `at`. A line ends with LF, CR LF or a lone CR.
pub(super) fn line_of(bytes: &[u8], at: usize) -> u32 {
    let before = &bytes[..at.min(bytes.len())];
    let breaks = before
        .iter()
        .enumerate()
        .filter(|&(i, &b)| b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n')))
        .count();
    u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1)
}

/// One error per line that is not text in `encoding`, with the first bad bytes and their offset from the start.
/// Line feeds are never part of a longer character in UTF-8 or CP932, so lines can be judged one by one.
pub(super) fn report_undecodable(
    bytes: &[u8],
    encoding: &'static Encoding,
    file: &str,
    findings: &mut Findings,
) {
    let mut start = 0;
    let mut line = 1u32;
    while start < bytes.len() {
        let end =
            bytes[start..].iter().position(|&b| b == b'\n' || b == b'\r').map_or(bytes.len(), |p| start + p);
        if let Some(at) = first_bad(&bytes[start..end], encoding) {
            let mut shown = String::new();
            for b in bytes[start + at..end].iter().take(2) {
                let _ = write!(shown, "{b:02X} ");
            }
            findings.push(
                Finding::new(&files::BYTES_UNDECODABLE, Place::file(file).line(line))
                    .arg("encoding", encoding.name())
                    .arg("bytes", shown.trim_end())
                    .arg("offset", start + at),
            );
        }
        let two = bytes.get(end) == Some(&b'\r') && bytes.get(end + 1) == Some(&b'\n');
        start = end + if two { 2 } else { 1 };
        line = line.saturating_add(1);
    }
}

/// Offset of the first bytes that are no character.
fn first_bad(line: &[u8], encoding: &'static Encoding) -> Option<usize> {
    if encoding.decode_without_bom_handling_and_without_replacement(line).is_some() {
        return None;
    }
    // A character is at most four bytes, so the first bad one ends within four bytes after the longest decodable prefix;
    // decodability of prefixes is not monotone inside a character, hence the walk instead of a bisection.
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = [0u8; 16];
    let mut at = 0;
    while at < line.len() {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(&line[at..], &mut out, true);
        match result {
            encoding_rs::DecoderResult::Malformed(bad, extra) => {
                return Some((at + read).saturating_sub(usize::from(bad) + usize::from(extra)));
            }
            encoding_rs::DecoderResult::OutputFull => at += read,
            encoding_rs::DecoderResult::InputEmpty => break,
        }
    }
    Some(0)
}
