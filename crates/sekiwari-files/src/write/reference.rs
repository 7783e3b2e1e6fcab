//! The reference of all outputs, made from the constants and types that write them.

use super::access::{ACCESS_TABLES, AccessJson};
use super::club::{CLUB_TABLES, ClubSufficedJson, ClubsJson, UnitsJson};
use super::columns::{
    COUNT_TABLES, EARLIER, FAIRNESS_TABLES, OutputTable, PLAN_TABLES, PLANS, SCORE_TABLES, SEATS_TABLES,
    TABLES,
};
use super::conflict_json::ConflictJson;
use super::count_json::CountJson;
use super::daily::{DAILY_TABLES, DayProofJson, DayResultJson};
use super::fairness_json::FairnessJson;
use super::flexible_json::FlexibleJson;
use super::frontier_json::FrontierJson;
use super::plan_json::PlanJson;
use super::proof_json::ProofJson;
use super::restore_json::RestoreJson;
use super::result_json::ResultJson;
use super::season::{SEASON_TABLES, SeasonJson};
use super::seats_json::DerivedSeatsJson;
use super::site::{SITE_TABLES, SiteJson};
use super::sufficed::SufficedJson;
use super::summary::SummaryJson;
use super::sweep::{SWEEP_TABLES, SweepJson, SweepShardJson};
use super::timings::TimingsJson;
use super::whatif::{WHATIF_TABLES, WhatifJson};
use super::worth_json::WorthJson;
use super::years::{YEARS_TABLES, YearsJson};
use crate::letters::{LETTERS, LettersJson};
use sekiwari::Lang;
use sekiwari::explain::ReasonCode;
use sekiwari::explain::daily::{Cause, MainReason};
use sekiwari::programme::nursery::waiting::{ExclusionOrder, Line};
use std::fmt::Write as _;

/// `docs/outputs.md`: every table with its columns, every reason code, and how cells are written.
pub fn outputs_reference() -> String {
    let mut page = String::from(INTRODUCTION);
    TABLES.iter().chain([&EARLIER]).chain(&PLANS).for_each(|table| describe(&mut page, table));
    page.push_str(REASON_CODES);
    for code in ReasonCode::ALL {
        let (ja, en) = (code.label(Lang::Ja), code.label(Lang::En));
        let _ = writeln!(page, "| `{}` | {ja} | {en} |", code.as_str());
    }
    page.push_str(JSON);
    page.push_str(SCORE);
    SCORE_TABLES.iter().for_each(|table| describe(&mut page, table));
    page.push_str(FAIRNESS_PAGE);
    FAIRNESS_TABLES.iter().for_each(|table| describe(&mut page, table));
    page.push_str(COUNT_PAGE);
    COUNT_TABLES.iter().for_each(|table| describe(&mut page, table));
    page.push_str(COUNT_LINES);
    for line in Line::all(ExclusionOrder::default().iter()) {
        let _ =
            writeln!(page, "| `{}` | {} | {} |", line.as_str(), line.label(Lang::Ja), line.label(Lang::En));
    }
    page.push_str(ACCESS_PAGE);
    ACCESS_TABLES.iter().for_each(|table| describe(&mut page, table));
    page.push_str(PLAN_PAGE);
    PLAN_TABLES.iter().for_each(|table| describe(&mut page, table));
    page.push_str(SEATS_PAGE);
    SEATS_TABLES.iter().for_each(|table| describe(&mut page, table));
    page.push_str(CLUB_PAGE);
    CLUB_TABLES.iter().for_each(|table| describe(&mut page, table));
    page.push_str(DAILY_PAGE);
    DAILY_TABLES.iter().for_each(|table| describe(&mut page, table));
    page.push_str(DAILY_CODES);
    let fixed = [MainReason::Granted, MainReason::Confirmed, MainReason::Withdrawn];
    for code in fixed.into_iter().chain(Cause::all().map(MainReason::Refused)) {
        let (ja, en) = (code.label(Lang::Ja), code.label(Lang::En));
        let _ = writeln!(page, "| `{}` | {ja} | {en} |", code.as_str());
    }
    page.push_str(SEASON_PAGE);
    SEASON_TABLES.iter().for_each(|table| describe(&mut page, table));
    page.push_str(WHATIF_PAGE);
    WHATIF_TABLES.iter().for_each(|table| describe(&mut page, table));
    page.push_str(SITE_PAGE);
    SITE_TABLES.iter().for_each(|table| describe(&mut page, table));
    page.push_str(YEARS_PAGE);
    YEARS_TABLES.iter().for_each(|table| describe(&mut page, table));
    page.push_str(SWEEP_PAGE);
    SWEEP_TABLES.iter().for_each(|table| describe(&mut page, table));
    page.push_str(LETTERS_TEXT);
    describe(&mut page, &LETTERS);
    page
}

