//! What the window shows: each view reads the session and sends commands. No view changes the session or touches a file.

pub mod compare;
pub mod entities;
#[cfg(test)]
mod fixture;
pub mod help;
pub mod inspector;
pub mod keys;
pub mod library;
pub mod notices;
pub mod palette;
pub mod status_bar;
pub mod top_bar;

use crate::session::{CommandSender, Session};

/// What every view gets.
#[derive(Clone, Copy)]
pub struct ViewCtx<'a> {
    /// Everything there is to show.
    pub session: &'a Session,
    /// Where wishes go.
    pub commands: &'a CommandSender,
}
