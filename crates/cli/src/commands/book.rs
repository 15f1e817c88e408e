//! Reports that can be a workbook as well as text.

use monitor_report::{
    Format, Mentors, Packet, RenderError, Review, Statistics, Stipends, Style, Weekly,
};

use super::style;
use crate::args::BookOutput;
use crate::exit::Failure;
use crate::output;
use crate::settings::Settings;

/// A view that is also a workbook.
pub(super) trait Book {
    /// The view as text.
    fn text(&self, format: Format, style: Style) -> Result<String, RenderError>;
    /// The view as a workbook.
    #[cfg(feature = "xlsx")]
    fn workbook(&self) -> Result<Vec<u8>, RenderError>;
}

macro_rules! books {
    ($($view:ty),+) => {$(
        impl Book for $view {
            fn text(&self, format: Format, style: Style) -> Result<String, RenderError> {
                self.render(format, style)
            }
            #[cfg(feature = "xlsx")]
            fn workbook(&self) -> Result<Vec<u8>, RenderError> {
                self.workbook()
            }
        }
    )+};
}

books!(Mentors<'_>, Packet<'_>, Review<'_>, Statistics, Stipends<'_>, Weekly<'_>);

/// Writes a view to standard output in the format that was asked for.
pub(super) fn write(
    view: &impl Book,
    wanted: &BookOutput,
    settings: &Settings,
) -> Result<(), Failure> {
    match wanted.wanted() {
        Some(format) => output::result(&view.text(format, style(settings))?),
        #[cfg(feature = "xlsx")]
        None => output::file(&view.workbook()?),
        #[cfg(not(feature = "xlsx"))]
        None => Err(Failure::input("this build writes no workbooks", "use --format csv")),
    }
}
