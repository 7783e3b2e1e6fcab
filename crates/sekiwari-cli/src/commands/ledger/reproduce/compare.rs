//! What was recorded against what came out again.

use sekiwari::Lang;
use sekiwari_files::finding::visible;
use sekiwari_files::write::unguard;
use sekiwari_ledger::{Hash, Role, RoundRecord};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Children and keys that are named one by one.
const SHOWN: usize = 20;

/// How a file compares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Same {
    /// Byte for byte.
    Yes,
    /// But for the version that it names.
    ButVersion,
    /// It names its version, and only its hash was kept: nothing can be said.
    Unknown,
    /// It differs.
    No,
    /// It was recorded and did not come out.
    Missing,
    /// It came out and was not recorded.
    New,
}

/// Every output file, and what differs.
pub(super) struct Comparison {
    files: Vec<(String, Same)>,
    // Japanese and English.
    lines: Vec<[String; 2]>,
}

type Files = [(String, Vec<u8>)];

fn get<'a>(files: &'a Files, name: &str) -> Option<&'a [u8]> {
    files.iter().find(|(n, _)| n == name).map(|(_, content)| content.as_slice())
}

/// Compares all outputs of a round. With `other_version` the version that documents name may differ.
pub(super) fn compare(
    round: &RoundRecord,
    recorded: &Files,
    again: &Files,
    other_version: bool,
) -> Comparison {
    let mut comparison = Comparison { files: Vec::new(), lines: Vec::new() };
    for file in round.files.iter().filter(|f| f.role == Role::Output) {
        let old = get(recorded, &file.name);
        let same = match get(again, &file.name) {
            None => Same::Missing,
            Some(new) if Hash::of(new).to_string() == file.sha256 => Same::Yes,
            Some(new) if other_version && file.name.ends_with(".json") => match old {
                Some(old) if without_version(old) == without_version(new) => Same::ButVersion,
                Some(_) => Same::No,
                None => Same::Unknown,
            },
            Some(_) => Same::No,
        };
        if let (Same::No, Some(old), Some(new)) = (same, old, get(again, &file.name)) {
            comparison.explain(&file.name, old, new);
        }
        comparison.files.push((file.name.clone(), same));
    }
    for (name, _) in again {
        if !round.files.iter().any(|f| f.role == Role::Output && f.name == *name) {
            comparison.files.push((name.clone(), Same::New));
        }
    }
    comparison
}

fn without_version(bytes: &[u8]) -> Option<Value> {
    let mut value: Value = serde_json::from_slice(bytes).ok()?;
    value.as_object_mut()?.remove("version");
    Some(value)
}

impl Comparison {
    /// Whether everything came out as recorded.
    pub(super) fn same(&self) -> bool {
        self.files.iter().all(|(_, same)| matches!(same, Same::Yes | Same::ButVersion | Same::Unknown))
    }

    /// What differs, line by line.
    pub(super) fn lines(&self, lang: Lang) -> Vec<String> {
        self.lines.iter().map(|[ja, en]| lang.pick(ja, en).clone()).collect()
    }

    /// The files for programs.
    pub(super) fn files_json(&self) -> Value {
        let files = self.files.iter().map(|(name, same)| json!({ "name": name, "same": same.name() }));
        files.collect::<Vec<_>>().into()
    }

    /// The files for people.
    pub(super) fn files_text(&self, lang: Lang) -> String {
        self.files.iter().map(|(name, same)| format!("  {}: {}\n", visible(name), same.text(lang))).collect()
    }

    fn explain(&mut self, name: &str, old: &[u8], new: &[u8]) {
        let changes = match name {
            "allocation.csv" => seats(old, new),
            _ if name.ends_with(".json") => keys(old, new),
            _ => return,
        };
        let count = changes.len();
        for (what, old, new) in changes.into_iter().take(SHOWN) {
            let [what, old, new] = [what, old, new].map(|t| visible(&t));
            self.lines.push([
                format!("{name} {what}: 記録 {old}、今回 {new}"),
                format!("{name} {what}: recorded {old}, now {new}"),
            ]);
        }
        if let Some(more) = count.checked_sub(SHOWN).filter(|&m| m > 0) {
            self.lines.push([format!("{name} ほか {more} 件"), format!("{name} and {more} more")]);
        }
        if count == 0 {
            self.lines.push([
                format!("{name} 内容は同じで、書き方が違います"),
                format!("{name} says the same in other bytes"),
            ]);
        }
    }
}

