//! `letters` of rounds of after-school clubs: what families are told, in every language.

use crate::args;
use crate::letters::{LANGUAGES, compare_with_golden, csv, decided, letters, lines, templates};
use crate::support::{copy_round, data, entries, run};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

/// More families for the sample: those who hold seats already, who named other days than they want, who can only come on the days
/// of a route, who take two seats, and whose clubs do not open then.
const CHILDREN: [&str; 14] = [
    // Holds a seat at K2, would rather come to K1.
    "E01,HQ,5,MTWHF,year,,D1,,,,no,K2,,",
    // K1 is not open on Saturdays in summer.
    "E02,HR,3,S,summer,,D1,,,,no,,,",
    // E04 holds the only seat of K3.
    "E03,HS,1,MTWHF,year,,D4,,,,no,,,",
    "E04,HT,3,MTWHF,year,,D4,,,,no,K3,,",
    // A district without a club nearby.
    "E05,HU,1,MTWHF,year,,D7,,,,no,,,",
    // Names two days only, of a club that opens in terms only.
    "E06,HV,3,MTWHF,year,,D5,,,,,,,",
    // Comes only by a route, which runs on two days.
    "E07,HW,2,MTWHF,term,2,D6,,,,transport,,,",
    // Takes two seats of K5, which has one.
    "E08,HX,1,M,year,,D8,,,yes,no,,2,",
    // Comes to K3 on three days and wants five.
    "E09,HY,2,MTWHF,year,,D4,,,,no,K3,,MTW",
    // Has clubs in reach that are not open on Saturdays; on five days they are.
    "E10,HZ,4,MTWHFS,term,5,D5,,,,no,,,",
    // Behind at K5 by points, by the lottery (one of two), and by the grade.
    "E11,I1,1,M,year,,D8,,,,no,,,",
    "E12,I2,1,M,year,,D8,,,,no,,,",
    "E13,I3,1,M,year,,D8,,,,no,,,",
    "E14,I4,2,M,year,,D8,,,,no,,,",
];

/// Points of a child among them.
fn points(child: &str) -> u32 {
    if ["E12", "E13", "E14"].contains(&child) { 30 } else { 10 }
}

/// The sample of clubs with these families.
fn round(dir: &Path) -> PathBuf {
    let round = dir.join("round");
    copy_round(&data("clubs"), &round, |name, bytes| {
        let text = String::from_utf8(bytes).unwrap();
        let more = |rows: &[&str]| text.clone() + &rows.join("\n") + "\n";
        let text = match name {
            "children.csv" => {
                let wider = text.lines().enumerate().map(|(i, line)| match i {
                    0 => format!("{line},current_facility_id,seats,current_weekdays\n"),
                    _ => format!("{line},,,\n"),
                });
                wider.collect::<String>() + &CHILDREN.join("\n") + "\n"
            }
            "facilities.csv" => more(&["K3,北クラブ,,", "K4,,,", "K5,南クラブ,,"]),
            "districts.csv" => more(&["D4,北,,,K3", "D5,丘,,,K4", "D6,谷,,D5,", "D7,島,,,", "D8,南,,,K5"]),
            "units.csv" => more(&["K3,,MTWHF,1,,,,1", "K4,term,MTWHF,1,,,,4", "K5,,MTWHF,1,,,,1"]),
            "transport.csv" => more(&["VAN,D6,K4,TH,3"]),
            "scores.csv" => {
                let score = |row: &&str| format!("{},,{}\n", &row[..3], points(&row[..3]));
                text.clone() + &CHILDREN.iter().map(score).collect::<String>()
            }
            "wishes.csv" => more(&["E01,1,K1,", "E01,2,K2,", "E06,1,K4,MW"]),
            _ => text,
        };
        text.into_bytes()
    });
    round
}

/// The letters of the page, by child.
fn by_child(page: &str) -> BTreeMap<String, String> {
    let sections = page.split("<section ").skip(1);
    let id = |s: &str| {
        let (_, rest) = s.split_once("<p class=\"to\">").unwrap();
        rest.split_once("</p>").unwrap().0.rsplit(' ').next().unwrap().to_owned()
    };
    sections.map(|s| (id(s), s.to_owned())).collect()
}

