//! Events and standings in a line for people. What people typed is shown with its invisible characters spelt out.

use crate::{AfterDecline, DecisionRow, Event, Need, RoundRecord, Standing};
use sekiwari::Lang;
use sekiwari_files::finding::visible;

impl Event {
    /// What kind of entry it is.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &'static str {
        match self {
            Event::Open(_) => lang.pick("開設", "opening"),
            Event::Round(e) if e.again.is_some() => lang.pick("再調整", "round decided anew"),
            Event::Round(_) => lang.pick("利用調整", "round"),
            Event::Decline(_) => lang.pick("辞退", "decline"),
            Event::Withdraw(_) => lang.pick("取下げ", "withdrawal"),
            Event::Decide(_) => lang.pick("個別決定", "manual decision"),
            Event::Release(_) => lang.pick("個別決定の解除", "release"),
            Event::Wishes(_) => lang.pick("希望変更", "new wishes"),
            Event::Need(_) => lang.pick("事由確認", "need checked"),
            Event::Capacity(_) => lang.pick("受入枠変更", "change of capacity"),
            Event::Annul(_) => lang.pick("取消", "annulment"),
        }
    }

    /// What happened, without the kind and the reason.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Event::Open(e) => {
                let name =
                    if e.name.is_empty() { String::new() } else { format!("「{}」", visible(&e.name)) };
                lang.pick(
                    format!("{} 年度{name}", e.fiscal_year),
                    format!("fiscal year {}{}", e.fiscal_year, name.replace('「', " \"").replace('」', "\"")),
                )
            }
            Event::Round(e) => round(e, lang),
            Event::Decline(e) => {
                let (child, facility) = (visible(&e.child_id), visible(&e.facility_id));
                let then = match (e.then, &e.returns_to) {
                    (AfterDecline::Waits, _) => lang.pick("引き続き待つ".into(), "goes on waiting".into()),
                    (AfterDecline::Leaves, _) => lang.pick("申込みも終える".into(), "leaves the list".into()),
                    (AfterDecline::Returns, held) => {
                        let held = visible(held.as_deref().unwrap_or_default());
                        lang.pick(format!("元の {held} に残る"), format!("goes back to {held}"))
                    }
                };
                lang.pick(
                    format!("児童 {child} が {facility} を辞退、{then}"),
                    format!("child {child} declines {facility} and {then}"),
                )
            }
            Event::Withdraw(e) => {
                let child = visible(&e.child_id);
                match e.facility_id.as_deref().map(visible) {
                    Some(seat) => lang.pick(
                        format!("児童 {child} が離れる、{seat} の席が空く"),
                        format!("child {child} leaves, its seat at {seat} is free"),
                    ),
                    None => lang.pick(
                        format!("児童 {child} が申込みを取り下げる"),
                        format!("child {child} withdraws its application"),
                    ),
                }
            }
            Event::Decide(e) => {
                let (child, by) = (visible(&e.child_id), visible(&e.by));
                match e.facility_id.as_deref().map(visible) {
                    Some(seat) => lang.pick(
                        format!("児童 {child} は {seat} (決定者 {by})"),
                        format!("child {child} gets {seat} (by {by})"),
                    ),
                    None => lang.pick(
                        format!("児童 {child} は席なし (決定者 {by})"),
                        format!("child {child} gets no seat (by {by})"),
                    ),
                }
            }
            Event::Release(e) => {
                let (child, by) = (visible(&e.child_id), visible(&e.by));
                lang.pick(
                    format!("児童 {child} は次の利用調整で決める (決定者 {by})"),
                    format!("rounds decide child {child} again (by {by})"),
                )
            }
            Event::Wishes(e) => {
                let list: Vec<String> = e.facility_ids.iter().map(|f| visible(f)).collect();
                let (child, list) = (visible(&e.child_id), list.join(", "));
                lang.pick(
                    format!("児童 {child} の希望: {list}"),
                    format!("child {child} now wishes for {list}"),
                )
            }
            Event::Need(e) => {
                let child = visible(&e.child_id);
                match e.need {
                    Need::Lasts => lang.pick(
                        format!("児童 {child} の保育の必要性は続く"),
                        format!("the need of child {child} lasts"),
                    ),
                    Need::Until(day) => lang.pick(
                        format!("児童 {child} の保育の必要性は {day} まで"),
                        format!("the need of child {child} lasts until {day}"),
                    ),
                    Need::Ended => lang.pick(
                        format!("児童 {child} の保育の必要性はなくなった"),
                        format!("the need of child {child} has ended"),
                    ),
                }
            }
            Event::Capacity(e) => {
                let (facility, classes, seats) = (visible(&e.facility_id), visible(&e.classes), e.seats);
                let group =
                    e.reserved_for.as_deref().map(|g| format!(" ({})", visible(g))).unwrap_or_default();
                lang.pick(
                    format!("{facility} の {classes} 歳児{group}: {seats:+} 席"),
                    format!("{facility}, class {classes}{group}: {seats:+} seats"),
                )
            }
            Event::Annul(_) => String::new(),
        }
    }
}

fn round(e: &RoundRecord, lang: Lang) -> String {
    let RoundRecord { children, placed, kept, unplaced, entry_date, .. } = e;
    let label = visible(&e.label);
    lang.pick(
        format!("「{label}」入所日 {entry_date}、児童 {children} 人: 内定 {placed}、継続 {kept}、保留 {unplaced}"),
        format!(
            "{label:?}, entry {entry_date}, {children} children: {placed} placed, {kept} kept, {unplaced} unplaced"
        ),
    )
}

impl DecisionRow {
    /// What was decided for the child.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let seat = visible(self.facility_id.as_deref().unwrap_or_default());
        let wish = self.wish_rank.map(|n| lang.pick(format!(" (第{n}希望)"), format!(" (wish {n})")));
        let wish = wish.unwrap_or_default();
        match self.outcome.as_str() {
            "placed" => lang.pick(format!("内定 {seat}{wish}"), format!("placed at {seat}{wish}")),
            "kept" => lang.pick(format!("継続 {seat}"), format!("stays at {seat}")),
            _ => lang.pick("保留", "no seat").to_owned(),
        }
    }
}

impl Standing {
    /// Where the child stands.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Standing::Waiting { .. } => lang.pick("待っている", "waiting").to_owned(),
            Standing::Placed { facility, .. } => {
                let facility = visible(facility);
                lang.pick(format!("{facility} に内定"), format!("placed at {facility}"))
            }
            Standing::Kept { facility, .. } => {
                let facility = visible(facility);
                lang.pick(format!("{facility} に在園"), format!("at {facility}"))
            }
            Standing::Left { entry } => {
                lang.pick(format!("離れている (記録 {entry})"), format!("has left (entry {entry})"))
            }
        }
    }
}
