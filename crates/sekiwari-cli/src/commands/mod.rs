//! One file per command.

pub(crate) mod access;
pub(crate) mod allocate;
pub(crate) mod check;
pub(crate) mod clubs;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod count;
pub(crate) mod explain;
pub(crate) mod fairness;
pub(crate) mod frontier;
pub(crate) mod generate;
pub(crate) mod init;
pub(crate) mod ledger;
pub(crate) mod letters;
pub(crate) mod marks;
pub(crate) mod now;
pub(crate) mod plan;
mod planned;
pub(crate) mod report;
pub(crate) mod restore;
pub(crate) mod score;
pub(crate) mod seats;
pub(crate) mod simulate;
pub(crate) mod site;
pub(crate) mod sufficed;
pub(crate) mod sweep;
pub(crate) mod units;
pub(crate) mod verify;
pub(crate) mod whatif;
pub(crate) mod workbook;
pub(crate) mod worth;
pub(crate) mod years;

use crate::cli::{Cli, Command};
use crate::failure::{Exit, Failure};

/// Runs the command that was asked for.
///
/// # Errors
/// [`Failure`] if it could not run.
pub(crate) fn run(cli: Cli) -> Result<Exit, Failure> {
    match cli.command {
        Command::Init(command) => command.run(cli.lang),
        Command::Check(command) => command.run(cli.lang),
        Command::Allocate(command) => command.run(cli.lang),
        Command::Verify(command) => command.run(cli.lang),
        Command::Whatif(command) => command.run(cli.lang),
        Command::Site(command) => command.run(cli.lang),
        Command::Years(command) => command.run(cli.lang),
        Command::Sweep(command) => command.run(cli.lang),
        Command::SweepMerge(command) => command.run(cli.lang),
        Command::Explain(command) => command.run(cli.lang),
        Command::Compare(command) => command.run(cli.lang),
        Command::Workbook(command) => command.run(cli.lang),
        Command::Marks(command) => command.run(cli.lang),
        Command::Letters(command) => command.run(cli.lang),
        Command::Score(command) => command.run(cli.lang),
        Command::Fairness(command) => command.run(cli.lang),
        Command::Count(command) => command.run(cli.lang),
        Command::Plan(command) => command.run(cli.lang),
        Command::Access(command) => command.run(cli.lang),
        Command::Seats(command) => command.run(cli.lang),
        Command::Clubs(command) => command.run(cli.lang),
        Command::Units(command) => command.run(cli.lang),
        Command::Now(command) => command.run(cli.lang),
        Command::Simulate(command) => command.run(cli.lang),
        Command::Generate(command) => command.run(cli.lang),
        Command::Report(command) => command.run(cli.lang),
        Command::Restore(command) => command.run(cli.lang),
        Command::Frontier(command) => command.run(cli.lang),
        Command::Worth(command) => command.run(cli.lang),
        Command::Sufficed(command) => command.run(cli.lang),
        Command::Ledger(command) => command.run(cli.lang),
        Command::Completions(command) => command.run(),
    }
}
