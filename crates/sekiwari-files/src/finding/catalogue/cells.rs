//! Group 03: cell values.

super::kinds! {
    CELL_EMPTY "E0301" Error {
        "必要な値が空です" "列 {column} は空にできません。" "値を入れてください。"
        "A required value is empty" "The column {column} must not be empty." "Fill in the value."
    }
    NUMBER_INVALID "E0302" Error {
        "整数ではありません" "0 以上の整数が必要です。" "単位や記号を除き、数字だけを入れてください。"
        "Not a whole number" "A whole number from 0 is needed." "Write digits only, without units or signs."
    }
    DECIMAL_INVALID "E0303" Error {
        "数値ではありません" "小数 (例 12.5) が必要です。負の数は -5 または △5 と書きます。" "数字だけを入れてください。指数表記は使えません。"
        "Not a number" "A decimal such as 12.5 is needed; negative numbers are -5 or \u{25b3}5." "Write digits only; exponents are not accepted."
    }
    DECIMAL_TOO_FINE "E0304" Error {
        "小数点以下が細かすぎます" "小数点以下は 3 桁までです。" "3 桁に丸めるか、全体を 10 倍などして整数にしてください。"
        "Too many decimals" "At most three decimals are kept." "Round to three decimals, or scale all values."
    }
    NUMBER_RANGE "E0305" Error {
        "数値が範囲の外です" "{min} から {max} までの値が必要です。" "値を確認してください。"
        "Number out of range" "A value from {min} to {max} is needed." "Check the value."
    }
    DATE_INVALID "E0306" Error {
        "日付として読めません" "読める形: 2025-04-02、2025/4/2、20250402、令和7年4月2日、R7.4.2。" "この形のどれかで書き直してください。"
        "Not a date" "Forms that can be read: 2025-04-02, 2025/4/2, 20250402, R7.4.2 and Japanese era dates in full." "Rewrite it in one of these forms."
    }
    DATE_IMPOSSIBLE "E0307" Error {
        "ありえない日付です" "暦にないか、元号の期間の外の日付です。" "日付を確認してください。元号の変わった年は新しい元号で書きます。"
        "Impossible date" "The date is not in the calendar or outside its era." "Check the date; in a year of change use the era of that day."
    }
    WORD_UNKNOWN "E0308" Error {
        "選択肢にない値です" "書ける値: {allowed}。{hint}" "このどれかに書き直してください。"
        "Not one of the choices" "Values that may stand here: {allowed}. {hint}" "Use one of these."
    }
    INVISIBLE_CHARACTER "E0309" Error {
        "見えない文字が含まれています" "ID に見えない文字 {characters} があります。同じに見える二つの ID が別のものとして扱われてしまいます。" "セルを打ち直してください。"
        "Invisible character" "The id holds the invisible character {characters}; two ids that look the same would be different." "Type the cell anew."
    }
    CLASS_INVALID "E0310" Error {
        "歳児クラスが正しくありません" "歳児クラスは 0 から 5 です。" "0 から 5 の数字を入れてください。"
        "Not an age class" "Age classes are 0 to 5." "Write a digit from 0 to 5."
    }
    CLASSES_INVALID "E0311" Error {
        "歳児クラスの組が正しくありません" "「3」「0-1」「4;5」のように、0 から 5 のクラスを書きます。" "書き直してください。"
        "Not a set of age classes" "Classes from 0 to 5 are written as 3, 0-1 or 4;5." "Rewrite the cell."
    }
    COORDINATE_INVALID "E0312" Error {
        "緯度・経度が正しくありません" "緯度は -90 から 90、経度は -180 から 180 の小数 (度) です。" "緯度と経度が入れ替わっていないか確認してください。"
        "Not a coordinate" "Latitude runs from -90 to 90, longitude from -180 to 180, in decimal degrees." "Check whether the two were swapped."
    }
    COORDINATE_HALF "W0313" Warning {
        "緯度・経度の片方がありません" "緯度と経度の片方だけがあるため、位置なしとして扱います。" "両方を入れるか、両方を空にしてください。"
        "Half a coordinate" "Only one of latitude and longitude is given; the position is left out." "Give both or neither."
    }
    CELL_ERROR "E0314" Error {
        "セルが計算エラーです" "表計算のエラー値が入っています。" "ブックの数式を直すか、値で貼り付けてください。"
        "Cell with a spreadsheet error" "The cell holds an error value of the spreadsheet." "Mend the formula, or paste the value."
    }
    BLANKS_STRIPPED "N0315" Note {
        "前後の空白を除きました" "列 {column} の {count} 個のセルで前後の空白を除きました (最初は {line} 行目)。" "何もしなくてかまいません。"
        "Outer blanks removed" "In {count} cells of the column {column} outer blanks were removed (the first is line {line})." "Nothing."
    }
    WIDTH_FOLDED "N0316" Note {
        "全角を半角として読みました" "列 {column} の {count} 個のセルで全角の英数字・記号を半角として読みました (最初は {line} 行目)。" "何もしなくてかまいません。"
        "Full-width read as half-width" "In {count} cells of the column {column} full-width letters, digits or signs were read as half-width (the first is line {line})." "Nothing."
    }
    DATES_CONVERTED "N0317" Note {
        "元号や通し番号の日付を読みました" "列 {column} の {count} 個のセルを西暦に直しました (最初は {line} 行目)。" "何もしなくてかまいません。"
        "Era or serial dates converted" "In {count} cells of the column {column} era dates or serial numbers were converted (the first is line {line})." "Nothing."
    }
}
