//! What the window shows: each view reads the session and sends commands.
