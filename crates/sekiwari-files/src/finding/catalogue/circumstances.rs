//! Group 07: circumstances of families, and the lottery.

super::kinds! {
    PERIOD_REVERSED "E0701" Error {
        "期間が逆です" "有効期間が {from} に始まり、それより前の {to} に終わります。" "日付を直してください。"
        "Period that ends before it begins" "It is valid from {from} and ends before that, on {to}." "Correct the dates."
    }
    REASON_NOT_VALID "W0702" Warning {
        "入所日に有効でない事由です" "保護者 {guardian} の事由「{reason}」は入所日 {entry_date} には有効でないため、数えません。" "証明の期間か、入所日の事由を確認してください。"
        "Reason not valid on the entry date" "The reason {reason} of the guardian {guardian} does not hold on the entry date {entry_date} and does not count." "Check the period, or the reason on that day."
    }
    FACT_NOT_VALID "W0703" Warning {
        "入所日に有効でない事実です" "「{fact}」は入所日 {entry_date} には有効でないため、数えません。" "期間を確認してください。"
        "Fact not valid on the entry date" "{fact} does not hold on the entry date {entry_date} and does not count." "Check the period."
    }
    GUARDIAN_ELSEWHERE "E0704" Error {
        "保護者が二つの世帯にいます" "保護者 {value} は {first_line} 行目では世帯 {household} にいます。" "世帯か保護者の ID を直してください。"
        "Guardian in two households" "The guardian {value} is in the household {household} on line {first_line}." "Correct the household or the guardian."
    }
    GUARDIANS_TOO_MANY "E0705" Error {
        "保護者が多すぎます" "世帯 {value} に保護者が {count} 人います。この点数規則が数えるのは {most} 人までです。" "祖父母などの行を除くか、点数規則の guardians.count を確認してください。"
        "Too many guardians" "The household {value} has {count} guardians; the rulebook counts at most {most}." "Remove rows of grandparents and others, or check guardians.count."
    }
    SINGLE_PARENT_WITH_TWO "E0706" Error {
        "ひとり親の世帯に保護者が二人います" "世帯 {value} はひとり親なのに、保護者の表に {count} 人います。" "どちらかを直してください。"
        "Single parent with two guardians" "The household {value} is one of a single parent, but has {count} guardians." "Correct one of them."
    }
    ONE_GUARDIAN "W0707" Warning {
        "ひとり親でない世帯に保護者が一人です" "世帯 {value} の保護者は一人ですが、ひとり親、準ひとり親、一方不在のどれでもありません。" "保護者の行の漏れか、世帯の事実の漏れがないか確認してください。"
        "One guardian, but no single parent" "The household {value} has one guardian, but is neither one of a single parent nor of an absent one." "Check for a missing row or a missing fact."
    }
    NO_GUARDIAN "E0708" Error {
        "保護者のいない世帯です" "世帯 {value} の保護者が表にいません。" "保護者を加えるか、両親不在 (no_parents) の事実を加えてください。"
        "Household without guardians" "The household {value} has no guardian in the table." "Add them, or the fact no_parents."
    }
    HOURS_WITHOUT_WORK "E0709" Error {
        "事由と合わない値です" "事由「{reason}」の行に「{column}」が書かれています。" "事由か値を直してください。"
        "Value that does not fit the reason" "A row of the reason {reason} has a value under \"{column}\"." "Correct the reason or the value."
    }
    WORK_WITHOUT_HOURS "W0710" Warning {
        "時間のない就労です" "保護者 {guardian} の就労に、月・週・日のどの時間もありません。時間を見る項目は数えられません。" "就労証明書の時間を入れてください。"
        "Work without hours" "The work of the guardian {guardian} has no hours a month, week or day, so items that look at hours do not count." "Fill in the hours of the certificate."
    }
    REASON_REPEATED "E0711" Error {
        "同じ事由の行が二つあります" "保護者 {guardian} の同じ行が {first_line} 行目にもあります。" "一方を削除してください。"
        "Reason listed twice" "The same row of the guardian {guardian} is also on line {first_line}." "Delete one of them."
    }
    MAIN_REASON "E0712" Error {
        "主たる事由が一つに決まりません" "保護者 {guardian} には入所日に有効な事由が {count} あり、主たる事由 (main) が {main} 件です。この点数規則では一つ必要です。" "主たる事由を一つだけ示してください。"
        "No single main reason" "The guardian {guardian} has {count} reasons on the entry date, {main} of them marked as main; the rulebook needs one." "Mark exactly one."
    }
    FACT_UNKNOWN "E0713" Error {
        "知らない事実です" "「{value}」という事実はありません。{hint}" "事実の一覧 (docs/rulebook.md) で確かめるか、点数規則の [[fact]] に加えてください。"
        "Unknown fact" "There is no fact \"{value}\". {hint}" "See the list in docs/rulebook.md, or declare it as a [[fact]] of the rulebook."
    }
    FACT_SCOPE "E0714" Error {
        "事実の書く場所が違います" "「{value}」は {needed} についての事実です。" "世帯・児童・施設の列を直してください。"
        "Fact about something else" "\"{value}\" is a fact about {needed}." "Correct the columns of household, child and facility."
    }
    FACT_VALUE "E0715" Error {
        "事実の値が正しくありません" "「{fact}」の値には {expected} が必要です。" "書き直してください。"
        "Value of a fact" "The value of {fact} has to be {expected}." "Rewrite it."
    }
    FACT_CONTRADICTS "E0716" Error {
        "食い違う事実です" "「{fact}」は {first_line} 行目では別の値です (どちらも入所日に有効)。" "どちらかを直してください。"
        "Facts that contradict each other" "{fact} has another value on line {first_line}, both on the entry date." "Correct one of them."
    }
    FACT_REPEATED "W0717" Warning {
        "同じ事実が二度あります" "「{fact}」は {first_line} 行目と同じです。" "一方を削除してください。"
        "Fact stated twice" "{fact} is stated on line {first_line} as well." "Delete one of them."
    }
    FACT_NEVER_GIVEN "W0718" Warning {
        "点数規則が見る値が表にありません" "点数規則が見る属性のうち {value} 個は、表のどの行にもありません: {attributes}。" "該当者がいないのか、列や行の漏れかを確認してください。"
        "Nothing given that the rulebook asks for" "Of the attributes the rulebook asks about, {value} have no value in any row: {attributes}." "Check whether they apply to nobody, or a column or rows are missing."
    }
    ROW_OUTSIDE "W0719" Warning {
        "申込のない世帯の行です" "世帯 {value} の児童は申し込んでいないため、この行は使いません。" "世帯の ID を確認してください。"
        "Household that does not apply" "No child of the household {value} applies; the row is not used." "Check the id."
    }
    CHILDREN_FEWER "E0720" Error {
        "児童の数が合いません" "世帯 {value} の「{fact}」は {stated} ですが、申込児童だけで {applying} 人います。" "数を直してください (申込児童を含みます)。"
        "Fewer children than apply" "{fact} of the household {value} is {stated}, but {applying} of its children apply." "Correct the number; it includes applying children."
    }
    COMMITMENT_BROKEN "E0721" Error {
        "抽選の種が約束と違います" "抽選の種から作った値が、あらかじめ公表した priority.lottery_commitment と一致しません。" "公表したときの種 (lottery_seed) と合言葉 (lottery_nonce) を使ってください。"
        "Seed that was not the one committed to" "The lottery seed does not give the priority.lottery_commitment that was published." "Use the seed and lottery_nonce of the publication."
    }
    COMMITMENT_WEAK "W0722" Warning {
        "抽選の種を当てられるおそれがあります" "抽選の種の約束に合言葉 (priority.lottery_nonce) がないため、公表した値から種を総当たりで当てられます。" "16 文字以上の合言葉を加えて公表し直してください。"
        "Seed that can be guessed" "The commitment has no priority.lottery_nonce of 16 characters or more, so the seed can be found by trying." "Add one and publish the commitment anew."
    }
    COMMITMENT_FORM "E0723" Error {
        "抽選の約束の形が違います" "priority.lottery_commitment は SHA-256 の 16 進 64 文字です。" "公表した値をそのまま写してください。"
        "Not a commitment" "priority.lottery_commitment is a SHA-256 in 64 hexadecimal digits." "Copy the published value."
    }
}
