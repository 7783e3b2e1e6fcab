//! The figures of a decided round, and what a scenario does to them.

use super::snapshot::{Outcome, Snapshot};
use super::spread::Spread;
use crate::Lang;
use crate::explain::CutOff;
use crate::programme::PlacementKind;
use crate::programme::nursery::waiting::metres;
use crate::programme::nursery::{AgeClass, Decision};
use std::collections::{BTreeMap, BTreeSet};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// Children who apply.
    Children,
    /// Children with a seat, new or kept.
    Seated,
    /// Children with a new seat.
    Placed,
    /// Children without a seat.
    Waiting,
    /// Children who are where they wished first.
    FirstWishes,
    /// Seats that nobody takes.
    Empty,
    /// The mean straight line from home of seated children whose place and facility are known, in metres.
    MeanMetres,
    /// The lower median of the same.
    MedianMetres,
    /// Households that could point to a seat that is free or went to somebody ranked below them.
    Blocking,
    /// The fewest such households that any allocation can have, as far as is shown.
    BlockingMin,
    /// The most children that can have a seat with the fewest such households, as far as is shown.
    SeatedMax,
}

impl Figure {
    /// All figures in the order of tables.
    pub const ALL: [Figure; 11] = [
        Figure::Children,
        Figure::Seated,
        Figure::Placed,
        Figure::Waiting,
        Figure::FirstWishes,
        Figure::Empty,
        Figure::MeanMetres,
        Figure::MedianMetres,
        Figure::Blocking,
        Figure::BlockingMin,
        Figure::SeatedMax,
    ];

    /// The name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Figure::Children => "children",
            Figure::Seated => "seated",
            Figure::Placed => "placed",
            Figure::Waiting => "waiting",
            Figure::FirstWishes => "first_wishes",
            Figure::Empty => "empty_seats",
            Figure::MeanMetres => "mean_metres",
            Figure::MedianMetres => "median_metres",
            Figure::Blocking => "blocking_households",
            Figure::BlockingMin => "blocking_households_min",
            Figure::SeatedMax => "seated_max",
        }
    }

    /// A few words for people.
    pub fn label(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Figure::Children => ("申込児童", "children applying"),
            Figure::Seated => ("席のある児童", "children with a seat"),
            Figure::Placed => ("新たに入所", "newly placed"),
            Figure::Waiting => ("席のない児童", "children without a seat"),
            Figure::FirstWishes => ("第1希望の児童", "children at their first wish"),
            Figure::Empty => ("空いた席", "empty seats"),
            Figure::MeanMetres => ("自宅からの平均距離 (m)", "mean distance from home (m)"),
            Figure::MedianMetres => ("自宅からの距離の中央値 (m)", "median distance from home (m)"),
            Figure::Blocking => ("優先順位に反する世帯", "blocking households"),
            Figure::BlockingMin => ("その下限", "fewest possible"),
            Figure::SeatedMax => ("席のある児童の上限", "most children with a seat"),
        };
        lang.pick(ja, en)
    }
}

/// Of whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// The district; `None` for all, empty where it is not known.
    pub district: Option<String>,
    /// The class; `None` for all.
    pub class: Option<AgeClass>,
}

/// A figure in the baseline and over the draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureEffect {
    /// What.
    pub figure: Figure,
    /// Of whom.
    pub scope: Scope,
    /// In the baseline.
    pub before: Option<i64>,
    /// Over the draws of the scenario that have it.
    pub after: Option<Spread>,
}

impl FigureEffect {
    /// The mean of the scenario less the baseline, in thousandths, where both are known.
    pub fn difference(&self) -> Option<i64> {
        Some(self.after?.mean - self.before? * 1000)
    }
}

pub(super) fn count(
    outcome: &Outcome<'_>,
    decisions: &[Decision],
    cut_offs: &[CutOff],
) -> BTreeMap<(Figure, Scope), i64> {
    let round = outcome.round;
    let mut figures: BTreeMap<(Figure, Scope), i64> = BTreeMap::new();
    let mut ways: BTreeMap<Scope, Vec<u32>> = BTreeMap::new();
    for ((child, decision), i) in round.children().iter().zip(decisions).zip(0..) {
        let district = Some(child.district.clone().unwrap_or_default());
        let class = Some(child.class);
        let scopes = [
            Scope::default(),
            Scope { class, district: None },
            Scope { class: None, district: district.clone() },
            Scope { class, district },
        ];
        let placed = decision.kind == PlacementKind::Placed;
        let first = decision.facility.is_some() && round.list(i).first().copied() == decision.facility;
        let way = decision
            .facility
            .and_then(|f| Some(metres(child.position?, round.facilities()[f as usize].position?)));
        let counted = [
            (Figure::Children, true),
            (Figure::Seated, decision.facility.is_some()),
            (Figure::Placed, placed),
            (Figure::Waiting, decision.facility.is_none()),
            (Figure::FirstWishes, first),
        ];
        for scope in scopes {
            for (figure, counts) in counted {
                *figures.entry((figure, scope.clone())).or_default() += i64::from(counts);
            }
            if let Some(way) = way {
                ways.entry(scope).or_default().push(way);
            }
        }
    }
    for (scope, mut ways) in ways {
        ways.sort_unstable();
        let (sum, n) = (ways.iter().map(|&w| i64::from(w)).sum::<i64>(), ways.len() as i64);
        figures.insert((Figure::MeanMetres, scope.clone()), (2 * sum + n) / (2 * n));
        figures.insert((Figure::MedianMetres, scope), i64::from(ways[(ways.len() - 1) / 2]));
    }
    for c in cut_offs {
        *figures.entry((Figure::Empty, Scope::default())).or_default() += i64::from(c.left);
    }
    let bounds = outcome.bounds;
    for (figure, value) in [
        (Figure::Blocking, outcome.verdict.blocking_households()),
        (Figure::BlockingMin, bounds.blocking_households_min),
        (Figure::SeatedMax, bounds.seated_max),
    ] {
        figures.insert((figure, Scope::default()), i64::from(value));
    }
    figures
}

pub(super) fn compare(before: &Snapshot, draws: &[Snapshot]) -> Vec<FigureEffect> {
    let keys: BTreeSet<&(Figure, Scope)> =
        std::iter::once(before).chain(draws).flat_map(|s| s.figures.keys()).collect();
    // A count of nobody is 0 where the scope is unknown to a side; a distance or bound is not known.
    let counts = |f: Figure| {
        !matches!(f, Figure::MeanMetres | Figure::MedianMetres | Figure::BlockingMin | Figure::SeatedMax)
    };
    let of = |s: &Snapshot, key: &(Figure, Scope)| {
        s.figures.get(key).copied().or_else(|| counts(key.0).then_some(0))
    };
    let mut rows: Vec<FigureEffect> = keys
        .into_iter()
        .map(|key| FigureEffect {
            figure: key.0,
            scope: key.1.clone(),
            before: of(before, key),
            after: Spread::of(draws.iter().filter_map(|d| of(d, key))),
        })
        .collect();
    rows.sort_by(|a, b| {
        let key = |r: &FigureEffect| {
            let Scope { district, class } = r.scope.clone();
            ((district.is_some(), district.is_some() && class.is_some()), district, class, r.figure)
        };
        key(a).cmp(&key(b))
    });
    rows
}
