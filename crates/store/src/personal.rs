//! The personal part of an entry: what is erased when its subject is forgotten.

use monitor_model::{Deed, EnrollmentKey, EvidenceUrl, NewEntry};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::Failure;

/// Keeps the hash of a personal part from being guessed: 32 random bytes, new for each entry. They come from the caller, for
/// nothing here may read the machine's randomness.
#[derive(Clone, Copy)]
pub struct Salt(pub [u8; 32]);

impl Salt {
    /// The salt as it stands in the file.
    pub(crate) fn text(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The salt of the n-th of several entries that come of one act; the first has this one.
    pub(crate) fn another(&self, n: u64) -> Self {
        if n == 0 {
            return *self;
        }
        let mut digest = Sha256::new();
        digest.update(self.0);
        digest.update(n.to_be_bytes());
        Self(digest.finalize().into())
    }
}

/// The body of a personal part; its fields are written in this order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    /// The key of the enrollment that the entry is about.
    about: String,
    /// The doer's login or name.
    by: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// What an entry says that is personal.
pub(crate) struct Personal {
    pub(crate) about: EnrollmentKey,
    pub(crate) by: String,
    pub(crate) reason: Option<String>,
    pub(crate) url: EvidenceUrl,
}

impl Personal {
    /// What stands for it once it is erased.
    pub(crate) fn forgotten(about: EnrollmentKey) -> Self {
        let url = EvidenceUrl::forgotten();
        Self { about, by: String::new(), reason: None, url }
    }
}

/// The body of an entry's personal part, as it stands in the file.
pub(crate) fn write(entry: &NewEntry) -> Result<String, Failure> {
    let url = match &entry.deed {
        Deed::AddEvidence { url, .. } => Some(url.as_str().to_owned()),
        _ => None,
    };
    let (about, by) = (entry.about.as_str().to_owned(), entry.by.name.clone());
    let body = Body { about, by, reason: entry.reason.clone(), url };
    serde_json::to_string(&body).map_err(|error| Failure::Unreadable(error.to_string()))
}

/// The reverse of [`write`]. An entry without a URL gets the one that stands for none.
pub(crate) fn read(text: &str) -> Result<Personal, String> {
    let Body { about, by, reason, url } =
        serde_json::from_str(text).map_err(|error| error.to_string())?;
    let url = url.map_or_else(|| Ok(EvidenceUrl::forgotten()), |url| EvidenceUrl::parse(&url));
    let url = url.map_err(|error| error.to_string())?;
    Ok(Personal { about: EnrollmentKey::from_text(&about), by, reason, url })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_salt_is_written_byte_by_byte() {
        let mut bytes = [0; 32];
        (bytes[0], bytes[31]) = (0x0a, 0xff);
        assert_eq!(Salt(bytes).text(), format!("0a{}ff", "00".repeat(30)));
    }

    #[test]
    fn what_is_no_personal_part_is_refused() {
        for text in ["", "{}", "{\"about\":\"a\",\"by\":\"b\",\"more\":1}", "[1]"] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read("{\"about\":\"a\",\"by\":\"b\",\"url\":\"http://x.example\"}").is_err());
    }
}
