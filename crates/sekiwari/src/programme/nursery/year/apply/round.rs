//! A round that was held: who was in it, what everybody got, and that it all fits.

use super::super::event::{rules_of, seats_of};
use super::super::lists::{InRound, Told, above, told};
use super::super::state::{Family, Held, Part, Place, Related, Seated, SeatedBy};
use super::super::{
    CapacityChanged, JointWish, ManualDecision, Need, Registered, RoundHeld, ScoreLine, SeatKey, SeatsOpen,
    Year, YearError, YearOpened,
};
use super::between::rootless;
use super::seats::Way;
use crate::programme::nursery::{Child, ClassSet, RoundData, SiblingTerms};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A child of the round as its tables say.
struct Row<'a> {
    id: &'a str,
    record: &'a Child,
    held: Option<&'a str>,
    related: Related,
    // Its own list above the seat it holds.
    list: Vec<String>,
    scores: Vec<ScoreLine>,
}

/// A household of the round, its children by id.
#[derive(Default)]
struct Group<'a> {
    rows: Vec<Row<'a>>,
    terms: Option<SiblingTerms>,
    joint: Vec<JointWish>,
}

/// What becomes of a child.
struct Change {
    place: Place,
    held: Option<Seated>,
    asked: bool,
    pinned: Option<String>,
}

impl Year {
    pub(super) fn hold(&mut self, date: Date, held: &RoundHeld) -> Result<(), YearError> {
        if self.facilities.is_empty() && self.rounds.is_empty() {
            // A year opened without anything has what its first round has.
            let mut fresh = super::open::open(
                self.last,
                &YearOpened {
                    fiscal_year: self.fiscal_year,
                    name: self.name.clone(),
                    ..YearOpened::with_rows(&held.data)
                },
            )?;
            if !fresh.facilities.is_empty() {
                fresh.hold(date, held)?;
                *self = fresh;
                return Ok(());
            }
        }
        if let Some(mut more) = self.with_new_facilities(&held.data)? {
            more.hold(date, held)?;
            *self = more;
            return Ok(());
        }
        self.check_round(held)?;
        let groups = read(&held.data)?;
        let offered = self.offered(&held.data)?;
        let outcomes = unique(held.outcomes.iter().map(|o| (o.child.as_str(), o)))?;
        let by_hand = unique(held.by_hand.iter().map(|d| (d.child.as_str(), d)))?;
        let in_round: BTreeSet<&str> = groups.values().flat_map(|g| &g.rows).map(|r| r.id).collect();
        let stranger = outcomes.keys().chain(by_hand.keys()).find(|id| !in_round.contains(**id));
        if let Some(&id) = stranger {
            return Err(YearError::NotInRound(id.to_owned()));
        }

        let number = self.rounds.len() as u32;
        let implied = self.implied(&groups)?;
        let (mut ways, mut changes) = (Vec::new(), Vec::new());
        for (household, group) in &groups {
            self.check_joint(household, &group.joint, &group.rows.iter().map(|r| r.id).collect::<Vec<_>>())?;
            for row in &group.rows {
                self.check_list(row.id, &row.list)?;
                let known = self.check_row(household, row)?;
                let class = row.record.class;
                let before = match known.and_then(Registered::seat) {
                    Some(seat) => Some(seat.clone()),
                    None => row.held.map(|facility| Seated {
                        key: self.key_for(facility, class, None).cloned().unwrap_or_else(|| SeatKey {
                            facility: facility.to_owned(),
                            classes: ClassSet::one(class),
                            reserve: None,
                        }),
                        from: None,
                        by: SeatedBy::Before,
                        moved: false,
                    }),
                };
                let outcome = outcomes.get(row.id).ok_or_else(|| YearError::NotDecided(row.id.to_owned()))?;
                let hand = by_hand.get(row.id);
                if hand.is_some_and(|h| h.facility != outcome.facility || h.reserve != outcome.reserve) {
                    return Err(YearError::DecidedByHand(row.id.to_owned()));
                }
                let place = match (&outcome.facility, &before) {
                    (None, Some(_)) if hand.is_none() => {
                        return Err(YearError::HolderLeftOut(row.id.to_owned()));
                    }
                    // Its seat was taken back by hand.
                    (None, Some(_)) => Place::Waiting,
                    (None, None) => Place::Waiting,
                    (Some(facility), Some(seat)) if seat.key.facility == *facility => {
                        Place::Seated(seat.clone())
                    }
                    (Some(facility), _) => {
                        self.check_facility(facility)?;
                        let there = |(c, f): &(String, Option<String>)| {
                            c == row.id && f.as_deref() == Some(facility.as_str())
                        };
                        if hand.is_none()
                            && !row.list.contains(facility)
                            && !group.joint.iter().flatten().any(there)
                        {
                            let (child, facility) = (row.id.to_owned(), facility.clone());
                            return Err(YearError::NotOnList { child, facility });
                        }
                        let found = self.seat_key(row.id, facility, class, outcome.reserve.as_deref());
                        let key = found.or_else(|e| {
                            let own = implied.iter().find(|k| {
                                k.facility == *facility
                                    && k.classes.contains(class)
                                    && outcome.reserve.is_none()
                            });
                            own.cloned().ok_or(e)
                        })?;
                        let by = if hand.is_some() { SeatedBy::Hand } else { SeatedBy::Round(number) };
                        let moved = before.as_ref().is_some_and(|s| s.has_entered(date));
                        Place::Seated(Seated { key, from: Some(held.data.entry_date), by, moved })
                    }
                };
                let now = |place: &Place| match place {
                    Place::Seated(seat) => Some(seat.key.clone()),
                    _ => None,
                };
                let pinned = known.and_then(|k| k.pinned.clone());
                if pinned.is_some() && known.is_some_and(|k| k.place != place) {
                    return Err(YearError::DecidedByHand(row.id.to_owned()));
                }
                ways.push(Way { class, from: before.as_ref().map(|s| s.key.clone()), to: now(&place) });
                let asked = before.is_none() || asks(row, group);
                let pinned = hand.map(|h| h.reason.clone()).or(pinned);
                changes.push(Change { place, held: before, asked, pinned });
            }
        }
        self.check_ways(&ways, Some(&offered))?;
        self.rules.extend(rules_of(&held.data));

        // Everything fits: now it is done.
        if self.rounds.is_empty() && self.tie_names.is_empty() {
            self.tie_names.clone_from(&held.data.tie_names);
        }
        for row in groups.values().flat_map(|g| &g.rows) {
            let seated = self.children.get(row.id).is_some_and(|c| c.seat().is_some());
            if let (Some(facility), false) = (row.held, seated) {
                self.adopt(facility, row.record.class);
            }
        }
        self.do_ways(&ways);
        let mut changes = changes.into_iter();
        for (household, group) in groups {
            self.take_over(household, &group, &by_hand);
            for (row, change) in group.rows.iter().zip(&mut changes) {
                self.settle(household, row, change, number);
            }
        }
        let (label, entry_date) = (held.label.clone(), held.data.entry_date);
        self.rounds.push(Held { label, date, entry_date });
        Ok(())
    }

