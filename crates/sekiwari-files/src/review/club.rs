//! How a club round names what its market numbers, and is held against a table.

use sekiwari::Lang;
use sekiwari::explain::club::{SeatsOn, place_text};
use sekiwari::market::{Allocation, ChildId, FacilityId, HouseholdId, Market, PoolId};
use sekiwari::programme::PlacementKind;
use sekiwari::programme::club::capacity::Slot;
use sekiwari::programme::club::{ChildIndex, Compiled, Days, PoolAt, Round};
use sekiwari::verify::{Names, SubmissionBuilder};
use std::collections::BTreeMap;

use super::seated::{HINTS, Seated, as_written, hint, rows_of};
use super::table::Field;
use super::{StatedAllocation, StatedRow, Subject, codes};
use crate::finding::{Finding, Findings};
use crate::write::{Labels, PoolName, RoundFacts, unguard};

/// Names children, households, clubs and pools by the ids of the round.
#[derive(Clone, Copy, Debug)]
pub struct ClubNames<'a> {
    /// The round.
    pub round: &'a Round,
    /// The round, compiled.
    pub compiled: &'a Compiled,
}

/// Whatever does not exist is named by its number: what is judged may be wrong about anything.
impl Names for ClubNames<'_> {
    /// The household's id; with the child's id where its children are decided one by one.
    fn household(&self, household: HouseholdId) -> String {
        let Some(&own) = self.compiled.household.get(household.index()) else {
            return household.index().to_string();
        };
        let own = &self.round.households()[own as usize];
        let mut decided = self.compiled.market.children(household);
        match (decided.len() < own.children.len(), decided.next()) {
            (true, Some(child)) => format!("{} ({})", own.id, self.child(child)),
            _ => own.id.clone(),
        }
    }

    fn child(&self, child: ChildId) -> String {
        let known = self.round.children().get(child.index());
        known.map_or_else(|| child.index().to_string(), |c| c.id.clone())
    }

    /// As in `C01/term MTWHF`, or `bus/MW` for a route.
    fn pool(&self, pool: PoolId) -> String {
        if self.compiled.pools.get(pool.index()).is_none() {
            return pool.index().to_string();
        }
        let PoolName { facility, classes, .. } = self.pool_name(pool);
        classes.map_or_else(|| facility.clone(), |classes| format!("{facility}/{classes}"))
    }

    fn facility(&self, facility: FacilityId) -> String {
        let known = self.round.clubs().get(facility.index());
        known.map_or_else(|| facility.index().to_string(), |c| c.id.clone())
    }
}

impl Labels for ClubNames<'_> {
    fn facts(&self) -> RoundFacts<'_> {
        RoundFacts {
            programme: "club",
            name: self.round.name(),
            fiscal_year: self.round.fiscal_year(),
            entry_date: self.round.entry_date(),
            children: self.round.children().len(),
            households: self.round.households().len(),
        }
    }

    fn child_id(&self, child: ChildId) -> &str {
        self.round.children().get(child.index()).map_or("", |c| &c.id)
    }

    fn pool_name(&self, pool: PoolId) -> PoolName {
        let club = |club: u32| self.round.clubs()[club as usize].id.clone();
        let (facility, classes) = match self.compiled.pools[pool.index()].at {
            PoolAt::Club { club: c, slots } => (club(c), Some(slots.to_string())),
            PoolAt::Route { route, days } => {
                (self.round.routes()[route as usize].id.clone(), Some(days.to_string()))
            }
            PoolAt::Closed { club: c } => (club(c), Some("closed".to_owned())),
            PoolAt::Never { club: c } => (club(c), None),
        };
        PoolName { facility, classes, reserved_for: None }
    }
}

impl Subject for ClubNames<'_> {
    fn seat(&self, market: &Market, stated: &StatedAllocation, out: &mut Findings) -> Seated {
        seat(*self, market, stated, out)
    }

    fn recounts(&self, pool: PoolId) -> bool {
        self.compiled.pools.get(pool.index()).is_some_and(|p| matches!(p.at, PoolAt::Club { .. }))
    }

    fn facility_by_id(&self, id: &str) -> Option<FacilityId> {
        self.round.club_by_id(id).map(FacilityId::new)
    }

    fn wish_ranks(&self, allocation: &Allocation) -> Vec<Option<u32>> {
        self.compiled.decisions(self.round, allocation).iter().map(|d| d.wish_rank).collect()
    }
}

