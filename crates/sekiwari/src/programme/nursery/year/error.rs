//! Why an event is refused, in words of both languages.

use super::SeatKey;
use crate::Lang;
use jiff::civil::Date;
use std::fmt;

/// Why an event does not fit the year as it stands. A refused event changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum YearError {
    /// The first event does not open the year.
    NotOpened,
    /// The year is open already.
    OpenAlready,
    /// An event before the one entered last.
    BeforeLast {
        /// Its day.
        date: Date,
        /// The day of the last event.
        last: Date,
    },
    /// A round of another fiscal year, or with an entry date outside of the year.
    OtherYear {
        /// The fiscal year of the round, or that of its entry date.
        found: i16,
        /// The year.
        year: i16,
    },
    /// A round with the label of an earlier one.
    LabelTwice(String),
    /// Not the label of the round held last.
    NotTheLastRound(String),
    /// A round whose entry date has come: its children are decided.
    RoundOver {
        /// Its label.
        label: String,
        /// Its entry date.
        entry_date: Date,
    },
    /// The scores are broken by other tie keys than the year's.
    OtherTieKeys,
    /// A row of a round points at nothing.
    BadPosition {
        /// The table of the row.
        table: &'static str,
        /// The position.
        index: u32,
    },
    /// A facility that the year does not know.
    UnknownFacility(String),
    /// A facility that is there already, or is listed twice.
    FacilityTwice(String),
    /// Two kinds of seats of a facility serve one class.
    ClassTwice(SeatKey),
    /// Seats that the year does not know.
    UnknownSeats(SeatKey),
    /// Seats for a group for which the facility has none in these classes, so that nobody has said how they are reserved.
    UnknownReserve(SeatKey),
    /// A facility that has no seats for the class of a child, or none of that reserve.
    NoSeatsForClass {
        /// The child.
        child: String,
        /// The facility.
        facility: String,
    },
    /// A round offers more seats than are open.
    MoreOfferedThanOpen {
        /// Which seats.
        key: SeatKey,
        /// Offered.
        offered: u32,
        /// Open.
        open: u32,
    },
    /// More children than seats.
    NotEnoughSeats {
        /// Which seats.
        key: SeatKey,
        /// Taken by the event, less those it frees.
        taken: u32,
        /// Open for it.
        open: u32,
    },
    /// A limit over several classes of a facility would be exceeded.
    LimitReached {
        /// The facility.
        facility: String,
        /// The limit.
        limit: String,
    },
    /// A limit that cannot be kept in whole numbers, or a facility's limit that is stated twice.
    BadLimit {
        /// The facility.
        facility: String,
        /// The limit.
        limit: String,
    },
    /// Fewer open seats than are to be taken away.
    SeatsTaken {
        /// Which seats.
        key: SeatKey,
        /// To be taken away.
        away: u32,
        /// Open.
        open: u32,
    },
    /// A child that the year does not know.
    UnknownChild(String),
    /// A household that the year does not know.
    UnknownHousehold(String),
    /// One child stands twice in the event.
    ChildTwice(String),
    /// A child applies that applied already or has a seat.
    AppliedAlready(String),
    /// A child belongs to another household.
    OtherHousehold {
        /// The child.
        child: String,
        /// Its household.
        household: String,
    },
    /// A child stands in another class than by its first entry.
    OtherClass(String),
    /// A child is said to hold a seat that it does not hold, or not said to hold the one it holds.
    OtherSeat {
        /// The child.
        child: String,
        /// Where it is, if it has a seat.
        holds: Option<String>,
    },
    /// A child is said to hold a seat of a class where all children who stay are known.
    NobodyUnnamed {
        /// The facility.
        facility: String,
        /// The class.
        class: u8,
    },
    /// A child of a round without an outcome.
    NotDecided(String),
    /// A child takes several seats: a year counts one seat for each.
    SeveralSeats(String),
    /// An outcome for a child that is not in the round.
    NotInRound(String),
    /// A child gets a facility that is not on its list.
    NotOnList {
        /// The child.
        child: String,
        /// The facility.
        facility: String,
    },
    /// A child that holds a seat is left without one.
    HolderLeftOut(String),
    /// A child was decided by hand; the event decides otherwise.
    DecidedByHand(String),
    /// A child was not decided by hand.
    NotDecidedByHand(String),
    /// A child has no offer that it could decline.
    NoOffer(String),
    /// A child has entered: its seat is given up by leaving.
    Entered(String),
    /// A child has no seat from before that it could go back to, or it is taken.
    NoWayBack(String),
    /// A child has left, its application was withdrawn, or it went to school.
    Gone(String),
    /// The family gave a list of joint outcomes: a new one is to be given for all its children.
    HasJointList(String),
    /// A facility stands twice on a list.
    WishTwice {
        /// The child.
        child: String,
        /// The facility.
        facility: String,
    },
    /// A joint outcome names a child that is not of the household.
    NotOfHousehold {
        /// The child.
        child: String,
        /// The household.
        household: String,
    },
}

