//! What happens between rounds to one child or one family.

use super::super::lists::above;
use super::super::state::{Family, Place, Related, Seated, SeatedBy};
use super::super::{
    AfterDecline, Applicant, Application, Declined, FamilyWishes, JointWish, NeedChecked, Registered,
    WishesChanged, Withdrawn, Year, YearError,
};
use super::seats::Way;
use crate::programme::nursery::{AgeClass, Child};
use jiff::civil::Date;

/// A record without positions of facilities, which mean nothing outside of a round.
pub(super) fn rootless(record: &Child) -> Child {
    let mut record = Child { current: None, ..record.clone() };
    (record.affiliation.leaver_of, record.affiliation.employee_of) = (None, None);
    record
}

impl Registered {
    pub(super) fn new(household: &str, applicant: &Applicant, place: Place) -> Self {
        Self {
            household: household.to_owned(),
            record: rootless(&applicant.record),
            related: Related::default(),
            place,
            list: applicant.list.clone(),
            scores: applicant.scores.clone(),
            need: applicant.need,
            pinned: None,
            moves: false,
            part: None,
        }
    }

    /// A place that was refused is not offered again before the family asks for it.
    fn strike(&mut self, facility: &str) {
        self.list.retain(|f| f != facility);
    }
}

impl Year {
    pub(super) fn register(&mut self, application: &Application) -> Result<(), YearError> {
        let mut adopted: Vec<(&str, AgeClass)> = Vec::new();
        for (place, applicant) in application.children.iter().enumerate() {
            let id = &applicant.record.id;
            if applicant.record.affiliation.seat_weight != 1 {
                return Err(YearError::SeveralSeats(id.clone()));
            }
            if application.children[..place].iter().any(|a| a.record.id == *id) {
                return Err(YearError::ChildTwice(id.clone()));
            }
            match self.children.get(id) {
                Some(known) if known.household != application.household => {
                    let household = known.household.clone();
                    return Err(YearError::OtherHousehold { child: id.clone(), household });
                }
                Some(known) => match known.place {
                    Place::School => return Err(YearError::Gone(id.clone())),
                    Place::Waiting | Place::Seated(_) => return Err(YearError::AppliedAlready(id.clone())),
                    Place::Withdrawn | Place::Left => {}
                },
                None => {}
            }
            self.check_list(id, &applicant.list)?;
            if let Some(facility) = &applicant.current {
                let at = (facility.as_str(), applicant.record.class);
                adopted.push(at);
                let more = adopted.iter().filter(|&&a| a == at).count() as u32;
                self.check_adopt(facility, at.1, more)?;
            }
        }
        let members: Vec<&str> = application.children.iter().map(|a| a.record.id.as_str()).collect();
        self.check_joint(&application.household, &application.joint, &members)?;
        for applicant in &application.children {
            let id = &applicant.record.id;
            let key = applicant.current.as_ref().and_then(|f| self.adopt(f, applicant.record.class));
            let place = match key {
                Some(key) => Place::Seated(Seated { key, from: None, by: SeatedBy::Before, moved: false }),
                None => Place::Waiting,
            };
            let asked = above(&applicant.list, applicant.current.as_deref());
            let moves = applicant.current.is_some() && !asked.is_empty();
            let child = Registered { moves, ..Registered::new(&application.household, applicant, place) };
            self.children.insert(id.clone(), child);
        }
        let family = self.families.entry(application.household.clone()).or_insert_with(Family::new);
        family.children.extend(members.iter().map(|&id| id.to_owned()));
        if let Some(terms) = application.terms {
            family.terms = terms;
        }
        if !application.joint.is_empty() {
            family.joint.clone_from(&application.joint);
        }
        self.family_said(&application.household);
        Ok(())
    }

    pub(super) fn decline(&mut self, date: Date, declined: &Declined) -> Result<(), YearError> {
        let id = &declined.child;
        let child = self.known(id)?;
        let Some(seat) = child.seat() else { return Err(YearError::NoOffer(id.clone())) };
        if seat.from.is_none_or(|from| from <= date) {
            return Err(YearError::Entered(id.clone()));
        }
        let (class, freed) = (child.record.class, seat.key.clone());
        let part = child.part.as_ref().filter(|p| seat.by == SeatedBy::Round(p.round));
        let (place, moves) = match declined.then {
            AfterDecline::Waits => (Place::Waiting, false),
            AfterDecline::Leaves => (seat.gone(date), false),
            AfterDecline::Stays => {
                let Some((back, asked)) = part.and_then(|p| Some((p.held.clone()?, p.asked))) else {
                    return Err(YearError::NoWayBack(id.clone()));
                };
                (Place::Seated(back), asked)
            }
        };
        let to = match &place {
            Place::Seated(back) => Some(back.key.clone()),
            _ => None,
        };
        let way = [Way { class, from: Some(freed.clone()), to }];
        self.check_ways(&way, None).map_err(|_| YearError::NoWayBack(id.clone()))?;
        self.do_ways(&way);
        self.settle_family(id);
        let Some(child) = self.children.get_mut(id) else { return Ok(()) };
        (child.place, child.moves, child.pinned) = (place, moves, None);
        child.strike(&freed.facility);
        if let Some(family) = self.families.get_mut(&child.household) {
            let refused = |(c, f): &(String, Option<String>)| c == id && f.as_ref() == Some(&freed.facility);
            family.joint.retain(|row| !row.iter().any(refused));
        }
        Ok(())
    }

