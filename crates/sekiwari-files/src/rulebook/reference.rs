//! The table of attributes in `docs/rulebook.md`, generated from the catalogue.

use std::fmt::Write as _;

use sekiwari::priority::rulebook::{Rounds, Schema, Source, ValueKind};

/// The attributes that conditions may ask about, as a Markdown table.
#[must_use]
pub fn attributes_markdown() -> String {
    let mut out = String::from(
        "| attribute | type | from | 意味 | meaning | 表での名前 / names in tables | rounds |\n|---|---|---|---|---|---|---|\n",
    );
    for a in Schema::default().attributes() {
        let kind = match &a.kind {
            ValueKind::Word(words) if !words.is_empty() => {
                words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(" ")
            }
            kind => kind.as_str().to_owned(),
        };
        let source = match a.source {
            Source::Derived => "round",
            Source::Column => "`guardians`",
            Source::Fact => "`circumstances`",
        };
        let titles = a.titles.join(", ");
        let rounds = match a.rounds {
            Rounds::All => "",
            Rounds::Nursery => "`nursery`",
            Rounds::Club => "`club`",
        };
        let _ =
            writeln!(out, "| `{}` | {kind} | {source} | {} | {} | {titles} | {rounds} |", a.name, a.ja, a.en);
    }
    out
}

#[cfg(test)]
mod tests {
    const BEGIN: &str = "<!-- attributes: made by the code -->\n";
    const END: &str = "<!-- end of attributes -->";

    #[test]
    fn the_guide_lists_the_attributes_there_are() {
        let path = crate::testing::repository("docs/rulebook.md");
        let guide = std::fs::read_to_string(path).unwrap();
        let (before, rest) = guide.split_once(BEGIN).unwrap();
        let (_, after) = rest.split_once(END).unwrap();
        let wanted = format!("{before}{BEGIN}{}{END}{after}", super::attributes_markdown());
        crate::testing::assert_committed("docs/rulebook.md", &wanted);
    }
}
