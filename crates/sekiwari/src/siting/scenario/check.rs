//! Everything that is wrong with a scenario, before anything is changed.

use super::edit::{Close, Demand, Edit, LimitChange, Open, Resize, TeachersChange};
use super::fault::NoListing;
use super::{Case, Fault, FaultKind, Scenario};
use crate::programme::nursery::{AgeClass, ClassSet, FacilityIndex, Round, RoundError};
use std::collections::BTreeMap;

/// Most children that a scenario may add.
const MOST_MORE: u64 = 1_000_000;

/// All faults of a scenario for a round. None means that only the changed round as a whole can still be refused, which [`super::apply`]
/// finds out. Cost: a look at the edits; nothing is changed.
pub fn check(case: &Case<'_>, scenario: &Scenario) -> Vec<Fault> {
    let mut checker =
        Checker { case, round: &case.round, faults: Vec::new(), edit: 0, first: BTreeMap::new() };
    for (i, edit) in scenario.edits.iter().enumerate() {
        checker.edit = i;
        checker.one(edit);
    }
    checker.overlapping_demand(scenario);
    checker.faults
}

struct Checker<'a> {
    case: &'a Case<'a>,
    round: &'a Round,
    faults: Vec<Fault>,
    edit: usize,
    // What the edits are about, and the first that is.
    first: BTreeMap<(String, String), usize>,
}

