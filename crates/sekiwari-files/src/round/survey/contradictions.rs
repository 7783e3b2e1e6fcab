//! Rows of one child that cannot all be true, or do not do what they seem to say.

use sekiwari::programme::nursery::Validity;
use sekiwari::programme::nursery::waiting::Situation;

use super::rows::{About, Columns, Read};
use crate::finding::catalogue::survey as kinds;
use crate::finding::{Finding, Kind};
use crate::table::{CellReader, Col};

/// Rows before a row of one child that it is held against. Nobody has so many; a file that does should not cost their square.
const LOOKED_AT: usize = 200;

/// Checks the rows of one child, which are in the order of the table.
pub(super) fn check(
    r: &mut CellReader<'_>,
    id: &str,
    rows: &[&Read],
    columns: &Columns,
    about: &About<'_>,
    damaged: bool,
) {
    for (i, later) in rows.iter().enumerate() {
        for earlier in
            rows[i.saturating_sub(LOOKED_AT)..i].iter().filter(|e| meet(e.row.validity, later.row.validity))
        {
            pair(r, id, earlier, later, columns);
        }
    }
    let specific = rows.iter().find(|one| one.row.situation == Some(Situation::SpecificPlaceOnly));
    if let Some(one) = specific
        && !damaged
        && rows.iter().all(|one| one.row.offer_refused.is_none())
    {
        let place = r.table().place_at(one.at, columns.situation);
        r.push(one.at, Finding::new(&kinds::SPECIFIC_WITHOUT_OFFER, place).arg("child", id));
    }
    let Some(children) = about.children.as_deref() else { return };
    for one in rows {
        let Some(c) = one.child else { continue };
        let (child, known) = (&children.rows[c as usize].1, children.class_known[c as usize]);
        if one.row.class.is_some_and(|class| known && class != child.class) {
            differs(r, &kinds::CHILD_DIFFERS, id, one, columns.class, "class");
        }
        if one.row.district.as_ref().is_some_and(|d| child.district.as_ref().is_some_and(|own| own != d)) {
            differs(r, &kinds::CHILD_DIFFERS, id, one, columns.district, "district_id");
        }
        if one.row.situation == Some(Situation::ElsewhereWaiting) {
            let finding = Finding::new(&kinds::ELSEWHERE_HERE, r.table().place_at(one.at, columns.situation));
            r.push(one.at, finding.value(id));
        }
        if let (Some(refused), Some(wishes)) = (&one.row.offer_refused, about.wishes) {
            let at = about.facilities.as_ref().and_then(|f| f.ids.get(refused));
            // Wishes are sorted by child.
            let from = wishes.rows.partition_point(|(w, _)| w.child < c);
            let own = wishes.rows[from..].iter().take_while(|(w, _)| w.child == c);
            if own.map(|(w, _)| w.facility).any(|wished| Some(wished) == at) {
                let finding = r.finding(&kinds::REFUSED_WISHED, one.at, columns.refused);
                r.push(one.at, finding.arg("child", id));
            }
        }
    }
}

fn differs(r: &mut CellReader<'_>, kind: &'static Kind, id: &str, one: &Read, col: Col, name: &str) {
    let finding = r.finding(kind, one.at, col).arg("child", id).arg("column", name);
    r.push(one.at, finding);
}

/// Two rows that hold in the same time.
fn pair(r: &mut CellReader<'_>, id: &str, earlier: &Read, later: &Read, columns: &Columns) {
    let (a, b) = (&earlier.row, &later.row);
    let first_line = r.table().line(earlier.at);
    let leave = |s: Option<Situation>| s == Some(Situation::OnLeave);
    let differ = [
        (
            leave(a.situation) && leave(b.situation) && a.return_confirmed != b.return_confirmed,
            columns.returning,
            "return_confirmed",
        ),
        (unequal(&a.residence, &b.residence), columns.residence, "residence"),
        (unequal(&a.entry_wished, &b.entry_wished), columns.entry, "entry_wished"),
        (unequal(&a.reach_minutes, &b.reach_minutes), columns.reach, "reach_minutes"),
        (unequal(&a.care, &b.care), columns.care.0, "care_from"),
        (later.child.is_none() && unequal(&a.class, &b.class), columns.class, "class"),
        (later.child.is_none() && unequal(&a.district, &b.district), columns.district, "district_id"),
    ];
    let mut contradicts = false;
    for (_, col, name) in differ.into_iter().filter(|d| d.0) {
        contradicts = true;
        let finding = Finding::new(&kinds::SURVEY_CONTRADICTS, r.table().place_at(later.at, col));
        r.push(later.at, finding.arg("child", id).arg("column", name).arg("first_line", first_line));
    }
    let (Some(one), Some(other)) = (b.situation, a.situation) else { return };
    if one == other {
        // Two refused offers are two rows with one situation.
        if !contradicts && a.offer_refused == b.offer_refused {
            let finding = r.finding(&kinds::SITUATION_REPEATED, later.at, columns.situation);
            r.push(later.at, finding.arg("child", id).arg("first_line", first_line));
        }
    } else if one.is_a_place() && other.is_a_place() {
        let finding = r.finding(&kinds::TWO_PLACES, later.at, columns.situation);
        let finding = finding.arg("child", id).arg("first_line", first_line);
        r.push(later.at, finding.arg("other", other.as_str()));
    }
}

/// Whether both are stated and differ.
fn unequal<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
    a.is_some() && b.is_some() && a != b
}

/// Whether there is a day on which both hold.
fn meet(a: Validity, b: Validity) -> bool {
    let from = a.from.max(b.from);
    let to = match (a.to, b.to) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    from.zip(to).is_none_or(|(from, to)| from <= to)
}
