//! `sekiwari check ROUND`: every finding at once.

use clap::Args;
use sekiwari::Lang;
use sekiwari_files::AnyRound;
use std::path::PathBuf;

use crate::cli::Messages;
use crate::console;
use crate::days;
use crate::failure::{Exit, Failure};
use crate::input;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The round: a folder of tables, or a workbook.
    /// 募集のフォルダまたはブック。
    round: PathBuf,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

impl Check {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let (loaded, mut findings) = input::read_whatever(&self.round)?;
        match &loaded {
            Some(AnyRound::Nursery(loaded)) => {
                input::compile_round(loaded, loaded.settings.lottery_seed, &mut findings)?;
            }
            Some(AnyRound::Club(loaded)) => {
                input::compile_club(loaded, loaded.settings.lottery_seed, &mut findings)?;
            }
            Some(AnyRound::Daily(loaded)) => days::check_daily(loaded, &mut findings)?,
            None => {}
        }
        findings.sort();
        if self.messages.json {
            console::say_json(&input::findings_json(&findings))?;
        } else {
            let mut text = input::render(&findings, lang);
            if let Some(loaded) = &loaded {
                text += &size_text(loaded, lang);
            }
            text += &input::counts(&findings, lang);
            text.push('\n');
            console::say(&text)?;
        }
        Ok(Exit::clean_if(!findings.has_errors()))
    }
}

/// How large a round is.
fn size_text(loaded: &AnyRound, lang: Lang) -> String {
    match loaded {
        AnyRound::Nursery(loaded) => {
            let round = &loaded.round;
            let (children, facilities) = (round.children().len(), round.facilities().len());
            let (name, households) = (round.name(), round.households().len());
            lang.pick(
                format!("{name}: 児童 {children} 人、世帯 {households}、施設 {facilities}\n"),
                format!("{name}: {children} children, {households} households, {facilities} facilities\n"),
            )
        }
        AnyRound::Club(loaded) => {
            let round = &loaded.round;
            let (children, clubs) = (round.children().len(), round.clubs().len());
            let (name, districts) = (round.name(), round.districts().len());
            lang.pick(
                format!("{name}: 児童 {children} 人、クラブ {clubs}、学区 {districts}\n"),
                format!("{name}: {children} children, {clubs} clubs, {districts} districts\n"),
            )
        }
        AnyRound::Daily(loaded) => {
            let round = &loaded.round;
            let (requests, children, sites) =
                (round.requests().len(), round.children().len(), round.sites().len());
            let (name, (from, to)) = (round.name(), round.period());
            lang.pick(
                format!(
                    "{name}: {from} から {to} まで、申込 {requests} 件、児童 {children} 人、施設 {sites}\n"
                ),
                format!("{name}: {from} to {to}, {requests} requests, {children} children, {sites} sites\n"),
            )
        }
    }
}
