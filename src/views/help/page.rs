//! One page: what the view is for, a picture of it, what can be done there.

use egui::text::LayoutJob;
use egui::{
    ColorImage, Label, Role, Stroke, StrokeKind, TextFormat, TextureFilter, TextureOptions, Ui,
    WidgetInfo,
};

use super::HelpState;
use super::pages::Page;
use crate::session::UiCommand;
use crate::views::{ViewCtx, keys};
use crate::widgets::theme::{self, Theme};

/// Paints a page.
pub fn page_ui(ui: &mut Ui, ctx: &ViewCtx<'_>, state: &mut HelpState, page: &Page) {
    ui.add(Label::new(page.purpose).wrap());
    picture_ui(ui, state, page);
    for (name, text) in page.points {
        point_ui(ui, name, text);
    }
    if let Some(command) = page.command {
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let text = show_text(command);
            let button = ui.button(text);
            if button
                .on_hover_text(keys::tooltip(ui.ctx(), command))
                .clicked()
            {
                ctx.commands.send(command);
            }
        });
    }
}

/// What the button at the foot of a page says.
pub fn show_text(command: UiCommand) -> String {
    let text = command.info().text;
    if text.ends_with('…') {
        text.to_owned()
    } else {
        format!("Show {text}")
    }
}

/// "**Name.** Text", wrapped.
fn point_ui(ui: &mut Ui, name: &str, text: &str) {
    let colour = Theme::get(ui.ctx()).text.primary;
    let mut job = LayoutJob::default();
    job.wrap.max_width = ui.available_width();
    let format = |font_id| TextFormat {
        font_id,
        color: colour,
        line_height: Some(18.0),
        ..TextFormat::default()
    };
    job.append(name, 0.0, format(theme::strong_id(theme::size::BODY)));
    let plain = egui::FontId::proportional(theme::size::BODY);
    job.append(text, 6.0, format(plain));
    ui.add(Label::new(job).wrap());
}

fn picture_ui(ui: &mut Ui, state: &mut HelpState, page: &Page) {
    let texture = state.pictures.entry(page.topic).or_insert_with(|| {
        let name = format!("help {}", page.topic.title());
        // Shown smaller than it is: the levels between keep its letters legible.
        let options = TextureOptions::LINEAR.with_mipmap_mode(Some(TextureFilter::Linear));
        ui.ctx().load_texture(name, decode(page.picture), options)
    });
    let size = texture.size_vec2();
    let width = ui.available_width().min(size.x);
    let image = egui::Image::new((texture.id(), size))
        .fit_to_exact_size(egui::vec2(width, width * size.y / size.x))
        .alt_text(page.picture_says);
    let response = ui.add(image);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, page.picture_says));
    let line = Stroke::new(1.0, Theme::get(ui.ctx()).line.normal);
    ui.painter()
        .rect_stroke(response.rect, 2.0, line, StrokeKind::Outside);
}

/// A picture of assets/help.
pub fn decode(bytes: &[u8]) -> ColorImage {
    const SOUND: &str = "the pictures are compiled in and a test reads them";
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().expect(SOUND);
    let mut pixels = vec![0; reader.output_buffer_size().expect(SOUND)];
    let info = reader.next_frame(&mut pixels).expect(SOUND);
    let size = [info.width as usize, info.height as usize];
    if info.color_type == png::ColorType::Rgba {
        ColorImage::from_rgba_unmultiplied(size, &pixels)
    } else {
        ColorImage::from_rgb(size, &pixels)
    }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::views::help::pages::PAGES;

    #[test]
    fn every_picture_can_be_read_and_all_together_are_small() {
        let bytes: usize = PAGES.iter().map(|page| page.picture.len()).sum();
        assert!(bytes < 1_000_000, "{bytes} bytes");
        for page in PAGES {
            let picture = decode(page.picture);
            let colours: std::collections::BTreeSet<_> =
                picture.pixels.iter().map(egui::Color32::to_array).collect();
            assert!(picture.size[0] >= 400, "{:?}", page.topic);
            assert!(colours.len() > 60, "{:?} {}", page.topic, colours.len());
        }
    }
}
