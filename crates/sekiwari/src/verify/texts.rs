//! The texts of the violations: one table, two languages.

use super::{Table, Violation};
use crate::Lang;
use crate::lang::ViolationText;
use crate::market::{ChildId, FacilityId, HouseholdId, PoolId};

const fn text(code: &'static str, ja: &'static str, en: &'static str) -> ViolationText {
    ViolationText::new(code, ja, en)
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
    text(
        "V22",
        "施設全体の上限がある募集には、証明の方法が当てはまりません。",
        "the market has facility-wide limits, which no proof of this kind covers",
    ),
    text("V23", "{place}: {table}{index}はありません。", "{place}: there is no {table} {index}"),
    text(
        "V24",
        "{place}: 世帯{household}の第{rank}希望は確実ではありません(枠{pool}: 定員{seats}に対し、競合し得る請求を含めて{claims}。優先順位が下の児童や同じ世帯に必ず決まる席も足りません)。",
        "{place}: household {household} is not sure of its wish {rank}: in {pool}, {claims} claims may stand against {seats} seats, and too few are sure to go to lower ranks or to itself",
    ),
    text(
        "V25",
        "{place}: 世帯{household}は優先順位に反し得るとされているのに、その希望の確実さが使われています。",
        "{place}: household {household} may block, yet its wish is taken to be sure",
    ),
    text(
        "V26",
        "{place}: 世帯{household}の第{rank}希望は枠{pool}でかなわないとは言えません(定員{seats}に対し、確かな請求は{claims})。",
        "{place}: the wish {rank} of household {household} is not hopeless in {pool}: {claims} claims are certain, for {seats} seats",
    ),
    text(
        "V27",
        "{place}: 世帯{household}について矛盾は生じていません。",
        "{place}: there is no contradiction at household {household}",
    ),
    text(
        "V28",
        "{place}: 世帯{household}の場合分けが合いません({expected}通りのところ{found}通り、または別の希望)。",
        "{place}: the cases of household {household} are not those there are ({expected}; {found} are given, or others)",
    ),
    text(
        "V29",
        "{place}: この場合に得られる結果は、主張された限界を超え得ます。",
        "{place}: this case may reach more than is claimed of its part",
    ),
    text(
        "V30",
        "{place}: 優先順位に反する世帯の組の証明では、この終わり方はできません。",
        "{place}: no case of a core may end like this",
    ),
    text(
        "V31",
        "{place}: 世帯{household}は、ここで優先順位に反するか否かを分けられる世帯ではありません。",
        "{place}: household {household} is no suspect that can be decided here",
    ),
    text(
        "V32",
        "{place}: 世帯の一覧が空か、順序が違うか、他の組と重なっています({household})。",
        "{place}: the list of households is empty, out of order, or shares one with another list ({household})",
    ),
    text(
        "V33",
        "{place}: 組{core}のところで、下限の数え上げが成り立ちません。",
        "{place}: the count of the lower bound fails at core {core}",
    ),
    text(
        "V34",
        "{place}: 優先順位に反する世帯の下限は{claimed}とありますが、合計は{found}です。",
        "{place}: the least number of blocking households is said to be {claimed}; the sum is {found}",
    ),
    text(
        "V35",
        "{place}: 目的の段階と値の数が合いません({expected}のところ{found})。",
        "{place}: the stages of the objective and the values do not fit together ({expected} expected, {found} found)",
    ),
    text(
        "V36",
        "{place}: 目的の第{stage}段階の限界は{claimed}とありますが、合計は{found}です。",
        "{place}: the bound of stage {stage} is said to be {claimed}; the sum is {found}",
    ),
    text(
        "V37",
        "{place}: 世帯{household}には席が必要ですが、希望が残っていません。",
        "{place}: household {household} must be seated and has no wish left",
    ),
    text(
        "V38",
        "{place}: 目的の限界が示されていないのに、その根拠だけがあります。",
        "{place}: there are steps or parts, but no bound that they are for",
    ),
    text(
        "V39",
        "優先順位に反する世帯は最少でも{bound}世帯とありますが、証明が示すのは{shown}世帯です。",
        "at least {bound} blocking households are said to be unavoidable; the proof shows {shown}",
    ),
    text(
        "V40",
        "枠のある児童は最多でも{bound}人とありますが、証明が示す上限は{shown}人です。",
        "at most {bound} children are said to be seatable; the proof shows {shown}",
    ),
    text(
        "V41",
        "最適とありますが、証明はこの配分についてそれを示していません。",
        "said to be optimal, but the proof does not show it for this allocation",
    ),
    text(
        "V42",
        "{place}: かなわなかった希望の根拠が{expected}件のところ{found}件あります。",
        "{place}: {found} witnesses are given where there are to be {expected}",
    ),
    text(
        "V43",
        "{place}: 世帯{household}の第{rank}希望がかなわなかった根拠がありません。",
        "{place}: no witness says why household {household} does not have its wish {rank}",
    ),
    text(
        "V44",
        "{place}: 世帯{household}の第{rank}希望について、枠{pool}は同順位以上の児童で満ちていません。",
        "{place}: {pool} is not full of claims ranked no worse than the wish {rank} of household {household}",
    ),
    text(
        "V45",
        "優先順位を問わなくても枠のある児童は最多で{bound}人とありますが、この結果では{found}人です。上限の主張は誤りです。",
        "no allocation at all is said to seat more than {bound} children, but this one seats {found}",
    ),
    text(
        "V46",
        "同じ人数以上が入所する配分の希望順位の合計は最小でも{bound}とありますが、この結果では{found}です。下限の主張は誤りです。",
        "no allocation that seats as many is said to have a smaller sum of wish ranks than {bound}, but this one has {found}",
    ),
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
        ViolationText::describe(VIOLATION_TEXTS, self.code(), lang, &self.values(lang, names))
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
            | Violation::SeatedBoundTooLow { bound, found }
            | Violation::PlacementBoundTooLow { bound, found } => {
                vec![("bound", bound.to_string()), ("found", found.to_string())]
            }
            Violation::RankSumBoundTooHigh { bound, found } => {
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
            Violation::Proof { place, fault } => fault.values(place, lang, names),
        }
    }
}
