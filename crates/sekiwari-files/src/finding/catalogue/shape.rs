//! Group 02: shape of tables and settings.

super::kinds! {
    COLUMN_MISSING "E0201" Error {
        "必要な列がありません" "列 {name} がありません。使える見出し: {titles}。" "この列を加えてください。"
        "A required column is missing" "There is no column {name}. Titles it may have: {titles}." "Add the column."
    }
    COLUMN_UNKNOWN "W0202" Warning {
        "使われない列です" "見出し「{column}」はこの表の列名ではないため、この列は読みません。{hint}" "必要な列なら見出しを直してください。"
        "Column not used" "The title \"{column}\" is not known, so the column is not read. {hint}" "Correct the title if the column is needed."
    }
    COLUMN_DUPLICATE "E0203" Error {
        "同じ列が二つあります" "「{first}」と「{column}」はどちらも列 {name} です。" "どちらかを削除するか、見出しを変えてください。"
        "The same column twice" "\"{first}\" and \"{column}\" are both the column {name}." "Delete one of them or change its title."
    }
    ROW_SHORT "E0204" Error {
        "セルが足りない行です" "見出しは {expected} 列ですが、この行には {found} 個しかセルがありません。" "区切りのカンマが欠けていないか確認してください。"
        "Row with too few cells" "The header has {expected} columns, this row only {found} cells." "Look for a missing comma."
    }
    ROW_LONG "E0205" Error {
        "セルが多すぎる行です" "見出しは {expected} 列ですが、この行には {found} 個のセルがあります。" "カンマを含む値は二重引用符で囲んでください。"
        "Row with too many cells" "The header has {expected} columns, this row has {found} cells." "Put values that contain a comma in double quotes."
    }
    QUOTE_UNCLOSED "E0206" Error {
        "引用符が閉じていません" "{line} 行目から始まる二重引用符が、ファイルの終わりまで閉じていません。" "この行に閉じる引用符を加えてください。"
        "Quote never closed" "The double quote opened on line {line} is not closed up to the end of the file." "Add the closing quote on this line."
    }
    QUOTE_STRAY "E0207" Error {
        "引用符の位置が正しくありません" "セルの途中に二重引用符があります。" "セル全体を二重引用符で囲み、中の引用符は二つ重ねてください。"
        "Stray quote" "There is a double quote inside a cell." "Quote the whole cell and double the quotes inside it."
    }
    HEADER_BLANK "W0208" Warning {
        "見出しのない列があります" "{index} 列目に値がありますが見出しがないため、読みません。" "見出しを付けるか、列を削除してください。"
        "Column without a title" "Column {index} has values but no title and is not read." "Give it a title or delete it."
    }
    ROWS_BLANK "N0209" Note {
        "空の行を飛ばしました" "空の行 {count} 行を飛ばしました (最初は {line} 行目)。" "何もしなくてかまいません。"
        "Blank rows skipped" "{count} blank rows were skipped (the first is line {line})." "Nothing."
    }
    TABLE_EMPTY "E0210" Error {
        "表にデータがありません" "見出しだけで、データの行がありません。" "データの行を加えてください。"
        "Table without rows" "There is a header but no data row." "Add the data."
    }
    TOML_SYNTAX "E0211" Error {
        "設定ファイルの書き方が正しくありません" "TOML として読めません: {reason}。" "この行を直してください。文字列は \"...\" で囲みます。"
        "Settings file is not valid TOML" "It cannot be read as TOML: {reason}." "Correct this line; text stands in \"...\"."
    }
    KEY_UNKNOWN "W0212" Warning {
        "使われない設定です" "設定「{column}」はこの形式にないため無視します。{hint}" "必要な設定なら綴りを直してください。"
        "Setting not used" "The setting \"{column}\" is not known and is ignored. {hint}" "Correct the spelling if it is needed."
    }
    KEY_TYPE "E0213" Error {
        "設定の型が違います" "設定「{column}」には {expected} が必要ですが、{found} が書かれています。" "値を書き直してください。"
        "Setting of the wrong type" "The setting \"{column}\" takes {expected}, but {found} is written." "Rewrite the value."
    }
    KEY_MISSING "E0214" Error {
        "必要な設定がありません" "設定「{column}」がありません。" "round.toml に加えてください。"
        "A required setting is missing" "The setting \"{column}\" is missing." "Add it to round.toml."
    }
    KEY_VALUE "E0215" Error {
        "設定の値が正しくありません" "設定「{column}」に書ける値: {allowed}。{hint}" "値を書き直してください。"
        "Setting with a wrong value" "The setting \"{column}\" may be: {allowed}. {hint}" "Rewrite the value."
    }
    JSON_SYNTAX "E0218" Error {
        "JSON として読めません" "{file} を読めません: {reason}。" "配分が書き出したままのファイルを渡してください。"
        "Not valid JSON" "{file} cannot be read: {reason}." "Pass the file as allocate wrote it."
    }
    GOAL_TWICE "E0219" Error {
        "目的に同じ項目が二つあります" "設定「{column}」に「{value}」が二度あります。二つ目は何も決めません。" "一方を消してください。"
        "A goal stands twice" "The setting \"{column}\" names \"{value}\" twice; the second could not decide anything." "Delete one of them."
    }
    GOAL_ORDER "E0220" Error {
        "rank-sum は seated の後に置きます" "設定「{column}」は「{value}」です。席のない世帯には足す順位がないため、rank-sum が seated より先では、全員を落とすのが最善になってしまいます。" "seated を rank-sum の前に置いてください。"
        "rank-sum has to come after seated" "The setting \"{column}\" is \"{value}\". A household without a seat has no rank to add, so with rank-sum before seated it would be best to leave everybody out." "Put seated before rank-sum."
    }
    PROGRAMME_OTHER "E0221" Error {
        "別の事業の募集です" "この募集は{is}の募集 ({value}) ですが、ここで読めるのは{needs}の募集です。" "この事業の募集のフォルダを指定するか、この事業のコマンドを使ってください。"
        "Round of another programme" "This is a round of {is} ({value}); what is read here are rounds of {needs}." "Name the folder of such a round, or use a command for this programme."
    }
}
