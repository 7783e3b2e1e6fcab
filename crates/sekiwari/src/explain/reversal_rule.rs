//! The rules that put somebody where a child would rather be who stands lower in the order of priority.
//!
//! Not every such case is against that order: seats are kept for those who hold them, reserved for groups, and siblings come together or
//! not at all. [`ReversalRule::Steps`] is what nothing of that explains.

use crate::Lang;

/// The rule that led to a reversal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReversalRule {
    /// The other one holds the seat from before.
    HeldSeat,
    /// The other one was given the seat by a decision made by hand, or the child was left out by one.
    ByHand,
    /// The seat is reserved for others, or others are guaranteed to come first.
    Reserve,
    /// The facility cannot take the child: its age, what care it needs, or the class is not offered to it.
    NotEligible,
    /// The sibling condition of the child's family: a sibling had no seat, or no combination with this facility is accepted.
    Siblings,
    /// The family got a combination that it ranks higher.
    BetterForFamily,
    /// The child takes several seats, and there were not enough.
    SeveralSeats,
    /// Clubs: on another day of the same wish no seat was left, and a wish is given on all its days or not at all.
    EveryDay,
    /// Clubs: no seat was left on the way there.
    Transport,
    /// Nothing but the steps of the rule that decided, or whoever decided by hand.
    Steps,
}

impl ReversalRule {
    /// All rules.
    pub const ALL: [ReversalRule; 10] = [
        ReversalRule::HeldSeat,
        ReversalRule::ByHand,
        ReversalRule::Reserve,
        ReversalRule::NotEligible,
        ReversalRule::Siblings,
        ReversalRule::BetterForFamily,
        ReversalRule::SeveralSeats,
        ReversalRule::EveryDay,
        ReversalRule::Transport,
        ReversalRule::Steps,
    ];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            ReversalRule::HeldSeat => "held_seat",
            ReversalRule::ByHand => "by_hand",
            ReversalRule::Reserve => "reserve",
            ReversalRule::NotEligible => "not_eligible",
            ReversalRule::Siblings => "siblings",
            ReversalRule::BetterForFamily => "better_for_family",
            ReversalRule::SeveralSeats => "several_seats",
            ReversalRule::EveryDay => "every_day",
            ReversalRule::Transport => "transport",
            ReversalRule::Steps => "steps_of_the_rule",
        }
    }

    /// A few words for people.
    pub fn label(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            ReversalRule::HeldSeat => ("在園児の席", "a seat held from before"),
            ReversalRule::ByHand => ("個別の決定", "a decision made by hand"),
            ReversalRule::Reserve => ("優先枠・優先対象", "reserved seats or a guarantee"),
            ReversalRule::NotEligible => ("受入れの条件", "the facility cannot take the child"),
            ReversalRule::Siblings => ("きょうだいの条件", "the sibling condition"),
            ReversalRule::BetterForFamily => {
                ("世帯のより上位の組み合わせ", "a better combination for the family")
            }
            ReversalRule::SeveralSeats => ("複数の席が必要", "the child takes several seats"),
            ReversalRule::EveryDay => ("ほかの曜日の満席", "another day of the wish was full"),
            ReversalRule::Transport => ("送迎の満席", "no seat on the way there"),
            ReversalRule::Steps => ("決定方式の手順", "the steps of the rule"),
        };
        lang.pick(ja, en)
    }
}
