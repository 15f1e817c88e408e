//! Who may read a text.

use crate::named;

named! {
    /// Who may read a text. What is not known to be private is public.
    Audience {
        /// Mentors and administrators of the program: verdicts, notes and findings may stand in it.
        Private = "private",
        /// Anybody: nothing that people said of each other, and nothing that a rule says of somebody.
        Public = "public",
    }
}
