//! The shipped rulebooks side by side on one city: the figures in `docs/rulebook.md` are those of the code.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../examples/common/side_by_side.rs"]
mod side_by_side;

use side_by_side::{BOOKS, City};

#[test]
fn the_tables_of_the_guide_are_what_the_rulebooks_make_of_the_city() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rulebook.md");
    let guide = std::fs::read_to_string(path).unwrap();
    let (_, rest) = guide.split_once("<!-- side by side: made by the code -->\n").expect("the mark");
    let (printed, _) = rest.split_once("<!-- end of side by side -->").expect("the end");
    let made = City::new(1_600, 1).unwrap().tables().unwrap();
    assert!(printed == made, "run the example rulebooks_side_by_side and put this in the guide:\n{made}");
}

#[test]
fn a_rulebook_moves_children_and_is_no_different_from_itself() {
    let city = City::new(400, 2).unwrap();
    let again = City::new(400, 2).unwrap();
    for (a, outcome) in city.outcomes.iter().enumerate() {
        assert_eq!(outcome.book, BOOKS[a].0);
        assert_eq!(outcome.decisions, again.outcomes[a].decisions, "same seed, same city");
        assert!(outcome.stable, "{}", outcome.book);
        for b in 0..BOOKS.len() {
            let (moved, one) = (city.moved(a, b), city.in_one_only(a, b));
            assert_eq!((moved, one), (city.moved(b, a), city.in_one_only(b, a)));
            assert!(one <= moved && (a == b) == (moved == 0), "{a} {b}: {moved}");
        }
    }
    let (always, never) = city.always_and_never();
    assert!(always > 0 && never > 0 && always + never < city.holds.iter().filter(|h| !**h).count());
}
