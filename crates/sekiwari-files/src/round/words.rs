//! Words of the tables of guardians and circumstances, in Japanese as on certificates.

use crate::normalise::Word;

/// Yes and no.
pub(crate) static YES_NO: &[Word<bool>] = &[
    Word {
        name: "yes", aliases: &["はい", "有", "あり", "○", "〇", "該当", "1", "true"], value: true
    },
    Word {
        name: "no", aliases: &["いいえ", "無", "なし", "×", "非該当", "0", "false"], value: false
    },
];

const fn word(name: &'static str, aliases: &'static [&'static str]) -> Word<&'static str> {
    Word { name, aliases, value: name }
}

/// Words of the attributes that take some, by bare name. Words of facts that rulebooks declare stand as they are.
pub(super) static ATTRIBUTES: &[(&str, &[Word<&str>])] = &[
    (
        "kind",
        &[
            word("work", &["就労"]),
            word("job-offer", &["就労内定", "内定"]),
            word("job-seeking", &["求職", "求職活動"]),
            word("study", &["就学"]),
            word("childbirth", &["出産", "妊娠・出産"]),
            word("illness", &["疾病"]),
            word("disability", &["障害"]),
            word("care", &["介護", "看護", "介護・看護"]),
            word("disaster", &["災害", "災害復旧"]),
            word("leave", &["育児休業", "育休"]),
            word("abuse", &["虐待・DV", "虐待"]),
            word("other", &["その他"]),
        ],
    ),
    (
        "employment",
        &[
            word("employee", &["雇用", "会社員"]),
            word("owner", &["自営", "自営中心者", "自営業"]),
            word("helper", &["協力者", "専従者", "自営協力者"]),
            word("homework", &["内職"]),
        ],
    ),
    ("sector", &[word("general", &["一般"]), word("farm", &["農業"])]),
    ("place", &[word("away", &["居宅外"]), word("home", &["居宅内"])]),
    (
        "teacher",
        &[word("in-city", &["市内"]), word("in-city-offer", &["市内内定"]), word("other-city", &["市外"])],
    ),
    (
        "illness",
        &[
            word("hospital", &["入院"]),
            word("bedridden", &["常時臥床", "寝たきり"]),
            word("rest", &["安静", "自宅安静"]),
            word("outpatient", &["通院"]),
            word("mental", &["精神疾患"]),
            word("infectious", &["感染症"]),
            word("other", &["その他"]),
        ],
    ),
    (
        "handbook",
        &[
            word("physical", &["身体", "身体障害者手帳"]),
            word("intellectual", &["療育", "療育手帳"]),
            word("mental", &["精神", "精神障害者保健福祉手帳"]),
        ],
    ),
    (
        "care_level",
        &[
            word("support-1", &["要支援1"]),
            word("support-2", &["要支援2"]),
            word("care-1", &["要介護1"]),
            word("care-2", &["要介護2"]),
            word("care-3", &["要介護3"]),
            word("care-4", &["要介護4"]),
            word("care-5", &["要介護5"]),
        ],
    ),
    (
        "care_scope",
        &[
            word("constant", &["常時"]),
            word("partial", &["一部"]),
            word("light", &["軽度"]),
            word("other", &["その他"]),
        ],
    ),
    ("leaver", &[word("small-scale", &["小規模", "小規模保育"]), word("age-2", &["2歳児まで"])]),
    (
        "transfer_reason",
        &[
            word("own-wish", &["自己都合", "希望"]),
            word("hardship", &["やむを得ない"]),
            word("siblings-split", &["きょうだい別園"]),
        ],
    ),
];

/// The words of an attribute with their Japanese ways.
pub(super) fn of(bare: &str) -> &'static [Word<&'static str>] {
    ATTRIBUTES.iter().find(|(name, _)| *name == bare).map_or(&[], |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::ATTRIBUTES;
    use sekiwari::priority::rulebook::{Schema, Source, ValueKind};

    #[test]
    fn every_listed_word_of_the_catalogue_can_be_written() {
        for a in Schema::default().attributes() {
            let ValueKind::Word(words) = &a.kind else { continue };
            if words.is_empty() || a.source == Source::Derived {
                continue;
            }
            let known: Vec<&str> = super::of(a.bare_name()).iter().map(|w| w.name).collect();
            assert_eq!(known, words.iter().map(String::as_str).collect::<Vec<_>>(), "{}", a.name);
        }
        assert!(ATTRIBUTES.len() > 5);
    }
}
