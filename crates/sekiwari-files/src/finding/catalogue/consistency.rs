//! Group 05: consistency of the round.

super::kinds! {
    RANK_GAP "W0501" Warning {
        "希望順位が飛んでいます" "児童 {child} の希望順位に第 {missing} 希望がありません。順序だけを使います。" "希望の記入漏れがないか確認してください。"
        "Gap in the ranks" "The list of the child {child} has no rank {missing}. Only the order counts." "Check whether a wish was left out."
    }
    CHILD_WITHOUT_WISH "W0502" Warning {
        "希望のない児童です" "児童 {value} には希望が一つもないため、配分されません。" "希望の表に漏れがないか確認してください。"
        "Child without wishes" "The child {value} has no wish and cannot be placed." "Check whether its wishes are missing."
    }
    HOLDER_WITHOUT_WISH "W0503" Warning {
        "転園の希望がない在園児です" "児童 {value} は今の施設に在園し、ほかの希望がないため、そのまま在園します。" "転園の希望に漏れがないか確認してください。"
        "Holder without wishes" "The child {value} holds a seat and wishes nothing else, so it stays." "Check whether its wishes are missing."
    }
    BORN_AFTER_ENTRY "E0504" Error {
        "入所日より後の生年月日です" "児童 {child} は入所日 {entry_date} より後に生まれています。" "生年月日か入所日を直してください。"
        "Born after the entry date" "The child {child} is born after the entry date {entry_date}." "Correct the birth date or the entry date."
    }
    SCHOOL_AGE "E0505" Error {
        "就学年齢の児童です" "児童 {child} は {fiscal_year} 年度には小学生です。" "生年月日か年度を直してください。"
        "Child of school age" "The child {child} goes to school in fiscal year {fiscal_year}." "Correct the birth date or the fiscal year."
    }
    CLASS_CONTRADICTS_BIRTH "E0506" Error {
        "歳児クラスと生年月日が合いません" "児童 {child} の生年月日からは {fiscal_year} 年度に {class} 歳児クラスになります。" "どちらかを直してください (4 月 1 日生まれは上の学年です)。"
        "Class and birth date disagree" "By its birth date the child {child} is in class {class} in fiscal year {fiscal_year}." "Correct one of them (born on April 1 counts with the older year)."
    }
    CLASS_UNDECIDED "E0507" Error {
        "歳児クラスが決まりません" "児童 {child} には生年月日も歳児クラスもありません。" "どちらかを入れてください。"
        "Class unknown" "The child {child} has neither a birth date nor a class." "Fill in one of them."
    }
    FACILITY_WITHOUT_SEATS "W0508" Warning {
        "枠のない施設です" "施設 {value} は受入枠の表に行がなく、誰も入れません。" "受入枠の表に漏れがないか確認してください。"
        "Facility without seats" "The facility {value} has no row in the table of seats, so nobody can enter." "Check whether its seats are missing."
    }
    WISH_NOT_OFFERED "W0509" Warning {
        "募集のないクラスへの希望です" "施設 {value} は児童 {child} の {class} 歳児クラスを募集していません。希望は残りますが、かないません。" "受入枠か希望を確認してください。"
        "Class not offered" "The facility {value} offers no seats for class {class} of the child {child}. The wish stays and cannot be given." "Check the seats or the wish."
    }
    WISH_TOO_YOUNG "W0510" Warning {
        "受入月齢に達しない希望です" "児童 {child} は入所日に生後 {days} 日で、施設 {value} は {min_days} 日からです。希望は残りますが、かないません。" "施設の受入月齢か希望を確認してください。"
        "Below the minimum age" "The child {child} is {days} days old on the entry date; the facility {value} takes children from {min_days} days. The wish stays and cannot be given." "Check the minimum age or the wish."
    }
    WISH_BELOW_HELD "W0511" Warning {
        "在園中の施設より下の希望です" "児童 {child} の希望 {value} は在園中の施設より下にあるため使いません。" "転園したい施設は在園中の施設より上に書いてください。"
        "Wish below the held seat" "The wish {value} of the child {child} stands below its own facility and is not used." "Put facilities it would move to above the one it holds."
    }
    HOUSEHOLD_SINGLE "W0512" Warning {
        "きょうだい条件の世帯に児童が一人です" "世帯 {value} で申し込んでいる児童は一人なので、きょうだい条件は使いません。" "きょうだいの世帯 ID を確認してください。"
        "Sibling condition for one child" "Only one child of the household {value} applies, so its sibling condition is not used." "Check the household ids of the siblings."
    }
    CONDITION_READ_AS_TOGETHER "W0513" Warning {
        "条件を「同時入所」と読みました" "世帯 {household} は「別々でもよい」のに「一人だけは辞退」です。全員同時の入所 (same-round) と読みます。" "申込書の欄を確認してください。"
        "Condition read as same-round" "The household {household} states independent with none: all or nobody. It is read as same-round with none." "Check the form."
    }
    FALLBACK_WITH_TOGETHER "W0514" Warning {
        "同時入所の条件に一人入所の欄があります" "世帯 {household} は {joint} ですが、全員が無理なら {fallback} に従って一部の児童だけでも受けると読みます。" "一人だけなら辞退する世帯では single_fallback を none にしてください。"
        "Fallback beside a joint condition" "The household {household} states {joint}; where not all can enter, some may by {fallback}." "Use none if one child alone is to be refused."
    }
    JOINT_AND_OWN_WISHES "W0515" Warning {
        "世帯の希望と個別の希望があります" "世帯 {household} には世帯の希望があるため、児童 {child} の個別の希望は使いません。" "どちらか一方にしてください。"
        "Joint and own wishes" "The household {household} gave joint wishes, so the own wishes of the child {child} are not used." "Keep one of the two."
    }
    HOLDER_LEFT_OUT "E0516" Error {
        "在園児が希望から外れています" "世帯 {household} の第 {rank} 希望で在園中の児童 {child} の施設がありません。在園児の席はなくなりません。" "この順位に児童 {child} の行を加え、在園を続けるなら今の施設を書いてください。"
        "Holder left out" "Joint wish {rank} of the household {household} gives no facility to the child {child}, which holds a seat it cannot lose." "Add a row for {child} under this rank; write its present facility to stay."
    }
    JOINT_WISH_EMPTY "E0517" Error {
        "誰も入所しない希望です" "世帯 {household} の第 {rank} 希望は全員の施設が空です。" "この順位の行を削除してください。どの希望もかなわなければ、もともと誰も入所しません。"
        "Joint wish for nobody" "Joint wish {rank} of the household {household} leaves every child without a facility." "Delete the rows of this rank; nobody enters anyway when no wish can be given."
    }
    TIE_BLANK "W0519" Warning {
        "同点時の項目が空です" "列 {column} が {count} 個のセルで空です (最初は {line} 行目)。同点では最後になります。" "値を入れるか、最後でよいことを確認してください。"
        "Blank tie key" "The column {column} is blank in {count} cells (the first is line {line}); a blank sorts last among equals." "Fill it in, or make sure that last is meant."
    }
    ENTRY_OUTSIDE_YEAR "W0520" Warning {
        "入所日が年度の外です" "入所日 {value} は {fiscal_year} 年度 (4 月から翌年 3 月) の外です。" "年度か入所日を確認してください。"
        "Entry date outside the year" "The entry date {value} is outside fiscal year {fiscal_year} (April to March)." "Check the fiscal year and the entry date."
    }
    HOUSEHOLD_BLANK "N0521" Note {
        "世帯 ID のない児童です" "世帯 ID のない児童 {count} 人を、それぞれ一人の世帯として扱います (最初は {line} 行目)。" "きょうだいがいる場合は世帯 ID を入れてください。"
        "Children without household" "{count} children without a household id are households of their own (the first is line {line})." "Fill in the household id where there are siblings."
    }
    SIBLINGS_SEPARATE "N0522" Note {
        "条件のないきょうだい世帯です" "児童が複数いる世帯のうち {count} 世帯にはきょうだい条件がなく、一人ずつ別々に決めます (例: {value})。" "同時入所などの希望があれば世帯の表に加えてください。"
        "Siblings without condition" "{count} households with several children state no sibling condition; their children are decided one by one (e.g. {value})." "Add them to the table of households if they wish to enter together."
    }
    SEED_DEFAULT "N0523" Note {
        "抽選の種がありません" "priority.lottery_seed がないため 0 を使います。" "公開の場で決めた整数を書いておくと、抽選をあとから確かめられます。"
        "No lottery seed" "priority.lottery_seed is missing; 0 is used." "Write an integer drawn in public so that the lottery can be repeated."
    }
    ROUND_INCONSISTENT "E0524" Error {
        "内容に矛盾があります" "募集回として成り立ちません: {reason}。" "この内容を確認してください。"
        "Inconsistent round" "The tables do not make a round: {reason}." "Check these rows."
    }
    JOINT_LIST_CUT "W0525" Warning {
        "きょうだいの組み合わせが多すぎます" "世帯 {value} の希望の組み合わせは一段あたり {most} 通りを超えるため、上位だけを扱います。" "希望を減らすか、(保育所等の募集なら) joint_wishes に希望する組み合わせを書いてください。"
        "Too many combinations of siblings" "The wishes of the household {value} make more than {most} combinations in a tier; only the best are considered." "List fewer wishes (in nursery rounds, or give the wanted combinations in joint_wishes)."
    }
    HOUSEHOLD_TOO_LARGE "E0526" Error {
        "一緒に決める児童が多すぎます" "世帯 {value} では {children} 人の児童を一緒に決めることになりますが、扱えるのは {most} 人までです。" "世帯を分けるか、(保育所等の募集なら) joint_wishes に希望する組み合わせを書いてください。"
        "Too many children tied together" "The household {value} ties {children} children together; {most} is the most that can be." "Divide the household (in nursery rounds, or give the wanted combinations in joint_wishes)."
    }
    AGE_UNKNOWN "W0527" Warning {
        "受入月齢を確かめられません" "受入最低日齢のある施設を希望する 0 歳児クラスの児童 {count} 人に生年月日がなく、日齢を満たすものとして扱います (例: {value})。" "生年月日を入れてください。"
        "Minimum age cannot be checked" "{count} children of class 0 wish facilities with a minimum age and have no birth date; they are taken to be old enough (e.g. {value})." "Fill in the birth dates."
    }
    LIMIT_SHARED_SEATS "E0528" Error {
        "席を分け合うクラスの重みが違います" "施設 {facility} の {class} 歳児クラスは席を分け合いますが、上限「{limit}」での一人あたりの量が違います。" "一人あたりの量をそろえるか、受入枠をクラスごとに分けてください。"
        "Shared seats weigh differently" "The classes {class} of the facility {facility} share seats but weigh differently under the limit {limit}." "Give them the same weight, or seats of their own."
    }
    LIMIT_TOO_FINE "E0529" Error {
        "上限を正確に扱えません" "施設 {facility} の上限「{limit}」の値が大きすぎるか細かすぎます。" "桁数か、per の種類を減らしてください。"
        "Limit cannot be kept exactly" "The limit {limit} of the facility {facility} is too large or too fine." "Use fewer digits or fewer different values of per."
    }
    LIMIT_WEIGHS_NOTHING "W0530" Warning {
        "効き目のない上限です" "施設 {facility} の上限「{limit}」は、募集も在園児の席もないクラスだけにかかるか、一人あたりの量が 0 です。" "クラスと一人あたりの量を確認してください。"
        "Limit without effect" "The limit {limit} of the facility {facility} weighs only classes without seats, or weighs 0." "Check its classes and weights."
    }
}