    /// The year with the facilities that open with a round, and the seats they offer in it; `None` if there are none. Only
    /// then the year is copied.
    fn with_new_facilities(&self, data: &RoundData) -> Result<Option<Year>, YearError> {
        if data.facilities.iter().all(|f| self.facilities.contains_key(&f.id)) {
            return Ok(None);
        }
        let mut more = self.clone();
        for facility in data.facilities.iter().filter(|f| !self.facilities.contains_key(&f.id)) {
            more.open_facility(facility)?;
        }
        for SeatsOpen { key, seats } in seats_of(data) {
            if more.facilities.contains_key(&key.facility) && !self.facilities.contains_key(&key.facility) {
                let seats = i32::try_from(seats).unwrap_or(i32::MAX);
                more.change_capacity(&CapacityChanged { key, seats, reason: String::new() })?;
            }
        }
        Ok(Some(more))
    }

    fn check_round(&self, held: &RoundHeld) -> Result<(), YearError> {
        let (data, year) = (&held.data, self.fiscal_year);
        let entry = data.entry_date;
        let entry_year = if entry.month() >= 4 { entry.year() } else { entry.year().saturating_sub(1) };
        if let Some(found) = [data.fiscal_year, entry_year].into_iter().find(|&y| y != year) {
            return Err(YearError::OtherYear { found, year });
        }
        if self.rounds.iter().any(|r| r.label == held.label) {
            return Err(YearError::LabelTwice(held.label.clone()));
        }
        let first = self.rounds.is_empty() && self.tie_names.is_empty();
        if !first && !data.scores.is_empty() && data.tie_names != self.tie_names {
            return Err(YearError::OtherTieKeys);
        }
        data.facilities.iter().try_for_each(|f| self.check_facility(&f.id))
    }

    /// Seats offered in the round: known ones, and no more than are open.
    fn offered(&self, data: &RoundData) -> Result<BTreeMap<SeatKey, u32>, YearError> {
        let mut offered = BTreeMap::new();
        let rows = data.seats.iter().map(|r| r.facility).chain(data.reserves.iter().map(|r| r.facility));
        for facility in rows {
            at(&data.facilities, facility, "seats")?;
        }
        for SeatsOpen { key, seats: offers } in seats_of(data) {
            let facility = &key.facility;
            let Some(seats) = self.seats.get(&key) else {
                // Nothing is asked of a row without seats: it may stand for a held seat that is known only now.
                if offers == 0 && self.facilities.contains_key(facility) {
                    continue;
                }
                return Err(YearError::UnknownSeats(key));
            };
            if offers > seats.open {
                return Err(YearError::MoreOfferedThanOpen { key, offered: offers, open: seats.open });
            }
            offered.insert(key, offers);
        }
        Ok(offered)
    }

