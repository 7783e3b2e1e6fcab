//! The kinds of violation: what the rows may state wrongly, and the judge's own codes as findings.

use sekiwari::Lang;
use sekiwari::verify::{Figure, Names, ProofFault, Violation};

use crate::finding::{Finding, Place};

macro_rules! kinds {
    ($($name:ident $code:literal {
        $title_ja:literal $cause_ja:literal $todo_ja:literal
        $title_en:literal $cause_en:literal $todo_en:literal
    })*) => {
        $(
            #[doc = concat!("`", $code, "`: ", $title_en, ".")]
            pub(super) static $name: $crate::finding::Kind = $crate::finding::Kind {
                code: $code,
                severity: $crate::finding::Severity::Error,
                title: $crate::finding::Text { ja: $title_ja, en: $title_en },
                cause: $crate::finding::Text { ja: $cause_ja, en: $cause_en },
                todo: $crate::finding::Text { ja: $todo_ja, en: $todo_en },
            };
        )*
        /// Every kind of violation by code: `R` for rows and claims against the round, `V` for the judge's.
        pub static KINDS: &[&$crate::finding::Kind] = &[$(&$name),*];
    };
}
pub(crate) use kinds;

kinds! {
    CHILD_MISSING "R01" {
        "児童の行がありません" "児童 {value} は申込者ですが、表に行がありません。" "行を加えてください。席がない児童は施設を空にします。"
        "Child missing" "The child {value} applied but has no row." "Add its row; leave the facility empty if it has no seat."
    }
    CHILD_TWICE "R02" {
        "児童の行が二つあります" "児童 {value} は {first_line} 行目にもあります。" "どちらかを削除してください。"
        "Child in two rows" "The child {value} is also on line {first_line}." "Delete one of the rows."
    }
    CHILD_UNKNOWN "R03" {
        "申込者にいない児童です" "児童 {value} はこの募集の申込者にいません。{hint}" "ID を直すか、行を削除してください。"
        "Unknown child" "The child {value} is not among the applicants of this round. {hint}" "Correct the id or delete the row."
    }
    FACILITY_UNKNOWN "R04" {
        "この募集にない施設です" "施設 {value} はこの募集にありません。{hint}" "ID を直してください。"
        "Unknown facility" "The facility {value} is not part of this round. {hint}" "Correct the id."
    }
    OUTCOME_WRONG "R05" {
        "結果の欄が席と合いません" "児童 {child} は {value} とありますが、施設の欄からは {expected} です。" "結果か施設の欄を直してください。"
        "Outcome contradicts the seat" "The child {child} is said to be {value}; by its facility it is {expected}." "Correct the outcome or the facility."
    }
    WISH_RANK_WRONG "R06" {
        "希望順位が合いません" "児童 {child} は第 {value} 希望とありますが、申込みからは {expected} です。" "希望順位か施設の欄を直してください。"
        "Wrong wish rank" "The child {child} is said to get wish {value}; by its list it is {expected}." "Correct the rank or the facility."
    }
    CLASS_WRONG "R07" {
        "歳児クラスが合いません" "児童 {child} は {value} 歳児クラスとありますが、申込みからは {expected} 歳児クラスです。" "クラスの欄を直してください。"
        "Wrong class" "The child {child} is said to be in class {value}; in this round it is in class {expected}." "Correct the class."
    }
    HOUSEHOLD_WRONG "R08" {
        "世帯が合いません" "児童 {child} は世帯 {value} とありますが、申込みでは世帯 {expected} です。" "世帯の欄を直してください。"
        "Wrong household" "The child {child} is said to belong to the household {value}; in this round it belongs to {expected}." "Correct the household."
    }
    CLASS_NOT_OFFERED "R09" {
        "募集のないクラスへの配分です" "施設 {value} は児童 {child} の {class} 歳児クラスを募集していません。" "施設を直すか、受入枠を確認してください。"
        "Class not offered" "The facility {value} offers no seats for class {class} of the child {child}." "Correct the facility, or check the seats of the round."
    }
    TOO_YOUNG "R10" {
        "受入月齢に達しない配分です" "児童 {child} は、施設 {value} の受入開始日齢に入所日の時点で達していません。" "施設を直してください。"
        "Below the minimum age" "On the entry date the child {child} is younger than the facility {value} takes." "Correct the facility."
    }
    OTHER_INPUT "R11" {
        "別の入力による結果です" "result.json は入力 {value} によるものですが、この募集は {expected} です。" "結果と募集の組み合わせを確認してください。入力を直したあとなら、配分をやり直してください。"
        "Made from another input" "result.json was made from the input {value}; this round is {expected}." "Check that the two belong together; after a change of the round, allocate again."
    }
    VALUE_WRONG "R12" {
        "result.json の値が合いません" "{column} は {value} とありますが、正しくは {expected} です。" "結果と募集の組み合わせを確認してください。"
        "A value of result.json is wrong" "{column} is said to be {value}; it is {expected}." "Check that result and round belong together."
    }
    CLAIM_MISSING "R13" {
        "必要な値がありません" "{column} がないか、値の型が違います。" "allocate が書いたままの result.json を置くか、取り除いてください。"
        "A claim is missing" "{column} is missing or of the wrong type." "Put the result.json there as allocate wrote it, or remove it."
    }
    CLAIM_WORD "R14" {
        "使えない値です" "{column} に {value} は使えません。使える値: {allowed}。" "allocate が書いたままの result.json を置いてください。"
        "Unknown value" "{value} is no value of {column}; known are: {allowed}." "Put the result.json there as allocate wrote it."
    }
    PROOF_SHAPE "R15" {
        "証明の形が違います" "proof.json は証明の形になっていません: {reason}。" "allocate が書いたままの proof.json を置くか、取り除いてください。"
        "Not the form of a proof" "proof.json has not the form of a proof: {reason}." "Put the proof.json there as allocate wrote it, or remove it."
    }
    PROOF_OTHER "R16" {
        "別の配分の証明です" "proof.json の {column} は {value} ですが、ここでは {expected} です。" "同じ実行で書かれた配分、result.json、proof.json を並べてください。"
        "A proof of something else" "{column} of proof.json is {value}; here it is {expected}." "Put allocation, result.json and proof.json of one run together."
    }
    PROOF_MARKET "R17" {
        "証明の前提が募集と違います" "proof.json の {column} は、この募集から得られるものと違います。" "同じ募集から書かれた proof.json を置いてください。"
        "The proof is about another round" "{column} of proof.json is not what follows from this round." "Put the proof.json there that was made from this round."
    }
    PROOF_ARGUMENT "R18" {
        "証明の行の数が合いません" "proof.json の {column} で、場合分けに対して行が足りないか、余っています。" "allocate が書いたままの proof.json を置いてください。"
        "An argument with lines missing or left over" "At {column} of proof.json lines are missing for the cases opened, or left over." "Put the proof.json there as allocate wrote it."
    }
    SEAT_UNKNOWN "R19" {
        "その種別の席はありません" "児童 {child} の席は {value} とありますが、施設 {facility} の {class} 歳児クラスにその枠はありません。" "open (一般枠) か、受入枠の表にある優先枠の対象を書くか、空にしてください。"
        "No seat of that kind" "The child {child} is said to have a seat of the kind {value}; class {class} of the facility {facility} has none." "Write open, or whom seats are reserved for there, or leave it empty."
    }
    CARE_NOT_MET "R20" {
        "必要なケアに対応できない配分です" "施設 {value} は、児童 {child} に必要なケア「{needs}」に対応できません。" "施設を直してください。"
        "Care not met" "The facility {value} cannot give what the child {child} needs: {needs}." "Correct the facility."
    }
    NOT_AS_DECIDED "R21" {
        "個別の決定と違います" "児童 {child} は個別の決定で {expected} に決まっていますが、表では {value} です。" "表を決定に合わせるか、decisions の表を直してください。"
        "Not as decided by hand" "The child {child} was decided by hand: {expected}; the table says {value}." "Follow the decision, or correct the table of decisions."
    }
    DAYS_UNREADABLE "R22" {
        "曜日を読めません" "児童 {child} の曜日 {value} を読めません。" "曜日を MTWHFS の文字か 月火水木金土 で書いてください (H は木曜)。"
        "Unreadable weekdays" "The weekdays {value} of the child {child} cannot be read." "Write the letters MTWHFS (H is Thursday)."
    }
    CLUB_NOT_LISTED "R23" {
        "希望にないクラブまたは曜日です" "児童 {child} の希望に、クラブ {value} の {days} はありません。" "クラブと曜日を、児童の希望にあるものに直してください。"
        "Not on the list" "The list of the child {child} does not hold the club {value} on {days}." "Correct the club or the days to what the child's list holds."
    }
    GRADE_WRONG "R24" {
        "学年が違います" "児童 {child} の学年は {expected} ですが、表では {value} です。" "学年を直すか、列を空にしてください。"
        "Wrong grade" "The child {child} is in grade {expected}, the table says {value}." "Correct the grade or leave it empty."
    }
    DAY_OVER "R25" {
        "定員を超える曜日があります" "クラブ {value} の{when_ja}は席 {seats} に対して {taken} 席が使われています。" "この曜日の児童を減らしてください。"
        "Too many children on a day" "The club {value} has {seats} seats on {when_en}, and {taken} are taken." "Take children off this day."
    }
    WRONG_SIZE "V01" {
        "別の募集の結果です" "{text}" "結果と募集の組み合わせを確認してください。"
        "Of another round" "{text}" "Check that allocation and round belong together."
    }
    NO_SUCH_CHILD "V02" {
        "申込者にいない児童です" "{text}" "行を直してください。"
        "Unknown child" "{text}" "Correct the row."
    }
    NO_SUCH_SEAT "V03" {
        "存在しない枠です" "{text}" "施設を直してください。"
        "No such seat" "{text}" "Correct the facility."
    }
    NO_SUCH_WISH "V04" {
        "存在しない希望順位です" "{text}" "希望順位を直してください。"
        "No such wish" "{text}" "Correct the rank."
    }
    SEAT_TWICE "V05" {
        "同じ枠が二重です" "{text}" "一方を削除してください。"
        "The same seat twice" "{text}" "Delete one."
    }
    POOL_OVERFULL "V06" {
        "受入枠を超えています" "{text}ここに席がある児童: {who}。" "この枠の児童を減らすか、受入枠を確認してください。"
        "More children than seats" "{text}; seated there: {who}." "Seat fewer children there, or check the seats of the round."
    }
    LIMIT_EXCEEDED "V07" {
        "施設の上限を超えています" "{text}" "この施設の児童を減らしてください。"
        "Limit of a facility exceeded" "{text}" "Seat fewer children there."
    }
    SEAT_NOT_WISHED "V08" {
        "希望していない施設です" "{text}" "希望した施設にするか、席なしにしてください。"
        "Seat not wished for" "{text}" "Give it a facility of its list, or none."
    }
    UNLISTED_OUTCOME "V09" {
        "世帯の条件に合わない組み合わせです" "{text}" "きょうだい条件と世帯の希望を確認してください。"
        "Against the household's condition" "{text}" "Look at the household's sibling condition and joint wishes."
    }
    HOLDER_LEFT_OUT "V10" {
        "在園児の席が失われています" "{text}" "今の施設か、それより上の希望を割り当ててください。"
        "A held seat is lost" "{text}" "Give it the seat it holds or a better wish."
    }
    BLOCKING_WISH "V11" {
        "優先順位に反する希望があります" "{text}" "この希望をかなえるか、安定性を求めない検証にしてください。"
        "Blocking wish" "{text}" "Give this wish, or verify without --require-stable."
    }
    FIGURE_PLACED "V12" {
        "新規の人数が合いません" "{text}" "result.json を確認してください。"
        "Wrong count of placed children" "{text}" "Check result.json."
    }
    FIGURE_KEPT "V13" {
        "継続の人数が合いません" "{text}" "result.json を確認してください。"
        "Wrong count of children who stay" "{text}" "Check result.json."
    }
    FIGURE_UNPLACED "V14" {
        "保留の人数が合いません" "{text}" "result.json を確認してください。"
        "Wrong count of children without a seat" "{text}" "Check result.json."
    }
    FIGURE_SEATED "V15" {
        "席のある人数が合いません" "{text}" "result.json を確認してください。"
        "Wrong count of seated children" "{text}" "Check result.json."
    }
    FIGURE_BLOCKING_HOUSEHOLDS "V16" {
        "優先順位に反する世帯数が合いません" "{text}" "result.json を確認してください。"
        "Wrong count of blocking households" "{text}" "Check result.json."
    }
    FIGURE_BLOCKING_WISHES "V17" {
        "優先順位に反する希望の数が合いません" "{text}" "result.json を確認してください。"
        "Wrong count of blocking wishes" "{text}" "Check result.json."
    }
    BLOCKING_BOUND_TOO_HIGH "V18" {
        "下限の主張が誤りです" "{text}" "result.json を確認してください。"
        "Bound on blocking households too high" "{text}" "Check result.json."
    }
    SEATED_BOUND_TOO_LOW "V19" {
        "上限の主張が誤りです" "{text}" "result.json を確認してください。"
        "Bound on seated children too low" "{text}" "Check result.json."
    }
    OPTIMAL_NOT_REACHED "V20" {
        "最適の主張が成り立ちません" "{text}" "result.json を確認してください。"
        "Optimal is not reached" "{text}" "Check result.json."
    }
    OPTIMAL_WITHOUT_BOUNDS "V21" {
        "最適の根拠がありません" "{text}" "result.json を確認してください。"
        "Optimal without bounds" "{text}" "Check result.json."
    }
    PROOF_LIMITS "V22" {
        "証明の方法が当てはまりません" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "No proof of this kind" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_UNKNOWN_ID "V23" {
        "証明の番号が存在しません" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "Unknown id in the proof" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_NOT_GUARANTEED "V24" {
        "確実とは言えない希望です" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "A wish that is not sure" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_MAY_BLOCK "V25" {
        "反し得る世帯の希望が使われています" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "A household that may block" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_NOT_HOPELESS "V26" {
        "かなわないとは言えない希望です" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "A wish that is not hopeless" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_NOT_CONTRADICTED "V27" {
        "矛盾がありません" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "No contradiction" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_WRONG_CASES "V28" {
        "場合分けが合いません" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "Wrong cases" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_NOT_BOUNDED "V29" {
        "限界を超え得る場合があります" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "A case beyond the bound" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_END_NOT_ALLOWED "V30" {
        "終わり方が違います" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "An end that is not allowed" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_NOT_A_SUSPECT "V31" {
        "分けられない世帯です" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "Not a suspect" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_WRONG_HOUSEHOLDS "V32" {
        "証明の世帯の一覧が違います" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "Wrong list of households" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_WRONG_TREE "V33" {
        "下限の数え上げが成り立ちません" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "The count of the lower bound fails" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_WRONG_BLOCKING_MIN "V34" {
        "下限の合計が合いません" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "The lower bound does not add up" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_WRONG_STAGES "V35" {
        "目的の段階が合いません" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "Stages and values do not fit" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_WRONG_BEST "V36" {
        "限界の合計が合いません" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "The bound does not add up" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_NOTHING_LEFT "V37" {
        "希望の残らない世帯があります" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "A household with nothing left" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_NOTHING_CLAIMED "V38" {
        "根拠だけがあります" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "Steps without a claim" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_BLOCKING_NOT_SHOWN "V39" {
        "下限が証明されていません" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "The lower bound is not shown" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_SEATED_NOT_SHOWN "V40" {
        "上限が証明されていません" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "The most seated is not shown" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_OPTIMAL_NOT_SHOWN "V41" {
        "最適であることが証明されていません" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "Optimal is not shown" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_WRONG_WITNESSES "V42" {
        "希望の根拠の数が合いません" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "Wrong number of witnesses" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_WITNESS_MISSING "V43" {
        "希望の根拠がありません" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "A witness is missing" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PROOF_WITNESS_NOT_FULL "V44" {
        "満ちていない枠が根拠とされています" "{text}" "allocate が書いたままの proof.json を置いてください。"
        "A witness that is not full" "{text}" "Put the proof.json there as allocate wrote it."
    }
    PLACEMENT_BOUND_TOO_LOW "V45" {
        "最多入所の上限の主張が誤りです" "{text}" "result.json を確認してください。"
        "Bound on any allocation too low" "{text}" "Check result.json."
    }
    RANK_SUM_BOUND_TOO_HIGH "V46" {
        "希望順位の合計の下限の主張が誤りです" "{text}" "result.json を確認してください。"
        "Bound on the sum of wish ranks too high" "{text}" "Check result.json."
    }
}

/// A violation of the judge as a finding.
pub(super) fn finding(violation: &Violation, place: Place, names: &dyn Names) -> Finding {
    let kind = KINDS.iter().find(|k| k.code == violation.code()).copied().unwrap_or(&WRONG_SIZE);
    Finding::new(kind, place)
        .arg("text_ja", violation.describe_with(Lang::Ja, names))
        .arg("text_en", violation.describe_with(Lang::En, names))
}

/// The key of `result.json` that a violated claim stands under.
pub(super) fn claimed_key(violation: &Violation) -> &'static str {
    match violation {
        Violation::WrongFigure { figure, .. } => match figure {
            Figure::Placed => "placed",
            Figure::Kept => "kept",
            Figure::Unplaced => "unplaced",
            Figure::Seated => "seated",
            Figure::BlockingHouseholds => "blocking_households",
            Figure::BlockingWishes => "blocking_wishes",
        },
        Violation::BlockingBoundTooHigh { .. } => "bounds.blocking_households_min",
        Violation::SeatedBoundTooLow { .. } => "bounds.seated_max",
        Violation::Proof { fault: ProofFault::BlockingMinNotShown { .. }, .. } => {
            "bounds.blocking_households_min"
        }
        Violation::Proof { fault: ProofFault::SeatedMaxNotShown { .. }, .. } => "bounds.seated_max",
        Violation::PlacementBoundTooLow { .. } => "bounds.placement_max",
        Violation::RankSumBoundTooHigh { .. } => "bounds.rank_sum_min",
        _ => "status",
    }
}

#[cfg(test)]
mod tests {
    use super::KINDS;
    use sekiwari::verify::VIOLATION_TEXTS;

    #[test]
    fn every_code_of_the_judge_has_its_kind_and_codes_are_in_order() {
        let codes: Vec<&str> = KINDS.iter().map(|k| k.code).collect();
        assert!(codes.windows(2).all(|w| w[0] < w[1]), "{codes:?}");
        let judge: Vec<&str> = codes.into_iter().filter(|c| c.starts_with('V')).collect();
        assert_eq!(judge, VIOLATION_TEXTS.iter().map(|t| t.code).collect::<Vec<_>>());
    }
}
