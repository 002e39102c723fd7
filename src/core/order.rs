//! Numbers in order.

/// The places of numbers, that of the smallest first, of equal ones that of the first. (Sorting is compiled anew for every type and
/// every way to compare, 5 KB each time: what needs an order takes this one.)
#[must_use]
pub(crate) fn ascending(values: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..values.len()).collect();
    places.sort_unstable_by(|&a, &b| values[a].total_cmp(&values[b]).then(a.cmp(&b)));
    places
}

/// The numbers themselves, the smallest first.
#[must_use]
pub(crate) fn sorted(values: &[f64]) -> Vec<f64> {
    let places = ascending(values).into_iter();
    places.map(|place| values[place]).collect()
}

/// The places of numbers, that of the largest first.
#[must_use]
pub(crate) fn descending(values: &[f64]) -> Vec<usize> {
    let mut places = ascending(values);
    places.reverse();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_the_numbers() {
        let values = [2.0, -1.0, f64::INFINITY, 0.0, -1.0];
        assert_eq!(ascending(&values), [1, 4, 3, 0, 2]);
        assert_eq!(descending(&values), [2, 0, 3, 4, 1]);
        assert_eq!(sorted(&values), [-1.0, -1.0, 0.0, 2.0, f64::INFINITY]);
    }
}
