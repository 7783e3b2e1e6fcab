//! `sekiwari clubs ROUND`: which districts lack a club, and the smallest plan that leaves nobody waiting.

use clap::Args;
use sekiwari::Lang;
use sekiwari::programme::club::need::{Item, NeedOptions, Reach, RoundDemand, smallest_plan};
use sekiwari_files::AnyRound;
use sekiwari_files::write::{ClubsJson, OutputFolder, write_clubs};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::allocate::cannot_write;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input::{self, ReadAny};

/// Shortfalls and needs that are shown to people.
const SHOWN: usize = 20;

/// Arguments of `clubs`.
#[derive(Debug, Args)]
pub(crate) struct Clubs {
    /// The club round: a folder of tables, or a workbook.
    /// 放課後児童クラブの募集のフォルダまたはブック。
    round: PathBuf,
    /// Where children may be: at home clubs only, or at all clubs on their lists.
    /// 児童の行き先: 学区のクラブだけ、または希望リストのクラブすべて。
    #[arg(long, value_name = "home-only|with-overflow", value_parser = reach, default_value = "with-overflow")]
    reach: Reach,
    /// Do not found clubs in districts without one.
    /// クラブのない学区に新しいクラブを作りません。
    #[arg(long)]
    no_new_clubs: bool,
    /// Square metres of a new room.
    /// 新しい部屋の面積(平方メートル)。
    #[arg(long, value_name = "M2", default_value_t = 66, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    room: u32,
    /// The folder to write clubs.json, needs.csv and shortfalls.csv into.
    /// 出力フォルダ。
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write CSV files without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

fn reach(name: &str) -> Result<Reach, String> {
    let found = Reach::NAMES.iter().find(|(n, _)| *n == name).map(|&(_, r)| r);
    found.ok_or_else(|| "home-only, with-overflow".to_owned())
}

impl Clubs {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        let loaded = match input::read_any_usable(&self.round, lang, json)? {
            ReadAny::Usable(AnyRound::Club(loaded), _) => loaded,
            ReadAny::Usable(AnyRound::Nursery(_), _) => return Err(not_clubs()),
            ReadAny::Refused(exit) => return Ok(exit),
        };
        let round = &loaded.round;
        let options = NeedOptions {
            reach: self.reach,
            new_clubs: !self.no_new_clubs,
            area_per_room: u64::from(self.room) * 100,
            ..NeedOptions::default()
        };
        let demand = RoundDemand::new(round);
        let plan = smallest_plan(&demand.against(round), &options).map_err(|errors| {
            let reasons: Vec<String> = errors.iter().map(ToString::to_string).collect();
            let reasons = reasons.join("; ");
            Failure::new(
                format!("計画を立てられません: {reasons}"),
                format!("no plan can be made: {reasons}"),
            )
        })?;
        let version = env!("CARGO_PKG_VERSION");
        let document = ClubsJson::new(version, &loaded.input_sha256, round, &demand, &options, &plan);
        if let Some(out) = &self.out {
            let folder = OutputFolder::create(out).map_err(|e| cannot_write(&e))?;
            write_clubs(&folder, &document, !self.no_bom).map_err(|e| cannot_write(&e))?;
            folder.commit().map_err(|e| cannot_write(&e))?;
        }
        if json {
            console::say_json(&serde_json::to_value(&document).unwrap_or_default())?;
        } else {
            console::say(&text(&document, self.out.as_deref(), lang))?;
        }
        Ok(Exit::Clean)
    }
}

/// What can be added, for people.
fn item_name(item: Item, lang: Lang) -> &'static str {
    match item {
        Item::NewClubs => lang.pick("新しいクラブ", "new clubs"),
        Item::Rooms => lang.pick("部屋", "rooms"),
        Item::Units => lang.pick("支援の単位", "units"),
        Item::Staff => lang.pick("職員", "staff"),
        Item::Qualified => lang.pick("うち支援員", "qualified staff among them"),
        Item::Transport => lang.pick("送迎の席", "transport seats"),
        Item::Declared => lang.pick("定員", "declared seats"),
    }
}

/// A round of another programme.
pub(super) fn not_clubs() -> Failure {
    Failure::new("これは放課後児童クラブの募集ではありません。", "this is no round of after-school clubs")
}

fn text(json: &ClubsJson, out: Option<&Path>, lang: Lang) -> String {
    let mut text = format!("{}\n", json.name);
    let lacking: Vec<String> =
        json.without_club.iter().map(|d| format!("{} ({})", d.district_id, d.children)).collect();
    let lacking = if lacking.is_empty() { "-".to_owned() } else { lacking.join(", ") };
    text += &lang.pick(
        format!("クラブのない学区 (申込児童): {lacking}\n"),
        format!("districts without a club (applying children): {lacking}\n"),
    );
    let (days, missing) =
        (json.shortfalls.len(), json.shortfalls.iter().map(|s| s.missing).max().unwrap_or(0));
    text += &lang.pick(
        format!("全員が最も望むクラブへ行くと席の足りない日: {days} (最も足りない日で {missing} 席)\n"),
        format!("days with too few seats if everybody goes where they would rather: {days} ({missing} seats at most)\n"),
    );
    text += lang.pick("全員が待たずに済む最小の計画:\n", "the smallest plan that leaves nobody waiting:\n");
    if json.needs.is_empty() {
        text += lang.pick("  足すものはありません。\n", "  nothing to add\n");
    }
    for need in json.needs.iter().take(SHOWN) {
        // In the order of the costs, not of the names.
        let added = Item::ALL.iter().filter_map(|i| Some((i, need.added.get(i.as_str())?)));
        let items: Vec<String> = added.map(|(&item, n)| format!("{} +{n}", item_name(item, lang))).collect();
        let kind = match need.kind.as_str() {
            "club" => lang.pick("クラブ", "club"),
            "new_club" => lang.pick("新しいクラブ、学区", "new club in district"),
            _ => lang.pick("路線", "route"),
        };
        let _ = writeln!(text, "  {kind} {}: {}", need.id, items.join(", "));
    }
    if let Some(more) = json.needs.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        text += &lang.pick(format!("  ほか {more} か所\n"), format!("  and {more} more\n"));
    }
    for cost in json.cost.iter().filter(|c| c.plan > 0) {
        let names = cost.items.split('+').map(|name| {
            let item = Item::ALL.into_iter().find(|i| i.as_str() == name);
            item.map_or(name, |i| item_name(i, lang))
        });
        let (items, plan, least) = (names.collect::<Vec<_>>().join(" + "), cost.plan, cost.at_least);
        text += &match plan == least {
            true => format!("  {items}: {plan}\n"),
            false => lang.pick(
                format!("  {items}: {plan} (最少でも {least})\n"),
                format!("  {items}: {plan} (at least {least})\n"),
            ),
        };
    }
    text += match json.proven {
        true => lang.pick("これより小さい計画はありません (証明済み)。\n", "No plan is smaller (proven).\n"),
        false => {
            lang.pick("最小であることは証明していません。\n", "Whether a plan is smaller is not decided.\n")
        }
    };
    if json.nowhere > 0 {
        text += &lang.pick(
            format!("どう増やしても行き先のない児童: {} 人\n", json.nowhere),
            format!("children whom no club can take, whatever is added: {}\n", json.nowhere),
        );
    }
    if let Some(out) = out {
        text += &lang.pick(format!("出力: {}\n", out.display()), format!("output: {}\n", out.display()));
    }
    text
}
