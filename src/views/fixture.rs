//! Sessions made by hand for the tests of views, and the pictures that such a test may look at.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use egui_kittest::Harness;

use super::ViewCtx;
use crate::corpus::{
    Article, ArticleId, Block, BlockKind, Chosen, Completeness, Corpus, Field, LedgerLine, Origin,
    Outcome, Outlet, OutletId, Patch, Source,
};
use crate::session::{Command, CommandSender, Session};
use crate::text::Span;
use crate::widgets::theme;

/// A view under test with what it keeps.
pub struct Stage<S> {
    /// What the view reads.
    pub session: Session,
    commands: CommandSender,
    sent: Receiver<Command>,
    /// The view's own state.
    pub state: S,
}

impl<S> Stage<S> {
    /// Puts a view on the stage.
    pub fn new(session: Session, state: S) -> Self {
        let (commands, sent) = CommandSender::new();
        Self {
            session,
            commands,
            sent,
            state,
        }
    }

    /// What the view asked for since the last call.
    pub fn sent(&self) -> Vec<Command> {
        self.sent.try_iter().collect()
    }
}

/// A harness that paints a view into a window of this size.
pub fn harness<'a, S: 'a>(
    size: [f32; 2],
    theme: egui::Theme,
    stage: Stage<S>,
    mut view: impl FnMut(&mut egui::Ui, &ViewCtx<'_>, &mut S) + 'a,
) -> Harness<'a, Stage<S>> {
    Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(60)
        .with_step_dt(0.02)
        .with_render_cursor(false)
        .with_context_setup(theme::install)
        .build_ui_state(
            move |ui, stage: &mut Stage<S>| {
                let ctx = ViewCtx {
                    session: &stage.session,
                    commands: &stage.commands,
                };
                view(ui, &ctx, &mut stage.state);
            },
            stage,
        )
}

/// Saves a picture of the view, for looking at, where the environment asks for it.
pub fn picture<S>(harness: &mut Harness<'_, Stage<S>>, name: &str) {
    let Some(folder) = std::env::var_os("HEXAPLA_PICTURES") else {
        return;
    };
    let image = harness.render().expect("a renderer for pictures");
    let path = std::path::Path::new(&folder).join(format!("{name}.png"));
    image.save(path).expect("the picture can be written");
}

/// What a test says about an article.
#[derive(Clone, Copy, Default)]
pub struct Given<'a> {
    /// Index of the outlet among those given; out of range: none.
    pub outlet: u32,
    /// The headline.
    pub headline: &'a str,
    /// ISO date, may be empty.
    pub published: &'a str,
    /// The byline, may be empty.
    pub byline: &'a str,
    /// The source path.
    pub path: &'a str,
    /// The folder that was opened.
    pub root: &'a str,
    /// How many words the text has.
    pub n_words: usize,
}

/// A session with these outlets and articles, numbered from 0.
pub fn session(outlets: &[&str], articles: &[Given<'_>]) -> Session {
    let mut corpus = Corpus::default();
    let mut patch = Patch::new("fixture");
    for (i, name) in outlets.iter().enumerate() {
        let outlet = Outlet {
            id: corpus.new_outlet_id(),
            name: (*name).to_owned(),
            short: String::new(),
            colour: i as u32,
        };
        patch.outlets.push((outlet.id, Some(Arc::new(outlet))));
    }
    for given in articles {
        let id = corpus.new_article_id();
        let article = article(id, given, outlets.len());
        let line = LedgerLine {
            outcome: Outcome::Imported {
                article: id,
                duplicate_of: None,
            },
            ..line(&mut corpus, given.root, given.path, "")
        };
        patch.ledger.push((line.id, Some(Arc::new(line))));
        patch.articles.push((id, Some(Arc::new(article))));
    }
    corpus.apply(patch);
    Session {
        corpus,
        revision: 1,
        ..Session::default()
    }
}

fn article(id: ArticleId, given: &Given<'_>, n_outlets: usize) -> Article {
    let text = vec!["word"; given.n_words].join(" ");
    let mut outlet = Field::default();
    if (given.outlet as usize) < n_outlets {
        outlet.add(OutletId(given.outlet), Origin::Manifest);
    }
    let text_field = |value: &str, origin| {
        if value.is_empty() {
            Field::default()
        } else {
            Field::of(value.to_owned(), origin)
        }
    };
    let mut published = Field::default();
    if !given.published.is_empty() {
        published.add(given.published.parse().unwrap(), Origin::Manifest);
    }
    Article {
        id,
        blocks: vec![Block {
            kind: BlockKind::Paragraph,
            span: Span::new(0, text.len()),
        }],
        text: text.into(),
        outlet,
        headline: text_field(given.headline, Origin::Text),
        byline: text_field(given.byline, Origin::Text),
        published,
        address: Field::default(),
        language: Field::of("en".to_owned(), Origin::Detected),
        agency: Field::default(),
        completeness: Completeness::Full,
        source: Source {
            path: given.path.to_owned(),
            root: given.root.to_owned(),
            format: "plain text".to_owned(),
            encoding: "UTF-8".to_owned(),
            modified_ms: Some(1),
            ..Source::default()
        },
        excluded: false,
    }
}

/// A ledger line of a skipped file.
pub fn line(corpus: &mut Corpus, root: &str, path: &str, reason: &str) -> LedgerLine {
    LedgerLine {
        id: corpus.new_ledger_id(),
        path: path.to_owned(),
        root: root.to_owned(),
        part: String::new(),
        outcome: Outcome::Skipped {
            reason: reason.to_owned(),
        },
        format: "plain text".to_owned(),
        encoding: "UTF-8".to_owned(),
        bytes: 2_300,
        stripped: String::new(),
        warnings: Vec::new(),
        millis: 1,
    }
}

/// Changes one article.
pub fn edit(session: &mut Session, id: u32, change: impl FnOnce(&mut Article)) {
    let id = ArticleId(id);
    let mut article = Article::clone(session.corpus.articles.get(id).unwrap());
    change(&mut article);
    session.corpus.apply(Patch {
        articles: vec![(id, Some(Arc::new(article)))],
        ..Patch::default()
    });
}

/// The sample story: four articles of three outlets, two of them compared.
pub fn sample() -> Session {
    let given = |outlet, headline, published, byline, path, n_words| Given {
        outlet,
        headline,
        published,
        byline,
        path,
        root: "",
        n_words,
    };
    let mut session = session(
        &["HuffPost", "Arutz Sheva", "The Daily Star"],
        &[
            given(
                0,
                "Kerry Phones Moscow To Discuss Reports Of Russian Military Build Up In Syria",
                "2015-09-05",
                "",
                "sample/000.txt",
                341,
            ),
            given(
                1,
                "Kerry Expresses Concern Over Russia in Syria",
                "2015-09-05",
                "Ben Ariel",
                "sample/001.txt",
                382,
            ),
            given(
                2,
                "Russia and US defense chiefs in Syria talks",
                "2015-09-18",
                "AFP",
                "sample/002.txt",
                289,
            ),
            given(
                1,
                "Kerry’s third call",
                "2015-09-16",
                "",
                "sample/003.txt",
                394,
            ),
        ],
    );
    edit(&mut session, 2, |article| {
        article.completeness = Completeness::Truncated;
    });
    session.corpus.comparison = Arc::new(Chosen {
        columns: vec![ArticleId(0), ArticleId(1), ArticleId(3)],
        base: None,
    });
    session
}