#[test]
fn letters_of_every_kind_read_as_they_did() {
    let dir = tempdir().unwrap();
    let round = round(dir.path());
    let out = decided(&round, dir.path());
    for language in LANGUAGES {
        let to = dir.path().join(language);
        let options = [
            "--langs",
            language,
            "--date",
            "2026-02-01",
            "--office",
            "わかば市長\n見本 花子",
            "--only",
            "A04,A05,A09,B02,C01,C02,C03,E01,E02,E03,E04,E05,E06,E07,E08,E09,E10,E11,E12,E13,E14",
        ];
        assert!(letters(&round, &out, &to, &options).exits(0).err.contains("教示文"));
        compare_with_golden(&to, &out, language, &format!("club-{language}"));
    }
}

#[test]
fn a_seat_on_fewer_days_is_told_with_the_reason() {
    let dir = tempdir().unwrap();
    let round = round(dir.path());
    let out = decided(&round, dir.path());
    let to = dir.path().join("letters");
    let told = letters(&round, &out, &to, &[]).exits(0).out;
    assert!(told.contains("利用承認") && told.contains("不承認・待機"), "{told}");
    let page = fs::read_to_string(to.join("letters.html")).unwrap();
    let all = by_child(&page);
    let says = |child: &str, parts: &[&str]| {
        for part in parts {
            assert!(all[child].contains(part), "{child} {part}: {}", all[child]);
        }
    };
    // Full on three days: the two others are given, and twenty sets of days before them are told together.
    says("A05", &["一部の曜日は不承認", "月・火・水・木・金", "<td>火・木</td>", "<td>月・水・金</td>"]);
    says("A05", &["満席となりました（", "曜日を変えた組み合わせ（20件）も", "不服があるとき"]);
    // The family's own list, and the days of a route.
    says("E06", &["一部の曜日は不承認", "希望リストに書かれた曜日", "開所していない期間"]);
    says(
        "E07",
        &["送迎VANのある曜日（火・木）に限られます", "VAN <span class=\"numbers\">授業期間: 火・木</span>"],
    );
    // Two wishes at one club fail for different reasons.
    says("E10", &["開所していません", "<td>月・火・水・木・金</td>"]);
    // Who stays on fewer days than it wants.
    says("E09", &["変更不承認・継続利用", "<td>月・火・水</td>", "<td>木・金</td>", "不服があるとき"]);
    says("E04", &["（継続利用承認）"]);
    assert!(
        !all["E04"].contains("不服") && !all["A04"].contains("不服") && !all["A04"].contains("一部の曜日")
    );
    // Days by season, where the club does not open in all.
    says("A04", &["月・火・水・木・金・土", "授業期間", "長期休業期間"]);
    says("E08", &["席が2必要です"]);
    says("E05", &["希望先となるクラブがありませんでした", "（利用不承認）"]);
    says("B02", &["きょうだいの条件に合う組み合わせ", "基準「学区のクラブであること」"]);
    says("E11", &["お子さんの指数は10、最後の順位で利用する児童の指数は30"]);
    says("E14", &["決め手は学年です（お子さんは2年生）"]);
    let by_lot = ["E12", "E13"].map(|c| all[c].contains("順位の決め手は抽選です"));
    assert!(by_lot[0] != by_lot[1]);
    says("E03", &["引き続き利用する児童の席を除くと", "待ち順は1番", "（利用不承認・待機）"]);
    says("C01", &["送迎の席がありませんでした（送迎BUS 火・木）", "近隣のクラブの順に希望したもの"]);
    says("E02", &["希望する曜日・期間に開所していません"]);
    says("E01", &["変更不承認・継続利用", "希望したクラブごとの理由", "中央クラブ"]);
}

