//! Dense typed ids: positions in the tables of one instance.

use std::fmt;

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

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    };
}

dense_id!(
    /// A point of demand.
    PointId
);
dense_id!(
    /// A site.
    SiteId
);
