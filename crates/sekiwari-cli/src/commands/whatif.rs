//! `sekiwari whatif ROUND SCENARIO.toml...`: scenarios on a round, decided by its rule, beside the round as it is.

pub(in crate::commands) mod scenarios;
pub(in crate::commands) mod sides;
mod text;

use clap::Args;
use sekiwari::Lang;
use sekiwari::siting::Draw;
use sekiwari::siting::behaviour::Mode;
use sekiwari::siting::effect::{Effect, Snapshot};
use sekiwari::siting::scenario::{Relisted, RuleChanges};
use sekiwari_files::finding::Findings;
use sekiwari_files::round::LoadedRound;
use sekiwari_files::write::{OutputFolder, WhatifFacts, WhatifJson, write_whatif};
use std::path::PathBuf;

use super::allocate::cannot_write;
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use scenarios::{Loaded, Models};
use sides::{Changed, Side};

/// Arguments of `whatif`.
#[derive(Debug, Args)]
pub(crate) struct Whatif {
    /// The nursery round: a folder of tables, or a workbook. It is not changed.
    /// 保育所等の募集のフォルダまたはブック(変更しません)。
    round: PathBuf,
    /// Scenario files; several are applied one after the other, in this order.
    /// シナリオのファイル。複数なら、この順に重ねます。
    #[arg(required = true, value_name = "SCENARIO.toml")]
    scenarios: Vec<PathBuf>,
    /// The folder to write whatif.json, effects.csv, gains_losses.csv and whatif_facilities.csv into; it appears whole or not at all.
    /// 出力フォルダ(すべて書けたときだけ現れます)。
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The seed of what is drawn: what families list, who applies more. The lottery of the round stays as it is.
    /// 試算の乱数の種(募集の抽選の種は変わりません)。
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    seed: u64,
    /// How many times it is drawn; once where nothing is.
    /// 試算の回数(抽選のないシナリオでは 1 回)。
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    draws: u32,
    /// What families do when facilities open, close and move, instead of what the files say: none, near, model (default).
    /// 家庭が希望をどう変えるか。
    #[arg(long, value_name = "MODE", value_parser = mode)]
    behaviour: Option<Mode>,
    /// Seconds for the search of stable-optimal in each draw, instead of those in round.toml.
    /// 1 回ごとの探索の時間の上限(秒)。
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u32).range(1..))]
    time_limit: Option<u32>,
    /// Write CSV files without a byte order mark.
    /// CSVにBOMを付けません。
    #[arg(long)]
    no_bom: bool,
    /// Threads to use; the result is the same for any number.
    /// スレッド数(結果は変わりません)。
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    #[command(flatten)]
    pub(crate) messages: Messages,
}

/// Reads what families do.
pub(in crate::commands) fn mode(name: &str) -> Result<Mode, String> {
    Mode::from_name(name).ok_or_else(|| Mode::NAMES.iter().map(|(n, _)| *n).collect::<Vec<_>>().join(", "))
}

/// What is said at the end, or that the input was refused.
type Ended = Result<(WhatifJson, Findings), Exit>;

impl Whatif {
    pub(crate) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let json = self.messages.json;
        input::use_threads(self.threads)?;
        let mut progress = Progress::new(json);
        let interrupt = Interrupt::listen(lang, json, || ())?;
        progress.step("read", lang.pick("読み込み", "reading"));
        let others =
            ("シナリオは保育所等の募集でだけ試せます。", "scenarios are tried on nursery rounds only");
        let loaded = match input::read_nursery(&self.round, others, lang, json)? {
            Ok(loaded) => loaded,
            Err(exit) => return Ok(exit),
        };
        let ended = self.compare(&loaded, lang, &mut progress, &interrupt);
        progress.finish();
        let (document, findings) = match ended? {
            Ok(done) => done,
            Err(exit) => return Ok(exit),
        };
        if let Some(out) = &self.out {
            let folder = OutputFolder::create(out).map_err(|e| cannot_write(&e))?;
            interrupt.begun(&folder);
            write_whatif(&folder, &document, !self.no_bom).map_err(|e| cannot_write(&e))?;
            interrupt.commit(folder).map_err(|e| cannot_write(&e))?;
        }
        if json {
            let mut value = serde_json::to_value(&document).unwrap_or_default();
            value["findings"] = serde_json::to_value(&findings).unwrap_or_default();
            console::say_json(&value)?;
        } else {
            let warned = if findings.is_empty() { String::new() } else { input::render(&findings, lang) };
            console::say(&(warned + &text::of(&document, self.out.as_deref(), lang)))?;
        }
        Ok(Exit::Clean)
    }

    /// Decides the round as it is and every draw of the scenarios.
    fn compare(
        &self,
        loaded: &LoadedRound,
        lang: Lang,
        progress: &mut Progress,
        interrupt: &Interrupt,
    ) -> Result<Ended, Failure> {
        let mut findings = Findings::new();
        let scenarios = scenarios::read(&self.scenarios, self.behaviour, loaded, &mut findings)?;
        findings.sort();
        if findings.has_errors() {
            return Ok(Err(input::refuse(&findings, lang, self.messages.json)?));
        }
        let none = RuleChanges::default();
        let rules = scenarios.iter().fold(none.clone(), |r, s| r.then(s.read.scenario.rules.clone()));
        let other = match scenarios::other_round(&self.round, &scenarios, loaded, &mut findings)? {
            Some(other) => other,
            None => return Ok(Err(input::refuse(&findings, lang, self.messages.json)?)),
        };
        let after_round = other.as_deref().unwrap_or(loaded);
        progress.step("fit", lang.pick("希望の分析", "learning from the lists"));
        let models = Models::fit(&scenarios, after_round);
        let before_side = Side::new(loaded, &none, self.time_limit)?;
        let after_side = Side::new(after_round, &rules, self.time_limit)?;
        let before = before_side.decide(&loaded.round, interrupt, progress, lang)?;

        let drawn = scenarios.iter().any(|s| s.is_drawn(&models));
        let draws = if drawn { self.draws } else { 1 };
        let show = progress.message();
        let mut changed = Changed::new(after_round, &scenarios, &models);
        let (mut after, mut relisted): (Vec<Snapshot>, Vec<Relisted>) = (Vec::new(), Vec::new());
        for number in 0..draws {
            show(
                lang.pick(
                    format!("試算 {} / {draws}", number + 1),
                    format!("draw {} of {draws}", number + 1),
                ),
            );
            let draw = Draw { seed: self.seed, number };
            let Some((round, families)) = changed.draw(draw, &mut findings) else {
                findings.sort();
                return Ok(Err(input::refuse(&findings, lang, self.messages.json)?));
            };
            after.push(after_side.decide(&round, interrupt, progress, lang)?);
            relisted.push(families);
        }
        let Some(effect) = Effect::new(&before, &after) else {
            return Err(Failure::new("試算がありません。", "no draws"));
        };
        let facts = WhatifFacts {
            version: env!("CARGO_PKG_VERSION"),
            input_sha256: &loaded.input_sha256,
            name: loaded.round.name(),
            scenarios: scenarios.iter().map(|s| (&s.read, s.mode, s.reach(&models))).collect(),
            seed: self.seed,
            before: before_side.told(std::slice::from_ref(&before), loaded.settings.rulebook.clone()),
            after: after_side.told(&after, rules.rulebook.or_else(|| loaded.settings.rulebook.clone())),
            relisted: &relisted,
            model: scenarios.iter().find_map(|s: &Loaded| models.of(s)),
            effect: &effect,
        };
        Ok(Ok((WhatifJson::new(facts), findings)))
    }
}
