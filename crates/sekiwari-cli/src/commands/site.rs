//! `sekiwari site ROUND --candidates FILE --open K --out DIR`: which sites seat most children under the rule of the round.

pub(super) mod ask;
mod text;

use clap::Args;
use sekiwari::Lang;
use sekiwari::exact::Control;
use sekiwari::market::Status;
use sekiwari::siting::effect::{Effect, Snapshot};
use sekiwari::siting::selection::{
    Choice, City, Classical, Count, Desk, Effort, Limits, Objective, Progress as Going, SelectionError,
    Worth, guide,
};
use sekiwari_files::candidates::{ReadCandidates, read_candidates};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{Guide, OutputFolder, SiteFacts, SiteJson, write_site};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::allocate::cannot_write;
use super::planned;
use crate::cli::Messages;
use crate::failure::{Exit, Failure};
use crate::input::{self, Read};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use ask::{Families, wanted};

/// Arguments of `site`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("how_many").args(["open", "at_most", "budget", "teachers"]).required(true).multiple(true)))]
pub(crate) struct Site {
    /// The nursery round: a folder of tables, or a workbook. It is not changed.
    /// 保育所等の募集のフォルダまたはブック(変更しません)。
    round: PathBuf,
    /// The candidate sites: a row per site and size, with places, seats by class, costs and teachers.
    /// 候補地の表(候補地と規模ごとに一行)。
    #[arg(long, value_name = "FILE")]
    candidates: PathBuf,
    /// The folder to write; it appears whole or not at all, and replaces earlier outputs of this program.
    /// 出力フォルダ(すべて書けたときだけ現れます)。
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Open just so many sites.
    /// 開く候補地の数。
    #[arg(long, value_name = "K", conflicts_with = "at_most")]
    open: Option<u32>,
    /// Open so many sites or fewer.
    /// 開く候補地の数の上限。
    #[arg(long, value_name = "K")]
    at_most: Option<u32>,
    /// How much they may cost together, in the unit of the table.
    /// 費用の上限(表と同じ単位)。
    #[arg(long, value_name = "N")]
    budget: Option<u64>,
    /// How many teachers they may take together, to one decimal.
    /// 保育士の上限(0.1 人まで)。
    #[arg(long, value_name = "N", value_parser = ask::tenths)]
    teachers: Option<u32>,
    /// What is wanted: seated (most children with a seat) or evenness (the smallest gap between districts).
    /// 目的: seated(席のある児童を最多に)、evenness(地区間の差を最小に)。
    #[arg(long, value_name = "NAME", default_value = "seated", value_parser = ["seated", "evenness"])]
    objective: String,
    /// With evenness: districts with fewer applicants do not count.
    /// evenness で数える地区の申込児童数の下限。
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    min_district: u32,
    /// Also open them one by one: the best next one each time, against the best of each number.
    /// 一つずつ開く順番も求めます。
    #[arg(long)]
    sequence: bool,
    #[command(flatten)]
    families: Families,
    /// The radius within which the classical covering objectives count a child as covered, in metres.
    /// 古典的な被覆の半径 (m)。
    #[arg(long, value_name = "M", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    radius: u32,
    /// The most choices that are decided in one search.
    /// 一つの探索で決める選び方の数の上限。
    #[arg(long, value_name = "N", default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(1..))]
    choices: u64,
    /// Seconds for the search; after that the best so far is given. Without it the search ends by its own count.
    /// 探索の時間の上限(秒)。
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u32).range(1..))]
    time_limit: Option<u32>,
    /// How many of the best choices are listed.
    /// 一覧にする選び方の数。
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    top: u32,
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

