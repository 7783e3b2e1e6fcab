//! `households`: the sibling conditions of households with several applying children.

use std::collections::BTreeMap;

use sekiwari::programme::nursery::{Joint, Prefer, SiblingTerms, SingleFallback};

use super::family_ids::FamilyIds;
use super::tables;
use crate::finding::{Finding, Findings, catalogue::consistency, catalogue::references, did_you_mean_id};
use crate::normalise::Word;
use crate::table::{CellReader, Table};

/// One household with its condition, as it is read.
pub(crate) struct Terms {
    pub(crate) household: String,
    pub(crate) terms: SiblingTerms,
}

const fn word<T>(name: &'static str, aliases: &'static [&'static str], value: T) -> Word<T> {
    Word { name, aliases, value }
}

/// Words of `joint`.
pub(super) static JOINT: &[Word<Joint>] = &[
    word(
        "same-facility",
        &["同じ施設", "同一施設", "同じ園", "同時に同じ施設", "同時同園", "同時同施設", "A"],
        Joint::SameFacility,
    ),
    word(
        "same-round",
        &["同時", "同時入所", "別園可", "同時なら別の施設でも可", "同時別園可", "B"],
        Joint::SameRound,
    ),
    word(
        "independent",
        &["別々可", "別々でも可", "別々", "一人でも可", "1人でも可", "C"],
        Joint::Independent,
    ),
];

/// Words of `single_fallback`.
pub(super) static FALLBACK: &[Word<SingleFallback>] = &[
    word("none", &["なし", "不可", "辞退", "一人なら辞退"], SingleFallback::None),
    word("elder", &["上の子", "上の子のみ", "上の子だけ可"], SingleFallback::Elder),
    word("younger", &["下の子", "下の子のみ", "下の子だけ可"], SingleFallback::Younger),
    word("either", &["どちらでも", "どちらでも可", "どちらか一人", "可"], SingleFallback::Either),
    word("elder-else-younger", &["上の子優先", "上の子がだめなら下の子"], SingleFallback::ElderElseYounger),
];

/// Words of `prefer`.
pub(super) static PREFER: &[Word<Prefer>] = &[
    word("together-first", &["同じ施設優先", "同園優先", "一緒を優先"], Prefer::TogetherFirst),
    word("wish-order", &["希望順位優先", "希望順優先", "希望順"], Prefer::WishOrder),
];

/// Reads the conditions. Only households with several children keep theirs.
pub(crate) fn read(
    table: &Table,
    families: Option<&FamilyIds>,
    findings: &mut Findings,
) -> Option<Vec<Terms>> {
    let mut r = CellReader::new(table, &tables::HOUSEHOLDS, findings)?;
    let (id, joint, fallback, prefer) =
        (r.col("household_id"), r.col("joint"), r.col("single_fallback"), r.col("prefer"));
    let mut first_row: BTreeMap<String, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for row in 0..table.rows() {
        let household = r.need_id(row, id);
        let j = r.word(row, joint, JOINT);
        if j == Ok(None) {
            let _ = r.need_id(row, joint);
        }
        let (s, p) = (r.word(row, fallback, FALLBACK), r.word(row, prefer, PREFER));
        let Ok(household) = household.map(String::from) else { continue };
        if let Some(&first) = first_row.get(&household) {
            let finding =
                r.finding(&references::HOUSEHOLD_DUPLICATE, row, id).arg("first_line", table.line(first));
            r.push(row, finding);
            continue;
        }
        first_row.insert(household.clone(), row);
        let Some(families) = families.filter(|f| f.known) else { continue };
        let Some(position) = families.ids.get(&household) else {
            let near = did_you_mean_id(&household, families.ids.names());
            let finding = r.finding(&references::HOUSEHOLD_UNKNOWN, row, id).hint(near);
            r.push(row, finding);
            continue;
        };
        if families.size[position as usize] == 1 {
            let finding = r.finding(&consistency::HOUSEHOLD_SINGLE, row, id);
            r.push(row, finding);
            continue;
        }
        if let (Ok(Some(j)), Ok(s), Ok(p)) = (j, s, p) {
            let written = SiblingTerms {
                joint: j,
                // Who asks to enter together and says nothing more refuses one alone, as the printed forms have it.
                single_fallback: s.unwrap_or(match j {
                    Joint::Independent => SingleFallback::Either,
                    Joint::SameFacility | Joint::SameRound => SingleFallback::None,
                }),
                prefer: p.unwrap_or_default(),
            };
            let terms = understood(&mut r, row, &household, written);
            out.push(Terms { household, terms });
        }
    }
    r.finish(findings);
    Some(out)
}

/// The condition as it is read, with a warning where the boxes of the form pull in different directions.
fn understood(r: &mut CellReader<'_>, row: usize, household: &str, terms: SiblingTerms) -> SiblingTerms {
    let fallback = r.col("single_fallback");
    let at = |kind| Finding::new(kind, r.table().place_at(row, fallback)).arg("household", household);
    match (terms.joint, terms.single_fallback) {
        (Joint::Independent, SingleFallback::None) => {
            let finding = at(&consistency::CONDITION_READ_AS_TOGETHER).value(SingleFallback::None.as_str());
            r.push(row, finding);
            SiblingTerms { joint: Joint::SameRound, ..terms }
        }
        (Joint::SameFacility | Joint::SameRound, fallback) if fallback != SingleFallback::None => {
            let finding = at(&consistency::FALLBACK_WITH_TOGETHER)
                .value(fallback.as_str())
                .arg("joint", terms.joint.as_str())
                .arg("fallback", fallback.as_str());
            r.push(row, finding);
            terms
        }
        _ => terms,
    }
}
