//! The summary of `allocate` lines up, in both languages.

use crate::args;
use crate::support::{generated, round, run};
use tempfile::tempdir;
use unicode_width::UnicodeWidthStr;

fn summary(round: &std::path::Path, lang: &str) -> String {
    let dir = tempdir().unwrap();
    run(args!["allocate", round, "--out", dir.path().join("out"), "--lang", lang]).exits(0).out
}

/// The display column at which each line of a block of right-aligned numbers ends.
fn table_under<'t>(text: &'t str, heading: &str) -> Vec<&'t str> {
    let from = text.lines().skip_while(|l| !l.trim_start().starts_with(heading));
    from.take_while(|l| !l.is_empty()).collect()
}

#[test]
fn columns_line_up_beside_full_width_text() {
    let dir = tempdir().unwrap();
    let big = generated(dir.path(), 1200);
    for round in [round(), big] {
        for (lang, headings) in
            [("ja", ["歳児クラス", "内定した児童の希望順位"]), ("en", ["class", "wish rank"])]
        {
            let text = summary(&round, lang);
            for heading in headings {
                let table = table_under(&text, heading);
                assert!(table.len() >= 3, "{heading} in:\n{text}");
                let width = table[0].width();
                for line in table.iter().filter(|l| !l.starts_with('-')) {
                    assert_eq!(line.width(), width, "{line:?} in:\n{text}");
                }
                assert!(table[1].chars().all(|c| c == '-') && table[1].width() >= width, "{text}");
            }
        }
    }
}

#[test]
fn facts_begin_in_one_column() {
    for lang in ["ja", "en"] {
        let text = summary(&round(), lang);
        let facts: Vec<&str> = text.lines().take_while(|l| !l.is_empty()).collect();
        assert!(facts.len() >= 9, "{text}");
        let starts: Vec<usize> = facts
            .iter()
            .map(|line| {
                let body = line.trim_start();
                let name = body.find("  ").unwrap();
                let gap = body[name..].len() - body[name..].trim_start().len();
                line.width() - body.width() + body[..name + gap].width()
            })
            .collect();
        assert!(starts.iter().all(|s| *s == starts[0]), "{starts:?} in:\n{text}");
    }
}

#[test]
fn figures_of_the_summary_are_those_of_the_result() {
    let text = summary(&round(), "en");
    let row = |name: &str| -> Vec<u32> {
        let line = text.lines().rfind(|l| l.trim_start().starts_with(name)).unwrap();
        line.split_whitespace().filter_map(|w| w.parse().ok()).collect()
    };
    // applied, placed, kept, unplaced, left empty
    assert_eq!(row("all"), [14, 10, 1, 3, 3]);
    // ranks 1, 2, 3, 4-5, 6+
    assert_eq!(row("children "), [8, 2, 0, 0, 0]);
    assert!(text.contains("no violations"), "{text}");
}
