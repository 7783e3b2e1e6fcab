//! Why not each wish of a request above what it got.

use super::{Broken, Decided, Limit};
use crate::Lang;
use crate::programme::daily::round::{RequestIndex, SiteIndex, State};
use crate::programme::daily::{Impossible, QuotaOf};
use jiff::civil::Date;
use rayon::prelude::*;

/// Why a wish was not given. The first in this order is nearest to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// There is a place as things stand, yet it was not given: the rule that decided does not look again.
    FreePlace,
    /// One who came later in the order has a place that would do.
    PassedOver,
    /// Others need the place by the order. Of a refused request: those who come earlier are not all here, but with this request
    /// there is no way to give each of them a place. Of a better wish of a granted one: with it there, not everybody who is
    /// granted would have a place, or not those who come earlier the wish that they have.
    Order,
    /// A limit is full with those who come earlier in the order, or with what the child itself uses.
    Limit(Limit),
    /// It could be given to this child, but not to one that comes with it.
    Together,
    /// It can never be given, whoever else comes.
    Impossible(Impossible),
}

impl Cause {
    /// The code used in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Cause::FreePlace => "FREE_PLACE",
            Cause::PassedOver => "PASSED_OVER",
            Cause::Order => "ORDER",
            Cause::Limit(limit) => limit.as_str(),
            Cause::Together => "TOGETHER",
            Cause::Impossible(cause) => cause.as_str(),
        }
    }

    /// All causes, in their order.
    pub fn all() -> impl Iterator<Item = Cause> {
        let fixed = [Cause::FreePlace, Cause::PassedOver, Cause::Order];
        let limits = Limit::ALL.into_iter().map(Cause::Limit);
        let impossible = Impossible::ALL.into_iter().map(Cause::Impossible);
        fixed.into_iter().chain(limits).chain([Cause::Together]).chain(impossible)
    }

    /// The cause of a code used in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|c| c.as_str() == name)
    }

    /// A few words for people.
    pub fn label(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Cause::FreePlace => ("空きがあるが未決定", "a place is free"),
            Cause::PassedOver => ("後の順番の申込が決定", "one who came later in the order has a place"),
            Cause::Order => ("順番による席の確保", "needed for others by the order"),
            Cause::Limit(limit) => return limit.label(lang),
            Cause::Together => ("一緒の児童が利用できない", "a child that comes with it cannot"),
            Cause::Impossible(cause) => return cause.label(lang),
        };
        lang.pick(ja, en)
    }
}

/// Why a request did not get one of its wishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The request.
    pub request: RequestIndex,
    /// The 1-based place of the wish in the list of the family.
    pub wish_rank: u32,
    /// The site.
    pub site: SiteIndex,
    /// The date.
    pub date: Date,
    /// Why not.
    pub cause: Cause,
    /// Everything that stands against it, where it can never be given; several causes may hold.
    pub impossible: Vec<Impossible>,
    /// The stay of the market request that comes nearest, counted from 0; `None` where it can never be given.
    pub stay: Option<u32>,
    /// Limits that are full there as things stand, the most telling first.
    pub broken: Vec<Broken>,
    /// The limit that binds, with its numbers: of [`Cause::Limit`] as they were with those alone who come earlier in the order,
    /// else the first that is full as things stand.
    pub binding: Option<Broken>,
}

/// The reasons against every wish above each outcome, by request and wish. Withdrawn and confirmed requests have none. Cost:
/// for each such wish the children of its opening.
pub fn reasons(decided: &Decided<'_>) -> Vec<Reason> {
    let requests = decided.round.requests().len() as u32;
    (0..requests).into_par_iter().flat_map_iter(|request| reasons_of(decided, request)).collect()
}

/// The reasons of one request, in the order of its list.
pub fn reasons_of(decided: &Decided<'_>, request: RequestIndex) -> Vec<Reason> {
    let round = decided.round;
    let Some(group) = round.group_of(request) else { return Vec::new() };
    if round.requests()[request as usize].state != State::Open {
        return Vec::new();
    }
    let got = decided.decisions()[request as usize].place.map(|p| p.wish_rank);
    let above = (1..).zip(round.combinations(request)).take_while(|&(rank, _)| got.is_none_or(|g| rank < g));
    above.map(|(rank, (site, date))| reason(decided, request, group, rank, (site, date))).collect()
}

fn reason(
    decided: &Decided<'_>,
    request: RequestIndex,
    group: u32,
    wish_rank: u32,
    (site, date): (SiteIndex, Date),
) -> Reason {
    let market_request = decided.compiled.market.request(group as usize);
    let stays = (0..).zip(market_request.stays()).filter(|(_, s)| s.rank == wish_rank);
    // Of several services of the site the one at which least stands in the way.
    let nearest = stays
        .map(|(stay, _)| (stay, decided.broken(group, stay as usize)))
        .min_by_key(|(stay, broken)| (broken.len(), *stay));
    let Some((stay, broken)) = nearest else {
        let causes = decided.round.offers_for(request, site, date).err().unwrap_or_default();
        let cause = causes.first().map_or(Cause::Together, Cause::Impossible);
        let impossible = causes.iter().collect();
        let (stay, broken, binding) = (None, Vec::new(), None);
        return Reason { request, wish_rank, site, date, cause, impossible, stay, broken, binding };
    };
    let own = |b: &&Broken| matches!(b.limit, Limit::Cap | Limit::Elsewhere);
    let ahead = decided.broken_by_those_ahead(group, stay as usize);
    let by_ahead = ahead.iter().find(own).or(ahead.first());
    let (cause, binding) = match (broken.first(), by_ahead.or(broken.iter().find(own))) {
        (None, _) => (Cause::FreePlace, None),
        (_, Some(full)) => (Cause::Limit(full.limit), Some(*full)),
        (Some(first), None) if decided.is_passed_over(group) => (Cause::PassedOver, Some(*first)),
        (Some(first), None) => (Cause::Order, Some(*first)),
    };
    let (stay, impossible) = (Some(stay), Vec::new());
    Reason { request, wish_rank, site, date, cause, impossible, stay, broken, binding }
}

impl Reason {
    /// The name of the cap that is used up, if that is the cause.
    pub fn cap<'a>(&self, decided: &Decided<'a>) -> Option<&'a str> {
        let broken = self.broken.iter().find(|b| b.limit == Limit::Cap)?;
        match decided.compiled.quotas.get(broken.of? as usize)? {
            QuotaOf::Cap { cap, .. } => Some(&decided.round.rules().caps[*cap as usize].name),
            QuotaOf::Elsewhere { .. } => None,
        }
    }
}
