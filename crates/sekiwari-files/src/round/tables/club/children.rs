//! Children and their wishes.

use super::{CLUB_ID, DISTRICT_ID, WEEKDAYS};
use crate::finding::Text;
use crate::round::tables::{CHILD_ID, HOUSEHOLD_ID, LAT, LON, NOTE, RANK, col, need};
use crate::table::{Column, Content, TableSpec};

/// `children`.
pub(crate) static CHILDREN: TableSpec = TableSpec {
    name: "children",
    names: &["児童", "児童一覧", "申込児童", "申込者"],
    required: true,
    columns: &[
        need(CHILD_ID),
        HOUSEHOLD_ID,
        col(
            "grade",
            &["学年", "新学年"],
            Content::Grade,
            "この年度の学年 (1 から 6)。生年月日があれば空でよい",
            "grade in the fiscal year, 1 to 6; may be empty where the birth date is given",
        ),
        col("birth_date", &["生年月日", "誕生日"], Content::Date, "生年月日", "birth date"),
        need(Column {
            doc: Text { ja: "利用を希望する曜日", en: "weekdays on which it wants to come" },
            titles: &["利用曜日", "希望曜日", "曜日"],
            ..WEEKDAYS
        }),
        col(
            "season",
            &["利用期間", "利用区分", "時期", "期間"],
            Content::Seasons,
            "利用する時期。空なら通年",
            "seasons in which it comes; empty = all year",
        ),
        col(
            "min_days",
            &["最低日数", "最少日数", "最低利用日数"],
            Content::Rank,
            "これより少なければ利用しない、という日数。空なら希望する曜日すべて",
            "fewest days that the family accepts; empty = all of them",
        ),
        Column {
            doc: Text {
                ja: "住む地区の ID。空なら学校から、学校も空なら緯度・経度と districts.geojson から決まる",
                en: "id of the district it lives in; if empty it follows from the school, else from its place in districts.geojson",
            },
            ..DISTRICT_ID
        },
        col(
            "school_id",
            &["学校", "学校ID", "小学校", "小学校ID"],
            Content::Id,
            "通う小学校の ID",
            "id of its elementary school",
        ),
        LAT,
        LON,
        Column {
            name: "current_facility_id",
            titles: &["現在の施設", "現在のクラブ", "在籍クラブ", "在籍施設", "在籍クラブID"],
            doc: Text {
                ja: "今の席があるクラブ。よりよい希望がかなわなければ、その席に残る",
                en: "the club whose seat it holds and keeps unless it gets a better wish",
            },
            ..CLUB_ID
        },
        Column {
            name: "current_weekdays",
            titles: &["現在の曜日", "在籍曜日", "現在の利用曜日"],
            doc: Text {
                ja: "今の席の曜日。空なら利用を希望する曜日",
                en: "weekdays of the seat it holds; empty = those on which it wants to come",
            },
            ..WEEKDAYS
        },
        Column {
            name: "last_year_facility_id",
            titles: &["前年度の施設", "前年度のクラブ", "昨年度のクラブ", "前年度クラブID", "前年度施設ID"],
            doc: Text { ja: "前年度に通ったクラブ", en: "the club where it was last year" },
            ..CLUB_ID
        },
        col(
            "always_admit",
            &["必ず入所", "優先入所", "最優先"],
            Content::YesNo,
            "災害や児童相談所の依頼など、必ず受け入れる児童。空は「いいえ」",
            "always admitted before others (disaster, referral by the child guidance office); empty = no",
        ),
        col(
            "disabled",
            &["障害", "障害の有無", "障がい", "障がいの有無"],
            Content::YesNo,
            "障害がある。空は「いいえ」",
            "is disabled; empty = no",
        ),
        col(
            "seats",
            &["使用席数", "席数"],
            Content::Rank,
            "使う席の数。空なら 1",
            "seats that it takes; empty = 1",
        ),
        col(
            "accepts_neighbour",
            &["地区外クラブ", "地区外クラブの可否", "近隣クラブ", "近隣クラブの可否"],
            Content::Words(&["any", "transport", "own", "no"]),
            "希望のない児童で、地区外のクラブでもよいか: よい (any)、送迎があれば (transport)、家庭で送迎する (own)、いいえ (no)。空なら club.overflow",
            "for children without wishes, clubs of other districts: yes (`any`), only by transport, only by its own means (`own`), no; empty = club.overflow",
        ),
        NOTE,
    ],
    doc: Text { ja: "申込児童。一行に一人", en: "applying children, one a row" },
};

/// `wishes`.
pub(crate) static WISHES: TableSpec = TableSpec {
    name: "wishes",
    names: &["希望", "希望一覧", "希望クラブ"],
    required: false,
    columns: &[
        need(CHILD_ID),
        need(RANK),
        need(CLUB_ID),
        Column {
            doc: Text {
                ja: "曜日。空なら、児童が希望する曜日すべて (min_days があれば、それより少ない曜日も)",
                en: "weekdays; empty = all on which the child wants to come, and fewer as far as min_days allows",
            },
            ..WEEKDAYS
        },
        NOTE,
    ],
    doc: Text {
        ja: "希望。一行に一つ、数の上限なし。希望のない児童には、地区のクラブ、近隣の地区のクラブの順に作る",
        en: "wishes, one a row, any number; for children without any a list is made: their home clubs, then those of neighbouring districts",
    },
};
