//! Two decisions of one round side by side: whose request came out otherwise.

use super::MainReason;
use crate::Lang;
use crate::programme::daily::{Decision, Round};

/// What one request got, as it stands in `allocation.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The request.
    pub request: String,
    /// Where and when, as the file says it; `None` without a place.
    pub place: Option<String>,
    /// The 1-based place of the outcome in the list of the family.
    pub wish_rank: Option<u32>,
    /// Its main reason.
    pub reason: MainReason,
}

/// The outcomes of a decision in memory, by request. A place is told as `site service date from-to`.
pub fn outcomes(round: &Round, decisions: &[Decision], mains: &[MainReason]) -> Vec<Outcome> {
    let place = |d: &Decision| {
        let place = d.place?;
        let offer = &round.offers()[place.offer as usize];
        let site = &round.sites()[offer.site as usize].id;
        let time = super::time_text(round, place.slots, Lang::En);
        Some(format!("{site} {} {} {time}", offer.service.as_str(), round.date_of(place.day)))
    };
    let rows = round.requests().iter().zip(decisions).zip(mains);
    rows.map(|((row, d), &reason)| Outcome {
        request: row.id.clone(),
        place: place(d),
        wish_rank: d.place.map(|p| p.wish_rank),
        reason,
    })
    .collect()
}

/// How a request comes out otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// No place before, a place now.
    GainedPlace,
    /// Another place, higher in the list.
    BetterWish,
    /// Another place at the same rank: the lists differ.
    OtherPlace,
    /// Another place, lower in the list.
    WorseWish,
    /// A place before, none now.
    LostPlace,
}

impl ChangeKind {
    /// All kinds, best first.
    pub const ALL: [ChangeKind; 5] = [
        ChangeKind::GainedPlace,
        ChangeKind::BetterWish,
        ChangeKind::OtherPlace,
        ChangeKind::WorseWish,
        ChangeKind::LostPlace,
    ];

    /// The name used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            ChangeKind::GainedPlace => "gained-place",
            ChangeKind::BetterWish => "better-wish",
            ChangeKind::OtherPlace => "other-place",
            ChangeKind::WorseWish => "worse-wish",
            ChangeKind::LostPlace => "lost-place",
        }
    }

    /// A few words for people.
    pub fn label(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            ChangeKind::GainedPlace => ("新たに利用", "gains a place"),
            ChangeKind::BetterWish => ("より上の希望", "a better wish"),
            ChangeKind::OtherPlace => ("別の利用", "another place"),
            ChangeKind::WorseWish => ("より下の希望", "a worse wish"),
            ChangeKind::LostPlace => ("利用できなくなる", "loses its place"),
        };
        lang.pick(ja, en)
    }
}

/// A request that comes out otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// How.
    pub kind: ChangeKind,
    /// Before.
    pub before: Outcome,
    /// Now.
    pub after: Outcome,
}

/// What differs between two decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Requests that come out otherwise, by id.
    pub changes: Vec<Change>,
    /// Requests that come out the same.
    pub same: u32,
    /// Requests that only the first has, by id.
    pub only_before: Vec<String>,
    /// Requests that only the second has, by id.
    pub only_after: Vec<String>,
}

/// Compares two decisions. Rows may be in any order. Cost: sorting the rows.
pub fn compare(before: &[Outcome], after: &[Outcome]) -> Comparison {
    let sorted = |rows: &[Outcome]| {
        let mut rows = rows.to_vec();
        rows.sort_by(|a, b| a.request.cmp(&b.request));
        rows
    };
    let (before, after) = (sorted(before), sorted(after));
    let find = |rows: &[Outcome], id: &str| rows.binary_search_by(|r| r.request.as_str().cmp(id)).ok();
    let mut found = Comparison::default();
    for row in &before {
        let Some(at) = find(&after, &row.request) else {
            found.only_before.push(row.request.clone());
            continue;
        };
        match kind(row, &after[at]) {
            None => found.same += 1,
            Some(kind) => {
                found.changes.push(Change { kind, before: row.clone(), after: after[at].clone() });
            }
        }
    }
    let new = after.iter().filter(|r| find(&before, &r.request).is_none());
    found.only_after = new.map(|r| r.request.clone()).collect();
    found
}

fn kind(before: &Outcome, after: &Outcome) -> Option<ChangeKind> {
    match (&before.place, &after.place) {
        (None, None) => None,
        (None, Some(_)) => Some(ChangeKind::GainedPlace),
        (Some(_), None) => Some(ChangeKind::LostPlace),
        (Some(a), Some(b)) if a == b => None,
        (Some(_), Some(_)) => Some(match after.wish_rank.cmp(&before.wish_rank) {
            std::cmp::Ordering::Less => ChangeKind::BetterWish,
            std::cmp::Ordering::Equal => ChangeKind::OtherPlace,
            std::cmp::Ordering::Greater => ChangeKind::WorseWish,
        }),
    }
}
