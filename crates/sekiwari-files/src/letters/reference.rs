//! The page about letters: what stands in `docs/letters.md` of names, templates and languages.

use super::shape::{FILTERS, Name, SHARED, Shape, TESTS};
use super::{Language, LetterSet, Templates, club, nursery};
use std::fmt::Write as _;

const TOP: &str = include_str!("reference.md");

/// The whole of `docs/letters.md`. The committed file must equal it; `SEKIWARI_BLESS=1 cargo test -p sekiwari-files` writes it anew.
pub fn letters_markdown() -> String {
    let mut page = TOP.to_owned();
    page.push_str("\n## 使える名前 / Names\n\nEvery value is a text that is escaped, unless said otherwise. A *number* is nothing where there is none (`{% if wish.points is not none %}`); nothing is printed then.\n");
    for (title, list) in [
        ("すべての手紙 / All letters", SHARED),
        ("保育所等の手紙 / Letters of nurseries", nursery::NAMES),
        ("放課後児童クラブの手紙 / Letters of after-school clubs", club::NAMES),
    ] {
        let _ = write!(page, "\n### {title}\n\n| name | holds | 意味 | meaning |\n|---|---|---|---|\n");
        names(&mut page, "", list);
    }
    let code = |list: &[&str]| list.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
    let _ = write!(
        page,
        "\nFilters: {}. Tests: {}. There are no functions, macros, imports or inheritance, and escaping cannot be turned off.\n",
        code(&FILTERS),
        code(&TESTS)
    );
    page.push_str("\n## 様式の一覧 / Templates\n");
    let of = |set: Option<LetterSet>| {
        let all = Templates::defaults().iter().map(|t| t.0);
        all.filter(|name| LetterSet::of_template(name) == set).collect::<Vec<&str>>()
    };
    for (title, set) in [
        ("すべての手紙 / All letters", None),
        ("保育所等 / Nurseries", Some(LetterSet::Nurseries)),
        ("放課後児童クラブ / After-school clubs", Some(LetterSet::Clubs)),
    ] {
        let _ = write!(page, "\n{title}: {}\n", code(&of(set)));
    }
    let languages = Language::ALL.map(|l| format!("`{l}`"));
    let _ = write!(page, "\nLanguages: {}.\n", languages.join(", "));
    page
}

fn names(page: &mut String, before: &str, all: &[Name]) {
    for name in all {
        let path = format!("{before}{}", name.name);
        let (holds, inner): (&str, Option<(&str, &[Name])>) = match &name.shape {
            Shape::Text => ("text", None),
            Shape::Number => ("number", None),
            Shape::YesNo => ("true or false", None),
            Shape::Record(names) => ("names", Some((".", names))),
            Shape::List(Shape::Record(names)) => ("list", Some(("[].", names))),
            Shape::List(_) => ("list of texts", None),
        };
        let _ = writeln!(page, "| `{path}` | {holds} | {} | {} |", name.ja, name.en);
        if let Some((dot, inner)) = inner {
            names(page, &format!("{path}{dot}"), inner);
        }
    }
}
