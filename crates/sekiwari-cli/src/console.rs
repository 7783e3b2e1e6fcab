//! Writing to the terminal or a pipe. A reader that goes away (`| head`) ends the output, not the run.

use std::io::{ErrorKind, Write};

use crate::failure::Failure;

/// Writes a text to the standard output.
///
/// # Errors
/// A [`Failure`] if it cannot be written for another reason than a reader that went away.
pub(crate) fn say(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("標準出力に書けません: {e}"), format!("cannot write the output: {e}")))
        }
        _ => Ok(()),
    }
}

/// Writes a JSON value to the standard output, indented, with a line end.
///
/// # Errors
/// As [`say`].
pub(crate) fn say_json(value: &serde_json::Value) -> Result<(), Failure> {
    say(&format!("{value:#}\n"))
}

/// Writes a text and a line end to the standard error. Nobody can be told if that fails.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
