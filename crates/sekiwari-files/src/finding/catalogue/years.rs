//! Group 23: plans over years.

super::kinds! {
    PERCENT "E2301" Error {
        "割合として読めません" "{key} は {min} から {max} まで、小数 1 桁までの割合 (%) です。" "書き直してください。"
        "Not a percentage that can be used" "{key} is a percentage from {min} to {max} with one decimal at most." "Correct it."
    }
    STATED_TWICE "E2302" Error {
        "同じことが二度書かれています" "「{value}」は先にも書かれています。" "一方を削除してください。"
        "Stated twice" "\"{value}\" is stated before." "Delete one of the two."
    }
    SITE_UNKNOWN "E2303" Error {
        "候補地の表にない候補地です" "候補地 {value} は候補地の表にありません。{hint}" "ID を直すか、候補地の表に加えてください。"
        "Site that is not among the candidates" "There is no site {value} among the candidates. {hint}" "Correct the id, or add it to the table of candidates."
    }
    SIZE_UNKNOWN "E2304" Error {
        "候補地にない規模です" "候補地 {site} に規模「{value}」はありません (あるのは {has})。" "候補地の表と同じ名前を書いてください。"
        "Size that the site does not have" "The site {site} has no size \"{value}\" (it has {has})." "Write it as in the table of candidates."
    }
    YEAR_OUTSIDE "E2305" Error {
        "計画の外の年度です" "候補地 {value} の開設年度 {year} が、計画の {first} から {last} 年度の外です。" "年度か、計画の年数を直してください。"
        "Year outside the plan" "The site {value} is to open in {year}, and the plan is from {first} to {last}." "Correct the year, or the number of years."
    }
    PLAN_LIMITS "E2306" Error {
        "決まった開設が上限を超えています" "書かれた開設と必須の候補地だけで、年ごとの数か費用の上限、または開設できる年度を守れません。" "上限を見直してください。"
        "Openings beyond the limits" "The openings stated, with the sites that are required, do not keep the limits of number, cost, teachers or first year." "Change the limits."
    }
}
