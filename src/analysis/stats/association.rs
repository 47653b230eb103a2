//! Association: how strongly two words keep company.

/// logDice: 14 + log2(2 f_xy / (f_x + f_y)), from the number of times the two stand within the window (`together`) and how often
/// each occurs. 14 is always together; one less is half as often; does not depend on the size of the corpus. `None` where they
/// never meet. The window is the caller's and has to be stated beside the figure.
///
/// Rychlý 2008, "A lexicographer-friendly association score".
pub fn log_dice(together: usize, of_node: usize, of_collocate: usize) -> Option<f64> {
    if together == 0 || of_node + of_collocate == 0 {
        return None;
    }
    Some(14.0 + (2.0 * together as f64 / (of_node + of_collocate) as f64).log2())
}

#[cfg(test)]
mod tests {
    use super::log_dice;

    #[test]
    fn always_together_is_fourteen() {
        assert_eq!(log_dice(5, 5, 5), Some(14.0));
        assert_eq!(log_dice(1, 4, 4), Some(12.0));
        assert_eq!(log_dice(0, 4, 4), None);
    }
}
