//! How a child comes out of a round.

/// How a child comes out of the round.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PlacementKind {
    /// A new seat.
    Placed,
    /// It stays at the seat it holds.
    Kept,
    /// No seat.
    Unplaced,
}

impl PlacementKind {
    /// The name used in files: `placed`, `kept`, `unplaced`.
    pub fn as_str(self) -> &'static str {
        match self {
            PlacementKind::Placed => "placed",
            PlacementKind::Kept => "kept",
            PlacementKind::Unplaced => "unplaced",
        }
    }
}
