//! Reading a round for a command: findings told, errors refused, the market compiled.

use sekiwari::Lang;
use sekiwari::market::Market;
use sekiwari::mechanism::Ties;
use sekiwari::priority::Lottery;
use sekiwari::programme::club;
use sekiwari::programme::nursery::{Compiled, compile};
use sekiwari::programme::siblings::{JointOptions, MAX_CHILDREN};
use sekiwari_files::club::LoadedClub;
use sekiwari_files::finding::catalogue::{circumstances, consistency, files};
use sekiwari_files::finding::{Finding, Findings, Place, Severity};
use sekiwari_files::round::{LoadedRound, Settings, read_round};
use sekiwari_files::{AnyRound, read_any};
use serde_json::json;
use std::borrow::Cow;
use std::path::Path;

use crate::console;
use crate::failure::{Exit, Failure};

/// Findings of one code in one file that are shown before the rest is only counted.
const SHOWN: usize = 20;

/// Reads a round. It is there exactly if no finding is an error.
///
/// # Errors
/// [`Failure`] if the path does not exist or a file may not be read.
pub(crate) fn read(path: &Path) -> Result<(Option<LoadedRound>, Findings), Failure> {
    std::fs::metadata(path).map_err(|e| Failure::io(path, &e))?;
    let (loaded, findings) = read_round(path);
    told_unreadable(&findings)?;
    Ok((loaded, findings))
}

/// Reads a round of any programme.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_whatever(path: &Path) -> Result<(Option<AnyRound>, Findings), Failure> {
    std::fs::metadata(path).map_err(|e| Failure::io(path, &e))?;
    let (loaded, findings) = read_any(path);
    told_unreadable(&findings)?;
    Ok((loaded, findings))
}

/// A file that may not be read at all ends the command.
fn told_unreadable(findings: &Findings) -> Result<(), Failure> {
    match findings.iter().find(|f| f.code() == files::FILE_UNREADABLE.code) {
        Some(finding) => Err(Failure::new(finding.cause(Lang::Ja), finding.cause(Lang::En))),
        None => Ok(()),
    }
}

/// A round of any programme read for a command that is not about its findings.
pub(crate) enum ReadAny {
    /// It can be used. Warnings and notes are for the command to tell.
    Usable(AnyRound, Findings),
    /// It has errors, which have been told.
    Refused(Exit),
}

/// Reads a round of any programme for use; its errors are told and end the command.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_any_usable(path: &Path, lang: Lang, json: bool) -> Result<ReadAny, Failure> {
    let (loaded, findings) = read_whatever(path)?;
    match loaded {
        Some(loaded) => Ok(ReadAny::Usable(loaded, findings)),
        None => refuse(&findings, lang, json).map(ReadAny::Refused),
    }
}

/// Reads a nursery round for a command that is not about its findings; inside the exit code where it has errors, which have been told.
///
/// # Errors
/// As [`read`]; and `others`, in Japanese and English, if it is a round of another programme.
pub(crate) fn read_nursery(
    path: &Path,
    others: (&str, &str),
    lang: Lang,
    json: bool,
) -> Result<Result<Box<LoadedRound>, Exit>, Failure> {
    match read_any_usable(path, lang, json)? {
        ReadAny::Usable(AnyRound::Nursery(loaded), _) => Ok(Ok(loaded)),
        ReadAny::Usable(AnyRound::Club(_) | AnyRound::Daily(_), _) => Err(Failure::new(others.0, others.1)),
        ReadAny::Refused(exit) => Ok(Err(exit)),
    }
}

/// A round read for a command that is not about its findings.
pub(crate) enum Read {
    /// It can be used. Warnings and notes are for the command to tell.
    Usable(Box<LoadedRound>, Findings),
    /// It has errors, which have been told.
    Refused(Exit),
}

/// Reads a round for use; its errors are told and end the command.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_usable(path: &Path, lang: Lang, json: bool) -> Result<Read, Failure> {
    let (loaded, findings) = read(path)?;
    match loaded {
        Some(loaded) => Ok(Read::Usable(Box::new(loaded), findings)),
        None => refuse(&findings, lang, json).map(Read::Refused),
    }
}

/// Tells findings that end the command.
///
/// # Errors
/// If the output cannot be written.
pub(crate) fn refuse(findings: &Findings, lang: Lang, json: bool) -> Result<Exit, Failure> {
    if json {
        console::say_json(&findings_json(findings))?;
    } else {
        console::complain(findings.render_capped(lang, SHOWN).trim_end());
        console::complain(&counts(findings, lang));
    }
    Ok(Exit::Refused)
}

/// The findings with their counts, as JSON.
pub(crate) fn findings_json(findings: &Findings) -> serde_json::Value {
    json!({
        "errors": findings.count(Severity::Error),
        "warnings": findings.count(Severity::Warning),
        "notes": findings.count(Severity::Note),
        "findings": findings,
    })
}

/// How many findings of each severity there are, in words.
pub(crate) fn counts(findings: &Findings, lang: Lang) -> String {
    let [errors, warnings, notes] =
        [Severity::Error, Severity::Warning, Severity::Note].map(|s| findings.count(s));
    lang.pick(
        format!("エラー {errors} 件、警告 {warnings} 件、お知らせ {notes} 件"),
        format!("{errors} errors, {warnings} warnings, {notes} notes"),
    )
}

