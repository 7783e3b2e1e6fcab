//! The good round is accepted in silence, whatever the order of rows, the encoding, the titles or the container.

use crate::base::{Broken, warned};
use encoding_rs::SHIFT_JIS;
use proptest::prelude::*;
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::{RoundFiles, read_round};

#[test]
fn accepted_in_silence() {
    let loaded = warned(Broken::good(), &[]);
    let (round, s) = (&loaded.round, loaded.settings);
    assert_eq!(
        (round.name(), round.fiscal_year(), round.entry_date().to_string().as_str()),
        ("2026年4月", 2026, "2026-04-01")
    );
    assert_eq!((round.facilities().len(), round.children().len(), round.households().len()), (3, 6, 4));
    assert_eq!(round.tie_names(), ["tie_1"]);
    assert_eq!(
        (s.mechanism, s.ties, s.time_limit_s, s.lottery_seed),
        (Some(Mechanism::DeferredAcceptance), Ties::Strict, 30, 20_260_401)
    );
    let d = round.children().iter().find(|c| c.id == "D").unwrap();
    assert_eq!(d.class.get(), 3);
    let b = round.children().iter().position(|c| c.id == "B").unwrap() as u32;
    let f3 = round.facility_by_id("F3").unwrap();
    assert_eq!(round.score(b, f3).map(|s| s.points.0), Some(19_000));
    assert_eq!(loaded.input_sha256.len(), 64);
}

#[test]
fn cp932_copy_gives_the_same_round() {
    let utf8 = Broken::good().read().0.unwrap();
    let copy = Broken::good().map(|name, bytes| {
        let text = std::str::from_utf8(bytes).unwrap().replace('\n', "\r\n");
        if name.ends_with(".csv") { SHIFT_JIS.encode(&text).0.into_owned() } else { bytes.to_vec() }
    });
    // Only the facilities hold characters beyond ASCII.
    let cp932 = warned(copy, &[("N0106", "facilities.csv", 0, "", "")]);
    assert_eq!(cp932.round, utf8.round);
    assert_ne!(cp932.input_sha256, utf8.input_sha256);
}

#[test]
fn japanese_titles_give_the_same_round() {
    let round = Broken::good()
        .swap(
            "children.csv",
            "child_id,household_id,birth_date,class,current_facility_id",
            "児童番号,世帯ID,生年月日,歳児,現在の施設",
        )
        .swap("wishes.csv", "child_id,rank,facility_id", "児童ＩＤ,希望順位,施設ID")
        .swap("scores.csv", "child_id,facility_id,score,tie_1", "児童ID,施設ID,指数,同点１")
        .swap("seats.csv", "facility_id,class,seats,reserved_for", "施設ID,クラス,受入可能数,別枠")
        .swap(
            "households.csv",
            "independent,elder-else-younger,together-first",
            "別々可,上の子優先,同園優先",
        );
    let (japanese, english) = (warned(round, &[]), Broken::good().read().0.unwrap());
    assert_eq!(japanese.round.tie_names(), ["同点１"]);
    assert_eq!(japanese.round.children(), english.round.children());
    assert_eq!(japanese.round.seats(), english.round.seats());
    assert_eq!(japanese.round.households(), english.round.households());
}

#[test]
fn the_digest_follows_every_used_byte() {
    let base = Broken::good().read().0.unwrap().input_sha256;
    let other = Broken::good().swap("facilities.csv", "秦", "新本").read().0.unwrap().input_sha256;
    let unused = Broken::good().set("memo.csv", "a\n").read().0.unwrap().input_sha256;
    assert_ne!(base, other);
    assert_eq!(base, unused);
}

#[test]
fn a_folder_is_read_like_memory() {
    let dir = tempfile::tempdir().unwrap();
    for (name, content) in Broken::good().files() {
        std::fs::write(dir.path().join(name), content).unwrap();
    }
    std::fs::write(dir.path().join("~$lock.xlsx"), "x").unwrap();
    let (loaded, findings) = read_round(dir.path());
    assert!(findings.is_empty(), "{}", findings.render(sekiwari::Lang::En));
    assert_eq!(loaded, Broken::good().read().0);
}

#[test]
fn what_is_no_round_is_said() {
    let dir = tempfile::tempdir().unwrap();
    for path in [dir.path().join("missing"), {
        let file = dir.path().join("a.txt");
        std::fs::write(&file, "x").unwrap();
        file
    }] {
        let mut findings = Findings::new();
        assert!(RoundFiles::open(&path, &mut findings).is_none());
        assert_eq!(findings.iter().map(|f| f.code()).collect::<Vec<_>>(), ["E0115"]);
    }
}

pub(crate) fn shuffled(bytes: &[u8], keys: &[u32]) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let mut rows: Vec<(u32, &str)> =
        rows.lines().enumerate().map(|(i, r)| (keys[i % keys.len()].rotate_left(i as u32), r)).collect();
    rows.sort();
    let rows: Vec<&str> = rows.into_iter().map(|r| r.1).collect();
    format!("{header}\n{}\n", rows.join("\n")).into_bytes()
}

/// A round with a few bytes of one file replaced.
pub(crate) fn damaged(round: Broken, file: &str, at: usize, bytes: &[u8]) -> Broken {
    round.map(|name, content| {
        let mut content = content.to_vec();
        if name == file {
            let at = at % content.len();
            let end = (at + 2).min(content.len());
            content.splice(at..end, bytes.iter().copied());
        }
        content
    })
}

proptest! {
    #[test]
    fn the_order_of_rows_leaves_no_trace(keys in prop::collection::vec(any::<u32>(), 1..12)) {
        let mixed = Broken::good().map(|name, b| if name.ends_with(".csv") { shuffled(b, &keys) } else { b.to_vec() });
        prop_assert_eq!(mixed.read().0.unwrap().round, Broken::good().read().0.unwrap().round);
    }

    #[test]
    fn damage_anywhere_never_panics(file in 0usize..8, at in 0usize..400, bytes in prop::collection::vec(any::<u8>(), 0..4)) {
        let name = Broken::good().files()[file].0.clone();
        let (loaded, findings) = damaged(Broken::good(), &name, at, &bytes).read();
        prop_assert_eq!(loaded.is_none(), findings.has_errors());
        prop_assert!(!findings.iter().any(|f| f.code() == "E0524"), "{}", findings.render(sekiwari::Lang::En));
    }
}

#[test]
fn shipped_samples_are_clean() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    for sample in ["tiny", "soja"] {
        let (loaded, findings) = read_round(&data.join(sample));
        assert!(!findings.has_errors() && loaded.is_some(), "{}", findings.render(sekiwari::Lang::En));
    }
}
