//! Where every child stands on the survey day, and what of it.

use super::offers::{Places, Search, SpecificTest};
use super::open::OpenSeats;
use super::survey::{Held, held, refused};
use super::{
    Candidate, Exclusion, ExclusionSet, Ledger, Rules, Situation, SpecificPlace, Survey, SurveyError,
    SurveyRow, Transfers,
};
use crate::programme::nursery::{AgeClass, Child, ChildIndex, Decision, FacilityIndex, PlacementKind, Round};

/// Where a child stands. Every child stands in one place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Standing {
    /// It uses the seat that the round gave it.
    Placed,
    /// It uses the seat it holds.
    Kept,
    /// It uses a licensed place in another municipality and applied only there.
    UsingElsewhere,
    /// It has applied and uses no licensed place that the count knows of.
    Deferred,
    /// It lives in another municipality and is counted there.
    Outside,
}

impl Standing {
    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Standing::Placed => "placed",
            Standing::Kept => "kept",
            Standing::UsingElsewhere => "using-elsewhere",
            Standing::Deferred => "deferred",
            Standing::Outside => "outside",
        }
    }
}

/// What a count says of one child.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its place in the round; `None` if it applied only elsewhere.
    pub child: Option<ChildIndex>,
    /// Its class.
    pub class: AgeClass,
    /// Its district, if stated.
    pub district: Option<String>,
    /// Where it stands.
    pub standing: Standing,
    /// Every exclusion it meets; empty unless it is deferred.
    pub met: ExclusionSet,
    /// The exclusion it is counted under; `None` if it is deferred and in the official count, or not deferred.
    pub counted: Option<Exclusion>,
    /// A parent is on leave and the will to return is confirmed, so that leave does not exclude it.
    pub returning: bool,
    /// What was offered to it and refused.
    pub refused: Vec<FacilityIndex>,
    /// Where the survey says that it waits for certain places only: what the open places say about it.
    pub specific: Option<SpecificTest>,
    /// It has a seat in the round.
    pub seated: bool,
    /// It has a seat, but the survey says something of it that only deferred children can be.
    pub flagged_in_vain: bool,
}

impl Entry {
    /// Whether it is in the official count.
    pub fn is_waiting(&self) -> bool {
        self.standing == Standing::Deferred && self.counted.is_none()
    }
}

/// A count of waiting children.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Count {
    /// The rules it was made by.
    pub rules: Rules,
    /// Every child: those of the round in its order, then by id those who applied only elsewhere.
    pub entries: Vec<Entry>,
    /// The figures by age and district.
    pub ledger: Ledger,
    /// Deferred children who meet two exclusions, by [`Exclusion::index`]; on the diagonal those who meet one at all.
    pub overlaps: [[u64; Exclusion::COUNT]; Exclusion::COUNT],
    /// Open places that deferred children could be offered, the largest benefit first.
    pub offers: Vec<Candidate>,
}

/// Counts the children of a round who wait on the survey day, after the survey rule for 保育所等利用待機児童数.
///
/// `decisions` are those of all children in the order of the round. A child is counted once: under the first exclusion of the order
/// that it meets, or as waiting.
///
/// Cost: linear in the round and the survey; for the deferred children the facilities with open seats, and the matching
/// of the proposal.
///
/// # Errors
/// Every line of the survey that is not about the round.
///
/// # Panics
/// If `decisions` are not those of the round.
pub fn count(
    round: &Round,
    decisions: &[Decision],
    survey: &Survey,
    rules: &Rules,
) -> Result<Count, Vec<SurveyError>> {
    assert_eq!(round.children().len(), decisions.len(), "decisions of another round");
    let held = held(round, survey, rules.date)?;
    let search = Search::new(round, survey, rules, OpenSeats::after(round, decisions));
    let mut entries = Vec::with_capacity(decisions.len() + held.elsewhere.len());
    let mut places = Vec::with_capacity(decisions.len());
    for (i, (child, decision)) in round.children().iter().zip(decisions).enumerate() {
        let (entry, of_child) = of_round(&search, &held, rules, round, i as u32, child, *decision);
        entries.push(entry);
        places.push(of_child);
    }
    let offers = search.propose(&entries, places);
    entries.extend(held.elsewhere.iter().map(|(id, class, rows)| only_elsewhere(rules, id, *class, rows)));
    let mut ledger = Ledger::new(survey.continuing());
    let mut overlaps = [[0; Exclusion::COUNT]; Exclusion::COUNT];
    for entry in &entries {
        ledger.add(entry);
        for a in entry.met.iter() {
            for b in entry.met.iter() {
                overlaps[a.index()][b.index()] += 1;
            }
        }
    }
    Ok(Count { rules: rules.clone(), entries, ledger, overlaps, offers })
}

