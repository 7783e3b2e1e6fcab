//! `sekiwari years ROUND --out DIR`: the years after a round, and what to open when.

mod text;

use clap::Args;
use sekiwari::Lang;
use sekiwari::siting::location::Standing;
use sekiwari::siting::selection::{SelectionError, Site};
use sekiwari::siting::years::{
    Enrolled, Goal, Horizon, Opening, Outlook, Planned, Schedule, YearDesk, YearEffort, YearLimits,
};
use sekiwari_files::candidates::{ReadCandidates, read_candidates};
use sekiwari_files::finding::catalogue::years as kinds;
use sekiwari_files::finding::{Findings, Place};
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{Course, OutputFolder, YearsFacts, YearsJson, write_years};
use sekiwari_files::years::{ReadYears, read_years};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::allocate::cannot_write;
use super::planned;
use super::site::ask::{self, Families};
use crate::cli::Messages;
use crate::failure::{Exit, Failure};
use crate::input::{self, Read};
use crate::interrupt::Interrupt;
use crate::progress::Progress;

/// Arguments of `years`.
#[derive(Debug, Args)]
pub(crate) struct Years {
    /// The nursery round of the first year: a folder of tables, or a workbook. It is not changed.
    /// 最初の年度の募集のフォルダまたはブック(変更しません)。
    round: PathBuf,
    /// The folder to write; it appears whole or not at all, and replaces earlier outputs of this program.
    /// 出力フォルダ(すべて書けたときだけ現れます)。
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Births, moves, who stays and applies again, and openings that are settled.
    /// 出生・転入出・継続の仮定と、決まった開設のファイル。
    #[arg(long, value_name = "PLAN.toml")]
    plan: Option<PathBuf>,
    /// The candidate sites, as for `site`.
    /// 候補地の表。
    #[arg(long, value_name = "FILE")]
    candidates: Option<PathBuf>,
    /// Years after the round's.
    /// 募集のあとの年数。
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=30))]
    years: u32,
    /// The fiscal year in which no more children than --target are to be without a seat (the last year if not given): what that takes is looked for, at the least cost.
    /// 席のない児童を --target 人以下にする年度(なければ最後の年度)。
    #[arg(long, value_name = "YEAR", requires = "target")]
    by: Option<i16>,
    /// How many children may be without a seat then, on average.
    /// その年度に席がなくてよい児童の数(平均)。
    #[arg(long, value_name = "N")]
    target: Option<u32>,
    /// Sites that may open in one year.
    /// 一年に開く候補地の数の上限。
    #[arg(long, value_name = "K", requires = "candidates")]
    sites_a_year: Option<u32>,
    /// What the sites of one year may cost, in the unit of the table.
    /// 一年の費用の上限。
    #[arg(long, value_name = "N", requires = "candidates")]
    cost_a_year: Option<u64>,
    /// What all sites may cost.
    /// 全体の費用の上限。
    #[arg(long, value_name = "N", requires = "candidates")]
    cost: Option<u64>,
    /// Teachers for the sites of one year, to one decimal.
    /// 一年の保育士の上限。
    #[arg(long, value_name = "N", value_parser = ask::tenths, requires = "candidates")]
    teachers_a_year: Option<u32>,
    #[command(flatten)]
    families: Families,
    /// The most schedules that are decided in the search.
    /// 探索で決める計画の数の上限。
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u64).range(1..))]
    schedules: u64,
    /// Seconds for the search; after that the best so far is given. Without it the search ends by its own count.
    /// 探索の時間の上限(秒)。
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

/// What was read beside the round.
struct Beside {
    years: ReadYears,
    candidates: Option<ReadCandidates>,
}

/// The courses of the years.
struct Courses {
    as_is: (Schedule, Outlook),
    stated: Option<(Schedule, Outlook)>,
    planned: Option<Planned>,
    stopped: bool,
}

fn bytes_of(path: &Path) -> Result<(Vec<u8>, String), Failure> {
    let bytes = std::fs::read(path).map_err(|e| Failure::io(path, &e))?;
    Ok((bytes, path.file_name().unwrap_or_default().to_string_lossy().into_owned()))
}

