//! What must be known besides the file to read it.

use chrono::{DateTime, Utc};
use monitor_model::Program;

use super::form::Form;
use super::people::Names;
use super::settings::Settings;

/// What must be known besides the file to read it.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The program, whose mentees and mentors are meant, and in whose zone times without an offset are.
    pub program: &'a Program,
    /// How forms may call people besides.
    pub names: &'a Names,
    /// Words and forms.
    pub settings: &'a Settings,
    /// The form that was named, or made of `--map`. Without one it is recognised or guessed by headers.
    pub form: Option<&'a Form>,
    /// The mentor who sent the whole file, for files without a column of mentors.
    pub sender: Option<&'a str>,
    /// When the file was sent, for files without a column of times.
    pub at: DateTime<Utc>,
}
