//! What is proven about the allocation written, in plain words; and whether a `proof.json` lets others check it.

use sekiwari::Lang;
use sekiwari::market::Goal;
use sekiwari::mechanism::Ties;
use sekiwari_files::write::{ResultJson, ResultStatus, Stopped};

/// About blocking households: none, proven fewest, or bounded.
pub(super) fn fewest(result: &ResultJson, with_proof: bool, lang: Lang) -> String {
    let (least, now) = (result.bounds.blocking_households_min, result.blocking_households);
    let proven = proven(with_proof, lang);
    match (least, now) {
        (_, 0) => lang
            .pick("優先順位に反する世帯はありません", "nobody blocks: no family can point to a seat it should have had")
            .to_owned(),
        (least, now) if least == now => lang.pick(
            format!("優先順位に反する世帯のない配分は存在しません。反する世帯は {now} が最少です {proven}"),
            format!("no allocation is free of blocking households; {now} is the fewest possible {proven}"),
        ),
        (0, now) => lang.pick(
            format!("優先順位に反する世帯は {now}。それより少ない配分があるかどうかは分かっていません"),
            format!("{now} households block; whether fewer could is not known"),
        ),
        (least, now) => lang.pick(
            format!(
                "優先順位に反する世帯のない配分は存在しません {proven}。反する世帯は {now}、最少でも {least} (差 {})",
                now - least
            ),
            format!(
                "no allocation is free of blocking households {proven}; {now} block, at least {least} must (gap {})",
                now - least
            ),
        ),
    }
}

/// About the objective among allocations with so few blocking households.
pub(super) fn best(result: &ResultJson, with_proof: bool, lang: Lang) -> String {
    let by = proven(with_proof, lang);
    let goals: Vec<Goal> = result.objective_order.iter().filter_map(|name| Goal::from_name(name)).collect();
    // In the free order of equals only the most seated is searched for and proven.
    let proven = if result.ties == Ties::Weak.as_str() { &goals[..goals.len().min(1)] } else { &goals[..] };
    let words: Vec<&str> = proven.iter().map(|&goal| superlative(goal, lang)).collect();
    if result.status == ResultStatus::Optimal {
        let among = match result.blocking_households {
            0 => lang.pick("反する世帯のない配分の中で", "of all allocations where nobody blocks"),
            _ => lang.pick("反する世帯がこの数の配分の中で", "of all with so few blocking households"),
        };
        return lang.pick(
            format!("最適: {among}{} {by}", words.join("、次いで")),
            format!("optimal: {among} this has {} {by}", words.join(", then ")),
        ) + &ranks(result, lang);
    }
    let any = result.bounds.placement_max.map_or(String::new(), |any| {
        lang.pick(
            format!("。優先順位を問わなくても {any} 人以下です"),
            format!("; whoever blocks, at most {any} can be seated"),
        )
    });
    not_optimal(result, lang) + &any + &ranks(result, lang)
}

/// How far the sum of wish ranks may be from the least, where that was looked for.
fn ranks(result: &ResultJson, lang: Lang) -> String {
    let (Some(least), sum) = (result.bounds.rank_sum_min, result.objective.rank_sum) else {
        return String::new();
    };
    match sum.saturating_sub(least) {
        0 => lang.pick(
            format!("。希望順位の合計 {sum} は、同じ人数以上が入所する配分の中で最小です"),
            format!("; no sum of wish ranks is smaller than its {sum} where as many are seated"),
        ),
        gap => lang.pick(
            format!(
                "。希望順位の合計は {sum}、同じ人数以上が入所する配分では {least} を下回りません (差 {gap})"
            ),
            format!(
                "; its sum of wish ranks is {sum}, where as many are seated at least {least} (gap {gap})"
            ),
        ),
    }
}

fn not_optimal(result: &ResultJson, lang: Lang) -> String {
    let (seated, most) = (result.seated, result.bounds.seated_max);
    if result.blocking_households != result.bounds.blocking_households_min {
        return lang.pick(
            format!("最適とは証明していません。反する世帯が最少の配分の席のある児童は {most} 人以下です"),
            format!("not proven optimal; with the fewest blocking households at most {most} can be seated"),
        );
    }
    if seated < most {
        return lang.pick(
            format!(
                "最適とは証明していません。席のある児童は {seated} 人、{most} 人を超えることはありません (差 {})",
                most - seated
            ),
            format!("not proven optimal; {seated} seated, more than {most} cannot be (gap {})", most - seated),
        );
    }
    // Reached though the whole objective is not proven: a later goal, or another one that comes first.
    lang.pick(
        "最適とは証明していません。席のある児童は最多です".to_owned(),
        "not proven optimal; nobody more can be seated".to_owned(),
    )
}

/// The word for what is proven. A stopped search has no time to write its proof down.
fn proven(with_proof: bool, lang: Lang) -> &'static str {
    match with_proof {
        true => lang.pick("(証明済み)", "(proven)"),
        false => lang.pick(
            "(探索により証明、確認できる proof.json はありません)",
            "(proven by the search; no proof.json to check it by)",
        ),
    }
}

fn superlative(goal: Goal, lang: Lang) -> &'static str {
    match goal {
        Goal::Seated => lang.pick("席のある児童が最多", "the most children seated"),
        Goal::RankSum => lang.pick("希望順位の合計が最小", "the smallest sum of wish ranks"),
        Goal::FirstWishes => lang.pick("第1希望の世帯が最多", "the most first wishes"),
        Goal::Unchanged => {
            lang.pick("前の決定からの変更が最少", "the fewest changes to the earlier decision")
        }
        Goal::Together => lang.pick("きょうだい同一施設の世帯が最多", "the most siblings together"),
        Goal::RankMaximal => lang.pick("上位の希望から順に最多", "the most wishes met rank by rank"),
    }
}

/// That the search was cut short. `limit_s` is the time limit in seconds.
pub(super) fn stopped(stopped: Stopped, limit_s: Option<u32>, lang: Lang) -> String {
    let limit = limit_s.unwrap_or_default();
    let (ja, en) = match stopped {
        Stopped::TimeLimit => (
            format!("時間の上限 {limit} 秒で探索を打ち切りました"),
            format!("stopped at the time limit of {limit} s"),
        ),
        Stopped::Interrupt => {
            ("中断の求めにより探索を打ち切りました".into(), "stopped by an interrupt".into())
        }
    };
    lang.pick(
        format!("{ja}。ここまでの結果で、計算機の速さによって変わります"),
        format!("{en}: the best found so far, which depends on the speed of the machine"),
    )
}

#[cfg(test)]
mod tests;
