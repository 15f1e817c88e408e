//! The bytes of a text file as text: UTF-8 with or without a byte order mark, UTF-16 with one.

use std::borrow::Cow;

use super::problem::Fault;

/// The text, without the mark; or what is wrong, and the line.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, (usize, Fault)> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

const HINT: &str = "export the file again as CSV in UTF-8, or as XLSX";

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, (usize, Fault)> {
    let line = |end: usize| 1 + bytes[..end].iter().filter(|&&b| b == b'\n').count();
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        let says = "this is no text: it holds a byte of zero, as UTF-16 without its mark and other formats do";
        return Err((line(at), Fault::new("", says, HINT)));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => Err((line(error.valid_up_to()), Fault::new("", "this is no UTF-8", HINT))),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, (usize, Fault)> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() / 2);
    for c in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match c {
            Ok(c) if c != '\0' => text.push(c),
            _ => return Err(no_utf16(&text, "this is no UTF-16, though it begins like it")),
        }
    }
    if odd.is_empty() {
        Ok(Cow::Owned(text))
    } else {
        Err(no_utf16(&text, "the file ends within a character"))
    }
}

fn no_utf16(read: &str, says: &str) -> (usize, Fault) {
    (1 + read.matches('\n').count(), Fault::new("", says, HINT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_says_where() {
        let cases: [(&[u8], usize); 6] = [
            (b"a\nb\xff", 2),
            (b"a\0b\0", 1),
            (b"\xff\xfea\0\n\0\0\xd8", 2),
            (b"\xff\xfea\0b", 1),
            (b"\xfe\xff\0a\0\0", 1),
            (b"\xef\xbb\xbf\n\n\xc3", 3),
        ];
        for (bytes, line) in cases {
            assert_eq!(decode(bytes).unwrap_err().0, line, "{bytes:?}");
        }
        assert_eq!(decode(b"").unwrap(), "");
        assert_eq!(decode(b"\xff\xfe").unwrap(), "");
    }
}
