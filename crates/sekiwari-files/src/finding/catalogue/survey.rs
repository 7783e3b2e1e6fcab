//! Group 13: the survey of waiting children, and the plan table.

super::kinds! {
    TIME_INVALID "E1301" Error {
        "時刻として読めません" "「{value}」は時刻ではありません。" "「7:30」のように書いてください。"
        "Not a time of day" "\"{value}\" is not a time of day." "Write it like 7:30."
    }
    TIME_REVERSED "E1302" Error {
        "時刻の前後が逆か、片方だけです" "保育を利用する時間帯が {from} から {to} になっています。" "開始と終了の両方を、開始を先にして書いてください。"
        "Hours reversed or incomplete" "The hours of care are from {from} to {to}." "State both, the beginning before the end."
    }
    ROW_EMPTY "W1303" Warning {
        "何も述べていない行です" "児童 {value} のこの行には、状況も、断った施設も、ほかの値もありません。" "書き漏れがないか確認し、なければ行を削除してください。"
        "Row that says nothing" "This row about the child {value} has no situation, no refused offer and no other value." "Fill it in or delete it."
    }
    SURVEY_CONTRADICTS "E1304" Error {
        "同じ時期に食い違う値です" "児童 {child} の「{column}」は、同じ時期に有効な {first_line} 行目では別の値です。" "どちらかを直すか、有効な期間を分けてください。"
        "Values that contradict each other" "The {column} of the child {child} has another value on line {first_line}, in the same time." "Correct one of them, or the dates from and until which they hold."
    }
    TWO_PLACES "W1305" Warning {
        "同じ時期に二か所を利用しています" "児童 {child} は「{value}」とされていますが、{first_line} 行目では同じ時期に「{other}」です。" "どちらかの期間の終わりを確認してください。集計では count.order の順に一つだけ数えます。"
        "In two places at a time" "The child {child} is in \"{value}\", and on line {first_line} in \"{other}\" in the same time." "Check when one of them ended. It is counted once, in the order of count.order."
    }
    SITUATION_REPEATED "W1306" Warning {
        "同じ状況が二度あります" "児童 {child} の「{value}」は、同じ時期に有効な {first_line} 行目にもあります。" "一方を削除してください。"
        "Situation stated twice" "\"{value}\" of the child {child} is on line {first_line} as well, in the same time." "Delete one of the rows."
    }
    RETURN_WITHOUT_LEAVE "W1307" Warning {
        "育児休業でない行の復職の意思です" "復職の意思は、状況が on-leave (育児休業中) の行でだけ読みます。" "状況を確認するか、値を空にしてください。"
        "Will to return without leave" "The will to return is read in rows with the situation on-leave only." "Check the situation, or leave the value out."
    }
    SPECIFIC_WITHOUT_OFFER "W1308" Warning {
        "個別に案内した施設がありません" "児童 {child} は特定の施設のみ希望とされていますが、断った施設 (offer_refused) がどの行にもありません。このままでは除外せず、待機児童に数えます。" "個別に案内して断られた施設を書いてください。案内していないなら、この状況を外してください。"
        "No place was offered individually" "The child {child} is said to wait for certain places only, but no row names a facility it refused (offer_refused). It is counted as waiting." "Name the facility that was offered and refused; if none was, remove the situation."
    }
    ELSEWHERE_CLASS "E1309" Error {
        "市外へ申し込んだ児童のクラスがありません" "児童 {value} は児童の表にないため、どの行にもクラスがないと年齢別に数えられません。" "クラスを入れてください。"
        "Class missing of a child that applied elsewhere" "The child {value} is not in the table of children, and no row gives its class to count it under." "Fill in the class."
    }
    ELSEWHERE_HERE "N1310" Note {
        "市内にも申し込んでいる児童です" "児童 {value} は今回の募集にもいるので、市外への申込を別には数えません。" "問題がなければ、そのままで構いません。"
        "Child that applied here as well" "The child {value} is in this round too; its application elsewhere is not counted again." "Nothing, if that is so."
    }
    CHILD_DIFFERS "W1311" Warning {
        "児童の表と違う値です" "児童 {child} の「{column}」は児童の表と違います。児童の表の値を使います。" "どちらが正しいか確認してください。"
        "Value that differs from the table of children" "The {column} of the child {child} differs from the table of children, which is used." "Check which is right."
    }
    RESIDENCE_UNUSED "W1312" Warning {
        "自治体の名前が設定されていません" "居住市町村が書かれていますが、count.municipality がないため、誰も市外在住として扱いません。" "round.toml の [count] municipality に自治体の名前を、表と同じ書き方で入れてください。"
        "Municipality not set" "Municipalities of residence are stated, but count.municipality is not set, so nobody is taken to live elsewhere." "Set municipality under [count] in round.toml, written as in the table."
    }
    TRAVEL_DUPLICATE "E1313" Error {
        "同じ児童と施設の通園時間が二つあります" "児童 {child} から施設 {value} までの時間は {first_line} 行目にもあります。" "一方を削除してください。"
        "Travel time given twice" "The time of the child {child} to the facility {value} is also on line {first_line}." "Delete one of the rows."
    }
    OPENING_HOURS "W1314" Warning {
        "開所時間が読めません" "施設 {facility} の開所時間「{value}」は時刻として読めないため、案内の候補では時間帯を確かめません。" "開所と閉所を「7:00」のように書いてください。"
        "Opening hours not understood" "The opening hours \"{value}\" of the facility {facility} are no times of day, so offers do not look at its hours." "Write both like 7:00."
    }
    ORDER_TWICE "E1315" Error {
        "除外の順に同じものが二つあります" "count.order に「{value}」が二度あります。" "一方を削除してください。"
        "Exclusion named twice" "count.order names \"{value}\" twice." "Delete one of them."
    }
    SEATED_FLAGGED "W1316" Warning {
        "席のある児童に除外の状況があります" "児童 {value} には席があるので、状況 ({situations}) は使いません。" "調査の表か、結果のどちらかが古くないか確認してください。"
        "Seated child with a situation" "The child {value} has a seat, so what the survey says of it ({situations}) is not used." "Check whether the survey or the allocation is out of date."
    }
    SPECIFIC_CONTRADICTED "W1317" Warning {
        "通える空きのない児童が「特定の施設のみ」とされています" "児童 {value} のクラスには、{minutes} 分以内で通える空きがありません ({counted})。" "案内した施設と時期を確認してください。案内できる施設がなければ、待機児童に数えます。"
        "Certain places only, but nothing was open within reach" "No seat of the class of the child {value} is open within {minutes} minutes ({counted})." "Check which place was offered and when; if none could be, the child is waiting."
    }
    SPECIFIC_UNTESTED "N1318" Note {
        "「特定の施設のみ」を確かめられません" "児童 {value} から空きのある施設までの時間が分かりません。" "児童と施設の緯度経度か、通園時間の表 (travel) を入れてください。"
        "Certain places only, not tested" "It is not known how far the open places are for the child {value}." "Give positions of the child and the facilities, or a table of travel times."
    }
    CONTINUING_UNKNOWN "N1319" Note {
        "継続利用児童の数が分かりません" "在籍の表 (enrolled) がないため、申込者数と利用児童数は出せません (保留児童数と待機児童数は出せます)。" "申し込まずに在籍を続ける児童の数を、施設とクラスごとに入れてください。"
        "Continuing children not known" "Without the table enrolled, applicants and users in all are not known; deferred and waiting children are." "State the children who stay without applying, by facility and class."
    }
    DATE_BEFORE_ENTRY "W1320" Warning {
        "調査日が入所日より前です" "調査日 {value} は、この募集の入所日 {entry_date} より前です。決まった席をまだ誰も使っていません。" "調査日 (--date) を確認してください。"
        "Survey day before the entry date" "The survey day {value} lies before the entry date {entry_date} of the round, when nobody uses its seats yet." "Check the survey day (--date)."
    }
    NOTHING_HOLDS "W1321" Warning {
        "調査日に有効な行が一つもありません" "調査の表の {rows} 行のうち、{value} に有効な行がありません。" "有効開始日・有効終了日と調査日 (--date) を確認してください。"
        "No row holds on the survey day" "None of the {rows} rows of the survey holds on {value}." "Check valid_from, valid_to and the survey day (--date)."
    }
    REFUSED_WISHED "N1322" Note {
        "断った施設を希望しています" "児童 {child} は、断った施設 {value} を希望一覧にも入れています。" "案内した施設の ID を確認してください。"
        "Refused a facility it wishes" "The child {child} has the facility {value}, which it refused, on its list of wishes." "Check the id of the facility that was offered."
    }
    PLAN_DUPLICATE "E1323" Error {
        "同じ行が二つあります" "年度 {year}・地区「{district}」・{category} は {first_line} 行目にもあります。" "一方を削除するか、一つの行にまとめてください。"
        "Row given twice" "Year {year}, district \"{district}\", {category} is also on line {first_line}." "Delete one of the rows or make them one."
    }
}

/// Whether a kind belongs to this group.
#[must_use]
pub fn is_one(kind: &super::super::Kind) -> bool {
    ALL.iter().any(|own| own.code == kind.code)
}
