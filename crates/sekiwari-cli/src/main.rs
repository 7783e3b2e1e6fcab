//! The command line of Sekiwari: arguments in, exit code out. What the commands do lives in the libraries.

mod cli;
mod commands;
mod console;
mod deadline;
mod failure;
mod input;
mod progress;
mod rule;
mod samples;
mod summary;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let lang = cli.lang;
    match commands::run(cli) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            console::complain(&failure.text(lang));
            failure::Exit::CouldNotRun.into()
        }
    }
}
