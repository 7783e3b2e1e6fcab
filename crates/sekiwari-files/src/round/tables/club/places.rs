//! Clubs, districts, routes.

use super::{CLUB_ID, DISTRICT_ID, WEEKDAYS};
use crate::finding::Text;
use crate::round::tables::{LAT, LON, NOTE, col, need};
use crate::table::{Column, Content, TableSpec};

/// `facilities`.
pub(crate) static FACILITIES: TableSpec = TableSpec {
    name: "facilities",
    names: &["施設", "施設一覧", "クラブ", "クラブ一覧", "放課後児童クラブ", "児童クラブ"],
    required: true,
    columns: &[
        need(CLUB_ID),
        col("name", &["名称", "施設名", "クラブ名"], Content::Text, "クラブの名称", "name of the club"),
        col("kind", &["種別", "施設種別"], Content::Text, "種別 (読みません)", "kind of club, not read"),
        Column {
            doc: Text {
                ja: "クラブのある地区の ID (確かめるだけ。どの地区のクラブかは districts に書く)",
                en: "id of the district where it stands, only checked; whose home club it is stands in `districts`",
            },
            ..DISTRICT_ID
        },
        LAT,
        LON,
        NOTE,
    ],
    doc: Text { ja: "クラブ。一行に一つ", en: "clubs, one a row" },
};

/// `districts`.
pub(crate) static DISTRICTS: TableSpec = TableSpec {
    name: "districts",
    names: &["地区", "地区一覧", "学区", "学区一覧", "小学校区"],
    required: true,
    columns: &[
        need(DISTRICT_ID),
        col("name", &["名称", "地区名", "学区名"], Content::Text, "地区の名称", "name of the district"),
        col(
            "school_ids",
            &["学校", "学校ID", "小学校", "小学校ID"],
            Content::List,
            "地区の小学校の ID",
            "its elementary schools, by id",
        ),
        col(
            "neighbour_district_ids",
            &["隣接地区", "隣接地区ID", "隣接学区", "近隣地区", "近隣地区ID"],
            Content::List,
            "隣の地区の ID。どちらの地区の行に書いてもよい。どの行にもなければ districts.geojson の境界から決まる",
            "the districts next to it, by id; either side may name the other. Where no row names any, they follow from the borders of districts.geojson",
        ),
        col(
            "facility_ids",
            &["クラブ", "クラブID", "地区のクラブ", "施設ID"],
            Content::List,
            "地区の児童が通うクラブの ID。空なら、クラブのない地区",
            "its home clubs, by id; empty = a district without a club",
        ),
        NOTE,
    ],
    doc: Text {
        ja: "小学校区。一つのクラブがいくつもの地区のクラブであってもよい",
        en: "elementary school districts; one club may be the home club of several",
    },
};

/// `transport`.
pub(crate) static TRANSPORT: TableSpec = TableSpec {
    name: "transport",
    names: &["送迎", "送迎ルート", "送迎路線", "移送"],
    required: false,
    columns: &[
        need(col(
            "route_id",
            &["路線ID", "ルートID", "送迎ID", "路線", "ルート"],
            Content::Id,
            "送迎路線の ID",
            "id of the route",
        )),
        need(col(
            "district_ids",
            &["地区", "地区ID", "乗車地区", "学区"],
            Content::List,
            "児童を乗せる地区の ID",
            "districts where it picks children up, by id",
        )),
        need(col(
            "facility_ids",
            &["クラブ", "クラブID", "行き先", "施設ID"],
            Content::List,
            "行き先のクラブの ID",
            "clubs to which it takes them, by id",
        )),
        Column {
            doc: Text {
                ja: "走る曜日 (授業期間)。空なら月曜から金曜",
                en: "weekdays on which it runs, in school terms; empty = Monday to Friday",
            },
            titles: &["曜日", "運行曜日", "運行日"],
            ..WEEKDAYS
        },
        need(col(
            "seats",
            &["座席数", "席数", "定員", "乗車定員"],
            Content::Count,
            "一日の座席の数",
            "seats on each of these days",
        )),
        NOTE,
    ],
    doc: Text {
        ja: "地区外のクラブへの送迎。利用する児童は、自分の曜日ごとに一席を使う",
        en: "transport to clubs of other districts; a child that uses it takes a seat on each of its days",
    },
};
