//! Where a period's progress lies among that of earlier programs, in words and as JSON.

use monitor_analysis::context::Context;
use serde::Serialize;

/// The one sentence.
pub(super) fn sentence(context: &Context) -> String {
    let Context { n, week, quartiles: [quarter, half, most], own, own_is_all } = context;
    let (least, why) =
        if *own_is_all { ("", "") } else { ("at least ", ", for not all of it was seen") };
    format!(
        "Of {n} finished enrollments of earlier programs of which everything public was seen, at week {week} a quarter had up to \
         {quarter} % of what was expected, half up to {half} %, three quarters up to {most} %; this one has {least}{own} %{why}."
    )
}

#[derive(Serialize)]
pub(super) struct ContextJson {
    n: u32,
    week: u32,
    /// What a quarter, half and three quarters had at most.
    quartiles_percent: [u64; 3],
    own_percent: u64,
    /// Whether that is all; otherwise it is the least.
    own_complete: bool,
    says: String,
}

impl ContextJson {
    pub(super) fn of(context: &Context) -> Self {
        Self {
            n: context.n,
            week: context.week,
            quartiles_percent: context.quartiles,
            own_percent: context.own,
            own_complete: context.own_is_all,
            says: sentence(context),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, Show, Style, fixture};

    const CONTEXT: Context =
        Context { n: 143, week: 4, quartiles: [60, 95, 130], own: 88, own_is_all: true };
    const SAYS: &str = "Of 143 finished enrollments of earlier programs of which everything public was seen, at week 4 a quarter had up to 60 % of what was expected, half up to 95 %, three quarters up to 130 %; this one has 88 %.";

    #[test]
    fn what_is_not_all_is_the_least() {
        assert_eq!(sentence(&CONTEXT), SAYS);
        let least = sentence(&Context { own_is_all: false, ..CONTEXT });
        assert!(least.ends_with("this one has at least 88 %, for not all of it was seen."));
    }

    #[test]
    fn it_is_said_in_every_format_where_there_is_one() {
        let (program, ada) = (fixture::program(), [fixture::assessment("ada-lumen")]);
        let show = Show::new(&program, &ada[0].enrollment, &ada, fixture::as_of());
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for format in [Format::Table, Format::Markdown, Format::Json] {
            let of = |show: &Show<'_>| words(&show.render(format, Style::Plain).unwrap());
            assert!(of(&show.clone().among(&[Some(CONTEXT)])).contains(SAYS), "{format}");
            assert!(!of(&show.clone().among(&[None])).contains("earlier programs"), "{format}");
        }
    }
}
