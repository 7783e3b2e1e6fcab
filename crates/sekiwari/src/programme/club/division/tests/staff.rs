//! Staff of units.

use crate::programme::club::capacity::Standards;
use crate::programme::club::division::{UnitStaff, share_staff};

#[test]
fn what_is_lacking_and_what_is_left_is_named() {
    let of = |units, staff, qualified| share_staff(units, staff, qualified, &Standards::default());
    let full = UnitStaff { qualified: 1, others: 1, ..UnitStaff::default() };
    assert_eq!(of(2, 5, 2).units, [full, full]);
    let short = of(3, 5, 2);
    assert_eq!(short.units[2], UnitStaff { qualified: 0, others: 1, lacks_qualified: 1, lacks_others: 0 });
    assert!(!short.complete());
    assert_eq!((short.left_qualified, short.left_others), (0, 0));
    let qualified = of(2, 4, 4);
    assert!(qualified.complete(), "qualified staff stand in for others");
    assert_eq!(qualified.units[0].qualified, 2);
    let none = of(1, 1, 0);
    assert_eq!(none.units, [UnitStaff { others: 1, lacks_qualified: 1, ..UnitStaff::default() }]);
    assert_eq!(of(0, 3, 1).left_qualified, 1);
}

#[test]
fn nobody_is_lost() {
    for (units, staff, qualified, per, of_them) in
        [(2, 7, 3, 2, 1), (3, 4, 4, 3, 1), (1, 0, 0, 2, 2), (4, 9, 2, 2, 0), (2, 3, 1, 0, 0)]
    {
        let standards =
            Standards { staff_per_unit: per, qualified_per_unit: of_them, ..Standards::default() };
        let shared = share_staff(units, staff, qualified, &standards);
        let sum = |f: fn(&UnitStaff) -> u32| shared.units.iter().map(f).sum::<u32>();
        assert_eq!(sum(|u| u.qualified) + shared.left_qualified, qualified);
        assert_eq!(sum(|u| u.others) + shared.left_others, staff - qualified);
        let has = sum(|u| u.qualified + u.others) + sum(|u| u.lacks_qualified + u.lacks_others);
        assert_eq!(has, units * per);
        assert_eq!(shared.complete(), staff >= units * per && qualified >= units * of_them);
    }
}
