//! The one place that reads the machine's randomness: salts for the ledger.

use monitor_store::Salt;

use crate::exit::Failure;

/// A new salt, from the operating system's randomness.
pub(crate) fn salt() -> Result<Salt, Failure> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| {
        Failure::machine(
            format!("the operating system gives no randomness: {error}"),
            "nothing was written; try again, and see to the machine if it stays",
        )
    })?;
    Ok(Salt(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_salts_are_the_same() {
        assert_ne!(salt().unwrap().0, salt().unwrap().0);
    }
}
