use super::catalogue::{cells, files, shape};
use super::{Finding, Findings, Lang, Place};

fn three() -> Findings {
    let mut f = Findings::new();
    f.push(
        Finding::new(&shape::COLUMN_UNKNOWN, Place::file("b.csv").line(1).column("児童"))
            .hint(Some("児童ID")),
    );
    f.push(
        Finding::new(&cells::DATE_INVALID, Place::file("a.csv").line(9).column("生年月日"))
            .value("あした\u{200B}"),
    );
    f.add(&files::FILE_EMPTY, Place::file("a.csv"));
    f
}

#[test]
fn order_is_file_line_column_code() {
    let mut f = three();
    f.sort();
    let codes: Vec<&str> = f.iter().map(Finding::code).collect();
    assert_eq!(codes, ["E0110", "E0306", "W0202"]);
    assert!(f.has_errors());
    assert_eq!(f.len(), 3);
}

#[test]
fn blocks_fill_every_placeholder_in_both_languages() {
    let f = three();
    let (ja, en) = (f.render(Lang::Ja), f.render(Lang::En));
    assert!(!ja.contains('{') || ja.contains("\\u{"), "{ja}");
    assert!(
        ja.contains("警告 W0202: 使われない列です") && ja.contains("「児童ID」の誤りではありませんか"),
        "{ja}"
    );
    assert!(en.contains("a.csv line 9 column \"生年月日\" value \"あした\\u{200B}\""), "{en}");
    assert!(en.contains("Did you mean \"児童ID\"?"), "{en}");
}

#[test]
fn capping_is_for_display_only() {
    let mut f = Findings::new();
    for line in 1..=10 {
        f.add(&cells::CELL_EMPTY, Place::file("a.csv").line(line));
    }
    let shown = f.render_capped(Lang::En, 3);
    assert_eq!(shown.matches("error E0301").count(), 3);
    assert!(shown.contains("and 7 more: E0301 (a.csv)"));
    assert_eq!(f.render(Lang::En).matches("error E0301").count(), 10);
}

#[test]
fn json_carries_place_value_and_texts() {
    let mut f = three();
    f.sort();
    let json = serde_json::to_value(&f).unwrap();
    assert_eq!(json[1]["code"], "E0306");
    assert_eq!(json[1]["severity"], "error");
    assert_eq!(json[1]["place"]["line"], 9);
    assert_eq!(json[1]["place"]["column"], "生年月日");
    assert!(json[1]["cause"]["ja"].as_str().is_some_and(|s| s.contains("令和7年4月2日")));
    assert!(json[0]["place"].get("line").is_none());
}

#[test]
fn long_values_are_cut() {
    let f = Finding::new(&cells::CELL_EMPTY, Place::default()).value(&"あ".repeat(50));
    assert_eq!(f.value.unwrap().chars().count(), 41);
}
