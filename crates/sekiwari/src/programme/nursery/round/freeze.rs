//! From rows to a frozen round: canonical order, then every check, then flat tables.

use super::limits::group as group_limits;
use super::lists::NONE;
use super::{
    Child, DecisionRow, Household, MAX_SEAT_WEIGHT, ReserveRow, Round, RoundData, RoundError, ScoreRow,
    SeatRow, reserved,
};
use crate::priority::ScoreTable;
use crate::programme::nursery::{AgeClass, SiblingTerms};
use rayon::prelude::*;
use std::cmp::Reverse;

impl Round {
    /// Checks the rows and freezes them.
    ///
    /// # Errors
    /// Every reason at once. Cost: sorting the tables.
    pub fn new(mut data: RoundData) -> Result<Round, Vec<RoundError>> {
        let rows = std::mem::take(&mut data.scores);
        let (facilities, children) = (data.facilities.len() as u32, data.children.len() as u32);
        let mut wrong = Vec::new();
        for r in &rows {
            check_index("scores", "child", r.child, children, &mut wrong);
            r.facility.into_iter().for_each(|f| check_index("scores", "facility", f, facilities, &mut wrong));
        }
        freeze(data, wrong, |_, child_at, facility_at| {
            let place = |s: ScoreRow| ScoreRow {
                child: child_at[s.child as usize],
                facility: s.facility.map(|f| facility_at[f as usize]),
                ..s
            };
            rows.into_iter().map(place).collect()
        })
    }

    /// Like [`Round::new`] for a round whose scores are worked out from itself: `score` gets the round in its canonical
    /// order, still without scores, and gives score rows with positions in that order. Scores in `data` are passed over;
    /// its `tie_names` name the keys of the rows.
    ///
    /// # Errors
    /// Every reason at once.
    pub fn new_scored(
        mut data: RoundData,
        score: impl FnOnce(&Round) -> Vec<ScoreRow>,
    ) -> Result<Round, Vec<RoundError>> {
        data.scores = Vec::new();
        freeze(data, Vec::new(), |round, _, _| score(round))
    }