fn describe(page: &mut String, table: &OutputTable) {
    let _ = write!(page, "\n## `{}`\n\n{}\n\n{}\n\n", table.file, table.ja, table.en);
    page.push_str("| column | 内容 | content |\n|---|---|---|\n");
    for column in table.columns {
        let name = if column.per_tie_key {
            format!("`{0}_1`, `{0}_2`, ...", column.name)
        } else {
            format!("`{}`", column.name)
        };
        let _ = writeln!(page, "| {name} | {} | {} |", column.ja, column.en);
    }
}

/// The JSON Schemas of the JSON outputs, as (file name in `docs/schemas`, text).
pub fn schemas() -> Vec<(&'static str, String)> {
    let text = |schema: schemars::Schema| format!("{:#}\n", schema.to_value());
    vec![
        ("result.schema.json", text(schemars::schema_for!(ResultJson))),
        ("summary.schema.json", text(schemars::schema_for!(SummaryJson))),
        ("proof.schema.json", text(schemars::schema_for!(ProofJson))),
        ("conflict.schema.json", text(schemars::schema_for!(ConflictJson))),
        ("restore.schema.json", text(schemars::schema_for!(RestoreJson))),
        ("frontier.schema.json", text(schemars::schema_for!(FrontierJson))),
        ("seat_values.schema.json", text(schemars::schema_for!(WorthJson))),
        ("sufficed.schema.json", text(schemars::schema_for!(SufficedJson))),
        ("club-sufficed.schema.json", text(schemars::schema_for!(ClubSufficedJson))),
        ("fairness.schema.json", text(schemars::schema_for!(FairnessJson))),
        ("count.schema.json", text(schemars::schema_for!(CountJson))),
        ("access.schema.json", text(schemars::schema_for!(AccessJson))),
        ("plan.schema.json", text(schemars::schema_for!(PlanJson))),
        ("flexible.schema.json", text(schemars::schema_for!(FlexibleJson))),
        ("clubs.schema.json", text(schemars::schema_for!(ClubsJson))),
        ("units.schema.json", text(schemars::schema_for!(UnitsJson))),
        ("seats.schema.json", text(schemars::schema_for!(DerivedSeatsJson))),
        ("daily-result.schema.json", text(schemars::schema_for!(DayResultJson))),
        ("daily-proof.schema.json", text(schemars::schema_for!(DayProofJson))),
        ("season.schema.json", text(schemars::schema_for!(SeasonJson))),
        ("whatif.schema.json", text(schemars::schema_for!(WhatifJson))),
        ("site.schema.json", text(schemars::schema_for!(SiteJson))),
        ("years.schema.json", text(schemars::schema_for!(YearsJson))),
        ("sweep.schema.json", text(schemars::schema_for!(SweepJson))),
        ("sweep_shard.schema.json", text(schemars::schema_for!(SweepShardJson))),
        ("letters.schema.json", text(schemars::schema_for!(LettersJson))),
        ("timings.schema.json", text(schemars::schema_for!(TimingsJson))),
    ]
}

const CLUB_PAGE: &str = "
# After-school clubs (放課後児童クラブ)

What `allocate` writes for a club round beside `result.json`, `proof.json` and `timings.json` (`routes.csv` where there are routes,
`reversals.csv` where the order of priority was not followed); then what `clubs` writes beside `clubs.json`
([schema](schemas/clubs.schema.json)) and `units` beside `units.json` ([schema](schemas/units.schema.json)).
";

const DAILY_PAGE: &str = "
# Day services (日単位の保育)

What `allocate` writes for a round of day services beside `result.json` ([schema](schemas/daily-result.schema.json)), `proof.json`
([schema](schemas/daily-proof.schema.json)) and `timings.json`. A request is a child on a day, so counts of requests are child-days.