fn of_round(
    search: &Search<'_>,
    held: &Held<'_>,
    rules: &Rules,
    round: &Round,
    i: ChildIndex,
    child: &Child,
    decision: Decision,
) -> (Entry, Places) {
    let rows = &held.of_child[i as usize];
    let standing = if lives_outside(rules, rows) {
        Standing::Outside
    } else {
        match decision.kind {
            PlacementKind::Placed => Standing::Placed,
            PlacementKind::Kept if rules.transfers == Transfers::Users => Standing::Kept,
            PlacementKind::Kept | PlacementKind::Unplaced => Standing::Deferred,
        }
    };
    let deferred = standing == Standing::Deferred;
    let seated = decision.facility.is_some();
    let places = if deferred && !seated { search.places(i, held) } else { Places::default() };
    let said = says(rows, Situation::SpecificPlaceOnly);
    let specific = (deferred && !seated && said).then(|| places.test());
    let mut entry = Entry {
        id: child.id.clone(),
        child: Some(i),
        class: child.class,
        district: child.district.clone(),
        standing,
        met: ExclusionSet::default(),
        counted: None,
        returning: deferred && returning(rows),
        refused: refused(round, rows),
        specific,
        seated,
        flagged_in_vain: seated
            && !deferred
            && rows.iter().any(|r| r.situation.is_some_and(|s| s != Situation::Transfer)),
    };
    if deferred {
        entry.met = met(rules, rows, specific);
        if seated {
            entry.met = entry.met.with(Exclusion::Transfer);
        }
        entry.counted = rules.order.first_of(entry.met);
    }
    (entry, places)
}

fn only_elsewhere(rules: &Rules, id: &str, class: AgeClass, rows: &[&SurveyRow]) -> Entry {
    let standing = if lives_outside(rules, rows) {
        Standing::Outside
    } else if says(rows, Situation::ElsewhereUsing) {
        Standing::UsingElsewhere
    } else {
        Standing::Deferred
    };
    let deferred = standing == Standing::Deferred;
    let met = if deferred { met(rules, rows, None) } else { ExclusionSet::default() };
    Entry {
        id: id.to_owned(),
        child: None,
        class,
        district: rows.iter().filter_map(|r| r.district.clone()).min(),
        standing,
        met,
        counted: rules.order.first_of(met),
        returning: deferred && returning(rows),
        refused: Vec::new(),
        specific: (deferred && says(rows, Situation::SpecificPlaceOnly)).then_some(SpecificTest::Untested),
        seated: false,
        flagged_in_vain: false,
    }
}

fn says(rows: &[&SurveyRow], situation: Situation) -> bool {
    rows.iter().any(|r| r.situation == Some(situation))
}

fn lives_outside(rules: &Rules, rows: &[&SurveyRow]) -> bool {
    let Some(own) = &rules.municipality else { return false };
    rows.iter().any(|r| r.residence.as_ref().is_some_and(|lives| lives != own))
}

/// On leave, and every line that says so confirms the will to return.
fn returning(rows: &[&SurveyRow]) -> bool {
    says(rows, Situation::OnLeave) && !on_leave_for_good(rows)
}

fn on_leave_for_good(rows: &[&SurveyRow]) -> bool {
    rows.iter().any(|r| r.situation == Some(Situation::OnLeave) && r.return_confirmed != Some(true))
}

fn met(rules: &Rules, rows: &[&SurveyRow], specific: Option<SpecificTest>) -> ExclusionSet {
    let meets = |e: Exclusion| match e {
        Exclusion::MunicipalOwn => says(rows, Situation::MunicipalOwn),
        Exclusion::EnterpriseLed => says(rows, Situation::EnterpriseLed),
        Exclusion::KindergartenLong => says(rows, Situation::KindergartenLong),
        Exclusion::Licensing => says(rows, Situation::Licensing),
        Exclusion::OnLeaveNoReturn => on_leave_for_good(rows),
        Exclusion::SpecificPlaceOnly => {
            says(rows, Situation::SpecificPlaceOnly)
                && rows.iter().any(|r| r.offer_refused.is_some())
                && (rules.specific_place == SpecificPlace::Refused
                    || specific == Some(SpecificTest::Confirmed))
        }
        Exclusion::JobSearchStopped => says(rows, Situation::JobSearchStopped),
        Exclusion::Transfer => says(rows, Situation::Transfer) || says(rows, Situation::ElsewhereUsing),
        Exclusion::FutureDate => rows.iter().any(|r| r.entry_wished.is_some_and(|d| d > rules.date)),
    };
    Exclusion::ALL.into_iter().filter(|&e| meets(e)).fold(ExclusionSet::default(), ExclusionSet::with)
}
