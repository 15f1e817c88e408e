//! Lines of cells as CSV.

use crate::RenderError;

/// Headings and lines as CSV with `\n` at the end of each line. The cells are escaped by who fills them.
pub(crate) fn write(
    headings: &[impl AsRef<[u8]>],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<String, RenderError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headings)?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_lacks_a_cell_is_an_error() {
        let rows = |cells: &[&str]| std::iter::once(cells.iter().map(|&c| c.to_owned()).collect());
        assert_eq!(write(&["a", "b"], rows(&["1,2", "\""])).unwrap(), "a,b\n\"1,2\",\"\"\"\"\n");
        assert!(matches!(write(&["a", "b"], rows(&["1"])), Err(RenderError::Csv(_))));
    }
}
