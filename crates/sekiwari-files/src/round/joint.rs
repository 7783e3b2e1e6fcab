//! `joint_wishes`: a household's own ranked combinations.

use std::collections::BTreeMap;

use sekiwari::programme::nursery::JointRow;

use super::children::Children;
use super::facilities::Facilities;
use super::ids::{self, Reference};
use super::tables;
use crate::finding::{Finding, Findings, catalogue::consistency, catalogue::references, did_you_mean_id};
use crate::table::{CellReader, Col, Table};

/// The joint lists with their table rows, and who has one.
#[derive(Default)]
pub(super) struct JointWishes {
    pub(super) rows: Vec<(JointRow, usize)>,
    /// Households (by id) with a joint list, and whether every row of it could be used.
    pub(super) households: BTreeMap<String, bool>,
    pub(super) facility_col: Col,
}

/// One rank of one household: its rows as (child, facility, table row).
type Group = Vec<(u32, Option<u32>, usize)>;

pub(super) fn read(
    table: &Table,
    mut children: Option<&mut Children>,
    mut facilities: Option<&mut Facilities>,
    findings: &mut Findings,
) -> Option<JointWishes> {
    let mut r = CellReader::new(table, &tables::JOINT_WISHES, findings)?;
    let (household, rank, child, facility) =
        (r.col("household_id"), r.col("rank"), r.col("child_id"), r.col("facility_id"));
    let mut out = JointWishes { facility_col: facility, ..JointWishes::default() };
    let mut groups: BTreeMap<(String, u32), Group> = BTreeMap::new();
    for row in 0..table.rows() {
        let h = r.need_id(row, household).map(String::from);
        let n = r.need_count(row, rank, 1, u32::MAX);
        let c =
            ids::need(&mut r, row, child, children.as_mut().map(|c| &mut c.ids), &references::CHILD_UNKNOWN);
        let f = ids::refer(
            &mut r,
            row,
            facility,
            facilities.as_mut().map(|f| &mut f.ids),
            &references::FACILITY_UNKNOWN,
        );
        let (Ok(h), Some(children)) = (h, children.as_deref()) else {
            continue;
        };
        if children.families.ids.get(&h).is_none() {
            let near = did_you_mean_id(&h, children.families.ids.names());
            let finding = r.finding(&references::HOUSEHOLD_UNKNOWN, row, household).hint(near);
            if children.families.known {
                r.push(row, finding);
            }
            continue;
        }
        let sound = out.households.entry(h.clone()).or_insert(true);
        let (Ok(n), Ok(c), Ok(f)) = (n, c, f) else {
            *sound = false;
            continue;
        };
        let own = &children.rows[c as usize].0;
        if *own != h && !children.families.known {
            *sound = false;
            continue;
        }
        if *own != h {
            *sound = false;
            let finding =
                r.finding(&references::JOINT_CHILD_FOREIGN, row, child).arg("household", &h).arg("own", own);
            r.push(row, finding);
            continue;
        }
        let group = groups.entry((h.clone(), n)).or_default();
        if let Some(&(_, _, first)) = group.iter().find(|g| g.0 == c) {
            *sound = false;
            let finding = r
                .finding(&references::JOINT_CHILD_DUPLICATE, row, child)
                .arg("household", &h)
                .arg("rank", n)
                .arg("first_line", table.line(first));
            r.push(row, finding);
            continue;
        }
        let facility = match f {
            Reference::To(f) => Some(f),
            Reference::Blank => None,
        };
        group.push((c, facility, row));
        out.rows.push((JointRow { child: c, rank: n, facility }, row));
    }
    if let Some(children) = children.as_deref() {
        check_groups(&groups, &out, children, &mut r, (rank, child));
    }
    r.finish(findings);
    Some(out)
}

/// Ranks that give nobody a seat, leave a holder out, or repeat an earlier one.
fn check_groups(
    groups: &BTreeMap<(String, u32), Group>,
    out: &JointWishes,
    children: &Children,
    r: &mut CellReader<'_>,
    (rank, child): (Col, Col),
) {
    let mut seen: BTreeMap<(&str, Vec<Option<u32>>), u32> = BTreeMap::new();
    let mut members: BTreeMap<u32, Vec<u32>> =
        groups.keys().filter_map(|(h, _)| Some((children.families.ids.get(h)?, Vec::new()))).collect();
    for (child, household) in children.families.of.iter().enumerate() {
        if let Some(of) = members.get_mut(household) {
            of.push(child as u32);
        }
    }
    for ((household, n), group) in groups {
        let members = children.families.ids.get(household).and_then(|h| members.get(&h));
        let (Some(members), Some(true)) = (members, out.households.get(household)) else { continue };
        let Some(row) = group.iter().map(|g| g.2).min() else { continue };
        let given = |c: u32| group.iter().find(|g| g.0 == c).and_then(|g| g.1);
        let outcome: Vec<Option<u32>> = members.iter().map(|&c| given(c)).collect();
        let place = r.table().place_at(row, rank);
        let about = |kind| {
            Finding::new(kind, place.clone()).value(&n.to_string()).arg("household", household).arg("rank", n)
        };
        if outcome.iter().all(Option::is_none) {
            let finding = about(&consistency::JOINT_WISH_EMPTY);
            r.push(row, finding);
            continue;
        }
        for (&c, _) in members.iter().zip(&outcome).filter(|(c, f)| {
            f.is_none()
                && children.current_known[**c as usize]
                && children.rows[**c as usize].1.current.is_some()
        }) {
            // The row with the blank facility, or the first row of the rank where the child has none.
            let (own, col) =
                group.iter().find(|g| g.0 == c).map_or((row, child), |g| (g.2, out.facility_col));
            let finding = Finding::new(&consistency::HOLDER_LEFT_OUT, r.table().place_at(own, col))
                .arg("household", household)
                .arg("rank", n)
                .arg("child", children.ids.name(c));
            r.push(own, finding);
        }
        if let Some(first) = seen.get(&(household.as_str(), outcome.clone())) {
            let finding = about(&references::JOINT_WISH_REPEATED).arg("first_rank", first);
            r.push(row, finding);
        } else {
            seen.insert((household, outcome), *n);
        }
    }
}
