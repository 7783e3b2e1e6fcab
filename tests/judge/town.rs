//! A small town with one household of each kind, and an allocation of it that is in order.

use crate::support::spec::{HouseholdSpec, Spec};

/// Pools by name.
pub const A0: usize = 0;
pub const A1: usize = 1;
pub const B0: usize = 2;
pub const B1: usize = 3;
pub const MON: usize = 4;
pub const TUE: usize = 5;
pub const SHUT: usize = 6;
pub const FRI: usize = 7;
pub const SPARE: usize = 8;

/// Households, in order: the children are numbered through.
///
/// | household | children | wishes |
/// |---|---|---|
/// | 0 | 0 | A0, B0 |
/// | 1 | 1, 2 (twins) | both A0; 1 to A0 and 2 to B1; both B1 |
/// | 2 | 3, holds A1 | B0, stay |
/// | 3 | 4, holds B1; 5 | 4 to A1 and 5 to A0; 4 stays and 5 to B1; 4 stays |
/// | 4 | 6 | Monday and Tuesday, Monday |
/// | 5 | 7 | SHUT (no seats), B0 |
/// | 6 | 8 | none, though A0 ranks it |
/// | 7 | 9, holds Monday | Monday and Tuesday, stay |
/// | 8 | 10 | Friday |
///
/// Limits: 2 x A0 + A1 <= 4, and Monday + Tuesday + Friday <= 3.
pub fn town() -> Spec {
    let households = vec![
        HouseholdSpec::single(&[(A0, 2), (B0, 3)]),
        HouseholdSpec::with_children(
            2,
            &[],
            vec![vec![(0, A0, 3), (1, A0, 4)], vec![(0, A0, 3), (1, B1, 2)], vec![(0, B1, 1), (1, B1, 2)]],
        ),
        HouseholdSpec::single(&[(B0, 2), (A1, 0)]),
        HouseholdSpec::with_children(
            2,
            &[],
            vec![vec![(0, A1, 1), (1, A0, 1)], vec![(0, B1, 0), (1, B1, 3)], vec![(0, B1, 0)]],
        ),
        HouseholdSpec::with_children(1, &[], vec![vec![(0, MON, 1), (0, TUE, 2)], vec![(0, MON, 1)]]),
        HouseholdSpec::single(&[(SHUT, 1), (B0, 1)]),
        HouseholdSpec::with_children(1, &[(0, A0, 9)], vec![]),
        HouseholdSpec::with_children(1, &[], vec![vec![(0, MON, 0), (0, TUE, 1)], vec![(0, MON, 0)]]),
        HouseholdSpec::single(&[(FRI, 1)]),
    ];
    Spec::new(&[2, 1, 1, 4, 2, 1, 0, 1, 3], households)
        .limit(4, &[(A0, 2), (A1, 1)])
        .limit(3, &[(MON, 1), (TUE, 1), (FRI, 1)])
}

/// Ranks per household: stable, with A0 half empty under its limit and everything else full.
pub const IN_ORDER: [u32; 9] = [1, 3, 2, 2, 2, 2, 0, 1, 0];

/// The seats of [`IN_ORDER`], per child.
pub fn seats_in_order() -> Vec<Vec<usize>> {
    vec![
        vec![A0],
        vec![B1],
        vec![B1],
        vec![A1],
        vec![B1],
        vec![B1],
        vec![MON],
        vec![B0],
        vec![],
        vec![MON, TUE],
        vec![],
    ]
}
