//! From rows to a frozen round: canonical order, then every check, then flat tables.

use super::{Child, District, Household, MAX_SEATS, Round, RoundData, RoundError, Route, ScoreRow};
use crate::priority::ScoreTable;
use crate::programme::club::capacity::SeatTable;
use crate::programme::siblings::SiblingTerms;
use std::cmp::Reverse;

impl Round {
    /// Checks the rows and freezes them.
    ///
    /// # Errors
    /// Every reason at once. Cost: sorting the tables, and the districts around each one.
    pub fn new(mut data: RoundData) -> Result<Round, Vec<RoundError>> {
        let rows = std::mem::take(&mut data.scores);
        let (clubs, children) = (data.clubs.len() as u32, data.children.len() as u32);
        let mut wrong = Vec::new();
        for r in &rows {
            check_index("scores", "child", r.child, children, &mut wrong);
            r.club.into_iter().for_each(|f| check_index("scores", "club", f, clubs, &mut wrong));
        }
        freeze(data, wrong, |_, child_at, club_at| {
            let place = |s: ScoreRow| ScoreRow {
                child: child_at[s.child as usize],
                club: s.club.map(|f| club_at[f as usize]),
                ..s
            };
            rows.into_iter().map(place).collect()
        })
    }

    /// Like [`Round::new`] for a round whose scores are worked out from itself: `score` gets the round in its canonical
    /// order, still without scores, and gives score rows with positions in that order.
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
}

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
    for (i, key) in data.rules.order.iter().enumerate() {
        if data.rules.order[..i].contains(key) {
            errors.push(RoundError::OrderTwice { key: key.as_str() });
        }
    }
    let (clubs, club_at) = sort_by_id(data.clubs, |c| &c.id, "facilities", &mut errors);
    let (mut districts, district_at) = sort_by_id(data.districts, |d| &d.id, "districts", &mut errors);
    settle_districts(&mut districts, &club_at, &district_at);
    let (mut routes, _) = sort_by_id(data.routes, |r| &r.id, "transport", &mut errors);
    for Route { districts, clubs, .. } in &mut routes {
        place_all(districts, &district_at);
        place_all(clubs, &club_at);
    }

    let mut units = data.units;
    units.iter_mut().for_each(|row| row.club = club_at[row.club as usize]);
    // Rows are told apart by what they say, so that their order leaves no trace.
    units.sort_by_key(|r| (r.club, r.seasons, r.days));
    let mut enrolled = data.enrolled;
    enrolled.iter_mut().for_each(|row| row.club = club_at[row.club as usize]);
    enrolled.sort_by_key(|r| (r.club, r.seasons, r.days, r.children));
    let seats = match SeatTable::new(clubs.len() as u32, data.standards, &units, &enrolled) {
        Ok(seats) => seats,
        Err(faults) => {
            errors.extend(faults.into_iter().map(RoundError::from));
            return Err(errors);
        }
    };

    let (children, household_ids, child_at) =
        sort_children(data.children, &club_at, &district_at, &mut errors);
    let (mut households, household_of) = group(household_ids);
    apply_terms(&mut households, data.terms, &mut errors);

    let mut round = Round {
        name: data.name,
        fiscal_year: data.fiscal_year,
        entry_date: data.entry_date,
        rules: data.rules,
        seats,
        clubs,
        districts,
        routes,
        made: Vec::with_capacity(children.len()),
        children,
        household_of,
        households,
        list_start: Vec::new(),
        list: Vec::new(),
        list_score: Vec::new(),
        child_score: Vec::new(),
        scores: ScoreTable::new(data.tie_names.len()),
        score_rows: Vec::new(),
        tie_names: data.tie_names,
    };
    let mut wishes: Vec<_> = data
        .wishes
        .into_iter()
        .map(|w| (child_at[w.child as usize], w.rank, club_at[w.club as usize], w.days))
        .collect();
    wishes.sort_unstable();
    round.read_lists(&wishes, &mut errors);
    let scores = score(&round, &child_at, &club_at);
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
    let (clubs, districts) = (data.clubs.len() as u32, data.districts.len() as u32);
    let children = data.children.len() as u32;
    let mut check = |table, what, index: u32, len: u32| check_index(table, what, index, len, &mut errors);
    data.units.iter().for_each(|r| check("units", "club", r.club, clubs));
    data.enrolled.iter().for_each(|r| check("enrolled", "club", r.club, clubs));
    for d in &data.districts {
        d.neighbours.iter().for_each(|&n| check("districts", "district", n, districts));
        d.homes.iter().for_each(|&c| check("districts", "club", c, clubs));
    }
    for r in &data.routes {
        r.districts.iter().for_each(|&d| check("transport", "district", d, districts));
        r.clubs.iter().for_each(|&c| check("transport", "club", c, clubs));
    }
    for (_, c) in &data.children {
        c.district.into_iter().for_each(|d| check("children", "district", d, districts));
        c.current.into_iter().for_each(|(f, _)| check("children", "club", f, clubs));
        c.last_year.into_iter().for_each(|f| check("children", "club", f, clubs));
    }
    for r in &data.wishes {
        check("wishes", "child", r.child, children);
        check("wishes", "club", r.club, clubs);
    }
    errors
}

