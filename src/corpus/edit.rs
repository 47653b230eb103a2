//! Edits: each function turns a wish of the person into the [`super::Patch`] that fulfils it.