impl Site {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        input::use_threads(self.threads)?;
        planned::run(
            lang,
            self.messages.json,
            |progress, interrupt| self.search(lang, progress, interrupt),
            |json| text::of(json, &self.out, lang),
        )
    }

    fn limits(&self) -> Limits {
        let count = match (self.open, self.at_most) {
            (Some(k), _) => Count::Exactly(k),
            (_, Some(k)) => Count::AtMost(k),
            _ => Count::Any,
        };
        Limits { count, budget: self.budget, teachers10: self.teachers }
    }

    fn search(
        &self,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Result<SiteJson, Exit>, Failure> {
        progress.step("read", lang.pick("読み込み", "reading"));
        let loaded = match input::read_usable(&self.round, lang, self.messages.json)? {
            Read::Usable(loaded, _) => loaded,
            Read::Refused(exit) => return Ok(Err(exit)),
        };
        let mut findings = Findings::new();
        let bytes = std::fs::read(&self.candidates).map_err(|e| Failure::io(&self.candidates, &e))?;
        let file = self.candidates.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let read = read_candidates(bytes, &file, &loaded.round, &mut findings);
        let folder = OutputFolder::create(&self.out).map_err(|e| cannot_write(&e))?;
        interrupt.begun(&folder);
        let found = match read {
            Some(read) => self.select(&loaded, &read, &mut findings, lang, progress, interrupt)?,
            None => None,
        };
        let Some(json) = found else {
            drop(folder);
            findings.sort();
            return Ok(Err(input::refuse(&findings, lang, self.messages.json)?));
        };
        progress.step("write", lang.pick("書き出し", "writing"));
        planned::commit(folder, progress, interrupt, |folder| write_site(folder, &json, !self.no_bom))?;
        Ok(Ok(json))
    }

    /// The answer; nothing if the round refuses the sites or no choice is within the limits, which is told.
    fn select(
        &self,
        loaded: &LoadedRound,
        read: &ReadCandidates,
        findings: &mut Findings,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Option<SiteJson>, Failure> {
        progress.step("fit", lang.pick("希望の分析", "learning from the lists"));
        let known = self.families.learn(&loaded.round);
        let behaviour = self.families.behaviour(known.as_ref());
        let rule = ask::rule(loaded)?;
        let cases = [ask::case(loaded)];
        let (seed, draws) = (self.families.seed, self.families.draws(behaviour));
        let city = City { cases: &cases, sites: &read.sites, behaviour, seed, draws, rule: &rule };
        let refused = |error: &SelectionError, findings: &mut Findings| {
            read.tell(&loaded.round, error, findings);
            match error {
                SelectionError::Sites(_) => Ok(None),
                SelectionError::Undecided(e) => Err(ask::undecided(e)),
                SelectionError::NoRound => Err(planned::not_vouched()),
            }
        };
        progress.step("bound", lang.pick("上限の計算", "bounding"));
        let mut desk = match Desk::new(city) {
            Ok(desk) => desk,
            Err(e) => return refused(&e, findings),
        };
        progress.step("solve", lang.pick("探索", "searching"));
        interrupt.searching();
        let deadline = self.time_limit.map(|s| Instant::now() + Duration::from_secs(s.into()));
        let stop = || interrupt.asked() || deadline.is_some_and(|d| Instant::now() >= d);
        let show = progress.message();
        let tell = |going: Going| show(text::going(going, draws, lang));
        let effort = Effort { choices: self.choices, stop: &stop, tell: &tell };
        let objective = wanted(&self.objective, self.min_district);
        let limits = self.limits();
        let searched = self.searches(&mut desk, &limits, objective, &effort, loaded);
        let Searched { selected, sequence, alone, guides } = match searched {
            Ok(Some(searched)) => searched,
            Ok(None) => {
                read.no_choice(findings);
                return Ok(None);
            }
            Err(e) => return refused(&e, findings),
        };
        let nothing = desk.nothing();
        let fail = |e: SelectionError| match e {
            SelectionError::Undecided(e) => ask::undecided(&e),
            SelectionError::Sites(_) | SelectionError::NoRound => planned::not_vouched(),
        };
        let today = desk.worth(&nothing).map_err(fail)?;
        let effect = match &selected.best {
            Some((choice, _)) => Some(effect(&city, &nothing, choice).map_err(fail)?),
            None => None,
        };
        let ranked = desk.ranked(&limits, objective, self.top as usize);
        let proven = |w: &Worth| u64::from(w.proven());
        let rule = ask::told(loaded, &rule, selected.best.as_ref().map_or(0, |(_, w)| proven(w)), draws);
        Ok(Some(SiteJson::new(SiteFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            name: loaded.round.name(),
            sites: (&read.sites, &read.ids),
            objective,
            limits,
            behaviour: (behaviour.mode().as_str(), behaviour.reach()),
            seed,
            rule,
            today: &today,
            selected: &selected,
            decided: desk.known().count() as u64,
            stopped: stop() && selected.status != Status::Optimal,
            ranked: &ranked,
            alone: &alone,
            sequence: sequence.as_ref(),
            guides: &guides,
            effect: effect.as_ref(),
        })))
    }

    /// All searches that were asked for; `None` if no choice is within the limits.
    fn searches(
        &self,
        desk: &mut Desk<'_>,
        limits: &Limits,
        objective: Objective,
        effort: &Effort<'_>,
        loaded: &LoadedRound,
    ) -> Result<Option<Searched>, SelectionError> {
        let alone = desk.alone()?;
        let selected = desk.best(limits, objective, effort)?;
        let Some((best, _)) = &selected.best else { return Ok(None) };
        let years = best.opened().count() as u32;
        let sequence = match self.sequence && years > 0 {
            true => Some(desk.sequence(
                selected.takes(desk.sites()).map_or(0, |t| t.sites),
                limits,
                objective,
                effort,
            )?),
            false => None,
        };
        let mut guides = Vec::new();
        for by in Classical::ALL {
            let Some(found) = guide(&loaded.round, desk.sites(), limits, self.radius, by) else { continue };
            let worth = desk.worth(&found.choice)?;
            guides.push(Guide {
                objective: by.as_str(),
                value: text::value(by, &found, self.radius),
                proven: found.status == Status::Optimal,
                choice: Some((found.choice, worth)),
            });
        }
        Ok(Some(Searched { selected, sequence, alone, guides }))
    }
}

struct Searched {
    selected: sekiwari::siting::selection::Selected,
    sequence: Option<sekiwari::siting::selection::Sequence>,
    alone: Vec<Vec<Option<Worth>>>,
    guides: Vec<Guide>,
}

/// A choice beside nothing, over all draws.
fn effect(city: &City<'_>, nothing: &Choice, choice: &Choice) -> Result<Effect, SelectionError> {
    let snapshot = |choice: &Choice, draw| -> Result<Snapshot, SelectionError> {
        let (applied, judged) = city.decided(choice, draw, Control::default())?;
        Ok(Snapshot::of(&judged.outcome(&applied.case.round)))
    };
    let before = snapshot(nothing, 0)?;
    let draws: Result<Vec<Snapshot>, SelectionError> = (0..city.draws).map(|d| snapshot(choice, d)).collect();
    // There is at least one draw.
    Effect::new(&before, &draws?).ok_or(SelectionError::NoRound)
}
