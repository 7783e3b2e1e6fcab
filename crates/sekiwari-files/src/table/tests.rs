use super::{CellReader, Column, Content, Table, TableSpec, read_csv, read_workbook};
use crate::finding::{Findings, Text};
use crate::normalise::Word;
use crate::testing::{C, ods, xlsx};
use proptest::prelude::*;

const fn column(name: &'static str, titles: &'static [&'static str], required: bool) -> Column {
    Column { name, titles, required, numbered: false, content: Content::Text, doc: Text { ja: "-", en: "-" } }
}

static SPEC: TableSpec = TableSpec {
    name: "wishes",
    names: &["希望"],
    required: true,
    columns: &[
        column("child_id", &["児童ID", "児童番号"], true),
        column("rank", &["希望順位"], true),
        column("score", &["点数"], false),
        Column { numbered: true, ..column("tie_", &["同点"], false) },
    ],
    doc: Text { ja: "-", en: "-" },
};

fn csv(text: &str) -> (Option<Table>, Findings) {
    let mut f = Findings::new();
    let t = read_csv(text.as_bytes().to_vec(), "t.csv", &mut f);
    (t, f)
}

fn codes(f: &Findings) -> Vec<(&'static str, Option<u32>)> {
    f.iter().map(|f| (f.code(), f.place.line)).collect()
}

fn rows(t: &Table) -> Vec<Vec<String>> {
    (0..t.rows()).map(|r| (0..t.header().len()).map(|c| t.cell(r, c).to_owned()).collect()).collect()
}

#[test]
fn line_ends_of_every_kind_and_quoted_breaks_count() {
    let (t, f) = csv("a,b\r\n1,\"x\ny\r\nz\"\r2,w\n\n3,v");
    let t = t.unwrap();
    assert_eq!(rows(&t), [["1", "x\ny\r\nz"], ["2", "w"], ["3", "v"]]);
    assert_eq!((0..3).map(|r| t.line(r)).collect::<Vec<_>>(), [2, 5, 7]);
    assert_eq!(codes(&f), [("N0209", Some(6))]);
}

#[test]
fn doubled_quotes_are_one_quote() {
    let (t, f) = csv("a,b\n\"say \"\"hi\"\"\",\"\"\"\"\n");
    assert_eq!(rows(&t.unwrap()), [["say \"hi\"", "\""]]);
    assert!(f.is_empty());
}

#[test]
fn ragged_rows_and_stray_quotes_are_named() {
    let (t, f) = csv("a,b\n1\n1,2,3\n1,2,,\n1,x\"y\n1,\"x\"y\n");
    assert_eq!(t.unwrap().rows(), 5);
    assert_eq!(codes(&f), [("E0204", Some(2)), ("E0205", Some(3)), ("E0207", Some(5)), ("E0207", Some(6))]);
}

#[test]
fn an_open_quote_is_named_by_its_line() {
    let (t, f) = csv("a,b\n1,\"2\n3,4\n5,6\n");
    assert!(t.is_none());
    assert_eq!(codes(&f), [("E0206", Some(2))]);
}

#[test]
fn blank_files_and_blank_lines() {
    assert_eq!(codes(&csv(" \n,,\n").1), [("E0110", None)]);
    let (t, f) = csv("\n\na,b\n,\n1,2\n");
    let t = t.unwrap();
    assert_eq!((t.header_line, t.line(0)), (3, 5));
    assert_eq!(codes(&f), [("N0209", Some(1))]);
}

#[test]
fn user_defined_characters_are_named_by_cell() {
    let (t, f) = csv("a,氏名\n1,\u{E000}田\n2,\u{FFFD}\n");
    assert!(t.is_some());
    assert_eq!(codes(&f), [("W0108", Some(2)), ("W0109", Some(3))]);
    assert_eq!(f.iter().next().unwrap().place.column.as_deref(), Some("氏名"));
}

#[test]
fn columns_by_any_title_in_any_order() {
    let (t, mut f) = csv("同点２, 希望順位 ,tie_1,児童ＩＤ\n8,1,9,C1\n");
    let t = t.unwrap();
    let mut r = CellReader::new(&t, &SPEC, &mut f).unwrap();
    let (child, rank) = (r.col("child_id"), r.col("rank"));
    assert_eq!(r.need_id(0, child).unwrap(), "C1");
    assert_eq!(r.need_count(0, rank, 1, 9), Ok(1));
    assert!(!r.col("score").exists());
    let ties: Vec<(u32, Option<usize>)> =
        r.numbered("tie_").into_iter().map(|(n, c)| (n, c.index())).collect();
    assert_eq!(ties, [(1, Some(2)), (2, Some(0))]);
    r.finish(&mut f);
    assert!(f.is_empty());
}

#[test]
fn unknown_missing_and_duplicate_columns() {
    let (t, mut f) = csv("児童ID,児童番号,希望順序,,tie_1,tie_1\n1,1,1,x,1,1\n");
    assert!(CellReader::new(&t.unwrap(), &SPEC, &mut f).is_none());
    assert_eq!(
        codes(&f),
        [("E0203", Some(1)), ("W0202", Some(1)), ("W0208", Some(1)), ("E0203", Some(1)), ("E0201", Some(1))]
    );
    let unknown = f.iter().nth(1).unwrap();
    assert!(unknown.args.iter().any(|(n, v)| *n == "hint_ja" && v.contains("希望順位")), "{unknown:?}");
}

#[test]
fn tidying_is_one_note_a_column() {
    let (t, mut f) = csv("child_id,rank\n Ｃ１,１\nC2　,2\nＣ３,3\n");
    let t = t.unwrap();
    let mut r = CellReader::new(&t, &SPEC, &mut f).unwrap();
    let (child, rank) = (r.col("child_id"), r.col("rank"));
    let ids: Vec<String> = (0..3).map(|i| r.need_id(i, child).unwrap().into_owned()).collect();
    (0..3).for_each(|i| assert_eq!(r.need_count(i, rank, 1, 99), Ok(i as u32 + 1)));
    assert_eq!(ids, ["C1", "C2", "C3"]);
    r.finish(&mut f);
    let notes: Vec<_> = f.iter().map(|f| (f.code(), f.place.line, f.args.clone())).collect();
    let n = |k: &str| vec![("count", k.to_owned())];
    assert_eq!(notes, [("N0315", Some(2), n("2")), ("N0316", Some(2), n("2")), ("N0316", Some(2), n("1"))]);
}

#[test]
fn bad_cells_are_refused_with_their_value_and_points_are_not_shown() {
    let (t, mut f) = csv("child_id,rank,score\n,0,1.2345\nC\u{200B}1,３人,x\n");
    let t = t.unwrap();
    let mut r = CellReader::new(&t, &SPEC, &mut f).unwrap();
    let (child, rank, score) = (r.col("child_id"), r.col("rank"), r.col("score"));
    for row in 0..2 {
        assert!(r.need_id(row, child).is_err());
        assert!(r.need_count(row, rank, 1, 99).is_err());
        assert!(r.thousandths(row, score).is_err());
    }
    r.finish(&mut f);
    f.sort();
    let seen: Vec<_> = f.iter().map(|f| (f.code(), f.place.line, f.value.as_deref())).collect();
    assert_eq!(
        seen,
        [
            ("E0301", Some(2), Some("")),
            ("E0305", Some(2), Some("0")),
            ("E0304", Some(2), None),
            ("E0309", Some(3), Some("C\u{200B}1")),
            ("E0302", Some(3), Some("３人")),
            ("N0316", Some(3), None),
            ("E0303", Some(3), None),
        ]
    );
}

#[test]
fn damaged_rows_are_reported_once() {
    let (t, mut f) = csv("child_id,rank\nC1\n");
    let t = t.unwrap();
    let mut r = CellReader::new(&t, &SPEC, &mut f).unwrap();
    let rank = r.col("rank");
    assert!(r.need_count(0, rank, 1, 9).is_err());
    r.finish(&mut f);
    assert_eq!(codes(&f), [("E0204", Some(2))]);
}

#[test]
fn words_suggest_the_nearest() {
    let words = [Word { name: "same-round", aliases: &["同時"], value: 1u8 }];
    let (t, mut f) = csv("child_id,rank\nsame-rond,同時\n");
    let t = t.unwrap();
    let mut r = CellReader::new(&t, &SPEC, &mut f).unwrap();
    let (a, b) = (r.col("child_id"), r.col("rank"));
    assert_eq!(r.word(0, b, &words), Ok(Some(1)));
    assert!(r.word(0, a, &words).is_err());
    r.finish(&mut f);
    assert!(
        f.iter().next().unwrap().cause(crate::finding::Lang::En).contains("Did you mean \"same-round\"?")
    );
}

const SHEET: &[&[C]] = &[
    &[C::E, C::E, C::E],
    &[C::T("児童ID"), C::T("希望順位"), C::T("点数")],
    &[C::N(3.0), C::N(1.0), C::N(0.1 + 0.2)],
    &[C::E, C::E, C::E],
    &[C::T("a&b"), C::N(2.0), C::N(-12.5)],
];

#[test]
fn workbooks_give_texts_and_row_numbers() {
    for (file, bytes) in
        [("t.xlsx", xlsx(&[("希望", SHEET), ("空", &[])])), ("t.ods", ods(&[("希望", SHEET), ("空", &[])]))]
    {
        let mut f = Findings::new();
        let sheets = read_workbook(bytes, file, &mut f);
        assert_eq!(
            sheets.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(),
            ["希望", "空"],
            "{file} {f:?}"
        );
        assert!(sheets[1].table.is_none());
        let t = sheets[0].table.as_ref().unwrap();
        assert_eq!(rows(t), [["3", "1", "0.3"], ["a&b", "2", "-12.5"]], "{file}");
        assert_eq!((t.header_line, t.line(0), t.line(1)), (2, 3, 5), "{file}");
        assert!(codes(&f).iter().all(|c| c.0 == "N0209"), "{f:?}");
    }
}

#[test]
fn dates_and_errors_of_workbooks() {
    let sheet: &[&[C]] = &[&[C::T("child_id"), C::T("rank")], &[C::D(45749), C::Err]];
    let mut f = Findings::new();
    let sheets = read_workbook(xlsx(&[("wishes", sheet)]), "t.xlsx", &mut f);
    let t = sheets[0].table.as_ref().unwrap();
    assert_eq!(rows(t), [["2025-04-02", ""]]);
    assert_eq!(codes(&f), [("E0314", Some(2))]);
    let place = &f.iter().next().unwrap().place;
    assert_eq!((place.sheet.as_deref(), place.column.as_deref()), (Some("wishes"), Some("rank")));
}

#[test]
fn what_is_no_workbook_is_one_error() {
    let mut f = Findings::new();
    assert!(read_workbook(b"PK\x03\x04 not really".to_vec(), "t.xlsx", &mut f).is_empty());
    assert_eq!(codes(&f), [("E0111", None)]);
}

proptest! {
    #[test]
    fn any_bytes_make_a_table_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut f = Findings::new();
        let t = read_csv(bytes, "t.csv", &mut f);
        prop_assert!(t.is_some() || f.has_errors());
    }

    #[test]
    fn any_text_of_marks_makes_a_table_or_an_error(text in "[a1,\"\r\n\u{3000}あ]{0,40}") {
        let mut f = Findings::new();
        let t = read_csv(text.into_bytes(), "t.csv", &mut f);
        prop_assert!(t.is_some() || f.has_errors());
        if let Some(t) = t {
            let _ = rows(&t);
        }
    }

    #[test]
    fn broken_workbooks_never_panic(cut in 0usize..2000, at in 0usize..2000, byte in any::<u8>()) {
        let mut bytes = xlsx(&[("希望", SHEET)]);
        let n = bytes.len();
        bytes[at % n] = byte;
        bytes.truncate(n - cut % n);
        read_workbook(bytes, "t.xlsx", &mut Findings::new());
    }

    #[test]
    fn what_the_csv_crate_writes_is_read_back(
        table in prop::collection::vec(prop::collection::vec("[a-c,\"\n\rあ ]{0,6}", 3), 1..12)
    ) {
        let mut writer = ::csv::Writer::from_writer(Vec::new());
        writer.write_record(["x", "y", "z"]).unwrap();
        table.iter().for_each(|r| writer.write_record(r).unwrap());
        let bytes = writer.into_inner().unwrap();
        let mut f = Findings::new();
        let t = read_csv(bytes, "t.csv", &mut f).unwrap();
        let wanted: Vec<_> = table.iter().filter(|r| r.iter().any(|c| !c.trim().is_empty())).cloned().collect();
        prop_assert_eq!(rows(&t), wanted);
        prop_assert!(!f.has_errors());
    }
}