impl std::error::Error for YearError {}

impl fmt::Display for YearError {
    /// In English; see [`YearError::text`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

/// Seats in words: facility, classes, reserve.
pub(super) fn seats_text(key: &SeatKey, lang: Lang) -> String {
    let (facility, classes) = (&key.facility, key.classes);
    match &key.reserve {
        None => lang.pick(
            format!("施設 {facility} の{classes}歳児クラス"),
            format!("class {classes} of facility {facility}"),
        ),
        Some(group) => lang.pick(
            format!("施設 {facility} の{classes}歳児クラスの優先枠（{group}）"),
            format!("the seats for {group} in class {classes} of facility {facility}"),
        ),
    }
}

impl YearError {
    /// What is wrong, and where it can be said what to do.
    pub fn text(&self, lang: Lang) -> String {
        use YearError as E;
        let seats = |key: &SeatKey| seats_text(key, lang);
        let (ja, en) = match self {
            E::NotOpened => (
                "年度がまだ開かれていません。最初に年度の開始を登録してください。".to_owned(),
                "The year is not open yet: the first event must open it.".to_owned(),
            ),
            E::OpenAlready => {
                ("この年度はすでに開かれています。".to_owned(), "The year is open already.".to_owned())
            }
            E::BeforeLast { date, last } => (
                format!("日付 {date} は最後の記録（{last}）より前です。"),
                format!("{date} is before the last event, of {last}."),
            ),
            E::OtherYear { found, year } => (
                format!("{found}年度のものですが、この台帳は{year}年度です。"),
                format!("It belongs to fiscal year {found}; this is the year {year}."),
            ),
            E::LabelTwice(l) => (
                format!("利用調整「{l}」はすでに記録されています。"),
                format!("A round named {l} was held already."),
            ),
            E::NotTheLastRound(l) => (
                format!("「{l}」は最後に行われた利用調整ではありません。"),
                format!("{l} is not the round held last."),
            ),
            E::RoundOver { label, entry_date } => (
                format!("利用調整「{label}」の入所日（{entry_date}）を過ぎているため、決め直せません。"),
                format!("Round {label} cannot be decided anew: its entry date, {entry_date}, has come."),
            ),
            E::OtherTieKeys => (
                "同点時の優先項目がこの年度のものと異なります。".to_owned(),
                "The tie keys differ from those of the year.".to_owned(),
            ),
            E::BadPosition { table, index } => (
                format!("表 {table} の行が存在しない番号 {index} を指しています。"),
                format!("A row of {table} points at number {index}, which does not exist."),
            ),
            E::UnknownFacility(f) => {
                (format!("施設 {f} はこの年度にありません。"), format!("The year knows no facility {f}."))
            }
            E::FacilityTwice(f) => {
                (format!("施設 {f} はすでに登録されています。"), format!("Facility {f} is there already."))
            }
            E::ClassTwice(key) => (
                format!("{}：同じクラスの枠がほかにもあります。", seats(key)),
                format!("Other seats serve the same class as {}.", seats(key)),
            ),
            E::UnknownSeats(key) => (
                format!("{}の枠はこの年度にありません。", seats(key)),
                format!("The year has no seats of {}.", seats(key)),
            ),
            E::UnknownReserve(key) => (
                format!(
                    "{}はこの年度にありません。対象の名前とクラスを確かめてください。新しい優先枠は、先に利用調整の席の表（seats）に 0 席で加えてください。",
                    seats(key)
                ),
                format!(
                    "The year does not know {}: check the name of the group and the classes. A new reserve is first named \
                     with 0 seats in the table seats of a round.",
                    seats(key)
                ),
            ),
            E::NoSeatsForClass { child, facility } => (
                format!("施設 {facility} には児童 {child} のクラスの枠がありません。"),
                format!("Facility {facility} has no such seats for the class of child {child}."),
            ),
            E::MoreOfferedThanOpen { key, offered, open } => (
                format!(
                    "{}：募集 {offered} 人に対し空きは {open} 人分です。先に受入可能数の変更を登録してください。",
                    seats(key)
                ),
                format!(
                    "{}: {offered} seats are offered, {open} are open. Enter a change of capacity first.",
                    seats(key)
                ),
            ),
            E::NotEnoughSeats { key, taken, open } => (
                format!("{}：空き {open} 人分に {taken} 人が入ることになります。", seats(key)),
                format!("{}: {taken} children would take {open} open seats.", seats(key)),
            ),
            E::LimitReached { facility, limit } => (
                format!("施設 {facility} の上限「{limit}」を超えます。"),
                format!("Limit {limit} of facility {facility} would be exceeded."),
            ),
            E::BadLimit { facility, limit } => (
                format!(
                    "施設 {facility} の上限「{limit}」が正しくありません（重複、または整数で表せない値）。"
                ),
                format!(
                    "Limit {limit} of facility {facility} is stated twice or cannot be kept in whole numbers."
                ),
            ),
            E::SeatsTaken { key, away, open } => (
                format!("{}：{away} 人分を減らせません。空きは {open} 人分だけです。", seats(key)),
                format!("{}: {away} seats cannot be taken away, only {open} are open.", seats(key)),
            ),
            E::UnknownChild(c) => {
                (format!("児童 {c} はこの年度にいません。"), format!("The year knows no child {c}."))
            }
            E::UnknownHousehold(h) => {
                (format!("世帯 {h} はこの年度にいません。"), format!("The year knows no household {h}."))
            }
            E::ChildTwice(c) => {
                (format!("児童 {c} が二度決定されています。"), format!("Child {c} is named twice."))
            }
            E::AppliedAlready(c) => (
                format!("児童 {c} はすでに申込み中か在園中です。希望変更として登録してください。"),
                format!("Child {c} is waiting or has a seat already; enter a change of its wishes."),
            ),
            E::OtherHousehold { child, household } => (
                format!("児童 {child} は世帯 {household} の児童です。"),
                format!("Child {child} belongs to household {household}."),
            ),
            E::OtherClass(c) => (
                format!("児童 {c} の年齢クラスがこれまでの記録と異なります。"),
                format!("Child {c} stands in another class than before."),
            ),
            E::OtherSeat { child, holds: Some(f) } => (
                format!("児童 {child} は施設 {f} に席があります。"),
                format!("Child {child} has a seat at facility {f}."),
            ),
            E::OtherSeat { child, holds: None } => {
                (format!("児童 {child} には席がありません。"), format!("Child {child} has no seat."))
            }
            E::NobodyUnnamed { facility, class } => (
                format!("施設 {facility} の{class}歳児クラスの在園児はすべて名簿にあります。"),
                format!("All children who stay in class {class} of facility {facility} are known by id."),
            ),
            E::NotDecided(c) => {
                (format!("児童 {c} の結果がありません。"), format!("Child {c} of the round has no outcome."))
            }
            E::SeveralSeats(c) => (
                format!("児童 {c} は複数の席を使います。年度の台帳では、1 人 1 席の児童だけを扱えます。"),
                format!("Child {c} takes several seats; a year can only keep children who take one."),
            ),
            E::NotInRound(c) => (
                format!("児童 {c} はこの利用調整の対象ではありません。"),
                format!("Child {c} is not in the round."),
            ),
            E::NotOnList { child, facility } => (
                format!(
                    "児童 {child} は施設 {facility} を希望していません。個別決定として理由を登録してください。"
                ),
                format!(
                    "Facility {facility} is not on the list of child {child}; decide by hand, with a reason."
                ),
            ),
            E::HolderLeftOut(c) => (
                format!("児童 {c} は在園中の席を失うことになります。"),
                format!("Child {c} would lose the seat it holds."),
            ),
            E::DecidedByHand(c) => (
                format!("児童 {c} は個別に決定されています。先に解除してください。"),
                format!("Child {c} was decided by hand; lift that decision first."),
            ),
            E::NotDecidedByHand(c) => (
                format!("児童 {c} は個別に決定されていません。"),
                format!("Child {c} was not decided by hand."),
            ),
            E::NoOffer(c) => {
                (format!("児童 {c} に内定はありません。"), format!("Child {c} has no offer to decline."))
            }
            E::Entered(c) => (
                format!("児童 {c} はすでに入所しています。退園として登録してください。"),
                format!("Child {c} has entered already; enter that it leaves."),
            ),
            E::NoWayBack(c) => (
                format!("児童 {c} が戻れる元の席がありません。"),
                format!("Child {c} has no earlier seat that is still free."),
            ),
            E::Gone(c) => (
                format!("児童 {c} は取下げ・退園・就学により対象ではありません。"),
                format!("Child {c} withdrew, left or went to school."),
            ),
            E::HasJointList(h) => (
                format!(
                    "世帯 {h} はきょうだいの組合せで希望しています。世帯の希望変更として登録してください。"
                ),
                format!(
                    "Household {h} gave a list of joint outcomes; enter a change of the family's wishes."
                ),
            ),
            E::WishTwice { child, facility } => (
                format!("児童 {child} の希望に施設 {facility} が二度あります。"),
                format!("Facility {facility} is twice on the list of child {child}."),
            ),
            E::NotOfHousehold { child, household } => (
                format!("児童 {child} は世帯 {household} の児童ではありません。"),
                format!("Child {child} is not of household {household}."),
            ),
        };
        lang.pick(ja, en)
    }
}
