//! Tables in text: cells separated by commas, semicolons or tabs, with quotes as in RFC 4180.

use ::csv::{Reader, ReaderBuilder};

use super::problem::Fault;
use super::table::{Cell, MOST_COLUMNS, MOST_ROWS, Row, Table};

/// What may separate cells, the rarest in questions of forms first.
const DELIMITERS: [u8; 3] = [b'\t', b';', b','];

/// The header as each delimiter would have it, the one with the most cells first.
pub(super) fn headers(text: &str) -> Vec<(u8, Row)> {
    let mut found: Vec<_> = DELIMITERS
        .into_iter()
        .filter_map(|delimiter| {
            Some((delimiter, rows(text, delimiter).find(|row| !row.is_blank())?))
        })
        .collect();
    found.sort_by_key(|(_, header)| std::cmp::Reverse(header.width()));
    found
}

/// The whole table; or what is wrong, and the line.
pub(super) fn table(text: &str, delimiter: u8) -> Result<Table, (usize, Fault)> {
    if let Some(line) = open_quote(text, delimiter) {
        let hint =
            "close it, or double it where it is part of the text; nothing of the file was read";
        return Err((line, Fault::new("\"", "the quote opened here is never closed", hint)));
    }
    let mut filled = rows(text, delimiter).filter(|row| !row.is_blank());
    let header = filled.next().ok_or_else(|| (1, no_header()))?;
    let rows: Vec<_> = filled.take(MOST_ROWS + 1).collect();
    limits(&header, &rows)?;
    Ok(Table { header, rows })
}

/// For a file without any text.
pub(super) fn no_header() -> Fault {
    Fault::new("", "there is no header row", "write the names of the columns in the first row")
}

/// Refuses what no form exports.
pub(super) fn limits(header: &Row, rows: &[Row]) -> Result<(), (usize, Fault)> {
    if header.width() > MOST_COLUMNS {
        let says = format!("the header has more than {MOST_COLUMNS} columns");
        return Err((header.line, Fault::new("", says, "remove those that no form has")));
    }
    match rows.get(MOST_ROWS) {
        Some(row) => {
            let says = format!("there are more than {MOST_ROWS} rows");
            Err((row.line, Fault::new("", says, "split the file")))
        }
        None => Ok(()),
    }
}

fn rows(text: &str, delimiter: u8) -> impl Iterator<Item = Row> + '_ {
    let (mut counted, mut line) = (0, 1);
    let records = reader(text, delimiter).into_records();
    // Reading from memory can't fail, and the text is UTF-8 already.
    records.filter_map(Result::ok).map(move |record| {
        let before = record.position().map_or(0, ::csv::Position::byte);
        let before = usize::try_from(before).unwrap_or(usize::MAX).min(text.len());
        // The reader's position lies before the empty lines that it skips.
        let rest = text.get(before..).unwrap_or("");
        let start = text.len() - rest.trim_start_matches(['\r', '\n']).len();
        line += text.get(counted..start).unwrap_or("").matches('\n').count();
        counted = start.max(counted);
        Row::new(line, record.iter().map(|cell| Cell::Text(cell.to_owned())).enumerate())
    })
}

fn reader(text: &str, delimiter: u8) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

/// The line of a quote that is never closed: it swallows the rest of the file, and every row in it. Follows the rules of the
/// reader: a quote opens at the start of a cell only, and a doubled one inside is a character.
fn open_quote(text: &str, delimiter: u8) -> Option<usize> {
    let mut opened = None;
    let mut at_start = true;
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        if opened.is_some() {
            if byte == b'"' && bytes.next_if(|(_, next)| *next == b'"').is_none() {
                opened = None;
            }
        } else if byte == b'"' && at_start {
            opened = Some(at);
            at_start = false;
        } else {
            at_start = byte == delimiter || byte == b'\n' || byte == b'\r';
        }
    }
    opened.map(|at| 1 + text[..at].matches('\n').count())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, delimiter: u8) -> Vec<(usize, Vec<String>)> {
        let table = table(text, delimiter).unwrap();
        let all = [table.header].into_iter().chain(table.rows);
        all.map(|row| (row.line, row.texts().map(|(_, text)| text.into_owned()).collect()))
            .collect()
    }

    #[test]
    fn rows_know_their_lines() {
        let text = "\r\na,b\r\n\r\n\"x\r\ny\",\"say \"\"hi\"\"\"\r\n,\r\n=1+1,2\n";
        let row = |line, cells: [&str; 2]| (line, cells.map(str::to_owned).to_vec());
        let expected =
            vec![row(2, ["a", "b"]), row(4, ["x\r\ny", "say \"hi\""]), row(7, ["=1+1", "2"])];
        assert_eq!(shown(text, b','), expected);
    }

    #[test]
    fn a_quote_left_open_is_a_problem() {
        let (line, fault) = table("a,b\nc,\"d\ne,f\n", b',').unwrap_err();
        assert_eq!((line, fault.says.as_str()), (2, "the quote opened here is never closed"));
        assert!(table("a,5\" pipe\n", b',').is_ok());
    }

    #[test]
    fn the_delimiter_with_the_most_cells_comes_first() {
        for (text, first) in
            [("a;b,c;d", b';'), ("a\tb", b'\t'), ("\n\n\"a;b;c\",d", b','), ("a", b'\t')]
        {
            assert_eq!(headers(text)[0].0, first, "{text}");
        }
        assert!(headers(" \n").is_empty());
    }

    #[test]
    fn there_are_limits() {
        assert_eq!(table("", b',').unwrap_err().0, 1);
        assert!(table(&format!("{}x", "a,".repeat(MOST_COLUMNS)), b',').is_err());
        assert_eq!(table(&"a\n".repeat(MOST_ROWS + 2), b',').unwrap_err().0, MOST_ROWS + 2);
        assert!(table(&"a\n".repeat(MOST_ROWS + 1), b',').is_ok());
    }
}
