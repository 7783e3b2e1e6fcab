//! `sekiwari ledger next FILE --out ROUND`: the folder of the next round.

use super::{File, not_recorded, open};
use crate::cli::Messages;
use crate::console;
use crate::failure::{Exit, Failure};
use crate::input;
use clap::Args;
use jiff::civil::Date;
use sekiwari::Lang;
use sekiwari::programme::nursery::ReserveKind;
use sekiwari::programme::nursery::year::{LeftOut, Movers, NextRound};
use sekiwari_files::finding::{Findings, visible};
use sekiwari_files::round::read_round;
use sekiwari_files::write::write_round;
use sekiwari_ledger::NextFolder;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Arguments of `ledger next`.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("which").required(true).args(["entry_date", "again"])))]
pub(super) struct Next {
    #[command(flatten)]
    file: File,
    /// The folder of the round to make: new or empty.
    /// 作る募集のフォルダ(新しいか空のもの)。
    #[arg(long, value_name = "ROUND")]
    out: PathBuf,
    /// The day on which the seats of the next round are taken up (YYYY-MM-DD).
    /// 次の利用調整の入所日。
    #[arg(long, value_name = "DATE")]
    entry_date: Option<Date>,
    /// What the round is called; its entry date if not given.
    /// 募集の名前。
    #[arg(long, value_name = "TEXT", conflicts_with = "again")]
    name: Option<String>,
    /// Who of the placed children goes on waiting for a better place: none (only who says so by new wishes) or better
    /// (everybody whose list has something better).
    /// 内定した児童のうち、より上位の希望を待ち続ける者。
    #[arg(long, value_name = "none|better", value_parser = parse_movers, conflicts_with = "again")]
    movers: Option<Movers>,
    /// The last round once more, with the seats that are free again and without who has gone; see `ledger record --again`.
    /// 最後の利用調整のやり直し(辞退などで空いた席を含む)。
    #[arg(long)]
    again: bool,
    #[command(flatten)]
    pub(super) messages: Messages,
}

fn parse_movers(name: &str) -> Result<Movers, String> {
    Movers::from_name(name).ok_or_else(|| "none, better".to_owned())
}

impl Next {
    pub(super) fn run(self, lang: Lang) -> Result<Exit, Failure> {
        let path = &self.file.file;
        let book = open(path)?;
        let made = match self.entry_date {
            Some(entry_date) => book.next(&NextRound {
                name: self.name.clone().unwrap_or_else(|| entry_date.to_string()),
                entry_date,
                movers: self.movers.unwrap_or_default(),
            }),
            None => book.again(),
        };
        let next = match made {
            Ok(next) => next,
            Err(error) => return not_recorded(path, &error, self.messages.json, lang),
        };
        write_round(&self.out, &next.data, &next.settings).map_err(|e| match e {
            sekiwari_files::write::WriteRoundError::Output(e) => crate::commands::allocate::cannot_write(&e),
            sekiwari_files::write::WriteRoundError::NotEmpty(dir) => {
                let dir = dir.display();
                Failure::new(format!("{dir}: 空ではありません"), format!("{dir} exists and is not empty"))
            }
            e => Failure::new(e.to_string(), e.to_string()),
        })?;
        // What the office still has to see to (a new wish without a score) is told at once.
        let (_, findings) = read_round(&self.out);
        if self.messages.json {
            console::say_json(&self.json(&next, &findings))?;
        } else {
            console::say(&self.text(&next, &findings, lang))?;
        }
        Ok(Exit::clean_if(!findings.has_errors()))
    }

    fn json(&self, next: &NextFolder, findings: &Findings) -> serde_json::Value {
        let left_out: Vec<_> = next
            .left_out
            .iter()
            .map(|(child, why)| json!({ "child_id": child, "ja": why.label(Lang::Ja), "en": why.label(Lang::En) }))
            .collect();
        let mut value = input::findings_json(findings);
        value["out"] = self.out.display().to_string().into();
        value["name"] = next.data.name.as_str().into();
        value["entry_date"] = next.data.entry_date.to_string().into();
        value["children"] = next.data.children.len().into();
        value["holders"] = next.holders.into();
        value["seats"] = seats(next).into();
        value["reserved_seats"] = reserved(next).into();
        value["left_out"] = left_out.into();
        value
    }

    fn text(&self, next: &NextFolder, findings: &Findings, lang: Lang) -> String {
        let (out, name) = (self.out.display(), visible(&next.data.name));
        let (children, holders) = (next.data.children.len(), next.holders);
        let (seats, reserved) = (seats(next), reserved(next));
        let entry_date = next.data.entry_date;
        let mut text = lang.pick(
            format!(
                "募集「{name}」(入所日 {entry_date}) を {out} に作りました。\n  児童 {children} 人 (うち在園・内定 {holders} 人)、空き {seats} 席、空いている優先枠 {reserved} 席\n"
            ),
            format!(
                "made the round {name:?} (entry {entry_date}) in {out}\n  {children} children ({holders} of them with a seat), {seats} open seats, {reserved} free reserved seats\n"
            ),
        );
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        let labels = next.left_out.iter().map(|(_, why): &(String, LeftOut)| why.label(lang));
        labels.for_each(|label| *counts.entry(label).or_default() += 1);
        for (label, count) in counts {
            text += &lang
                .pick(format!("  対象外 {count} 人: {label}\n"), format!("  not in it: {count}, {label}\n"));
        }
        if !findings.is_empty() {
            text += &input::render(findings, lang);
            text += &format!("{}\n", input::counts(findings, lang));
        }
        text
    }
}

/// Seats for everybody.
fn seats(next: &NextFolder) -> u32 {
    next.data.seats.iter().map(|row| row.seats).sum()
}

/// Seats of their own for groups.
fn reserved(next: &NextFolder) -> u32 {
    let own = next.data.reserves.iter().filter(|row| row.kind != ReserveKind::Guarantee);
    own.map(|row| row.seats).sum()
}
