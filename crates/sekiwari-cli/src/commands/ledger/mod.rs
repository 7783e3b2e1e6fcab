//! `sekiwari ledger ...`: every round and event of a year in one file that only grows. One file per subcommand.

mod annul;
mod change;
mod check;
mod decide;
mod decline;
mod export;
mod list;
mod next;
mod open;
mod record;
mod release;
mod reproduce;
mod show;
mod withdraw;

use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use clap::{Args, Subcommand};
use jiff::civil::Date;
use sekiwari::Lang;
use sekiwari_files::finding::visible;
use sekiwari_ledger::{Event, Ledger as Book, LedgerError, Recorded};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Arguments of `ledger`.
#[derive(Debug, Args)]
pub(crate) struct Ledger {
    #[command(subcommand)]
    command: Command,
}

/// What to do with a ledger.
#[derive(Debug, Subcommand)]
enum Command {
    /// Make the ledger of a fiscal year.
    /// 年度の台帳を作ります。
    Open(open::Open),
    /// Record a round with its decision, judged before; without one, decide it first.
    /// 利用調整を、検証したうえで記録します。
    Record(record::Record),
    /// A child declines the seat it was given.
    /// 辞退を記録します。
    Decline(decline::Decline),
    /// A child leaves: the list, or its seat.
    /// 取下げ・退所を記録します。
    Withdraw(withdraw::Withdraw),
    /// A decision by hand.
    /// 個別決定を記録します。
    Decide(decide::Decide),
    /// A decision by hand is lifted.
    /// 個別決定を解きます。
    Release(release::Release),
    /// New wishes, checked need, changed capacity.
    /// 希望・事由・受入枠の変更を記録します。
    Change(change::Change),
    /// An entry does not hold.
    /// 記録を取り消します(消えはしません)。
    Annul(annul::Annul),
    /// List the entries, or a child's whole history.
    /// 記録、または児童の経過を示します。
    List(list::List),
    /// Show an entry in full.
    /// 記録を詳しく示します。
    Show(show::Show),
    /// Make the folder of the next round.
    /// 次の利用調整の募集フォルダを作ります。
    Next(next::Next),
    /// Decide a recorded round again and compare byte for byte.
    /// 記録した利用調整をやり直し、一致を確かめます。
    Reproduce(reproduce::Reproduce),
    /// Verify the chain, the contents and the rounds.
    /// 台帳が記録時のままかを検証します。
    Check(check::Check),
    /// Write everything as CSV and JSON.
    /// すべてをCSVとJSONで書き出します。
    Export(export::Export),
}

impl Ledger {
    /// Whether messages are asked for as JSON.
    pub(crate) fn json(&self) -> bool {
        match &self.command {
            Command::Open(c) => c.messages.json,
            Command::Record(c) => c.messages.json,
            Command::Decline(c) => c.entry.messages.json,
            Command::Withdraw(c) => c.entry.messages.json,
            Command::Decide(c) => c.entry.messages.json,
            Command::Release(c) => c.entry.messages.json,
            Command::Change(c) => c.json(),
            Command::Annul(c) => c.messages.json,
            Command::List(c) => c.messages.json,
            Command::Show(c) => c.messages.json,
            Command::Next(c) => c.messages.json,
            Command::Reproduce(c) => c.messages.json,
            Command::Check(c) => c.messages.json,
            Command::Export(c) => c.messages.json,
        }
    }

    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        match self.command {
            Command::Open(command) => command.run(lang),
            Command::Record(command) => command.run(lang),
            Command::Decline(command) => command.run(lang),
            Command::Withdraw(command) => command.run(lang),
            Command::Decide(command) => command.run(lang),
            Command::Release(command) => command.run(lang),
            Command::Change(command) => command.run(lang),
            Command::Annul(command) => command.run(lang),
            Command::List(command) => command.run(lang),
            Command::Show(command) => command.run(lang),
            Command::Next(command) => command.run(lang),
            Command::Reproduce(command) => command.run(lang),
            Command::Check(command) => command.run(lang),
            Command::Export(command) => command.run(lang),
        }
    }
}

/// What every event is recorded with.
#[derive(Debug, Args)]
struct EntryArgs {
    /// Why, in a few words; without names.
    /// 理由(氏名は書かないでください)。
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    when: When,
    /// This entry stands in the place of that one, which holds no longer.
    /// 訂正する記録の番号。
    #[arg(long, value_name = "ENTRY")]
    corrects: Option<i64>,
    #[command(flatten)]
    messages: Messages,
}

