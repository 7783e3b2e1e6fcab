//! `workbook`: what stands in the sheets, and that spreadsheets read it.

use crate::args;
use crate::support::{copy_round, data, entries, run};
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::tempdir;

/// A decided round and its workbook.
struct Made {
    round: PathBuf,
    out: PathBuf,
    book: PathBuf,
}

fn made(dir: &Path, round: PathBuf, more: &[&str]) -> Made {
    let (out, book) = (dir.join("out"), dir.join("book.xlsx"));
    run(args!["allocate", &round, "--out", &out, "--no-bom"]).exits(0);
    let mut args = args!["workbook", &round, &out, "--out", &book].to_vec();
    args.extend(more.iter().map(Into::into));
    run(args).exits(0);
    Made { round, out, book }
}

/// A cell as it is shown; numbers as in our CSV files.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        other => panic!("a cell of another kind: {other:?}"),
    }
}

type Rows = Vec<Vec<String>>;

/// All sheets in order.
fn sheets(book: &Path) -> Vec<(String, Rows)> {
    let mut book: Xlsx<_> = open_workbook(book).unwrap();
    let sheets = book.worksheets();
    sheets
        .into_iter()
        .map(|(name, range)| (name, range.rows().map(|r| r.iter().map(shown).collect()).collect()))
        .collect()
}

fn sheet<'s>(sheets: &'s [(String, Rows)], name: &str) -> &'s Rows {
    let found = sheets.iter().find(|(n, _)| n == name);
    &found
        .unwrap_or_else(|| panic!("no {name} among {:?}", sheets.iter().map(|s| &s.0).collect::<Vec<_>>()))
        .1
}

/// Some columns of a sheet, without the header.
fn columns(rows: &Rows, heads: &[&str]) -> Rows {
    let at = |head: &&str| {
        rows[0].iter().position(|h| h == head).unwrap_or_else(|| panic!("no {head} in {:?}", rows[0]))
    };
    let at: Vec<usize> = heads.iter().map(at).collect();
    rows[1..]
        .iter()
        .map(|row| at.iter().map(|&c| row.get(c).cloned().unwrap_or_default()).collect())
        .collect()
}

/// Some columns of an output table.
fn table(path: &Path, heads: &[&str]) -> Rows {
    let text = fs::read_to_string(path).unwrap();
    let mut rows = Vec::new();
    for record in csv(&text) {
        rows.push(record);
    }
    columns(&rows, heads)
}

