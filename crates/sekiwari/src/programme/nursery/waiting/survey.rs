//! What the office knows about the children on the survey day beyond the round.

use super::{Hours, Travel};
use crate::programme::nursery::{AgeClass, ChildIndex, FacilityIndex, Round, Validity};
use jiff::civil::Date;

/// What is known of a child. The dates from which and until which it is so stand beside it, so that one table serves
/// April 1 and October 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Situation {
    /// It uses a scheme of the municipality's own.
    MunicipalOwn,
    /// It uses an enterprise-led nursery.
    EnterpriseLed,
    /// It uses a kindergarten with long hours.
    KindergartenLong,
    /// It uses a nursery on its way to a licence.
    Licensing,
    /// A parent is on leave.
    OnLeave,
    /// It waits for certain places only.
    SpecificPlaceOnly,
    /// The search for work has stopped.
    JobSearchStopped,
    /// It uses a licensed place that the round does not know of.
    Transfer,
    /// It applied for a place in another municipality and is deferred there.
    ElsewhereWaiting,
    /// It uses a licensed place in another municipality.
    ElsewhereUsing,
}

impl Situation {
    /// All of them.
    pub const ALL: [Situation; 10] = [
        Situation::MunicipalOwn,
        Situation::EnterpriseLed,
        Situation::KindergartenLong,
        Situation::Licensing,
        Situation::OnLeave,
        Situation::SpecificPlaceOnly,
        Situation::JobSearchStopped,
        Situation::Transfer,
        Situation::ElsewhereWaiting,
        Situation::ElsewhereUsing,
    ];

    /// The word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Situation::MunicipalOwn => "municipal-own",
            Situation::EnterpriseLed => "enterprise-led",
            Situation::KindergartenLong => "kindergarten-long",
            Situation::Licensing => "licensing",
            Situation::OnLeave => "on-leave",
            Situation::SpecificPlaceOnly => "specific-place-only",
            Situation::JobSearchStopped => "job-search-stopped",
            Situation::Transfer => "transfer",
            Situation::ElsewhereWaiting => "elsewhere-waiting",
            Situation::ElsewhereUsing => "elsewhere-using",
        }
    }

    /// Whether it says that the child is somewhere during the day: of these one holds at a time.
    pub fn is_a_place(self) -> bool {
        use Situation as S;
        matches!(
            self,
            S::MunicipalOwn
                | S::EnterpriseLed
                | S::KindergartenLong
                | S::Licensing
                | S::Transfer
                | S::ElsewhereUsing
        )
    }

    /// Whether it is about a place in another municipality, so that the child need not be in the round.
    pub fn is_elsewhere(self) -> bool {
        matches!(self, Situation::ElsewhereWaiting | Situation::ElsewhereUsing)
    }
}

/// One line of the survey. Children and facilities by id.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SurveyRow {
    /// The child: one of the round, or (with a situation elsewhere) one that applied only to another municipality.
    pub child: String,
    /// What is known.
    pub situation: Option<Situation>,
    /// With [`Situation::OnLeave`]: whether the will to return on entry is confirmed. Not stated is not confirmed.
    pub return_confirmed: Option<bool>,
    /// A facility that was offered to this family individually, and that it refused.
    pub offer_refused: Option<String>,
    /// The municipality the child lives in.
    pub residence: Option<String>,
    /// The day from which entry is wished.
    pub entry_wished: Option<Date>,
    /// What this family can reach without strain, in minutes; otherwise as the rules say.
    pub reach_minutes: Option<u32>,
    /// The hours it needs care.
    pub care: Option<Hours>,
    /// The class of a child that is not in the round.
    pub class: Option<AgeClass>,
    /// The district of a child that is not in the round.
    pub district: Option<String>,
    /// When this holds.
    pub validity: Validity,
}

/// Everything beyond the round that a count looks at.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Survey {
    /// The lines about children.
    pub rows: Vec<SurveyRow>,
    /// Travel times where they are known.
    pub travel: Vec<Travel>,
    /// Opening hours of facilities, where they are known.
    pub hours: Vec<(String, Hours)>,
    /// Children who use a place and do not apply; `None` if that is not known.
    pub enrolled: Option<Vec<Enrolled>>,
}

impl Survey {
    /// Children by class who use a place and do not apply; `None` if that is not known.
    pub fn continuing(&self) -> Option<[u64; AgeClass::COUNT]> {
        let mut classes = [0; AgeClass::COUNT];
        for row in self.enrolled.as_ref()? {
            classes[row.class.index()] += u64::from(row.children);
        }
        Some(classes)
    }
}

