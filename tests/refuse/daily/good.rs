//! The good round, and what must not matter about it.

use super::base::{C, Q, S, doubted, good};

#[test]
fn is_read() {
    let loaded = doubted(good(), &[]);
    let round = &loaded.round;
    assert_eq!((round.sites().len(), round.offers().len(), round.children().len()), (4, 5, 5));
    assert_eq!((round.requests().len(), round.groups().len()), (6, 5));
    assert_eq!(round.rules().caps.len(), 1);
    assert_eq!(loaded.places[2].line, Some(4));
    assert_eq!(loaded.settings.time_limit_s, 30);
}

#[test]
fn the_order_of_rows_and_the_encoding_leave_no_trace() {
    let plain = doubted(good(), &[]).round;
    let turned = good().map(|name, bytes| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        if !name.ends_with(".csv") {
            return text.into_bytes();
        }
        let mut lines: Vec<&str> = text.lines().collect();
        lines[1..].reverse();
        format!("{}\r\n", lines.join("\r\n")).into_bytes()
    });
    assert_eq!(doubted(turned, &[]).round, plain);
    let sjis = good().map(|_, bytes| {
        let text = std::str::from_utf8(bytes).unwrap();
        encoding_rs::SHIFT_JIS.encode(text).0.into_owned()
    });
    let (loaded, _) =
        sekiwari_files::daily::read_daily_files(sekiwari_files::round::RoundFiles::from_memory(sjis.files()));
    assert_eq!(loaded.unwrap().round, plain);
}

#[test]
fn japanese_words_are_the_same_words() {
    let plain = doubted(good(), &[]).round;
    let ja = good()
        .swap(S, "F1,temporary,,MTWHF", "F1,一時預かり,,月火水木金")
        .swap(S, "0-5;grade 1-6,,yes", "0-5;小1-6,,はい")
        .swap(S, "F4,sick,convalescent,", "F4,病児保育,病後児保育,")
        .swap(C, "2023-05-10", "令和5年5月10日")
        .swap(Q, "2026-05-11,day,regular", "2026/5/11,一日,非定型")
        .swap(Q, "2026-04-15 9:00", "令和8年4月15日 9時")
        .swap(Q, "9:00,confirmed", "9:00,決定");
    let era = ("N0317", C, 2, "birth_date", "");
    assert_eq!(doubted(ja, &[era]).round, plain);
}
