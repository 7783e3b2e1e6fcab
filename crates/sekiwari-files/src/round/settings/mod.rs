//! `round.toml`, or the sheet `round` of a workbook with the columns `key` and `value`.

mod count;
mod entries;
mod goals;
mod keys;
mod table;

use jiff::civil::Date;
use sekiwari::market::Goals;
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::programme::nursery::capacity::{Mode, Ratios, Rounding};

use super::Programme;
use super::source::{SETTINGS_FILE, Tables};
use crate::finding::catalogue::files;
use crate::finding::{Finding, Findings, Place};
pub use count::CountSettings;
pub(crate) use entries::Value;
pub(super) use entries::{sheet_entries, toml_entries};
pub(super) use goals::GOALS;
pub use goals::split_goals;
pub(crate) use keys::KeyReader;
pub(super) use table::Key;

/// What `round.toml` says about how to allocate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// `allocate.mechanism`; none leaves the choice to the program.
    pub mechanism: Option<Mechanism>,
    /// `allocate.ties`.
    pub ties: Ties,
    /// `allocate.objective`.
    pub objective: Goals,
    /// `allocate.time_limit_s`, in seconds.
    pub time_limit_s: u32,
    /// `priority.lottery_seed`.
    pub lottery_seed: u64,
    /// `priority.lottery_nonce`, empty if there is none.
    pub lottery_nonce: String,
    /// `priority.lottery_commitment` in lower case: what was published before the draw.
    pub lottery_commitment: Option<String>,
    /// `priority.rulebook`: the file that computes the scores.
    pub rulebook: Option<String>,
    /// `[count]`: how waiting children are counted.
    pub count: CountSettings,
    /// `[capacity]`: how seats are worked out.
    pub capacity: CapacityKeys,
}

/// What `[capacity]` says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CapacityKeys {
    /// `capacity.standards`: a file of its own, instead of the national standards.
    pub standards: Option<String>,
    /// `capacity.rounding`.
    pub rounding: Rounding,
    /// `capacity.mode`.
    pub mode: Mode,
    /// `capacity.ratios`.
    pub ratios: Ratios,
}

/// Year and day that age classes and minimum ages are reckoned by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Year {
    pub(crate) fiscal_year: i16,
    pub(crate) entry_date: Date,
}

/// Everything in `round.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RoundSettings {
    pub(super) name: String,
    pub(super) year: Option<Year>,
    pub(super) settings: Settings,
    /// Where the rulebook is named.
    pub(super) rulebook_place: Place,
    /// How seats are worked out.
    pub(super) capacity: CapacitySettings,
}

impl RoundSettings {
    /// The files that are named.
    pub(super) fn named(&self) -> [&Option<String>; 2] {
        [&self.settings.rulebook, &self.capacity.standards]
    }
}

/// The section `[capacity]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CapacitySettings {
    /// `capacity.standards`: a file of its own, instead of the national standards.
    pub(super) standards: Option<String>,
    /// Where it is named.
    pub(super) place: Place,
    /// `capacity.rounding`.
    pub(super) rounding: Rounding,
    /// `capacity.mode`.
    pub(super) mode: Mode,
    /// `capacity.ratios`.
    pub(super) ratios: Ratios,
}

/// What every programme has in its settings.
pub(crate) struct Common {
    /// The name of the round; empty if none could be read.
    pub(crate) name: String,
    pub(crate) year: Option<Year>,
    /// Those of other programmes are as by default.
    pub(crate) settings: Settings,
    /// Where the rulebook is named.
    pub(crate) rulebook_place: Place,
}

/// Opens the settings of a programme. Nothing where none could be read at all.
pub(crate) fn open<'f>(
    tables: &Tables,
    programme: Programme,
    findings: &'f mut Findings,
) -> Option<KeyReader<'f>> {
    let (entries, file) = match (tables.settings_file(), tables.settings_sheet()) {
        (Some(bytes), None) => (toml_entries(bytes, findings)?, Place::file(SETTINGS_FILE)),
        (None, Some(sheet)) => (sheet_entries(sheet), sheet.place()),
        (Some(_), Some(sheet)) => {
            let second = format!("{} [{}]", sheet.file(), sheet.place().sheet.unwrap_or_default());
            findings.push(
                Finding::new(&files::SOURCE_AMBIGUOUS, sheet.place())
                    .arg("table", "round")
                    .arg("first", SETTINGS_FILE)
                    .arg("second", second),
            );
            return None;
        }
        (None, None) => {
            findings.push(
                Finding::new(&files::FILE_MISSING, Place::file(SETTINGS_FILE))
                    .arg("table", "round")
                    .arg("names", SETTINGS_FILE),
            );
            return None;
        }
    };
    let mut reader = KeyReader { entries, file, programme, findings };
    reader.report_unknown_keys();
    Some(reader)
}

impl KeyReader<'_> {
    /// Reads what every programme has. Nothing where the programme is another one.
    pub(crate) fn common(&mut self) -> Option<Common> {
        let programme = self.programme();
        let name = self.text("name");
        let fiscal_year = self.int("fiscal_year", 1950, 2900).and_then(|y| i16::try_from(y).ok());
        let entry_date = self.date("entry_date");
        if let (Some(y), Some(d)) = (fiscal_year, entry_date) {
            self.check_year(y, d);
        }
        let mechanism = self.named("allocate.mechanism", Mechanism::NAMES);
        let ties = self.named("allocate.ties", Ties::NAMES).unwrap_or_default();
        let objective = self.objective().unwrap_or_default();
        let time_limit_s = self.whole("allocate.time_limit_s", 1, 604_800, 60);
        let lottery_seed = self.seed();
        let (lottery_nonce, lottery_commitment) = self.commitment(lottery_seed);
        let rulebook = self.text("priority.rulebook");
        let rulebook_place = self.place_of("priority.rulebook");
        programme?;
        let year =
            fiscal_year.zip(entry_date).map(|(fiscal_year, entry_date)| Year { fiscal_year, entry_date });
        let settings = Settings {
            mechanism,
            ties,
            objective,
            time_limit_s,
            lottery_seed,
            lottery_nonce,
            lottery_commitment,
            rulebook,
            count: CountSettings::default(),
            capacity: CapacityKeys::default(),
        };
        Some(Common { name: name.unwrap_or_default(), year, settings, rulebook_place })
    }
}

/// Reads the settings of a nursery round. Nothing where the programme is another one, or no settings could be read at all.
pub(super) fn read(tables: &Tables, findings: &mut Findings) -> Option<RoundSettings> {
    let mut reader = open(tables, Programme::Nursery, findings)?;
    let common = reader.common();
    let count = reader.count();
    let capacity = CapacitySettings {
        standards: reader.text("capacity.standards"),
        place: reader.place_of("capacity.standards"),
        rounding: reader.named("capacity.rounding", Rounding::NAMES).unwrap_or_default(),
        mode: reader.named("capacity.mode", Mode::NAMES).unwrap_or_default(),
        ratios: reader.named("capacity.ratios", Ratios::NAMES).unwrap_or_default(),
    };
    let Common { name, year, mut settings, rulebook_place } = common?;
    settings.count = count;
    settings.capacity = CapacityKeys {
        standards: capacity.standards.clone(),
        rounding: capacity.rounding,
        mode: capacity.mode,
        ratios: capacity.ratios,
    };
    Some(RoundSettings { name, year, settings, rulebook_place, capacity })
}
