//! Sibling conditions in the mix of printed forms, and joint lists.

use crate::draw::Draw;
use sekiwari::programme::nursery::{Joint, JointRow, Prefer, SiblingTerms, SingleFallback};

/// The boxes of printed forms (Kodaira, Minato and two vendors' examples) with assumed shares in thousandths: wait for the
/// same facility; both in this round; together preferred but one alone accepted, namely the elder, the younger, either, or
/// the elder else the younger.
pub const CONDITIONS: [(Joint, SingleFallback, u32); 6] = [
    (Joint::SameFacility, SingleFallback::None, 270),
    (Joint::SameRound, SingleFallback::None, 220),
    (Joint::Independent, SingleFallback::Elder, 60),
    (Joint::Independent, SingleFallback::Younger, 60),
    (Joint::Independent, SingleFallback::Either, 330),
    (Joint::Independent, SingleFallback::ElderElseYounger, 60),
];

/// Households per thousand that put together first where the form asks. Assumed.
const TOGETHER_FIRST: u32 = 650;

/// The condition of one household with siblings; `None` if it ticks nothing (assumed: one in ten).
pub(crate) fn draw_terms(draw: &mut Draw) -> Option<SiblingTerms> {
    if draw.chance(100) {
        return None;
    }
    let shares = CONDITIONS.map(|(_, _, share)| share);
    let (joint, single_fallback, _) = CONDITIONS[draw.weighted(&shares)];
    let prefer = if draw.chance(TOGETHER_FIRST) { Prefer::TogetherFirst } else { Prefer::WishOrder };
    Some(SiblingTerms { joint, single_fallback, prefer })
}

/// A list of joint outcomes as a family might write it: all together at the facilities they have in common, then each at
/// its own first wish, second wish and so on, then (half of them) the first child without a seat alone, where those who
/// hold a seat stay. `children` are positions with their lists and the seats they hold. Empty if nothing can be written.
pub(crate) fn draw_joint(draw: &mut Draw, children: &[(u32, &[u32], Option<u32>)]) -> Vec<JointRow> {
    let mut outcomes: Vec<Vec<Option<u32>>> = Vec::new();
    let mut add = |outcome: Vec<Option<u32>>| {
        if outcome.iter().any(Option::is_some) && !outcomes.contains(&outcome) {
            outcomes.push(outcome);
        }
    };
    if let Some((_, first, _)) = children.first() {
        let common = first.iter().filter(|f| children.iter().all(|(_, list, _)| list.contains(f)));
        common.for_each(|&f| add(vec![Some(f); children.len()]));
    }
    for place in 0..children.iter().map(|(_, list, _)| list.len()).min().unwrap_or(0) {
        add(children.iter().map(|(_, list, _)| Some(list[place])).collect());
    }
    let newcomer = children.iter().position(|(_, _, current)| current.is_none());
    if let Some((_, list, _)) = newcomer.map(|i| children[i])
        && draw.chance(500)
    {
        for &facility in list {
            let stay = children.iter().map(|&(_, _, current)| current).enumerate();
            add(stay
                .map(|(i, current)| if Some(i) == newcomer { Some(facility) } else { current })
                .collect());
        }
    }
    let mut rows = Vec::new();
    for (rank, outcome) in outcomes.iter().enumerate() {
        for (&(child, _, _), &facility) in children.iter().zip(outcome) {
            rows.push(JointRow { child, rank: rank as u32 + 1, facility });
        }
    }
    rows
}
