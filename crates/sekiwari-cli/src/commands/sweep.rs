//! `sekiwari sweep ROUND SWEEP.toml --out DIR`: all combinations of scenarios on axes, decided by their rule, in one table.

mod merge;
mod points;
mod record;
mod runs;
mod text;

pub(crate) use merge::SweepMerge;

use clap::Args;
use sekiwari::Lang;
use sekiwari::siting::Draw;
use sekiwari::siting::behaviour::Mode;
use sekiwari::siting::scenario::Scenario;
use sekiwari::siting::sweep::{Shard, Tally, unfit};
use sekiwari_files::finding::catalogue::sweep as kinds;
use sekiwari_files::finding::{Finding, Findings, Place};
use sekiwari_files::round::LoadedRound;
use sekiwari_files::sweep::{MOST_JOBS, ReadSweep, SweepResults, Unfit, read_sweep};
use sekiwari_files::write::{OutputFolder, write_sweep, write_sweep_shard};
use std::path::{Path, PathBuf};

use super::allocate::cannot_write;
use super::whatif::mode;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use points::{Asked, Rounds, Settled};
use record::Record;
use runs::Ran;

/// Arguments of `sweep`.
#[derive(Debug, Args)]
pub(crate) struct Sweep {
    /// The nursery round: a folder of tables, or a workbook. It is not changed.
    /// 保育所等の募集のフォルダまたはブック(変更しません)。
    round: PathBuf,
    /// The file with the axes.
    /// 軸を書いたファイル。
    #[arg(value_name = "SWEEP.toml")]
    sweep: PathBuf,
    /// The folder to write sweep.json, sweep.csv, sweep_runs.csv and sweep_groups.csv into; it appears whole or not at all. Until then the runs that are done
    /// stand beside it, in DIR.runs.
    /// 出力フォルダ(すべて書けたときだけ現れます)。途中までの試算は DIR.runs に残ります。
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Only one of N shards, for several machines; sweep-merge puts them together.
    /// N 個に分けた試算の I 番目だけを行います。結果は sweep-merge でまとめます。
    #[arg(long, value_name = "I/N", value_parser = shard)]
    shard: Option<Shard>,
    /// Go on with the runs in DIR.runs, if there are any.
    /// DIR.runs に残っている試算の続きを行います。
    #[arg(long)]
    resume: bool,
    /// The seed of what is drawn, instead of the file's (1).
    /// 試算の乱数の種。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    seed: Option<u64>,
    /// How many times it is drawn, instead of the file's (20); once where nothing is.
    /// 試算の回数(抽選のない組合せでは 1 回)。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    draws: Option<u32>,
    /// What families do when facilities open, close and move, instead of what the files say: none, near, model (default).
    /// 家庭が希望をどう変えるか。
    #[arg(long, value_name = "MODE", value_parser = mode)]
    behaviour: Option<Mode>,
    /// Seconds for the search of stable-optimal in each run, instead of those in round.toml.
    /// 1 回ごとの探索の時間の上限(秒)。
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u32).range(1..))]
    time_limit: Option<u32>,
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

fn shard(text: &str) -> Result<Shard, String> {
    let parts = text.split_once('/').and_then(|(i, n)| Shard::new(i.parse().ok()?, n.parse().ok()?));
    parts.ok_or_else(|| "for instance 2/5: the second of five / 例: 2/5 (五つのうち二つ目)".to_owned())
}

/// What has been run, or that the input was refused.
type Ended = Result<(Settled, Vec<(u32, Tally)>, Findings), Exit>;

