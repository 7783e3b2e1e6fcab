//! What searches for planners share (`restore`, `frontier`): arguments, stopping, and writing one folder.

use super::allocate::cannot_write;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input::{self, Read};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::rule;
use clap::Args;
use sekiwari::Lang;
use sekiwari::market::Market;
use sekiwari::mechanism::MechanismError;
use sekiwari::programme::nursery::Compiled;
use sekiwari_files::round::{LoadedRound, Settings};
use sekiwari_files::write::{OutputError, OutputFolder};
use serde::Serialize;
use std::path::Path;
use std::time::Duration;

/// Arguments of a search.
#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    /// Seconds for the search; after that what is known is given. `allocate.time_limit_s` if not given.
    /// 探索の時間の上限(秒)。
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u32).range(1..))]
    time_limit: Option<u32>,
    /// The seed of the lottery, instead of the one in round.toml.
    /// 抽選の種。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    seed: Option<u64>,
    /// Write the CSV file without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
}

impl SearchArgs {
    pub(super) fn limit(&self, settings: &Settings) -> Duration {
        Duration::from_secs(u64::from(self.time_limit.unwrap_or(settings.time_limit_s)))
    }

    pub(super) fn seed(&self, settings: &Settings) -> u64 {
        self.seed.unwrap_or(settings.lottery_seed)
    }

    pub(super) fn bom(&self) -> bool {
        !self.no_bom
    }
}

/// What a search starts from.
pub(super) struct Begun {
    pub(super) loaded: Box<LoadedRound>,
    pub(super) compiled: Compiled,
    /// With ties broken.
    pub(super) market: Market,
    pub(super) seed: u64,
    pub(super) limit: Duration,
    pub(super) folder: OutputFolder,
}

impl SearchArgs {
    /// Reads and compiles a round and claims the output folder; with `closed` also outcomes at classes without seats are
    /// kept, to which a search adds some.
    pub(super) fn begin(
        &self,
        (round, out): (&Path, &Path),
        closed: bool,
        (lang, json): (Lang, bool),
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Result<Begun, Exit>, Failure> {
        progress.step("read", lang.pick("読み込み", "reading"));
        let (loaded, mut findings) = match input::read_usable(round, lang, json)? {
            Read::Usable(loaded, findings) => (loaded, findings),
            Read::Refused(exit) => return Ok(Err(exit)),
        };
        let seed = self.seed(&loaded.settings);
        let limit = self.limit(&loaded.settings);
        let folder = OutputFolder::create(out).map_err(|e| cannot_write(&e))?;
        interrupt.begun(&folder);
        progress.step("compile", lang.pick("準備", "compiling"));
        let compiled = match closed {
            true => input::compile_open(&loaded, seed, &mut findings)?,
            false => input::compile_round(&loaded, seed, &mut findings)?,
        };
        if findings.has_errors() {
            drop(folder);
            return Ok(Err(input::refuse(&findings, lang, json)?));
        }
        let market = compiled.strict();
        progress.step("solve", lang.pick("探索", "searching"));
        Ok(Ok(Begun { loaded, compiled, market, seed, limit, folder }))
    }
}

/// Runs a search that a first Ctrl-C ends early, and says what came of it.
pub(super) fn run<T: Serialize>(
    lang: Lang,
    json: bool,
    search: impl FnOnce(&mut Progress, &Interrupt) -> Result<Result<T, Exit>, Failure>,
    text: impl FnOnce(&T) -> String,
) -> Result<Exit, Failure> {
    let mut progress = Progress::new(json);
    let show = progress.message();
    let stopping =
        lang.pick("探索を打ち切り、ここまでの結果を書きます", "stopping the search, writing what is known");
    let interrupt = Interrupt::listen(lang, json, move || show(stopping.to_owned()))?;
    let told = search(&mut progress, &interrupt);
    progress.finish();
    match told? {
        Ok(found) if json => console::say_json(&serde_json::to_value(&found).unwrap_or_default())?,
        Ok(found) => console::say(&text(&found))?,
        Err(exit) => return Ok(exit),
    }
    Ok(Exit::Clean)
}

/// Writes a folder, with the seconds of all steps, and puts it in its place.
pub(super) fn commit(
    folder: OutputFolder,
    progress: &mut Progress,
    interrupt: &Interrupt,
    write: impl FnOnce(&OutputFolder) -> Result<(), OutputError>,
) -> Result<(), Failure> {
    let written = write(&folder).and_then(|()| folder.write_json("timings.json", &progress.timings()));
    written.and_then(|()| interrupt.commit(folder)).map_err(|e| cannot_write(&e))
}

/// Why a market is refused.
pub(super) fn refused(error: MechanismError) -> Failure {
    Failure::new(format!("この募集では求められません: {}", rule::refusal_ja(error)), error.to_string())
}

/// The judge did not confirm what was found.
pub(super) fn not_vouched() -> Failure {
    Failure::new(
        "内部の誤りです。検証が結果を退けたため、何も書きません。",
        "internal error: the judge refused the result, so nothing is written",
    )
}
