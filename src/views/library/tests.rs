//! The library driven by label and role: what is clicked, and which commands come out.

use std::sync::Arc;

use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use super::{LibraryState, library_ui};
use crate::corpus::{ArticleId, Origin, Outcome, OutletId, Patch, Story, StoryId};
use crate::import::duplicates::{Group, Likeness};
use crate::session::{Alike, Command, Derived, Item, Session, UiCommand, ViewTab};
use crate::views::fixture::{self, Given, Stage, edit, picture, sample};
use crate::widgets::theme::Theme;

fn stage(session: Session) -> Harness<'static, Stage<LibraryState>> {
    in_theme(session, egui::Theme::Light)
}

fn in_theme(session: Session, theme: egui::Theme) -> Harness<'static, Stage<LibraryState>> {
    let stage = Stage::new(session, LibraryState::default());
    fixture::harness([420.0, 640.0], theme, stage, |ui, ctx, state| {
        let fill = Theme::get(ui.ctx()).surface.panel;
        egui::CentralPanel::default()
            .frame(egui::Frame::new().fill(fill))
            .show(ui, |ui| {
                ui.set_max_width(250.0);
                ui.set_clip_rect(ui.max_rect());
                library_ui(ui, ctx, state);
            });
    })
}

const KERRY: &str = "Kerry Expresses Concern Over Russia in Syria, Arutz Sheva";

#[test]
fn rows_stand_in_groups_with_counts_and_facts() {
    let mut harness = stage(rich());
    harness.run();
    let groups = ["Arutz Sheva · 2", "HuffPost · 1", "The Daily Star · 1"];
    for group in groups {
        harness.get_by_role_and_label(Role::Button, group);
    }
    let row = harness.get_by_role_and_label(Role::ListItem, KERRY);
    let facts = row.accesskit_node().description().unwrap_or_default();
    assert_eq!(facts, "5 Sep 2015 · Ben Ariel · 382 words");
    harness.get_by_label("Dates").click();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Sat 5 Sep 2015 · 2");
    harness.get_by_label("Files").click();
    harness.run();
    harness.get_by_label("nothing.txt, failed: The file is empty.");
    assert_eq!(harness.state().state.shown_articles().len(), 4);
}

#[test]
fn a_closed_group_hides_its_rows_and_keeps_its_articles() {
    let mut harness = stage(sample());
    harness.get_by_label("Arutz Sheva · 2").click();
    harness.run();
    assert!(harness.query_by_label(KERRY).is_none());
    harness.get_by_label("Arutz Sheva · 2").click_secondary();
    harness.run();
    harness.state().sent();
    harness.get_by_label("Compare these articles").click();
    harness.run();
    assert_eq!(
        harness.state().sent(),
        [Command::SetColumns(vec![ArticleId(1), ArticleId(3)])]
    );
}

#[test]
fn ticking_selecting_and_double_clicking_send_commands() {
    let mut harness = stage(sample());
    harness
        .get_by_label("Compare Russia and US defense chiefs in Syria talks")
        .click();
    harness.run();
    assert_eq!(
        harness.state().sent(),
        [Command::ToggleColumn(ArticleId(2))]
    );
    harness.get_by_label(KERRY).click();
    harness.run();
    let selected = [
        Command::SelectArticles(vec![ArticleId(1)]),
        Command::Select(Item::Article(ArticleId(1))),
    ];
    assert_eq!(harness.state().sent(), selected);
    let row = harness.get_by_label_contains("chiefs in Syria talks, The Daily Star");
    row.click();
    row.click();
    harness.step();
    harness.run();
    let sent = harness.state().sent();
    assert!(
        sent.contains(&Command::ToggleColumn(ArticleId(2))),
        "{sent:?}"
    );
    assert!(
        sent.contains(&Command::ShowTab(ViewTab::Compare)),
        "{sent:?}"
    );
}

