//! `sekiwari completions SHELL`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::cli::Cli;
use crate::console;
use crate::failure::{Exit, Failure};

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    /// シェルの種類。
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self) -> Result<Exit, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "sekiwari", &mut script);
        console::say(&String::from_utf8_lossy(&script))?;
        Ok(Exit::Clean)
    }
}
