//! What only the count can tell about the survey.

use sekiwari::programme::nursery::waiting::{Count, Exclusion, SpecificTest, SurveyRow};
use sekiwari_files::finding::catalogue::survey as kinds;
use sekiwari_files::finding::{Finding, Findings, Place};
use sekiwari_files::round::LoadedRound;
use std::collections::BTreeMap;

/// Adds what is doubtful about the survey beside the allocation.
pub(super) fn look(loaded: &LoadedRound, count: &Count, found: &mut Findings) {
    let (survey, rules) = (&loaded.survey, &count.rules);
    let place = || Place::file("survey");
    let day = rules.date.to_string();
    if survey.enrolled.is_none() {
        found.add(&kinds::CONTINUING_UNKNOWN, Place::file("enrolled"));
    }
    if rules.date < loaded.round.entry_date() {
        let finding = Finding::new(&kinds::DATE_BEFORE_ENTRY, Place::file("round.toml")).value(&day);
        found.push(finding.arg("entry_date", loaded.round.entry_date()));
    }
    if !survey.rows.is_empty() && !survey.rows.iter().any(|r| r.validity.holds_on(rules.date)) {
        let finding = Finding::new(&kinds::NOTHING_HOLDS, place()).value(&day);
        found.push(finding.arg("rows", survey.rows.len()));
    }
    let mut by_child: BTreeMap<&str, Vec<&SurveyRow>> = BTreeMap::new();
    for row in survey.rows.iter().filter(|r| r.validity.holds_on(rules.date)) {
        by_child.entry(&row.child).or_default().push(row);
    }
    let of = |id: &str| by_child.get(id).map_or(&[][..], Vec::as_slice);
    for entry in count.entries.iter().filter(|e| e.flagged_in_vain) {
        let rows = of(&entry.id).iter();
        let mut situations: Vec<&str> = rows.filter_map(|r| r.situation).map(|s| s.as_str()).collect();
        situations.dedup();
        let finding = Finding::new(&kinds::SEATED_FLAGGED, place()).value(&entry.id);
        found.push(finding.arg("situations", situations.join(", ")));
    }
    for entry in &count.entries {
        match entry.specific {
            Some(SpecificTest::NoOpenPlace) => {
                let rows = survey.rows.iter().filter(|r| r.child == entry.id);
                let own =
                    rows.filter(|r| r.validity.holds_on(rules.date)).filter_map(|r| r.reach_minutes).min();
                let (ja, en) = match entry.counted {
                    None => ("待機児童に数えた", "counted as waiting"),
                    Some(Exclusion::SpecificPlaceOnly) => {
                        ("特定の施設のみとして除いた", "excluded as waiting for certain places only")
                    }
                    Some(_) => ("ほかの除外で除いた", "excluded for another reason"),
                };
                let finding = Finding::new(&kinds::SPECIFIC_CONTRADICTED, place()).value(&entry.id);
                let finding = finding.arg("minutes", own.unwrap_or(rules.reach.minutes));
                found.push(finding.arg("counted_ja", ja).arg("counted_en", en));
            }
            Some(SpecificTest::Untested) if entry.child.is_some() => {
                found.push(Finding::new(&kinds::SPECIFIC_UNTESTED, place()).value(&entry.id));
            }
            _ => {}
        }
    }
}
