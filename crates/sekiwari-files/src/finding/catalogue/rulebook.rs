//! Group 06: rulebooks.

super::kinds! {
    RULEBOOK_MISSING "E0601" Error {
        "点数規則のファイルがありません" "設定「{column}」のファイル {value} が募集のフォルダにありません。{hint}" "ファイルを置くか、名前を直してください。"
        "Rulebook not found" "There is no file {value}, which the setting \"{column}\" names, in the folder of the round. {hint}" "Put it there or correct the name."
    }
    RULEBOOK_AND_SCORES "E0602" Error {
        "点数規則と計算済みの点数の両方があります" "priority.rulebook と点数の表の両方があり、どちらで順位を決めるのか決まりません。" "どちらか一方を除いてください。"
        "Both a rulebook and scores" "There are both priority.rulebook and a table of scores; which of them decides is not clear." "Remove one of them."
    }
    KEY_UNKNOWN "E0603" Error {
        "知らない項目です" "「{column}」はこのファイルの項目ではありません。{hint}" "綴りを直すか、消してください。黙って無視すると点数や席数が変わるおそれがあるため、エラーとします。"
        "Unknown key" "\"{column}\" is not a key of this file. {hint}" "Correct or delete it. Ignoring it silently could change scores or seats, so it is an error."
    }
    KEY_MISSING "E0604" Error {
        "必要な項目がありません" "「{key}」がありません。" "加えてください。"
        "A required key is missing" "There is no \"{key}\"." "Add it."
    }
    KEY_TYPE "E0605" Error {
        "値の型が違います" "「{column}」には {expected} が必要ですが、{found} が書かれています。" "書き直してください。"
        "Value of the wrong type" "\"{column}\" takes {expected}, but {found} is written." "Rewrite the value."
    }
    KEY_VALUE "E0606" Error {
        "書けない値です" "「{column}」に書ける値: {allowed}。{hint}" "書き直してください。"
        "Value that may not stand here" "\"{column}\" may be: {allowed}. {hint}" "Rewrite the value."
    }
    NUMBER_TOO_FINE "E0607" Error {
        "細かすぎる数です" "「{column}」の小数は 3 桁までです。指数表記は使えません。" "書き直してください。"
        "Number too fine" "Decimals of \"{column}\" have at most three places, without exponent." "Rewrite the number."
    }
    NUMBER_RANGE "E0608" Error {
        "範囲の外の数です" "{what} は {min} から {max} までです。" "書き直してください。"
        "Number out of range" "{what} runs from {min} to {max}." "Rewrite the number."
    }
    ID_DUPLICATE "E0609" Error {
        "同じ ID が二つあります" "「{value}」は先にもあります。" "どちらかの ID を変えてください。"
        "The same id twice" "\"{value}\" stands earlier as well." "Change one of the ids."
    }
    COMPONENT_UNUSED "E0610" Error {
        "数える項目のない成分です" "成分「{value}」に数える項目群 (group) がありません。" "項目群の component を確認するか、成分を消してください。"
        "Component that nothing counts for" "No group counts for the component \"{value}\"." "Check the component of the groups, or delete it."
    }
    ITEM_EFFECT "E0611" Error {
        "項目の働きが一つに決まりません" "項目には points、rank、lift のうちちょうど一つを書きます。" "一つだけ書いてください。"
        "Item without one effect" "An item has exactly one of points, rank and lift." "Write one of them."
    }
    EFFECT_OF_OTHER_KIND "E0612" Error {
        "成分の種類と合わない項目です" "成分「{component}」の項目には {needed} を書きます。" "項目か、項目群の component を直してください。"
        "Item of another kind than its component" "Items of the component \"{component}\" take {needed}." "Correct the item, or the component of its group."
    }
    LIFT_OF_REASON "E0613" Error {
        "事由の項目では段を上げられません" "事由 (reason) の項目は順位を決めます。lift は guardian、household、child、facility の項目に書きます。" "level を直してください。"
        "Items of a reason cannot lift" "An item of a reason sets a rank; lift stands in items of guardian, household, child or facility." "Correct the level."
    }
    TIMES_OF_RANK "E0614" Error {
        "回数を数えられるのは点数だけです" "rank や lift の項目に times は書けません。" "times を消してください。"
        "Only points can be counted several times" "Items with rank or lift take no times." "Delete times."
    }
    COMBINATION "E0615" Error {
        "成分と合わないまとめ方です" "「{value}」は成分「{component}」には使えません。" "成分の種類に合うまとめ方に直してください。"
        "Combination that does not fit" "\"{value}\" does not fit the component \"{component}\"." "Use one that fits its kind."
    }
    GUARDIANS "E0616" Error {
        "保護者の人数と合いません" "「{value}」には保護者の人数 (guardians.count) が {needed} 必要です。" "人数かまとめ方を直してください。"
        "Number of guardians" "\"{value}\" needs guardians.count to be {needed}." "Correct the number or the combination."
    }
    NOT_HALVABLE "E0617" Error {
        "二で割り切れない点数です" "平均をとる成分では、半分にしても小数 3 桁で書ける点数が必要です。" "小数 2 桁までの点数にしてください。"
        "Points that cannot be halved" "Under a mean, half of the points has to have at most three decimals." "Use points with at most two decimals."
    }
    LADDER "E0618" Error {
        "順位の並びが正しくありません" "順位や段 ({value}) は一つ以上、それぞれ一度だけ書きます。" "ranks、letters、steps を直してください。"
        "Not a ladder" "Ranks and steps ({value}): at least one, each once." "Correct ranks, letters or steps."
    }
    LETTER "E0619" Error {
        "組にできない文字です" "組 (pair) の文字「{value}」は 1 文字で書きます。" "letters を直してください。"
        "Letter that makes no pair" "The letter \"{value}\" of a pair has to be a single character." "Correct letters."
    }
    PAIR_WITHOUT_STEP "E0620" Error {
        "段にない組です" "組「{value}」がどの段にもありません。" "steps に加えてください。"
        "Pair on no step" "The pair \"{value}\" stands on no step." "Add it to steps."
    }
    VALIDITY_REVERSED "E0621" Error {
        "期間が逆です" "始まり {from} より前の {to} に終わります。" "日付を直してください。"
        "Period that ends before it begins" "It ends on {to}, before it begins on {from}." "Correct the dates."
    }
    BANDS_UNSORTED "E0622" Error {
        "階層の境が小さい順ではありません" "bands は小さい順に、重ならずに書きます。" "並べ直してください。"
        "Bands that do not ascend" "bands are written in ascending order, each once." "Sort them."
    }
    EXPRESSION_SYNTAX "E0623" Error {
        "条件の書き方が正しくありません" "条件として読めません: {reason}。" "この場所を直してください。書き方は docs/rulebook.md にあります。"
        "Condition that cannot be read" "It cannot be read as a condition: {reason}." "Correct this place; docs/rulebook.md says how."
    }
    EXPRESSION_UNSUPPORTED "E0624" Error {
        "条件に使えない書き方です" "「{value}」は条件に使えません。" "docs/rulebook.md にある書き方に直してください。"
        "Not part of conditions" "\"{value}\" cannot be used in conditions." "Use what docs/rulebook.md lists."
    }
    ATTRIBUTE_UNKNOWN "E0625" Error {
        "知らない属性です" "属性「{value}」はありません。{hint}" "属性の一覧 (docs/rulebook.md) で確かめてください。"
        "Unknown attribute" "There is no attribute \"{value}\". {hint}" "See the list in docs/rulebook.md."
    }
    ATTRIBUTE_NOT_VISIBLE "E0626" Error {
        "ここからは見えない属性です" "level が {level} の項目の条件では「{value}」を使えません。" "項目群の level を直すか、保護者の事由なら reasons.exists(r, ...) を使ってください。"
        "Attribute of another level" "\"{value}\" cannot be asked about in items of the level {level}." "Correct the level of the group, or use reasons.exists(r, ...) for reasons."
    }
    EXPRESSION_TYPE "E0627" Error {
        "条件の型が合いません" "ここには {expected} が必要ですが、これは {found} です。" "書き直してください。"
        "Type that does not fit" "A {expected} is needed here, this is a {found}." "Rewrite it."
    }
    UNCOMPARABLE "E0628" Error {
        "比べられない二つの値です" "{left} と {right} は比べられません。" "書き直してください。"
        "Values that cannot be compared" "A {left} and a {right} cannot be compared." "Rewrite it."
    }
    NO_ORDER "E0629" Error {
        "大小のない値です" "{found} には大小がありません。" "== か != を使ってください。"
        "Values without order" "A {found} is neither more nor less than another." "Use == or !=."
    }
    WORD_NEVER "E0630" Error {
        "属性が取らない値です" "「{attribute}」は「{value}」にはなりません。取りうる値: {allowed}。{hint}" "書き直してください。"
        "Value that never occurs" "\"{attribute}\" is never \"{value}\". It can be: {allowed}. {hint}" "Rewrite it."
    }
    ALWAYS_KNOWN "E0631" Error {
        "has が意味を持たない属性です" "「{value}」は常に分かっています (はい・いいえ)。" "has(...) を除いて、そのまま条件にしてください。"
        "has of something always known" "\"{value}\" is always known (yes or no)." "Write it without has(...)."
    }
    FACTOR_NOT_WHOLE "E0632" Error {
        "掛けられるのは整数だけです" "掛け算の一方は整数でなければなりません。" "書き直してください。"
        "Only whole factors" "One factor of a product has to be a whole number." "Rewrite it."
    }
    NESTED_REASONS "E0633" Error {
        "ここでは reasons を使えません" "reasons.exists と reasons.all は household、child、facility の項目の条件に、入れ子にせずに書きます。" "書き直してください。"
        "reasons cannot be used here" "reasons.exists and reasons.all stand in conditions of household, child or facility items, not inside each other." "Rewrite it."
    }
    EXPRESSION_LONG "E0634" Error {
        "条件が長すぎます" "条件が長すぎるか、深すぎます。" "項目を分けてください。"
        "Condition too long" "The condition is too long or too deep." "Split the item."
    }
    RULEBOOK_INCONSISTENT "E0635" Error {
        "点数規則が矛盾しています" "{reason}。" "点数規則を直してください。"
        "Inconsistent rulebook" "{reason}." "Correct the rulebook."
    }
    REPORT_REWARDED "W0636" Warning {
        "希望の書き方で順位が変わります" "「{value}」は希望順位や希望の数を使います。本当の希望のとおりに書くと不利になる場合があり、希望は正直に書くものと言えなくなります。" "規則どおりか確認し、申込者に知らせてください。"
        "Priority depends on the list" "\"{value}\" looks at the rank or number of wishes. Families can gain by not listing what they really want." "Check that the rule says so, and tell the applicants."
    }
    ITEM_NOT_IN_FORCE "N0637" Note {
        "入所日に効力のない項目です" "項目「{value}」は入所日には効力がないため、数えません。" "期間を確認してください。"
        "Item not in force" "The item \"{value}\" is not in force on the entry date and does not count." "Check its dates."
    }
    RULEBOOK_WITHOUT_GUARDIANS "E0638" Error {
        "保護者の表がありません" "点数規則を使う募集には、保護者の表 (guardians) が必要です。" "guardians.csv を加えてください。"
        "No table of guardians" "A round with a rulebook needs the table guardians." "Add guardians.csv."
    }
    CIRCUMSTANCES_UNUSED "W0639" Warning {
        "使わない表です" "点数規則 (priority.rulebook) がないため、表 {table} は読みません。" "点数規則を指定するか、表を除いてください。"
        "Table not used" "There is no rulebook (priority.rulebook), so the table {table} is not read." "Name a rulebook, or remove the table."
    }
    ATTRIBUTE_OF_OTHER_ROUNDS "E0640" Error {
        "この種類の募集にはない属性です" "属性「{value}」があるのは、{known}の募集だけです。" "この募集にもある属性に直すか、項目を除いてください。一覧は docs/rulebook.md にあります。"
        "Attribute of rounds of another kind" "Only rounds of {known} have the attribute \"{value}\"." "Ask for an attribute that this round has, or take the item out; docs/rulebook.md lists them."
    }
}
