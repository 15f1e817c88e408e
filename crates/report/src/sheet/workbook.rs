//! Sheets as a workbook for Excel and its like. Cells are written as text, which no program runs, whatever they begin with.

use chrono::{DateTime, Utc};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::Sheet;
use crate::RenderError;
use crate::escape::plain;

/// The most letters that a cell takes.
const LONGEST: usize = 32_767;

/// The widest that a column is made for its longest cell, in pixels.
const WIDEST: u32 = 480;

/// The sheets as a workbook that says it was made at an instant.
///
/// # Errors
/// [`RenderError::Workbook`] where the workbook can't be put together.
pub(crate) fn workbook(sheets: &[Sheet], at: DateTime<Utc>) -> Result<Vec<u8>, RenderError> {
    let mut workbook = Workbook::new();
    // Without an instant of its own, the library would take the clock's.
    let created = ExcelDateTime::from_timestamp(at.timestamp())?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for sheet in sheets {
        write(workbook.add_worksheet(), sheet)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write(into: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    into.set_name(sheet.name)?.set_freeze_panes(1, 0)?;
    for (column, heading) in (0_u16..).zip(&sheet.headings) {
        into.write_string_with_format(0, column, heading, &bold)?;
    }
    for (line, row) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            let text: String = plain(cell).chars().take(LONGEST).collect();
            into.write_string(line, column, text)?;
        }
    }
    into.set_autofit_max_width(WIDEST).autofit();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::tests::sheet;
    use super::*;
    use crate::fixture;
    use calamine::{Data, Reader, Xlsx};
    use proptest::prelude::*;
    use std::io::Cursor;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn every_cell_is_text_and_none_a_formula(text in fixture::any_text()) {
            let sheets = [sheet("One", &[&text, "x"]), sheet("Two", &["=1+1", &format!("={text}")])];
            let bytes = workbook(&sheets, fixture::as_of()).unwrap();
            prop_assert_eq!(&bytes, &workbook(&sheets, fixture::as_of()).unwrap());
            let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
            prop_assert_eq!(book.sheet_names(), ["One", "Two"]);
            for name in ["One", "Two"] {
                prop_assert!(book.worksheet_formula(name).unwrap().used_cells().next().is_none());
                let range = book.worksheet_range(name).unwrap();
                prop_assert_eq!(range.height(), 2);
                prop_assert!(range.used_cells().all(|(_, _, cell)| matches!(cell, Data::String(text) if !text.contains(char::is_control))));
            }
        }
    }
}
