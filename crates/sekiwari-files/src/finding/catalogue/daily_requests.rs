//! Group 18: children and requests of rounds of day services.

super::kinds! {
    REQUEST_DUPLICATE "E1801" Error {
        "申込みが重複しています" "申込み {value} は {first_line} 行目にもあります。" "一方を削除するか、ID を直してください。"
        "Request listed twice" "The request {value} is also on line {first_line}." "Delete one of the rows or correct the id."
    }
    AGE_UNKNOWN "E1802" Error {
        "年齢が分かりません" "児童 {child} には生年月日もクラスも学年もありません。" "どれかを入れてください。"
        "Age unknown" "The child {child} has neither a birth date nor a class or grade." "Fill in one of them."
    }
    AGE_CONTRADICTS "E1803" Error {
        "クラスや学年と生年月日が合いません" "児童 {child} は生年月日からは {reckoned} です (期間の初めの日の年度)。" "どちらかを直してください。"
        "Class or grade and birth date disagree" "By its birth date the child {child} is in {reckoned}, in the fiscal year of the first day." "Correct one of them."
    }
    AGE_OUTSIDE "E1804" Error {
        "対象の年齢ではありません" "児童 {child} は、期間中まだ生まれていないか、小学生の年齢を過ぎています。" "生年月日を確認してください。"
        "Not of an age for day services" "The child {child} is not born by the end of the period, or past elementary school." "Check the birth date."
    }
    CLASS_AND_GRADE "E1805" Error {
        "クラスと学年の両方があります" "児童 {child} はクラスと学年のどちらなのか決まりません。" "どちらかを空にしてください。"
        "Both a class and a grade" "The child {child} cannot be in a class and in a grade." "Leave one of them empty."
    }
    ENROLLED_CONTRADICTS "E1806" Error {
        "在籍の欄が合いません" "児童 {child} には在籍施設があるのに、在籍の欄は「いいえ」です。" "どちらかを直してください。"
        "Enrolment contradicts itself" "The child {child} has an enrolled facility but is said not to be enrolled." "Correct one of them."
    }
    USES_WITH_DATE "E1807" Error {
        "日付のある行の回数は 1 です" "一日の利用は一行に一回です ({value} 回とあります)。" "日ごとに行を分けるか、日付を空にしてください。"
        "A row with a date stands for one use" "A row with a date is one use, not {value}." "Write a row for each date, or leave the date empty."
    }
    DATE_OUTSIDE "E1808" Error {
        "期間の外の日です" "{value} は募集の期間 ({from} から {to}) の外です。" "日付を直すか、行を削除してください。"
        "Date outside the period" "{value} lies outside the period of the round ({from} to {to})." "Correct the date or delete the row."
    }
    DATE_TWICE "E1809" Error {
        "同じ日が二度あります" "申込み {request} に {value} が二度あります。" "一方を削除してください。"
        "Date named twice" "The request {request} names {value} twice." "Delete one of them."
    }
    SITE_TWICE "E1810" Error {
        "同じ施設が二度あります" "申込み {request} は施設 {value} を二度希望しています。" "一方を削除してください。"
        "Site named twice" "The request {request} names the site {value} twice." "Delete one of them."
    }
    DISEASE_UNKNOWN "E1811" Error {
        "扱いの分からない病気です" "病気「{value}」は組み込みの表にも diseases の表にもありません。{hint}" "書き方を直すか、diseases の表に加えてください。"
        "Disease without a rule" "The disease \"{value}\" is neither in the built-in table nor in the table of diseases. {hint}" "Correct it, or add it to the table of diseases."
    }
    REASON_UNKNOWN "E1812" Error {
        "設定にない理由です" "理由「{value}」は daily.reasons にありません ({allowed})。{hint}" "理由を直すか、daily.reasons に加えてください。"
        "Reason not in the settings" "The reason \"{value}\" is not in daily.reasons ({allowed}). {hint}" "Correct it, or add it to daily.reasons."
    }
    TOGETHER_DIFFERS "E1813" Error {
        "一緒の申込みの内容が違います" "組「{label}」の申込み {request} は、{first_line} 行目の申込みと {what} が違います。一緒に決めるには同じでなければなりません。" "内容をそろえるか、組の欄を空にしてください。"
        "Requests that come together differ" "The request {request} of \"{label}\" differs from the one on line {first_line} in {what}; together they have to be the same." "Make them the same, or leave the label empty."
    }
    TOGETHER_CHILD_TWICE "E1814" Error {
        "一つの組に同じ児童が二度います" "組「{label}」の申込み {request} の児童 {child} は {first_line} 行目にもいます。" "一方を削除するか、組の欄を空にしてください。"
        "Child twice in requests that come together" "The child {child} of the request {request} of \"{label}\" is also on line {first_line}." "Delete one of them, or leave the label empty."
    }
    CONFIRMED_IMPOSSIBLE "E1815" Error {
        "確定済みの申込みが成り立ちません" "確定済みの申込み {request} は、最初の施設 {facility} と日 {date} で利用できません: {why}。" "施設・日・事業の行を確認するか、状態を open か cancelled にしてください。"
        "Confirmed request that cannot be" "The confirmed request {request} cannot be at its first site {facility} on {date}: {why}." "Check the site, the date and the services, or write open or cancelled."
    }
    CONFIRMED_OVERFULL "E1816" Error {
        "確定済みの申込みが上限を超えます" "確定済みの申込みだけで、申込み {request} の分が受け入れられません (施設 {facility}、{date})。" "職員や定員の行、利用の上限、二重の確定がないかを確認してください。"
        "Confirmed requests beyond a limit" "The confirmed requests alone leave no place for the request {request} (site {facility}, {date})." "Check staff, seats and caps, and whether a child was confirmed twice."
    }
    SITES_MISSING "E1817" Error {
        "希望施設がありません" "申込み {request} には希望する施設がありません。" "施設の ID をよい順に入れてください。"
        "No site" "The request {request} names no site." "Fill in the ids of sites, best first."
    }
    TOGETHER_ALONE "W1818" Warning {
        "一人だけの組です" "組「{value}」の申込みは一つだけです。" "書き漏れや書き間違いがないか確認してください。"
        "Alone under a label" "There is only one request under \"{value}\"." "Check whether the other one was left out or mistyped."
    }
    USAGE_LATE "W1819" Warning {
        "期間より後の実績です" "{value} は募集の期間より後の日です。" "日付を確認してください。"
        "Use after the period" "{value} lies after the period of the round." "Check the date."
    }
    USAGE_DUPLICATE "W1820" Warning {
        "同じ実績が二つあります" "児童 {child} の同じ事業・日・時間帯の利用が {first_line} 行目にもあります。二回と数えます。" "同じ利用なら一方を削除してください。"
        "Use listed twice" "A use of the same service, date and session by the child {child} is also on line {first_line}; both count." "Delete one of them if they are the same."
    }
    SAME_TIME "W1821" Warning {
        "同じ児童の申込みが重なっています" "児童 {child} は {first_line} 行目でも同じ日の同じ時間を申し込んでいます。両方が決まることはありません。" "取り下げるものがないか確認してください。"
        "Requests of one child at the same time" "The child {child} asks for the same time of the same date on line {first_line}; only one of them can be granted." "Check whether one of them was withdrawn."
    }
    DISEASE_MISSING "W1822" Warning {
        "病名のない病児保育の申込みです" "申込み {request} には病名がないため、ほかの病気と同室でよいものとして扱います。" "病名を入れてください。"
        "Sick care without a disease" "The request {request} names no disease, so it counts as one that may share a room with others." "Fill in the disease."
    }
    DISEASE_UNUSED "W1823" Warning {
        "病名を使わない事業です" "申込み {request} の事業 {service} では病名「{value}」を使いません。" "事業を確認してください。"
        "Disease not used" "For {service} the disease \"{value}\" of the request {request} is not used." "Check the service."
    }
    REST_DAY_ODD "E1824" Error {
        "代わりの休みになりません" "申込み {request} の代わりに休む日 {value} は、利用する日と同じか、土曜・日曜・祝日です。" "日付を確認してください。"
        "No day off in return" "The day off in return {value} of the request {request} is the date of use itself, or no working day." "Check the date."
    }
    REQUESTED_LATE "W1825" Warning {
        "利用日より後に受け付けた申込みです" "申込み {request} の受付日時 {value} は、利用する日より後です。" "日付を確認してください。"
        "Made after the date of use" "The request {request} was made at {value}, after its date of use." "Check the dates."
    }
    NOTHING_POSSIBLE "W1826" Warning {
        "かなわない申込みです" "申込み {request} の施設と日の組合せは、どれも利用できません。" "ほかの指摘を見て、施設・日・事業を確認してください。"
        "Request that can never be granted" "None of the sites and dates of the request {request} can be given." "See the other findings; check sites, dates and services."
    }
    NEVER_GIVEN "W1827" Warning {
        "かなわない希望です" "申込み {request} は施設 {value} を利用できません ({dates}): {why} 希望は残りますが、かないません。" "施設・日・事業の行か、児童の行を確認してください。"
        "Wish that can never be given" "The request {request} cannot be given the site {value} ({dates}): {why} It stays and cannot be given." "Check the rows of the site, the date, the service and the child."
    }
    NEVER_OLD_ENOUGH "W1828" Warning {
        "年齢の合わない希望です" "申込み {request} の児童は、施設 {value} の受け入れる年齢に合いません ({dates}): {why} 希望は残りますが、かないません。" "施設の対象年齢か、児童の生年月日を確認してください。"
        "Wish for a site of other ages" "The child of the request {request} is not of an age that the site {value} takes ({dates}): {why} The wish stays and cannot be given." "Check the ages of the site and the birth date."
    }
    FISCAL_YEARS "E1829" Error {
        "日が二つの年度にまたがっています" "申込み {value} の日は二つの年度にまたがり、児童のクラスが一つに決まりません。" "年度ごとに申込みを分けてください。"
        "Dates of two fiscal years" "The dates of the request {value} lie in two fiscal years, so the child would have two classes." "Make a request for each year."
    }
    CONFIRMED_TWICE "E1830" Error {
        "同じ時間に二度確定されています" "確定済みの申込み {value} と {other} は、同じ児童の同じ日・同じ時間です。" "一方を open か cancelled にしてください。"
        "Confirmed twice at one time" "The confirmed requests {value} and {other} are for the same child at the same time." "Write open or cancelled in one of them."
    }
    REST_DAY_TWICE "E1831" Error {
        "同じ日を二度、代わりの休みにしています" "申込み {request} と {other} は、同じ児童の同じ日 {value} を代わりの休みにしています。" "一方の日を直してください。"
        "One day off for two" "The requests {request} and {other} of one child name the same day off in return, {value}." "Correct one of the days."
    }
    NOTHING_ASKED "N1832" Note {
        "取消しの申込みです" "取り消された申込みが {count} あります (例: {value})。結果の表には取消しとして残ります。" "何もしなくてかまいません。"
        "Cancelled requests" "{count} requests are cancelled (e.g. {value}); they are not decided." "Nothing."
    }
    EVENT_REQUEST_UNKNOWN "E1833" Error {
        "申込みがありません" "当日受付の申込み {value} は申込みの表にありません。{hint}" "ID を直すか、申込みの表に行を加えてください。"
        "No such request" "The request {value} of an event is not in the table of requests. {hint}" "Correct the id, or add the row to the table of requests."
    }
    EVENT_IMPOSSIBLE "E1834" Error {
        "当日受付が成り立ちません" "申込み {value}: {why}。" "行の順番と申込みを確認してください。一緒の申込みは全員分を取り消し、来る児童の分を新しく申し込みます。"
        "Event that cannot be" "The request {value}: {why}." "Check the order of the rows and the request. Cancel all who come together, and ask anew for those who still come."
    }
}
