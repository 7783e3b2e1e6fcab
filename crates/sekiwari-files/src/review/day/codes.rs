//! What the rows of an allocation of day services may state wrongly.

use sekiwari::Lang;
use sekiwari::programme::daily::Round;
use sekiwari::programme::daily::decided::RoundViolation;

use crate::finding::{Finding, Place};

crate::review::codes::kinds! {
    REQUEST_MISSING "R31" {
        "申込みの行がありません" "申込み {value} の行がありません。" "行を加えてください。利用がない申込みは施設を空にします。"
        "Request missing" "The request {value} has no row." "Add its row; leave the facility empty if it gets no place."
    }
    REQUEST_TWICE "R32" {
        "申込みの行が二つあります" "申込み {value} は {first_line} 行目にもあります。" "どちらかを削除してください。"
        "Request in two rows" "The request {value} is also on line {first_line}." "Delete one of the rows."
    }
    REQUEST_UNKNOWN "R33" {
        "この募集にない申込みです" "申込み {value} はこの募集にありません。{hint}" "ID を直すか、行を削除してください。"
        "Unknown request" "The request {value} is not part of this round. {hint}" "Correct the id or delete the row."
    }
    SITE_UNKNOWN "R34" {
        "この募集にない施設です" "施設 {value} はこの募集にありません。{hint}" "ID を直してください。"
        "Unknown site" "The site {value} is not part of this round. {hint}" "Correct the id."
    }
    SERVICE_NOT_OFFERED "R35" {
        "施設が行っていない事業です" "施設 {facility} は {value} を受け入れません。" "施設か事業の欄を直してください。"
        "Service not offered" "The site {facility} does not take {value}." "Correct the site or the service."
    }
    DATE_OUTSIDE "R36" {
        "期間の外の日です" "{value} は募集の期間の外です。" "日付を直してください。"
        "Date outside the period" "{value} lies outside the period of the round." "Correct the date."
    }
    ROOM_UNKNOWN "R37" {
        "施設にない部屋です" "施設 {facility} に部屋 {value} はありません。" "部屋の ID を直してください。"
        "Unknown room" "The site {facility} has no room {value}." "Correct the id of the room."
    }
    STATED_WRONG "R38" {
        "欄の内容が合いません" "申込み {request} の「{column}」は {value} とありますが、{expected} のはずです。" "欄を直すか、空にしてください。"
        "Cell contradicts the round" "The request {request} has {value} under \"{column}\"; it should be {expected}." "Correct the cell or leave it empty."
    }
    PLACE_WITHOUT_SITE "R39" {
        "施設のない行に日か部屋があります" "申込み {request} には施設がないのに {value} とあります。" "施設を入れるか、日と部屋を空にしてください。"
        "Date or room without a site" "The request {request} has no site, but {value}." "Fill in the site, or leave date and room empty."
    }
    CLAIM_WRONG "R40" {
        "result.json の数が合いません" "result.json の {column} は {value} ですが、{expected} のはずです。" "allocate が書いたままの result.json を置いてください。"
        "Wrong number in result.json" "{column} of result.json is {value} and should be {expected}." "Put the result.json there as allocate wrote it."
    }
    MARKET_DISAGREES "R41" {
        "二つの検証が食い違います" "{text}" "募集と表を添えて開発元に知らせてください。"
        "The two judges disagree" "{text}" "Send the round and the table to the makers."
    }
    WRONG_SIZE "VR01" {
        "別の募集の結果です" "{text}" "結果と募集の組合せを確認してください。"
        "Of another round" "{text}" "Check that allocation and round belong together."
    }
    NO_SUCH_PLACE "VR02" {
        "この募集にない利用です" "{text}" "施設と日を直してください。"
        "No such place" "{text}" "Correct site and date."
    }
    WITHDRAWN "VR03" {
        "取り下げられた申込みに利用があります" "{text}" "施設を空にしてください。"
        "Place for a withdrawn request" "{text}" "Leave the facility empty."
    }
    CONFIRMED_MOVED "VR04" {
        "確定済みの申込みが動かされています" "{text}" "確定した施設と日に戻してください。"
        "Confirmed request moved or refused" "{text}" "Give it the place that was confirmed."
    }
    NOT_ASKED "VR05" {
        "希望していない利用です" "{text}" "希望した施設と日にするか、利用なしにしてください。"
        "Place not asked for" "{text}" "Give it a site and date of its list, or none."
    }
    WRONG_RANK "VR06" {
        "希望順位が合いません" "{text}" "希望順位の欄を直してください。"
        "Wrong wish rank" "{text}" "Correct the rank."
    }
    IMPOSSIBLE "VR07" {
        "利用できない施設や日です" "{text}" "別の施設や日にするか、利用なしにしてください。"
        "Place that cannot be given" "{text}" "Give it another place, or none."
    }
    WRONG_TIME "VR08" {
        "申込みと違う時間です" "{text}" "申込みの時間に直してください。"
        "Wrong time" "{text}" "Give it the time that was asked for."
    }
    APART "VR09" {
        "一緒の申込みが別々になっています" "{text}" "同じ施設と日にするか、どちらも利用なしにしてください。"
        "Put apart" "{text}" "Put them in one place, or refuse both."
    }
    TWO_PLACES "VR10" {
        "同じ時間に二か所にいます" "{text}" "一方を利用なしにしてください。"
        "In two places at a time" "{text}" "Refuse one of them."
    }
    CAP_OVER "VR11" {
        "利用の上限を超えています" "{text}" "この児童の利用を減らしてください。"
        "Beyond a cap" "{text}" "Take uses from this child."
    }
    SEATS_OVER "VR12" {
        "定員を超えています" "{text}" "この時間の児童を減らしてください。"
        "More children than seats" "{text}" "Take children off this time."
    }
    CLASS_SEATS_OVER "VR13" {
        "年齢別の定員を超えています" "{text}" "この時間の児童を減らしてください。"
        "More children of some classes than seats" "{text}" "Take children off this time."
    }
    TEACHERS_FEW "VR14" {
        "保育士が足りません" "{text}" "この時間の児童を減らしてください。"
        "Too few teachers" "{text}" "Take children off this time."
    }
    NURSES_FEW "VR15" {
        "看護師が足りません" "{text}" "この時間の児童を減らしてください。"
        "Too few nurses" "{text}" "Take children off this time."
    }
    NO_ROOM "VR16" {
        "部屋のない病気の児童がいます" "{text}" "部屋を入れてください。"
        "No room for a child that is ill" "{text}" "Fill in a room."
    }
    NO_SUCH_ROOM "VR17" {
        "部屋の割り当てが正しくありません" "{text}" "部屋の欄を直してください。"
        "Wrong room" "{text}" "Correct the room."
    }
    ROOM_MIXED "VR18" {
        "同室にできない病気です" "{text}" "部屋を分けてください。"
        "Illnesses that are kept apart" "{text}" "Put them into different rooms."
    }
    ROOM_FULL "VR19" {
        "部屋の定員を超えています" "{text}" "この部屋の児童を減らしてください。"
        "Room overfull" "{text}" "Put fewer children into the room."
    }
    ROOM_UNFIT "VR20" {
        "部屋の区分に合わない病気です" "{text}" "区分の合う部屋に直してください。"
        "Room for other illnesses" "{text}" "Put the child into a room of the right kind."
    }
}

/// A violation of the judge of rounds as a finding.
pub(super) fn finding(violation: &RoundViolation, place: Place, round: &Round) -> Finding {
    let kind = KINDS.iter().find(|k| k.code == violation.code()).copied().unwrap_or(&WRONG_SIZE);
    Finding::new(kind, place)
        .arg("text_ja", violation.describe(round, Lang::Ja))
        .arg("text_en", violation.describe(round, Lang::En))
}

#[cfg(test)]
mod tests {
    use super::KINDS;
    use sekiwari::programme::daily::decided::ROUND_VIOLATION_TEXTS;

    #[test]
    fn every_code_of_the_judge_has_its_kind_and_codes_are_in_order() {
        let codes: Vec<&str> = KINDS.iter().map(|k| k.code).collect();
        assert!(codes.windows(2).all(|w| w[0] < w[1]), "{codes:?}");
        let judge: Vec<&str> = codes.into_iter().filter(|c| c.starts_with('V')).collect();
        assert_eq!(judge, ROUND_VIOLATION_TEXTS.iter().map(|t| t.code).collect::<Vec<_>>());
    }
}
