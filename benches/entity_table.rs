//! The entity table with 100,000 rows: sorting, filtering, and a frame without a screen (view code and tessellation).
//!
//! `cargo bench --bench entity_table`

use std::sync::Arc;

use egui::{Context, Event, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, pos2, vec2};
use hexapla::analysis::entities::{Alias, Entity, EntityIndex, EntityType, Fold, MentionPlace};
use hexapla::analysis::{Analysed, Unhurried};
use hexapla::corpus::{
    Article, ArticleId, Block, BlockKind, Completeness, Corpus, Field, Origin, Outlet, OutletId,
    Patch, Source,
};
use hexapla::session::{
    Command, CommandSender, Derived, EntityColumn, EntityQuery, EntityRows, Item, LineSort, Session,
};
use hexapla::text::Span;
use hexapla::views::ViewCtx;
use hexapla::views::entities::{EntitiesState, entities_ui};
use hexapla::widgets::theme;

const N_ROWS: usize = 100_000;
const N_ARTICLES: usize = 200;
const N_OUTLETS: u32 = 8;
const N_WORDS: usize = 500;

fn main() {
    divan::main();
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

fn article(id: usize) -> Article {
    let text = "words ".repeat(N_WORDS).trim_end().to_owned();
    let whole = Span::new(0, text.len());
    Article {
        id: ArticleId(id as u32),
        text: text.into(),
        blocks: vec![Block {
            kind: BlockKind::Paragraph,
            span: whole,
        }],
        outlet: Field::of(OutletId(id as u32 % N_OUTLETS), Origin::Manifest),
        headline: Field::of(format!("Article {id}"), Origin::Manifest),
        byline: Field::default(),
        published: Field::default(),
        address: Field::default(),
        language: Field::default(),
        agency: Field::default(),
        completeness: Completeness::Full,
        source: Source::default(),
        excluded: false,
    }
}

fn entity(number: usize, dice: &mut Dice) -> Entity {
    let n_mentions = 1 + dice.roll(3) * dice.roll(8);
    let mut mentions: Vec<MentionPlace> = (0..n_mentions)
        .map(|_| {
            let start = dice.roll(N_WORDS) * 6;
            MentionPlace {
                article: dice.roll(N_ARTICLES),
                span: Span::new(start, start + 5),
            }
        })
        .collect();
    mentions.sort_unstable();
    let name = format!("Name {:05} of many", (number * 7919) % N_ROWS);
    let aliases = (0..=dice.roll(5)).map(|at| Alias {
        text: format!("{name} form {at}"),
        count: 1,
    });
    Entity {
        aliases: aliases.collect(),
        kind: EntityType::ALL[dice.roll(3)],
        name,
        mentions,
        adjective_of: None,
        seat_of: None,
    }
}

fn session() -> Session {
    let mut patch = Patch::new("make");
    for id in 0..N_OUTLETS {
        let outlet = Outlet {
            id: OutletId(id),
            name: format!("Outlet {id}"),
            short: String::new(),
            colour: id,
        };
        patch.outlets.push((outlet.id, Some(Arc::new(outlet))));
    }
    for id in 0..N_ARTICLES {
        let article = article(id);
        patch.articles.push((article.id, Some(Arc::new(article))));
    }
    let mut corpus = Corpus::default();
    corpus.apply(patch);
    let articles = corpus.articles.iter().cloned();
    let articles = articles.map(|article| Arc::new(Analysed::new(article)));
    let mut dice = Dice(1);
    let index = EntityIndex {
        entities: (0..N_ROWS)
            .map(|number| entity(number, &mut dice))
            .collect(),
    };
    let rows = EntityRows::new(
        articles.collect(),
        &corpus.outlets,
        index,
        Fold::default(),
        &mut Unhurried,
    )
    .expect("nobody cancels");
    Session {
        corpus,
        entities: Derived::Ready(Arc::new(rows)),
        ..Session::default()
    }
}

fn rows() -> Arc<EntityRows> {
    session().entities.get().expect("just counted").clone()
}

/// Sorting all rows by a column, as one click on its head does.
#[divan::bench(args = [EntityColumn::Total, EntityColumn::Name, EntityColumn::Group(3), EntityColumn::LogRatio], sample_count = 20)]
fn sort(bencher: divan::Bencher<'_, '_>, sort: EntityColumn) {
    let rows = rows();
    let query = EntityQuery {
        sort,
        ..EntityQuery::default()
    };
    bencher.bench_local(|| rows.order(&query));
}

/// One letter typed into the filter field.
#[divan::bench(sample_count = 20)]
fn filter(bencher: divan::Bencher<'_, '_>) {
    let rows = rows();
    let query = EntityQuery {
        text: "77".to_owned(),
        ..EntityQuery::default()
    };
    bencher.bench_local(|| rows.order(&query));
}

/// Finding and sorting the lines of the entity with most mentions.
#[divan::bench(sample_count = 20)]
fn lines(bencher: divan::Bencher<'_, '_>) {
    let rows = rows();
    bencher.bench_local(|| rows.concordance(0, None, LineSort::Outlet));
}

/// The frame in which a head is clicked: the new order is asked for, not made.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn click_on_a_head(bencher: divan::Bencher<'_, '_>) {
    let session = session();
    let (commands, received) = CommandSender::new();
    let mut state = EntitiesState::default();
    let ctx = Context::default();
    theme::install(&ctx);
    let mut one = |at: Pos2, pressed: bool| {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1440.0, 900.0))),
            events: vec![
                Event::PointerMoved(at),
                Event::PointerButton {
                    pos: at,
                    button: egui::PointerButton::Primary,
                    pressed,
                    modifiers: egui::Modifiers::NONE,
                },
            ],
            ..RawInput::default()
        };
        let view = ViewCtx {
            session: &session,
            commands: &commands,
        };
        let mut output = ctx.run_ui(input, |ui| entities_ui(ui, &view, &mut state));
        let shapes = std::mem::take(&mut output.shapes);
        output.drop_without_applying_deltas();
        ctx.tessellate(shapes, 1.0).len()
    };
    // the first frames tell how high the rows above the head are
    let mut asks = |y: u16| {
        let at = pos2(60.0, f32::from(y));
        one(at, true);
        one(at, false);
        let mut asked = received.try_iter();
        asked
            .any(|command| matches!(command, Command::OrderEntities(query) if query.sort == EntityColumn::Name))
            .then_some(at)
    };
    let head = (1..40).find_map(|step| asks(step * 6));
    let head = head.expect("a click on the head of the names asks for their order");
    let mut pressed = false;
    bencher.bench_local(|| {
        pressed = !pressed;
        one(head, pressed)
    });
}

