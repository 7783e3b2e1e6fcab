//! `sekiwari worth ROUND --out DIR`: what one seat more or less is worth at every facility and class.

use clap::Args;
use sekiwari::Lang;
use sekiwari::exact::marginal::{SeatValue, SeatValues, Step, seat_values};
use sekiwari::exact::{Control, Options, prove};
use sekiwari::market::{Allocation, Market, PoolId, Stage};
use sekiwari::verify::{Verified, certify};
use sekiwari_files::write::{PoolWorthJson, WorthFacts, WorthJson, write_worth};
use std::cmp::Reverse;
use std::fmt::Write as _;
use std::path::PathBuf;

use super::planned::{self, Begun, SearchArgs};
use crate::cli::Messages;
use crate::failure::{Exit, Failure};
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::search::Watch;

/// Arguments of `worth`.
#[derive(Debug, Args)]
pub(crate) struct Worth {
    /// The round: a folder of tables, or a workbook.
    /// 募集のフォルダまたはブック。
    round: PathBuf,
    /// The folder to write; it appears whole or not at all, and replaces earlier outputs of this program.
    /// 出力フォルダ(すべて書けたときだけ現れます)。
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// How many of the best places are shown; each is solved as a whole once more and judged.
    /// 表示する上位の件数(一件ずつ全体を解き直して検証します)。
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(..=1000))]
    top: u32,
    #[command(flatten)]
    search: SearchArgs,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Worth {
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
    ) -> Result<Result<WorthJson, Exit>, Failure> {
        let paths = (self.round.as_path(), self.out.as_path());
        let begun = self.search.begin(paths, true, (lang, self.messages.json), progress, interrupt)?;
        let Begun { loaded, compiled, market, seed, limit, folder } = match begun {
            Ok(begun) => begun,
            Err(exit) => return Ok(Err(exit)),
        };

        interrupt.searching();
        let watch = Watch::new(interrupt, limit);
        // Values are of children seated, whatever the round decides by.
        let options = Options { stages: Stage::DEFAULT.to_vec(), proof: false, ..Options::default() };
        let all = 0..compiled.pools.len() as u32;
        let pools: Vec<PoolId> =
            all.filter(|&p| compiled.pools[p as usize].classes.is_some()).map(PoolId::new).collect();
        let (found, stopped) = watch.over(&|_| {}, |control| {
            seat_values(&market, &options, &control, &pools, &[Step::More, Step::Less])
        });
        let SeatValues { today, values } = found.map_err(planned::refused)?;
        let [more, less] = &values[..] else { return Err(planned::not_vouched()) };
        let values: Vec<SeatValue> = more.iter().flatten().copied().collect();
        let top = top(&values, self.top as usize);

        progress.step("verify", lang.pick("検証", "verifying"));
        let today = judged(&market, today.outcome.allocation)?;
        let (seated, blocking) = figures(&today);
        for &at in top.iter().filter(|&&at| values[at as usize].proven) {
            let value = &values[at as usize];
            let enlarged = Step::More.market(&market, value.pool);
            let anew = prove(&enlarged, &options, &Control::default()).map_err(planned::refused)?;
            let (then, blocking_then) = figures(&judged(&enlarged, anew.outcome.allocation)?);
            let change = |then: u32, now: u32| i64::from(then) - i64::from(now);
            if (change(then, seated), change(blocking_then, blocking)) != (value.seated, value.blocking) {
                return Err(planned::not_vouched());
            }
        }
        progress.step("write", lang.pick("書き出し", "writing"));
        let json = WorthJson::new(&WorthFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            seed,
            round: &loaded.round,
            compiled: &compiled,
            market: &market,
            today: (seated, blocking),
            stopped: stopped.is_some(),
            more: &values,
            less,
            top: &top,
        });
        planned::commit(folder, progress, interrupt, |folder| write_worth(folder, &json, self.search.bom()))?;
        Ok(Ok(json))
    }
}

/// The best places for one seat: most children more, then fewest blocking households, then most families better off and
/// fewest worse off.
fn top(values: &[SeatValue], most: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..values.len() as u32).filter(|&at| values[at as usize].seated > 0).collect();
    order.sort_by_key(|&at| {
        let v = &values[at as usize];
        (Reverse(v.seated), v.blocking, Reverse(i64::from(v.better) - i64::from(v.worse)), at)
    });
    order.truncate(most);
    order
}

fn judged(market: &Market, allocation: Allocation) -> Result<Verified<Allocation>, Failure> {
    certify(market, allocation).map_err(|_| planned::not_vouched())
}

/// Children seated and blocking households.
fn figures(verified: &Verified<Allocation>) -> (u32, u32) {
    (verified.verdict().objective.seated, verified.verdict().blocking_households())
}

fn text(json: &WorthJson, out: &std::path::Path, lang: Lang) -> String {
    let (seated, blocking) = (json.seated, json.blocking);
    let mut text = lang.pick(
        format!("今の席では: 席のある児童 {seated} 人、優先順位に反する世帯 {blocking}\n"),
        format!("with the seats as they are: {seated} children seated, {blocking} households block\n"),
    );
    text += &match json.top.len() {
        0 => lang.pick(
            "どこに 1 席増やしても、席のある児童は増えません。\n".to_owned(),
            "One seat more seats nobody more, wherever it is added.\n".to_owned(),
        ),
        n => lang.pick(
            format!("1 席増やすと効果の大きい {n} か所 (全体を解き直して確かめた結果):\n"),
            format!("the {n} best places for one seat more (each decided anew as a whole):\n"),
        ),
    };
    for row in json.top.iter().filter_map(|&at| json.pools.get(at as usize)) {
        let PoolWorthJson { pool, more, .. } = row;
        let (facility, class, seats) = (&pool.facility_id, &pool.class, pool.seats);
        let reserved = pool.reserved_for.as_ref().map_or_else(String::new, |r| format!(" ({r})"));
        let line = lang.pick(
            format!(
                "  {facility} {class}歳児クラス{reserved} {seats} → {}: 席のある児童 {:+} 人、希望が上がる世帯 {}、下がる世帯 {}",
                seats + 1, more.seated, more.better, more.worse
            ),
            format!(
                "  {facility} class {class}{reserved} {seats} -> {}: {:+} children seated, {} households better off, {} worse",
                seats + 1, more.seated, more.better, more.worse
            ),
        );
        let _ = writeln!(text, "{line}");
    }
    let with = json.pools.iter().filter(|p| p.more.seated > 0).count();
    let spare = json.pools.iter().filter(|p| p.less.is_some_and(|v| v.seated >= 0)).count();
    let all = json.pools.len();
    text += &lang.pick(
        format!("{all} の枠のうち、1 席増で児童が増える枠 {with}、1 席減でも児童が減らない枠 {spare}\n"),
        format!("of {all} facilities and classes, {with} seat more children with one seat more; {spare} lose nobody with one less\n"),
    );
    if json.stopped {
        text += lang.pick("探索は途中で打ち切られました。\n", "The search was stopped before its end.\n");
    }
    let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
    text
}
