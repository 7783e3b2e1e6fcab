//! A round of day services from its folder (or workbook) to the library's [`Round`], with every finding at once.
//!
//! One file per table, as in [`crate::round`], with which it shares what all programmes have: files, settings, ids. Each
//! checks its own rows; `together` and `consistency` check what only several rows can tell, `refused` says where the rows are
//! that the library finds fault with.

mod caps;
mod children;
mod consistency;
mod diseases;
mod events;
mod holidays;
mod hours;
mod never;
mod notation;
mod places;
mod refused;
mod requests;
mod services;
mod sessions;
mod settings;
mod sites;
mod together;
mod usage;
mod words;

pub(crate) use diseases::built_in;
pub use events::{StatedEvents, read_events};
pub use settings::DailySettings;
pub(crate) use words::{EVENTS, HANDLING, PER, REASONS, ROOM_KINDS, ROUNDING, SERVICES, STATES, meaning};

use std::path::Path;

use jiff::civil::Date;
use sekiwari::programme::daily::round::{Rules, Session};
use sekiwari::programme::daily::{Round, RoundData};

use crate::finding::Findings;
use crate::finding::catalogue::daily as kinds;
use crate::round::digests::Digests;
use crate::round::source::{CAPS_FILE, Tables};
use crate::round::{Programme, RoundFiles, is_of};
use crate::table::{CellReader, Col, Invalid};
use children::Children;
use diseases::Diseases;
use services::Offers;
use sites::Sites;

/// A round that can be decided, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedDaily {
    /// The checked round.
    pub round: Round,
    /// What `round.toml` says beyond the round itself.
    pub settings: DailySettings,
    /// SHA-256 over the files that were read, made like that of [`crate::round::LoadedRound`].
    pub input_sha256: String,
    /// Where each request stands in its table, by the request's number in the round: for findings that come later.
    pub places: Vec<crate::finding::Place>,
}

/// First and last day.
type Span = (Date, Date);

/// What is known about the round before its tables are read.
struct Known<'a> {
    /// The rules, caps excepted, if the settings could be read.
    rules: Option<&'a Rules>,
    /// Whether they could be read in full, so that what is not in them is wrong.
    sound: bool,
    period: Option<Span>,
}

