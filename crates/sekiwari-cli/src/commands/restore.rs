//! `sekiwari restore ROUND --out DIR`: the fewest extra seats with which nobody blocks.

use clap::Args;
use sekiwari::Lang;
use sekiwari::exact::restore::{Allowed, Restored, fewest_seats};
use sekiwari::exact::{Options, prove};
use sekiwari::market::Market;
use sekiwari::programme::nursery::{Compiled, Round};
use sekiwari::verify::{certify, check_certificate};
use sekiwari_files::write::{AllowedJson, RestoreFacts, RestoreJson, Stopped, write_restore};
use std::fmt::Write as _;
use std::path::PathBuf;

use super::planned::{self, Begun, SearchArgs};
use crate::cli::Messages;
use crate::failure::{Exit, Failure};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::search::Watch;

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The round: a folder of tables, or a workbook.
    /// 募集のフォルダまたはブック。
    round: PathBuf,
    /// The folder to write; it appears whole or not at all, and replaces earlier outputs of this program.
    /// 出力フォルダ(すべて書けたときだけ現れます)。
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The most seats added in all.
    /// 増やす席の合計の上限。
    #[arg(long, value_name = "K", default_value_t = 10)]
    max_seats: u32,
    /// The most seats added to one class (or classes that share seats).
    /// 一つの枠に増やす席の上限。
    #[arg(long, value_name = "N")]
    per_class: Option<u32>,
    /// The most seats added at one facility.
    /// 一つの施設に増やす席の上限。
    #[arg(long, value_name = "N")]
    per_facility: Option<u32>,
    /// Classes that have no seats in this round may be opened too.
    /// 今回席のないクラスにも席を設けてよいことにします。
    #[arg(long)]
    closed: bool,
    /// The most ways that are listed.
    /// 示す案の数の上限。
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=1000))]
    ways: u16,
    #[command(flatten)]
    search: SearchArgs,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Restore {
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
    ) -> Result<Result<RestoreJson, Exit>, Failure> {
        let paths = (self.round.as_path(), self.out.as_path());
        let begun = self.search.begin(paths, true, (lang, self.messages.json), progress, interrupt)?;
        let Begun { loaded, compiled, market, seed, limit, folder } = match begun {
            Ok(begun) => begun,
            Err(exit) => return Ok(Err(exit)),
        };
        let allowed = self.allowed(&loaded.round, &compiled, &market);

        interrupt.searching();
        let show = progress.message();
        let watch = Watch::new(interrupt, limit);
        let options = Options { stages: loaded.settings.objective.stages(&market), ..Options::default() };
        let tell = |least: u32, looked_at: u64| {
            show(lang.pick(
                format!("少なくとも {least} 席 ({looked_at} 通りを調べました)"),
                format!("at least {least} seats ({looked_at} numbers looked at)"),
            ));
        };
        let (found, stopped) = watch.over(&|_| {}, |control| {
            let now = prove(&market, &Options { proof: false, ..options.clone() }, &control)?;
            Ok((fewest_seats(&market, &allowed, &options, &control, &tell)?, now))
        });
        let (restored, now) = found.map_err(planned::refused)?;

        progress.step("verify", lang.pick("検証", "verifying"));
        vouch(&market, &restored)?;
        let now = certify(&market, now.outcome.allocation).ok();
        // A search told to stop has not found the best with the seats as they are for sure.
        let now = now.filter(|_| stopped != Some(Stopped::Interrupt));
        let now = now.map(|v| (v.verdict().blocking_households(), v.verdict().objective.seated));

        progress.step("write", lang.pick("書き出し", "writing"));
        let json = RestoreJson::new(&RestoreFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            seed,
            round: &loaded.round,
            compiled: &compiled,
            market: &market,
            allowed: AllowedJson {
                max_seats: self.max_seats,
                per_class: self.per_class,
                per_facility: self.per_facility,
                closed: self.closed,
            },
            now,
            restored: &restored,
        });
        planned::commit(folder, progress, interrupt, |folder| {
            write_restore(folder, &json, self.search.bom())
        })?;
        Ok(Ok(json))
    }

    /// Only classes with a row of seats, or with `--closed` any class that somebody wishes for.
    fn allowed(&self, round: &Round, compiled: &Compiled, market: &Market) -> Allowed {
        let rows = round.seats().len();
        let open = |p: usize| match self.closed {
            true => compiled.pools[p].classes.is_some(),
            false => p < rows && market.pools()[p].seats > 0,
        };
        let most = self.per_class.unwrap_or(u32::MAX);
        Allowed {
            per_pool: (0..market.pools().len()).map(|p| if open(p) { most } else { 0 }).collect(),
            per_facility: self.per_facility,
            in_all: self.max_seats,
            ways: usize::from(self.ways),
        }
    }
}

/// The judge's seal: with the seats of every way nobody blocks, and what is claimed of it holds.
fn vouch(market: &Market, restored: &Restored) -> Result<(), Failure> {
    for way in &restored.ways {
        let enlarged = market.with_more_seats(&way.extra);
        let stable = certify(&enlarged, way.solution.outcome.allocation.clone())
            .is_ok_and(|verified| verified.verdict().is_stable());
        let proven =
            way.solution.certificate.as_ref().is_none_or(|c| check_certificate(&enlarged, c).is_empty());
        if !stable || !proven {
            return Err(planned::not_vouched());
        }
    }
    Ok(())
}

fn text(json: &RestoreJson, out: &std::path::Path, lang: Lang) -> String {
    let mut text = format!("{}\n", lang.pick(&json.conclusion.ja, &json.conclusion.en));
    if let (Some(blocking), Some(seated)) = (json.blocking_now, json.seated_now) {
        let _ = writeln!(
            text,
            "{}",
            lang.pick(
                format!("  現在の席では: 席のある児童 {seated} 人、優先順位に反する世帯 {blocking}"),
                format!(
                    "  with the seats as they are: {seated} children seated, {blocking} households block"
                ),
            )
        );
    }
    for (number, way) in (1..).zip(&json.ways).filter(|(_, way)| way.added > 0) {
        let seats = way.extra.iter().map(|e| {
            let (facility, class, before) = (&e.pool.facility_id, &e.pool.class, e.pool.seats);
            lang.pick(
                format!("施設 {facility} {class}歳児クラス {before} → {}", before + e.extra),
                format!("facility {facility} class {class}: {before} -> {}", before + e.extra),
            )
        });
        let seats: Vec<String> = seats.collect();
        let (seats, seated) = (seats.join(lang.pick("、", ", ")), way.seated);
        let _ = writeln!(
            text,
            "{}",
            lang.pick(
                format!("  案 {number}: {seats} (席のある児童 {seated} 人)"),
                format!("  way {number}: {seats} ({seated} children seated)"),
            )
        );
    }
    if !json.ways.is_empty() && !json.all_ways {
        text += lang.pick(
            "  同じ席数の案は、ほかにもあり得ます。\n",
            "  There may be more ways with as many seats.\n",
        );
    }
    let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
    text
}
