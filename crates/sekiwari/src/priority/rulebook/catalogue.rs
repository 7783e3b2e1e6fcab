//! The built-in attributes. `docs/rulebook.md` prints this table.

use super::{Attribute, Level, Rounds, Source, ValueKind};
use Level::{Child, Facility, Guardian, Household, Reason, Round};
use Source::{Column, Derived, Fact};

type Row = (
    &'static str,
    Level,
    &'static str,
    &'static [&'static str],
    Source,
    &'static [&'static str],
    &'static str,
    &'static str,
);

const YES_NO: &str = "yes-no";
const NUMBER: &str = "number";
const DAYS: &str = "days";
const WORD: &str = "word";

/// The kinds of a reason.
pub const REASONS: &[&str] = &[
    "work",
    "job-offer",
    "job-seeking",
    "study",
    "childbirth",
    "illness",
    "disability",
    "care",
    "disaster",
    "leave",
    "abuse",
    "other",
];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("round.month", Round, NUMBER, &[], Derived, &[], "入所月 (1-12)", "month of the entry date, 1 to 12"),
    ("round.fiscal_year", Round, NUMBER, &[], Derived, &[], "年度", "fiscal year"),

    ("reason.kind", Reason, WORD, REASONS, Column, &[], "保育を必要とする事由", "kind of the reason"),
    ("reason.main", Reason, YES_NO, &[], Column, &[], "主たる事由", "the guardian's main reason"),
    ("reason.employment", Reason, WORD, &["employee", "owner", "helper", "homework"], Column, &[], "就労の形 (雇用、自営の中心者、協力者、内職)", "employee, owner of a business, helper in it, piecework at home"),
    ("reason.sector", Reason, WORD, &["general", "farm"], Column, &[], "農業かそれ以外か", "farm or not"),
    ("reason.place", Reason, WORD, &["away", "home"], Column, &[], "居宅外か居宅内か", "away from home or at home"),
    ("reason.hours_month", Reason, NUMBER, &[], Column, &[], "月の時間", "hours a month, as certified"),
    ("reason.days_month", Reason, NUMBER, &[], Column, &[], "月の日数", "days a month"),
    ("reason.hours_week", Reason, NUMBER, &[], Column, &[], "週の時間", "hours a week"),
    ("reason.days_week", Reason, NUMBER, &[], Column, &[], "週の日数", "days a week"),
    ("reason.hours_day", Reason, NUMBER, &[], Column, &[], "一日の時間", "hours a day"),
    ("reason.income_month", Reason, NUMBER, &[], Column, &[], "月収 (円)", "income a month in yen"),
    ("reason.proof", Reason, YES_NO, &[], Column, &[], "証明書類がある", "certified by a document"),
    ("reason.teacher", Reason, WORD, &["in-city", "in-city-offer", "other-city"], Column, &[], "保育士等としての就労 (市内、市内の内定、市外)", "works as a nursery teacher: in the city, hired there, in another city"),
    ("reason.workplace", Reason, WORD, &[], Column, &[], "勤務先の施設の ID (市内の保育施設で働く場合)", "id of the facility, for guardians who work at one of the round"),
    ("reason.leave", Reason, YES_NO, &[], Column, &[], "育児休業からの復職", "returns from childcare leave"),
    ("reason.posted_away", Reason, YES_NO, &[], Column, &[], "単身赴任", "posted away from the family"),
    ("reason.illness", Reason, WORD, &["hospital", "bedridden", "rest", "outpatient", "mental", "infectious", "other"], Column, &[], "疾病の状態", "state of the illness"),
    ("reason.months", Reason, NUMBER, &[], Column, &[], "見込みの月数", "expected duration in months"),
    ("reason.visits_week", Reason, NUMBER, &[], Column, &[], "週の通院回数", "visits a week"),
    ("reason.handbook", Reason, WORD, &["physical", "intellectual", "mental"], Column, &[], "手帳の種類 (身体、療育、精神)", "kind of the disability handbook"),
    ("reason.grade", Reason, NUMBER, &[], Column, &[], "手帳の等級 (療育手帳は A=1, B=2, C=3)", "grade in the handbook; intellectual: A = 1, B = 2, C = 3"),
    ("reason.care_level", Reason, WORD, &["support-1", "support-2", "care-1", "care-2", "care-3", "care-4", "care-5"], Column, &[], "介護する相手の要介護度", "care level of the person cared for"),
    ("reason.care_scope", Reason, WORD, &["constant", "partial", "light", "other"], Column, &[], "介護・看護の程度", "how much care"),
    ("reason.lives_together", Reason, YES_NO, &[], Column, &[], "介護する相手と同居", "lives with the person cared for"),
    ("reason.event", Reason, DAYS, &[], Column, &[], "出産予定日などからの日数 (入所日に。前なら負)", "days since the expected birth or other event, on the entry date"),
    ("reason.detail", Reason, WORD, &[], Column, &[], "市独自の区分", "a class of the city's own"),

    ("guardian.reasons", Guardian, NUMBER, &[], Derived, &[], "入所日に有効な事由の数", "reasons that hold on the entry date"),

    ("household.guardians", Household, NUMBER, &[], Derived, &[], "保護者の数", "guardians"),
    ("household.applying", Household, NUMBER, &[], Derived, &[], "申込児童の数", "children who apply in this round"),
    ("household.single_parent", Household, YES_NO, &[], Fact, &["ひとり親", "一人親", "ひとり親世帯"], "ひとり親", "single parent"),
    ("household.quasi_single_parent", Household, YES_NO, &[], Fact, &["準ひとり親", "準ひとり親世帯"], "準ひとり親 (離婚調停中など)", "as good as a single parent (divorce under way)"),
    ("household.single_parent_allowance", Household, YES_NO, &[], Fact, &["児童扶養手当", "児童扶養手当受給"], "児童扶養手当を受給", "receives the allowance for single parents"),
    ("household.no_parents", Household, YES_NO, &[], Fact, &["両親不在", "父母不在"], "両親不在", "both parents are gone"),
    ("household.parent_absent", Household, YES_NO, &[], Fact, &["父母の一方が不在", "一方不在"], "父母の一方が不在", "one parent is absent"),
    ("household.posted_away", Household, YES_NO, &[], Fact, &["単身赴任"], "父母の一方が単身赴任", "a parent is posted away"),
    ("household.public_assistance", Household, YES_NO, &[], Fact, &["生活保護", "生活保護世帯"], "生活保護", "receives public assistance"),
    ("household.breadwinner_died", Household, YES_NO, &[], Fact, &["生計中心者の死亡"], "生計中心者の死亡", "the breadwinner died"),
    ("household.breadwinner_unemployed", Household, YES_NO, &[], Fact, &["生計中心者の失業", "失業"], "生計中心者の失業", "the breadwinner is out of work"),
    ("household.young_parent", Household, YES_NO, &[], Fact, &["若年の親", "若年親"], "若年の親", "young parent"),
    ("household.moved_in", Household, YES_NO, &[], Fact, &["転入", "転入予定"], "市内への転入", "moves into the city"),
    ("household.fee_arrears", Household, YES_NO, &[], Fact, &["保育料滞納", "滞納"], "保育料の滞納", "owes fees"),
    ("household.no_car", Household, YES_NO, &[], Fact, &["車なし", "自家用車なし"], "自家用車がない", "has no car"),
    ("household.no_helpers", Household, YES_NO, &[], Fact, &["近隣に支援者なし", "支援者なし"], "近くに支援者がいない", "nobody nearby helps"),
    ("household.divorce_mediation", Household, YES_NO, &[], Fact, &["離婚調停中"], "離婚調停中", "divorce under mediation"),
    ("household.family_disability", Household, YES_NO, &[], Fact, &["家族の障害"], "同居家族に障害", "a disabled member of the family"),
    ("household.sibling_disability", Household, YES_NO, &[], Fact, &["きょうだいの障害"], "きょうだいに障害", "a disabled sibling"),
    ("household.abuse_risk", Household, YES_NO, &[], Fact, &["虐待のおそれ", "DV"], "虐待・DV のおそれ", "risk of abuse"),
    ("household.idle_grandparent", Household, YES_NO, &[], Fact, &["保育できる祖父母", "祖父母"], "保育できる祖父母がいる", "a grandparent could care"),
    ("household.relatives_under_65", Household, NUMBER, &[], Fact, &["65歳未満の同居親族"], "保育できる 65 歳未満の同居親族の数", "relatives under 65 in the household who could care"),
    ("household.children_under_18", Household, NUMBER, &[], Fact, &["18歳未満の児童数", "養育児童数"], "18 歳未満の児童の数 (申込児童を含む)", "children under 18, applying ones included"),
    ("household.preschoolers", Household, NUMBER, &[], Fact, &["未就学児の数", "就学前児童数"], "就学前児童の数 (申込児童を含む)", "preschool children, applying ones included"),
    ("household.preschoolers_at_home", Household, NUMBER, &[], Fact, &["申し込まない未就学児の数", "在宅の未就学児"], "申し込まず家にいる就学前児童の数", "preschool children at home who do not apply"),
    ("household.residence_since", Household, DAYS, &[], Fact, &["居住開始日", "住民となった日"], "市に住み始めてからの日数", "days of residence in the city"),
    ("household.tax_this_year", Household, NUMBER, &[], Fact, &["今年度の市民税", "今年度住民税"], "今年度の市町村民税所得割 (円)", "resident tax of this fiscal year in yen"),
    ("household.tax_last_year", Household, NUMBER, &[], Fact, &["前年度の市民税", "前年度住民税"], "前年度の市町村民税所得割 (円)", "resident tax of the fiscal year before in yen"),
    ("household.tax", Household, NUMBER, &[], Derived, &[], "入所月に使う市町村民税 (切替月から今年度、それまで前年度)", "the resident tax that counts in the month of entry: of this fiscal year from the month of change on, before that of the year before"),
    ("household.sibling_enrolled", Household, YES_NO, &[], Derived, &[], "きょうだいが施設に在園", "a sibling is enrolled at a facility (fact `sibling_here` at any facility)"),

    ("child.class", Child, NUMBER, &[], Derived, &[], "歳児クラス", "age class"),
    ("child.age", Child, DAYS, &[], Derived, &[], "入所日の日齢", "age in days on the entry date"),
    ("child.transfer", Child, YES_NO, &[], Derived, &[], "転園の申込 (今の席がある)", "holds a seat and applies for another"),
    ("child.wishes", Child, NUMBER, &[], Derived, &[], "希望施設の数", "facilities on its list"),
    ("child.siblings_applying", Child, NUMBER, &[], Derived, &[], "同時に申し込むきょうだいの数", "siblings who apply in this round"),
    ("child.siblings_applying_same_class", Child, NUMBER, &[], Derived, &[], "同じ歳児クラスで同時に申し込むきょうだいの数", "siblings who apply for the same age class"),
    ("child.elder_siblings_applying", Child, NUMBER, &[], Derived, &[], "同時に申し込む上の子の数", "elder siblings who apply in this round (twins: by id)"),
    ("child.district", Child, WORD, &[], Derived, &[], "住所の地区", "district it lives in"),
    ("child.grade", Child, NUMBER, &[], Derived, &[], "学年 (1-6)", "grade, 1 to 6"),
    ("child.days", Child, NUMBER, &[], Derived, &[], "利用を希望する曜日の数 (土曜を含む)", "weekdays on which it wants to come, Saturday included"),
    ("child.saturday", Child, YES_NO, &[], Derived, &[], "土曜の利用を希望", "wants to come on Saturdays"),
    ("child.vacation_only", Child, YES_NO, &[], Derived, &[], "長期休業だけの利用", "comes in vacations only"),
    ("child.disabled", Child, YES_NO, &[], Derived, &[], "障害のある児童 (children の disabled)", "disabled (column `disabled` of children)"),
    ("child.always_admit", Child, YES_NO, &[], Derived, &[], "必ず受け入れる児童 (children の always_admit)", "always admitted (column `always_admit` of children)"),
    ("child.handbook", Child, YES_NO, &[], Fact, &["障害者手帳", "児童の障害"], "障害者手帳など", "has a disability handbook"),
    ("child.medical_care", Child, YES_NO, &[], Fact, &["医療的ケア"], "医療的ケアが必要", "needs medical care"),
    ("child.leaver", Child, WORD, &["small-scale", "age-2"], Fact, &["卒園児", "地域型保育の卒園"], "地域型保育などの卒園児 (小規模、2 歳児までの園)", "leaves a small-scale nursery, or one that ends at class 2"),
    ("child.unlicensed_months", Child, NUMBER, &[], Fact, &["認可外の利用月数", "認可外利用月数"], "認可外施設などを利用した月数", "months in an unlicensed nursery"),
    ("child.unlicensed_hours_month", Child, NUMBER, &[], Fact, &["認可外の利用時間"], "認可外施設などの月の利用時間", "hours a month in an unlicensed nursery"),
    ("child.temporary_care", Child, YES_NO, &[], Fact, &["一時預かり利用"], "一時預かりを利用中", "uses temporary care"),
    ("child.deferred_last_year", Child, YES_NO, &[], Fact, &["前年度から保留", "保留児"], "前年度から引き続き保留", "without a seat since last year"),
    ("child.left_for_leave", Child, YES_NO, &[], Fact, &["育休退園"], "育児休業のため退園し再び申込", "gave up its seat because of childcare leave and applies again"),
    ("child.accepts_extension", Child, YES_NO, &[], Fact, &["育休延長可", "育休延長の希望"], "育児休業の延長も許容できる", "the family would also extend its leave"),
    ("child.transfer_reason", Child, WORD, &["own-wish", "hardship", "siblings-split"], Fact, &["転園の理由"], "転園の理由 (希望、やむを得ない、きょうだい別園)", "why it wishes to move"),

    ("at.wish_rank", Facility, NUMBER, &[], Derived, &[], "この施設の希望順位", "rank of the facility in the child's list"),
    ("at.first_choice", Facility, YES_NO, &[], Derived, &[], "第1希望の施設", "the facility is its first choice"),
    ("at.held", Facility, YES_NO, &[], Derived, &[], "今の席がある施設", "the child holds a seat here"),
    ("at.same_district", Facility, YES_NO, &[], Derived, &[], "住所と施設が同じ地区", "child and facility are in one district"),
    ("at.home", Facility, YES_NO, &[], Derived, &[], "住所の地区のクラブ", "home club of the child"),
    ("at.continuing", Facility, YES_NO, &[], Derived, &[], "前年度もこのクラブにいた", "was at this club last year"),
    ("at.siblings_applying_here", Facility, NUMBER, &[], Derived, &[], "この施設を希望するほかの申込児童 (きょうだい) の数", "applying siblings who list the facility too"),
    ("at.staff_child", Facility, YES_NO, &[], Derived, &[], "保護者がこの施設で働く", "a guardian works at the facility"),
    ("at.sibling_here", Facility, YES_NO, &[], Fact, &["きょうだい在園", "兄弟在園"], "きょうだいがこの施設に在園", "a sibling is enrolled at the facility"),
    ("at.partner_here", Facility, YES_NO, &[], Fact, &["連携施設"], "卒園する園の連携施設", "partner facility of the nursery it leaves"),
    ("at.extended_only_here", Facility, YES_NO, &[], Fact, &["延長保育がここだけ"], "必要な延長保育があるのはこの施設だけ", "the extended hours it needs are to be had only here"),
    ("at.distance_m", Facility, NUMBER, &[], Fact, &["距離"], "家からの距離 (m)", "distance from home in metres"),
    ("facility.id", Facility, WORD, &[], Derived, &[], "施設の ID", "id of the facility"),
    ("facility.kind", Facility, WORD, &[], Derived, &[], "施設の種別", "kind of the facility"),
    ("facility.district", Facility, WORD, &[], Derived, &[], "施設の地区", "district of the facility"),
];

