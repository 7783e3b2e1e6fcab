//! Group 11: reserved seats and care.

super::kinds! {
    GROUP_UNREADABLE "E1101" Error {
        "優先枠の対象が読めません" "施設 {facility} の「{value}」は優先枠の対象になりません。" "一般の枠なら空に、地区なら district:ID;ID のように地区 ID を書いてください。"
        "Nobody to reserve for" "\"{value}\" at the facility {facility} names nobody to reserve seats for." "Leave it empty for open seats; write district:ID;ID with the ids of districts."
    }
    RESERVED_TWICE "E1102" Error {
        "同じ優先枠が二つあります" "施設 {facility} の {class} 歳児クラスの「{value}」の枠は {first_line} 行目にもあります。" "一行にまとめてください。"
        "Reserved twice" "Class {class} of the facility {facility} is reserved for \"{value}\" on line {first_line} too." "Put them into one row."
    }
    GUARANTEE_DIVIDES_SEATS "E1103" Error {
        "保証の席がほかのクラスと分け合う席にかかります" "施設 {facility} の {class} 歳児クラスは席を分け合うため、「{value}」の保証に席を加えられません。" "保証の行の席数を 0 にし、席は一般の枠の行に書いてください。"
        "Guarantee within shared seats" "The classes {class} of the facility {facility} share their seats otherwise, so the guarantee for \"{value}\" cannot bring seats of its own." "Write 0 seats there, and the seats in the row of open ones."
    }
    RESERVE_WITHOUT_MEMBERS "W1104" Warning {
        "対象の児童がいない優先枠です" "施設 {facility} の {class} 歳児クラスの「{value}」の枠には、対象になる申込児童がいません。{hint}" "対象の書き方と児童の表 (leaver_of、care_needs、employee_of、district_id、groups) を確認してください。"
        "Reserve without members" "Nobody who applies for class {class} belongs to \"{value}\" at the facility {facility}. {hint}" "Check the word and the children (leaver_of, care_needs, employee_of, district_id, groups)."
    }
    GROUP_WITHOUT_SEATS "W1105" Warning {
        "優先枠のない区分です" "区分「{value}」の児童が {count} 人いますが (例: {child})、その優先枠はありません。{hint}" "区分か受入枠の表を確認してください。"
        "Group without reserve" "{count} children belong to \"{value}\" (e.g. {child}), for whom nothing is reserved. {hint}" "Check the word or the table of seats."
    }
    LEAVER_WITHOUT_PARTNER "W1106" Warning {
        "連携施設のない卒園施設です" "児童 {child} が卒園する施設 {value} には連携施設がないため、卒園児の枠の対象になりません。" "施設の表の partners を確認してください。"
        "Leaver without partner" "The facility {value} that the child {child} leaves has no partner, so no seats for leavers are meant for it." "Check partners in the table of facilities."
    }
    CARE_NOWHERE "W1107" Warning {
        "どの施設も対応できないケアです" "児童 {child} に必要なケア「{value}」のすべてに対応できる施設がありません。" "施設の表の care_kinds と言葉をそろえてください。"
        "Care that no facility can give" "No facility can give all the care that the child {child} needs: {value}." "Use the same words as care_kinds in the table of facilities."
    }
    WISH_CARE_NOT_MET "W1108" Warning {
        "必要なケアに対応できない施設への希望です" "施設 {value} は児童 {child} に必要なケア「{needs}」に対応できません。希望は残りますが、かないません。" "施設の care_kinds か希望を確認してください。"
        "Care not met" "The facility {value} cannot give what the child {child} needs: {needs}. The wish stays and cannot be given." "Check care_kinds or the wish."
    }
    GUARANTEED_MORE_THAN_SEATS "W1109" Warning {
        "保証する児童が席より多くなっています" "施設 {facility} の {class} 歳児クラスでは、席 {seats} に対し「{value}」として保証される児童 {count} 人が希望しています。指数の順に決まります。" "席を増やすか、保証の対象を確認してください。"
        "More guaranteed than seats" "Class {class} of the facility {facility} has {seats} seats, and {count} children guaranteed as \"{value}\" wish for them. Their points decide." "Add seats, or check who is guaranteed."
    }
    KIND_WITHOUT_GROUP "W1110" Warning {
        "優先枠の対象がありません" "施設 {facility} の行には優先枠の種別か最低日齢がありますが、対象がないため一般の枠として扱います。" "reserved_for に対象を書いてください。"
        "Reserve without group" "The row of the facility {facility} states a kind or a minimum age of a reserve but nobody it is for, so its seats are open." "Write in reserved_for whom they are for."
    }
}