impl Same {
    fn name(self) -> &'static str {
        match self {
            Same::Yes => "same",
            Same::ButVersion => "same-but-version",
            Same::Unknown => "not-compared",
            Same::No => "different",
            Same::Missing => "missing",
            Same::New => "new",
        }
    }

    fn text(self, lang: Lang) -> &'static str {
        match self {
            Same::Yes => lang.pick("一致", "the same"),
            Same::ButVersion => lang.pick("版の記載を除き一致", "the same but for the version"),
            Same::Unknown => lang.pick("版が違うため比べていません", "not compared: it names the version"),
            Same::No => lang.pick("不一致", "different"),
            Same::Missing => lang.pick("今回は出ていません", "did not come out"),
            Same::New => lang.pick("記録にありません", "was not recorded"),
        }
    }
}

type Changes = Vec<(String, String, String)>;

/// The facility of every child, by child.
fn seats_by_child(table: &[u8]) -> BTreeMap<String, String> {
    let mut reader = csv::Reader::from_reader(table.strip_prefix("\u{feff}".as_bytes()).unwrap_or(table));
    let Ok(headers) = reader.headers() else { return BTreeMap::new() };
    let column = |name| headers.iter().position(|h| h == name);
    let (Some(child), Some(facility)) = (column("child_id"), column("facility_id")) else {
        return BTreeMap::new();
    };
    let rows = reader.records().filter_map(Result::ok).filter_map(|row| {
        Some((unguard(row.get(child)?).to_owned(), unguard(row.get(facility)?).to_owned()))
    });
    rows.collect()
}

fn seats(old: &[u8], new: &[u8]) -> Changes {
    let (old, new) = (seats_by_child(old), seats_by_child(new));
    let shown = |seat: Option<&String>| match seat.map(String::as_str) {
        None => "?".to_owned(),
        Some("") => "-".to_owned(),
        Some(seat) => seat.to_owned(),
    };
    let mut children: Vec<&String> = old.keys().chain(new.keys()).collect();
    children.sort();
    children.dedup();
    let differs = children.into_iter().filter(|c| old.get(*c) != new.get(*c));
    differs.map(|c| (c.clone(), shown(old.get(c)), shown(new.get(c)))).collect()
}

/// The keys of two documents that differ, with dots between levels.
fn keys(old: &[u8], new: &[u8]) -> Changes {
    let read = |bytes: &[u8]| serde_json::from_slice(bytes).unwrap_or(Value::Null);
    let mut changes = Vec::new();
    walk("", &read(old), &read(new), &mut changes);
    changes
}

fn walk(at: &str, old: &Value, new: &Value, changes: &mut Changes) {
    if let (Value::Object(a), Value::Object(b)) = (old, new) {
        let mut keys: Vec<&String> = a.keys().chain(b.keys()).collect();
        keys.sort();
        keys.dedup();
        for key in keys {
            let at = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
            let side = |of: &serde_json::Map<String, Value>| of.get(key).cloned().unwrap_or_default();
            walk(&at, &side(a), &side(b), changes);
        }
    } else if old != new {
        let short = |value: &Value| {
            let text = value.to_string();
            if text.chars().count() > 60 { text.chars().take(59).chain(['…']).collect() } else { text }
        };
        changes.push((at.to_owned(), short(old), short(new)));
    }
}

#[cfg(test)]
mod tests {
    use super::{keys, seats};

    #[test]
    fn the_children_whose_seats_differ_are_named() {
        let old = "\u{feff}child_id,facility_id\nC1,F1\nC2,\n'=x,F2\n";
        let new = "child_id,facility_id\nC1,F2\nC2,\nC3,F1\n";
        let change = |c: &str, a: &str, b: &str| (c.to_owned(), a.to_owned(), b.to_owned());
        assert_eq!(
            seats(old.as_bytes(), new.as_bytes()),
            [change("=x", "F2", "?"), change("C1", "F1", "F2"), change("C3", "?", "F1")]
        );
    }

    #[test]
    fn the_keys_that_differ_are_named() {
        let changes = keys(br#"{"a":{"b":1,"c":2},"d":[1]}"#, br#"{"a":{"b":1,"c":3},"d":[2],"e":0}"#);
        let names: Vec<&str> = changes.iter().map(|c| c.0.as_str()).collect();
        assert_eq!(names, ["a.c", "d", "e"]);
    }
}
