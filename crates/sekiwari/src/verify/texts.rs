//! The texts of the violations: one table, two languages.

use super::{Table, Violation};
use crate::Lang;
use crate::market::{ChildId, FacilityId, HouseholdId, PoolId};

/// One row of the table: a code and its text with `{places}` to fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViolationText {
    /// The code.
    pub code: &'static str,
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

const fn text(code: &'static str, ja: &'static str, en: &'static str) -> ViolationText {
    ViolationText { code, ja, en }
}

/// All codes with their texts, in code order; the index of violations is written from it.
pub const VIOLATION_TEXTS: &[ViolationText] = &[
    text(
        "V01",
        "件数が合いません({table}):{expected}件のはずが{found}件です。別の募集の結果ではないか確かめてください。",
        "the number of {table} is {found} and should be {expected}: check that the result belongs to this round",
    ),
    text("V02", "児童{child}は申込者にいません。", "child {child} is not among the applicants"),
    text(
        "V03",
        "児童{child}に、存在しない枠(施設とクラスの組)が割り当てられています。",
        "child {child} is given a seat that does not exist (no such class at that facility)",
    ),
    text(
        "V04",
        "世帯{household}に第{rank}希望が割り当てられていますが、その順位の希望はありません。",
        "household {household} is given its wish {rank}, but its list has no such wish",
    ),
    text(
        "V05",
        "児童{child}に枠{pool}が二重に割り当てられています。",
        "child {child} is given a seat of {pool} more than once",
    ),
    text(
        "V06",
        "枠{pool}は定員{seats}人のところ{taken}人が割り当てられています。",
        "{pool} has {seats} seats but {taken} are taken",
    ),
    text(
        "V07",
        "施設{facility}の上限{capacity}に対し、割り当ての合計が{load}です。",
        "the limit of facility {facility} is {capacity} but the seats taken weigh {load}",
    ),
    text(
        "V08",
        "児童{child}は希望していない枠{pool}に割り当てられています。",
        "child {child} is given a seat of {pool}, which no wish of its household names for it",
    ),
    text(
        "V09",
        "世帯{household}への割り当ての組み合わせは、希望のどれとも一致しません。",
        "the seats given to household {household} are, taken together, none of its wishes",
    ),
    text(
        "V10",
        "在園中の児童{child}(世帯{household})に枠がありません。現在の枠は失われません。",
        "child {child} of household {household} holds a seat today and is left without one",
    ),
    text(
        "V11",
        "世帯{household}の第{rank}希望は今の結果より上位の希望で、優先順位からみて入れるはずです({cause})。",
        "household {household} should have its wish {rank}: it is better than its outcome and its priority suffices ({cause})",
    ),
    text(
        "V12",
        "新たに入る児童は{claimed}人とありますが、数えると{found}人です。",
        "{claimed} children are said to be placed; the count is {found}",
    ),
    text(
        "V13",
        "現在の枠に残る児童は{claimed}人とありますが、数えると{found}人です。",
        "{claimed} children are said to keep their seat; the count is {found}",
    ),
    text(
        "V14",
        "枠のない児童は{claimed}人とありますが、数えると{found}人です。",
        "{claimed} children are said to be without a seat; the count is {found}",
    ),
    text(
        "V15",
        "枠のある児童は{claimed}人とありますが、数えると{found}人です。",
        "{claimed} children are said to be seated; the count is {found}",
    ),
    text(
        "V16",
        "優先順位に反する希望を持つ世帯は{claimed}世帯とありますが、数えると{found}世帯です。",
        "{claimed} households are said to block; the count is {found}",
    ),
    text(
        "V17",
        "優先順位に反する希望は{claimed}件とありますが、数えると{found}件です。",
        "{claimed} wishes are said to block; the count is {found}",
    ),
    text(
        "V18",
        "優先順位に反する世帯は最少でも{bound}世帯とありますが、この結果では{found}世帯です。下限の主張は誤りです。",
        "at least {bound} blocking households are said to be unavoidable, but this allocation has {found}",
    ),
    text(
        "V19",
        "枠のある児童は最多でも{bound}人とありますが、この結果では{found}人です。上限の主張は誤りです。",
        "at most {bound} children are said to be seatable, but this allocation seats {found}",
    ),
    text(
        "V20",
        "最適とありますが、主張された限界(優先順位に反する世帯{min}、枠のある児童{max})に対し、この結果は{blocking}世帯、{seated}人です。",
        "said to be optimal, but the claimed bounds are {min} blocking households and {max} seated, and this allocation has {blocking} and {seated}",
    ),
    text("V21", "最適とありますが、限界が示されていません。", "said to be optimal, but no bounds are given"),
];