#[test]
fn the_keyboard_walks_extends_ticks_and_compares() {
    let mut harness = stage(sample());
    harness.get_by_label(KERRY).click();
    harness.run();
    harness.state().sent();
    let press = |harness: &mut Harness<'_, Stage<LibraryState>>, modifiers, key| {
        harness.key_press_modifiers(modifiers, key);
        harness.run();
        let sent = harness.state().sent();
        for command in &sent {
            if let Command::SelectArticles(articles) = command {
                harness.state_mut().session.selection.articles = articles.iter().copied().collect();
            }
        }
        sent
    };
    let sent = press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(
        sent,
        [Command::SelectArticles(vec![ArticleId(1), ArticleId(3)])]
    );
    let sent = press(&mut harness, Modifiers::NONE, Key::Space);
    assert_eq!(
        sent,
        [ArticleId(1), ArticleId(3)].map(Command::ToggleColumn)
    );
    let sent = press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(sent, [Command::Ui(UiCommand::CompareSelected)]);
    press(&mut harness, Modifiers::NONE, Key::End);
    let sent = press(&mut harness, Modifiers::COMMAND, Key::A);
    assert_eq!(
        sent,
        [Command::SelectArticles(
            [1, 3, 0, 2].map(ArticleId).to_vec()
        )]
    );
    press(&mut harness, Modifiers::NONE, Key::Home);
    press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
    assert!(
        harness.query_by_label(KERRY).is_none(),
        "the left arrow closes the group"
    );
}

#[test]
fn the_filter_looks_into_headline_outlet_byline_and_file() {
    let mut harness = stage(sample());
    for (typed, shown) in [
        ("ben ariel", 1),
        ("ARUTZ", 2),
        ("kerry syria", 2),
        ("002.txt", 1),
        ("zebra", 0),
    ] {
        let field = harness.get_by_role_and_label(Role::TextInput, "Filter articles");
        field.focus();
        harness.run();
        harness
            .get_by_role_and_label(Role::TextInput, "Filter articles")
            .type_text(typed);
        harness.run();
        assert_eq!(
            harness.state().state.shown_articles().len(),
            shown,
            "{typed}"
        );
        harness.get_by_label("Clear the filter").click();
        harness.run();
    }
    assert_eq!(harness.state().state.shown_articles().len(), 4);
}

#[test]
fn the_menu_of_a_row_is_about_the_selection() {
    let mut harness = stage(sample());
    harness.state_mut().session.selection.articles = [ArticleId(1), ArticleId(2)].into();
    harness.run();
    for (entry, expected) in [
        (
            "Compare these 2",
            Command::SetColumns(vec![ArticleId(1), ArticleId(2)]),
        ),
        (
            "Exclude",
            Command::SetExcluded {
                articles: vec![ArticleId(1), ArticleId(2)],
                excluded: true,
            },
        ),
        (
            "Remove 2 articles",
            Command::RemoveArticles(vec![ArticleId(1), ArticleId(2)]),
        ),
        ("Edit details…", Command::Ui(UiCommand::EditMetadata)),
        (
            "Hold the others against this one",
            Command::SetBase(Some(ArticleId(1))),
        ),
        (
            "Take out of the comparison",
            Command::ToggleColumn(ArticleId(1)),
        ),
    ] {
        harness.get_by_label(KERRY).click_secondary();
        harness.run();
        harness.state().sent();
        harness.get_by_label(entry).click();
        harness.run();
        assert_eq!(harness.state().sent(), [expected]);
    }
}

#[test]
fn stories_are_made_and_outlets_renamed_by_name() {
    let mut harness = stage(sample());
    harness.state_mut().session.selection.articles = [ArticleId(0)].into();
    harness.get_by_label("Stories").click();
    harness.run();
    harness.get_by_label("New story from 1 article…").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Name")
        .type_text("Phone calls");
    harness.run();
    harness.get_by_label("Save").click();
    harness.run();
    let made = Command::NewStory {
        name: "Phone calls".to_owned(),
        articles: vec![ArticleId(0)],
    };
    assert_eq!(harness.state().sent(), [made]);
    harness.get_by_label("Outlets").click();
    harness.run();
    harness.get_by_label("HuffPost · 1").click_secondary();
    harness.run();
    harness.get_by_label("Rename…").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Name")
        .type_text(" UK");
    harness.key_press(Key::Enter);
    harness.run();
    let renamed = Command::RenameOutlet {
        outlet: OutletId(0),
        name: "HuffPost UK".to_owned(),
    };
    assert_eq!(harness.state().sent(), [renamed]);
}

#[test]
fn an_article_selected_elsewhere_comes_into_sight() {
    let titles: Vec<String> = (0..300).map(|i| format!("Headline {i:03}")).collect();
    let given: Vec<Given<'_>> = titles
        .iter()
        .map(|headline| Given {
            headline,
            n_words: 3,
            path: headline,
            ..Given::default()
        })
        .collect();
    let mut harness = stage(fixture::session(&["A"], &given));
    harness.run();
    assert!(harness.query_by_label("Headline 250, A").is_none());
    harness.state_mut().session.selection.articles = [ArticleId(250)].into();
    harness.run();
    harness.step();
    harness.get_by_label("Headline 250, A");
}

