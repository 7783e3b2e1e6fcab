//! What the children of a household wish for in a round, given who of them is in it and what they hold.

use super::{Family, JointWish, Registered};
use std::collections::BTreeMap;

/// A child in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InRound<'a> {
    pub(super) child: &'a str,
    /// The facility whose seat it holds.
    pub(super) held: Option<&'a str>,
    /// Whether it asks for (another) seat; one that does not only stands beside its siblings.
    pub(super) asks: bool,
}

/// The lists of a household's children in a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Per child in the order given, the facilities above the seat it holds; empty for all where there is a joint list.
    pub(super) own: Vec<Vec<String>>,
    /// The joint outcomes above the present one, best first, each with an entry for every child in the order given.
    pub(super) joint: Vec<JointWish>,
}

/// What the household wishes for. A joint list of which one child is left becomes that child's own list: the outcomes that
/// its siblings' seats allow.
pub(super) fn told(
    family: &Family,
    children: &BTreeMap<String, Registered>,
    present: &[InRound<'_>],
) -> Told {
    if family.joint.is_empty() {
        let own = |c: &InRound<'_>| match children.get(c.child) {
            Some(child) if c.asks => above(&child.list, c.held),
            _ => Vec::new(),
        };
        return Told { own: present.iter().map(own).collect(), joint: Vec::new() };
    }
    let joint = above_present(&family.joint, present);
    let mut own = vec![Vec::new(); present.len()];
    if present.len() > 1 {
        return Told { own, joint };
    }
    if let Some(list) = own.first_mut() {
        for facility in joint.into_iter().flatten().filter_map(|(_, facility)| facility) {
            if !list.contains(&facility) {
                list.push(facility);
            }
        }
    }
    Told { own, joint: Vec::new() }
}

/// The part of a list above a held seat.
pub(super) fn above(list: &[String], held: Option<&str>) -> Vec<String> {
    list.iter().take_while(|f| Some(f.as_str()) != held).cloned().collect()
}

/// The rows of a joint list that may still be given and are better than the present outcome.
fn above_present(rows: &[JointWish], present: &[InRound<'_>]) -> Vec<JointWish> {
    let mut kept: Vec<JointWish> = Vec::new();
    for row in rows {
        let cell =
            |c: &InRound<'_>| row.iter().find(|(child, _)| child == c.child).and_then(|(_, f)| f.clone());
        let cells: Vec<Option<String>> = present.iter().map(cell).collect();
        let allowed = present.iter().zip(&cells).all(|(c, cell)| match (c.held, c.asks) {
            (Some(held), false) => cell.as_deref() == Some(held),
            (Some(_), true) => cell.is_some(),
            (None, asks) => asks || cell.is_none(),
        });
        if !allowed || cells.iter().all(Option::is_none) {
            continue;
        }
        if present.iter().zip(&cells).all(|(c, cell)| c.held == cell.as_deref()) {
            break;
        }
        let row: JointWish = present.iter().map(|c| c.child.to_owned()).zip(cells).collect();
        if !kept.contains(&row) {
            kept.push(row);
        }
    }
    kept
}