- **Waiting by who fits.** The first of a waiting list is not always the one who can come: `one_more` says of what one more would do. When a place
  comes free, call the first whose `one_more` names it.
- **Proof.** `proof.json` holds the order in which requests were decided. A refusal of kind `limits` names regions of full limits with weights: everybody
  granted before needs at least its least weighted use of them, whichever of its own places it has, and less than the refused request needs is left over. No
  rearrangement could help then. A region may leave out stays that regions before it rule out. `exhausted` says that all rearrangements were tried; `unknown` that the search ended before. Children are named
  in it: for the office only.

申込み 1 件は児童 1 人の 1 日なので、件数は延べ児童数です。待ちの順番の先頭が、空いた席に入れるとは限りません。`one_more` に書かれたものが一つ空けば、その\
申込みが入れます。`proof.json` は決めた順番と、利用できないとされた申込みの根拠です。児童の ID を含むため、公表しないでください。
";

const SEASON_PAGE: &str = "
# Outputs of `simulate` (日単位の保育の試算の出力)

`simulate --out` writes these tables and `season.json` ([schema](schemas/season.schema.json)): for each way what was asked, served, cancelled, not
used without a word, turned away at the door and never given a place, in child-days by service, the use of every site, and the assumptions. Every number is the mean
over the seasons, with the 5th and 95th percentile (`low`, `high`). Nothing in them is about a single child. [How it is worked out](simulate.md).

数値は、期間を何度も試算した平均と、5 パーセンタイル・95 パーセンタイル（`low`・`high`）です。児童個人の情報は含みません。[考え方](simulate.md)。
";

const WHATIF_PAGE: &str = "
# Outputs of `whatif` (シナリオの出力)

`whatif --out` writes these tables and `whatif.json` ([schema](schemas/whatif.schema.json)): the round as it is beside the scenario, both decided by the
rule and passed by the judge. Where something is drawn (what families list, who applies more), a number in the scenario is the mean over the
draws, with the 10th and 90th percentile (`low`, `high`). [How it is worked out](siting.md).

現状とシナリオを、どちらも実際の決め方で決め、検証したうえで並べます。抽選や希望の変化を含むときは、試算の平均と 10・90 パーセンタイル（`low`・`high`）です。\
`gains_losses.csv` は児童の ID を含みます。[考え方](siting.md)。
";

const SITE_PAGE: &str = "
# Outputs of `site` (候補地の選定の出力)

