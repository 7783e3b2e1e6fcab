//! What an official count looks at beyond the round: the survey, travel times, opening hours, continuing children.

mod contradictions;
mod enrolled;
mod hours;
mod rows;
mod travel;

use sekiwari::programme::nursery::waiting::{Situation, Survey};

use super::capacity;
use super::children::Children;
use super::facilities::Facilities;
use super::source::Tables;
use super::wishes::Wishes;
use crate::finding::Findings;
use crate::normalise::Word;

const fn word(situation: Situation, name: &'static str, aliases: &'static [&'static str]) -> Word<Situation> {
    Word { name, aliases, value: situation }
}

/// The situations as offices write them.
pub(super) static SITUATIONS: &[Word<Situation>] = &[
    word(
        Situation::MunicipalOwn,
        "municipal-own",
        &["単独施策", "自治体単独施策", "地方単独保育施策", "認証保育所", "認証", "保育室"],
    ),
    word(Situation::EnterpriseLed, "enterprise-led", &["企業主導型", "企業主導型保育", "企業主導型保育事業"]),
    word(
        Situation::KindergartenLong,
        "kindergarten-long",
        &["幼稚園預かり", "幼稚園の長時間預かり", "幼稚園長時間預かり", "預かり保育"],
    ),
    word(Situation::Licensing, "licensing", &["認可化移行", "認可化移行運営費支援"]),
    word(Situation::OnLeave, "on-leave", &["育児休業中", "育休中", "育児休業", "育休"]),
    word(
        Situation::SpecificPlaceOnly,
        "specific-place-only",
        &["特定の施設のみ", "特定の保育所等のみ", "特定の保育所等のみ希望", "特定園希望", "特定希望"],
    ),
    word(Situation::JobSearchStopped, "job-search-stopped", &["求職活動休止", "求職活動の休止", "求職休止"]),
    word(Situation::Transfer, "transfer", &["転園希望", "転園", "認可施設利用中"]),
    word(Situation::ElsewhereWaiting, "elsewhere-waiting", &["市外申込", "市外保留", "広域保留"]),
    word(Situation::ElsewhereUsing, "elsewhere-using", &["市外利用", "広域利用"]),
];

/// Reads everything; what is not there is empty. Rows that cannot be used are reported and left out.
pub(super) fn read(
    tables: &Tables,
    mut children: Option<&mut Children>,
    mut facilities: Option<&mut Facilities>,
    wishes: Option<&Wishes>,
    municipality: Option<&str>,
    findings: &mut Findings,
) -> Survey {
    let mut survey = Survey::default();
    if let Some(table) = tables.get("survey") {
        let about =
            rows::About { children: children.as_deref_mut(), facilities: facilities.as_deref_mut(), wishes };
        survey.rows = rows::read(table, about, municipality, findings);
        // Opening hours matter only beside hours of care.
        if let Some(table) = tables.get("facilities").filter(|_| survey.rows.iter().any(|r| r.care.is_some()))
        {
            survey.hours = hours::read(table, findings);
        }
    }
    if let Some(table) = tables.get("travel") {
        survey.travel = travel::read(table, children, facilities.as_deref_mut(), findings);
    }
    if let Some(table) = tables.get("enrolled") {
        // Where seats are worked out, too, the table has been read for them and its cells reported.
        let mut known = Findings::new();
        let findings = if capacity::is_there(tables) { &mut known } else { findings };
        survey.enrolled = enrolled::read(table, facilities, findings);
    }
    survey
}

#[cfg(test)]
mod tests {
    use super::SITUATIONS;
    use crate::round::tables::SURVEY;
    use crate::table::Content;
    use sekiwari::programme::nursery::waiting::Situation;

    #[test]
    fn every_situation_has_the_word_of_the_library_and_of_the_table() {
        let words: Vec<&str> = SITUATIONS.iter().map(|w| w.name).collect();
        assert_eq!(words, Situation::ALL.map(Situation::as_str));
        assert!(SITUATIONS.iter().all(|w| w.value.as_str() == w.name));
        let column = SURVEY.columns.iter().find(|c| c.name == "situation").unwrap();
        assert!(matches!(column.content, Content::Words(w) if w == words.as_slice()));
    }
}
