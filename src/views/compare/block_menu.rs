//! The menu of the right mouse button on a paragraph: what it is, and copying.

use crate::corpus::{Article, BlockKind, Decision, Place};
use crate::session::{ColumnParagraph, Command, Reading, UiCommand};
use crate::views::ViewCtx;

/// Paints the menu of a paragraph. What it is decides whether it is compared and counted; the person's word goes first, and
/// stays when the file is read again.
pub fn block_menu_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    article: &Article,
    paragraph: &ColumnParagraph,
) {
    ui.set_min_width(200.0);
    if ui.button("Copy this paragraph").clicked() {
        let words = paragraph.span.of(&article.text).to_owned();
        ctx.commands.send(Command::CopyText(words));
        ui.close();
    }
    let copy = UiCommand::CopyPassage;
    let statement = egui::Button::new("Copy the selected statement");
    if ui
        .add_enabled(ctx.session.is_enabled(copy), statement)
        .on_hover_text(copy.info().tooltip)
        .clicked()
    {
        ctx.commands.send(copy);
        ui.close();
    }
    if ctx.session.options.reading != Reading::All {
        let place = Place {
            article: article.id,
            span: paragraph.span,
        };
        let mut opened = ctx.session.opened.contains(&place);
        if ui.checkbox(&mut opened, "In full size").clicked() {
            ctx.commands.send(Command::ToggleOpened(vec![place]));
            ui.close();
        }
    }
    ui.separator();
    ui.menu_button("This is …", |ui| {
        for kind in BlockKind::ALL {
            let radio = ui.radio(kind == paragraph.kind, kind.label());
            let radio = if kind.is_counted() {
                radio
            } else {
                radio.on_hover_text("Shown dimmed, not compared and not counted")
            };
            if radio.clicked() {
                let place = Place {
                    article: article.id,
                    span: paragraph.span,
                };
                ctx.commands
                    .send(Command::Decide(Decision::Block { place, kind }));
                ui.close();
            }
        }
    });
}