    /// The same round with other scores, under the same tie keys; `rows` with positions in its canonical order, as for
    /// [`Round::new_scored`].
    ///
    /// # Errors
    /// Every reason at once. Cost: a copy of the round, and sorting the rows.
    pub fn with_scores(&self, rows: Vec<ScoreRow>) -> Result<Round, Vec<RoundError>> {
        let mut errors = Vec::new();
        let (facilities, children) = (self.facilities.len() as u32, self.children.len() as u32);
        for r in &rows {
            check_index("scores", "child", r.child, children, &mut errors);
            r.facility
                .into_iter()
                .for_each(|f| check_index("scores", "facility", f, facilities, &mut errors));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut round = self.clone();
        round.list_score.clear();
        round.scores = ScoreTable::new(round.tie_names.len());
        round.score_of.clear();
        round.take_scores(rows, &mut errors);
        if errors.is_empty() { Ok(round) } else { Err(errors) }
    }

    fn take_scores(&mut self, rows: Vec<ScoreRow>, errors: &mut Vec<RoundError>) {
        let mut scores: Vec<_> =
            rows.into_iter().map(|s| (s.child, s.facility.unwrap_or(NONE), s.points, s.ties)).collect();
        scores.sort_by_key(|s| (s.0, s.1));
        self.read_scores(&scores, errors);
    }
}

/// Checks everything, and asks for the scores when the round has its order.
fn freeze(
    data: RoundData,
    wrong: Vec<RoundError>,
    score: impl FnOnce(&Round, &[u32], &[u32]) -> Vec<ScoreRow>,
) -> Result<Round, Vec<RoundError>> {
    let mut errors = check_indices(&data);
    errors.extend(wrong);
    if !errors.is_empty() {
        return Err(errors);
    }
    let (mut facilities, facility_at) = sort_by_id(data.facilities, |f| &f.id, "facility", &mut errors);
    for facility in &mut facilities {
        facility.partners.iter_mut().for_each(|f| *f = facility_at[*f as usize]);
        facility.partners.sort_unstable();
        facility.partners.dedup();
    }
    let (children, household_ids, child_at) = sort_children(data.children, &facility_at, &mut errors);
    let (mut households, household_of) = group(household_ids);
    apply_terms(&mut households, data.terms, &mut errors);

    let mut seats: Vec<SeatRow> = data.seats;
    for row in &mut seats {
        row.facility = facility_at[row.facility as usize];
    }
    let mut reserves = data.reserves;
    for row in &mut reserves {
        row.facility = facility_at[row.facility as usize];
    }
    let id = |f: u32| facilities[f as usize].id.clone();
    reserved::settle(&mut reserves, &mut seats, id, &mut errors);
    seats.sort_by_key(|s| (s.facility, s.classes));
    let seat_of = index_seats(&seats, facilities.len(), |f| &facilities[f as usize].id, &mut errors);

    let mut limits = data.limits;
    for row in &mut limits {
        row.facility = facility_at[row.facility as usize];
    }
    let of_reserve = |r: &ReserveRow| SeatRow { facility: r.facility, classes: r.classes, seats: r.seats };
    let shared: Vec<SeatRow> = seats.iter().cloned().chain(reserves.iter().map(of_reserve)).collect();
    let limits = group_limits(limits, &shared, |f| facilities[f as usize].id.clone(), &mut errors);

    let mut round = Round {
        name: data.name,
        fiscal_year: data.fiscal_year,
        entry_date: data.entry_date,
        facilities,
        seats,
        seat_of,
        reserves,
        limits,
        children,
        pins: Vec::new(),
        household_of,
        households,
        list_start: Vec::new(),
        list_facility: Vec::new(),
        list_score: Vec::new(),
        child_score: Vec::new(),
        scores: ScoreTable::new(data.tie_names.len()),
        score_of: Vec::new(),
        tie_names: data.tie_names,
    };

    let decided = data.decisions.into_iter().map(|d| DecisionRow {
        child: child_at[d.child as usize],
        facility: d.facility.map(|f| facility_at[f as usize]),
        ..d
    });
    round.take_pins(decided.collect(), &mut errors);
    round.seat_pins(&mut errors);

    let mut joint: Vec<(u32, u32, u32, Option<u32>)> = Vec::with_capacity(data.joint_wishes.len());
    for row in data.joint_wishes {
        let child = child_at[row.child as usize];
        let facility = row.facility.map(|f| facility_at[f as usize]);
        joint.push((round.household_of[child as usize], row.rank, child, facility));
    }
    joint.sort_unstable();
    round.read_joint_wishes(&joint, &mut errors);

    let mut wishes: Vec<(u32, u32, u32)> = data
        .wishes
        .into_iter()
        .map(|w| (child_at[w.child as usize], w.rank, facility_at[w.facility as usize]))
        .collect();
    wishes.par_sort_unstable();
    round.read_lists(&wishes, &mut errors);

    let scores = score(&round, &child_at, &facility_at);
    round.take_scores(scores, &mut errors);
    if errors.is_empty() { Ok(round) } else { Err(errors) }
}

fn check_index(table: &'static str, what: &'static str, index: u32, len: u32, errors: &mut Vec<RoundError>) {
    if index >= len {
        errors.push(RoundError::BadIndex { table, what, index });
    }
}

fn check_indices(data: &RoundData) -> Vec<RoundError> {
    let mut errors = Vec::new();
    let (facilities, children) = (data.facilities.len() as u32, data.children.len() as u32);
    let mut check = |table, what, index: u32, len: u32| check_index(table, what, index, len, &mut errors);
    data.seats.iter().for_each(|r| check("seats", "facility", r.facility, facilities));
    data.limits.iter().for_each(|r| check("limits", "facility", r.facility, facilities));
    data.children
        .iter()
        .filter_map(|(_, c)| c.current)
        .for_each(|f| check("children", "facility", f, facilities));
    data.reserves.iter().for_each(|r| check("reserves", "facility", r.facility, facilities));
    data.facilities
        .iter()
        .flat_map(|f| &f.partners)
        .for_each(|&f| check("facilities", "facility", f, facilities));
    data.children
        .iter()
        .flat_map(|(_, c)| [c.affiliation.leaver_of, c.affiliation.employee_of])
        .flatten()
        .for_each(|f| check("children", "facility", f, facilities));
    for r in &data.wishes {
        check("wishes", "child", r.child, children);
        check("wishes", "facility", r.facility, facilities);
    }
    for r in &data.decisions {
        check("decisions", "child", r.child, children);
        r.facility.into_iter().for_each(|f| check("decisions", "facility", f, facilities));
    }
    for r in &data.joint_wishes {
        check("joint_wishes", "child", r.child, children);
        r.facility.into_iter().for_each(|f| check("joint_wishes", "facility", f, facilities));
    }
    errors
}

fn sort_by_id<T>(
    rows: Vec<T>,
    id: impl Fn(&T) -> &String,
    table: &'static str,
    errors: &mut Vec<RoundError>,
) -> (Vec<T>, Vec<u32>) {
    let mut order: Vec<u32> = (0..rows.len() as u32).collect();
    order.sort_by(|&a, &b| id(&rows[a as usize]).cmp(id(&rows[b as usize])));
    let position = places(&order);
    // Tables mostly come in order, and rows are large.
    let rows = if order.is_sorted() { rows } else { in_order(rows, &order).collect() };
    for pair in rows.windows(2).filter(|p| id(&p[0]) == id(&p[1])) {
        errors.push(RoundError::DuplicateId { table, id: id(&pair[0]).clone() });
    }
    (rows, position)
}

/// Per row its place in an order.
fn places(order: &[u32]) -> Vec<u32> {
    let mut place = vec![0; order.len()];
    (0..).zip(order).for_each(|(new, &old)| place[old as usize] = new);
    place
}

/// The rows in an order that names each of them once.
fn in_order<T>(rows: Vec<T>, order: &[u32]) -> impl Iterator<Item = T> {
    let mut rows: Vec<Option<T>> = rows.into_iter().map(Some).collect();
    order.iter().filter_map(move |&i| rows[i as usize].take())
}

fn sort_children(
    rows: Vec<(String, Child)>,
    facility_at: &[u32],
    errors: &mut Vec<RoundError>,
) -> (Vec<Child>, Vec<String>, Vec<u32>) {
    let (by_id, first) = sort_by_id(rows, |(_, c)| &c.id, "child", errors);
    let mut order: Vec<u32> = (0..by_id.len() as u32).collect();
    // Elder first; where only classes are known the higher class is the elder; then by id.
    order.sort_by_key(|&i| {
        let (household, c) = &by_id[i as usize];
        (household, Reverse(c.class), c.birth_date.is_none(), c.birth_date, i)
    });
    let second = places(&order);
    let (households, children) = in_order(by_id, &order)
        .map(|(h, mut c)| {
            let at = |f: Option<u32>| f.map(|f| facility_at[f as usize]);
            c.current = at(c.current);
            let a = &mut c.affiliation;
            (a.leaver_of, a.employee_of) = (at(a.leaver_of), at(a.employee_of));
            for words in [&mut a.groups, &mut a.care_needs] {
                words.sort();
                words.dedup();
            }
            if a.seat_weight == 0 || a.seat_weight > MAX_SEAT_WEIGHT {
                errors.push(RoundError::SeatWeight { child: c.id.clone(), weight: a.seat_weight });
            }
            (h, c)
        })
        .unzip();
    (children, households, first.into_iter().map(|i| second[i as usize]).collect())
}

fn group(household_ids: Vec<String>) -> (Vec<Household>, Vec<u32>) {
    let mut households: Vec<Household> = Vec::new();
    let mut household_of = Vec::with_capacity(household_ids.len());
    for (i, id) in household_ids.into_iter().enumerate() {
        match households.last_mut().filter(|h| h.id == id) {
            Some(h) => h.children.end += 1,
            None => households.push(Household {
                id,
                terms: SiblingTerms::SEPARATE,
                children: i as u32..i as u32 + 1,
                joint_wishes: None,
            }),
        }
        household_of.push(households.len() as u32 - 1);
    }
    (households, household_of)
}

fn apply_terms(
    households: &mut [Household],
    terms: Vec<(String, SiblingTerms)>,
    errors: &mut Vec<RoundError>,
) {
    let (terms, _) = sort_by_id(terms, |(id, _)| id, "household", errors);
    for (id, terms) in terms {
        match households.binary_search_by(|h| h.id.cmp(&id)) {
            Ok(i) => households[i].terms = terms,
            Err(_) => errors.push(RoundError::UnknownHousehold { household: id }),
        }
    }
}

fn index_seats<'a>(
    seats: &[SeatRow],
    facilities: usize,
    id: impl Fn(u32) -> &'a String,
    errors: &mut Vec<RoundError>,
) -> Vec<u32> {
    let mut seat_of = vec![NONE; facilities * AgeClass::COUNT];
    for (row, s) in seats.iter().enumerate() {
        for class in s.classes.classes() {
            let slot = &mut seat_of[s.facility as usize * AgeClass::COUNT + class.index()];
            if *slot != NONE {
                errors.push(RoundError::ClassInTwoRows {
                    facility: id(s.facility).clone(),
                    class: class.get(),
                });
            }
            *slot = row as u32;
        }
    }
    seat_of
}