impl Sweep {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        input::use_threads(self.threads)?;
        let mut progress = Progress::new(json);
        let say = progress.message();
        let stopping = lang.pick("中止しています", "stopping");
        let interrupt = Interrupt::listen(lang, json, move || say(stopping.to_owned()))?;
        progress.step("read", lang.pick("読み込み", "reading"));
        let others =
            ("シナリオは保育所等の募集でだけ試せます。", "scenarios are tried on nursery rounds only");
        let loaded = match input::read_nursery(&self.round, others, lang, json)? {
            Ok(loaded) => loaded,
            Err(exit) => return Ok(exit),
        };
        // Nobody should wait for a result that cannot be written.
        drop(OutputFolder::create(&self.out).map_err(|e| cannot_write(&e))?);
        let record = Record::beside(&self.out);
        let ended = self.run_all(&loaded, &record, lang, &mut progress, &interrupt);
        progress.finish();
        let (settled, runs, findings) = match ended? {
            Ok(done) => done,
            Err(exit) => return Ok(exit),
        };
        let told = self.write(&settled, runs, &interrupt, lang)?;
        record.remove();
        if json {
            let mut value = told.0;
            value["findings"] = serde_json::to_value(&findings).unwrap_or_default();
            console::say_json(&value)?;
        } else {
            let warned = if findings.is_empty() { String::new() } else { input::render(&findings, lang) };
            console::say(&(warned + &told.1))?;
        }
        Ok(Exit::Clean)
    }

    fn shard(&self) -> Shard {
        self.shard.unwrap_or(Shard::WHOLE)
    }

    /// Settles what is to be run, and runs what has not been.
    fn run_all(
        &self,
        loaded: &LoadedRound,
        record: &Record,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Ended, Failure> {
        let json = self.messages.json;
        let refuse = |mut findings: Findings| {
            findings.sort();
            input::refuse(&findings, lang, json).map(Err)
        };
        let mut findings = Findings::new();
        let folder = self.sweep.parent().unwrap_or(Path::new(""));
        let bytes = std::fs::read(&self.sweep).map_err(|e| Failure::io(&self.sweep, &e))?;
        let file = self.sweep.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut open = |name: &str| std::fs::read(folder.join(name));
        let sweep = read_sweep(&bytes, &file, &mut open, &mut findings);
        let asked = Asked {
            seed: self.seed,
            draws: self.draws,
            behaviour: self.behaviour,
            time_limit_s: self.time_limit,
        };
        let Some(sweep) = sweep else { return refuse(findings) };
        points::doubts(&sweep, &asked, loaded, &mut findings);
        if findings.has_errors() {
            return refuse(findings);
        }
        let rounds = Rounds::read(&self.round, folder, &sweep, loaded, &mut findings)?;
        let Some(rounds) = rounds else { return refuse(findings) };
        let cases = rounds.cases();
        let settled = match points::combinations(&sweep, &asked, &rounds) {
            Some(combinations) => {
                self.fits(&sweep, &cases, &combinations, &asked, &mut findings);
                progress.step("fit", lang.pick("希望の分析", "learning from the lists"));
                Some((points::Models::fit(&combinations, &rounds), combinations))
            }
            None => None,
        };
        let too_many = |findings: &mut Findings| {
            findings.push(Finding::new(&kinds::TOO_MANY, Place::file(&sweep.file)).arg("most", MOST_JOBS));
        };
        let Some((models, combinations)) = settled else {
            too_many(&mut findings);
            return refuse(findings);
        };
        if findings.has_errors() {
            return refuse(findings);
        }
        let points = points::points(&combinations, &cases, &models, &rounds)?;
        let Some(settled) = Settled::new(&sweep, &asked, &rounds, &points) else {
            too_many(&mut findings);
            return refuse(findings);
        };
        let begun = record.open(&settled.plan, self.shard(), self.resume, &mut findings)?;
        let Some((journal, done)) = begun else { return refuse(findings) };
        progress.step("solve", lang.pick("試算", "running"));
        let ran = runs::run(
            runs::Task { sweep: &sweep, settled: &settled, points: &points, shard: self.shard() },
            journal,
            done,
            (interrupt, &progress.message(), lang),
        )?;
        match ran {
            Ran::All(runs) => Ok(Ok((settled, runs, findings))),
            Ran::Refused(told) => {
                // Only another sweep can go through, and that has other runs.
                record.remove();
                findings.append(told);
                refuse(findings)
            }
            Ran::Stopped { done, all } => Err(record.stopped(done, all)),
        }
    }

    /// Tells every scenario that does not fit.
    fn fits(
        &self,
        sweep: &ReadSweep,
        cases: &[sekiwari::siting::scenario::Case<'_>],
        combinations: &[points::Combination<'_>],
        asked: &Asked,
        findings: &mut Findings,
    ) {
        let axes: Vec<Vec<Option<&Scenario>>> = sweep
            .axes
            .iter()
            .map(|axis| axis.places.iter().map(|p| p.scenario.as_ref().map(|s| &s.scenario)).collect())
            .collect();
        let draw = Draw { seed: asked.seed(sweep), number: 0 };
        let mut told = Unfit::default();
        let sizes: Vec<u32> = sweep.axes.iter().map(|a| a.places.len() as u32).collect();
        let at = |places: &[u32]| {
            places.iter().zip(&sizes).fold(0usize, |at, (&place, &size)| at * size as usize + place as usize)
        };
        for (base, case) in cases.iter().enumerate() {
            let wanted = |places: &[u32]| combinations.get(at(places)).is_some_and(|c| c.base == base);
            unfit(case, &axes, draw, &wanted, &mut |places, faults, round| {
                let beyond = sizes[places.len()..].iter().map(|&s| u64::from(s)).product();
                let own =
                    places.len().checked_sub(1).map(|axis| &sweep.axes[axis].places[places[axis] as usize]);
                if let Some(scenario) = own.and_then(|place| place.scenario.as_ref()) {
                    told.add(sweep, (places, beyond), scenario, (faults, round));
                }
            });
        }
        told.tell(combinations.len() as u32, findings);
    }

    /// Writes the results, and says what was written as JSON and for people.
    fn write(
        &self,
        settled: &Settled,
        runs: Vec<(u32, Tally)>,
        interrupt: &Interrupt,
        lang: Lang,
    ) -> Result<(serde_json::Value, String), Failure> {
        let folder = OutputFolder::create(&self.out).map_err(|e| cannot_write(&e))?;
        interrupt.begun(&folder);
        let told = if let Some(shard) = self.shard {
            let document = write_sweep_shard(&folder, &settled.plan, shard, &runs);
            let document = document.map_err(|e| cannot_write(&e))?;
            let text = text::of_shard(&document, &self.out, lang);
            (serde_json::to_value(&document).unwrap_or_default(), text)
        } else {
            let tallies = runs.into_iter().map(|(_, tally)| tally).collect();
            let results = SweepResults { plan: settled.plan.clone(), tallies };
            let document = write_sweep(&folder, &results, !self.no_bom).map_err(|e| cannot_write(&e))?;
            let text = text::of(&document, &self.out, lang);
            (serde_json::to_value(&document).unwrap_or_default(), text)
        };
        interrupt.commit(folder).map_err(|e| cannot_write(&e))?;
        Ok(told)
    }
}
