//! The frame of dialogs.

use egui::{Context, Frame, Id, Margin, Modal};

/// A dialog over the window: nothing behind it answers while it is open.
pub fn dialog(ctx: &Context, name: &'static str) -> Modal {
    let frame = Frame::popup(&ctx.global_style()).inner_margin(Margin::same(18));
    Modal::new(Id::unique(name)).frame(frame)
}
