//! The table of marks, as CSV and as a page.

use crate::write::{escaped, guard};
use jiff::civil::Date;
use sekiwari::Lang;
use std::fmt::Write as _;

/// What is left, for the public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// ○: more than a few seats.
    Many,
    /// △: a few.
    Few,
    /// ×: none.
    None,
    /// －: there are no such seats in this round.
    NotOffered,
}

impl Mark {
    /// The mark for seats that are left; up to `few` are few.
    pub fn of(left: u32, few: u32) -> Self {
        match left {
            0 => Mark::None,
            left if left <= few => Mark::Few,
            _ => Mark::Many,
        }
    }

    /// The sign.
    pub const fn sign(self) -> &'static str {
        match self {
            Mark::Many => "○",
            Mark::Few => "△",
            Mark::None => "×",
            Mark::NotOffered => "－",
        }
    }
}

/// A column of marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MarkColumn {
    pub(super) name: String,
    pub(super) ja: String,
    pub(super) en: String,
}

/// The marks of a facility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MarkRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) marks: Vec<Mark>,
}

/// The list: facilities in the order of their ids, and what they have left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkTable {
    pub(super) name: String,
    pub(super) entry_date: Date,
    pub(super) few: u32,
    pub(super) columns: Vec<MarkColumn>,
    pub(super) rows: Vec<MarkRow>,
}

impl MarkTable {
    /// As a CSV table: `facility_id`, `name`, and a column of signs for each class (clubs: season and weekday).
    pub fn csv(&self, bom: bool) -> Vec<u8> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        let names = self.columns.iter().map(|c| c.name.as_str());
        // Writing to memory cannot fail.
        let _ = csv.write_record(["facility_id", "name"].into_iter().chain(names));
        for row in &self.rows {
            let (id, name) = (guard(&row.id), guard(&row.name));
            let _ = csv.write_record([&*id, &*name].into_iter().chain(row.marks.iter().map(|m| m.sign())));
        }
        let rows = csv.into_inner().unwrap_or_default();
        let mark: &[u8] = if bom { "\u{feff}".as_bytes() } else { b"" };
        [mark, &rows].concat()
    }

    /// As a page of its own, with what the signs mean.
    pub fn html(&self, lang: Lang) -> String {
        let title = escaped(&self.name);
        let date = self.entry_date;
        let heading = lang.pick("空き状況", "Places left");
        let mut page = format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{title} {heading}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title} {heading}</h1>\n"
        );
        let (few, many) = (self.few, self.few.saturating_add(1));
        let said = lang.pick(
            format!("{date} からの利用について、利用調整の後に残る席です。○：{many} 以上、△：1～{few}、×：なし、－：募集なし"),
            format!("Places left for use from {date} after the allocation. ○: {many} or more; △: 1 to {few}; ×: none; －: not offered"),
        );
        let said =
            if few == 0 { said.replace("、△：1～0", "").replace("; △: 1 to 0", "") } else { said };
        // Writing to a string cannot fail.
        let _ = write!(page, "<p>{said}</p>\n<table>\n<thead><tr><th>{}</th>", lang.pick("施設", "Facility"));
        for column in &self.columns {
            let _ = write!(page, "<th scope=\"col\">{}</th>", lang.pick(&column.ja, &column.en));
        }
        page.push_str("</tr></thead>\n<tbody>\n");
        for row in &self.rows {
            let name = if row.name.trim().is_empty() { &row.id } else { &row.name };
            let _ = write!(page, "<tr><th scope=\"row\">{}</th>", escaped(name));
            for mark in &row.marks {
                let _ = write!(page, "<td>{}</td>", mark.sign());
            }
            page.push_str("</tr>\n");
        }
        page.push_str("</tbody>\n</table>\n</body>\n</html>\n");
        page
    }
}

const STYLE: &str = "\
body { font-family: sans-serif; line-height: 1.5; margin: 1em; }
table { border-collapse: collapse; }
th, td { border: 1px solid #666; padding: 0.2em 0.6em; text-align: center; }
th[scope=row] { text-align: left; font-weight: normal; }
thead th { background: #eee; position: sticky; top: 0; }
@page { size: A4; margin: 15mm; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_up_to_the_number_given() {
        assert_eq!([0, 1, 3, 4].map(|n| Mark::of(n, 3).sign()), ["×", "△", "△", "○"]);
        assert_eq!([0, 1].map(|n| Mark::of(n, 0).sign()), ["×", "○"]);
    }

    #[test]
    fn names_are_escaped_and_guarded() {
        let column = MarkColumn { name: "class_0".into(), ja: "0歳児".into(), en: "Class 0".into() };
        let row = MarkRow { id: "=1".into(), name: "<b>&\"".into(), marks: vec![Mark::Few] };
        let table = MarkTable {
            name: "<i>".into(),
            entry_date: jiff::civil::date(2026, 4, 1),
            few: 0,
            columns: vec![column],
            rows: vec![row],
        };
        assert_eq!(
            String::from_utf8(table.csv(false)).unwrap(),
            "facility_id,name,class_0\n'=1,\"<b>&\"\"\",△\n"
        );
        let page = table.html(Lang::Ja);
        assert!(
            page.contains("&lt;b&gt;&amp;&quot;") && !page.contains("<b>") && !page.contains("<i>"),
            "{page}"
        );
        assert!(!page.contains('～'), "{page}");
    }
}
