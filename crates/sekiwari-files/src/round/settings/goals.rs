//! What the goals of an objective mean, for people, and how they stand in one text.

use sekiwari::market::Goal;

use crate::finding::Text;

/// The goals with their meaning. The format reference prints this table.
pub(in crate::round) static GOALS: &[(Goal, Text)] = &[
    (
        Goal::Seated,
        Text {
            ja: "席のある児童が多いほどよい (内定と継続)", en: "more children with a seat, new or kept"
        },
    ),
    (
        Goal::RankSum,
        Text {
            ja: "席のある世帯の希望順位の合計が小さいほどよい。seated の後にだけ置ける",
            en: "a smaller sum of the wish ranks of households with a seat; only after `seated`",
        },
    ),
    (
        Goal::FirstWishes,
        Text { ja: "第1希望の世帯が多いほどよい", en: "more households with their first wish" },
    ),
    (
        Goal::Together,
        Text {
            ja: "席のある児童が2人以上で、その全員が同じ施設の世帯が多いほどよい",
            en: "more households with at least two seated children, all of them at one facility",
        },
    ),
    (
        Goal::RankMaximal,
        Text {
            ja: "第1希望の世帯、第2希望までの世帯、と順に、最も長いリストまで比べる \
                 (証明では `within-rank-1`, `within-rank-2`, ...。全部で256段階まで)",
            en: "more households with their first wish, then with one of their first two, and so on to the longest list \
                 (in proofs `within-rank-1`, `within-rank-2`, ...; at most 256 stages in all)",
        },
    ),
    (
        Goal::Unchanged,
        Text {
            ja: "前の決定と同じ結果 (同じ施設、または席なしのまま) の児童が多いほどよい。前の決定は allocate --near で示す",
            en: "more children whose outcome is that of an earlier decision (the same facility, or still no seat), which \
                 `allocate --near` names",
        },
    ),
];

/// The names in a text with commas: `seated, rank-sum`.
pub fn split_goals(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '、', '，']).map(str::trim).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{GOALS, split_goals};
    use sekiwari::market::Goal;

    #[test]
    fn every_goal_has_its_meaning_in_the_order_of_the_names() {
        let documented: Vec<Goal> = GOALS.iter().map(|(goal, _)| *goal).collect();
        assert_eq!(documented, Goal::NAMES.iter().map(|&(_, goal)| goal).collect::<Vec<_>>());
    }

    #[test]
    fn a_text_holds_several_names() {
        assert_eq!(
            split_goals("seated, rank-sum、together,").collect::<Vec<_>>(),
            ["seated", "rank-sum", "together"]
        );
    }
}
