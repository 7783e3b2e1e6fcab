//! From scores to rank classes.

/// Sorts `items` by `compare` and returns each with its rank class: 1 for the best, equal items share a class, and the
/// next class follows without a gap. Ties keep the order of `id`, so the result does not depend on the input order.
///
/// Cost: one sort.
///
/// ```
/// let ranked = sekiwari::priority::rank_classes(vec![(0, 5), (1, 9), (2, 5)], |a, b| b.1.cmp(&a.1), |x| x.0);
/// assert_eq!(ranked, [((1, 9), 1), ((0, 5), 2), ((2, 5), 2)]);
/// ```
pub fn rank_classes<T>(
    mut items: Vec<T>,
    compare: impl Fn(&T, &T) -> std::cmp::Ordering,
    id: impl Fn(&T) -> u32,
) -> Vec<(T, u32)> {
    items.sort_unstable_by(|a, b| compare(a, b).then_with(|| id(a).cmp(&id(b))));
    let mut class = 0;
    let mut classes = Vec::with_capacity(items.len());
    for i in 0..items.len() {
        if i == 0 || compare(&items[i - 1], &items[i]).is_ne() {
            class += 1;
        }
        classes.push(class);
    }
    items.into_iter().zip(classes).collect()
}
