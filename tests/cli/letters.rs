//! `letters`: what families are told, in every language, and what happens to templates with faults.

use crate::args;
use crate::support::{Ran, copy_round, data, entries, files, root, run, sekiwari};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

pub(crate) const LANGUAGES: [&str; 7] = ["ja", "ja-easy", "en", "zh", "pt", "vi", "ko"];

/// The tiny round with fewer seats, so that a child who wishes to move stays: offers of first and of later wishes, refusals of
/// every kind, and one who stays.
fn round(dir: &Path) -> PathBuf {
    let round = dir.join("round");
    copy_round(&data("tiny"), &round, |name, bytes| match name {
        "seats.csv" => String::from_utf8(bytes).unwrap().replace("F3,3,2", "F3,3,0").into_bytes(),
        _ => bytes,
    });
    round
}

pub(crate) fn decided(round: &Path, dir: &Path) -> PathBuf {
    let out = dir.join("out");
    run(args!["allocate", round, "--out", &out, "--no-bom"]).exits(0);
    out
}

pub(crate) fn letters(round: &Path, out: &Path, to: &Path, more: &[&str]) -> Ran {
    let mut all: Vec<OsString> = args!["letters", round, out, "--out", to].to_vec();
    all.extend(more.iter().map(Into::into));
    run(all)
}

/// Templates in the place of all that are compiled in for letters of some kind of round.
pub(crate) fn templates(dir: &Path, prefix: &str, text: impl Fn(&str) -> String) -> PathBuf {
    let folder = dir.join("plain");
    fs::create_dir(&folder).unwrap();
    for kind in ["offer", "refusal", "kept"] {
        for language in LANGUAGES {
            fs::write(folder.join(format!("{prefix}{kind}.{language}.html")), text(kind)).unwrap();
        }
    }
    folder
}

/// Templates that print values for the test to read: every letter is one line of fields, and one for each wish.
fn plain(dir: &Path) -> PathBuf {
    let wish = "{% for wish in wishes %}\n@wish|{{ child.id }}|{{ child.household }}|{{ wish.rank }}|{{ wish.facility_id }}|{{ child.class }}|{{ wish.code }}|{{ wish.seats }}|{{ wish.applicants }}|{{ wish.ahead }}|{{ wish.position }}|{{ wish.points }}|{{ wish.lowest_points }}|{{ wish.sentence }}{% endfor %}";
    templates(dir, "", |_| {
        format!(
            "@letter|{{{{ kind }}}}|{{{{ language }}}}|{{{{ child.id }}}}|{{{{ facility.id }}}}|{{{{ rank }}}}|{{{{ reason.code }}}}{wish}"
        )
    })
}

/// The fields of the lines of one kind.
pub(crate) fn lines(page: &str, mark: &str) -> Vec<Vec<String>> {
    let found = page.lines().filter_map(|l| l.strip_prefix(mark));
    found.map(|l| l.split('|').map(str::to_owned).collect()).collect()
}

pub(crate) fn csv(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = ::csv::Reader::from_path(path).unwrap();
    let heads = reader.headers().unwrap().clone();
    let row =
        |r: ::csv::StringRecord| heads.iter().map(str::to_owned).zip(r.iter().map(str::to_owned)).collect();
    reader.records().map(|r| row(r.unwrap())).collect()
}

#[test]
fn letters_of_every_kind_read_as_they_did() {
    let dir = tempdir().unwrap();
    let round = round(dir.path());
    let out = decided(&round, dir.path());
    for language in LANGUAGES {
        let to = dir.path().join(language);
        let ran = letters(
            &round,
            &out,
            &to,
            &[
                "--langs",
                language,
                "--date",
                "2026-02-01",
                "--office",
                "わかば市長\n見本 花子",
                "--only",
                "C01,C02,C05,C09,C10,C14",
            ],
        );
        assert!(ran.exits(0).err.contains("教示文"));
        compare_with_golden(&to, &out, language, language);
    }
}

