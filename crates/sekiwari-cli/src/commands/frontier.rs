//! `sekiwari frontier ROUND --out DIR`: most children seated against at most so many blocking households.

use clap::Args;
use sekiwari::Lang;
use sekiwari::exact::frontier::{Frontier as Found, Reach, frontier};
use sekiwari::exact::{Options, Solution, prove};
use sekiwari::market::{Market, Stage};
use sekiwari::mechanism::MechanismError;
use sekiwari::verify::{certify, check_certificate, shown_bounds};
use sekiwari_files::write::{FrontierFacts, FrontierJson, OutputFolder, TimingsJson, write_frontier};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use super::allocate::cannot_write;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input::{self, Read};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::rule;
use crate::search::Watch;

/// Arguments of `frontier`.
#[derive(Debug, Args)]
pub(crate) struct Frontier {
    /// The round: a folder of tables, or a workbook.
    /// 募集のフォルダまたはブック。
    round: PathBuf,
    /// The folder to write; it appears whole or not at all, and replaces earlier outputs of this program.
    /// 出力フォルダ(すべて書けたときだけ現れます)。
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The last point: so many households may block.
    /// 許す世帯数の上限。
    #[arg(long, value_name = "K", default_value_t = 20, value_parser = clap::value_parser!(u32).range(..=2000))]
    max_blocking: u32,
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
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Frontier {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let mut progress = Progress::new(self.messages.json);
        let show = progress.message();
        let stopping = lang
            .pick("探索を打ち切り、ここまでの結果を書きます", "stopping the search, writing what is known");
        let interrupt = Interrupt::listen(lang, self.messages.json, move || show(stopping.to_owned()))?;
        let told = self.search(lang, &mut progress, &interrupt);
        progress.finish();
        match told? {
            Ok(json) if self.messages.json => {
                console::say_json(&serde_json::to_value(&json).unwrap_or_default())?;
            }
            Ok(json) => console::say(&text(&json, &self.out, lang))?,
            Err(exit) => return Ok(exit),
        }
        Ok(Exit::Clean)
    }

    fn search(
        &self,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Result<FrontierJson, Exit>, Failure> {
        progress.step("read", lang.pick("読み込み", "reading"));
        let (loaded, mut findings) = match input::read_usable(&self.round, lang, self.messages.json)? {
            Read::Usable(loaded, findings) => (loaded, findings),
            Read::Refused(exit) => return Ok(Err(exit)),
        };
        let seed = self.seed.unwrap_or(loaded.settings.lottery_seed);
        let limit = Duration::from_secs(u64::from(self.time_limit.unwrap_or(loaded.settings.time_limit_s)));
        let folder = OutputFolder::create(&self.out).map_err(|e| cannot_write(&e))?;
        interrupt.begun(&folder);
        progress.step("compile", lang.pick("準備", "compiling"));
        let compiled = input::compile_round(&loaded, seed, &mut findings)?;
        if findings.has_errors() {
            drop(folder);
            return Ok(Err(input::refuse(&findings, lang, self.messages.json)?));
        }
        let market = compiled.strict();

        progress.step("solve", lang.pick("探索", "searching"));
        interrupt.searching();
        let show = progress.message();
        let watch = Watch::new(interrupt, limit);
        // The chart is of children seated, whatever the round decides by.
        let options = Options { stages: Stage::DEFAULT.to_vec(), ..Options::default() };
        let reach = Reach { blocking_max: self.max_blocking, ..Reach::default() };
        let tell = |blocking: u32, seated: u32| {
            show(lang.pick(
                format!("優先順位に反する世帯 {blocking}、席のある児童 {seated} 人"),
                format!("{blocking} households block, {seated} children seated"),
            ));
        };
        let (found, stopped) = watch.over(&progress.standings(lang), |control| {
            let fewest = shown(&market, prove(&market, &options, &control)?);
            frontier(&market, &fewest, &options, reach, &control, &tell)
        });
        let found = found.map_err(|e: MechanismError| {
            Failure::new(format!("この募集では求められません: {}", rule::refusal_ja(e)), e.to_string())
        })?;

        progress.step("verify", lang.pick("検証", "verifying"));
        vouch(&market, &found)?;
        progress.step("write", lang.pick("書き出し", "writing"));
        let json = FrontierJson::new(&FrontierFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            name: loaded.round.name(),
            seed,
            children: market.child_count() as u32,
            stopped: stopped.is_some(),
            frontier: &found,
        });
        let write = || {
            write_frontier(&folder, &json, !self.no_bom)?;
            let steps = progress.timings().into_iter();
            let steps = steps.map(|(step, time)| (step.to_owned(), time.as_secs_f64()));
            folder
                .write_json("timings.json", &TimingsJson::new(steps, rayon::current_num_threads() as u32))?;
            interrupt.commit(folder)
        };
        match write() {
            Ok(()) => Ok(Ok(json)),
            Err(e) => Err(cannot_write(&e)),
        }
    }
}

/// A solution with the bounds that its certificate shows; what it only claims is not built on.
fn shown(market: &Market, mut solution: Solution) -> Solution {
    let bounds = match &solution.certificate {
        Some(certificate) if check_certificate(market, certificate).is_empty() => {
            shown_bounds(market, certificate)
        }
        _ => sekiwari::mechanism::trivial_bounds(market),
    };
    let known = &mut solution.outcome.bounds;
    known.blocking_households_min = known.blocking_households_min.min(bounds.blocking_households_min);
    known.seated_max = known.seated_max.max(bounds.seated_max);
    solution
}

/// The judge's seal on every point.
fn vouch(market: &Market, found: &Found) -> Result<(), Failure> {
    for point in found.points.iter().chain([&found.end]) {
        let is_so = certify(market, point.allocation.clone()).is_ok_and(|verified| {
            let objective = verified.verdict().objective;
            (objective.blocking_households, objective.seated) == (point.blocking, point.seated)
                && point.blocking <= point.blocking_max
                && point.seated <= point.seated_max
        });
        if !is_so {
            return Err(Failure::new(
                "内部の誤りです。検証が結果を退けたため、何も書きません。",
                "internal error: the judge refused the result, so nothing is written",
            ));
        }
    }
    Ok(())
}

fn text(json: &FrontierJson, out: &std::path::Path, lang: Lang) -> String {
    let mut text = lang
        .pick(
            "優先順位に反する世帯を何世帯まで許すと、席のある児童は何人まで増えるか:\n",
            "How many children could be seated if so many households may block:\n",
        )
        .to_owned();
    for p in json.rows() {
        let (k, seated, most) = (p.blocking_max, p.seated, p.seated_max);
        let proven = match (p.proven, most - seated) {
            (true, _) => lang.pick("これが最多 (証明済み)".to_owned(), "the most (proven)".to_owned()),
            (false, gap) => {
                lang.pick(format!("最多でも {most} 人 (差 {gap})"), format!("at most {most} (gap {gap})"))
            }
        };
        let _ = writeln!(
            text,
            "{}",
            lang.pick(
                format!("  {k:>6} 世帯まで: {seated} 人、{proven}"),
                format!("  up to {k:>6}: {seated}, {proven}"),
            )
        );
    }
    if json.stopped {
        text += lang.pick("探索は途中で打ち切られました。\n", "The search was stopped before its end.\n");
    }
    let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
    text
}
