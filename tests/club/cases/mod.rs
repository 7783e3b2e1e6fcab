//! Cases small enough to work out by hand.

mod order;
mod seats;

use sekiwari::programme::club::{Child, Grade};

fn grade(n: u8) -> impl FnOnce(&mut Child) {
    move |c| c.grade = Grade::new(n).expect("a grade")
}