/// Holds a page of letters against the one committed; each kind of letter is in it.
#[track_caller]
pub(crate) fn compare_with_golden(letters: &Path, out: &Path, language: &str, name: &str) {
    let page = fs::read_to_string(letters.join("letters.html")).unwrap();
    let digest = fs::read_to_string(out.join("result.json")).unwrap();
    let digest: serde_json::Value = serde_json::from_str(&digest).unwrap();
    let page = page
        .replace(digest["input_sha256"].as_str().unwrap(), "(digest)")
        .replace(concat!("sekiwari ", env!("CARGO_PKG_VERSION")), "sekiwari (version)");
    for kind in ["offer", "refusal", "kept"] {
        assert!(page.contains(&format!("<section class=\"letter {kind} {language}\"")), "{name} {kind}");
    }
    let golden = root().join("tests/cli/letters").join(format!("{name}.html"));
    if std::env::var_os("SEKIWARI_BLESS").is_some() {
        fs::create_dir_all(golden.parent().unwrap()).unwrap();
        fs::write(&golden, &page).unwrap();
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    assert!(page == expected, "{} has drifted; renew it with SEKIWARI_BLESS=1", golden.display());
}

/// The numbers in letters are those of the tables, for every child and wish.
#[test]
fn letters_say_what_the_tables_say() {
    for sample in ["tiny", "reserves", "points", "soja"] {
        let dir = tempdir().unwrap();
        let round = data(sample);
        let out = decided(&round, dir.path());
        let (plain, to) = (plain(dir.path()), dir.path().join("letters"));
        letters(&round, &out, &to, &["--templates", plain.to_str().unwrap(), "--langs", "ja,vi"]).exits(0);
        let page = fs::read_to_string(to.join("letters.html")).unwrap();
        let all = lines(&page, "@letter|");
        let decisions = csv(&out.join("allocation.csv"));
        assert_eq!(all.len(), 2 * decisions.len());
        for (pair, row) in all.chunks(2).zip(&decisions) {
            let kind = match row["outcome"].as_str() {
                "placed" => "offer",
                "kept" => "kept",
                _ => "refusal",
            };
            for (own, language) in pair.iter().zip(["ja", "vi"]) {
                let expected = [
                    kind,
                    language,
                    &row["child_id"],
                    &row["facility_id"],
                    &row["wish_rank"],
                    &row["reason"],
                ];
                assert_eq!(own[..], expected, "{sample}");
            }
        }
        let reasons = csv(&out.join("reasons.csv"));
        assert!(!reasons.is_empty());
        let wishes = lines(&page, "@wish|");
        assert_eq!(wishes.len(), 2 * reasons.len());
        let columns = [
            "child_id",
            "household_id",
            "wish_rank",
            "facility_id",
            "class",
            "code",
            "seats",
            "applicants",
            "ahead",
            "position",
            "score",
            "lowest_score",
        ];
        let mut expected: Vec<Vec<&str>> =
            reasons.iter().map(|r| columns.iter().map(|c| r[*c].as_str()).collect()).collect();
        let mut found: Vec<Vec<&str>> =
            wishes.iter().map(|w| w[..12].iter().map(String::as_str).collect()).collect();
        found.sort();
        found.dedup();
        expected.sort();
        assert_eq!(found, expected, "{sample}");
        // And the sentences have the numbers of the sentences beside them.
        let numbers = |text: &str| {
            let mut all: Vec<String> = text
                .split(|c: char| !c.is_ascii_digit() && c != '.')
                .map(|n| n.trim_matches('.').to_owned())
                .filter(|n| !n.is_empty())
                .collect();
            all.sort();
            all
        };
        for wish in wishes {
            let row = reasons
                .iter()
                .find(|r| {
                    r["child_id"] == wish[0] && r["wish_rank"] == wish[2] && r["facility_id"] == wish[3]
                })
                .unwrap();
            // The heading (wish, facility, class) stands elsewhere in a letter; what is after the colon counts.
            let (_, text) = row["text_ja"].split_once('：').unwrap();
            let without_names = |text: &str| {
                let mut text = text.to_owned();
                for id in
                    [&row["sibling_id"], &row["sibling_facility_id"]].into_iter().filter(|i| !i.is_empty())
                {
                    text = text.replace(id.as_str(), "");
                }
                numbers(&text)
            };
            if !matches!(row["code"].as_str(), "SIBLING_RULE" | "ENVY" | "FREE_SEAT") {
                assert_eq!(without_names(&wish[12]), without_names(text), "{} / {text}", wish[12]);
            }
        }
    }
}

#[test]
fn without_points_there_are_none() {
    let dir = tempdir().unwrap();
    let out = decided(&data("tiny"), dir.path());
    let (plain, to) = (plain(dir.path()), dir.path().join("letters"));
    let langs = LANGUAGES.join(",");
    letters(
        &data("tiny"),
        &out,
        &to,
        &["--templates", plain.to_str().unwrap(), "--no-points", "--langs", &langs],
    )
    .exits(0);
    let page = fs::read_to_string(to.join("letters.html")).unwrap();
    let reasons = csv(&out.join("reasons.csv"));
    let mut looked = 0;
    for wish in lines(&page, "@wish|") {
        assert_eq!((wish[10].as_str(), wish[11].as_str()), ("", ""));
        let row = reasons.iter().find(|r| r["child_id"] == wish[0] && r["wish_rank"] == wish[2]).unwrap();
        for points in [&row["score"], &row["lowest_score"]].into_iter().filter(|p| !p.is_empty()) {
            assert!(!wish[12].contains(points.as_str()), "{}", wish[12]);
            looked += 1;
        }
    }
    assert!(looked > 40);
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(to.join("letters.json")).unwrap()).unwrap();
    assert_eq!(json["shows_points"], false);
}

