//! The record of runs: what is done stays done, whatever happens to the process.
//!
//! The first line says of what these are runs. Each line after it is one run, appended in one write: its number, its status, its figures, and a check
//! over all of it and the first line. A line that was torn, or belongs to something else, does not check; nothing from there on counts.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use sekiwari::market::Status;
use sekiwari::siting::sweep::{Shard, Tally};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::SweepPlan;

/// What the first line says this is; another number is another format.
const FORMAT: &str = "sekiwari sweep runs 1";

/// How the first line begins.
const BEGINNING: &[u8] = b"{\"format\":\"sekiwari sweep runs 1\"";

#[derive(Serialize, Deserialize)]
struct Head {
    format: String,
    shard: [u32; 2],
    plan: SweepPlan,
}

/// What a record says.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// Of what these are runs.
    pub plan: SweepPlan,
    /// Which of them.
    pub shard: Shard,
    /// The runs, as they stand.
    pub runs: Vec<(u32, Tally)>,
    /// The length in bytes of what counts.
    pub sound: u64,
}

/// What a file is as a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// It ends within the first line: nothing was done.
    Nothing,
    /// It is none of this format.
    Other,
    /// A record.
    Record(Box<Recorded>),
}

/// Reads a record; cost linear in its length.
pub fn read(bytes: &[u8]) -> Found {
    let Some(end) = bytes.iter().position(|&b| b == b'\n') else {
        // Torn in its first line; anything else is somebody else's.
        let ours = BEGINNING.starts_with(bytes) || bytes.starts_with(BEGINNING);
        return if ours { Found::Nothing } else { Found::Other };
    };
    let line = &bytes[..end];
    let head = serde_json::from_slice::<Head>(line).ok().filter(|head| head.format == FORMAT);
    let Some(head) = head else { return Found::Other };
    let (Some(shard), Some(scopes)) = (Shard::new(head.shard[0], head.shard[1]), head.plan.scopes()) else {
        return Found::Other;
    };
    let check = Check::of(line);
    let mut runs = Vec::new();
    let mut sound = end + 1;
    while let Some(length) = bytes[sound..].iter().position(|&b| b == b'\n') {
        let line = std::str::from_utf8(&bytes[sound..sound + length]).ok();
        let Some(run) = line.and_then(|line| check.read(line, scopes.width())) else { break };
        runs.push(run);
        sound += length + 1;
    }
    Found::Record(Box::new(Recorded { plan: head.plan, shard, runs, sound: sound as u64 }))
}

/// Writes runs after what they are runs of.
///
/// # Errors
/// What the writer refuses.
pub fn write<'a>(
    out: &mut impl Write,
    plan: &SweepPlan,
    shard: Shard,
    runs: impl Iterator<Item = (u32, &'a Tally)>,
) -> io::Result<()> {
    let head = head(plan, shard)?;
    out.write_all(&head)?;
    let check = Check::of(&head[..head.len() - 1]);
    let mut line = String::new();
    for (job, tally) in runs {
        check.line(&mut line, job, tally);
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

fn head(plan: &SweepPlan, shard: Shard) -> io::Result<Vec<u8>> {
    let head = Head { format: FORMAT.to_owned(), shard: [shard.index(), shard.of()], plan: plan.clone() };
    let mut line = serde_json::to_vec(&head)?;
    line.push(b'\n');
    Ok(line)
}

/// A record that grows.
#[derive(Debug)]
pub struct Journal {
    file: File,
    check: Check,
    line: String,
}

impl Journal {
    /// Begins a record.
    ///
    /// # Errors
    /// If there is a file already, or the file system refuses.
    pub fn begin(path: &Path, plan: &SweepPlan, shard: Shard) -> io::Result<Self> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        claim(&file)?;
        let head = head(plan, shard)?;
        file.write_all(&head)?;
        Ok(Self { file, check: Check::of(&head[..head.len() - 1]), line: String::new() })
    }

    /// Goes on with a record, after what counts of it; the rest is cut off.
    ///
    /// # Errors
    /// What the file system refuses; [`io::ErrorKind::WouldBlock`] if another process is at work on it (where the system knows of
    /// such claims).
    pub fn go_on(path: &Path, recorded: &Recorded) -> io::Result<Self> {
        let mut file = OpenOptions::new().write(true).open(path)?;
        claim(&file)?;
        file.set_len(recorded.sound)?;
        file.seek(SeekFrom::End(0))?;
        let head = head(&recorded.plan, recorded.shard)?;
        Ok(Self { file, check: Check::of(&head[..head.len() - 1]), line: String::new() })
    }

    /// Adds a run, in one write.
    ///
    /// # Errors
    /// What the file system refuses; then the record may end in a torn line.
    pub fn add(&mut self, job: u32, tally: &Tally) -> io::Result<()> {
        let mut line = std::mem::take(&mut self.line);
        self.check.line(&mut line, job, tally);
        let done = self.file.write_all(line.as_bytes());
        self.line = line;
        done
    }
}

/// Claims a record for this process, until the file is closed.
fn claim(file: &File) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    rustix::fs::flock(file, rustix::fs::FlockOperation::NonBlockingLockExclusive)?;
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    let _ = file;
    Ok(())
}

/// Binds runs to the first line.
#[derive(Clone, Debug)]
struct Check(Sha256);

impl Check {
    fn of(head: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(head);
        Self(Sha256::new_with_prefix(hash.finalize()))
    }

    fn digits(&self, body: &str) -> String {
        let hash = self.0.clone().chain_update(body).finalize();
        hash[..8].iter().fold(String::with_capacity(16), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }

    fn line(&self, line: &mut String, job: u32, tally: &Tally) {
        line.clear();
        let _ = write!(line, "{job} {} ", tally.status.as_str());
        for value in &tally.values {
            match value {
                Some(value) => _ = write!(line, "{value} "),
                None => line.push_str("- "),
            }
        }
        let digits = self.digits(line);
        line.push_str(&digits);
        line.push('\n');
    }

    fn read(&self, line: &str, width: usize) -> Option<(u32, Tally)> {
        let (body, digits) = line.split_at_checked(line.len().checked_sub(16)?)?;
        (self.digits(body) == digits).then_some(())?;
        let mut words = body.split_ascii_whitespace();
        let job: u32 = words.next()?.parse().ok()?;
        let status = match words.next()? {
            "optimal" => Status::Optimal,
            "feasible" => Status::Feasible,
            _ => return None,
        };
        let value = |word: &str| match word {
            "-" => Some(None),
            word => word.parse().ok().map(Some),
        };
        let values: Box<[Option<i64>]> = words.map(value).collect::<Option<_>>()?;
        (values.len() == width).then_some((job, Tally { status, values }))
    }
}
