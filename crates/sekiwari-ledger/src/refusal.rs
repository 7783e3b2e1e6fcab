//! Why an entry is not recorded although the ledger is in order.

use jiff::civil::Date;
use sekiwari::Lang;
use sekiwari::programme::nursery::year::YearError;

/// What is wrong with what was to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// A text is empty, too long, or holds what no text should hold.
    Text {
        /// Which text.
        field: &'static str,
        /// What is wrong.
        fault: TextFault,
    },
    /// The date does not belong to the year.
    Date {
        /// The date.
        on: String,
        /// The fiscal year of the ledger.
        fiscal_year: i16,
    },
    /// The round is of another fiscal year.
    OtherYear {
        /// The ledger's.
        ledger: i16,
        /// The round's.
        round: i16,
    },
    /// This very decision is recorded already.
    RoundTwice {
        /// Where.
        entry: i64,
    },
    /// A round in force has this label.
    LabelTaken {
        /// The label.
        label: String,
        /// Where.
        entry: i64,
    },
    /// No recorded round has this child.
    UnknownChild(String),
    /// The last recorded round does not have this facility.
    UnknownFacility(String),
    /// The child has not been given a seat that it could decline.
    NothingToDecline {
        /// The child.
        child: String,
    },
    /// It has declined the seat already.
    DeclinedAlready {
        /// The child.
        child: String,
        /// Where.
        entry: i64,
    },
    /// The child held no seat that it could go back to.
    NothingHeld {
        /// The child.
        child: String,
    },
    /// The child has left.
    Left {
        /// The child.
        child: String,
        /// Where it is recorded.
        entry: i64,
    },
    /// The classes of a change of capacity cannot be read.
    Classes(String),
    /// A change of capacity that changes nothing.
    NoSeats,
    /// A list with the same facility twice.
    List(String),
    /// There is no such entry.
    NoEntry(i64),
    /// There is no such entry, or it is not a round.
    NotARound(i64),
    /// The entry has been corrected already.
    CorrectedAlready {
        /// The entry.
        entry: i64,
        /// What corrected it.
        by: i64,
    },
    /// It does not follow from how the year stands.
    Year {
        /// Why.
        error: YearError,
        /// The day from which it would count, where that is not its own: that of the entry recorded last.
        counted_from: Option<Date>,
    },
    /// A later entry builds on the one that was to be corrected.
    BuiltOn {
        /// The one to be corrected.
        corrected: i64,
        /// The later one.
        entry: i64,
        /// Why it would not follow any more.
        error: YearError,
    },
    /// There is no round yet that another could follow.
    NoRound,
    /// The first entry cannot be corrected.
    TheOpening,
    /// An annulment needs an entry, and says nothing without one.
    NothingAnnulled,
    /// A file name that no file of a round can have.
    FileName(String),
}

/// What is wrong with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// Nothing but blanks.
    Empty,
    /// More characters than this.
    Long(usize),
    /// A control character other than a line end.
    Control(char),
}

