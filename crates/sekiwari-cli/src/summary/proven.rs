//! What a proof confirms, in words.

use sekiwari::Lang;
use sekiwari::market::Stage;
use sekiwari_files::review::Proven;
use sekiwari_files::write::stage_name;
use serde_json::{Value, json};

/// Lines about the proof beside an allocation. `proven` is what it confirms; `present` says that there is one, `wanted`
/// that something is claimed that only a proof can show. Empty where there is nothing to say.
pub(crate) fn proven_text(proven: Option<&Proven>, present: bool, wanted: bool, lang: Lang) -> String {
    match proven {
        Some(proven) => {
            let facts = facts(proven, lang);
            lang.pick(format!("証明を確認しました。{facts}\n"), format!("Proof checked: {facts}\n"))
        }
        None if present => {
            let ja = "proof.json は、その主張を証明していません。\n";
            lang.pick(ja, "The proof.json beside it does not prove its claims.\n").to_owned()
        }
        None if wanted => {
            let ja = "proof.json がないため、result.json の下限と最適の主張は証明されていません。\n";
            let en =
                "There is no proof.json: the bounds and the status in result.json are claimed, not proven.\n";
            lang.pick(ja, en).to_owned()
        }
        None => String::new(),
    }
}

fn facts(proven: &Proven, lang: Lang) -> String {
    let fewest = proven.blocking_min;
    let mut text = match fewest {
        0 => String::new(),
        n => lang.pick(
            format!("優先順位に反する世帯が {n} より少ない配分はありません。"),
            format!("no allocation has fewer than {n} blocking households. "),
        ),
    };
    let Some(best) = &proven.best else {
        if fewest == 0 {
            text += lang
                .pick("最適であることの主張はありません。", "nothing is claimed about other allocations.");
        }
        return text.trim_end().to_owned();
    };
    let values = values_text(proven.stages.iter().copied().zip(best.iter().copied()), lang);
    text += match fewest {
        0 => lang.pick(
            "優先順位に反する世帯のない配分の中で、次を上回るものはありません: ",
            "no allocation without blocking households is better than ",
        ),
        _ => lang.pick(
            "その世帯数の配分の中で、次を上回るものはありません: ",
            "Of those with that many none is better than ",
        ),
    };
    text + &lang.pick(format!("{values}。"), format!("{values}."))
}

/// Stages shown; `rank-maximal` makes one per rank of the longest list.
const SHOWN: usize = 8;

/// Stages with their values; where there are many, the first of them.
pub(crate) fn values_text(values: impl Iterator<Item = (Stage, i64)>, lang: Lang) -> String {
    let mut values: Vec<String> = values.map(|(stage, value)| stage_text(stage, value, lang)).collect();
    if let Some(more) = values.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        values.truncate(SHOWN);
        values.push(lang.pick(format!("ほか {more} 段階"), format!("{more} more stages")));
    }
    values.join(lang.pick("、", ", then "))
}

fn stage_text(stage: Stage, value: i64, lang: Lang) -> String {
    match stage {
        Stage::Seated => lang.pick(format!("入所児童 {value} 人"), format!("{value} children seated")),
        Stage::RankSum => {
            let sum = value.unsigned_abs();
            lang.pick(format!("希望順位の合計 {sum}"), format!("a sum of wish ranks of {sum}"))
        }
        Stage::FirstWishes => {
            lang.pick(format!("第1希望の世帯 {value}"), format!("{value} households with their first wish"))
        }
        Stage::WithinRank(n) => lang.pick(
            format!("第{n}希望までの世帯 {value}"),
            format!("{value} households with one of their first {n} wishes"),
        ),
        Stage::Unchanged => {
            lang.pick(format!("前の決定から変わらない児童 {value} 人"), format!("{value} children as before"))
        }
        Stage::Together => {
            lang.pick(format!("きょうだい同一施設 {value} 世帯"), format!("{value} households together"))
        }
    }
}

/// What a proof confirms, for machines; `null` if there is nothing.
pub(crate) fn proven_json(proven: Option<&Proven>) -> Value {
    let Some(proven) = proven else { return Value::Null };
    json!({
        "blocking_min": proven.blocking_min,
        "stages": proven.stages.iter().map(|&stage| stage_name(stage)).collect::<Vec<_>>(),
        "best": proven.best,
    })
}