    /// Seats that exist only because children of the round hold them.
    fn implied(&self, groups: &BTreeMap<&str, Group<'_>>) -> Result<BTreeSet<SeatKey>, YearError> {
        let mut new: BTreeMap<(&str, usize), u32> = BTreeMap::new();
        let mut implied = BTreeSet::new();
        for row in groups.values().flat_map(|g| &g.rows) {
            let seated = self.children.get(row.id).is_some_and(|c| c.seat().is_some());
            if let (Some(facility), false) = (row.held, seated) {
                let class = row.record.class;
                let more = new.entry((facility, class.index())).or_default();
                *more += 1;
                self.check_adopt(facility, class, *more)?;
                if self.key_for(facility, class, None).is_none() {
                    let classes = ClassSet::one(class);
                    implied.insert(SeatKey { facility: facility.to_owned(), classes, reserve: None });
                }
            }
        }
        Ok(implied)
    }

    /// Whether what the round says about a child agrees with what is known of it.
    fn check_row(&self, household: &str, row: &Row<'_>) -> Result<Option<&Registered>, YearError> {
        if row.record.affiliation.seat_weight != 1 {
            return Err(YearError::SeveralSeats(row.id.to_owned()));
        }
        let Some(known) = self.children.get(row.id) else { return Ok(None) };
        let child = || row.id.to_owned();
        if known.household != household {
            return Err(YearError::OtherHousehold { child: child(), household: known.household.clone() });
        }
        if known.record.class != row.record.class {
            return Err(YearError::OtherClass(child()));
        }
        match known.place {
            Place::School => return Err(YearError::Gone(child())),
            // Who had left may apply again, and may even be back in a seat.
            Place::Withdrawn | Place::Left => return Ok(Some(known)),
            Place::Waiting | Place::Seated(_) => {}
        }
        if known.facility() != row.held {
            return Err(YearError::OtherSeat { child: child(), holds: known.facility().map(str::to_owned) });
        }
        Ok(Some(known))
    }

    /// Takes over wishes and conditions in which the round differs from what is known. A frozen round knows nothing but the
    /// decision of children decided by hand: the lists that are known of them, and the joint list of their household, stay.
    fn take_over(&mut self, household: &str, group: &Group<'_>, by_hand: &BTreeMap<&str, &ManualDecision>) {
        let pinned = |row: &Row<'_>| by_hand.contains_key(row.id);
        let family = self.families.entry(household.to_owned()).or_insert_with(Family::new);
        family.children.extend(group.rows.iter().map(|r| r.id.to_owned()));
        match group.terms {
            Some(terms) => family.terms = terms,
            None if group.rows.len() > 1 => family.terms = SiblingTerms::SEPARATE,
            None => {}
        }
        if !family.joint.is_empty() && group.rows.iter().any(pinned) {
            return;
        }
        let present: Vec<InRound<'_>> = group
            .rows
            .iter()
            .map(|row| InRound {
                child: row.id,
                held: row.held,
                asks: row.held.is_none() || asks(row, group),
            })
            .collect();
        let said = if group.joint.is_empty() {
            Told { own: group.rows.iter().map(|r| r.list.clone()).collect(), joint: Vec::new() }
        } else {
            let alone = Family { joint: group.joint.clone(), ..Family::new() };
            told(&alone, &self.children, &present)
        };
        if said == told(family, &self.children, &present) {
            return;
        }
        family.joint.clone_from(&group.joint);
        for (row, list) in group.rows.iter().zip(said.own) {
            let Some(child) = self.children.get_mut(row.id) else { continue };
            if pinned(row) && !child.list.is_empty() {
                continue;
            }
            // One that only stands beside its siblings says nothing about its wishes.
            if !list.is_empty() || row.held.is_none() {
                child.list = list;
            }
        }
    }

