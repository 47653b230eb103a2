//! Statistics of corpus linguistics, named as the field names them, each with its source.

mod association;
mod beta;
mod dispersion;
mod keyness;

pub use association::log_dice;
pub use dispersion::{Parts, dp, dp_normalised};
pub use keyness::{Frequency, g2, log_ratio, lrc, per_thousand, percent_diff};

/// Below this many hits a figure says that it rests on little.
pub const FEW_HITS: usize = 5;

/// Below this many words an article is too short for rates.
pub const FEW_WORDS: usize = 300;
