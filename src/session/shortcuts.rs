//! Keys, named without the toolkit, so that the command table can be read by tests and documents.

/// A key the command table uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "keys are called what they are")]
pub enum Key {
    A,
    B,
    C,
    D,
    E,
    F,
    G,
    H,
    I,
    J,
    K,
    L,
    M,
    N,
    O,
    P,
    Q,
    R,
    S,
    T,
    U,
    V,
    W,
    X,
    Y,
    Z,
    Num0,
    Num1,
    Num2,
    Num3,
    Num4,
    Num5,
    Num6,
    Num7,
    Num8,
    Num9,
    F1,
    F2,
    F3,
    F5,
    F6,
    F11,
    Plus,
    Minus,
    Comma,
    Delete,
    Slash,
    ArrowLeft,
    ArrowRight,
}

/// A key with its modifiers. `command` is Ctrl, on a Mac ⌘.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// Ctrl or ⌘.
    pub command: bool,
    /// Shift.
    pub shift: bool,
    /// Alt or ⌥.
    pub alt: bool,
    /// The key.
    pub key: Key,
}

impl Shortcut {
    /// A key alone. Works only while no text field has the keyboard.
    pub const fn plain(key: Key) -> Self {
        Self {
            command: false,
            shift: false,
            alt: false,
            key,
        }
    }

    /// Ctrl with a key.
    pub const fn ctrl(key: Key) -> Self {
        Self {
            command: true,
            shift: false,
            alt: false,
            key,
        }
    }

    /// Alt with a key.
    pub const fn alt(key: Key) -> Self {
        Self {
            command: false,
            shift: false,
            alt: true,
            key,
        }
    }

    /// Ctrl and Shift with a key.
    pub const fn ctrl_shift(key: Key) -> Self {
        Self {
            command: true,
            shift: true,
            alt: false,
            key,
        }
    }

    /// Shift with a key.
    pub const fn shift(key: Key) -> Self {
        Self {
            command: false,
            shift: true,
            alt: false,
            key,
        }
    }
}
