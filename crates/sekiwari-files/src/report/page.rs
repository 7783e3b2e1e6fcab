//! The page around the sections.

use super::parts::{Head, Section, table};
use super::places::Places;
use super::write::GENERATOR;
use super::{Report, sections};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sekiwari::Lang;

/// The style, part of the page.
const STYLE: &str = include_str!("style.css");

/// Nothing is fetched and nothing runs: only the style of the page itself, and drawings that are part of it.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// What sections are made from.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) report: &'a Report,
    pub(super) places: &'a Places<'a>,
    pub(super) lang: Lang,
    /// What stands before the ids of tables, so that they are unique where a kind of section stands twice.
    pub(super) scope: &'a str,
}

impl Page<'_> {
    /// The one of two texts in the page's language.
    pub(super) fn pick<T>(&self, ja: T, en: T) -> T {
        self.lang.pick(ja, en)
    }

    /// A table in a box of its own that scrolls where the page is narrow. `body` is one or more `tbody`.
    pub(super) fn table(&self, id: &str, caption: &str, heads: &[Head], body: &Markup) -> Markup {
        if self.scope.is_empty() {
            return table(id, caption, heads, body);
        }
        table(&format!("{}-{id}", self.scope), caption, heads, body)
    }

    /// The group's name in words.
    pub(super) fn group(&self, group: &str) -> String {
        super::words::group(&self.report.summary.programme, group, self.lang)
    }

    /// Whether the round is one of clubs.
    pub(super) fn is_club(&self) -> bool {
        self.report.summary.programme == "club"
    }

    /// Whether requests are counted, not children.
    pub(super) fn is_daily(&self) -> bool {
        self.report.summary.programme == "daily"
    }
}

impl Report {
    /// The whole page. The same report gives the same bytes.
    #[must_use]
    pub fn page(&self, lang: Lang) -> String {
        let places = Places::new(&self.summary, self.areas.as_ref());
        let page = Page { report: self, places: &places, lang, scope: "" };
        whole(&page, &sections::all(&page)).into_string()
    }
}

fn whole(page: &Page<'_>, sections: &[Section]) -> Markup {
    let summary = &page.report.summary;
    let programme = match summary.programme.as_str() {
        "club" => page.pick("放課後児童クラブ 利用調整の結果", "After-school clubs: result of the round"),
        "daily" => page.pick("日単位の保育 利用の決定", "Day services: result of the round"),
        _ => page.pick("保育所等 利用調整の結果", "Nurseries: result of the round"),
    };
    html! {
        (DOCTYPE)
        html lang=(page.lang.as_str()) {
            head {
                meta charset="utf-8";
                (PreEscaped(GENERATOR)) (env!("CARGO_PKG_VERSION")) (PreEscaped("\">"))
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                meta name="referrer" content="no-referrer";
                title { (super::parts::plain(&summary.name)) " – " (programme) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { (page.pick("本文へ", "Skip to the content")) }
                header.top {
                    p.programme { (programme) }
                    h1 { (super::parts::name(&summary.name)) }
                    p.when { (sections::when(page)) }
                }
                div.columns {
                    nav aria-labelledby="contents" {
                        h2 id="contents" { (page.pick("目次", "Contents")) }
                        ol { @for s in sections { li { a href={ "#" (s.id) } { (s.title) } } } }
                    }
                    main id="main" tabindex="-1" {
                        (sections::answer(page))
                        @for s in sections {
                            section id=(s.id) aria-labelledby={ (s.id) "-title" } {
                                h2 id={ (s.id) "-title" } { (s.title) }
                                (s.body)
                            }
                        }
                    }
                }
                footer {
                    p {
                        (page.pick(
                            "席割 (sekiwari) が、出力フォルダのファイルだけから作成したページです。通信は行いません。児童・世帯の ID と住所は含みません。",
                            "Made by sekiwari from the files of output folders alone. The page uses no network. It names no child, household or address.",
                        ))
                    }
                    p { (page.pick(suppressed_ja(page.report.suppress), suppressed_en(page.report.suppress))) }
                    p { a href="#main" { (page.pick("ページの先頭へ", "Back to the top")) } }
                }
            }
        }
    }
}

fn suppressed_ja(n: u32) -> String {
    match n {
        0 | 1 => "少数の秘匿をしていない庁内用のページです。公表には --suppress を付けて作り直してください。"
            .to_owned(),
        n => format!(
            "{n} 人 (件) 未満の数と、それを逆算できる数を X としています。全体の合計は秘匿しません。同じ児童についての別の公表資料との差から分かることがあります。"
        ),
    }
}

fn suppressed_en(n: u32) -> String {
    match n {
        0 | 1 => "For use inside the office: no small count is kept back. Make the page again with --suppress before publishing it.".to_owned(),
        n => format!(
            "Counts below {n}, and what would give them away, are kept back and marked X. Totals of the whole round are always shown. Other publications about the same children may tell more."
        ),
    }
}