/// A frame at 1440 x 900, scrolling, with an entity selected: view code and tessellation.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn frame(bencher: divan::Bencher<'_, '_>) {
    let mut session = session();
    let first = session
        .entities
        .get()
        .map(|rows| rows.row(0, hexapla::session::Grouping::Outlet).name.clone());
    session.selection.item = Item::Entity(first.expect("counted"));
    let (commands, _received) = CommandSender::new();
    let mut state = EntitiesState::default();
    let ctx = Context::default();
    theme::install(&ctx);
    let mut one = || {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1440.0, 900.0))),
            events: vec![
                Event::PointerMoved(pos2(700.0, 300.0)),
                Event::MouseWheel {
                    unit: MouseWheelUnit::Point,
                    delta: vec2(0.0, -37.0),
                    modifiers: egui::Modifiers::NONE,
                    phase: TouchPhase::Move,
                    source: egui::MouseWheelSource::Wheel,
                },
            ],
            ..RawInput::default()
        };
        let view = ViewCtx {
            session: &session,
            commands: &commands,
        };
        let mut output = ctx.run_ui(input, |ui| entities_ui(ui, &view, &mut state));
        let shapes = std::mem::take(&mut output.shapes);
        output.drop_without_applying_deltas();
        ctx.tessellate(shapes, 1.0).len()
    };
    for _ in 0..5 {
        one();
    }
    bencher.bench_local(one);
}
