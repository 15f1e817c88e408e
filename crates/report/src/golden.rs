//! Every format of every view, as it is: a change of the output is a change of these files.

use monitor_analysis::Standards;
use monitor_model::Severity;

use crate::{
    Format, Made, Mentors, Packet, Review, Rules, Show, Statistics, Stipends, Style, fixture,
};

fn review(format: Format) -> String {
    let (program, assessments) = (fixture::program(), fixture::assessments());
    fixture::review(&program, &assessments).render(format, Style::Plain).unwrap()
}

fn show(key: &str, format: Format) -> String {
    let (program, one) = (fixture::program(), [fixture::assessment(key)]);
    let show =
        Show::new(&program, &one[0].enrollment, &one, fixture::as_of()).explained(&fixture::RULES);
    show.render(format, Style::Plain).unwrap()
}

/// A page without its head, which every page has.
fn body(page: &str) -> &str {
    page.split_once("<body").unwrap().1
}

#[test]
fn review_in_every_format() {
    insta::assert_snapshot!("review.txt", review(Format::Table));
    insta::assert_snapshot!("review.md", review(Format::Markdown));
    insta::assert_snapshot!("review.csv", review(Format::Csv));
    insta::assert_snapshot!("review.json", review(Format::Json));
    insta::assert_snapshot!("review.html", review(Format::Html));
}

#[test]
fn review_of_which_people_said_something() {
    let (program, assessments) = (fixture::program(), fixture::agreed());
    let review = fixture::review(&program, &assessments);
    let render = |format| review.render(format, Style::Plain).unwrap();
    insta::assert_snapshot!("review_agreement.txt", render(Format::Table));
    insta::assert_snapshot!("review_agreement.md", render(Format::Markdown));
    insta::assert_snapshot!("review_agreement.csv", render(Format::Csv));
    insta::assert_snapshot!("review_agreement.html", render(Format::Html));
}

#[test]
fn review_where_most_have_something_in_common() {
    let (program, mut assessments) = (fixture::program(), fixture::assessments());
    let mut common = fixture::assessment("sol-tallow").findings.remove(0);
    common.says = "Not complete: comments, discussions: not recorded.".to_owned();
    for assessment in &mut assessments {
        assessment.findings.retain(|finding| finding.severity == Severity::Attention);
        assessment.findings.push(common.clone());
    }
    let review = fixture::review(&program, &assessments[1..]);
    insta::assert_snapshot!(
        "review_common.txt",
        review.render(Format::Table, Style::Plain).unwrap()
    );
    insta::assert_snapshot!(
        "review_common.md",
        review.render(Format::Markdown, Style::Plain).unwrap()
    );
}

#[test]
fn review_of_nobody_and_before_the_period() {
    let program = fixture::program();
    let empty = Review::new(&program, &program.periods[1], &[], fixture::as_of(), vec![]);
    let ines = [fixture::assessment("ines-ember")];
    let before = Review::new(&program, &program.periods[0], &ines, fixture::as_of(), vec![]);
    for format in Format::ALL {
        empty.render(*format, Style::Colour).unwrap();
        before.render(*format, Style::Colour).unwrap();
    }
    insta::assert_snapshot!("review_empty.txt", empty.render(Format::Table, Style::Plain).unwrap());
    insta::assert_snapshot!(
        "review_before.txt",
        before.render(Format::Table, Style::Plain).unwrap()
    );
}

#[test]
fn one_mentee_in_every_format() {
    insta::assert_snapshot!("show.txt", show("ada-lumen", Format::Table));
    insta::assert_snapshot!("show.md", show("ada-lumen", Format::Markdown));
    insta::assert_snapshot!("show.json", show("ada-lumen", Format::Json));
}

#[test]
fn one_mentee_whose_points_are_worked_out() {
    let (program, vera) = (fixture::program(), [fixture::worked()]);
    let (standards, details) = (Standards::default(), fixture::details());
    let show = Show::new(&program, &vera[0].enrollment, &vera, fixture::as_of());
    let short = show.render(Format::Table, Style::Plain).unwrap();
    insta::assert_snapshot!("show_points.txt", short);
    let show = show.worked_out(&standards, &details);
    let render = |format| show.render(format, Style::Plain).unwrap();
    insta::assert_snapshot!("show_explain.txt", render(Format::Table));
    insta::assert_snapshot!("show_explain.md", render(Format::Markdown));
    insta::assert_snapshot!("show_explain.json", render(Format::Json));
}

#[test]
fn one_mentee_of_whom_people_said_something() {
    let (program, noor) = (fixture::program(), fixture::noor_agreed());
    let entries = fixture::entries("Joan Stray");
    let show = Show::new(&program, &noor[0].enrollment, &noor, fixture::as_of())
        .without(fixture::uncounted(&entries));
    let render = |format| show.render(format, Style::Plain).unwrap();
    insta::assert_snapshot!("show_agreement.txt", render(Format::Table));
    insta::assert_snapshot!("show_agreement.md", render(Format::Markdown));
    insta::assert_snapshot!("show_agreement.json", render(Format::Json));
    let hal = [fixture::agreed().swap_remove(5)];
    let show = Show::new(&program, &hal[0].enrollment, &hal, fixture::as_of());
    insta::assert_snapshot!("show_disputed.txt", show.render(Format::Table, Style::Plain).unwrap());
}

