//! Group 09: seats from staff, rooms and declared numbers.

super::kinds! {
    STANDARDS_MISSING "E0901" Error {
        "基準のファイルがありません" "設定「{column}」のファイル {value} が募集のフォルダにありません。{hint}" "ファイルを置くか、名前を直すか、設定を消して国の基準を使ってください。"
        "Standards not found" "There is no file {value}, which the setting \"{column}\" names, in the folder of the round. {hint}" "Put it there, correct the name, or delete the setting to use the national standards."
    }
    STANDARD_RATIO_MISSING "E0902" Error {
        "配置基準のないクラスがあります" "{date} に有効な {class} 歳児クラスの配置基準がありません。" "[[ratio]] を加えるか、期間を直してください。"
        "No ratio for a class" "On {date} no ratio holds for class {class}." "Add a [[ratio]], or correct the dates."
    }
    STANDARD_TWICE "E0903" Error {
        "基準が二つあります" "{date} に有効な行が二つあります: {what}。" "期間か施設の種別 (kinds) を直してください。"
        "Two standards at once" "On {date} two rows hold for one thing: {what}." "Correct the dates or the kinds."
    }
    ROOM_CLASSES "E0904" Error {
        "室の種別とクラスが合いません" "施設 {facility} の {kind} の室に {class} 歳児クラスとありますが、基準ではこの種別は {allowed} 歳児クラスのものです。" "2 歳未満のクラスは乳児室 (infant) かほふく室 (crawling)、2 歳以上は保育室 (room) と書いてください。"
        "Room that is not for these classes" "The {kind} of the facility {facility} is for the classes {class}, but the standard allows this kind for the classes {allowed}." "Write infant or crawling for classes below 2, room from 2 on."
    }
    CAPACITY_ROW_TWICE "E0905" Error {
        "同じ施設とクラスの行が二つあります" "施設 {facility} の同じクラスの行が {first_line} 行目にもあります。" "一方を削除するか、足し合わせてください。"
        "Two rows of one facility and class" "The facility {facility} has a row of the same class on line {first_line}." "Delete one of them, or add them up."
    }
    TOO_FINE "E0906" Error {
        "細かすぎる値です" "列 {column} は {unit} 単位で書きます。" "{unit} 単位に丸めてください (面積は切り捨て)。"
        "Value too fine" "The column {column} is in steps of {unit}." "Round to {unit} (areas down)."
    }
    WEIGHT_BELOW_CHILDREN "E0907" Error {
        "児童数より小さい値です" "列 {column} の {value} が児童数 {children} より小さくなっています。" "加配や席数は児童数以上です。空なら児童数とみなします。"
        "Less than the children" "{column} is {value}, less than the {children} children of the row." "No child weighs less than one. Leave it empty for the number of children."
    }
    QUOTA_WITH_CLASS "E0908" Error {
        "利用定員や在籍がクラスの行にあります" "列 {column} は施設全体の数なので、クラスが空の行に書きます。" "クラスが空の行を加えて、そこに書いてください。"
        "Number of the whole facility in the row of a class" "The column {column} is about the whole facility and belongs into its row without class." "Add a row without class and write it there."
    }
    CAPACITY_NOTHING "E0909" Error {
        "受入可能数を算定する表がありません" "受入申告 (declared)、職員 (staff)、室 (rooms) のどの表もありません。" "このうち少なくとも一つを用意してください (docs/formats.md)。"
        "Nothing to work seats out from" "There is none of the tables declared, staff and rooms." "Provide at least one of them (docs/formats.md)."
    }
    SEATS_DERIVED "N0910" Note {
        "受入枠を算定しました" "受入枠の表 (seats) がないため、申告・保育士・面積から算定した {count} 席を募集します。" "`sekiwari seats` で施設・クラスごとの数と根拠を確認してください。"
        "Seats worked out" "There is no table of seats, so the {count} seats worked out from declared numbers, teachers and rooms are offered." "Look at the numbers behind them with `sekiwari seats`."
    }
    CAPACITY_ROWS_MISSING "W0911" Warning {
        "表に行のない施設があります" "表 {table} に {count} 施設の行がありません (例: {value})。これらの施設ではこの上限を見ません。" "行の漏れがないか確認してください。"
        "Facilities without a row" "The table {table} has no row of {count} facilities (e.g. {value}); there this limit is not looked at." "Check for missing rows."
    }
    CLASS_WITHOUT_ROOM "W0912" Warning {
        "室のないクラスがあります" "施設 {value} の室の表に {class} 歳児クラスの室がないため、このクラスの面積は見ません。" "室の行か、そのクラスの欄を確認してください。"
        "Class without a room" "The facility {value} lists rooms, but none for class {class}; its area is not looked at." "Check the rooms and their classes."
    }
    CONTINUING_STAFF "W0913" Warning {
        "在園児だけで保育士が足りません" "施設 {value} の {class} 歳児クラスは、在園児 (転園希望者を含む) だけで保育士が {needed} 人必要ですが、{teachers} 人です。" "保育士数か在園児数の誤りを確認してください。正しければ、新たな受入はできません。"
        "Too few teachers for the continuing children" "At the facility {value}, classes {class}, the continuing children alone (those who apply to move included) need {needed} teachers; there are {teachers}." "Check both numbers. If they are right, nobody can be taken there."
    }
    CONTINUING_AREA "W0914" Warning {
        "在園児だけで面積が足りません" "施設 {value} の {class} 歳児クラスには在園児 (転園希望者を含む) が {children} 人いますが、{room} の面積で受け入れられるのは {places} 人です。" "面積か在園児数の誤りを確認してください。正しければ、新たな受入はできません。"
        "Too little room for the continuing children" "At the facility {value}, classes {class}, there are {children} continuing children (those who apply to move included), but the area of its {room} takes {places}." "Check both numbers. If they are right, nobody can be taken there."
    }
    CONTINUING_DECLARED "W0915" Warning {
        "在園児が申告した受入人数を超えています" "施設 {value} の {class} 歳児クラスは受入人数 {declared} 人と申告していますが、継続する児童がすでに {children} 人います。" "受入人数は継続児を含む数です。どちらの数が正しいか施設に確認してください。"
        "More continuing children than declared" "The facility {value} declares {declared} for class {class}, but {children} children continue there." "The declared number includes continuing children. Ask the facility which is right."
    }
    OFFERED_STAFF "W0916" Warning {
        "募集どおり埋まると保育士が足りません" "施設 {value} の {class} 歳児クラスは、在園児と募集枠を合わせると保育士が {needed} 人必要ですが、{teachers} 人です。" "募集枠を減らすか、保育士の数を確認してください。"
        "Too few teachers for what is offered" "At the facility {value}, classes {class}, continuing children and offered seats together need {needed} teachers; there are {teachers}." "Offer fewer seats, or check the teachers."
    }
    OFFERED_AREA "W0917" Warning {
        "募集どおり埋まると面積が足りません" "施設 {value} の {class} 歳児クラスは、在園児と募集枠を合わせると {children} 人ですが、{room} の面積で受け入れられるのは {places} 人です。" "募集枠を減らすか、面積を確認してください。"
        "Too little room for what is offered" "At the facility {value}, classes {class}, continuing children and offered seats are {children}, but the area of its {room} takes {places}." "Offer fewer seats, or check the area."
    }
    OFFERED_DECLARED "W0918" Warning {
        "申告した受入人数より多く募集しています" "施設 {value} の {class} 歳児クラスは、在園児と募集枠を合わせると {children} 人で、申告した受入人数 {declared} 人を超えます。" "受入人数は継続児を含む数です。どちらの数が正しいか施設に確認してください。"
        "More offered than declared" "At the facility {value}, class {class}, continuing children and offered seats are {children}, more than the {declared} declared." "The declared number includes continuing children. Ask the facility which is right."
    }
    RESERVED_BEYOND "W0919" Warning {
        "取り置く席が受け入れられる数を超えています" "施設 {value} の {class} 歳児クラスは {reserved} 席を取り置くことになっていますが、在園児のほかに受け入れられるのは {possible} 人です。" "取り置きの数か、保育士・面積・申告の数を確認してください。"
        "More reserved than possible" "The facility {value} reserves {reserved} seats of class {class}, but only {possible} are possible beside the continuing children." "Check the reserve, or teachers, rooms and declared number."
    }
    OFFERED_SHORT "W0920" Warning {
        "募集枠が受け入れられる数よりかなり少なくなっています" "施設 {value} の募集枠は {offered} 席ですが、申告・保育士・面積からはさらに {missing} 席を募集できます ({classes})。" "報告の誤りがないか施設に確認してください。募集しない理由があれば、受入人数 (declared) を減らすか取り置き (reserved) に書いてください。"
        "Far fewer seats offered than possible" "The facility {value} offers {offered} seats; by declared number, teachers and rooms {missing} more are possible ({classes})." "Ask the facility whether its report is right. If there is a reason, lower its declared number or write a reserve."
    }
    OFFERED_NOTHING "W0921" Warning {
        "募集のないクラスに受入の余地があります" "施設 {value} の {class} 歳児クラスは募集がありませんが、申告・保育士・面積からは {missing} 席を募集できます。" "募集の漏れがないか施設に確認してください。"
        "Class that offers nothing though it could" "The facility {value} offers no seat of class {class}; by declared number, teachers and rooms {missing} are possible." "Ask the facility whether seats were left out."
    }
    SHORT_IN_ALL "W0922" Warning {
        "募集枠の合計が受け入れられる数より少なくなっています" "{facilities} 施設で合わせて {missing} 席、募集枠が受け入れられる数より少なくなっています (募集 {offered} 席)。" "`sekiwari seats` の表で施設ごとに確認してください。"
        "Fewer seats offered in all than possible" "{facilities} facilities together offer {missing} seats fewer than they could ({offered} are offered)." "See `sekiwari seats`, facility by facility."
    }
    ABOVE_QUOTA "N0923" Note {
        "利用定員を超える施設があります" "募集枠がすべて埋まると、定員の分かる {of} 施設のうち {count} 施設が利用定員を超えます (全体で {percent}%、最大は {value} の {most}%: 定員 {quota} 人に {children} 人)。" "利用定員を超える受入 (弾力化) は認められています。何もしなくてかまいません。"
        "Facilities above their quota" "With all seats taken, {count} of the {of} facilities with a quota are above it ({percent}% in all; the most is {value} with {most}%: {children} children, quota {quota})." "This is allowed. Nothing."
    }
    ABOVE_QUOTA_TWICE "W0924" Warning {
        "二年続けて利用定員の 120% 以上になります" "施設 {value} は、募集枠がすべて埋まると定員 {quota} 人に {children} 人、昨年も定員 {last_quota} 人に {last_enrolled} 人です。" "公定価格が減額されることがあります。利用定員の変更を施設と相談してください。"
        "120% of the quota or more, two years running" "The facility {value} will have {children} children for a quota of {quota} with all seats taken, and had {last_enrolled} for {last_quota} last year." "Its pay may be cut. Consider a larger quota."
    }
    FAR_FROM_LAST_YEAR "W0925" Warning {
        "昨年の枠と大きく違います" "施設 {value} の {class} 歳児クラスは {seats} 席で、昨年の {last} 席と大きく違います。" "報告の誤りがないか施設に確認してください。"
        "Far from last year" "The facility {value} has {seats} seats of class {class}, far from the {last} of last year." "Ask the facility whether its report is right."
    }
    FAR_FROM_LAST_YEAR_IN_ALL "W0926" Warning {
        "枠の合計が昨年と大きく違います" "昨年の表にある施設とクラスの枠は合わせて {seats} 席で、昨年は {last} 席でした。" "施設からの報告の漏れがないか確認してください。"
        "Far from last year in all" "The facilities and classes of last year's table have {seats} seats now; last year it was {last}." "Check whether reports of facilities are missing."
    }
}
