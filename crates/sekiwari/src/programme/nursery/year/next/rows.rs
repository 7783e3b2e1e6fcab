//! The rows of a round that a year makes.

use super::super::lists::{InRound, told};
use super::super::{Family, SeatKey, Year};
use super::{Candidate, Entrant, Role, Room};
use crate::programme::nursery::{
    Child, Facility, JointRow, LimitRow, ReserveGroup, ReserveKind, ReserveRow, RoundData, ScoreRow, SeatRow,
    WishRow,
};
use jiff::civil::Date;
use std::collections::HashMap;

/// The rows of a round in the making.
pub(super) struct Rows<'a> {
    year: &'a Year,
    // Only looked up.
    at: HashMap<&'a str, u32>,
    pub(super) data: RoundData,
    pub(super) entrants: Vec<Entrant>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(year: &'a Year, name: &str, entry_date: Date, room: &Room<'_>) -> Self {
        let at: HashMap<&str, u32> = year.facilities.keys().map(String::as_str).zip(0..).collect();
        let seat = |(key, &seats): (&&SeatKey, &i64)| {
            let (facility, seats) = (at[key.facility.as_str()], seats.max(0) as u32);
            key.reserve.is_none().then_some(SeatRow { facility, classes: key.classes, seats })
        };
        let mut limits = Vec::new();
        for site in year.facilities.values() {
            let net = room.net(site);
            for limit in &site.limits {
                let capacity = limit.left(&net);
                limits.extend(limit.weights.iter().map(|&(classes, weight, per)| LimitRow {
                    facility: at[limit.facility.as_str()],
                    name: limit.name.clone(),
                    classes,
                    weight,
                    per,
                    capacity,
                }));
            }
        }
        let reserve = |key: &SeatKey, seats: i64| {
            let group = ReserveGroup::from_name(key.reserve.as_deref()?)?;
            let (rule, classes) = (year.rules.get(key).copied().unwrap_or_default(), key.classes);
            let (facility, seats) = (*at.get(key.facility.as_str())?, seats.max(0) as u32);
            let (kind, min_age_days) = (rule.kind, rule.min_age_days);
            Some(ReserveRow { facility, classes, seats, group, kind, min_age_days })
        };
        let with_seats = room.open.iter().filter_map(|(key, &seats)| reserve(key, seats));
        // What a guarantee has added stands among the open seats.
        let guarantees = year.rules.iter().filter(|(_, r)| r.kind == ReserveKind::Guarantee);
        let guarantees = guarantees.filter_map(|(key, _)| reserve(key, 0));
        let reserves: Vec<ReserveRow> = with_seats.chain(guarantees).collect();
        let facilities = year.facilities.values().map(|site| Facility {
            partners: site.partners.iter().filter_map(|id| at.get(id.as_str()).copied()).collect(),
            ..site.facility.clone()
        });
        let data = RoundData {
            reserves,
            decisions: Vec::new(),
            name: name.to_owned(),
            fiscal_year: year.fiscal_year,
            entry_date,
            facilities: facilities.collect(),
            seats: room.open.iter().filter_map(seat).collect(),
            limits,
            children: Vec::new(),
            wishes: Vec::new(),
            terms: Vec::new(),
            joint_wishes: Vec::new(),
            tie_names: year.tie_names.clone(),
            scores: Vec::new(),
        };
        Self { year, at, data, entrants: Vec::new() }
    }

    /// Adds the children of a household, unless there is nothing they could be given.
    pub(super) fn add(
        &mut self,
        household: &str,
        family: &Family,
        present: &[(&str, Candidate<'_>)],
    ) -> bool {
        let in_round: Vec<InRound<'_>> = present
            .iter()
            .map(|(child, c)| InRound {
                child,
                held: c.held.map(|k| k.facility.as_str()),
                asks: c.role != Role::Stands,
            })
            .collect();
        let lists = told(family, &self.year.children, &in_round);
        if lists.joint.is_empty() && lists.own.iter().all(Vec::is_empty) {
            return present.is_empty();
        }
        let first = self.data.children.len() as u32;
        for (((id, c), list), child) in present.iter().zip(&lists.own).zip(first..) {
            let Some(known) = self.year.children.get(*id) else { continue };
            let current = c.held.map(|k| self.at[k.facility.as_str()]);
            let position = |id: &Option<String>| self.at.get(id.as_deref()?).copied();
            let mut record = Child { current, ..known.record.clone() };
            record.affiliation.leaver_of = position(&known.related.leaver_of);
            record.affiliation.employee_of = position(&known.related.employee_of);
            self.data.children.push((household.to_owned(), record));
            let wishes = list.iter().zip(1..);
            self.data.wishes.extend(wishes.map(|(f, rank)| WishRow {
                child,
                rank,
                facility: self.at[f.as_str()],
            }));
            for line in &known.scores {
                // Lines for facilities that are no more are of no use.
                let facility = line.facility.as_ref().map(|f| self.at.get(f.as_str()).copied());
                if let Some(None) = facility {
                    continue;
                }
                let (points, ties) = (line.points, line.ties.clone());
                self.data.scores.push(ScoreRow { child, facility: facility.flatten(), points, ties });
            }
            let last_round = known.part.as_ref().map(|p| p.round);
            self.entrants.push(Entrant { child: (*id).to_owned(), role: c.role, last_round });
        }
        for (row, rank) in lists.joint.iter().zip(1..) {
            for ((_, facility), child) in row.iter().zip(first..) {
                let facility = facility.as_ref().map(|f| self.at[f.as_str()]);
                self.data.joint_wishes.push(JointRow { child, rank, facility });
            }
        }
        if present.len() > 1 && family.terms.binds() {
            self.data.terms.push((household.to_owned(), family.terms));
        }
        true
    }
}
