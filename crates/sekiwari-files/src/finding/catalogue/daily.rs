//! Group 17: sites and services of rounds of day services.

super::kinds! {
    WEEKDAYS_INVALID "E1701" Error {
        "曜日として読めません" "曜日は MTWHFSU (H は木曜、S は土曜、U は日曜) か月火水木金土日で、一つの曜日は一度だけ書きます。" "「MTHF」「月火木金」のように書き直してください。どの曜日にも開かないなら none と書きます。"
        "Not weekdays" "Weekdays are letters of MTWHFSU (H is Thursday, S is Saturday, U is Sunday) or kanji, each at most once." "Rewrite the cell, as in MTHF; for no weekday write none."
    }
    SESSION_INVALID "E1702" Error {
        "時間帯として読めません" "時間帯は am (午前)、pm (午後)、day (一日)、または 9:00-12:30 のような開始と終了の時刻です。" "このどれかに書き直してください。"
        "Not a session" "A session is am, pm, day, or two times of day as in 9:00-12:30." "Use one of these."
    }
    ALL_CLASSES_INVALID "E1703" Error {
        "クラスと学年として読めません" "0 から 5 のクラスと小学校の学年を「0-5;小1-3」のように書きます。" "書き直してください。"
        "Not classes and grades" "Classes from 0 to 5 and grades are written as in 0-5;grade 1-3." "Rewrite the cell."
    }
    MOMENT_INVALID "E1704" Error {
        "日時として読めません" "読める形: 2026-04-15 9:30、2026-04-15T09:30、令和8年4月15日 9時30分、日付だけ。" "この形のどれかで書き直してください。"
        "Not a date with a time" "Forms that can be read: 2026-04-15 9:30, 2026-04-15T09:30, or a date alone." "Rewrite it in one of these forms."
    }
    TENTHS_RANGE "E1705" Error {
        "数値が範囲の外か、細かすぎます" "{min} から {max} まで、小数第 1 位までの値が必要です。" "値を確認してください。"
        "Number out of range or too fine" "A value from {min} to {max} with at most one decimal is needed." "Check the value."
    }
    SEATS_INVALID "E1706" Error {
        "定員として読めません" "定員は人数か、クラスごとの人数です (例 0:3;1-2:6)。同じクラスは一度だけ書けます。" "書き直してください。"
        "Not seats" "Seats are a number, or numbers by classes as in 0:3;1-2:6, each class once." "Rewrite the cell."
    }
    RATIO_INVALID "E1707" Error {
        "配置基準として読めません" "配置基準は national、全員に同じ人数 (例 3)、またはクラスごとの人数 (例 0:3;1-2:6) です。人数は 1 以上、同じクラスは一度だけ書けます。" "書き直してください。"
        "Not a ratio of teachers" "It is national, one number for all, or numbers by classes as in 0:3;1-2:6: 1 or more, each class once." "Rewrite the cell."
    }
    SERVICE_DUPLICATE "E1708" Error {
        "施設の同じ事業が二つあります" "施設 {facility} の {value} は {first_line} 行目にもあります。" "一つの行にまとめてください。"
        "Service listed twice" "The service {value} of the facility {facility} is also on line {first_line}." "Make it one row."
    }
    SERVICE_NOT_LISTED "E1709" Error {
        "事業の表にない事業です" "事業の表に、施設 {facility} の {value} はありません。" "事業の表に加えるか、施設か事業を直してください。"
        "Service not in the table of services" "The table of services has no {value} of the facility {facility}." "Add it there, or correct the facility or the service."
    }
    HOURS_REVERSED "E1710" Error {
        "閉まる時刻が開く時刻より後ではありません" "{from} に開き {value} に閉まることになります。" "時刻を確認してください。"
        "Closes before it opens" "It would open at {from} and close at {value}." "Check the times."
    }
    SHORT_HALF "E1711" Error {
        "短縮する曜日と時刻の片方がありません" "短縮する曜日 (short_days) とその閉所時刻 (short_to) は両方必要です。" "両方を書くか、両方を空にしてください。"
        "Half of a short day" "short_days and short_to belong together." "Give both or neither."
    }
    SESSION_NOWHERE "E1712" Error {
        "一日の時間の外です" "時間帯 {value} は、設定 daily.slots のどの時間帯にもかかりません。" "時間帯か daily.slots を直してください。"
        "Outside the day" "The session {value} touches no slot of daily.slots." "Correct the session or daily.slots."
    }
    SESSION_OVERLAP "E1713" Error {
        "同じ時間を決める行が二つあります" "{first_line} 行目も、同じ施設・事業・日の同じ時間とクラスの数を決めています。" "一方を削除するか、時間帯を分けてください。"
        "Two rows for the same time" "Line {first_line} sets the numbers of the same site, service and date at the same time for the same classes." "Delete one of them, or divide the time."
    }
    ROOM_DUPLICATE "E1714" Error {
        "同じ部屋が二つあります" "施設 {facility} の部屋 {value} は {first_line} 行目にもあります。" "一方を削除するか、部屋の ID を直してください。"
        "Room listed twice" "The room {value} of the facility {facility} is also on line {first_line}." "Delete one of the rows or correct the id."
    }
    DATES_REVERSED "E1715" Error {
        "終わりの日が始まりの日より前です" "{from} から {value} までになっています。" "日付を確認してください。"
        "Ends before it begins" "It runs from {from} to {value}." "Check the dates."
    }
    HOLIDAYS_UNKNOWN "E1716" Error {
        "祝日の分からない年です" "期間は {from} から {to} までですが、組み込みの祝日の表は {first} 年から {last} 年までです。" "募集のフォルダに holidays.csv (日付の列) を置いてください。"
        "National holidays not known" "The period runs from {from} to {to}; the built-in table of national holidays covers {first} to {last}." "Put a holidays.csv with a column date in the folder of the round."
    }
    DISEASE_DUPLICATE "E1717" Error {
        "病気が重複しています" "病気 {value} は {first_line} 行目にもあります。" "一方を削除してください。"
        "Disease listed twice" "The disease {value} is also on line {first_line}." "Delete one of the rows."
    }
    SLOTS_INVALID "E1718" Error {
        "一日の区切りが正しくありません" "設定「{column}」には、早い順に 2 から 33 の時刻を書きます (例 08:00, 12:30, 17:00)。" "書き直してください。"
        "Slots of the day are wrong" "The setting \"{column}\" holds 2 to 33 times of day, rising, as in 08:00, 12:30, 17:00." "Rewrite it."
    }
    HALF_INVALID "E1719" Error {
        "半日の境がありません" "設定「{column}」は daily.slots の、最初と最後の間の時刻の一つです ({allowed})。" "daily.half か daily.slots を直してください。"
        "Half of the day is wrong" "The setting \"{column}\" is one of the times of daily.slots between the first and the last ({allowed})." "Correct daily.half or daily.slots."
    }
    REASONS_INVALID "E1720" Error {
        "理由の並びが正しくありません" "設定「{column}」には、優先する順に 1 から 250 の異なる理由を書きます。「{value}」を確認してください。" "書き直してください。"
        "List of reasons is wrong" "The setting \"{column}\" holds 1 to 250 different reasons, greatest need first; look at \"{value}\"." "Rewrite it."
    }
    ORDER_TWICE "E1721" Error {
        "順序に同じ項目が二つあります" "設定「{column}」に「{value}」が二度あります。二つ目は何も決めません。" "一方を消してください。"
        "A key stands twice in the order" "The setting \"{column}\" names \"{value}\" twice; the second could not decide anything." "Delete one of them."
    }
    PERIOD_LONG "E1722" Error {
        "期間が長すぎます" "期間は {from} から {value} までの {days} 日ですが、一度に決められるのは {most} 日までです。" "募集を分けてください。"
        "Period too long" "The period from {from} to {value} has {days} days; at most {most} can be decided at a time." "Divide the round."
    }
    CAP_DUPLICATE "E1723" Error {
        "同じ名前の上限が二つあります" "上限「{value}」は先にもあります。" "どちらかの名前を変えてください。"
        "The same cap twice" "The cap \"{value}\" stands earlier as well." "Rename one of them."
    }
    CAP_TENTHS "E1724" Error {
        "日数が範囲の外か、細かすぎます" "「{column}」は {min} から {max} まで、小数第 1 位までです。" "書き直してください。"
        "Number of days out of range or too fine" "\"{column}\" runs from {min} to {max} with at most one decimal." "Rewrite it."
    }
    NO_HALVES "E1725" Error {
        "半日の時間帯は使えません" "設定 daily.slots が一日を分けていないため、時間帯 {value} がいつか決まりません。" "daily.slots に半日の境を加えるか、時間帯を day にしてください。"
        "No half days" "daily.slots does not divide the day, so the session {value} has no meaning." "Add a bound to daily.slots, or write day."
    }
    SESSION_UNUSED "W1726" Warning {
        "期間の外の日です" "{value} は募集の期間の外なので使いません。" "日付を確認してください。"
        "Date outside the period" "{value} lies outside the period of the round and is not used." "Check the date."
    }
    SESSION_CLOSED "W1727" Warning {
        "閉まる日の行です" "{value} は休業の表では閉まる日です。休業が優先し、この行は使いません。" "どちらかを直してください。"
        "Row for a closed day" "{value} is a closed day by the table of closures, which wins; the row is not used." "Correct one of them."
    }
    NO_LIMIT "W1728" Warning {
        "人数の上限がない事業です" "施設 {facility} の {value} には定員も保育士も看護師も部屋もないため、何人でも受け入れることになります。" "定員か職員数を入れてください。"
        "Service without a limit" "The service {value} of the facility {facility} has neither seats nor teachers, nurses or rooms, so it would take everybody." "Fill in seats or staff."
    }
    ROOMS_UNUSED "W1729" Warning {
        "病気を分ける必要のない事業の部屋です" "{value} では病名を問わないため、部屋は使いません。" "病児・病後児保育の部屋なら、事業を直してください。"
        "Rooms of a service without illnesses" "Requests for {value} name no disease, so its rooms are not used." "Correct the service, if these are rooms of sick or convalescent care."
    }
    NEVER_OPEN "W1730" Warning {
        "期間中一度も開かない事業です" "施設 {facility} の {value} は、期間中のどの日にも開きません。" "曜日、開設日、休業を確認してください。"
        "Never open" "The service {value} of the facility {facility} is open on no date of the period." "Check weekdays, sessions and closures."
    }
    TEACHERS_TOO_FEW "W1731" Warning {
        "保育士が最低限の数に足りません" "保育士 {value} 人では最低限の {minimum} 人に足りず、誰も受け入れられません。" "保育士数か最低保育士数 (minimum_teachers) を確認してください。"
        "Fewer teachers than the least" "{value} teachers are fewer than the least of {minimum}, so nobody can come." "Check teachers or minimum_teachers."
    }
    HOURS_OUTSIDE "W1732" Warning {
        "開く時間が一日の時間にかかりません" "施設 {facility} の {value} の開く時間には、設定 daily.slots の時間帯が一つも収まりません。" "時刻か daily.slots を確認してください。"
        "Open at no time of the day" "No slot of daily.slots lies in the opening hours of the service {value} of the facility {facility}." "Check the hours or daily.slots."
    }
    HOLIDAY_DUPLICATE "W1733" Warning {
        "同じ祝日が二つあります" "{value} は {first_line} 行目にもあります。" "一方を削除してください。"
        "Holiday listed twice" "{value} is also on line {first_line}." "Delete one of the rows."
    }
    CAP_UNUSED "W1734" Warning {
        "何も数えない上限です" "上限「{value}」が数える事業は、この募集にありません。" "事業を確認してください。"
        "Cap that counts nothing" "The services that the cap \"{value}\" counts are not offered in this round." "Check its services."
    }
    CLASSES_WITHOUT_SEATS "E1735" Error {
        "席のないクラスの行です" "施設 {facility} の {service} の {value} に、クラスだけで席数のない行があります。" "席数を入れるか、クラスを空にしてください。"
        "Classes without seats" "A row for {service} of the facility {facility} on {value} names classes but no seats." "Fill in seats, or leave the classes empty."
    }
    CLASSES_CUT_TWICE "E1736" Error {
        "クラスの分け方が一日の中で違います" "施設 {facility} の {service} の {value} の行は、クラスの分け方が重なっています。" "その日のどの時間帯も同じ分け方にしてください。"
        "Classes divided in two ways" "The rows for {service} of the facility {facility} on {value} divide the classes in ways that overlap." "Divide them in the same way for the whole date."
    }
    SPARE_HOLIDAY "E1737" Error {
        "休日保育は余裕活用にできません" "施設 {facility} の {value} は休日保育を受け入れるため、空いた通常の席 (spare) を使えません。" "spare を「いいえ」にしてください。"
        "Holiday care on spare seats" "The service {value} of the facility {facility} takes holiday care, which cannot use regular seats that are free on the day." "Write no under spare."
    }
    CLASSES_DIFFER "E1738" Error {
        "クラスの分け方が事業の表と違います" "施設 {facility} の {service} の {value} の行は、事業の表と違うクラスの分け方を一日の一部だけに決めています。" "事業の表と同じ分け方にするか、その日のすべての時間帯の行を書いてください。"
        "Classes divided otherwise than by the service" "The rows for {service} of the facility {facility} on {value} divide the classes otherwise than the table of services, but not for the whole date." "Divide them as there, or write rows for all of the date."
    }
    ROOMS_OF_ONE_KIND "W1739" Warning {
        "一部の病気を受け入れる部屋がありません" "施設 {facility} の {service} の部屋はすべて {value} なので、それ以外の病気の児童は利用できません。" "ほかの部屋も書くか、部屋の区分を直してください。"
        "No room for some illnesses" "All rooms for {service} of the facility {facility} are {value}, so children with other illnesses can never come." "Add the other rooms, or correct the kinds."
    }
}
