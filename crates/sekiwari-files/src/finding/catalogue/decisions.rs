//! Group 12: decisions made by hand.

super::kinds! {
    DECISION_DUPLICATE "E1201" Error {
        "同じ児童の個別決定が二つあります" "児童 {value} の決定は {first_line} 行目にもあります。" "一方を削除してください。"
        "Child decided twice by hand" "The child {value} is also decided on line {first_line}." "Delete one of the rows."
    }
    DECISION_NOT_OFFERED "E1202" Error {
        "決定した施設に枠がありません" "児童 {child} の決定先の施設 {value} には、{class} 歳児クラスの受入枠がありません。" "施設を直すか、受入枠の表に加えてください。"
        "Decided where there are no seats" "The facility {value}, decided for the child {child}, has no seats for class {class} in this round." "Correct the facility, or add its seats."
    }
    DECISIONS_OVER_SEATS "E1203" Error {
        "個別決定が受入枠を超えています" "施設 {value} で、個別に決めた児童 {child} の分の枠が残っていません。" "決定か受入枠を直してください。"
        "More decided by hand than there are seats" "No seat is left at the facility {value} for the child {child}, decided for it by hand." "Correct the decisions or the seats."
    }
    DECISION_WITHOUT_REASON "W1204" Warning {
        "個別決定の理由がありません" "児童 {value} の決定に理由が書かれていません。" "理由を書いてください。説明や異議申立てで必要になります。"
        "Decision without a reason" "No reason is given for what was decided for the child {value}." "Write it down: it will be asked for."
    }
    DECISION_NOT_WISHED "W1205" Warning {
        "希望していない施設に決めています" "児童 {child} は、決定先の施設 {value} を希望していません。" "決定に誤りがないか確認してください。"
        "Decided where the child did not wish to go" "The child {child} did not wish the facility {value} decided for it." "Check whether the decision is right."
    }
    DECISION_TOO_YOUNG "W1206" Warning {
        "受入月齢に達しない施設に決めています" "児童 {child} は入所日に {days} 日齢で、施設 {value} の最低日齢 {min_days} 日に達しません。" "決定に誤りがないか確認してください。"
        "Decided where the child is too young" "The child {child} is {days} days old on the entry date; the facility {value} takes children from {min_days} days." "Check whether the decision is right."
    }
    DECISIONS_OVER_LIMIT "E1207" Error {
        "個別決定が施設の上限を超えています" "施設 {facility} で個別に決めた児童が、上限「{limit}」を超えています。" "決定か上限を直してください。"
        "Decisions by hand break a limit" "The children decided by hand for the facility {facility} break its limit {limit}." "Correct the decisions or the limit."
    }
    DECISION_CARE "W1208" Warning {
        "必要なケアに対応できない施設に決めています" "施設 {value} は、児童 {child} に必要なケア「{needs}」に対応できません。" "決定に誤りがないか確認してください。"
        "Decided where the care needed cannot be given" "The facility {value} cannot give what the child {child} needs: {needs}." "Check whether the decision is right."
    }
}
