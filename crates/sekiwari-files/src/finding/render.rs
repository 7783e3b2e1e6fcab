//! Findings as text for people and as JSON for programs.

use std::fmt::Write as _;

use serde::Serialize;
use serde::ser::SerializeStruct;

use super::{Finding, Findings, Lang, Severity};

impl Severity {
    /// The word shown to people.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Error, Lang::Ja) => "エラー",
            (Self::Error, Lang::En) => "error",
            (Self::Warning, Lang::Ja) => "警告",
            (Self::Warning, Lang::En) => "warning",
            (Self::Note, Lang::Ja) => "お知らせ",
            (Self::Note, Lang::En) => "note",
        }
    }
}

impl Finding {
    /// A text of the kind with every `{placeholder}` filled from the place, the value and the arguments.
    /// `{hint}` takes the argument of the language.
    #[must_use]
    fn fill(&self, template: &str, lang: Lang) -> String {
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            out.push_str(&self.argument(name, lang));
            rest = tail;
        }
        out.push_str(rest);
        out.trim_end().to_owned()
    }

    fn argument(&self, name: &str, lang: Lang) -> String {
        let localised = match lang {
            Lang::Ja => format!("{name}_ja"),
            Lang::En => format!("{name}_en"),
        };
        if let Some((_, v)) = self.args.iter().find(|(n, _)| *n == name || *n == localised) {
            return v.clone();
        }
        match name {
            "file" => self.place.file.clone(),
            "line" => self.place.line.map(|l| l.to_string()).unwrap_or_default(),
            "column" => self.place.column.clone().unwrap_or_default(),
            "value" => self.value.clone().unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// What was seen, in a sentence or two.
    #[must_use]
    pub fn cause(&self, lang: Lang) -> String {
        self.fill(self.kind.cause.get(lang), lang)
    }

    /// What to do about it.
    #[must_use]
    pub fn todo(&self, lang: Lang) -> String {
        self.fill(self.kind.todo.get(lang), lang)
    }

    /// The place in one line: file, sheet, line, column.
    #[must_use]
    pub fn place_text(&self, lang: Lang) -> String {
        let mut s = self.place.file.clone();
        if let Some(sheet) = &self.place.sheet {
            let _ = write!(s, " [{sheet}]");
        }
        if let Some(line) = self.place.line {
            let _ = match lang {
                Lang::Ja => write!(s, " {line}行目"),
                Lang::En => write!(s, " line {line}"),
            };
        }
        if let Some(character) = &self.place.character {
            let _ = match lang {
                Lang::Ja => write!(s, " {character}文字目"),
                Lang::En => write!(s, ", character {character}"),
            };
        }
        if let Some(column) = self.place.column.as_ref().filter(|c| !c.is_empty()) {
            let _ = match lang {
                Lang::Ja => write!(s, " 「{column}」"),
                Lang::En => write!(s, " column \"{column}\""),
            };
        }
        if let Some(value) = &self.value {
            let _ = match lang {
                Lang::Ja => write!(s, " 値「{}」", visible(value)),
                Lang::En => write!(s, " value \"{}\"", visible(value)),
            };
        }
        s
    }

    /// The finding as one block of four lines: heading, place, cause, what to do.
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        let kind = self.kind;
        let mark = match lang {
            Lang::Ja => "対処",
            Lang::En => "do",
        };
        format!(
            "{} {}: {}\n  --> {}\n  {}\n  {mark}: {}\n",
            kind.severity.label(lang),
            kind.code,
            kind.title.get(lang),
            self.place_text(lang),
            self.cause(lang),
            self.todo(lang),
        )
    }
}

/// Control and invisible characters written as `\u{..}` so that a terminal shows them.
///
/// ```
/// assert_eq!(sekiwari_files::finding::visible("a\u{202e}b\n"), "a\\u{202E}b\\u{A}");
/// ```
#[must_use]
pub fn visible(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        if c.is_control() || crate::normalise::is_invisible(c) {
            let _ = write!(out, "\\u{{{:X}}}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

impl Findings {
    /// Every finding, one block each, gravest order kept as sorted.
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        self.render_capped(lang, usize::MAX)
    }

    /// Like [`Findings::render`], but after `cap` findings of one code in one file the rest of that code and file are only
    /// counted. For terminals; the data always keeps all.
    #[must_use]
    pub fn render_capped(&self, lang: Lang, cap: usize) -> String {
        let mut seen: std::collections::BTreeMap<(&str, &str), usize> = std::collections::BTreeMap::new();
        let mut out = String::new();
        for f in self {
            let n = seen.entry((f.place.file.as_str(), f.kind.code)).or_insert(0);
            *n += 1;
            if *n <= cap {
                out.push_str(&f.render(lang));
                out.push('\n');
            }
        }
        for ((file, code), n) in seen {
            if n > cap {
                let more = n - cap;
                let _ = match lang {
                    Lang::Ja => writeln!(out, "ほか {more} 件: {code} ({file})"),
                    Lang::En => writeln!(out, "and {more} more: {code} ({file})"),
                };
            }
        }
        out
    }
}

#[derive(Serialize)]
struct Both {
    ja: String,
    en: String,
}

impl Serialize for Finding {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let both = |f: &dyn Fn(Lang) -> String| Both { ja: f(Lang::Ja), en: f(Lang::En) };
        let mut o = s.serialize_struct("Finding", 8)?;
        o.serialize_field("code", self.kind.code)?;
        o.serialize_field("severity", &self.kind.severity)?;
        o.serialize_field("place", &self.place)?;
        o.serialize_field("value", &self.value)?;
        o.serialize_field("args", &self.args.iter().cloned().collect::<std::collections::BTreeMap<_, _>>())?;
        o.serialize_field("title", &both(&|l| self.kind.title.get(l).to_owned()))?;
        o.serialize_field("cause", &both(&|l| self.cause(l)))?;
        o.serialize_field("todo", &both(&|l| self.todo(l)))?;
        o.end()
    }
}

impl Serialize for Findings {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(self.iter())
    }
}
