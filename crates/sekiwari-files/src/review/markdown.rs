//! The index of violations `docs/violations.md`, generated from the kinds.

use std::fmt::Write as _;

use sekiwari::Lang;
use sekiwari::programme::daily::decided::ROUND_VIOLATION_TEXTS;
use sekiwari::verify::VIOLATION_TEXTS;

use super::{DAY_KINDS, KINDS};
use crate::finding::plain;

/// The whole of `docs/violations.md`. The committed file must equal it; `SEKIWARI_BLESS=1 cargo test -p sekiwari-files`
/// writes it anew.
#[must_use]
pub fn violations_markdown() -> String {
    let mut out = String::from(
        "# 違反一覧 / Violations\n\n\
         `sekiwari verify` が配分の表と、隣の result.json、proof.json に対して示す違反です。`R` は行や証明と募集の食い違い、`V` は独立した検証の結果です。日単位の保育は `R31` からと `VR` です。コードは版が変わっても意味を変えません。\n\n\
         What `sekiwari verify` may find wrong with an allocation table and the `result.json` and `proof.json` beside it. `R`: rows or proofs that contradict the round; \
         `V`: what the independent judge finds. Day services have `R31` and following, and `VR`. A code keeps its meaning across versions.\n\n\
         この文書はプログラムの表から作られています。 This page is generated from the code.\n",
    );
    for kind in KINDS.iter().chain(DAY_KINDS) {
        let judge = VIOLATION_TEXTS.iter().find(|t| t.code == kind.code).map(|t| (t.ja, t.en));
        let of_days = ROUND_VIOLATION_TEXTS.iter().find(|t| t.code == kind.code).map(|t| (t.ja, t.en));
        let judge = judge.or(of_days);
        let cause =
            |lang: Lang| judge.map_or(lang.pick(kind.cause.ja, kind.cause.en), |t| lang.pick(t.0, t.1));
        let _ = write!(
            out,
            "\n## {} {} / {}\n\n- {}\n- 対処: {}\n- {}\n- do: {}\n",
            kind.code,
            kind.title.ja,
            kind.title.en,
            plain(cause(Lang::Ja)),
            kind.todo.ja,
            plain(cause(Lang::En)),
            kind.todo.en,
        );
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn docs_violations_md_is_what_the_kinds_say() {
        crate::testing::assert_committed("docs/violations.md", &super::violations_markdown());
    }
}
