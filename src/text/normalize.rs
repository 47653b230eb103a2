//! Normal forms of words, for comparing; the text itself is never changed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form under which two spellings count as the same word: compatibility-decomposed, without diacritics, lower case,
/// typographic apostrophes and hyphens made plain.
///
/// ```
/// assert_eq!(hexapla::text::fold("Al‑Assad’s Café"), "al-assad's cafe");
/// ```
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '’' | '‘' | 'ʼ' | '′' => '\'',
            '‐' | '‑' | '‒' | '–' => '-',
            other => other,
        })
        .collect()
}
