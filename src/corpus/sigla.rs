//! Sigla: the letters that stand for articles in one comparison. They follow from the articles alone, not from the order in
//! which files were opened or columns stand, so that a report reads the same for everybody.

use std::sync::Arc;

use super::Article;

/// Sorts articles into siglum order: by day and time of publication (undated last), then by source path and part, then by the
/// hash of the text.
pub fn sort_by_siglum(articles: &mut [Arc<Article>]) {
    articles.sort_by(|lhs, rhs| siglum_key(lhs).cmp(&siglum_key(rhs)));
}

fn siglum_key(article: &Article) -> impl Ord + '_ {
    let published = article.published.get();
    let source = &article.source;
    (
        published.is_none(),
        published.copied(),
        source.path.as_str(),
        source.part.as_str(),
        source.text_sha256.as_str(),
        article.id,
    )
}

/// The siglum of the article at `index` in siglum order: A … Z, AA, AB …
pub fn siglum(index: usize) -> String {
    let letter = char::from(b'A' + (index % 26) as u8);
    match index / 26 {
        0 => letter.to_string(),
        more => siglum(more - 1) + &letter.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::siglum;

    #[test]
    fn letters_run_on_after_z() {
        let sigla: Vec<String> = [0, 1, 25, 26, 27, 52, 701, 702]
            .into_iter()
            .map(siglum)
            .collect();
        assert_eq!(sigla.join(" "), "A B Z AA AB BA ZZ AAA");
    }
}
