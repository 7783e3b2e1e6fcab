//! `sekiwari access ROUND`: who can reach a seat, by small area.

mod text;

use clap::Args;
use sekiwari::Lang;
use sekiwari::programme::nursery::Round;
use sekiwari::siting::Draw;
use sekiwari::siting::access::{self as measure, Bands, Grain, Mesh, Minutes, Options, Travel};
use sekiwari::siting::behaviour::Mode;
use sekiwari_files::access::{read_minutes, tell_unused};
use sekiwari_files::districts::{Districts, read_districts};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{AccessFacts, AccessJson, AccessSide, OutputFolder, write_access};
use std::path::{Path, PathBuf};

use super::allocate::cannot_write;
use super::whatif::scenarios::{self, Loaded, Models};
use super::whatif::sides::Changed;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::interrupt::Interrupt;
use crate::progress::Progress;

/// Reach in metres and in minutes, where it is not given, and the limits for which children are counted.
const METRES: (u32, [u32; 3]) = (2_000, [500, 1_000, 2_000]);
const MINUTES: (u32, [u32; 3]) = (20, [5, 10, 20]);

/// Arguments of `access`.
#[derive(Debug, Args)]
pub(crate) struct Access {
    /// The nursery round: a folder of tables, or a workbook. It is not changed.
    /// 保育所等の募集のフォルダまたはブック(変更しません)。
    round: PathBuf,
    /// A scenario file: the same figures before and after. Several are applied one after the other.
    /// シナリオのファイル。前後の値を並べます。複数なら、この順に重ねます。
    #[arg(long = "scenario", value_name = "FILE")]
    scenarios: Vec<PathBuf>,
    /// The small areas: districts, or cells of the standard grid of 1 km, 500 m or 250 m.
    /// 小地域: 地区、または 1 km・500 m・250 m の地域メッシュ。
    #[arg(long, value_name = "district|mesh1000|mesh500|mesh250", default_value = "district", value_parser = area)]
    area: Area,
    /// The shapes of districts (GeoJSON): for the map, and for children whose district is not stated.
    /// 地区の形(GeoJSON)。地図と、地区の記入のない児童に使います。
    #[arg(long, value_name = "FILE")]
    districts: Option<PathBuf>,
    /// How far is within reach: metres on the way (2000), or minutes with --minutes (20).
    /// 圏内とする道のり(メートル)。--minutes では分。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(3..=1_000_000))]
    reach: Option<u32>,
    /// Weights of equally wide bands up to the reach, for the weighted seats per child.
    /// 圏内を等分した距離帯の重み。
    #[arg(long, value_name = "W,W,...", default_value = "1,0.68,0.22", value_parser = weight, value_delimiter = ',')]
    weights: Vec<u32>,
    /// Limits for which children are counted (500,1000,2000 metres; 5,10,20 minutes).
    /// 児童の割合を数える距離または分。
    #[arg(long, value_name = "N,N,...", value_delimiter = ',', value_parser = clap::value_parser!(u32).range(..=1_000_000))]
    within: Vec<u32>,
    /// What straight lines are multiplied by.
    /// 直線距離に掛ける係数。
    #[arg(long, value_name = "F", default_value = "1.3", value_parser = factor)]
    factor: u32,
    /// A table of minutes instead of straight lines: from (code of a cell, or district), to (facility), minutes.
    /// 直線距離の代わりに使う所要時間の表(起点は地域メッシュコードまたは地区、終点は施設)。
    #[arg(long, value_name = "FILE", conflicts_with = "factor")]
    minutes: Option<PathBuf>,
    /// Count the seats that applicants hold beside those open in this round.
    /// 転園を希望する児童が今使っている席も数えます。
    #[arg(long)]
    held: bool,
    /// Counts of children below this are kept back, with what would give them away; 1 keeps back nothing.
    /// これより少ない児童の値を、逆算できる値とともに秘匿します(1 なら秘匿しません)。
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=1000))]
    min_cell: u32,
    /// The seed of what scenarios draw (who applies more or less).
    /// シナリオの抽選の種(申込児童の増減)。
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    seed: u64,
    /// The folder to write access.csv, access_facilities.csv, access.geojson and access.json into; it appears whole or not at all.
    /// 出力フォルダ(すべて書けたときだけ現れます)。
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write CSV files without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
    /// Threads to use; the result is the same for any number.
    /// スレッド数(結果は変わりません)。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

/// Which small areas; `None` for districts.
type Area = Option<Mesh>;

fn area(name: &str) -> Result<Area, String> {
    let mesh = |m: &&Mesh| name == format!("mesh{}", m.metres());
    match (name, Mesh::ALL.iter().find(mesh)) {
        ("district", _) => Ok(None),
        (_, Some(&mesh)) => Ok(Some(mesh)),
        _ => Err("district, mesh1000, mesh500, mesh250".to_owned()),
    }
}

/// A decimal with up to `places` places in whole units of the last of them.
fn decimal(text: &str, places: usize) -> Option<u32> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let usable =
        !whole.is_empty() && whole.len() < 5 && rest.len() <= places && digits(whole) && digits(rest);
    usable.then(|| format!("{whole}{rest:0<places$}").parse().ok()).flatten()
}

fn factor(text: &str) -> Result<u32, String> {
    let within = |f: &u32| (100..=1000).contains(f);
    decimal(text, 2).filter(within).ok_or_else(|| "1 to 10, as 1.3 / 1 から 10 の数".to_owned())
}

