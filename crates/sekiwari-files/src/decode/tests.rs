use super::{Charset, decode};
use crate::finding::Findings;
use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> (Option<super::Decoded>, Findings) {
    let mut f = Findings::new();
    let d = decode(bytes.to_vec(), "t.csv", &mut f);
    (d, f)
}

fn codes(f: &Findings) -> Vec<(&str, Option<u32>)> {
    f.iter().map(|f| (f.code(), f.place.line)).collect()
}

#[test]
fn utf8_with_and_without_bom_is_silent() {
    for text in ["児童ID\n1\n", "\u{FEFF}児童ID\n1\n"] {
        let (d, f) = read(text.as_bytes());
        let d = d.unwrap();
        assert_eq!((d.text.as_str(), d.charset), ("児童ID\n1\n", Charset::Utf8));
        assert!(f.is_empty());
    }
}

#[test]
fn cp932_is_read_and_noted() {
    let (bytes, _, bad) = SHIFT_JIS.encode("児童ID,氏名\r\n1,髙橋①\r\n2,ｱｲｳ\r\n");
    assert!(!bad);
    let (d, f) = read(&bytes);
    let d = d.unwrap();
    assert_eq!((d.text.as_str(), d.charset), ("児童ID,氏名\r\n1,髙橋①\r\n2,ｱｲｳ\r\n", Charset::Cp932));
    assert_eq!(codes(&f), [("N0106", None)]);
}

#[test]
fn undecodable_lines_are_all_named_with_offset() {
    let mut bytes = SHIFT_JIS.encode("施設\r\n総社\r\n常盤\r\n").0.into_owned();
    let at = bytes.len();
    bytes.extend(b"a\xFF\r\nok\r\n\x81\r\n");
    let (d, f) = read(&bytes);
    assert!(d.is_none());
    assert_eq!(codes(&f), [("E0103", Some(4)), ("E0103", Some(6))]);
    let first = f.iter().next().unwrap();
    assert!(first.args.contains(&("offset", (at + 1).to_string())));
    assert!(first.args.contains(&("bytes", "FF".to_owned())));
}

#[test]
fn damaged_utf8_is_not_taken_for_cp932() {
    let mut bytes = "児童,施設\n総社保育園,常盤\n".as_bytes().to_vec();
    bytes.extend(b"\xE7\xB7\n");
    let (d, f) = read(&bytes);
    assert!(d.is_none());
    assert_eq!(codes(&f), [("E0103", Some(3))]);
}

#[test]
fn other_japanese_encodings_are_named() {
    let text = "施設の一覧を書き出したもの\n保育所の名前と住所\n";
    for (encoding, name) in [(EUC_JP, "EUC-JP"), (ISO_2022_JP, "ISO-2022-JP")] {
        let (d, f) = read(&encoding.encode(text).0);
        assert!(d.is_none(), "{name}");
        assert_eq!(codes(&f), [("E0104", None)], "{name}");
        assert!(f.iter().next().unwrap().args.contains(&("encoding", name.to_owned())));
    }
}

#[test]
fn utf16_needs_its_bom() {
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend("児,1\n".encode_utf16().flat_map(u16::to_le_bytes));
    let (d, f) = read(&bytes);
    assert_eq!(d.unwrap().text, "児,1\n");
    assert_eq!(codes(&f), [("N0107", None)]);
}

#[test]
fn empty_and_nul() {
    assert_eq!(codes(&read(b"").1), [("E0110", None)]);
    assert_eq!(codes(&read(b"\xEF\xBB\xBF").1), [("E0110", None)]);
    assert_eq!(codes(&read(b"a\rb\r\nc\0").1), [("E0105", Some(3))]);
}

proptest! {
    #[test]
    fn any_bytes_give_text_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (d, f) = read(&bytes);
        prop_assert_eq!(d.is_none(), f.has_errors());
        if let Some(d) = d {
            prop_assert!(!d.text.contains('\0'));
        }
    }

    #[test]
    fn any_japanese_text_survives_cp932(text in "[ぁ-んァ-ン亜-熙a-z0-9,\r\n]{1,60}") {
        let (bytes, _, unmappable) = SHIFT_JIS.encode(&text);
        prop_assume!(!unmappable && !super::judge::looks_like_euc_jp(&bytes) && !super::judge::is_damaged_utf8(&bytes));
        prop_assert_eq!(read(&bytes).0.unwrap().text, text);
    }
}
