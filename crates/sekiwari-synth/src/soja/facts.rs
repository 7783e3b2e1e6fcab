//! Public facts about the city of Soja: the licensed facilities and the school districts.

/// One licensed facility as the city's list gives it.
pub(super) struct Fact {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: &'static str,
    /// Quota of all classes together.
    pub(super) quota: u32,
    /// Children enrolled in all classes together.
    pub(super) enrolled: u32,
    pub(super) lat_e6: i32,
    pub(super) lon_e6: i32,
}

/// The 19 licensed facilities: names, kinds, quota and enrolment from the city's list of places as of 23 January 2026, positions
/// from their addresses.
#[rustfmt::skip]
pub(super) const FACILITIES: [Fact; 19] = [
    Fact { id: "chuo-hoikusho", name: "中央保育所", kind: "nursery", quota: 120, enrolled: 127, lat_e6: 34668084, lon_e6: 133740089 },
    Fact { id: "hikari-hoikuen", name: "ひかり保育園", kind: "nursery", quota: 90, enrolled: 121, lat_e6: 34667570, lon_e6: 133779609 },
    Fact { id: "daini-hikari-hoikuen", name: "第二ひかり保育園", kind: "nursery", quota: 90, enrolled: 119, lat_e6: 34669502, lon_e6: 133757508 },
    Fact { id: "daisan-hikari-hoikuen", name: "第三ひかり保育園", kind: "nursery", quota: 90, enrolled: 109, lat_e6: 34665872, lon_e6: 133746419 },
    Fact { id: "sumire-hoikuen", name: "すみれ保育園", kind: "nursery", quota: 100, enrolled: 106, lat_e6: 34678378, lon_e6: 133766947 },
    Fact { id: "suzuran-hoikuen", name: "すずらん保育園", kind: "nursery", quota: 60, enrolled: 74, lat_e6: 34688894, lon_e6: 133710123 },
    Fact { id: "daini-suzuran-hoikuen", name: "第二すずらん保育園", kind: "nursery", quota: 90, enrolled: 108, lat_e6: 34676141, lon_e6: 133706830 },
    Fact { id: "midori-hoikuen", name: "みどり保育園", kind: "nursery", quota: 120, enrolled: 119, lat_e6: 34681892, lon_e6: 133759718 },
    Fact { id: "anone-hoikuen", name: "あのね保育園", kind: "nursery", quota: 90, enrolled: 109, lat_e6: 34668781, lon_e6: 133737965 },
    Fact { id: "smile-hoikuen", name: "スマイル保育園", kind: "nursery", quota: 90, enrolled: 105, lat_e6: 34684837, lon_e6: 133747913 },
    Fact { id: "taiyo-hoikuen", name: "太陽保育園", kind: "nursery", quota: 90, enrolled: 115, lat_e6: 34684295, lon_e6: 133779255 },
    Fact { id: "daini-taiyo-hoikuen", name: "第二太陽保育園", kind: "nursery", quota: 90, enrolled: 115, lat_e6: 34674331, lon_e6: 133762813 },
    Fact { id: "ijirino-kodomoen", name: "いじりの認定こども園", kind: "kodomoen", quota: 160, enrolled: 147, lat_e6: 34680131, lon_e6: 133736394 },
    Fact { id: "kiyone-kodomoen", name: "きよね認定こども園", kind: "kodomoen", quota: 160, enrolled: 161, lat_e6: 34650241, lon_e6: 133738149 },
    Fact { id: "yamate-kodomoen", name: "やまて認定こども園", kind: "kodomoen", quota: 105, enrolled: 129, lat_e6: 34651914, lon_e6: 133773613 },
    Fact { id: "sakura-hoikuen", name: "さくら保育園", kind: "small", quota: 14, enrolled: 14, lat_e6: 34668026, lon_e6: 133748589 },
    Fact { id: "smile-nyujien", name: "スマイル乳児園", kind: "small", quota: 19, enrolled: 18, lat_e6: 34680060, lon_e6: 133746616 },
    Fact { id: "sereno-honobono-hoikuen", name: "セレーノほのぼの保育園", kind: "inhouse_local", quota: 19, enrolled: 22, lat_e6: 34677474, lon_e6: 133699249 },
    Fact { id: "izumi-hoikuen", name: "いずみ保育園", kind: "inhouse_local", quota: 12, enrolled: 17, lat_e6: 34687715, lon_e6: 133746387 },
];

/// One school district: where its families live, around a school, a kindergarten or (where neither is mapped) a made-up place.
pub(crate) struct District {
    pub(crate) id: &'static str,
    /// The district's name.
    pub(crate) name: &'static str,
    pub(crate) lat_e6: i32,
    pub(crate) lon_e6: i32,
    /// Weight of its families. Pupils of 2023 for the two largest schools; the others are made up.
    pub(crate) weight: u32,
}

/// The 15 elementary school districts (the fifteenth, 山田, is inferred from its kindergarten). Positions of 池田 and 維新
/// are made up.
#[rustfmt::skip]
pub(crate) const DISTRICTS: [District; 15] = [
    District { id: "soja-chuo", name: "総社中央", lat_e6: 34679781, lon_e6: 133736826, weight: 600 },
    District { id: "soja", name: "総社", lat_e6: 34678407, lon_e6: 133755952, weight: 857 },
    District { id: "soja-kita", name: "総社北", lat_e6: 34688086, lon_e6: 133748186, weight: 250 },
    District { id: "soja-higashi", name: "総社東", lat_e6: 34681475, lon_e6: 133779739, weight: 350 },
    District { id: "tokiwa", name: "常盤", lat_e6: 34666515, lon_e6: 133738147, weight: 824 },
    District { id: "kiyone", name: "清音", lat_e6: 34650748, lon_e6: 133739463, weight: 330 },
    District { id: "yamate", name: "山手", lat_e6: 34656728, lon_e6: 133770936, weight: 220 },
    District { id: "kamiari", name: "神在", lat_e6: 34668384, lon_e6: 133718613, weight: 180 },
    District { id: "hata", name: "秦", lat_e6: 34698585, lon_e6: 133719743, weight: 120 },
    District { id: "aso", name: "阿曽", lat_e6: 34705196, lon_e6: 133784958, weight: 130 },
    District { id: "ikeda", name: "池田", lat_e6: 34705000, lon_e6: 133733000, weight: 60 },
    District { id: "niimoto", name: "新本", lat_e6: 34667816, lon_e6: 133647385, weight: 60 },
    District { id: "showa", name: "昭和", lat_e6: 34727921, lon_e6: 133652039, weight: 70 },
    District { id: "ishin", name: "維新", lat_e6: 34745000, lon_e6: 133690000, weight: 40 },
    District { id: "yamada", name: "山田", lat_e6: 34674934, lon_e6: 133660431, weight: 50 },
];
