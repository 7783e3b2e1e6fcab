//! The sections, one file each, and the order in which they stand.

mod access;
mod answer;
mod calendar;
mod clubs;
mod conflict;
mod count;
mod cutoffs;
mod fairness;
mod families;
mod frontier;
mod groups;
mod map;
mod needs;
mod plan;
mod proven;
mod ranks;
mod restore;
mod season;
mod site;
mod sources;
mod sufficed;
mod sweep;
mod units;
mod whatif;
mod worth;
mod years;

pub(super) use answer::{answer, when};

use super::Beside;
use super::page::Page;
use super::parts::{Section, note};
use maud::html;
use std::collections::BTreeMap;

/// All sections that the report has something for, in their order.
pub(super) fn all(page: &Page<'_>) -> Vec<Section> {
    let own = [
        Some(proven::section(page)),
        Some(groups::by_group(page)),
        groups::by_district(page),
        Some(ranks::section(page)),
        map::section(page),
        cutoffs::section(page),
        clubs::section(page),
        calendar::section(page),
        calendar::reasons(page),
        families::section(page),
        conflict::section(page),
    ];
    let mut sections: Vec<Section> = own.into_iter().flatten().collect();
    let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
    for document in &page.report.beside {
        let number = numbers.entry(id_of(document)).or_insert(0);
        *number += 1;
        let id = match *number {
            1 => id_of(document).to_owned(),
            n => format!("{}-{n}", id_of(document)),
        };
        let section = beside(&Page { scope: &id, ..*page }, document);
        sections.push(Section { id, ..section });
    }
    sections.push(sources::section(page));
    sections
}

/// What the section of a document is called in links.
fn id_of(document: &Beside) -> &'static str {
    match document {
        Beside::Frontier(_) => "frontier",
        Beside::Restore(_) => "restore",
        Beside::Worth(_) => "worth",
        Beside::Sufficed(_) | Beside::ClubSufficed(_) => "sufficed",
        Beside::Whatif(_) => "whatif",
        Beside::Sweep(_) => "sweep",
        Beside::Site(_) => "site",
        Beside::Years(_) => "years",
        Beside::Access(_) => "access",
        Beside::Fairness(_) => "fairness",
        Beside::Count(_) => "count",
        Beside::Plan(_) => "plan",
        Beside::Clubs(_) => "needs",
        Beside::Units(_) => "units",
        Beside::Season(_) => "season",
    }
}

/// The section of a document, with a remark where it is about another input.
fn beside(page: &Page<'_>, document: &Beside) -> Section {
    let mut section = match document {
        Beside::Frontier(j) => frontier::section(page, j),
        Beside::Restore(j) => restore::section(page, j),
        Beside::Worth(j) => worth::section(page, j),
        Beside::Sufficed(j) => sufficed::section(page, &j.figures, &j.mechanism),
        Beside::ClubSufficed(j) => sufficed::section(page, &j.figures, &j.mechanism),
        Beside::Whatif(j) => whatif::section(page, j),
        Beside::Sweep(j) => sweep::section(page, j),
        Beside::Site(j) => site::section(page, j),
        Beside::Years(j) => years::section(page, j),
        Beside::Access(j) => access::section(page, j),
        Beside::Fairness(j) => fairness::section(page, j),
        Beside::Count(j) => count::section(page, j),
        Beside::Plan(j) => plan::section(page, j),
        Beside::Clubs(j) => needs::section(page, j),
        Beside::Units(j) => units::section(page, j),
        Beside::Season(j) => season::section(page, j),
    };
    if document.input_sha256().is_some_and(|input| input != page.report.summary.input_sha256) {
        section.body = html! {
            (note(page.pick(
                "注意: この節は、上の結果とは別の入力ファイルから作られています (input_sha256 が異なります)。",
                "Note: this section was made from other input files than the result above (another input_sha256).",
            )))
            (section.body)
        };
    }
    section
}
