//! An earlier decision as a table: what a new one is to stay near to.

use sekiwari::market::{ChildId, Earlier};
use std::collections::HashMap;

use super::table::Field;
use super::{StatedAllocation, Subject, codes};
use crate::finding::{Finding, Findings};
use crate::write::unguard;

/// What an earlier decision gave the children of a round, in the order of the round.
///
/// Children who are not in the round any more are passed over; children whom the table does not name are new, and so is
/// whoever sat at a facility that the round does not have. A child in two rows is a finding. Cost: linear.
pub fn earlier_decision(
    round: &dyn Subject,
    stated: &StatedAllocation,
    findings: &mut Findings,
) -> Vec<Earlier> {
    let children = round.facts().children;
    let by_id: HashMap<&str, usize> =
        (0..children).map(|i| (round.child_id(ChildId::new(i as u32)), i)).collect();
    let mut earlier = vec![Earlier::New; children];
    let mut row_of: Vec<Option<u32>> = vec![None; children];
    for row in &stated.rows {
        let id = row.child.as_str();
        let Some(&i) = by_id.get(unguard(id)).or_else(|| by_id.get(id)) else { continue };
        if let Some(first) = row_of[i].replace(row.line) {
            let finding = Finding::new(&codes::CHILD_TWICE, stated.place(row, Field::Child));
            findings.push(finding.value(id).arg("first_line", first));
            continue;
        }
        earlier[i] = match &row.facility {
            _ if row.damaged => Earlier::New,
            None => Earlier::Out,
            Some(id) => {
                let known = round.facility_by_id(unguard(id)).or_else(|| round.facility_by_id(id));
                known.map_or(Earlier::New, Earlier::At)
            }
        };
    }
    earlier
}

#[cfg(test)]
mod tests {
    use super::earlier_decision;
    use crate::finding::Findings;
    use crate::review::{RoundNames, read_allocation};
    use crate::round::read_round;
    use sekiwari::market::{Earlier, FacilityId};
    use sekiwari::priority::Lottery;
    use sekiwari::programme::nursery::compile;
    use sekiwari::programme::nursery::siblings::JointOptions;
    use std::path::Path;

    #[test]
    fn an_earlier_table_is_read_for_the_children_of_the_round() {
        let tiny = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/tiny");
        let round = read_round(&tiny).0.unwrap().round;
        let compiled = compile(&round, Lottery::new(0), JointOptions::default()).unwrap();
        let names = RoundNames { round: &round, compiled: &compiled };
        let place = |id: &str| round.children().iter().position(|c| c.id == id).unwrap();
        let facility = &round.facilities()[1].id;
        let table = format!("child_id,facility_id\nC01,{facility}\nC02,\nC03,GONE\nZ99,{facility}\n");
        let mut findings = Findings::new();
        let stated = read_allocation(table.clone().into_bytes(), "allocation.csv", &mut findings).unwrap();
        let earlier = earlier_decision(&names, &stated, &mut findings);
        assert!(findings.is_empty());
        assert_eq!(earlier[place("C01")], Earlier::At(FacilityId::new(1)));
        assert_eq!(earlier[place("C02")], Earlier::Out);
        assert_eq!(earlier[place("C03")], Earlier::New);
        assert_eq!(earlier[place("C04")], Earlier::New);

        let stated =
            read_allocation((table + "C02,\n").into_bytes(), "allocation.csv", &mut findings).unwrap();
        earlier_decision(&names, &stated, &mut findings);
        assert_eq!(findings.iter().map(|f| f.code()).collect::<Vec<_>>(), ["R02"]);
    }
}
