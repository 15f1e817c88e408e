//! Rows for a spreadsheet: one sheet as CSV, several as a workbook. Cells come as they are; each way of writing them sees to it
//! that none is a formula.

use crate::{RenderError, escape};

#[cfg(feature = "xlsx")]
mod workbook;

#[cfg(feature = "xlsx")]
pub(crate) use workbook::workbook;

/// Rows below headings. Every row has as many cells as there are headings.
pub(crate) struct Sheet {
    /// What the sheet is called: at most 31 letters, and none of `[]:*?/\\`.
    #[cfg_attr(not(feature = "xlsx"), expect(dead_code, reason = "CSV has no names of sheets"))]
    pub(crate) name: &'static str,
    /// What stands above the columns.
    pub(crate) headings: Vec<String>,
    /// The rows, which may hold any text.
    pub(crate) rows: Vec<Vec<String>>,
}

impl Sheet {
    /// The sheet as CSV with `\n` at the end of each line, and no cell that a spreadsheet would run.
    ///
    /// # Errors
    /// [`RenderError::Csv`] where a row has another number of cells than there are headings.
    pub(crate) fn csv(&self) -> Result<String, RenderError> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.headings)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| escape::csv(cell)))?;
        }
        let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;

    pub(crate) fn sheet(name: &'static str, cells: &[&str]) -> Sheet {
        let row = cells.iter().map(|&cell| cell.to_owned()).collect();
        Sheet { name, headings: ["a", "b"].map(String::from).to_vec(), rows: vec![row] }
    }

    #[test]
    fn a_line_that_lacks_a_cell_is_an_error() {
        assert_eq!(sheet("One", &["1,2", "\""]).csv().unwrap(), "a,b\n\"1,2\",\"\"\"\"\n");
        assert!(matches!(sheet("One", &["1"]).csv(), Err(RenderError::Csv(_))));
    }

    proptest! {
        #[test]
        fn no_cell_of_csv_is_a_formula(text in fixture::any_text()) {
            let text = sheet("One", &[&text, &format!("={text}")]).csv().unwrap();
            prop_assert_eq!(text.lines().count(), 2);
            for record in ::csv::Reader::from_reader(text.as_bytes()).records() {
                let record = record.unwrap();
                prop_assert!(record.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
            }
        }
    }
}
