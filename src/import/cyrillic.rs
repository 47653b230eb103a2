//! Cyrillic encodings that browsers do not know (IBM855) or that are hard to tell from a neighbour (MacCyrillic, Windows-1251).

/// The upper half of IBM code page 855.
const IBM855: &str = "ђЂѓЃёЁєЄѕЅіІїЇјЈљЉњЊћЋќЌўЎџЏюЮъЪаАбБцЦдДеЕфФгГ«»░▒▓│┤хХиИ╣║╗╝йЙ┐└┴┬├─┼кК╚╔╩╦╠═╬¤лЛмМнНоОп┘┌█▄Пя▀ЯрРсСтТуУжЖвВьЬ№\u{ad}ыЫзЗшШэЭщЩчЧ§■\u{a0}";

/// Decodes IBM855: every byte stands for a character.
pub(super) fn decode_ibm855(bytes: &[u8]) -> String {
    let upper: Vec<char> = IBM855.chars().collect();
    bytes
        .iter()
        .map(|byte| match byte {
            0..=0x7f => char::from(*byte),
            _ => upper[usize::from(byte - 0x80)],
        })
        .collect()
}

/// Whether bytes read in this way make Russian: nearly all letters outside ASCII are Cyrillic, most of them small, and the ten
/// commonest (о е а и н т с р в л, 62 % of running text) make up their share. Short texts prove nothing.
pub(super) fn is_russian(text: &str) -> bool {
    const COMMON: &str = "оеаинтсрвл";
    let (mut n, mut cyrillic, mut small, mut common) = (0_usize, 0_usize, 0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()).take(20_000) {
        n += 1;
        cyrillic += usize::from(('\u{400}'..='\u{45f}').contains(&c));
        small += usize::from(('а'..='я').contains(&c));
        common += usize::from(COMMON.contains(c));
    }
    n >= 30 && cyrillic * 20 >= n * 19 && small * 10 >= n * 8 && common * 100 >= n * 52
}

/// Whether bytes that pass for Windows-1251 are MacCyrillic: the two differ in the small я (0xFF, 0xDF) and in all capitals.
/// In the one 0xDF is a capital, which hardly follows a small letter; in the other it is the word's last letter.
pub(super) fn is_mac_cyrillic(bytes: &[u8]) -> bool {
    let is_small = |byte: u8| (0xe0..=0xfe).contains(&byte);
    let (mut mac, mut windows) = (0_usize, 0_usize);
    for pair in bytes.windows(2).take(200_000) {
        if is_small(pair[0]) {
            mac += usize::from(pair[1] == 0xdf);
            windows += usize::from(pair[1] == 0xff);
        }
        // capitals at the start of words
        if is_small(pair[1]) {
            mac += usize::from((0x80..=0x9f).contains(&pair[0]));
            windows += usize::from((0xc0..=0xdc).contains(&pair[0]));
        }
    }
    mac > 2 && mac > 2 * windows
}

#[cfg(test)]
mod tests {
    use super::{IBM855, decode_ibm855, is_mac_cyrillic, is_russian};
    use crate::import::decode;

    const WORDS: &str = "Министр ушёл в отставку в понедельник после доклада, в котором говорилось, что он ввёл в заблуждение палату. Я был в доме, а она нет. Вся семья знала о том, что случилось.";

    fn ibm855(text: &str) -> Vec<u8> {
        let upper: Vec<char> = IBM855.chars().collect();
        text.chars()
            .map(|c| {
                upper
                    .iter()
                    .position(|known| *known == c)
                    .map_or(c as u8, |at| at as u8 + 0x80)
            })
            .collect()
    }

    #[test]
    fn old_cyrillic_is_found_without_a_declaration() {
        assert_eq!(IBM855.chars().count(), 128);
        let bytes = ibm855(WORDS);
        assert_eq!(decode_ibm855(&bytes), WORDS);
        assert_eq!(decode(&bytes, None, None).text, WORDS);
        assert_eq!(
            decode(&bytes, None, Some("cp855")).encoding.name(),
            "IBM855"
        );
        let mac = encoding_rs::X_MAC_CYRILLIC.encode(WORDS).0.into_owned();
        assert_eq!(decode(&mac, None, None).text, WORDS);
        assert_eq!(decode(&mac, None, Some("maccyrillic")).text, WORDS);
        let windows = encoding_rs::WINDOWS_1251.encode(WORDS).0.into_owned();
        assert!(!is_mac_cyrillic(&windows));
        assert_eq!(decode(&windows, None, None).text, WORDS);
    }

    #[test]
    fn other_texts_are_not_taken_for_russian() {
        let french = encoding_rs::WINDOWS_1252
            .encode("Élève, où êtes-vous allé ? Près de là-bas, à côté. ")
            .0
            .repeat(20);
        assert!(!is_russian(&decode_ibm855(&french)));
        assert!(!is_russian("Привет"));
    }
}
