//! What families list when a facility opens, closes or moves.
//!
//! | name | what families do |
//! |---|---|
//! | `none` | nothing: only children who are stated list a new facility |
//! | `near` | every family within so many metres lists it, at the place that its distance has among the wishes; those farther away from where a facility moves to drop it |
//! | `model` | each family as its list says of it: the facility comes in at a drawn place, or not at all ([`ListModel`]) |
//!
//! In all three a facility that closes leaves the lists and nothing else changes in them, except that a family left without any
//! wish takes another facility within reach (`near`: the nearest; `model`: drawn; `none`: none). Only children for whom the facility is open, whose place is
//! known and within reach are asked; joint lists of siblings and children decided by hand stay as they are, and nobody lists anything below
//! the seat it holds. Siblings draw the same luck.

mod arrivals;
mod fit;
mod likings;
mod model;
mod sample;

pub(super) use arrivals::Arrivals;
pub use fit::FitOptions;
pub use likings::Likings;
pub use model::ListModel;

/// What families do, by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Only children who are stated list a new facility.
    None,
    /// Everybody near lists it.
    Near,
    /// Each family as its list says of it.
    #[default]
    Model,
}

impl Mode {
    /// All modes with the names used in files.
    pub const NAMES: &'static [(&'static str, Mode)] =
        &[("none", Mode::None), ("near", Mode::Near), ("model", Mode::Model)];

    /// The name used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::None => "none",
            Mode::Near => "near",
            Mode::Model => "model",
        }
    }

    /// The mode of a name used in files.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|&(_, mode)| mode)
    }
}

/// What families do.
#[derive(Clone, Copy, Debug)]
pub enum Behaviour<'a> {
    /// [`Mode::None`].
    Still,
    /// [`Mode::Near`].
    Near {
        /// How far a family goes.
        metres: u32,
        /// The most wishes of a list; `None` for any number.
        most: Option<u32>,
    },
    /// [`Mode::Model`].
    Model {
        /// What the lists say.
        model: &'a ListModel,
        /// Its weights for the round that is changed, where many scenarios are.
        likings: Option<&'a Likings<'a>>,
        /// The most wishes of a list; `None` for any number.
        most: Option<u32>,
    },
}

impl Behaviour<'_> {
    /// Its name.
    pub fn mode(self) -> Mode {
        match self {
            Behaviour::Still => Mode::None,
            Behaviour::Near { .. } => Mode::Near,
            Behaviour::Model { .. } => Mode::Model,
        }
    }

    /// Whether what families do is drawn.
    pub fn is_drawn(self) -> bool {
        matches!(self, Behaviour::Model { .. })
    }

    /// How far families go, in metres; 0 if they do nothing.
    pub fn reach(self) -> u32 {
        match self {
            Behaviour::Still => 0,
            Behaviour::Near { metres, .. } => metres,
            Behaviour::Model { model, .. } => model.reach(),
        }
    }

    pub(super) fn most(self) -> Option<u32> {
        match self {
            Behaviour::Still => None,
            Behaviour::Near { most, .. } | Behaviour::Model { most, .. } => most,
        }
    }
}
