//! Group 20: scenarios.

super::kinds! {
    FACILITY_UNKNOWN "E2001" Error {
        "募集にない施設です" "施設 {value} は募集にありません。{hint}" "ID を直してください。新しい施設は [[open]] に書きます。"
        "Facility not in the round" "There is no facility {value} in the round. {hint}" "Correct the id; new facilities stand under [[open]]."
    }
    FACILITY_EXISTS "E2002" Error {
        "すでにある施設です" "開設する施設 {value} は、すでに募集にあります。" "別の ID にするか、枠を変えるなら [[resize]] に書いてください。"
        "Facility that is there already" "The facility {value} that opens is in the round already." "Give it another id, or write [[resize]] to change its seats."
    }
    WITHOUT_SEATS "E2003" Error {
        "枠のない施設です" "開設する施設 {value} に一席もありません。" "seats にクラスと席数を書いてください。"
        "Facility without seats" "The facility {value} opens without any seat." "State classes and seats under seats."
    }
    CLASS_TWICE "E2004" Error {
        "同じクラスが二つの枠に入ります" "施設 {value} の {class} 歳児クラスが、二つの枠に入ります。" "一つの枠にまとめてください。"
        "Class in two rows of seats" "Class {class} of the facility {value} would be in two rows of seats." "Keep it in one of them."
    }
    CLASS_NOT_OFFERED "E2005" Error {
        "その施設にないクラスの枠です" "施設 {value} に、{classes} 歳児クラスだけの枠はありません (あるのは {has})。" "募集の受入枠の表と同じクラスの組を書いてください。新しく受け入れるクラスには new = true を付けます。"
        "Classes without seats of their own" "The facility {value} has no row of seats for just the classes {classes} (it has {has})." "Write the classes as the table of seats has them; for classes that it newly takes add new = true."
    }
    BELOW_HELD "E2006" Error {
        "使われている席までは減らせません" "施設 {value} の {classes} 歳児クラスの空き枠は {open} 席です。ほかに申込児童が使っている席が {held} 席あり、減らせません。" "減らす数を直してください。"
        "Fewer seats than are held" "The facility {value} has {open} open seats for the classes {classes}; {held} more are held by applicants and stay." "Take fewer away."
    }
    SEATS_HELD "E2007" Error {
        "席を使っている児童のいる施設の閉園です" "施設 {value} には、席を持つ申込児童が {children} 人います。" "その児童が席を失って申し込むものとするなら、release = true と書いてください。"
        "Closing where seats are held" "{children} applicants hold a seat at the facility {value}." "If they are to go on applying without it, write release = true."
    }
    DECIDED_THERE "E2008" Error {
        "個別に決めた児童のいる施設の閉園です" "児童 {child} は、施設 {value} に個別に決定されています。" "決定を取り消すものとするなら、release = true と書いてください。"
        "Closing where somebody was put by hand" "The child {child} was put into the facility {value} by hand." "If that is not to hold, write release = true."
    }
    CONTRADICTS "E2009" Error {
        "食い違う変更です" "「{value}」は {first_line} 行目でも変えています。" "一つにまとめてください。順に行う変更は、別のファイルに分けて順に指定します。"
        "Edits that contradict each other" "\"{value}\" is changed on line {first_line} as well." "Make it one edit. Edits that follow on one another go into files of their own, named in their order."
    }
    LIMIT_UNKNOWN "E2010" Error {
        "その施設にない上限です" "施設 {facility} に上限「{value}」はありません。{hint}" "募集の上限の表 (limits) と同じ名前を書いてください。"
        "Limit that the facility does not have" "The facility {facility} has no limit {value}. {hint}" "Write the name as in the table limits of the round."
    }
    OUT_OF_RANGE "E2011" Error {
        "0 を下回る数です" "施設 {facility} の「{value}」が 0 を下回るか、大きすぎます。" "数を直してください。"
        "Number below zero" "\"{value}\" of the facility {facility} would be below zero, or too large." "Correct the number."
    }
    TEACHERS_UNKNOWN "E2012" Error {
        "保育士数の分からない施設です" "施設 {value} 全体の保育士数が、募集の表 staff にありません。" "募集に staff の表を加えるか、枠を [[resize]] で直接書いてください。"
        "Teachers not known" "The table staff of the round does not say how many teachers the facility {value} has as a whole." "Add it to the round, or state the seats themselves under [[resize]]."
    }
    CHILD_UNKNOWN "E2013" Error {
        "募集にない児童です" "児童 {value} は募集にいません。{hint}" "ID を直してください。"
        "Child not in the round" "There is no child {value} in the round. {hint}" "Correct the id."
    }
    CANNOT_LIST "E2014" Error {
        "希望に加えられない児童です" "児童 {value} の希望に施設 {facility} を加えられません: {why}。" "この児童を除いてください。"
        "Child that cannot list the facility" "The child {value} cannot list the facility {facility}: {why}." "Leave the child out."
    }
    NOBODY "E2015" Error {
        "対象の申込児童がいません" "地区 {value}・クラス {class} に、席も個別の決定もない申込児童がいません。" "地区とクラスを確認してください。"
        "No applicant to draw" "No applicant without a seat or a decision by hand lives in {value} in class {class}." "Check district and class."
    }
    TOO_FEW "E2016" Error {
        "申込児童より多くは減らせません" "{fewer} 人減らすとされていますが、対象は {there} 人です。" "数を直してください。"
        "Fewer than there are" "{fewer} applicants fewer are asked for, but there are {there}." "Correct the number."
    }
    TOO_MANY "E2017" Error {
        "多すぎる人数です" "{value} 人は増やせません。" "数を直してください。"
        "Too many applicants" "{value} more applicants are too many." "Correct the number."
    }
    ONE_OF_TWO "E2018" Error {
        "どちらか一つを書く項目です" "{first} と {second} のうち、ちょうど一つが必要です。" "一つだけ書いてください。"
        "One of two keys" "Exactly one of {first} and {second} is needed." "Write one of them."
    }
    TENTHS "E2019" Error {
        "保育士数は 0.1 人単位です" "保育士数は小数第 1 位までです。" "書き直してください。"
        "Teachers come in tenths" "The number of teachers has at most one decimal." "Rewrite the number."
    }
    ONE_CLASS "E2020" Error {
        "クラスは一つです" "ここに書けるクラスは一つです ({value})。" "クラスごとに分けて書いてください。"
        "One class only" "Only one class can stand here ({value})." "Write one entry a class."
    }
    OBJECTIVE "E2021" Error {
        "目的として使えない並びです" "objective が目的になりません: {reason}" "書き直してください。"
        "No objective" "The objective cannot be used: {reason}" "Rewrite it."
    }
    RULEBOOK_UNUSED "E2022" Error {
        "点数を計算しない募集です" "この募集は計算済みの点数 (scores) を使うので、点数規則 {value} を試せません。" "priority.rulebook で点数を計算する募集で試してください。"
        "Round without a rulebook" "The round gives its points (scores), so the rulebook {value} cannot be tried." "Try it on a round whose points come from priority.rulebook."
    }
    NOTHING_CHANGED "W2023" Warning {
        "何も変えないシナリオです" "このファイルには変更がありません。" "書き漏れがないか確認してください。"
        "Scenario that changes nothing" "This file changes nothing." "Check whether something is missing."
    }
    NO_PLACE "W2024" Warning {
        "場所の分からない新しい施設です" "施設 {value} に緯度経度がないため、wishes に書かれた児童のほかは希望に加えません。" "lat と lon を書くか、希望する児童を wishes に書いてください。"
        "New facility without a place" "The facility {value} has no position, so nobody lists it but the children under wishes." "Give lat and lon, or state who lists it."
    }
}
