//! Other points for some items of the rulebook: every combination is scored, decided and judged anew.

use rayon::prelude::*;
use sekiwari::Lang;
use sekiwari::explain::fairness::{Goal, Grid, Population, Trial, closest};
use sekiwari::priority::Lottery;
use sekiwari::priority::rulebook::{Effect, MOST_POINTS, Rulebook};
use sekiwari::programme::nursery::siblings::JointOptions;
use sekiwari::programme::nursery::{Decision, compile, score_rows};
use sekiwari_files::normalise::parse_thousandths;
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{TrialJson, TuneJson};
use std::fmt::Write as _;

use crate::decide::decide_compiled;
use crate::failure::Failure;

/// The most combinations tried.
const MOST: usize = 10_000;

/// What is asked.
pub(super) struct Asked<'a> {
    pub(super) items: &'a [String],
    pub(super) goal: Goal,
    /// From and to, in thousandths; from nothing to twice the points of today if none.
    pub(super) range: Option<(i64, i64)>,
    /// In thousandths; a tenth of the range if none.
    pub(super) step: Option<i64>,
    pub(super) population: Population,
}

/// Tries every combination; `today` is the decision under the rulebook as it is.
pub(super) fn run(loaded: &LoadedRound, asked: &Asked<'_>, today: &[Decision]) -> Result<TuneJson, Failure> {
    let Some(scoring) = &loaded.scoring else {
        return Err(Failure::new(
            "この募集には点数規則 (priority.rulebook) がないので、点数を変えて試せません。",
            "this round has no rulebook (priority.rulebook) whose points could be changed",
        ));
    };
    let items = items(&scoring.rulebook, asked.items)?;
    let grid = grid(&items, asked)?;
    let lottery = Lottery::new(loaded.settings.lottery_seed);
    let one = |points: Vec<i64>| -> Result<Trial, Failure> {
        let edits: Vec<(usize, i64)> = items.iter().map(|i| i.0).zip(points.iter().copied()).collect();
        let book = scoring.rulebook.with_points(&edits).map_err(|e| {
            let why = e.iter().map(|e| format!("{:?}", e.fault)).collect::<Vec<_>>().join("; ");
            Failure::new(
                format!("点数規則にできない点数です: {why}"),
                format!("not points of a rulebook: {why}"),
            )
        })?;
        let too_large = || Failure::new("募集が大きすぎます", "the round is too large");
        let rows = score_rows(&loaded.round, &book.score(&scoring.facts));
        let round = loaded.round.with_scores(rows).map_err(|_| too_large())?;
        let compiled = compile(&round, lottery, JointOptions::default()).map_err(|_| too_large())?;
        let decisions = decide_compiled(&loaded.settings, &round, &compiled)?;
        let rates = super::rates(loaded, &round, &decisions, asked.population);
        Trial::new(points, asked.goal, &rates, &decisions, today).ok_or_else(|| {
            Failure::new(
                format!("{}: 比べる区分の一方に児童がいないか、区分が不明です", asked.goal.as_str()),
                format!("{}: one of the two groups has no children, or is not known", asked.goal.as_str()),
            )
        })
    };
    let trials = grid.points().into_par_iter().map(one).collect::<Result<Vec<Trial>, Failure>>()?;
    let best = closest(&trials, grid.today());
    let trials = trials.iter().enumerate();
    Ok(TuneJson {
        items: asked.items.to_vec(),
        goal: asked.goal.as_str().to_owned(),
        trials: trials.map(|(i, t)| TrialJson::new(t, t.points == grid.today(), Some(i) == best)).collect(),
    })
}

/// The items by position, with their points of today.
fn items(book: &Rulebook, asked: &[String]) -> Result<Vec<(usize, i64)>, Failure> {
    let mut found = Vec::with_capacity(asked.len());
    for id in asked {
        let place = book.items().iter().position(|i| i.id == *id);
        let points = place.and_then(|i| match book.items()[i].effect {
            Effect::Points(p) => Some((i, p)),
            _ => None,
        });
        let known = points.filter(|p| !found.contains(p));
        found.push(known.ok_or_else(|| {
            Failure::new(
                format!("{id}: 点数を与える項目ではないか、二度指定されています"),
                format!("{id}: not an item of the rulebook that gives points, or named twice"),
            )
        })?);
    }
    Ok(found)
}

fn grid(items: &[(usize, i64)], asked: &Asked<'_>) -> Result<Grid, Failure> {
    let today: Vec<i64> = items.iter().map(|i| i.1).collect();
    let of = |&now: &i64| {
        let (from, to) = asked.range.unwrap_or((now.min(0) * 2, now.max(0) * 2));
        // Whole hundredths, which a mean of two guardians can halve.
        let tenth = (to - from) / 100 * 10;
        (from, to, asked.step.unwrap_or(tenth))
    };
    let ranges: Vec<(i64, i64, i64)> = today.iter().map(of).collect();
    Grid::new(&today, &ranges, MOST).ok_or_else(|| {
        Failure::new(
            format!("--range MIN..MAX と --step S (0 より大) で、組み合わせが {MOST} 以下になるように指定してください"),
            format!("give --range MIN..MAX and --step S (above 0) so that there are {MOST} combinations at most"),
        )
    })
}

/// `MIN..MAX` in thousandths.
pub(super) fn range(text: &str) -> Result<(i64, i64), String> {
    let (from, to) = text.split_once("..").ok_or("MIN..MAX")?;
    Ok((decimal(from)?, decimal(to)?))
}

/// Points as a decimal with at most three decimals, in thousandths.
pub(super) fn decimal(text: &str) -> Result<i64, String> {
    let points = parse_thousandths(text).ok().filter(|p| p.abs() <= MOST_POINTS);
    points.ok_or_else(|| format!("{text}: points with at most three decimals, up to {}", MOST_POINTS / 1000))
}

/// The trade-off for people.
pub(super) fn text(tune: &TuneJson, lang: Lang) -> String {
    let items = tune.items.join(", ");
    let mut text = lang.pick(
        format!(
            "\n点数を変えた場合 ({items})、目標 {}。どの点数規則にも書き込みません。\n  点数: 入所率 / ほかの入所率 (差)、席のある児童、第1希望、今の点数との違い (新たに席 / 席を失う / 別の施設)\n",
            tune.goal
        ),
        format!(
            "\nother points for {items}, goal {}; nothing is written into a rulebook\n  points: seat rate / that of the others (difference), seated, first wishes, against today's points (gain a seat / lose it / another facility)\n",
            tune.goal
        ),
    );
    for t in &tune.trials {
        let _ = write!(
            text,
            "  {}: {:.1}% / {:.1}% ({:+.1}), {}, {}, {} / {} / {}",
            t.points.join(", "),
            t.group.seat_percent,
            t.others.seat_percent,
            t.difference_percent,
            t.total.seated,
            t.total.first,
            t.gained,
            t.lost,
            t.moved
        );
        if t.today {
            text += lang.pick("  今の点数", "  today");
        }
        if t.closest {
            text += lang.pick("  ← 目標に最も近い", "  <- closest to the goal");
        }
        text.push('\n');
    }
    text
}
