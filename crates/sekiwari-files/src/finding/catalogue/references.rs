//! Group 04: references between tables.

super::kinds! {
    CHILD_DUPLICATE "E0401" Error {
        "児童が重複しています" "児童 {value} は {first_line} 行目にもあります。" "一方を削除するか、ID を直してください。"
        "Child listed twice" "The child {value} is also on line {first_line}." "Delete one of the rows or correct the id."
    }
    FACILITY_DUPLICATE "E0402" Error {
        "施設が重複しています" "施設 {value} は {first_line} 行目にもあります。" "一方を削除するか、ID を直してください。"
        "Facility listed twice" "The facility {value} is also on line {first_line}." "Delete one of the rows or correct the id."
    }
    HOUSEHOLD_DUPLICATE "E0403" Error {
        "世帯が重複しています" "世帯 {value} は {first_line} 行目にもあります。" "一方を削除するか、ID を直してください。"
        "Household listed twice" "The household {value} is also on line {first_line}." "Delete one of the rows or correct the id."
    }
    CHILD_UNKNOWN "E0404" Error {
        "児童の表にない児童です" "児童 {value} は児童の表にありません。{hint}" "ID を直すか、児童の表に加えてください。"
        "Unknown child" "The child {value} is not in the table of children. {hint}" "Correct the id or add the child."
    }
    FACILITY_UNKNOWN "E0405" Error {
        "施設の表にない施設です" "施設 {value} は施設の表にありません。{hint}" "ID を直すか、施設の表に加えてください。"
        "Unknown facility" "The facility {value} is not in the table of facilities. {hint}" "Correct the id or add the facility."
    }
    HOUSEHOLD_UNKNOWN "E0406" Error {
        "児童の表にない世帯です" "世帯 {value} の児童は児童の表にいません。{hint}" "ID を直すか、この行を削除してください。"
        "Unknown household" "No child in the table of children belongs to the household {value}. {hint}" "Correct the id or delete the row."
    }
    RANK_DUPLICATE "E0407" Error {
        "希望順位が重複しています" "児童 {child} の第 {value} 希望は {first_line} 行目にもあります。" "順位を振り直してください。"
        "Rank used twice" "Rank {value} of the child {child} is also on line {first_line}." "Number the wishes again."
    }
    WISH_DUPLICATE "E0408" Error {
        "同じ施設を二度希望しています" "児童 {child} は施設 {value} を {first_line} 行目でも希望しています。" "一方を削除してください。"
        "Facility wished twice" "The child {child} wishes the facility {value} on line {first_line} as well." "Delete one of the rows."
    }
    SCORE_DUPLICATE "E0409" Error {
        "点数が重複しています" "児童 {child} の同じ施設 (または全施設) の点数が {first_line} 行目にもあります。" "一方を削除してください。"
        "Score given twice" "A score of the child {child} for the same facility (or for all) is also on line {first_line}." "Delete one of the rows."
    }
    SCORE_MISSING "E0410" Error {
        "点数がありません" "児童 {child} が希望する施設 {value} の点数がありません。" "点数の表に、この施設の行か施設を空にした行を加えてください。"
        "Score missing" "The child {child} wishes the facility {value} but has no score there." "Add a score row for this facility, or one with the facility left empty."
    }
    JOINT_CHILD_FOREIGN "E0411" Error {
        "世帯の児童ではありません" "児童 {value} は世帯 {household} の児童ではありません (児童の表では {own})。" "世帯か児童の ID を直してください。"
        "Child of another household" "The child {value} does not belong to the household {household} (in the table of children: {own})." "Correct the household or the child."
    }
    JOINT_CHILD_DUPLICATE "E0412" Error {
        "同じ順位に同じ児童がいます" "世帯 {household} の第 {rank} 希望に児童 {value} が二度あります (先は {first_line} 行目)。" "一方を削除してください。"
        "Child twice under one rank" "Under rank {rank} of the household {household} the child {value} stands twice (first on line {first_line})." "Delete one of the rows."
    }
    SEATS_CLASS_DUPLICATE "E0413" Error {
        "同じクラスの枠が二つあります" "施設 {facility} の {class} 歳児クラスは {first_line} 行目にもあります。" "一つの行にまとめてください。"
        "Class in two seat rows" "Class {class} of the facility {facility} is also on line {first_line}." "Make it one row."
    }
    JOINT_WISH_REPEATED "E0414" Error {
        "同じ組合せを二度希望しています" "世帯 {household} の第 {rank} 希望は第 {first_rank} 希望と同じです。" "一方を削除してください。"
        "Joint wish repeated" "Joint wish {rank} of the household {household} is the same as {first_rank}." "Delete one of them."
    }
    LIMIT_CLASS_DUPLICATE "E0415" Error {
        "同じ上限に同じクラスが二つあります" "施設 {facility} の上限「{limit}」の {class} 歳児クラスは {first_line} 行目にもあります。" "一つの行にまとめてください。"
        "Class in two rows of a limit" "Class {class} under the limit {limit} of the facility {facility} is also on line {first_line}." "Make it one row."
    }
    LIMIT_CAPACITY_DIFFERS "E0416" Error {
        "同じ上限の値が違います" "施設 {facility} の上限「{limit}」の値は {first_line} 行目と違います。" "同じ施設・同じ上限の行には同じ値を書いてください。"
        "Capacities of a limit differ" "The capacity of the limit {limit} of the facility {facility} differs from that on line {first_line}." "State the same capacity in all rows of a limit."
    }
}