#[test]
fn letters_say_what_would_have_sufficed_in_every_language() {
    let dir = tempdir().unwrap();
    let out = decided(&data("tiny"), dir.path());
    let letters = dir.path().join("letters");
    let langs = "ja,ja-easy,en,zh,pt,vi,ko";
    run(args![
        "letters",
        data("tiny"),
        &out,
        "--out",
        &letters,
        "--langs",
        langs,
        "--only",
        "C10,C14",
        "--sufficed"
    ])
    .exits(0);
    let page = fs::read_to_string(letters.join("letters.html")).unwrap();
    // C14 is two points short; C10 failed for want of a seat for its sibling.
    for line in [
        "お子さんの指数があと2点（30点）あれば入所となりました",
        "あなたの 子どもの 点数が あと 2点 あれば（30点）",
        "with 2 more points (30 in all) your child would have been offered a place",
        "如果您孩子的指数再多2分（共30分）",
        "com mais 2 ponto(s) (total de 30)",
        "nếu có thêm 2 điểm (tổng 30 điểm)",
        "자녀의 지수가 2점 더 있었다면(총 30점)",
        "きょうだいの条件が「同時に同じ施設、上の子だけの入所でもよい」であれば、さくらこども園に入所となりました",
        "at once at the same facility, the elder alone is accepted",
        "동시에 같은 시설, 위 자녀만의 입소도 가능",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
    let none = dir.path().join("none");
    run(args!["letters", data("tiny"), &out, "--out", &none, "--only", "C14", "--sufficed", "--no-points"])
        .exits(0);
    let page = fs::read_to_string(none.join("letters.html")).unwrap();
    assert!(page.contains("の席があと1あれば") && !page.contains("30点"), "{page}");
}

#[test]
fn the_same_letters_come_out_on_any_number_of_threads_and_from_exported_templates() {
    let dir = tempdir().unwrap();
    let out = decided(&data("soja"), dir.path());
    let exported = dir.path().join("templates");
    run(args!["letters", "--export-templates", &exported]).exits(0);
    run(args!["letters", "--export-templates", &exported]).exits(2);
    let mut all = Vec::new();
    for (threads, templates) in [("1", false), ("2", false), ("2", true)] {
        let to = dir.path().join(format!("letters-{threads}-{templates}"));
        let mut command = sekiwari();
        command.env("RAYON_NUM_THREADS", threads).args(args![
            "letters",
            data("soja"),
            &out,
            "--out",
            &to,
            "--langs",
            "ja,ko"
        ]);
        if templates {
            command.arg("--templates").arg(&exported);
        }
        Ran::of(command.output().unwrap()).exits(0);
        all.push(files(&to));
    }
    assert!(all[0] == all[1] && all[0] == all[2]);
}

#[test]
fn a_file_for_every_child_holds_what_the_page_holds() {
    let dir = tempdir().unwrap();
    let round = round(dir.path());
    let out = decided(&round, dir.path());
    let (page, each) = (dir.path().join("page"), dir.path().join("each"));
    letters(&round, &out, &page, &["--langs", "ja,en", "--print"]).exits(0);
    letters(&round, &out, &each, &["--langs", "ja,en", "--per-child"]).exits(0);
    let body = |text: &str| {
        let (_, body) = text.split_once("<body>\n").unwrap();
        body.strip_suffix("</body>\n</html>\n").unwrap().to_owned()
    };
    let whole = body(&fs::read_to_string(page.join("letters.html")).unwrap());
    let names: Vec<String> = entries(&each).into_iter().filter(|n| n.ends_with(".html")).collect();
    assert_eq!(names.len(), 14);
    assert_eq!(names[0], "letter-000001-C01.html");
    let parts: String = names.iter().map(|n| body(&fs::read_to_string(each.join(n)).unwrap())).collect();
    assert!(whole == parts);
    // The index names the file of each.
    let index = csv_of(&each.join("letters.csv"));
    assert_eq!(index.len(), 28);
    assert_eq!(
        (
            index[3]["child_id"].as_str(),
            index[3]["language"].as_str(),
            index[3]["file"].as_str(),
            index[3]["number"].as_str()
        ),
        ("C02", "en", names[1].as_str(), "2")
    );
    // Letters of ours are replaced, other files are not.
    letters(&round, &out, &each, &["--outcome", "kept"]).exits(0);
    assert_eq!(entries(&each), ["letters.csv", "letters.html", "letters.json"]);
    assert_eq!(csv_of(&each.join("letters.csv")).len(), 1);
    fs::write(each.join("notes.txt"), "").unwrap();
    letters(&round, &out, &each, &[]).exits(2);
    assert_eq!(csv_of(&each.join("letters.csv")).len(), 1);
}

/// With a byte order mark in front.
fn csv_of(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).unwrap();
    let plain = path.with_extension("plain");
    fs::write(&plain, text.strip_prefix('\u{feff}').unwrap()).unwrap();
    let rows = csv(&plain);
    fs::remove_file(plain).unwrap();
    rows
}