impl Known<'_> {
    /// The slots of a session, as bits.
    fn slots(&self, session: Session) -> Option<u32> {
        self.rules.map(|rules| rules.slots_of(session).bits())
    }

    /// The least of the reasons, which counts where none is given.
    fn last_reason(&self) -> u8 {
        let reasons = self.rules.map_or(0, |rules| rules.reasons.len());
        u8::try_from(reasons.saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// A session cell: readable, and at some time of the day.
    fn session(&self, r: &mut CellReader<'_>, row: usize, col: Col) -> Result<Option<Session>, Invalid> {
        let Some(session) = r.session(row, col)? else { return Ok(None) };
        let Some(rules) = self.rules.filter(|_| self.sound) else { return Ok(Some(session)) };
        if !rules.slots_of(session).is_empty() && (rules.slots() > 1 || !is_half(session)) {
            return Ok(Some(session));
        }
        let kind = if is_half(session) { &kinds::NO_HALVES } else { &kinds::SESSION_NOWHERE };
        r.fault(kind, row, col)
    }
}

fn is_half(session: Session) -> bool {
    matches!(session, Session::Am | Session::Pm)
}

/// Reads a round folder, or a workbook that holds the whole round.
///
/// The round is there exactly when no finding is an error; findings are in their final order.
#[must_use]
pub fn read_daily(path: &Path) -> (Option<LoadedDaily>, Findings) {
    let mut findings = Findings::new();
    let loaded = RoundFiles::open(path, &mut findings).and_then(|files| load(files, &mut findings));
    findings.sort();
    (loaded, findings)
}

/// Like [`read_daily`] for files that are already in memory.
#[must_use]
pub fn read_daily_files(files: RoundFiles) -> (Option<LoadedDaily>, Findings) {
    let mut findings = Findings::new();
    let loaded = load(files, &mut findings);
    findings.sort();
    (loaded, findings)
}

fn load(files: RoundFiles, findings: &mut Findings) -> Option<LoadedDaily> {
    if !is_of(&files, Programme::Daily, findings) {
        return None;
    }
    let digests = Digests::new(&files);
    let tables = Tables::read(files, findings);
    tables.require_all(findings);
    // Without either table nothing would be offered.
    if !tables.was_tried("sessions") {
        tables.require(&crate::round::tables::daily::SERVICES, findings);
    }
    let settings = settings::read(&tables, findings);
    let all = read_tables(&tables, settings.as_ref(), findings);
    if findings.has_errors() {
        return None;
    }
    let (settings, (data, place)) = (settings?.settings, all?);
    // The caps are a file of the round by their name, not because the settings name them.
    let (_, input_sha256) = digests.of([])?;
    match Round::new(data) {
        Ok(round) => {
            never::check(&round, &place, &tables, findings);
            let places = place.places(&round, &tables);
            Some(LoadedDaily { round, settings, input_sha256, places })
        }
        Err(errors) => {
            findings.extend(errors.into_iter().map(|e| place.finding(&tables, e)));
            None
        }
    }
}

/// Reads and checks every table. Nothing is returned when a table is missing or unusable as a whole.
fn read_tables(
    tables: &Tables,
    settings: Option<&settings::Read>,
    findings: &mut Findings,
) -> Option<(RoundData, refused::Where)> {
    let get = |name: &str| tables.get(name);
    let period = settings.and_then(|s| s.period);
    let place = settings.map(|s| s.period_place.clone()).unwrap_or_default();
    let holidays = holidays::read(get("holidays"), period, place, findings);
    let known = Known { rules: settings.map(|s| &s.rules), sound: settings.is_some_and(|s| s.sound), period };
    let mut sites = get("facilities").and_then(|t| sites::read(t, findings));
    let mut offers = match get("services") {
        Some(t) => services::read(t, sites.as_mut(), &known, findings),
        // Without sessions either nothing is known about what is offered, which is told.
        None => (!tables.was_tried("services") && tables.was_tried("sessions")).then(Offers::unstated),
    };
    let sessions = match get("sessions") {
        Some(t) => sessions::read(t, sites.as_mut(), offers.as_mut(), &known, findings),
        None => Some(Vec::new()),
    };
    if let Some(t) = get("isolation_rooms") {
        places::rooms(t, sites.as_mut(), offers.as_mut(), findings);
    }
    let closures = match get("closures") {
        Some(t) => places::closures(t, sites.as_mut(), findings),
        None => Some(Vec::new()),
    };
    let diseases = match get("diseases") {
        Some(t) => diseases::read(t, findings),
        None => Some(Diseases::default()),
    };
    let mut children = get("children").and_then(|t| children::read(t, sites.as_mut(), &known, findings));
    let usage = match get("usage") {
        Some(t) => usage::read(t, children.as_mut(), &known, findings),
        None => Some(Vec::new()),
    };
    let requests = get("requests").and_then(|t| {
        let beside = requests::Beside {
            sites: sites.as_mut(),
            children: children.as_mut(),
            diseases: diseases.as_ref(),
        };
        requests::read(t, beside, &known, findings)
    });
    let caps = caps::read(tables, &known, findings);
    if let (Some(requests), Some(children), Some(table)) = (&requests, &children, get("requests")) {
        together::check(requests, children, &known, table, findings);
    }
    let offered = consistency::Offered {
        sites: sites.as_ref()?,
        offers: offers.as_ref()?,
        sessions: sessions.as_deref()?,
        closures: closures.as_deref()?,
        caps: &caps,
    };
    consistency::check(&offered, &known, tables, findings);
    let settings = settings?;
    let (requests, offers) = (requests?, offers?);
    let (sessions, session_rows): (Vec<_>, Vec<_>) = sessions?.into_iter().unzip();
    let data = RoundData {
        name: settings.name.clone(),
        period: period?,
        rules: Rules { caps: caps.into_iter().map(|(cap, _)| cap).collect(), ..settings.rules.clone() },
        holidays: holidays?,
        sites: sites?.rows,
        offers: offers.rows.clone(),
        sessions,
        closures: closures?,
        diseases: diseases?.rows,
        children: children?.rows,
        usage: usage?,
        requests: requests.rows.clone(),
    };
    let place = refused::Where::new(&data, &requests, &offers, &session_rows);
    Some((data, place))
}

/// The name of the file with the caps, for those who write rounds.
pub const CAPS: &str = CAPS_FILE;
