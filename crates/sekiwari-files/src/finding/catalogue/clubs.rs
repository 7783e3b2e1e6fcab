//! Group 14: rounds of after-school clubs.

super::kinds! {
    DISTRICT_UNKNOWN "E1401" Error {
        "地区の表にない地区です" "地区 {value} は地区の表にありません。{hint}" "ID を直すか、地区の表に加えてください。"
        "Unknown district" "The district {value} is not in the table of districts. {hint}" "Correct the id or add the district."
    }
    SCHOOL_UNKNOWN "E1402" Error {
        "どの地区にもない学校です" "学校 {value} は地区の表のどの地区にもありません。{hint}" "ID を直すか、地区の表の school_ids に加えてください。"
        "Unknown school" "The school {value} belongs to no district of the table of districts. {hint}" "Correct the id, or add it to the school_ids of its district."
    }
    DISTRICT_DUPLICATE "E1403" Error {
        "地区が重複しています" "地区 {value} は {first_line} 行目にもあります。" "一方を削除するか、ID を直してください。"
        "District listed twice" "The district {value} is also on line {first_line}." "Delete one of the rows or correct the id."
    }
    ROUTE_DUPLICATE "E1404" Error {
        "送迎路線が重複しています" "路線 {value} は {first_line} 行目にもあります。" "一方を削除するか、ID を直してください。"
        "Route listed twice" "The route {value} is also on line {first_line}." "Delete one of the rows or correct the id."
    }
    SCHOOL_TWICE "E1405" Error {
        "学校が二つの地区にあります" "学校 {value} は {first_line} 行目の地区にもあるため、この学校の児童の地区が決まりません。" "どちらかから除き、児童の行に地区を書いてください。"
        "School in two districts" "The school {value} also belongs to the district on line {first_line}, so the district of its children is unknown." "Take it out of one of them, and write the district in the rows of the children."
    }
    GRADE_INVALID "E1406" Error {
        "学年が正しくありません" "学年は 1 から 6 です。" "1 から 6 の数字を入れてください。"
        "Not a grade" "Grades are 1 to 6." "Write a digit from 1 to 6."
    }
    DAYS_INVALID "E1407" Error {
        "曜日として読めません" "曜日は MTWHFS (H は木曜、S は土曜) か月火水木金土で、一つの曜日は一度だけ書きます。" "「MTWHF」「月水金」のように書き直してください。"
        "Not weekdays" "Weekdays are letters of MTWHFS (H is Thursday, S is Saturday) or kanji, each at most once." "Rewrite the cell, as in MTWHF."
    }
    SEASONS_INVALID "E1408" Error {
        "時期として読めません" "書ける値: year (通年)、term (授業期間)、vacation (長期休業)、spring (春休み)、summer (夏休み)、winter (冬休み)。いくつかは ; で区切ります。" "このどれかに書き直してください。"
        "Not seasons" "Values that may stand here: year, term, vacation, spring, summer, winter; several with ; between them." "Use one of these."
    }
    GRADE_UNDECIDED "E1409" Error {
        "学年が決まりません" "児童 {child} には生年月日も学年もありません。" "どちらかを入れてください。"
        "Grade unknown" "The child {child} has neither a birth date nor a grade." "Fill in one of them."
    }
    GRADE_CONTRADICTS_BIRTH "E1410" Error {
        "学年と生年月日が合いません" "児童 {child} の生年月日からは {fiscal_year} 年度に {grade} 年生になります。" "どちらかを直してください (4 月 1 日生まれは上の学年です)。"
        "Grade and birth date disagree" "By its birth date the child {child} is in grade {grade} in fiscal year {fiscal_year}." "Correct one of them (born on April 1 counts with the older year)."
    }
    NOT_AT_SCHOOL "E1411" Error {
        "小学生ではありません" "児童 {child} は {fiscal_year} 年度には小学生ではありません。" "生年月日か年度を直してください。"
        "Not at elementary school" "The child {child} is at no elementary school in fiscal year {fiscal_year}." "Correct the birth date or the fiscal year."
    }
    MIN_DAYS_ABOVE "E1412" Error {
        "最低日数が希望する日数より多くなっています" "児童 {child} が希望する曜日は {days} の {count} 日ですが、最低日数は {value} 日です。" "最低日数か曜日を直してください。"
        "More days at least than wanted" "The child {child} wants {days}, {count} days, but accepts no fewer than {value}." "Correct the number or the weekdays."
    }
    WISH_DAYS_NOT_WANTED "E1413" Error {
        "児童が希望しない曜日です" "児童 {child} の曜日は {days} ですが、この希望には {value} とあります。" "児童の表の曜日か、この希望の曜日を直してください。"
        "Days that the child does not want" "The child {child} wants {days}, but this wish says {value}." "Correct the weekdays of the child or of the wish."
    }
    LIST_WITHOUT_SCORE "E1414" Error {
        "点数がありません" "児童 {value} には希望がないため希望順を作りますが、その中の {count} クラブ (例: {facility}) での点数がありません。" "点数の表に、施設を空にした行を加えてください。"
        "Score missing" "For the child {value}, which gave no wishes, a list is made; it has no score at {count} clubs on it (e.g. {facility})." "Add a score row with the facility left empty."
    }
    ORDER_TWICE "E1416" Error {
        "順序に同じ項目が二つあります" "設定「{column}」に「{value}」が二度あります。二つ目は何も決めません。" "一方を消してください。"
        "A key stands twice in the order" "The setting \"{column}\" names \"{value}\" twice; the second could not decide anything." "Delete one of them."
    }
    SCHOOL_ELSEWHERE "W1417" Warning {
        "学校が地区の外にあります" "児童 {child} の地区は {district} ですが、学校 {value} は地区 {other} の学校です。地区 {district} の児童として扱います。" "指定校の変更でなければ、地区か学校を直してください。"
        "School in another district" "The child {child} lives in the district {district}, but the school {value} belongs to {other}. It counts as a child of {district}." "Correct one of them, unless the child goes to another school than its own."
    }
    PLACE_NOWHERE "W1418" Warning {
        "どの地区にも入らない住所です" "児童 {value} の緯度・経度は、districts.geojson のどの地区にも入りません。" "緯度・経度を確かめるか、地区を書いてください。"
        "Place in no district" "The place of the child {value} lies in no district of districts.geojson." "Check it, or write the district."
    }
    PLACE_IN_SEVERAL "W1419" Warning {
        "いくつもの地区に入る住所です" "児童 {value} の緯度・経度は地区 {districts} に入ります。最初の地区の児童として扱います。" "地区を書いてください。"
        "Place in several districts" "The place of the child {value} lies in the districts {districts}; the first one counts." "Write the district."
    }
    AREA_UNKNOWN "W1420" Warning {
        "地区の表にない区域です" "地区「{value}」の区域は地図にありますが、地区の表にありません。ここに住む児童の地区は決まりません。{hint}" "地図の district_id を直すか、地区の表に加えてください。"
        "Area of an unknown district" "The map has an area of the district {value}, which is not in the table of districts. Children who live there have no district. {hint}" "Correct district_id on the map, or add the district."
    }
    CHILD_WITHOUT_LIST "W1421" Warning {
        "地区も希望もない児童です" "児童 {value} には希望がなく、地区も分からないため希望順を作れず、配分されません。" "地区、学校、希望のどれかを入れてください。"
        "Child without district and wishes" "The child {value} has no wish, and no list can be made without its district, so it cannot be placed." "Fill in its district or school, or its wishes."
    }
    NO_CLUB_IN_REACH "W1422" Warning {
        "通えるクラブのない児童です" "児童 {value} には希望がなく、地区 {district} から通えるクラブもないため、配分されません。" "地区のクラブ、隣の地区、送迎、設定 club.neighbours と club.overflow を確認してください。"
        "No club within reach" "The child {value} has no wish, and there is no club within reach of the district {district}, so it cannot be placed." "Check home clubs, neighbouring districts and transport, and the settings club.neighbours and club.overflow."
    }
    WISH_CLOSED_SEASONS "W1423" Warning {
        "希望の時期に開かないクラブです" "児童 {child} の時期は {seasons} ですが、クラブ {value} はそのどれにも開きません。希望は残りますが、かないません。" "クラブの時期か、児童の利用期間を確認してください。"
        "Club closed in all wished seasons" "The child {child} comes in {seasons}; the club {value} opens in none of them. The wish stays and cannot be given." "Check the seasons of the club and of the child."
    }
    WISH_CLOSED_DAYS "W1424" Warning {
        "希望の曜日に開かないクラブです" "児童 {child} の希望する曜日のうち {days} に、クラブ {value} は開きません。希望は残りますが、かないません。" "クラブの曜日か、希望の曜日を確認してください。"
        "Club closed on wished days" "The club {value} is closed on {days}, on which the child {child} wants to come. The wish stays and cannot be given." "Check the weekdays of the club and of the wish."
    }
    LIST_CLOSED "W1425" Warning {
        "希望の曜日・時期に開くクラブがありません" "児童 {value} には希望がないため希望順を作りますが、その {count} クラブのどれも、希望の曜日・時期 ({days}, {seasons}) に開きません。" "クラブの曜日と時期か、児童の曜日と時期を確認してください。"
        "No club opens on the wanted days" "For the child {value}, which gave no wishes, a list of {count} clubs is made; none of them opens on its days ({days}, {seasons})." "Check days and seasons of the clubs and of the child."
    }
    HELD_CLOSED "W1426" Warning {
        "席のある曜日に開かないクラブです" "児童 {child} は {days} にクラブ {value} の席がありますが、クラブはその曜日・時期に開きません。席はそのまま残します。" "クラブの曜日と時期か、児童の席の曜日を確認してください。"
        "Held seat on closed days" "The child {child} holds a seat at the club {value} on {days}, when the club is closed. It is kept." "Check the days of the club and those of the seat."
    }
    CLUB_OF_NOBODY "W1427" Warning {
        "どの地区のクラブでもありません" "クラブ {value} はどの地区の facility_ids にもないため、希望のない児童の希望順に入りません。" "地区の表に漏れがないか確認してください。"
        "Home club of nobody" "The club {value} stands in the facility_ids of no district, so it is on no list that is made." "Check the table of districts."
    }
    DISTRICT_WITHOUT_CLUB "N1428" Note {
        "クラブのない地区です" "地区のクラブがない地区が {count} あります (例: {value})。児童は近隣の地区のクラブへ通うことになります。" "漏れでなければ、何もしなくてかまいません。"
        "Districts without a club" "{count} districts have no home club (e.g. {value}); their children go to those of neighbouring districts." "Nothing, unless it was left out."
    }
    ROUTE_WITHOUT_SEATS "W1429" Warning {
        "座席のない路線です" "路線 {route} の座席が 0 なので、誰も使えません。" "座席の数を確認してください。"
        "Route without seats" "The route {route} has no seats, so nobody can use it." "Check the number of seats."
    }
    HELD_DAYS_UNUSED "W1430" Warning {
        "席のない児童に席の曜日があります" "児童 {child} には在籍クラブがないため、席の曜日 {value} は使いません。" "在籍クラブの漏れがないか確認してください。"
        "Days of a seat that is not held" "The child {child} holds no seat, so the days {value} are not used." "Check whether its present club was left out."
    }
    NEIGHBOURS_DERIVED "N1431" Note {
        "隣の地区を地図から求めました" "地区の表に隣の地区がないため、districts.geojson で境界を {metres} m 以上共にする (または重なる) {pairs} 組を隣どうしとします。隣のない地区は {alone} です。" "通えない隣 (川や線路など) があれば、neighbour_district_ids に隣の地区を書いてください。書けばその列だけを使います。"
        "Neighbours taken from the map" "The table of districts names no neighbours, so the {pairs} pairs are neighbours that share at least {metres} m of border in districts.geojson, or overlap; {alone} districts have none." "Write neighbour_district_ids where children cannot cross (a river, a railway); then only that column counts."
    }
}
