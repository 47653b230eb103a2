//! Messages to the person: what happened, on which file, what to do. They stay until dismissed, newest first.

/// How serious it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeLevel {
    /// Something worked that takes place out of sight.
    Info,
    /// Something was done in part, or wants a look.
    Warning,
    /// Something could not be done.
    Error,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Identity, for dismissing.
    pub id: u64,
    /// How serious.
    pub level: NoticeLevel,
    /// One or two sentences.
    pub text: String,
    /// Commands that help ("Show ledger"), with their buttons' texts.
    pub actions: Vec<(String, super::Command)>,
}

/// The messages on the screen.
#[derive(Debug, Default)]
pub struct Notices {
    list: Vec<Notice>,
    next_id: u64,
}

/// More would cover the window; the oldest informational ones go first.
const MAX_SHOWN: usize = 5;

impl Notices {
    /// Adds a message; the same text is not shown twice.
    pub fn push(&mut self, level: NoticeLevel, text: impl Into<String>) {
        self.push_with(level, text, []);
    }

    /// Adds a message with buttons.
    pub fn push_with(
        &mut self,
        level: NoticeLevel,
        text: impl Into<String>,
        actions: impl IntoIterator<Item = (String, super::Command)>,
    ) {
        let text = text.into();
        log::info!("notice: {text}");
        self.list.retain(|notice| notice.text != text);
        self.next_id += 1;
        self.list.insert(
            0,
            Notice {
                id: self.next_id,
                level,
                text,
                actions: actions.into_iter().collect(),
            },
        );
        if self.list.len() > MAX_SHOWN {
            let oldest_info = self
                .list
                .iter()
                .rposition(|notice| notice.level == NoticeLevel::Info);
            self.list.remove(oldest_info.unwrap_or(self.list.len() - 1));
        }
    }

    /// Takes a message away.
    pub fn dismiss(&mut self, id: u64) {
        self.list.retain(|notice| notice.id != id);
    }

    /// The messages, newest first.
    pub fn iter(&self) -> impl Iterator<Item = &Notice> {
        self.list.iter()
    }
}
