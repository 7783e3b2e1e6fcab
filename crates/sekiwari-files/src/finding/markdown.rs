//! The error index `docs/findings.md`, generated from the catalogue.

use std::fmt::Write as _;

use super::{Lang, catalogue};

/// The whole of `docs/findings.md`. The committed file must equal it; `SEKIWARI_BLESS=1 cargo test -p sekiwari-files`
/// writes it anew.
#[must_use]
pub fn catalogue_markdown() -> String {
    let mut out = String::from(
        "# 指摘一覧 / Findings\n\n\
         入力を読むときに出る指摘の一覧です。コードは版が変わっても意味を変えません。`E` はエラー (直すまで配分できません)、`W` は警告 \
         (配分はできますが確認してください)、`N` はお知らせ (読み取り方の記録) です。\n\n\
         Every finding that reading a round can raise. A code keeps its meaning across versions. `E` is an error (no allocation \
         until it is put right), `W` a warning (allocation goes on, somebody should look), `N` a note (how something was read).\n\n\
         この文書はプログラムの表から作られています。 This page is generated from the catalogue in `sekiwari-files`.\n",
    );
    for (title, kinds) in catalogue::GROUPS {
        let _ = write!(out, "\n## {} / {}\n", title.ja, title.en);
        for k in *kinds {
            let _ = write!(
                out,
                "\n### {} {} / {}\n\n- {}: {}\n- 対処: {}\n- {}: {}\n- do: {}\n",
                k.code,
                k.title.ja,
                k.title.en,
                k.severity.label(Lang::Ja),
                plain(k.cause.ja),
                plain(k.todo.ja),
                k.severity.label(Lang::En),
                plain(k.cause.en),
                plain(k.todo.en),
            );
        }
    }
    out
}

/// A template with its placeholders shown as code; the hint, which may be empty, is left out.
pub(crate) fn plain(template: &str) -> String {
    template.replace("{hint}", "").replace(['{', '}'], "`").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn docs_findings_md_is_what_the_catalogue_says() {
        crate::testing::assert_committed("docs/findings.md", &super::catalogue_markdown());
    }
}
