//! The table of languages: who is written to in which.

use super::Language;
use crate::finding::catalogue::letters as kinds;
use crate::finding::{Findings, did_you_mean, did_you_mean_id};
use crate::round::tables::LANGUAGES;
use crate::table::{CellReader, read_named};
use std::collections::BTreeMap;

/// The languages of the children who have their own, by position.
pub type OwnLanguages = BTreeMap<u32, Vec<Language>>;

/// Reads the table `languages` from a CSV file or workbook; `file` is the name used in findings, `children` are the ids of those who
/// apply. Several languages of a child stand with `;` between. Rows that cannot be used are reported and left out; children who do not apply are a warning.
pub fn read_languages<'a>(
    bytes: Vec<u8>,
    file: &str,
    children: impl Iterator<Item = &'a str>,
    findings: &mut Findings,
) -> OwnLanguages {
    let mut own = OwnLanguages::new();
    let Some(table) = read_named(bytes, file, &LANGUAGES, findings) else { return own };
    let Some(mut reader) = CellReader::new(&table, &LANGUAGES, findings) else { return own };
    let (child, language) = (reader.col("child_id"), reader.col("language"));
    let ids: BTreeMap<&str, u32> = children.zip(0..).collect();
    let mut first: BTreeMap<u32, usize> = BTreeMap::new();
    for row in 0..table.rows() {
        let (Ok(id), Ok(names)) = (reader.need_id(row, child), reader.list(row, language)) else { continue };
        let mut languages: Vec<Language> = Vec::new();
        let mut known = true;
        for name in &names {
            match name.parse() {
                Ok(language) if languages.contains(&language) => {}
                Ok(language) => languages.push(language),
                Err(_) => {
                    known = false;
                    let hint = did_you_mean(name, Language::ALL.map(Language::as_str));
                    let finding = reader.finding(&kinds::LANGUAGE, row, language).value(name);
                    reader.push(row, finding.arg("names", Language::names()).hint(hint));
                }
            }
        }
        let Some(&at) = ids.get(id.as_ref()) else {
            let hint = did_you_mean_id(&id, ids.keys().copied());
            let finding = reader.finding(&kinds::LANGUAGE_CHILD, row, child).hint(hint);
            reader.push(row, finding);
            continue;
        };
        if let Some(&earlier) = first.get(&at) {
            let finding = reader.finding(&kinds::LANGUAGE_TWICE, row, child);
            reader.push(row, finding.arg("first_line", table.line(earlier)));
            continue;
        }
        first.insert(at, row);
        // An empty cell is no choice.
        if known && !languages.is_empty() {
            own.insert(at, languages);
        }
    }
    reader.finish(findings);
    own
}
