//! Dense typed ids: positions in the tables of one instance.

use crate::market::dense_id;

dense_id!(
    /// A point of demand.
    PointId
);
dense_id!(
    /// A site.
    SiteId
);
