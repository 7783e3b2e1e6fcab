//! The command line of Sekiwari: arguments in, exit code out. What the commands do lives in the libraries.

mod cli;
mod commands;
mod console;
mod days;
mod decide;
mod failure;
mod given;
mod input;
mod interrupt;
mod papers;
mod progress;
mod rule;
mod samples;
mod search;
mod summary;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let (lang, json) = (cli.lang, cli.json());
    match commands::run(cli) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            if json {
                // If the output itself is what failed, the line below still says so.
                let _ = console::say_json(&failure.json());
            }
            console::complain(&failure.text(lang));
            failure::Exit::CouldNotRun.into()
        }
    }
}
