//! The arguments, as people type them.

use clap::{Args, Parser, Subcommand};
use sekiwari::{Lang, UnknownLang};

use crate::commands;

/// 席割: 保育所等の利用調整を行い、その正しさを検証し、理由を示します。
///
/// Sekiwari decides which child gets which seat, has the decision checked by an independent judge, and gives the
/// reason for every wish that was not met. A round is a folder of tables (`sekiwari init` makes one).
///
/// Exit codes: 0 done and clean; 1 the input has errors, or the judge found violations; 2 could not run.
/// 終了コード: 0 正常、1 入力の誤りまたは検証での違反、2 実行できず。
#[derive(Debug, Parser)]
#[command(name = "sekiwari", version, max_term_width = 100)]
pub(crate) struct Cli {
    /// Language of the messages: ja or en.
    /// 表示の言語。
    #[arg(
        long,
        global = true,
        env = "SEKIWARI_LANG",
        value_name = "ja|en",
        default_value = "ja",
        hide_default_value = true,
        value_parser = parse_lang
    )]
    pub(crate) lang: Lang,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// `ja` or `en`; an empty variable counts as none.
fn parse_lang(name: &str) -> Result<Lang, UnknownLang> {
    if name.is_empty() { Ok(Lang::default()) } else { name.parse() }
}