/// All findings for people, the frequent ones cut short.
pub(crate) fn render(findings: &Findings, lang: Lang) -> String {
    findings.render_capped(lang, SHOWN)
}

/// Compiles a round. What siblings make too large is told in `findings`, and a seed that is not the one committed to; an
/// error there means that it cannot be used.
///
/// # Errors
/// [`Failure`] if the round is too large for the market.
pub(crate) fn compile_round(
    loaded: &LoadedRound,
    seed: u64,
    findings: &mut Findings,
) -> Result<Compiled, Failure> {
    compile_round_with(loaded, Lottery::new(seed), JointOptions::default(), findings)
}

/// The same for a search that gives classes other seats than they have today: joint lists then hold wishes for classes that have
/// too few now.
///
/// # Errors
/// As [`compile_round`].
pub(crate) fn compile_open(
    loaded: &LoadedRound,
    seed: u64,
    findings: &mut Findings,
) -> Result<Compiled, Failure> {
    let options = JointOptions { closed: true, ..JointOptions::default() };
    compile_round_with(loaded, Lottery::new(seed), options, findings)
}

/// The same with other lists of joint outcomes.
///
/// # Errors
/// As [`compile_round`].
pub(crate) fn compile_round_with(
    loaded: &LoadedRound,
    lottery: Lottery,
    options: JointOptions,
    findings: &mut Findings,
) -> Result<Compiled, Failure> {
    let compiled = compile(&loaded.round, lottery, options).map_err(|errors| too_large(&errors))?;
    check_commitment(&loaded.settings, lottery, findings);
    for &household in &compiled.truncated {
        let household = &loaded.round.households()[household as usize];
        findings.push(list_cut(&household.id, household.children.len()));
    }
    Ok(compiled)
}

/// Compiles a club round, as [`compile_round`] does a nursery round.
///
/// # Errors
/// [`Failure`] if the round is too large for the market.
pub(crate) fn compile_club(
    loaded: &LoadedClub,
    seed: u64,
    findings: &mut Findings,
) -> Result<club::Compiled, Failure> {
    let lottery = Lottery::new(seed);
    let compiled = club::compile(&loaded.round, lottery, JointOptions::default());
    let compiled = compiled.map_err(|errors| too_large(&errors))?;
    check_commitment(&loaded.settings, lottery, findings);
    for &household in &compiled.truncated {
        let household = &loaded.round.households()[household as usize];
        findings.push(list_cut(&household.id, household.children.len()));
    }
    Ok(compiled)
}

/// That a round does not fit a market.
pub(crate) fn too_large(errors: &[impl ToString]) -> Failure {
    let reasons: Vec<String> = errors.iter().map(ToString::to_string).collect();
    let reasons = reasons.join("; ");
    Failure::new(format!("募集が大きすぎます: {reasons}"), format!("the round is too large: {reasons}"))
}

/// The seed has to be the one that was committed to.
fn check_commitment(settings: &Settings, lottery: Lottery, findings: &mut Findings) {
    check_committed((settings.lottery_commitment.as_deref(), &settings.lottery_nonce), lottery, findings);
}

/// The same for a commitment and its nonce.
pub(crate) fn check_committed(
    (commitment, nonce): (Option<&str>, &str),
    lottery: Lottery,
    findings: &mut Findings,
) {
    if let Some(commitment) = commitment
        && lottery.commitment(nonce) != *commitment
    {
        let place = Place::file("round.toml").column("priority.lottery_commitment");
        findings.push(Finding::new(&circumstances::COMMITMENT_BROKEN, place).value(commitment));
    }
}

/// That the list of a household's joint outcomes was cut.
fn list_cut(household: &str, children: usize) -> Finding {
    let place = Place::file("households");
    if children > MAX_CHILDREN {
        let finding = Finding::new(&consistency::HOUSEHOLD_TOO_LARGE, place).value(household);
        finding.arg("children", children).arg("most", MAX_CHILDREN)
    } else {
        let finding = Finding::new(&consistency::JOINT_LIST_CUT, place).value(household);
        finding.arg("most", JointOptions::default().per_tier)
    }
}

/// The market whose order of priority counts.
pub(crate) fn judged_market(compiled: &Compiled, ties: Ties) -> Cow<'_, Market> {
    match ties {
        Ties::Strict => Cow::Owned(compiled.strict()),
        Ties::Weak => Cow::Borrowed(&compiled.market),
    }
}

/// The same for a club round.
pub(crate) fn judged_club(compiled: &club::Compiled, ties: Ties) -> Cow<'_, Market> {
    match ties {
        Ties::Strict => Cow::Owned(compiled.strict()),
        Ties::Weak => Cow::Borrowed(&compiled.market),
    }
}

/// Has as many threads as are asked for; without a number as many as there are cores. To be said before anything is read, for which
/// threads are used already.
///
/// # Errors
/// [`Failure`] if the system gives none.
pub(crate) fn use_threads(threads: Option<u16>) -> Result<(), Failure> {
    let Some(threads) = threads else { return Ok(()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
    pool.map_err(|e| Failure::new(format!("スレッドを作れません: {e}"), format!("no threads: {e}")))
}