#[test]
fn families_are_written_to_in_their_languages() {
    let dir = tempdir().unwrap();
    let out = decided(&data("tiny"), dir.path());
    let table = dir.path().join("languages.csv");
    fs::write(&table, "児童番号,言語\nC01,vi\nC02,en;ja\nC03,\n").unwrap();
    let to = dir.path().join("letters");
    let args = ["--languages", table.to_str().unwrap(), "--langs", "ja", "--only", "C01,C02,C03", "--no-bom"];
    letters(&data("tiny"), &out, &to, &args).exits(0);
    let index = csv(&to.join("letters.csv"));
    let pairs: Vec<(&str, &str)> =
        index.iter().map(|r| (r["child_id"].as_str(), r["language"].as_str())).collect();
    assert_eq!(pairs, [("C01", "vi"), ("C02", "en"), ("C02", "ja"), ("C03", "ja")]);
    fs::write(&table, "child_id,language\nC01,vn\nC02,en\nC02,ja\nC99,ko\n").unwrap();
    let refused = letters(
        &data("tiny"),
        &out,
        &dir.path().join("none"),
        &["--languages", table.to_str().unwrap(), "--lang", "en"],
    )
    .exits(1);
    for part in ["E2508", "line 2", "\"vn\"", "E2509", "line 4", "W2510", "C99"] {
        assert!(refused.err.contains(part), "{part}: {}", refused.err);
    }
    assert!(!dir.path().join("none").exists());
}

