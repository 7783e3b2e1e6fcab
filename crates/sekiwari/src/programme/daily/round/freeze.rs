//! From rows to a frozen round: canonical order, then every check.

use super::{Calendar, Enrolled, NONE, Round, RoundData, RoundError, check, requests};

impl Round {
    /// Checks the rows and freezes them.
    ///
    /// # Errors
    /// Every reason at once. Cost: sorting the tables.
    pub fn new(mut data: RoundData) -> Result<Round, Vec<RoundError>> {
        let mut errors = check::indices(&data);
        if !errors.is_empty() {
            return Err(errors);
        }
        order_rows(&mut data, &mut errors);
        let offer_start = starts(data.sites.len(), data.offers.iter().map(|o| o.site));
        let session_start = starts(data.offers.len(), data.sessions.iter().map(|s| s.offer));
        check::rows(&data, &mut errors);
        let groups = requests::groups(&data, &mut errors);
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut group_of = vec![NONE; data.requests.len()];
        for (g, group) in (0..).zip(&groups) {
            group.iter().for_each(|&r| group_of[r as usize] = g);
        }
        let calendar = Calendar::default();
        let mut round = Round { data, offer_start, session_start, groups, group_of, calendar };
        round.calendar = Calendar::new(&round);
        let errors = requests::confirmed_errors(&round);
        if errors.is_empty() { Ok(round) } else { Err(errors) }
    }
}

/// Puts all tables in canonical order, with positions in that order.
fn order_rows(data: &mut RoundData, errors: &mut Vec<RoundError>) {
    let site_at = sort_by_id(&mut data.sites, |s| &s.id, "facilities", errors);
    let disease_at = sort_by_id(&mut data.diseases, |d| &d.id, "diseases", errors);
    let child_at = sort_by_id(&mut data.children, |c| &c.id, "children", errors);
    sort_by_id(&mut data.requests, |r| &r.id, "requests", errors);
    data.holidays.sort_unstable();
    data.holidays.dedup();

    for offer in &mut data.offers {
        offer.site = site_at[offer.site as usize];
        let service = offer.service;
        offer.also.retain(|&other| other != service);
        sort_set(&mut offer.also);
        offer.groups.sort_unstable();
        offer.teacher_rule.bands.sort_unstable();
        offer.rooms.sort();
    }
    let offer_at = sort(&mut data.offers, |a, b| (a.site, a.service).cmp(&(b.site, b.service)));
    for row in &mut data.sessions {
        row.offer = offer_at[row.offer as usize];
    }
    data.sessions
        .sort_unstable_by_key(|r| (r.offer, r.date, r.session, r.classes, r.seats, r.teachers, r.nurses));
    data.sessions.dedup();
    for closure in &mut data.closures {
        closure.site = closure.site.map(|s| site_at[s as usize]);
    }
    data.closures.sort_by(|a, b| {
        (a.from, a.to, a.site, a.service, &a.reason).cmp(&(b.from, b.to, b.site, b.service, &b.reason))
    });
    data.closures.dedup();

    for child in &mut data.children {
        if let Enrolled::At(site) = &mut child.enrolled {
            *site = site_at[*site as usize];
        }
        sort_set(&mut child.registered);
    }
    for row in &mut data.usage {
        row.child = child_at[row.child as usize];
    }
    data.usage.sort_unstable_by_key(|u| (u.child, u.service, u.date, u.session, u.uses, u.reason));
    for request in &mut data.requests {
        request.child = child_at[request.child as usize];
        request.disease = request.disease.map(|d| disease_at[d as usize]);
        request.sites.iter_mut().for_each(|s| *s = site_at[*s as usize]);
    }
    for cap in &mut data.rules.caps {
        sort_set(&mut cap.services);
        sort_set(&mut cap.reasons);
    }
}

fn sort_set<T: Ord>(set: &mut Vec<T>) {
    set.sort_unstable();
    set.dedup();
}

/// Sorts rows and returns for each old position the new one.
fn sort<T>(rows: &mut Vec<T>, compare: impl Fn(&T, &T) -> std::cmp::Ordering) -> Vec<u32> {
    let mut tagged: Vec<(u32, T)> = (0..).zip(std::mem::take(rows)).collect();
    tagged.sort_by(|a, b| compare(&a.1, &b.1));
    let mut position = vec![0; tagged.len()];
    for (new, (old, _)) in (0..).zip(&tagged) {
        position[*old as usize] = new;
    }
    rows.extend(tagged.into_iter().map(|(_, row)| row));
    position
}

/// Sorts rows by their ids, which have to be different.
fn sort_by_id<T>(
    rows: &mut Vec<T>,
    id: impl Fn(&T) -> &String,
    table: &'static str,
    errors: &mut Vec<RoundError>,
) -> Vec<u32> {
    let position = sort(rows, |a, b| id(a).cmp(id(b)));
    for pair in rows.windows(2).filter(|p| id(&p[0]) == id(&p[1])) {
        errors.push(RoundError::DuplicateId { table, id: id(&pair[0]).clone() });
    }
    position
}

/// Where the rows of each owner begin, in rows sorted by owner; one entry more than there are owners.
fn starts(owners: usize, rows: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut start = vec![0; owners + 1];
    for owner in rows {
        start[owner as usize + 1] += 1;
    }
    for i in 0..owners {
        start[i + 1] += start[i];
    }
    start
}
