//! Which programme a round is of, told before anything else is read.

use sekiwari::priority::rulebook::Rounds;

use super::settings::{sheet_entries, toml_entries};
use super::source::{RoundFiles, SETTINGS_FILE, is_settings, is_workbook};
use super::tables;
use crate::finding::catalogue::shape;
use crate::finding::{Finding, Findings, Place, Text};
use crate::table::{TableSpec, read_sheets};

/// A programme whose rounds can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Programme {
    /// Nursery schools: `nursery`.
    #[default]
    Nursery,
    /// After-school clubs: `club`.
    Club,
    /// Day services: `daily`.
    Daily,
}

impl Programme {
    /// All programmes with their names in settings.
    pub const NAMES: &'static [(&'static str, Programme)] =
        &[("nursery", Programme::Nursery), ("club", Programme::Club), ("daily", Programme::Daily)];

    /// Its name in settings.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::NAMES.iter().find(|(_, p)| *p == self).map_or("", |(name, _)| name)
    }

    /// What its rounds are called.
    pub(crate) const fn rounds(self) -> Text {
        match self {
            Programme::Nursery => Text { ja: "保育所等", en: "nursery schools" },
            Programme::Club => Text { ja: "放課後児童クラブ", en: "after-school clubs" },
            Programme::Daily => Text { ja: "一時預かりなど日単位の保育", en: "day services" },
        }
    }

    /// What the attributes are called that its rounds know.
    pub(crate) const fn knows(self) -> Rounds {
        match self {
            Programme::Nursery => Rounds::Nursery,
            Programme::Club => Rounds::Club,
            // It has no points.
            Programme::Daily => Rounds::All,
        }
    }

    /// The programme whose rounds alone know an attribute; the first where all do.
    pub(crate) fn that_knows(rounds: Rounds) -> Programme {
        Self::NAMES.iter().map(|(_, p)| *p).find(|p| p.knows() == rounds).unwrap_or_default()
    }

    /// The tables of its rounds.
    pub(crate) fn tables(self) -> &'static [&'static TableSpec] {
        match self {
            Programme::Nursery => tables::ROUND,
            Programme::Club => tables::club::ROUND,
            Programme::Daily => tables::daily::ROUND,
        }
    }
}

/// The programme that the settings name, and where. Nothing where they name none that is known: readers find out why.
pub(super) fn named<'a>(
    files: impl Iterator<Item = (&'a String, &'a Vec<u8>)> + Clone,
) -> Option<(Programme, Place)> {
    let mut unheard = Findings::new();
    let written = files.clone().find(|(name, _)| *name == SETTINGS_FILE);
    let entries = match written {
        Some((_, bytes)) => toml_entries(bytes, &mut unheard)?,
        None => {
            let books = files.filter(|(name, _)| is_workbook(name));
            let sheet = books
                .flat_map(|(name, bytes)| read_sheets(bytes.as_slice(), name, is_settings, &mut unheard))
                .find_map(|sheet| sheet.table)?;
            sheet_entries(&sheet)
        }
    };
    let entry = entries.into_iter().find(|e| e.key == "programme")?;
    let text = entry.value.shown();
    let programme = Programme::NAMES.iter().find(|(name, _)| *name == text)?.1;
    Some((programme, entry.place))
}

/// Whether files are a round of the programme that is asked for; if they are one of another, says so.
pub(crate) fn is_of(files: &RoundFiles, wanted: Programme, findings: &mut Findings) -> bool {
    let Some((found, place)) = files.named_programme().filter(|(found, _)| *found != wanted) else {
        return true;
    };
    let (is, needs) = (found.rounds(), wanted.rounds());
    let finding = Finding::new(&shape::PROGRAMME_OTHER, place.clone()).value(found.as_str());
    let finding = finding.arg("is_ja", is.ja).arg("is_en", is.en);
    findings.push(finding.arg("needs_ja", needs.ja).arg("needs_en", needs.en));
    false
}