/// Derived attributes that only nursery rounds know. What tables state is known wherever it is stated.
const NURSERY: &[&str] = &[
    "child.class",
    "child.age",
    "child.transfer",
    "child.siblings_applying_same_class",
    "at.same_district",
    "facility.kind",
    "facility.district",
];

/// Those that only club rounds know.
const CLUB: &[&str] = &[
    "child.grade",
    "child.days",
    "child.saturday",
    "child.vacation_only",
    "child.disabled",
    "child.always_admit",
    "at.home",
    "at.continuing",
];

fn rounds(name: &str) -> Rounds {
    match name {
        name if NURSERY.contains(&name) => Rounds::Nursery,
        name if CLUB.contains(&name) => Rounds::Club,
        _ => Rounds::All,
    }
}

pub(super) fn built_in() -> Vec<Attribute> {
    let owned = |texts: &[&str]| texts.iter().map(|&t| t.to_owned()).collect::<Vec<String>>();
    ROWS.iter()
        .map(|&(name, level, kind, words, source, titles, ja, en)| Attribute {
            name: name.to_owned(),
            level,
            kind: match kind {
                YES_NO => ValueKind::YesNo,
                NUMBER => ValueKind::Number,
                DAYS => ValueKind::Days,
                _ => ValueKind::Word(owned(words)),
            },
            source,
            rounds: rounds(name),
            titles: owned(titles),
            ja: ja.to_owned(),
            en: en.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Level, Schema, Source};
    use super::{CLUB, NURSERY};
    use std::collections::BTreeSet;

    #[test]
    fn only_what_is_derived_belongs_to_one_programme() {
        let schema = Schema::default();
        for name in NURSERY.iter().chain(CLUB) {
            let a = &schema.attributes()[schema.find(name).unwrap()];
            assert_eq!(a.source, Source::Derived, "{name}");
        }
        assert!(NURSERY.iter().all(|name| !CLUB.contains(name)));
    }

    #[test]
    fn names_are_unique_and_begin_with_what_they_belong_to() {
        let schema = Schema::default();
        let mut names = BTreeSet::new();
        let mut facts = BTreeSet::new();
        for a in schema.attributes() {
            assert!(names.insert(a.name.as_str()), "{}", a.name);
            let root = a.name.split('.').next().unwrap();
            let expected: &[&str] = match a.level {
                Level::Facility => &["at", "facility"],
                level => &[level.as_str()],
            };
            assert!(expected.contains(&root), "{}", a.name);
            assert!(!a.ja.is_empty() && !a.en.is_empty());
            if a.source == Source::Fact {
                for title in a.titles.iter().map(String::as_str).chain([a.bare_name()]) {
                    assert!(facts.insert(title.to_owned()), "{title} names two facts");
                }
            }
        }
    }
}
