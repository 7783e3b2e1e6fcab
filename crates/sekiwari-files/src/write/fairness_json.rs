//! `fairness.json` and `fairness.csv`: seat rates by kind of household, as they can be published.

use super::columns::{FAIRNESS, TUNE};
use super::folder::{OutputError, OutputFolder};
use super::result_json::ENGINE;
use super::table::TableWriter;
use schemars::JsonSchema;
use sekiwari::explain::fairness::{Counts, Population, Published, PublishedKind, Trial};
use sekiwari::priority::Thousandths;
use serde::{Deserialize, Serialize};
use std::io;

/// The figures of a group. Percentages have one decimal and are rounded down.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CountsJson {
    /// Children who apply.
    pub children: u32,
    /// Of these, children with a seat.
    pub seated: u32,
    /// The seat rate: children with a seat per hundred children who apply.
    pub seat_percent: f64,
    /// Children whose seat is at the first facility of their own list.
    pub first: u32,
    /// These per hundred children who apply.
    pub first_percent: f64,
}

impl CountsJson {
    fn of(counts: Counts) -> Self {
        let percent = |rate: Option<u32>| f64::from(rate.unwrap_or_default()) / 10.0;
        Self {
            children: counts.children,
            seated: counts.seated,
            seat_percent: percent(counts.seat_rate()),
            first: counts.first,
            first_percent: percent(counts.first_rate()),
        }
    }
}

/// One group of children.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FairGroupJson {
    /// `yes`, `no`, a number of wishes, a class, or a district (empty if not stated).
    pub group: String,
    /// Its figures; `null` if they are kept back.
    pub counts: Option<CountsJson>,
}

/// One kind of groups.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FairKindJson {
    /// `siblings`, `single-parent`, `holder`, `wishes`, `class`, `district`.
    pub kind: String,
    /// `shown`, `withheld` (all groups would be kept back), `unknown`.
    pub status: String,
    /// Why the groups are not known: `no-circumstances`, `nobody-stated`, `no-districts`.
    pub why: Option<String>,
    /// The groups that have children.
    pub groups: Vec<FairGroupJson>,
}

/// What the round came to under other points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrialJson {
    /// The points of the items, in their order, as decimals.
    pub points: Vec<String>,
    /// The group of the goal.
    pub group: CountsJson,
    /// The others.
    pub others: CountsJson,
    /// The seat rate of the group minus that of the others, in percent, rounded towards zero.
    pub difference_percent: f64,
    /// All children that are counted.
    pub total: CountsJson,
    /// Children of the round who gain a seat against today's points.
    pub gained: u32,
    /// Children who lose it.
    pub lost: u32,
    /// Children who have a seat at another facility.
    pub moved: u32,
    /// These are today's points.
    pub today: bool,
    /// The smallest difference; among equals the most seated, then the least change of points.
    pub closest: bool,
}

impl TrialJson {
    /// The figures of a trial.
    pub fn new(trial: &Trial, today: bool, closest: bool) -> Self {
        let [group, others] = trial.groups.map(CountsJson::of);
        Self {
            points: trial.points.iter().map(|&p| Thousandths(p).to_string()).collect(),
            group,
            others,
            difference_percent: trial.difference.per_mille() as f64 / 10.0,
            total: CountsJson::of(trial.total),
            gained: trial.gained,
            lost: trial.lost,
            moved: trial.moved,
            today,
            closest,
        }
    }
}

/// The trade-off of other points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TuneJson {
    /// The items whose points were changed.
    pub items: Vec<String>,
    /// `siblings=others`, `single-parent=others`.
    pub goal: String,
    /// Every combination, the last item fastest.
    pub trials: Vec<TrialJson>,
}

/// `fairness.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FairnessJson {
    /// Always `sekiwari`.
    pub engine: String,
    /// The engine's version.
    pub version: String,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: String,
    /// The round's name.
    pub name: String,
    /// The rule that decided.
    pub mechanism: String,
    /// `strict` or `weak`.
    pub ties: String,
    /// The seed of the lottery.
    pub seed: u64,
    /// `everyone`, or `without-seat`: only children without a seat when the round begins.
    pub population: String,
    /// Groups with a part of 1 to this number less one were kept back; 0 keeps back nothing.
    pub suppress: u32,
    /// All children; `null` if a part of them is small.
    pub total: Option<CountsJson>,
    /// By kind.
    pub kinds: Vec<FairKindJson>,
    /// With `--tune`: other points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tune: Option<TuneJson>,
}

