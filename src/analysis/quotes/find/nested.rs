//! Words in marks that stand under several reporting verbs ("He said Kerry called it “absurd”") belong to one of them: the innermost that
//! names who spoke. The others keep the words in what they report, but do not quote them.

use std::collections::BTreeMap;

use super::Draft;
use crate::analysis::quotes::lexicon::{CueClass, lexicon};
use crate::analysis::quotes::model::QuotationKind;
use crate::analysis::quotes::skeleton::Skeleton;
use crate::text::Span;

/// Leaves each stretch between marks with one draft.
pub fn settle(skeleton: &Skeleton, drafts: &mut [Draft]) {
    let mut holders: BTreeMap<Span, Vec<usize>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        for words in &draft.quoted {
            holders.entry(*words).or_default().push(index);
        }
    }
    for (words, held) in holders.into_iter().filter(|(_, held)| held.len() > 1) {
        let keeper = held
            .iter()
            .copied()
            .max_by_key(|index| closeness(skeleton, &drafts[*index], words));
        for index in held.into_iter().filter(|index| Some(*index) != keeper) {
            let draft = &mut drafts[index];
            draft.quoted.retain(|own| *own != words);
            if draft.quoted.is_empty() {
                draft.kind = QuotationKind::Indirect;
            }
        }
    }
}

/// How much of a claim a draft has to words in marks: with a speaker, by a verb that utters or names, closest around them.
fn closeness(skeleton: &Skeleton, draft: &Draft, words: Span) -> (bool, bool, i64, u32) {
    let verb = draft.cue.as_ref().map(|cue| skeleton.lower(cue.end - 1));
    let believed = verb.and_then(|verb| lexicon().cue(verb)) == Some(CueClass::Belief);
    let part = draft.content.iter().find(|part| part.contains(words));
    let around = part.map_or(u32::MAX, |part| part.len() as u32);
    let place = draft.cue.as_ref().map_or(0, |cue| skeleton.span(cue).start);
    (
        draft.speaker.is_some(),
        !believed,
        -i64::from(around),
        place,
    )
}