/// The day an entry is about.
#[derive(Clone, Copy, Debug, Args)]
struct When {
    /// The day that the entry is about (YYYY-MM-DD); today in Japan if not given.
    /// 記録の日付(既定は今日)。
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
}

impl When {
    /// The only place where this program asks the clock for something that stays. A ledger of a Japanese municipality is kept
    /// in Japanese time wherever the machine stands.
    fn day(self) -> Date {
        let japan = jiff::tz::Offset::constant(9);
        self.on.unwrap_or_else(|| japan.to_datetime(jiff::Timestamp::now()).date())
    }
}

/// Opens a ledger.
fn open(path: &Path) -> Result<Book, Failure> {
    Book::open(path).map_err(|e| failure(path, &e))
}

/// Why a ledger could not be used.
fn failure(path: &Path, error: &LedgerError) -> Failure {
    if let LedgerError::Io(e) = error {
        return Failure::io(path, e);
    }
    let text = |lang| match error {
        // These name their own place.
        LedgerError::Output(_) => error.message(lang),
        _ => format!("{}: {}", path.display(), error.message(lang)),
    };
    Failure::new(text(Lang::Ja), text(Lang::En))
}

/// Tells why something is not recorded (exit 1), or that the ledger could not be used at all (exit 2).
fn not_recorded(path: &Path, error: &LedgerError, json: bool, lang: Lang) -> Result<Exit, Failure> {
    let LedgerError::Refused(refusal) = error else { return Err(failure(path, error)) };
    if json {
        let (ja, en) = (refusal.message(Lang::Ja), refusal.message(Lang::En));
        console::say_json(&json!({ "refused": { "code": refusal.code(), "ja": ja, "en": en } }))?;
    } else {
        let nothing = lang.pick("何も記録していません。", "Nothing was recorded.");
        // Ids and labels come from people.
        let message = visible(&refusal.message(lang));
        console::complain(&format!("{}: {message}\n{nothing}", refusal.code()));
    }
    Ok(Exit::Refused)
}

/// Records an event and tells it.
fn record(path: &Path, args: &EntryArgs, event: Event, lang: Lang) -> Result<Exit, Failure> {
    let json = args.messages.json;
    let on = args.when.day();
    match open(path)?.record(on, event, args.corrects) {
        Ok(recorded) => tell(&recorded, None, on, args.corrects, json, lang),
        Err(error) => not_recorded(path, &error, json, lang),
    }
}

/// Tells what was recorded, and who moves where because of it (in both languages).
fn tell(
    recorded: &Recorded,
    cascade: Option<&[String; 2]>,
    on: Date,
    corrects: Option<i64>,
    json: bool,
    lang: Lang,
) -> Result<Exit, Failure> {
    let Recorded { entry, hash, event, standing } = recorded;
    if json {
        let standing = standing.as_ref().map(|s| json!({ "is": s.as_str(), "facility_id": s.facility() }));
        console::say_json(&json!({
            "entry": entry,
            "on": on.to_string(),
            "event": event,
            "corrects": corrects,
            "standing": standing,
            "cascade": cascade.map(|[ja, en]| json!({ "ja": ja, "en": en })),
            "seal": hash.to_string(),
        }))?;
        return Ok(Exit::Clean);
    }
    let (label, what) = (event.label(lang), event.text(lang));
    let mut text =
        lang.pick(format!("記録 {entry} ({on}) {label}"), format!("entry {entry} ({on}), {label}"));
    if !what.is_empty() {
        text += &format!(": {what}");
    }
    text += "\n";
    if let Some(corrected) = corrects {
        text += &lang
            .pick(format!("  記録 {corrected} を訂正\n"), format!("  in the place of entry {corrected}\n"));
    }
    for line in cascade.iter().flat_map(|[ja, en]| lang.pick(ja, en).lines()) {
        text += &format!("  {}\n", visible(line));
    }
    if let Some(standing) = standing {
        let now = standing.text(lang);
        text += &lang.pick(format!("  現在: {now}\n"), format!("  now: {now}\n"));
    }
    text += &lang.pick(format!("  封印: {hash}\n"), format!("  seal: {hash}\n"));
    console::say(&text)?;
    Ok(Exit::Clean)
}

/// The ledger of a command.
#[derive(Debug, Args)]
struct File {
    /// The ledger.
    /// 台帳のファイル。
    file: PathBuf,
}