/// What is written of seat rates.
#[derive(Clone, Copy, Debug)]
pub struct FairnessFacts<'a> {
    /// The engine's version.
    pub version: &'a str,
    /// SHA-256 over the input, in hexadecimal.
    pub input_sha256: &'a str,
    /// The round's name.
    pub name: &'a str,
    /// The rule that decided.
    pub mechanism: &'a str,
    /// `strict` or `weak`.
    pub ties: &'a str,
    /// The seed of the lottery.
    pub seed: u64,
    /// The rates.
    pub published: &'a Published,
    /// Other points, if they were asked for.
    pub tune: Option<&'a TuneJson>,
}

impl FairnessJson {
    /// The figures that can be published.
    pub fn new(facts: &FairnessFacts<'_>) -> Self {
        let kinds = facts.published.kinds.iter().map(|(kind, published)| {
            let (status, why, groups) = match published {
                PublishedKind::Rows(rows) => ("shown", None, rows.as_slice()),
                PublishedKind::Withheld => ("withheld", None, &[][..]),
                PublishedKind::Unknown(why) => ("unknown", Some(why.as_str().to_owned()), &[][..]),
            };
            let group = |row: &sekiwari::explain::fairness::PublishedRow| FairGroupJson {
                group: row.group.name(),
                counts: row.counts.map(CountsJson::of),
            };
            FairKindJson {
                kind: kind.as_str().to_owned(),
                status: status.to_owned(),
                why,
                groups: groups.iter().map(group).collect(),
            }
        });
        Self {
            engine: ENGINE.to_owned(),
            version: facts.version.to_owned(),
            input_sha256: facts.input_sha256.to_owned(),
            name: facts.name.to_owned(),
            mechanism: facts.mechanism.to_owned(),
            ties: facts.ties.to_owned(),
            seed: facts.seed,
            population: match facts.published.population {
                Population::Everyone => "everyone",
                Population::WithoutSeat => "without-seat",
            }
            .to_owned(),
            suppress: facts.published.suppress,
            total: facts.published.total.map(CountsJson::of),
            kinds: kinds.collect(),
            tune: facts.tune.cloned(),
        }
    }
}

/// Writes `fairness.csv`, `tune.csv` if other points were tried, and `fairness.json` into a folder; `bom` as in [`super::write_tables`].
///
/// # Errors
/// What the file system refuses.
pub fn write_fairness(folder: &OutputFolder, json: &FairnessJson, bom: bool) -> Result<(), OutputError> {
    folder.write(FAIRNESS.file, |out| -> io::Result<()> {
        let mut table = TableWriter::new(out, &FAIRNESS, 0, bom)?;
        let mut row = |kind: &str, group: &str, status: &str, counts: Option<CountsJson>| {
            let percent = |of: fn(CountsJson) -> f64| counts.map(|c| format!("{:.1}", of(c)));
            table.value(kind)?.text(group)?.value(status)?;
            table.optional(counts.map(|c| c.children))?.optional(counts.map(|c| c.seated))?;
            table.optional(percent(|c| c.seat_percent))?.optional(counts.map(|c| c.first))?;
            table.optional(percent(|c| c.first_percent))?.end_row()
        };
        let status = |counts: Option<CountsJson>| if counts.is_some() { "shown" } else { "kept-back" };
        row("all", "", status(json.total), json.total)?;
        for kind in &json.kinds {
            if kind.status != "shown" {
                row(&kind.kind, "", &kind.status, None)?;
            }
            for group in &kind.groups {
                row(&kind.kind, &group.group, status(group.counts), group.counts)?;
            }
        }
        table.finish()
    })?;
    if let Some(tune) = &json.tune {
        folder.write(TUNE.file, |out| tune_table(tune, out, bom))?;
    }
    folder.write_json("fairness.json", json)
}

fn tune_table(tune: &TuneJson, out: impl io::Write, bom: bool) -> io::Result<()> {
    let mut table = TableWriter::new(out, &TUNE, 0, bom)?;
    for t in &tune.trials {
        let points: Vec<String> =
            tune.items.iter().zip(&t.points).map(|(item, points)| format!("{item}={points}")).collect();
        table.text(&points.join(" "))?;
        for counts in [&t.group, &t.others] {
            table.value(counts.children)?.value(counts.seated)?;
            table.value(format!("{:.1}", counts.seat_percent))?;
        }
        table.value(format!("{:.1}", t.difference_percent))?.value(t.total.seated)?.value(t.total.first)?;
        table.value(t.gained)?.value(t.lost)?.value(t.moved)?;
        let mark = match (t.today, t.closest) {
            (true, true) => "today closest",
            (true, false) => "today",
            (false, true) => "closest",
            (false, false) => "",
        };
        table.value(mark)?.end_row()?;
    }
    table.finish()
}
