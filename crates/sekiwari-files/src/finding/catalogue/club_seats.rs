//! Group 16: seats of after-school clubs.

super::kinds! {
    NO_LIMIT_KNOWN "E1601" Error {
        "席の数が分かりません" "クラブ {facility} のこの行には、部屋・面積・職員・支援員・定員のどれもありません。" "少なくとも一つを入れてください。"
        "No limit known" "This row of the club {facility} has neither rooms, area, staff, qualified staff nor declared seats." "Fill in at least one of them."
    }
    QUALIFIED_ABOVE_STAFF "E1602" Error {
        "支援員が職員より多くなっています" "職員 {staff} 人のうち支援員が {value} 人となっています。" "職員の数には支援員も含めてください。"
        "More qualified staff than staff" "There are {value} qualified staff among {staff}." "Count qualified staff among the staff as well."
    }
    SLOT_SPOKEN_FOR_TWICE "E1603" Error {
        "同じ曜日・時期の行が二つあります" "クラブ {facility} の {season} の {day} には {first_line} 行目もあてはまります。" "曜日か時期を分けるか、一つの行にまとめてください。"
        "Two rows for one day" "The row on line {first_line} also speaks for {day} of {season} at the club {facility}." "Divide days or seasons between them, or make them one row."
    }
    ENROLLED_WHEN_CLOSED "E1604" Error {
        "開かない曜日に在籍児童がいます" "クラブ {facility} は {season} の {day} に開きません。" "クラブの曜日と時期 (units) か、この行を直してください。"
        "Children enrolled when the club is closed" "The club {facility} is closed on {day} of {season}." "Correct days and seasons of the club (units), or this row."
    }
    HARD_LIMIT_BELOW "E1605" Error {
        "超えない人数が目安より少なくなっています" "設定「{column}」の {value} が club.limit_per_unit の {limit} より少なくなっています。" "どちらかを直してください。"
        "Hard limit below the soft one" "The setting \"{column}\" is {value}, less than the {limit} of club.limit_per_unit." "Correct one of them."
    }
    QUALIFIED_PER_UNIT_ABOVE "E1606" Error {
        "支援員の数が職員の数より多くなっています" "設定「{column}」の {value} が club.staff_per_unit の {staff} より多くなっています。" "どちらかを直してください。"
        "More qualified staff than staff in a unit" "The setting \"{column}\" is {value}, more than the {staff} of club.staff_per_unit." "Correct one of them."
    }
    ENROLLED_BEYOND "W1607" Warning {
        "在籍児童が席より多くなっています" "クラブ {facility} の {slots} には席が {capacity} ですが、在籍児童が {enrolled} 人います。新たな受入はできません。" "どちらの数が正しいかクラブに確認してください。"
        "More children enrolled than seats" "The club {facility} has {capacity} seats on {slots}, but {enrolled} children are enrolled. Nobody else can come." "Ask the club which number is right."
    }
    DECLARED_BEYOND "W1608" Warning {
        "定員が部屋・面積・職員で受け入れられる数を超えています" "クラブ {facility} の {slots} の定員は {declared} 人ですが、部屋・面積・職員からは {possible} 人です。少ない方を使います。" "どちらの数が正しいかクラブに確認してください。"
        "More seats declared than possible" "The club {facility} declares {declared} seats on {slots}; rooms, area and staff allow {possible}. The smaller number counts." "Ask the club which number is right."
    }
    DECLARED_SHORT "W1609" Warning {
        "定員まで埋まっていますが受入の余地があります" "クラブ {facility} の {slots} には空きがありません。定員は {declared} 人ですが、部屋・面積・職員からは {possible} 人を受け入れられます。" "定員の誤りがないかクラブに確認してください。"
        "Full by declared seats though more are possible" "The club {facility} has no open seat on {slots}: it declares {declared}, but rooms, area and staff allow {possible}." "Ask the club whether the declared number is right."
    }
    CLUB_WITHOUT_UNITS "W1610" Warning {
        "席のないクラブです" "クラブ {value} は units の表に行がなく、一年を通して閉所です。" "表に漏れがないか確認してください。"
        "Club without units" "The club {value} has no row in the table of units, so it is closed all year." "Check whether its row is missing."
    }
    HELD_BEYOND "W1611" Warning {
        "席のある申込児童が募集枠より多くなっています" "クラブ {facility} の {slots} の募集枠は {open} 席ですが、席のある申込児童が {held} 席を使っています。その席は残し、新たな受入はありません。" "席のある児童を enrolled にも数えていないか確認してください。"
        "More held seats than open ones" "On {slots} the club {facility} has {open} open seats, but children who apply hold {held}. They keep them; nobody else can come." "Check whether these children were counted in `enrolled` as well."
    }
}
