//! A small dialog that asks for a name: of a new story, a story, an outlet.

use egui::{Key, RichText, Ui};

use crate::corpus::{ArticleId, OutletId, StoryId};
use crate::session::Command;
use crate::views::ViewCtx;
use crate::widgets::theme::{self, Theme};
use crate::widgets::{Answer, LastRow, ask_in_passing, text_field};

/// The dialog, while it is open.
#[derive(Debug)]
pub struct Naming {
    what: Named,
    text: String,
    /// It was not painted yet: its field wants the keyboard.
    fresh: bool,
}

/// What gets the name.
#[derive(Clone, Debug)]
enum Named {
    NewStory(Vec<ArticleId>),
    Story(StoryId),
    Outlet(OutletId),
}

impl Naming {
    fn new(what: Named, text: &str) -> Self {
        Self {
            what,
            text: text.to_owned(),
            fresh: true,
        }
    }

    /// Asks for the name of a new story with these articles.
    pub fn new_story(articles: Vec<ArticleId>) -> Self {
        Self::new(Named::NewStory(articles), "")
    }

    /// Asks for another name of a story.
    pub fn rename_story(story: StoryId, name: &str) -> Self {
        Self::new(Named::Story(story), name)
    }

    /// Asks for another name of an outlet.
    pub fn rename_outlet(outlet: OutletId, name: &str) -> Self {
        Self::new(Named::Outlet(outlet), name)
    }

    fn title(&self) -> &'static str {
        match self.what {
            Named::NewStory(_) => "New story",
            Named::Story(_) => "Rename story",
            Named::Outlet(_) => "Rename outlet",
        }
    }

    fn command(&self) -> Command {
        let name = self.text.trim().to_owned();
        match self.what.clone() {
            Named::NewStory(articles) => Command::NewStory { name, articles },
            Named::Story(story) => Command::RenameStory { story, name },
            Named::Outlet(outlet) => Command::RenameOutlet { outlet, name },
        }
    }

    /// What will happen, where the name alone does not tell.
    fn note(&self, ctx: &ViewCtx<'_>) -> Option<String> {
        match &self.what {
            Named::NewStory(articles) => Some(match articles.len() {
                0 => "Empty at first: put articles in with the right mouse button".to_owned(),
                1 => "With the selected article".to_owned(),
                n => format!("With the {n} selected articles"),
            }),
            Named::Story(_) => None,
            Named::Outlet(outlet) => {
                let other = ctx.session.corpus.outlet_named(&self.text)?;
                (other.id != *outlet).then(|| {
                    format!(
                        "There is an outlet “{}” already: the two become one",
                        other.name
                    )
                })
            }
        }
    }
}

/// Paints the dialog when it is open.
pub fn naming_ui(egui_ctx: &egui::Context, ctx: &ViewCtx<'_>, naming: &mut Option<Naming>) {
    let Some(open) = naming else { return };
    match ask_in_passing(egui_ctx, "name dialog", |ui| dialog_ui(ui, ctx, open)) {
        Answer::Done(()) => {
            ctx.commands.send(open.command());
            *naming = None;
        }
        Answer::Cancelled => *naming = None,
        Answer::Open => {}
    }
}

fn dialog_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, naming: &mut Naming) -> Answer {
    ui.set_width(320.0);
    ui.label(RichText::new(naming.title()).font(theme::strong_id(theme::size::HEADING)));
    ui.add_space(4.0);
    let edit = egui::TextEdit::singleline(&mut naming.text)
        .hint_text("Name")
        .desired_width(f32::INFINITY);
    let field = text_field(ui, "Name", edit);
    if std::mem::take(&mut naming.fresh) {
        field.request_focus();
    }
    if let Some(note) = naming.note(ctx) {
        let colour = Theme::get(ui.ctx()).text.dim;
        ui.label(RichText::new(note).small().color(colour));
    }
    ui.add_space(8.0);
    let good = !naming.text.trim().is_empty();
    let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    LastRow::new("Save", good).entered(entered).ui(ui)
}
