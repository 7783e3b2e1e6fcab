//! A scenario applied to a round.

use super::check::{check, refused};
use super::close::{GONE, close};
use super::demand::grow;
use super::edit::Edit;
use super::lists::{Change, Relisted, relist};
use super::open::open;
use super::{Case, Fault, Scenario, rows};
use crate::siting::Draw;
use crate::siting::behaviour::Behaviour;
use std::borrow::Cow;

/// What families do, and which draw this is.
#[derive(Clone, Copy, Debug)]
pub struct Families<'a> {
    /// What they list when facilities open, close and move.
    pub behaviour: Behaviour<'a>,
    /// The draw; draws with one number have everything random in common.
    pub draw: Draw,
}

impl Families<'_> {
    /// Nobody changes a list of its own accord.
    pub const STILL: Families<'static> =
        Families { behaviour: Behaviour::Still, draw: Draw { seed: 0, number: 0 } };
}

/// A changed round.
#[derive(Clone, Debug)]
pub struct Applied<'a> {
    /// The round with what belongs to it.
    pub case: Case<'a>,
    /// What families did.
    pub relisted: Relisted,
}

/// Applies a scenario to a round. A scenario without edits gives the round as it is. The rule is not changed here: see
/// [`Scenario::rules`].
///
/// **Guarantees.** The order of the edits leaves no trace. The same draw gives the same round.
///
/// **Cost.** A copy of the round and [`crate::programme::nursery::Round::new`], with points from a rulebook their
/// computation as well; with a behaviour the distances of all children to what opens or moves.
///
/// # Errors
/// Every fault of the edits at once; if there is none, every reason why the changed round is refused.
///
/// ```
/// use sekiwari::programme::nursery::{AgeClass, ClassSet, Facility, Round, RoundData, SeatRow};
/// use sekiwari::siting::scenario::{Amount, Case, Edit, Families, Resize, Scenario, apply};
///
/// # let facility = Facility { id: "F1".into(), name: String::new(), kind: None, district: None, position: None,
/// #     min_age_days: None, partners: vec![], care_kinds: vec![] };
/// let ones = ClassSet::one(AgeClass::new(1).expect("a class"));
/// let data = RoundData {
///     name: "r".into(), fiscal_year: 2026, entry_date: jiff::civil::date(2026, 4, 1), facilities: vec![facility],
///     seats: vec![SeatRow { facility: 0, classes: ones, seats: 9 }],
///     // ...
/// #   reserves: vec![], limits: vec![], decisions: vec![], children: vec![], wishes: vec![], terms: vec![], joint_wishes: vec![],
/// #   tie_names: vec![], scores: vec![] };
/// let round = Round::new(data).expect("valid");
/// let more = Resize { facility: "F1".into(), classes: ones, seats: Amount::By(3), new: false };
/// let scenario = Scenario { name: "three more".into(), edits: vec![Edit::Resize(more)], ..Scenario::default() };
/// let changed = apply(&Case::of(&round), &scenario, &Families::STILL).expect("fits");
/// assert_eq!(changed.case.round.seats()[0].seats, 12);
/// ```
pub fn apply<'a>(
    case: &Case<'a>,
    scenario: &Scenario,
    families: &Families<'_>,
) -> Result<Applied<'a>, Vec<Fault>> {
    if scenario.edits.is_empty() {
        return Ok(Applied { case: case.clone(), relisted: Relisted::default() });
    }
    let faults = check(case, scenario);
    if !faults.is_empty() {
        return Err(faults);
    }
    let before = &*case.round;
    let mut data = before.data();
    let (mut scoring, mut capacity) = (case.scoring.clone(), case.capacity.clone());

    let mut gone = vec![false; before.facilities().len()];
    let index = |id: &str| before.facility_by_id(id);
    for edit in &scenario.edits {
        if let Edit::Close(c) = edit
            && let Some(f) = index(&c.facility)
        {
            gone[f as usize] = true;
        }
    }
    let at: Vec<u32> = if gone.contains(&true) {
        if !capacity.is_empty() {
            capacity.to_mut().retain(|(id, _)| index(id).is_none_or(|f| !gone[f as usize]));
        }
        close(&mut data, &gone)
    } else {
        (0..before.facilities().len() as u32).collect()
    };
    let now = |id: &str| index(id).map(|f| at[f as usize]).filter(|&f| f != GONE);
    let mut changes: Vec<Change<'_>> = Vec::new();
    // Everything that is drawn or told depends on ids, not on where an edit stands.
    let mut opened: Vec<&super::Open> = Vec::new();
    let mut demands: Vec<&super::Demand> = Vec::new();
    for edit in &scenario.edits {
        match edit {
            Edit::Open(o) => opened.push(o),
            Edit::Demand(d) => demands.push(d),
            Edit::Close(_) => {}
            Edit::Move(m) => {
                let Some((old, new)) = index(&m.facility).zip(now(&m.facility)) else { continue };
                let facility = &mut data.facilities[new as usize];
                facility.position = Some(m.position);
                if m.district.is_some() {
                    facility.district.clone_from(&m.district);
                }
                changes.push(Change::Moved { old, at: new, position: m.position });
            }
            Edit::Resize(r) => {
                now(&r.facility).into_iter().for_each(|f| rows::resize(&mut data, f, r));
            }
            Edit::Limit(l) => now(&l.facility).into_iter().for_each(|f| rows::limit(&mut data, f, l)),
            Edit::Teachers(t) => {
                let table = capacity.binary_search_by(|(id, _)| id.as_str().cmp(&t.facility)).ok();
                if let Some((f, table)) = now(&t.facility).zip(table) {
                    rows::teachers(&mut data, f, &mut capacity.to_mut()[table].1, t);
                }
            }
        }
    }
    opened.sort_by(|a, b| a.id.cmp(&b.id));
    demands.sort_by(|a, b| (&a.district, a.class).cmp(&(&b.district, b.class)));
    changes.sort_by_key(Change::facility);
    for o in opened {
        let at = open(&mut data, o);
        changes.push(Change::Opened { open: o, at });
    }
    let source: Vec<u32> = if demands.is_empty() {
        (0..before.children().len() as u32).collect()
    } else {
        grow(before, &mut data, scoring.as_mut().map(|s| &mut s.1), &demands, families.draw)
    };
    let relisted = if changes.is_empty() && !gone.contains(&true) {
        Relisted::default()
    } else {
        relist(before, &mut data, &source, &at, &changes, scoring.is_some(), families)
    };
    let round = Case::frozen(data, scoring.as_ref()).map_err(refused)?;
    Ok(Applied { case: Case { round: Cow::Owned(round), scoring, capacity }, relisted })
}
