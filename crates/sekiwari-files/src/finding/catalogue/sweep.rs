//! Group 21: sweeps.

super::kinds! {
    NO_AXIS "E2101" Error {
        "軸のない一覧試算です" "軸 (axis) がありません。" "変えるものごとに [[axis]] を書いてください。"
        "Sweep without axes" "There is no axis." "Write one [[axis]] for everything that is varied."
    }
    AXIS_EMPTY "E2102" Error {
        "値のない軸です" "軸「{value}」に値がありません。" "files か values に一つ以上書いてください。"
        "Axis without places" "The axis \"{value}\" has no places." "Write at least one under files or values."
    }
    AXIS_NAME "E2103" Error {
        "使えない軸の名前です" "軸の名前「{value}」は、空か、ほかの軸または表の列と同じです。" "別の名前にしてください。"
        "Name that an axis cannot have" "The name \"{value}\" of an axis is empty, or that of another axis or of a column of the tables." "Give it another name."
    }
    PLACE_TWICE "E2104" Error {
        "同じ値が二つあります" "軸「{axis}」に「{value}」が二つあります。" "一つにしてください。"
        "The same place twice" "The axis \"{axis}\" has \"{value}\" twice." "Keep one of them."
    }
    VALUE_UNUSED "E2105" Error {
        "値を使わない軸です" "軸「{value}」の変更のどこにも \"{placeholder}\" がなく、どの値でも同じになります。" "変える所に \"{placeholder}\" と書いてください。"
        "Axis that does not use its values" "Nothing in the axis \"{value}\" says \"{placeholder}\", so all its places would be the same." "Write \"{placeholder}\" where the value belongs."
    }
    VALUE_TYPE "E2106" Error {
        "値として使えません" "values に書けるのは、数、文字、true、false です ({found})。" "書き直してください。"
        "Not a value" "Numbers, texts, true and false can stand under values ({found})." "Rewrite it."
    }
    FILE_UNREADABLE "E2107" Error {
        "シナリオのファイルが読めません" "ファイル {value} を読めません: {reason}" "名前と場所を確認してください (この一覧試算のファイルから見た場所です)。"
        "Scenario file that cannot be read" "The file {value} cannot be read: {reason}" "Check its name and place (seen from the file of the sweep)."
    }
    TOO_MANY "E2108" Error {
        "試算が多すぎます" "軸の組合せと試算の回数を掛けると {most} 回を超えます。" "軸、値、または draws を減らしてください。"
        "Too many runs" "All combinations and draws together are more than {most}." "Have fewer axes, places or draws."
    }
    CANNOT_DECIDE "E2109" Error {
        "決められない組合せです" "組合せ {value} では決められません: {reason}" "その組合せを除いてください。"
        "Combination that cannot be decided" "At {value} the round cannot be decided: {reason}" "Leave this combination out."
    }
    AT_POINTS "N2110" Note {
        "当てはまる組合せ" "ファイル {file} {line} 行目の誤り {code} は、{all} 通りのうち {count} 通りで起こります。最初は {value} です。" "ほかの軸のシナリオと合わないときは、軸の順か内容を直してください。"
        "Where a fault holds" "The fault {code} in line {line} of {file} holds at {count} of {all} combinations; the first is {value}." "If it does not fit the scenario of another axis, change their order or what they say."
    }
    OTHER_INPUTS "E2111" Error {
        "途中の試算と条件が違います" "途中までの試算は、条件の違うものです ({different})。" "同じ条件で続けるか、ファイル {value} を消して最初から始めてください。"
        "Unfinished run of something else" "What was begun there was begun from something else: {different}." "Go on with the same, or delete {value} and start anew."
    }
    JOURNAL_BROKEN "E2112" Error {
        "試算の記録が読めません" "ファイル {value} は、この版の試算の記録として読めません。" "消して最初から始めてください。"
        "Record of runs that cannot be read" "The file {value} is no record of runs of this version." "Delete it and start anew."
    }
    NO_SHARD "E2113" Error {
        "分担の出力ではありません" "フォルダ {value} に、分担した試算の出力がありません。" "sweep --shard の出力フォルダを指定してください。"
        "Not the output of a shard" "The folder {value} does not hold the output of a shard." "Name the output folders of sweep --shard."
    }
    SHARD_OTHER "E2114" Error {
        "条件の違う分担です" "フォルダ {value} の分担は、最初のものと条件が違います ({different})。" "同じ募集・同じファイル・同じ設定の分担だけをまとめてください。"
        "Shard of another sweep" "The shard in {value} is of something else than the first one: {different}." "Put together only shards of the same round, files and settings."
    }
    SHARD_TWICE "E2115" Error {
        "同じ分担が二つあります" "フォルダ {value} は分担 {shard} ですが、すでにあります。" "一つだけ指定してください。"
        "The same shard twice" "The folder {value} holds the shard {shard}, which is there already." "Name it once."
    }
    SHARD_MISSING "E2116" Error {
        "足りない分担があります" "分担 {value} がありません。" "その分担の出力フォルダも指定してください。"
        "Shard missing" "The shard {value} is missing." "Name its output folder as well."
    }
    SHARD_BROKEN "E2117" Error {
        "そろっていない分担です" "フォルダ {value} の試算は {all} 回のうち {count} 回分しか読めません。" "その分担をもう一度実行してください。"
        "Shard that is not whole" "Of the {all} runs of the shard in {value} only {count} can be read." "Run this shard again."
    }
}