/// The numbers in letters are those of the tables, for every child and club.
#[test]
fn letters_say_what_the_tables_say() {
    let days = BTreeMap::from([('月', 'M'), ('火', 'T'), ('水', 'W'), ('木', 'H'), ('金', 'F'), ('土', 'S')]);
    let letters_of_days = |text: &str| text.chars().filter_map(|c| days.get(&c)).collect::<String>();
    let mut codes = BTreeSet::new();
    for (sample, rule) in [
        ("clubs", "stable-optimal"),
        ("clubs", "first-choice"),
        ("clubs", "points-order"),
        ("soja-clubs", "stable-optimal"),
        ("soja-clubs", "first-choice"),
    ] {
        let dir = tempdir().unwrap();
        let round = if sample == "clubs" { round(dir.path()) } else { data(sample) };
        let out = dir.path().join("out");
        run(args!["allocate", &round, "--out", &out, "--no-bom", "--mechanism", rule]).exits(0);
        let wish = |list: &str| {
            format!(
                "{{% for wish in {list} %}}\n@wish|{{{{ child.id }}}}|{{{{ child.household }}}}|{{{{ wish.rank }}}}|{{{{ wish.club_id }}}}|{{{{ wish.weekdays }}}}|{{{{ child.grade }}}}|{{{{ wish.code }}}}|{{{{ wish.seats }}}}|{{{{ wish.ahead }}}}|{{{{ wish.position }}}}|{{{{ wish.points }}}}|{{{{ wish.lowest_points }}}}|{{{{ wish.lines }}}}|{{{{ wish.sentence }}}}{{% endfor %}}"
            )
        };
        let plain = templates(dir.path(), "club-", |_| {
            format!(
                "@letter|{{{{ kind }}}}|{{{{ child.id }}}}|{{{{ club.id }}}}|{{{{ rank }}}}|{{{{ weekdays }}}}|{{{{ route.id }}}}|{{{{ reason.code }}}}{}{}",
                wish("same_club"),
                wish("wishes")
            )
        });
        let to = dir.path().join("letters");
        letters(&round, &out, &to, &["--templates", plain.to_str().unwrap()]).exits(0);
        let page = fs::read_to_string(to.join("letters.html")).unwrap();
        let decisions = csv(&out.join("allocation.csv"));
        let all = lines(&page, "@letter|");
        assert_eq!(all.len(), decisions.len());
        for (own, row) in all.iter().zip(&decisions) {
            let kind = match row["outcome"].as_str() {
                "placed" => "offer",
                "kept" => "kept",
                _ => "refusal",
            };
            let weekdays = letters_of_days(&own[4]);
            let told = [&own[0], &own[1], &own[2], &own[3], &weekdays, &own[5], &own[6]];
            let columns = ["child_id", "facility_id", "wish_rank", "weekdays", "route_id", "reason"];
            let expected: Vec<&str> =
                std::iter::once(kind).chain(columns.iter().map(|c| row[*c].as_str())).collect();
            assert_eq!(told.map(String::as_str)[..], expected, "{sample}");
        }
        let reasons = csv(&out.join("reasons.csv"));
        let wishes = lines(&page, "@wish|");
        let mut told = 0;
        for wish in &wishes {
            let own: Vec<_> =
                reasons.iter().filter(|r| r["child_id"] == wish[0] && r["facility_id"] == wish[3]).collect();
            // The first wish at a club speaks for all others there; its place in the waiting list may be that of a later one.
            let position = own.iter().map(|r| r["position"].as_str()).find(|p| !p.is_empty());
            assert_eq!(wish[9], position.unwrap_or_default(), "{wish:?}");
            assert_eq!(wish[12], own.len().to_string(), "{wish:?}");
            told += own.len();
            codes.insert(wish[6].clone());
            let row = own[0];
            let weekdays = letters_of_days(&wish[4]);
            let columns = ["household_id", "wish_rank", "facility_id", "weekdays", "grade", "code"];
            let found = [&wish[1], &wish[2], &wish[3], &weekdays, &wish[5], &wish[6]].map(String::as_str);
            assert_eq!(found, columns.map(|c| row[c].as_str()), "{sample}");
            let columns = ["seats", "ahead", "score", "lowest_score"];
            let found = [&wish[7], &wish[8], &wish[10], &wish[11]].map(String::as_str);
            assert_eq!(found, columns.map(|c| row[c].as_str()), "{sample}");
            // And the sentence has them too, where the day on which most is missing is the reason.
            if ["LOWER_PRIORITY", "TRANSPORT_FULL", "NO_SEAT_ON_DAY"].contains(&wish[6].as_str()) {
                let part = format!("席{}のうち{}席を", row["seats"], row["ahead"]);
                assert!(wish[13].contains(&part), "{wish:?}");
                if row["decided_by"] == "points" && !row["score"].is_empty() {
                    let part = format!(
                        "指数は{}、最後の順位で利用する児童の指数は{}",
                        row["score"], row["lowest_score"]
                    );
                    assert!(wish[13].contains(&part), "{wish:?}");
                }
            }
        }
        assert_eq!(told, reasons.len(), "{sample}: every wish is told once");
    }
    // All that can be said against a wish.
    let all = [
        "ENVY",
        "FREE_SEAT",
        "LOWER_PRIORITY",
        "NOT_OPEN_THEN",
        "NO_SEAT_ON_DAY",
        "SIBLING_RULE",
        "TRANSPORT_FULL",
    ];
    assert_eq!(codes, all.map(str::to_owned).into());
}