/// Reads the seats out of the rows and reports every row that is not about the round or states something untrue, and every day
/// on which more children come than there are seats: counted row by row, without the pools of the market.
fn seat(case: ClubNames<'_>, market: &Market, stated: &StatedAllocation, out: &mut Findings) -> Seated {
    let (round, children) = (case.round, case.round.children());
    let (row_of, mut faulty) = rows_of(children.iter().map(|c| c.id.as_str()), stated, out);
    let mut builder = SubmissionBuilder::new(market);
    let mut hints = HINTS;
    let mut given: Vec<Option<usize>> = vec![None; children.len()];
    for (i, number) in row_of.iter().enumerate() {
        let Some(row) = number.map(|n| &stated.rows[n as usize]) else { continue };
        let child = i as ChildIndex;
        let report = |kind, field| Finding::new(kind, stated.place(row, field)).arg("child", &row.child);
        check_facts(case, stated, row, child, out);
        let Some(id) = &row.facility else { continue };
        let Some(club) = as_written(id, |id| round.club_by_id(id)) else {
            let near = hint(&mut hints, id, || round.clubs().iter().map(|c| c.id.as_str()));
            out.push(report(&codes::FACILITY_UNKNOWN, Field::Facility).value(id).hint(near));
            faulty[i] = true;
            continue;
        };
        let days: Option<Days> = match row.days.as_deref().map(str::parse) {
            Some(Err(_)) => {
                let said = row.days.as_deref().unwrap_or_default();
                out.push(report(&codes::DAYS_UNREADABLE, Field::Days).value(said));
                faulty[i] = true;
                continue;
            }
            Some(Ok(days)) => Some(days),
            None => None,
        };
        let Some(entry) = listed(round, child, club, days) else {
            let days = days.unwrap_or(children[i].days);
            out.push(report(&codes::CLUB_NOT_LISTED, Field::Facility).value(id).arg("days", days));
            faulty[i] = true;
            continue;
        };
        check_outcome(case, stated, row, child, entry, out);
        given[i] = Some(entry);
        for &pool in case.compiled.pools_of(entry) {
            for _ in 0..children[i].seats {
                builder.sit(ChildId::new(child), pool);
            }
        }
    }
    recount(case, stated, &given, out);
    Seated { submission: builder.build(), row_of, faulty }
}

/// The line of a child's list that a club and days mean. Without days: all that the child wants, else the only line there.
fn listed(round: &Round, child: ChildIndex, club: u32, days: Option<Days>) -> Option<usize> {
    let from = round.list_offset(child);
    let wanted = days.unwrap_or(round.children()[child as usize].days);
    let mut there = (from..).zip(round.list(child)).filter(|(_, e)| e.club == club);
    if let Some((entry, _)) = there.clone().find(|(_, e)| e.days == wanted) {
        return Some(entry);
    }
    match (days, there.next(), there.next()) {
        (None, Some((entry, _)), None) => Some(entry),
        _ => None,
    }
}

/// Household and grade as stated against the round, and the outcome of a child without a seat.
fn check_facts(
    case: ClubNames<'_>,
    stated: &StatedAllocation,
    row: &StatedRow,
    child: ChildIndex,
    out: &mut Findings,
) {
    let known = &case.round.children()[child as usize];
    let household = &case.round.households()[case.round.household_of(child) as usize].id;
    let mut contradict = |kind, field, value: &str, expected: &str| {
        let finding = Finding::new(kind, stated.place(row, field)).value(value);
        out.push(finding.arg("child", &row.child).arg("expected", expected));
    };
    if let Some(said) = row.household.as_ref().filter(|said| unguard(said) != household && *said != household)
    {
        contradict(&codes::HOUSEHOLD_WRONG, Field::Household, said, household);
    }
    let grade = known.grade.to_string();
    if let Some(said) = row.grade.as_ref().filter(|said| **said != grade) {
        contradict(&codes::GRADE_WRONG, Field::Grade, said, &grade);
    }
    let unplaced = PlacementKind::Unplaced;
    if let Some(said) = row.outcome.filter(|&said| row.facility.is_none() && said != unplaced && !row.damaged)
    {
        contradict(&codes::OUTCOME_WRONG, Field::Outcome, said.as_str(), unplaced.as_str());
    }
}

/// The outcome as stated against the line: kept where every seat of it is one that the child holds.
fn check_outcome(
    case: ClubNames<'_>,
    stated: &StatedAllocation,
    row: &StatedRow,
    child: ChildIndex,
    entry: usize,
    out: &mut Findings,
) {
    let last = case.round.list(child).last().filter(|e| e.stay);
    let stay = last.map(|_| case.round.list_offset(child) + case.round.list(child).len() - 1);
    let holds = |p: &PoolId| stay.is_some_and(|s| case.compiled.pools_of(s).contains(p));
    let kept = case.compiled.pools_of(entry).iter().all(holds);
    let kind = if kept { PlacementKind::Kept } else { PlacementKind::Placed };
    if let Some(said) = row.outcome.filter(|said| *said != kind) {
        let finding = Finding::new(&codes::OUTCOME_WRONG, stated.place(row, Field::Outcome));
        out.push(finding.value(said.as_str()).arg("child", &row.child).arg("expected", kind.as_str()));
    }
}

/// Counts the children of every day naively. What the judge reports by its pools is told once, here by the day.
fn recount(case: ClubNames<'_>, stated: &StatedAllocation, given: &[Option<usize>], out: &mut Findings) {
    let round = case.round;
    let mut taken: BTreeMap<Slot, (u32, u32)> = BTreeMap::new();
    for (child, entry) in (0..).zip(given) {
        let seats = round.children()[child as usize].seats;
        round.held_slots(child).into_iter().for_each(|slot| taken.entry(slot).or_default().1 += seats);
        let Some(entry) = *entry else { continue };
        let slots = round.slots_of(entry);
        slots.into_iter().flatten().for_each(|slot| taken.entry(slot).or_default().0 += seats);
    }
    for (slot, (taken, held)) in taken {
        let seats = round.seats().get(slot).map_or(0, |s| s.open).max(held);
        if taken > seats {
            let when = |lang| place_text(round, SeatsOn::Slot(slot), lang);
            let finding = Finding::new(&codes::DAY_OVER, stated.whole());
            let finding = finding.value(&round.clubs()[slot.club as usize].id);
            let finding = finding.arg("when_ja", when(Lang::Ja)).arg("when_en", when(Lang::En));
            out.push(finding.arg("seats", seats).arg("taken", taken));
        }
    }
}
