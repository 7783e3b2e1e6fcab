//! Why a deferred child is not in the official count, and in which order that is asked.

use crate::Lang;
use std::fmt;

/// A reason of the survey rule why a child that is deferred is not counted as waiting.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Exclusion {
    /// It uses a scheme of the municipality's own (certified nurseries and the like).
    MunicipalOwn,
    /// It uses an enterprise-led nursery.
    EnterpriseLed,
    /// It uses a kindergarten with long hours.
    KindergartenLong,
    /// It uses a nursery on its way to a licence.
    Licensing,
    /// A parent is on leave, and the will to return on entry is not confirmed.
    OnLeaveNoReturn,
    /// It waits for certain places only: another was open within reach, was offered individually, and was refused.
    SpecificPlaceOnly,
    /// The search for work has stopped on the survey day.
    JobSearchStopped,
    /// It uses a licensed place already and wishes another.
    Transfer,
    /// Entry is wished for a day after the survey day.
    FutureDate,
}

impl Exclusion {
    /// The number of exclusions.
    pub const COUNT: usize = 9;

    /// All of them, in the order in which [`ExclusionOrder::default`] asks: what makes a child no applicant for today, then
    /// where it is cared for, then what its parents do and wish.
    pub const ALL: [Exclusion; Self::COUNT] = [
        Exclusion::Transfer,
        Exclusion::FutureDate,
        Exclusion::Licensing,
        Exclusion::KindergartenLong,
        Exclusion::MunicipalOwn,
        Exclusion::EnterpriseLed,
        Exclusion::OnLeaveNoReturn,
        Exclusion::SpecificPlaceOnly,
        Exclusion::JobSearchStopped,
    ];

    /// The code used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Exclusion::MunicipalOwn => "municipal-own",
            Exclusion::EnterpriseLed => "enterprise-led",
            Exclusion::KindergartenLong => "kindergarten-long",
            Exclusion::Licensing => "licensing",
            Exclusion::OnLeaveNoReturn => "on-leave-no-return",
            Exclusion::SpecificPlaceOnly => "specific-place-only",
            Exclusion::JobSearchStopped => "job-search-stopped",
            Exclusion::Transfer => "transfer",
            Exclusion::FutureDate => "future-date",
        }
    }

    /// The exclusion of a code.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|e| e.as_str() == name)
    }

    /// In words.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Exclusion::MunicipalOwn => lang.pick("自治体の単独施策を利用", "a municipal scheme"),
            Exclusion::EnterpriseLed => lang.pick("企業主導型保育を利用", "an enterprise-led nursery"),
            Exclusion::KindergartenLong => {
                lang.pick("幼稚園の長時間預かりを利用", "kindergarten with long hours")
            }
            Exclusion::Licensing => {
                lang.pick("認可化移行中の施設を利用", "a nursery on its way to a licence")
            }
            Exclusion::OnLeaveNoReturn => {
                lang.pick("育休中で復職の意思を確認できない", "on leave, return not confirmed")
            }
            Exclusion::SpecificPlaceOnly => lang.pick("特定の施設のみを希望", "certain places only"),
            Exclusion::JobSearchStopped => lang.pick("求職活動を休止", "search for work has stopped"),
            Exclusion::Transfer => lang.pick("認可施設を利用中 (転園希望)", "in a licensed place (transfer)"),
            Exclusion::FutureDate => {
                lang.pick("調査日より後の入所を希望", "entry wished after the survey day")
            }
        }
    }

    /// The position in the declaration, for tables of counts.
    pub fn index(self) -> usize {
        self as usize
    }
}

/// A set of exclusions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct ExclusionSet(u16);

impl ExclusionSet {
    /// With one more.
    #[must_use]
    pub fn with(self, exclusion: Exclusion) -> Self {
        Self(self.0 | 1 << exclusion.index())
    }

    /// Whether it holds one.
    pub fn contains(self, exclusion: Exclusion) -> bool {
        self.0 & 1 << exclusion.index() != 0
    }

    /// Whether it holds none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many it holds.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// What it holds, in the order of [`Exclusion::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Exclusion> {
        Exclusion::ALL.into_iter().filter(move |&e| self.contains(e))
    }
}

/// The order in which exclusions are asked: a child that meets several is counted under the first of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ExclusionOrder([Exclusion; Exclusion::COUNT]);

/// An order names one exclusion twice.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{} is named twice", .0.as_str())]
pub struct NamedTwice(pub Exclusion);

impl Default for ExclusionOrder {
    fn default() -> Self {
        Self(Exclusion::ALL)
    }
}

impl ExclusionOrder {
    /// An order that begins with these; those not named follow as in [`Exclusion::ALL`].
    ///
    /// # Errors
    /// [`NamedTwice`].
    ///
    /// ```
    /// use sekiwari::programme::nursery::waiting::{Exclusion, ExclusionOrder};
    /// let order = ExclusionOrder::new(&[Exclusion::OnLeaveNoReturn]).unwrap();
    /// assert_eq!(order.iter().next(), Some(Exclusion::OnLeaveNoReturn));
    /// assert_eq!(order.iter().count(), Exclusion::COUNT);
    /// ```
    pub fn new(first: &[Exclusion]) -> Result<Self, NamedTwice> {
        let mut seen = ExclusionSet::default();
        for &e in first {
            if seen.contains(e) {
                return Err(NamedTwice(e));
            }
            seen = seen.with(e);
        }
        let mut all = first.iter().copied().chain(Exclusion::ALL.into_iter().filter(|&e| !seen.contains(e)));
        Ok(Self(std::array::from_fn(|i| all.next().unwrap_or(Exclusion::ALL[i]))))
    }

    /// The exclusions, the first asked first.
    pub fn iter(&self) -> impl Iterator<Item = Exclusion> + '_ {
        self.0.iter().copied()
    }

    /// The one a child is counted under that meets these.
    pub fn first_of(&self, met: ExclusionSet) -> Option<Exclusion> {
        self.iter().find(|&e| met.contains(e))
    }
}

impl fmt::Display for ExclusionOrder {
    /// The codes with commas.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.iter().map(Exclusion::as_str).collect();
        f.write_str(&names.join(", "))
    }
}
