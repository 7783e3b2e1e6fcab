//! Group 01: files and encodings.

super::kinds! {
    FILE_UNREADABLE "E0101" Error {
        "ファイルを開けません" "{file} を読めませんでした ({reason})。" "ファイルの場所と読み取り権限を確認し、表計算ソフトで開いている場合は閉じてください。"
        "File cannot be opened" "{file} could not be read ({reason})." "Check where the file is and that it may be read; close it in other programs."
    }
    FILE_MISSING "E0102" Error {
        "必要な表がありません" "表 {table} が見つかりません。探した名前: {names}。" "この名前の CSV ファイル、またはブックのシートを用意してください。"
        "A required table is missing" "The table {table} was not found. Names looked for: {names}." "Provide a CSV file or a workbook sheet of one of these names."
    }
    BYTES_UNDECODABLE "E0103" Error {
        "文字として読めないバイトがあります" "{encoding} として読むと {line} 行目のバイト {bytes} (先頭から {offset} バイト目) が文字になりません。" "この行を元のデータで確認し、UTF-8 か Shift_JIS (CP932) で保存し直してください。"
        "Bytes that are not text" "Read as {encoding}, line {line} holds the bytes {bytes} (at byte {offset}) which are no character." "Check this line against the source and save the file again as UTF-8 or Shift_JIS (CP932)."
    }
    ENCODING_FOREIGN "E0104" Error {
        "対応していない文字コードです" "{file} は {encoding} のようです。読めるのは UTF-8、Shift_JIS (CP932)、BOM 付き UTF-16 です。" "UTF-8 で保存し直してください。"
        "Encoding not supported" "{file} looks like {encoding}. UTF-8, Shift_JIS (CP932) and UTF-16 with a BOM can be read." "Save the file again as UTF-8."
    }
    NUL_BYTE "E0105" Error {
        "NUL バイトが含まれています" "{line} 行目に値 0 のバイトがあります。表のファイルではないか、壊れています。" "元のデータから書き出し直してください。"
        "NUL byte" "Line {line} holds a byte of value 0: the file is no table or is damaged." "Export the file again from its source."
    }
    READ_AS_CP932 "N0106" Note {
        "Shift_JIS として読みました" "{file} は UTF-8 ではなく、Shift_JIS (CP932) として読みました。" "文字が正しければ何もしなくてかまいません。"
        "Read as Shift_JIS" "{file} is not UTF-8 and was read as Shift_JIS (CP932)." "Nothing, if the characters are right."
    }
    READ_AS_UTF16 "N0107" Note {
        "UTF-16 として読みました" "{file} は BOM により UTF-16 として読みました。" "文字が正しければ何もしなくてかまいません。"
        "Read as UTF-16" "{file} starts with a UTF-16 BOM and was read so." "Nothing, if the characters are right."
    }
    PRIVATE_USE_CHARACTER "W0108" Warning {
        "外字が含まれています" "セルに外字 {characters} があります。ほかの環境では別の字に見えるか、消えます。" "外字を標準の漢字に置き換えてください。"
        "User-defined character" "The cell holds the user-defined character {characters}, which other systems show differently or not at all." "Replace it by a standard character."
    }
    REPLACEMENT_CHARACTER "W0109" Warning {
        "文字化けの跡があります" "セルに置換文字 U+FFFD があります。以前の変換で元の字が失われています。" "元のデータで正しい字を確認してください。"
        "Trace of a failed conversion" "The cell holds the replacement character U+FFFD: an earlier conversion lost the original." "Look the character up in the source data."
    }
    FILE_EMPTY "E0110" Error {
        "ファイルが空です" "{file} には見出し行もありません。" "見出し行のある表を置くか、不要ならファイルを削除してください。"
        "File is empty" "{file} has not even a header line." "Put a table with a header line there, or delete the file if it is not needed."
    }
    WORKBOOK_UNREADABLE "E0111" Error {
        "ブックを開けません" "{file} を表計算のブックとして読めませんでした ({reason})。" "パスワードを外し、.xlsx または .ods で保存し直してください。"
        "Workbook cannot be opened" "{file} could not be read as a workbook ({reason})." "Remove a password and save it again as .xlsx or .ods."
    }
    SOURCE_AMBIGUOUS "E0112" Error {
        "同じ表が二つあります" "表 {table} が {first} と {second} の両方にあります。どちらを使うか決められません。" "使わない方を取り除いてください。"
        "The same table twice" "The table {table} is in both {first} and {second}; it is unclear which one counts." "Remove the one that is not meant."
    }
    SOURCE_UNKNOWN "W0113" Warning {
        "使われないファイルまたはシートです" "「{name}」はどの表の名前でもないため読みません。{hint}" "必要な表なら名前を直してください。"
        "File or sheet not used" "\"{name}\" is the name of no table and is not read. {hint}" "Correct the name if it is a table of the round."
    }
    FILE_TOO_LARGE "E0114" Error {
        "ファイルが大きすぎます" "{file} は 4 GiB を超えています。" "不要な列を除いてください。"
        "File too large" "{file} is larger than 4 GiB." "Leave out columns that are not needed."
    }
    NOT_A_ROUND "E0115" Error {
        "募集回のフォルダーではありません" "「{file}」はフォルダーでも .xlsx / .ods のブックでもありません。" "round.toml と表のあるフォルダー、またはブックを指定してください。"
        "Not a round" "\"{file}\" is neither a folder nor an .xlsx or .ods workbook." "Name a folder with round.toml and the tables, or a workbook."
    }
}
