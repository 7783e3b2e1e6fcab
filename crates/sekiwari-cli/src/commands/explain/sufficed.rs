//! What would have sufficed for a child: the round is decided again with the child's family changed.

use sekiwari::exact::Options;
use sekiwari::explain::Decided;
use sekiwari::explain::club::{self, counterfactual as of_clubs};
use sekiwari::explain::counterfactual::{Counterfactuals, Desk, Refusal, Room};
use sekiwari::market::{Goal, Goals, Market};
use sekiwari::mechanism::{Mechanism, Ties};
use sekiwari::programme::nursery::ChildIndex;
use sekiwari::{Lang, Request};
use sekiwari_files::write::{ResultJson, ResultStatus};

use crate::failure::Failure;
use crate::rule;

/// The rule that a result names, as it decided.
///
/// # Errors
/// [`Failure`] if it names one that this program does not know, or its search was stopped.
fn request_of(result: &ResultJson, market: &Market, together: bool) -> Result<Request<'static>, Failure> {
    let unknown = |what: &str| {
        Failure::new(
            format!("result.json の「{what}」はこの版にありません"),
            format!("result.json names {what}, which this version does not have"),
        )
    };
    // Searching on would end elsewhere, perhaps after hours.
    if result.statistics.stopped.is_some() {
        return Err(refused(Refusal::AnotherAllocation));
    }
    let mechanism = Mechanism::from_name(&result.mechanism).ok_or_else(|| unknown(&result.mechanism))?;
    let ties = Ties::from_name(&result.ties).ok_or_else(|| unknown(&result.ties))?;
    let goal = |name: &String| Goal::from_name(name).ok_or_else(|| unknown(name));
    let goals = result.objective_order.iter().map(goal).collect::<Result<Vec<_>, _>>()?;
    let goals = Goals::new(goals).map_err(|_| unknown("objective_order"))?;
    let options = Options { stages: goals.stages(market), together, ..Options::default() };
    Ok(Request { mechanism, ties, options, ..Request::default() })
}

/// Why nothing can be said.
fn refused(refusal: Refusal) -> Failure {
    let ja = match &refusal {
        Refusal::AnotherAllocation => {
            "この結果は、結果に書かれた決定方式によるものではありません（手作業で変えられたか、探索が途中で打ち切られています）。何があれば足りたかは示せません".to_owned()
        }
        Refusal::NearAnEarlierOne => "前の決定に近づけた結果については示せません".to_owned(),
        Refusal::Mechanism(e) => rule::refusal_ja(*e),
        _ => "変えた募集を決められませんでした（プログラムの誤り）".to_owned(),
    };
    Failure::new(ja, format!("cannot say what would have sufficed: {refusal}"))
}

/// Children asked for between two reports of how far it is.
const AT_ONCE: usize = 64;

/// What would have sufficed for some children of a nursery round, in their order; `done` hears how many are.
///
/// # Errors
/// [`Failure`] if the rule is not known or gives another allocation.
pub(crate) fn of_children_by(
    decided: &Decided<'_>,
    result: &ResultJson,
    children: &[ChildIndex],
    done: impl Fn(usize),
) -> Result<Vec<Counterfactuals>, Failure> {
    let room = Room::of(decided, Ties::from_name(&result.ties).unwrap_or_default());
    let request = request_of(result, decided.market(), false)?;
    let desk = Desk::new(decided, &room, request).map_err(refused)?;
    in_pieces(children, |some| desk.of_all(some), done)
}

/// The same for a round of clubs.
///
/// # Errors
/// As [`of_children_by`], and if the decision is not proven: every changed round would be searched to the limits.
pub(crate) fn of_club_children_by(
    decided: &club::Decided<'_>,
    result: &ResultJson,
    children: &[ChildIndex],
    done: impl Fn(usize),
) -> Result<Vec<of_clubs::Counterfactuals>, Failure> {
    let room = of_clubs::Room::of(decided, Ties::from_name(&result.ties).unwrap_or_default());
    let request = request_of(result, decided.market(), true)?;
    let searches = (request.mechanism, request.ties) == (Mechanism::StableOptimal, Ties::Strict);
    if searches && result.status != ResultStatus::Optimal {
        return Err(Failure::new(
            "この決定は最善であることが証明されていません。変えた募集も証明できないため、何があれば足りたかは示せません",
            "cannot say what would have sufficed: this decision is not proven the best, nor would that of a changed round be",
        ));
    }
    let desk = of_clubs::Desk::new(decided, &room, request).map_err(refused)?;
    in_pieces(children, |some| desk.of_all(some), done)
}

fn in_pieces<T>(
    children: &[ChildIndex],
    of_all: impl Fn(&[ChildIndex]) -> Result<Vec<T>, Refusal>,
    done: impl Fn(usize),
) -> Result<Vec<T>, Failure> {
    let mut found = Vec::with_capacity(children.len());
    for some in children.chunks(AT_ONCE) {
        found.extend(of_all(some).map_err(refused)?);
        done(found.len());
    }
    Ok(found)
}

/// What would have sufficed for a child of a nursery round, line by line.
///
/// # Errors
/// As [`of_children_by`].
pub(super) fn text(
    decided: &Decided<'_>,
    child: ChildIndex,
    result: &ResultJson,
    lang: Lang,
) -> Result<String, Failure> {
    let found = of_children_by(decided, result, &[child], |_| {})?;
    Ok(lines(found.iter().flat_map(|f| f.told(decided, lang)).map(|t| t.text), lang))
}

/// The same for a child of a club round.
///
/// # Errors
/// As [`of_children_by`].
pub(super) fn club_text(
    decided: &club::Decided<'_>,
    child: ChildIndex,
    result: &ResultJson,
    lang: Lang,
) -> Result<String, Failure> {
    let found = of_club_children_by(decided, result, &[child], |_| {})?;
    Ok(lines(found.iter().flat_map(|f| f.told(decided, lang)).map(|t| t.text), lang))
}

fn lines(told: impl Iterator<Item = String>, lang: Lang) -> String {
    let mut text = String::from(lang.pick(
        "何があれば足りたか（それぞれ全体を決め直して確かめた結果）:\n",
        "what would have sufficed (each decided anew):\n",
    ));
    let mut told = told.peekable();
    if told.peek().is_none() {
        text += lang.pick("  （該当する希望はありません）\n", "  (there is no wish to ask about)\n");
    }
    for line in told {
        text += &format!("  {line}\n");
    }
    text
}
