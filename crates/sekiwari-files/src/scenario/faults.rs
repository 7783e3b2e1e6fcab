//! What a round says against a scenario, as findings.

use sekiwari::programme::nursery::Round;
use sekiwari::siting::scenario::{Fault, FaultKind, NoListing};

use super::ReadScenario;
use crate::finding::catalogue::{consistency, scenario as kinds};
use crate::finding::{Finding, Findings, Place, did_you_mean_id};

impl ReadScenario {
    /// Tells why a round refuses the scenario, each reason at the edit it is about.
    pub fn tell(&self, round: &Round, faults: &[Fault], findings: &mut Findings) {
        for fault in faults {
            let own = fault.edit.and_then(|i| self.places.get(i));
            let place = own.cloned().unwrap_or_else(|| Place::file(&self.file));
            findings.push(fault_finding(round, &fault.kind, place, &self.places));
        }
    }
}

/// A reason why a round refuses an edit at `place`; `places` has those of all edits.
pub(crate) fn fault_finding(round: &Round, kind: &FaultKind, place: Place, places: &[Place]) -> Finding {
    match kind {
        FaultKind::UnknownFacility { facility } => {
            let near = did_you_mean_id(facility, round.facilities().iter().map(|f| f.id.as_str()));
            Finding::new(&kinds::FACILITY_UNKNOWN, place).value(facility).hint(near)
        }
        FaultKind::FacilityExists { facility } => {
            Finding::new(&kinds::FACILITY_EXISTS, place).value(facility)
        }
        FaultKind::WithoutSeats { facility } => Finding::new(&kinds::WITHOUT_SEATS, place).value(facility),
        FaultKind::ClassTwice { facility, class } => {
            Finding::new(&kinds::CLASS_TWICE, place).value(facility).arg("class", class)
        }
        FaultKind::ClassNotOffered { facility, classes, has } => {
            let finding = Finding::new(&kinds::CLASS_NOT_OFFERED, place).value(facility);
            finding.arg("classes", classes).arg("has", has)
        }
        FaultKind::BelowHeld { facility, classes, open, held } => {
            let finding = Finding::new(&kinds::BELOW_HELD, place).value(facility).arg("classes", classes);
            finding.arg("open", open).arg("held", held)
        }
        FaultKind::SeatsHeld { facility, children } => {
            Finding::new(&kinds::SEATS_HELD, place).value(facility).arg("children", children)
        }
        FaultKind::DecidedThere { facility, child } => {
            Finding::new(&kinds::DECIDED_THERE, place).value(facility).arg("child", child)
        }
        FaultKind::Contradicts { first, about } => {
            let other = places.get(*first);
            let line = other.and_then(|p| p.line).unwrap_or_default();
            Finding::new(&kinds::CONTRADICTS, place).value(about).arg("first_line", line)
        }
        FaultKind::UnknownLimit { facility, limit } => {
            let own = round.facility_by_id(facility);
            let limits = round.limits().iter().filter(|l| Some(l.facility) == own);
            let near = did_you_mean_id(limit, limits.map(|l| l.name.as_str()));
            let finding = Finding::new(&kinds::LIMIT_UNKNOWN, place).value(limit);
            finding.arg("facility", facility).hint(near)
        }
        FaultKind::OutOfRange { facility, about } => {
            Finding::new(&kinds::OUT_OF_RANGE, place).value(about).arg("facility", facility)
        }
        FaultKind::TeachersUnknown { facility } => {
            Finding::new(&kinds::TEACHERS_UNKNOWN, place).value(facility)
        }
        FaultKind::UnknownChild { child } => {
            let near = did_you_mean_id(child, round.children().iter().map(|c| c.id.as_str()));
            Finding::new(&kinds::CHILD_UNKNOWN, place).value(child).hint(near)
        }
        FaultKind::CannotList { child, facility, why } => {
            let finding = Finding::new(&kinds::CANNOT_LIST, place).value(child).arg("facility", facility);
            finding.arg("why_ja", why_ja(*why)).arg("why_en", why)
        }
        FaultKind::Nobody { district, class } => {
            let finding = Finding::new(&kinds::NOBODY, place).value(district);
            finding.arg("class", class)
        }
        FaultKind::TooFew { fewer, there } => {
            Finding::new(&kinds::TOO_FEW, place).arg("fewer", fewer).arg("there", there)
        }
        FaultKind::TooMany { more } => Finding::new(&kinds::TOO_MANY, place).value(&more.to_string()),
        other => Finding::new(&consistency::ROUND_INCONSISTENT, place).arg("reason", other),
    }
}

fn why_ja(why: NoListing) -> &'static str {
    match why {
        NoListing::NotOpen => "クラスの枠がない、受入月齢に達しない、または必要なケアに対応しない施設です",
        NoListing::JointList => "世帯が組合せの希望を出しています",
        NoListing::Decided => "個別に決定されています",
        NoListing::Place => "順位が 0 か、同じ児童が二度書かれています",
        NoListing::NoScore => "点数がありません",
    }
}