impl Years {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        input::use_threads(self.threads)?;
        planned::run(
            lang,
            self.messages.json,
            |progress, interrupt| self.search(lang, progress, interrupt),
            |json| text::of(json, &self.out, lang),
        )
    }

    fn search(
        &self,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Result<YearsJson, Exit>, Failure> {
        progress.step("read", lang.pick("読み込み", "reading"));
        let loaded = match input::read_usable(&self.round, lang, self.messages.json)? {
            Read::Usable(loaded, _) => loaded,
            Read::Refused(exit) => return Ok(Err(exit)),
        };
        let mut findings = Findings::new();
        let beside = self.beside(&loaded, &mut findings)?;
        let folder = OutputFolder::create(&self.out).map_err(|e| cannot_write(&e))?;
        interrupt.begun(&folder);
        let found = match beside {
            Some(beside) => self.look(&loaded, &beside, &mut findings, lang, progress, interrupt)?,
            None => None,
        };
        let Some(json) = found else {
            drop(folder);
            findings.sort();
            return Ok(Err(input::refuse(&findings, lang, self.messages.json)?));
        };
        progress.step("write", lang.pick("書き出し", "writing"));
        planned::commit(folder, progress, interrupt, |folder| write_years(folder, &json, !self.no_bom))?;
        Ok(Ok(json))
    }

    /// The other files; nothing if one of them is refused, which is told.
    fn beside(&self, loaded: &LoadedRound, findings: &mut Findings) -> Result<Option<Beside>, Failure> {
        let years = match &self.plan {
            Some(path) => {
                let (bytes, file) = bytes_of(path)?;
                read_years(&bytes, &file, findings)
            }
            None => Some(ReadYears::default()),
        };
        let candidates = match &self.candidates {
            Some(path) => {
                let (bytes, file) = bytes_of(path)?;
                match read_candidates(bytes, &file, &loaded.round, findings) {
                    Some(read) => Some(read),
                    None => return Ok(None),
                }
            }
            None => None,
        };
        Ok(years.map(|years| Beside { years, candidates }))
    }

    fn limits(&self, loaded: &LoadedRound, beside: &Beside, findings: &mut Findings) -> YearLimits {
        let base = loaded.round.fiscal_year();
        let candidates = beside.candidates.as_ref();
        let after = |year: &Option<i16>| {
            year.map_or(1, |y| u16::try_from(i32::from(y) - i32::from(base)).unwrap_or(1).max(1))
        };
        let mut stated = vec![None; candidates.map_or(0, |c| c.sites.len())];
        for (site, size, after) in beside.years.openings(candidates, base, self.years, findings) {
            stated[site] = Some(Opening { after, size });
        }
        YearLimits {
            sites_a_year: self.sites_a_year,
            cost_a_year: self.cost_a_year,
            cost: self.cost,
            teachers10_a_year: self.teachers_a_year,
            earliest: candidates.map(|c| c.earliest.iter().map(after).collect()).unwrap_or_default(),
            stated,
        }
    }

    /// What is to be searched for, and the year of it; `None` without a number and without limits.
    fn goal(&self, base: i16) -> Result<Option<Goal>, Failure> {
        let limited = self.sites_a_year.is_some()
            || self.cost_a_year.is_some()
            || self.cost.is_some()
            || self.teachers_a_year.is_some();
        let Some(waiting) = self.target else { return Ok(limited.then_some(Goal::FewestWaiting)) };
        let last = i32::from(base) + self.years as i32;
        let by = self.by.map_or(last, i32::from);
        match u32::try_from(by - i32::from(base)) {
            Ok(after) if after > 0 && by <= last => Ok(Some(Goal::Reach { after, waiting })),
            _ => {
                let first = i32::from(base) + 1;
                Err(Failure::new(
                    format!("--by は {first} から {last} までの年度です。"),
                    format!("--by is a year from {first} to {last}"),
                ))
            }
        }
    }

    /// The answer; nothing if the round refuses something, which is told.
    fn look(
        &self,
        loaded: &LoadedRound,
        beside: &Beside,
        findings: &mut Findings,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Option<YearsJson>, Failure> {
        let base = loaded.round.fiscal_year();
        let goal = self.goal(base)?;
        let limits = self.limits(loaded, beside, findings);
        if findings.has_errors() {
            return Ok(None);
        }
        progress.step("fit", lang.pick("希望の分析", "learning from the lists"));
        let known = self.families.learn(&loaded.round);
        let behaviour = self.families.behaviour(known.as_ref());
        let rule = ask::rule(loaded)?;
        let sites: &[Site] = beside.candidates.as_ref().map_or(&[], |c| &c.sites);
        let enrolled = enrolled(loaded);
        let (seed, draws) = (self.families.seed, self.families.draws.unwrap_or(5));
        let horizon = Horizon {
            round: &loaded.round,
            enrolled: enrolled.as_deref(),
            sites,
            behaviour,
            assume: &beside.years.assume,
            years: self.years,
            seed,
            draws,
            rule: &rule,
        };
        progress.step("solve", lang.pick("年度ごとの見通し", "looking ahead"));
        interrupt.searching();
        let deadline = self.time_limit.map(|s| Instant::now() + Duration::from_secs(s.into()));
        let stop = || interrupt.asked() || deadline.is_some_and(|d| Instant::now() >= d);
        let show = progress.message();
        let tell = |n: u64| show(lang.pick(format!("計画 {n} 通り"), format!("{n} schedules")));
        let effort = YearEffort { schedules: self.schedules, stop: &stop, tell: &tell };
        let found = YearDesk::new(horizon).and_then(|mut desk| {
            let courses = self.courses(&mut desk, sites, &limits, goal, &effort)?;
            Ok((courses, desk.districts().to_vec(), desk.decided()))
        });
        let (courses, districts, decided) = match found {
            Ok((Some(courses), districts, decided)) => (courses, districts, decided),
            Ok((None, ..)) => {
                let place = self.plan.as_ref().or(self.candidates.as_ref()).and_then(|p| p.file_name());
                findings.add(&kinds::PLAN_LIMITS, Place::file(place.unwrap_or_default().to_string_lossy()));
                return Ok(None);
            }
            Err(SelectionError::Undecided(e)) => return Err(ask::undecided(&e)),
            Err(error) => {
                if let Some(candidates) = &beside.candidates {
                    candidates.tell(&loaded.round, &error, findings);
                }
                return if findings.has_errors() { Ok(None) } else { Err(planned::not_vouched()) };
            }
        };
        let mut all = vec![Course {
            name: "as-is",
            schedule: &courses.as_is.0,
            outlook: &courses.as_is.1,
            reached: None,
        }];
        if let Some((schedule, outlook)) = &courses.stated {
            all.push(Course { name: "stated", schedule, outlook, reached: None });
        }
        let reach = matches!(goal, Some(Goal::Reach { .. }));
        if let Some(planned) = &courses.planned {
            let reached = reach.then_some(planned.reached);
            all.push(Course {
                name: "plan",
                schedule: &planned.schedule,
                outlook: &planned.outlook,
                reached,
            });
        }
        let last = all.last().map_or(0, |c| {
            (0..=self.years).map(|y| c.outlook.year(y).filter(|y| y.proven).count() as u64).sum()
        });
        let rule = ask::told(loaded, &rule, last / (u64::from(self.years) + 1), draws);
        let target = match goal {
            Some(Goal::Reach { after, waiting }) => Some((base + after as i16, waiting)),
            _ => None,
        };
        Ok(Some(YearsJson::new(&YearsFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            name: loaded.round.name(),
            years: (base, self.years),
            assume: (&beside.years.assume, enrolled.is_some()),
            behaviour: (behaviour.mode().as_str(), behaviour.reach()),
            draws: (seed, draws),
            rule,
            sites: (sites, beside.candidates.as_ref().map_or(&[], |c| &c.ids)),
            districts: &districts,
            target,
            courses: all,
            decided,
            stopped: courses.stopped,
        })))
    }

    /// All courses; `None` if what is settled does not keep the limits.
    fn courses(
        &self,
        desk: &mut YearDesk<'_>,
        sites: &[Site],
        limits: &YearLimits,
        goal: Option<Goal>,
        effort: &YearEffort<'_>,
    ) -> Result<Option<Courses>, SelectionError> {
        let decided = |s: &usize| sites[*s].standing == Standing::Existing;
        let settled = desk.fixed(limits);
        let as_is =
            (0..sites.len()).filter(|s| !decided(s)).fold(settled.clone(), |all, s| all.with(s, None));
        let outlook = desk.outlook(&as_is)?;
        let anyway = (0..sites.len()).filter(|&s| sites[s].is_fixed());
        let opens = |s: usize| settled.of(s).is_some();
        if !limits.allow(sites, self.years, &settled) || !anyway.into_iter().all(opens) {
            return Ok(None);
        }
        let stated = match settled == as_is {
            true => None,
            false => Some((settled.clone(), desk.outlook(&settled)?)),
        };
        let planned = goal.map(|goal| desk.best(limits, goal, effort)).transpose()?;
        let stopped = planned.is_some() && (effort.stop)();
        Ok(Some(Courses { as_is: (as_is, outlook), stated, planned, stopped }))
    }
}

/// Who goes on without applying, where the table `enrolled` says so.
fn enrolled(loaded: &LoadedRound) -> Option<Vec<Enrolled>> {
    let all = loaded.capacity.iter().flat_map(|c| &c.facilities);
    let own: Vec<Enrolled> = all
        .map(|f| Enrolled {
            facility: f.id.clone(),
            children: std::array::from_fn(|class| f.table.classes[class].enrolled.children),
        })
        .collect();
    own.iter().any(|e| e.children.iter().any(|&n| n > 0)).then_some(own)
}
