//! `sekiwari check ROUND`: every finding at once.

use clap::Args;
use sekiwari::Lang;
use std::path::PathBuf;

use crate::cli::Messages;
use crate::console;
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
        let (loaded, mut findings) = input::read(&self.round)?;
        if let Some(loaded) = &loaded {
            input::compile_round(loaded, loaded.settings.lottery_seed, &mut findings)?;
            findings.sort();
        }
        if self.messages.json {
            console::say_json(&input::findings_json(&findings))?;
        } else {
            let mut text = input::render(&findings, lang);
            if let Some(loaded) = &loaded {
                let round = &loaded.round;
                let (children, facilities) = (round.children().len(), round.facilities().len());
                let households = round.households().len();
                text += &lang.pick(
                    format!("{}: 児童 {children} 人、世帯 {households}、施設 {facilities}\n", round.name()),
                    format!(
                        "{}: {children} children, {households} households, {facilities} facilities\n",
                        round.name()
                    ),
                );
            }
            text += &input::counts(&findings, lang);
            text.push('\n');
            console::say(&text)?;
        }
        Ok(Exit::clean_if(!findings.has_errors()))
    }
}
