use super::{RoundFiles, read_round, read_round_files};
use crate::testing::{C, ods, xlsx};

type Sheet = (&'static str, &'static [&'static [C]]);

const SHEETS: &[Sheet] = &[
    (
        "設定",
        &[
            &[C::T("key"), C::T("value")],
            &[C::T("programme"), C::T("nursery")],
            &[C::T("name"), C::T("2026年4月")],
            &[C::T("fiscal_year"), C::N(2026.0)],
            &[C::T("entry_date"), C::T("令和8年4月1日")],
            &[C::T("priority.lottery_seed"), C::N(7.0)],
        ],
    ),
    ("施設", &[&[C::T("施設ID")], &[C::N(1.0)], &[C::N(2.0)]]),
    (
        "受入枠",
        &[
            &[C::T("施設ID"), C::T("クラス"), C::T("受入可能数")],
            &[C::N(1.0), C::T("0-2"), C::N(3.0)],
            &[C::N(2.0), C::N(1.0), C::N(2.0)],
        ],
    ),
    (
        "児童",
        &[
            &[C::T("児童番号"), C::T("世帯番号"), C::T("生年月日")],
            &[C::N(10.0), C::T("A"), C::T("2024/5/6")],
            &[C::N(11.0), C::T("B"), C::T("R6.4.2")],
        ],
    ),
    (
        "希望",
        &[
            &[C::T("児童番号"), C::T("希望順位"), C::T("施設ID")],
            &[C::N(10.0), C::N(1.0), C::N(2.0)],
            &[C::N(11.0), C::N(1.0), C::N(1.0)],
        ],
    ),
    ("点数", &[&[C::T("児童番号"), C::T("点数")], &[C::N(10.0), C::N(20.5)], &[C::N(11.0), C::N(19.0)]]),
];

fn codes(f: &crate::finding::Findings) -> Vec<&'static str> {
    f.iter().map(|f| f.code()).collect()
}

#[test]
fn one_workbook_is_a_round() {
    let mut rounds = Vec::new();
    for (name, bytes) in [("round.xlsx", xlsx(SHEETS)), ("round.ods", ods(SHEETS))] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        for place in [path.as_path(), dir.path()] {
            let (loaded, f) = read_round(place);
            assert_eq!(codes(&f), ["N0317"], "{}", f.render(crate::finding::Lang::En));
            rounds.push(loaded.unwrap().round);
        }
    }
    assert!(rounds.windows(2).all(|w| w[0] == w[1]));
    assert_eq!(rounds[0].children()[0].id, "10");
    assert_eq!(rounds[0].entry_date().to_string(), "2026-04-01");
}

#[test]
fn serial_dates_and_errors_of_sheets_are_placed() {
    let mut sheets = SHEETS.to_vec();
    sheets[3].1 = &[
        &[C::T("児童番号"), C::T("世帯番号"), C::T("生年月日")],
        &[C::N(10.0), C::T("A"), C::D(45_418)],
        &[C::N(11.0), C::T("B"), C::N(45_384.0)],
    ];
    sheets[5].1 = &[&[C::T("児童番号"), C::T("点数")], &[C::N(10.0), C::N(20.5)], &[C::N(11.0), C::Err]];
    let (loaded, f) = read_round_files(RoundFiles::from_memory([("r.xlsx".to_owned(), xlsx(&sheets))]));
    assert!(loaded.is_none());
    let errors: Vec<_> = f.iter().filter(|f| f.code().starts_with('E')).collect();
    assert_eq!(errors.len(), 1, "{}", f.render(crate::finding::Lang::En));
    let place = &errors[0].place;
    assert_eq!(
        (errors[0].code(), place.sheet.as_deref(), place.line, place.column.as_deref()),
        ("E0314", Some("点数"), Some(3), Some("点数"))
    );
}

#[test]
fn a_workbook_called_after_a_table_is_that_table() {
    let mut files: Vec<(String, Vec<u8>)> = SHEETS
        .iter()
        .map(|&(name, rows)| {
            (format!("{name}.xlsx"), xlsx(&[(if name == "設定" { name } else { "Sheet1" }, rows)]))
        })
        .collect();
    let (loaded, f) = read_round_files(RoundFiles::from_memory(files.clone()));
    assert!(loaded.is_some(), "{}", f.render(crate::finding::Lang::En));
    files.push(("wishes.csv".to_owned(), b"child_id,rank,facility_id\n".to_vec()));
    let (loaded, f) = read_round_files(RoundFiles::from_memory(files));
    assert!(loaded.is_none());
    assert!(codes(&f).contains(&"E0112"), "{}", f.render(crate::finding::Lang::En));
}

#[test]
fn allocations_are_read_from_workbooks() {
    let rows: &[&[C]] = &[&[C::T("児童ID"), C::T("施設ID")], &[C::N(10.0), C::N(2.0)], &[C::N(11.0), C::E]];
    for (name, bytes) in [("hand.xlsx", xlsx(&[("結果", rows)])), ("hand.ods", ods(&[("結果", rows)]))] {
        let mut f = crate::finding::Findings::new();
        let read = crate::review::read_allocation(bytes, name, &mut f).unwrap();
        assert!(f.is_empty(), "{}", f.render(crate::finding::Lang::En));
        let got: Vec<_> =
            read.rows.iter().map(|r| (r.child.as_str(), r.facility.as_deref(), r.line)).collect();
        assert_eq!(got, [("10", Some("2"), 2), ("11", None, 3)]);
    }
}
