//! Stems of English words: Porter 1980, "An algorithm for suffix stripping" (the published steps 1a to 5b).
//!
//! Only plain lowercase ASCII words are stemmed; everything else (other scripts, abbreviations, numbers) stays as it is.
//! Cost: linear in the word. Wrong as Porter is wrong: "university" and "universe" share a stem.
//!
//! ```
//! assert_eq!(hexapla::text::stem("relational"), "relat");
//! assert_eq!(hexapla::text::stem("Putin's"), "Putin's");
//! ```

/// The stem of a folded word.
pub fn stem(word: &str) -> String {
    if word.len() <= 2 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let mut stem = Stem(word.as_bytes().to_vec());
    stem.plurals();
    stem.past_and_gerund();
    stem.final_y();
    stem.replace_first(STEP_2, 1);
    stem.replace_first(STEP_3, 1);
    stem.drop_endings();
    stem.final_e_and_ll();
    String::from_utf8(stem.0).expect("only ASCII letters are cut and added")
}

const STEP_2: &[(&str, &str)] = &[
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("abli", "able"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("isation", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
];

const STEP_3: &[(&str, &str)] = &[
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("alise", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];

const STEP_4: &[&str] = &[
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism",
    "ate", "iti", "ous", "ive", "ize", "ise",
];

struct Stem(Vec<u8>);

impl Stem {
    fn ends(&self, suffix: &str) -> bool {
        self.0.ends_with(suffix.as_bytes())
    }

    /// Whether the letter at `i` is a consonant in Porter's sense.
    fn is_consonant(&self, i: usize) -> bool {
        match self.0[i] {
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            b'y' => i == 0 || !self.is_consonant(i - 1),
            _ => true,
        }
    }

    /// Porter's measure m of the first `len` letters: the number of vowel-consonant sequences.
    fn measure(&self, len: usize) -> usize {
        (1..len)
            .filter(|i| self.is_consonant(*i) && !self.is_consonant(i - 1))
            .count()
    }

    fn has_vowel(&self, len: usize) -> bool {
        (0..len).any(|i| !self.is_consonant(i))
    }

    fn ends_double(&self) -> bool {
        let n = self.0.len();
        n >= 2 && self.0[n - 1] == self.0[n - 2] && self.is_consonant(n - 1)
    }

    /// Whether the first `len` letters end consonant, vowel, consonant other than w, x, y.
    fn ends_cvc(&self, len: usize) -> bool {
        len >= 3
            && self.is_consonant(len - 3)
            && !self.is_consonant(len - 2)
            && self.is_consonant(len - 1)
            && !matches!(self.0[len - 1], b'w' | b'x' | b'y')
    }

    fn cut(&mut self, suffix: &str, put: &str) {
        self.0.truncate(self.0.len() - suffix.len());
        self.0.extend_from_slice(put.as_bytes());
    }

    fn plurals(&mut self) {
        if self.ends("sses") {
            self.cut("sses", "ss");
        } else if self.ends("ies") {
            self.cut("ies", "i");
        } else if self.ends("s") && !self.ends("ss") {
            self.cut("s", "");
        }
    }

    fn past_and_gerund(&mut self) {
        let n = self.0.len();
        if self.ends("eed") {
            if self.measure(n - 3) > 0 {
                self.cut("eed", "ee");
            }
            return;
        }
        let cut = if self.ends("ed") && self.has_vowel(n - 2) {
            "ed"
        } else if self.ends("ing") && n > 3 && self.has_vowel(n - 3) {
            "ing"
        } else {
            return;
        };
        self.cut(cut, "");
        if self.ends("at") || self.ends("bl") || self.ends("iz") {
            self.cut("", "e");
        } else if self.ends_double() && !matches!(self.0.last(), Some(b'l' | b's' | b'z')) {
            self.0.pop();
        } else if self.measure(self.0.len()) == 1 && self.ends_cvc(self.0.len()) {
            self.cut("", "e");
        }
    }

    fn final_y(&mut self) {
        if self.ends("y") && self.has_vowel(self.0.len() - 1) {
            self.cut("y", "i");
        }
    }

    /// The longest ending of the table is replaced where the measure before it is at least `measure`.
    fn replace_first(&mut self, table: &[(&str, &str)], measure: usize) {
        let longest = table
            .iter()
            .filter(|(suffix, _)| self.ends(suffix))
            .max_by_key(|(suffix, _)| suffix.len());
        if let Some((suffix, put)) = longest
            && self.measure(self.0.len() - suffix.len()) >= measure
        {
            self.cut(suffix, put);
        }
    }

    fn drop_endings(&mut self) {
        let longest = STEP_4
            .iter()
            .copied()
            .chain(
                ["ion"]
                    .into_iter()
                    .filter(|_| self.ends("sion") || self.ends("tion")),
            )
            .filter(|suffix| self.ends(suffix))
            .max_by_key(|suffix| suffix.len());
        if let Some(suffix) = longest
            && self.measure(self.0.len() - suffix.len()) > 1
        {
            self.cut(suffix, "");
        }
    }

    fn final_e_and_ll(&mut self) {
        let n = self.0.len();
        if self.ends("e") {
            let measure = self.measure(n - 1);
            if measure > 1 || measure == 1 && !self.ends_cvc(n - 1) {
                self.0.pop();
            }
        }
        if self.ends("ll") && self.measure(self.0.len()) > 1 {
            self.0.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::stem;

    #[test]
    fn words_of_the_paper() {
        for (word, expected) in [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("cats", "cat"),
            ("agreed", "agre"),
            ("plastered", "plaster"),
            ("motoring", "motor"),
            ("hopping", "hop"),
            ("filing", "file"),
            ("happy", "happi"),
            ("relational", "relat"),
            ("vietnamization", "vietnam"),
            ("triplicate", "triplic"),
            ("electrical", "electr"),
            ("adjustment", "adjust"),
            ("adoption", "adopt"),
            ("controlling", "control"),
            ("rate", "rate"),
            ("roll", "roll"),
            ("be", "be"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
        assert_eq!(stem("indicted"), stem("indicts"));
        assert_eq!(stem("сирия"), "сирия");
    }

    proptest! {
        #[test]
        fn a_stem_is_never_longer_than_its_word_and_one_letter(word in "[a-z]{0,16}") {
            prop_assert!(stem(&word).len() <= word.len() + 1);
        }
    }
}
