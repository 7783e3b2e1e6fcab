//! The rows of a table against the round: who sits where, and what is stated beside it.

use sekiwari::market::{ChildId, Market};
use sekiwari::programme::nursery::{ChildIndex, FacilityIndex, Offer, PlacementKind, SaidSeat};
use sekiwari::verify::SubmissionBuilder;

use super::seated::{HINTS, Seated, as_written, hint, rows_of};
use super::table::{Field, StatedSeat};
use super::{RoundNames, StatedAllocation, StatedRow, codes};
use crate::finding::{Finding, Findings, Kind};
use crate::write::unguard;

/// Reads the seats out of the rows of a nursery round and reports every row that is not about it or states something
/// untrue.
pub(super) fn seat(
    case: RoundNames<'_>,
    market: &Market,
    stated: &StatedAllocation,
    out: &mut Findings,
) -> Seated {
    let children = case.round.children();
    let (row_of, mut faulty) = rows_of(children.iter().map(|c| c.id.as_str()), stated, out);
    let mut builder = SubmissionBuilder::new(market);
    let mut said: Vec<(ChildIndex, FacilityIndex, SaidSeat)> = Vec::with_capacity(stated.rows.len());
    let mut hints = HINTS;
    for (i, number) in row_of.iter().enumerate() {
        let Some(row) = number.map(|n| &stated.rows[n as usize]) else { continue };
        let child = i as ChildIndex;
        let report = |kind, field| Finding::new(kind, stated.place(row, field));
        check_facts(case, stated, row, child, out);
        if let Some(expected) = otherwise_decided(case, row, child) {
            let value = row.facility.as_deref().unwrap_or("-");
            let finding = report(&codes::NOT_AS_DECIDED, Field::Facility).value(value);
            out.push(finding.arg("child", &row.child).arg("expected", expected));
            faulty[i] = true;
            continue;
        }
        let Some(id) = &row.facility else { continue };
        let Some(facility) = as_written(id, |id| case.round.facility_by_id(id)) else {
            let near = hint(&mut hints, id, || case.round.facilities().iter().map(|f| f.id.as_str()));
            out.push(report(&codes::FACILITY_UNKNOWN, Field::Facility).value(id).hint(near));
            faulty[i] = true;
            continue;
        };
        let class = children[i].class;
        if let Some(kind) = not_eligible(case, child, facility) {
            let finding = report(kind, Field::Facility).value(id).arg("child", &row.child);
            let needs: Vec<&str> = case.round.unmet_needs(child, facility).collect();
            out.push(finding.arg("class", class).arg("needs", needs.join(";")));
            faulty[i] = true;
            continue;
        }
        match said_seat(case, row, child, facility) {
            Ok(seat) => said.push((child, facility, seat)),
            Err(value) => {
                let finding =
                    report(&codes::SEAT_UNKNOWN, Field::Seat).value(&value).arg("child", &row.child);
                out.push(finding.arg("facility", id).arg("class", class));
                faulty[i] = true;
            }
        }
    }
    for (&(child, ..), pool) in said.iter().zip(case.compiled.seating(case.round, &said)) {
        // Who is eligible has a pool.
        let Some(pool) = pool else { continue };
        for _ in 0..children[child as usize].affiliation.seat_weight {
            builder.sit(ChildId::new(child), pool);
        }
    }
    Seated { submission: builder.build(), row_of, faulty }
}

/// Where a child was put by hand, if the row says something else.
fn otherwise_decided<'a>(case: RoundNames<'a>, row: &StatedRow, child: ChildIndex) -> Option<&'a str> {
    let pin = case.round.pin(child).filter(|_| !row.damaged)?;
    let said = row.facility.as_deref().map(|id| as_written(id, |id| case.round.facility_by_id(id)));
    // A facility that the round does not have is reported as such.
    let said = match said {
        Some(None) => return None,
        Some(known) => known,
        None => None,
    };
    let expected = pin.facility.map_or("-", |f| case.round.facilities()[f as usize].id.as_str());
    (said != pin.facility).then_some(expected)
}

/// Why a child cannot sit at a facility at all, if so.
fn not_eligible(case: RoundNames<'_>, child: ChildIndex, facility: FacilityIndex) -> Option<&'static Kind> {
    let pools = case.compiled.pools_for(case.round, child, facility);
    if pools.iter().any(|p| case.compiled.pools[p.index()].classes.is_some()) {
        return None;
    }
    Some(match case.round.offer(child, facility) {
        Offer::TooYoung => &codes::TOO_YOUNG,
        Offer::CareKind => &codes::CARE_NOT_MET,
        Offer::NotOffered | Offer::Seats(_) => &codes::CLASS_NOT_OFFERED,
    })
}

/// Which seat of a facility a row means.
///
/// # Errors
/// What it says, where there is no such seat for the class.
fn said_seat(
    case: RoundNames<'_>,
    row: &StatedRow,
    child: ChildIndex,
    facility: FacilityIndex,
) -> Result<SaidSeat, String> {
    // Who was put there by hand has the seat that the decision takes, whatever it is called.
    if case.round.pin(child).is_some_and(|pin| pin.facility == Some(facility)) {
        return Ok(SaidSeat::Any);
    }
    match &row.seat {
        None => Ok(SaidSeat::Any),
        Some(StatedSeat::Open) => Ok(SaidSeat::Open),
        Some(StatedSeat::Unknown(said)) => Err(said.clone()),
        Some(StatedSeat::Reserved(group)) => {
            let class = case.round.children()[child as usize].class;
            let mut reserves = case.round.reserves_at(facility, class);
            let named =
                reserves.find(|(i, r)| r.group == *group && case.compiled.pool_of_reserve(*i).is_some());
            named.map(|(i, _)| SaidSeat::Reserved(i)).ok_or_else(|| group.to_string())
        }
    }
}

/// Household, class and outcome as stated against the round. A row with a seat it cannot have still says which outcome
/// it means, so the outcome is held against the facility as written.
fn check_facts(
    case: RoundNames<'_>,
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
    if let Some(said) = row.class.filter(|said| *said != known.class) {
        contradict(&codes::CLASS_WRONG, Field::Class, &said.to_string(), &known.class.to_string());
    }
    let current = known.current.map(|f| case.round.facilities()[f as usize].id.as_str());
    let kind = match row.facility.as_deref() {
        None => PlacementKind::Unplaced,
        Some(id) if current.is_some_and(|held| unguard(id) == held || id == held) => PlacementKind::Kept,
        Some(_) => PlacementKind::Placed,
    };
    if let Some(said) = row.outcome.filter(|said| *said != kind && !row.damaged) {
        contradict(&codes::OUTCOME_WRONG, Field::Outcome, said.as_str(), kind.as_str());
    }
}
