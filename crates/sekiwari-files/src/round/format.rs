//! The format reference `docs/formats.md`, generated from the tables that reading follows.

mod club;
mod daily;

use std::fmt::Write as _;

use sekiwari::mechanism::Mechanism;

use super::capacity::{PART, ROOM};
use super::households::{FALLBACK, JOINT, PREFER};
use super::survey::SITUATIONS;
use super::words::{ATTRIBUTES, YES_NO};
use super::{Programme, settings, tables};
use crate::candidates::STANDINGS;
use crate::normalise::Word;
use crate::plan::CATEGORIES;
use crate::table::{Content, TableSpec};

/// The whole of `docs/formats.md`. The committed file must equal it; `SEKIWARI_BLESS=1 cargo test -p sekiwari-files`
/// writes it anew.
#[must_use]
pub fn formats_markdown() -> String {
    let mut out = String::from(INTRODUCTION);
    out.push_str("\n## round.toml\n\n");
    keys(&mut out, Programme::Nursery.keys());
    let mechanisms: Vec<String> = Mechanism::NAMES.iter().map(|(n, _)| format!("`{n}`")).collect();
    let _ = writeln!(out, "\n`allocate.mechanism`: {}.", mechanisms.join(", "));
    out.push_str("\n### allocate.objective\n\n");
    out.push_str(OBJECTIVE);
    out.push_str("\n| name | 意味 | meaning |\n|---|---|---|\n");
    for (goal, doc) in settings::GOALS {
        let _ = writeln!(out, "| `{}` | {} | {} |", goal.as_str(), doc.ja, doc.en);
    }
    for spec in tables::ROUND {
        table(&mut out, spec);
    }
    out.push_str("\n### 選択肢 / Words\n\n| column | word | ほかの書き方 / other ways |\n|---|---|---|\n");
    words(&mut out, "joint", JOINT);
    words(&mut out, "single_fallback", FALLBACK);
    words(&mut out, "prefer", PREFER);
    words(&mut out, "rooms.kind", ROOM);
    words(&mut out, "enrolled.part", PART);
    words(&mut out, "yes / no", YES_NO);
    for (column, list) in ATTRIBUTES {
        words(&mut out, column, list);
    }
    words(&mut out, "situation", SITUATIONS);
    words(&mut out, "category", CATEGORIES);
    table(&mut out, &tables::ALLOCATION);
    table(&mut out, &tables::DEMAND);
    table(&mut out, &tables::SUPPLY);
    table(&mut out, &tables::CANDIDATES);
    words(&mut out, "standing", STANDINGS);
    table(&mut out, &tables::MINUTES);
    table(&mut out, &tables::LANGUAGES);
    club::chapter(&mut out);
    daily::chapter(&mut out);
    crate::scenario::chapter(&mut out);
    crate::years::chapter(&mut out);
    crate::sweep::chapter(&mut out);
    out
}

const OBJECTIVE: &str = "\
`objective = [\"seated\", \"rank-sum\"]`, on a sheet `seated, rank-sum`. `stable-optimal` だけがこの目的で探します。まず優先順位に\
反する世帯を最少にし、そのような配分の中で、前の項目から順に比べます。

Only `stable-optimal` searches for it: first the fewest blocking households; among such allocations the first name decides, the \
second between those equal in the first, and so on. Households that are decided child by child count as one household per child.
";

const INTRODUCTION: &str = "\
# 入力の形式 / Input formats

この文書はプログラムの表から作られています。 This page is generated from the tables in `sekiwari-files`.

募集回は一つのフォルダーです。`round.toml` と、下の名前の CSV ファイル、または同じ名前のシートを持つ `.xlsx` / `.ods` ブックを \
置きます。シート `round` (設定) に `key` と `value` の列で設定を書けば、ブック一つでも募集回になります。表名だけのファイル名で \
シートが一枚のブックは、シート名によらずその表として読みます。

A round is a folder with `round.toml` and CSV files of the names below, or sheets of these names in an `.xlsx` or `.ods` \
workbook. With the settings on a sheet `round` (columns `key`, `value`) one workbook is a round. A workbook called after a \
table that has one sheet is that table.

- 文字コード: UTF-8 (BOM の有無を問わない)、Shift_JIS (CP932、自動判別して知らせる)、BOM 付き UTF-16。 \
Encodings: UTF-8, Shift_JIS (CP932, detected and reported), UTF-16 with a BOM.
- 最初の空でない行が見出し。列の順序は自由、知らない列は警告。見出しの全角・半角、大文字・小文字、空白は区別しない。 \
The first row that is not blank is the header; columns in any order, unknown ones are a warning.
- ID は文字列。前後の空白は除き、全角の英数字は半角として読む。見えない文字はエラー。 \
Ids are text; outer blanks go, full-width letters and digits are folded, invisible characters are errors.
- 整数: 数字だけ (`1,200` の区切りは可)。小数: 小数点以下 3 桁まで、指数なし、負は `-5` または `△5` (`▲5`)。 \
Whole numbers: digits (groups as in `1,200`). Decimals: at most three places, no exponent, negative as `-5`, `△5` or `▲5`.
- 日付: `2025-04-02`、`2025/4/2`、`2025.4.2`、`2025年4月2日`、`20250402`、`令和7年4月2日`、`令和元年5月1日`、`R7.4.2` (R, H, S)、 \
ブックでは日付の通し番号も。 Dates as listed; in workbooks also serial numbers.
- 時刻: `7:30`、`7時30分`、`７：３０`、24:00 まで。 Times of day as listed, up to 24:00.
- 歳児クラス: `3`、`3歳`、`3歳児`。席を分け合うクラス: `0-1`、`4;5`、`4・5`。 Age classes and sets of classes as listed.