#[test]
fn without_points_there_are_none() {
    let dir = tempdir().unwrap();
    let round = round(dir.path());
    let out = decided(&round, dir.path());
    let wish = |list: &str| {
        format!(
            "{{% for wish in {list} %}}\n@wish|{{{{ wish.points }}}}{{{{ wish.lowest_points }}}}|{{{{ wish.sentence }}}}{{{{ wish.also|join(\" \") }}}}{{% endfor %}}"
        )
    };
    let plain = templates(dir.path(), "club-", |_| wish("same_club") + &wish("wishes"));
    let langs = LANGUAGES.join(",");
    let page = |more: &[&str], name: &str| {
        let to = dir.path().join(name);
        let mut all = vec!["--templates", plain.to_str().unwrap(), "--langs", &langs];
        all.extend(more);
        letters(&round, &out, &to, &all).exits(0);
        lines(&fs::read_to_string(to.join("letters.html")).unwrap(), "@wish|")
    };
    let (with, without) = (page(&[], "with"), page(&["--no-points"], "without"));
    assert_eq!(with.len(), without.len());
    assert!(with.iter().filter(|w| !w[0].is_empty()).count() > 40);
    let mut differ = 0;
    for (with, without) in with.iter().zip(&without) {
        assert_eq!(without[0], "");
        // Sentences without points are as they were; those with them have fewer numbers.
        let numbers = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        if with[1] != without[1] {
            assert!(numbers(&without[1]) < numbers(&with[1]), "{with:?} {without:?}");
            differ += 1;
        }
    }
    assert!(differ >= 4 * LANGUAGES.len(), "{differ}");
}

#[test]
fn names_are_shown_as_they_are_and_never_run() {
    let dir = tempdir().unwrap();
    let round = dir.path().join("hostile");
    let name = "<script>alert('{{ child.id }}')</script>{full}\u{202e}𠮷";
    copy_round(&round_of(dir.path()), &round, |file, bytes| {
        let text = String::from_utf8(bytes).unwrap();
        let cells = |text: &str, from: &str, to: &str| {
            let line =
                |l: &str| l.split(',').map(|c| if c == from { to } else { c }).collect::<Vec<_>>().join(",");
            text.lines().map(line).collect::<Vec<_>>().join("\n") + "\n"
        };
        let text = match file {
            "facilities.csv" => text.replace("中央クラブ", name),
            "round.toml" => text.replace("放課後児童クラブ", "</title><b>見本 & {{ office }}"),
            _ => text,
        };
        let text = if file.ends_with(".csv") {
            cells(&cells(&text, "A05", "=cmd()"), "BUS", "<b>BUS</b>{at}")
        } else {
            text
        };
        text.into_bytes()
    });
    let checked = run(args!["check", &round]);
    let out = decided(&round, dir.path());
    let to = dir.path().join("letters");
    letters(&round, &out, &to, &["--per-child", "--office", "<i>市長</i>", "--langs", "ja,en"]).exits(0);
    let names = entries(&to);
    assert!(names.iter().any(|n| n == "letter-000001-_cmd__.html"), "{names:?} {}", checked.err);
    let all: String = names
        .iter()
        .filter(|n| n.ends_with(".html"))
        .map(|n| fs::read_to_string(to.join(n)).unwrap())
        .collect();
    for mark in ["<script", "<i>", "</title><b>", "<b>BUS"] {
        assert!(!all.contains(mark), "{mark}");
    }
    for shown in [
        "&lt;script&gt;alert(&#x27;{{ child.id }}&#x27;)&lt;&#x2f;script&gt;{full}",
        "𠮷",
        "&lt;b&gt;BUS&lt;&#x2f;b&gt;{at}",
        "=cmd()",
    ] {
        assert!(all.contains(shown), "{shown}");
    }
    assert!(fs::read_to_string(to.join("letters.csv")).unwrap().contains("\n'=cmd(),"));
}

