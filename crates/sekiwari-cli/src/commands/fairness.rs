//! `sekiwari fairness ROUND`: seat rates by kind of household.

mod tune;

use clap::Args;
use sekiwari::Lang;
use sekiwari::explain::fairness::{
    Counts, Fairness as Rates, Goal, Group, Kind, Population, Published, PublishedKind, WhyUnknown, fairness,
    publish, single_parents,
};
use sekiwari::programme::nursery::{Decision, Round};
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{FairnessFacts, FairnessJson, OutputFolder, write_fairness};
use std::fmt::Write as _;
use std::path::PathBuf;

use super::allocate::cannot_write;
use crate::cli::Messages;
use crate::console;
use crate::decide::decide;
use crate::failure::{Exit, Failure};
use crate::input::{self, Read};

/// Arguments of `fairness`.
#[derive(Debug, Args)]
pub(crate) struct Fairness {
    /// The round: a folder of tables, or a workbook. It is decided by its own rule and objective.
    /// 募集のフォルダまたはブック。
    round: PathBuf,
    /// The folder to write fairness.csv and fairness.json into.
    /// 出力フォルダ。
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Keep back groups with a part of fewer than this many children, and what would give them away.
    /// この人数に満たない区分と、その逆算を許す区分を秘匿します(公表用)。
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(..=1_000_000))]
    suppress: u32,
    /// Count only children without a seat when the round begins: those who wish to move always have one.
    /// 転園希望の児童(必ず席がある)を数えません。
    #[arg(long)]
    new_only: bool,
    /// Try other points for these items of the rulebook; nothing is written into it.
    /// 点数規則のこれらの項目の点数を変えて試します(点数規則には書き込みません)。
    #[arg(
        long,
        value_name = "ITEM,...",
        value_delimiter = ',',
        conflicts_with = "suppress",
        requires = "goal"
    )]
    tune: Vec<String>,
    /// What is to become equal: siblings=others or single-parent=others.
    /// 等しくしたい入所率。
    #[arg(long, value_name = "A=B", requires = "tune")]
    goal: Option<Goal>,
    /// The points to try, for each of the items; from 0 to twice its points if not given.
    /// 試す点数の範囲。
    #[arg(long, value_name = "MIN..MAX", requires = "tune", allow_hyphen_values = true, value_parser = tune::range)]
    range: Option<(i64, i64)>,
    /// The step between them; a tenth of the range if not given.
    /// 点数の刻み。
    #[arg(long, value_name = "S", requires = "tune", value_parser = tune::decimal)]
    step: Option<i64>,
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

impl Fairness {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        let (mut loaded, mut findings) = match input::read_usable(&self.round, lang, json)? {
            Read::Usable(loaded, findings) => (loaded, findings),
            Read::Refused(exit) => return Ok(exit),
        };
        loaded.settings.lottery_seed = self.seed.unwrap_or(loaded.settings.lottery_seed);
        let decisions = decide(&loaded, &mut findings)?;
        if findings.has_errors() {
            return input::refuse(&findings, lang, json);
        }
        let population = if self.new_only { Population::WithoutSeat } else { Population::Everyone };
        let rates = rates(&loaded, &loaded.round, &decisions, population);
        let published = publish(&rates, self.suppress);
        let tuned = match self.goal {
            Some(goal) => {
                let (range, step) = (self.range, self.step);
                let asked = tune::Asked { items: &self.tune, goal, range, step, population };
                Some(tune::run(&loaded, &asked, &decisions)?)
            }
            None => None,
        };
        let settings = &loaded.settings;
        let document = FairnessJson::new(&FairnessFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            name: loaded.round.name(),
            mechanism: settings.mechanism.unwrap_or_default().as_str(),
            ties: settings.ties.as_str(),
            seed: settings.lottery_seed,
            published: &published,
            tune: tuned.as_ref(),
        });
        if let Some(out) = &self.out {
            let folder = OutputFolder::create(out).map_err(|e| cannot_write(&e))?;
            write_fairness(&folder, &document, !self.no_bom).map_err(|e| cannot_write(&e))?;
            folder.commit().map_err(|e| cannot_write(&e))?;
        }
        if json {
            console::say_json(&serde_json::to_value(&document).unwrap_or_default())?;
            return Ok(Exit::Clean);
        }
        let mut text = lang.pick(
            format!("{} ({}、{})\n", document.name, document.mechanism, document.ties),
            format!("{} ({}, {})\n", document.name, document.mechanism, document.ties),
        );
        text += &shown(&published, lang);
        if let Some(tuned) = &tuned {
            text += &tune::text(tuned, lang);
        }
        if let Some(out) = &self.out {
            let _ = writeln!(text, "{}: {}", lang.pick("出力", "output"), out.display());
        }
        console::say(&text)?;
        Ok(Exit::Clean)
    }
}