#[test]
fn ten_thousand_articles_are_sorted_by_words_over_several_frames() {
    let titles: Vec<String> = (0..10_000)
        .map(|i| format!("Headline {i} about a matter that takes two lines"))
        .collect();
    let given: Vec<Given<'_>> = titles
        .iter()
        .enumerate()
        .map(|(i, headline)| Given {
            outlet: (i % 7) as u32,
            headline,
            n_words: i % 97,
            path: headline,
            ..Given::default()
        })
        .collect();
    let mut harness = stage(fixture::session(
        &["A", "B", "C", "D", "E", "F", "G"],
        &given,
    ));
    harness.run();
    let visible = harness.get_all_by_role(Role::ListItem).count();
    assert!(
        (5..30).contains(&visible),
        "only rows in sight are laid out, not {visible}"
    );
    harness.get_by_label("Sort articles by…").click();
    harness.run();
    harness.get_by_label("Words").click();
    for _ in 0..200 {
        harness.step();
    }
    let state = &harness.state().state;
    let words: Vec<usize> = state.rows[1..]
        .iter()
        .map_while(|row| state.article_of(row))
        .map(|id| id.0 as usize % 97)
        .collect();
    assert!(
        words.is_sorted() && words.len() > 1_000,
        "{} in the first group",
        words.len()
    );
}

#[test]
fn every_arrangement_is_painted_in_both_themes() {
    for (theme, name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        let mut harness = in_theme(rich(), theme);
        for (i, arrangement) in ["Outlets", "Files", "Stories", "Dates"]
            .into_iter()
            .enumerate()
        {
            harness.get_by_label(arrangement).click();
            harness.run();
            picture(&mut harness, &format!("library-{name}-{i}-{arrangement}"));
        }
    }
    let mut harness = stage(Session::default());
    harness.run();
    harness.get_by_label("Open the sample story");
    picture(&mut harness, "library-light-empty");
}

/// The sample story with everything that rows can show.
fn rich() -> Session {
    let mut session = sample();
    session.selection.articles.insert(ArticleId(1));
    edit(&mut session, 3, |article| article.excluded = true);
    edit(&mut session, 0, |article| {
        article
            .headline
            .add("Another headline".to_owned(), Origin::OpenGraph);
    });
    session.changed_on_disk.push(ArticleId(2));
    let mut patch = Patch::new("more");
    let failed = crate::corpus::LedgerLine {
        outcome: Outcome::Failed {
            reason: "The file is empty.".to_owned(),
        },
        ..fixture::line(
            &mut session.corpus,
            "/news/may",
            "/news/may/nothing.txt",
            "",
        )
    };
    let skipped = fixture::line(
        &mut session.corpus,
        "/news/may",
        "/news/may/pictures/harbour.jpg",
        "A picture, not an article",
    );
    for line in [failed, skipped] {
        patch.ledger.push((line.id, Some(Arc::new(line))));
    }
    let story = Story {
        id: StoryId(0),
        name: "Phone calls".to_owned(),
        articles: vec![ArticleId(0), ArticleId(1)],
    };
    patch.stories.push((StoryId(0), Some(Arc::new(story))));
    session.corpus.apply(patch);
    session
}

#[test]
fn only_what_is_alike_is_shown_when_asked_and_compared_in_one_click() {
    let mut session = sample();
    let groups = vec![Group {
        likeness: Likeness::Text,
        articles: vec![ArticleId(0), ArticleId(2)],
    }];
    session.alike = Derived::Ready(Arc::new(Alike::new(groups)));
    let mut harness = stage(session);
    harness.run();
    harness
        .get_by_label("Show only duplicates and versions")
        .click();
    harness.run();
    picture(&mut harness, "library-alike");
    assert_eq!(harness.state().state.shown_articles().len(), 2);
    harness.get_by_label("2 of 4 articles shown");
    let row = harness.get_by_label_contains("chiefs in Syria talks, The Daily Star");
    row.click_secondary();
    harness.run();
    harness.state().sent();
    harness
        .get_by_label("Compare with its duplicates and versions")
        .click();
    harness.run();
    assert_eq!(
        harness.state().sent(),
        [
            Command::SetColumns(vec![ArticleId(0), ArticleId(2)]),
            Command::ShowTab(ViewTab::Compare)
        ]
    );
    harness.get_by_label("Show all articles again").click();
    harness.run();
    assert_eq!(harness.state().state.shown_articles().len(), 4);
}
