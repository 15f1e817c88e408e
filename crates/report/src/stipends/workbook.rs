//! Stipends as a workbook. Cells are written as text, which no program runs, whatever they begin with.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::Stipends;
use super::lines::{HEADINGS, cells};
use crate::RenderError;
use crate::escape::plain;

/// The most letters that a cell takes.
const LONGEST: usize = 32_767;

/// Stipends as a workbook.
pub(super) fn render(stipends: &Stipends<'_>) -> Result<Vec<u8>, RenderError> {
    let mut workbook = Workbook::new();
    // Without an instant of its own, the library would take the clock's.
    let created = ExcelDateTime::from_timestamp(stipends.as_of.timestamp())?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let paid = stipends.paid.iter().map(|paid| cells(stipends, paid).to_vec());
    sheet(workbook.add_worksheet(), "Stipends", &HEADINGS, paid)?;
    let left_out = stipends.left_out.iter().map(|(of, n)| vec![of.to_string(), n.to_string()]);
    let notes = stipends.notes.iter().map(|note| vec![note.clone(), String::new()]);
    let rest = left_out.chain(notes);
    sheet(workbook.add_worksheet(), "Left out", &["standing", "mentees"], rest)?;
    Ok(workbook.save_to_buffer()?)
}

fn sheet(
    sheet: &mut Worksheet,
    name: &str,
    headings: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (column, heading) in (0_u16..).zip(headings) {
        sheet.write_string_with_format(0, column, *heading, &bold)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            let text: String = plain(&cell).chars().take(LONGEST).collect();
            sheet.write_string(line, column, text)?;
        }
    }
    sheet.autofit();
    Ok(())
}