`site` writes these tables, `effects.csv` of the best choice as `whatif` does, and `site.json` ([schema](schemas/site.schema.json)). Every choice in them was decided by
the rule in all draws and passed by the judge; numbers are means over the draws, with the 10th and 90th percentile (`low`, `high`). `status` is `optimal` where no
other choice within the limits is better; `seated_max` is what no choice can seat more than, on average. [How it is worked out](siting.md#site-selection).

どの選び方も、すべての試算で実際の決め方で決め、検証したものです。`status` が `optimal` なら、条件に合うほかの選び方でこれより良いものはありません。\
`seated_max` は、どの選び方でも超えられない席のある児童の数 (平均) です。[考え方](siting.md#site-selection)。
";

const YEARS_PAGE: &str = "
# Outputs of `years` (年次計画の出力)

`years` writes these tables and `years.json` ([schema](schemas/years.schema.json)): the years after the round as they would be if nothing but what is decided opened, with
the openings of the plan file, and with the plan that was found. Every year of every draw was decided by the rule and passed by the judge. It is an outlook under the
assumptions of the plan file. [How it is worked out](siting.md#plans-over-years).

募集のあとの年度を、決まったもののほかは何も開かない場合、計画ファイルの開設の場合、求めた計画の場合で並べます。どの年度も実際の決め方で決め、検証しています。\
計画ファイルの仮定による見通しです。[考え方](siting.md#plans-over-years)。
";

const SWEEP_PAGE: &str = "
# Outputs of `sweep` (一覧試算の出力)

`sweep --out` and `sweep-merge --out` write these tables and `sweep.json` ([schema](schemas/sweep.schema.json)): every combination of the axes, decided by its
rule and passed by the judge. Every number but those of `sweep_runs.csv` is a mean over the draws, with the 10th and 90th percentile (`low`, `high`) and the difference to the
round as it is. Nothing in them is about a single child; small classes of small districts are not crossed. `sweep --shard` writes
`sweep_shard.json` ([schema](schemas/sweep_shard.schema.json)) and the runs of the shard, `sweep_shard.runs`, which only `sweep-merge` reads. [How it is worked out](siting.md#sweeps).

軸のすべての組合せを、それぞれの決め方で決めて検証した結果です。`sweep_runs.csv` のほかは試算の平均、10・90 パーセンタイル（`low`・`high`）、現状との差です。児童個人の情報は含みません。\
`sweep --shard` の出力は `sweep-merge` でまとめます。[考え方](siting.md#sweeps)。
";

const LETTERS_TEXT: &str = "
# Outputs of `letters` (手紙の出力)

`letters` writes `letters.html` (all letters, to be printed) or, with `--per-child`, a file `letter-NUMBER-ID.html` for each child, this table, and `letters.json`
([schema](schemas/letters.schema.json)). [What letters are made of](letters.md). `workbook` writes one `.xlsx` file with the rows of the tables above, facilities by name.

手紙は印刷用の一つのページか、児童ごとのファイルです。[様式と言語](letters.md)。`workbook` は、上の表の内容を施設名とともに一つのブックにします。
";

const DAILY_CODES: &str = "
## Reason codes of day services (日単位の保育の理由コード)

In `allocation.csv` a refused request gets the first of its codes in this order: the one nearest to a place.

| code | 意味 | meaning |
|---|---|---|
";

const INTRODUCTION: &str = "\
# Outputs (出力)

What `allocate` writes, and at the end of the tables what `restore`, `frontier`, `worth` and `sufficed` write. This page is made from the code; `SEKIWARI_BLESS=1 cargo test -p sekiwari-files` renews it.

The folder is put in its place in one step: whoever looks sees the old outputs or the new ones. An existing folder is
replaced only if it is empty, or holds a `result.json` of ours and nothing beside these outputs: other files are never
deleted.

Tables are UTF-8 with a byte order mark (`--no-bom` leaves it out), commas, `\\n` at line ends, quotes only where needed.
Same input, settings and version: same bytes, except `timings.json`.

**Cells that look like formulas.** An id that begins with `=`, `+`, `-`, `@`, a tab or a line end (or a full-width form of
these) is written with an apostrophe in front, so that no spreadsheet runs it; apostrophes that already stand before such
a sign count as part of the id and get one more. Reading takes one apostrophe off again. Numbers are written as they are.

**Personal data.** Tables name children, households and facilities by id only. Points stand in `cutoffs.csv` (the lowest
admitted) and `reasons.csv` (the child's own and the lowest admitted); tie keys only in `cutoffs.csv`. Where a class has few
children its cut-off can point to one of them: do not publish such rows. `proof.json` holds all lists and orders of priority.

表はすべて UTF-8（BOM 付き、`--no-bom` で省略）。児童・世帯・施設は ID だけを記載します。申込の少ないクラスの
最低指数は個人を推測させることがあるため、公表しないでください。
";

const REASON_CODES: &str = "
## Reason codes (理由コード)

In `allocation.csv` a child without a seat gets the first of its codes in this order: the one nearest to a seat.

| code | 意味 | meaning |
|---|---|---|
";

const JSON: &str = "
## JSON

| file | schema |
|---|---|
| `result.json` | [`schemas/result.schema.json`](schemas/result.schema.json) |
| `summary.json` | [`schemas/summary.schema.json`](schemas/summary.schema.json): the round in counts, by class (grade, service), district and facility (集計) |
| `proof.json` | [`schemas/proof.schema.json`](schemas/proof.schema.json); see [`proofs.md`](proofs.md) |
| `conflict.json` | [`schemas/conflict.schema.json`](schemas/conflict.schema.json): where no allocation is stable, why, in words (優先順位に反する世帯のない配分がないとき、その理由) |
| `restore.json`, of `restore` | [`schemas/restore.schema.json`](schemas/restore.schema.json) |
| `frontier.json`, of `frontier` | [`schemas/frontier.schema.json`](schemas/frontier.schema.json) |
| `seat_values.json`, of `worth` | [`schemas/seat_values.schema.json`](schemas/seat_values.schema.json) |
| `sufficed.json`, of `sufficed` | [`schemas/sufficed.schema.json`](schemas/sufficed.schema.json), of a club round [`schemas/club-sufficed.schema.json`](schemas/club-sufficed.schema.json) |
| `fairness.json`, of `fairness` | [`schemas/fairness.schema.json`](schemas/fairness.schema.json) |
| `count.json`, of `count` | [`schemas/count.schema.json`](schemas/count.schema.json) |
| `access.json`, of `access` | [`schemas/access.schema.json`](schemas/access.schema.json) |
| `plan.json`, of `plan` | [`schemas/plan.schema.json`](schemas/plan.schema.json) |
| `flexible.json`, of `seats --flexible` | [`schemas/flexible.schema.json`](schemas/flexible.schema.json) |
| `seats.json`, of `seats` | [`schemas/seats.schema.json`](schemas/seats.schema.json) |
| `timings.json` | [`schemas/timings.schema.json`](schemas/timings.schema.json) |

**`facilities.geojson`** (of `allocate`, all programmes): every facility as a point with the counts of `summary.json` (`seats`, `left`, `first_wishes`,
`applicants`, `taken`, `kept`, `waiting`, `unmet`), then of each of its groups of seats, with `_` and the classes behind the name (`seats_0`, `waiting_0-1`,
`lowest_score_3`; clubs: season and weekday, `taken_term_M`; reserved seats end in `_reserved_` and whom they are for). `what` is `facility`; where a club round came with
`districts.geojson`, its areas follow with `what` = `district`. For maps inside the office: nothing is kept back in it, and neither is in `summary.json`. No file of an
output folder says where a child lives.

**`report.html`**, of `report`: [the page](report.md). It has no JSON of its own: all that it shows is in the documents above.

施設の位置と席・申込みの件数は `facilities.geojson`（GIS ソフトで開けます）、集計は `summary.json` にあります。どちらも少数を秘匿していない庁内用の\
ファイルで、児童の住所・位置は含みません。報告ページは `report.html` です。
";

const SCORE: &str = "
# Outputs of `score` (点数の出力)

`score --out` writes into a new or empty folder, or one that holds nothing but these tables. Points and facts are personal:
`score_lines.csv` says of every child why it has its points. `score.json` holds engine, version, name, rulebook, `input_sha256`,
`lottery_commitment`, the counts of `criteria.csv`, and what `--draws` found. Where the first component is a rank or a pair, `score` counts its
steps from below; further components stand as keys of which less is better: points with the other sign, ranks as places from the top.

`score --out` は、新しいフォルダか空のフォルダ、これらの表だけのフォルダに書きます。点数と事実は個人情報です。
";

const FAIRNESS_PAGE: &str = "
# Outputs of `fairness` (入所率の出力)

`fairness --out` writes these tables and `fairness.json`. With `--suppress N` both hold only what can be published: a group in which 1 to
N-1 children have a seat at their first wish, another seat, or none, is kept back as a whole, and further groups of the kind with it,
those with the fewest children first, until what is kept back cannot be worked out from the totals. That is: two groups or more, of each
part at least N children among them (or none in the whole round), and more children than groups. If all groups would be kept back, the kind is
withheld without their names; if a part of all children is small, nothing is given. Publish one such table of a round: two (other `--suppress`, with and
without `--new-only`) can be subtracted from each other.

`--suppress N` は公表用です。第1希望・ほかの席・席なしのいずれかが 1 から N-1 人の区分を秘匿し、合計から逆算できないよう、同じ種類の区分を
児童数の少ない順にさらに秘匿します。すべての区分を秘匿することになる種類は、区分の名前も示しません。同じ募集について条件の違う表を二つ公表しないでください。
";

const COUNT_PAGE: &str = "
# Outputs of `count` (待機児童数の集計の出力)

`count --out` writes these tables and `count.json`. `excluded.csv`, `waiting.csv` and `offers.csv` are about single children: they are for the
office only. With `--suppress N` (2 or more) only `count.csv` and `count.json` are written, and both hold only what can be published: the totals of
everybody, which are official figures whatever their size; the exclusions of all ages together; and by age and by district, not crossed, the children
with a seat, hidden and waiting. A group in which one of these three is 1 to N-1 is kept back, with others so that the totals do not give it away (the
procedure is that of `fairness --suppress`).

`--suppress N` は公表用です。合計は人数によらず示します。年齢別・地区別は、入所・隠れ待機・待機のいずれかが 1 から N-1 人の区分を、合計から逆算できない\
ように他の区分とともに秘匿します。児童ごとの表 (`excluded.csv`、`waiting.csv`、`offers.csv`) は書きません。
";

const COUNT_LINES: &str = "
## Lines of the count (集計の行)

| line | 行 | line |
|---|---|---|
";

const ACCESS_PAGE: &str = "
# Outputs of `access` (通いやすさの出力)

`access --out` writes these tables, `access.json` ([schema](schemas/access.schema.json)) and `access.geojson`: one feature an area, with the figures of
`access_effects.csv` for all classes (`children`, `open_median`, ...) and for each class (`children_0`, ...), and with scenarios also `..._after` and
`..._difference`. Cells of the grid are squares. Districts have the shapes of `--districts`; without, they are points at the mean of the middles of
the 1 km cells in which their children live. No output tells where a child lives.

- **Kept back.** Counts below `--min-cell` (3), with all figures of these children, and as many others as it takes that no count can be worked out from the totals: what is
  kept back of any total has `--min-cell` children or more, and every count that is kept back can have two values at least ([how](siting.md#what-may-be-told)). Means and totals can
  still be combined to sums over several groups, and `longest` is the way of one child without saying whose. Publish one such table of a round: two
  (other areas, other `--min-cell`) can be subtracted from each other; so can the children within reach of neighbouring facilities.
- **Children of unknown place** are counted in `access.json` and are in no figure.

少数 (`--min-cell` 未満) の児童の値と、合計から逆算できる値は秘匿します。どの合計についても、秘匿した児童は合わせて `--min-cell` 人以上で、秘匿した人数は一つに\
定まりません。児童の住所は出力しません。同じ募集について地域の単位や条件の違う表を二つ公表しないでください。住所の分からない児童は数だけを `access.json` に示します。
";

const PLAN_PAGE: &str = "
# Outputs of `plan` (量の見込みと確保方策の出力)

`plan --out` writes these tables and `plan.json`. Where a year has no table of demand, demand is what was applied for in the round of that year: its
applicants by the district they live in, and the children who stay without applying by the district of their facility. That is no forecast, and says
nothing of category 1.

量の見込みの表がない年度は、その年度の募集の申込児童 (住んでいる地区) と在籍を続ける児童 (施設の地区) を数えます。見込みではなく、1号は分かりません。
";

const SEATS_PAGE: &str = "
# Outputs of `seats` (受入可能数の算定の出力)

`seats --out` writes the first two tables and `seats.json`; with `--flexible` also the third and `flexible.json`. Every number that a limit gives is kept beside the one that binds.

- **Numbers include the continuing children.** Those who hold a seat and apply to move are among them, since they may stay; so their seats are not
  in `open`, as they are not in `seats.csv` of a round.
- **What classes share.** Teachers and rooms for several ages are limits of the whole facility. `staff` and `area` are therefore the most seats
  that fit beside what the other classes are given. Where the teachers are too few for everything, one seat after the other goes to the class that is filled least as
  a share of what it could have at most (among equals the youngest), so that all classes give up about the same share. `most` is what another division
  could reach in all.
- **Missing.** A table of seats is held against what could be added to it as it stands, so that another division of the same teachers is not taken for a
  mistake.
- **Flexible.** `seated_max` of `flexible.json` is a bound on the children seated by any allocation of any division within teachers, rooms and the declared sum of each
  facility, whoever blocks: a maximum flow of children through classes, the classes 0 to 2 together, and the facility. The gap to what was found is told.

数はすべて継続児 (転園希望者を含む) を含みます。保育士や共用の室は施設全体の上限なので、`staff` と `area` は「ほかのクラスに割り当てた人数のもとで」の最大です。
保育士が足りないときは、各クラスの最大に対する充足の割合が最も低いクラスから (同じなら若いクラスから) 一席ずつ割り当てます。
`missing` は、受入枠の表をそのままにして、さらに加えられる席です (分け方が違うだけの枠は誤りとみなしません)。
";
