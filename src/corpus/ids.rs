//! Identity: numbers that are given once and never reused inside a workspace. Names are for reading.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The next one.
            #[must_use]
            pub fn next(self) -> Self {
                Self(self.0 + 1)
            }
        }
    };
}

id!(
    /// An article of the corpus.
    ArticleId
);
id!(
    /// Who published.
    OutletId
);
id!(
    /// Articles on the same event.
    StoryId
);
id!(
    /// Something the person decided about a computed result.
    DecisionId
);
id!(
    /// A line of the import ledger.
    LedgerId
);
