//! For which facilities there are sheets of their own.

/// For which facilities a workbook has sheets of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Facilities {
    /// For all if there are no more than [`Facilities::MOST`], otherwise for none.
    #[default]
    IfFew,
    /// For all.
    All,
    /// For none.
    None,
    /// For those with these ids.
    Some(Vec<String>),
}

impl Facilities {
    /// More sheets than this are hard to handle, so they have to be asked for.
    pub const MOST: usize = 200;

    /// The facilities by position, `ids` being those of the round.
    pub(super) fn chosen<'i>(&self, ids: impl ExactSizeIterator<Item = &'i str>) -> Vec<u32> {
        let all = ids.len();
        match self {
            Facilities::IfFew if all > Self::MOST => Vec::new(),
            Facilities::None => Vec::new(),
            Facilities::IfFew | Facilities::All => (0..all as u32).collect(),
            Facilities::Some(wanted) => {
                (0..).zip(ids).filter(|(_, id)| wanted.iter().any(|w| w == id)).map(|(f, _)| f).collect()
            }
        }
    }

    /// Whether sheets are missing only because there would be too many.
    pub(super) fn are_too_many(&self, all: usize) -> bool {
        *self == Facilities::IfFew && all > Self::MOST
    }
}