fn weight(text: &str) -> Result<u32, String> {
    decimal(text, 3).ok_or_else(|| "numbers of 0.001 to 1, as 1,0.68,0.22 / 0.001 から 1 の数".to_owned())
}

impl Access {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        input::use_threads(self.threads)?;
        let mut progress = Progress::new(json);
        let interrupt = Interrupt::listen(lang, json, || ())?;
        progress.step("read", lang.pick("読み込み", "reading"));
        let others = (
            "通いやすさは保育所等の募集でだけ調べられます。",
            "access is worked out for nursery rounds only",
        );
        let loaded = match input::read_nursery(&self.round, others, lang, json)? {
            Ok(loaded) => loaded,
            Err(exit) => return Ok(exit),
        };
        let mut findings = Findings::new();
        let given = Given {
            districts: with_file(self.districts.as_deref(), read_districts, &mut findings)?,
            minutes: with_file(self.minutes.as_deref(), read_minutes, &mut findings)?,
        };
        let scenarios = scenarios::read(&self.scenarios, Some(Mode::None), &loaded, &mut findings)?;
        let after = match self.changed(&loaded, &scenarios, &mut findings) {
            Some(after) if !findings.has_errors() => after,
            _ => {
                progress.finish();
                findings.sort();
                return input::refuse(&findings, lang, json);
            }
        };
        if let (Some(minutes), Some(path)) = (&given.minutes, &self.minutes) {
            let rounds: Vec<&Round> = std::iter::once(&loaded.round).chain(&after).collect();
            tell_unused(minutes, &rounds, &file_name(path), &mut findings);
        }
        findings.sort();
        let options = self.options(&given)?;
        progress.step("solve", lang.pick("算定", "working out"));
        let before_access = measure::access(&loaded.round, &options);
        let after_access = after.as_ref().map(|round| measure::access(round, &options));
        let facts = AccessFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            options: &options,
            min_cell: self.min_cell,
            scenarios: scenarios.iter().map(|s| &s.read).collect(),
            seed: self.seed,
            before: AccessSide { round: &loaded.round, access: &before_access },
            after: after
                .as_ref()
                .zip(after_access.as_ref())
                .map(|(round, access)| AccessSide { round, access }),
        };
        let document = AccessJson::new(&facts);
        progress.step("write", lang.pick("書き出し", "writing"));
        if let Some(out) = &self.out {
            let folder = OutputFolder::create(out).map_err(|e| cannot_write(&e))?;
            interrupt.begun(&folder);
            write_access(&folder, &document, &facts, given.districts.as_ref(), !self.no_bom)
                .and_then(|()| interrupt.commit(folder))
                .map_err(|e| cannot_write(&e))?;
        }
        progress.finish();
        if json {
            let mut value = serde_json::to_value(&document).unwrap_or_default();
            value["findings"] = serde_json::to_value(&findings).unwrap_or_default();
            console::say_json(&value)?;
        } else {
            let warned = if findings.is_empty() { String::new() } else { input::render(&findings, lang) };
            console::say(&(warned + &text::of(&document, self.out.as_deref(), lang)))?;
        }
        Ok(Exit::Clean)
    }

    /// The round that the scenarios make; inside nothing without one. Nothing at all if a scenario is refused, which is told. What families
    /// list does not matter here, so they change nothing.
    fn changed(
        &self,
        loaded: &LoadedRound,
        scenarios: &[Loaded],
        findings: &mut Findings,
    ) -> Option<Option<Round>> {
        if scenarios.is_empty() {
            return Some(None);
        }
        let models = Models::fit(scenarios, loaded);
        let draw = Draw { seed: self.seed, number: 0 };
        let (round, _) = Changed::new(loaded, scenarios, &models).draw(draw, findings)?;
        Some(Some(round))
    }

    fn options<'a>(&self, given: &'a Given) -> Result<Options<'a>, Failure> {
        let (reach, within) = if given.minutes.is_some() { MINUTES } else { METRES };
        let bands = Bands::equal(self.reach.unwrap_or(reach), &self.weights).map_err(|e| {
            Failure::new(
                format!(
                    "距離帯の重み (--weights) が使えません: 0.001 から 1 の数を、増えない順に書いてください ({e})"
                ),
                format!("the weights of the bands (--weights) cannot be used: {e}"),
            )
        })?;
        let travel = match &given.minutes {
            Some(minutes) => Travel::Minutes(minutes),
            None => Travel::Straight { percent: self.factor },
        };
        let grain = match self.area {
            Some(mesh) => Grain::Mesh(mesh),
            None => Grain::District(given.districts.as_ref().map(|d| &d.map)),
        };
        let mut within = if self.within.is_empty() { within.to_vec() } else { self.within.clone() };
        within.sort_unstable();
        within.dedup();
        Ok(Options { grain, travel, bands, within, held: self.held })
    }
}

/// Files beside the round.
struct Given {
    districts: Option<Districts>,
    minutes: Option<Minutes>,
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

type Reader<T> = fn(Vec<u8>, &str, &mut Findings) -> Option<T>;

fn with_file<T>(path: Option<&Path>, read: Reader<T>, findings: &mut Findings) -> Result<Option<T>, Failure> {
    let Some(path) = path else { return Ok(None) };
    let bytes = std::fs::read(path).map_err(|e| Failure::io(path, &e))?;
    Ok(read(bytes, &file_name(path), findings))
}
