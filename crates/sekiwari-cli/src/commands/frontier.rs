//! `sekiwari frontier ROUND --out DIR`: most children seated against at most so many blocking households.

use clap::Args;
use sekiwari::Lang;
use sekiwari::exact::frontier::{Frontier as Found, Reach, frontier};
use sekiwari::exact::{Options, Solution, prove};
use sekiwari::market::{Market, Stage};
use sekiwari::verify::{certify, check_certificate, shown_bounds};
use sekiwari_files::write::{FrontierFacts, FrontierJson, write_frontier};
use std::fmt::Write as _;
use std::path::PathBuf;

use super::planned::{self, Begun, SearchArgs};
use crate::cli::Messages;
use crate::failure::{Exit, Failure};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
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
    #[command(flatten)]
    search: SearchArgs,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Frontier {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        planned::run(
            lang,
            self.messages.json,
            |progress, interrupt| self.search(lang, progress, interrupt),
            |json| text(json, &self.out, lang),
        )
    }

    fn search(
        &self,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Result<FrontierJson, Exit>, Failure> {
        let paths = (self.round.as_path(), self.out.as_path());
        let begun = self.search.begin(paths, false, (lang, self.messages.json), progress, interrupt)?;
        let Begun { loaded, market, seed, limit, folder, .. } = match begun {
            Ok(begun) => begun,
            Err(exit) => return Ok(Err(exit)),
        };

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
        let found = found.map_err(planned::refused)?;

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
        planned::commit(folder, progress, interrupt, |folder| {
            write_frontier(folder, &json, self.search.bom())
        })?;
        Ok(Ok(json))
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
            return Err(planned::not_vouched());
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
