//! Scrolling together: where a column must stand so that it shows what the leading column shows. Pure.
//!
//! Columns are tied at the statements they share. The leading column's reading line lies between two ties; where the
//! following column has them in the same order, it stands at the same fraction between them; where the order differs, it
//! goes to the nearer one. Without ties both stand at the same fraction of their heights.

/// A statement both columns carry: its height in the leading and in the following column, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// In the column that leads.
    pub leader: f32,
    /// In the column that follows.
    pub follower: f32,
}

/// Height in the following column that belongs at the reading line when the leading column has `line` there. `ties` are
/// ascending by `leader`; heights are of the whole columns.
pub fn counterpart(line: f32, ties: &[Tie], leader_height: f32, follower_height: f32) -> f32 {
    let after = ties.partition_point(|tie| tie.leader <= line);
    match (
        after.checked_sub(1).map(|i| ties[i]),
        ties.get(after).copied(),
    ) {
        (None, None) => line / leader_height.max(1.0) * follower_height,
        (Some(only), None) => only.follower + (line - only.leader),
        (None, Some(only)) => only.follower - (only.leader - line),
        (Some(before), Some(next)) => {
            let fraction = (line - before.leader) / (next.leader - before.leader).max(1.0);
            let gap = next.follower - before.follower;
            let reordered = gap < 0.0 || gap > 4.0 * (next.leader - before.leader) + 400.0;
            match (reordered, fraction < 0.5) {
                (false, _) => before.follower + fraction * gap,
                (true, true) => before.follower + (line - before.leader),
                (true, false) => next.follower - (next.leader - line),
            }
        }
    }
}

/// One step of an even, quick approach: where an offset stands after `seconds`. Arrives within half a point.
pub fn approach(now: f32, target: f32, seconds: f32) -> f32 {
    let rest = target - now;
    if rest.abs() < 0.5 {
        return target;
    }
    now + rest * (1.0 - (-14.0 * seconds.min(0.1)).exp())
}

#[cfg(test)]
mod tests {
    use super::{Tie, approach, counterpart};

    fn ties(pairs: &[(f32, f32)]) -> Vec<Tie> {
        pairs
            .iter()
            .map(|&(leader, follower)| Tie { leader, follower })
            .collect()
    }

    #[test]
    fn between_two_ties_the_fraction_is_the_same() {
        let ties = ties(&[(100.0, 200.0), (200.0, 500.0)]);
        assert_eq!(counterpart(150.0, &ties, 1000.0, 1000.0), 350.0);
        assert_eq!(counterpart(100.0, &ties, 1000.0, 1000.0), 200.0);
    }

    #[test]
    fn outside_the_ties_columns_move_alike() {
        let ties = ties(&[(100.0, 300.0)]);
        assert_eq!(counterpart(50.0, &ties, 1000.0, 1000.0), 250.0);
        assert_eq!(counterpart(130.0, &ties, 1000.0, 1000.0), 330.0);
    }

    #[test]
    fn reordered_ties_lead_to_the_nearer_one() {
        let ties = ties(&[(100.0, 900.0), (200.0, 50.0)]);
        assert_eq!(counterpart(120.0, &ties, 1000.0, 1000.0), 920.0);
        assert_eq!(counterpart(190.0, &ties, 1000.0, 1000.0), 40.0);
    }

    #[test]
    fn without_ties_both_stand_at_the_same_fraction() {
        assert_eq!(counterpart(500.0, &[], 1000.0, 400.0), 200.0);
    }

    #[test]
    fn an_approach_arrives() {
        let mut at = 0.0;
        for _ in 0..60 {
            at = approach(at, 300.0, 1.0 / 60.0);
        }
        assert_eq!(at, 300.0);
    }
}
