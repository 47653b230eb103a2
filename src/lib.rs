//! Hexapla compares how news outlets report the same story.
//!
//! The map of the house; a module may use those above it in the list.
//!
//! - [`text`]: spans, tokens, sentences. Invariant: every offset is a UTF-8 byte offset into the article's own text.
//! - [`corpus`]: outlets, articles, stories, decisions, the ledger. The only thing edited, undone and saved.
//! - [`analysis`]: statements, quotations, entities, statistics. Invariant: pure, deterministic, order-free.
//! - [`import`]: bytes into articles with metadata and a ledger line. Knows no paths and no dialogs.
//! - [`charts`]: charts as values, painted by the window and written as SVG and PNG.
//! - [`report`]: the report as one value, and its writers.
//! - [`store`]: the only code that opens files: reading sources, the workspace file, atomic writing.
//! - [`worker`]: named threads, jobs with progress and cancel.

pub mod analysis;
#[cfg(feature = "window")]
pub mod app;
pub mod charts;
pub mod cli;
pub mod corpus;
pub mod import;
pub mod report;
#[cfg(feature = "window")]
pub mod session;
pub mod store;
pub mod text;
#[cfg(feature = "window")]
pub mod views;
#[cfg(feature = "window")]
pub mod widgets;
pub mod worker;
