//! The report of a week in every format, what it does not say to the public, and that no text breaks it.

use monitor_model::{Mentee, Standing};
use proptest::prelude::*;

use super::*;
use crate::fixture;

fn side(at: DateTime<Utc>, snapshot: Option<&str>) -> Side {
    Side { snapshot: snapshot.map(str::to_owned), as_of: at }
}

fn weekly<'a>(
    program: &'a Program,
    before: &'a [Assessment],
    after: &'a [Assessment],
    audience: Audience,
) -> Weekly<'a> {
    let now = fixture::as_of();
    let since = side(now - TimeDelta::weeks(1), Some("aaaaaaaaaaaaaaaa"));
    let until = side(now, Some("bbbbbbbbbbbbbbbb"));
    Weekly::new(program, (since, before), (until, after), audience)
        .with_troubles(vec!["GitHub was not asked in this run: the network was down.".to_owned()])
}

fn render(audience: Audience, format: Format) -> String {
    let (program, before, after) = (fixture::program(), fixture::assessments(), fixture::agreed());
    weekly(&program, &before, &after, audience).render(format, Style::Plain).unwrap()
}

#[test]
fn the_week_in_every_format() {
    let private = |format| render(Audience::Private, format);
    insta::assert_snapshot!("weekly.txt", private(Format::Table));
    insta::assert_snapshot!("weekly.md", private(Format::Markdown));
    insta::assert_snapshot!("weekly.csv", private(Format::Csv));
    insta::assert_snapshot!("weekly.json", private(Format::Json));
    insta::assert_snapshot!("weekly.html", private(Format::Html).split_once("<body").unwrap().1);
    insta::assert_snapshot!("weekly_public.md", render(Audience::Public, Format::Markdown));
}

#[test]
fn the_public_reads_nothing_that_people_or_rules_say_of_somebody() {
    let after = fixture::agreed();
    let findings =
        after.iter().flat_map(|one| &one.findings).map(|finding| finding.rule.0.to_owned());
    let said: Vec<String> = Standing::ALL
        .iter()
        .flat_map(|of| [crate::agreement::standing(*of).to_owned(), of.to_string()])
        .chain(findings)
        .chain(["passed", "steady", "Careful and steady work"].map(str::to_owned))
        .collect();
    for format in Format::ALL {
        let (public, private) =
            (render(Audience::Public, *format), render(Audience::Private, *format));
        let body = public.split_once("<body").map_or(public.as_str(), |(_, body)| body);
        for word in &said {
            assert!(!body.contains(word.as_str()), "{format} says `{word}` to the public:\n{body}");
        }
        assert!(!body.contains("is asked for"), "{format} says who is late:\n{body}");
        assert!(private.contains("agreed"), "{format} says it to those who may know");
    }
}

#[test]
fn who_came_and_who_went_is_said() {
    let (program, all) = (fixture::program(), fixture::assessments());
    let said = |before, after| {
        let view = weekly(&program, before, after, Audience::Public);
        view.render(Format::Markdown, Style::Plain).unwrap()
    };
    let went = said(&all, &all[1..]);
    assert!(went.contains("is no longer in the roster"), "{went}");
    let came = said(&all[1..], &all);
    assert!(came.contains("is new in the roster"), "{came}");
}

proptest! {
    #[test]
    fn no_text_breaks_the_week(text in fixture::hostile()) {
        let (mut program, before) = (fixture::program_titled(&text), fixture::assessments());
        program.title.push('x');
        let mut after = fixture::agreed();
        for (n, one) in after.iter_mut().enumerate() {
            one.enrollment.project.name = Some(text.clone());
            if let Mentee::Unresolved { given, .. } = &mut one.enrollment.mentee {
                given.clone_from(&text);
            }
            for finding in &mut one.findings {
                finding.says = format!("{n} {text}");
            }
        }
        let view = weekly(&program, &before, &after, Audience::Private);
        let markdown = view.render(Format::Markdown, Style::Plain).unwrap();
        let without_escapes = markdown.replace("\\`", "");
        let outside_of_code: String = without_escapes.split('`').step_by(2).collect();
        prop_assert!(!outside_of_code.contains('<'), "{}", markdown);
        let mut called = outside_of_code.split('@').skip(1);
        prop_assert!(called.all(|rest| rest.starts_with(crate::escape::JOINER)), "{}", markdown);
        let cells = |line: &str| line.matches('|').count();
        let rows: Vec<usize> = markdown.lines().filter(|line| line.starts_with('|')).map(cells).collect();
        prop_assert!(rows.windows(2).all(|two| two[0] == two[1]), "{}", markdown);
        let csv = view.render(Format::Csv, Style::Plain).unwrap();
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@']), "{}", cell);
            }
        }
        view.render(Format::Html, Style::Plain).unwrap();
    }
}
