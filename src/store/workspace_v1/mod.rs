//! Version 1 of the workspace file: its tables and the values in them. Frozen once released; see [`super::migrate`].
//!
//! Saved types are not core types: they are converted both ways, so that the core stays free to change. Conversions match
//! every variant of the core's enums, so that the compiler tells when something new has no saved form yet.

mod article;
mod decision;
mod ledger;
mod tables;

pub use tables::{BadTables, create, read, read_view_state, write};

/// An enum of the core with the names it is saved under.
macro_rules! saved_enum {
    ($(#[$doc:meta])* $saved:ident = $core:ty { $($variant:ident = $name:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum $saved {
            $(#[serde(rename = $name)] $variant,)*
        }

        impl From<$core> for $saved {
            fn from(value: $core) -> Self {
                match value {
                    $(<$core>::$variant => Self::$variant,)*
                }
            }
        }

        impl From<$saved> for $core {
            fn from(value: $saved) -> Self {
                match value {
                    $($saved::$variant => Self::$variant,)*
                }
            }
        }
    };
}
use saved_enum;
