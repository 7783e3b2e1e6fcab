//! Group 22: candidate sites.

super::kinds! {
    SIZE_DUPLICATE "E2201" Error {
        "同じ候補地の同じ規模が二度あります" "候補地 {value} の規模「{size}」は {first_line} 行目にもあります。" "規模ごとに別の名前を付けるか、一方を削除してください。"
        "Size of a site stated twice" "The size \"{size}\" of the site {value} is on line {first_line} as well." "Give each size a name of its own, or delete one of the rows."
    }
    SITE_DIFFERS "E2202" Error {
        "同じ候補地の行が食い違っています" "候補地 {value} の「{column}」が {first_line} 行目と違います。" "規模、費用、保育士、席のほかは、どの行も同じにするか空にしてください。"
        "Rows of one site that differ" "The {column} of the site {value} is not that of line {first_line}." "All but size, cost, teachers and seats has to be the same in all rows of a site, or blank."
    }
    NO_SEATS "E2203" Error {
        "席のない候補地です" "候補地 {value} のこの行に一席もありません。" "クラスごとの席数を書いてください。"
        "Site without seats" "This row of the site {value} has no seat." "State seats by class."
    }
    SITE_UNPLACED "W2204" Warning {
        "場所の分からない候補地です" "候補地 {value} の緯度・経度がありません。近くの家庭が分からないため、希望する家庭はないものとします。" "緯度と経度を書いてください。"
        "Site without a place" "The site {value} has no latitude and longitude. Nobody lists it, as it is not known who lives near." "State where it is."
    }
    EXPANDED_TWICE "E2205" Error {
        "同じ施設の増設が二つあります" "施設 {value} の増設は {first_line} 行目の候補地にもあります。" "一つの候補地の規模の案としてまとめてください。"
        "Facility expanded by two sites" "The facility {value} is expanded by the site on line {first_line} as well." "Make them sizes of one site."
    }
    EXPANDED_UNKNOWN "E2206" Error {
        "増設する施設が募集にありません" "施設 {value} は募集にありません。{hint}" "ID を直すか、新設なら空にしてください。"
        "Facility to be expanded is not in the round" "There is no facility {value} in the round. {hint}" "Correct the id, or leave it blank for a new facility."
    }
    SITE_EXISTS "E2207" Error {
        "新設する候補地の ID が今ある施設と同じです" "候補地 {value} と同じ ID の施設が、すでに募集にあります。" "別の ID にするか、増設なら expands に書いてください。"
        "New site with the id of a facility" "There is a facility {value} in the round already." "Give the site another id, or name the facility under expands if seats are added there."
    }
    NO_CHOICE "E2208" Error {
        "条件に合う選び方がありません" "候補地の数・費用・保育士の条件を満たす選び方がありません (候補 {candidates}、必須 {required})。" "数や上限を見直してください。"
        "No choice within the limits" "No choice of sites meets the number, the budget and the teachers ({candidates} candidates, {required} required)." "Change the number or the limits."
    }
}
