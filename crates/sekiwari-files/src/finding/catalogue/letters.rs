//! Group 25: letters and their templates.

super::kinds! {
    TEMPLATE_SYNTAX "E2501" Error {
        "様式として読めません" "様式の文法に合いません: {what}。" "波かっこや「%」の対応、if と endif、for と endfor の対応を確認してください。"
        "Not a template that can be read" "It does not follow the grammar of templates: {what}." "Check that braces and % come in pairs, and that every if and for has its end."
    }
    TEMPLATE_NAME "E2502" Error {
        "様式にない名前です" "「{name}」という名前はありません。{hint}" "使える名前 ({names}) に直してください。"
        "Name that letters are not given" "There is nothing called \"{name}\" here. {hint}" "Use one of the names there are: {names}."
    }
    TEMPLATE_NOT_ALLOWED "E2503" Error {
        "様式では使えない書き方です" "「{what}」は使えません。" "その部分を削除してください。使えるものは docs/letters.md にあります。"
        "Not allowed in templates of letters" "\"{what}\" cannot be used here." "Take it out; what can be used is listed in docs/letters.md."
    }
    TEMPLATE_INCLUDE "E2504" Error {
        "取り込む様式がありません" "「{value}」という様式はありません。{hint}" "様式の名前を直してください。"
        "Template to be included that does not exist" "There is no template called \"{value}\". {hint}" "Correct its name."
    }
    TEMPLATE_FILE "E2505" Error {
        "様式の名前ではないファイルです" "「{value}」という様式はないため、使われません。{hint}" "名前を直すか、別のフォルダに移してください。"
        "File with no name of a template" "There is no template called \"{value}\", so it would not be used. {hint}" "Correct its name, or move it elsewhere."
    }
    TEMPLATE_ENCODING "E2506" Error {
        "様式の文字コードが UTF-8 ではありません" "様式は UTF-8 で保存する必要があります。" "UTF-8 で保存し直してください。"
        "Template that is not UTF-8" "Templates have to be saved as UTF-8." "Save it again as UTF-8."
    }
    TEMPLATE_FILL "E2507" Error {
        "様式に書き込めません" "{count} 通の手紙で書き込めませんでした: {what}。" "様式のその行を直してください。"
        "Template that cannot be filled" "{count} letters could not be made: {what}." "Correct that line of the template."
    }
    LANGUAGE "E2508" Error {
        "手紙にない言語です" "「{value}」という言語の手紙はありません。{hint}" "{names} のいずれかを書いてください。"
        "Language that letters do not have" "There are no letters in \"{value}\". {hint}" "Write one of {names}."
    }
    LANGUAGE_TWICE "E2509" Error {
        "同じ児童の言語が二度書かれています" "児童 {value} の言語は {first_line} 行目にもあります。" "一行にまとめてください (複数の言語は ; で区切ります)。"
        "Languages of a child stated twice" "The languages of the child {value} are also on line {first_line}." "Put them into one row, with ; between several languages."
    }
    LANGUAGE_CHILD "W2510" Warning {
        "申込者でない児童の言語です" "児童 {value} は申込者にいないため、この行を使いません。{hint}" "児童の ID を確認してください。"
        "Language of a child that does not apply" "The child {value} is not among the applicants; the row is not used. {hint}" "Check the id of the child."
    }
}
