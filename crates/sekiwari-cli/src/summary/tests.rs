use super::{RANK_BANDS, band};

#[test]
fn ranks_fall_into_their_bands() {
    let named = |rank| RANK_BANDS[band(rank)];
    assert_eq!([1, 2, 3, 4, 5, 6, 40].map(named), ["1", "2", "3", "4-5", "4-5", "6+", "6+"]);
}
