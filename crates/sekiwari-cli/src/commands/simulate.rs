//! `sekiwari simulate ROUND`: a period of day services drawn again and again, and what each way of giving the places serves.

mod text;

use clap::Args;
use sekiwari::Lang;
use sekiwari::programme::daily::Round;
use sekiwari::season::{AGES, Report, SeasonError, SeasonOptions, Way, simulate};
use sekiwari_files::AnyRound;
use sekiwari_files::write::{OutputFolder, SeasonFacts, SeasonJson, write_season};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use super::allocate::cannot_write;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input::{self, ReadAny};
use crate::progress::Progress;

/// Arguments of `simulate`.
#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// The round of day services: a folder of tables, or a workbook. Its requests say how much is asked for.
    /// 日単位の保育の募集のフォルダまたはブック。
    round: PathBuf,
    /// The seed of the draws.
    /// 乱数の種。
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    seed: u64,
    /// How many times the period is drawn.
    /// 試算の回数。
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    seasons: u32,
    /// Ways to compare: batch, first-come, waitlist, overbooking.
    /// 比べる決め方。
    #[arg(long, value_name = "WAY,...", value_delimiter = ',', value_parser = way, default_value = "first-come,batch,waitlist,overbooking")]
    ways: Vec<Way>,
    /// The greatest probability that more come than fit at which overbooking still accepts.
    /// 超過受付で許す、定員を超えて来る確率。
    #[arg(long, value_name = "P", default_value_t = 0.05)]
    risk: f64,
    /// Show what one more seat, teacher, nurse or room of every site would be worth.
    /// 定員・保育士・看護師・隔離室を一つ増やした効果も示します。
    #[arg(long)]
    worth: bool,
    /// How much is asked for, as a multiple of what the round asks.
    /// 申込みの量(募集の申込みの何倍か)。
    #[arg(long, value_name = "X", default_value_t = 1.0)]
    demand: f64,
    /// The part of places that is cancelled on the day.
    /// 当日キャンセルの割合。
    #[arg(long, value_name = "P")]
    cancelled: Option<f64>,
    /// The part of places to which nobody comes, without a word.
    /// 無断で来ない割合。
    #[arg(long, value_name = "P")]
    no_show: Option<f64>,
    /// The part of requests for sick and convalescent care that is made on the day.
    /// 病児・病後児保育の申込みのうち当日の割合。
    #[arg(long, value_name = "P")]
    same_day: Option<f64>,
    /// The part of waiting families who can still come when they are called on the day.
    /// 当日の繰上げの連絡に応じられる割合。
    #[arg(long, value_name = "P")]
    reachable: Option<f64>,
    /// Most days ahead that temporary and holiday care are asked for.
    /// 一時預かり・休日保育を申し込む日数(最長)。
    #[arg(long, value_name = "DAYS")]
    lead_days: Option<u32>,
    /// Days of sickness a year: classes 0 to 5, then school children.
    /// 年間の病気の日数(0歳児から5歳児、小学生の順)。
    #[arg(long, value_name = "DAYS,...", value_delimiter = ',')]
    sick_days: Vec<f64>,
    /// Sickness in each month, January first, as a multiple of the average.
    /// 月ごとの病気の多さ(1月から、平均の何倍か)。
    #[arg(long, value_name = "X,...", value_delimiter = ',')]
    months: Vec<f64>,
    /// Diseases with their weights, instead of those of the requests.
    /// 疾病の構成。
    #[arg(long, value_name = "DISEASE=WEIGHT,...", value_delimiter = ',', value_parser = disease)]
    diseases: Vec<(String, f64)>,
    /// The folder to write season.json, season_unmet.csv and season_worth.csv into.
    /// 出力フォルダ。
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

fn way(name: &str) -> Result<Way, String> {
    Way::from_name(name).ok_or_else(|| Way::ALL.map(Way::as_str).join(", "))
}

fn disease(text: &str) -> Result<(String, f64), String> {
    let (id, weight) = text.rsplit_once('=').ok_or("DISEASE=WEIGHT")?;
    let weight = weight.parse().map_err(|_| "DISEASE=WEIGHT".to_owned())?;
    Ok((id.to_owned(), weight))
}

impl Simulate {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        let options = self.options()?;
        input::use_threads(self.threads)?;
        let loaded = match input::read_any_usable(&self.round, lang, json)? {
            ReadAny::Usable(AnyRound::Daily(loaded), _) => loaded,
            ReadAny::Usable(AnyRound::Nursery(_) | AnyRound::Club(_), _) => {
                return Err(Failure::new(
                    "これは日単位の保育の募集ではありません。",
                    "this is no round of day services",
                ));
            }
            ReadAny::Refused(exit) => return Ok(exit),
        };
        let report = with_progress(&loaded.round, &options, lang, json)?;
        let document = SeasonJson::new(&SeasonFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            round: &loaded.round,
            options: &options,
            report: &report,
        });
        if let Some(out) = &self.out {
            let folder = OutputFolder::create(out).map_err(|e| cannot_write(&e))?;
            write_season(&folder, &document, !self.no_bom).map_err(|e| cannot_write(&e))?;
            folder.commit().map_err(|e| cannot_write(&e))?;
        }
        if json {
            console::say_json(&serde_json::to_value(&document).unwrap_or_default())?;
        } else {
            console::say(&text::of(&loaded.round, &options, &report, self.out.as_deref(), lang))?;
        }
        Ok(Exit::Clean)
    }

    /// What is assumed.
    fn options(&self) -> Result<SeasonOptions, Failure> {
        let usual = SeasonOptions::default();
        let sick_days = exactly::<AGES>(&self.sick_days, usual.sick_days, "--sick-days")?;
        let months = exactly::<12>(&self.months, usual.months, "--months")?;
        let options = SeasonOptions {
            seed: self.seed,
            seasons: self.seasons,
            ways: self.ways.clone(),
            demand: self.demand,
            sick_days,
            months,
            diseases: self.diseases.clone(),
            cancelled: self.cancelled.unwrap_or(usual.cancelled),
            no_show: self.no_show.unwrap_or(usual.no_show),
            same_day: self.same_day.unwrap_or(usual.same_day),
            lead_days: self.lead_days.unwrap_or(usual.lead_days),
            reachable: self.reachable.unwrap_or(usual.reachable),
            risk: self.risk,
            worth: self.worth,
        };
        options.check().map_err(|e| cannot(&e))?;
        Ok(options)
    }
}

/// So many numbers, or the usual ones where none are given.
fn exactly<const N: usize>(given: &[f64], usual: [f64; N], option: &str) -> Result<[f64; N], Failure> {
    if given.is_empty() {
        return Ok(usual);
    }
    given.try_into().map_err(|_| {
        Failure::new(format!("{option}: 値は {N} 個必要です。"), format!("{option} takes {N} numbers"))
    })
}

fn cannot(error: &SeasonError) -> Failure {
    Failure::new(format!("試算できません: {error}"), format!("cannot be simulated: {error}"))
}

/// Simulates, telling on a terminal how many seasons are done.
fn with_progress(round: &Round, options: &SeasonOptions, lang: Lang, quiet: bool) -> Result<Report, Failure> {
    let mut progress = Progress::new(quiet);
    progress.step("simulate", lang.pick("試算", "simulating"));
    let (show, done, all) = (progress.message(), AtomicU32::new(0), options.seasons);
    let report = simulate(round, options, &|| {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        show(lang.pick(format!("試算 {done} / {all}"), format!("season {done} of {all}")));
    });
    progress.finish();
    report.map_err(|e| cannot(&e))
}
