//! What may be built: sites, their sizes, and a choice of them.

use crate::programme::nursery::{AgeClass, ClassSet};
use crate::siting::location::Standing;
use crate::siting::scenario::{Amount, Edit, Open, Resize};

/// Where seats may come to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A new facility, without its seats.
    New(Box<Open>),
    /// More seats at a facility of the round.
    Existing(String),
}

impl Place {
    /// The facility's id.
    pub fn facility(&self) -> &str {
        match self {
            Place::New(open) => &open.id,
            Place::Existing(id) => id,
        }
    }
}

/// One way to build at a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// What it is called; may be empty where there is one.
    pub name: String,
    /// Seats by class.
    pub seats: [u32; AgeClass::COUNT],
    /// What it costs, in a unit of the caller's.
    pub cost: u64,
    /// Teachers that it takes, in tenths.
    pub teachers10: u32,
}

impl Size {
    /// All its seats.
    pub fn all_seats(&self) -> u32 {
        self.seats.iter().sum()
    }

    /// Its classes with seats.
    pub fn classes(&self) -> impl Iterator<Item = (AgeClass, u32)> + '_ {
        AgeClass::all().map(|class| (class, self.seats[class.index()])).filter(|(_, seats)| *seats > 0)
    }
}

/// A site that may be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Where.
    pub place: Place,
    /// Whether it may, must or must not be opened; [`Standing::Existing`] for what is decided already: it opens in any case,
    /// costs nothing and does not count. Of what opens in any case some size is chosen.
    pub standing: Standing,
    /// The ways to build it, at least one.
    pub sizes: Vec<Size>,
}

impl Site {
    /// Whether it opens in any case.
    pub fn is_fixed(&self) -> bool {
        matches!(self.standing, Standing::Existing | Standing::Required)
    }

    /// Whether opening it counts and costs.
    pub fn is_counted(&self) -> bool {
        self.standing != Standing::Existing
    }

    /// The edits that build it with these seats by class. `offers`: whether the facility of the round has seats for a class of its own today.
    pub(in crate::siting) fn edits(
        &self,
        seats: [u32; AgeClass::COUNT],
        offers: impl Fn(AgeClass) -> bool,
    ) -> Vec<Edit> {
        let rows = AgeClass::all().map(|class| (class, seats[class.index()])).filter(|(_, n)| *n > 0);
        match &self.place {
            Place::New(open) => {
                let seats = rows.map(|(class, n)| (ClassSet::one(class), n)).collect();
                vec![Edit::Open(Open { seats, ..(**open).clone() })]
            }
            Place::Existing(facility) => rows
                .map(|(class, n)| {
                    let seats = Amount::By(i64::from(n));
                    let (facility, classes) = (facility.clone(), ClassSet::one(class));
                    Edit::Resize(Resize { facility, classes, seats, new: !offers(class) })
                })
                .collect(),
        }
    }
}

/// What is opened: for every site the position of its size, or none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice(pub(super) Box<[Option<u16>]>);

impl Choice {
    /// Nothing of so many sites.
    pub(super) fn nothing(sites: usize) -> Self {
        Self(vec![None; sites].into())
    }

    /// From the positions of sites with the positions of their sizes. `None` if a site is named twice or beyond the end.
    pub fn of(sites: usize, opened: impl IntoIterator<Item = (usize, u16)>) -> Option<Self> {
        let mut choice = Self::nothing(sites);
        for (site, size) in opened {
            let slot = choice.0.get_mut(site)?;
            if slot.replace(size).is_some() {
                return None;
            }
        }
        Some(choice)
    }

    /// The sites that open with their sizes, both as positions.
    pub fn opened(&self) -> impl Iterator<Item = (usize, u16)> + '_ {
        self.0.iter().enumerate().filter_map(|(site, size)| Some((site, (*size)?)))
    }

    /// The size of a site.
    pub fn size(&self, site: usize) -> Option<u16> {
        self.0[site]
    }

    /// The same with a site opened in a size, or not opened.
    #[must_use]
    pub fn with(&self, site: usize, size: Option<u16>) -> Self {
        let mut other = self.clone();
        other.0[site] = size;
        other
    }
}
