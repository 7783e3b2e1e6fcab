//! Diseases and how they are dealt with: the built-in table, and what the city says over it.

use sekiwari::programme::daily::round::{Disease, DiseaseRule};

use super::words::HANDLING;
use crate::finding::catalogue::{cells, daily as kinds};
use crate::finding::{Findings, did_you_mean};
use crate::normalise::normal_title;
use crate::round::tables::daily as tables;
use crate::table::{CellReader, Table};

/// A disease as it is known without being told: its name, other names, and the rule.
type Known = (&'static str, &'static [&'static str], DiseaseRule);

/// What sites usually do: what spreads through the air or by touch over a room is kept apart by disease, chickenpox and
/// the like are taken one to a room, and measles is not taken at all. A city writes its own rules in `diseases`.
static BUILT_IN: &[Known] = &[
    ("cold", &["感冒", "風邪", "かぜ", "上気道炎", "発熱"], DiseaseRule::Mix),
    ("bronchitis", &["気管支炎"], DiseaseRule::Mix),
    ("asthma", &["喘息", "ぜんそく", "気管支喘息"], DiseaseRule::Mix),
    ("otitis", &["中耳炎"], DiseaseRule::Mix),
    ("impetigo", &["とびひ", "伝染性膿痂疹"], DiseaseRule::Mix),
    ("exanthema", &["突発性発疹"], DiseaseRule::Mix),
    ("injury", &["けが", "怪我", "骨折", "外傷"], DiseaseRule::Mix),
    ("gastroenteritis", &["胃腸炎", "感染性胃腸炎", "下痢", "嘔吐下痢症"], DiseaseRule::Separate),
    ("norovirus", &["ノロウイルス"], DiseaseRule::Separate),
    ("rotavirus", &["ロタウイルス"], DiseaseRule::Separate),
    ("influenza", &["インフルエンザ"], DiseaseRule::Separate),
    ("covid-19", &["新型コロナ", "新型コロナウイルス感染症", "コロナ"], DiseaseRule::Separate),
    ("rsv", &["RSウイルス", "RSウイルス感染症"], DiseaseRule::Separate),
    ("adenovirus", &["アデノウイルス", "プール熱", "咽頭結膜熱"], DiseaseRule::Separate),
    ("strep", &["溶連菌", "溶連菌感染症"], DiseaseRule::Separate),
    ("hand-foot-mouth", &["手足口病"], DiseaseRule::Separate),
    ("herpangina", &["ヘルパンギーナ"], DiseaseRule::Separate),
    ("mycoplasma", &["マイコプラズマ", "マイコプラズマ肺炎"], DiseaseRule::Separate),
    ("mumps", &["おたふくかぜ", "流行性耳下腺炎"], DiseaseRule::Separate),
    ("rubella", &["風しん", "風疹"], DiseaseRule::Separate),
    ("chickenpox", &["水痘", "水ぼうそう", "みずぼうそう"], DiseaseRule::Alone),
    ("pertussis", &["百日咳", "百日せき"], DiseaseRule::Alone),
    ("keratoconjunctivitis", &["流行性角結膜炎", "はやり目"], DiseaseRule::Alone),
    ("measles", &["麻しん", "麻疹", "はしか"], DiseaseRule::Excluded),
];

/// The diseases of a round with all names they go by.
pub(super) struct Diseases {
    pub(super) rows: Vec<Disease>,
    // Per disease its other names.
    aliases: Vec<&'static [&'static str]>,
    /// Whether all rows could be used.
    complete: bool,
}

impl Default for Diseases {
    /// The built-in ones.
    fn default() -> Self {
        let rows = BUILT_IN.iter().map(|&(id, _, rule)| Disease { id: id.to_owned(), rule }).collect();
        Self { rows, aliases: BUILT_IN.iter().map(|k| k.1).collect(), complete: true }
    }
}

impl Diseases {
    fn names(&self, disease: usize) -> impl Iterator<Item = &str> {
        std::iter::once(self.rows[disease].id.as_str()).chain(self.aliases[disease].iter().copied())
    }

    /// The disease of a name, whatever its letter case, widths and blanks.
    pub(super) fn get(&self, name: &str) -> Option<u32> {
        let wanted = normal_title(name);
        let is = |d: &usize| self.names(*d).any(|n| normal_title(n) == wanted);
        (0..self.rows.len()).find(is).map(|d| d as u32)
    }

    /// The nearest name; nothing where unknown names may be among rows that could not be used.
    pub(super) fn near(&self, name: &str) -> Option<&str> {
        did_you_mean(name, (0..self.rows.len()).flat_map(|d| self.names(d)))
    }

    /// Whether an unknown name is surely unknown.
    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }
}

/// The built-in diseases under the rows of the table.
pub(super) fn read(table: &Table, findings: &mut Findings) -> Option<Diseases> {
    let mut r = CellReader::new(table, &tables::DISEASES, findings)?;
    let (disease, handling) = (r.col("disease"), r.col("handling"));
    let mut out = Diseases::default();
    let mut row_of: Vec<Option<usize>> = vec![None; out.rows.len()];
    for row in 0..table.rows() {
        let (name, rule) = (r.need_id(row, disease), r.word(row, handling, HANDLING));
        if rule == Ok(None) {
            let finding = r.finding(&cells::CELL_EMPTY, row, handling);
            r.push(row, finding);
        }
        let (Ok(name), Ok(Some(rule))) = (name, rule) else {
            out.complete = false;
            continue;
        };
        match out.get(&name) {
            Some(known) => {
                let known = known as usize;
                if let Some(first) = row_of[known] {
                    let finding = r.finding(&kinds::DISEASE_DUPLICATE, row, disease);
                    r.push(row, finding.arg("first_line", table.line(first)));
                    continue;
                }
                out.rows[known].rule = rule;
                row_of[known] = Some(row);
            }
            None => {
                out.rows.push(Disease { id: name.into_owned(), rule });
                out.aliases.push(&[]);
                row_of.push(Some(row));
            }
        }
    }
    // Those of the city by name, so that the order of rows decides nothing.
    out.rows[BUILT_IN.len()..].sort_by(|a, b| a.id.cmp(&b.id));
    r.finish(findings);
    Some(out)
}

/// The built-in names for the format reference.
pub(crate) fn built_in() -> impl Iterator<Item = (&'static str, String, &'static str)> {
    BUILT_IN.iter().map(|(id, names, rule)| {
        let word = HANDLING.iter().find(|w| w.value == *rule).map_or("", |w| w.name);
        (*id, names.join(", "), word)
    })
}
