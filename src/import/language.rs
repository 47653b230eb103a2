//! The language of a text, from its commonest small words or its script. Enough to tell the languages news comes in; short or
//! mixed texts are left unnamed. (Not here: a model of letter runs, which would name more and weigh megabytes.)

use std::collections::HashMap;
use std::sync::LazyLock;

/// Function words that are rare or absent in the other languages of the table.
const WORDS: &[(&str, &str)] = &[
    (
        "en",
        " the of and to in that is for was with said on as by from at his has it he are were not have which ",
    ),
    (
        "de",
        " der die das und ist nicht mit sich auch ein eine dem den von zu auf für im werden sagte wurde hat bei nach ",
    ),
    (
        "fr",
        " le la les des et est une dans pour que qui sur pas au avec du ce sont par selon été il ont plus ",
    ),
    (
        "es",
        " el los las del y que una por con para es su se fue más según como lo ha sus pero dijo este ",
    ),
    (
        "it",
        " il della che di una per con non sono gli nel alla dei è delle da anche ha più come ma dal lo ",
    ),
    (
        "pt",
        " os da do não uma em que com para dos é por mais ao foi das segundo como pelo são sua disse ",
    ),
    (
        "nl",
        " het een van de en dat niet zijn op te voor met aan wordt ook bij heeft door naar is hij zei ",
    ),
    (
        "sv",
        " och att det som en är för av på inte med har den till om ett från vi var säger ",
    ),
    (
        "da",
        " og at det som en er for af på ikke med har den til om et fra vi var siger ",
    ),
    (
        "no",
        " og at det som en er for av på ikke med har den til om et fra vi var sier ",
    ),
    (
        "pl",
        " w na że z się do nie jest jak przez o po który oraz dla ma są został jego ",
    ),
    (
        "cs",
        " že se na je to v s do by jsem která podle pro ale jako byl také jeho ",
    ),
    (
        "tr",
        " bir ve bu için ile olarak da de olan daha dedi gibi çok sonra kadar ise ",
    ),
    (
        "ro",
        " și că în de la pe nu cu este din care pentru sau mai lui au fost ",
    ),
    (
        "hu",
        " a az és hogy nem egy is volt meg ezt csak már még azt szerint ",
    ),
    (
        "fi",
        " ja on ei että se oli hän mutta myös kun ovat sekä tai mukaan ole ",
    ),
    (
        "id",
        " yang dan di untuk dengan dari pada ini itu tidak dalam akan oleh telah juga ke ",
    ),
    (
        "vi",
        " và của là có cho không được các người trong một với những đã này ",
    ),
];

/// The language's BCP 47 tag, when the first 4,000 letters tell it.
pub(super) fn detect(text: &str) -> Option<&'static str> {
    let mut head = text.len().min(8000);
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    let head = &text[..head];
    by_script(head).or_else(|| by_words(head))
}

fn by_script(text: &str) -> Option<&'static str> {
    let mut letters = 0_usize;
    let mut kana = 0;
    let mut scripts = [0_usize; 9];
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        let script = match c as u32 {
            0x370..=0x3ff => 0,
            0x400..=0x4ff => 1,
            0x590..=0x5ff => 2,
            0x600..=0x6ff => 3,
            0x900..=0x97f => 4,
            0xe00..=0xe7f => 5,
            0xac00..=0xd7af => 6,
            0x3040..=0x30ff => 7,
            0x4e00..=0x9fff => 8,
            _ => continue,
        };
        kana += usize::from(script == 7);
        scripts[script] += 1;
    }
    if letters < 20 {
        return None;
    }
    if kana * 10 > letters {
        return Some("ja");
    }
    let (script, count) = scripts
        .iter()
        .enumerate()
        .max_by_key(|(_, count)| **count)?;
    if count * 2 < letters {
        return None;
    }
    match script {
        0 => Some("el"),
        1 => Some(cyrillic(text)),
        2 => Some("he"),
        3 => Some(if text.contains(['پ', 'چ', 'گ', 'ی']) {
            "fa"
        } else {
            "ar"
        }),
        4 => Some("hi"),
        5 => Some("th"),
        6 => Some("ko"),
        _ => Some("zh"),
    }
}

fn cyrillic(text: &str) -> &'static str {
    if text.contains(['і', 'ї', 'є']) {
        "uk"
    } else if text.contains(['ы', 'э', 'ё']) {
        "ru"
    } else if text.contains(['ј', 'ћ', 'ђ']) {
        "sr"
    } else {
        "bg"
    }
}

/// For every word of [`WORDS`] the languages that have it, a bit each by their place in the list.
static LANGUAGES: LazyLock<HashMap<&str, u64>> = LazyLock::new(|| {
    let mut languages: HashMap<&str, u64> = HashMap::new();
    for (place, (_, words)) in WORDS.iter().enumerate() {
        for word in words.split_whitespace() {
            *languages.entry(word).or_default() |= 1 << place;
        }
    }
    languages
});

fn by_words(text: &str) -> Option<&'static str> {
    const { assert!(WORDS.len() <= 64, "a bit for every language") };
    let mut total = 0_usize;
    let mut hits = vec![0_usize; WORDS.len()];
    let mut lower = String::new();
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        total += 1;
        if word.len() > 12 {
            continue;
        }
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        let mut languages = LANGUAGES.get(lower.as_str()).copied().unwrap_or(0);
        while languages != 0 {
            hits[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
    let mut ranked: Vec<(usize, &str)> = hits
        .into_iter()
        .zip(WORDS.iter().map(|(tag, _)| *tag))
        .collect();
    ranked.sort_by_key(|(hit, _)| std::cmp::Reverse(*hit));
    let ((best, tag), (second, _)) = (ranked[0], ranked[1]);
    let enough = best >= 3 && best * 8 >= total;
    (enough && best > second).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::detect;

    #[test]
    fn languages_of_news() {
        for (text, expected) in [
            (
                "The minister said on Monday that he was not in the house.",
                Some("en"),
            ),
            (
                "Der Minister sagte am Montag, dass er nicht im Haus ist und auch nicht mit ihm.",
                Some("de"),
            ),
            (
                "Le ministre a dit que la maison est dans les mains des autres, selon le journal.",
                Some("fr"),
            ),
            (
                "El ministro dijo que no fue por la casa, según los diarios del país.",
                Some("es"),
            ),
            ("Министр заявил, что это был не он, и вышел.", Some("ru")),
            ("صرح الوزير يوم الاثنين أنه لم يكن في البيت", Some("ar")),
            ("Kerry Lavrov", None),
            ("", None),
        ] {
            assert_eq!(detect(text), expected, "{text}");
        }
    }
}