/// Rows of CSV with quotes.
fn csv(text: &str) -> Rows {
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_sheets_of_a_nursery_round_hold_what_the_tables_hold() {
    for sample in ["tiny", "reserves", "soja"] {
        let dir = tempdir().unwrap();
        let made = made(dir.path(), data(sample), &[]);
        let sheets = sheets(&made.book);
        let names: Vec<&str> = sheets.iter().map(|s| s.0.as_str()).take(6).collect();
        assert_eq!(names, ["はじめに", "決定", "待ち順", "内定ライン", "施設", "理由"]);
        for (name, file, ours, theirs) in [
            (
                "決定",
                "allocation.csv",
                &["児童ID", "世帯ID", "クラス", "施設ID", "希望順位", "理由コード"][..],
                &["child_id", "household_id", "class", "facility_id", "wish_rank", "reason"][..],
            ),
            (
                "待ち順",
                "waitlist.csv",
                &["施設ID", "クラス", "待ち順", "児童ID", "希望順位"],
                &["facility_id", "class", "position", "child_id", "wish_rank"],
            ),
            (
                "内定ライン",
                "cutoffs.csv",
                &[
                    "施設ID",
                    "クラス",
                    "席",
                    "今回募集",
                    "第1希望",
                    "申込",
                    "決定",
                    "残り",
                    "最低の指数",
                    "次点までの人数",
                ],
                &[
                    "facility_id",
                    "class",
                    "seats",
                    "open",
                    "first_wishes",
                    "applicants",
                    "taken",
                    "left",
                    "lowest_score",
                    "near",
                ],
            ),
            (
                "理由",
                "reasons.csv",
                &[
                    "児童ID",
                    "施設ID",
                    "理由コード",
                    "席",
                    "申込",
                    "先の順位で決定",
                    "待ち順",
                    "指数",
                    "最低の指数",
                    "説明",
                ],
                &[
                    "child_id",
                    "facility_id",
                    "code",
                    "seats",
                    "applicants",
                    "ahead",
                    "position",
                    "score",
                    "lowest_score",
                    "text_ja",
                ],
            ),
        ] {
            let rows = columns(sheet(&sheets, name), ours);
            assert!(!rows.is_empty());
            assert_eq!(rows, table(&made.out.join(file), theirs), "{sample} {name}");
        }
    }
}

#[test]
fn what_facilities_admitted_and_have_left_adds_up() {
    let dir = tempdir().unwrap();
    let made = made(dir.path(), data("soja"), &[]);
    let sheets = sheets(&made.book);
    let number = |text: &String| text.parse::<u32>().unwrap_or(0);
    let sum = |rows: &Rows, head: &str| columns(rows, &[head]).iter().map(|r| number(&r[0])).sum::<u32>();
    let (places, cut_offs) = (sheet(&sheets, "施設"), sheet(&sheets, "内定ライン"));
    for head in ["席", "決定", "残り"] {
        assert_eq!(sum(places, head), sum(cut_offs, head), "{head}");
    }
    // What is left by class is what is left.
    let by_class: Vec<&String> = places[0].iter().filter(|h| h.ends_with("歳 残り")).collect();
    assert!(by_class.len() >= 6);
    assert_eq!(by_class.iter().map(|h| sum(places, h)).sum::<u32>(), sum(places, "残り"));
    // A sheet for each of them, with whom it admitted.
    for row in columns(places, &["施設ID", "決定", "シート"]) {
        let own = sheet(&sheets, &row[2]);
        let seated = columns(own, &["区分", "児童ID"]);
        let seated: Vec<_> = seated.iter().filter(|r| r[0] != "待ち").collect();
        assert_eq!(seated.len() as u32, number(&row[1]), "{}", row[2]);
        let decided = table(&made.out.join("allocation.csv"), &["child_id", "facility_id"]);
        let mut ids: Vec<&str> = seated.iter().map(|r| r[1].as_str()).collect();
        ids.sort_unstable();
        let theirs: Vec<&str> = decided.iter().filter(|r| r[1] == row[0]).map(|r| r[0].as_str()).collect();
        assert_eq!(ids, theirs, "{}", row[2]);
    }
    assert_eq!(sheets.len(), 6 + places.len() - 1);
}

#[test]
fn clubs_and_day_services_have_workbooks_too() {
    let dir = tempdir().unwrap();
    let clubs = made(&dir.path().join("clubs"), data("clubs"), &[]);
    let sheets_of_clubs = sheets(&clubs.book);
    assert_eq!(
        columns(sheet(&sheets_of_clubs, "決定"), &["児童ID", "クラブID", "希望順位", "理由コード"]),
        table(&clubs.out.join("allocation.csv"), &["child_id", "facility_id", "wish_rank", "reason"])
    );
    assert_eq!(
        columns(sheet(&sheets_of_clubs, "理由"), &["児童ID", "クラブID", "説明", "理由コード"]),
        table(&clubs.out.join("reasons.csv"), &["child_id", "facility_id", "text_ja", "code"])
    );
    assert_eq!(
        columns(sheet(&sheets_of_clubs, "待ち順"), &["クラブID", "待ち順", "児童ID"]),
        table(&clubs.out.join("waitlist.csv"), &["facility_id", "position", "child_id"])
    );
    let days = made(&dir.path().join("days"), data("daily"), &["--lang", "en"]);
    let sheets_of_days = sheets(&days.book);
    assert_eq!(
        columns(
            sheet(&sheets_of_days, "Decisions"),
            &["Request", "Child", "Site id", "Date", "Wish", "Reason code"]
        ),
        table(
            &days.out.join("allocation.csv"),
            &["request_id", "child_id", "facility_id", "date", "wish_rank", "reason"]
        )
    );
    assert_eq!(
        columns(sheet(&sheets_of_days, "Reasons"), &["Request", "In words", "Reason code"]),
        table(&days.out.join("reasons.csv"), &["request_id", "text_en", "code"])
    );
    assert_eq!(
        columns(sheet(&sheets_of_days, "Waiting lists"), &["Site id", "Date", "Place", "Request"]),
        table(&days.out.join("waitlist.csv"), &["facility_id", "date", "position", "request_id"])
    );
}

/// A copy of the tiny round in which ids and names are what spreadsheets like to change.
fn hostile(to: &Path) -> PathBuf {
    let round = to.join("hostile");
    let names = [
        ("C01", "=cmd()"),
        ("C02", "007"),
        ("C03", "1-2"),
        ("C04", "@SUM(1)"),
        ("C05", "1E5"),
        ("C06", "_x0041_"),
        ("C07", "+81"),
        ("H01", "-1"),
        ("F1", "0001"),
    ];
    copy_round(&data("tiny"), &round, |name, bytes| {
        let mut text = String::from_utf8(bytes).unwrap();
        if name.ends_with(".csv") {
            for (from, to) in names {
                let cells = |line: &str| {
                    line.split(',').map(|c| if c == from { to } else { c }).collect::<Vec<_>>().join(",")
                };
                text = text.lines().map(cells).collect::<Vec<_>>().join("\n") + "\n";
            }
            text = text
                .replace("みどり保育園", "History")
                .replace("こすもす小規模保育", "a/b[1]:*?")
                .replace("さくらこども園", "hISTORY");
        }
        text.into_bytes()
    });
    round
}

#[test]
fn ids_stay_what_they_are_and_sheets_have_names_that_excel_takes() {
    let dir = tempdir().unwrap();
    let made = made(dir.path(), hostile(dir.path()), &[]);
    let mut book: Xlsx<_> = open_workbook(&made.book).unwrap();
    let range = book.worksheet_range("決定").unwrap();
    let ids: Vec<&Data> = range.rows().skip(1).map(|r| &r[0]).collect();
    for id in ["=cmd()", "007", "1-2", "@SUM(1)", "1E5", "+81"] {
        assert!(ids.iter().any(|d| matches!(d, Data::String(s) if s == id)), "{id} {ids:?}");
    }
    assert!(book.worksheet_formula("決定").is_ok_and(|f| f.used_cells().next().is_none()));
    let sheets = sheets(&made.book);
    let names: Vec<&str> = sheets.iter().map(|s| s.0.as_str()).skip(6).collect();
    assert_eq!(names, ["History (2)", "a／b［1］：＊？", "hISTORY (3)"]);
    // Tables guard them, as ever.
    assert!(fs::read_to_string(made.out.join("allocation.csv")).unwrap().contains("\n'=cmd(),"));
}

#[test]
fn the_same_round_gives_the_same_bytes() {
    let dir = tempdir().unwrap();
    let one = made(dir.path(), data("tiny"), &[]);
    let again = dir.path().join("again.xlsx");
    run(args!["workbook", &one.round, &one.out, "--out", &again]).exits(0);
    assert!(fs::read(&one.book).unwrap() == fs::read(&again).unwrap());
}

#[test]
fn facilities_are_chosen_and_a_file_is_not_replaced_unasked() {
    let dir = tempdir().unwrap();
    let one = made(dir.path(), data("tiny"), &["--facilities", "F2,F3"]);
    assert_eq!(sheets(&one.book).len(), 8);
    let before = fs::read(&one.book).unwrap();
    let again =
        run(args!["workbook", &one.round, &one.out, "--out", &one.book, "--facilities", "none"]).exits(2);
    assert!(again.err.contains("--replace"), "{}", again.err);
    assert!(fs::read(&one.book).unwrap() == before);
    run(args!["workbook", &one.round, &one.out, "--out", &one.book, "--facilities", "none", "--replace"])
        .exits(0);
    assert_eq!(sheets(&one.book).len(), 6);
    let unknown = run(args![
        "workbook",
        &one.round,
        &one.out,
        "--out",
        dir.path().join("x.xlsx"),
        "--facilities",
        "F9"
    ]);
    assert!(unknown.exits(2).err.contains("F9"));
    assert_eq!(entries(dir.path()), ["book.xlsx", "out"]);
}

#[test]
fn nothing_is_written_of_a_decision_that_does_not_hold() {
    let dir = tempdir().unwrap();
    let round = dir.path().join("round");
    copy_round(&data("tiny"), &round, |_, bytes| bytes);
    let out = dir.path().join("out");
    run(args!["allocate", &round, "--out", &out]).exits(0);
    let table = out.join("allocation.csv");
    let text = fs::read_to_string(&table).unwrap();
    fs::write(&table, text.replace("C03,H03,2,,unplaced,,", "C03,H03,2,F1,placed,1,")).unwrap();
    run(args!["workbook", &round, &out, "--out", dir.path().join("b.xlsx")]).exits(1);
    fs::write(&table, &text).unwrap();
    // Another state of the round is another round.
    let wishes = fs::read_to_string(round.join("wishes.csv")).unwrap();
    fs::write(round.join("wishes.csv"), wishes.replace("C01,2,F3\n", "")).unwrap();
    run(args!["workbook", &round, &out, "--out", dir.path().join("b.xlsx")]).exits(2);
    assert_eq!(entries(dir.path()), ["out", "round"]);
}

/// LibreOffice reads every sheet, and finds in it what we wrote.
#[test]
fn libreoffice_reads_what_is_written() {
    let found = Command::new("soffice").arg("--version").output().is_ok_and(|o| o.status.success());
    if !found {
        assert!(std::env::var_os("SEKIWARI_NEED_OFFICE").is_none(), "LibreOffice is not on the path");
        eprintln!("LibreOffice is not on the path: the workbook is not opened with it");
        return;
    }
    let dir = tempdir().unwrap();
    let rounds = [hostile(dir.path()), data("reserves"), data("clubs"), data("daily")];
    for (i, round) in rounds.into_iter().enumerate() {
        let own = dir.path().join(format!("round-{i}"));
        let made = made(&own, round, &[]);
        let convert = |format: &str, folder: &str| {
            let mut command = Command::new("soffice");
            command.arg(format!("-env:UserInstallation=file://{}", dir.path().join("profile").display()));
            command
                .args(["--headless", "--convert-to", format, "--outdir"])
                .arg(own.join(folder))
                .arg(&made.book);
            let ran = command.output().unwrap();
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        };
        // Saved again by it, every cell is the same.
        convert("xlsx", "again");
        let (ours, theirs) = (sheets(&made.book), sheets(&own.join("again/book.xlsx")));
        let cells = |sheets: &[(String, Rows)]| {
            let trimmed = |row: &Vec<String>| {
                let end = row.iter().rposition(|c| !c.is_empty()).map_or(0, |e| e + 1);
                row[..end].to_vec()
            };
            sheets
                .iter()
                .map(|(n, rows)| (n.clone(), rows.iter().map(trimmed).collect()))
                .collect::<BTreeMap<String, Rows>>()
        };
        assert_eq!(cells(&ours), cells(&theirs));
        // As text, every sheet becomes a file of its own.
        convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "text");
        let files: Vec<String> = entries(&own.join("text"));
        assert_eq!(files.len(), ours.len(), "{files:?}");
        let name = files.iter().find(|f| f.ends_with("-決定.csv")).unwrap();
        let rows = csv(&fs::read_to_string(own.join("text").join(name)).unwrap());
        let ids = |rows: &Rows| rows.iter().map(|r| r[0].clone()).collect::<Vec<_>>();
        assert_eq!(ids(&rows), ids(sheet(&ours, "決定")));
    }
}
