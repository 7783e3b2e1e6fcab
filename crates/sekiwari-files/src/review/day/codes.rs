//! What the rows of an allocation of day services may state wrongly.

use sekiwari::Lang;
use sekiwari::verify::day::{DayNames, DayViolation};

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
    NOT_ON_LIST "R40" {
        "希望にない組合せです" "申込み {request} は、施設 {value} の {date} を希望していないか、利用できません。" "施設と日を、申込みにあるものに直してください。"
        "Not on the list" "The request {request} does not list the site {value} on {date}, or cannot be there." "Correct site and date to what the request lists."
    }
    CLAIM_WRONG "R41" {
        "result.json の数が合いません" "result.json の {column} は {value} ですが、{expected} のはずです。" "allocate が書いたままの result.json を置いてください。"
        "Wrong number in result.json" "{column} of result.json is {value} and should be {expected}." "Put the result.json there as allocate wrote it."
    }
    WRONG_SIZE "VD01" {
        "別の募集の結果です" "{text}" "結果と募集の組合せを確認してください。"
        "Of another round" "{text}" "Check that allocation and round belong together."
    }
    NO_SUCH_STAY "VD02" {
        "存在しない希望です" "{text}" "施設と日を直してください。"
        "No such wish" "{text}" "Correct site and date."
    }
    FIXED_REFUSED "VD03" {
        "決定済みの申込みが断られています" "{text}" "決定済みの場所に戻してください。"
        "Confirmed request refused" "{text}" "Give it the place that was confirmed."
    }
    FIXED_MOVED "VD04" {
        "決定済みの申込みが動かされています" "{text}" "決定済みの場所に戻してください。"
        "Confirmed request moved" "{text}" "Give it the place that was confirmed."
    }
    ROOMS_LENGTH "VD05" {
        "部屋の数が合いません" "{text}" "部屋の欄を直してください。"
        "Wrong number of rooms" "{text}" "Correct the rooms."
    }
    NO_ROOM "VD06" {
        "部屋のない病気の児童がいます" "{text}" "部屋を入れてください。"
        "No room for a child that is ill" "{text}" "Fill in a room."
    }
    NO_SUCH_ROOM "VD07" {
        "部屋がありません" "{text}" "部屋の欄を直してください。"
        "No such room" "{text}" "Correct the room."
    }
    ROOM_FOR_HEALTHY "VD08" {
        "病気でない児童に部屋があります" "{text}" "部屋を空にしてください。"
        "Room for a child that is well" "{text}" "Leave the room empty."
    }
    ROOM_MIXED "VD09" {
        "同室にできない病気です" "{text}" "部屋を分けてください。"
        "Illnesses that are kept apart" "{text}" "Put them into different rooms."
    }
    ROOM_ALONE "VD10" {
        "個室が必要です" "{text}" "部屋を分けてください。"
        "A room alone is needed" "{text}" "Put them into different rooms."
    }
    ROOM_FULL "VD11" {
        "部屋の定員を超えています" "{text}" "この部屋の児童を減らしてください。"
        "Room overfull" "{text}" "Put fewer children into the room."
    }
    SEATS "VD12" {
        "定員を超えています" "{text}" "この時間の児童を減らしてください。"
        "More children than seats" "{text}" "Take children off this time."
    }
    GROUP_SEATS "VD13" {
        "クラスの定員を超えています" "{text}" "この時間の児童を減らしてください。"
        "More children of some classes than seats" "{text}" "Take children off this time."
    }
    CLASS_NOT_TAKEN "VD14" {
        "受け入れていないクラスです" "{text}" "別の施設にしてください。"
        "Class not taken" "{text}" "Give it another site."
    }
    TEACHERS "VD15" {
        "保育士が足りません" "{text}" "この時間の児童を減らしてください。"
        "Too few teachers" "{text}" "Take children off this time."
    }
    NURSES "VD16" {
        "看護師が足りません" "{text}" "この時間の児童を減らしてください。"
        "Too few nurses" "{text}" "Take children off this time."
    }
    QUOTA "VD17" {
        "利用の上限を超えています" "{text}" "この児童の利用を減らしてください。"
        "More than a cap allows" "{text}" "Take uses from this child."
    }
}

/// A violation of the judge of markets as a finding.
pub(super) fn finding(violation: &DayViolation, place: Place, names: &dyn DayNames) -> Finding {
    let kind = KINDS.iter().find(|k| k.code == violation.code()).copied().unwrap_or(&WRONG_SIZE);
    Finding::new(kind, place)
        .arg("text_ja", violation.describe_with(Lang::Ja, names))
        .arg("text_en", violation.describe_with(Lang::En, names))
}

#[cfg(test)]
mod tests {
    use super::KINDS;
    use sekiwari::verify::day::DAY_VIOLATION_TEXTS;

    #[test]
    fn every_code_of_the_judge_has_its_kind_and_codes_are_in_order() {
        let codes: Vec<&str> = KINDS.iter().map(|k| k.code).collect();
        assert!(codes.windows(2).all(|w| w[0] < w[1]), "{codes:?}");
        let judge: Vec<&str> = codes.into_iter().filter(|c| c.starts_with("VD")).collect();
        assert_eq!(judge, DAY_VIOLATION_TEXTS.iter().map(|t| t.code).collect::<Vec<_>>());
    }
}