#[test]
fn faults_of_templates_are_told_all_at_once_and_nothing_is_written() {
    let dir = tempdir().unwrap();
    let out = decided(&data("tiny"), dir.path());
    let templates = dir.path().join("templates");
    fs::create_dir(&templates).unwrap();
    fs::write(
        templates.join("offer.ja.html"),
        "<p>\n  {{ chld.id }} {{ facility.nam }}\n{{ child.id|safe }}",
    )
    .unwrap();
    fs::write(templates.join("refusal.vi.html"), "{% if wishes %}").unwrap();
    fs::write(templates.join("refusl.en.html"), "").unwrap();
    let to = dir.path().join("letters");
    let args = ["--templates", templates.to_str().unwrap(), "--lang", "en"];
    let refused = letters(&data("tiny"), &out, &to, &args).exits(1);
    for part in [
        "E2502",
        "offer.ja.html line 2",
        "\"chld\"",
        "Did you mean \"child\"",
        "\"nam\"",
        "\"safe\"",
        "refusal.vi.html",
        "E2501",
        "E2505",
        "refusal.en.html",
    ] {
        assert!(refused.err.contains(part), "{part}: {}", refused.err);
    }
    assert!(refused.err.contains("5 errors"), "{}", refused.err);
    // What only filling shows is told once for each place.
    fs::remove_file(templates.join("refusl.en.html")).unwrap();
    fs::remove_file(templates.join("refusal.vi.html")).unwrap();
    fs::write(templates.join("offer.ja.html"), "\n{{ wishes[9].sentence }}").unwrap();
    let refused = letters(&data("tiny"), &out, &to, &args).exits(1);
    for part in ["E2507", "offer.ja.html line 2", "9 letters", "1 errors"] {
        assert!(refused.err.contains(part), "{part}: {}", refused.err);
    }
    assert_eq!(entries(dir.path()), ["out", "templates"]);
}

#[test]
fn names_are_shown_as_they_are_and_never_run() {
    let dir = tempdir().unwrap();
    let round = dir.path().join("round");
    copy_round(&data("tiny"), &round, |name, bytes| {
        let text = String::from_utf8(bytes).unwrap();
        let text = match name {
            "facilities.csv" => {
                text.replace("みどり保育園", "<script>alert('{{ child.id }}')</script>{score}")
            }
            "round.toml" => text.replace("小さな見本", "</title><b>見本 & {{ office }}"),
            name if name.ends_with(".csv") => {
                text.lines()
                    .map(|l| {
                        l.split(',')
                            .map(|c| if c == "C03" { "=../x" } else { c })
                            .collect::<Vec<_>>()
                            .join(",")
                    })
                    .collect::<Vec<_>>()
                    .join("\n")
                    + "\n"
            }
            _ => text,
        };
        text.into_bytes()
    });
    let out = decided(&round, dir.path());
    let to = dir.path().join("letters");
    letters(&round, &out, &to, &["--per-child", "--office", "<i>市長</i>", "--langs", "ja,en"]).exits(0);
    let names = entries(&to);
    assert!(names.iter().any(|n| n == "letter-000001-____x.html"), "{names:?}");
    let all: String = names
        .iter()
        .filter(|n| n.ends_with(".html"))
        .map(|n| fs::read_to_string(to.join(n)).unwrap())
        .collect();
    assert!(!all.contains("<script") && !all.contains("<i>") && !all.contains("</title><b>"));
    assert!(
        all.contains("&lt;script&gt;alert(&#x27;{{ child.id }}&#x27;)&lt;&#x2f;script&gt;{score}"),
        "names are shown as they are"
    );
    let index = fs::read_to_string(to.join("letters.csv")).unwrap();
    assert!(index.contains("\n'=../x,"), "{index}");
}

#[test]
fn letters_are_for_families_and_for_decisions_that_hold() {
    let dir = tempdir().unwrap();
    let daily = dir.path().join("daily");
    run(args!["allocate", data("daily"), "--out", &daily]).exits(0);
    letters(&data("daily"), &daily, &dir.path().join("letters"), &[]).exits(2);
    let out = decided(&data("tiny"), dir.path());
    let table = out.join("allocation.csv");
    let text = fs::read_to_string(&table).unwrap();
    fs::write(&table, text.replace("C03,H03,2,,unplaced,,", "C03,H03,2,F1,placed,1,")).unwrap();
    letters(&data("tiny"), &out, &dir.path().join("letters"), &[]).exits(1);
    letters(&data("tiny"), &out, &dir.path().join("letters"), &["--only", "C77"]).exits(2);
    // Letters never take the place of the decision they are about.
    letters(&data("tiny"), &out, &out, &[]).exits(2);
    assert!(table.exists());
    assert_eq!(entries(dir.path()), ["daily", "out"]);
}