#[test]
fn one_mentee_with_text_that_means_harm() {
    let mallory = "mallory-lantern-keeper-of-the-far-north";
    insta::assert_snapshot!("show_harm.txt", show(mallory, Format::Table));
    insta::assert_snapshot!("show_harm.md", show(mallory, Format::Markdown));
}

#[test]
fn mentees_of_whom_nothing_is_known() {
    insta::assert_snapshot!("show_nobody.txt", show("unnamed~1", Format::Table));
    insta::assert_snapshot!("show_before.txt", show("ines-ember", Format::Table));
}

#[test]
fn mentors_in_every_format() {
    let program = fixture::program();
    let of = ["grace-wick", "noor-vigil", "ada-lumen", "ines-ember"].map(fixture::assessment);
    let mentors = Mentors::new(&program, &of, fixture::as_of());
    let render = |format| mentors.render(format, Style::Plain).unwrap();
    insta::assert_snapshot!("mentors.txt", render(Format::Table));
    insta::assert_snapshot!("mentors.md", render(Format::Markdown));
    insta::assert_snapshot!("mentors.csv", render(Format::Csv));
    insta::assert_snapshot!("mentors.json", render(Format::Json));
    insta::assert_snapshot!("mentors.html", body(&render(Format::Html)));
}

#[test]
fn one_mentee_with_whom_mentors_work() {
    insta::assert_snapshot!("show_met.txt", show("grace-wick", Format::Table));
}

#[test]
fn stipends_in_every_format() {
    let (program, mut all) = (fixture::program(), fixture::agreed());
    fixture::agree(&mut all[3]);
    let notes = vec!["1 enrollment is no longer in the roster and not shown.".to_owned()];
    let made = Made { snapshot: &"5e".repeat(32), at: fixture::as_of() };
    let stipends = Stipends::new(&program, &program.periods[0], &all, made, notes);
    let render = |format| stipends.render(format, Style::Plain).unwrap();
    insta::assert_snapshot!("stipends.txt", render(Format::Table));
    insta::assert_snapshot!("stipends.md", render(Format::Markdown));
    insta::assert_snapshot!("stipends.csv", render(Format::Csv));
    insta::assert_snapshot!("stipends.json", render(Format::Json));
}

#[test]
fn rules_in_every_format() {
    let rules = Rules::new(fixture::RULES);
    let one = rules.only("stalled").unwrap();
    insta::assert_snapshot!("rules.txt", rules.render(Format::Table, Style::Plain).unwrap());
    insta::assert_snapshot!("rules.md", rules.render(Format::Markdown, Style::Plain).unwrap());
    insta::assert_snapshot!("rules_one.txt", one.render(Format::Table, Style::Plain).unwrap());
    insta::assert_snapshot!("rules_one.md", one.render(Format::Markdown, Style::Plain).unwrap());
    insta::assert_snapshot!("rules_one.json", one.render(Format::Json, Style::Plain).unwrap());
}

#[test]
fn statistics_in_every_format() {
    let statistics = fixture::statistics();
    let render = |format| statistics.render(format, Style::Plain).unwrap();
    insta::assert_snapshot!("statistics.txt", render(Format::Table));
    insta::assert_snapshot!("statistics.md", render(Format::Markdown));
    insta::assert_snapshot!("statistics.csv", render(Format::Csv));
    insta::assert_snapshot!("statistics.json", render(Format::Json));
    insta::assert_snapshot!("statistics.html", body(&render(Format::Html)));
    let none = Statistics { as_of: fixture::as_of(), rows: vec![] };
    assert_eq!(none.render(Format::Table, Style::Plain).unwrap(), "No programs.\n");
}

#[test]
fn calibration_in_every_format() {
    let figures = crate::calibrate::tests::figures(40, 2);
    let shown = |format| crate::calibrate::tests::shown(&figures, 2, format);
    insta::assert_snapshot!("calibrate.txt", shown(Format::Table));
    insta::assert_snapshot!("calibrate.md", shown(Format::Markdown));
    insta::assert_snapshot!("calibrate.json", shown(Format::Json));
}

#[test]
fn the_packet_in_every_format() {
    let (program, all) = (fixture::program(), fixture::agreed());
    let charts = crate::packet::tests::charts(&program, &all);
    let packet = Packet::new(fixture::review(&program, &all), &charts);
    let render = |packet: &Packet<'_>, format| packet.render(format, Style::Plain).unwrap();
    insta::assert_snapshot!("packet.txt", render(&packet, Format::Table));
    insta::assert_snapshot!("packet.md", render(&packet, Format::Markdown));
    insta::assert_snapshot!("packet.csv", render(&packet, Format::Csv));
    insta::assert_snapshot!("packet.html", render(&packet, Format::Html));
    let ada = packet.of_snapshot(Some("1f")).only(&all[2].enrollment.key);
    insta::assert_snapshot!("packet_one.txt", render(&ada, Format::Table));
    insta::assert_snapshot!("packet_one.json", render(&ada, Format::Json));
}