impl Checker<'_> {
    fn fault(&mut self, kind: FaultKind) {
        self.faults.push(Fault { edit: Some(self.edit), kind });
    }

    fn one(&mut self, edit: &Edit) {
        match edit {
            Edit::Open(open) => {
                self.claim(&open.id, "");
                self.open(open);
            }
            Edit::Close(close) => {
                self.claim(&close.facility, "");
                if let Some(f) = self.known(&close.facility) {
                    self.close(close, f);
                }
            }
            Edit::Resize(resize) => {
                for class in resize.classes.classes() {
                    self.claim(&resize.facility, &format!("class {class}"));
                }
                if let Some(f) = self.known(&resize.facility) {
                    self.resize(resize, f);
                }
            }
            Edit::Limit(limit) => {
                self.claim(&limit.facility, &format!("limit {}", limit.limit));
                if let Some(f) = self.known(&limit.facility) {
                    self.limit(limit, f);
                }
            }
            Edit::Teachers(teachers) => {
                // They change the seats of every class.
                for class in AgeClass::all() {
                    self.claim(&teachers.facility, &format!("class {class}"));
                }
                if self.known(&teachers.facility).is_some() {
                    self.teachers(teachers);
                }
            }
            Edit::Move(to) => {
                self.claim(&to.facility, "position");
                self.known(&to.facility);
            }
            Edit::Demand(demand) => self.demand(demand),
        }
    }

    /// Says that this edit is about something of a facility; an empty `what` is the facility as a whole.
    fn claim(&mut self, facility: &str, what: &str) {
        let of = |what: &str| (facility.to_owned(), what.to_owned());
        let earlier = if what.is_empty() {
            // Anything said about the facility.
            self.first.range(of("")..).take_while(|((f, _), _)| f == facility).map(|(_, &i)| i).min()
        } else {
            [of(""), of(what)].iter().filter_map(|key| self.first.get(key)).copied().min()
        };
        match earlier {
            // One edit may claim several things.
            Some(first) if first != self.edit => {
                let about = format!("{facility} {what}").trim_end().to_owned();
                let kind = FaultKind::Contradicts { first, about };
                let told = Fault { edit: Some(self.edit), kind };
                let same = |f: &Fault| {
                    f.edit == told.edit
                        && matches!(f.kind, FaultKind::Contradicts { first: other, .. } if other == first)
                };
                if !self.faults.iter().any(same) {
                    self.faults.push(told);
                }
            }
            _ => {}
        }
        self.first.entry(of(what)).or_insert(self.edit);
    }

    fn known(&mut self, facility: &str) -> Option<FacilityIndex> {
        let found = self.round.facility_by_id(facility);
        if found.is_none() {
            self.fault(FaultKind::UnknownFacility { facility: facility.to_owned() });
        }
        found
    }

    fn open(&mut self, open: &Open) {
        if self.round.facility_by_id(&open.id).is_some() {
            self.fault(FaultKind::FacilityExists { facility: open.id.clone() });
        }
        if open.seats.iter().all(|(_, seats)| *seats == 0) {
            self.fault(FaultKind::WithoutSeats { facility: open.id.clone() });
        }
        let mut seen: Vec<AgeClass> = Vec::new();
        for class in open.seats.iter().flat_map(|(classes, _)| classes.classes()) {
            if seen.contains(&class) {
                self.fault(FaultKind::ClassTwice { facility: open.id.clone(), class: class.get() });
            }
            seen.push(class);
        }
        let mut stated: Vec<&str> = Vec::new();
        for wish in &open.wishes {
            let children = self.round.children();
            let Some(child) = children.iter().position(|c| c.id == wish.child) else {
                self.fault(FaultKind::UnknownChild { child: wish.child.clone() });
                continue;
            };
            let why = if wish.rank == 0 || stated.contains(&wish.child.as_str()) {
                Some(NoListing::Place)
            } else {
                self.no_listing(open, child as u32)
            };
            stated.push(&wish.child);
            if let Some(why) = why {
                let (child, facility) = (wish.child.clone(), open.id.clone());
                self.fault(FaultKind::CannotList { child, facility, why });
            }
        }
    }

    fn no_listing(&self, open: &Open, child: u32) -> Option<NoListing> {
        let round = self.round;
        if round.households()[round.household_of(child) as usize].joint_wishes.is_some() {
            return Some(NoListing::JointList);
        }
        if round.pin(child).is_some() {
            return Some(NoListing::Decided);
        }
        if self.case.scoring.is_none() && round.general_score(child).is_none() {
            return Some(NoListing::NoScore);
        }
        let offered = super::open::is_open_to(open, &round.children()[child as usize], round.entry_date());
        (!offered).then_some(NoListing::NotOpen)
    }

    fn close(&mut self, close: &Close, f: FacilityIndex) {
        if close.release {
            return;
        }
        let held = self.round.children().iter().filter(|c| c.current == Some(f)).count() as u32;
        let facility = close.facility.clone();
        if held > 0 {
            self.fault(FaultKind::SeatsHeld { facility, children: held });
        }
        for (child, _) in self.round.pins().iter().filter(|(_, pin)| pin.facility == Some(f)) {
            let child = self.round.children()[*child as usize].id.clone();
            self.fault(FaultKind::DecidedThere { facility: close.facility.clone(), child });
        }
    }

    fn resize(&mut self, resize: &Resize, f: FacilityIndex) {
        let (facility, classes) = (resize.facility.clone(), resize.classes);
        let own = || self.round.seats().iter().filter(|s| s.facility == f);
        if resize.new {
            let taken: Vec<AgeClass> =
                classes.classes().filter(|&c| own().any(|s| s.classes.contains(c))).collect();
            let seats = resize.seats.after(0);
            for class in taken {
                self.fault(FaultKind::ClassTwice { facility: facility.clone(), class: class.get() });
            }
            if seats.is_none() {
                self.below(facility, classes, 0, 0);
            }
            return;
        }
        let Some(row) = own().find(|s| s.classes == classes) else {
            let has: Vec<String> = own().map(|s| s.classes.to_string()).collect();
            let (classes, has) = (classes.to_string(), has.join(", "));
            return self.fault(FaultKind::ClassNotOffered { facility, classes, has });
        };
        let open = self.round.open_seats(row);
        if resize.seats.after(open).is_none() {
            let holds =
                |c: &&crate::programme::nursery::Child| c.current == Some(f) && classes.contains(c.class);
            let held = self.round.children().iter().filter(holds).count() as u32;
            self.below(facility, classes, open, held);
        }
    }

    fn below(&mut self, facility: String, classes: ClassSet, open: u32, held: u32) {
        self.fault(FaultKind::BelowHeld { facility, classes: classes.to_string(), open, held });
    }

    fn limit(&mut self, change: &LimitChange, f: FacilityIndex) {
        let facility = change.facility.clone();
        let Some(limit) = self.round.limits().iter().find(|l| l.facility == f && l.name == change.limit)
        else {
            return self.fault(FaultKind::UnknownLimit { facility, limit: change.limit.clone() });
        };
        if change.capacity.after_long(limit.capacity).is_none() {
            self.fault(FaultKind::OutOfRange { facility, about: change.limit.clone() });
        }
    }

    fn teachers(&mut self, change: &TeachersChange) {
        let facility = change.facility.clone();
        match self.case.table(&facility).and_then(super::rows::whole_teachers) {
            None => self.fault(FaultKind::TeachersUnknown { facility }),
            Some(now) if change.teachers10.after(now).is_none() => {
                self.fault(FaultKind::OutOfRange { facility, about: "teachers".to_owned() });
            }
            Some(_) => {}
        }
    }

    fn demand(&mut self, demand: &Demand) {
        let there = super::demand::drawable(self.round, demand);
        let more = super::demand::more(demand.growth, there);
        let amount = more.unsigned_abs();
        if there == 0 {
            let district = demand.district.clone().unwrap_or_else(|| "*".to_owned());
            let class = demand.class.map_or_else(|| "*".to_owned(), |c| c.to_string());
            self.fault(FaultKind::Nobody { district, class });
        } else if more < 0 && amount > u64::from(there) {
            self.fault(FaultKind::TooFew { fewer: amount, there });
        } else if amount > MOST_MORE {
            self.fault(FaultKind::TooMany { more: amount });
        }
    }

    /// Two edits that draw from the same children.
    fn overlapping_demand(&mut self, scenario: &Scenario) {
        let demands = || {
            scenario.edits.iter().enumerate().filter_map(|(i, e)| match e {
                Edit::Demand(d) => Some((i, d)),
                _ => None,
            })
        };
        let both = |a: Option<&str>, b: Option<&str>| a.zip(b).is_none_or(|(a, b)| a == b);
        for (i, a) in demands() {
            let earlier = demands().take_while(|(j, _)| *j < i).find(|(_, b)| {
                both(a.district.as_deref(), b.district.as_deref())
                    && a.class.zip(b.class).is_none_or(|(a, b)| a == b)
            });
            if let Some((first, _)) = earlier {
                let about = format!(
                    "applicants {} {}",
                    a.district.as_deref().unwrap_or("*"),
                    a.class.map_or_else(|| "*".to_owned(), |c| c.to_string())
                );
                self.edit = i;
                self.fault(FaultKind::Contradicts { first, about });
            }
        }
    }
}

/// What a changed round is refused for.
pub(super) fn refused(errors: Vec<RoundError>) -> Vec<Fault> {
    errors.into_iter().map(|e| Fault { edit: None, kind: FaultKind::Round(e) }).collect()
}
