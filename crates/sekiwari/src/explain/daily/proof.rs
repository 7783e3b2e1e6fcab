//! Full times that show why somebody had to be refused: the limits of a proof, told as sites and dates.

use super::{Decided, Limit, place_text, tenths_text, time_text};
use crate::Lang;
use crate::market::day::Slots;
use crate::programme::daily::QuotaOf;
use crate::programme::daily::round::ChildIndex;

/// One limit of a proof, as the solver names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FullAt {
    /// A limit of an opening in a slot.
    Opening {
        /// The opening.
        opening: u32,
        /// The limit.
        limit: Limit,
        /// The slot.
        slot: u32,
    },
    /// A quota of a child.
    Quota(u32),
}

/// The full times in words: with what is full here, there is no place for the request however the others are put. Slots of
/// one opening and limit are told together; quotas of other children than `asking` are told without saying whose.
pub fn full_text(decided: &Decided<'_>, full: &[FullAt], asking: ChildIndex, lang: Lang) -> String {
    let mut full = full.to_vec();
    full.sort_unstable();
    full.dedup();
    let mut parts: Vec<String> = Vec::new();
    let same = |a: &FullAt, b: &FullAt| match (a, b) {
        (FullAt::Opening { opening: a, limit: x, .. }, FullAt::Opening { opening: b, limit: y, .. }) => {
            (a, x) == (b, y)
        }
        _ => false,
    };
    for part in full.chunk_by(same) {
        let text = match part[0] {
            FullAt::Opening { opening, limit, .. } => {
                let slots = part.iter().filter_map(|f| match f {
                    FullAt::Opening { slot, .. } => Some(Slots::from_bits(1u32.checked_shl(*slot)?)),
                    FullAt::Quota(_) => None,
                });
                let slots = slots.fold(Slots::NONE, Slots::union);
                let at = decided.compiled.openings[opening as usize];
                let place = place_text(decided.round, at.offer, at.day, lang);
                let time = time_text(decided.round, slots, lang);
                format!("{place} {time} {}", limit.label(lang))
            }
            FullAt::Quota(quota) => quota_text(decided, quota, asking, lang),
        };
        if !parts.contains(&text) {
            parts.push(text);
        }
    }
    parts.join(lang.pick("、", "; "))
}

fn quota_text(decided: &Decided<'_>, quota: u32, asking: ChildIndex, lang: Lang) -> String {
    let most = decided.compiled.market.quotas()[quota as usize].most;
    match decided.compiled.quotas[quota as usize] {
        QuotaOf::Cap { cap, child, .. } if child == asking => {
            let name = &decided.round.rules().caps[cap as usize].name;
            let left = tenths_text(most);
            lang.pick(
                format!("上限「{name}」の残り {left} 日"),
                format!("{left} days left of the cap \"{name}\""),
            )
        }
        QuotaOf::Elsewhere { child, .. } if child == asking => Limit::Elsewhere.label(lang).to_owned(),
        QuotaOf::Cap { .. } => {
            lang.pick("ほかの児童の利用日数の上限", "the days that other children may use").to_owned()
        }
        QuotaOf::Elsewhere { .. } => {
            lang.pick("ほかの児童の同じ時間の利用", "other children being elsewhere at that time").to_owned()
        }
    }
}
