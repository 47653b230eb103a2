//! Words that end in a full stop without ending a sentence, and words that start one. English, with a few shared by
//! other European languages; data, not logic.

/// What a full stop behind a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// The word is no abbreviation.
    No,
    /// Stands before a name: never ends a sentence.
    Title,
    /// Stands before a number.
    BeforeNumber,
    /// May end a sentence.
    May,
}

const TITLES: &[&str] = &[
    "adm", "amb", "assoc", "asst", "atty", "brig", "capt", "cmdr", "cmdt", "col", "cpl", "del",
    "det", "dr", "fr", "gen", "gov", "hon", "herr", "insp", "lt", "ltc", "maj", "messrs", "mgr",
    "mme", "mr", "mrs", "ms", "msgr", "mt", "ofc", "pfc", "pres", "prof", "pvt", "rep", "reps",
    "rev", "sec", "secy", "sen", "sens", "sgt", "spc", "st", "ste", "supt", "vs", "e.g", "i.e",
    "cf", "viz", "approx",
];

const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "art", "fig", "figs", "vol", "p", "pp", "ch", "para", "nr", "s", "ss",
];

const MAY_END: &[&str] = &[
    "jr", "sr", "esq", "inc", "corp", "co", "cos", "ltd", "bros", "llc", "plc", "etc", "al",
    "dept", "univ", "assn", "ave", "blvd", "rd", "hwy", "pkwy", "ft", "jan", "feb", "mar", "apr",
    "aug", "sept", "sep", "oct", "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs",
    "fri", "sat", "sun", "ala", "ariz", "ark", "calif", "colo", "conn", "fla", "ga", "ill", "ind",
    "kan", "ky", "la", "md", "mass", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla",
    "ore", "pa", "tenn", "tex", "vt", "va", "wash", "wis", "wyo", "ont", "que", "est", "ed", "eds",
    "trans", "mph", "sq", "min", "ret", "bldg", "dist", "tel", "ext", "incl", "lb", "lbs", "oz",
];

/// Capitalised words that rarely follow an abbreviation inside a sentence.
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "In",
    "On",
    "At",
    "It",
    "Its",
    "He",
    "She",
    "They",
    "We",
    "I",
    "You",
    "His",
    "Her",
    "Their",
    "Our",
    "My",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "Here",
    "But",
    "And",
    "Or",
    "So",
    "Yet",
    "If",
    "When",
    "While",
    "Where",
    "After",
    "Before",
    "Since",
    "As",
    "For",
    "From",
    "With",
    "Without",
    "By",
    "To",
    "Of",
    "What",
    "Who",
    "Why",
    "How",
    "Which",
    "Not",
    "No",
    "Yes",
    "Now",
    "Then",
    "Also",
    "Still",
    "Even",
    "Both",
    "Some",
    "Many",
    "Most",
    "All",
    "Each",
    "One",
    "Two",
    "Three",
    "Several",
    "Other",
    "Others",
    "Among",
    "Although",
    "Though",
    "Because",
    "During",
    "Despite",
    "According",
    "Asked",
    "Meanwhile",
    "However",
    "Instead",
    "Under",
    "Until",
    "It's",
    "It’s",
    "He's",
    "He’s",
    "Mr.",
    "Mrs.",
    "Ms.",
    "Dr.",
    "Such",
    "Is",
    "Are",
    "Was",
    "Were",
    "Do",
    "Does",
    "Did",
    "Last",
    "Earlier",
    "Later",
    "Just",
    "Only",
    "Once",
    "Officials",
    "Police",
];

/// What a stop behind `word` (given without it) means.
pub(super) fn abbreviation(word: &str) -> Abbreviation {
    let mut chars = word.chars();
    let is_initial =
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none() && word != "I";
    let has_inner_stops = word.split('.').all(|part| {
        part.chars().count() <= 2 && part.chars().all(|c| c.is_alphabetic() || c == '&')
    }) && word.contains('.');
    let lower = word.to_lowercase();
    let known = |list: &[&str]| list.contains(&lower.as_str());
    // "no" and "mar" are words as well; as abbreviations they are written with a capital.
    let capital = word.starts_with(char::is_uppercase);
    if known(TITLES) && (capital || !matches!(lower.as_str(), "rep" | "sec" | "del" | "pres")) {
        Abbreviation::Title
    } else if known(BEFORE_NUMBERS) && !is_initial && (capital || lower.starts_with('p')) {
        Abbreviation::BeforeNumber
    } else if is_initial
        || has_inner_stops
        || known(MAY_END) && (capital || matches!(lower.as_str(), "etc" | "al" | "mph"))
    {
        Abbreviation::May
    } else {
        Abbreviation::No
    }
}

/// Whether this word behind an abbreviation most likely begins a sentence.
pub(super) fn starts_sentence(word: &str) -> bool {
    STARTERS.contains(&word)
}

/// Whether the word reports speech ("asked", "said"): after a question in quotation marks it goes on with the sentence.
pub(super) fn is_speech_verb(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "asked"
            | "asks"
            | "added"
            | "wrote"
            | "writes"
            | "tweeted"
            | "replied"
            | "shouted"
            | "yelled"
            | "declared"
            | "wondered"
            | "exclaimed"
            | "told"
            | "continued"
            | "responded"
            | "demanded"
    )
}