/// The seat rates of a decision; `round` is that of `loaded`, or the same with other scores.
fn rates(loaded: &LoadedRound, round: &Round, decisions: &[Decision], population: Population) -> Rates {
    let single = match &loaded.scoring {
        Some(scoring) => single_parents(&scoring.rulebook, &scoring.facts),
        None => Err(WhyUnknown::NoCircumstances),
    };
    fairness(round, decisions, single.as_deref().map_err(|&why| why), population)
}

/// The rates for people.
fn shown(published: &Published, lang: Lang) -> String {
    let mut text = lang
        .pick(
            "入所率 = 席のある児童 / 申込児童、第1希望 = 第1希望に入った児童 / 申込児童\n",
            "seat rate = children with a seat / children who apply; first wish = children at the first of their list / children who apply\n",
        )
        .to_owned();
    if published.population == Population::WithoutSeat {
        text += lang.pick(
            "数えるのは、今の席がない児童だけ\n",
            "only children without a seat when the round begins are counted\n",
        );
    }
    text += &line(lang.pick("すべて", "all"), published.total, lang);
    let mut kept_back = published.total.is_none();
    for (kind, groups) in &published.kinds {
        let _ = write!(text, "{}", kind.label(lang));
        match groups {
            PublishedKind::Unknown(why) => {
                let _ = writeln!(text, ": {}", why.text(lang));
            }
            PublishedKind::Withheld => {
                kept_back = true;
                text += lang.pick(": すべて秘匿\n", ": withheld\n");
            }
            PublishedKind::Rows(rows) => {
                text.push('\n');
                for row in rows {
                    kept_back |= row.counts.is_none();
                    text += &line(&label(&row.group, lang), row.counts, lang);
                }
            }
        }
    }
    if kept_back {
        let n = published.suppress;
        text += &lang.pick(
            format!("{n} 人に満たない区分と、合計から逆算できてしまう区分は秘匿しました。\n"),
            format!("Groups with fewer than {n} children in some part are kept back, and others so that the totals do not give them away.\n"),
        );
    }
    text
}

fn label(group: &Group, lang: Lang) -> String {
    match (group.kind(), group.name().as_str()) {
        (Kind::Siblings | Kind::SingleParent | Kind::Holder, yes) => {
            let yes = yes == "yes";
            if yes { lang.pick("はい", "yes") } else { lang.pick("いいえ", "no") }.to_owned()
        }
        (Kind::District, "") => lang.pick("記入なし", "not stated").to_owned(),
        (_, name) => name.to_owned(),
    }
}

fn line(label: &str, counts: Option<Counts>, lang: Lang) -> String {
    let Some(c) = counts else {
        return format!("  {label}: {}\n", lang.pick("秘匿", "kept back"));
    };
    let percent = |rate: Option<u32>| {
        rate.map_or_else(|| "-".to_owned(), |rate| format!("{}.{}%", rate / 10, rate % 10))
    };
    let (seats, firsts) = (percent(c.seat_rate()), percent(c.first_rate()));
    lang.pick(
        format!("  {label}: 入所 {}/{} = {seats}、第1希望 {} = {firsts}\n", c.seated, c.children, c.first),
        format!(
            "  {label}: seated {}/{} = {seats}, first wish {} = {firsts}\n",
            c.seated, c.children, c.first
        ),
    )
}