/// How the outside names what the market numbers. The default of each is the number.
pub trait Names {
    /// The name of a household.
    fn household(&self, household: HouseholdId) -> String {
        household.index().to_string()
    }
    /// The name of a child.
    fn child(&self, child: ChildId) -> String {
        child.index().to_string()
    }
    /// The name of a pool.
    fn pool(&self, pool: PoolId) -> String {
        pool.index().to_string()
    }
    /// The name of a facility.
    fn facility(&self, facility: FacilityId) -> String {
        facility.index().to_string()
    }
}

/// Names everything by its number in the market.
#[derive(Clone, Copy, Debug, Default)]
pub struct Numbers;

impl Names for Numbers {}

impl Violation {
    /// The text in a language, with the market's numbers as names.
    pub fn describe(&self, lang: Lang) -> String {
        self.describe_with(lang, &Numbers)
    }

    /// The text in a language, with the outside's own names.
    pub fn describe_with(&self, lang: Lang, names: &dyn Names) -> String {
        let Some(row) = VIOLATION_TEXTS.iter().find(|t| t.code == self.code()) else {
            return self.code().to_owned();
        };
        // Values never contain a place to fill of their own: they are put in one after the other from the template.
        let (mut out, mut rest) = (String::new(), lang.pick(row.ja, row.en));
        let values = self.values(lang, names);
        while let Some((before, (place, after))) =
            rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
        {
            out.push_str(before);
            if let Some((_, value)) = values.iter().find(|(name, _)| *name == place) {
                out.push_str(value);
            }
            rest = after;
        }
        out + rest
    }

    fn values(&self, lang: Lang, names: &dyn Names) -> Vec<(&'static str, String)> {
        match self {
            Violation::WrongSize { table, expected, found } => {
                let table = match table {
                    Table::Children => lang.pick("児童", "children"),
                    Table::Households => lang.pick("世帯", "households"),
                };
                vec![
                    ("table", table.to_owned()),
                    ("expected", expected.to_string()),
                    ("found", found.to_string()),
                ]
            }
            Violation::NoSuchChild { child } | Violation::NoSuchSeat { child } => {
                vec![("child", names.child(*child))]
            }
            Violation::NoSuchWish { household, rank } => {
                vec![("household", names.household(*household)), ("rank", rank.to_string())]
            }
            Violation::SeatTwice { child, pool } | Violation::SeatNotWished { child, pool } => {
                vec![("child", names.child(*child)), ("pool", names.pool(*pool))]
            }
            Violation::PoolOverfull { pool, seats, taken } => {
                vec![("pool", names.pool(*pool)), ("seats", seats.to_string()), ("taken", taken.to_string())]
            }
            Violation::LimitExceeded { facility, capacity, load, .. } => vec![
                ("facility", names.facility(*facility)),
                ("capacity", capacity.to_string()),
                ("load", load.to_string()),
            ],
            Violation::UnlistedOutcome { household } => vec![("household", names.household(*household))],
            Violation::HolderLeftOut { household, child } => {
                vec![("household", names.household(*household)), ("child", names.child(*child))]
            }
            Violation::BlockingWish { household, rank, wasted } => {
                let cause = if *wasted {
                    lang.pick("空いている枠で足ります", "the seats are free")
                } else {
                    lang.pick("優先順位の低い児童が入っています", "children ranked worse sit there")
                };
                vec![
                    ("household", names.household(*household)),
                    ("rank", rank.to_string()),
                    ("cause", cause.to_owned()),
                ]
            }
            Violation::WrongFigure { claimed, found, .. } => {
                vec![("claimed", claimed.to_string()), ("found", found.to_string())]
            }
            Violation::BlockingBoundTooHigh { bound, found }
            | Violation::SeatedBoundTooLow { bound, found } => {
                vec![("bound", bound.to_string()), ("found", found.to_string())]
            }
            Violation::OptimalNotReached {
                blocking_households,
                blocking_households_min,
                seated,
                seated_max,
            } => vec![
                ("blocking", blocking_households.to_string()),
                ("min", blocking_households_min.to_string()),
                ("seated", seated.to_string()),
                ("max", seated_max.to_string()),
            ],
            Violation::OptimalWithoutBounds => Vec::new(),
        }
    }
}
