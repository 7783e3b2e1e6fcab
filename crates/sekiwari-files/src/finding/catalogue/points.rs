//! Group 08: what the points of a round look like.

super::kinds! {
    ITEM_NOBODY "N0801" Note {
        "誰にも当てはまらない項目です" "項目「{value}」({text}) に当てはまる児童がいません。" "表や条件に誤りがないか確認してください。"
        "Item that holds for nobody" "The item \"{value}\" ({text}) holds for no child." "Check the tables and its condition."
    }
    ITEM_MOVED "W0802" Warning {
        "当てはまる児童の数が大きく変わりました" "項目「{value}」({text}) に当てはまる児童は、昨年 {before} 人、今年 {now} 人です。" "表の漏れや規則の書き誤りがないか確認してください。"
        "Item whose number moved a lot" "The item \"{value}\" ({text}) held for {before} children last year and holds for {now} now." "Check for missing rows and for mistakes in the rule."
    }
    ITEM_NEW "N0803" Note {
        "昨年の表にない項目です" "項目「{value}」({text}) は昨年の表にありません。" "項目の ID を変えた場合は、昨年の表の ID も直してください。"
        "Item that last year's table lacks" "The item \"{value}\" ({text}) is not in last year's table." "If its id was changed, change it there as well."
    }
    CHILD_WITHOUT_POINTS "W0804" Warning {
        "当てはまる項目のない児童です" "児童 {value} に当てはまる項目が一つもありません。" "保護者の事由の漏れがないか確認してください。"
        "Child for whom no item holds" "No item holds for the child {value}." "Check whether the reasons of its guardians are missing."
    }
}
