//! `sekiwari explain ROUND DIR CHILD_ID`: why a child (or, for day services, a request) has its decision.

mod blocking;
mod club;
mod daily;
pub(crate) mod sufficed;

use clap::Args;
use sekiwari::Lang;
use sekiwari::explain::conflict::{NurseryNaming, Words};
use sekiwari::explain::{Decided, decision_text, main_reasons, reasons_of};
use sekiwari::programme::nursery::{ChildIndex, Round};
use sekiwari_files::AnyRound;
use sekiwari_files::club::LoadedClub;
use sekiwari_files::finding::did_you_mean;
use sekiwari_files::normalise::{fold_width, outer_blanks_stripped};
use sekiwari_files::results::read_result;
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{ResultJson, ScoreLines, unguard};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use self::blocking::blocking_text;
use crate::commands::score::lines::child_text;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::given::{self, Given};
use crate::input::{self, ReadAny};

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The round.
    /// 募集のフォルダまたはブック。
    round: PathBuf,
    /// The output folder of `allocate`.
    /// allocate の出力フォルダ。
    dir: PathBuf,
    /// The child; in a round of day services also a request.
    /// 児童のID(日単位の保育では申込みのIDも可)。
    child_id: String,
    /// Also what would have sufficed (nurseries and clubs): points, seats, fewer days, another sibling condition, another wish, each
    /// decided anew.
    /// 何があれば足りたかも示します(保育所等と児童クラブの募集。それぞれ全体を決め直します)。
    #[arg(long)]
    sufficed: bool,
}

/// What is said, with the digest of the round that was decided; or the exit of what has been told instead.
type Told = Result<(String, String), Exit>;

impl Explain {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let loaded = match input::read_any_usable(&self.round, lang, false)? {
            ReadAny::Usable(loaded, _) => loaded,
            ReadAny::Refused(exit) => return Ok(exit),
        };
        // Reasons hold for what the table says, so the table must be a possible allocation of this round.
        if self.sufficed && matches!(loaded, AnyRound::Daily(_)) {
            return Err(Failure::new(
                "--sufficed は保育所等と児童クラブの募集で使えます。日単位の保育では、申込みごとの説明に、空きが出た場合と取り下げの場合を示しています",
                "--sufficed is for rounds of nurseries and clubs; of day services every explanation says who could come if a place came free",
            ));
        }
        let (told, input_sha256) = match &loaded {
            AnyRound::Nursery(loaded) => (self.of_nursery(loaded, lang)?, &loaded.input_sha256),
            AnyRound::Club(loaded) => (self.of_club(loaded, lang)?, &loaded.input_sha256),
            AnyRound::Daily(loaded) => {
                (daily::explanation(loaded, &self.dir, &self.child_id, lang)?, &loaded.input_sha256)
            }
        };
        let decided_sha256 = match told {
            Ok((text, decided)) => {
                console::say(&text)?;
                decided
            }
            Err(exit) => return Ok(exit),
        };
        if decided_sha256 != *input_sha256 {
            console::complain(lang.pick(
                "注意: この結果は別の内容の募集から作られています。",
                "note: the result was made from another state of this round",
            ));
        }
        Ok(Exit::Clean)
    }

    fn result(&self) -> Result<ResultJson, Failure> {
        read_result(&self.dir).map_err(|e| Failure::new(e.message(Lang::Ja), e.message(Lang::En)))
    }

    fn of_nursery(&self, loaded: &LoadedRound, lang: Lang) -> Result<Told, Failure> {
        let result = self.result()?;
        let told = self.nursery(loaded, &self.dir.join("allocation.csv"), &result, lang)?;
        Ok(told.map(|text| (text, result.input_sha256)))
    }

    fn of_club(&self, loaded: &LoadedClub, lang: Lang) -> Result<Told, Failure> {
        let result = self.result()?;
        let told = club::explanation(loaded, (&self.dir, &result), (&self.child_id, self.sufficed), lang)?;
        Ok(told.map(|text| (text, result.input_sha256)))
    }

    fn nursery(
        &self,
        loaded: &LoadedRound,
        table: &Path,
        result: &ResultJson,
        lang: Lang,
    ) -> Result<Result<String, Exit>, Failure> {
        let round = &loaded.round;
        let child = find_child(round, &self.child_id)?;
        let given = match given::read(loaded, table, Some(result), lang, false)? {
            Ok(given) => given,
            Err(exit) => return Ok(Err(exit)),
        };
        let Given { compiled, market, verdict, .. } = &given;
        let decided = Decided::new(round, compiled, market, &verdict.allocation);
        let mut text = explanation(&decided, child, &result.mechanism, lang);
        if self.sufficed {
            text += &sufficed::text(&decided, child, result, lang)?;
        }
        let names = NurseryNaming { round, compiled };
        text += &blocking_text(Words { names: &names, market, lang }, child, verdict, (&self.dir, result));
        if let Some(scoring) = &loaded.scoring {
            text += lang.pick("点数の内訳:\n", "points line by line:\n");
            text += &child_text(&ScoreLines::new(round, scoring), child, lang);
        }
        Ok(Ok(text))
    }
}

/// The child by its id, typed as it stands in the round or copied from an output.
pub(crate) fn find_child(round: &Round, id: &str) -> Result<ChildIndex, Failure> {
    find(id, round.children().iter().map(|c| c.id.as_str()))
}

/// The place of an id among those of all children.
pub(crate) fn find<'a>(
    id: &str,
    mut children: impl Iterator<Item = &'a str> + Clone,
) -> Result<ChildIndex, Failure> {
    let read = fold_width(outer_blanks_stripped(id));
    for id in [read.as_ref(), unguard(&read)] {
        if let Some(place) = children.clone().position(|c| c == id) {
            return Ok(place as ChildIndex);
        }
    }
    let near = did_you_mean(id, children.by_ref());
    let (ja, en) = near.map_or_else(Default::default, |n| {
        (format!("「{n}」の誤りではありませんか。"), format!(" (did you mean {n}?)"))
    });
    Err(Failure::new(
        format!("児童 {id} は申込者にいません。{ja}"),
        format!("child {id} is not among the applicants{en}"),
    ))
}

/// The decision in a sentence, then why not each wish above it.
fn explanation(decided: &Decided<'_>, child: ChildIndex, rule: &str, lang: Lang) -> String {
    let decisions = decided.compiled().decisions(decided.round(), decided.allocation());
    let reasons = reasons_of(decided, child);
    let main = main_reasons(decided, &decisions, &reasons)[child as usize];
    let mut text = decision_text(decided, child, decisions[child as usize], main, lang);
    text.push('\n');
    for reason in &reasons {
        let _ = writeln!(text, "  {} [{}]", reason.text(decided, rule, lang), reason.code.as_str());
    }
    text
}