/// The round under a name of its own, for copies.
fn round_of(dir: &Path) -> PathBuf {
    round(&dir.join("as-it-was"))
}

#[test]
fn options_are_those_of_nurseries() {
    let dir = tempdir().unwrap();
    let round = round(dir.path());
    let out = decided(&round, dir.path());
    let (page, each) = (dir.path().join("page"), dir.path().join("each"));
    letters(&round, &out, &page, &["--langs", "ja,ko"]).exits(0);
    letters(&round, &out, &each, &["--langs", "ja,ko", "--per-child", "--no-bom"]).exits(0);
    let body = |text: &str| {
        let (_, body) = text.split_once("<body>\n").unwrap();
        body.strip_suffix("</body>\n</html>\n").unwrap().to_owned()
    };
    let whole = body(&fs::read_to_string(page.join("letters.html")).unwrap());
    let names: Vec<String> = entries(&each).into_iter().filter(|n| n.ends_with(".html")).collect();
    assert_eq!(names.len(), 31);
    let parts: String = names.iter().map(|n| body(&fs::read_to_string(each.join(n)).unwrap())).collect();
    assert!(whole == parts);
    assert_eq!(csv(&each.join("letters.csv")).len(), 62);
    // Exported templates are those compiled in.
    let (exported, again) = (dir.path().join("templates"), dir.path().join("again"));
    run(args!["letters", "--export-templates", &exported]).exits(0);
    assert!(exported.join("club-offer.ja.html").exists() && exported.join("offer.ja.html").exists());
    let own = ["--langs", "ja,ko", "--templates", exported.to_str().unwrap()];
    letters(&round, &out, &again, &own).exits(0);
    assert!(whole == body(&fs::read_to_string(again.join("letters.html")).unwrap()));
    // Outcomes, languages of children, and a block about appeals that was confirmed.
    let table = dir.path().join("languages.csv");
    fs::write(&table, "child_id,language\nA05,vi\nC01,en;ja\n").unwrap();
    let appeal = fs::read_to_string(exported.join("club-appeal.ja.html")).unwrap();
    let confirmed: String =
        appeal.lines().filter(|l| !l.contains("class=\"confirm\"")).map(|l| format!("{l}\n")).collect();
    fs::write(exported.join("club-appeal.ja.html"), confirmed).unwrap();
    let some = dir.path().join("some");
    let options = [
        "--languages",
        table.to_str().unwrap(),
        "--templates",
        exported.to_str().unwrap(),
        "--outcome",
        "placed,unplaced",
        "--only",
        "A05,C01,E04,C02",
        "--no-bom",
        "--json",
    ];
    let told = letters(&round, &out, &some, &options).exits(0).json();
    let rows = csv(&some.join("letters.csv"));
    let rows: Vec<(&str, &str, &str)> =
        rows.iter().map(|r| (r["child_id"].as_str(), r["kind"].as_str(), r["language"].as_str())).collect();
    assert_eq!(
        rows,
        [("A05", "offer", "vi"), ("C01", "refusal", "en"), ("C01", "refusal", "ja"), ("C02", "offer", "ja")]
    );
    // An offer of fewer days says how to appeal, so its language counts.
    assert_eq!(told["letters"]["unconfirmed"], serde_json::json!(["en", "vi"]));
}

