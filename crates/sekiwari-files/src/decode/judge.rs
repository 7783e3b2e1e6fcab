//! Which encoding bytes that are not valid UTF-8 were meant to be.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, SHIFT_JIS};

/// Whether bytes that are not valid UTF-8 are UTF-8 with some damage rather than CP932: they hold more valid three-byte
/// characters (all kana and kanji are three bytes in UTF-8) than broken places. CP932 text hardly ever holds one.
pub(super) fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| c.len_utf8() >= 3).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    valid > broken
}

/// Whether the detector says EUC-JP and reading as CP932 would give mostly half-width katakana, the typical wreck of EUC-JP.
pub(super) fn looks_like_euc_jp(bytes: &[u8]) -> bool {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    if detector.guess(Some(b"jp"), Utf8Detection::Deny) != EUC_JP
        || EUC_JP.decode_without_bom_handling_and_without_replacement(bytes).is_none()
    {
        return false;
    }
    let (as_cp932, _) = SHIFT_JIS.decode_without_bom_handling(bytes);
    let kana = as_cp932.chars().filter(|c| ('\u{FF61}'..='\u{FF9F}').contains(c)).count();
    let other = as_cp932.chars().filter(|c| !c.is_ascii()).count() - kana;
    kana > other
}
