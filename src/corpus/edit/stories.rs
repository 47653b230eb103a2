//! Edits of stories.

use std::sync::Arc;

use super::changed;
use crate::corpus::{ArticleId, Corpus, Patch, Story, StoryId};

/// A new story with these articles. An empty name becomes "New story".
pub fn new_story(corpus: &mut Corpus, name: &str, articles: &[ArticleId]) -> Patch {
    let mut patch = Patch::new("new story");
    let name = name.trim();
    let id = corpus.new_story_id();
    let mut story = Story {
        id,
        name: if name.is_empty() { "New story" } else { name }.to_owned(),
        articles: Vec::new(),
    };
    put_in(corpus, &mut story, articles);
    patch.stories.push((id, Some(Arc::new(story))));
    patch
}

/// Renames a story; an empty name changes nothing.
pub fn rename_story(corpus: &Corpus, story: StoryId, name: &str) -> Patch {
    let name = name.trim();
    let mut patch = Patch::new("rename story");
    if !name.is_empty() {
        patch.stories = changed(&corpus.stories, [story], |row| {
            name.clone_into(&mut row.name);
        });
    }
    patch
}

/// Deletes a story; its articles stay.
pub fn delete_story(corpus: &Corpus, story: StoryId) -> Patch {
    let mut patch = Patch::new("delete story");
    if corpus.stories.get(story).is_some() {
        patch.stories.push((story, None));
    }
    patch
}

/// Puts articles into a story.
pub fn put_in_story(corpus: &Corpus, story: StoryId, articles: &[ArticleId]) -> Patch {
    let mut patch = Patch::new("put in story");
    patch.stories = changed(&corpus.stories, [story], |row| {
        put_in(corpus, row, articles);
    });
    patch
}

/// Takes articles out of a story.
pub fn take_out_of_story(corpus: &Corpus, story: StoryId, articles: &[ArticleId]) -> Patch {
    let mut patch = Patch::new("take out of story");
    patch.stories = changed(&corpus.stories, [story], |row| {
        row.articles.retain(|id| !articles.contains(id));
    });
    patch
}

fn put_in(corpus: &Corpus, story: &mut Story, articles: &[ArticleId]) {
    let known = |id: &ArticleId| corpus.articles.get(*id).is_some();
    story
        .articles
        .extend(articles.iter().copied().filter(known));
    story.articles.sort_unstable();
    story.articles.dedup();
}