#[test]
fn what_cannot_be_is_refused_before_anything_is_written() {
    let dir = tempdir().unwrap();
    let out = decided(&data("clubs"), dir.path());
    let to = dir.path().join("letters");
    let folder = dir.path().join("templates");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("club-offer.ja.html"), "{{ child.class }}\n{{ facility.id }}").unwrap();
    fs::write(folder.join("club-ofer.ja.html"), "").unwrap();
    fs::write(folder.join("head.html"), "{{ child.class_name }}").unwrap();
    let options = ["--templates", folder.to_str().unwrap(), "--lang", "en"];
    let refused = letters(&data("clubs"), &out, &to, &options).exits(1);
    for part in ["club-offer.ja.html line 1", "\"class\"", "\"facility\"", "head.html", "E2505", "4 errors"] {
        assert!(refused.err.contains(part), "{part}: {}", refused.err);
    }
    letters(&data("clubs"), &out, &to, &["--only", "Z9"]).exits(2);
    letters(&data("clubs"), &out, &out, &[]).exits(2);
    assert_eq!(entries(dir.path()), ["out", "templates"]);
}

#[test]
fn letters_say_what_would_have_sufficed_in_every_language() {
    let dir = tempdir().unwrap();
    let round = round(dir.path());
    let out = decided(&round, dir.path());
    let told = dir.path().join("told");
    run(args!["sufficed", &round, &out, "--out", &told]).exits(0);
    let rows = csv(&told.join("sufficed.csv"));
    let suffices = |child: &str, change: &str| {
        rows.iter().any(|r| r["child_id"] == child && r["change"] == change && r["suffices"] == "true")
    };
    let to = dir.path().join("letters");
    let langs = LANGUAGES.join(",");
    letters(&round, &out, &to, &["--sufficed", "--langs", &langs, "--per-child"]).exits(0);
    let index = csv(&to.join("letters.csv"));
    // A sentence of each kind, in English, for everybody of whom the table says so.
    let sentences = [
        ("points", "more points"),
        ("seats", "places that were missing"),
        ("days", "had you accepted"),
        ("terms", "With the sibling condition"),
        ("wish", "Clubs not on your list"),
    ];
    let mut seen = BTreeSet::new();
    for row in index.iter().filter(|r| r["language"] == "en") {
        let child = row["child_id"].as_str();
        let page = fs::read_to_string(to.join(&row["file"])).unwrap();
        let english = page.split("<section ").skip(1).find(|s| s.contains("lang=\"en\"")).unwrap();
        let is_told = english.contains("What would have sufficed");
        for (change, sentence) in sentences {
            // Who gets all days of a worse wish is not told.
            if is_told && suffices(child, change) {
                assert!(english.contains(sentence), "{child} {change}: {english}");
                seen.insert(change);
            }
        }
        assert_eq!(page.matches("<section ").count(), LANGUAGES.len());
        let list = |lang: &str| {
            let own =
                page.split("<section ").skip(1).find(|s| s.contains(&format!("lang=\"{lang}\""))).unwrap();
            own.matches("<li>").count()
        };
        // As many in every language.
        let counts: BTreeSet<usize> = ["ja", "en", "zh-Hans", "pt-BR", "vi", "ko"].map(list).into();
        assert_eq!(counts.len(), 1, "{child} {counts:?}");
    }
    assert!(seen.len() >= 4, "{seen:?}");
    let without = dir.path().join("without");
    letters(&round, &out, &without, &["--sufficed", "--no-points", "--langs", "en"]).exits(0);
    assert!(!fs::read_to_string(without.join("letters.html")).unwrap().contains("more points ("));
}

#[test]
fn whoever_takes_more_seats_than_are_left_is_told_how_many() {
    let dir = tempdir().unwrap();
    let round = round(dir.path());
    let out = decided(&round, dir.path());
    // E08 takes two seats of K5, which has one; nobody holds it.
    let told = run(args!["explain", &round, &out, "E08", "--lang", "en"]).exits(0).out;
    assert!(told.contains("this child takes 2 seats, and children who were there before leave 1"), "{told}");
    // E04 holds the only seat of K3.
    let told = run(args!["explain", &round, &out, "E03", "--lang", "en"]).exits(0).out;
    assert!(told.contains("children who were there before hold all seats"), "{told}");
}
