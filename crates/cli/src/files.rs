//! Reading and writing files, with errors that name the file.

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::exit::Failure;

/// A file that was read: its path as given, its text and the hash of its bytes.
#[derive(Debug)]
pub(crate) struct TextFile {
    /// The path as given.
    pub(crate) shown: String,
    /// Its text.
    pub(crate) text: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub(crate) sha256: String,
}

impl TextFile {
    /// Which file it is: its path, its size and the start of its hash.
    pub(crate) fn described(&self) -> String {
        let start = self.sha256.get(..12).unwrap_or(&self.sha256);
        format!("`{}` ({} bytes, SHA-256 {start}…)", self.shown, self.text.len())
    }
}

/// Reads a file, whatever is in it, and gives its path as given.
pub(crate) fn bytes(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    let shown = path.display().to_string();
    match std::fs::read(path) {
        Ok(bytes) => Ok((shown, bytes)),
        Err(error) => Err(Failure::input(
            format!("can't read `{shown}`: {error}"),
            "check the path and who may read it",
        )),
    }
}

/// Reads a file as UTF-8.
pub(crate) fn read(path: &Path) -> Result<TextFile, Failure> {
    let (shown, bytes) = bytes(path)?;
    let sha256 = sha256(&bytes);
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|&&b| b == b'\n')
            .count();
        Failure::input(format!("`{shown}` is no UTF-8 text: see line {line}"), "save it as UTF-8")
    })?;
    Ok(TextFile { shown, text, sha256 })
}

/// Reads a file's text if there is such a file.
pub(crate) fn read_if_present(path: &Path) -> Result<Option<String>, Failure> {
    match path.try_exists() {
        Ok(false) => Ok(None),
        _ => read(path).map(|file| Some(file.text)),
    }
}

/// Writes a file whole, making its folder: first beside it, then renamed, so that nobody sees half of it.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::machine(
            format!("can't write `{}`: {error}", path.display()),
            "check the folder, its space and who may write there",
        )
    };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path)).map_err(|error| {
        // The half-written file is of no use to anybody, and the first error is the one to report.
        let _ = std::fs::remove_file(&beside);
        failed(error)
    })
}

/// Removes what is there of a file and its companions, which have its name and an ending more.
#[cfg(feature = "demo")]
pub(crate) fn remove(path: &Path, endings: &[&str]) -> Result<(), Failure> {
    for ending in endings {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Failure::machine(
                    format!("can't remove `{}`: {error}", PathBuf::from(name).display()),
                    "check who may write there",
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The files of a folder with an ending, sorted; none where there is no such folder.
pub(crate) fn list(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Failure> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            let shown = folder.display();
            return Err(Failure::input(
                format!("can't list `{shown}`: {error}"),
                "check the folder and who may read it",
            ));
        }
    };
    let mut paths: Vec<PathBuf> =
        entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == ending));
    paths.sort();
    Ok(paths)
}

/// SHA-256 of bytes, in lower-case hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(feature = "demo")]
    #[test]
    fn a_file_is_written_whole_and_its_hash_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/review.html");
        write(&path, "abc").unwrap();
        let file = read(&path).unwrap();
        assert_eq!(file.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(list(path.parent().unwrap(), "html").unwrap(), std::slice::from_ref(&path));
        assert_eq!(list(path.parent().unwrap(), "part").unwrap(), Vec::<PathBuf>::new());
    }

    #[test]
    fn text_that_is_no_utf8_names_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("roster.csv");
        std::fs::write(&path, b"one\ntwo\n\xff").unwrap();
        let error = read(&path).unwrap_err().to_string();
        assert!(error.contains("is no UTF-8 text: see line 3"), "{error}");
    }
}
