//! Dense typed ids: positions in the flat tables of one market.

/// Makes types of ids: positions in flat tables.
macro_rules! dense_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id at position `index` of its table.
            #[inline]
            pub const fn new(index: u32) -> Self {
                Self(index)
            }

            /// The position in its table, ready to index a slice.
            #[inline]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}

pub(crate) use dense_id;

dense_id!(
    /// A facility. The market uses it only to group pools under limits and to read answers back.
    FacilityId
);
dense_id!(
    /// A pool of seats.
    PoolId
);
dense_id!(
    /// A household: children decided together.
    HouseholdId
);
dense_id!(
    /// A child.
    ChildId
);
dense_id!(
    /// A (child, pool) pair with a rank class.
    ClaimantId
);
dense_id!(
    /// A wish, numbered across all households; a household's wishes are contiguous, best first.
    WishId
);

/// How a pool ranks a claimant: smaller is better, equal means a tie.
///
/// [`RankClass::HELD`] (0) is kept for children who hold a seat of the pool today; everyone else is 1 or worse.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct RankClass(u32);

impl RankClass {
    /// The rank of a child at the seat it holds: better than anyone else.
    pub const HELD: RankClass = RankClass(0);

    /// A rank class; 0 is [`RankClass::HELD`].
    #[inline]
    pub const fn new(class: u32) -> Self {
        Self(class)
    }

    /// The class as a number.
    #[inline]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Whether the claimant holds its seat today.
    #[inline]
    pub const fn is_held(self) -> bool {
        self.0 == 0
    }
}
