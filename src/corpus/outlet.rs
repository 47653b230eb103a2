//! Who published: a first-class thing with a colour and a short name.

use serde::{Deserialize, Serialize};

use super::OutletId;

/// An outlet. Two articles have the same outlet when they hold the same id; names are for reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlet {
    /// Identity.
    pub id: OutletId,
    /// Full name, as shown.
    pub name: String,
    /// Short name for narrow places; empty: the full name.
    pub short: String,
    /// Index into the theme's outlet colours (taken modulo their number).
    pub colour: u32,
}

impl Outlet {
    /// The short name if there is one.
    pub fn short_name(&self) -> &str {
        if self.short.is_empty() {
            &self.name
        } else {
            &self.short
        }
    }
}