impl Cli {
    /// Whether messages are asked for as JSON.
    pub(crate) fn json(&self) -> bool {
        match &self.command {
            Command::Check(c) => c.messages.json,
            Command::Allocate(c) => c.messages.json,
            Command::Verify(c) => c.messages.json,
            Command::Compare(c) => c.messages.json,
            Command::Report(c) => c.messages.json,
            Command::Workbook(c) => c.messages.json,
            Command::Letters(c) => c.messages.json,
            Command::Marks(c) => c.messages.json,
            Command::Restore(c) => c.messages.json,
            Command::Frontier(c) => c.messages.json,
            Command::Worth(c) => c.messages.json,
            Command::Sufficed(c) => c.messages.json,
            Command::Score(c) => c.messages.json,
            Command::Fairness(c) => c.messages.json,
            Command::Count(c) => c.messages.json,
            Command::Plan(c) => c.messages.json,
            Command::Access(c) => c.messages.json,
            Command::Seats(c) => c.messages.json,
            Command::Clubs(c) => c.messages.json,
            Command::Units(c) => c.messages.json,
            Command::Now(c) => c.messages.json,
            Command::Simulate(c) => c.messages.json,
            Command::Whatif(c) => c.messages.json,
            Command::Site(c) => c.messages.json,
            Command::Years(c) => c.messages.json,
            Command::Sweep(c) => c.messages.json,
            Command::SweepMerge(c) => c.messages.json,
            Command::Ledger(c) => c.json(),
            Command::Init(_) | Command::Explain(_) | Command::Generate(_) | Command::Completions(_) => false,
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start a round from a sample.
    /// 見本から募集のフォルダを作ります。
    Init(commands::init::Init),
    /// Check a round and list every finding at once.
    /// 入力を検査し、指摘をすべて示します。
    Check(commands::check::Check),
    /// Decide a round and write decisions, cut-offs, waiting lists and reasons.
    /// 利用調整を行い、結果を書き出します。
    Allocate(commands::allocate::Allocate),
    /// Judge an allocation, whoever made it.
    /// 配分を独立に検証します(手作業や他システムの結果も可)。
    Verify(commands::verify::Verify),
    /// Say why a child has its decision.
    /// 児童の決定の理由を示します。
    Explain(commands::explain::Explain),
    /// Compare two decisions of one round: who gained, who lost.
    /// 二つの結果を比べます。
    Compare(commands::compare::Compare),
    /// Make one HTML page of a decided round and what was worked out beside it.
    /// 結果と試算を一つの HTML ページにまとめます。
    Report(commands::report::Report),
    /// Write a decided round as one workbook: decisions, waiting lists, cut-offs, facilities, reasons.
    /// 決定・待ち順・内定ライン・施設・理由を一つのブックにします。
    Workbook(commands::workbook::Workbook),
    /// Write letters to families: offers, refusals with reasons, and who stays; from templates, in seven languages.
    /// 家庭への通知(内定・保留・在園継続、クラブは利用承認・不承認・継続利用)を、編集できる様式から七つの言語で作ります。
    Letters(commands::letters::Letters),
    /// Write the public list of what is left: a mark for every facility and class.
    /// 施設とクラスごとの空き状況を ○△× で示す公表用の一覧を作ります。
    Marks(commands::marks::Marks),
    /// Find the fewest extra seats with which no household blocks.
    /// 優先順位に反する世帯をなくすのに必要な最少の席数を求めます。
    Restore(commands::restore::Restore),
    /// Chart the children seated against the households that may block.
    /// 優先順位に反する世帯を許すと入所児童がどこまで増えるかを示します。
    Frontier(commands::frontier::Frontier),
    /// Show what one seat more or less is worth at every facility and class.
    /// 施設とクラスごとに、1席の増減で入所児童がどう変わるかを示します。
    Worth(commands::worth::Worth),
    /// Say for every child what would have sufficed: points, seats, another sibling condition, another wish; each decided anew.
    /// 児童ごとに、何があれば足りたか(指数・席・きょうだいの条件・ほかの希望)を決め直して示します。
    Sufficed(commands::sufficed::Sufficed),
    /// Show every child's points line by line; with --diff, whom another rulebook moves.
    /// 全児童の点数の内訳を示します。
    Score(commands::score::Score),
    /// Show the seat rates of children by kind of household.
    /// 世帯の区分ごとの入所率を示します。
    Fairness(commands::fairness::Fairness),
    /// Count the waiting children as the official survey does, with the open places that could be offered.
    /// 待機児童数を集計し、案内できる空き施設を示します。
    Count(commands::count::Count),
    /// Put demand and supply together by district and year, and show what is missing.
    /// 地区・年度ごとに、量の見込みと確保方策の過不足を示します。
    Plan(commands::plan::Plan),
    /// Show by small area who can reach a seat: distances, seats per child; with scenarios before and after.
    /// 小地域ごとに、通える施設までの距離と児童一人当たりの枠を示します。シナリオの前後も比べます。
    Access(commands::access::Access),
    /// Work seats out from teachers, rooms and declared numbers, and hold the table of seats against them.
    /// 保育士・面積・申告から受入可能数を算定し、受入枠の表と照らし合わせます。
    Seats(commands::seats::Seats),
    /// Say which districts lack an after-school club, and what the smallest plan is that leaves nobody waiting.
    /// クラブのない学区と、全員が待たずに済む最小の計画を示します。
    Clubs(commands::clubs::Clubs),
    /// Divide the children of every after-school club into its units.
    /// 放課後児童クラブの児童を支援の単位に分けます。
    Units(commands::units::Units),
    /// Serve cancellations and new requests of day services one by one, with nobody moved.
    /// 日単位の保育の取消しと新しい申込みを、決まった児童を動かさずに一つずつ受け付けます。
    Now(commands::now::Now),
    /// Try scenarios on a round (other facilities, seats, teachers, children, rules) and hold them against the round as it is.
    /// 施設・枠・保育士・申込児童・決め方を変えて試し、現状と並べます。募集は変えません。
    Whatif(commands::whatif::Whatif),
    /// Choose sites for new seats: those that seat most children under the rule of the round.
    /// 席を増やす場所を、実際の決め方での効果で選びます。
    Site(commands::site::Site),
    /// Look at the years after a round: cohorts, births and moves, sites that open, and what it takes to leave few children waiting.
    /// 募集のあとの年度を見通し、開設の年次計画を求めます。
    Years(commands::years::Years),
    /// Try all combinations of scenarios on axes and put them into one table; can be stopped and gone on with.
    /// シナリオの組合せをすべて試し、一つの表にします。途中で止めて続けられます。
    Sweep(commands::sweep::Sweep),
    /// Put the shards of a sweep together.
    /// 分担した一覧試算をまとめます。
    SweepMerge(commands::sweep::SweepMerge),
    /// Draw a period of day services again and again, compare ways of giving the places, and say what one more of each is worth.
    /// 日単位の保育の期間を繰り返し試算し、決め方の違いと、定員や職員を増やした効果を示します。
    Simulate(commands::simulate::Simulate),
    /// Keep every round and event of a year in one file that only grows.
    /// 年度の利用調整と出来事を、追記専用の台帳に記録します。
    Ledger(commands::ledger::Ledger),
    /// Make a synthetic round of any size.
    /// 架空の募集を任意の規模で作ります。
    Generate(commands::generate::Generate),
    /// Print the completions for a shell.
    /// シェルの補完を出力します。
    Completions(commands::completions::Completions),
}

/// How messages are given.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct Messages {
    /// Give the messages as one JSON document on the standard output.
    /// メッセージをJSONで出力します。
    #[arg(long)]
    pub(crate) json: bool,
}