読み取りの指摘は [findings.md](findings.md) にあります。 What reading may find fault with is in [findings.md](findings.md).
";

fn keys<'a>(out: &mut String, keys: impl Iterator<Item = &'a settings::Key>) {
    out.push_str("| key | takes | required | 意味 | meaning |\n|---|---|---|---|---|\n");
    for (key, takes, required, doc) in keys {
        let _ = writeln!(out, "| `{key}` | {takes} | {} | {} | {} |", yes(*required), doc.ja, doc.en);
    }
}

fn table(out: &mut String, spec: &TableSpec) {
    titled_table(out, spec.name, spec);
}

fn titled_table(out: &mut String, title: &str, spec: &TableSpec) {
    let names: Vec<&str> = spec.names.to_vec();
    let _ = write!(
        out,
        "\n## {}\n\n{} / {}. {}\n\n名前 / names: `{}`, {}\n\n| column | 見出し / titles | required | content | 意味 | meaning |\n|---|---|---|---|---|---|\n",
        title,
        spec.doc.ja,
        spec.doc.en,
        if spec.required { "必須 / required" } else { "任意 / optional" },
        spec.name,
        names.join(", "),
    );
    for c in spec.columns {
        let (name, titles) = if c.numbered {
            let titles: Vec<String> = c.titles.iter().map(|t| format!("{t}1, {t}2, ...")).collect();
            (
                format!("{0}1`, `{0}2`, ... `", c.name).trim_end_matches(", ... `").to_owned() + "`, ...",
                titles.join("; "),
            )
        } else {
            (format!("{}`", c.name), c.titles.join(", "))
        };
        let _ = writeln!(
            out,
            "| `{name} | {titles} | {} | {} | {} | {} |",
            yes(c.required),
            content(c.content),
            c.doc.ja,
            c.doc.en
        );
    }
}

fn words<T>(out: &mut String, column: &str, words: &[Word<T>]) {
    for w in words {
        let _ = writeln!(out, "| `{column}` | `{}` | {} |", w.name, w.aliases.join(", "));
    }
}

fn yes(required: bool) -> &'static str {
    if required { "yes" } else { "" }
}

fn content(content: Content) -> String {
    match content {
        Content::Id => "id".to_owned(),
        Content::Text => "text".to_owned(),
        Content::Count => "whole number from 0".to_owned(),
        Content::Rank => "whole number from 1".to_owned(),
        Content::Decimal => "decimal".to_owned(),
        Content::Date => "date".to_owned(),
        Content::Class => "age class".to_owned(),
        Content::Classes => "age classes".to_owned(),
        Content::Degrees => "degrees".to_owned(),
        Content::List => "list, `;` between".to_owned(),
        Content::YesNo => "yes or no".to_owned(),
        Content::Grade => "grade".to_owned(),
        Content::Weekdays => "weekdays".to_owned(),
        Content::Seasons => "seasons".to_owned(),
        Content::Time => "time of day".to_owned(),
        Content::AllClasses => "classes and grades".to_owned(),
        Content::Seats => "whole number from 0, or by classes".to_owned(),
        Content::Session => "`am`, `pm`, `day`, or from-to".to_owned(),
        Content::Dates => "dates, `;` between".to_owned(),
        Content::Moment => "date and time".to_owned(),
        Content::Words(words) => words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tables;
    use crate::normalise::{find_word, normal_title};
    use crate::table::{Column, Content};

    #[test]
    fn docs_formats_md_is_what_the_tables_say() {
        crate::testing::assert_committed("docs/formats.md", &super::formats_markdown());
    }

    #[test]
    fn no_title_means_two_columns_of_one_table() {
        let others = [
            &&tables::MINUTES,
            &&tables::LANGUAGES,
            &&tables::ALLOCATION,
            &&tables::daily::ALLOCATION,
            &&tables::DEMAND,
            &&tables::SUPPLY,
            &&tables::CANDIDATES,
        ];
        let rounds = [tables::ROUND, tables::club::ROUND, tables::daily::ROUND];
        for spec in rounds.into_iter().flatten().chain(others) {
            let mut titles: Vec<String> =
                spec.columns.iter().flat_map(Column::all_titles).map(normal_title).collect();
            titles.sort();
            assert!(titles.windows(2).all(|w| w[0] != w[1]), "{}: {titles:?}", spec.name);
        }
        for round in rounds {
            let mut names: Vec<String> = round.iter().flat_map(|s| s.all_names()).map(normal_title).collect();
            names.sort();
            assert!(names.windows(2).all(|w| w[0] != w[1]), "{names:?}");
        }
    }

    #[test]
    fn documented_words_are_the_words_that_are_read() {
        for column in tables::HOUSEHOLDS.columns {
            let Content::Words(words) = column.content else { continue };
            for w in words {
                let known = match column.name {
                    "joint" => find_word(super::JOINT, w).is_some(),
                    "single_fallback" => find_word(super::FALLBACK, w).is_some(),
                    _ => find_word(super::PREFER, w).is_some(),
                };
                assert!(known, "{} {w}", column.name);
            }
        }
    }
}