fn place_all(positions: &mut Vec<u32>, at: &[u32]) {
    positions.iter_mut().for_each(|p| *p = at[*p as usize]);
    positions.sort_unstable();
    positions.dedup();
}

/// Positions in canonical order; either side may name a neighbour.
fn settle_districts(districts: &mut [District], club_at: &[u32], district_at: &[u32]) {
    let mut pairs = Vec::new();
    for (d, district) in (0..).zip(districts.iter_mut()) {
        place_all(&mut district.homes, club_at);
        place_all(&mut district.neighbours, district_at);
        pairs.extend(district.neighbours.iter().filter(|&&n| n != d).flat_map(|&n| [(d, n), (n, d)]));
        district.schools.sort();
        district.schools.dedup();
    }
    pairs.sort_unstable();
    pairs.dedup();
    for (d, district) in (0u32..).zip(districts.iter_mut()) {
        let own = pairs.partition_point(|p| p.0 < d)..pairs.partition_point(|p| p.0 <= d);
        district.neighbours = pairs[own].iter().map(|p| p.1).collect();
    }
}

/// Rows in the order of their ids, and for each old position the new one.
fn sort_by_id<T>(
    rows: Vec<T>,
    id: impl Fn(&T) -> &String,
    table: &'static str,
    errors: &mut Vec<RoundError>,
) -> (Vec<T>, Vec<u32>) {
    let mut tagged: Vec<(u32, T)> = rows.into_iter().enumerate().map(|(i, r)| (i as u32, r)).collect();
    tagged.sort_by(|a, b| id(&a.1).cmp(id(&b.1)));
    let mut position = vec![0; tagged.len()];
    for (new, (old, _)) in tagged.iter().enumerate() {
        position[*old as usize] = new as u32;
    }
    let rows: Vec<T> = tagged.into_iter().map(|(_, r)| r).collect();
    for pair in rows.windows(2).filter(|p| id(&p[0]) == id(&p[1])) {
        errors.push(RoundError::DuplicateId { table, id: id(&pair[0]).clone() });
    }
    (rows, position)
}

fn sort_children(
    rows: Vec<(String, Child)>,
    club_at: &[u32],
    district_at: &[u32],
    errors: &mut Vec<RoundError>,
) -> (Vec<Child>, Vec<String>, Vec<u32>) {
    let (by_id, first) = sort_by_id(rows, |(_, c)| &c.id, "children", errors);
    let mut order: Vec<u32> = (0..by_id.len() as u32).collect();
    // Elder first, then by id.
    order.sort_by_key(|&i| {
        let (household, c) = &by_id[i as usize];
        (household, Reverse(c.grade), i)
    });
    let mut second = vec![0u32; by_id.len()];
    for (new, &old) in order.iter().enumerate() {
        second[old as usize] = new as u32;
    }
    let mut slots: Vec<Option<(String, Child)>> = by_id.into_iter().map(Some).collect();
    let (households, children) = order
        .iter()
        .filter_map(|&i| slots[i as usize].take())
        .map(|(h, mut c)| {
            c.district = c.district.map(|d| district_at[d as usize]);
            c.current = c.current.map(|(f, days)| (club_at[f as usize], days));
            c.last_year = c.last_year.map(|f| club_at[f as usize]);
            check_child(&c, errors);
            (h, c)
        })
        .unzip();
    (children, households, first.into_iter().map(|i| second[i as usize]).collect())
}

fn check_child(c: &Child, errors: &mut Vec<RoundError>) {
    let child = || c.id.clone();
    if c.days.is_empty() || c.seasons.is_empty() || c.current.is_some_and(|(_, days)| days.is_empty()) {
        errors.push(RoundError::NoDays { child: child() });
    } else if c.min_days == 0 || c.min_days > c.days.len() {
        errors.push(RoundError::MinDays { child: child(), min_days: c.min_days, days: c.days });
    }
    if c.seats == 0 || c.seats > MAX_SEATS {
        errors.push(RoundError::Seats { child: child(), seats: c.seats });
    }
}

fn group(household_ids: Vec<String>) -> (Vec<Household>, Vec<u32>) {
    let mut households: Vec<Household> = Vec::new();
    let mut household_of = Vec::with_capacity(household_ids.len());
    for (i, id) in (0..).zip(household_ids) {
        match households.last_mut().filter(|h| h.id == id) {
            Some(h) => h.children.end += 1,
            None => households.push(Household { id, terms: SiblingTerms::SEPARATE, children: i..i + 1 }),
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
    let (terms, _) = sort_by_id(terms, |(id, _)| id, "households", errors);
    for (id, terms) in terms {
        match households.binary_search_by(|h| h.id.cmp(&id)) {
            Ok(i) => households[i].terms = terms,
            Err(_) => errors.push(RoundError::UnknownHousehold { household: id }),
        }
    }
}