/// Children of one class who use a facility and do not apply.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Enrolled {
    /// The facility, by id.
    pub facility: String,
    /// Their class.
    pub class: AgeClass,
    /// How many.
    pub children: u32,
}

/// A line of the survey that is not about this round.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SurveyError {
    /// A child that is not in the round, and no situation elsewhere.
    #[error("child {0} is not in the round")]
    UnknownChild(String),
    /// A facility that is not in the round.
    #[error("facility {0} is not in the round")]
    UnknownFacility(String),
    /// A child that applied only elsewhere, without its class.
    #[error("child {0} is not in the round and has no class")]
    NoClass(String),
    /// A child that applied only elsewhere, with different classes.
    #[error("child {0} has two classes")]
    TwoClasses(String),
}

/// A survey held against its round: the lines that hold on the survey day, child by child.
pub(super) struct Held<'a> {
    /// Per child of the round its lines, in the order of the round.
    pub(super) of_child: Vec<Vec<&'a SurveyRow>>,
    /// Children who applied only elsewhere, by id, with their class and lines.
    pub(super) elsewhere: Vec<(&'a str, AgeClass, Vec<&'a SurveyRow>)>,
}

/// Looks up who the lines are about. Lines that do not hold on `day` are left out, but have to be right.
pub(super) fn held<'a>(round: &Round, survey: &'a Survey, day: Date) -> Result<Held<'a>, Vec<SurveyError>> {
    let mut errors = Vec::new();
    let by_id = children_by_id(round);
    let mut of_child: Vec<Vec<&SurveyRow>> = vec![Vec::new(); round.children().len()];
    let mut others: std::collections::BTreeMap<&str, Vec<&SurveyRow>> = Default::default();
    for row in &survey.rows {
        if let Some(f) = &row.offer_refused
            && round.facility_by_id(f).is_none()
        {
            errors.push(SurveyError::UnknownFacility(f.clone()));
        }
        match find(round, &by_id, &row.child) {
            Some(child) => {
                if row.validity.holds_on(day) {
                    of_child[child as usize].push(row);
                }
            }
            None => others.entry(&row.child).or_default().push(row),
        }
    }
    let mut elsewhere = Vec::new();
    for (id, rows) in others {
        if !rows.iter().any(|r| r.situation.is_some_and(Situation::is_elsewhere)) {
            errors.push(SurveyError::UnknownChild(id.to_owned()));
            continue;
        }
        let mut classes = rows.iter().filter_map(|r| r.class);
        let Some(class) = classes.next() else {
            errors.push(SurveyError::NoClass(id.to_owned()));
            continue;
        };
        if classes.any(|c| c != class) {
            errors.push(SurveyError::TwoClasses(id.to_owned()));
            continue;
        }
        let valid: Vec<&SurveyRow> = rows.into_iter().filter(|r| r.validity.holds_on(day)).collect();
        if valid.iter().any(|r| r.situation.is_some_and(Situation::is_elsewhere)) {
            elsewhere.push((id, class, valid));
        }
    }
    if errors.is_empty() { Ok(Held { of_child, elsewhere }) } else { Err(errors) }
}

/// The children of a round by id.
pub(super) fn children_by_id(round: &Round) -> Vec<ChildIndex> {
    let mut by_id: Vec<ChildIndex> = (0..round.children().len() as u32).collect();
    by_id.sort_by(|&a, &b| round.children()[a as usize].id.cmp(&round.children()[b as usize].id));
    by_id
}

/// A child by its id.
pub(super) fn find(round: &Round, by_id: &[ChildIndex], id: &str) -> Option<ChildIndex> {
    let name = |&c: &ChildIndex| round.children()[c as usize].id.as_str();
    by_id.binary_search_by(|c| name(c).cmp(id)).ok().map(|place| by_id[place])
}

/// The facilities that the lines of a child say were offered and refused, each once, in the order of the round.
pub(super) fn refused(round: &Round, rows: &[&SurveyRow]) -> Vec<FacilityIndex> {
    let mut refused: Vec<FacilityIndex> =
        rows.iter().filter_map(|r| round.facility_by_id(r.offer_refused.as_deref()?)).collect();
    refused.sort_unstable();
    refused.dedup();
    refused
}
