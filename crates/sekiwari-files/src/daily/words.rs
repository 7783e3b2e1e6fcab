//! Words of the tables of day services, in English as in the contract and in Japanese as on forms.

use sekiwari::market::day::{KeyPart, RoomKind, Rounding};
use sekiwari::programme::daily::Service;
use sekiwari::programme::daily::round::{DiseaseRule, Per, State};
use sekiwari::season::today::EventKind;

use crate::normalise::Word;

const fn word<T>(name: &'static str, aliases: &'static [&'static str], value: T) -> Word<T> {
    Word { name, aliases, value }
}

/// Words of `service`.
pub(crate) static SERVICES: &[Word<Service>] = &[
    word("temporary", &["一時預かり", "一時保育", "一時預かり保育"], Service::Temporary),
    word("holiday", &["休日保育", "休日"], Service::Holiday),
    word("sick", &["病児保育", "病児"], Service::Sick),
    word("convalescent", &["病後児保育", "病後児"], Service::Convalescent),
];

/// Words of `state`.
pub(crate) static STATES: &[Word<State>] = &[
    word("open", &["申込", "受付", "受付中", "未決定"], State::Open),
    word("confirmed", &["確定済み", "決定", "確定", "承諾", "決定済み", "予約済み"], State::Confirmed),
    word("cancelled", &["取消", "取消し", "キャンセル", "辞退", "canceled"], State::Cancelled),
];

/// Words of `event`.
pub(crate) static EVENTS: &[Word<EventKind>] = &[
    word("cancel", &["取消", "取消し", "キャンセル", "辞退"], EventKind::Cancel),
    word("new", &["新規", "新規申込", "申込", "追加"], EventKind::New),
];

/// Words of `handling`.
pub(crate) static HANDLING: &[Word<DiseaseRule>] = &[
    word("mix", &["同室可", "混合可"], DiseaseRule::Mix),
    word("separate", &["隔離", "分ける", "病気ごと"], DiseaseRule::Separate),
    word("alone", &["個室", "一人一室"], DiseaseRule::Alone),
    word("excluded", &["受入不可", "対象外", "不可"], DiseaseRule::Excluded),
];

/// Words of `kind` of a room; empty is the first.
pub(crate) static ROOM_KINDS: &[Word<RoomKind>] = &[
    word("any", &["すべて", "区別なし"], RoomKind::Any),
    word("common", &["保育室", "共用", "共用室"], RoomKind::Common),
    word("isolation", &["隔離室", "隔離", "個室"], RoomKind::Isolation),
];

/// Words of `rounding`.
pub(crate) static ROUNDING: &[Word<Rounding>] = &[
    word("cut", &["切捨て", "切り捨て"], Rounding::Cut),
    word("per-band", &["組ごと", "年齢ごと"], Rounding::PerBand),
];

/// Words of `per`.
pub(crate) static PER: &[Word<Per>] = &[
    word("week", &["週", "毎週"], Per::Week),
    word("month", &["月", "毎月"], Per::Month),
    word("period", &["期間", "全期間"], Per::Period),
];

/// Other ways to write the reasons that are there by default.
pub(crate) static REASONS: &[(&str, &[&str])] = &[
    ("urgent", &["緊急", "緊急保育"]),
    ("regular", &["非定型", "定期", "非定型保育"]),
    ("private", &["私的", "リフレッシュ", "私的理由"]),
];

/// What each key of the order compares: the names of [`KeyPart`].
pub(crate) const fn meaning(key: KeyPart) -> crate::finding::Text {
    use crate::finding::Text;
    match key {
        KeyPart::Need => Text {
            ja: "利用の理由 (daily.reasons の先のもの) が先",
            en: "the greater need, in the order of daily.reasons",
        },
        KeyPart::Uses => Text {
            ja: "これまでの利用と、この募集ですでに決まった利用の少ない児童が先",
            en: "fewer uses so far, those granted in this round included",
        },
        KeyPart::Home => Text { ja: "市内に住む児童が先", en: "residents first" },
        KeyPart::Wish => Text {
            ja: "希望順位の上のものが先 (全員の第 1 希望、次に第 2 希望)",
            en: "everybody's first wish before any second",
        },
        KeyPart::Time => Text { ja: "受付の早い申込みが先", en: "the earlier request first" },
    }
}