impl Refusal {
    /// The code: `L01` and on, in `docs/ledger.md`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Text { .. } => "L01",
            Refusal::Date { .. } => "L02",
            Refusal::OtherYear { .. } => "L03",
            Refusal::RoundTwice { .. } => "L04",
            Refusal::LabelTaken { .. } => "L05",
            Refusal::UnknownChild(_) => "L06",
            Refusal::UnknownFacility(_) => "L07",
            Refusal::NothingToDecline { .. } => "L08",
            Refusal::DeclinedAlready { .. } => "L09",
            Refusal::Left { .. } => "L10",
            Refusal::Classes(_) => "L11",
            Refusal::NoSeats => "L12",
            Refusal::List(_) => "L13",
            Refusal::NoEntry(_) => "L14",
            Refusal::CorrectedAlready { .. } => "L15",
            Refusal::TheOpening => "L16",
            Refusal::NothingAnnulled => "L17",
            Refusal::FileName(_) => "L18",
            Refusal::NothingHeld { .. } => "L19",
            Refusal::NotARound(_) => "L20",
            Refusal::Year { .. } => "L21",
            Refusal::BuiltOn { .. } => "L22",
            Refusal::NoRound => "L23",
        }
    }

    /// The refusal for people.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let (ja, en) = self.texts();
        lang.pick(ja, en)
    }

    fn texts(&self) -> (String, String) {
        match self {
            Refusal::Text { field, fault } => fault.texts(field),
            Refusal::Date { on, fiscal_year } => (
                format!(
                    "{on} は {fiscal_year} 年度の記録の日付になりません (前年度の4月1日から翌年度の末日まで)"
                ),
                format!(
                    "{on} cannot be the date of an entry of fiscal year {fiscal_year} (from April 1 of the year before to the \
                     last day of the year after)"
                ),
            ),
            Refusal::OtherYear { ledger, round } => (
                format!("募集は {round} 年度、台帳は {ledger} 年度のものです"),
                format!("the round is of fiscal year {round}, the ledger of {ledger}"),
            ),
            Refusal::RoundTwice { entry } => (
                format!("同じ入力の同じ決定を記録 {entry} にすでに記録しています"),
                format!("the same decision of the same input is recorded already, as entry {entry}"),
            ),
            Refusal::LabelTaken { label, entry } => (
                format!(
                    "名前「{label}」は記録 {entry} の募集が使っています。--label で別の名前を付けてください"
                ),
                format!(
                    "the label {label:?} belongs to the round of entry {entry}; give another with --label"
                ),
            ),
            Refusal::UnknownChild(child) => (
                format!("児童 {child} は、記録されたどの募集にもいません"),
                format!("child {child} is in no recorded round"),
            ),
            Refusal::UnknownFacility(facility) => (
                format!("施設 {facility} は、最後に記録した募集にありません"),
                format!("facility {facility} is not in the last recorded round"),
            ),
            Refusal::NothingToDecline { child } => (
                format!("児童 {child} には辞退する内定がありません"),
                format!("child {child} has not been given a seat that it could decline"),
            ),
            Refusal::DeclinedAlready { child, entry } => (
                format!("児童 {child} の辞退は記録 {entry} にすでにあります"),
                format!("child {child} has declined already, in entry {entry}"),
            ),
            Refusal::NothingHeld { child } => (
                format!("児童 {child} は戻る席を持っていませんでした"),
                format!("child {child} held no seat to go back to"),
            ),
            Refusal::Left { child, entry } => (
                format!("児童 {child} は記録 {entry} で離れています"),
                format!("child {child} has left, in entry {entry}"),
            ),
            Refusal::Classes(text) => (
                format!("「{text}」は歳児クラスとして読めません (例: 3、0-1、4;5)"),
                format!("{text:?} cannot be read as age classes (3, 0-1, 4;5)"),
            ),
            Refusal::NoSeats => ("席数の増減が 0 です".to_owned(), "a change by 0 seats".to_owned()),
            Refusal::List(what) => {
                (format!("希望に施設 {what} が二度あります"), format!("the list has facility {what} twice"))
            }
            Refusal::NoEntry(entry) => {
                (format!("記録 {entry} はありません"), format!("there is no entry {entry}"))
            }
            Refusal::Year { error, counted_from } => {
                let (mut ja, mut en) = (error.text(Lang::Ja), error.text(Lang::En));
                if let Some(day) = counted_from {
                    ja +=
                        &format!(" (最後の記録が {day} 付けのため、この記録もその日からのものとみなします)");
                    en +=
                        &format!(" (the entry recorded last is of {day}, so this one counts from that day)");
                }
                (ja, en)
            }
            Refusal::BuiltOn { corrected, entry, error } => (
                format!(
                    "記録 {corrected} をなくすと、その後の記録 {entry} が成り立ちません: {}。今の事実を新しい記録 \
                     (個別決定、受入枠変更など) として加えてください",
                    error.text(Lang::Ja).trim_end_matches('。')
                ),
                format!(
                    "without entry {corrected}, the later entry {entry} would not follow: {}. Record what holds now as a \
                     new entry (a manual decision, a change of capacity)",
                    error.text(Lang::En).trim_end_matches('.')
                ),
            ),
            Refusal::NoRound => (
                "まだ利用調整の記録がありません".to_owned(),
                "no round is recorded yet that another could follow".to_owned(),
            ),
            Refusal::NotARound(entry) => (
                format!("記録 {entry} は利用調整の記録ではありません"),
                format!("entry {entry} is not a round"),
            ),
            Refusal::CorrectedAlready { entry, by } => (
                format!("記録 {entry} は記録 {by} がすでに訂正しています。訂正するなら {by} のほうです"),
                format!("entry {entry} has been corrected already, by entry {by}: correct that one"),
            ),
            Refusal::TheOpening => (
                "台帳の開設は訂正できません".to_owned(),
                "the opening of a ledger cannot be corrected".to_owned(),
            ),
            Refusal::NothingAnnulled => (
                "取り消す記録の番号が要ります".to_owned(),
                "an annulment names the entry that it annuls".to_owned(),
            ),
            Refusal::FileName(name) => (
                format!("「{name}」は募集のファイル名になりません"),
                format!("{name:?} cannot be the name of a file of a round"),
            ),
        }
    }
}

impl TextFault {
    fn texts(self, field: &str) -> (String, String) {
        match self {
            TextFault::Empty => (format!("{field} が空です"), format!("{field} is empty")),
            TextFault::Long(most) => {
                (format!("{field} は {most} 文字までです"), format!("{field} may have {most} characters"))
            }
            TextFault::Control(c) => {
                let c = c as u32;
                (
                    format!("{field} に制御文字 U+{c:04X} があります"),
                    format!("{field} holds the control character U+{c:04X}"),
                )
            }
        }
    }
}