    fn settle(&mut self, household: &str, row: &Row<'_>, change: Change, number: u32) {
        let moves = match &change.place {
            // Who got what it asked for asks no more.
            Place::Seated(seat) => change.asked && change.held.as_ref() == Some(seat),
            _ => false,
        };
        let decided = match &change.place {
            Place::Seated(seat) if change.pinned.is_some() => Some(&seat.key.facility),
            _ => None,
        };
        let child = self.children.entry(row.id.to_owned()).or_insert_with(|| Registered {
            household: household.to_owned(),
            record: rootless(row.record),
            related: row.related.clone(),
            place: Place::Waiting,
            // Of a child met first as decided by hand nothing else is known.
            list: if row.list.is_empty() { decided.into_iter().cloned().collect() } else { row.list.clone() },
            scores: Vec::new(),
            need: Need::Lasts,
            pinned: None,
            moves: false,
            part: None,
        });
        if !matches!(child.place, Place::Waiting | Place::Seated(_)) {
            if change.pinned.is_none() || child.list.is_empty() {
                child.list.clone_from(&row.list);
            }
            child.need = Need::Lasts;
        }
        child.record = rootless(row.record);
        child.related.clone_from(&row.related);
        if !row.scores.is_empty() {
            child.scores.clone_from(&row.scores);
        }
        child.place = change.place;
        child.moves = moves;
        child.pinned = change.pinned;
        child.part = Some(Part { round: number, held: change.held, asked: change.asked, settled: false });
    }
}

/// Whether a holder asks for another seat.
fn asks(row: &Row<'_>, group: &Group<'_>) -> bool {
    let elsewhere =
        |(c, f): &(String, Option<String>)| c == row.id && f.is_some() && f.as_deref() != row.held;
    if group.joint.is_empty() { !row.list.is_empty() } else { group.joint.iter().flatten().any(elsewhere) }
}

fn unique<'a, T>(rows: impl Iterator<Item = (&'a str, T)>) -> Result<BTreeMap<&'a str, T>, YearError> {
    let mut map = BTreeMap::new();
    for (child, row) in rows {
        if map.insert(child, row).is_some() {
            return Err(YearError::ChildTwice(child.to_owned()));
        }
    }
    Ok(map)
}

fn at<'a, T>(rows: &'a [T], index: u32, table: &'static str) -> Result<&'a T, YearError> {
    rows.get(index as usize).ok_or(YearError::BadPosition { table, index })
}

/// The round's tables household by household.
fn read(data: &RoundData) -> Result<BTreeMap<&str, Group<'_>>, YearError> {
    let facility = |index: u32, table| at(&data.facilities, index, table).map(|f| f.id.as_str());
    let mut lists: Vec<Vec<(u32, &str)>> = vec![Vec::new(); data.children.len()];
    for w in &data.wishes {
        at(&data.children, w.child, "wishes")?;
        lists[w.child as usize].push((w.rank, facility(w.facility, "wishes")?));
    }
    let mut scores: Vec<Vec<ScoreLine>> = vec![Vec::new(); data.children.len()];
    for s in &data.scores {
        at(&data.children, s.child, "scores")?;
        let place = s.facility.map(|f| facility(f, "scores")).transpose()?.map(str::to_owned);
        scores[s.child as usize].push(ScoreLine { facility: place, points: s.points, ties: s.ties.clone() });
    }
    unique(data.children.iter().map(|(_, c)| (c.id.as_str(), ())))?;
    let mut groups: BTreeMap<&str, Group<'_>> = BTreeMap::new();
    for ((household, record), (mut list, scores)) in data.children.iter().zip(lists.into_iter().zip(scores)) {
        let held = record.current.map(|f| facility(f, "children")).transpose()?;
        list.sort_unstable();
        let list: Vec<String> = list.into_iter().map(|(_, f)| f.to_owned()).collect();
        let list = above(&list, held);
        let rows = &mut groups.entry(household).or_default().rows;
        let named = |f: Option<u32>| f.map(|f| facility(f, "children")).transpose();
        let related = Related {
            leaver_of: named(record.affiliation.leaver_of)?.map(str::to_owned),
            employee_of: named(record.affiliation.employee_of)?.map(str::to_owned),
        };
        rows.push(Row { id: &record.id, record, held, related, list, scores });
    }
    for group in groups.values_mut() {
        group.rows.sort_by_key(|r| r.id);
    }
    for (household, terms) in &data.terms {
        if let Some(group) = groups.get_mut(household.as_str()) {
            group.terms = Some(*terms);
        }
    }
    let mut joint: BTreeMap<(&str, u32), JointWish> = BTreeMap::new();
    for row in &data.joint_wishes {
        let (household, child) = at(&data.children, row.child, "joint_wishes")?;
        let place = row.facility.map(|f| facility(f, "joint_wishes")).transpose()?.map(str::to_owned);
        joint.entry((household, row.rank)).or_default().push((child.id.clone(), place));
    }
    for ((household, _), mut row) in joint {
        row.sort();
        if let Some(group) = groups.get_mut(household) {
            group.joint.push(row);
        }
    }
    for group in groups.values_mut().filter(|g| !g.joint.is_empty()) {
        // The joint list stands in place of the own lists.
        group.rows.iter_mut().for_each(|r| r.list.clear());
    }
    Ok(groups)
}