    pub(super) fn withdraw(&mut self, date: Date, withdrawn: &Withdrawn) -> Result<(), YearError> {
        let child = self.known(&withdrawn.child)?;
        let gone = match &child.place {
            Place::Waiting => Place::Withdrawn,
            Place::Seated(seat) => seat.gone(date),
            _ => return Err(YearError::Gone(withdrawn.child.clone())),
        };
        let from = child.seat().map(|s| s.key.clone());
        let ways = [Way { class: child.record.class, from, to: None }];
        self.do_ways(&ways);
        self.settle_family(&withdrawn.child);
        if let Some(child) = self.children.get_mut(&withdrawn.child) {
            (child.place, child.moves, child.pinned) = (gone, false, None);
        }
        Ok(())
    }

    pub(super) fn check_need(&mut self, checked: &NeedChecked) -> Result<(), YearError> {
        self.check_there(&checked.child)?;
        if self.rounds.last().is_some_and(|round| !checked.need.holds_on(round.entry_date)) {
            self.settle_family(&checked.child);
        }
        if let Some(child) = self.children.get_mut(&checked.child) {
            child.need = checked.need;
        }
        Ok(())
    }

    pub(super) fn change_wishes(&mut self, changed: &WishesChanged) -> Result<(), YearError> {
        self.check_there(&changed.child)?;
        self.check_list(&changed.child, &changed.list)?;
        let household = &self.known(&changed.child)?.household;
        if self.families.get(household).is_some_and(|f| !f.joint.is_empty()) {
            return Err(YearError::HasJointList(household.clone()));
        }
        self.settle_family(&changed.child);
        if let Some(child) = self.children.get_mut(&changed.child) {
            child.moves = child.facility().is_some_and(|at| !above(&changed.list, Some(at)).is_empty());
            child.list.clone_from(&changed.list);
            if let Some(scores) = &changed.scores {
                child.scores.clone_from(scores);
            }
        }
        Ok(())
    }

    pub(super) fn change_family(&mut self, changed: &FamilyWishes) -> Result<(), YearError> {
        let unknown = || YearError::UnknownHousehold(changed.household.clone());
        let family = self.families.get(&changed.household).ok_or_else(unknown)?;
        let members: Vec<&str> = family.children.iter().map(String::as_str).collect();
        self.check_joint(&changed.household, &changed.joint, &members)?;
        if let Some(family) = self.families.get_mut(&changed.household) {
            family.terms = changed.terms;
            family.joint.clone_from(&changed.joint);
        }
        self.family_said(&changed.household);
        Ok(())
    }

    /// The family has had a say: a new decision of the last round leaves the seats of this child and of the siblings it is
    /// tied to.
    pub(super) fn settle_family(&mut self, id: &str) {
        let Some(child) = self.children.get(id) else { return };
        let Some(family) = self.families.get(&child.household) else { return };
        let tied = family.is_tied();
        for sibling in family.children.iter().filter(|s| tied || *s == id) {
            if let Some(part) = self.children.get_mut(sibling).and_then(|c| c.part.as_mut()) {
                part.settled = true;
            }
        }
    }

    /// A family has said what it accepts. With a joint list, those children ask to move to whom some outcome gives another
    /// seat.
    fn family_said(&mut self, household: &str) {
        let Some(family) = self.families.get(household) else { return };
        for id in &family.children {
            let Some(child) = self.children.get_mut(id) else { continue };
            child.part.iter_mut().for_each(|part| part.settled = true);
            if family.joint.is_empty() {
                continue;
            }
            let Some(at) = child.facility() else { continue };
            let elsewhere =
                |(c, f): &(String, Option<String>)| c == id && f.as_deref().is_some_and(|f| f != at);
            child.moves = family.joint.iter().flatten().any(elsewhere);
        }
    }

    pub(super) fn check_joint(
        &self,
        household: &str,
        joint: &[JointWish],
        members: &[&str],
    ) -> Result<(), YearError> {
        for row in joint {
            for (place, (child, facility)) in row.iter().enumerate() {
                if !members.contains(&child.as_str()) {
                    let (child, household) = (child.clone(), household.to_owned());
                    return Err(YearError::NotOfHousehold { child, household });
                }
                if row[..place].iter().any(|(c, _)| c == child) {
                    return Err(YearError::ChildTwice(child.clone()));
                }
                facility.iter().try_for_each(|f| self.check_facility(f))?;
            }
        }
        Ok(())
    }

    pub(super) fn check_there(&self, id: &str) -> Result<(), YearError> {
        match self.known(id)?.place {
            Place::Waiting | Place::Seated(_) => Ok(()),
            Place::Withdrawn | Place::Left | Place::School => Err(YearError::Gone(id.to_owned())),
        }
    }
}
